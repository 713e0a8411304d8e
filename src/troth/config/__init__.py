"""What the owner has set in `troth.toml`; everything has a default, so the file may be absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from troth.config.checks import AllowedText, CheckSettings, Override
from troth.config.extending import extended, given, merged, parsed, under
from troth.config.reading import Reading
from troth.config.settings import AccountSettings, Costs, FileSettings, Kept, Settings
from troth.errors import ConfigError

__all__ = [
    "NAME",
    "OWN",
    "AccountSettings",
    "AllowedText",
    "CheckSettings",
    "Costs",
    "FileSettings",
    "Kept",
    "Override",
    "Settings",
    "given",
    "load",
    "load_file",
    "load_text",
    "of_command",
    "read",
]

NAME = "troth.toml"
OWN = "troth_lenses"


def load(root: Path | None) -> Settings:
    """The settings of the workspace in `root`; the defaults where there is none or no file.

    Raises one ConfigError with every fault of the file, each with its line.
    """
    if root is None:
        return Settings()
    path = root / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _with_own(Settings(), root)
    except UnicodeDecodeError as fault:
        raise _no_text(fault, NAME) from fault
    return load_text(text, root)


def load_text(text: str, root: Path) -> Settings:
    """The settings that this text of the file would mean in the workspace in `root`."""
    return _with_own(read(text, root, NAME), root)


def _with_own(settings: Settings, root: Path) -> Settings:
    """The folder `troth_lenses` beside the settings counts without being named."""
    own = str(root / OWN)
    if own in settings.lens_folders or not (root / OWN).is_dir():
        return settings
    return replace(settings, lens_folders=(*settings.lens_folders, own))


def read(
    text: str,
    root: Path,
    place: str = NAME,
    *,
    inside: tuple[str, ...] = (),
    over: Mapping[str, Any] | None = None,
) -> Settings:
    """Settings from the text of a file; `place` is how errors name it.

    They stand in the table `inside`, what the file extends lies below them, `over` on top.
    """
    own = (root / PurePath(place).name).resolve()
    found = extended(parsed(text, place, inside), root, place, (own,))
    reading = Reading(text, place, inside)
    settings = reading.settings(merged(found, over or {}), root)
    reading.faults.raise_all()
    return settings


def load_file(path: Path, over: Mapping[str, Any] | None = None) -> Settings:
    """The settings of one file of any name: troth.toml, .troth.toml, or pyproject.toml's own table."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise _no_text(fault, str(path)) from fault
    place = NAME if path.name == NAME and path.parent == Path.cwd() else str(path)
    settings = read(text, path.parent, place, inside=under(path), over=over)
    return _with_own(settings, path.parent)


def of_command(over: Mapping[str, Any], root: Path) -> Settings:
    """The settings that the command line alone makes, where there is no file."""
    return _with_own(read("", root, "--config", over=over), root)


def _no_text(fault: UnicodeDecodeError, place: str) -> ConfigError:
    return ConfigError(
        f"The file is not UTF-8 (byte {fault.start + 1}).", place=place, advice="Save it as UTF-8."
    )
