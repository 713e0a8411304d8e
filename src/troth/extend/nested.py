"""JSON records with what is nested in them, for exports of an API: lines, an array, or a page.

A page is an object that holds its records in a list of a known name, {"tickets": […], "next_page": …}.
Lines and arrays are streamed; a page is held at once, which is what APIs give pages for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from troth.errors import SourceError
from troth.extend.opened import Opened
from troth.model.reject import Reject
from troth.text.objects import Broken, array_items, line_items

PAGE_MOST = 256 << 20


@dataclass(frozen=True, slots=True)
class Nested:
    """One record: its names and values as JSON has them, and its line or ordinal, from 1.

    Numbers stay as they are written (text), so that long ids and leading zeros survive.
    `within` is the name of the list it stood in, "" where it stood in none.
    """

    values: Mapping[str, Any]
    number: int
    within: str = ""


def nested(opened: Opened, *lists: str) -> Iterator[Nested | Reject]:
    """Every record of the file, and a Reject for what is none.

    `lists` names the lists that pages of this export hold their records in.
    """
    start = opened.head_text.lstrip("\ufeff \t\r\n")[:1]
    try:
        if start == "[":
            items = array_items(opened.lines())
        elif _is_page(opened, lists):
            yield from _page(opened, lists)
            return
        else:
            items = line_items(opened.lines())
        for item in items:
            yield from _records(opened, item, lists)
    except SourceError as fault:
        yield opened.reject(fault.says, fault.advice or "What stands before was read.")
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
            if isinstance(value, dict):
                found.append(Nested(value, len(found) + 1, within))
        if found:
            break
    return found[:most]


def _first(text: str, most: int) -> Iterator[object]:
    """Values from the start of a text that may break off: an array's items, or lines."""
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
    at = 1 if text.startswith("[") else 0
    for _ in range(most):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError, IndexError):
            return
        yield value


def _is_page(opened: Opened, lists: tuple[str, ...]) -> bool:
    text = opened.head_text
    return text.lstrip("\ufeff \t\r\n").startswith("{") and any(
        f'"{name}"' in text for name in lists
    ) and not _several_lines(text)  # fmt: skip


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
    try:
        whole = json.loads(
            content.decode(encoding),
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            strict=False,
        )
    except RecursionError:
        yield opened.reject("The file is JSON nested too deeply.", "Export it again.")
        return
    except ValueError as fault:
        yield opened.reject(
            f"The file is no whole JSON: {fault}.", "Nothing of it was read. Export it again."
        )
        return
    yield from _records(opened, (whole, 1, ""), lists)


def _records(
    opened: Opened, item: tuple[object, int, str] | Broken, lists: tuple[str, ...]
) -> Iterator[Nested | Reject]:
    if isinstance(item, Broken):
        yield _aside(opened, item.number, item.excerpt, item.says)
        return
    value, number, shown = item
    if not isinstance(value, dict):
        yield _aside(opened, number, shown, "is JSON, but no object with names.")
        return
    inside = [name for name in lists if isinstance(value.get(name), list)]
    if not inside:
        yield Nested(value, number)
        return
    for name in inside:
        for at, each in enumerate(value[name], start=1):
            if isinstance(each, dict):
                yield Nested(each, at, name)
            else:
                yield _aside(opened, at, str(each)[:200], f"in “{name}” is no object with names.")


def _aside(opened: Opened, number: int, excerpt: str, says: str) -> Reject:
    return opened.reject(
        f"The record {says}",
        "It was set aside. Correct it in the export and add the file again.",
        row=number or None,
        excerpt=excerpt,
    )
