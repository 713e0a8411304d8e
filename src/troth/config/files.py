"""How files are read: `[files."tickets-*.csv"]`."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from troth.config.faults import Faults, Path_
from troth.config.settings import FileSettings
from troth.model.evidence import KINDS

_TEXTS = ("source", "system", "dates", "zone", "encoding", "delimiter", "decimal", "link")
_KEYS = (*_TEXTS, "kind", "day", "whole", "skip", "header", "map")
_SLOTS = frozenset(["key", "thread"])
PERSON = "person"
"""A mapped table may hold people instead of records: a list of contacts."""


def files(value: Any, faults: Faults) -> dict[str, FileSettings]:
    """The settings of each pattern."""
    if not faults.is_table(value, ("files",)):
        return {}
    return {
        pattern: _file(own, ("files", pattern), faults)
        for pattern, own in value.items()
        if faults.is_table(own, ("files", pattern))
    }


def _file(own: dict[str, Any], at: Path_, faults: Faults) -> FileSettings:
    faults.unknown(own, _KEYS, at)
    texts = {name: faults.string(own[name], (*at, name)) for name in _TEXTS if name in own}
    _link(texts.get("link"), (*at, "link"), faults)
    kind = own.get("kind")
    return FileSettings(
        **texts,
        kind=None if kind is None else faults.choice(kind, (*at, "kind"), (*KINDS, PERSON)),
        day=_day(own.get("day"), (*at, "day"), faults),
        whole=faults.flag(own.get("whole", False), (*at, "whole")),
        skip=_skip(own.get("skip", 0), (*at, "skip"), faults),
        header=faults.strings(own.get("header", []), (*at, "header")),
        map=_map(own.get("map", {}), (*at, "map"), faults),
    )


def _link(value: str | None, at: Path_, faults: Faults) -> None:
    if value is None:
        return
    slots = set(re.findall(r"\{(\w*)\}", value))
    if not value.startswith(("https://", "http://")) or not slots or not slots <= _SLOTS:
        advice = 'link = "https://acme.example/tickets/{thread}"'
        faults.add(at, "“link” is a web address with {key} or {thread} in it.", advice)


def _day(value: Any, at: Path_, faults: Faults) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        faults.add(at, f"“day” is no day: {value}.", 'day = "2026-03-01"')
        return None


def _skip(value: Any, at: Path_, faults: Faults) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    faults.add(at, "“skip” is the number of lines above the header.", "skip = 2")
    return 0


def _map(value: Any, at: Path_, faults: Faults) -> dict[str, str]:
    if isinstance(value, dict) and all(isinstance(to, str) for to in value.values()):
        return value
    advice = 'map = {"Customer No" = "about", "Closed" = "at"}'
    faults.add(at, "“map” names the file's columns and ours.", advice)
    return {}
