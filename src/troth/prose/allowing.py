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
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from troth.patterns import later

if TYPE_CHECKING:
    from troth.model.document import Document

Fault = Literal["", "idle", "unknown", "bare"]
"""Why an allowance is told: it silences nothing, names no lens, or gives no reason."""

_TOLD = r"\s{0,80}troth:\s{0,80}allow(-file|-start|-end)?\b"
_COMMENTS = (
    ("<!--", later(rf"(?<!`)<!--{_TOLD}"), "-->"),
    ("{/*", later(rf"(?<!`)\{{/\*{_TOLD}"), "*/}"),
    (".. ", later(rf"^\.\. {_TOLD}", re.M), "\n"),
)
"""How a comment opens, that it is meant for us, and how it closes."""
SLOT = "say why here"
"""What an editor puts where a reason is to stand; while it does, the allowance allows nothing."""
LONGEST = 2_000
"""Characters of one comment; what is longer is none of ours."""
_NAME = later(r"[a-z][a-z0-9-]*\Z")
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
    lines: frozenset[int] | range | None
    path: str
    line: int
    reason: str = ""
    stated: bool = False
    fault: Fault = ""

    def holds(self, *, reasons: bool) -> bool:
        """Whether it allows anything, where `reasons` are asked for or are not."""
        return self.reason != SLOT and bool(self.reason or not reasons)

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


class _Comment(NamedTuple):
    """A comment meant for us: where it stands, which kind it is, and its names and reason."""

    start: int
    end: int
    kind: str | None
    named: list[tuple[str, str]]


def _in_comments(document: Document) -> Iterator[Allowance]:
    opened: dict[str, tuple[int, str]] = {}
    for comment in _comments(document):
        line, _ = document.position(comment.start)
        if comment.kind == "-start":
            opened |= {name: (line, reason) for name, reason in comment.named}
        elif comment.kind == "-end":
            for name in [name for name, _ in comment.named] or list(opened):
                if name in opened:
                    yield _range(document, name, *opened.pop(name), line)
        else:
            lines = None if comment.kind else _reach(document, comment, line)
            for name, reason in comment.named:
                yield Allowance(name, lines, document.path, line, reason)
    for name, (line, reason) in opened.items():
        yield _range(document, name, line, reason, len(document.line_starts))


def _comments(document: Document) -> list[_Comment]:
    """The comments meant for us, in their order; those in code are examples."""
    code = sorted(
        (block.span.start, block.span.end) for block in document.blocks if block.kind == "code"
    )
    found = [
        comment
        for opening, pattern, closing in _COMMENTS
        if opening in document.text
        for comment in _closed(document.text, pattern, closing)
        if not _within(code, comment.start)
    ]
    return sorted(found)


def _closed(text: str, pattern: re.Pattern[str], closing: str) -> Iterator[_Comment]:
    for opened in pattern.finditer(text):
        end = text.find(closing, opened.end(), opened.end() + LONGEST)
        if closing == "\n" and end < 0:
            end = len(text)
        body = text[opened.end() : end]
        after = end + len(closing.strip())
        if end >= 0 and ">" not in body and not text.startswith("`", after):
            yield _Comment(opened.start(), after, opened[1], _named(" ".join(body.split())))


def _within(code: Sequence[tuple[int, int]], at: int) -> bool:
    before = bisect_right(code, (at, sys.maxsize)) - 1
    return before >= 0 and at < code[before][1]


def _range(document: Document, lens: str, line: int, reason: str, last: int) -> Allowance:
    return Allowance(lens, range(line, last + 1), document.path, line, reason)


def _reach(document: Document, comment: _Comment, line: int) -> frozenset[int]:
    last, _ = document.position(comment.end)
    whole = document.text[comment.start : comment.end]
    alone = not document.line(line).replace(whole, "").strip()
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
