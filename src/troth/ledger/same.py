"""Which people are one and the same: the fold of the entries that join people and part them.

Folded once for each newest entry and then kept with the open ledger, because every page asks.
Only what is committed is kept: a transaction that writes folds its own entries on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from troth.ledger.entries import TROTH, UNDO, entries, in_force, newest
from troth.ledger.once import once
from troth.model.entry import Entry

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

MERGE = "merge-people"
UNMERGE = "unmerge-people"
SPLIT = "split-person"
UNSPLIT = "unsplit-person"
APART = "not-same"
FORGET = "forget"
DEEDS = (MERGE, UNMERGE, SPLIT, UNSPLIT, APART)
"""What can be done about who is who."""
READ = (*DEEDS, FORGET, UNDO)


@dataclass(frozen=True, slots=True)
class Split:
    """One identifier that was taken away from a person: its handle, and whose it was before.

    `doubt` is why troth did so by itself; None where a person said so.
    """

    handle: str
    before: str
    doubt: str | None = None


@dataclass(frozen=True)
class Same:
    """Who was merged into whom, which identifiers were taken away, who asked to be forgotten.

    `merged` maps a person to the one they were merged into, who may be merged in turn. `split`
    holds everybody who was made by taking an identifier away, `taken` whose such an identifier
    is today. `apart` are pairs of people of whom somebody said that they are two.
    """

    merged: Mapping[str, str] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    split: Mapping[str, Split] = field(default_factory=dict)
    taken: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def aside(self) -> frozenset[str]:
        """Ids that stand for nobody of their own: merged into another, forgotten, or given back."""
        return self.forgotten.union(self._up)

    @cached_property
    def _up(self) -> Mapping[str, str]:
        """By whom each of those is known that are not known by themselves."""
        into = {*self.merged.values()}
        back = {
            id: one.before
            for id, one in self.split.items()
            if self.taken.get(one.handle) != id and id not in into
        }
        return {**back, **self.merged}

    @cached_property
    def lost(self) -> frozenset[str]:
        """People from whom an identifier was taken away."""
        each = self.split.values()
        return frozenset(
            one.before for one in each if self.taken.get(one.handle, one.before) != one.before
        )

    @cached_property
    def _roots(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        up = self._up
        for id in up:
            way = []
            while id in up and id not in found:
                way.append(id)
                id = up[id]
            root = found.get(id, id)
            found.update(dict.fromkeys(way, root))
        return found

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for id, root in self._roots.items():
            found.setdefault(root, []).append(id)
        return {root: tuple(held) for root, held in found.items()}

    @cached_property
    def _given(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for handle, owner in self.taken.items():
            found.setdefault(owner, []).append(handle)
        return {owner: tuple(held) for owner, held in found.items()}

    @cached_property
    def _two(self) -> frozenset[frozenset[str]]:
        return frozenset(frozenset((self.root(one), self.root(two))) for one, two in self.apart)

    def root(self, id: str) -> str:
        """The person by whom this one is known."""
        return self._roots.get(id, id)

    def owner(self, handle: str, person: str) -> str:
        """Whose an identifier is, which was first met as this person's; before merging."""
        return self.taken.get(handle, person)

    def given(self, people: Iterable[str]) -> Iterator[str]:
        """The identifiers that came to these people by being taken away from others."""
        for id in people:
            yield from self._given.get(id, ())

    def members(self, roots: Iterable[str]) -> dict[str, str]:
        """Every person known by one of these, the roots among them, with their root."""
        found: dict[str, str] = {}
        for root in roots:
            found[root] = root
            found.update(dict.fromkeys(self._members.get(root, ()), root))
        return found

    @property
    def whole(self) -> Iterable[str]:
        """Roots that others were merged into."""
        return self._members

    def doubted(self, handle: str) -> Split | None:
        """How an identifier was taken away that troth itself was in doubt about, if it was."""
        one = self.split.get(self.taken.get(handle, ""))
        return one if one is not None and one.doubt is not None else None

    def parted(self, one: str, two: str) -> bool:
        """Whether somebody has said that these are two people, or of anybody merged into them."""
        return frozenset((self.root(one), self.root(two))) in self._two


def fold(entries: Iterable[Entry], since: Same | None = None) -> Same:
    """The state after these entries, given in their order; `since` is the state before them.

    Merging two who are one already changes nothing. Unmerging takes back the one entry that
    merged this person, whoever was merged into them stays with them, and from then on the two
    are known to be two; so they are when an identifier is taken away, until it is given back.
    """
    before = since or Same()
    folding = _Folding(
        dict(before.merged),
        set(before.forgotten),
        dict(before.split),
        dict(before.taken),
        set(before.apart),
    )
    for entry in entries:
        folding.take(entry)
    return folding.same()


@dataclass(slots=True)
class _Folding:
    """The state on the way."""

    merged: dict[str, str]
    forgotten: set[str]
    split: dict[str, Split]
    taken: dict[str, str]
    apart: set[tuple[str, str]]

    def take(self, entry: Entry) -> None:
        target, body = entry.target, entry.body
        if entry.deed == MERGE:
            one, other = self._root(target), self._root(str(body["into"]))
            if one != other:
                self.merged[one] = other
        elif entry.deed == UNMERGE:
            into = self.merged.pop(target, None)
            if into is not None:
                self.apart.add(_pair(target, into))
        elif entry.deed == SPLIT:
            doubt = str(body["reason"]) if entry.who == TROTH else None
            self.split[target] = parted = Split(str(body["handle"]), str(body["from"]), doubt)
            self.taken[parted.handle] = target
            if doubt is None:
                self.apart.add(_pair(target, parted.before))
        elif entry.deed == UNSPLIT and (held := self.split.get(target)):
            self.taken[held.handle] = held.before
            self.apart.discard(_pair(target, held.before))
        elif entry.deed == APART:
            self.apart.add(_pair(target, str(body["from"])))
        elif entry.deed == FORGET:
            self.forgotten.add(target)

    def _root(self, id: str) -> str:
        while id in self.merged:
            id = self.merged[id]
        return id

    def same(self) -> Same:
        forgotten, apart = frozenset(self.forgotten), frozenset(self.apart)
        return Same(self.merged, forgotten, self.split, self.taken, apart)


def _pair(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was folded, up to which entry, and the moment of the last one."""

    number: int
    at_us: int
    same: Same


_KEPT: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def same_people(con: Connection) -> Same:
    """Who is one and the same today."""
    return once(con, "same people", lambda: _same_people(con))


def _same_people(con: Connection) -> Same:
    number = newest(con, READ)
    kept = _KEPT.get(con.engine)
    if kept is None or kept.number != number:
        kept = _further(con, kept, number) or _anew(con, number)
        if not con.get_execution_options().get("troth_writes"):
            _KEPT[con.engine] = kept
    return kept.same


def _further(con: Connection, kept: _Kept | None, number: int) -> _Kept | None:
    """The state kept and what came since; None where that is not simply the end of it."""
    if kept is None or kept.number > number:
        return None
    new = entries(con, deed=READ, after=kept.number)
    if not new or new[0].at_us < kept.at_us or any(_reaches_back(one) for one in new):
        return None
    return _Kept(number, new[-1].at_us, fold(new, kept.same))


def _reaches_back(entry: Entry) -> bool:
    return entry.deed == FORGET or (entry.deed == UNDO and entry.body.get("deed") in DEEDS)


def _anew(con: Connection, number: int) -> _Kept:
    written = entries(con, deed=READ)
    held = in_force(written)
    counted = {entry.id for entry in held}
    undone = {
        one.target: Split(str(one.body["handle"]), str(one.body["from"]))
        for one in written
        if one.deed == SPLIT and one.id not in counted
    }
    return _Kept(number, held[-1].at_us if held else 0, fold(held, Same(split=undone)))
