"""JSON records as rows of text: one object a line, or one array of them, read piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from troth.patterns import later

BATCH = 20_000
EXCERPT = 500
PIECE = 1 << 20
RECORD_MOST = 32 << 20
"""A record of more than 32 Mi characters is set aside."""

_OBJECT = later(r"\s*\{\s*(?:\"|\})")
_ARRAY = later(r"\s*\[\s*(?:\{|\]|$)")
_LONE = later(r"[\ud800-\udfff]")
_NEXT = later(r"\}\s*,\s*(?=\{)")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines that are no row: where they begin, how they begin, and why."""

    number: int
    excerpt: str
    says: str


@dataclass(frozen=True, slots=True)
class Objects:
    """JSON records as text by name, and the line or ordinal of each, from 1."""

    values: list[dict[str, str]]
    numbers: list[int]


def is_lines(text: str) -> bool:
    """Whether a text begins as JSON lines: among its first lines one is a whole object."""
    if not _OBJECT.match(text):
        return False
    lines = [line for line in text.split("\n", 20)[:20] if line.strip()]
    return len(lines) == 1 or any(isinstance(_record(line, 0), dict) for line in lines)


def is_array(text: str) -> bool:
    """Whether a text begins as a JSON array of objects."""
    return _ARRAY.match(text) is not None


def keys(text: str) -> tuple[str, ...]:
    """The names used by the records in a piece of JSON, in order of appearance."""
    names: dict[str, None] = {}
    at = 0
    for _ in range(200):
        at = _past(text, at)
        try:
            record, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError, IndexError):
            following = text.find("\n", at)
            if following < 0:
                break
            at = following
            continue
        if isinstance(record, dict):
            names.update(dict.fromkeys(record))
    return tuple(names)


def _past(text: str, at: int) -> int:
    """Past white space and commas."""
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def json_lines(lines: Iterable[str]) -> Iterator[Objects | Broken]:
    """JSON records, one a line, in batches, and whatever is none."""
    values: list[dict[str, str]] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip(" \t\r\n\ufeff"):
            continue
        record = _record(line, number)
        if isinstance(record, Broken):
            yield record
            continue
        values.append(record)
        numbers.append(number)
        if len(values) >= BATCH:
            yield Objects(values, numbers)
            values, numbers = [], []
    if values:
        yield Objects(values, numbers)


def _record(line: str, number: int) -> dict[str, str] | Broken:
    text = line.strip(" \t\r\n\ufeff")
    found = _value(text, number)
    return found if isinstance(found, Broken) else _as_text(found[0], number, text)


def _value(text: str, number: int) -> tuple[object] | Broken:
    """The one JSON value of a line, or why it is none."""
    try:
        value, end = _DECODER.raw_decode(text)
    except RecursionError:
        return Broken(number, text[:EXCERPT], "is JSON nested too deeply to be a record.")
    except ValueError as fault:
        what = fault.msg if isinstance(fault, json.JSONDecodeError) else "a number too long"
        return Broken(number, text[:EXCERPT], f"is no JSON: {what[:1].lower()}{what[1:]}.")
    if end != len(text):
        return Broken(number, text[:EXCERPT], "is no JSON: something stands after the record.")
    return (value,)


def _as_text(value: object, number: int, shown: str) -> dict[str, str] | Broken:
    """A record's values as text: numbers as written, nothing as "", nested values as JSON."""
    if not isinstance(value, dict):
        return Broken(number, shown[:EXCERPT], "is JSON, but no object with names.")
    record = {name: each if type(each) is str else _text(each) for name, each in value.items()}
    if "\\u" in shown and any(map(_LONE.search, (*record, *record.values()))):
        record = {_whole(name): _whole(each) for name, each in record.items()}
    nul = "\0" in shown or "\\u0000" in shown
    if nul and any("\0" in each for each in (*record, *record.values())):
        return Broken(number, shown.replace("\0", "\\0")[:EXCERPT], "holds a NUL character.")
    return record


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _whole(text: str) -> str:
    """Text in which half a character (a lone surrogate, from a cut emoji) shows as �."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def json_array(text: TextIO) -> Iterator[Objects | Broken]:
    """The records of one JSON array, numbered from 1, and what is none; bounded memory."""
    values: list[dict[str, str]] = []
    numbers: list[int] = []
    for number, item in enumerate(_Array(text).items(), start=1):
        if isinstance(item, Broken):
            yield Broken(number, item.excerpt, item.says)
            continue
        record = _as_text(item[0], number, item[1])
        if isinstance(record, Broken):
            yield record
            continue
        values.append(record)
        numbers.append(number)
        if len(values) >= BATCH:
            yield Objects(values, numbers)
            values, numbers = [], []
    if values:
        yield Objects(values, numbers)


def array_items(text: TextIO) -> Iterator[tuple[object, int, str] | Broken]:
    """The values of one JSON array as they are, each with its ordinal from 1 and its text."""
    for number, item in enumerate(_Array(text).items(), start=1):
        if isinstance(item, Broken):
            yield Broken(number, item.excerpt, item.says)
        else:
            yield item[0], number, item[1]


def line_items(lines: Iterable[str]) -> Iterator[tuple[object, int, str] | Broken]:
    """The values of JSON lines as they are, each with its line from 1 and its text."""
    for number, line in enumerate(lines, start=1):
        text = line.strip(" \t\r\n\ufeff")
        if not text:
            continue
        value = _value(text, number)
        yield value if isinstance(value, Broken) else (value[0], number, text)


class _Array:
    """Walks one JSON array in a text of any length, holding about one record of it."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._held = ""
        self._at = 0
        self._ended = False

    def items(self) -> Iterator[tuple[object, str] | Broken]:
        """Each value with its text; a Broken for what stands between values and is none."""
        self._more()
        self._at = self._held.find("[") + 1
        while self._to_next():
            if self._held[self._at] == "]":
                yield from self._after_end()
                return
            yield self._item()
        yield Broken(0, "", "ends before the array does: a closing bracket is missing.")

    def _more(self) -> None:
        left = self._held[self._at :]
        piece = self._text.read(max(PIECE, len(left)))
        self._ended = not piece
        self._held, self._at = left + piece, 0

    def _to_next(self) -> bool:
        """Move past white space and commas; whether anything is left."""
        while True:
            self._at = _past(self._held, self._at)
            if self._at < len(self._held):
                return True
            if self._ended:
                return False
            self._more()

    def _item(self) -> tuple[object, str] | Broken:
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except RecursionError:
                return self._skipped("is JSON nested too deeply to be a record.")
            except ValueError:
                value, end = None, -1
            if end >= 0 and (end < len(self._held) or self._ended):
                shown = self._held[self._at : end]
                self._at = end
                return value, shown
            if self._ended or len(self._held) - self._at > RECORD_MOST:
                return self._skipped("is no JSON object that ends.")
            self._more()

    def _skipped(self, says: str) -> Broken:
        """Set aside up to the next place where a record seems to begin, else all the rest."""
        shown = self._held[self._at : self._at + EXCERPT]
        found = _NEXT.search(self._held, self._at)
        if found:
            self._at = found.end()
            return Broken(0, shown, says)
        while not self._ended:
            self._at = len(self._held)
            self._more()
        closed = self._held.rstrip().endswith("]")
        self._held, self._at = "]" if closed else "", 0
        return Broken(0, shown, f"{says} Nothing after it was read.")

    def _after_end(self) -> Iterator[Broken]:
        self._at += 1
        if self._to_next():
            shown = self._held[self._at : self._at + EXCERPT]
            yield Broken(0, shown, "stands after the end of the array.")
