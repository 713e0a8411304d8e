"""What became of earlier renewals that were like this one, and is that clearly more than usual?

Renewals of one plan are parted by what was true of each beforehand. The share that was lost of
each part is drawn towards all parts (beta-binomial), for the worst of several small parts is mostly
worst by chance. Where fewer than three parts are known there is nothing to draw towards, and
Wilson's interval stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.errors import NumbersError

if TYPE_CHECKING:
    from troth.stats.rates.shrinkage import Shrunken

LEAST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """A part of the renewals of a plan: how many were lost of how many, and the chance that tells.

    `others_lost` of `others` is everything else on this plan. `low` and `high` hold the chance with
    95 %. `clear` says that both the chance lies above the share of the whole plan and the part lost
    more than the others did, each with its interval.
    """

    lost: int
    n: int
    value: float
    low: float
    high: float
    others_lost: int
    others: int
    method: str
    clear: bool

    @property
    def base(self) -> float:
        """The share of all renewals of the plan that was lost."""
        return (self.lost + self.others_lost) / (self.n + self.others)


def parted(asked: Iterable[tuple[Hashable, bool]]) -> dict[Hashable, Alike]:
    """Each part of the renewals of one plan, given as what was true of each and whether it was lost."""
    n: Counter[Hashable] = Counter()
    lost: Counter[Hashable] = Counter()
    for part, gone in asked:
        n[part] += 1
        lost[part] += gone
    return _judged(n, lost)


def _judged(n: Mapping[Hashable, int], lost: Mapping[Hashable, int]) -> dict[Hashable, Alike]:
    parts = sorted(n, key=repr)
    values, method = _drawn([lost[part] for part in parts], [n[part] for part in parts])
    all_lost, all_n = sum(lost[part] for part in parts), sum(n.values())
    found: dict[Hashable, Alike] = {}
    for part, (value, low, high) in zip(parts, values, strict=True):
        rest_lost, rest = all_lost - lost[part], all_n - n[part]
        clear = low > all_lost / all_n and _more(lost[part], n[part], rest_lost, rest)
        found[part] = Alike(lost[part], n[part], value, low, high, rest_lost, rest, method, clear)
    return found


def _drawn(lost: list[int], n: list[int]) -> tuple[list[tuple[float, float, float]], str]:
    from troth.stats.rates.proportions import wilson

    told = _shrunken(lost, n) if len(n) >= LEAST_PARTS else None
    if told is not None:
        columns = (told.values.tolist(), told.low.tolist(), told.high.tolist())
        return list(zip(*columns, strict=True)), told.method
    plain = [wilson(a, b) for a, b in zip(lost, n, strict=True)]
    return [(one.value or 0.0, one.low, one.high) for one in plain], "Wilson"


def _shrunken(lost: list[int], n: list[int]) -> Shrunken | None:
    """The shares drawn towards each other; None where every part is all or nothing."""
    from troth.stats.rates.shrinkage import shrink

    try:
        return shrink(lost, n)
    except NumbersError:
        return None


def _more(lost: int, n: int, others_lost: int, others: int) -> bool:
    """Whether this part lost more than the others, beyond chance."""
    from troth.stats.rates.proportions import newcombe

    return others > 0 and newcombe(lost, n, others_lost, others).low > 0
