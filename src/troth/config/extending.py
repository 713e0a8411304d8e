"""A settings file that begins from another one: `extend = "../troth.toml"`, and what wins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from troth.config.faults import Path_
from troth.config.reading import Reading
from troth.errors import ConfigError

PYPROJECT = "pyproject.toml"
_LISTS = ("overrides", "allow")
"""Lists of tables: those of the file that extends come after those it begins from."""


def under(path: Path) -> Path_:
    """Where in a file of this name our settings stand: `[tool.troth]` in pyproject.toml."""
    return ("tool", "troth") if path.name == PYPROJECT else ()


def parsed(text: str, place: str, inside: Path_ = ()) -> dict[str, Any]:
    """The tables of a file, from one of them on; a ConfigError with the line where it is no TOML."""
    try:
        found: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _broken(fault, text, place) from fault
    for key in inside:
        found = found.get(key, {}) if isinstance(found, dict) else {}
    return found if isinstance(found, dict) else {}


def extended(
    found: Mapping[str, Any], root: Path, place: str, seen: tuple[Path, ...] = ()
) -> dict[str, Any]:
    """These tables over those of the file they extend, which is checked by itself first."""
    named = found.get("extend")
    if not isinstance(named, str):
        return dict(found)
    path = (root / named).resolve()
    if path in seen:
        raise ConfigError("Settings extend each other in a circle.", place=place)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(
            f"“{named}”, which these settings extend, cannot be read.",
            place=place,
            advice="Correct `extend`; the path begins at the folder of this file.",
        ) from fault
    inside = under(path)
    base = extended(parsed(text, str(path), inside), path.parent, str(path), (*seen, path))
    reading = Reading(text, str(path), inside)
    reading.settings(base, path.parent)
    reading.faults.raise_all()
    return merged(_absolute(base, path.parent), found)


def merged(base: Mapping[str, Any], over: Mapping[str, Any], *, top: bool = True) -> dict[str, Any]:
    """Table by table and key by key; what `over` names wins, lists of tables are joined."""
    made = dict(base)
    for key, value in over.items():
        held = made.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            made[key] = merged(held, value, top=False)
        elif top and key in _LISTS and isinstance(held, list) and isinstance(value, list):
            made[key] = [*held, *value]
        else:
            made[key] = value
    return made


def given(pairs: Iterable[str]) -> dict[str, Any]:
    """`check.fail-on=error` from the command line as tables; a bare word is a text."""
    made: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise ConfigError(
                f"“{pair}” sets nothing.", place="--config", advice="--config check.fail-on=error"
            )
        made = merged(made, _tables(key.strip(), value.strip()), top=False)
    return made


def _tables(key: str, value: str) -> dict[str, Any]:
    for written in (value, f'"{value}"'):
        try:
            return tomllib.loads(f"{key} = {written}")
        except tomllib.TOMLDecodeError:
            continue
    raise ConfigError(
        f"“{key}={value}” is no setting.", place="--config", advice="--config check.fail-on=error"
    )


def _absolute(base: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Folders of lenses and the baseline are meant from the file that names them."""
    made = dict(base)
    if isinstance(lenses := made.get("lenses"), list):
        made["lenses"] = [
            str(folder / one) if (folder / str(one)).is_dir() else one for one in lenses
        ]
    check = made.get("check")
    if isinstance(check, dict) and isinstance(check.get("baseline"), str):
        made["check"] = {**check, "baseline": str(folder / check["baseline"])}
    return made


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
