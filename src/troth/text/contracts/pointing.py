"""Following a `$ref` inside one file, and `allOf` taken together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_STEPS = 20


def followed(held: Any, root: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """What stands behind a reference, and the reference; what points outside the file is empty."""
    ref = ""
    for _ in range(_STEPS):
        if not isinstance(held, Mapping):
            return {}, ref
        pointer = held.get("$ref")
        if not isinstance(pointer, str):
            return held, ref
        ref = ref or pointer
        held = _pointed(pointer, root)
    return {}, ref


def _pointed(pointer: str, root: Mapping[str, Any]) -> Any:
    if not pointer.startswith("#"):
        return {}
    at: Any = root
    for part in pointer[1:].split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(at, Mapping):
            at = at.get(name)
        elif isinstance(at, list) and name.isdecimal() and int(name) < len(at):
            at = at[int(name)]
        else:
            return {}
    return at


def merged(schema: Mapping[str, Any], root: Mapping[str, Any], deep: int = 0) -> Mapping[str, Any]:
    """A schema with the parts of its `allOf` laid into it: all their properties, all they require."""
    parts = schema.get("allOf")
    if not isinstance(parts, list) or deep > _STEPS:
        return schema
    made: dict[str, Any] = {}
    own = {name: value for name, value in schema.items() if name != "allOf"}
    for each in (*parts, own):
        held = merged(followed(each, root)[0], root, deep + 1)
        properties = {**_of(made, "properties"), **_of(held, "properties")}
        required = [
            name
            for one in (made.get("required"), held.get("required"))
            if isinstance(one, list)
            for name in one
        ]
        made.update(held)
        made.update({"properties": properties} if properties else {})
        made.update({"required": required} if required else {})
    return made


def _of(held: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = held.get(name)
    return found if isinstance(found, Mapping) else {}
