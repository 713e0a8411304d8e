"""The workspace's tables for Python: lazy, newest versions only, evidence and ledger alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from troth.acts.opening import Workspace
from troth.acts.shown import ledger_tables
from troth.ledger import manifest, promises
from troth.store.engine import open_engine
from troth.store.snapshot import Snapshot

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.extend.record import Tables
    from troth.model.promise import Promise
    from troth.model.saying import Saying


@contextmanager
def lazy_tables(work: Workspace, now_us: int) -> Iterator[Tables]:
    """The tables as lenses see them now, until the block ends."""
    with work.ledger.read() as con:
        held = promises.promises(con, work.index, candidates=False)
        shot = snapshot(work, con, held, (), as_of_us=now_us)
    with open_engine(work.settings.engine, work.home.tmp) as engine:
        yield engine.tables(shot)


def snapshot(
    work: Workspace,
    con: Connection,
    held: list[Promise],
    fresh: list[Saying] | tuple[()],
    *,
    as_of_us: int,
    known_at_us: int | None = None,
) -> Snapshot:
    """Evidence and ledger as they stand at a moment, for an engine."""
    root = work.home.evidence
    files = {
        kind: tuple(root / path for path in paths) for kind, paths in manifest.files(con).items()
    }
    return Snapshot(
        files={kind: paths for kind, paths in files.items() if kind != "superseded"},
        superseded=files.get("superseded", ()),
        as_of_us=as_of_us,
        known_at_us=known_at_us,
        ledger=ledger_tables(con, work.index, as_of_us=as_of_us, promises=held, fresh=fresh),
    )
