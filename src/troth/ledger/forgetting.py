"""Forgetting a person in the ledger: names, values, words and handles go; id, time, receipt stay.

One transaction: kept whole, or nothing happened. A keyed fingerprint of each identifier stays,
so that a later import knows that nothing about her may be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.codec import dump, load
from troth.ledger.entries import entries, note
from troth.ledger.folding import DEEDS, fold
from troth.ledger.identifying import (
    ACCOUNT,
    NAME,
    STAFF,
    called,
    fingerprint,
    handle,
    hashed_as,
    words_of,
)
from troth.ledger.opening import Ledger
from troth.ledger.same import same_people
from troth.ledger.united import held
from troth.ledger.writing import chunks, insert_new, pick
from troth.model.evidence import Identifier
from troth.model.promise import LIVE

Clean = Callable[[str], str]
WORDS = ("reason", "words", "note", "says")
"""Parts of an entry's body in which a person's own words stand."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that the directory knows of a person: everybody she was merged with is she as well."""

    ids: tuple[str, ...]
    handles: tuple[str, ...]
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]


def known(con: sa.Connection, person: str) -> Known:
    """What there is to forget of a person."""
    same = same_people(con)
    ids = tuple(sorted(same.members([same.root(person)])))
    people = pick(con, [tables.person.c.name], tables.person.c.id, ids)
    columns = (tables.handle.c.scheme, tables.handle.c.value, tables.handle.c.name)
    rows = [row for _, row in held(con, same, ids, columns)]
    names = [row.name for row in (*people, *rows) if row.name]
    return Known(
        ids,
        tuple(row.handle for row in rows),
        tuple(dict.fromkeys(names)),
        tuple((row.scheme, row.value) for row in rows),
    )


def bears(con: sa.Connection, word: str, but: Collection[str]) -> bool:
    """Whether somebody else's name has this word in it."""
    like = word.casefold().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    table = tables.handle.c
    same = same_people(con)
    columns = (table.handle, table.person, table.name)
    query = sa.select(*columns).where(table.folded.like(f"%{like}%", escape="\\"))
    return any(
        word.casefold() in (row.name or "").casefold().split()
        for row in con.execute(query)
        if same.owner(row.handle, row.person) not in but
    )


def forget_in_ledger(
    con: sa.Connection,
    secret: bytes,
    gone: Known,
    clean: Clean,
    *,
    records: Collection[str],
    at_us: int,
    who: str,
) -> dict[str, int]:
    """Take a person out of every table; `records` are those that were blanked. Counts what went.

    `clean` takes every trace of her out of a text, her handles among them.
    """
    prints = [
        {"fingerprint": fingerprint(secret, scheme, value), "at_us": at_us}
        for scheme, value in gone.identifiers
    ]
    names = (words_of(name) for name in gone.names)
    prints += [
        {"fingerprint": fingerprint(secret, NAME, called(words)), "at_us": at_us}
        for words in names
        if len(words) > 1
    ]
    insert_new(con, tables.fingerprint, prints)
    promises = _promises_of(con, gone)
    findings = forget_sightings(con, {*gone.handles, *gone.ids, *promises})
    counts = {
        "sayings": _forget_sayings(con, gone, records),
        "notes": _clean_entries(con, {*gone.ids, *promises, *findings}, clean),
        "rows set aside": _clean_rejects(con, clean),
    }
    _clean_texts(con, tables.manifest, ("path",), clean)
    _clean_ties(con, clean)
    _clean_texts(con, tables.account, ("name", "known_as"), clean)
    _clean_texts(con, tables.account_parent, ("told",), clean)
    _clean_json(con, tables.wording, clean)
    _forget_names(con, gone)
    _release(con, promises, at_us=at_us, who=who)
    counts |= {"promises": len(promises), "findings": len(findings)}
    return counts | {"identifiers": len(gone.identifiers)}


def follow(con: sa.Connection, secret: bytes, further: Iterable[Identifier], *, at_us: int) -> None:
    """Know somebody who was forgotten by these as well, unless another is known by them."""
    named = {found: one for one in further if (found := handle(secret, one))}
    for row in pick(con, [tables.handle.c.handle], tables.handle.c.handle, named):
        named.pop(row.handle)
    prints = [
        {"fingerprint": fingerprint(secret, *hashed_as(one)), "at_us": at_us}
        for one in named.values()
        if one.scheme not in (ACCOUNT, STAFF)
    ]
    insert_new(con, tables.fingerprint, prints)


def compact(ledger: Ledger) -> bool:
    """Give back the space of what was forgotten, so that no byte of it stays in a file of ours.

    False where somebody is reading and the write-ahead log could not be emptied yet.
    """
    if ledger.dialect == "postgresql":
        with ledger.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as con:
            for table in tables.metadata.sorted_tables:
                con.exec_driver_sql(f'VACUUM (FULL) "{table.name}"')
        return True
    raw = ledger.engine.raw_connection()
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute("VACUUM")
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.close()
    return not busy


def _forget_names(con: sa.Connection, gone: Known) -> None:
    for part in chunks(gone.handles):
        for column in (tables.tie.c.handle, tables.tie.c.tied):
            con.execute(tables.tie.delete().where(column.in_(part)))
        con.execute(tables.member.delete().where(tables.member.c.handle.in_(part)))
        con.execute(tables.handle.delete().where(tables.handle.c.handle.in_(part)))
    for part in chunks(gone.ids):
        blank = {"name": None, "known_as": "", "side": None, "account": None, "title": None}
        con.execute(tables.person.update().where(tables.person.c.id.in_(part)).values(blank))


def forget_sightings(con: sa.Connection, subjects: Collection[str]) -> set[str]:
    """What lenses said of her goes, and with it the wordings that no other finding shares."""
    seen, told = tables.sighting, tables.wording
    found: set[str] = set()
    for part in chunks(subjects):
        about = seen.c.subject.in_(part)
        found |= {*con.execute(sa.select(seen.c.finding).where(about)).scalars()}
        con.execute(seen.delete().where(about))
    con.execute(told.delete().where(told.c.digest.not_in(sa.select(seen.c.wording))))
    return found


def _release(con: sa.Connection, promises: Collection[str], *, at_us: int, who: str) -> None:
    """What is still open to her is released: nobody can keep it any more."""
    for id in sorted(promises):
        one = fold(entries(con, target=id, deed=DEEDS))
        if one is not None and one.state in LIVE:
            body = {"as": "released", "reason": "the person asked to be forgotten"}
            moment = max(at_us, one.born_us)
            note(con, at_us=moment, who=who, deed="mark", target=id, body=body)


def _promises_of(con: sa.Connection, gone: Known) -> set[str]:
    table = tables.promise.c
    return {row.id for row in pick(con, [table.id], table.to, gone.handles)}


def _forget_sayings(con: sa.Connection, gone: Known, records: Collection[str]) -> int:
    """Sayings in blanked records have no words any more; elsewhere only the handle goes."""
    table = tables.saying
    number = 0
    for part in chunks(records):
        number += con.execute(table.delete().where(table.c.record.in_(part))).rowcount
    for part in chunks(gone.handles):
        for column in (table.c.to, table.c.by):
            con.execute(table.update().where(column.in_(part)).values({column: None}))
        opened = tables.promise
        con.execute(opened.update().where(opened.c.to.in_(part)).values(to=None))
    return number


def _clean_entries(con: sa.Connection, hers: Collection[str], clean: Clean) -> int:
    """Entries about her lose their words, all others every trace of her."""
    table, number = tables.entry, 0
    for row in con.execute(sa.select(table)).all():
        body = load(row.body)
        if row.target in hers or body.get("person") in hers:
            body = {name: ("" if name in WORDS else value) for name, value in body.items()}
        text, target = dump(cleaned(body, clean)), clean(row.target)
        if (text, target) != (row.body, row.target):
            number += 1
            change = table.update().where(table.c.id == row.id)
            con.execute(change.values(body=text, target=target))
    return number


def _clean_rejects(con: sa.Connection, clean: Clean) -> int:
    """A row that was set aside and names her is hers: all of its excerpt goes."""
    table, number = tables.reject, 0
    names = ("file", "link", "says", "advice")
    for row in con.execute(sa.select(table)).all():
        held: dict[str, Any] = {name: getattr(row, name) for name in names}
        new = {name: None if text is None else clean(text) for name, text in held.items()}
        if clean(row.excerpt) != row.excerpt:
            new["excerpt"] = ""
        if new != held:
            number += 1
            con.execute(table.update().where(table.c.id == row.id).values(new))
    return number


def _clean_texts(con: sa.Connection, table: sa.Table, names: tuple[str, ...], clean: Clean) -> None:
    (key,) = table.primary_key
    for row in con.execute(sa.select(table)).mappings().all():
        new = {name: clean(row[name]) for name in names if row[name]}
        if any(row[name] != text for name, text in new.items()):
            con.execute(table.update().where(key == row[key.name]).values(new))


def _clean_ties(con: sa.Connection, clean: Clean) -> None:
    """The file a tie was read from may be called after her."""
    table = tables.tie
    for file in con.execute(sa.select(table.c.file).distinct()).scalars().all():
        if clean(file) != file:
            con.execute(table.update().where(table.c.file == file).values(file=clean(file)))


def _clean_json(con: sa.Connection, table: sa.Table, clean: Clean) -> None:
    (key,) = table.primary_key
    for row in con.execute(sa.select(table)).mappings().all():
        text = dump(cleaned(load(row["body"]), clean))
        if text != row["body"]:
            con.execute(table.update().where(key == row[key.name]).values(body=text))


def cleaned(value: Any, clean: Clean) -> Any:
    """A value as JSON has it, with every trace taken out of its texts and names."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(name)): cleaned(held, clean) for name, held in value.items()}
    if isinstance(value, list):
        return [cleaned(held, clean) for held in value]
    return value
