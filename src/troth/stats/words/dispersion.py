"""How unevenly a word is spread over documents: Gries' DP, 2008, scaled as Lijffijt and Gries, 2012.

Half the sum of differences between each document's share of all words and of this word.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, column, even
from troth.stats.words.corpus import Pooled


def dispersion(counts: ArrayLike, lengths: ArrayLike) -> float:
    """Gries' DP, 0 to nearly 1: how unevenly a word is spread over documents of these lengths.

    Not divided by its greatest value. Raises NumbersError where the word is never used.
    """
    used, long = column("counts", counts, least=0), column("lengths", lengths, above=0)
    even(counts=used, lengths=long)
    if not used.sum() > 0:
        raise NumbersError("counts sum to 0: a word that is not used is not spread.")
    return float(np.abs(used / used.sum() - long / long.sum()).sum() / 2)


def unevenness(pool: Pooled, side: Flags) -> Floats:
    """DP of every word over the documents of one side, divided by the most it can be: 0 to 1.

    1 too for a word that side does not use.
    """
    counts = pool.counts[np.flatnonzero(side)].tocoo()
    lengths = pool.lengths[side]
    share = lengths / lengths.sum()
    used = np.bincount(counts.col, counts.data, len(pool.terms))
    mine = share[counts.row]
    apart = np.abs(counts.data / used[counts.col] - mine) - mine
    uneven = (1 + np.bincount(counts.col, apart, len(pool.terms))) / 2
    most = max(1 - float(share.min()), np.finfo(float).tiny)
    found: Floats = np.where(used > 0, np.clip(uneven / most, 0.0, 1.0), 1.0)
    return found
