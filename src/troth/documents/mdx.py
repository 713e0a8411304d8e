"""MDX: Markdown with components. What stands inside a component is prose like any other.

Imports, exports, expressions in braces, and tags are blank; the words of their `alt`, `title`,
`label` and `placeholder` are kept. What is left goes to the Markdown parser without the
indentation that components give to their content, which Markdown would take for code.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from troth.documents.html import SPOKEN
from troth.documents.jsx import Tag, Tags
from troth.documents.markdown import one_break, weave_markdown
from troth.documents.weave import Weave, blank
from troth.model.document import ScopeKind
from troth.patterns import later

_TOKEN = later(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})|(?P<ticks>`+)|(?P<escape>\\[\s\S])|(?P<comment><!--)"
    r"|(?P<tag><(?=[A-Za-z/>]))|(?P<brace>\{)|^(?P<module>(?:im|ex)port\b)",
    re.M,
)
_MODULE = later(
    r"""import\s*(?:["']|[\w$*{][^;"']{0,2000}?\bfrom\s*["'])|export\s+(?:default|const|let|var|function|"""
    r"async|class|type|interface)\b|export\s*[{*]"
)
_EMPTY_LINE = later(r"(?:\r\n|\n|\r)[ \t]*(?=\r|\n|\Z)")
_TICKS = later("`+")
_LINE = later(r"([ \t]*)([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_MODULE_MOST = 20_000
_WORDS: dict[str, ScopeKind] = {**SPOKEN, "label": "label", "caption": "label", "heading": "label"}


def weave_mdx(weave: Weave, start: int) -> None:
    """Weaves the MDX that begins at an offset of the text (after the front matter)."""
    masked = _Masked(weave, start)
    masked.read()
    source, places = masked.without_indents()
    weave_markdown(weave, start, source, places)
    for first, last in masked.gone:
        weave.drop(first, last)


class _Masked:
    """The text with all that is no Markdown found, once from front to back."""

    def __init__(self, weave: Weave, start: int) -> None:
        self.weave = weave
        self.text = one_break(weave.text)
        self.start = start
        self.gone: list[tuple[int, int]] = []
        self.depths: list[tuple[int, int]] = [(start, 0)]
        self.tags = Tags(weave.text)
        self.ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(self.text, start):
            self.ticks.setdefault(len(run.group()), []).append(run.start())

    def read(self) -> None:
        """Find what is to be blank, and keep the words in tags."""
        at = self.start
        while found := _TOKEN.search(self.text, at):
            at = max(self._after(found), found.end())

    def _after(self, found: re.Match[str]) -> int:
        """Where reading goes on after a token."""
        kind, begin = found.lastgroup, found.start(found.lastgroup or 0)
        if kind == "fence":
            return self._fence_end(found)
        if kind == "ticks":
            return self._code_end(begin, len(found.group()))
        if kind == "comment":
            return self._blanked(begin, self.tags.after("-->", begin))
        if kind == "brace":
            return self._blanked(begin, self.tags.expression(begin))
        if kind == "module":
            return self._blanked(begin, self._module_end(begin))
        if kind == "tag" and (tag := self.tags.tag(begin)) is not None:
            return self._tag(tag)
        return found.end()

    def _blanked(self, begin: int, end: int | None) -> int:
        if end is None:
            return begin + 1
        self.gone.append((begin, end))
        return end

    def _fence_end(self, found: re.Match[str]) -> int:
        mark = found["fence"]
        close = re.compile(rf"^[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\r?$", re.M)
        closed = close.search(self.text, found.end())
        return closed.end() if closed else len(self.text)

    def _code_end(self, begin: int, length: int) -> int:
        runs = self.ticks.get(length, [])
        at = bisect_right(runs, begin)
        return runs[at] + length if at < len(runs) else begin + length

    def _module_end(self, begin: int) -> int | None:
        """A block of imports or exports ends at an empty line outside its braces."""
        if self.depths[-1][1] or not _MODULE.match(self.text, begin):
            return None
        end, deep = begin, 0
        while True:
            empty = _EMPTY_LINE.search(self.text, end, begin + _MODULE_MOST)
            last = empty.start() if empty else min(len(self.text), begin + _MODULE_MOST)
            deep += self.text.count("{", end, last) - self.text.count("}", end, last)
            if deep <= 0 or empty is None:
                return last
            end = empty.end()

    def _tag(self, tag: Tag) -> int:
        at = tag.start
        for name, start, end in tag.words:
            if name not in _WORDS or not self.text[start:end].strip():
                continue
            self.gone.append((at, start))
            at = end
            self.weave.keep(start, end)
            self.weave.block("caption", start, end)
            self.weave.scope(_WORDS[name], start, end)
        self.gone.append((at, tag.end))
        if tag.turn:
            self.depths.append((tag.end, max(0, self.depths[-1][1] + tag.turn)))
        return tag.end

    def without_indents(self) -> tuple[str, list[tuple[int, int]]]:
        """What Markdown is to read, and for each piece of it where it stands in the text."""
        masked = self._blank()
        turns = [at for at, _ in self.depths]
        bases: dict[int, int] = {}
        pieces: list[str] = []
        places: list[tuple[int, int]] = []
        length, deep = 0, 0
        for line in _LINE.finditer(masked):
            if not line.group():
                break
            first = line.start() + self.start
            before, deep = deep, self.depths[bisect_right(turns, first) - 1][1]
            if deep < before:
                bases = {level: base for level, base in bases.items() if level <= deep}
            cut = self._indent(first, line, deep, bases)
            places.append((length, first + cut))
            pieces.append(line.group()[cut:])
            length += len(line.group()) - cut
        return "".join(pieces), places

    def _indent(self, first: int, line: re.Match[str], deep: int, bases: dict[int, int]) -> int:
        """How many blanks at the beginning of a line are not the author's Markdown."""
        indent = len(line[1])
        if not line[2]:
            return 0
        original = self.text[first : first + indent]
        if original.strip():
            return indent
        if not deep:
            return 0
        return min(indent, bases.setdefault(deep, indent))

    def _blank(self) -> str:
        pieces: list[str] = []
        at = self.start
        spoken = [(tag.start, tag.end) for tag in self.tags.found]
        ends = sorted([*self.gone, *spoken])
        for begin, end in ends:
            begin = max(begin, at)
            if begin < end:
                pieces += [self.text[at:begin], blank(self.text[begin:end])]
                at = end
        pieces.append(self.text[at:])
        return "".join(pieces)
