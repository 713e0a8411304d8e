"""Naming a set of people, and dropping the name: lines of `[segments]` in `troth.toml`.

Everything else in the file stays as it stands. The new text is read back before it takes the place of
the old: the segment must mean what was meant, and all other settings must be what they were.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace

from troth import config
from troth.acts.settling import line_end, put, text_of
from troth.config import Settings
from troth.errors import ConfigError, TrothError, UnknownNameError
from troth.ledger.segment import read_segment
from troth.store.home import Home
from troth.text.toml_lines import line_of
from troth.text.toml_writing import header, pairs


def keep(home: Home, name: str, where: str) -> Settings:
    """Name the people of these criteria; gives the settings as they are now.

    A segment of this name is replaced. `TrothError` says where the criteria cannot be read,
    ConfigError where nothing was written because it cannot be.
    """
    name, where = " ".join(name.split()), where.strip()
    read_segment(where)
    before = config.load(home.root)
    same = next((one for one in before.segments if one.casefold() == name.casefold()), name)
    if before.segments.get(same) == where:
        return before
    lines = [header("segments", same), *pairs({"where": where})]
    advice = "Nothing was written. Write it yourself:\n" + "\n".join(lines)
    text = text_of(home)
    plain = text.replace("\r\n", "\n")
    held = same in before.segments
    new = _replaced(plain, same, lines, advice) if held else _appended(plain, lines)
    return _put(home, text, new, before, {**before.segments, same: where}, advice)


def drop(home: Home, name: str) -> Settings:
    """Take a segment's name out of `troth.toml`; `UnknownNameError` where there is none."""
    before = config.load(home.root)
    called = name.strip().casefold()
    found = next((one for one in before.segments if one.casefold() == called), None)
    if found is None:
        raise UnknownNameError("segment", name, before.segments, advice="See:  troth segments")
    advice = f"Nothing was written. Take {header('segments', found)} out of it yourself."
    text = text_of(home)
    new = _replaced(text.replace("\r\n", "\n"), found, [], advice)
    left = {one: where for one, where in before.segments.items() if one != found}
    return _put(home, text, new, before, left, advice)


def _appended(text: str, lines: list[str]) -> str:
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    return text + gap + "\n".join(lines) + "\n"


def _replaced(text: str, name: str, new: list[str], advice: str) -> str:
    """The text with these lines in place of the segment's own; without any, one gap goes too."""
    number = line_of(text, ("segments", name))
    lines = text.split("\n")
    if number is None or not _opens(lines[number - 1], name):
        place = config.NAME if number is None else f"{config.NAME}:{number}"
        raise ConfigError(f"“{name}” has no table of its own.", place=place, advice=advice)
    first = last = number - 1
    while (
        last + 1 < len(lines)
        and lines[last + 1].strip()
        and lines[last + 1].lstrip()[0] not in "[#"
    ):
        last += 1
    after = lines[last + 1 :]
    if not new and after and not after[0].strip():
        after = after[1:]
    return "\n".join([*lines[:first], *new, *after])


def _opens(line: str, name: str) -> bool:
    """Whether a line opens the table of this segment."""
    try:
        return tomllib.loads(line) == {"segments": {name: {}}}
    except tomllib.TOMLDecodeError:
        return False


def _put(
    home: Home, old: str, new: str, before: Settings, segments: dict[str, str], advice: str
) -> Settings:
    """Write the text, if it means these segments and all else that it meant."""
    try:
        after = config.load_text(new, home.root)
    except TrothError as fault:
        raise ConfigError(fault.says, place=config.NAME, advice=advice) from fault
    if dict(after.segments) != segments or replace(after, segments=before.segments) != before:
        says = "It says more of this segment than these lines."
        raise ConfigError(says, place=config.NAME, advice=advice)
    put(home, new.replace("\n", line_end(old)), advice)
    return after
