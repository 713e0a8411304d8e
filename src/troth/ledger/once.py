"""What one reading of the ledger asks for again and again: it sees one moment, so once is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import Connection

T = TypeVar("T")
_OPTION = "troth_once"


def remembering(con: Connection) -> Connection:
    """A connection that only reads, for one transaction: what `once` works out is kept with it."""
    return con.execution_options(**{_OPTION: {}})


def once(con: Connection, name: str, make: Callable[[], T]) -> T:
    """What `make` gives; while only one moment is read, what it gave before under this name."""
    kept: dict[str, Any] | None = con.get_execution_options().get(_OPTION)
    if kept is None:
        return make()
    if name not in kept:
        kept[name] = make()
    value: T = kept[name]
    return value
