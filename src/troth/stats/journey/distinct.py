"""Number equal rows of words alike: hashed to be found quickly, compared to be certain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from troth.stats.arrays import Flags, Whole

Words: TypeAlias = NDArray[np.uint64]


def distinct(words: Sequence[Words]) -> tuple[Whole, Whole]:
    """For each row its number, and for each number the first row that bears it.

    A row is its words, the weightiest first; numbers follow the order of the words.
    """
    rows = len(words[0])
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    found, first = _by_hash(_mixed(words), rows)
    if any((word[first][found] != word).any() for word in words):
        found, first = _by_order(words)
    order = np.lexsort([word[first] for word in reversed(words)])
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[found], first[order]


def heads(keys: NDArray[np.generic]) -> Whole:
    """Where each run of equal neighbours begins; `keys` holds at least one."""
    return np.concatenate([[0], np.flatnonzero(keys[1:] != keys[:-1]) + 1])


def _mixed(words: Sequence[Words]) -> Words:
    """One word from several, stirred so that near rows come apart."""
    stirred = np.zeros(len(words[0]), np.uint64)
    for word in words:
        stirred = (stirred ^ word) * np.uint64(0x9E3779B97F4A7C15)
        stirred ^= stirred >> np.uint64(32)
        stirred *= np.uint64(0xD6E8FEB86659FD93)
    return stirred


def _by_hash(stirred: Words, rows: int) -> tuple[Whole, Whole]:
    """Rows with the same leading bits together: hash and row share a word, so one sort does."""
    bits = np.uint64(max(1, (rows - 1).bit_length()))
    packed = np.sort((stirred >> bits << bits) | np.arange(rows, dtype=np.uint64))
    at = (packed & np.uint64((1 << int(bits)) - 1)).astype(np.int64)
    packed >>= bits
    return _numbered(at, np.concatenate([[True], packed[1:] != packed[:-1]]))


def _by_order(words: Sequence[Words]) -> tuple[Whole, Whole]:
    """The same by comparing whole rows: for the day on which two hashes meet."""
    at = np.lexsort(tuple(reversed(words)))
    new = np.zeros(len(at), np.bool_)
    new[0] = True
    for word in words:
        placed = word[at]
        new[1:] |= placed[1:] != placed[:-1]
    return _numbered(at, new)


def _numbered(at: Whole, new: Flags) -> tuple[Whole, Whole]:
    numbers = np.empty(len(at), np.int64)
    numbers[at] = np.cumsum(new) - 1
    return numbers, at[new]
