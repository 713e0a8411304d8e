"""What a target is made of: a measure, a limit, a share, a window, and whose cases count.

Values only; `troth.ledger.target` reads them from what a person writes and says what is wrong.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal, TypeAlias, get_args

from troth.calendar import Calendar, Unit
from troth.calendar.opening import moment
from troth.model.case import Case
from troth.model.units import DAY_US

Bound: TypeAlias = Literal["most", "least", "share"]
"""At most so long, at least so long, or a share of what the measure itself decides."""
Length: TypeAlias = Literal[
    "minutes", "hours", "business hours", "days", "business days", "weeks", "months"
]
LENGTHS: tuple[str, ...] = get_args(Length)
WHOLE = ("days", "business days", "weeks", "months")
"""Counted whole: for less than a day one writes hours."""
Field: TypeAlias = Literal["side", "account", "ours", "what"]
FIELDS: tuple[str, ...] = get_args(Field)


@dataclass(frozen=True, slots=True)
class Window:
    """So many days or weeks that end at the moment of looking."""

    n: int
    unit: Literal["days", "weeks"]

    def __str__(self) -> str:
        return f"{self.n} {self.unit.removesuffix('s') if self.n == 1 else self.unit}"

    @property
    def us(self) -> int:
        """Its length in microseconds."""
        return self.n * DAY_US * (7 if self.unit == "weeks" else 1)


@dataclass(frozen=True, slots=True)
class Condition:
    """Whose cases count: a field and the values it may have, or (`!=`) may not.

    A case of which the field is not known meets no condition, not even a `!=`: nobody knows
    that it is not what was excluded.
    """

    field: Field
    op: Literal["=", "!=", "in"]
    values: tuple[str, ...]

    def __str__(self) -> str:
        told = [_quoted(value) for value in self.values]
        if self.op == "in":
            return f"{self.field} in ({', '.join(told)})"
        return f"{self.field} {self.op} {told[0]}"

    def holds(self, case: Case, accounts: Mapping[str, str] | None = None) -> bool:
        """Whether a case counts; `accounts` are the names of accounts by id."""
        value = getattr(case, self.field)
        if value is None:
            return False
        called = {value.casefold()}
        if self.field == "account" and accounts and value in accounts:
            called.add(accounts[value].casefold())
        named = not called.isdisjoint(other.casefold() for other in self.values)
        return named != (self.op == "!=")


@dataclass(frozen=True, slots=True)
class Target:
    """What a measure must reach, for at least this `share` (0 to 1) of its cases.

    `most` of `unit` is the limit, an upper one or with `bound` "least" a lower one; a `share`
    has no limit of its own, for its cases bring their deadline. `steps` are what a measure
    between two steps is told, `of` the kind of record it counts, `over` the stretch that ends
    at the moment of looking, `where` whose cases count.
    """

    measure: str
    most: float
    unit: Length
    share: float = 1.0
    bound: Bound = "most"
    steps: tuple[str, ...] = ()
    of: str | None = None
    over: Window | None = None
    where: tuple[Condition, ...] = ()

    def __str__(self) -> str:
        name = self.measure
        if self.steps:
            name = " and ".join(map(_quoted, self.steps))
            name = f"time {self.measure} {name}"
        parts = [name, self._limit()]
        parts += [f"of {self.of}"] if self.of else []
        parts += [f"over {self.over}"] if self.over else []
        parts += ["where " + " and ".join(map(str, self.where))] if self.where else []
        return " ".join(parts)

    def _limit(self) -> str:
        share = _number(round(self.share * 100, 6))
        if self.bound == "share":
            return f">= {share}%"
        unit = self.unit.removesuffix("s") if self.most == 1 else self.unit
        return f"{'<=' if self.bound == 'most' else '>='} {_number(self.most)} {unit} for {share}%"

    @property
    def counted_by(self) -> tuple[str, tuple[str, ...]]:
        """The measure and what it is told: what has to be counted once for all such targets."""
        return self.measure, self.steps

    def picks(self, case: Case, accounts: Mapping[str, str] | None = None) -> bool:
        """Whether a case is one of those the target speaks of."""
        return all(condition.holds(case, accounts) for condition in self.where)

    def since_us(self, moment_us: int) -> int | None:
        """Where its window begins; None where it has none."""
        return None if self.over is None else moment_us - self.over.us

    def verdict(self, case: Case, moment_us: int, calendar: Calendar) -> bool | None:
        """Kept, failed, or None: not decided at the moment."""
        met = self.met_by(case, calendar)
        if met is not None:
            return met
        if self.bound == "least":
            reached = self._reached(case, moment_us, calendar)
            return True if reached else None
        return False if self.is_late_at(case, moment_us, calendar) else None

    def met_by(self, case: Case, calendar: Calendar) -> bool | None:
        """Whether one case was in time; None while it is open and may still be.

        A case that brings its own deadline is counted from there.
        """
        if case.end_us is None:
            return None
        if self.bound == "least":
            return self._reached(case, case.end_us, calendar)
        return self._within(case, case.end_us, calendar)

    def is_late_at(self, case: Case, moment_us: int, calendar: Calendar) -> bool:
        """Whether an open case has run out of time at a moment.

        One that may have ended, which nobody can know yet, is not late.
        """
        if case.end_us is None and case.end_record is not None:
            return False
        return self.bound != "least" and not self._within(case, moment_us, calendar)

    def _within(self, case: Case, end_us: int, calendar: Calendar) -> bool:
        if self.bound == "share" and case.due_us is None:
            return True
        start = case.start_us if case.due_us is None else case.due_us
        n, unit = in_calendar(self.most, self.unit, start, calendar)
        return calendar.within(start, end_us, n, unit, case.precision)

    def _reached(self, case: Case, end_us: int, calendar: Calendar) -> bool:
        """Whether at least so much time lies between the beginning and a moment."""
        start = case.start_us
        if end_us < start:
            return False
        n, unit = in_calendar(self.most, self.unit, start, calendar)
        if case.precision != "day":
            return calendar.elapsed(start, end_us, unit) >= n
        days, counted = _in_days(n, unit)
        return days == 0 or not calendar.within(start, end_us, days - 1, counted, "day")


def in_calendar(n: float, unit: Length, start_us: int, calendar: Calendar) -> tuple[float, Unit]:
    """A length as the calendar counts it: weeks and months as days from the start on.

    A month ends on the same day of the next one, or on its last day: from 31 January, 28 days.
    A moment of day precision is midnight in UTC, and its day is that one.
    """
    if unit == "weeks":
        return n * 7, "days"
    if unit != "months":
        return n, unit
    zone = "UTC" if start_us % DAY_US == 0 else calendar.zone
    begun = moment(start_us, zone).date()
    year, month = divmod(begun.year * 12 + begun.month - 1 + int(n), 12)
    ended = date(year, month + 1, min(begun.day, monthrange(year, month + 1)[1]))
    return (ended - begun).days, "days"


def _in_days(n: float, unit: Unit) -> tuple[int, Unit]:
    """A limit as records count it that only know their day."""
    per_day = {"minutes": 1440, "hours": 24, "business hours": 24}.get(unit)
    if per_day is None:
        return int(n), unit
    return ceil(n / per_day), "business days" if unit == "business hours" else "days"


def _number(value: float) -> str:
    """A number as a person writes it, never in powers of ten."""
    return f"{value:f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
