"""On which line of a TOML file a key stands, which the standard parser does not tell."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any


def line_of(text: str, at: tuple[str, ...]) -> int | None:
    """The line, from 1, on which a key or its table stands; None where it cannot be told."""
    best: tuple[int, int] | None = None
    for number, path in _lines(text):
        shared = len(path) if path == at[: len(path)] else 0
        if shared and (best is None or shared > best[0]):
            best = (shared, number)
    return best[1] if best else None


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every line that opens a table or sets a key, with the full path it is about."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip()
        if plain.startswith("["):
            table = _keys(plain.split("#")[0] if '"' not in plain else plain) or table
            yield number, table
        elif "=" in plain and not plain.startswith("#"):
            yield number, (*table, *_keys(plain.split("=", 1)[0] + "= 0"))


def _keys(line: str) -> tuple[str, ...]:
    """The path of keys a single TOML line speaks of, empty where it is part of a longer value."""
    try:
        held: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    path: list[str] = []
    while isinstance(held, dict | list) and held:
        if isinstance(held, list):
            held = held[0]
            continue
        path.append(next(iter(held)))
        held = held[path[-1]]
    return tuple(path)
