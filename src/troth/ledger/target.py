"""A target: a named measure with what it must reach, "first-reply <= 1 business day for 95%"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from troth.calendar import UNITS, Calendar, Unit
from troth.errors import TrothError, UnknownNameError
from troth.model.case import Case

_FORM = re.compile(
    r"\s*(?P<name>[a-z][a-z0-9_-]*)\s*(?:<=|≤)\s*(?P<most>\d+(?:\.\d+)?)\s*"
    r"(?P<unit>[a-z]+(?:\s+[a-z]+)?)(?:\s+for\s+(?P<share>\d+(?:\.\d+)?)\s*%)?\s*",
    re.IGNORECASE,
)
EXAMPLE = "first-reply <= 1 business day for 95%"


@dataclass(frozen=True, slots=True)
class Target:
    """What a measure must reach: within `most` units, for at least this `share` (0 to 1)."""

    measure: str
    most: float
    unit: Unit
    share: float = 1.0

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.most == 1 else self.unit
        return f"{self.measure} <= {self.most:g} {unit} for {round(self.share * 100, 6):g}%"

    def met_by(self, case: Case, calendar: Calendar) -> bool | None:
        """Whether one case was in time; None while it is open and may still be.

        A case that brings its own deadline is counted from there.
        """
        start = case.start_us if case.due_us is None else case.due_us
        if case.end_us is None:
            return None
        return calendar.within(start, case.end_us, self.most, self.unit, case.precision)

    def is_late_at(self, case: Case, moment_us: int, calendar: Calendar) -> bool:
        """Whether an open case has run out of time at a moment.

        One that may have ended, which nobody can know yet, is not late.
        """
        if case.end_us is None and case.end_record is not None:
            return False
        start = case.start_us if case.due_us is None else case.due_us
        return not calendar.within(start, moment_us, self.most, self.unit, case.precision)


def read_target(text: str, known: Iterable[str] | None = None) -> Target:
    """The target written as `NAME <= N UNIT for P%`; without `for P%` it is for every case.

    `known` are the measures there are. Raises `UnknownNameError` for a measure or a unit that
    does not exist, `TrothError` where the text is no target at all.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise TrothError(
            f"“{text}” is no target.",
            advice=f"Write a measure, a limit and a share, like this:  {EXAMPLE}",
        )
    most, share = float(found["most"]), float(found["share"] or 100) / 100
    target = Target(_name(found["name"], known), most, _unit(found["unit"]), share)
    if not 0 < share <= 1:
        raise TrothError(
            f"“{text}” asks for {share * 100:g} % of cases.",
            advice="A share lies above 0 and at most at 100 %.",
        )
    if "day" in target.unit and most != int(most):
        raise TrothError(
            f"“{text}” asks for a part of a day.",
            advice="Days are counted whole; for less than a day write hours.",
        )
    return target


def _name(name: str, known: Iterable[str] | None) -> str:
    plain = name.lower().replace("_", "-")
    names = None if known is None else sorted(known)
    if names is not None and plain not in names:
        advice = f"Measures are: {', '.join(names)}." if names else "There is no measure yet."
        raise UnknownNameError("measure", plain, names, advice=advice)
    return plain


def _unit(words: str) -> Unit:
    plain = " ".join(words.lower().split())
    for unit in UNITS:
        if plain in (unit, unit.removesuffix("s")):
            return unit  # type: ignore[return-value]
    near = get_close_matches(plain, UNITS, n=1, cutoff=0.0)
    raise UnknownNameError("unit of time", plain, near, advice=f"Units are: {', '.join(UNITS)}.")
