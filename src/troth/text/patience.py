"""How long a wait may be, and how a day is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from troth.errors import ConfigError
from troth.patterns import later
from troth.text.ahead import local, zone_of

Unit = Literal["minutes", "hours", "business hours", "days", "business days"]
_FORM = later(r"\s*(\d+)\s+((?:business )?(?:day|hour)|minute)s?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Patience:
    """A number of minutes, hours or days, as the calendar counts them."""

    n: int
    unit: Unit

    @classmethod
    def read(cls, setting: object) -> Patience:
        """From "1 business day" or "4 business hours"; raises ConfigError for anything else."""
        found = _FORM.fullmatch(str(setting))
        if found is None:
            raise ConfigError(
                f"“{setting}” is no length of time.",
                advice='Write it like this:  after = "1 business day"',
            )
        return cls(int(found[1]), cast(Unit, f"{found[2].lower()}s"))


def ahead(days: int) -> str:
    """How many days are left, in words: "today", "tomorrow", "in 26 days"."""
    return "today" if days < 1 else "tomorrow" if days == 1 else f"in {days} days"


def day_of(us: int, zone: str, now_us: int, *, weekday: bool = False) -> str:
    """A day in words: "12 November", with its weekday, with its year where it is another one."""
    there = local(us, zone_of(zone))
    words = f"{there.day} {there:%B}"
    if weekday:
        words = f"{there:%A} {words}"
    return (
        words
        if there.year == datetime.fromtimestamp(now_us // 1_000_000, UTC).year
        else f"{words} {there.year}"
    )
