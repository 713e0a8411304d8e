"""Which words are theirs and which are ours? Keyness: log-odds with a prior, and Dunning's G².

Why it matters: The words customers use and we do not (and the reverse) show in a minute where the
    two talk past each other. Counting alone puts rare accidents on top, and one talkative
    document can make any word a keyword; both are held down here.
Formula: y words of n in a heap, prior a per word, a0 their sum
    log-odds δ = log((y1+a)/(n1+a0−y1−a)) − log((y2+a)/(n2+a0−y2−a))
    var = 1/(y1+a) + 1/(y2+a), z = δ/√var
    prior, unless one is given: the share of the word in both heaps × the number of words used (at
    least .01), so that a rare word needs more evidence
    G² = 2 Σ observed · log(observed/expected) over the four cells, with the sign of the difference
    by documents: cut at random to like length on both sides, whole documents are dealt into two
    heaps 1,000 times; document z = (z − mean) / sd over deals, p = share of deals as far
    out, family p = share of deals in which any word is
    interval of δ: the variance of each heap by counts or by documents, whichever is larger; with
    documents a t curve, (Σy)²/Σy² of a word's y over documents as its freedom (Welch)
    dispersion DP = ½ Σ |share of a document in the heap − its share of the word|, over 1 − least
    share: 0 as even as can be, 1 all in one document
Assumes: Documents are the units (put one person's together) and of like kind on both sides.
    z, p and G² by counts alone take every word as a new draw: they are far too sure of words that
    come in bursts. Where there are documents, read document p, and family p for the whole list.
Cannot say: Why a word is used, or that it is good or bad. Greetings, signatures and boilerplate
    win unless taken out first. The p by counts are not corrected for many words: `holm` is.
Source: Monroe, Colaresi and Quinn, 2008, Fightin' words; Dunning, 1993, Accurate methods for the
    statistics of surprise and coincidence; Gries, 2008, Dispersions and adjusted frequencies;
    Westfall and Young, 1993, Resampling-based multiple testing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, column, even, number
from troth.stats.normal import quantile
from troth.stats.resampling import DRAWS, SEED
from troth.stats.words.corpus import Documents, Pooled, by_coordinates, pooled
from troth.stats.words.deals import evened, shuffles
from troth.stats.words.dispersion import unevenness

__all__ = ("ByDocument", "Keyness", "dunning", "keyness")

LEAST = 5
"""Documents each side needs before words are judged by documents."""


@dataclass(frozen=True, slots=True, eq=False)
class ByDocument:
    """What whole documents say of each word, in the order of the words.

    `used_first` and `used_second` count the documents that use it; `dispersion` is how unevenly
    the side that favours it does (0 to 1; 1 too where it is not used at all). `z`, `p` and
    `family_p` come from deals of whole documents.
    """

    used_first: Whole
    used_second: Whole
    dispersion: Floats
    z: Floats
    p: Floats
    family_p: Floats
    documents: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Keyness:
    """Each word's weight between two heaps: above 0 it is the first's, below 0 the second's.

    `first` and `second` are counts, `words` their sums. `log_odds` has the interval `low` to
    `high`; `z` and `p` are by counts, `holm` is p corrected for the number of words. `g2` carries
    the sign of the difference. `by_document` is None where only counts were given, or fewer than
    5 documents on a side: then not enough is known to guard against one talkative document.
    """

    terms: tuple[Any, ...]
    first: Floats
    second: Floats
    log_odds: Floats
    standard_error: Floats
    low: Floats
    high: Floats
    z: Floats
    p: Floats
    holm: Floats
    g2: Floats
    words: tuple[float, float]
    by_document: ByDocument | None
    level: float = 0.95
    method: str = "log-odds with a Dirichlet prior"

    def order(self) -> Whole:
        """Places of the words from most the first's to most the second's."""
        z = self.z if self.by_document is None else self.by_document.z
        return np.lexsort((-self.log_odds, -z)).astype(np.int64)


def keyness(
    first: Documents,
    second: Documents,
    prior: ArrayLike | None = None,
    terms: Sequence[Any] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
) -> Keyness:
    """How strongly each word belongs to one of two heaps of text.

    Each heap is counts a word (one row of numbers), or counts of documents × words, or a tuple of
    three arrays (document, term, count), which brings its own terms. `prior` is one number or one
    a word, above 0. Raises NumbersError for counts below 0 (in documents: or not whole), heaps
    without a word, unequal lengths, fewer than two words.
    """
    draws = int(number("draws", draws, least=100, whole=True))
    z = quantile(level)
    pool = None
    if by_coordinates(first) or _rows(first) or _rows(second):
        pool = pooled(first, second, terms)
        sides = np.stack([pool.first, ~pool.first]).astype(np.float64)
        ours, theirs = pool.sums(sides)
        named: tuple[Any, ...] = pool.terms
    else:
        ours, theirs, named = _counts(first, second, terms)
    if len(named) < 2:
        raise NumbersError("A word is weighed against the others; there is only one.")
    pseudo = _prior(prior, ours + theirs)
    odds, error = _log_odds(ours, theirs, pseudo)
    by_document, widest, wide = None, error, np.full_like(odds, z)
    if pool is not None and min(pool.sizes) >= LEAST:
        by_document = _by_document(pool, odds, pseudo, draws, seed)
        widest, wide = _clustered(pool, ours, theirs, pseudo, level)
    p = _two_sided(odds / error)
    return Keyness(
        named, ours, theirs, odds, widest, odds - wide * widest, odds + wide * widest, odds / error, p,
        _holm(p), dunning(ours, theirs), (float(ours.sum()), float(theirs.sum())), by_document,
        level,
    )  # fmt: skip


def dunning(first: ArrayLike, second: ArrayLike) -> Floats:
    """Dunning's G² of each word between two heaps of counts, signed: above 0 the first's.

    Chi-squared with one degree of freedom where words are independent draws.
    """
    ours, theirs, _ = _counts(first, second, None)
    from scipy.special import xlogy

    n1, n2 = ours.sum(), theirs.sum()
    both, n = ours + theirs, n1 + n2
    cells = (
        (ours, n1, both), (theirs, n2, both), (n1 - ours, n1, n - both), (n2 - theirs, n2, n - both),
    )  # fmt: skip
    total = np.zeros_like(ours)
    for seen, side, kind in cells:
        expected = side * kind / n
        total += xlogy(seen, np.where(seen > 0, seen, 1) / np.where(expected > 0, expected, 1))
    sign = np.sign(ours / n1 - theirs / n2)
    signed: Floats = sign * 2 * np.maximum(total, 0.0)
    return signed


def _rows(heap: Any) -> bool:
    """Are these documents × words, and not one row of counts?"""
    if hasattr(heap, "ndim"):
        return bool(heap.ndim > 1)
    return isinstance(heap, Sequence) and any(
        isinstance(one, Sequence) or np.ndim(one) for one in heap
    )


def _counts(
    first: Any, second: Any, terms: Sequence[Any] | None
) -> tuple[Floats, Floats, tuple[Any, ...]]:
    ours, theirs = column("first", first, least=0), column("second", second, least=0)
    even(first=ours, second=theirs)
    for name, heap in (("first", ours), ("second", theirs)):
        if not heap.sum() > 0:
            raise NumbersError(f"{name} holds no word: every count is 0.")
    named = tuple(range(len(ours))) if terms is None else tuple(terms)
    even(terms=named, counts=ours)
    return ours, theirs, named


def _prior(prior: ArrayLike | None, both: Floats) -> Floats:
    if prior is None:
        pseudo: Floats = np.maximum(both / both.sum() * (both > 0).sum(), 0.01)
        return pseudo
    given = np.full(len(both), prior) if np.ndim(prior) == 0 else prior
    found = column("prior", given, above=0)
    even(prior=found, terms=both)
    return found


def _log_odds(ours: Floats, theirs: Floats, prior: Floats) -> tuple[Floats, Floats]:
    """The log-odds ratio of each word and its standard error by counts; words lie along the end."""
    whole = float(prior.sum())
    a, b = ours + prior, theirs + prior
    rest_a = ours.sum(axis=-1, keepdims=True) + whole - a
    rest_b = theirs.sum(axis=-1, keepdims=True) + whole - b
    odds: Floats = np.log(a * rest_b / (rest_a * b))
    return odds, np.sqrt(1 / a + 1 / b)


def _by_document(pool: Pooled, odds: Floats, prior: Floats, draws: int, seed: int) -> ByDocument:
    """Deal whole documents twice through the same shuffles: first for sd, then for p.

    The heaps as they are count as one of the deals, so that p is exact for few deals too.
    """
    even = evened(pool, seed)
    total = np.asarray(even.counts.sum(axis=0), np.float64).ravel()
    true = _weight(even.sums(even.first.astype(np.float64)[None, :]), total, prior)[0]
    mean, square = np.zeros_like(true), np.zeros_like(true)
    for some in shuffles(even, draws, seed):
        dealt = _weight(some, total, prior) - true
        mean += dealt.sum(axis=0) / (draws + 1)
        square += (dealt**2).sum(axis=0) / (draws + 1)
    spread = np.sqrt(np.maximum(square - mean**2, 0.0))
    told = spread > 1e-9
    unit = np.where(told, spread, 1.0)
    z = np.where(told, -mean / unit, 0.0)
    out, family = np.zeros_like(true), np.zeros_like(true)
    bar = np.abs(z) * (1 - 1e-9) - 1e-9
    for some in shuffles(even, draws, seed):
        away = np.abs(np.where(told, (_weight(some, total, prior) - true - mean) / unit, 0.0))
        out += (away >= bar).sum(axis=0)
        furthest = np.sort(away.max(axis=1))
        family += len(furthest) - np.searchsorted(furthest, bar)
    used = [_used(pool, side) for side in (pool.first, ~pool.first)]
    uneven = np.where(odds > 0, *(unevenness(pool, side) for side in (pool.first, ~pool.first)))
    p, together = (1 + out) / (1 + draws), (1 + family) / (1 + draws)
    return ByDocument(used[0], used[1], uneven, z, p, np.maximum(p, together), pool.sizes)


def _weight(ours: Floats, total: Floats, prior: Floats) -> Floats:
    """z by counts of each word in each deal; a word that nobody uses weighs nothing."""
    odds, error = _log_odds(ours, total - ours, prior)
    return np.where(total > 0, odds / error, 0.0)


def _used(pool: Pooled, side: Any) -> Whole:
    return np.asarray((pool.counts[np.flatnonzero(side)] > 0).sum(axis=0), np.int64).ravel()


def _clustered(
    pool: Pooled, ours: Floats, theirs: Floats, prior: Floats, level: float
) -> tuple[Floats, Floats]:
    """The standard error of each log-odds ratio with documents as draws, and how many to take.

    A word that one document holds alone has one degree of freedom, however often it is there.
    """
    from scipy.special import stdtrit

    variance, unsure = np.zeros_like(ours), np.zeros_like(ours)
    for side, y in ((pool.first, ours), (~pool.first, theirs)):
        counts, lengths = pool.counts[np.flatnonzero(side)], pool.lengths[side]
        documents = len(lengths)
        rest = 1 / (y.sum() + prior.sum() - y - prior)
        slope = 1 / (y + prior) + rest
        squares = np.asarray(counts.power(2).sum(axis=0), np.float64).ravel()
        mixed = np.asarray(counts.T @ lengths, np.float64)
        middle = (slope * y - rest * lengths.sum()) / documents
        total = slope**2 * squares - 2 * slope * rest * mixed + rest**2 * (lengths**2).sum()
        spread = np.maximum(total - documents * middle**2, 0) * documents / (documents - 1)
        spread = np.maximum(spread, 1 / (y + prior))
        held = np.where(y > 0, y**2 / np.where(y > 0, squares, 1), documents)
        variance += spread
        unsure += spread**2 / np.maximum(held, 1)
    return np.sqrt(variance), np.asarray(stdtrit(variance**2 / unsure, (1 + level) / 2), np.float64)


def _two_sided(z: Floats) -> Floats:
    from scipy.special import ndtr

    return np.asarray(2 * ndtr(-np.abs(z)), np.float64)


def _holm(p: Floats) -> Floats:
    """Holm's correction: what p is worth among so many words."""
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
