"""Writing into `troth.toml` how a file is read: everything else in it stays as it stands.

A section is appended, or the one that is there is added to where nothing in it is contradicted.
The new text is read back before it takes the place of the old: it must mean what was meant, and all
other settings must be what they were.
"""

from __future__ import annotations

import glob
import os
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace

from troth import config
from troth.config import FileSettings, Settings
from troth.errors import ConfigError
from troth.store.home import Home
from troth.text.toml_lines import line_of
from troth.text.toml_writing import header, pairs

_ORDER = ("source", "kind", "system", "day", "dates", "zone", "decimal")
_PLAIN = FileSettings()


def section(cited: str, own: FileSettings) -> str:
    """The lines of `troth.toml` that say how the file cited so is read."""
    pattern = glob.escape(cited)
    lines = [header("files", pattern), *pairs(_said(own))]
    if own.map:
        lines += ["", *_map(pattern, own.map)]
    return "\n".join(lines) + "\n"


def settle(home: Home, cited: str, own: FileSettings) -> Settings:
    """Write it down; gives the settings as they are now.

    Raises ConfigError, and writes nothing, where `troth.toml` says something else already.
    """
    before = config.load(home.root)
    text = text_of(home)
    if before.file(cited) == own:
        return before
    end = line_end(text)
    new = _with(text.replace("\r\n", "\n"), before, cited, own).replace("\n", end)
    after = _checked(home, new, before, cited, own)
    put(home, new, _by_hand(cited, own))
    return after


def text_of(home: Home) -> str:
    """What stands in `troth.toml`, to the letter; nothing where there is none."""
    try:
        return home.config.resolve().read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""


def line_end(text: str) -> str:
    """How lines of this text end."""
    return "\r\n" if "\r\n" in text else "\n"


def put(home: Home, text: str, advice: str) -> None:
    """Let this text take the place of `troth.toml`, whole or not at all.

    ConfigError with the advice where it cannot be written.
    """
    path = home.config.resolve()
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(text.encode("utf-8"))
        if path.exists():
            half.chmod(path.stat().st_mode & 0o777)
        half.replace(path)
    except OSError as fault:
        half.unlink(missing_ok=True)
        says = f"It cannot be written: {fault.strerror or fault}."
        raise ConfigError(says, place=config.NAME, advice=advice) from fault


def _said(own: FileSettings) -> dict[str, str | bool | int | tuple[str, ...]]:
    """What differs from saying nothing, without the mapping; the telling settings first."""
    names = [one.name for one in fields(FileSettings) if one.name not in ("map", *_ORDER)]
    values = {name: getattr(own, name) for name in (*_ORDER, *names)}
    return {name: value for name, value in values.items() if value != getattr(_PLAIN, name)}


def _map(pattern: str, map: Mapping[str, str]) -> list[str]:
    return [header("files", pattern, "map"), *pairs(map, bare=False)]


def _with(text: str, before: Settings, cited: str, own: FileSettings) -> str:
    """The text with what is new: in the section that is there, else in a new one at its end."""
    pattern = glob.escape(cited)
    held = before.systems.get(pattern)
    if held is None:
        gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        return text + gap + section(cited, own)
    line = line_of(text, ("files", pattern))
    lines = text.split("\n")
    if line is None or not _opens(lines[line - 1], pattern):
        raise _contradicted(cited, own, line)
    said, new = _said(held), _said(own)
    if said.keys() - new.keys() or any(value != new[name] for name, value in said.items()):
        raise _contradicted(cited, own, line)
    if held.map and held.map != own.map:
        raise _contradicted(cited, own, line)
    added = pairs({name: value for name, value in new.items() if name not in said})
    whole = "\n".join([*lines[:line], *added, *lines[line:]])
    if own.map and not held.map:
        whole = whole.rstrip("\n") + "\n\n" + "\n".join(_map(pattern, own.map)) + "\n"
    return whole


def _opens(line: str, pattern: str) -> bool:
    """Whether a line opens the table of this pattern."""
    try:
        return tomllib.loads(line) == {"files": {pattern: {}}}
    except tomllib.TOMLDecodeError:
        return False


def _checked(home: Home, new: str, before: Settings, cited: str, own: FileSettings) -> Settings:
    """The settings that the new text means, if it means what was meant and nothing else changes."""
    after = config.load_text(new, home.root)
    pattern = glob.escape(cited)
    others = {name: one for name, one in after.systems.items() if name != pattern}
    same = {name: one for name, one in before.systems.items() if name != pattern}
    if replace(after, systems={}) != replace(before, systems={}) or others != same:
        raise _contradicted(cited, own, None)
    if after.file(cited) != own:
        raise ConfigError(
            f"Another pattern further down is about “{cited}” too, and goes before.",
            place=config.NAME,
            advice=_by_hand(cited, own),
        )
    return after


def _contradicted(cited: str, own: FileSettings, line: int | None) -> ConfigError:
    place = config.NAME if line is None else f"{config.NAME}:{line}"
    says = f"It says already how “{cited}” is read, and something else than this."
    return ConfigError(says, place=place, advice=_by_hand(cited, own))


def _by_hand(cited: str, own: FileSettings) -> str:
    return f"Nothing was written. Write it yourself:\n{section(cited, own)}".rstrip()
