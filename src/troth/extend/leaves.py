"""What hangs on a JSON record, whatever its shape: a text, an object, a list, or nothing.

An export's value may be missing, null, or of another type than its API promises. Nothing here
raises; half characters (lone surrogates) show as �, and NUL characters are left out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from troth.patterns import later

_LONE = later(r"[\ud800-\udfff]")
SHOWN = 2000
"""Characters of a record that are shown where it is set aside, before the last cut."""


def whole(text: str) -> str:
    """Text that any file can hold."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    if _LONE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "")


def value_at(values: object, path: str) -> Any:
    """What stands at a path of names, "source.author.email"; None where the path breaks off."""
    found: Any = values
    for name in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def text_at(values: object, *paths: str) -> str | None:
    """The first of these paths that holds a text or number, without the space around it."""
    for path in paths:
        found = value_at(values, path)
        if isinstance(found, str) and (plain := whole(found).strip()):
            return plain
    return None


def words_at(values: object, *paths: str) -> str | None:
    """The first of these paths that holds a text, exactly as it stands."""
    for path in paths:
        found = value_at(values, path)
        if isinstance(found, str) and found.strip():
            return whole(found)
    return None


def flag_at(values: object, path: str) -> bool | None:
    """Yes or no, however it is written; None where it is neither."""
    found = value_at(values, path)
    if isinstance(found, str):
        word = found.strip().casefold()
        return True if word in ("true", "1") else False if word in ("false", "0") else None
    return found if isinstance(found, bool) else None


def object_at(values: object, path: str) -> Mapping[str, Any]:
    """An object, empty where there is none."""
    found = value_at(values, path)
    return found if isinstance(found, Mapping) else {}


def list_at(values: object, *paths: str) -> Sequence[Any]:
    """The first of these paths that holds a list, empty where none does."""
    for path in paths:
        found = value_at(values, path)
        if isinstance(found, list):
            return found
    return ()


def objects_at(values: object, *paths: str) -> Iterator[Mapping[str, Any]]:
    """The objects among the items of a list."""
    return (each for each in list_at(values, *paths) if isinstance(each, Mapping))


def as_text(value: object) -> str:
    """Any value as text: numbers as written, nothing as "", what is nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return whole(value)
    try:
        return whole(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    except (RecursionError, ValueError, TypeError):
        return "(nested too deeply)"


def others(
    values: Mapping[str, Any], texts: Collection[str], nested: Collection[str] = ()
) -> dict[str, str]:
    """What a source does not read of a record, as text by name, to be kept.

    `texts` are the names it reads as text and `nested` those it looks into; a value of another
    shape than that is kept too, for then it was not read.
    """
    kept = {}
    for name, value in values.items():
        inside = isinstance(value, (Mapping, list))
        read = name in nested if inside else name in texts
        if not read and value not in (None, "", [], {}):
            kept[whole(str(name))] = as_text(value)
    return kept


def shown(values: object) -> str:
    """A record as it stands, about, to be shown where it is set aside."""
    return as_text(values)[:SHOWN].replace("\0", "\\0")
