"""From a page's value to HTML: the one template environment, where everything is escaped."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import troth
from troth.faces import (
    drawing,
    drawing_journeys,
    drawing_promises,
    drawing_sides,
    drawing_stays,
    drawing_surveys,
)
from troth.faces.masks import shown
from troth.faces.proposals import both_days
from troth.views.lens import questions
from troth.views.sides import plural
from troth.views.surety import how_sure
from troth.views.telling import Told
from troth.views.when import Clock

HERE = Path(troth.__file__).parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Every template escapes every value; a name that a page does not have is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(static=static, drawings=Drawings(), json_address="", flash=None)
    environment.filters.update(
        both_days=both_days,
        capital=capital,
        isodate=isodate,
        many=plural,
        path=path,
        question=question,
        sure=sure,
        thousands=thousands,
        web=is_web,
    )
    return environment


def _shown(value: object) -> object:
    """Whatever a template prints: words as they may be shown; what is markup is ours."""
    return shown(value) if type(value) is str else value


def render(template: str, **values: Any) -> str:
    """A page as HTML."""
    return templates().get_template(template).render(**values)


def days(clock: Clock) -> dict[str, str]:
    """The days a finding can be put off until, as a date field wants them."""
    today = clock.date(clock.now_us)
    return {
        "tomorrow": (today + timedelta(days=1)).isoformat(),
        "next_week": (today + timedelta(days=7)).isoformat(),
    }


@lru_cache(maxsize=64)
def static(name: str) -> Markup:
    """The address of one of our files, new whenever its bytes are."""
    file = STATIC / name
    if not file.is_file():
        return Markup(f"/static/{name}")
    return Markup(f"/static/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:10]}")


def capital(text: object) -> str:
    """With a capital at the beginning, the rest as it is."""
    said = str(text)
    return said[:1].upper() + said[1:]


def path(value: object) -> str:
    """A value as part of an address; slashes stay, all else that could mean something is coded."""
    return quote(str(value), safe="/")


def thousands(value: int) -> Markup:
    """12,402 as "12 402", with a space that does not break."""
    return Markup(f"{value:,}".replace(",", "\N{NO-BREAK SPACE}"))


def is_web(link: str | None) -> bool:
    """Whether a link may be offered: a web address, never a script."""
    return link is not None and urlsplit(link).scheme in ("http", "https")


def sure(one: Told) -> str:
    """How sure a finding is, in one line."""
    return how_sure(one.strength, one.status)


def question(name: str) -> str:
    """What a lens asks; its name where it is no longer there."""
    return _questions().get(name, name)


def isodate(at_us: int | None, clock: Clock) -> str:
    """A day as a date field wants it, empty where there is none."""
    return "" if at_us is None else clock.date(at_us).isoformat()


@lru_cache(maxsize=1)
def _questions() -> dict[str, str]:
    return questions(())


class Drawings:
    """The drawings that pages hold, as markup."""

    def rhythm(self, rhythm: Any) -> Markup:
        """Gaps between visits, the usual one, and the alarm line."""
        return Markup(drawing.rhythm(rhythm))

    def promise_weeks(self, side: Any, promised: float | None) -> Markup:
        """A promise week by week, with intervals and the share that was promised."""
        return Markup(drawing_promises.promise_weeks(side, promised))

    def time_to_kept(self, curve: Any) -> Markup:
        """How long dated promises take until they are done."""
        return Markup(drawing_promises.time_to_kept(curve))

    def journey(self, one: Any) -> Markup:
        """The map of cases."""
        return Markup(drawing_journeys.journey_map(one))

    def staying(self, one: Any) -> Markup:
        """How many are still there after so long, with its band."""
        return Markup(drawing_stays.staying(one))

    def survey(self, one: Any) -> Markup:
        """How each side answered a question, with intervals."""
        return Markup(drawing_surveys.survey(one))

    def renewed(self, one: Any) -> Markup:
        """How many of those asked renew, term by term, with intervals and the fitted curve."""
        return Markup(drawing_stays.renewed(one))

    def paid_back(self, one: Any) -> Markup:
        """How likely the cost of winning a customer is earned back by each term."""
        return Markup(drawing_stays.paid_back(one))

    def side_measure(self, one: Any) -> Markup:
        """One measure for each side, with intervals."""
        return Markup(drawing_sides.measure(one))

    def side_gaps(self, one: Any) -> Markup:
        """The gaps between the sides, with intervals that hold at once."""
        return Markup(drawing_sides.gaps(one))


__all__ = ["STATIC", "days", "render", "static", "templates"]
