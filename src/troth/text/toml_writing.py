"""Lines of TOML that say exactly what was meant, whatever stands in a name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Value = str | bool | int | Sequence[str]


def quoted(text: str) -> str:
    """A text as a basic string: quotes, backslashes and control characters escaped."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007F")


def written(value: Value) -> str:
    """A value as it stands behind the equals sign."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    return f"[{', '.join(map(quoted, value))}]"


def header(*path: str) -> str:
    """The line that opens a table; names that are plain stand bare."""
    return f"[{'.'.join(map(_name, path))}]"


def pairs(values: Mapping[str, Value], *, bare: bool = True) -> list[str]:
    """A line for each name with its value; with `bare` plain names stand without quotes."""
    return [
        f"{_name(name) if bare else quoted(name)} = {written(value)}"
        for name, value in values.items()
    ]


def _name(name: str) -> str:
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else quoted(name)
