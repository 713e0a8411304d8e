"""What one reading of the ledger asks for again and again: it sees one moment, so once is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

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


_KEPT: WeakKeyDictionary[Engine, dict[str, tuple[int, Any]]] = WeakKeyDictionary()


def until_new(con: Connection, name: str, number: int, make: Callable[[], T]) -> T:
    """What `make` gives; what it gave before, while `number` (of the newest entry it reads) is the same.

    Kept with the open ledger, from one reading to the next; a transaction that writes keeps nothing.
    """

    def read() -> T:
        held = _KEPT.setdefault(con.engine, {})
        if (kept := held.get(name)) is not None and kept[0] == number:
            value: T = kept[1]
            return value
        value = make()
        if not con.get_execution_options().get("troth_writes"):
            held[name] = (number, value)
        return value

    return once(con, name, read)
