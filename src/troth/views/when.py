"""Moments in words, as a colleague would say them: "Fri 17:42", "18 Nov 09:12", "2 days old".

All functions take UTC microseconds. Words are in the zone that the company's calendar names,
else in UTC, which pages say at their foot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from troth.model.units import DAY_US, HOUR_US, MINUTE_US

WEEK = 7 * DAY_US


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment a page is told at, and the zone its words are in."""

    now_us: int
    zone: str = "UTC"

    @property
    def tz(self) -> tzinfo:
        """The zone as the standard library knows it."""
        return UTC if self.zone == "UTC" else ZoneInfo(self.zone)

    def at(self, at_us: int) -> datetime:
        """A moment on this clock's wall."""
        return datetime.fromtimestamp(at_us / 1e6, self.tz)

    def date(self, at_us: int) -> date:
        """The day a moment falls on."""
        return self.at(at_us).date()

    def end_of(self, day: datetime) -> int:
        """The last second on this clock of the day that a moment without a zone names, in UTC."""
        last = day.replace(hour=23, minute=59, second=59, microsecond=0, tzinfo=self.tz)
        return int(last.timestamp()) * 1_000_000

    def day(self, at_us: int) -> str:
        """ "18 Nov", with the year where it is not this one."""
        when = self.at(at_us)
        same = when.year == self.at(self.now_us).year
        return f"{when.day} {when:%b}" if same else f"{when.day} {when:%b %Y}"

    def moment(self, at_us: int, precision: str = "second") -> str:
        """ "18 Nov 09:12"; only the day where the record holds no more."""
        return (
            self.day(at_us) if precision == "day" else f"{self.day(at_us)} {self.at(at_us):%H:%M}"
        )

    def near(self, at_us: int) -> str:
        """ "Fri 17:42" within the last six days, else the day."""
        behind = self.now_us - at_us
        return f"{self.at(at_us):%a %H:%M}" if 0 <= behind < 6 * DAY_US else self.day(at_us)

    def long_day(self, at_us: int) -> str:
        """ "Saturday 21 November", with the year where it is not this one."""
        when = self.at(at_us)
        year = "" if when.year == self.at(self.now_us).year else f" {when.year}"
        return f"{when:%A} {when.day} {when:%B}{year}"

    def iso(self, at_us: int) -> str:
        """For a machine, in UTC, to the second."""
        return datetime.fromtimestamp(at_us // 1_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def age(self, at_us: int) -> str:
        """How long ago: "15 h", "2 days", "6 years"."""
        return stretch(max(0, self.now_us - at_us))


def stretch(us: int) -> str:
    """A length of time in one unit, never more exact than it deserves."""
    if us < HOUR_US:
        return _count(us // MINUTE_US, "minute")
    if us < 2 * DAY_US:
        return f"{us // HOUR_US} h"
    days = us // DAY_US
    if days < 60:
        return _count(days, "day")
    if days < 730:
        return _count(days // 30, "month")
    return _count(days // 365, "year")


def _count(n: int, unit: str) -> str:
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"
