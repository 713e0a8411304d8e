"""A tabular export as data: which headers it knows and how each value is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from troth.extend.frame import Frame
from troth.extend.opened import Opened
from troth.model.reject import Reject

Reads = Literal["text", "time", "number", "money", "direction", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a draft and the headers under which exports keep it, best first."""

    into: str
    named: tuple[str, ...]
    reads: Reads = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of record as tables export it."""

    kind: str
    columns: tuple[Column, ...]


def headers(opened: Opened) -> tuple[str, ...]:
    """The column names of a table or the keys of JSON records, empty where it is neither."""
    raise NotImplementedError


def recognise(table: Table, names: Sequence[str]) -> float:
    """How surely these headers are such a table, 0 to 1."""
    raise NotImplementedError


def read_table(opened: Opened, table: Table) -> Iterator[Frame | Reject]:
    """The rows of a table in frames of about 20,000, and a Reject for each that cannot be read."""
    raise NotImplementedError
