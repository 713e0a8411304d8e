"""To which accounts people belong, by what mail domain, and whose part an account is.

What the owner says in `troth.toml` is written here anew whenever it changes, so that taking a
line out takes it back. A domain at which anybody can have an address never makes an account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.codec import storable
from troth.ledger.identifying import ACCOUNT, EMAIL, handle, hashed_as
from troth.ledger.naming import account_id
from troth.ledger.once import once
from troth.ledger.same import Same
from troth.ledger.writing import insert_new, insert_or_replace, pick
from troth.model.evidence import Identifier
from troth.text.mailboxes import is_free, split

if TYPE_CHECKING:
    from sqlalchemy import Connection

STATED = "troth.toml"
"""Who says so, where the owner does; otherwise the system that told."""
_D, _P, _M, _A = (
    tables.account_domain.c,
    tables.account_parent.c,
    tables.member.c,
    tables.account.c,
)
_DOMAINS = sa.select(_D.domain, _D.account)


class Stated(Protocol):
    """What the owner says of an account."""

    @property
    def domains(self) -> tuple[str, ...]: ...
    @property
    def parent(self) -> str | None: ...


def settle(con: Connection, secret: bytes, stated: Mapping[str, Stated]) -> None:
    """Make the directory say what the settings say; nothing is written where it does already."""
    names = {*stated, *(one.parent for one in stated.values() if one.parent)}
    ids = _ids(con, secret, names) if names else {}
    domain_rows = {
        domain: ids[name]
        for name, one in stated.items()
        for domain in one.domains
        if not is_free(domain)
    }
    parents = {
        ids[name]: ids[one.parent]
        for name, one in stated.items()
        if one.parent and ids[name] != ids[one.parent]
    }
    if domain_rows != domains(con):
        con.execute(tables.account_domain.delete())
        rows = [{"domain": domain, "account": id} for domain, id in domain_rows.items()]
        insert_new(con, tables.account_domain, rows)
    query = sa.select(_P.account, _P.parent).where(_P.told == STATED)
    if parents != {row.account: row.parent for row in con.execute(query)}:
        con.execute(tables.account_parent.delete().where(_P.told == STATED))
        put_under(con, parents, STATED)


def _ids(con: Connection, secret: bytes, names: Iterable[str]) -> dict[str, str]:
    """The accounts of these names: those that are known, else new ones."""
    known: dict[str, str] = {}
    for row in con.execute(sa.select(_A.id, _A.name, _A.known_as).order_by(_A.id)):
        for called in (row.known_as, row.name):
            known[(called or "").casefold()] = row.id
    found, new = {}, []
    for name in names:
        one = Identifier(ACCOUNT, name, name)
        if (id := known.get(name.casefold())) is None and (own := handle(secret, one)):
            id = account_id(own)
            known_as = storable(hashed_as(one)[1])
            new.append({"id": id, "handle": own, "name": storable(name), "known_as": known_as})
        assert id is not None
        found[name] = id
    insert_new(con, tables.account, new)
    return found


def put_under(con: Connection, parents: Mapping[str, str], told: str) -> None:
    """Accounts under their parents, as `told` says; what the owner says is never overruled."""
    held = {row.account: row.told for row in pick(con, [_P.account, _P.told], _P.account, parents)}
    rows = [
        {"account": one, "parent": other, "told": told}
        for one, other in parents.items()
        if one != other and (told == STATED or held.get(one) != STATED)
    ]
    insert_or_replace(con, tables.account_parent, rows)


def belong(con: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Note that whoever is behind a handle belongs to an account, perhaps beside another."""
    rows = [{"handle": one, "account": account} for one, account in dict.fromkeys(pairs)]
    insert_new(con, tables.member, rows)


def accounts_of(con: Connection, handles: Iterable[str]) -> list[str]:
    """Every account that one of these handles was said to belong to."""
    rows = pick(con, [_M.handle, _M.account], _M.handle, {*handles})
    return sorted({row.account for row in rows})


def people_of(con: Connection, same: Same, account: str) -> tuple[set[str], set[str]]:
    """Ids, before merging, of whom a system puts into an account, and of whom a mail domain may."""
    person, handle_ = tables.person.c, tables.handle.c
    found = {*con.execute(sa.select(person.id).where(person.account == account)).scalars()}
    columns = [handle_.handle, handle_.person]
    told = [*con.execute(sa.select(_M.handle).where(_M.account == account)).scalars()]
    for row in pick(con, columns, handle_.handle, told):
        found.add(same.owner(row.handle, row.person))
    by_mail: set[str] = set()
    for domain in (each for each, id in domains(con).items() if id == account):
        mailed = sa.select(*columns, handle_.scheme, handle_.value)
        for one in con.execute(mailed.where(handle_.folded.like(f"%{domain}"))):
            if of_domain({domain: account}, one.scheme, one.value):
                by_mail.add(same.owner(one.handle, one.person))
    return found, by_mail


def domains(con: Connection) -> dict[str, str]:
    """The account by mail domain, as the owner says."""

    def read() -> dict[str, str]:
        return {row.domain: row.account for row in con.execute(_DOMAINS)}

    return once(con, "domains", read)


def of_domain(known: Mapping[str, str], scheme: str, value: str) -> str | None:
    """The account that an address belongs to by its domain, or by one that it lies under."""
    if scheme != EMAIL:
        return None
    domain = split(value)[1]
    while domain:
        if (found := known.get(domain)) is not None:
            return found
        domain = domain.partition(".")[2]
    return None


def parents(con: Connection) -> dict[str, tuple[str, str]]:
    """By account, the account it is part of and who says so."""
    rows = con.execute(sa.select(_P.account, _P.parent, _P.told))
    return {row.account: (row.parent, row.told) for row in rows}


def above(held: Mapping[str, tuple[str, str]], account: str) -> list[str]:
    """The accounts above this one, the nearest first; ends where it would go in a circle."""
    found = [account]
    while (over := held.get(found[-1])) is not None and over[0] not in found:
        found.append(over[0])
    return found[1:]
