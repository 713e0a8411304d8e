"""Handles for the identifiers of an import, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from troth.ledger.identifying import ACCOUNT, STAFF, handle, hashed_as, is_staff
from troth.ledger.meeting import fuller
from troth.ledger.tying import Tie
from troth.model.evidence import Identifier
from troth.model.introduction import Introduction
from troth.text.columns import Coded

GONE = ""
"""Stands for the handle of somebody who asked to be forgotten; no real handle is empty."""

OBJECTS = 300_000
"""Identifier objects remembered by where they lie, for sources that give one object many times;
each is held here, so no other can come to lie in its place."""

_Key = tuple[str, str, str | None]


class Handles:
    """Everybody an import names. Nothing is written down until the import is sealed.

    `forgotten` is asked once for each new identifier, a batch at a time; `taken` which of some
    identifiers somebody else is known by.
    """

    def __init__(
        self,
        secret: bytes,
        staff: frozenset[str],
        forgotten: Callable[[Iterable[Identifier]], set[Identifier]],
        taken: Callable[[Iterable[Identifier]], set[Identifier]] = set,
    ) -> None:
        self._secret = secret
        self._staff = staff
        self._forgotten = forgotten
        self._taken = taken
        self._known: dict[_Key, str | None] = {}
        self._by_object: dict[int, tuple[Identifier | None, str | None]] = {}
        self.met: dict[str, Identifier] = {}
        """By handle, the identifier with the fullest name."""
        self.people: set[str] = set()
        """Handles of people who are not our own."""
        self.sides: dict[str, str] = {}
        self.accounts: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.ties: list[Tie] = []
        self.followed: dict[tuple[str, str], Identifier] = {}
        """What those who were forgotten are known by besides, as this import introduces them."""
        self.members: list[tuple[str, str]] = []
        """Handles beside the accounts of those who belong to several."""
        self.parents: dict[str, str] = {}
        self.owners: dict[str, tuple[str, str]] = {}
        """Handles of people and accounts, each with the colleague who looks after them, as a
        system calls her, and that system."""

    def of(self, column: Sequence[Identifier | None]) -> Sequence[str | None]:
        """The handle of each; None where there is none, GONE where it was forgotten."""
        if isinstance(column, Coded):
            return Coded(self.of(column.values), column.codes)
        known = self._by_object
        new = {id(one): one for one in column if id(one) not in known}
        if new:
            self._learn(list(new.values()))
        found = [known[id(one)][1] for one in column]
        if len(known) > OBJECTS:
            known.clear()
        return found

    def introduce(self, batch: Sequence[Introduction], system: str) -> list[str]:
        """Take in whom introductions name; gives the handle of each, GONE where she is forgotten.

        Of somebody who asked to be forgotten nothing is taken in; what is new of her is followed,
        so that she does not come back under it.
        """
        given = [[*one.identifiers, *one.shared] for one in batch]
        gone = self._forgotten({each for some in given for each in some})
        self._follow([list(one.identifiers) for one in batch], gone)
        found = []
        for one, some in zip(batch, given, strict=True):
            found.append(GONE if gone.intersection(some) else self._met_as(one, some, system))
        return found

    def _follow(self, given: Sequence[list[Identifier]], gone: set[Identifier]) -> None:
        """What stands beside a forgotten identifier, and beside no other, and is nobody's yet."""
        if not gone:
            return
        others = {each for some in given if not gone.intersection(some) for each in some}
        beside = {each for some in given if gone.intersection(some) for each in some}
        further = beside - gone - others
        for each in further - self._taken(further):
            if handle(self._secret, each) not in self.met:
                self.followed[hashed_as(each)] = each

    def _met_as(self, one: Introduction, given: list[Identifier], system: str) -> str:
        known = self.of(given)[: len(one.identifiers)]
        handles = tuple(dict.fromkeys(each for each in known if each))
        if not handles:
            return GONE
        main, name = handles[0], next((each.name for each in one.identifiers if each.name), None)
        for value, into in ((one.side, self.sides), (one.title, self.titles)):
            if value:
                into[main] = value
        accounts = [each for each in self.of(list(one.accounts)) if each]
        if accounts:
            self.accounts[main] = accounts[0]
        if one.owner:
            self.owners[main] = (one.owner, one.system or system)
        if len(accounts) > 1:
            self.members += [(main, each) for each in accounts]
        if len(handles) > 1:
            place = one.origin
            self.ties.append(Tie(handles, one.system or system, place.file, place.row, name))
        return main

    def place(self, one: Introduction, system: str) -> None:
        """An account as part of another, or with who looks after it; neither is anybody."""
        account, parent = self.of([one.accounts[0], one.parent])
        if account and parent and account != parent:
            self.parents[account] = parent
        if account and one.owner:
            self.owners[account] = (one.owner, one.system or system)

    def behind(self, one: Identifier) -> str:
        """The handle of somebody, forgotten or not: to compare with, never to keep."""
        return handle(self._secret, one) or GONE

    def _learn(self, identifiers: Sequence[Identifier | None]) -> None:
        known = self._known
        keys = {(one.scheme, one.value, one.name): one for one in identifiers if one is not None}
        new = {key: one for key, one in keys.items() if key not in known}
        gone = self._forgotten(new.values()) if new else set()
        gone |= {one for one in new.values() if hashed_as(one) in self.followed}
        for key, one in new.items():
            found = handle(self._secret, one)
            known[key] = GONE if one in gone else found
            if found is not None and one not in gone:
                self._meet(found, one)
        for each in identifiers:
            found = None if each is None else known[each.scheme, each.value, each.name]
            self._by_object[id(each)] = (each, found)

    def _meet(self, found: str, one: Identifier) -> None:
        held = self.met.get(found)
        if held is None or fuller(held.name, one.name):
            self.met[found] = one
        if one.scheme not in (ACCOUNT, STAFF) and not is_staff(*hashed_as(one), self._staff):
            self.people.add(found)
