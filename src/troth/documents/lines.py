"""The lines of a source as a parser sees them, tabs made blanks, and the way back to offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from troth.patterns import later

_BREAK = later(r"\r\n|\n|\r")
_ODD = later("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TAB = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of several lines that was found again: for each where it begins in it, and the offsets.

    `columns` maps the signs of a line with tabs; of others the offset is `base` and a count.
    """

    words: str
    starts: tuple[int, ...]
    bases: tuple[int, ...]
    columns: tuple[tuple[int, ...] | None, ...]

    def offset(self, index: int) -> int:
        """The offset in the whole text of a sign of the stretch."""
        at = bisect_right(self.starts, index) - 1
        inside = index - self.starts[at]
        columns = self.columns[at]
        if columns is None:
            return self.bases[at] + inside
        return columns[min(inside, len(columns) - 1)]

    def ranges(self, first: int, last: int) -> list[tuple[int, int]]:
        """The offsets of a part of the stretch, line by line."""
        found = []
        for at, start in enumerate(self.starts):
            end = self.starts[at + 1] - 1 if at + 1 < len(self.starts) else len(self.words)
            begin, stop = max(first, start), min(last, end)
            if begin < stop:
                found.append((self.offset(begin), self.offset(stop - 1) + 1))
        return found


class Lines:
    """The source lines from an offset on."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._begins = [start]
        raws: list[str] = []
        at = start
        for found in _BREAK.finditer(text, start):
            raws.append(text[at : found.start()])
            at = found.end()
            self._begins.append(at)
        raws.append(text[at:])
        self._begins.append(len(text))
        self.expanded = [_ODD.sub(" ", raw).expandtabs(_TAB).rstrip() for raw in raws]
        self._raws = raws
        self._cursors: dict[int, int] = {}

    def begin(self, number: int) -> int:
        """The offset at which a line begins, counted from 0."""
        return self._begins[min(number, len(self._begins) - 1)]

    def drawn(self, number: int) -> bool:
        """Whether a line may be part of a table drawn with lines."""
        return self.expanded[number].lstrip()[:1] in ("+", "|")

    def find(self, number: int, words: str) -> Found:
        """Words as the parser gives them, whose first line stands on a line counted from 0.

        What is on the same source line more than once is taken from left to right.
        """
        starts, bases, columns = [], [], []
        at = 0
        for step, part in enumerate(words.split("\n")):
            line = min(number + step, len(self.expanded) - 1)
            column = self._column(line, part)
            starts.append(at)
            mapped = self._columns(line) if "\t" in self._raws[line] else None
            bases.append(self._begins[line] + column)
            columns.append(mapped[column:] if mapped else None)
            at += len(part) + 1
        return Found(words, tuple(starts), tuple(bases), tuple(columns))

    def _column(self, line: int, part: str) -> int:
        whole = self.expanded[line]
        column = whole.find(part, self._cursors.get(line, 0))
        if column < 0:
            column = max(0, whole.find(part))
        self._cursors[line] = column + len(part)
        return column

    def _columns(self, line: int) -> tuple[int, ...]:
        """For each column with tabs made blanks its offset; one more for the end."""
        begin = self._begins[line]
        offsets: list[int] = []
        for at, sign in enumerate(self._raws[line]):
            wide = _TAB - len(offsets) % _TAB if sign == "\t" else 1
            offsets += [begin + at] * wide
        offsets.append(begin + len(self._raws[line]))
        return tuple(offsets)
