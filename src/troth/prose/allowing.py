"""What an author has allowed: findings silenced on a line or in a file, with a reason.

    <!-- troth: allow faceless: we met nine of them, see notes -->   this line; alone, the next
    <!-- troth: allow-file faceless, unbacked-claim -->              the whole file
    troth-allow: faceless                                            in the front matter

An allowance that silences nothing is reported, so that it does not outlive its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from troth.model.document import Document

_COMMENT = re.compile(r"(?<!`)<!--\s*troth:\s*allow(-file)?\s+([^>]*?)\s*-->(?!`)", re.S)
_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")
_META = ("troth-allow", "troth_allow")


@dataclass(frozen=True, slots=True)
class Allowance:
    """One allowance: the lens, the lines it holds for (None: all), its place and its reason."""

    lens: str
    lines: frozenset[int] | None
    path: str
    line: int
    reason: str = ""

    def covers(self, lens: str, lines: Iterable[int], *, whole: bool) -> bool:
        """Whether it silences a finding of a lens on some lines; a whole-file one anywhere."""
        if lens != self.lens:
            return False
        return whole or self.lines is None or any(line in self.lines for line in lines)


def allowances(document: Document) -> tuple[Allowance, ...]:
    """All that a document allows."""
    found = [
        Allowance(name, None, document.path, 1, reason)
        for key in _META
        if key in document.meta
        for name, reason in _named(document.meta[key])
    ]
    if "troth:" not in document.text:
        return tuple(found)
    code = [block.span for block in document.blocks if block.kind == "code"]
    for comment in _COMMENT.finditer(document.text):
        if any(span.start <= comment.start() < span.end for span in code):
            continue
        line, _ = document.position(comment.start())
        last, _ = document.position(comment.end())
        alone = not document.line(line).replace(comment.group(), "").strip()
        reach = (line, *_next(document, last)) if alone or last > line else (line,)
        lines = None if comment[1] else frozenset(reach)
        for name, reason in _named(" ".join(comment[2].split())):
            found.append(Allowance(name, lines, document.path, line, reason))
    return tuple(found)


def _named(given: str) -> list[tuple[str, str]]:
    names, _, reason = given.partition(":")
    listed = [name.strip() for name in names.split(",")]
    return [(name, reason.strip()) for name in listed if _NAME.match(name)]


def _next(document: Document, line: int) -> Iterable[int]:
    """The rest of this line and the next line that holds anything."""
    for number in range(line + 1, min(line + 4, len(document.line_starts) + 1)):
        if document.line(number).strip():
            return (line, number)
    return (line,)
