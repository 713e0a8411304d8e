"""Where a fact comes from, so that everything said can be opened down to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, as character offsets: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Origin:
    """A file and the place in it, and the way back to the source system where it has one.

    `row` counts lines of a table or records of a stream, from 1, the header included.
    """

    file: str
    row: int | None = None
    span: Span | None = None
    link: str | None = None

    def text(self) -> str:
        """As an editor or a terminal understands it: `tickets.csv:418`."""
        return f"{self.file}:{self.row}" if self.row is not None else self.file


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text file as editors count: lines and columns from 1, the end exclusive.

    `spot` says where that is in a file that shows no lines: "page 3, line 12".
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    spot: str = ""
