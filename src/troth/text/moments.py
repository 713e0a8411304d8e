"""When something happened, from the ways exports write it; never a guess between two readings.

Understood: ISO 8601 with and without a zone, `19970101`, seconds, milliseconds and
microseconds since 1970, RFC 2822 (mail), Twitter's own, "1 Apr 2020", and days and months as
numbers where the column as a whole shows which comes first. Dots mean day first
("01.04.2020"): no country writes the month first with dots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from troth.model.units import DAY_US
from troth.patterns import later

EARLIEST, LATEST = 1900, 2100
"""Years outside are placeholders (0001-01-01, 9999-12-31), no moment anything happened."""
CACHE = 20_000
DAY_FIRST, MONTH_FIRST = "day first", "month first"
"""What may be declared in place of a `strptime` format."""

Moment = tuple[int, str, str | None]
"""UTC microseconds, precision ("second", "minute", "day"), and the zone it was written in."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE = datetime(1970, 1, 1)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_CLOCK = (
    r"(?:[ ,T]+(?P<h>\d{1,2}):(?P<mi>\d\d)(?::(?P<s>\d\d)(?P<f>[.,]\d+)?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
_NUMBERS = later(r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})" + _CLOCK)
_YEAR_FIRST = later(r"(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})" + _CLOCK)
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,? +)?"
_NAMED = later(
    _WEEKDAY + r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -](?P<m>[A-Za-z]{3,9})\.?[ ,-]+"
    r"|(?P<m2>[A-Za-z]{3,9})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? +)(?P<y>\d{4})" + _CLOCK
)
_TWITTER = later(
    r"[A-Z][a-z]{2} (?P<m>[A-Z][a-z]{2}) (?P<d>\d{1,2}) (?P<h>\d\d):(?P<mi>\d\d):(?P<s>\d\d) "
    r"(?P<zone>[+-]\d{4}|UTC|GMT) (?P<y>\d{4})(?P<f>)(?P<half>)"
)
_STAMP = later(r"\d{9,10}\.\d+")


@dataclass(frozen=True, slots=True)
class Order:
    """What a column of dates shows: values that are day first, month first, either, or neither."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    other: int = 0

    @property
    def settled(self) -> bool | None:
        """True: day first; False: month first; None where the column leaves it open.

        One order must hold for 99 of 100 values that decide at all: the odd slip is then a
        bad date, a real mixture is not resolved.
        """
        decided = self.day_first + self.month_first
        if decided and self.day_first >= 0.99 * decided:
            return True
        if decided and self.month_first >= 0.99 * decided:
            return False
        return None

    @property
    def prevails(self) -> bool:
        """Whether at least half of the column's values are numeric dates."""
        return self.day_first + self.month_first + self.either >= self.other

    def joined(self, more: Order) -> Order:
        """What two parts of a column show together."""
        return Order(
            self.day_first + more.day_first,
            self.month_first + more.month_first,
            self.either + more.either,
            self.other + more.other,
        )

    @property
    def matters(self) -> bool:
        """Whether the column holds numeric dates at all."""
        return bool(self.day_first or self.month_first or self.either)


def order_of(values: Iterable[str]) -> Order:
    """Count what the numeric dates of a column show about their order."""
    day = month = either = other = 0
    for value in values:
        match = _NUMBERS.fullmatch(value.strip()) if value else None
        if match is None or match["sep"] == ".":
            other += bool(value)
            continue
        first, second = int(match["a"]), int(match["b"])
        if first == second and first <= 12:
            continue
        day += first > 12 >= second
        month += second > 12 >= first
        either += first <= 12 and second <= 12
    return Order(day, month, either, other)


@dataclass(slots=True)
class Times:
    """Reads one file's times. Equal values are read once.

    `format` is a `strptime` format and then the only one tried, or just "day first" or
    "month first"; `zone` holds for values that
    name none (UTC otherwise); `day_first` for numeric dates; `midnight_is_day` where every
    value of a column is midnight, which is a day and no time.
    """

    format: str | None = None
    zone: tzinfo | None = None
    day_first: bool | None = None
    midnight_is_day: bool = False
    _known: dict[str, Moment | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.format in (DAY_FIRST, MONTH_FIRST):
            self.day_first = self.format == DAY_FIRST
            self.format = None

    def read(self, value: str) -> Moment | None:
        """The moment, or None where this is no date that can be read one way only."""
        if value in self._known:
            return self._known[value]
        if len(self._known) > CACHE:
            self._known.clear()
        moment = self._known[value] = self._moment(value)
        return moment

    def read_all(self, values: Iterable[str]) -> list[Moment | None]:
        """A column of moments. ISO 8601 to the second, by far the most common, goes straight in."""
        if self.format is not None or self.zone is not None or self.midnight_is_day:
            return [self.read(value) for value in values]
        iso = datetime.fromisoformat
        moments: list[Moment | None] = []
        for value in values:
            try:
                when = iso(value) if value[16:17] == ":" else None
            except ValueError:
                when = None
            if when is None or not EARLIEST < when.year < LATEST:
                moments.append(self.read(value))
            elif when.tzinfo is None:
                gap = when - _NAIVE
                at_us = gap.days * DAY_US + gap.seconds * 1_000_000 + gap.microseconds
                moments.append((at_us, "second", None))
            elif when.tzinfo is UTC:
                gap = when - _EPOCH
                at_us = gap.days * DAY_US + gap.seconds * 1_000_000 + gap.microseconds
                moments.append((at_us, "second", "UTC"))
            else:
                moments.append(self.read(value))
        return moments

    def _moment(self, value: str) -> Moment | None:
        try:
            found = self._declared(value) if self.format else self._found(value)
            if found is None:
                return None
            return self._sealed(*found)
        except (ValueError, OverflowError, TypeError, IndexError):
            return None

    def _sealed(self, when: datetime, precision: str) -> Moment | None:
        named = when.tzinfo is not None
        if not named:
            when = when.replace(tzinfo=self.zone or UTC)
        gap = when - _EPOCH
        at_us = gap.days * DAY_US + gap.seconds * 1_000_000 + gap.microseconds
        if not EARLIEST <= when.year <= LATEST:
            return None
        if self.midnight_is_day and precision != "day" and is_midnight(when):
            precision = "day"
        zone = when.tzname() if named else (str(self.zone) if self.zone else None)
        return at_us, precision, zone

    def _declared(self, value: str) -> tuple[datetime, str]:
        layout = self.format or ""
        when = datetime.strptime(value.strip(), layout)
        if any(part in layout for part in ("%S", "%s", "%c", "%X", "%T")):
            return when, "second"
        return when, "minute" if "%M" in layout else "day"

    def _found(self, value: str) -> tuple[datetime, str] | None:
        text = value.strip()
        if text.isdigit() or _STAMP.fullmatch(text):
            return _digits(text)
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            return self._written(text)
        if len(text) <= 10:
            return when, "day"
        if len(text) > 18 and text[16] == ":":
            return when, "second"
        return when, "second" if when.second or text.count(":") > 1 + ("+" in text) else "minute"

    def _written(self, text: str) -> tuple[datetime, str] | None:
        if match := _YEAR_FIRST.fullmatch(text):
            return _built(match, int(match["m"]), int(match["d"]))
        if match := _NUMBERS.fullmatch(text):
            first, second = int(match["a"]), int(match["b"])
            day_first = True if match["sep"] == "." or first == second else self.day_first
            if day_first is None:
                return None
            month, day = (second, first) if day_first else (first, second)
            return _built(match, month, day)
        if match := _TWITTER.fullmatch(text):
            return _built(match, _MONTHS[match["m"].lower()], int(match["d"]))
        if match := _NAMED.fullmatch(text):
            month = _MONTHS.get((match["m"] or match["m2"])[:3].lower(), 0)
            return _built(match, month, int(match["d"] or match["d2"]))
        return (parsedate_to_datetime(text), "second") if ":" in text else None


def is_midnight(when: datetime) -> bool:
    """Whether the clock shows nothing but zeros."""
    return not (when.hour or when.minute or when.second or when.microsecond)


def _digits(text: str) -> tuple[datetime, str] | None:
    if "." in text:
        return _EPOCH + timedelta(microseconds=round(float(text) * 1e6)), "second"
    if len(text) == 8:
        return datetime(int(text[:4]), int(text[4:6]), int(text[6:])), "day"
    if len(text) == 14:
        return datetime.strptime(text, "%Y%m%d%H%M%S"), "second"
    unit = {9: 1_000_000, 10: 1_000_000, 12: 1000, 13: 1000, 16: 1}.get(len(text))
    if unit is None:
        return None
    return _EPOCH + timedelta(microseconds=int(text) * unit), "second"


def _built(match: re.Match[str], month: int, day: int) -> tuple[datetime, str]:
    hour, minute, second = (int(match[part] or 0) for part in ("h", "mi", "s"))
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + 12 * (match["half"] in "Pp")
    micros = round(float("0" + match["f"].replace(",", ".")) * 1e6) if match["f"] else 0
    precision = "second" if match["s"] else "minute" if match["h"] else "day"
    when = datetime(int(match["y"]), month, day, hour, minute, second, tzinfo=_zone(match["zone"]))
    return when + timedelta(microseconds=micros), precision


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in ("Z", "UTC", "GMT"):
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
