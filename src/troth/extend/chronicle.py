"""Rows that tell several dated facts about one thing: a deal, a case, an invoice.

A CRM keeps one row for each thing, with a column for each moment that matters. `tell` reads such
rows, from a table or from an API's JSON, and hands each to the source, which says in `Told` what
happened when and who is who; what was told comes out in frames.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from troth.extend.cells import Cells, advice_for
from troth.extend.frame import Frame
from troth.extend.nested import nested, peeked
from troth.extend.opened import Opened
from troth.extend.people import person
from troth.extend.tabular import Table, chosen_columns, layout, read_table
from troth.model.evidence import Identifier
from troth.model.introduction import Introduction
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.model.units import DAY_US, MINUTE_US
from troth.text.amounts import Amounts
from troth.text.moments import Times
from troth.text.table import named, plain

BATCH = 5_000
"""JSON records read at once."""
MET_MOST = 1_000_000
"""People remembered at once, so that each is introduced once."""

LATEST = "at the latest: the export says that it happened, not when"
"""Said in `extra` of a step that is dated by the last change of its row."""

_BLANK = frozenset(("", "-", "–", "null", "\\n", "(no value)"))
_BLANK_MOST = max(map(len, _BLANK))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Flat = Callable[[Mapping[str, Any]], dict[str, str]]
"""One JSON record as a row of text, under the names that a table of the same export has."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells as read, under the source's own names, and the rest as it stood."""

    number: int
    cells: Mapping[str, Any]
    extra: Mapping[str, str]

    def text(self, name: str) -> str | None:
        """A text; None where the cell is empty or says so."""
        value = self.cells.get(name)
        if not isinstance(value, str) or (len(value) <= _BLANK_MOST and value.casefold() in _BLANK):
            return None
        return value

    def time(self, name: str) -> int | None:
        """A moment in UTC microseconds."""
        value = self.cells.get(name)
        return value if isinstance(value, int) else None

    def number_of(self, name: str) -> float | None:
        """A number or an amount."""
        value = self.cells.get(name)
        return float(value) if isinstance(value, int | float) else None

    def flag(self, name: str) -> bool | None:
        """Yes, no, or not said."""
        value = self.cells.get(name)
        return value if isinstance(value, bool) else None

    def also(self, *names: str) -> dict[str, str]:
        """What no column of the record takes: the rest of the row, and these cells besides."""
        kept = dict(self.extra)
        for name in names:
            value = self.cells.get(name)
            if isinstance(value, str) and value and self.text(name) is not None:
                kept[name] = value
            elif isinstance(value, bool):
                kept[name] = "true" if value else "false"
            elif isinstance(value, float):
                kept[name] = f"{value:.15g}"
            elif isinstance(value, int):
                kept[name] = (_EPOCH + timedelta(microseconds=value)).isoformat()
        return kept


@dataclass(slots=True)
class Told:
    """What rows have told so far, kind by kind, until it is taken."""

    opened: Opened
    system: str
    zone: tzinfo | None = None
    kept: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    aside: list[Introduction | Reject] = field(default_factory=list)
    met: set[tuple[Identifier, ...]] = field(default_factory=set)

    def add(self, kind: str, row: Row, at_us: int, key: str | None, **columns: Any) -> None:
        """One record, by the columns of a draft and of its kind."""
        columns.update(key=key, at_us=at_us, precision=precision_of(at_us, self.zone))
        columns["zone"] = self.opened.reading.zone
        self.kept.setdefault(kind, []).append((row.number, columns))

    def steps(
        self,
        row: Row,
        key: str,
        moments: Sequence[tuple[str, int | None]],
        status: str | None,
        extra: Mapping[str, str],
        **columns: Any,
    ) -> int:
        """Steps of one case, from what was done and when; how many of them have a moment.

        Each is keyed by the case and by what follows the first word ("deal won": "won"). The
        newest carries the status, for that is how the case stands after it; the first carries what
        else the row says.
        """
        dated = [(at, what) for what, at in moments if at is not None]
        dated.sort(key=lambda one: one[0])
        for place, (at, what) in enumerate(dated):
            last = place == len(dated) - 1
            self.add(
                "step",
                row,
                at,
                f"{key}:{what.split(' ', 1)[-1]}",
                activity=what,
                status=status if last else None,
                extra=extra if place == 0 else {},
                **columns,
            )
        return len(dated)

    def person(self, value: str | None, name: str | None = None) -> Identifier | None:
        """Who a cell means, a bare number being one of this system."""
        return person(value, name, self.system)

    def introduce(
        self, row: Row, identifiers: Sequence[Identifier | None], *, once: bool = True, **more: Any
    ) -> None:
        """Somebody the row names; once in a file, unless the row is all about her."""
        ways = tuple(dict.fromkeys(one for one in identifiers if one is not None))
        if not ways or (once and ways in self.met):
            return
        if once:
            if len(self.met) >= MET_MOST:
                self.met.clear()
            self.met.add(ways)
        system = self.opened.reading.system
        origin = Origin(self.opened.path, row.number)
        self.aside.append(Introduction(ways, origin, system=system, **more))

    def place(
        self, row: Row, account: Identifier, parent: Identifier | None, owner: str | None = None
    ) -> None:
        """An account that is part of another, or that one of us looks after."""
        if parent is None and owner is None:
            return
        origin, system = Origin(self.opened.path, row.number), self.opened.reading.system
        self.aside.append(
            Introduction((), origin, (account,), parent=parent, owner=owner, system=system)
        )

    def reject(self, row: Row, says: str, advice: str) -> None:
        """A row that is set aside."""
        shown = [str(each) for each in (*row.cells.values(), *row.extra.values()) if each]
        excerpt = ", ".join(each[:100] for each in shown[:20])
        self.aside.append(self.opened.reject(says, advice, row=row.number, excerpt=excerpt))

    def take(self) -> Iterator[Frame | Introduction | Reject]:
        """All that was told since the last time."""
        for kind, records in self.kept.items():
            names = dict.fromkeys(name for _, columns in records for name in columns)
            filled: dict[str, Sequence[Any]] = {
                name: [columns.get(name) for _, columns in records] for name in names
            }
            if self.opened.reading.system:
                filled["system"] = [self.system] * len(records)
            yield Frame(kind, self.opened.path, filled, [number for number, _ in records])
        yield from self.aside
        self.kept, self.aside = {}, []


def tell(
    opened: Opened,
    table: Table,
    system: str,
    teller: Callable[[Row, Told], None],
    *,
    lists: tuple[str, ...] = (),
    flat: Flat | None = None,
) -> Iterator[Frame | Introduction | Reject]:
    """All that the rows of a file tell; `lists` and `flat` are for the JSON of the same export."""
    told = Told(opened, opened.reading.system or system, _zone(opened))
    for batch in _batches(opened, table, lists, flat or flattened):
        if isinstance(batch, Reject):
            yield batch
            continue
        for row in batch:
            teller(row, told)
        yield from told.take()


def precision_of(at_us: int, zone: tzinfo | None) -> str:
    """A moment at midnight sharp is taken for a day, one at a whole minute for a minute."""
    if at_us % MINUTE_US:
        return "second"
    local = at_us
    if zone is not None:
        shift = (_EPOCH + timedelta(microseconds=at_us)).astimezone(zone).utcoffset()
        local += int((shift or timedelta()).total_seconds()) * 1_000_000
    return "minute" if local % DAY_US else "day"


def first_rows(opened: Opened, *lists: str, flat: Flat | None = None) -> list[dict[str, str]]:
    """The first rows under their headers in plain letters ("createdat"), to recognise a file by."""
    if is_json(opened):
        records = [(flat or flattened)(one.values) for one in peeked(opened, *lists)]
        return [{plain(name): cell for name, cell in record.items()} for record in records]
    shape = layout(opened)
    if shape is None or shape.form != "csv":
        return []
    names = [plain(name) for name in named(shape.header)]
    lines = opened.head_text.splitlines(keepends=True)[shape.skip : shape.skip + 60]
    try:
        rows = list(islice(csv.reader(lines, delimiter=shape.delimiter), 20))
    except csv.Error:
        rows = []
    return [dict(zip(names, (cell.strip() for cell in row), strict=False)) for row in rows] or [
        dict.fromkeys(names, "")
    ]


def is_json(opened: Opened) -> bool:
    """Whether the file begins as JSON does."""
    return opened.head_text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def dig(value: object, *path: str | int) -> Any:
    """What stands at a path in nested JSON; None where the way there is missing."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def as_text(value: object) -> str:
    """A JSON value as a cell: numbers as written, nothing as "", what is nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except (RecursionError, ValueError, TypeError):
        return "(nested too deeply)"


def flattened(values: Mapping[str, Any], *inside: str) -> dict[str, str]:
    """A record as text by name; the objects named in `inside` are laid open."""
    flat: dict[str, str] = {}
    for name, value in values.items():
        if name in inside and isinstance(value, dict):
            flat.update({inner: as_text(each) for inner, each in value.items()})
        else:
            flat[name] = as_text(value)
    return flat


def _batches(
    opened: Opened, table: Table, lists: tuple[str, ...], flat: Flat
) -> Iterator[list[Row] | Reject]:
    if not is_json(opened):
        for item in read_table(opened, table):
            yield _rows(item) if isinstance(item, Frame) else item
        return
    held: list[tuple[int, dict[str, str]]] = []
    for each in nested(opened, *lists):
        if isinstance(each, Reject):
            yield each
            continue
        held.append((each.number, flat(each.values)))
        if len(held) >= BATCH:
            yield from _objects(opened, table, held)
            held = []
    yield from _objects(opened, table, held)


def _objects(
    opened: Opened, table: Table, held: list[tuple[int, dict[str, str]]]
) -> Iterator[list[Row] | Reject]:
    """JSON records read as the columns of the table are."""
    if not held:
        return
    names = list(dict.fromkeys(name for _, record in held for name in record))
    chosen = chosen_columns(table, names, opened.reading.map)
    cells = Cells(
        Times(opened.reading.dates, _zone(opened)), Amounts(opened.reading.decimal or ".")
    )
    columns: dict[str, list[Any]] = {}
    for into, name in chosen.items():
        texts = [record.get(name, "") for _, record in held]
        for key, values in cells.read(into, name, table.reads(into), texts).items():
            old = columns.get(key) or [None] * len(held)
            columns[key] = [a if a is not None else b for a, b in zip(old, values, strict=True)]
    known = frozenset(chosen.values())
    rows = []
    for at, (number, record) in enumerate(held):
        if at not in cells.faults:
            rest = {name: cell for name, cell in record.items() if cell and name not in known}
            rows.append(Row(number, {key: column[at] for key, column in columns.items()}, rest))
    yield rows
    for at, faults in cells.faults.items():
        number, record = held[at]
        says, shown = "; ".join(faults) + ".", as_text(record)
        yield opened.reject(says, advice_for(faults), row=number, excerpt=shown)


def _rows(frame: Frame) -> list[Row]:
    extra = frame.columns.pop("extra", None) or [{}] * len(frame)
    names = list(frame.columns)
    values = zip(*frame.columns.values(), strict=True) if names else [()] * len(frame)
    return [
        Row(number, dict(zip(names, cells, strict=True)), rest)
        for number, cells, rest in zip(frame.rows, values, extra, strict=True)
    ]


def _zone(opened: Opened) -> tzinfo | None:
    try:
        return ZoneInfo(opened.reading.zone) if opened.reading.zone else None
    except (ValueError, OSError, KeyError):
        return None
