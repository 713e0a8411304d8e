"""A help desk of two sides: couriers wait, shops do not; two couriers were charged, one was heard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.acts.office import NOW, START, TOM, message, office
from troth.acts.opening import Workspace

HOSTILE = "You blocked my account on Friday & nobody says why <script>alert(1)."


def conversations() -> Iterator[dict[str, object]]:
    """Thirty conversations of as many people a side; every third courier waits for five days."""
    number = 0
    for side in ("courier", "shop"):
        for each in range(30):
            slow = side == "courier" and each % 3 == 0
            at = START + timedelta(days=each // 2, hours=each % 7)
            more = {"side": side, "to": TOM}
            who = f"{side}{each}@{side}s.example"
            later = at + timedelta(hours=120 if slow else 1)
            yield message(2 * number, f"t{number}", at, who, "Where is my parcel?", **more)
            yield message(
                2 * number + 1, f"t{number}", later, TOM, "On its way.", side=side, to=who
            )
            number += 1


def charged() -> Iterator[dict[str, object]]:
    """Two couriers of whom something was taken, and one who says that we blocked him."""
    at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    ben, eva, odo = (f"{name}@couriers.example" for name in ("ben", "eva", "odo"))
    ours = {"side": "courier"}
    words = "We have deducted 15 pounds from your payout"
    yield message(9001, "k1", at, TOM, f"{words}.", to=ben, **ours)
    yield message(9002, "k1", at + timedelta(hours=2), ben, "What for?", to=TOM, **ours)
    yield message(9003, "k2", at, TOM, f"{words} because a parcel came back wet.", to=eva, **ours)
    yield message(
        9004, "k3", at - timedelta(days=9), TOM, "Your round is confirmed.", to=odo, **ours
    )
    yield message(9005, "k4", at, odo, HOSTILE, to=TOM, **ours)


@contextmanager
def company(root: Path) -> Iterator[Workspace]:
    """All of it, looked at once."""
    with office(root, [*conversations(), *charged()], look=True) as work:
        yield work


__all__ = ["HOSTILE", "NOW", "company"]
