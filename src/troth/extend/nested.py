"""JSON records with what is nested in them, for exports of an API: lines, an array, or a page.

A page is an object that holds its records in a list of a known name, {"tickets": […], "next_page": …}.
Lines and arrays are streamed; a page is held at once, which is what APIs give pages for.
Records come clean: half a character shows as �; what holds a NUL, or is nested deeper than any
export nests, is set aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

from troth.errors import SourceError
from troth.extend.opened import Opened
from troth.extend.refusal import broken_off, refuse, unreadable
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.objects import Broken, array_items, line_items

PAGE_MOST = 256 << 20
DEEPEST = 64
"""A record nested deeper than this is set aside: walking it would end the program."""

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
_ESCAPED = later(r"\\u(?:0000|[dD][89a-fA-F])")


@dataclass(frozen=True, slots=True)
class Nested:
    """One record: its names and values as JSON has them, and its line or ordinal, from 1.

    Numbers stay as they are written (text), so that long ids and leading zeros survive.
    `within` is the name of the list it stood in, "" where it stood in none.
    """

    values: Mapping[str, Any]
    number: int
    within: str = ""


def nested(opened: Opened, *lists: str, member: str = "") -> Iterator[Nested | Reject]:
    """Every record of the file, and a Reject for what is none.

    `lists` names the lists that pages of this export hold their records in. Of an archive
    `member` names the file in it.
    """
    yield from opened.handed.watched(_nested(opened, lists), member)


def _nested(opened: Opened, lists: tuple[str, ...]) -> Iterator[Nested | Reject]:
    fault = refuse(opened) or unreadable(opened)
    if fault is not None:
        yield fault
        return
    try:
        if _is_page(opened, lists):
            yield from _page(opened, lists)
            return
        start = opened.head_text.lstrip("\ufeff \t\r\n")[:1]
        items = array_items(opened.lines()) if start == "[" else line_items(opened.lines())
        for item in items:
            yield from _records(opened, item, lists)
    except (SourceError, OSError, UnicodeError) as broken:
        yield broken_off(opened, broken)
    if opened.breaks:
        yield opened.reject(opened.breaks[1], "What stands before it was read. Export it again.")


def peeked(opened: Opened, *lists: str, most: int = 20) -> list[Nested]:
    """The first records, as far as the first 64 KiB show them whole: to recognise a file by."""
    text = opened.head_text.lstrip("\ufeff \t\r\n")
    found: list[Nested] = []
    starts = [("", text)]
    for name in lists:
        at = text.find(f'"{name}"')
        if at >= 0 and (begin := text.find("[", at)) >= 0 and text[:1] == "{":
            starts.append((name, text[begin:]))
    for within, part in reversed(starts):
        for value in _first(part, most):
            if isinstance(value, dict) and not _is_too_deep(value):
                found.append(Nested(_clean(value), len(found) + 1, within))
        if found:
            break
    return found[:most]


def _first(text: str, most: int) -> Iterator[object]:
    """Values from the start of a text that may break off: an array's items, or lines."""
    at = 1 if text.startswith("[") else 0
    for _ in range(most):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError, IndexError):
            return
        yield value


def _is_page(opened: Opened, lists: tuple[str, ...]) -> bool:
    """Whether the file is one object, as far as its start shows."""
    text = opened.head_text.lstrip("\ufeff \t\r\n")
    if not text.startswith("{") or not lists or _several_lines(text):
        return False
    return text.split("\n", 1)[0].strip() == "{" or any(f'"{name}"' in text for name in lists)


def _several_lines(text: str) -> bool:
    """Whether the text begins as JSON lines: its first line is a whole object."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    try:
        return isinstance(json.loads(first), dict) and bool(rest.strip())
    except (ValueError, RecursionError):
        return False


def _page(opened: Opened, lists: tuple[str, ...]) -> Iterator[Nested | Reject]:
    content = opened.content(PAGE_MOST)
    encoding = opened.encoding
    if not isinstance(encoding, str):
        raise SourceError(encoding.says)
    text = content.decode(encoding)
    try:
        whole = _DECODER.decode(text.lstrip("\ufeff"))
    except RecursionError:
        yield opened.reject("The file is JSON nested too deeply.", "Export it again.")
    except ValueError as fault:
        if str(fault).startswith("Extra data"):
            for item in line_items(text.split("\n")):
                yield from _records(opened, item, lists)
            return
        yield opened.reject(
            f"The file is no whole JSON: {fault}.", "Nothing of it was read. Export it again."
        )
    else:
        yield from _records(opened, (whole, 1, ""), lists, odd=_is_odd(text))


def _is_odd(text: str) -> bool:
    """Whether a text may hold half a character or a NUL."""
    return _ESCAPED.search(text) is not None or "\0" in text


def _records(
    opened: Opened,
    item: tuple[object, int, str] | Broken,
    lists: tuple[str, ...],
    odd: bool = False,
) -> Iterator[Nested | Reject]:
    if isinstance(item, Broken):
        yield _aside(opened, item.number, item.excerpt, item.says)
        return
    value, number, shown = item
    odd = odd or _is_odd(shown)
    flat = bool(shown) and shown.count("{") + shown.count("[") <= DEEPEST
    if not isinstance(value, dict):
        yield _aside(opened, number, shown, "is JSON, but no object with names.")
        return
    inside = [name for name in lists if isinstance(value.get(name), list)]
    found: Iterator[tuple[object, int, str]] = chain.from_iterable(
        ((each, at, name) for at, each in enumerate(value[name], start=1)) for name in inside
    )
    for each, at, name in found if inside else iter([(value, number, "")]):
        if not isinstance(each, dict):
            yield _aside(opened, at, _brief(each), f"in “{name}” is no object with names.")
        elif not flat and _is_too_deep(each):
            yield _aside(opened, at, "", "is JSON nested too deeply to be a record.")
        elif not odd:
            yield Nested(each, at, name)
        elif _holds_nul(each):
            yield _aside(opened, at, str(_clean(each)), "holds a NUL character.")
        else:
            yield Nested(_clean(each), at, name)


def _brief(value: object) -> str:
    return "" if _is_too_deep(value) else str(_clean(value))[:200]


def _is_too_deep(value: object) -> bool:
    """Whether lists and objects stand in one another more than 64 deep; level by level."""
    level = [value]
    for _ in range(DEEPEST):
        level = (
            [
                part
                for each in level
                for part in (
                    each.values() if isinstance(each, dict) else cast("list[object]", each)
                )
                if isinstance(part, (dict, list))
            ]
            if isinstance(level[0], (dict, list))
            else []
        )
        if not level:
            return False
    return True


def _holds_nul(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_nul, chain(value, value.values())))
    return any(map(_holds_nul, value)) if isinstance(value, list) else "\0" in str(value)


def _clean(value: Any) -> Any:
    """The same value in which half a character shows as �."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {_clean(name): _clean(each) for name, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _aside(opened: Opened, number: int, excerpt: str, says: str) -> Reject:
    return opened.reject(
        f"The record {says}",
        "It was set aside. Correct it in the export and add the file again.",
        row=number or None,
        excerpt=excerpt.replace("\0", "\\0"),
    )
