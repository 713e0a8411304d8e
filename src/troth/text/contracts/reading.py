"""A description of an interface as it lies in a file: which form it has, and what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from troth.errors import MissingExtraError, SourceError

Form = Literal["openapi", "json-schema", "graphql"]

ENDINGS = frozenset({".json", ".yaml", ".yml", ".graphql", ".graphqls", ".gql"})
"""What a file of an interface may end in; JSON and YAML hold much else besides."""
LARGEST = 32 << 20
_GRAPHQL = (".graphql", ".graphqls", ".gql")
_SCHEMA = ("$schema", "properties", "$defs", "definitions", "allOf", "oneOf", "anyOf", "items")
_INSTALL = "Install it with  pip install 'troth[api]'."


@dataclass(frozen=True, slots=True)
class Contract:
    """A description: its form, where it came from, and what it holds.

    `held` is the mapping of a JSON or YAML file, or the text of a GraphQL schema.
    """

    form: Form
    place: str
    held: Any


def read_contract(place: str, data: bytes) -> Contract | None:
    """The description in a file, or None where the file is something else.

    Raises SourceError where it is meant to be one and cannot be read, and MissingExtraError where
    the reader of its form is not installed.
    """
    ending = PurePath(place).suffix.lower()
    if ending not in ENDINGS:
        return None
    if len(data) > LARGEST:
        raise SourceError(f"It is larger than {LARGEST >> 20} MiB.", place=place)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        says = f"It is no UTF-8 text: byte {fault.start} fits nowhere."
        raise SourceError(says, place=place, advice="Save it as UTF-8.") from fault
    if ending in _GRAPHQL:
        return Contract("graphql", place, text)
    held = _json(place, text) if ending == ".json" else _yaml(place, text)
    if not isinstance(held, Mapping):
        return None
    if "openapi" in held or "swagger" in held:
        return Contract("openapi", place, held)
    return Contract("json-schema", place, held) if any(key in held for key in _SCHEMA) else None


def _json(place: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        says = f"It is no JSON: {fault.msg} in line {fault.lineno}."
        raise SourceError(says, place=place, advice="Correct that line.") from fault
    except RecursionError as fault:
        raise SourceError("It is nested too deep to be read.", place=place) from fault


def _yaml(place: str, text: str) -> Any:
    """YAML as its own library reads it: plain values only, nothing is ever built or run."""
    try:
        import yaml
    except ImportError as fault:
        raise MissingExtraError("YAML cannot be read here.", advice=_INSTALL) from fault
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f" in line {mark.line + 1}" if mark is not None else ""
        why = getattr(fault, "problem", None) or "it cannot be read"
        raise SourceError(
            f"It is no YAML: {why}{line}.", place=place, advice="Correct that line."
        ) from fault
    except (RecursionError, ValueError) as fault:
        raise SourceError(f"It is no YAML that can be read: {fault}.", place=place) from fault
