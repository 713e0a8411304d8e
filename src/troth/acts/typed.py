"""Values as the store declares them; what a source gives in another type is its author's fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from troth.errors import ExtensionError
from troth.text.columns import Coded, Strings, Whole

Wrong = Callable[[object], ExtensionError]


def typed(kind: str, values: Sequence[Any], wrong: Wrong) -> Sequence[Any]:
    """A column in its declared type; of a packed one, each distinct value once."""
    if isinstance(values, Coded):
        return Coded(_TYPED[kind](values.values, wrong), values.codes)
    fits = (kind == "string" and isinstance(values, Strings)) or (
        kind == "int64" and isinstance(values, Whole)
    )
    return values if fits else _TYPED[kind](values, wrong)


def _texts(values: Sequence[Any], wrong: Wrong) -> list[str | None]:
    try:
        together = "".join([each for each in values if each is not None])
        if not together.isascii():
            together.encode()
    except (UnicodeEncodeError, TypeError):
        return [None if each is None else _whole(str(each)) for each in values]
    return list(values)


def _whole(text: str) -> str:
    """The text with halves of surrogate pairs, which no file can hold, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _ints(values: Sequence[Any], wrong: Wrong) -> list[int | None]:
    for each in values:
        if each is not None and (type(each) is not int or not -(2**63) <= each < 2**63):
            raise wrong(each)
    return list(values)


def _floats(values: Sequence[Any], wrong: Wrong) -> list[float | None]:
    try:
        return [None if each is None else float(each) for each in values]
    except (TypeError, ValueError, OverflowError) as fault:
        raise wrong(fault) from fault


def _bools(values: Sequence[Any], wrong: Wrong) -> list[bool | None]:
    for each in values:
        if each is not None and type(each) is not bool:
            raise wrong(each)
    return list(values)


_TYPED: Mapping[str, Callable[[Sequence[Any], Wrong], list[Any]]] = {
    "string": _texts,
    "int64": _ints,
    "float64": _floats,
    "bool": _bools,
}


def as_json(value: Mapping[str, object] | None) -> str | None:
    if not value:
        return None
    text = json.dumps(
        dict(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    return text if text.isascii() else _whole(text)
