"""How many of these rows are false? "Of these ten, expect at most one to be fine."

What is known of a kind's errors are its outcomes here, and how often the lens was right where
the truth was known; the latter counts for at most twenty findings, since other people's records
are not ours, and only for findings that speak. From both follows how many of so many rows may be
false, not knowing the rate itself: beta-binomial, with Jeffreys' half a finding on each side.
The kinds are added up, and the line names the least number that is not passed on nine mornings
of ten. A kind of which fewer than five findings were judged is not known, and the line says so.

Prediction as in Gelman and others, 2013, Bayesian Data Analysis, chapter 2; that the line is
kept is simulated in `benches/today.py`, results in `benches/results/today.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma

from troth import registry
from troth.model.card import Proved
from troth.views.outcomes import Kind, Outcomes
from troth.views.surety import LEAST

ELSEWHERE = 20
"""What was proved on other records counts for at most so many findings."""
KEPT = 0.9
"""The share of mornings on which the line is to hold."""
JEFFREYS = 0.5
EDGE = 1e-9
"""A bound that is met exactly is met, however the last bit of a sum falls."""
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Belief:
    """What is known of one kind: findings that were false and right, here and elsewhere together."""

    false: float
    right: float

    @property
    def rate(self) -> float:
        """The share of its findings that is false, as far as is known."""
        return (self.false + JEFFREYS) / (self.false + self.right + 2 * JEFFREYS)


@dataclass(frozen=True, slots=True)
class Expected:
    """How many of the rows may be false: of `known` rows of `rows`, at most `fine`."""

    rows: int
    known: int
    fine: int
    unknown: tuple[str, ...]
    basis: tuple[str, ...]
    level: float = KEPT

    @property
    def says(self) -> str:
        """The line under the list."""
        if not self.known:
            return (
                f"How often {_these(len(self.unknown))} wrong is not known yet; what you say of "
                f"{'it' if self.rows == 1 else 'them'} teaches it."
            )
        line = _line(self)
        left = self.rows - self.known
        if not left:
            return line
        return (
            f"{line} How often {_these(len(self.unknown))} wrong is not known yet: "
            f"{left} of these {self.rows} "
            f"({', '.join(self.unknown)})."
        )


def expected(
    rows: Sequence[Sequence[Kind]],
    came: Mapping[Kind, Outcomes],
    proved: Mapping[str, Proved],
) -> Expected | None:
    """The line for these rows, each with the kinds of its reasons; None where there are no rows.

    A row is false only where all its reasons are, so the best known of them stands for it.
    """
    if not rows:
        return None
    beliefs = {kind: belief(kind, came, proved) for row in rows for kind in row}
    best = [_best(row, beliefs) for row in rows]
    counts = Counter(kind for kind in best if kind is not None)
    held = [(n, told) for kind, n in counts.items() if (told := beliefs[kind]) is not None]
    unknown = {row[0][0] for row, kind in zip(rows, best, strict=True) if kind is None}
    return Expected(
        rows=len(rows),
        known=sum(counts.values()),
        fine=fine_at_most(held),
        unknown=tuple(sorted(unknown)),
        basis=tuple(_basis(kind, came, proved) for kind in sorted(counts)),
    )


def belief(
    kind: Kind, came: Mapping[Kind, Outcomes], proved: Mapping[str, Proved]
) -> Belief | None:
    """What is known of a kind; None where that is too little to count on."""
    here = came.get(kind, Outcomes(*kind))
    there = proved.get(kind[0]) if kind[1] == "speaks" else None
    if there is None:
        return Belief(here.dismissed, here.worth) if here.n >= LEAST else None
    weight = min(1.0, ELSEWHERE / there.n)
    return Belief(
        here.dismissed + weight * (there.n - there.right), here.worth + weight * there.right
    )


def fine_at_most(kinds: Iterable[tuple[int, Belief]], level: float = KEPT) -> int:
    """The least number that the false ones among so many rows of each kind do not pass at `level`."""
    import numpy as np

    chances = np.ones(1)
    for n, told in kinds:
        chances = np.convolve(chances, _false_ones(n, told))
    return int(np.argmax(np.cumsum(chances) >= level - EDGE))


def _false_ones(n: int, told: Belief) -> list[float]:
    """The chance of each number of false ones among n: beta-binomial."""
    a, b = told.false + JEFFREYS, told.right + JEFFREYS
    return [
        exp(_log_choose(n, k) + _log_beta(a + k, b + n - k) - _log_beta(a, b)) for k in range(n + 1)
    ]


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _best(row: Sequence[Kind], beliefs: Mapping[Kind, Belief | None]) -> Kind | None:
    known = [(told.rate, kind) for kind in row if (told := beliefs[kind]) is not None]
    return min(known)[1] if known else None


def proved_of(lenses: Iterable[str], folders: Sequence[str]) -> dict[str, Proved]:
    """What each lens was proved by, where it says so."""
    held = {name: _proved(name, tuple(folders)) for name in lenses}
    return {name: one for name, one in held.items() if one is not None}


@lru_cache(256)
def _proved(name: str, folders: tuple[str, ...]) -> Proved | None:
    if name not in registry.extensions("lenses", folders):
        return None
    found: Proved | None = registry.load("lenses", name, folders).CARD.proved
    return found


def _basis(kind: Kind, came: Mapping[Kind, Outcomes], proved: Mapping[str, Proved]) -> str:
    lens, status = kind
    here, there = came.get(kind), proved.get(lens) if status == "speaks" else None
    parts = [f"{there.right} of {there.n} right on {there.on}"] if there else []
    parts += [f"{here.worth} of {here.n} worth it here"] if here and here.n else []
    sure = "" if status == "speaks" else ", unsure"
    return f"{lens}{sure}: {' and '.join(parts)}"


def _word(n: int) -> str:
    return WORDS[n] if n < len(WORDS) else str(n)


def _these(n: int) -> str:
    return "this kind is" if n == 1 else "these kinds are"


def _line(one: Expected) -> str:
    if one.known == 1:
        which = "this one" if one.rows == 1 else f"one of these {_word(one.rows)}"
        return (
            f"Of {which} it may be that it is fine."
            if one.fine
            else f"Expect {which} not to be fine."
        )
    all_known = one.known == one.rows
    of = (
        f"these {_word(one.rows)}"
        if all_known
        else f"{_word(one.known)} of these {_word(one.rows)}"
    )
    if one.fine >= one.known:
        return f"Of {of}, it may be that all are fine."
    return f"Of {of}, expect {'at most ' if one.fine else ''}{_word(one.fine)} to be fine."
