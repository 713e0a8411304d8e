"""What lenses may read of the ledger, as Arrow tables: people, promises, what people noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from troth.acts.deciding import decision_rows
from troth.acts.shown_repairs import repair_rows
from troth.acts.shown_uptime import uptime_rows
from troth.ledger import directory, entries, sayings
from troth.ledger.ratings import ratings
from troth.ledger.same import same_people
from troth.model.entry import Entry
from troth.model.evidence import Evidence
from troth.model.promise import MARKS, Promise
from troth.model.saying import Saying
from troth.store.schema import LEDGER, plain_schema
from troth.text.notice_worded import notice_rows

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy import Connection

    from troth.store.index import Index


def ledger_tables(
    con: Connection,
    index: Index,
    *,
    as_of_us: int,
    promises: Iterable[Promise],
    fresh: Iterable[Saying],
) -> dict[str, pa.Table]:
    """The tables by name, as of a moment; `fresh` are sayings not yet in the ledger."""
    heard = {one.id: one for one in sayings.sayings(con, until_us=as_of_us)}
    heard |= {one.id: one for one in fresh if one.at_us <= as_of_us}
    held = list(promises)
    records = index.records({one.record for one in held if one.record})
    closed = _closed(con, as_of_us)
    noted = list(_entries(con, as_of_us))
    keepers = _keepers(con, held) if any(one["deed"] == "away" for one in noted) else {}
    rows = [_promise(one, heard, records, closed, keepers) for one in held]
    words = {one.id: one.words for one in held}
    return {
        "uptime": _table("uptime", uptime_rows(rows, words)),
        "notice": _table("notice", notice_rows(rows, words)),
        "person": directory.handle_table(con),
        "account": directory.account_table(con),
        "saying": _table("saying", (_saying(one) for one in heard.values())),
        "promise": _table("promise", rows),
        "entry": _table("entry", noted),
        "rating": _table("rating", _ratings(con, as_of_us)),
        "decision": _table("decision", decision_rows(con, held, as_of_us)),
        "repair": _table(
            "repair", repair_rows(con, index, as_of_us=as_of_us, promises=held, heard=heard)
        ),
    }


def _table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist(list(rows), schema=plain_schema(LEDGER[name]))


def _saying(one: Saying) -> dict[str, Any]:
    names = ("record", "version", "voice", "kind", "firmness", "at_us", "due_us")
    return {
        "saying": one.id,
        "start": one.span.start,
        "end": one.span.end,
        **{name: getattr(one, name) for name in (*names, "to", "by", "ours", "side")},
    }


def _promise(
    one: Promise,
    heard: Mapping[str, Saying],
    records: Mapping[str, Evidence],
    closed: Mapping[str, int],
    keepers: Mapping[str, str],
) -> dict[str, Any]:
    said = heard.get(one.sayings[0]) if one.sayings else None
    record = records.get(one.record) if one.record else None
    same = ("state", "confirmed", "to", "by", "owner", "ours", "side", "born_us", "due_us")
    return {
        "promise": one.id,
        **{name: getattr(one, name) for name in same},
        **{
            name: getattr(one, name)
            for name in ("kind", "firmness", "measure", "record", "version")
        },
        "closed_us": closed.get(one.id),
        "keeper": keepers.get(one.owner or ""),
        "start": said.span.start if said else None,
        "end": said.span.end if said else None,
        "system": record.system if record else None,
        "thread": record.thread if record else None,
    }


def _keepers(con: Connection, held: Iterable[Promise]) -> dict[str, str]:
    """The colleague behind each name that owns an open promise, where one alone is called so."""
    found = {}
    for name in sorted({one.owner for one in held if one.owner and one.state == "open"}):
        ours = [one for one in directory.find(con, name, limit=6) if one.staff]
        named = [one for one in ours if (one.name or "").casefold() == name.casefold()]
        alone = named if len(named) == 1 else ours
        if len(alone) == 1:
            found[name] = alone[0].id
    return found


def _closed(con: Connection, as_of_us: int) -> dict[str, int]:
    """When what was marked last about each promise happened: by its evidence, else by the mark."""
    marked = entries.entries(con, deed="mark", until_us=as_of_us)
    when = {
        one.target: (one.body.get("when_us"), one) for one in marked if one.body.get("as") in MARKS
    }
    return {id: at if isinstance(at, int) else one.at_us for id, (at, one) in when.items()}


def _entries(con: Connection, as_of_us: int) -> Iterable[dict[str, Any]]:
    """The entries that still count: what was taken back later is as if never written."""
    held = entries.entries(con, until_us=as_of_us)
    undone = {one.body.get("entry") for one in held if one.deed == "undo"}
    same = same_people(con)
    for one in held:
        if one.id in undone:
            continue
        until = one.body.get("until_us")
        yield {
            "entry": one.id,
            "at_us": one.at_us,
            "deed": one.deed,
            "target": same.root(one.target),
            "until_us": until if isinstance(until, int) else None,
        }
        if one.body.get("voice") == "customer":
            yield from _on_sayings(one)


def _ratings(con: Connection, as_of_us: int) -> Iterable[dict[str, Any]]:
    """How accounts are rated by both sides, each rating as it stands."""
    for one in ratings(con, until_us=as_of_us):
        same = {name: getattr(one, name) for name in ("account", "what", "level", "at_us")}
        yield {**same, "record": one.evidence, "version": one.version}


def _on_sayings(one: Entry) -> Iterable[dict[str, Any]]:
    """An entry that ties customers' words to a promise, as it stands for each of them."""
    held = one.body.get("sayings")
    for saying in held if isinstance(held, list) else ():
        row = {"entry": one.id, "at_us": one.at_us, "deed": one.deed, "target": str(saying)}
        yield {**row, "until_us": None}
