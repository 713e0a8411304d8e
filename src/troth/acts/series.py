"""Dated versions of a document: a folder of files named by their day, or an archive's JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from troth.documents import ENDINGS, read
from troth.errors import SourceError, UnknownNameError
from troth.model.document import Document
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.patterns import later

ARCHIVES = (".jsonl", ".ndjson", ".zst")

IN_NAME = later(r"(?<!\d)((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")
_TIMES = ("recorded_at", "fetch_date", "fetchDate", "recordedAt", "date")


@dataclass(frozen=True, slots=True)
class Version:
    """One version: the day it was recorded, whose document, and what it says."""

    name: str
    on: date
    document: Document
    service: str | None = None


def is_series(path: Path) -> bool:
    """Whether a path holds versions: a folder of dated files, or an archive's file."""
    if path.is_dir():
        return sum(day_in(one.name) is not None for one in path.iterdir()) > 1
    return any(ending in ARCHIVES for ending in path.suffixes)


def versions_in(path: Path, document: str | None) -> tuple[list[Version], list[Reject]]:
    """The versions of one document, the oldest first, and the lines that could not be read.

    Raises SourceError where there are none, and UnknownNameError where it is not said which of
    several documents is meant, or none is called so.
    """
    found: list[Version] = []
    rejects: list[Reject] = []
    for one in _dated_files(path) if path.is_dir() else _archived(path):
        (rejects if isinstance(one, Reject) else found).append(one)  # type: ignore[arg-type]
    if not found:
        raise SourceError("It holds no dated version.", place=str(path))
    names = list(dict.fromkeys(one.name for one in found))
    if document is None and len(names) > 1:
        says = f"It holds versions of {len(names)} documents: {', '.join(names)}."
        raise SourceError(says, place=str(path), advice="Say which by --document.")
    named = document if document is not None else names[0]
    own = [one for one in found if one.name.casefold() == named.casefold()]
    if not own:
        raise UnknownNameError("document", named, names)
    return sorted(own, key=lambda one: one.on), rejects


def day_in(name: str) -> date | None:
    """The day that a file is named by, None where its name holds none."""
    match = IN_NAME.search(name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _dated_files(folder: Path) -> Iterator[Version | Reject]:
    for path in sorted(folder.iterdir()):
        on = day_in(path.name)
        if on is None or path.suffix.lower() not in ENDINGS:
            continue
        document = read(str(path), path.read_bytes())
        yield document if isinstance(document, Reject) else Version(folder.name, on, document)


def _archived(path: Path) -> Iterator[Version | Reject]:
    from troth.extend.opened import open_file
    from troth.extend.zstd import unpacked

    opened = open_file(path)
    if path.suffix == ".zst":
        opened = unpacked(opened)
    for number, line in enumerate(opened.content().decode("utf-8", "replace").split("\n"), 1):
        if line.strip():
            yield _version(path, number, line)


def _version(path: Path, number: int, line: str) -> Version | Reject:
    origin = Origin(str(path), row=number)
    try:
        row: Any = json.loads(line)
    except ValueError:
        return Reject(origin, line[:200], "The line is no JSON.", "It was set aside.")
    when = _recorded(row) if isinstance(row, Mapping) else None
    if when is None or not isinstance(row.get("text"), str):
        says = "The line names no text, or no day on which it was recorded."
        return Reject(origin, line[:200], says, "It was set aside. It needs text and recorded_at.")
    service = str(row.get("service") or "")
    name = " ".join(filter(None, (service, str(row.get("document") or ""))))
    document = read(f"{name or path.name} {when.isoformat()}.md", row["text"].encode())
    return document if isinstance(document, Reject) else Version(name, when, document, service)


def _recorded(row: Mapping[str, Any]) -> date | None:
    told = next((str(row[name]) for name in _TIMES if row.get(name)), "")
    try:
        return datetime.fromisoformat(told.replace("Z", "+00:00")).astimezone(UTC).date()
    except ValueError:
        return None
