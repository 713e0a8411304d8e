"""What the owner has set in `troth.toml`; everything has a default, so the file may be absent."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from troth.config.reading import Reading
from troth.config.settings import AccountSettings, FileSettings, Kept, Settings
from troth.errors import ConfigError

__all__ = [
    "NAME",
    "OWN",
    "AccountSettings",
    "FileSettings",
    "Kept",
    "Settings",
    "load",
    "load_text",
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
        raise ConfigError(
            f"The file is not UTF-8 (byte {fault.start + 1}).",
            place=NAME,
            advice="Save it as UTF-8.",
        ) from fault
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


def read(text: str, root: Path, place: str = NAME) -> Settings:
    """Settings from the text of a file; `place` is how errors name it."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _broken(fault, text, place) from fault
    reading = Reading(text, place)
    settings = reading.settings(found, root)
    reading.faults.raise_all()
    return settings


def _broken(fault: tomllib.TOMLDecodeError, text: str, place: str) -> ConfigError:
    said = str(fault)
    at = re.search(r"\(at line (\d+), column \d+\)", said)
    line = int(at[1]) if at else text.count("\n") + 1
    lines = text.splitlines() or [""]
    excerpt = lines[min(line, len(lines)) - 1].strip()
    what = re.sub(r"\s*\(at .*\)$", "", said)
    return ConfigError(
        f"This is no TOML: {what}.",
        place=f"{place}:{line}",
        advice=f"It reads:  {excerpt}" if excerpt else "",
    )
