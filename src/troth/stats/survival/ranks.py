"""Count, for many places at once, how much came before them that ranks below them.

Ranks are split bit by bit, the highest first, zeros before ones, each half in its old order; where
a place would stand in either half follows from counting zeros. That is some array work per bit,
so n log n in all (a wavelet matrix).
Source: Claude, Navarro and Ordóñez, The Wavelet Matrix, 2015.
"""

from __future__ import annotations

import numpy as np

from troth.stats.arrays import Floats, Whole


def below(ranks: Whole, weights: Floats | None, ends: Whole, values: Whole) -> Floats:
    """For each pair of `ends` and `values`: the weight of the first so many whose rank is less."""
    found = np.zeros(len(ends))
    if not len(ranks) or not len(ends):
        return found
    low, high = np.zeros_like(ends), ends
    for bit in range(max(int(ranks.max()), int(values.max())).bit_length() - 1, -1, -1):
        zero = (ranks >> bit) & 1 == 0
        places = _before(zero)
        weighed = places if weights is None else _before(zero * weights)
        up = (values >> bit) & 1 == 1
        found += np.where(up, weighed[high] - weighed[low], 0)
        zeros = places[low], places[high]
        low = np.where(up, places[-1] + low - zeros[0], zeros[0])
        high = np.where(up, places[-1] + high - zeros[1], zeros[1])
        order = np.concatenate([np.flatnonzero(zero), np.flatnonzero(~zero)])
        ranks = ranks[order]
        weights = None if weights is None else weights[order]
    return found


def _before(values: Floats | Whole) -> Floats:
    """At every place the sum of all that come before it, and at last of all."""
    summed = np.zeros(len(values) + 1, values.dtype if values.dtype != bool else np.int64)
    np.cumsum(values, out=summed[1:])
    return summed
