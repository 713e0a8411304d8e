"""Two heaps of documents as counts of documents × terms, read once and kept sparse.

A heap is given dense (rows are documents, columns are terms) or as a tuple of three coordinate
arrays (document, term, count). Documents without a word are left out: they say nothing. The
pooled documents stand in an order of their own, so the order they came in changes no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, coded, column, even, matrix
from troth.stats.resampling import SEED

Documents: TypeAlias = ArrayLike | tuple[ArrayLike, ArrayLike, ArrayLike]
"""Documents × terms, or (document, term, count)."""


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Both heaps together: a sparse matrix of counts, whose each document is, the terms."""

    counts: Any
    first: Flags
    terms: tuple[Any, ...]

    @property
    def sizes(self) -> tuple[int, int]:
        """How many documents the first heap has, and how many the second."""
        ours = int(self.first.sum())
        return ours, len(self.first) - ours

    @property
    def lengths(self) -> Floats:
        """Words of each document."""
        return np.asarray(self.counts.sum(axis=1), np.float64).ravel()

    def sums(self, taken: Floats) -> Floats:
        """Counts of each term over documents taken so often: one row of `taken`, one row here."""
        return np.asarray((self.counts.T @ taken.T).T, np.float64)


def pooled(first: Documents, second: Documents, terms: Sequence[Any] | None = None) -> Pooled:
    """Both heaps in one, documents in an order that depends on their words alone.

    Raises NumbersError where a count is below 0, the columns of dense heaps do not match, the
    two are not given in the same way, or a heap holds no word.
    """
    if by_coordinates(first) != by_coordinates(second):
        raise NumbersError(
            "first and second have to be given alike: both as documents × terms, "
            "or both as (document, term, count)."
        )
    if by_coordinates(first):
        if terms is not None:
            raise NumbersError("terms are told by the coordinates already; leave them out.")
        heaps, named = _coordinates(first, second)
    else:
        heaps, named = _dense(first, second, terms)
    return _ordered(heaps, named)


def by_coordinates(heap: Any) -> bool:
    """Is this a tuple of three columns (document, term, count)?"""
    return (
        isinstance(heap, tuple) and len(heap) == 3 and all(hasattr(one, "__len__") for one in heap)
    )


def _dense(
    first: Any, second: Any, terms: Sequence[Any] | None
) -> tuple[list[Any], tuple[Any, ...]]:
    from scipy.sparse import csr_array

    heaps = []
    for name, heap in (("first", first), ("second", second)):
        found = matrix(name, heap)
        if np.ndim(heap) != 2:
            raise NumbersError(f"{name} has to be rows of documents and columns of terms.")
        if found.min() < 0:
            at, term = (int(each[0]) for each in np.nonzero(found < 0))
            raise NumbersError(f"{name}[{at}, {term}] is below 0: a count cannot be.")
        heaps.append(csr_array(found))
    ours, theirs = heaps[0].shape[1], heaps[1].shape[1]
    if ours != theirs:
        raise NumbersError(
            f"The columns have to be the same terms: first has {ours}, second has {theirs}."
        )
    named = tuple(range(ours)) if terms is None else tuple(terms)
    if len(named) != ours:
        raise NumbersError(f"There are {len(named)} terms for {ours} columns of counts.")
    return heaps, named


def _coordinates(first: Any, second: Any) -> tuple[list[Any], tuple[Any, ...]]:
    from scipy.sparse import csr_array

    listed = [_listed(heap[1]) for heap in (first, second)]
    codes, named = coded(listed[0] + listed[1])
    parts = codes[: len(listed[0])], codes[len(listed[0]) :]
    heaps = []
    for name, heap, part in zip(("first", "second"), (first, second), parts, strict=True):
        count = column(f"{name} (count)", heap[2], least=0)
        document, known = coded(heap[0])
        even(document=document, term=part, count=count)
        heaps.append(csr_array((count, (document, part)), shape=(len(known), len(named))))
    return heaps, tuple(named)


def _listed(values: Any) -> list[Any]:
    return list(values.tolist() if hasattr(values, "tolist") else values)


def _ordered(heaps: list[Any], terms: tuple[Any, ...]) -> Pooled:
    """Leave out documents without words; order the rest by a seeded mark of their words."""
    from scipy.sparse import vstack

    kept = []
    for name, heap in zip(("first", "second"), heaps, strict=True):
        heap.sum_duplicates()
        heap.sort_indices()
        kept.append(heap[np.flatnonzero(np.asarray(heap.sum(axis=1)).ravel() > 0)])
        if not kept[-1].shape[0]:
            raise NumbersError(f"{name} holds no word: every count is 0.")
    counts = vstack(kept, format="csr")
    first = np.arange(counts.shape[0]) < kept[0].shape[0]
    used = np.asarray(counts.sum(axis=0), np.float64).ravel() > 0
    marks = np.zeros(len(terms))
    marks[used] = np.random.default_rng(SEED).random(int(used.sum()))
    mark = counts @ marks
    order = np.lexsort((~first, mark))
    return Pooled(counts[order], first[order], terms)
