"""JSON records that stand in a list inside one object, as an API's page: {"orders": [{…}, {…}]}.

They are handed on as JSON lines, so that whatever reads records reads these too.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from troth.errors import SourceError
from troth.extend.opened import Opened

PAGE_MOST = 256 << 20
"""A page is held at once, which is what APIs give pages for."""
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)


def bare(opened: Opened) -> Opened:
    """The file as its records alone: itself, or the longest list of objects inside its one object.

    An object that has one of the mapped names itself is a record and no page.
    """
    text = opened.head_text.lstrip("\ufeff \t\r\n")
    if not text.startswith("{") or _several(text):
        return opened
    try:
        encoding = opened.encoding
        if not isinstance(encoding, str):
            return opened
        whole = _DECODER.decode(opened.content(PAGE_MOST).decode(encoding).strip("\ufeff \t\r\n"))
    except (SourceError, OSError, ValueError, RecursionError):
        return opened  # reading the whole meets the same fault, and says so
    if not isinstance(whole, dict) or any(name in whole for name in opened.reading.map):
        return opened
    records = max(_lists(whole), key=len, default=None)
    if records is None:
        return opened
    lines = "".join(json.dumps(each, ensure_ascii=True) + "\n" for each in records).encode("ascii")
    reading = replace(opened.reading, encoding="utf-8")
    return replace(opened, raw=lambda: io.BytesIO(lines), size=len(lines), reading=reading)


def _several(text: str) -> bool:
    """Whether the first line is an object by itself and more follows: JSON lines."""
    first, _, rest = text.partition("\n")
    try:
        return isinstance(json.loads(first), dict) and bool(rest.strip())
    except (ValueError, RecursionError):
        return False


def _lists(whole: Mapping[str, Any]) -> Iterator[list[Mapping[str, Any]]]:
    """The lists of objects in an object, and those in the objects it holds."""
    for value in whole.values():
        for each in [value, *(value.values() if isinstance(value, dict) else ())]:
            if isinstance(each, list) and each and all(isinstance(one, dict) for one in each):
                yield each
