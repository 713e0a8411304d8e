"""The sections of a changelog: which headings are versions, when they are dated, what they hold.

A version holds the deeper headings under it. Headings inside fenced code are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from troth.patterns import later

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = later(
    r"(?<![\w.])(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})"
    r"(?![\w-])",
    re.I,
)
_VERSION = later(
    r"(?:[@\w./-]{1,60}[ @])?(?:version |release )?v?(\d{1,4}(?:\.\w{1,12}){1,4}"
    r"(?:[-+][\w.+-]{1,40})?)",
    re.I,
)
_OPEN = later(r"(?:unreleased|upcoming|next|head|in development|tbd)\b", re.I)
_YANKED = later(r"\[?yanked\]?", re.I)
_LINK = later(r"\[([^\]\n]{0,200})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])?")
_ATX = later(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_UNDER = later(r"(?:=|-|~|\^){3,}\s*")
_FENCE = later(r" {0,3}(```|~~~)")


@dataclass(slots=True)
class Section:
    """A heading and what stands under it. `label` is the heading without its date."""

    line: int
    level: int
    heading: str
    kind: Literal["release", "open", "other"]
    label: str = ""
    date: str = ""
    version: str | None = None
    yanked: bool = False
    body: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words under the heading."""
        return "".join(self.body).strip()


def sections(lines: list[str]) -> Iterator[Section]:
    """The parts of a changelog: a version holds the deeper headings under it."""
    held: Section | None = None
    fence = ""
    passing = False
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        found = None if fence or passing else _heading(lines, at)
        opens = found is not None and (
            held is None or found.kind != "other" or found.level <= held.level
        )
        if opens and found is not None:
            if held is not None:
                yield held
            held, passing = found, not _ATX.match(line)
        elif passing:
            passing = False
        elif held is not None:
            held.body.append(line)
    if held is not None:
        yield held


def _heading(lines: list[str], at: int) -> Section | None:
    line = lines[at].rstrip("\r\n")
    if len(line) > 500 or not line.strip():
        return None
    if atx := _ATX.fullmatch(line):
        return _told(at + 1, len(atx[1]), atx[2])
    under = lines[at + 1].rstrip("\r\n") if at + 1 < len(lines) else ""
    if not _UNDER.fullmatch(under) or (at and lines[at - 1].strip()):
        return None
    section = _told(at + 1, 1 if under[0] == "=" else 2, line.strip())
    return section if section.kind != "other" or section.level == 1 else None


def _told(line: int, level: int, heading: str) -> Section:
    plain = _LINK.sub(r"\1", heading).replace("*", "").replace("`", "").strip()
    date = _DATE.search(plain)
    rest = plain if date is None else f"{plain[: date.start()]} {plain[date.end() :]}"
    rest = _YANKED.sub("", rest)
    label = re.sub(r"\s+", " ", rest).strip(" \t-–—:,|/()[]•·")
    label = re.sub(r"\s*[(\[]\s*[)\]]", "", label)
    version = _VERSION.match(label)
    ends = version is not None and not re.match(r"[\w.]", label[version.end() :])
    if _OPEN.match(label):
        return Section(line, level, plain, "open", label)
    whole = version is not None and version.end() == len(label)
    if date is None and not whole:
        return Section(line, level, plain, "other", label)
    number = version[1] if version is not None and ends else None
    yanked = _YANKED.search(plain) is not None
    when = date[1] if date else ""
    return Section(line, level, plain, "release", label or plain, when, number, yanked)
