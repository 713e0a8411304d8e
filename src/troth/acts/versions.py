"""What makes a version, and which of several identical rows one is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from troth.model.evidence import KINDS
from troth.model.identity import LENGTH, SEPARATOR

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
) -> list[str]:
    """The version of each row: the hash of its content, the same before and after a forgetting."""
    kept = {*CONTENT, *(column.name for column in KINDS[kind]), "extra"}
    columns = [_said(name, cells[name]) for name in sorted(kept & cells.keys())]
    if parties:
        addressed = [""] * size
        plain = ((row, part, found.removeprefix(HIDDEN)) for row, part, found in parties)
        for row, part, found in sorted(plain):
            addressed[row] += f"{part} {found} "
        columns.append(_said("party", addressed))
    sha = hashlib.sha256
    join = SEPARATOR.join
    rows = zip(*columns, strict=True)
    return [sha(join(filter(None, row)).encode()).hexdigest()[:LENGTH] for row in rows]


def _said(name: str, values: Sequence[Any]) -> list[str]:
    """Values in words, each with its name: nothing for null, the shortest exact form of numbers."""
    head = f"{name}="
    return [
        head + each
        if type(each) is str and each
        else ""
        if each is None or each == ""
        else head + repr(each)
        for each in values
    ]


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
