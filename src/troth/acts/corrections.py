"""What was set aside, written out in the columns of its own file, to be corrected and added again.

The rows are read from the file itself where it still lies there unchanged; where it does not,
only how each row begins is known. In front of each row stand its place and why it was set aside.
"""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from troth.acts.corrected import OURS, PLACE, WHY
from troth.acts.original import original
from troth.acts.sparing import SAYS, Spare, sparing
from troth.ledger import manifest
from troth.ledger.manifest import Import
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.text.guarding import guarded

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.extend.laid import Laid
    from troth.extend.source import Opened
    from troth.text.table import Shape

BEGINS = "how the row begins"
LONGEST = 1_000
"""Lines that one row may take before it is taken for a quote that was never closed."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The rows of one file: `text` in its own form, `ending` its file ending.

    `rows` are given whole; of `begun` only the beginning is known, `without` are places of which
    nothing can be given; `unplaced` faults are of the file as a whole.
    """

    path: str
    text: str
    ending: str = ".csv"
    rows: int = 0
    begun: int = 0
    without: int = 0
    unplaced: int = 0


@dataclass(slots=True)
class _Faults:
    """Why each row was set aside, and how it begins."""

    says: dict[int, list[str]] = field(default_factory=dict)
    begins: dict[int, str] = field(default_factory=dict)
    unplaced: int = 0


def with_rows_aside(place: Workspace) -> list[Import]:
    """The newest reading of every file of which rows were set aside."""
    newest: dict[str, Import] = {}
    with place.ledger.read() as con:
        for one in manifest.imports(con):
            if one.act == "add":
                newest[one.path] = one
    return [one for one in newest.values() if one.set_aside]


def corrections(place: Workspace, one: Import) -> Corrections:
    """The rows that one reading of a file set aside."""
    faults = _faults(place, one)
    spare = sparing(place, one.system)
    with original(place, one) as found:
        if found is not None:
            it, table = found
            start = it.head_text.lstrip("\ufeff \t\r\n")[:1]
            if start in ("{", "["):
                return _as_lines(one, faults, _objects(it, start, faults), spare)
            shape = _shape(it)
            if shape is not None:
                return _as_table(one, faults, _rows(it, shape, table, faults), shape, spare)
    return _as_begun(one, faults)


def _faults(place: Workspace, one: Import) -> _Faults:
    faults = _Faults()
    with place.ledger.read() as con:
        for reject in manifest.rejects(con, one.generation):
            row = reject.origin.row
            if row is None:
                faults.unplaced += 1
                continue
            faults.says.setdefault(row, []).append(reject.says)
            if reject.excerpt:
                faults.begins.setdefault(row, reject.excerpt)
    return faults


def _shape(it: Opened) -> Shape | None:
    from troth.extend.tabular import layout
    from troth.model.reject import Reject

    if isinstance(it.encoding, str):
        shape = layout(it)
        return None if isinstance(shape, Reject) else shape
    return None


def _rows(
    it: Opened, shape: Shape, table: Laid | None, faults: _Faults
) -> Iterator[tuple[int, list[str]]]:
    """(row, cells) of the rows set aside, as they stand."""
    wanted = {row: row for row in faults.says}
    if table is not None and table.lines is not None and table.rows is not None:
        lines = zip(table.lines, table.rows, strict=True)
        wanted = {line: row for line, row in lines if row in faults.says}
    with it.lines() as stream:
        numbered = enumerate(stream, start=1)
        ahead: deque[tuple[int, str]] = deque()
        while (item := ahead.popleft() if ahead else next(numbered, None)) is not None:
            number, line = item
            if number not in wanted:
                continue
            if shape.form == "spaces":
                yield wanted[number], line.split()
                continue
            more = [*ahead, *islice(numbered, LONGEST - len(ahead))] if line.count('"') % 2 else []
            cells, taken = _record(line, [text for _, text in more], shape.delimiter)
            if more:
                ahead = deque(more[taken:])
            yield wanted[number], cells


def _record(line: str, more: Sequence[str], delimiter: str) -> tuple[list[str], int]:
    """The cells of a row, and how many further lines it takes; its first line where it never ends."""
    try:
        reader = csv.reader([line, *more], delimiter=delimiter)
        cells = next(reader, [])
        if not more or reader.line_num <= len(more):
            return cells, reader.line_num - 1
        return next(csv.reader([line], delimiter=delimiter), []), 0
    except csv.Error:
        return line.rstrip("\r\n").split(delimiter), 0


def _objects(it: Opened, start: str, faults: _Faults) -> Iterator[tuple[int, str]]:
    """(row, text) of JSON records set aside: a line each, or the items of an array."""
    from troth.text.objects import Broken, array_items

    with it.lines() as stream:
        if start == "[":
            for item in array_items(stream):
                if not isinstance(item, Broken) and item[1] in faults.says:
                    yield item[1], " ".join(item[2].splitlines())
            return
        lines = [line for line in it.head_text.split("\n", 2) if line.strip()]
        if len(lines) < 2 or not lines[0].strip().endswith("}"):
            return
        for number, line in enumerate(stream, start=1):
            if number in faults.says:
                yield number, line.strip("\ufeff \t\r\n")


def _as_table(
    one: Import,
    faults: _Faults,
    rows: Iterator[tuple[int, list[str]]],
    shape: Shape,
    spare: Spare,
) -> Corrections:
    ours = [at for at, name in enumerate(shape.header) if name.startswith(OURS)]
    at = shape.header.index(PLACE) if PLACE in shape.header else None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    kept = [name for n, name in enumerate(shape.header) if n not in ours]
    writer.writerow([PLACE, WHY, *map(guarded, kept)])
    left = dict(faults.says)
    given = 0
    for row, cells in rows:
        if row not in left or _names_forgotten(one, row, "\n".join(cells), spare):
            continue
        place = cells[at] if at is not None and at < len(cells) else f"{one.path}:{row}"
        own = [cell for n, cell in enumerate(cells) if n not in ours]
        writer.writerow([guarded(place), guarded(" ".join(left.pop(row))), *map(guarded, own)])
        given += 1
    for row, says in sorted(left.items()):
        writer.writerow([guarded(f"{one.path}:{row}"), guarded(" ".join(says))])
    return Corrections(
        one.path, out.getvalue(), rows=given, without=len(left), unplaced=faults.unplaced
    )


def _as_lines(
    one: Import, faults: _Faults, rows: Iterator[tuple[int, str]], spare: Spare
) -> Corrections:
    left = dict(faults.says)
    lines = []
    for row, text in rows:
        if row not in left or not text.startswith("{") or _names_forgotten(one, row, text, spare):
            continue
        head = _head(f"{one.path}:{row}", " ".join(left.pop(row)))
        rest = text[1:].lstrip()
        lines.append(f"{{{head}{'' if rest.startswith('}') else ', '}{rest}")
    given = len(lines)
    lines += [f"{{{_head(f'{one.path}:{row}', ' '.join(says))}}}" for row, says in left.items()]
    text = "".join(f"{line}\n" for line in lines)
    return Corrections(
        one.path, text, ".jsonl", rows=given, without=len(left), unplaced=faults.unplaced
    )


def _head(place: str, why: str) -> str:
    said = ((PLACE, place), (WHY, why))
    return ", ".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in said)


def _as_begun(one: Import, faults: _Faults) -> Corrections:
    """Only what the ledger kept of each row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([PLACE, WHY, BEGINS])
    for row, says in sorted(faults.says.items()):
        begins = faults.begins.get(row, "")
        writer.writerow([guarded(f"{one.path}:{row}"), guarded(" ".join(says)), guarded(begins)])
    begun = len(faults.begins)
    without = len(faults.says) - begun
    return Corrections(
        one.path, out.getvalue(), begun=begun, without=without, unplaced=faults.unplaced
    )


def _names_forgotten(one: Import, row: int, text: str, spare: Spare) -> bool:
    return spare(Reject(Origin(one.path, row), text, "", "")).says == SAYS


def write_all(found: Sequence[Corrections], target: Path) -> list[tuple[Corrections, Path]]:
    """Each file's rows in a file: `target`, or where there are several, “target-1”, “target-2” …"""
    written = []
    for number, one in enumerate(found, start=1):
        ending = target.suffix if one.ending == ".csv" and target.suffix else one.ending
        stem = target.stem if len(found) == 1 else f"{target.stem}-{number}"
        file = target.with_name(f"{stem}{ending}")
        file.write_text(one.text, encoding="utf-8", newline="")
        written.append((one, file))
    return written
