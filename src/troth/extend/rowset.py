"""Rows and JSON records of a file under one face: cells by column name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from troth.extend.opened import Opened
from troth.extend.quick import FRAME, PackedSet, quick_sets
from troth.text.objects import Broken, Objects, json_array, json_lines
from troth.text.table import Rows, Shape, named, rows


@dataclass(frozen=True, slots=True)
class RowSet:
    """A batch of a delimited table."""

    names: tuple[str, ...]
    numbers: list[int]
    columns: list[list[str]]
    delimiter: str

    def __len__(self) -> int:
        return len(self.numbers)

    def cells(self, name: str) -> list[str]:
        """One column."""
        return self.columns[self.names.index(name)]

    def extra(self, known: frozenset[str]) -> list[dict[str, str]] | None:
        """The filled cells of the other columns by name, row by row; None where all are known."""
        names = [name for name in self.names if name not in known]
        if not names:
            return None
        if len(names) == 1:
            (name,) = names
            return [{name: cell} if cell else {} for cell in self.cells(name)]
        others = zip(*(self.cells(name) for name in names), strict=True)
        return [
            {name: cell for name, cell in zip(names, row, strict=True) if cell} for row in others
        ]

    def shown(self, at: int) -> str:
        """A row as it stood, about."""
        return self.delimiter.join(column[at] for column in self.columns)


@dataclass(frozen=True, slots=True)
class ObjectSet:
    """A batch of JSON records."""

    records: list[dict[str, str]]
    numbers: list[int]

    def __len__(self) -> int:
        return len(self.numbers)

    def cells(self, name: str) -> list[str]:
        """One key of every record, "" where a record lacks it; "customer.id" looks inside."""
        head, dot, _ = name.partition(".")
        if dot and not any(name in record for record in self.records):
            return [_inside(record.get(head, ""), name[len(head) + 1 :]) for record in self.records]
        return [record.get(name, "") for record in self.records]

    def extra(self, known: frozenset[str]) -> list[dict[str, str]] | None:
        """The other keys of each record."""
        others = [
            {name: cell for name, cell in record.items() if cell and name not in known}
            for record in self.records
        ]
        return others if any(others) else None

    def shown(self, at: int) -> str:
        """A record as it stood, about."""
        return json.dumps(self.records[at], ensure_ascii=False)


def _inside(cell: str, path: str) -> str:
    """What stands at a path in a cell that is JSON, "" where there is nothing."""
    try:
        found: object = json.loads(cell) if cell.startswith("{") else None
    except ValueError:
        return ""
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    if found is None or isinstance(found, str):
        return found or ""
    return str(found).lower() if isinstance(found, bool) else json.dumps(found, ensure_ascii=False)


Set = RowSet | PackedSet | ObjectSet


def sets_of(opened: Opened, shape: Shape, *, packed: bool = False) -> Iterator[Set | Broken]:
    """The whole file in batches, and whatever in it is no row.

    With `packed`, as much of it as is beyond doubt comes column by column.
    """
    if packed:
        for item in quick_sets(opened, shape):
            if isinstance(item, int):
                yield from sets_of(opened, replace(shape, skip=item))
            else:
                yield item
        return
    if shape.form == "lines":
        batches: Iterator[Any] = json_lines(opened.lines())
    elif shape.form == "array":
        batches = json_array(opened.lines())
    else:
        batches = rows(opened.lines(), shape)
    held = RowSet(named(shape.header), [], [[] for _ in shape.header], shape.delimiter)
    for batch in batches:
        if isinstance(batch, Rows):
            held.numbers.extend(batch.numbers)
            for column, cells in zip(held.columns, zip(*batch.values, strict=True), strict=True):
                column.extend(cells)
            if len(held) >= FRAME:
                yield held
                held = replace(held, numbers=[], columns=[[] for _ in shape.header])
        elif isinstance(batch, Objects):
            yield ObjectSet(batch.values, batch.numbers)
        else:
            yield batch
    if len(held):
        yield held
