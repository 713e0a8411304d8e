"""What a mapping in `troth.toml` means for one file: which column fills which place of a record.

All that is wrong with a mapping is told at once, in one Reject, with the nearest name that is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from troth.extend.opened import Opened
from troth.extend.places import PERSON, Place, named_place, places
from troth.extend.rowset import ObjectSet, sets_of
from troth.extend.tabular import Column, Table, headers, layout
from troth.extend.wrapped import bare
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.objects import Broken
from troth.text.table import named, plain

IN_ITS_PLACE: Mapping[str, tuple[str, ...]] = {
    "period": ("start",),
    "incident": ("start",),
    "change": ("effect", "announced"),
}
"""Which time stands for the moment of a record where no column is mapped to it."""
NAMES_SHOWN = 12
FIRST = 5_000
"""Rows that are looked at for a proposal."""
INSIDE = 50
_PLAIN_NAMES = later(r"(?:table|sheet|tabelle|feuil(?:le)?|hoja|foglio|blad|arkusz|ark)\W*\d*")
_NO_NAME = frozenset(("export", "exported", "final", "copy", "new", "download", "data", "report"))


@dataclass(frozen=True, slots=True)
class Plan:
    """How one file is read: its columns by the place they fill, and the system of its records.

    `also` names the time field that the moment of a record is copied into.
    """

    opened: Opened
    kind: str
    system: str
    table: Table
    also: str | None = None

    def fills(self, into: str) -> bool:
        """Whether a column of the file is mapped there."""
        return into in self.opened.reading.map.values()


def planned(opened: Opened) -> Plan | Reject:
    """The plan for a file whose settings hold a kind and a mapping, or what is wrong with them."""
    reading = opened.reading
    if reading.kind is None:
        return opened.reject(
            "Nothing says what the rows of this file are.",
            "State the kind, and which column is what:\n" + opened.setting('kind = "purchase"'),
        )
    names = headers(replace(opened, reading=replace(reading, map={})))
    faults: list[str] = []
    filled = _filled(opened, reading.kind, names, faults)
    also = _moment(reading.kind, filled, reading.day)
    if not reading.day and "at" not in filled and also is None and reading.kind != PERSON:
        faults.append(_no_time(reading.kind))
    if reading.kind == PERSON and not filled.keys() & {"id", "email", "phone"}:
        faults.append("no column is mapped to “id”, “email” or “phone”, and a name alone is nobody")
    if faults and names:
        return _reject(opened, faults)
    return _plan(opened, reading.kind, filled, also)


def system_of(name: str) -> str:
    """A name for the system of a file that states none: "orders" for "Orders_2026-03 (1).csv"."""
    *book, sheet = (part.rsplit(".", 1)[0] for part in name.rsplit("/", 1)[-1].split("#"))
    stem = book[0] if book and _PLAIN_NAMES.fullmatch(sheet.casefold()) else sheet
    words = [word for word in re.split(r"[\W_]+", stem.casefold()) if word]
    kept = [word for word in words if not word.isdigit() and word not in _NO_NAME]
    return "-".join(kept) or "records"


def columns_of(opened: Opened) -> tuple[dict[str, list[str]], int]:
    """The cells of the first rows by column, and how many rows these are.

    Of JSON records the names inside an object are columns too: "customer.id".
    """
    it = bare(replace(opened, reading=replace(opened.reading, map={})))
    shape = layout(it)
    if shape is None:
        return {}, 0
    first = next((each for each in sets_of(it, shape) if not isinstance(each, Broken)), None)
    if first is None:
        return {name: [] for name in named(shape.header)}, 0
    names = list(named(shape.header))
    if isinstance(first, ObjectSet):
        names = [each for name in names for each in _within(first, name)]
    return {name: list(first.cells(name)[:FIRST]) for name in names}, min(len(first), FIRST)


def _within(records: ObjectSet, name: str) -> list[str]:
    """A column, or where it holds objects the columns that they hold."""
    cells = [cell for cell in records.cells(name)[:INSIDE] if cell]
    if not cells or not all(cell.startswith("{") for cell in cells):
        return [name]
    try:
        held = [json.loads(cell) for cell in cells]
    except ValueError:
        return [name]
    return [f"{name}.{key}" for key in dict.fromkeys(key for each in held for key in each)]


def _filled(
    opened: Opened, kind: str, names: Sequence[str], faults: list[str]
) -> dict[str, tuple[Place, str]]:
    """By the name of each place, the place and the column that fills it; faults are kept."""
    filled: dict[str, tuple[Place, str]] = {}
    for column, said in opened.reading.map.items():
        place, name = named_place(kind, said), _column(opened, column, names)
        if place is None:
            faults.append(f"“{said}” is no place of a {_kind(kind)}{_near(said, places(kind))}")
        if name is None:
            faults.append(f"the file has no column “{column}”{_near(column, names)}")
        if place is None or name is None:
            continue
        if place.name in filled and filled[place.name][1] != name:
            other = filled[place.name][1]
            faults.append(f"“{other}” and “{name}” are both mapped to “{place.name}”")
        filled[place.name] = place, name
    return filled


def _column(opened: Opened, column: str, names: Sequence[str]) -> str | None:
    """The column as the file writes it; JSON records may have one that the first do not have."""
    if column in names:
        return column
    likes = [name for name in names if plain(name) == plain(column)]
    if likes:
        return likes[0]
    shape = layout(opened)
    if shape is None or shape.form not in ("lines", "array"):
        return None
    head, dot, _ = column.partition(".")
    if dot and head in names:
        return column
    batches = (each for each in sets_of(opened, shape) if isinstance(each, ObjectSet))
    wanted = {column, head}
    return (
        column if any(wanted & each.keys() for some in batches for each in some.records) else None
    )


def _moment(kind: str, filled: Mapping[str, tuple[Place, str]], day: str | None) -> str | None:
    """The place whose time is the moment of the record too, where none is mapped to “at”."""
    if "at" in filled:
        return None
    return next((name for name in IN_ITS_PLACE.get(kind, ()) if name in filled), None)


def _plan(
    opened: Opened, kind: str, filled: Mapping[str, tuple[Place, str]], also: str | None
) -> Plan:
    reading = opened.reading
    known = places(kind)
    into = {name: place.into for name, (place, _) in filled.items()}
    if also is not None:
        into[also] = known["at"].into
    system = reading.system or system_of(opened.name)
    ours = replace(
        reading,
        map={column: into[name] for name, (_, column) in filled.items()},
        system=None if "system" in filled else system,
        zone=None if "zone" in filled else reading.zone,
    )
    columns = tuple(Column(each.into, "", each.reads) for each in known.values())
    return Plan(
        replace(opened, reading=ours),
        kind,
        system,
        Table(kind, columns),
        known[also].into if also else None,
    )


def _no_time(kind: str) -> str:
    others = "".join(f" (or to “{name}”)" for name in IN_ITS_PLACE.get(kind, ())[:1])
    return f"no column is mapped to “at”{others}, and no “day” stands for all rows"


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _near(name: str, known: Mapping[str, object] | Sequence[str]) -> str:
    by_case = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_case, n=1, cutoff=0.55)
    if near:
        return f" (did you mean “{by_case[near[0]]}”?)"
    shown = list(known)[:NAMES_SHOWN]
    more = ", …" if len(known) > NAMES_SHOWN else ""
    return f" (there {'is' if len(shown) == 1 else 'are'} {', '.join(shown)}{more})"


def _reject(opened: Opened, faults: Sequence[str]) -> Reject:
    says = "; ".join(faults)
    line = 'map = { "its column" = "a place" }'
    if any("no “day”" in fault for fault in faults):
        line += '\nday = "2026-03-01"'
    return opened.reject(
        f"{says[:1].upper()}{says[1:]}.",
        "The file was set aside. Correct its mapping:\n" + opened.setting(line),
        excerpt=opened.head_text.lstrip("\ufeff").split("\n", 1)[0],
    )
