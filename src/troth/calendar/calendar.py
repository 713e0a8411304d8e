"""One calendar: a zone, opening times for the seven weekdays, and holidays.

"N business days" ends at the close of the Nth working day after; "N business hours" is hours
inside opening times. A record that only knows its day is compared in whole days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from troth.calendar.opening import ALWAYS, DAY, Hours, at_clock, at_wall, moment, shifts_of
from troth.calendar.reading import read_holidays, read_hours, read_zone, refuse_unknown
from troth.errors import ConfigError
from troth.model.units import DAY_US, SECOND_US

Unit = Literal["minutes", "hours", "business hours", "days", "business days"]
UNITS: tuple[str, ...] = get_args(Unit)
CLOCK = {"minutes": 60 * SECOND_US, "hours": 3600 * SECOND_US}
IN_BUSINESS_DAYS = 15
"""Up to so many business days are told as such; a longer span is told in plain days."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What counts as open. Without arguments: every hour, in UTC, and `set` is False.

    `hours` holds, for Monday to Sunday, intervals in minutes of the day; a shift that ends
    after midnight belongs to the day it begins on and ends past 1440. A holiday closes every
    shift that begins on it. Moments are UTC microseconds throughout.
    """

    zone: str = "UTC"
    hours: Hours = ALWAYS
    holidays: frozenset[date] = frozenset()
    set: bool = False

    @classmethod
    def read(cls, settings: Mapping[str, object], *, base: Calendar | None = None) -> Calendar:
        """A calendar from plain settings: `zone`, `hours`, `holidays`; what is missing is `base`'s.

        Raises ConfigError, which names the setting, what it holds and how to write it.
        """
        refuse_unknown(settings, ("zone", "hours", "holidays"))
        kept = base or cls()
        zone, hours, days = (settings.get(name) for name in ("zone", "hours", "holidays"))
        return cls(
            zone=kept.zone if zone is None else read_zone(zone),
            hours=kept.hours if hours is None else read_hours(hours),
            holidays=kept.holidays if days is None else read_holidays(days),
            set=kept.set or bool(settings),
        )

    def __post_init__(self) -> None:
        if len(self.hours) != 7 or not any(self.hours):
            raise ConfigError(
                "A calendar with no opening time has no business hours.",
                advice='Give at least one: hours = "mon-fri 09:00-17:00"',
            )

    def is_open(self, us: int) -> bool:
        """Whether the moment lies in opening times; the moment of closing does not."""
        if self._always:
            return True
        year = moment(us, self.zone).year
        return any(self._shifts(y, us) for y in (year - 1, year))

    def open_seconds(self, start_us: int, end_us: int) -> float:
        """Seconds inside opening times between two moments; 0 if the end is not later."""
        if end_us <= start_us:
            return 0.0
        if self._always:
            return (end_us - start_us) / SECOND_US
        opened = 0
        for year in range(moment(start_us, self.zone).year - 1, moment(end_us, self.zone).year + 1):
            shifts = shifts_of(self.zone, self.hours, self.holidays, year)
            opened += shifts.until(end_us) - shifts.until(start_us)
        return opened / SECOND_US

    def add(self, start_us: int, n: float, unit: Unit) -> int:
        """The moment at which `n` units after the start are over, UTC microseconds.

        Days keep the wall time across a change of clocks. Zero business days ends at the close
        of the working day it is, or of the next one. Raises ValueError for a negative or unknown
        measure, or for a part of a day.
        """
        if n < 0 or unit not in UNITS:
            raise ValueError(f"not a length of time: {n} {unit}")
        if unit in CLOCK:
            return start_us + round(n * CLOCK[unit])
        if unit == "business hours":
            return self._after_open(start_us, round(n * CLOCK["hours"]))
        if n != int(n):
            raise ValueError(f"{unit} are counted whole, not as {n}")
        if unit == "days":
            wall = moment(start_us, self.zone).replace(tzinfo=None)
            return at_clock(wall + timedelta(days=int(n)), self.zone) if n else start_us
        return self._close_after(start_us, int(n))

    def within(
        self, start_us: int, end_us: int, n: float, unit: Unit, precision: str = "second"
    ) -> bool:
        """Whether the end came within `n` units of the start.

        `precision` is the coarser of the two records'. With "day", days are compared by date,
        and a limit in minutes or hours is met on the same day, the only thing such records know.
        """
        if precision != "day":
            return end_us <= self.add(start_us, n, unit)
        first, last = self._date(start_us), self._date(end_us)
        if unit == "business days":
            return self._working_between(first, last) <= n
        if unit == "days":
            return last - first <= n
        if unit == "business hours":
            return self._working_between(first, last) == 0
        return last <= first + int(n * CLOCK[unit]) // DAY_US

    def elapsed(self, start_us: int, end_us: int, unit: Unit) -> float:
        """How long it took, in a unit; 0 if the end is not later.

        The business days of this are the least number within which it falls, so that
        `within(…, n, unit)` holds exactly where `elapsed(…, unit) <= n`.
        """
        if end_us <= start_us:
            return 0.0
        if unit in CLOCK:
            return (end_us - start_us) / CLOCK[unit]
        if unit == "business hours":
            return self.open_seconds(start_us, end_us) / 3600
        if unit == "days":
            return self._days(start_us, end_us)
        least = self.business_days(start_us, end_us)
        while self.add(start_us, least, unit) < end_us:
            least += 1
        while least > 0 and self.add(start_us, least - 1, unit) >= end_us:
            least -= 1
        return float(least)

    def business_days(self, start_us: int, end_us: int, precision: str = "second") -> int:
        """Working days that have begun since the day of the start: Friday to Monday is one."""
        if precision == "day":
            return self._working_between(self._date(start_us), self._date(end_us))
        return self._working_between(self._day(start_us), self._day(end_us))

    def words(self, start_us: int, end_us: int, precision: str = "second") -> str:
        """A span in words that never says more than is true: "3 business days", "61 days".

        Business days where a calendar is set and there are few; below a day hours and minutes.
        """
        if self.set:
            business = self.business_days(start_us, end_us, precision)
            if 0 < business <= IN_BUSINESS_DAYS:
                return _counted(business, "business day")
        if precision == "day":
            return _counted(max(0, self._date(end_us) - self._date(start_us)), "day")
        days = int(self.elapsed(start_us, end_us, "days"))
        if days:
            return _counted(days, "day")
        minutes = max(0, end_us - start_us) // CLOCK["minutes"]
        return _counted(minutes // 60, "hour") if minutes >= 60 else _counted(minutes, "minute")

    @property
    def _always(self) -> bool:
        return self.hours == ALWAYS and not self.holidays

    def _shifts(self, year: int, us: int) -> bool:
        return shifts_of(self.zone, self.hours, self.holidays, year).holds(us)

    def _after_open(self, start_us: int, opened: int) -> int:
        """The moment at which so many open microseconds have passed."""
        if self._always or opened == 0:
            return start_us + opened
        year = moment(start_us, self.zone).year - 1
        while True:
            shifts = shifts_of(self.zone, self.hours, self.holidays, year)
            already = shifts.until(start_us)
            at = shifts.reached(already + opened) if opened else None
            if at is not None:
                return at
            opened -= sum(shifts.ends) - sum(shifts.starts) - already
            year += 1

    def _close_after(self, start_us: int, n: int) -> int:
        """The close of the nth working day after the day of the start."""
        day = self._day(start_us)
        if n == 0:
            if self._works(day) and self._close(day) >= start_us:
                return self._close(day)
            n = 1
        week = sum(1 for shifts in self.hours if shifts)
        counted = day + 7 * ((n - 1) // week)
        left = n - self._working_between(day, counted)
        while left > 0:
            counted += 1
            left -= self._works(counted)
        return self._close(counted)

    def _close(self, day: int) -> int:
        return at_wall(day, self.hours[(day - 1) % 7][-1][1], self.zone)

    def _works(self, day: int) -> bool:
        return bool(self.hours[(day - 1) % 7]) and date.fromordinal(day) not in self.holidays

    def _working_between(self, after: int, until: int) -> int:
        """Working days later than one day, up to and with another (ordinals)."""
        if until <= after:
            return 0
        weeks = (until - after) // 7
        opened = weeks * sum(1 for shifts in self.hours if shifts)
        opened += sum(
            1 for day in range(after + 7 * weeks + 1, until + 1) if self.hours[(day - 1) % 7]
        )
        closed = (day.toordinal() for day in self.holidays if self.hours[day.weekday()])
        return opened - sum(1 for day in closed if after < day <= until)

    def _day(self, us: int) -> int:
        """The day a moment belongs to: that of the shift it lies in, else the local date."""
        here = moment(us, self.zone)
        day, minute = here.toordinal(), here.hour * 60 + here.minute
        late = any(minute < end - DAY for _, end in self.hours[(day - 2) % 7])
        return day - 1 if late and self._works(day - 1) else day

    def _date(self, us: int) -> int:
        """The date of a moment of day precision: midnight UTC is the date itself."""
        return moment(us, "UTC" if us % DAY_US == 0 else self.zone).toordinal()

    def _days(self, start_us: int, end_us: int) -> float:
        """Days that keep the wall time, the last one in part."""
        whole = moment(end_us, self.zone).toordinal() - moment(start_us, self.zone).toordinal()
        while whole > 0 and self.add(start_us, whole, "days") > end_us:
            whole -= 1
        begun = self.add(start_us, whole, "days")
        return whole + (end_us - begun) / (self.add(start_us, whole + 1, "days") - begun)


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n:,} {noun}s".replace(",", " ")
