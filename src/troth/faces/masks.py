"""What is shown half hidden, in every face: the one door through which words of records go out.

The terminal asks it in `safe`, JSON in `as_json`, tables in `inert`, pages and reports when a
template prints a value. It is a matter of showing: the evidence stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

Kinds = Callable[[], frozenset[str]]


def _nothing() -> frozenset[str]:
    return frozenset()


_KINDS: ContextVar[Kinds] = ContextVar("masks", default=_nothing)


def follow(kinds: Kinds) -> None:
    """From now on hide what this says; it is asked once, when something is shown first."""
    _KINDS.set(cache(kinds))


def choose(mask: bool | None) -> None:
    """As the command line says: all of it, nothing, or (None) what was followed before."""
    if mask is not None:
        from troth.text.hiding import KINDS

        follow(lambda: KINDS if mask else frozenset())


@contextmanager
def hiding(kinds: frozenset[str]) -> Iterator[None]:
    """Hide these while the block lasts."""
    before = _KINDS.set(lambda: kinds)
    try:
        yield
    finally:
        _KINDS.reset(before)


def masked() -> bool:
    """Whether anything is hidden at all."""
    return bool(_KINDS.get()())


def shown(text: str) -> str:
    """The text as it may be shown."""
    kinds = _KINDS.get()()
    return _hidden(text, kinds) if kinds else text


def _hidden(text: str, kinds: frozenset[str]) -> str:
    from troth.text.hiding import hidden

    return hidden(text, kinds)


def shown_in(value: Any) -> Any:
    """JSON data with every text in it as it may be shown."""
    return _each(value, kinds) if (kinds := _KINDS.get()()) else value


def _each(value: Any, kinds: frozenset[str]) -> Any:
    if isinstance(value, str):
        return _hidden(value, kinds)
    if isinstance(value, dict):
        return {_each(name, kinds): _each(held, kinds) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_each(held, kinds) for held in value]
    return value
