"""The repairs as the ledger stands: every break of a promise to a person, and what was done since.

A break opens by itself where a promise to one person was marked late, partly kept or broken, and
where a dated one is past its day; all others are opened by a person, for somebody, with evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from troth.ledger import directory, promises
from troth.ledger.entries import UNDO, entries, in_force
from troth.ledger.repairing import DEED, FAILED, fold_repair, happenings
from troth.ledger.same import Same, same_people
from troth.model.entry import Entry
from troth.model.promise import Promise
from troth.model.repair import Happening, Repair

if TYPE_CHECKING:
    import sqlalchemy as sa

    from troth.store.index import Index

Key = tuple[str, str]
"""What was broken (a promise, or a record in which she told us) and the person's id."""


def repairs(
    con: sa.Connection,
    index: Index,
    *,
    now_us: int,
    held: Iterable[Promise] | None = None,
    as_of_us: int | None = None,
    about: str | None = None,
) -> list[Repair]:
    """Every repair, the oldest break first: of all promises, of those `held`, or `about` one thing.

    `now_us` is the moment at which days are counted; `as_of_us` leaves out later entries.
    """
    written = _written(con, as_of_us)
    if held is None:
        found = _of_one(con, index, about, as_of_us) if about else None
        held = (
            found
            if found is not None
            else promises.promises(con, index, as_of_us=as_of_us, candidates=False)
        )
    known = {one.id: one for one in held}
    broken = _broken(con, known, {key[0] for key in written}, now_us, as_of_us)
    keys = {*written, *broken}
    made = (
        _fold(key, written.get(key, []), broken.get(key, ()), known.get(key[0]), now_us)
        for key in keys
        if about is None or key[0] == about
    )
    return sorted(filter(None, made), key=lambda one: (one.broken_us, one.about, one.person))


def person_of(con: sa.Connection, handle: str) -> str:
    """The id of the person behind a handle, or the handle where nobody is known."""
    return directory.owners(con, [handle]).get(handle, handle)


def _of_one(
    con: sa.Connection, index: Index, about: str, as_of_us: int | None
) -> list[Promise] | None:
    if about.startswith("e-"):
        return []
    one = promises.promise(con, index, about, as_of_us=as_of_us)
    return None if one is None else [one]


def _written(con: sa.Connection, as_of_us: int | None) -> dict[Key, list[Entry]]:
    """The entries about repairs that count, by what and whom they are about."""
    found: dict[Key, list[Entry]] = {}
    same = same_people(con)
    into: dict[str, str] = {}
    for entry in in_force(entries(con, deed=(DEED, UNDO), until_us=as_of_us)):
        about = entry.body.get("about")
        if isinstance(about, str):
            about = into.setdefault(about, _merged(con, about))
            found.setdefault((about, same.root(entry.target)), []).append(entry)
    return {key: held for key, held in found.items() if key[1] not in same.forgotten}


def _merged(con: sa.Connection, about: str) -> str:
    """A promise that was merged goes by the one it was merged into."""
    into = None if about.startswith("e-") else promises.merged_into(con, about)
    return about if into is None else _merged(con, into)


def _broken(
    con: sa.Connection,
    known: Mapping[str, Promise],
    noted: set[str],
    now_us: int,
    as_of_us: int | None,
) -> dict[Key, tuple[Happening, ...]]:
    """What became of promises to one person, where anything broke or a repair was begun."""
    until = now_us if as_of_us is None else as_of_us
    wanted = {
        id: one
        for id, one in known.items()
        if one.to and (id in noted or _may_be_broken(one, until))
    }
    marks: dict[str, list[Entry]] = {}
    for entry in entries(con, target=wanted, deed=("mark", "reopen"), until_us=as_of_us):
        marks.setdefault(entry.target, []).append(entry)
    owner = directory.owners(con, [one.to for one in wanted.values() if one.to])
    same = same_people(con)
    return {
        (id, owner[one.to]): happenings(one, marks.get(id, ()), until_us=until)
        for id, one in wanted.items()
        if one.to in owner and not _forgotten(owner[one.to], same)
    }


def _forgotten(person: str, same: Same) -> bool:
    return person in same.forgotten


def _may_be_broken(one: Promise, until_us: int) -> bool:
    """Every settled state may follow a break; an open one is broken once its day has passed."""
    if one.state in ("candidate", "rejected"):
        return False
    late = one.due_us is not None and one.due_us < until_us
    return one.state in (*FAILED, "kept", "released", "withdrawn") or late


def _fold(
    key: Key,
    written: list[Entry],
    happened: tuple[Happening, ...],
    promise: Promise | None,
    now_us: int,
) -> Repair | None:
    about, person = key
    sure = promise is None or promise.confirmed
    return fold_repair(
        about,
        person,
        written,
        happened,
        now_us=now_us,
        sure=sure,
        promise=None if promise is None else promise.id,
    )
