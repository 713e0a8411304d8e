"""Markdown: the prose of it by the parser's own positions, never by searching again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import pyromark

from troth.documents.weave import Weave
from troth.model.document import BlockKind, ScopeKind
from troth.patterns import later

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_GFM
)
_RETURN = later("\r(?!\n)")
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"})

_SCOPES: Mapping[str, ScopeKind] = {
    "Link": "link",
    "Image": "alt",
    "BlockQuote": "quote",
    "FootnoteDefinition": "note",
}


def weave_markdown(
    weave: Weave,
    start: int,
    source: str | None = None,
    places: Sequence[tuple[int, int]] | None = None,
) -> None:
    """Weaves the Markdown that begins at an offset of the text (after the front matter).

    `source` is what is to be read instead, where something was taken out of it before; `places`
    says of each piece where it begins, and where that is in the text.
    """
    source = one_break(weave.text[start:] if source is None else source)
    events = list(pyromark.events_with_range(source, options=_OPTIONS))
    at = _characters(source, events, start if places is None else 0)
    if places is not None:
        edges = {edge for _, reach in events for edge in (reach["start"], reach["end"])}
        at = {edge: _place(places, at[edge]) for edge in edges}
    walk = _Walk(weave, at)
    for event, reach in events:
        walk.take(event, reach["start"], reach["end"])


def _characters(source: str, events: list[Any], start: int) -> Any:
    """A lookup from the parser's byte offsets to character offsets of the whole text."""
    if source.isascii():
        return range(start, start + len(source) + 1)
    raw = source.encode()
    wanted = sorted({edge for _, reach in events for edge in (reach["start"], reach["end"])})
    table: dict[int, int] = {}
    byte, character = 0, start
    for edge in wanted:
        character += len(raw[byte:edge].decode())
        byte = edge
        table[edge] = character
    return table


def one_break(text: str) -> str:
    """The text with line breaks that both parser and patterns know; its length stays."""
    return _RETURN.sub("\n", text) if "\r" in text else text


def _place(places: Sequence[tuple[int, int]], offset: int) -> int:
    """Where an offset of what was read stands in the text."""
    if not places:
        return offset
    begun, original = places[max(0, bisect_right(places, offset, key=lambda one: one[0]) - 1)]
    return original + offset - begun


class _Walk:
    """Goes through the events once, knowing in which container each piece of text stands."""

    def __init__(self, weave: Weave, at: Any) -> None:
        self.weave = weave
        self.at = at
        self.around: list[str] = []
        self.level = 0
        self.leaf: list[int] | None = None
        self.silent = 0

    def take(self, event: Any, start: int, end: int) -> None:
        if isinstance(event, str):
            return
        ((what, value),) = event.items()
        if what == "Start":
            self._open(value if isinstance(value, str) else next(iter(value)), value, start, end)
        elif what == "End":
            self._close(value if isinstance(value, str) else next(iter(value)))
        elif what == "Text":
            self._text(value, start, end)
        elif what in ("Code", "InlineHtml", "InlineMath", "DisplayMath"):
            self._reach(start, end)
            if what == "Code":
                self.weave.scope("code", self.at[start], self.at[end])

    def _open(self, name: str, value: Any, start: int, end: int) -> None:
        if name in _INLINE:
            return
        if name in _SCOPES:
            self.weave.scope(_SCOPES[name], self.at[start], self.at[end])
        if name in ("Link", "Image"):
            kind = value[name].get("link_type")
            self.silent += kind in ("Autolink", "Email")
            self.around.append("Autolink" if kind in ("Autolink", "Email") else name)
            return
        self._flush()
        self.around.append(name)
        if name == "Heading":
            self.level = int(value["Heading"]["level"][1:])
        elif name == "CodeBlock":
            self.silent += 1
            self.weave.block("code", self.at[start], self.at[end])
        elif name == "HtmlBlock":
            from troth.documents.html import weave_html

            self.silent += 1
            weave_html(self.weave, self.at[start], self.at[end])
        elif name == "MetadataBlock":
            self.silent += 1

    def _close(self, name: str) -> None:
        if name in _INLINE:
            return
        last = self.around.pop() if self.around else ""
        if last in ("Autolink", "CodeBlock", "HtmlBlock", "MetadataBlock"):
            self.silent -= 1
        if name not in ("Link", "Image"):
            self._flush(last)

    def _text(self, value: str, start: int, end: int) -> None:
        if self.silent:
            return
        first, last = self.at[start], self.at[end]
        same = len(value) == last - first
        self.weave.keep(first, last, None if same else value)
        self._reach(start, end)

    def _reach(self, start: int, end: int) -> None:
        if self.silent:
            return
        if self.leaf is None:
            self.leaf = [self.at[start], self.at[end]]
        else:
            self.leaf[1] = max(self.leaf[1], self.at[end])

    def _flush(self, closed: str | None = None) -> None:
        if self.leaf is None:
            return
        start, end = self.leaf
        self.leaf = None
        around = [*self.around, closed] if closed else self.around
        kind = _kind(around)
        self.weave.block(kind, start, end, self.level if kind == "heading" else 0)


def _kind(around: list[str]) -> BlockKind:
    for name in reversed(around):
        if name == "Heading":
            return "heading"
        if name == "TableCell":
            return "cell"
        if name == "Item":
            return "item"
        if name == "BlockQuote":
            return "quote"
    return "paragraph"
