"""Printed lines made into words and blocks again: broken words, paragraphs, headings, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from troth.documents.weave import Weave
from troth.model.document import BlockKind
from troth.patterns import later

_TAIL = later(r"\s*(\S+)")
_COMPOUND = later(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_LAST_WORD = later(r"(?<![^\W\d_])(?<![^\W\d_]-)[^\W\d_]+(?:-[^\W\d_]+)*\Z")
_FIRST_WORD = later(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PREFIXES = {
    "self",
    "non",
    "well",
    "ex",
    "e",
    "all",
    "cross",
    "half",
    "high",
    "low",
    "real",
    "quasi",
}
_BULLET = later(r"\s*(?:[•‣◦▪●○■–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_NUMBER = later(r"\W*(?:page\W+)?\d+(?:\W+(?:of\W+)?\d+)?\W*", re.I)
_DIGITS = later(r"\d+")
_ENDS = later(r"[.!?:;…][\"')\]”’]*\s*\Z")
_HEADING_WORDS = 20
_BOLD_WORDS = 12
_BOLD = 600


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of a page: its words, whether its last word is broken, and how it looks.

    `x` and `y` are where it begins, in points from the lower left corner; `size` is the height of
    its signs, `weight` how bold they are (400 is plain). All are 0 where that is not known.
    """

    text: str
    broken: bool = False
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    weight: int = 0


def joined(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The lines with every broken word whole on the line where it begins.

    The hyphen falls away, but for a name, a number, and a compound that stands unbroken elsewhere
    ("customer-friendly") or has a first part that keeps it ("self-").
    """
    compounds = {
        word.lower() for page in pages for line in page for word in _COMPOUND.findall(line.text)
    }
    whole = []
    for page in pages:
        lines = list(page)
        for at in reversed(range(len(lines))):
            line = lines[at]
            if not line.broken:
                continue
            tail = _TAIL.match(lines[at + 1].text) if at + 1 < len(lines) else None
            if tail is None:
                lines[at] = replace(line, text=line.text + "-", broken=False)
                continue
            hyphen = "-" if _keeps(line.text, tail[1], compounds) else ""
            lines[at] = replace(line, text=line.text + hyphen + tail[1], broken=False)
            rest = lines[at + 1]
            lines[at + 1] = replace(rest, text=" " * tail.end() + rest.text[tail.end() :])
        whole.append(lines)
    return whole


def _keeps(head: str, tail: str, compounds: set[str]) -> bool:
    first, second = _LAST_WORD.search(head), _FIRST_WORD.match(tail)
    if first is None or second is None or not second.group()[0].islower():
        return True
    begun = first.group().lower().rsplit("-", 1)[-1]
    return begun in _PREFIXES or f"{first.group()}-{second.group()}".lower() in compounds


def laid(weave: Weave, pages: Sequence[Sequence[Printed]]) -> None:
    """Tells the weave of all pages what is prose and which blocks it forms."""
    body, lead = _body(pages)
    running = _running(pages)
    sizes = sorted({line.size for page in pages for line in page if line.size > 1.15 * body})
    levels = {size: min(6, at) for at, size in enumerate(reversed(sizes), start=1)}
    told: set[str] = set()
    at = 0
    for page in pages:
        open_: list[tuple[int, Printed]] = []
        for number, line in enumerate(page or [Printed("")]):
            edge = number in (0, 1, len(page) - 1, len(page) - 2)
            key = _DIGITS.sub("0", line.text.strip())
            silent = edge and (
                (key in running and key in told) or bool(_NUMBER.fullmatch(line.text))
            )
            told.add(key)
            begins = bool(open_) and _begins(open_[-1][1], open_[0][1], line, lead)
            empty = not line.text.strip()
            if open_ and (silent or (begins and not empty) or (empty and not line.size)):
                _block(weave, open_, body, levels)
                open_ = []
            if not empty and not silent:
                open_.append((at, line))
            at += len(line.text) + 1
        if open_:
            _block(weave, open_, body, levels)


def _body(pages: Sequence[Sequence[Printed]]) -> tuple[float, float]:
    """The size of most of the text, and the usual distance of its lines, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    steps: Counter[float] = Counter()
    for before, line in _neighbours(pages):
        step = round(before.y - line.y, 1)
        if 0 < step < 3 * body and before.size == line.size == body:
            steps[step] += 1
    return body, min(steps, key=lambda step: (-steps[step], step), default=1.3 * body)


def _neighbours(pages: Sequence[Sequence[Printed]]) -> Iterator[tuple[Printed, Printed]]:
    for page in pages:
        yield from pairwise(page)


def _running(pages: Sequence[Sequence[Printed]]) -> set[str]:
    """Lines that stand at the head or foot of three pages or more, their numbers aside."""
    counts: Counter[str] = Counter()
    for page in pages:
        edges = {*page[:2], *page[-2:]}
        counts.update({_DIGITS.sub("0", line.text.strip()) for line in edges})
    return {words for words, count in counts.items() if words and count >= 3}


def _begins(before: Printed, first: Printed, line: Printed, lead: float) -> bool:
    """Whether a line begins a new block after the line before it."""
    if _BULLET.match(line.text):
        return True
    if not before.size or not line.size:
        return False
    if abs(before.size - line.size) > 0.08 * before.size:
        return True
    step = before.y - line.y
    if step < 0 or step > 1.3 * max(lead, before.size):
        return True
    indented = line.x > before.x + 0.7 * line.size and not _BULLET.match(first.text)
    return indented and bool(_ENDS.search(before.text))


def _block(
    weave: Weave, lines: Sequence[tuple[int, Printed]], body: float, levels: dict[float, int]
) -> None:
    start, first = lines[0]
    end = lines[-1][0] + len(lines[-1][1].text)
    bullet = _BULLET.match(first.text)
    begin = start + bullet.end() if bullet else start
    for at, line in lines:
        weave.keep(max(begin, at), at + len(line.text))
    kind, level = _kind(lines, bool(bullet), body, levels)
    weave.block(kind, begin if kind == "item" else start, end, level)


def _kind(
    lines: Sequence[tuple[int, Printed]], bullet: bool, body: float, levels: dict[float, int]
) -> tuple[BlockKind, int]:
    first = lines[0][1]
    words = sum(len(line.text.split()) for _, line in lines)
    if first.size in levels and words <= _HEADING_WORDS:
        return "heading", levels[first.size]
    plain = not _ENDS.search(lines[-1][1].text)
    if first.weight >= _BOLD and words <= _BOLD_WORDS and plain and first.size >= body:
        return "heading", min(6, len(levels) + 1)
    return ("item", 0) if bullet else ("paragraph", 0)
