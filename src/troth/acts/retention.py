"""Retention: records older than `[retention]` says are dropped for good, with a receipt.

A record is as old as its newest version says; all its versions go together. As in a forgetting,
new files are written beside the old ones and published with the ledger in one transaction; only
then the old ones are removed and the index is made again. Killed at any moment, it is either not
begun or is finished by whoever writes next.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from troth.acts.ages import lasting, limits
from troth.acts.backing import write_backing
from troth.acts.blanking import fresh_name
from troth.acts.finishing import begin, finish
from troth.acts.opening import Workspace, opened
from troth.acts.sweep import sweep
from troth.ledger import entries, manifest
from troth.ledger.retaining import (
    RETAIN,
    TARGET,
    behind,
    drop_sayings,
    leave,
    retained,
    spoken_for,
)
from troth.model.identity import digest
from troth.model.units import DAY_US
from troth.store.ageing import left_without, older
from troth.store.evidence import Writer, read
from troth.store.home import Home, importing
from troth.store.schema import PARTY_KIND, SUPERSEDED

if TYPE_CHECKING:
    import pyarrow as pa

    from troth.config import Settings

KEPT_ELSEWHERE = (
    "Files you added lie outside the workspace and are yours; what is too old in them is not read in again.",
    "Backups made before now still hold what was dropped.",
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Of one kind: how long it is kept, up to which moment it was dropped, and how many records."""

    kept: str
    before_us: int
    records: int


@dataclass(frozen=True, slots=True)
class RetentionReceipt:
    """What is no longer kept, by kind; who left the directory because nothing of them is left.

    `sayings` are spans of dropped records that promised something. With `dry_run` nothing was
    changed, and people and sayings are not counted.
    """

    at_us: int
    kinds: Mapping[str, Dropped] = field(default_factory=dict)
    people: int = 0
    sayings: int = 0
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def records(self) -> int:
        """How many records of all kinds."""
        return sum(one.records for one in self.kinds.values())


def retain(
    home: Home,
    settings: Settings,
    *,
    now_us: int,
    dry_run: bool = False,
    signed: str = "the keeper",
) -> RetentionReceipt:
    """Drop what is too old by `[retention]`, and give the receipt."""
    with importing(home), opened(home, settings) as work:
        finish(home, work.ledger, work.index)
        sweep(home, work.ledger, work.index)
        return retain_held(work, now_us, dry_run=dry_run, signed=signed)


def retain_when_due(work: Workspace, now_us: int) -> RetentionReceipt | None:
    """Once a day, where something is too old. To be called by who holds the workspace."""
    before = limits(work.settings, now_us)
    if not before:
        return None
    with work.ledger.read() as con:
        last = retained(con)
    if last is not None and last[0] // DAY_US == now_us // DAY_US:
        return None
    if not any(older(work.index, kind, limit, limit=1) for kind, limit in before.items()):
        return None
    return retain_held(work, now_us, signed=entries.TROTH)


def retain_held(
    work: Workspace, now_us: int, *, dry_run: bool = False, signed: str
) -> RetentionReceipt:
    """The same in a workspace that is open and held."""
    before = limits(work.settings, now_us)
    gone = {kind: older(work.index, kind, limit) for kind, limit in before.items()}
    kinds = {
        kind: Dropped(lasting(work.settings.retention[kind]), before[kind], len(ids))
        for kind, ids in sorted(gone.items())
    }
    if dry_run or not any(gone.values()):
        return RetentionReceipt(now_us, kinds, dry_run=dry_run)
    mark = f"g{digest('g', TARGET, str(now_us))[2:10]}"
    ids = {id for some in gone.values() for id in some}
    rest = _rewrite(work, gone, ids, mark)
    begin(work.home, TARGET)
    receipt = _publish(work, rest, ids, RetentionReceipt(now_us, kinds), mark, signed)
    finish(work.home, work.ledger, work.index)
    write_backing(work)
    return receipt


@dataclass(slots=True)
class _Rest:
    """What was written anew, and whom the dropped records were by, about or to."""

    swaps: dict[str, str | None] = field(default_factory=dict)
    handles: set[str] = field(default_factory=set)


def _rewrite(
    work: Workspace, gone: Mapping[str, Collection[str]], ids: Collection[str], mark: str
) -> _Rest:
    """New files without the dropped records; nothing is published or removed yet."""
    with work.ledger.read() as con:
        files = manifest.files(con)
    done = _Rest()
    for kind in (*(kind for kind, some in gone.items() if some), PARTY_KIND, SUPERSEDED):
        dropped = _array(gone.get(kind, ids))
        for name in files.get(kind, ()):
            _without(work.home, kind, name, dropped, mark, done)
    return done


def _without(home: Home, kind: str, name: str, dropped: pa.Array, mark: str, done: _Rest) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not any(
        pc.any(pc.is_in(batch["id"], dropped)).as_py() for batch in read(home, kind, [name])
    ):
        return
    with Writer(home, fresh_name(name, mark)) as writer:
        for batch in read(home, kind, [name]):
            table = pa.Table.from_batches([batch])
            old = pc.is_in(table["id"], dropped)
            for column in {"by", "about", "handle"}.intersection(table.column_names):
                done.handles.update(pc.unique(table.filter(old)[column]).drop_null().to_pylist())
            kept = table.filter(pc.invert(old))
            if kept.num_rows:
                writer.write_table(kind, kept)
        done.swaps[name] = writer.close().get(kind)


def _array(ids: Collection[str]) -> pa.Array:
    import pyarrow as pa

    return pa.array(sorted(ids), pa.string())


def _publish(
    work: Workspace,
    rest: _Rest,
    ids: Collection[str],
    found: RetentionReceipt,
    mark: str,
    signed: str,
) -> RetentionReceipt:
    """One transaction: the new files, sayings and people who are left with nothing, the receipt."""
    files = tuple(sorted(new for new in rest.swaps.values() if new))
    with work.ledger.begin() as con:
        whole = behind(con, rest.handles)
        every = {handle for _, handles in whole.values() for handle in handles}
        bare = left_without(work.index, every, ids)
        strangers = [one for one in whole.values() if one[1] <= bare and not spoken_for(con, *one)]
        manifest.swap_files(con, rest.swaps, id=f"i-{mark}", act=RETAIN, at_us=found.at_us)
        sayings = drop_sayings(con, ids)
        leave(
            con,
            {id for held, _ in strangers for id in held},
            {handle for _, held in strangers for handle in held},
        )
        receipt = RetentionReceipt(
            found.at_us, found.kinds, len(strangers), sayings, files, KEPT_ELSEWHERE
        )
        body: dict[str, object] = {
            "kinds": {kind: asdict(one) for kind, one in found.kinds.items()},
            "people": receipt.people,
            "sayings": sayings,
            "files": list(files),
        }
        entries.note(con, at_us=found.at_us, who=signed, deed=RETAIN, target=TARGET, body=body)
    return receipt
