"""JSON exports of an API, whichever way they were saved: every record with the page it came on.

An API gives pages, {"tickets": […], "users": […], "next_page": …}; people save one page, many
pages as lines or as an array, the records alone as lines or as an array, or a single record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from troth.errors import SourceError
from troth.extend.leaves import shown, value_at
from troth.extend.opened import Opened
from troth.extend.refusal import refuse, unreadable
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.objects import RECORD_MOST, Broken, array_items, line_items

PAGE_MOST = 256 << 20
"""A page is held at once, which is what APIs give pages for."""
_SPACE = "\ufeff \t\r\n"
_NAME = later(r'"([A-Za-z_][\w.-]{0,60})"\s*:')
_LINES_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One record: its values as JSON has them (numbers as text), and its line or ordinal, from 1.

    `within` is the path of the list it stood in, "" where it stood in none; `page` is the object
    around that list, empty where there is none.
    """

    values: Mapping[str, Any]
    number: int
    within: str = ""
    page: Mapping[str, Any] = field(default_factory=dict)


def names_used(opened: Opened) -> frozenset[str]:
    """The names in the first 64 KiB of a JSON file, at any depth; empty where it is no JSON."""
    text = opened.head_text
    return _names(text) if text.lstrip(_SPACE)[:1] in ("{", "[") else frozenset()


@lru_cache(maxsize=4)
def _names(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text))


def listed(
    opened: Opened, *paths: str, own: Callable[[Mapping[str, Any]], bool]
) -> Iterator[Listed | Reject]:
    """Every record of the file, and a Reject for what is none.

    `paths` name where pages hold records ("tickets", "data.payload"), in the order in which they
    are to be given; `own` says that an object is a record itself, whatever lists it holds.
    """
    yield from opened.handed.watched(_listed(opened, paths, own))


def _listed(
    opened: Opened, paths: Sequence[str], own: Callable[[Mapping[str, Any]], bool]
) -> Iterator[Listed | Reject]:
    fault = refuse(opened) or unreadable(opened)
    if fault is not None:
        yield fault
        return
    try:
        for item in _items(opened):
            if isinstance(item, Broken):
                yield _aside(opened, item.number, item.excerpt, item.says)
            else:
                yield from _unfolded(opened, *item, paths, own)
    except SourceError as broken:
        yield opened.reject(broken.says, broken.advice or "What stands before was read.")
    except (OSError, UnicodeError) as broken:
        yield opened.reject(f"The file cannot be read: {broken}.", "What stands before was read.")
    if opened.breaks:
        yield opened.reject(opened.breaks[1], "What stands before it was read. Export it again.")


def _items(opened: Opened) -> Iterator[tuple[object, int] | Broken]:
    """The values of an array, of lines, or the one value of the file (then its number is 0)."""
    if opened.head_text.lstrip(_SPACE)[:1] == "[":
        values = array_items(opened.lines())
    elif _is_in_lines(opened):
        values = line_items(opened.lines())
    else:
        yield _whole(opened)
        return
    for each in values:
        yield each if isinstance(each, Broken) else each[:2]


def _is_in_lines(opened: Opened) -> bool:
    """Whether the file holds a JSON object on each line, and more than one line."""
    with opened.lines() as lines:
        first = ""
        while not first.strip(_SPACE) and (line := lines.readline(RECORD_MOST)):
            first = line
        several = any(line.strip(_SPACE) for line in iter(lambda: lines.readline(4096), ""))
    if not several:
        return False
    begun = [first, *opened.head_text.split("\n")[1:_LINES_LOOKED_AT]]
    return _is_object(first) or (
        not first.rstrip().endswith(("{", "[", ","))
        and any(line.startswith("{") and _is_object(line) for line in begun)
    )


def _is_object(text: str) -> bool:
    try:
        return isinstance(_loaded(text.strip(_SPACE)), dict)
    except (ValueError, RecursionError):
        return False


def _loaded(text: str) -> object:
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, strict=False)


def _whole(opened: Opened) -> tuple[object, int] | Broken:
    content = opened.content(PAGE_MOST)
    text = content.decode(str(opened.encoding)).strip(_SPACE)
    try:
        return _loaded(text), 0
    except RecursionError:
        return Broken(0, text[:500], "is JSON nested too deeply.")
    except ValueError as fault:
        return Broken(0, text[:500], f"is no whole JSON ({fault}), and nothing of it was read.")


def _unfolded(
    opened: Opened,
    value: object,
    number: int,
    paths: Sequence[str],
    own: Callable[[Mapping[str, Any]], bool],
) -> Iterator[Listed | Reject]:
    """A record itself, or those a page holds; pages in pages' lists are arrays of pages."""
    if isinstance(value, list):
        for at, each in enumerate(value, start=1):
            if isinstance(each, list):
                yield _aside(opened, number or at, shown(each), "is a list in a list.")
            else:
                yield from _unfolded(opened, each, number or at, paths, own)
        return
    if not isinstance(value, Mapping):
        yield _aside(opened, number, shown(value), "is JSON, but no object with names.")
        return
    held = [] if own(value) else [path for path in paths if _holds(value_at(value, path))]
    found = [path for path in held if not any(each.startswith(f"{path}.") for each in held)]
    if not found:
        yield Listed(value, number or 1)
        return
    for path in found:
        inside = value_at(value, path)
        for at, each in enumerate(inside if isinstance(inside, list) else [inside], start=1):
            if isinstance(each, Mapping):
                yield Listed(each, number or at, path, value)
            else:
                yield _aside(opened, number or at, shown(each), f"in “{path}” is no object.")
    yield from _unread(opened, value, number, {path.split(".")[0] for path in paths})


def _holds(value: object) -> bool:
    return isinstance(value, (list, Mapping))


def _unread(
    opened: Opened, page: Mapping[str, Any], number: int, known: set[str]
) -> Iterator[Reject]:
    """Lists of a page that no path names."""
    for name, value in page.items():
        if name not in known and isinstance(value, list) and any(map(_holds, value)):
            yield opened.reject(
                f"The list “{name[:60]}” holds {len(value):,} records of a kind that is not read.",
                "They were left out; everything else on the page was read.",
                row=number or None,
                excerpt=shown(value[0]),
            )


def _aside(opened: Opened, number: int, excerpt: str, says: str) -> Reject:
    return opened.reject(
        f"The record {says}" if number else f"The file {says}",
        "It was set aside. Correct it in the export and add the file again.",
        row=number or None,
        excerpt=excerpt,
    )
