"""What makes a version, and which of several identical rows one is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any

from troth.model.evidence import KINDS
from troth.model.identity import LENGTH, SEPARATOR
from troth.text.arrays import array_of
from troth.text.columns import Coded, Hashes, Packed, Strings, Whole

if TYPE_CHECKING:
    import pyarrow as pa

HIDDEN = "-"
"""Before the handle of one addressed who was forgotten: part of the version, never kept."""
CONTENT = (
    "ts_us",
    "precision",
    "zone",
    "by",
    "about",
    "account",
    "thread",
    "ours",
    "side",
)
"""What a version is made of, besides the columns of its kind, the further columns and the people
addressed; neither origin nor time of reading. What is null is no part of it, and each value
stands with its name, so a column that a later troth adds makes no version of what was there."""


def versions_of(
    kind: str,
    cells: Mapping[str, Sequence[Any]],
    parties: Sequence[tuple[int, str, str]],
    size: int,
) -> Hashes:
    """The version of each row: the hash of its content, the same before and after a forgetting."""
    kept = {*CONTENT, *(column.name for column in KINDS[kind]), "extra"}
    columns = [part for name in sorted(kept & cells.keys()) for part in _said(name, cells[name])]
    if parties:
        addressed = [""] * size
        plain = ((row, part, found.removeprefix(HIDDEN)) for row, part, found in parties)
        for row, part, found in sorted(plain):
            addressed[row] += f"{part} {found} "
        columns += _said("party", addressed)
    if any(isinstance(values, Strings) for values in cells.values()):
        beside = _beside(columns, size)
        if beside is not None:
            return Hashes(hashes_of(beside, len(SEPARATOR)))
    rows = zip(*columns) if columns else repeat(("",), size)  # noqa: B905 (some are endless)
    return Hashes(hashes(text[1:] for text in map("".join, rows)))


def _beside(columns: Sequence[Iterable[str]], size: int) -> pa.StringArray | None:
    """The columns of text put side by side in Arrow; None where that is more than it can hold."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = []
    for column in columns:
        if isinstance(column, repeat):
            parts.append(array_of([next(column)], pa.string())[0])
        elif isinstance(column, Packed):
            parts.append(column.arrow(pa.string()))
        else:
            parts.append(array_of([*column], pa.string()))
    nothing = array_of([""], pa.string())[0]
    try:
        found = pc.binary_join_element_wise(*parts, nothing)
    except pa.ArrowException:
        return None
    return found if isinstance(found, pa.StringArray) and len(found) == size else None


def hashes_of(texts: pa.StringArray, skipped: int = 0) -> list[bytes]:
    """What `hashes` gives for these texts, each without so many bytes at its beginning."""
    import numpy as np

    _, ends, data = texts.buffers()
    offsets = np.frombuffer(ends, np.int32)[texts.offset : texts.offset + len(texts) + 1].tolist()
    whole = data.to_pybytes() if data is not None else b""
    sha, size = hashlib.sha256, LENGTH // 2
    return [sha(whole[start + skipped : end]).digest()[:size] for start, end in pairwise(offsets)]


def hashes(texts: Iterable[str]) -> list[bytes]:
    """The name of each text: the first half of its SHA-256, as far as names go."""
    sha = hashlib.sha256
    return [sha(text.encode()).digest()[: LENGTH // 2] for text in texts]


def _said(name: str, values: Sequence[Any]) -> Iterable[Iterable[str]]:
    """Values in words, each behind the separator and its name: nothing for null and for no text.

    Numbers are said in their shortest exact form. Given as columns to be put side by side.
    """
    head = f"{SEPARATOR}{name}="

    def said(each: Any) -> str:
        if each is None or each == "":
            return ""
        return head + each if type(each) is str else head + repr(each)

    match values:
        case Coded():
            return [values.mapped(said)]
        case Strings() if not values.array.null_count:
            return [repeat(head), values]
        case Whole():
            return [repeat(head), values.digits()]
        case _:
            return [[said(each) for each in values]]


class Ordinals:
    """How many times a row was there before, in one file: eight bytes a row, however many.

    Sorted runs of hashes, merged when they have grown alike, so that a look-up stays short.
    """

    def __init__(self) -> None:
        self._runs: dict[str, list[Any]] = {}

    def of(self, kind: str, versions: Sequence[str]) -> list[int]:
        """The ordinal of each row, from 1, among the identical rows so far."""
        import numpy as np

        hashes = np.array([int(each[:16], 16) for each in versions], dtype=np.uint64)
        order = np.argsort(hashes, kind="stable")
        ranked = hashes[order]
        first = np.searchsorted(ranked, ranked, side="left")
        ordinal = np.arange(1, len(ranked) + 1) - first
        runs = self._runs.setdefault(kind, [])
        for run in runs:
            before = np.searchsorted(run, ranked, side="right")
            ordinal += before - np.searchsorted(run, ranked, side="left")
        runs.append(ranked)
        while len(runs) > 1 and len(runs[-2]) <= 2 * len(runs[-1]):
            runs.append(np.sort(np.concatenate([runs.pop(), runs.pop()]), kind="stable"))
        found = np.empty(len(ranked), dtype=np.int64)
        found[order] = ordinal
        return [int(each) for each in found]
