"""Days and opening hours of the demo company, counted from the moment its records end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from troth.demo.world import ZONE
from troth.model.units import MINUTE_US

OPENS, CLOSES = time(9), time(17)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LOCAL = ZoneInfo(ZONE)

SPAN = re.compile(
    r"(?P<open>\d+)(?:b|n(?P<span>\d+))(?:-(?P<days>\d+)d)?(?: (?P<hour>\d\d):(?P<minute>\d\d))?$"
)
DATED = re.compile(r"\{(weekday|date|day):([^}]+)\}")


def local(ts_us: int) -> datetime:
    """A moment as the clock on the company's wall shows it."""
    return (EPOCH + timedelta(microseconds=ts_us)).astimezone(LOCAL)


def moment(day: date, at: time) -> int:
    """A time on the company's wall as UTC microseconds."""
    span = datetime.combine(day, at, tzinfo=LOCAL).astimezone(UTC) - EPOCH
    return span // timedelta(microseconds=1)


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus, as in Meeus, Astronomical Algorithms)."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (skipped + 19 * golden + 15) % 30
    full = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full + 2 - century + century // 4) % 7
    offset = full - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England: with substitutes where one falls on a weekend."""
    fixed = {easter(year) - timedelta(2), easter(year) + timedelta(1)}
    fixed |= {_monday(date(year, 5, 1)), _monday(date(year, 5, 25)), _monday(date(year, 8, 25))}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() > 4 or day in fixed:
            day += timedelta(1)
        fixed.add(day)
    return frozenset(fixed)


def _monday(day: date) -> date:
    return day + timedelta(-day.weekday() % 7)


@dataclass(frozen=True)
class Days:
    """Moments told from the end of the records: "4b 09:12" is 9:12 four open days before it."""

    until_us: int

    @cached_property
    def today(self) -> date:
        """The day on which the records end, in the company's zone."""
        return local(self.until_us).date()

    @cached_property
    def holidays(self) -> frozenset[date]:
        """Bank holidays of the years the records touch, and of the next."""
        years = range(self.today.year - 2, self.today.year + 2)
        return frozenset(day for year in years for day in bank_holidays(year))

    @cached_property
    def stock_taking(self) -> date:
        """The last weekday before the records end: the shops' desk is closed."""
        return self.back(1)

    def is_open(self, day: date) -> bool:
        """Whether the help desk works on this day."""
        return day.weekday() < 5 and day not in self.holidays

    def back(self, count: int) -> date:
        """The open day so many open days before the records end."""
        return self.onward(self.today, -count)

    def onward(self, day: date, count: int) -> date:
        """The open day so many open days after a day, or before it where `count` is negative."""
        step = 1 if count > 0 else -1
        while count:
            day += timedelta(step)
            count -= step * self.is_open(day)
        return day

    def day(self, said: str) -> date:
        """The day meant by "6b", "+10d", "-5d" or "3n9-9d".

        "3n9" is the newest day at least three open days back whose ninth day before was open
        too, and "3n9-9d" is that ninth day.
        """
        if said[0] in "+-":
            return self.today + timedelta(int(said[:-1]))
        found = SPAN.match(said)
        if found is None:
            raise ValueError(f"no day: {said}")
        day = self.back(int(found["open"]))
        while found["span"] and not self.is_open(day - timedelta(int(found["span"]))):
            day = self.onward(day, -1)
        return day - timedelta(int(found["days"] or 0))

    def at(self, said: str) -> int:
        """The moment meant by "4b 09:12", "62m" (minutes ago) or "c+21m" (after closing)."""
        if said[0] in "cs":
            closing = self._closing(skip_stock_taking=said[0] == "s")
            return min(closing + int(said[2:-1]) * MINUTE_US, self.until_us - 3 * MINUTE_US)
        if said.endswith("m"):
            return self.until_us - int(said[:-1]) * MINUTE_US
        found = SPAN.match(said)
        if found is None or found["hour"] is None:
            raise ValueError(f"no moment: {said}")
        return moment(self.day(said), time(int(found["hour"]), int(found["minute"])))

    def _closing(self, *, skip_stock_taking: bool) -> int:
        day = self.today
        while True:
            closed = skip_stock_taking and day == self.stock_taking
            if self.is_open(day) and not closed and moment(day, CLOSES) <= self.until_us:
                return moment(day, CLOSES)
            day -= timedelta(1)

    def served(self, ts_us: int, minutes: int) -> int:
        """When a reply leaves that takes so many minutes of opening hours."""
        here, left = ts_us, minutes * MINUTE_US
        while True:
            day = local(here).date()
            opens, closes = moment(day, OPENS), moment(day, CLOSES)
            if self.is_open(day) and here < closes:
                start = max(here, opens)
                if start + left < closes:
                    return start + left
                left -= closes - start
            here = moment(day + timedelta(1), time(0))

    def words(self, text: str) -> str:
        """A text with its days written out: "{weekday:6b}" → "Friday"."""
        return DATED.sub(lambda found: spoken(self.day(found[2]), found[1]), text)


def spoken(day: date, form: str) -> str:
    """A day as people say it: "Friday", "12 November"; or as tables do: "2026-11-12"."""
    if form == "day":
        return day.isoformat()
    return f"{day:%A}" if form == "weekday" else f"{day.day} {day:%B}"
