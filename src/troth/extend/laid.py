"""Tables of cells (a workbook's sheet, a Parquet file) laid down as CSV, so that any source reads them.

The CSV lies in a folder of the caller's, who removes it. A cell with line breaks takes several
lines of it; `placed` leads what a source gives back to the row of the table itself.
"""

from __future__ import annotations

import csv
import tempfile
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from troth.errors import SourceError, StoreError, unwritten
from troth.extend.frame import Frame
from troth.extend.opened import Opened, open_file
from troth.extend.unpacked import UNPACKED_FREE, UNPACKED_RATIO
from troth.model.covered import Covered
from troth.model.evidence import Draft
from troth.model.introduction import Introduction
from troth.model.reject import Reject
from troth.patterns import later

BREAK = later(r"\r\n|\r|\n")
Given = Covered | Draft | Frame | Introduction | Reject


@dataclass(frozen=True, slots=True)
class Laid:
    """One table: the CSV to offer to the sources, and what it is called in its file.

    `above` holds the texts of rows above the header, which are no records. `hidden` says that the
    file's owner does not see it. `lines` and `rows`, where they are, say at which line of the CSV
    which row of the table begins.
    """

    opened: Opened
    name: str
    above: tuple[str, ...] = ()
    hidden: bool = False
    lines: array[int] | None = None
    rows: array[int] | None = None

    def row(self, line: int | None) -> int | None:
        """The row of the table that stands in this line of the CSV."""
        if line is None or self.lines is None or self.rows is None:
            return line
        at = bisect_right(self.lines, line) - 1
        return self.rows[at] if at >= 0 else line


class Laying:
    """Writes rows as CSV, each in the line of its own number as long as no cell breaks a line.

    StoreError where the folder takes no more: that is no fault of the table.
    """

    def __init__(self, opened: Opened, folder: Path) -> None:
        self._opened = opened
        self._most = UNPACKED_FREE + UNPACKED_RATIO * (opened.size or 0)
        try:
            handle, path = tempfile.mkstemp(".csv", "laid-", folder)
        except OSError as fault:
            raise _full(fault, folder) from fault
        self.path = Path(path)
        self._file = open(handle, "w", encoding="utf-8", newline="")  # noqa: SIM115, PTH123
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._line = 1
        self._lines: array[int] | None = None
        self._rows: array[int] | None = None
        self._written = 0

    def __enter__(self) -> Laying:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            self._close()
        finally:
            if kind is not None:
                self.path.unlink(missing_ok=True)

    def row(self, number: int, cells: Sequence[str]) -> None:
        """One row. Blank lines stand in for the rows that are passed over."""
        try:
            self._write(number, cells)
        except OSError as fault:
            raise _full(fault, self.path) from fault

    def _write(self, number: int, cells: Sequence[str]) -> None:
        if number > self._line and self._lines is None:
            self._file.write("\r\n" * (number - self._line))
            self._line = number
        whole = "\x1f".join(cells)
        broken = len(BREAK.findall(whole)) if "\n" in whole or "\r" in whole else 0
        if self._lines is None and (broken or number < self._line):
            self._lines, self._rows = array("q"), array("q")
        if self._lines is not None and self._rows is not None:
            self._lines.append(self._line)
            self._rows.append(number)
        self._writer.writerow(cells)
        self._line += 1 + broken
        self._written += len(whole) + 2
        if self._written > self._most:
            raise SourceError("The file unpacks to far more than an export ever holds.")

    def laid(self, name: str, above: Sequence[str] = (), *, hidden: bool = False) -> Laid:
        """What was written, as a source sees it; it is cited as “book.xlsx#Orders.csv”."""
        self._close()
        cited = f"{self._opened.path}#{name.replace('/', '_')}.csv"
        ours = replace(self._opened.reading, delimiter=",", encoding="utf-8", skip=0)
        it = open_file(self.path, cited, reading=ours, staff=self._opened.staff)
        it = replace(it, modified_us=self._opened.modified_us)
        if self._lines is None:
            return Laid(it, name, tuple(above), hidden)
        return Laid(it, name, tuple(above), hidden, self._lines, self._rows)

    def _close(self) -> None:
        try:
            self._file.close()
        except OSError as fault:
            raise _full(fault, self.path) from fault


def _full(fault: OSError, place: Path) -> StoreError:
    """What is wrong with the folder that tables are laid down in."""
    return unwritten(fault, place) or StoreError(f"{fault.strerror}.", place=str(place))


def placed(read: Callable[[Opened], Iterator[Given]], table: Laid) -> Iterator[Given]:
    """What a source gives of a table, each at the row in which it stands in the file itself."""
    for item in read(table.opened):
        yield _placed(item, table)


def _placed(item: Given, table: Laid) -> Given:
    if table.lines is None or isinstance(item, Covered):
        return item
    if isinstance(item, Frame):
        item.rows = [table.row(line) or line for line in item.rows]
        return item
    return replace(item, origin=replace(item.origin, row=table.row(item.origin.row)))
