"""Where texts stand to one another: a vector of 256 numbers for each.

The mean of the vectors of a text's pieces, of length one. It finds what speaks of the same
matter; it does not see the order of words, nor a "not": it is never used to say that two texts
agree. The table is made by scripts/embedding.py, its card lies beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from troth.text.pieces import UNKNOWN, numbered

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[tuple[int, int], np.dtype[np.int8]]
    Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]

DIMENSIONS = 256
AT_ONCE = 2_000
"""So many texts are reckoned in one go."""


def vectors(texts: Sequence[str]) -> Vectors:
    """One row a text, of length one; a text of which no piece is known is all zero."""
    import numpy as np

    found = np.zeros((len(texts), DIMENSIONS), np.float32)
    for start in range(0, len(texts), AT_ONCE):
        some = texts[start : start + AT_ONCE]
        found[start : start + len(some)] = _means(some)
    return found


def likeness(one: Vectors, other: Vectors) -> Vectors:
    """How near each text of one stands to each of the other: the cosine, from -1 to 1."""
    return one @ other.T


def _means(texts: Sequence[str]) -> Vectors:
    import numpy as np

    flat, sizes = numbered(texts)
    ids, count = np.asarray(flat, np.int64), np.asarray(sizes, np.int64)
    whose = np.repeat(np.arange(len(texts)), count)
    known = ids != UNKNOWN
    ids, whose = ids[known], whose[known]
    found = np.zeros((len(texts), DIMENSIONS), np.float32)
    if not len(ids):
        return found
    rows = _table()[ids].astype(np.float32)
    first = np.flatnonzero(np.diff(whose, prepend=-1))
    found[whose[first]] = np.add.reduceat(rows, first)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    np.divide(found, length, out=found, where=length > 0)
    return found


@cache
def _table() -> Table:
    import numpy as np

    with as_file(files("troth.text").joinpath("weights/words-256.npy")) as path:
        table: Table = np.load(path)
    return table


@cache
def card() -> dict[str, object]:
    """What the table was made of, and under which licence."""
    text = files("troth.text").joinpath("weights/words-256.json").read_text(encoding="utf-8")
    held: dict[str, object] = json.loads(text)
    return held
