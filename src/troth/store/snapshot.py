"""Evidence and ledger as they stood at a moment: which files, and what lenses are shown of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from troth.errors import UnknownNameError
from troth.model.evidence import KINDS
from troth.store.prepared import named
from troth.store.schema import LEDGER, PARTY_KIND, plain_schema

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which files there are, and at what moment they are looked at.

    `files` are the Parquet files of each kind (and of `party`) that the manifest lists. Events
    after `as_of_us` and versions first seen after `known_at_us` do not count. `ledger` holds
    what lenses may read of the ledger, already in Arrow.
    """

    files: Mapping[str, tuple[Path, ...]]
    superseded: tuple[Path, ...]
    as_of_us: int
    known_at_us: int | None = None
    ledger: Mapping[str, pa.Table] = field(default_factory=dict)


class Computes(Protocol):
    """What the tables of a snapshot ask of the engine behind them."""

    def evidence(self, name: str, kind: str, snapshot: Snapshot) -> ibis.Table: ...

    def register(self, name: str, rows: pa.Table) -> ibis.Table: ...

    def next_world(self) -> int: ...

    def gathered(
        self,
        key: str | None,
        gather: Callable[[LazyTables, Any], ibis.Table],
        tables: LazyTables,
        moment_us: int,
        schema: Mapping[str, str],
    ) -> pa.Table: ...


class LazyTables:
    """The tables of one snapshot, each made when it is first asked for."""

    def __init__(self, engine: Computes, snapshot: Snapshot) -> None:
        self._engine = engine
        self._snapshot = snapshot
        self._made: dict[str, ibis.Table] = {}
        self.world = engine.next_world()
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> ibis.Table:
        self.read.add(name)
        if name not in self._made:
            self._made[name] = self._make(name, named(self.world, name))
        return self._made[name]

    def gathered(
        self,
        key: str | None,
        gather: Callable[[LazyTables, Any], ibis.Table],
        moment_us: int,
        schema: Mapping[str, str],
    ) -> pa.Table:
        """What a lens gathers at a moment, as `Engine.collect` gives it; its SQL is made once a key.

        `key` names the code: the same key has to mean the same `gather` and schema. Without one, and
        where `gather` needs to know the moment as a number, the expression is built anew.
        """
        return self._engine.gathered(key, gather, self, moment_us, schema)

    def _make(self, name: str, shown: str) -> ibis.Table:
        held = self._snapshot
        if name in held.ledger:
            return self._engine.register(shown, held.ledger[name])
        if name in KINDS or name == PARTY_KIND:
            return self._engine.evidence(shown, name, held)
        if name in LEDGER:
            return self._engine.register(shown, plain_schema(LEDGER[name]).empty_table())
        raise UnknownNameError("table", name, (*KINDS, PARTY_KIND, *held.ledger, *LEDGER))
