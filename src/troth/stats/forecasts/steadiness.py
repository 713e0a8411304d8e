"""Does the same case get the same answer twice? Flip rate, and test–retest rank correlation.

Why it matters: A judgement that turns when a sentence is put in other words is no judgement. It can
    be measured without knowing the truth: ask twice.
Formula: flip rate = items whose label changed in any of their rewordings / items, with Wilson's
    interval
    retest = Spearman's ρ, the correlation of mid-ranks of two scorings of the same items
    interval: tanh(atanh ρ ± z √((1 + ρ²/2) / (n - 3)))
Assumes: Items are independent, and a rewording keeps the meaning: let a person check a sample.
Cannot say: that a steady answer is true: the same mistake twice is steady. Many rewordings of an
    item raise its chance of a flip, so compare rates only for equally many. ρ sees order only: a
    second scoring twice as high everywhere has ρ = 1.
Source: Ribeiro, Wu, Guestrin and Singh, 2020, Beyond accuracy: behavioral testing of NLP models
    with CheckList; Spearman, 1904, The proof and measurement of association between two things;
    Bonett and Wright, 2000, Sample size requirements for estimating Pearson, Kendall and Spearman
    correlations
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Floats, coded, column, even
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval, wilson

__all__ = ("flip_rate", "retest")

Labels: TypeAlias = ArrayLike | Sequence[Any]
FEW = 10
"""Below so many items a rank correlation is not told."""


def flip_rate(
    before: Labels, after: Labels, items: Labels | None = None, level: float = 0.95
) -> Interval:
    """The share of items whose label changed: `before`, and `after` the rewording, a row each.

    `items` names the item of each row where one has several rewordings; it flips if any row does.
    Labels may be anything that can be compared. Nothing counted is None, 0 to 1.
    """
    first, second = _listed(before), _listed(after)
    size = even(before=first, after=second)
    codes = np.arange(size)
    if items is not None:
        codes = coded(items)[0]
        even(before=first, items=codes)
    turned = np.fromiter((a != b for a, b in zip(first, second, strict=True)), np.bool_, size)
    return wilson(len(np.unique(codes[turned])), len(np.unique(codes)), level)


def retest(first: ArrayLike, second: ArrayLike, level: float = 0.95) -> Interval:
    """Spearman's rank correlation of two scorings of the same items, -1 to 1.

    None, -1 to 1, below 10 items or where one scoring is the same for all of them: not enough to
    say.
    """
    one, two = column("first", first), column("second", second)
    n = even(first=one, second=two)
    z, method = quantile(level), "Spearman, Bonett–Wright"
    ranks = [_ranks(each) - (n - 1) / 2 for each in (one, two)]
    scale = float(np.sqrt((ranks[0] @ ranks[0]) * (ranks[1] @ ranks[1])))
    if n < FEW or scale == 0:
        return Interval(None, -1.0, 1.0, n, level, method)
    rho = max(-1.0, min(1.0, float(ranks[0] @ ranks[1]) / scale))
    middle = np.arctanh(max(-1 + 1e-15, min(1 - 1e-15, rho)))
    half = z * np.sqrt((1 + rho * rho / 2) / (n - 3))
    low, high = float(np.tanh(middle - half)), float(np.tanh(middle + half))
    return Interval(rho, min(low, rho), max(high, rho), n, level, method)


def _listed(values: Labels) -> list[Any]:
    found: list[Any] = values.tolist() if hasattr(values, "tolist") else list(values)  # type: ignore[arg-type]
    return found


def _ranks(values: Floats) -> Floats:
    """Mid-ranks from 0: the mean place of equal values."""
    _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts + 1) / 2
    return np.asarray(middle[at], np.float64)
