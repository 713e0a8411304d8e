"""Rows from delimited text, with the line each begins at, and what cannot be a row.

Three laws: a row is given whole or set aside whole; every line belongs to a row or to something
set aside; and no broken row takes its neighbours with it further than it must.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal, Protocol

from troth.text.objects import EXCERPT, Broken, is_array, is_lines, keys

Form = Literal["csv", "spaces", "lines", "array"]

BATCH = 1_000
"""Rows parsed at once: few enough that they die young, before the collector looks at them twice."""
BLOCK = 4096
FIELD_MOST = 4 << 20
"""A field longer than 4 Mi characters is set aside: a quote that was never closed, or no field."""
REREAD_MOST = 64 << 20
DELIMITERS = ",;\t|"

csv.field_size_limit(FIELD_MOST)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is laid out: its form, its delimiter, the names of its columns as they stand.

    `skip` lines stand above the first row of values (the header and what is above it).
    """

    form: Form
    header: tuple[str, ...]
    delimiter: str = ","
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the header's width, and the line (or record) each begins at, from 1."""

    values: list[list[str]]
    numbers: list[int]


def shape_of(
    head: str,
    *,
    delimiter: str | None = None,
    skip: int = 0,
    header: Sequence[str] = (),
    whole: bool = False,
) -> Shape | None:
    """How the table that begins like this is laid out, or None where it is no table.

    `head` is the first part of the text (`whole` where it is all of it). `delimiter`, `skip`
    and `header` (names for a table without them) are what somebody declared.
    """
    text = head.removeprefix("\ufeff")
    if not delimiter and not header:
        if is_lines(text):
            return Shape("lines", keys(text))
        if is_array(text):
            return Shape("array", keys(text.lstrip()[1:]))
    lines = list(io.StringIO(text, newline=""))[skip:]
    if not whole and len(lines) > 1:
        lines = lines[:-1]
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    above = skip + first
    found = _delimited(lines[first:], delimiter)
    if found is not None:
        mark, names, height = found
        return Shape("csv", tuple(header) or names, mark, above if header else above + height)
    names = _spaced(lines[first:], header)
    if names:
        return Shape("spaces", names, " ", above if header else above + 1)
    return None


def _delimited(lines: list[str], declared: str | None) -> tuple[str, tuple[str, ...], int] | None:
    """The delimiter under which most rows have the header's width, the header, and its lines."""
    best: tuple[float, int, str, tuple[str, ...], int] | None = None
    for mark in declared or DELIMITERS:
        reader = csv.reader(lines[:200], delimiter=mark)
        try:
            header = next(reader, [])
            height = reader.line_num
            rows = [header, *(row for row in reader if row)]
        except csv.Error:
            continue
        if not header or (len(header) < 2 and not declared):
            continue
        agreeing = sum(len(row) == len(header) for row in rows) / len(rows)
        score = (agreeing, len(header), mark, tuple(cell.strip() for cell in header), height)
        best = max(best, score) if best else score
    return best[2:] if best else None


def _spaced(lines: list[str], declared: Sequence[str]) -> tuple[str, ...]:
    """Names of columns parted by white space, where every row has as many words as there are names."""
    rows = [line.split() for line in lines[:200] if line.strip()]
    names = list(declared) or rows[0]
    if len(rows) + len(declared) < 2 or len(names) < 2:
        return ()
    if any(len(row) != len(names) for row in rows):
        return ()
    plain_names = all(re.fullmatch(r"[A-Za-z_]\w*", name) for name in names)
    return tuple(names) if declared or plain_names else ()


def named(header: Sequence[str]) -> tuple[str, ...]:
    """The names of columns, each once: a name that comes again is "text (2)", none "column 3"."""
    seen: dict[str, int] = {}
    names = []
    for at, cell in enumerate(header, start=1):
        name = cell.strip().strip("\ufeff").strip() or f"column {at}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def plain(name: str) -> str:
    """A header without case, spaces and marks, to compare it: "Created at" is "createdat"."""
    return re.sub(r"[\W_]+", "", name.casefold())


def rows(lines: Iterable[str], shape: Shape) -> Iterator[Rows | Broken]:
    """The rows of a delimited or spaced table, in batches, and whatever is none."""
    lines = iter(lines)
    above = sum(1 for _ in islice(lines, shape.skip))
    width = len(shape.header)
    if shape.form == "spaces":
        batches = _split_on_spaces(lines, above)
    else:
        batches = _Delimited(lines, shape.delimiter, width, above).batches()
    for batch in batches:
        if isinstance(batch, Broken):
            yield batch
        else:
            yield from _of_width(*batch, width)


def _of_width(
    values: list[list[str]], numbers: list[int], source: list[str], width: int
) -> Iterator[Rows | Broken]:
    """Part the rows that have the header's width from those that do not."""
    whole = set(map(len, values)) <= {width} and all(map(str.strip, map("".join, values)))
    if whole and not any("\0" in line for line in source):
        if values:
            yield Rows(values, numbers)
        return
    good: list[list[str]] = []
    places: list[int] = []
    broken: list[Broken] = []
    ends = [*numbers[1:], numbers[0] + len(source)] if numbers else []
    for row, number, end in zip(values, numbers, ends, strict=True):
        if not any(cell.strip() for cell in row):
            continue
        shown = "".join(source[number - numbers[0] : end - numbers[0]]).rstrip("\r\n")
        if any("\0" in cell for cell in row):
            broken.append(Broken(number, shown.replace("\0", "\\0")[:EXCERPT], "holds a NUL byte."))
        elif len(row) == width or (len(row) > width and not any(row[width:])):
            good.append(row[:width])
            places.append(number)
        else:
            says = f"has {len(row)} columns where the header has {width}."
            broken.append(Broken(number, shown[:EXCERPT], says))
    if good:
        yield Rows(good, places)
    yield from broken


class _Reader(Protocol):
    """What `csv.reader` makes."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


_Batch = tuple[list[list[str]], list[int], list[str]]


def _split_on_spaces(lines: Iterator[str], above: int) -> Iterator[_Batch | Broken]:
    number = above
    while source := list(islice(lines, BATCH)):
        values = [line.split() for line in source]
        yield values, list(range(number + 1, number + 1 + len(source))), source
        number += len(source)


class _Delimited:
    """A strict `csv.reader` over remembered lines, so that it can start again after a fault.

    `_kept` holds the lines from the first of the batch on, read or not; `_base` counts those
    before them.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, width: int, above: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._again: list[str] = []
        self._kept: list[str] = []
        self._base = above
        self._reread = 0

    def _blocks(self) -> Iterator[list[str]]:
        block, self._again = self._again, []
        while block or (block := list(islice(self._lines, BLOCK))):
            self._kept += block
            yield block
            block = []

    def batches(self) -> Iterator[_Batch | Broken]:
        """Batches of rows as parsed, and a Broken for lines that do not parse."""
        while True:
            feed = chain.from_iterable(self._blocks())
            reader = csv.reader(feed, delimiter=self._delimiter, strict=True)
            fault = yield from self._until_fault(reader)
            if fault is None:
                return
            yield self._recovered(*fault)

    def _until_fault(self, reader: _Reader) -> Generator[_Batch, None, tuple[str, int] | None]:
        values: list[list[str]] = []
        numbers: list[int] = []
        start = done = 0
        kept = self._kept
        fault: tuple[str, int] | None = None
        try:
            for row in reader:
                values.append(row)
                numbers.append(self._base + start + 1)
                start = reader.line_num - done
                if len(values) >= BATCH:
                    yield values, numbers, kept[:start]
                    self._base += start
                    done += start
                    del kept[:start]
                    values, numbers, start = [], [], 0
        except csv.Error as error:
            fault = str(error), reader.line_num - done - start
        yield values, numbers, kept[:start]
        self._base += start
        del kept[:start]
        return fault

    def _recovered(self, fault: str, count: int) -> Broken:
        """Set the broken record aside; where only its first line is broken, keep the rest."""
        lines, unread = self._kept[:count], self._kept[count:]
        number = self._base + 1
        rest = lines[1:]
        if rest and self._reread < REREAD_MOST and self._stands_alone(rest):
            self._reread += sum(map(len, rest))
            unread = rest + unread
            lines = lines[:1]
        elif "field larger" in fault and sum(line.count('"') for line in lines) % 2:
            passed, unread = self._to_closing_quote(unread)
            lines += passed
        self._again = unread
        self._kept.clear()
        self._base += len(lines)
        return Broken(number, "".join(lines)[:EXCERPT].rstrip("\r\n"), _why(fault, len(lines)))

    def _stands_alone(self, rest: list[str]) -> bool:
        """Whether at least half of these lines read as rows of the right width by themselves."""
        try:
            parsed = [row for row in csv.reader(rest, delimiter=self._delimiter) if row]
        except csv.Error:
            return False
        return sum(len(row) == self._width for row in parsed) * 2 >= len(rest)

    def _to_closing_quote(self, unread: list[str]) -> tuple[list[str], list[str]]:
        """The lines up to one that closes the quote, and those already read after it."""
        passed: list[str] = []
        ahead = deque(unread)
        while line := ahead.popleft() if ahead else next(self._lines, ""):
            passed.append(line if len(passed) < 10 else "")
            if line.count('"') % 2:
                break
        return passed, list(ahead)


def _why(fault: str, count: int) -> str:
    after = "line" if count == 2 else f"{count - 1} lines"
    upto = f" It and the {after} after it are one row." if count > 1 else ""
    if "field larger" in fault:
        return f"holds a field of more than {FIELD_MOST >> 20} Mi characters.{upto}"
    if "unexpected end" in fault:
        return f"opens a quote that is never closed.{upto}"
    return f"has a quote inside a quoted field that is not doubled.{upto}"
