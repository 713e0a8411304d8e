"""Dates as spreadsheets keep them: a number of days and a format that says it is one."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from troth.patterns import later

_QUOTED = later(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.I)
_ELAPSED = later(r"\[(?:h+|m+|s+)\]", re.I)
_BUILTIN = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)), "date"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33), "time"),
    22: "moment",
}
"""Formats that every spreadsheet knows by number (ECMA-376 18.8.30); 45 to 47 are durations."""

_FIRST, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST = 2_958_465
_DAY_MS = 86_400_000


def kind_of(number: int, code: str | None) -> str | None:
    """What a number format shows: "date", "time", "moment", "zeros:5" (00017), or None: a number."""
    if code is None:
        return _BUILTIN.get(number)
    if re.fullmatch(r"0{2,15}", code):
        return f"zeros:{len(code)}"
    first = code[:200].split(";", 1)[0]
    if _ELAPSED.search(first):
        return None
    signs = re.sub(r"am/pm|a/p", "", _QUOTED.sub("", first).lower())
    clock = re.search(r"[hs]", signs) is not None
    day = re.search(r"[yd]", signs) is not None
    day = day or ("m" in signs and not clock and not re.search(r"[#?0]", signs))
    return "moment" if day and clock else "date" if day else "time" if clock else None


def shown(value: str, kind: str | None, *, from_1904: bool = False) -> str:
    """A cell's number as its format means it; as a plain number where that is no date."""
    try:
        number = float(value)
    except ValueError:
        return value
    if kind is not None and kind.startswith("zeros:"):
        return plain_number(value).zfill(int(kind[6:]))
    if kind is None or not 0 <= number <= _LAST:
        return plain_number(value)
    days, milliseconds = divmod(round(number * _DAY_MS), _DAY_MS)
    clock = (datetime(1900, 1, 1) + timedelta(milliseconds=milliseconds)).time()
    written = clock.isoformat("milliseconds" if clock.microsecond else "seconds")
    if kind == "time" and days == 0:
        return written
    day = _day(days, from_1904=from_1904)
    return day if kind == "date" and not milliseconds else f"{day}T{written}"


def _day(days: int, *, from_1904: bool) -> str:
    """The day of a serial number, with the 29 February 1900 that spreadsheets believe in."""
    if from_1904:
        return (_FIRST_1904 + timedelta(days=days)).date().isoformat()
    if days == 60:
        return "1900-02-29"
    return (_FIRST + timedelta(days=days + (days < 60))).date().isoformat()


def plain_number(value: str) -> str:
    """A number as a reader would write it: 1.1 for 1.1000000000000001, 17 for 1.7E1."""
    if value.isdigit() and (len(value) < 16 or not value.startswith("0")):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if number != number or number in (float("inf"), float("-inf")):
        return value
    if number == int(number) and abs(number) < 1e16:
        return str(int(number))
    return repr(number)
