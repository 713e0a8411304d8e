"""How far apart is their talk from ours? Jensen–Shannon divergence over its own noise.

Why it matters: A company that speaks of "solutions" to people who speak of "the strap that broke"
    is far from them, and the distance should shrink. Two samples of the very same talk already
    look far apart when they are small, so the bare figure says nothing: what counts is how much
    further apart they are than the same documents dealt into two heaps at random.
Formula: KL(P‖Q) = Σ p log2(p/q); with M = (P + Q)/2
    JSD = KL(P‖M)/2 + KL(Q‖M)/2, between 0 (alike) and 1 bit (no word in common)
    distance = √JSD, which is a metric
    documents of the longer side are cut at random to the lengths of the other's, rank by rank:
    short documents scatter more, and chance with them
    excess = JSD − mean JSD over heaps of whole documents dealt at random (1,000 times, seeded)
    p = (1 + deals at least as far apart) / (1 + deals)
    interval of the excess: normal, with the variance of documents drawn again within each heap,
    less twice the variance of the deals, and at least that variance
Assumes: Documents are the units and could have been written by either side; they are of like kind.
    Where one person wrote many, put them together as one document. Where a side's documents are
    far longer, cut them into passages of the other's length yourself and lose less.
Cannot say: That 0 will ever be reached or what a level means: a road map and a complaint differ
    as kinds of text. Use the change between quarters, or like kinds. Bare JSD of one source of
    2,000 words (Zipf, exponent 1) is .39 with 500 words a side, .23 with 2,000, .08 with 10,000,
    .015 with 50,000. No word is told apart here: see keyness. Below 10 documents a side there is
    no interval; below about 40 a great distance is still told somewhat too small.
Source: Lin, 1991, Divergence measures based on the Shannon entropy; Endres and Schindelin, 2003,
    A new metric for probability distributions
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, even, number
from troth.stats.normal import quantile
from troth.stats.resampling import DRAWS, SEED
from troth.stats.words.corpus import Documents, Pooled, pooled
from troth.stats.words.deals import evened, redraws, shuffles

__all__ = ("Distance", "distance", "jensen_shannon", "jensen_shannon_distance", "kl")

LEAST = 10
"""Documents each side needs before an interval or a p is given."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two heaps of documents lie apart, in bits, and how far beyond chance.

    `bits` is the bare divergence of all words. `even_bits` is that of documents cut to like
    length, `null` its mean under chance, `excess` their difference with its interval `low` to
    `high`. `documents`, `words` and `even_words` (those left by the cut) count (first, second).
    Where `enough` is false there were too few documents to say: `low`, `high`, `p` are None.
    """

    bits: float
    even_bits: float
    null: float
    excess: float
    low: float | None
    high: float | None
    p: float | None
    documents: tuple[int, int]
    words: tuple[float, float]
    even_words: tuple[float, float]
    enough: bool
    level: float = 0.95
    method: str = "Jensen–Shannon, whole documents dealt at random"


def kl(p: ArrayLike, q: ArrayLike) -> float:
    """Bits lost when things that happen as `p` are written in a code made for `q`.

    Both are counts or shares over the same kinds; each is divided by its sum. Infinite where `p`
    holds what `q` rules out. Raises NumbersError for values below 0, sums of 0, unequal lengths.
    """
    left, right = _shares(p, q)
    held = left > 0
    if (right[held] == 0).any():
        return inf
    return max(0.0, float((left[held] * np.log2(left[held] / right[held])).sum()))


def jensen_shannon(p: ArrayLike, q: ArrayLike) -> float:
    """Jensen–Shannon divergence of two counts or shares over the same kinds, 0 to 1 bit.

    Zeros are allowed. Raises NumbersError for values below 0, sums of 0, unequal lengths.
    """
    left, right = _shares(p, q)
    return float(_apart(left, right))


def jensen_shannon_distance(p: ArrayLike, q: ArrayLike) -> float:
    """The root of `jensen_shannon`: 0 to 1, and never more by a detour than straight."""
    return sqrt(jensen_shannon(p, q))


def distance(
    documents_a: Documents,
    documents_b: Documents,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
) -> Distance:
    """How much further apart two heaps of documents lie than chance puts them.

    Each heap is counts of documents × terms with the same columns, or a tuple of three arrays
    (document, term, count). Raises NumbersError for heaps that hold no word or do not match, and
    for counts that are below 0 or not whole.
    """
    draws = int(number("draws", draws, least=100, whole=True))
    quantile(level)
    pool = pooled(documents_a, documents_b)
    even = evened(pool, seed)
    (ours, theirs), (ours_even, theirs_even) = _heaps(pool), _heaps(even)
    even_bits, total = float(_apart(ours_even, theirs_even)), ours_even + theirs_even
    dealt = np.concatenate([_apart(some, total - some) for some in shuffles(even, draws, seed)])
    null = float(dealt.mean())
    enough = min(pool.sizes) >= LEAST
    low = high = p = None
    if enough:
        p = (1 + int((dealt >= even_bits * (1 - 1e-12)).sum())) / (1 + draws)
        low, high = _interval(even, even_bits - null, dealt, draws, seed, level)
    words = (float(ours.sum()), float(theirs.sum()))
    return Distance(
        float(_apart(ours, theirs)), even_bits, null, even_bits - null, low, high, p, pool.sizes,
        words, (float(ours_even.sum()), float(theirs_even.sum())), enough, level,
    )  # fmt: skip


def _interval(
    pool: Pooled, excess: float, dealt: Floats, draws: int, seed: int, level: float
) -> tuple[float, float]:
    """The excess with its interval, noise that was counted more than once taken off.

    Near 0 a divergence is a sum of squares: redrawing counts the squared noise three times, so
    twice the variance of the deals comes off again. The deals' own variance, less what a true
    difference adds to it, is the least that can be.
    """
    drawn = np.concatenate([_apart(*two) for two in redraws(pool, draws, seed)])
    documents = len(pool.first)
    noise = max(0.0, float(dealt.var()) - 2 * (max(excess, 0.0) / (documents - 1)) ** 2)
    half = quantile(level) * sqrt(max(float(drawn.var()) - 2 * noise, noise))
    return excess - half, excess + half


def _heaps(pool: Pooled) -> tuple[Floats, Floats]:
    """Counts of each term in the first heap and in the second."""
    sums = pool.sums(np.stack([pool.first, ~pool.first]).astype(np.float64))
    return sums[0], sums[1]


def _apart(left: Floats, right: Floats) -> Floats:
    """Jensen–Shannon in bits of counts along the last axis; no word on a side counts as alike."""
    from scipy.special import xlogy

    p = left / np.maximum(left.sum(axis=-1, keepdims=True), np.finfo(float).tiny)
    q = right / np.maximum(right.sum(axis=-1, keepdims=True), np.finfo(float).tiny)
    middle = (p + q) / 2
    nats = ((xlogy(p, p) + xlogy(q, q)) / 2 - xlogy(middle, middle)).sum(axis=-1)
    bits: Floats = np.clip(nats / np.log(2), 0.0, 1.0)
    return bits


def _shares(p: ArrayLike, q: ArrayLike) -> tuple[Floats, Floats]:
    left, right = column("p", p, least=0), column("q", q, least=0)
    even(p=left, q=right)
    for name, values in (("p", left), ("q", right)):
        if not values.sum() > 0:
            raise NumbersError(f"{name} sums to 0: no kind was counted.")
    return left / left.sum(), right / right.sum()
