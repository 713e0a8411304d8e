"""Rows of a mapped table as records: people, moments, keys, and what follows from the mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from troth.documents.genre import genre_of
from troth.extend.cells import NO, YES
from troth.extend.frame import Frame
from troth.extend.mapping import Plan
from troth.extend.ordinals import Lines
from troth.extend.people import account, person, staff
from troth.extend.places import FLAGS
from troth.model.evidence import KINDS, Identifier
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.mail import address_of
from troth.text.scales import scale_named, scale_of

KEPT_MOST = 1_000_000
"""People and conversations remembered at once."""
_YES = YES | {"ja", "j", "oui", "si", "sí", "sim", "tak", "wahr", "vrai", "x", "✓"}
_NO = NO | {"nein", "non", "não", "nie", "nee", "falsch", "faux", "nej"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SEVERAL = later(r"[;,](?![^<]*>)")
Column = Sequence[Any]


@dataclass(slots=True)
class Filling:
    """Makes records of frames whose columns bear the names of a mapping."""

    plan: Plan
    people: dict[tuple[Any, ...], Identifier | None] = field(default_factory=dict)
    alone: dict[str, Identifier | None] = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)
    zones: dict[str, ZoneInfo | None] = field(default_factory=dict)
    faults: dict[int, list[str]] = field(default_factory=dict)

    def finished(self, frame: Frame) -> Iterator[Frame | Reject]:
        """The records of a frame, and a Reject for each row that cannot be one."""
        columns, size = frame.columns, len(frame)
        self.faults = {}
        columns["system"] = [each or self.plan.system for each in frame.column("system")]
        self._zoned(columns, size)
        if self.plan.also:
            columns[self.plan.also] = list(columns["at_us"])
        for name in FLAGS & columns.keys():
            columns[name] = [self._flag(at, name, cell) for at, cell in enumerate(columns[name])]
        self._people(frame)
        _OF_KIND.get(self.plan.kind, _nothing)(frame, self.plan)
        self._keys(frame)
        kept = frame.where([at not in self.faults for at in range(size)]) if self.faults else frame
        if len(kept):
            yield kept
        for at, faults in self.faults.items():
            yield self._reject(frame, at, faults)

    def _reject(self, frame: Frame, at: int, faults: Sequence[str]) -> Reject:
        shown = [str(column[at]) for column in frame.columns.values() if column[at]]
        return self.plan.opened.reject(
            f"The row {' and '.join(faults)}.",
            "The row was set aside. Correct it and add the file again.",
            row=frame.rows[at],
            excerpt=", ".join(shown),
        )

    def _fault(self, at: int, says: str) -> None:
        self.faults.setdefault(at, []).append(says)

    def _flag(self, at: int, name: str, cell: str | None) -> bool | None:
        word = (cell or "").strip().casefold()
        if word in _YES:
            return True
        if word and word not in _NO:
            self._fault(at, f"says “{word[:40]}” for “{name}”, which is neither yes nor no")
        return False if word in _NO else None

    def _zoned(self, columns: dict[str, Column], size: int) -> None:
        """Times as the clocks of the zone named in the row show them."""
        words = columns.pop("zone_named", None)
        if words is None:
            return
        times = ["at_us", *(one.name for one in KINDS[self.plan.kind] if one.type == "int64")]
        there = {name: list(columns[name]) for name in times if name in columns}
        zones = list(columns.get("zone") or [None] * size)
        for at, word in enumerate(words):
            zone = self._zone(word) if word else None
            if word and zone is None:
                self._fault(at, f"names the zone “{word[:40]}”, which is none")
            if zone is not None and zones[at] is None:
                zones[at] = word
                for cells in there.values():
                    cells[at] = None if cells[at] is None else _shifted(cells[at], zone)
        columns.update(there, zone=zones)

    def _zone(self, word: str) -> ZoneInfo | None:
        if word not in self.zones:
            try:
                self.zones[word] = ZoneInfo(word)
            except (ValueError, OSError, KeyError):
                self.zones[word] = None
        return self.zones[word]

    def _people(self, frame: Frame) -> None:
        """Identifiers in place of cells; of messages also from which side each comes."""
        if len(self.people) > KEPT_MOST or len(self.alone) > KEPT_MOST:
            self.people.clear()
            self.alone.clear()
        columns, size = frame.columns, len(frame)
        name, whose = (_taken(columns, each, size) for each in ("name", "about_name"))
        acted, about = (_taken(columns, each, size) for each in ("by", "about"))
        to, copied = (_taken(columns, each, size) for each in ("to", "cc"))
        if not self.plan.fills("by") and not self.plan.fills("about_name"):
            name, whose = whose, name
        systems = columns["system"]
        if self.plan.kind == "message":
            columns["direction"] = self._directions(frame.column("direction"), acted)
        ways = frame.column("direction") if self.plan.kind == "message" else ["in"] * size
        brands = frame.column("ours")
        rows = zip(ways, acted, name, systems, brands, strict=True)
        columns["by"] = [self._who(*row) for row in rows]
        rows = zip(["in"] * size, about, whose, systems, brands, strict=True)
        columns["about"] = [self._who(*row) for row in rows]
        if "account" in columns:
            columns["account"] = [account(each) for each in columns["account"]]
        if self.plan.fills("to") or self.plan.fills("cc"):
            rest = zip(to, copied, systems, strict=True)
            columns["parties"] = [self._parties(*each) for each in rest]
        if self.plan.kind == "message":
            self._answered(frame)

    def _who(
        self, way: str | None, who: str | None, name: str | None, system: str, brand: str | None
    ) -> Identifier | None:
        key = (way, who, name, system, brand if way == "out" else None)
        if key not in self.people:
            ours = way == "out"
            self.people[key] = staff(who, name, brand) if ours else person(who, name, system)
        return self.people[key]

    def _parties(
        self, to: str | None, copied: str | None, system: str
    ) -> tuple[tuple[str, Identifier], ...]:
        named = [("to", each) for each in several(to)] + [("cc", each) for each in several(copied)]
        found = ((part, person(each, None, system)) for part, each in named)
        return tuple((part, one) for part, one in found if one is not None)

    def _directions(self, given: Column, acted: Column) -> list[str]:
        """From a customer, unless the row says otherwise or its author is one of us."""
        return [
            way or ("out" if self._is_ours(who) else "in")
            for way, who in zip(given, acted, strict=True)
        ]

    def _is_ours(self, who: str | None) -> bool:
        address = address_of(who) if who and "@" in who else None
        return address is not None and self.plan.opened.is_staff(address.value)

    def _answered(self, frame: Frame) -> None:
        """Whom an answer of ours is for: whom it names, else who alone wrote in its conversation."""
        columns = frame.columns
        about, threads = list(columns["about"]), frame.column("thread")
        parties = frame.column("parties")
        for at, (way, who) in enumerate(zip(columns["direction"], columns["by"], strict=True)):
            thread = threads[at]
            if way == "in":
                if thread and who and self.alone.setdefault(thread, who) != who:
                    self.alone[thread] = None
            elif about[at] is None:
                first = next((one for part, one in parties[at] or () if part == "to"), None)
                about[at] = first or (self.alone.get(thread) if thread else None)
        columns["about"] = about

    def _keys(self, frame: Frame) -> None:
        """A number that several rows bear tells each of them; but a document's rows are versions."""
        columns = frame.columns
        if "key" not in columns or frame.kind == "document":
            return
        names = [name for name in columns if name not in ("key", "extra", "parties", "precision")]
        content = zip(*(columns[name] for name in names), strict=True)
        columns["key"] = list(map(self.lines.key, columns["key"], content))


def several(cell: str | None) -> list[str]:
    """The addresses or numbers in one cell, parted by commas or semicolons."""
    return [part for each in _SEVERAL.split(cell or "") if (part := each.strip())]


def _taken(columns: dict[str, Column], name: str, size: int) -> Column:
    column = columns.pop(name, None)
    return [None] * size if column is None else column


def _shifted(at_us: int, zone: ZoneInfo) -> int:
    """A time that was read as UTC, in microseconds, as the clock of a zone means it."""
    naive = (_EPOCH + timedelta(microseconds=at_us)).replace(tzinfo=zone)
    gap = naive - _EPOCH
    return (gap.days * 86_400 + gap.seconds) * 1_000_000 + gap.microseconds


def _nothing(frame: Frame, plan: Plan) -> None:
    """Most kinds hold what is mapped and no more."""


def _document(frame: Frame, plan: Plan) -> None:
    """A document lies where its path says, is keyed by it, and is of the genre that shows."""
    columns = frame.columns
    titles = frame.column("title")
    paths = frame.column("path")
    numbers = frame.column("key")
    columns["path"] = [
        path or title or key for path, title, key in zip(paths, titles, numbers, strict=True)
    ]
    columns["key"] = [key or path for key, path in zip(numbers, columns["path"], strict=True)]
    if "genre" not in columns:
        pairs = zip(columns["path"], titles, strict=True)
        columns["genre"] = [genre_of(path or "", title, {}) for path, title in pairs]


def _answer(frame: Frame, plan: Plan) -> None:
    """An answer's question is the header of its score where no column names it; so is its scale."""
    columns = frame.columns
    header = next(
        (name for name, into in plan.opened.reading.map.items() if into in ("score", "text")), None
    )
    if "question" not in columns:
        columns["question"] = [header] * len(frame)
    if "scale" not in columns:
        asked: Mapping[str | None, str | None] = {
            each: _scale(each) for each in set(columns["question"])
        }
        columns["scale"] = [asked[each] for each in columns["question"]]


def _scale(question: str | None) -> str | None:
    found = (scale_named(question) or scale_of(question)) if question else None
    return found.name if found else None


_OF_KIND: Mapping[str, Callable[[Frame, Plan], None]] = {
    "document": _document,
    "survey_answer": _answer,
}
