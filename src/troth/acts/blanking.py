"""Taking a person out of the evidence: new files in place of those that hold a trace of her.

What she wrote, and what was written to her or about her, loses its words, its further columns
and its handles; id, time and what was counted stay. Everywhere else only the traces go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from troth.acts.traces import Traces
from troth.model.evidence import KINDS
from troth.store.evidence import Writer, read
from troth.store.schema import PARTY_KIND, arrow_schema
from troth.store.taking_part import people_of

if TYPE_CHECKING:
    import pyarrow as pa

    from troth.store.home import Home
    from troth.store.index import Index

WORDS = (
    *("subject", "text", "title", "question", "reply", "item", "resource"),
    *("extra", "origin_link"),
)
"""Columns that are emptied in a record of hers."""
PLAIN = frozenset({"thread", "system", "side", "ours", "channel", "status", "activity", "plan"})
"""Columns that join records: in them only whole names and identifiers are replaced."""
WHOSE = ("by", "about", "account")
KEPT = frozenset({"id", "version", "zone", "precision", "direction", "currency"})
"""Columns that can hold no trace of a person."""
REMEMBERED = 50_000
"""So many changed rows are kept in memory; of more the index is built anew."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose records are hers: by handle, by a thread that is hers alone, or as one addressed.

    `shared` are threads in which she took part beside other customers, `among` records that
    were addressed to her and to others.
    """

    handles: frozenset[str]
    threads: frozenset[tuple[str, str]] = frozenset()
    shared: frozenset[tuple[str, str]] = frozenset()
    addressed: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()

    def is_hers(self, row: Mapping[str, Any]) -> bool:
        """Whether a record is by her, about her, or to her."""
        return (
            row["by"] in self.handles
            or row["about"] in self.handles
            or row["id"] in self.addressed
            or (row["system"], row["thread"]) in self.threads
        )

    def is_near(self, row: Mapping[str, Any]) -> bool:
        """Whether it stands in a conversation she took part in."""
        return row["id"] in self.among or (row["system"], row["thread"]) in self.shared


@dataclass(slots=True)
class Blanked:
    """What was done: files and what stands in their place, records by kind, mere mentions.

    `rows` are by kind the rows that were changed, as they are now; None once they are too many to
    be remembered.
    """

    swaps: dict[str, str | None] = field(default_factory=dict)
    hers: dict[str, int] = field(default_factory=dict)
    mentions: int = 0
    parties: int = 0
    records: set[str] = field(default_factory=set)
    rows: dict[str, list[dict[str, Any]]] | None = field(default_factory=dict)

    def remember(self, kind: str, rows: list[dict[str, Any]]) -> None:
        """Keep rows that were changed, for the index."""
        if self.rows is None:
            return
        self.rows.setdefault(kind, []).extend(rows)
        if sum(map(len, self.rows.values())) > REMEMBERED:
            self.rows = None


def reach_of(
    home: Home,
    index: Index,
    files: Mapping[str, tuple[str, ...]],
    handles: Iterable[str],
    staff: Collection[str],
) -> Reach:
    """Which records are a person's: a thread is hers alone where no other customer is in it."""
    own = frozenset(handles)
    held = index.of_handles(own, limit=None)
    past = index.past_threads(own)
    threads = {(record.system, record.thread) for record in held if record.thread is not None}
    threads |= past
    ours = own | {*staff}
    alone = {thread for thread, people in people_of(index, threads, past).items() if people <= ours}
    to_her, to_others = _addressed(home, files, own, staff)
    return Reach(
        own,
        frozenset(alone),
        frozenset(threads - alone),
        frozenset(to_her - to_others),
        frozenset(to_her & to_others),
    )


def _addressed(
    home: Home, files: Mapping[str, tuple[str, ...]], own: Collection[str], staff: Collection[str]
) -> tuple[set[str], set[str]]:
    """Records addressed to her, and which of them were addressed to other customers as well."""
    import pyarrow as pa
    import pyarrow.compute as pc

    names = files.get(PARTY_KIND, ())
    handles = pa.array(sorted(own), pa.string())
    hers: set[str] = set()
    for batch in read(home, PARTY_KIND, names):
        hers.update(batch.filter(pc.is_in(batch["handle"], handles))["id"].to_pylist())
    ids = pa.array(sorted(hers), pa.string())
    others: set[str] = set()
    for batch in read(home, PARTY_KIND, names):
        rows = batch.filter(pc.is_in(batch["id"], ids)).to_pylist()
        others.update(
            row["id"] for row in rows if row["handle"] not in own and row["handle"] not in staff
        )
    return hers, others


def blank_evidence(
    home: Home, files: Mapping[str, tuple[str, ...]], reach: Reach, traces: Traces, mark: str
) -> Blanked:
    """Write new files beside those that hold a trace; nothing is published or removed yet.

    `mark` is put behind the name of each new file.
    """
    done = Blanked()
    for name in files.get(PARTY_KIND, ()):
        _rewrite_parties(home, name, reach, mark, done)
    for kind in KINDS:
        for name in files.get(kind, ()):
            _rewrite(home, kind, name, reach, traces, mark, done)
    return done


def _rewrite(
    home: Home, kind: str, name: str, reach: Reach, traces: Traces, mark: str, done: Blanked
) -> None:
    if not any(_touched(batch, reach, traces).num_rows for batch in read(home, kind, [name])):
        return
    with Writer(home, fresh_name(name, mark)) as writer:
        for batch in read(home, kind, [name]):
            writer.write_table(kind, _cleaned(kind, batch, reach, traces, done))
        done.swaps[name] = writer.close()[kind]


def _touched(batch: pa.RecordBatch, reach: Reach, traces: Traces) -> pa.Table:
    """The rows of a batch that are hers, stand near her, or hold a trace of her."""
    import pyarrow as pa
    import pyarrow.compute as pc

    handles = pa.array(sorted(reach.handles), pa.string())
    mask = pc.or_(pc.is_in(batch["by"], handles), pc.is_in(batch["about"], handles))
    mask = pc.or_(mask, pc.is_in(batch["account"], handles))
    addressed = pa.array(sorted(reach.addressed | reach.among), pa.string())
    mask = pc.or_(mask, pc.is_in(batch["id"], addressed))
    threads = {thread for _, thread in reach.threads | reach.shared}
    mask = pc.or_(mask, pc.is_in(batch["thread"], pa.array(sorted(threads), pa.string())))
    for column in _texts(batch.schema):
        held = pc.match_substring_regex(batch[column], traces.loose, ignore_case=True)
        mask = pc.or_(mask, pc.fill_null(held, False))
    return pa.Table.from_batches([batch]).filter(mask)


def _cleaned(
    kind: str, batch: pa.RecordBatch, reach: Reach, traces: Traces, done: Blanked
) -> pa.Table:
    """The batch with every row of hers emptied and every trace in others replaced."""
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = pa.Table.from_batches([batch])
    found = _touched(batch, reach, traces)
    if not found.num_rows:
        return whole
    mask = _among(batch, found)
    rows = whole.filter(mask).to_pylist()
    texts = _texts(batch.schema)
    changed = [row for row in rows if _clean(kind, row, texts, reach, traces, done)]
    done.remember(kind, changed)
    new = pa.RecordBatch.from_pylist(rows, schema=arrow_schema(kind))
    return pa.Table.from_arrays(
        [
            pc.replace_with_mask(old, mask, now)
            for old, now in zip(batch.columns, new.columns, strict=True)
        ],
        schema=arrow_schema(kind),
    )


def _among(batch: pa.RecordBatch, found: pa.Table) -> pa.BooleanArray:
    """Which rows are of a record and version that is among those found."""
    import pyarrow as pa

    keys = {*zip(found["id"].to_pylist(), found["version"].to_pylist(), strict=True)}
    pairs = zip(batch["id"].to_pylist(), batch["version"].to_pylist(), strict=True)
    return pa.array([pair in keys for pair in pairs], pa.bool_())


def _clean(
    kind: str,
    row: dict[str, Any],
    texts: Collection[str],
    reach: Reach,
    traces: Traces,
    done: Blanked,
) -> bool:
    """Take her out of one row; whether that changed it."""
    hers = reach.is_hers(row)
    near = hers or reach.is_near(row)
    before = dict(row)
    for name in texts:
        if row[name] is not None:
            emptied = hers and name in WORDS
            words = near and name not in PLAIN
            row[name] = None if emptied else traces.clean(row[name], near=words)
    for name in WHOSE:
        if row[name] in reach.handles:
            row[name] = None
    changed = row != before
    done.mentions += changed and not hers
    if hers:
        done.hers[kind] = done.hers.get(kind, 0) + 1
        done.records.add(row["id"])
    return changed


def _rewrite_parties(home: Home, name: str, reach: Reach, mark: str, done: Blanked) -> None:
    """Her part in records addressed to several goes; the records themselves stay the others'."""
    import pyarrow as pa
    import pyarrow.compute as pc

    handles = pa.array(sorted(reach.handles), pa.string())
    kept = []
    dropped = 0
    for batch in read(home, PARTY_KIND, [name]):
        table = pa.Table.from_batches([batch])
        rest = table.filter(pc.invert(pc.is_in(table["handle"], handles)))
        dropped += table.num_rows - rest.num_rows
        kept.append(rest)
    if not dropped:
        return
    done.parties += dropped
    with Writer(home, fresh_name(name, mark)) as writer:
        for rest in kept:
            if rest.num_rows:
                writer.write_table(PARTY_KIND, rest)
        done.swaps[name] = writer.close().get(PARTY_KIND)


def _texts(schema: pa.Schema) -> list[str]:
    import pyarrow as pa

    held = (each.name for each in schema if pa.types.is_string(each.type))
    return [name for name in held if name not in KEPT and name not in WHOSE]


def fresh_name(name: str, mark: str) -> str:
    """The name of a file written anew: its import and the mark, no mark of an earlier rewriting."""
    stem = name.rsplit("/", 1)[-1].removesuffix(".parquet")
    return f"{stem.partition('~')[0]}~{mark}"
