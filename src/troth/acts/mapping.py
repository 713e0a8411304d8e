"""Proposing how a file is read that no source knows: its kind, its columns, its first rows.

`propose` reads the first rows, guesses, and shows what would come of the guess. Nothing is kept: the
lines it gives stand in `troth.toml` once a person has confirmed them (`acts.settling`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.acts.found import MAPPED, Shelf, as_sheet, for_sheet, reading_of
from troth.acts.settling import section
from troth.acts.tables import is_table, tables_of
from troth.config import FileSettings, Settings
from troth.errors import UnknownNameError
from troth.model.evidence import KINDS, Draft
from troth.model.introduction import Introduction
from troth.model.reject import Question, Reject
from troth.patterns import later
from troth.store.home import Home

if TYPE_CHECKING:
    from troth.extend.source import Opened

FIRST = 2
"""Rows that are shown as they would be read."""
ROWS_TRIED = 200
_DAY = later(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person has said of a proposal; None is what troth may still guess."""

    kind: str | None = None
    map: Mapping[str, str] | None = None
    day: str | None = None
    dates: str | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A column: its name, the place proposed for it (None: it stays beside), its first values."""

    name: str
    place: str | None
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """How one table would be read, and what would come of it.

    `own` is what `troth.toml` would say. `first` holds its first records, `aside` what of its first
    rows would be set aside. `asks` is what only a person can say. `known` is the source that reads
    the file without being told.
    """

    path: str
    kind: str
    why: str
    own: FileSettings
    columns: tuple[Seen, ...]
    first: tuple[Draft | Introduction, ...] = ()
    aside: tuple[Reject, ...] = ()
    asks: Question | None = None
    known: str | None = None

    @property
    def toml(self) -> str:
        """The very lines for `troth.toml`."""
        return section(self.path, self.own)

    @property
    def beside(self) -> tuple[str, ...]:
        """Columns that no place takes; they are kept beside each record."""
        return tuple(each.name for each in self.columns if each.place is None)


def places_of(kind: str) -> Mapping[str, str]:
    """The places of a kind by name, with what each means. UnknownNameError for no kind."""
    from troth.extend.places import KIND_NAMES, places

    if kind not in KIND_NAMES:
        raise UnknownNameError("kind of record", kind, KIND_NAMES)
    return {name: place.means for name, place in places(kind).items()}


def kind_names() -> tuple[str, ...]:
    """What a mapped table may hold."""
    from troth.extend.places import PERSON

    return (*KINDS, PERSON)


def propose(
    home: Home,
    settings: Settings,
    file: Path,
    cited: str,
    choices: Mapping[str, Choice] | None = None,
) -> list[Proposal | Reject]:
    """A proposal for the file, of a workbook one for each sheet; a Reject for what is no table.

    `cited` is the file's path as settings name it; `choices` are a person's, by the path of the
    table. A place or a kind that does not exist is an UnknownNameError.
    """
    with _tables(home, settings, file, cited) as tables:
        return [
            each
            if isinstance(each, Reject)
            else _proposal(*each, settings, (choices or {}).get(each[0].path, Choice()))
            for each in tables
        ]


@contextmanager
def _tables(
    home: Home, settings: Settings, file: Path, cited: str
) -> Iterator[Iterator[tuple[Opened, FileSettings] | Reject]]:
    """The tables of a file, each with what the settings say of it already."""
    from troth.extend.source import open_file
    from troth.extend.zstd import unpacked

    own = settings.file(cited)
    staff = settings.staff_domains
    it = unpacked(open_file(file, cited, reading=reading_of(own, None), staff=staff))
    if not is_table(it):
        yield iter([(it, own)])
        return
    with tempfile.TemporaryDirectory(dir=home.tmp, prefix="laid-") as folder:
        yield (
            each if isinstance(each, Reject) else _sheet(each.opened, own, settings)
            for each in tables_of(it, Path(folder))
        )


def _sheet(it: Opened, book: FileSettings, settings: Settings) -> tuple[Opened, FileSettings]:
    own = settings.file(it.path)
    return as_sheet(it, for_sheet(book, own), None), own


def _proposal(
    it: Opened, own: FileSettings, settings: Settings, choice: Choice
) -> Proposal | Reject:
    from troth.extend.guessing import guess, placed_as
    from troth.extend.mapping import system_of
    from troth.extend.source import refuse, unreadable

    if fault := refuse(it) or unreadable(it):
        return fault
    columns, rows = _columns(it)
    if not columns:
        return it.reject(
            "The file is no table: no delimiter gives its lines the same columns.",
            "Export it as CSV, JSON, XLSX or Parquet with a line of headers.",
        )
    kind = choice.kind or own.kind
    map, why = choice.map, "you said so"
    if kind is not None:
        places_of(kind)
        map = map if map is not None else own.map or placed_as(kind, columns, rows)
    else:
        found = guess(columns, rows)
        kind, why = found.kind, found.why
        map = found.map if map is None else map
    day = choice.day or own.day or (None if _has_time(kind, map) else _day_in(it.name))
    wanted = replace(
        own,
        kind=kind,
        map={name: map[name] for name in sorted(map, key=[*columns, *map].index)},
        day=day,
        dates=choice.dates or own.dates,
        system=choice.system or own.system or system_of(it.name),
    )
    return _tried(it, wanted, settings, why, columns)


def _tried(
    it: Opened, own: FileSettings, settings: Settings, why: str, columns: Mapping[str, Any]
) -> Proposal:
    """The proposal with what the source makes of the first rows under it."""
    shelf = Shelf(settings.lens_folders)
    known = shelf.best(it)
    given = shelf.named(MAPPED).read(as_sheet(it, own, None))
    first: list[Draft | Introduction] = []
    aside: list[Reject] = []
    for item in islice(given, ROWS_TRIED):
        if isinstance(item, Reject):
            aside.append(item)
        elif len(first) < FIRST:
            first += [item] if isinstance(item, Introduction) else islice(item.drafts(), FIRST)
        if len(first) >= FIRST and not isinstance(item, Introduction):
            break
    return Proposal(
        it.path,
        own.kind or "",
        why,
        own,
        tuple(Seen(name, own.map.get(name), looks.shown) for name, looks in columns.items()),
        tuple(first[:FIRST]),
        tuple(aside[:FIRST]),
        next((each.asks for each in aside if each.asks), None),
        known[0] if known and known[0] != MAPPED else None,
    )


def _columns(it: Opened) -> tuple[dict[str, Any], int]:
    """The columns by name with how each looks, and of how many rows that is told."""
    from troth.extend.mapping import columns_of
    from troth.text.looks import SAMPLE, looks

    cells, rows = columns_of(it)
    return {name: looks(values) for name, values in cells.items()}, min(rows, SAMPLE)


def _has_time(kind: str, map: Mapping[str, str]) -> bool:
    from troth.extend.mapping import IN_ITS_PLACE

    times = {"at", "at_us", *IN_ITS_PLACE.get(kind, ())}
    return kind not in KINDS or any(place in times for place in map.values())


def _day_in(name: str) -> str | None:
    found = _DAY.search(name)
    return "-".join(found.groups()) if found else None
