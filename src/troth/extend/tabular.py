"""A tabular export as data: which headers it knows, and how each value is read.

A `Table` names the columns of a draft and the headers under which exports keep them. Headers
are compared without case, space, marks and order, so "Created at", "created_at" and
"createdAt" are one. What a table does not know goes into `extra`, nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from troth.errors import SourceError
from troth.extend.cells import Cells, Reads, advice_for
from troth.extend.dated import dated, stated_day
from troth.extend.frame import Frame
from troth.extend.opened import HEAD, Opened
from troth.extend.ordering import open_order, order_in
from troth.extend.packed import read_packed
from troth.extend.quick import PackedSet
from troth.extend.refusal import broken_off, refuse, unreadable
from troth.extend.rowset import Set, sets_of
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.amounts import Amounts, decimal_mark
from troth.text.moments import Times, order_of
from troth.text.objects import Broken
from troth.text.table import Shape, named, plain, shape_of

_MIDNIGHT = later(r".*[ T]00:00(?::00(?:\.0+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a draft and the headers under which exports keep it, best first.

    `named` holds them parted by spaces, in snake case ("created_at" finds "Created at" too).

    `into` is a column of `Draft`, a field of the kind, or a name of the source's own, which
    the source takes out of the frame again (the name that goes with an address).
    """

    into: str
    named: str
    reads: Reads = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of record as tables export it. The first column that wants a header gets it."""

    kind: str
    columns: tuple[Column, ...]

    def reads(self, into: str) -> Reads:
        """How a column of the draft is read."""
        return next((each.reads for each in self.columns if each.into == into), "text")


def headers(opened: Opened) -> tuple[str, ...]:
    """The column names of a table or the keys of JSON records, empty where it is neither."""
    shape = layout(opened)
    return named(shape.header) if shape else ()


def layout(opened: Opened) -> Shape | None:
    """How the table in this file is laid out, as far as its first 64 KiB and the settings tell.

    Of JSON records, what the settings name inside a record ("customer.id") is a column too.
    """
    reading = opened.reading
    shape = shape_of(
        opened.head_text,
        delimiter=reading.delimiter,
        skip=reading.skip,
        header=reading.header,
        whole=len(opened.head) < HEAD,
    )
    if shape is None or shape.form not in ("lines", "array") or not reading.map:
        return shape
    inside = [
        name
        for name in reading.map
        if name not in shape.header and (reading.kind or name.split(".")[0] in shape.header)
    ]
    return replace(shape, header=(*shape.header, *inside))


def chosen_columns(
    table: Table, names: Sequence[str], declared: Mapping[str, str]
) -> dict[str, str]:
    """Which header holds which column of the draft: {"at_us": "Created at", …}."""
    by_plain = {plain(name): name for name in reversed(names)}
    exact = {name: name for name in names}
    found = {name: exact.get(name) or by_plain.get(plain(name)) for name in declared}
    chosen = {into: held for name, into in declared.items() if (held := found[name]) is not None}
    taken = set(chosen.values())
    for column in table.columns:
        if column.into in chosen:
            continue
        for wanted in column.named.split():
            name = by_plain.get(plain(wanted))
            if name is not None and name not in taken:
                chosen[column.into] = name
                taken.add(name)
                break
    return chosen


def recognise(
    table: Table, names: Sequence[str], declared: Mapping[str, str] | None = None
) -> float:
    """How surely these headers are such a table: 0 where a required one is missing, else .5 to 1.

    The rest is the share of the headers that the table knows.
    """
    chosen = chosen_columns(table, names, declared or {})
    if not names or any(each.required and each.into not in chosen for each in table.columns):
        return 0.0
    return 0.5 + 0.5 * len(chosen) / len(names)


def read_table(opened: Opened, table: Table, *, packed: bool = False) -> Iterator[Frame | Reject]:
    """The rows of a table in frames of at most 20,000, and a Reject for each that is none.

    With `packed`, columns of a frame may be those of `troth.text.columns` instead of lists: the
    quick way for a source that changes no list in place.

    Faults of the whole file (no text, columns missing, dates that may be read two ways) are
    one Reject with the line to write in `troth.toml`, and then nothing else is given.
    """
    fault = refuse(opened) or unreadable(opened)
    if fault is not None:
        yield fault
        return
    try:
        yield from _read(opened, table, packed)
    except (SourceError, OSError, UnicodeError) as broken:
        yield broken_off(opened, broken)
    if opened.breaks:
        yield broken_off(opened, SourceError(opened.breaks[1]))


def _read(opened: Opened, table: Table, packed: bool) -> Iterator[Frame | Reject]:
    shape = layout(opened)
    if shape is None:
        yield opened.reject(
            "The file is no table: no delimiter gives its lines the same columns.",
            'Export it as CSV or JSON lines; a table without header needs  header = ["at", …]',
            row=1,
            excerpt=opened.head_text.strip().split("\n", 1)[0],
        )
        return
    chosen = chosen_columns(table, named(shape.header), opened.reading.map)
    there = {*chosen, "at_us"} if opened.reading.day else chosen.keys()
    missing = [each for each in table.columns if each.required and each.into not in there]
    if missing:
        yield _missing(opened, shape, missing)
        return
    batches = sets_of(opened, shape, packed=packed)
    waiting: list[Set | Broken] = []
    for batch in batches:
        waiting.append(batch)
        if not isinstance(batch, Broken):
            break
    cells = _cells(opened, table, chosen, shape, waiting[-1] if waiting else None)
    if isinstance(cells, Reject):
        yield cells
        return
    for batch in chain(waiting, batches):
        if isinstance(batch, Broken):
            yield _set_aside(opened, batch)
        else:
            yield from _framed(opened, table, chosen, cells, batch)


def _set_aside(opened: Opened, broken: Broken) -> Reject:
    return opened.reject(
        f"The row {broken.says}",
        "The row was set aside. Correct it in the export and add the file again.",
        row=broken.number,
        excerpt=broken.excerpt,
    )


def _missing(opened: Opened, shape: Shape, missing: Sequence[Column]) -> Reject:
    wanted = ", ".join(
        f'{each.into.removesuffix("_us")} ("{each.named.split()[0]}")' for each in missing
    )
    line = f'map = {{ "your column" = "{missing[0].into}" }}'
    return opened.reject(
        f"No column is recognised for {wanted}.",
        f"The file was set aside. Say which column it is:\n{opened.setting(line)}",
        row=max(shape.skip, 1) if shape.form in ("csv", "spaces") else None,
        excerpt=shape.delimiter.join(shape.header),
    )


def _cells(
    opened: Opened,
    table: Table,
    chosen: Mapping[str, str],
    shape: Shape,
    first: Set | Broken | None,
) -> Cells | Reject:
    """The readers of this file's values, settled by its settings and by its columns as a whole."""
    reading = opened.reading
    try:
        zone = ZoneInfo(reading.zone) if reading.zone else None
    except (ValueError, OSError, KeyError):
        return opened.reject(
            f"The zone “{reading.zone}” is none.",
            "Write it as in the IANA list:\n" + opened.setting('zone = "Europe/Berlin"'),
        )
    times = Times(reading.dates, zone)
    cells = Cells(times, Amounts(reading.decimal))
    cells.day = stated_day(reading.day, zone)
    if first is None or isinstance(first, Broken):
        return cells
    moments = [name for into, name in chosen.items() if table.reads(into) == "time"]
    if not reading.dates:
        for name in moments:
            if order_of(first.cells(name)).matters:
                order = order_in(opened, shape, name)
                if order.settled is None and order.prevails:
                    return open_order(opened, name, first.cells(name), order)
                times.day_first = order.settled
    at = [cell for cell in first.cells(chosen["at_us"]) if cell] if "at_us" in chosen else []
    times.midnight_is_day = len(at) > 1 and all(map(_MIDNIGHT.fullmatch, at))
    if cells.amounts.mark is None:
        money = [name for into, name in chosen.items() if table.reads(into) in ("money", "number")]
        cells.amounts.mark = decimal_mark(chain.from_iterable(map(first.cells, money)))
    return cells


def _framed(
    opened: Opened,
    table: Table,
    chosen: Mapping[str, str],
    cells: Cells,
    batch: Set,
) -> Iterator[Frame | Reject]:
    cells.faults = {}
    columns: dict[str, Sequence[Any]] = {}
    for into, name in chosen.items():
        for key, values in _read_cells(cells, into, name, table.reads(into), batch).items():
            columns[key] = _filled(columns.get(key), values)
    if opened.reading.system:
        columns["system"] = [opened.reading.system] * len(batch)
    extra = batch.extra(frozenset(chosen.values()))
    if extra is not None:
        columns["extra"] = extra
    wants = any(each.into == "at_us" for each in table.columns)
    if cells.day is not None and wants and "at_us" not in columns:
        columns.update(dated(cells.day, extra, len(batch)))
    frame = Frame(table.kind, opened.path, columns, batch.numbers)
    if cells.faults:
        frame = frame.where([at not in cells.faults for at in range(len(batch))])
    if len(frame):
        yield frame
    for at, faults in cells.faults.items():
        says = "; ".join(faults) + "."
        yield opened.reject(
            says, advice_for(faults), row=batch.numbers[at], excerpt=batch.shown(at)
        )


def _read_cells(
    cells: Cells, into: str, name: str, reads: Reads, batch: Set
) -> Mapping[str, Sequence[Any]]:
    if isinstance(batch, PackedSet):
        return read_packed(cells, into, name, reads, batch.cells(name))
    return cells.read(into, name, reads, batch.cells(name))


def _filled(old: Sequence[Any] | None, new: Sequence[Any]) -> Sequence[Any]:
    """A column that two headers give (a currency beside one written with the amount)."""
    if old is None:
        return new
    return [a if a is not None else b for a, b in zip(old, new, strict=True)]
