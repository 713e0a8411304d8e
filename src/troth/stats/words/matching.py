"""Do two people fall into the same way of speaking? Language style matching.

Why it matters: When two talk and listen, their small words (and, not, she, of) drift together.
    Whether a conversation does so more than strangers' talk would is a trace of attention, and
    nobody does it on purpose.
Formula: a, b = words of a class per 100 words of each speaker
    LSM = 1 − |a − b| / (a + b + .0001) for each class; the pair's matching is the mean over classes
    null: partners are changed at random among all pairs, 1,000 times, seeded
    excess = mean matching of true pairs − mean matching with anybody else's partner
    p = (1 + shuffles at least as matched) / (1 + shuffles)
    interval: pairs drawn again
Assumes: Each pair is one conversation of other people than the next; put the conversations of one
    person together first. Classes come from the same closed word lists on both sides.
Cannot say: That they agree, like each other, or that mirroring somebody's words would help: it is
    measured, not to be aimed at. The bare level is high among strangers too, so only the excess
    counts. Short texts look matched because both use nothing (0 and 0 give 1): a pair needs 50
    words on each side, and below 10 pairs nothing is said.
Source: Ireland and Pennebaker, 2010, Language style matching in writing; Ireland et al., 2011,
    Language style matching predicts relationship initiation and stability
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, column, even, matrix, number
from troth.stats.normal import quantile
from troth.stats.resampling import DRAWS, SEED

__all__ = ("Matching", "matched", "style_matching")

WORDS = 50
"""Words each side of a pair needs."""
LEAST = 10
"""Pairs needed before an interval or a p is given."""
OTHERS = 1000
"""Strangers each speaker is held against, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """How alike partners use small words, 0 to 1, and how much more than strangers.

    `value` is the mean over pairs, `strangers` the mean with other pairs' partners, `excess` their
    difference with its interval `low` to `high`. `classes` holds the mean of each class, `pairs`
    the matching of each pair (None where a side has too few words), `short` how many those are.
    Where `enough` is false only `value` is given, and that only where there is a pair.
    """

    value: float | None
    strangers: float | None
    excess: float | None
    low: float | None
    high: float | None
    p: float | None
    classes: tuple[float, ...]
    pairs: tuple[float | None, ...]
    n: int
    short: int
    enough: bool
    level: float = 0.95
    method: str = "LSM, partners changed at random"


def matched(first: ArrayLike, second: ArrayLike) -> Floats:
    """LSM of each class: 1 − |a − b|/(a + b + .0001), a and b words of the class per 100 words.

    Raises NumbersError for values below 0 or above 100, or unequal lengths.
    """
    ours = column("first", first, least=0, most=100)
    theirs = column("second", second, least=0, most=100)
    even(first=ours, second=theirs)
    return _matched(ours, theirs)


def style_matching(
    first: ArrayLike,
    second: ArrayLike,
    words_first: ArrayLike,
    words_second: ArrayLike,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
) -> Matching:
    """How alike the partners of many conversations use small words, against changed partners.

    `first` and `second` count words of each class: a row a pair, a column a class, in the same
    order. `words_first`, `words_second` are all words of each speaker. Raises NumbersError for
    counts below 0, a class with more words than were said, unequal shapes.
    """
    draws = int(number("draws", draws, least=100, whole=True))
    quantile(level)
    ours, theirs, long = _read(first, second, words_first, words_second)
    every = _matched(ours, theirs).mean(axis=1).tolist()
    pairs = tuple(one if told else None for one, told in zip(every, long.tolist(), strict=True))
    ours, theirs = ours[long], theirs[long]
    n, short = len(ours), int((~long).sum())
    if n < LEAST:
        value = float(_matched(ours, theirs).mean()) if n else None
        classes = tuple(_matched(ours, theirs).mean(axis=0).tolist()) if n else ()
        return Matching(
            value, None, None, None, None, None, classes, pairs, n, short, False, level
        )  # fmt: skip
    order = np.lexsort((*theirs.T, *ours.T))
    ours, theirs = ours[order], theirs[order]
    found = _matched(ours, theirs)
    value = float(found.mean())
    change = np.random.default_rng(seed)
    dealt = [_matched(ours, theirs[change.permutation(n)]).mean() for _ in range(draws)]
    p = (1 + int((np.array(dealt) >= value - 1e-12).sum())) / (1 + draws)
    strangers, excess, low, high = _excess(ours, theirs, draws, seed, level)
    return Matching(
        value, strangers, excess, low, high, p, tuple(found.mean(axis=0).tolist()), pairs, n,
        short, True, level,
    )  # fmt: skip


def _read(
    first: ArrayLike, second: ArrayLike, words_first: ArrayLike, words_second: ArrayLike
) -> tuple[Floats, Floats, Flags]:
    """Rates of both speakers, and which pairs have words enough on both sides."""
    ours, said = _rates("first", first, words_first)
    theirs, answered = _rates("second", second, words_second)
    if ours.shape != theirs.shape:
        raise NumbersError(
            f"first is {ours.shape[0]} pairs × {ours.shape[1]} classes and second "
            f"{theirs.shape[0]} × {theirs.shape[1]}: they have to be the same."
        )
    return ours, theirs, (said >= WORDS) & (answered >= WORDS)


def _excess(
    ours: Floats, theirs: Floats, draws: int, seed: int, level: float
) -> tuple[float, float, float, float]:
    """Mean matching with other pairs' partners, the excess over it, and its interval.

    Each pair's own excess is its matching less the mean of both partners' with others (all
    others; a thousand of them where there are more), plus the mean of all such.
    """
    n = len(ours)
    chance = np.random.default_rng([seed, 1])
    true = _matched(ours, theirs).mean(axis=1)
    away = np.arange(1, n) if n <= OTHERS else 1 + chance.permutation(n - 1)[:OTHERS]
    mine, partner = np.zeros(n), np.zeros(n)
    for steps in away.tolist():
        with_other = _matched(ours, np.roll(theirs, -steps, axis=0)).mean(axis=1)
        mine += with_other / len(away)
        partner += np.roll(with_other, steps) / len(away)
    strangers = float(mine.mean())
    own = true - mine - partner + strangers
    drawn = chance.multinomial(n, np.full(n, 1 / n), draws) @ own / n
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return strangers, float(own.mean()), float(low), float(high)


def _rates(name: str, counts: ArrayLike, words: ArrayLike) -> tuple[Floats, Floats]:
    """Words of each class per 100 words, 0 where nothing was said; and all words."""
    said = column(f"words_{name}", words, least=0)
    found = matrix(name, counts, len(said))
    odd = (found < 0) | (found > said[:, None])
    if odd.any():
        at, kind = (int(each[0]) for each in np.nonzero(odd))
        raise NumbersError(
            f"{name}[{at}, {kind}] is {found[at, kind]:g}: "
            f"it has to lie between 0 and the {said[at]:g} words said."
        )
    return np.asarray(100 * found / np.maximum(said, 1)[:, None], np.float64), said


def _matched(ours: Floats, theirs: Floats) -> Floats:
    return np.asarray(1 - np.abs(ours - theirs) / (ours + theirs + 0.0001), np.float64)
