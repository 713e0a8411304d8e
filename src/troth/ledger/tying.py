"""Which identifiers are one person's, because a system holds them together.

A contact's number beside her address makes both hers. Not so where it may be wrong: an address
that a system gives to two of its numbers is shared (info@…), and two names that have nothing in
common are two people until somebody says otherwise. Such ties are kept with their doubt, for a
person to decide; nobody is made one by them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.same import Same, same_people
from troth.ledger.writing import insert_new, pick

SHARED = "the same address stands beside two numbers of that system"
NAMES = "the names have nothing in common"


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
    """What ties come to: the owner of each handle that is new, and people to be joined."""

    owners: dict[str, str] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)


def draw(
    con: sa.Connection,
    ties: Sequence[Tie],
    names: Mapping[str, str | None],
    person_id: Callable[[str], str],
) -> Drawn:
    """Work out whose each tied handle is, and write the ties down."""
    if not ties:
        return Drawn()
    drawing = _Drawing(con, ties, names, person_id)
    for tie in ties:
        for other in tie.handles[1:]:
            drawing.tie(tie, other)
    insert_new(con, tables.tie, drawing.rows)
    return drawing.drawn


class _Drawing:
    """The ties of one import, one after the other."""

    def __init__(
        self,
        con: sa.Connection,
        ties: Sequence[Tie],
        names: Mapping[str, str | None],
        person_id: Callable[[str], str],
    ) -> None:
        self._same: Same = same_people(con)
        self._person_id = person_id
        wanted = {handle for tie in ties for handle in tie.handles}
        table = tables.handle.c
        columns = [table.handle, table.person, table.name]
        known = [*pick(con, columns, table.handle, wanted)]
        self._owner = {row.handle: row.person for row in known}
        self._name = {row.handle: row.name for row in known}
        for handle in wanted:
            self._name[handle] = self._name.get(handle) or names.get(handle)
        self._numbers = _numbers(con, wanted)
        self._joined: dict[str, str] = {}
        self.drawn = Drawn()
        self.rows: list[dict[str, object]] = []

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
        held = self._numbers.get((other, tie.system))
        if held is not None and held != main:
            return SHARED
        called = tie.name or self._name.get(main)
        return None if alike(called, self._name.get(other)) else NAMES

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
            return
        one, two = self._root(mine), self._root(hers)
        if one != two:
            self._joined[one] = two
            place = f"{tie.file}:{tie.row}" if tie.row else tie.file
            self.drawn.joins.append(Join(one, two, f"one row holds both ({place})"))

    def _own(self, handle: str, person: str) -> None:
        self._owner[handle] = person
        self.drawn.owners[handle] = person

    def _root(self, person: str) -> str:
        person = self._same.root(person)
        while person in self._joined:
            person = self._joined[person]
        return person


def _numbers(con: sa.Connection, handles: Iterable[str]) -> dict[tuple[str, str], str]:
    """By tied handle and system, the number it was tied to first and without doubt."""
    table = tables.tie.c
    columns = [table.handle, table.tied, table.system, table.doubt]
    found: dict[tuple[str, str], str] = {}
    for row in pick(con, columns, table.tied, handles):
        if row.doubt is None:
            found.setdefault((row.tied, row.system), row.handle)
    return found


def alike(one: str | None, two: str | None) -> bool:
    """Whether two names may be one person's: a part in common, or the initials of one in the other.

    Where a name is missing nothing speaks against it.
    """
    first, second = _parts(one), _parts(two)
    if not first or not second or first & second:
        return True
    return _abbreviates(first, second) or _abbreviates(second, first)


def _abbreviates(short: frozenset[str], long: frozenset[str]) -> bool:
    """Whether every part of one name begins a part of the other ("A. Ruiz", "Ana Ruiz")."""
    return all(any(whole.startswith(part) for whole in long) for part in short)


def _parts(name: str | None) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name or "").casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return frozenset(part for part in re.split(r"[\W_\d]+", bare) if part)
