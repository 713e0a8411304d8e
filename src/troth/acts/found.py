"""Which files a path stands for, how each is named, and which source reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from troth import registry
from troth.config import FileSettings, Settings
from troth.errors import SourceError
from troth.store.home import CONFIG, Home

if TYPE_CHECKING:
    from troth.extend.source import Opened, Reading

STREAM = "-"
MAPPED = "mapped-table"
"""The source that reads whatever `kind` and `map` in the settings say."""
OURS = frozenset({CONFIG, "troth-report.html", "troth-report.md"})
"""Files of a workspace that troth writes or is told by: no evidence of anything."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read; `cited` is its path from the workspace, which every receipt names.

    `named` is true for one the user named himself, false for one that a folder held.
    """

    path: Path
    cited: str
    named: bool


def files_of(home: Home, settings: Settings, paths: Sequence[str | Path]) -> Iterator[File]:
    """The files behind these paths, folders opened up, each file once.

    Inside a folder, hidden files and folders are passed over, what settings ignore, and what
    is troth's: `.troth`, its settings, its reports and the owner's own lenses. A folder that
    may not be looked into is given as it is, so that it is set aside and not missed. Raises SourceError for the first path that does not exist, before any is read.
    """
    for path in paths:
        if str(path) != STREAM and not Path(path).exists():
            raise SourceError(
                "There is no such file or folder.",
                place=str(path),
                advice="See that the path is right; a pattern that fits nothing is passed on as is.",
            )
    seen: set[Path] = set()
    for path in paths:
        for file in _under(home, settings, path):
            real = file.path.resolve()
            if real not in seen:
                seen.add(real)
                yield file


def _under(home: Home, settings: Settings, path: str | Path) -> Iterator[File]:
    if str(path) == STREAM:
        yield File(Path(STREAM), STREAM, named=True)
        return
    top = Path(path)
    if not top.is_dir():
        yield File(top, cited(home, top), named=True)
        return
    shut: list[Path] = []
    for folder, folders, names in os.walk(top, onerror=lambda one: shut.append(Path(one.filename))):
        here = Path(folder)
        kept = (each for each in sorted(folders) if not _passed_over(home, settings, here / each))
        folders[:] = list(kept)
        for name in sorted(names):
            file = here / name
            if file.is_file() and not _passed_over(home, settings, file):
                yield File(file, cited(home, file), named=False)
    yield from (File(one, cited(home, one), named=False) for one in shut)


def cited(home: Home, path: Path) -> str:
    """A path as seen from the workspace, with forward slashes; in full where it lies far off."""
    near = Path(os.path.relpath(path.absolute(), home.root))
    return (path.absolute() if near.parts[:3] == ("..",) * 3 else near).as_posix()


def _passed_over(home: Home, settings: Settings, path: Path) -> bool:
    if path.name.startswith(".") or path.name in OURS:
        return True
    return str(path.absolute()) in settings.lens_folders or settings.ignores(cited(home, path))


def reading_of(own: FileSettings, system: str | None) -> Reading:
    """What the settings say about a file, as a source understands it."""
    from troth.extend.source import Reading

    return Reading(
        encoding=own.encoding,
        dates=own.dates,
        zone=own.zone,
        system=system or own.system,
        delimiter=own.delimiter,
        decimal=own.decimal,
        skip=own.skip,
        header=own.header,
        map=own.map,
        kind=own.kind,
        day=own.day,
    )


def for_sheet(own: FileSettings, sheet: FileSettings) -> FileSettings:
    """How a sheet of a workbook is read: as its own settings say, else as the workbook's do."""
    plain = FileSettings()
    said = {one.name: getattr(sheet, one.name) for one in fields(FileSettings)}
    return replace(own, **{n: value for n, value in said.items() if value != getattr(plain, n)})


def as_sheet(it: Opened, own: FileSettings, system: str | None) -> Opened:
    """A table that was laid down as CSV, read as these settings say, but for how CSV is laid out."""
    laid = it.reading
    said = reading_of(own, system)
    reading = replace(said, encoding=laid.encoding, delimiter=laid.delimiter, skip=laid.skip)
    return replace(it, reading=reading)


class Shelf:
    """The sources, loaded once."""

    def __init__(self, folders: Sequence[str]) -> None:
        self._folders = tuple(folders)
        self._all: dict[str, ModuleType] | None = None

    def named(self, name: str) -> ModuleType:
        """The source of that name; UnknownNameError offers near ones."""
        return registry.load("sources", name, self._folders)

    def best(self, opened: Opened, *, binary: bool = False) -> tuple[str, ModuleType] | None:
        """The source that knows this file for its own most surely; None where none does.

        With `binary` only those are asked that read what is no text.
        """
        asked = {name: each for name, each in self.all().items() if each.CARD.binary or not binary}
        scores = {name: float(each.recognises(opened)) for name, each in asked.items()}
        name = max(scores, key=lambda name: (scores[name], name), default=None)
        return (name, self.all()[name]) if name is not None and scores[name] > 0 else None

    def all(self) -> Mapping[str, ModuleType]:
        """Every source by name."""
        if self._all is None:
            names = registry.extensions("sources", self._folders)
            self._all = {name: self.named(name) for name in names}
        return self._all
