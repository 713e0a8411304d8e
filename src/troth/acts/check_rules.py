"""By which settings a file is checked, which lenses look at it, and how grave each of them is.

The nearest settings file upwards from the file wins, whole: `.troth.toml`, `troth.toml`, or a
`pyproject.toml` with `[tool.troth]`. It may begin from another one by `extend`. What the command
line says stands over all of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from troth.errors import SourceError, UnknownNameError

if TYPE_CHECKING:
    from troth.config import CheckSettings, Settings
    from troth.registry import Extension

FILES = (".troth.toml", "troth.toml", "pyproject.toml")
"""Names of settings files, the strongest first."""
ALL = "ALL"
FAIL_ON = "info"
"""Any finding that is more than a doubt fails a check, unless something else is said."""
RANK = {"error": 0, "warning": 1, "info": 2, "never": -1}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says of a check; None and empty leave it to the settings.

    `kind` is what kind of document each is, where it does not say so itself.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool | None = None
    fail_on: str | None = None
    config: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Settings (None: none were found), the file they stand in, and where its patterns begin."""

    settings: Settings | None
    path: Path | None
    root: Path

    @property
    def check(self) -> CheckSettings | None:
        """How documents are checked; None is by the defaults."""
        return self.settings.check if self.settings else None

    @property
    def place(self) -> str:
        """The settings file as one would name it from here."""
        here = Path.cwd()
        if self.path is None or not self.path.is_relative_to(here):
            return str(self.path or "")
        return str(self.path.relative_to(here))

    def within(self, path: str) -> str:
        """A path as the patterns of these settings see it."""
        whole = Path(path).absolute()
        inside = whole.is_relative_to(self.root)
        return whole.relative_to(self.root).as_posix() if inside else whole.as_posix()

    def ignores(self, path: str) -> bool:
        """Whether a document found in a folder is passed over."""
        return self.settings is not None and self.settings.ignores(self.within(path))


class Nearest:
    """Finds the settings of each file; every folder is looked at once."""

    def __init__(self, config: Iterable[str] = (), fixed: Settings | None = None) -> None:
        self._pairs = [one for one in config if "=" in one and not Path(one).is_file()]
        files = [one for one in config if one not in self._pairs]
        self._file = _named(files[-1]) if files else None
        self._fixed = fixed
        self._folders: dict[Path, Path | None] = {}
        self._loaded: dict[Path | None, Rules] = {}
        self._near: dict[str, Rules] = {}

    def at(self, path: str | Path) -> Rules:
        """The rules for a file, or for the files in a folder."""
        return self.of(inside(path))

    def of(self, path: str | Path) -> Rules:
        """The rules for a file; it need not exist."""
        if self._fixed is not None:
            return Rules(self._fixed, None, Path.cwd())
        folder = str(path).rpartition("/")[0]
        near = self._near.get(folder)
        if near is None:
            whole = Path(os.path.normpath(Path(path).absolute()))
            near = self._rules(self._file or self._upwards(whole.parent))
            self._near[folder] = near
        return near

    def _rules(self, found: Path | None) -> Rules:
        if found not in self._loaded:
            self._loaded[found] = self._load(found)
        return self._loaded[found]

    def _upwards(self, folder: Path) -> Path | None:
        if folder not in self._folders:
            here = next((folder / name for name in FILES if _is_ours(folder / name)), None)
            up = folder.parent
            self._folders[folder] = here or (self._upwards(up) if up != folder else None)
        return self._folders[folder]

    def _load(self, found: Path | None) -> Rules:
        here = Path.cwd()
        if found is None and not self._pairs:
            return Rules(None, None, here)
        from troth import config

        over = config.given(self._pairs)
        if found is None:
            return Rules(config.of_command(over, here), None, here)
        return Rules(config.load_file(found, over), found, found.parent)


Chosen = dict[str, Literal["error", "warning", "info"] | None]
"""Lenses by name, each with the severity that settings give it; None leaves it to the lens."""


def inside(path: str | Path) -> str:
    """A file's path, or for a folder that of any file in it."""
    return f"{path}/-" if Path(path).is_dir() else str(path)


def chosen(
    shelf: Mapping[str, Extension], rules: Rules, asked: Asked, path: str, kind: str | None
) -> Chosen:
    """The lenses that look at a document, each with the severity that settings give it.

    Stable lenses and previews by themselves, stable ones alone without `preview`, and those on
    trial with it or where they are named. Of settings, overrides and command line each stands
    over the one before.
    """
    select: tuple[str, ...] | None = None
    extra: set[str] = set()
    ignored: set[str] = set()
    severity: dict[str, str] = {}
    for layer in _layers(rules, asked, path, kind):
        if layer.select is not None:
            select, extra = layer.select, set()
        named = {*(layer.select or ()), *layer.extend_select}
        extra |= set(layer.extend_select)
        ignored = (ignored - named) | set(layer.ignore)
        severity |= layer.severity
    preview = asked.preview if asked.preview is not None else _preview(rules)
    ready = {name for name, one in shelf.items() if one.status in LOOKS[preview]}
    wanted = ready if select is None or ALL in select else set()
    wanted = (wanted | (set(select or ()) & set(shelf)) | (extra & set(shelf))) - ignored
    if ALL in extra:
        wanted |= ready - ignored
    off = {name for name, held in severity.items() if held == "off"} - set(asked.select)
    left = set() if ALL in ignored else wanted - off
    given = {name: severity.get(name) for name in shelf if name in left}
    return cast("Chosen", {name: None if held == "off" else held for name, held in given.items()})


@dataclass(frozen=True, slots=True)
class _Layer:
    select: tuple[str, ...] | None
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: Mapping[str, str]


def _layers(rules: Rules, asked: Asked, path: str, kind: str | None) -> list[Any]:
    own = rules.check
    within = rules.within(path)
    over = [one for one in own.overrides if one.holds(within, kind)] if own else []
    said = _Layer(asked.select or None, asked.extend_select, asked.ignore, {})
    return [*([own] if own else []), *over, said]


def _preview(rules: Rules) -> bool | None:
    return rules.check.preview if rules.check else None


LOOKS: Mapping[bool | None, tuple[str, ...]] = {
    True: ("stable", "preview", "trial"),
    None: ("stable", "preview"),
    False: ("stable",),
}
"""Which lenses look by themselves, with `--preview`, without a word, and with `--no-preview`."""


def proven(shelf: Mapping[str, Extension], rules: Rules, asked: Asked) -> None:
    """An UnknownNameError for the first name of a lens, said or set, that there is none of."""
    for name in (*asked.select, *asked.extend_select, *asked.ignore):
        _prove(shelf, name)
    own = rules.check
    if own is None:
        return
    place = rules.place
    layers: list[Any] = [own, *own.overrides]
    for layer in layers:
        for name in (*(layer.select or ()), *layer.extend_select, *layer.ignore, *layer.severity):
            _prove(shelf, name, place)
    for one in own.allowed:
        _prove(shelf, one.lens, place)


def _prove(shelf: Mapping[str, Extension], name: str, place: str = "") -> None:
    if name not in shelf and name != ALL:
        advice = f"There are {', '.join(shelf)}; ALL is all of them."
        error = UnknownNameError("document lens", name, shelf, advice=advice)
        error.place = place
        raise error


def fails_on(rules: Rules, asked: Asked) -> str:
    """The least severity that fails a check, or "never"."""
    return asked.fail_on or (rules.check.fail_on if rules.check else None) or FAIL_ON


def _named(given: str) -> Path:
    path = Path(given).absolute()
    if not path.is_file():
        raise SourceError(
            "There is no such settings file.",
            place=given,
            advice="Name a file, or set a value: --config check.fail-on=error",
        )
    return path


def _is_ours(path: Path) -> bool:
    """Whether there are settings of ours in a file of one of our names."""
    if not path.is_file():
        return False
    return path.name != "pyproject.toml" or b"[tool.troth" in path.read_bytes()
