"""The letter to one person as a page."""

from __future__ import annotations

from markupsafe import Markup

from troth.faces.lettering import ASKS, MARK, opening, subject
from troth.faces.web.showing import render
from troth.faces.web.styling import style
from troth.views.letter import Letter
from troth.views.when import Clock


def letter_html(told: Letter, clock: Clock) -> str:
    """A page of its own, which asks nothing of anybody's server."""
    return render(
        "letter.html",
        page=told,
        opening=opening(told),
        asks=ASKS,
        keep=MARK,
        subject=subject(told),
        clock=clock,
        style=Markup(style()),
    )
