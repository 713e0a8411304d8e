"""What a list of changes, or an answer's headers, state in columns of their own, as their source kept it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a list of changes states in columns of its own, as its source kept it."""

    moved_from: tuple[date, ...] = ()
    known: date | None = None
    postponed: bool = False
    told: str = ""
    reached: int | None = None
    affected: int | None = None
    removes: tuple[str, ...] = ()
    notice: bool = True
    faults: str = ""
    """What is written wrong, of the headers of an answer."""


def extra_of(row: Row) -> Mapping[str, Any]:
    """The further columns of a row, as it was kept; empty where they cannot be read."""
    return unfolded(row.get("extra"))


def unfolded(held: Any) -> Mapping[str, Any]:
    """Further columns, from JSON or as they are; empty where they cannot be read."""
    if isinstance(held, Mapping):
        return held
    try:
        found = json.loads(held) if held else {}
    except (ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def stated(row: Row) -> Stated | None:
    """What a list of changes states, None where the row is of another kind."""
    extra = extra_of(row)
    if extra.get("told_as") not in ("change", "headers"):
        return None
    return Stated(
        moved_from=tuple(_iso(extra.get("moved_from"))),
        known=next(iter(_iso(extra.get("terms_known"))), None),
        postponed=extra.get("postponed") == "yes",
        told=str(extra.get("told") or ""),
        reached=_count(extra.get("reached")),
        affected=_count(extra.get("affected")),
        removes=tuple(each for each in str(extra.get("removes") or "").split("; ") if each),
        notice=extra.get("told_as") == "change",
        faults=str(extra.get("faults") or ""),
    )


def _iso(written: object) -> Iterator[date]:
    for each in str(written or "").split("; "):
        try:
            yield date.fromisoformat(each)
        except ValueError:
            continue


def _count(written: object) -> int | None:
    text = str(written or "")
    return int(text) if text.isdecimal() and len(text) < 12 else None
