"""Ids and labels as small whole numbers, in the order of the labels; "NA" and None are labels."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from troth.errors import NumbersError
from troth.stats.arrays import Whole
from troth.stats.journey.distinct import Words, distinct

LONGEST = 64
"""Ids of more bytes than this are looked up one by one."""
FEW = 4096
"""So few rows are looked up one by one too."""
_KEPT = np.array([0] + [(~0 << (64 - 8 * n)) & (2**64 - 1) for n in range(1, 9)], np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Each row's label as a number, and the labels in order of those numbers."""

    codes: Whole
    labels: tuple[Any, ...]


def named(name: str, values: Any) -> Named:
    """Read a column of ids: a list, a numpy array, an Arrow array or anything of that kind.

    Labels are sorted where they can be, else by the name of their type first, so that the order
    of rows never matters. Raises NumbersError for NaN, for what cannot be an id (a list, a
    dict) and for more than one dimension.
    """
    if hasattr(values, "dictionary_encode"):
        return _from_arrow(name, values)
    if hasattr(values, "__array__") and hasattr(values, "dtype"):
        return _from_array(name, np.asarray(values))
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise NumbersError(f"{name} has to be one column of ids, not {values!r:.60}.")
    return _from_list(name, values if isinstance(values, list) else list(values))


def _from_array(name: str, values: NDArray[Any]) -> Named:
    if values.ndim != 1:
        raise NumbersError(f"{name} has to be one column of ids; it has {values.ndim} dimensions.")
    if values.dtype.kind in "iu" and len(values):
        return _from_integers(values)
    if values.dtype.kind in "US" and len(values) > FEW:
        words = _fixed_words(values)
        if words is not None:
            codes, first = distinct(words)
            return Named(codes, tuple(values[first].tolist()))
    return _from_list(name, values.tolist())


def _from_integers(values: NDArray[Any]) -> Named:
    if values.dtype.itemsize < 8:
        values = values.astype(np.int64)
    low, high = int(values.min()), int(values.max())
    span = high - low + 1
    if span <= 4 * len(values) + 1024:
        codes = (values - values.dtype.type(low)).astype(np.int64)
        seen = np.zeros(span, np.bool_)
        seen[codes] = True
        known = np.flatnonzero(seen)
        if len(known) < span:
            codes = (np.cumsum(seen) - 1)[codes]
        return Named(codes, tuple((known + low).tolist()))
    flip = np.uint64(1 << 63 if values.dtype.kind == "i" else 0)
    wide = values.astype(np.int64 if values.dtype.kind == "i" else np.uint64)
    codes, first = distinct([wide.view(np.uint64) ^ flip])
    return Named(codes, tuple(values[first].tolist()))


def _from_arrow(name: str, values: Any) -> Named:
    """An Arrow column, by what it can do; pyarrow itself is never imported."""
    whole = values.combine_chunks() if hasattr(values, "combine_chunks") else values
    if not whole.null_count and str(whole.type).startswith(("int", "uint")):
        return _from_array(name, np.asarray(whole))
    table = whole.dictionary_encode()
    gaps = int(table.indices.null_count)
    places = table.indices.fill_null(-1) if gaps else table.indices
    labels = table.dictionary.to_pylist() + [None] * bool(gaps)
    inner = _from_list(name, labels)
    codes = inner.codes[np.asarray(places).astype(np.int64)]
    seen = np.bincount(codes, minlength=len(inner.labels)) > 0
    if seen.all():
        return Named(codes, inner.labels)
    known = tuple(label for label, used in zip(inner.labels, seen.tolist(), strict=True) if used)
    return Named((np.cumsum(seen) - 1)[codes], known)


def _from_list(name: str, values: list[Any]) -> Named:
    if len(values) > FEW and _many(values):
        words = _joined_words(values)
        if words is not None:
            codes, first = distinct(words)
            return Named(codes, tuple(map(values.__getitem__, first.tolist())))
    seen = _Seen()
    try:
        codes = np.fromiter(map(seen.__getitem__, values), np.int64, len(values))
    except TypeError:
        at = next(at for at, each in enumerate(values) if not _can_be_id(each))
        raise NumbersError(f"{name}[{at}] is {values[at]!r:.60}, which is no id.") from None
    known = _sorted(list(seen))
    if any(map(undefined, known)):
        at = next(at for at, each in enumerate(values) if undefined(each))
        raise NumbersError(f'{name}[{at}] is {values[at]}, which is no id (None and "NA" are).')
    rank = np.empty(len(known), np.int64)
    rank[np.array([seen[label] for label in known], np.int64)] = np.arange(len(known))
    return Named(rank[codes], tuple(known))


class _Seen(dict[Any, int]):
    """Gives each new label the next number."""

    __slots__ = ()

    def __missing__(self, label: Any) -> int:
        number = self[label] = len(self)
        return number


def _can_be_id(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def undefined(value: Any) -> bool:
    """Is it one of the many NaNs: a thing that is not itself, or will not say?"""
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return True


def _sorted(known: list[Any]) -> list[Any]:
    with suppress(TypeError):
        return sorted(known)
    with suppress(TypeError):
        return sorted(known, key=lambda value: (type(value).__name__, value))
    return sorted(known, key=lambda value: (type(value).__name__, repr(value)))


def _many(values: list[Any]) -> bool:
    """Do most rows of a sample bear labels of their own? Then a dictionary would be slow."""
    sample = values[:: max(1, len(values) // 1000)]
    return all(isinstance(each, str) for each in sample) and len(set(sample)) > 100


def _joined_words(values: list[Any]) -> list[Words] | None:
    """The UTF-8 bytes of each text, eight a word; None where that does not hold them."""
    try:
        raw = "\0".join(values).encode("utf-8", "surrogatepass")
    except TypeError:
        return None
    held = np.frombuffer(raw + bytes(8), np.uint8)
    ends = np.flatnonzero(held[: len(raw)] == 0)
    if len(ends) != len(values) - 1:
        return None
    starts = np.concatenate([[0], ends + 1])
    lengths = np.concatenate([ends, [len(raw)]]) - starts
    longest = int(lengths.max())
    if longest > LONGEST:
        return None
    reading = np.ndarray((len(raw) + 1,), ">u8", held, strides=(1,))
    words = []
    for at in range(0, max(longest, 1), 8):
        word = reading[np.minimum(starts + at, len(raw))].astype(np.uint64)
        words.append(word & _KEPT[np.clip(lengths - at, 0, 8)])
    return words


def _fixed_words(values: NDArray[Any]) -> list[Words] | None:
    """The same for numpy's texts of fixed width."""
    if not values.dtype.itemsize:
        return None
    here = np.ascontiguousarray(values, values.dtype.newbyteorder("="))
    letters = here.view(np.uint32 if here.dtype.kind == "U" else np.uint8).reshape(len(here), -1)
    if letters.shape[1] > LONGEST:
        return None
    each = 8 if letters.dtype == np.uint8 or int(letters.max()) < 256 else 2
    padded = np.zeros((len(here), -(-letters.shape[1] // each) * each), f">u{8 // each}")
    padded[:, : letters.shape[1]] = letters
    columns = padded.view(">u8")
    return [columns[:, at].astype(np.uint64) for at in range(columns.shape[1])]
