"""HTML: what a reader sees of a page, by the positions of its source."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from troth.documents.weave import Weave
from troth.model.document import BlockKind, ScopeKind
from troth.patterns import later


def _tags(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _tags(
    "script style template noscript svg math iframe object canvas audio video head select "
    "textarea map datalist"
)
_CODE = frozenset({"pre", "code", "kbd", "samp"})
_INLINE = _tags(
    "a abbr b bdi bdo big cite data del dfn em font i ins mark q s small span strike strong sub "
    "sup time tt u var code kbd samp wbr img input"
)
_KINDS: dict[str, BlockKind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "button": "caption",
    "label": "caption",
    "summary": "caption",
    "legend": "caption",
    "pre": "code",
    "p": "paragraph",
}
_ENDS_BEFORE: dict[str, frozenset[str]] = {
    "li": frozenset({"li", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "tr": frozenset({"td", "th", "tr", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "option": frozenset({"option"}),
}
_SCOPES: dict[str, ScopeKind] = {
    "a": "link",
    "blockquote": "quote",
    "q": "quote",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "button": "button",
    "label": "label",
    "legend": "label",
}
SPOKEN: dict[str, ScopeKind] = {
    "alt": "alt",
    "title": "label",
    "placeholder": "placeholder",
    "aria-label": "label",
}
"""Attributes whose words a reader sees or hears."""
_ATTRIBUTE = later(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.S)
_ENTITY = later(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NOT_SHOWN = later(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def weave_html(weave: Weave, start: int, end: int, *, quotes: bool = True) -> None:
    """Weaves the HTML between two offsets: visible text, title, alt, and buttons.

    Scripts, styles, hidden elements and comments are blank. With `quotes` false what stands
    in a `blockquote` is blank too, as in the quoted part of a mail.
    """
    reader = _Reader(weave, start, end, quotes)
    reader.feed(weave.text[start:end])
    reader.finish()


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet: where its content begins, and what it says of itself."""

    tag: str
    gone: bool
    start: int
    tongue: str | None
    kind: BlockKind | None


def keep_spelled(weave: Weave, start: int, end: int) -> None:
    """Keeps a stretch as prose, each entity in it read where it stands."""
    at = start
    for entity in _ENTITY.finditer(weave.text, start, end):
        weave.keep(at, entity.start())
        weave.keep(entity.start(), entity.end(), unescape(entity.group()))
        at = entity.end()
    weave.keep(at, end)


class _Reader(HTMLParser):
    def __init__(self, weave: Weave, start: int, end: int, quotes: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.weave = weave
        self.base = start
        self.end = end
        self.quotes = quotes
        source = weave.text[start:end]
        self.lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self.stack: list[_Open] = []
        self.open: Counter[str] = Counter()
        self.kinds: list[_Open] = []
        self.tongues: list[str] = [""]
        self.unseen = self.code = 0
        self.leaf: list[int] | None = None
        self.titled: int | None = None
        self.breaks = 0

    def parse_html_declaration(self, i: int) -> int:
        """A “<!” that is no declaration is passed over as a browser does; the library gives up."""
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def _here(self) -> int:
        line, column = self.getpos()
        return self.base + self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = self._here()
        source = self.get_starttag_text() or ""
        given = {name: value or "" for name, value in attrs}
        if tag == "title" and not self.weave.headline:
            self._flush()
            self.titled = here + len(source)
        if tag == "body":
            self._leave_head()
        if tag not in _INLINE:
            self._end_open(tag)
            if tag == "br":
                self.breaks += 1
            if tag != "br" or self.breaks > 1:
                self._flush()
        if tag not in _VOID:
            gone = tag in _UNSEEN or _hidden(given) or (tag == "blockquote" and not self.quotes)
            self._push(tag, gone, here + len(source), given.get("lang", "").strip())
        if not self.unseen:
            self._spoken(source, here, given)

    def _push(self, tag: str, gone: bool, start: int, lang: str) -> None:
        if tag == "html" and lang:
            self.weave.language = lang
            lang = ""
        one = _Open(tag, gone, start, lang or None, _KINDS.get(tag))
        self.stack.append(one)
        self.open[tag] += 1
        self.unseen += gone
        self.code += tag in _CODE
        if one.kind is not None:
            self.kinds.append(one)
        if lang:
            self.tongues.append(lang)
            self.weave.tongues.append((start, lang))

    def _pop(self, end: int) -> str:
        one = self.stack.pop()
        self.open[one.tag] -= 1
        self.unseen -= one.gone
        self.code -= one.tag in _CODE
        if one.kind is not None:
            self.kinds.pop()
        if one.tongue:
            self.tongues.pop()
            self.weave.tongues.append((end, self.tongues[-1]))
        if one.tag in _SCOPES and not self.unseen:
            self.weave.scope(_SCOPES[one.tag], one.start, end)
        return one.tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self.titled is not None:
            self._close_title()
        if not self.open[tag]:
            return
        if tag not in _INLINE:
            self._flush()
        here = self._here()
        while self.stack and self._pop(here) != tag:
            continue

    def handle_data(self, data: str) -> None:
        here = self._here()
        if self.unseen or self.titled is not None or self.code:
            return
        self.weave.keep(here, here + len(data))
        if data.strip():
            self.breaks = 0
            self._reach(here, here + len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, source: str) -> None:
        here = self._here()
        if self.unseen or self.titled is not None or self.code:
            return
        text = self.weave.text
        end = here + len(source)
        end += end < self.end and text[end] == ";"
        self.weave.keep(here, end, unescape(text[here:end]))
        self._reach(here, end)

    def finish(self) -> None:
        """Takes what stands after the last complete tag, and closes the last block."""
        rest = self.rawdata
        if rest:
            here = self._here()
            if not self.unseen and "<" not in rest and self.titled is None:
                self.weave.keep(here, here + len(rest))
                self._reach(here, here + len(rest))
        self._flush()
        while self.stack:
            self._pop(self.end)

    def _spoken(self, source: str, here: int, given: dict[str, str]) -> None:
        wanted = dict(SPOKEN)
        if given.get("type") in ("submit", "button", "reset"):
            wanted["value"] = "button"
        if not any(given.get(name, "").strip() for name in wanted):
            return
        for found in _ATTRIBUTE.finditer(source):
            group = next((n for n in (2, 3, 4) if found.group(n)), None)
            if group is None or found.group(1).lower() not in wanted:
                continue
            start, end = here + found.start(group), here + found.end(group)
            keep_spelled(self.weave, start, end)
            self.weave.block("caption", start, end)
            self.weave.scope(wanted[found.group(1).lower()], start, end)

    def _close_title(self) -> None:
        start, end = self.titled or 0, self._here()
        self.titled = None
        keep_spelled(self.weave, start, end)
        self.weave.block("caption", start, end)
        self.weave.headline = " ".join(unescape(self.weave.text[start:end]).split()) or None

    def _leave_head(self) -> None:
        here = self._here()
        while self.stack and self.stack[-1].tag != "html":
            self._pop(here)

    def _end_open(self, tag: str) -> None:
        ended = _ENDS_BEFORE.get(tag, frozenset({"p"}))
        while self.stack and self.stack[-1].tag in ended and tag != "br":
            self._flush()
            self._pop(self._here())

    def _reach(self, start: int, end: int) -> None:
        if self.leaf is None:
            self.leaf = [start, end]
        self.leaf[1] = max(self.leaf[1], end)

    def _flush(self) -> None:
        self.breaks = 0
        if self.leaf is None:
            return
        start, end = self.leaf
        self.leaf = None
        one = self.kinds[-1] if self.kinds else None
        level = int(one.tag[1]) if one and one.kind == "heading" else 0
        self.weave.block(one.kind if one and one.kind else "paragraph", start, end, level)


def _hidden(given: dict[str, str]) -> bool:
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or given.get("type") == "hidden"
        or bool(_NOT_SHOWN.search(given.get("style", "")))
    )
