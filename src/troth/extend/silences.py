"""Whose silence is longer than her rhythm allows? The judgement that `silence` and its kin share.

The chance of a gap so long comes from the gaps of all loyal people of one system and brand
(`troth.stats.watching.rhythm`), the level from one false alarm a year among so many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from troth.extend.buying import FINE, NUMBERS
from troth.extend.record import Batch
from troth.model.units import DAY_US
from troth.stats.watching.gaps import KNOWN, Shape, yearly_level
from troth.stats.watching.rhythm import Pool, Rhythms, pooled

OPTIONS: Mapping[str, object] = {"gaps": 5, "days": 90, "budget": 0.05}
LONG_AGO = -(2**62)
SHAPE_KNOWN = 20
FIRST_WEEK = 7
OWN_LONGEST = 1.25


@dataclass(frozen=True, slots=True)
class Silence:
    """One silence that is unusual: in which row, how long, since when unusual, how likely, at which level.

    `days` since the order, `line` after how many of them it was unusual; `shape` is what all gaps
    of the pool look like.
    """

    at: int
    days: int
    line: int
    chance: float
    level: float
    shape: Shape

    @property
    def method(self) -> str:
        """How the chance was reckoned."""
        return self.shape.method

    @property
    def doubtful(self) -> bool:
        """Whether too few gaps tell the shape."""
        return self.shape.freedom < SHAPE_KNOWN


def pools(batch: Batch) -> Iterator[tuple[str, Batch]]:
    """The rows of each system and brand, with the system, in the order of people."""
    ordered = batch.sort_by([(name, "ascending") for name in ("person", "last_record")])
    keys = list(zip(ordered["system"].to_pylist(), ordered["ours"].to_pylist(), strict=True))
    for key in sorted(set(keys)):
        yield key[0], ordered.filter([each == key for each in keys])


def numbers(pool: Batch) -> dict[str, Any]:
    """The columns of numbers of a batch of rhythms, what is missing set long ago."""
    return {name: pool[name].fill_null(LONG_AGO).to_numpy() for name in NUMBERS}


def silences(
    column: Mapping[str, Any], days: Any, heard_days: Any, known: Mapping[str, Any]
) -> Iterator[Silence]:
    """The silences among the rows of one system and brand, each `days` after the last order.

    `heard_days` counts from any sign of life; `known` holds the options `gaps`, `days` and `budget`.
    """
    import numpy as np

    people = _rhythms(column)
    loyal = _loyal(column, known)
    asked = np.flatnonzero(loyal & (heard_days > spared_days(column["longest_days"])))
    if not asked.size:
        return
    told = pooled(people.where(loyal))
    told = told if told.shape.freedom >= KNOWN else pooled(people)
    chances = told.chance(people.where(asked), days[asked].astype(np.float64))
    levels = yearly_level(float(known["budget"]), gaps_a_year(people.where(asked)))
    rings = np.flatnonzero(chances <= levels)
    lines = _alarm_lines(told, people.where(asked[rings]), days[asked[rings]], levels[rings])
    for at, line in zip(rings.tolist(), lines, strict=True):
        yield Silence(
            int(asked[at]),
            int(days[asked[at]]),
            line,
            float(chances[at]),
            float(levels[at]),
            told.shape,
        )


def since_day(column: Mapping[str, Any]) -> Any:
    """The day of the last order, or of the return from a noted absence."""
    import numpy as np

    return np.maximum(column["last_day"], column["away_until_us"] // DAY_US)


def heard_day(column: Mapping[str, Any]) -> Any:
    """The day of the last sign of life, or of the return from a noted absence."""
    import numpy as np

    return np.maximum(since_day(column), column["alive_us"] // DAY_US)


def _alarm_lines(told: Pool, people: Rhythms, days: Any, levels: Any) -> list[int]:
    """After how many days each silence fell below its level, by halving: the chance only falls.

    Never sooner than the person is spared.
    """
    import numpy as np

    low = np.zeros(len(days))
    high = days.astype(np.float64)
    while len(high) and np.max(high - low) > 1:
        middle = np.floor((low + high) / 2)
        rings = told.chance(people, np.maximum(middle, 1.0)) <= levels
        low, high = np.where(rings, low, middle), np.where(rings, middle, high)
    spared = np.floor(spared_days(people.longest)) + 1
    return [int(day) for day in np.maximum(high, np.minimum(spared, days))]


def gaps_a_year(people: Rhythms) -> Any:
    """How many gaps each person has in a year, which is how often a false alarm may come."""
    return 365.25 * people.n / people.total


def spared_days(longest_days: Any) -> Any:
    """So long nobody is called silent: the first week, and 1.25 times the own longest gap."""
    import numpy as np

    return np.maximum(FIRST_WEEK - 1, OWN_LONGEST * longest_days)


def _loyal(column: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    span = column["last_day"] - column["first_day"]
    return (column["gaps"] >= known["gaps"]) & (span >= known["days"])


def _rhythms(column: Mapping[str, Any]) -> Rhythms:
    import numpy as np

    def real(name: str, part: int = 1) -> Any:
        return column[name].astype(np.float64) / part

    return Rhythms(
        real("gaps"),
        real("gap_days"),
        real("log_sum", FINE),
        real("log_square_sum", FINE * FINE),
        real("recent_longest_days"),
    )
