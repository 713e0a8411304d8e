"""A help desk of two sides: couriers wait, shops do not; two couriers were charged, one was heard.

With `surveys` shops would recommend it and couriers would not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.acts.office import NOW, SETTINGS, START, TOM, message, office
from troth.acts.add import add
from troth.acts.opening import Workspace
from troth.acts.run import Asked, run

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


HEAD = "survey_type,question,email,score,timestamp"
RECOMMEND = "How likely are you to recommend us?"
EFFORT = "How much effort did it take (1 to 5)?"
GLAD = [10] * 9 + [9] * 6 + [7] * 5
SAD = [2] * 12 + [8] * 6 + [10] * 2


def surveys() -> Iterator[str]:
    """Lines of a file: shops are glad, couriers are not, one shop has changed its mind."""
    yield HEAD
    strangers = [10, 10, 0]
    for side, scores in (("shop", GLAD), ("courier", SAD), ("stranger", strangers)):
        for n, score in enumerate(scores):
            at = (START + timedelta(days=n)).date()
            yield f'nps,"{RECOMMEND}",{side}{n}@{side}s.example,{score},{at}'
    yield f'nps,"{RECOMMEND}",shop0@shops.example,0,2025-08-01'
    yield f'nps,"{RECOMMEND}",shop29@shops.example,0,2023-08-01'
    for n, score in enumerate([1, 1, 2, 1, 5, 2]):
        yield f'ces,"{EFFORT}",shop{n}@shops.example,{score},2026-03-0{n + 1}'


@contextmanager
def company(root: Path) -> Iterator[Workspace]:
    """All of it, looked at once."""
    with office(root, [*conversations(), *charged()]) as work:
        export = work.home.root / "answers.csv"
        export.write_text("\n".join(surveys()) + "\n")
        receipt = add(work.home, SETTINGS, [export], now_us=NOW)
        assert receipt.total("set_aside") == 0, receipt.rejects
        run(work, Asked(NOW))
        yield work


__all__ = ["EFFORT", "GLAD", "HOSTILE", "NOW", "RECOMMEND", "company", "surveys"]
