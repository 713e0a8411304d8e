"""What every deed upon a promise needs: the promise meant, written down, and one entry more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from troth.acts.opening import Workspace
from troth.errors import UnknownNameError
from troth.ledger import entries, promises
from troth.ledger.promises import open_promise
from troth.ledger.sayings import saying_of_promise
from troth.model.promise import Promise

if TYPE_CHECKING:
    from sqlalchemy import Connection


def the_promise(con: Connection, work: Workspace, id: str) -> Promise:
    """The promise with this id, or the one whose id begins so; `UnknownNameError` otherwise."""
    id = id.strip()
    if found := promises.promise(con, work.index, id):
        return found
    known = promises.ids(con)
    begun = [one for one in known if len(id) >= 4 and one.startswith(id)]
    if len(begun) == 1 and (found := promises.promise(con, work.index, begun[0])):
        return found
    advice = f"{len(begun)} begin so; give more of it." if begun else "See:  troth promises list"
    raise UnknownNameError("promise", id, [] if begun else known, advice=advice)


def act(
    work: Workspace, id: str, deed: str, body: Mapping[str, object], who: str, now_us: int
) -> Promise:
    """One deed upon one promise, in a transaction of its own; gives the promise after it."""
    with work.ledger.begin() as con:
        one = opened(con, work, the_promise(con, work, id), who)
        write(con, one, deed, body, who, now_us)
        return the_promise(con, work, one.id)


def opened(con: Connection, work: Workspace, one: Promise, who: str) -> Promise:
    """A candidate is written down before the first thing is done about it."""
    if not promises.is_opened(con, one.id) and (saying := saying_of_promise(con, one.id)):
        open_promise(con, saying, who=who, candidate=True)
    return one


def write(
    con: Connection, one: Promise, deed: str, body: Mapping[str, object], who: str, now_us: int
) -> None:
    """Never dated before the promise itself, whatever the clocks of the records say."""
    at_us = max(now_us, one.born_us)
    entries.note(con, at_us=at_us, who=who, deed=deed, target=one.id, body=body)
