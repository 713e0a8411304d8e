"""One person's data as a file to hand over: a page to read and print, or JSON for programs."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from troth.faces.masks import masked
from troth.faces.web.showing import render
from troth.faces.web.styling import style
from troth.faces.wire import plain
from troth.views.export import Exported
from troth.views.when import Clock

FORMAT = 1
"""Grows when a key of the JSON changes its meaning; keys may be added at any time."""
SCHEMES = {"email": "address", "phone": "telephone", "id": "number in a system", "staff": "staff"}
HIDDEN = "Addresses and numbers are half hidden here; troth export WHO --no-mask shows them."


def export_html(told: Exported, clock: Clock) -> str:
    """The page: one file that asks nothing of anybody, in her favour and in plain words."""
    return render(
        "export.html",
        page=told,
        clock=clock,
        schemes=SCHEMES,
        hidden=HIDDEN if masked() else "",
        style=Markup(style()),
    )


def export_data(told: Exported) -> dict[str, Any]:
    """The same as data; its keys are described in docs/privacy.md."""
    return {"format": FORMAT, **plain(told)}
