"""Can a machine tell their texts from ours? The classifier two-sample test.

Why it matters: If nothing a simple reader can learn separates two heaps of texts it has not read
    yet, the two talk alike as far as those features see. Unlike a distance, the answer has a
    plain scale: 50 % is guessing.
Formula: rows of features, authors whole in one of ten folds; on nine folds a ridge fit of the
    side, cut midway between the two sides' mean scores; the tenth is judged
    accuracy = mean of the shares told right on either side
    AUC = chance that a text of the first side scores above one of the second
    by formula, under chance: accuracy ~ N(1/2, 1/(4n)), n counted in authors;
    it reaches 5 % at 1/2 + 1.645/(2√n): .582, .558, .526 with n = 100, 200, 1000
    by deals: sides change among whole authors 500 times, each fitted anew; p = (1 + deals at
    least as accurate)/(1 + deals)
    intervals: normal, their error by authors or from the deals, whichever is larger
Assumes: Authors are the units and each is on one side, with about as many texts on both (with
    ten times as many on one, a p of 5 % is up to 8 %). Features are reckoned without the sides.
Cannot say: What differs (a signature line gives .99): read keyness. A weak reader that fails has
    not shown two heaps alike. The p by formula ignores that folds share their texts; trust the
    deals. Below 10 authors a side nothing is said.
Source: Lopez-Paz and Oquab, 2017, Revisiting classifier two-sample tests; Obuchowski, 1997,
    Nonparametric analysis of clustered ROC curve data
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, coded, matrix, number
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval
from troth.stats.resampling import SEED

__all__ = ("TwoSamples", "critical_accuracy", "two_samples")

LEAST = 10
"""Authors each side needs before anything is said."""
FOLDS = 10


@dataclass(frozen=True, slots=True)
class TwoSamples:
    """How well texts never read before were told apart: 1/2 is guessing, 1 is always.

    `p_formula` and `p` are the chances of such an accuracy where nothing differs, by the normal
    formula and by deals of whole authors; `null` is the mean accuracy of the deals. `critical` is
    what the formula asks at 5 %. `rows` and `authors` count (first, second). Where `enough` is
    false there were too few authors, and accuracy, AUC and chances are None.
    """

    accuracy: Interval | None
    auc: Interval | None
    p: float | None
    p_formula: float | None
    null: float | None
    critical: float
    rows: tuple[int, int]
    authors: tuple[int, int]
    enough: bool
    level: float = 0.95
    method: str = "ridge, ten folds of whole authors"


@dataclass(frozen=True, slots=True, eq=False)
class _Texts:
    """Both samples in an order of their own: features, side, author's number, author's side."""

    features: Floats
    first: Flags
    author: Whole
    sides: Flags


@dataclass(frozen=True, slots=True, eq=False)
class _Fold:
    """One fold: which rows are judged, and the map from the learned rows' sides to weights."""

    features: Floats
    judged: Flags
    weights: Floats


def critical_accuracy(n: int, level: float = 0.95) -> float:
    """The accuracy on `n` texts (or authors) that guessing passes with chance 1 − level."""
    n = int(number("n", n, least=1, whole=True))
    if not 0.5 < level < 1:
        raise NumbersError(f"A level lies between one half and 1, not at {level}.")
    return 0.5 + quantile(2 * level - 1) / (2 * sqrt(n))


def two_samples(
    first: ArrayLike,
    second: ArrayLike,
    authors_first: Sequence[Any] | None = None,
    authors_second: Sequence[Any] | None = None,
    *,
    ridge: float = 1.0,
    draws: int = 500,
    seed: int = SEED,
    level: float = 0.95,
) -> TwoSamples:
    """How well a linear reader tells two samples of feature rows apart, against guessing.

    `first` and `second` are rows × the same features; authors are one id a row (without them
    every row is its own). `ridge` holds the fit back, in units of one row of features scaled to
    spread 1. Raises NumbersError for features that are no finite numbers or do not match, and
    for an author who is on both sides.
    """
    ridge = number("ridge", ridge, above=0)
    draws = int(number("draws", draws, least=100, whole=True))
    z = quantile(level)
    texts = _texts(first, second, authors_first, authors_second)
    rows, authors = _sizes(texts.first), _sizes(texts.sides)
    critical = critical_accuracy(sum(authors))
    if min(authors) < LEAST:
        return TwoSamples(None, None, None, None, None, critical, rows, authors, False, level)
    folds = _folds(texts, ridge, seed)
    scores = _scores(folds, texts.first[:, None])[:, 0]
    accuracy, error = _clustered(_right(scores, texts.first), texts)
    wins, spread = _clustered(_placements(scores, texts.first), texts)
    deals = [_deal(folds, texts, sides) for sides in _deals(texts, draws, seed)]
    dealt, dealt_wins = np.concatenate(deals, axis=1)
    p = (1 + int((dealt >= accuracy - 1e-9).sum())) / (1 + draws)
    error, spread = max(error / 2, float(dealt.std())), max(spread, float(dealt_wins.std()))
    return TwoSamples(
        _interval(accuracy, z * error, sum(rows), level, "accuracy, normal by authors"),
        _interval(wins, z * spread, sum(rows), level, "AUC, normal by authors"),
        p, _above((accuracy - 0.5) * 2 * sqrt(sum(authors))), float(dealt.mean()), critical,
        rows, authors, True, level,
    )  # fmt: skip


def _texts(
    first: ArrayLike,
    second: ArrayLike,
    authors_first: Sequence[Any] | None,
    authors_second: Sequence[Any] | None,
) -> _Texts:
    ours, theirs = matrix("first", first), matrix("second", second)
    if ours.shape[1] != theirs.shape[1]:
        raise NumbersError(
            f"first has {ours.shape[1]} features and second {theirs.shape[1]}: "
            "they have to be the same."
        )
    features = np.concatenate([ours, theirs])
    side = np.arange(len(features)) < len(ours)
    if (authors_first is None) != (authors_second is None):
        raise NumbersError("Authors are given for one side only; give both or neither.")
    order = np.lexsort((~side, *features.T[::-1]))
    if authors_first is None or authors_second is None:
        return _Texts(features[order], side[order], np.arange(len(side)), side[order])
    listed = [*authors_first, *authors_second]
    if (len(authors_first), len(authors_second)) != (len(ours), len(theirs)):
        raise NumbersError(
            f"There are {len(authors_first)} and {len(authors_second)} authors "
            f"for {len(ours)} and {len(theirs)} rows."
        )
    author, known = coded(listed)
    share = np.bincount(author, side) / np.bincount(author)
    both = np.flatnonzero((share > 0) & (share < 1))
    if len(both):
        raise NumbersError(f"The author “{known[both[0]]}” is on both sides.")
    return _Texts(features[order], side[order], author[order], share > 0)


def _sizes(first: Flags) -> tuple[int, int]:
    return int(first.sum()), int((~first).sum())


def _folds(texts: _Texts, ridge: float, seed: int) -> list[_Fold]:
    """Ten folds of whole authors, chosen without a look at the sides."""
    authors = len(texts.sides)
    place = np.random.default_rng(seed).permutation(authors) % min(FOLDS, authors)
    features = texts.features - texts.features.mean(axis=0)
    spread = features.std(axis=0)
    features = features[:, spread > 1e-12 * (1 + np.abs(texts.features).max(axis=0))]
    features = features / np.where(features.std(axis=0) > 0, features.std(axis=0), 1)
    if features.shape[1] > features.shape[0]:
        left, values, _ = np.linalg.svd(features, full_matrices=False)
        features = left * values
    folds = []
    for fold in range(int(place.max()) + 1):
        judged = place[texts.author] == fold
        learned = features[~judged] - features[~judged].mean(axis=0)
        square = learned.T @ learned + ridge * np.eye(features.shape[1])
        weights = np.asarray(np.linalg.solve(square, learned.T), np.float64)
        folds.append(_Fold(features, judged, weights))
    return folds


def _scores(folds: list[_Fold], first: Flags) -> Floats:
    """Scores of judged rows, 0 at the cut; each column of `first` is one way to give out sides."""
    scores = np.zeros(first.shape)
    for fold in folds:
        learned = first[~fold.judged].astype(np.float64)
        ours = learned.sum(axis=0)
        found = fold.features @ (fold.weights @ learned)
        mean = (found[~fold.judged] * learned).sum(axis=0) / np.maximum(ours, 1)
        rest = found[~fold.judged].sum(axis=0) - mean * ours
        other = rest / np.maximum(len(learned) - ours, 1)
        scores[fold.judged] = found[fold.judged] - (mean + other) / 2
    return scores


def _right(scores: Floats, first: Flags) -> Floats:
    """1 where a row is told right, 0 where wrong, one half on the cut."""
    return (np.sign(scores) * np.where(first, 1, -1) + 1) / 2


def _deals(texts: _Texts, draws: int, seed: int) -> Iterator[Flags]:
    """Sides dealt anew among whole authors, a hundred deals at a time."""
    chance = np.random.default_rng([seed, 1])
    while draws > 0:
        block = min(100, draws)
        yield chance.permuted(np.tile(texts.sides[:, None], (1, block)), axis=0)
        draws -= block


def _deal(folds: list[_Fold], texts: _Texts, sides: Flags) -> Floats:
    """The accuracy and the AUC of each deal, in two rows."""
    first = sides[texts.author]
    scores = _scores(folds, first)
    right, ours = _right(scores, first), first.sum(axis=0)
    theirs = len(first) - ours
    told = (right * first).sum(axis=0) / ours + (right * ~first).sum(axis=0) / theirs
    rank = scores.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + 1
    wins = ((rank * first).sum(axis=0) - ours * (ours + 1) / 2) / (ours * theirs)
    return np.stack([told / 2, wins])


def _placements(scores: Floats, first: Flags) -> Floats:
    """For each row the share of the other side that it stands on the right side of."""
    ours, theirs = np.sort(scores[first]), np.sort(scores[~first])
    found = np.empty(len(scores))
    below = np.searchsorted(theirs, scores[first], "left")
    upto = np.searchsorted(theirs, scores[first], "right")
    found[first] = (below + upto) / (2 * len(theirs))
    below = np.searchsorted(ours, scores[~first], "left")
    upto = np.searchsorted(ours, scores[~first], "right")
    found[~first] = 1 - (below + upto) / (2 * len(ours))
    return found


def _clustered(values: Floats, texts: _Texts) -> tuple[float, float]:
    """The mean of both sides' means, and the error of their sum, with authors as draws."""
    total, variance = 0.0, 0.0
    for side in (True, False):
        rows = texts.first == side
        mean = float(values[rows].mean())
        off = np.bincount(texts.author[rows], values[rows] - mean, len(texts.sides))
        authors = int((texts.sides == side).sum())
        total += mean / 2
        variance += float((off**2).sum()) / int(rows.sum()) ** 2 * authors / (authors - 1)
    return total, sqrt(variance)


def _interval(value: float, half: float, n: int, level: float, method: str) -> Interval:
    return Interval(value, max(0.0, value - half), min(1.0, value + half), n, level, method)


def _above(z: float) -> float:
    from scipy.special import ndtr

    return float(ndtr(-z))
