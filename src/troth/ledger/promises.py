"""Promises as the ledger stands: opened ones folded from their entries, and candidates.

The words of a message are never kept here. They are read from the record each time, so that
whoever is forgotten there is forgotten here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa

from troth.documents.quoting import quoted
from troth.ledger import tables
from troth.ledger.entries import TROTH, entries, note
from troth.ledger.folding import DEEDS, fold
from troth.ledger.retaining import no_longer
from troth.ledger.sayings import promise_id, saying_of_promise, sayings, sayings_by_id
from troth.model.entry import Entry
from troth.model.promise import Promise
from troth.model.saying import Kind, Saying

if TYPE_CHECKING:
    from troth.store.index import Index

__all__ = [
    "fold",
    "history",
    "is_opened",
    "open_promise",
    "promise",
    "promise_id",
    "promises",
    "sayings",
]

_P = tables.promise.c


def promises(
    con: sa.Connection,
    index: Index,
    *,
    as_of_us: int | None = None,
    candidates: bool = True,
    to: Iterable[str] | None = None,
    records: Iterable[str] | None = None,
) -> list[Promise]:
    """Every promise, by when it was made, as it stands now or stood at a moment.

    With `to` only those made to these handles, with `records` only those made in these records:
    such a question stays quick however many promises there are.

    A candidate is what we said and nobody has said yes or no to yet. Promises that were merged
    into another are left out. Of what no person has touched, only what recognisers read today
    in the newest version of its record is there.
    """
    held = Wanted(_set(to), _set(records))
    written = by_promise(con, as_of_us, held)
    folded = {id: fold(steps) for id, steps in written.items()}
    read = {one.id: one for one in _read_today(con, index, as_of_us, folded, candidates, held)}
    found = [
        one
        for id, one in folded.items()
        if one and (touched(written[id]) or not read.keys().isdisjoint(one.sayings))
    ]
    if candidates:
        taken = {saying for one in found for saying in one.sayings}
        taken |= _attached(con, as_of_us)
        found += [
            candidate(saying)
            for id, saying in read.items()
            if id not in taken and promise_id(id) not in written
        ]
    return _with_words(con, index, sorted(found, key=lambda one: (one.born_us, one.id)))


def promise(
    con: sa.Connection, index: Index, id: str, *, as_of_us: int | None = None
) -> Promise | None:
    """One promise or candidate by its id; of one that was merged, the one it was merged into."""
    found = fold(entries(con, target=id, deed=DEEDS), until_us=as_of_us)
    if found is None:
        into = merged_into(con, id)
        if into is not None:
            return promise(con, index, into, as_of_us=as_of_us)
        saying = None if is_opened(con, id) else saying_of_promise(con, id)
        if saying is None or saying.voice != "company":
            return None
        found = candidate(saying)
    return _with_words(con, index, [found])[0]


def history(con: sa.Connection, id: str) -> list[Entry]:
    """All that was done about a promise, in order."""
    return entries(con, target=id, deed=DEEDS)


def is_opened(con: sa.Connection, id: str) -> bool:
    """Whether the ledger holds a promise with this id, candidates not among them."""
    return con.execute(sa.select(_P.id).where(_P.id == id)).first() is not None


def open_promise(
    con: sa.Connection, saying: Saying, *, who: str = TROTH, candidate: bool = False
) -> str:
    """Make a promise of a saying; one that is open already stays as it is. Gives its id.

    The entry is dated as the words are, so that a look back finds the promise. With `candidate`
    it is only written down, for instance to be rejected.
    """
    id = promise_id(saying.id)
    if is_opened(con, id):
        return id
    row = {"id": id, "born_us": saying.at_us, "saying": saying.id}
    con.execute(tables.promise.insert(), {**row, "to": saying.to, "record": saying.record})
    body = {
        "sayings": [saying.id],
        "kind": saying.kind,
        "firmness": saying.firmness,
        "born_us": saying.at_us,
        "due_us": saying.due_us,
        "to": saying.to,
        "by": saying.by,
        "ours": saying.ours,
        "side": saying.side,
        "record": saying.record,
        "version": saying.version,
        "candidate": candidate,
    }
    note(con, at_us=saying.at_us, who=who, deed="open", target=id, body=body)
    return id


def note_promise(
    con: sa.Connection, id: str, *, at_us: int, who: str, body: Mapping[str, object]
) -> None:
    """Open a promise that a person wrote down by hand; `body` holds its words and terms.

    It was made when it was noted, unless the body says `born_us`.
    """
    held = {"born_us": at_us, **body}
    row = {"id": id, "born_us": held["born_us"], "to": held.get("to")}
    con.execute(tables.promise.insert(), row)
    note(con, at_us=at_us, who=who, deed="open", target=id, body=held)


def touched(entries: Iterable[Entry]) -> bool:
    """Whether a person has had a hand in a promise, so that no reading can undo it."""
    return any(entry.who != TROTH for entry in entries)


def _read_today(
    con: sa.Connection,
    index: Index,
    until_us: int | None,
    opened: Mapping[str, Promise | None],
    candidates: bool,
    wanted: Wanted,
) -> list[Saying]:
    """What we said, as recognisers read it today; without candidates, of opened promises only."""
    records: Collection[str] | None = wanted.records
    if not candidates:
        records = {one.record for one in opened.values() if one and one.record}
    return sayings(
        con,
        voice="company",
        records=records,
        to=wanted.to if candidates else None,
        until_us=until_us,
        index=index,
    )


def _attached(con: sa.Connection, until_us: int | None) -> set[str]:
    """Sayings that a person has attached to a promise, whichever it is."""
    joined = {entry.target for entry in entries(con, deed="attach", until_us=until_us)}
    steps: dict[str, list[Entry]] = {}
    for entry in entries(con, target=joined, deed=DEEDS, until_us=until_us):
        steps.setdefault(entry.target, []).append(entry)
    folded = (fold(held) for held in steps.values())
    return {saying for one in folded if one for saying in one.sayings}


def candidate(saying: Saying) -> Promise:
    """What a saying of ours would be if somebody said yes."""
    return Promise(
        id=promise_id(saying.id),
        sayings=(saying.id,),
        words="",
        kind=cast(Kind, saying.kind),
        firmness=saying.firmness,
        state="candidate",
        confirmed=False,
        born_us=saying.at_us,
        to=saying.to,
        by=saying.by,
        ours=saying.ours,
        side=saying.side,
        due_us=saying.due_us,
        record=saying.record,
        version=saying.version,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which promises are asked for: to these handles, in these records, or all."""

    to: frozenset[str] | None = None
    records: frozenset[str] | None = None


def _set(values: Iterable[str] | None) -> frozenset[str] | None:
    return None if values is None else frozenset(values)


def by_promise(con: sa.Connection, until_us: int | None, wanted: Wanted) -> dict[str, list[Entry]]:
    """The entries of each promise asked for, in order."""
    query = sa.select(_P.id).order_by(_P.id)
    for column, values in ((_P.to, wanted.to), (_P.record, wanted.records)):
        if values is not None:
            query = query.where(column.in_(sorted(values)))
    written: dict[str, list[Entry]] = {id: [] for id in con.execute(query).scalars()}
    some = None if wanted == Wanted() else list(written)
    for entry in entries(con, target=some, deed=DEEDS, until_us=until_us):
        if entry.target in written:
            written[entry.target].append(entry)
    return written


def merged_into(con: sa.Connection, id: str) -> str | None:
    """The promise that stands for this one, where it was merged and not opened again."""
    steps = entries(con, target=id, deed=("merge", "reopen"))
    if not steps or steps[-1].deed == "reopen":
        return None
    return str(steps[-1].body["into"])


def ids(con: sa.Connection) -> list[str]:
    """The ids of all promises and of all that could become one."""
    opened = con.execute(sa.select(_P.id)).scalars().all()
    company = tables.saying.c.voice == "company"
    waiting = con.execute(sa.select(tables.saying.c.promise).where(company)).scalars().all()
    return sorted({*opened, *waiting})


def _with_words(con: sa.Connection, index: Index, found: Iterable[Promise]) -> list[Promise]:
    """The promises with their words, read from the records that hold them."""
    found = list(found)
    bare = [one for one in found if not one.words and one.sayings]
    spans = sayings_by_id(con, {one.sayings[0] for one in bare})
    newest = index.records({saying.record for saying in spans.values()})
    lost = no_longer(con) if len(newest) < len(bare) else ""

    def words(one: Promise) -> str:
        saying = spans.get(one.sayings[0]) if one.sayings else None
        if one.words or not one.sayings:
            return one.words
        if saying is None:
            return "" if one.record and index.record(one.record) else lost
        record = newest.get(saying.record)
        if record is not None and record.version != saying.version:
            record = index.record(saying.record, saying.version)
        return quoted(record, saying.span) if record else lost

    return [replace(one, words=words(one)) for one in found]
