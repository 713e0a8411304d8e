"""A pattern that is compiled later is the pattern; and every one that the rooms hold can be compiled."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import troth
from troth.patterns import later


def test_it_answers_as_the_pattern_does() -> None:
    made, kept = re.compile(r"(?P<n>\d+) days", re.I), later(r"(?P<n>\d+) days", re.I)
    text = "7 DAYS, then 30 days"
    assert [one.span() for one in kept.finditer(text)] == [(0, 6), (13, 20)]
    assert kept.sub("soon", text) == made.sub("soon", text)
    assert kept.search(text, 3).group("n") == "30"  # type: ignore[union-attr]
    assert (kept.pattern, kept.flags, kept.groupindex) == (
        made.pattern,
        made.flags,
        made.groupindex,
    )
    assert kept.split(text) == made.split(text)
    assert later(rb"\d").findall(b"a1") == [b"1"]


def test_a_bad_pattern_raises_when_it_is_first_used_and_again() -> None:
    kept = later("(")
    for _ in range(2):
        with pytest.raises(re.error):
            kept.search("x")


def test_it_has_no_attributes_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError):
        _ = later("x").finds  # type: ignore[attr-defined]


def _modules() -> Iterator[str]:
    for room in ("text", "prose", "documents", "acts", "faces", "extend", "config"):
        found = importlib.import_module(f"troth.{room}")
        yield from (one.name for one in pkgutil.walk_packages(found.__path__, f"troth.{room}."))


def _held(value: Any, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if type(value).__name__ == "_Later":
        yield value
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from _held(one, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _held(one, depth - 1)


def test_every_pattern_that_the_rooms_hold_can_be_compiled() -> None:
    assert troth.__path__
    count = 0
    for name in _modules():
        for value in vars(importlib.import_module(name)).values():
            for one in _held(value):
                assert re.compile(one.pattern, one.flags & ~re.UNICODE), name
                count += 1
    assert count > 500
