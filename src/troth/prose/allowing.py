"""What an author has allowed: findings silenced on a line, in a part or in a file, with a reason.

    <!-- troth: allow faceless: we met nine of them, see notes -->   this line; alone, the next
    <!-- troth: allow-start faceless: quoted from a customer -->     from here …
    <!-- troth: allow-end faceless -->                               … to here
    <!-- troth: allow-file faceless, unbacked-claim: a draft -->     the whole file
    troth-allow: faceless                                            in the front matter

MDX writes `{/* troth: … */}`, reStructuredText `.. troth: …`. For documents that hold no comment
of ours the settings state the lens, the file and the passage. An allowance that silences nothing
is reported, so that it does not outlive its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from troth.model.document import Document

Fault = Literal["", "idle", "unknown", "bare"]
"""Why an allowance is told: it silences nothing, names no lens, or gives no reason."""

_TOLD = r"troth:\s*allow(-file|-start|-end)?\b[ \t]*"
_COMMENTS = (
    ("<!--", re.compile(rf"(?<!`)<!--\s*{_TOLD}([^>]*?)\s*-->(?!`)", re.S)),
    ("{/*", re.compile(rf"(?<!`)\{{/\*\s*{_TOLD}([^}}]*?)\s*\*/\}}(?!`)", re.S)),
    (".. ", re.compile(rf"^\.\. +{_TOLD}(.*?)[ \t]*$", re.M)),
)
_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")
_META = ("troth-allow", "troth_allow")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the settings allow in a document: a lens, a passage ("" for all of it), and why."""

    lens: str
    text: str
    reason: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """One allowance: the lens, the lines it holds for (None: all), its place and its reason.

    `stated` says that it stands in the settings, not in the document.
    """

    lens: str
    lines: frozenset[int] | None
    path: str
    line: int
    reason: str = ""
    stated: bool = False
    fault: Fault = ""

    def covers(self, lens: str, lines: Iterable[int], *, whole: bool) -> bool:
        """Whether it silences a finding of a lens on some lines; one of the whole document anywhere.

        A passage that settings quote has to be there all the same.
        """
        if lens != self.lens:
            return False
        return (
            (whole and not self.stated)
            or self.lines is None
            or any(line in self.lines for line in lines)
        )


def allowances(document: Document, stated: Sequence[Stated] = ()) -> tuple[Allowance, ...]:
    """All that a document allows, and what the settings allow in it."""
    found = [
        Allowance(name, None, document.path, 1, reason)
        for key in _META
        if key in document.meta
        for name, reason in _named(document.meta[key])
    ]
    found += [_from_settings(document, one) for one in stated]
    if "troth:" in document.text:
        found += _in_comments(document)
    return tuple(found)


def _in_comments(document: Document) -> Iterator[Allowance]:
    opened: dict[str, tuple[int, str]] = {}
    for comment in _comments(document):
        line, _ = document.position(comment.start())
        named = _named(" ".join(comment[2].split()))
        if comment[1] == "-start":
            opened |= {name: (line, reason) for name, reason in named}
        elif comment[1] == "-end":
            for name in [name for name, _ in named] or list(opened):
                if name in opened:
                    yield _range(document, name, *opened.pop(name), line)
        else:
            lines = None if comment[1] else _reach(document, comment, line)
            for name, reason in named:
                yield Allowance(name, lines, document.path, line, reason)
    for name, (line, reason) in opened.items():
        yield _range(document, name, line, reason, len(document.line_starts))


def _comments(document: Document) -> list[re.Match[str]]:
    """The comments meant for us, in their order; those in code are examples."""
    code = [block.span for block in document.blocks if block.kind == "code"]
    found = [
        comment
        for opening, pattern in _COMMENTS
        if opening in document.text
        for comment in pattern.finditer(document.text)
        if not any(span.start <= comment.start() < span.end for span in code)
    ]
    return sorted(found, key=re.Match.start)


def _range(document: Document, lens: str, line: int, reason: str, last: int) -> Allowance:
    return Allowance(lens, frozenset(range(line, last + 1)), document.path, line, reason)


def _reach(document: Document, comment: re.Match[str], line: int) -> frozenset[int]:
    last, _ = document.position(comment.end())
    alone = not document.line(line).replace(comment.group(), "").strip()
    return frozenset((line, *_next(document, last)) if alone or last > line else (line,))


def _from_settings(document: Document, stated: Stated) -> Allowance:
    lines = _lines_of(document, stated.text) if stated.text else None
    return Allowance(stated.lens, lines, stated.path, stated.line, stated.reason, stated=True)


def _lines_of(document: Document, passage: str) -> frozenset[int]:
    """The lines a passage stands on, however its words are spaced and broken."""
    words = r"\s+".join(re.escape(word) for word in passage.split())
    return frozenset(
        line
        for found in re.finditer(words, document.prose, re.I)
        for line in range(
            document.position(found.start())[0], document.position(found.end())[0] + 1
        )
    )


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
