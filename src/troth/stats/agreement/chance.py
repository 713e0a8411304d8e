"""Agreement of any number of readers, with gaps, against a given idea of chance."""

from __future__ import annotations

from math import sqrt
from typing import Literal

import numpy as np

from troth.errors import NumbersError
from troth.stats.agreement.coefficient import Agreement, interval
from troth.stats.arrays import Floats, number


def beyond_chance(
    counts: Floats, weights: Floats, chance: Literal["Fleiss", "Gwet"],
    readers: int, level: float, least: float, method: str,
) -> Agreement:  # fmt: skip
    """The coefficient of units by labels, its error from what each unit adds to it."""
    if not 0 < number("level", level) < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    counts = counts[counts.sum(1) > 0]
    each = counts.sum(1)
    twice, kinds = each >= 2, counts.shape[1]
    pairs = int(twice.sum())
    if pairs < max(2.0, number("least", least)):
        return Agreement(None, None, None, None, None, None, pairs, readers, kinds, level, method)
    shares = counts / each[:, None]
    common = shares.mean(0)
    agreed = np.zeros(len(counts))
    ahead = (counts * (counts @ weights - 1)).sum(1)
    agreed[twice] = ahead[twice] / (each[twice] * (each[twice] - 1))
    observed = float(agreed.sum()) / pairs
    expected, own = _expected(shares, common, weights, chance)
    if 1 - expected < 1e-12:
        return Agreement(
            None, None, None, None, observed, expected, pairs, readers, kinds, level, method
        )
    value = (observed - expected) / (1 - expected)
    parts = len(counts) / pairs * (agreed - expected * twice) / (1 - expected)
    parts = parts - 2 * (1 - value) * (own - expected) / (1 - expected)
    error = sqrt(float(((parts - value) ** 2).sum()) / (len(counts) - 1) / len(counts))
    apart = int((counts[twice].max(1) < each[twice]).sum())
    low, high = interval(value, error, pairs, apart, 1 - expected, level)
    return Agreement(
        value, low, high, error, observed, expected, pairs, readers, kinds, level, method
    )


def _expected(shares: Floats, common: Floats, weights: Floats, chance: str) -> tuple[float, Floats]:
    """Agreement by chance, and what each unit's labels alone would make it."""
    if chance == "Fleiss":
        near = weights @ common
        return float(common @ near), shares @ near
    kinds = len(common)
    if kinds < 2:
        return 1.0, np.ones(len(shares))
    scale = float(weights.sum()) / (kinds * (kinds - 1))
    return float(scale * common @ (1 - common)), scale * (shares @ (1 - common))
