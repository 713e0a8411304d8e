"""How long does it take until a dated promise is kept?

Open promises count for as long as they have been open; a promise that the customer released, or
that was broken or withdrawn, can no longer be kept, and is another end beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.model.promise import MARKS, Promise
from troth.model.units import DAY_US

LEAST = 10
"""Below so many promises no curve is drawn."""
KEPT, RELEASED, ENDED = 1, 2, 3
CAUSES: Mapping[str, int] = {
    "kept": KEPT,
    "late": KEPT,
    "released": RELEASED,
    "withdrawn": ENDED,
    "broken": ENDED,
    "partly": ENDED,
}


@dataclass(frozen=True, slots=True)
class TimeToKept:
    """The share of promises done within so many days, with its band; and what else became of them.

    `days`, `done`, `low` and `high` are the curve's steps. `median`, `median_low`, `median_high`
    are the days within which half are done, None where it never comes to that. `method` names
    the estimate: Kaplan–Meier where nothing else ended a promise, Aalen–Johansen otherwise.
    """

    days: tuple[float, ...]
    done: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    median: float | None
    median_low: float | None
    median_high: float | None
    n: int
    kept: int
    open: int
    released: int
    ended: int
    method: str

    @property
    def says(self) -> str:
        """What the curve shows, in a sentence."""
        others = f"{self.open} still open"
        others += f", {self.released} released" if self.released else ""
        others += f", {self.ended} broken or withdrawn" if self.ended else ""
        behind = f"n = {self.n}, {others}"
        if self.median is None:
            return f"Fewer than half of the dated promises are done so far ({behind})"
        until = "longer than is known" if self.median_high is None else _days(self.median_high)
        span = f"{_days(self.median_low or 0.0)} to {until}"
        half = f"Half of the dated promises are done within {_days(self.median)} days"
        return f"{half} ({span}; {behind})"


def time_to_kept(
    held: Iterable[Promise], closed: Mapping[str, int], until_us: int
) -> TimeToKept | None:
    """The curve over dated promises that somebody confirmed; None for fewer than ten.

    `closed` says when each settled promise was settled, `until_us` until when it is known that
    an open one was open. A promise settled by a mark without a moment is left out.
    """
    rows = [row for one in held if (row := _row(one, closed, until_us)) is not None]
    if len(rows) < LEAST or not any(cause == KEPT for _, cause in rows):
        return None
    durations = [days for days, _ in rows]
    causes = [cause for _, cause in rows]
    counts = [causes.count(cause) for cause in (KEPT, 0, RELEASED, ENDED)]
    if not counts[2] and not counts[3]:
        return _plain(durations, causes, counts)
    from troth.stats.survival.aalen_johansen import aalen_johansen

    found = aalen_johansen(durations, causes)
    at = found.causes.index(KEPT)
    curves = [tuple(map(float, each[at])) for each in (found.incidence, found.low, found.high)]
    days = tuple(map(float, found.times))
    return _curve(days, curves, counts, found.method)


def _plain(durations: list[float], causes: list[int], counts: list[int]) -> TimeToKept:
    """Where nothing else ends a promise: one minus Kaplan–Meier."""
    from troth.stats.survival.kaplan_meier import kaplan_meier

    found = kaplan_meier(durations, [cause == KEPT for cause in causes])
    days = tuple(map(float, found.times))
    curves = [
        tuple(1 - float(value) for value in each)
        for each in (found.survival, found.high, found.low)
    ]
    return _curve(days, curves, counts, found.method)


def _curve(
    days: tuple[float, ...], curves: list[tuple[float, ...]], counts: list[int], method: str
) -> TimeToKept:
    done, low, high = curves
    kept, still, released, ended = counts
    median, late, early = (_reached(days, each) for each in (done, low, high))
    return TimeToKept(
        days,
        done,
        low,
        high,
        median,
        early,
        late,
        sum(counts),
        kept,
        still,
        released,
        ended,
        method,
    )


def _row(one: Promise, closed: Mapping[str, int], until_us: int) -> tuple[float, int] | None:
    """How long a promise was followed, in days, and how that ended; 0 for one still open."""
    if one.due_us is None or not one.confirmed or one.born_us > until_us:
        return None
    if one.state == "open":
        return max(0.0, (until_us - one.born_us) / DAY_US), 0
    if one.state not in MARKS or one.id not in closed:
        return None
    return max(0.0, (closed[one.id] - one.born_us) / DAY_US), CAUSES[one.state]


def _reached(days: tuple[float, ...], curve: tuple[float, ...], share: float = 0.5) -> float | None:
    return next((at for at, value in zip(days, curve, strict=True) if value >= share - 1e-12), None)


def _days(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
