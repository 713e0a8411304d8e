"""How many days' notice does a text of ours promise, of what, and to whom?

"We will tell you at least 30 days before a change of prices" promises notice; "you may cancel with
30 days' notice" asks for it, and is none. A week is 7 days, a month 30, a working day 1.4.

Source: methods.md 15; which sentence binds whom is found by `troth.text.norms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from troth.model.origin import Span
from troth.patterns import later
from troth.text.ahead import count
from troth.text.days_named import pieces, unmarked
from troth.text.norms import OURS, names_in, norms
from troth.text.notice import against
from troth.text.quantities import COUNT

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_LENGTH = later(
    rf"\b(?P<count>{COUNT}|an?|one)(?: ?\((?P<figure>\d{{1,4}})\))?[- ]+(?:(?P<work>business|working)[- ]|calendar[- ])?"
    r"(?P<unit>day|week|month|year)s?['’]?\s+(?:(?:(?:prior|advance|written|clear)\s+)*notice|in\s+advance"
    r"|(?:\w+\s+){0,2}?before|ahead|prior|beforehand|after\s+we)",
    re.I,
)
_TELLS = later(
    r"\b(?:tell|told|notif(?:y|ied)|inform(?:ed)?|announce[ds]?|give|given|notice|publish(?:ed)?|let you know|e-?mail(?:ed)?|write)\b",
    re.I,
)
_SOFT = later(
    r"\b(?:try|aim|endeavou?r|seek|intend|hope|where (?:possible|practicable)|if possible|generally|usually|normally)\b",
    re.I,
)
_ENDS = later(
    r"\b(?:suspen\w+|terminat\w+|(?:clos|end|block|deactivat)\w* (?:[\w’'-]+ ){1,3}?(?:account|agreement|contract)s?)\b",
    re.I,
)
_MAKER = later(r"\b(?:of|by|from) (?!Service|Use\b)(?:[A-Z][\w’'&-]+ )+[A-Z][\w’'&-]+")
"""Whose text it is, in its title: in “Terms of Kestrel Couriers” no side is named."""
_ABOUT = (
    ("price", later(r"\b(?:pric\w+|fees?|rates?|tariffs?|charges?)\b", re.I)),
    ("api", later(r"\b(?:APIs?|endpoints?|interfaces?|integrations?)\b")),
    ("terms", later(r"\b(?:terms|polic(?:y|ies)|agreement|conditions)\b", re.I)),
)


@dataclass(frozen=True, slots=True)
class Noticed:
    """So many days' notice, of which kind of change ("" is any), to which side (None is all)."""

    span: Span
    days: float
    what: str
    side: str | None
    ends: bool = False
    """Whether it is about ending an account, which is no change for everybody."""

    def covers(self, what: str, side: str | None) -> bool:
        """Whether a change of this kind for this side was promised this notice."""
        same_side = self.side is None or singular(side or "") == singular(self.side)
        return not self.ends and same_side and self.what in ("", what)


def noticed(text: str, title: str | None = None) -> Iterator[Noticed]:
    """Every promise of notice in a text of ours, with its place."""
    text = unmarked(text)
    if not _LENGTH.search(text):
        return
    names = names_in(text, title)
    side = against("", _MAKER.sub(" ", title or ""))
    whole = None if side == "the reader" else side
    for span in pieces(text):
        words = span.of(text)
        found = spoken_notice(words, whole)
        if found is None:
            continue
        held = norms(" ".join(words.split()), names)
        if any(one.kind == "promise" and one.who == OURS for one in held):
            yield replace(found, span=span)


def spoken_notice(words: str, side: str | None) -> Noticed | None:
    """The notice that the words of one promise name, to this side; None where they name none."""
    length = _LENGTH.search(words)
    if length is None or not _TELLS.search(words) or _SOFT.search(words):
        return None
    about = next((what for what, pattern in _ABOUT if pattern.search(words)), "")
    whole, ends = Span(0, len(words)), _ENDS.search(words) is not None
    return Noticed(whole, _length(length), about, side, ends)


def _length(match: re.Match[str]) -> float:
    n = float(match["figure"]) if match["figure"] else _number(match["count"])
    return n * _DAYS[match["unit"].lower()] * (1.4 if match["work"] else 1.0)


def _number(words: str) -> float:
    found = count(words)
    return float(words.replace(",", "")) if found is None else found


def singular(side: str) -> str:
    """A side's name without its plural: drivers and driver are one side."""
    plain = side.strip().casefold()
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain


def configured(notice: Mapping[str, float], what: str, side: str | None) -> float | None:
    """The days of `[notice]` that hold for a change: its side's, else its kind's, else for all."""
    sides = {
        singular(name.removeprefix("side:")): days for name, days in notice.items() if ":" in name
    }
    return sides.get(singular(side or ""), notice.get(what, notice.get("all")))


def counted(days: float) -> str:
    """Days in words: "1 day", "30 days"."""
    whole = round(days)
    return "0 days" if whole == 0 else "1 day" if whole == 1 else f"{whole} days"
