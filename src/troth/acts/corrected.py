"""A file of rows that were set aside and have been corrected: read as the file they came from.

Its columns beginning with “troth: ” say where each row stood; they are dropped, and so is what
guards a cell against spreadsheets. What is left is a table as the source knows it.
"""

from __future__ import annotations

import csv
import json
import re
import tempfile
from array import array
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from troth.acts.aside import Aside
from troth.acts.handles import Handles
from troth.acts.intake import Meeting, Tally, frames
from troth.acts.original import last_reading, original
from troth.acts.rows import Sealer
from troth.acts.versions import Ordinals
from troth.errors import SourceError
from troth.patterns import later
from troth.text.guarding import unguarded

if TYPE_CHECKING:
    from types import ModuleType

    from troth.acts.opening import Workspace
    from troth.extend.laid import Laid
    from troth.extend.source import Opened

OURS = "troth: "
PLACE = f"{OURS}place"
WHY = f"{OURS}why"
_KEYS = later(
    r'\{\s*"troth: place": ("(?:[^"\\]|\\.)*"), "troth: why": "(?:[^"\\]|\\.)*"(?:,\s*|(?=\}))'
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The rows as a table, and the file they were set aside from."""

    table: Laid
    of: str


def is_corrected(it: Opened) -> bool:
    """Whether the file begins with the columns that troth puts before rows set aside."""
    first = it.head_text.lstrip("\ufeff\r\n \t").split("\n", 1)[0]
    return PLACE in first


def corrected(it: Opened, folder: Path, outer: Laid | None = None) -> Corrected:
    """The rows laid down in `folder` without our columns; `outer` is the sheet they stood in.

    SourceError where the file cannot be read as a table.
    """
    if it.head_text.lstrip("\ufeff\r\n \t").startswith("{"):
        return _lines(it, folder)
    found = _table(it, folder)
    if outer is None or outer.lines is None:
        return found
    table = found.table
    if table.lines is None or table.rows is None:
        return replace(found, table=replace(table, lines=outer.lines, rows=outer.rows))
    rows = array("q", (outer.row(line) or line for line in table.rows))
    return replace(found, table=replace(table, rows=rows))


def _table(it: Opened, folder: Path) -> Corrected:
    from troth.extend.laid import Laying
    from troth.extend.tabular import layout

    shape = layout(it)
    if shape is None or shape.form != "csv":
        raise SourceError("The file is no table.", advice="Save it as CSV with its columns.")
    header: list[str] = []
    of = ""
    with it.lines() as lines, Laying(it, folder) as laying:
        reader = csv.reader(lines, delimiter=shape.delimiter)
        start = 1
        try:
            for row in reader:
                if any(row):
                    header = header or [cell.removeprefix("\ufeff").strip() for cell in row]
                    ours = [at for at, name in enumerate(header) if name.startswith(OURS)]
                    at = header.index(PLACE)
                    of = of or (_file_of(row[at].strip("\ufeff")) if at < len(row) else "")
                    kept = [unguarded(each) for n, each in enumerate(row) if n not in ours]
                    laying.row(start, kept)
                start = reader.line_num + 1
        except (csv.Error, ValueError) as fault:
            raise SourceError(f"The file is no whole table: {fault}.", advice="") from fault
        laid = laying.laid("corrected")
    reading = replace(laid.opened.reading, header=())
    return Corrected(replace(laid, opened=replace(laid.opened, path=it.path, reading=reading)), of)


def _lines(it: Opened, folder: Path) -> Corrected:
    from troth.extend.laid import Laid
    from troth.extend.source import open_file

    of = ""
    with (
        it.lines() as lines,
        tempfile.NamedTemporaryFile(
            "w", dir=folder, suffix=".jsonl", encoding="utf-8", newline="", delete=False
        ) as out,
    ):
        for line in lines:
            found = _KEYS.match(line.removeprefix("\ufeff"))
            if found is None:
                out.write(line)
                continue
            of = of or _file_of(json.loads(found[1]))
            rest = line.removeprefix("\ufeff")[found.end() :]
            out.write("\n" if rest.strip() == "}" else "{" + rest)
    ours = replace(it.reading, encoding="utf-8", skip=0, header=())
    opened = open_file(Path(out.name), it.path, reading=ours, staff=it.staff)
    return Corrected(Laid(replace(opened, modified_us=it.modified_us), "corrected"), of)


def _file_of(place: str) -> str:
    """The file of a place: “tickets.csv” of “tickets.csv:418”."""
    plain = unguarded(place)
    return "" if plain == PLACE else re.sub(r":\d+$", "", plain)


def ordinals_of(
    place: Workspace, source: str, module: ModuleType, path: str, handles: Handles
) -> Ordinals:
    """Which rows without a key the original held already, so that a corrected one is one more.

    Empty where the original is no longer there.
    """
    before = last_reading(place, path)
    if before is None:
        return Ordinals()
    aside = Aside(place.home.tmp / f"{before.id}.again")
    with original(place, before) as found, aside:
        sealer = Sealer(source, before.system, handles, 0)
        if found is None:
            return sealer.ordinals
        it, table = found
        tally = Tally(aside, it.handed)
        meeting = Meeting(place, handles, before.system, tally)
        for frame in frames(source, module, it, tally, meeting, table):
            sealer.rows(frame)
        return sealer.ordinals
