"""A document with exact positions: what its author wrote, and which of it is prose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from troth.model.origin import Place, Span

Format = Literal["markdown", "mdx", "html", "text", "rst", "eml", "docx", "pdf"]
BlockKind = Literal["heading", "paragraph", "item", "cell", "quote", "code", "caption"]
ScopeKind = Literal[
    "quote",
    "link",
    "code",
    "alt",
    "button",
    "placeholder",
    "label",
    "note",
    "comment",
    "foreign",
]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table cell or quotation: `span` in the document's text."""

    kind: BlockKind
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """What a stretch of the text is besides the block it stands in: a link, a button, a quotation.

    `note` is a footnote, `comment` a remark beside the text, `foreign` another language than
    English. Scopes may lie in each other and reach over several blocks.
    """

    kind: ScopeKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text as its author knows it, with a prose view of the same length.

    `text` is the source; `prose` has every character that is no prose (markup, code, scripts,
    addresses) blanked to a space, line breaks kept, so an offset means the same in both.
    `meta` is the front matter or the headers, keys in lower case. `line_starts` are the
    offsets at which lines begin; `genre` is plan, launch, price … where the document says so.

    What has no lines of its own is given some: a line of a .docx is one paragraph, a line of a PDF
    is a line as printed, counted through all pages, of which `pages` are the first offsets.
    """

    path: str
    format: Format
    text: str
    prose: str
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...]
    title: str | None = None
    genre: str | None = None
    language: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    scopes: tuple[Scope, ...] = ()
    pages: tuple[int, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, as editors count."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def place(self, span: Span) -> Place:
        """A span as an editor shows it."""
        line, column = self.position(span.start)
        end_line, end_column = self.position(span.end)
        return Place(self.path, line, column, end_line, end_column, self.spot(span.start))

    def spot(self, offset: int) -> str:
        """Where a reader of a file without lines finds an offset; empty where lines tell it.

        "page 3, line 12" of a PDF, "paragraph 12 under Prices › Refunds" of a .docx.
        """
        line, _ = self.position(offset)
        if self.pages:
            page = bisect_right(self.pages, offset)
            return f"page {page}, line {line - self.position(self.pages[page - 1])[0] + 1}"
        if self.format != "docx":
            return ""
        above = " › ".join(self.headings(offset))
        return f"paragraph {line} under {above}" if above else f"paragraph {line}"

    def headings(self, offset: int) -> tuple[str, ...]:
        """The headings that an offset stands under, the highest first."""
        path: list[tuple[int, str]] = []
        for block in self.blocks:
            if block.span.end > offset:
                break
            if block.kind == "heading":
                while path and path[-1][0] >= block.level:
                    path.pop()
                path.append((block.level, " ".join(block.span.of(self.prose).split())))
        return tuple(words for _, words in path)

    def line(self, number: int) -> str:
        """The text of one line, from 1, without its line break."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class BackingPromise:
    """A live promise as `check` sees it: no person, only words, owner and how it has been kept."""

    id: str
    words: str
    confirmed: bool
    backs_claims: bool
    state: str
    where: str | None = None
    kept: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Backing:
    """What the last sealed run left for `check`: promises that back claims, and own terms."""

    promises: tuple[BackingPromise, ...] = ()
    terms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def confirmed(self) -> int:
        """How many promises a person has confirmed."""
        return sum(promise.confirmed for promise in self.promises)


@dataclass(frozen=True, slots=True)
class Page:
    """What a prose lens is shown: the document, its sentences, its genre, and the backing.

    `sentences` are spans of `document.prose`; `backing` is None where no workspace stands behind.
    """

    document: Document
    sentences: Sequence[Span]
    genre: str | None
    backing: Backing | None
    options: Mapping[str, object] = field(default_factory=dict)

    def words(self, span: Span) -> str:
        """The prose of a span, white space folded."""
        return " ".join(span.of(self.document.prose).split())
