"""Which identifiers are one person's, because a system holds them together.

A contact's number beside her address makes both hers. Not so where it may be wrong: a box that
several people read, an address that a system gives to two of its numbers, a telephone number
nobody's name stands beside, names that do not say the same, and whatever somebody has taken
apart. Such ties are kept with their doubt, for a person to decide; nobody is made one by them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.entries import TROTH, entries
from troth.ledger.same import MERGE, Same, same_people
from troth.ledger.united import held
from troth.ledger.writing import insert_new, pick
from troth.text.called import agree, alike, key

SHARED = "one system has it beside two of its numbers"
NAMES = "the names have nothing in common"
PARTLY = "the names agree only in part"
ROLE = "an address from which several people may write"
PHONE = "a telephone number may pass to somebody else, and no name says whose it is"
PARTED = "somebody has said that they are two"


@dataclass(frozen=True, slots=True)
class Tie:
    """Handles that one row of a system gives to one person, its own number first."""

    handles: tuple[str, ...]
    system: str
    file: str
    row: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Two people known apart who turn out to be one."""

    person: str
    into: str
    reason: str


@dataclass(slots=True)
class Drawn:
    """What ties come to: the owner of each handle that is new, and people to be joined.

    `doubted` are handles, held to be one person's so far, that may be several's, and why.
    """

    owners: dict[str, str] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)
    doubted: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Met:
    """What is known of the identifiers of an import: names, shared boxes, telephone numbers."""

    names: Mapping[str, str | None]
    boxes: Collection[str] = ()
    phones: Collection[str] = ()


def draw(
    con: sa.Connection, ties: Sequence[Tie], met: Met, person_id: Callable[[str], str]
) -> Drawn:
    """Work out whose each tied handle is, and write the ties down."""
    if not ties:
        return Drawn()
    drawing = _Drawing(con, ties, met, person_id)
    for tie in ties:
        for other in tie.handles[1:]:
            drawing.tie(tie, other)
    insert_new(con, tables.tie, drawing.rows)
    return drawing.drawn


@dataclass(slots=True)
class _Somebody:
    """Who is known under one root: every name, how many identifiers, whether one of us."""

    names: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    staff: bool = False


class _Drawing:
    """The ties of one import, one after the other."""

    def __init__(
        self,
        con: sa.Connection,
        ties: Sequence[Tie],
        met: Met,
        person_id: Callable[[str], str],
    ) -> None:
        self._con = con
        self._same: Same = same_people(con)
        self._person_id = person_id
        self._met = met
        wanted = {handle for tie in ties for handle in tie.handles}
        self._numbers = _numbers(con, wanted)
        named = wanted.union(self._numbers.values())
        table = tables.handle.c
        known = [*pick(con, [table.handle, table.person, table.name], table.handle, named)]
        self._owner = {row.handle: self._same.owner(row.handle, row.person) for row in known}
        self._name = {row.handle: row.name for row in known}
        for handle in wanted:
            self._name[handle] = self._name.get(handle) or met.names.get(handle)
        self._who = _known(con, self._same, self._owner.values())
        self._several = self._of_several(ties)
        self._joined: dict[str, str] = {}
        self.drawn = Drawn()
        self.rows: list[dict[str, object]] = []

    def _of_several(self, ties: Sequence[Tie]) -> set[tuple[str, str]]:
        """Handles that one system holds beside two numbers of people with different names."""
        beside = {each: {one: self._name.get(one)} for each, one in self._numbers.items()}
        for tie in ties:
            main = tie.handles[0]
            for other in tie.handles[1:]:
                named = beside.setdefault((other, tie.system), {})
                named[main] = tie.name or self._name.get(main) or named.get(main)
        return {each for each, named in beside.items() if not one_name(named.values())}

    def tie(self, tie: Tie, other: str) -> None:
        """One pair: made one, or kept with its doubt."""
        main = tie.handles[0]
        doubt = self._doubt(tie, main, other)
        self.rows.append(
            {
                "handle": main,
                "tied": other,
                "system": tie.system,
                "file": tie.file,
                "row": tie.row,
                "doubt": doubt,
            }
        )
        if doubt is None:
            self._numbers.setdefault((other, tie.system), main)
            self._unite(main, other, tie)

    def _doubt(self, tie: Tie, main: str, other: str) -> str | None:
        if other in self._met.boxes or main in self._met.boxes:
            return ROLE
        mine, hers = self._behind(main), self._behind(other)
        number = self._numbers.get((other, tie.system))
        if (other, tie.system) in self._several:
            if number != main:
                self._part(other, SHARED)
            return SHARED
        if mine is not None and mine == hers:
            return None
        if number is not None and number != main:
            return SHARED
        if mine and hers and self._same.parted(mine, hers):
            return PARTED
        if (before := self._same.doubted(other)) is not None:
            return before.doubt
        doubt = self._against(tie, main, other)
        if doubt in (NAMES, PARTLY) or (doubt == PHONE and not self._names(other)):
            self._part(other, doubt)
        return doubt

    def _against(self, tie: Tie, main: str, other: str) -> str | None:
        """What speaks against one person behind both, as they are called."""
        mine = self._names(main) | ({tie.name} if tie.name else set())
        hers = self._names(other)
        keys = {key(each) for each in mine} & {key(each) for each in hers} - {""}
        if not keys and not all(agree(one, two) for one in mine for two in hers):
            few = any(alike(one, two) for one in mine for two in hers)
            return PARTLY if few else NAMES
        who = self._who.get(self._behind(other) or "")
        nameless = not mine or not hers
        return PHONE if other in self._met.phones and who and nameless and self._more(who) else None

    def _more(self, who: _Somebody) -> bool:
        """Whether somebody is known by more than telephone numbers."""
        return not who.handles <= {*self._met.phones}

    def _names(self, handle: str) -> set[str]:
        """What somebody was called before; who is new is called as this import calls her."""
        who = self._who.get(self._behind(handle) or "")
        own = self._name.get(handle)
        return who.names if who else {own} if own else set()

    def _part(self, other: str, doubt: str) -> None:
        """What was given to one person before may be another's: nobody's of them, then."""
        owner = self._owner.get(other)
        if other in self._same.taken or owner is None:
            return
        who = self._who.get(self._root(owner))
        if who is not None and len(who.handles) > 1 and self._by_us(owner):
            self.drawn.doubted.setdefault(other, doubt)

    def _by_us(self, owner: str) -> bool:
        """Whether no person has said that this one is one with another."""
        said = entries(self._con, deed=MERGE, target=owner)
        return all(one.who == TROTH for one in said)

    def _unite(self, main: str, other: str, tie: Tie) -> None:
        mine, hers = self._owner.get(main), self._owner.get(other)
        if mine is None and hers is None:
            mine = self._person_id(main)
            self._own(main, mine)
        if mine is None or hers is None:
            whose = self._owner.get(main) or self._owner.get(other)
            assert whose is not None
            for handle in (main, other):
                if handle not in self._owner:
                    self._own(handle, whose)
                self._add(handle, tie.name)
            return
        one, two = self._root(mine), self._root(hers)
        if one != two:
            self._join(one, two, tie)

    def _join(self, one: str, two: str, tie: Tie) -> None:
        """One of us keeps the name of one of us; else the number goes to the address."""
        gone, stays = self._who.setdefault(one, _Somebody()), self._who.setdefault(two, _Somebody())
        if gone.staff and not stays.staff:
            one, two, gone, stays = two, one, stays, gone
        self._joined[one] = two
        stays.names |= gone.names
        stays.handles |= gone.handles
        place = f"{tie.file}:{tie.row}" if tie.row else tie.file
        self.drawn.joins.append(Join(one, two, f"one row holds both ({place})"))

    def _own(self, handle: str, person: str) -> None:
        self._owner[handle] = person
        self.drawn.owners[handle] = person

    def _add(self, handle: str, name: str | None) -> None:
        who = self._who.setdefault(self._root(self._owner[handle]), _Somebody())
        who.handles.add(handle)
        who.names |= {each for each in (name, self._name.get(handle)) if each}

    def _behind(self, handle: str) -> str | None:
        owner = self._owner.get(handle)
        return None if owner is None else self._root(owner)

    def _root(self, person: str) -> str:
        person = self._same.root(person)
        while person in self._joined:
            person = self._joined[person]
        return person


def _known(con: sa.Connection, same: Same, people: Iterable[str]) -> dict[str, _Somebody]:
    """Who stands behind these ids already, by root."""
    members = same.members({same.root(id) for id in people})
    found: dict[str, _Somebody] = {}
    for owner, row in held(con, same, members, (tables.handle.c.name,)):
        who = found.setdefault(members[owner], _Somebody())
        who.handles.add(row.handle)
        who.names |= {row.name} if row.name else set()
    person = tables.person.c
    for row in pick(con, [person.id, person.staff], person.id, found):
        found[row.id].staff = row.staff
    return found


def one_name(names: Iterable[str | None]) -> bool:
    """Whether these may all be one person's name; where one is missing nothing speaks against."""
    known = [*dict.fromkeys(name for name in names if name)]
    return all(agree(known[0], name) or key(known[0]) == key(name) != "" for name in known[1:])


def _numbers(con: sa.Connection, handles: Iterable[str]) -> dict[tuple[str, str], str]:
    """By tied handle and system, the number it was tied to first and without doubt."""
    table = tables.tie.c
    columns = [table.handle, table.tied, table.system, table.doubt]
    found: dict[tuple[str, str], str] = {}
    for row in pick(con, columns, table.tied, handles):
        if row.doubt is None:
            found.setdefault((row.tied, row.system), row.handle)
    return found
