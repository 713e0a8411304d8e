"""How long does one interval of a subscription or contract last, as its plan or its export says?

"Month-to-month", "Pro (annual)", "2-year contract", or a column like `interval` with `month` in it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from troth.patterns import later
from troth.text.listed_changes import unfolded

_COLUMNS = (
    *("interval", "billing_interval", "plan_interval", "renewal_interval"),
    *("billing_period", "billing_cycle", "billing_frequency", "term", "contract_term"),
    *("contract_length", "subscription_term"),
)
_COUNTS = ("interval_count", "billing_interval_count")
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12}
Unit = Literal["day", "month"]
_UNIT: Mapping[str, tuple[int, Unit]] = {
    "day": (1, "day"),
    "week": (7, "day"),
    "month": (1, "month"),
    "quarter": (3, "month"),
    "year": (12, "month"),
}
_COUNTED = later(
    r"(?<![\w.])(\d{1,3}|one|two|three|four|five|six|twelve)[ -]?(day|week|month|quarter|year)s?(?![a-z])",
    re.I,
)
_NAMED: tuple[tuple[str, int, Unit], ...] = (
    (r"half[ -]?yearly|bi-?annual(?:ly)?|semi-?annual(?:ly)?", 6, "month"),
    (r"month[ -]to[ -]month|monthly|(?:per|a|every|each|/) ?month|months?|mo", 1, "month"),
    (r"quarterly|(?:per|a|every|each|/) ?quarter|quarter", 3, "month"),
    (r"annual(?:ly)?|yearly|(?:per|a|every|each|/) ?year|year|yr|p\.?a\.?", 12, "month"),
    (r"weekly|(?:per|a|every|each|/) ?week|week", 7, "day"),
    (r"daily|(?:per|every|each|/) ?day|day", 1, "day"),
)


@dataclass(frozen=True, slots=True)
class Length:
    """So many calendar months, or so many days."""

    n: int
    unit: Unit

    def after(self, start_us: int, times: int) -> int:
        """The moment so many lengths after a start; on the last day of a shorter month."""
        start = _moment(start_us)
        if self.unit == "day":
            return _us(start + timedelta(days=self.n * times))
        year, month = divmod(start.year * 12 + start.month - 1 + self.n * times, 12)
        day = min(start.day, monthrange(year, month + 1)[1])
        return _us(start.replace(year=year, month=month + 1, day=day))

    def within(self, start_us: int, end_us: int) -> int:
        """How many whole lengths lie between two moments; 0 where the end is not after the start."""
        if end_us <= start_us:
            return 0
        start, end = _moment(start_us), _moment(end_us)
        if self.unit == "day":
            return (end - start) // timedelta(days=self.n)
        months = (end.year - start.year) * 12 + end.month - start.month
        times = months // self.n
        return times if self.after(start_us, times) <= end_us else times - 1


def length_of(plan: str | None, extra: object = None) -> Length | None:
    """The interval that the rest of a record's row names, else its plan; None where neither does."""
    rest = _rest(extra)
    for name in _COLUMNS:
        found = _read(rest.get(name, ""))
        if found is not None:
            count = next((rest[each] for each in _COUNTS if rest.get(each, "").isdigit()), "1")
            return Length(found.n * max(1, int(count)), found.unit)
    return _read(plan or "")


def _read(words: str) -> Length | None:
    if counted := _COUNTED.search(words):
        number, unit = counted[1].lower(), counted[2].lower()
        times = _WORDS.get(number) or int(number)
        if not times:
            return None
        n, of = _UNIT[unit]
        return Length(n * times, of)
    for named, times, kind in _NAMED:
        if re.search(rf"(?<![a-z])(?:{named})(?![a-z])", words, re.I):
            return Length(times, kind)
    return None


def _rest(extra: object) -> dict[str, str]:
    return {
        re.sub(r"[\W_]+", "_", str(name).casefold()).strip("_"): str(cell).strip()
        for name, cell in unfolded(extra).items()
    }


def _moment(us: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)


def _us(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
