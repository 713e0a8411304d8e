"""Deal whole documents into two heaps at random, once they are of like length on both sides.

A heap of short documents scatters more than one of long documents. Dealt together as they are,
chance would look larger or smaller than it is; so the longer side's documents are first cut, word
by word at random, to the lengths of the other side's, rank by rank. Once only: a mean over several
cuts would be steadier for the side that is cut than for the other, and the deals no longer fair.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole
from troth.stats.resampling import SEED
from troth.stats.words.corpus import Pooled

AT_ONCE = 4_000_000
"""Numbers held at a time while documents are drawn again and again."""


def evened(pool: Pooled, seed: int = SEED) -> Pooled:
    """The same documents, cut to like lengths on both sides; as they are where they are alike.

    Raises NumbersError where a count is not a whole number.
    """
    long = np.rint(pool.lengths).astype(np.int64)
    odd = pool.counts.data[pool.counts.data != np.rint(pool.counts.data)]
    if len(odd):
        raise NumbersError(f"A document holds a word {odd[0]:g} times: words are counted whole.")
    ours, theirs = np.sort(long[pool.first]), np.sort(long[~pool.first])
    target = long.copy()
    for side, other in ((pool.first, theirs), (~pool.first, ours)):
        rank = long[side].argsort(kind="stable").argsort(kind="stable")
        like = other[((rank + 0.5) / len(rank) * len(other)).astype(np.int64)]
        target[side] = np.minimum(long[side], like)
    if (target == long).all():
        return pool
    lots = np.random.default_rng([seed, 2]).random(int(long.sum()))
    return _cut(pool, long, target, lots)


def shuffles(pool: Pooled, draws: int, seed: int = SEED) -> Iterator[Floats]:
    """Counts of each term in the first heap after documents changed sides, whole, in blocks."""
    chance = np.random.default_rng(seed)
    for block in _blocks(draws, len(pool.terms), len(pool.first)):
        sides = np.tile(pool.first.astype(np.float64), (block, 1))
        yield pool.sums(chance.permuted(sides, axis=1))


def redraws(pool: Pooled, draws: int, seed: int = SEED) -> Iterator[tuple[Floats, Floats]]:
    """Counts of each term in both heaps, their documents drawn again within each, in blocks."""
    chance = np.random.default_rng(seed)
    ours, theirs = pool.sizes
    for block in _blocks(draws, len(pool.terms), len(pool.first)):
        taken = np.zeros((block, len(pool.first)))
        other = np.zeros_like(taken)
        taken[:, pool.first] = chance.multinomial(ours, np.full(ours, 1 / ours), block)
        other[:, ~pool.first] = chance.multinomial(theirs, np.full(theirs, 1 / theirs), block)
        yield pool.sums(taken), pool.sums(other)


def _cut(pool: Pooled, long: Whole, target: Whole, lots: Floats) -> Pooled:
    """Each document's first `target` words after its words were put in an order by lot."""
    from scipy.sparse import csr_array

    times = np.rint(pool.counts.data).astype(np.int64)
    term = np.repeat(pool.counts.indices, times)
    document = np.repeat(np.arange(len(long)), long)
    order = np.lexsort((lots, document))
    start = np.repeat(long.cumsum() - long, long)
    kept = order[np.arange(len(order)) - start < np.repeat(target, long)]
    cut = csr_array(
        (np.ones(len(kept)), (document[kept], term[kept])), shape=pool.counts.shape
    )  # fmt: skip
    cut.sum_duplicates()
    return Pooled(cut, pool.first, pool.terms)


def _blocks(draws: int, *widths: int) -> Iterator[int]:
    most = max(1, AT_ONCE // max(widths))
    while draws > 0:
        yield min(most, draws)
        draws -= most
