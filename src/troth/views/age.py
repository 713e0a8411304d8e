"""How old are the records? Said before anything else is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from troth.views.reading import Reading

OLD = 36 * 3600 * 1_000_000
"""Records older than this are too old to say that nobody waits."""


@dataclass(frozen=True, slots=True)
class RecordsAge:
    """How far one system's records reach: "messages up to Fri 17:42 (15 h old)".

    `rare` marks a system that holds only what happens now and then, changes, incidents and
    contracts: that nothing of it is new does not say that the records are old.
    """

    system: str
    until_us: int
    says: str
    old: bool
    rare: bool = False


def records_until(reading: Reading) -> dict[str, str]:
    """Until when each system's records reach, as programs read it."""
    return {age.system: _iso(age.until_us) for age in records_age(reading)}


def ages_text(reading: Reading) -> str:
    """How old the records are, in one line; empty where there are none."""
    return ", ".join(age.says for age in flowing(records_age(reading)))


def flowing(ages: tuple[RecordsAge, ...]) -> tuple[RecordsAge, ...]:
    """Those that tell how old the records are; all, where there is nothing but what is rare."""
    return tuple(age for age in ages if not age.rare) or ages


def _iso(at_us: int) -> str:
    return datetime.fromtimestamp(at_us // 1_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def records_age(reading: Reading) -> tuple[RecordsAge, ...]:
    """How old the records of each system are, the newest first."""
    clock = reading.clock
    reach = sorted(reading.reach.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        RecordsAge(
            system,
            until,
            f"{system} up to {clock.near(until)} ({clock.age(until)} old)",
            reading.now_us - until > OLD,
            system in reading.rare,
        )
        for system, until in reach
    )
