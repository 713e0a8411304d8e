"""Whom or what a colleague means by a name or an id: a person, an account, a promise, a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from troth.errors import UnknownNameError
from troth.ledger import directory, promises, runs

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.model.task import On
    from troth.store.index import Index


class One(NamedTuple):
    """A person or an account: which of the two, its id, and what to call it."""

    kind: Literal["person", "account"]
    id: str
    label: str


class About(NamedTuple):
    """What a task is about: the kind of thing, and its id."""

    on: On
    id: str


def the_account(con: Connection, who: str) -> One | None:
    """The account of this id or of exactly this name; None where there is none.

    Raises `UnknownNameError` where two are called so.
    """
    sought = who.strip()
    held = directory.accounts(con, [sought])
    if not held:
        every = directory.accounts(con)
        held = {id: one for id, one in every.items() if one.name.casefold() == sought.casefold()}
    if len(held) > 1:
        several = ", ".join(sorted(held))
        raise UnknownNameError("one account", who, advice=f"Several are called so: {several}.")
    return next((One("account", id, one.name) for id, one in held.items()), None)


def the_one(con: Connection, who: str) -> One:
    """The person or account meant: by id, by name, by address; a person's name goes first.

    Raises `UnknownNameError` where nobody is, or several could be meant.
    """
    account = the_account(con, who)
    named = [one for one in directory.find(con, who, limit=6) if one.label == who.strip()]
    if account is not None and not named:
        return account
    one = directory.the_person(con, who)
    return One("person", one.id, one.label)


def the_thing(con: Connection, index: Index, about: str) -> About:
    """What a task is about, by an id (of a promise, a finding, a person, an account) or a name."""
    sought = about.strip()
    if sought.startswith("f-"):
        found = runs.finding(con, sought)
        if found is None:
            raise UnknownNameError("finding", about, advice="See:  troth look")
        return About("finding", found.id)
    if sought.startswith("p-") and (held := promises.promise(con, index, sought)) is not None:
        return About("promise", held.id)
    one = the_one(con, sought)
    return About(one.kind, one.id)
