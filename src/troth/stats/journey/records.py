"""Rows of a result that can be read by name or, in their fixed order, by place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar


class Row:
    """Unpacks, counts and indexes like a tuple of the columns it names, and like a dict of them.

    `columns` pairs each outer name with the attribute that holds it.
    """

    __slots__ = ()
    columns: ClassVar[dict[str, str]] = {}

    def keys(self) -> tuple[str, ...]:
        """The names of the columns, so that dict(row) gives them."""
        return tuple(self.columns)

    def __getattr__(self, name: str) -> Any:
        held = self.columns.get(name, name)
        if held == name:
            raise AttributeError(f"{type(self).__name__} has no “{name}”.")
        return getattr(self, held)

    def __iter__(self) -> Iterator[Any]:
        return (getattr(self, each) for each in self.columns.values())

    def __len__(self) -> int:
        return len(self.columns)

    def __getitem__(self, which: int | slice | str) -> Any:
        if isinstance(which, str):
            return getattr(self, self.columns.get(which, which))
        return tuple(self)[which]
