"""How old are the records? Said before anything else is."""

from __future__ import annotations

from dataclasses import dataclass

from troth.views.reading import Reading

OLD = 36 * 3600 * 1_000_000
"""Records older than this are too old to say that nobody waits."""


@dataclass(frozen=True, slots=True)
class RecordsAge:
    """How far one system's records reach: "messages up to Fri 17:42 (15 h old)"."""

    system: str
    until_us: int
    says: str
    old: bool


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
        )
        for system, until in reach
    )
