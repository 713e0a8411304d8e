"""docutils told to say where text stands instead of building a tree of it."""

from __future__ import annotations

import re
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from docutils import ApplicationError, frontend, nodes, statemachine, utils
from docutils.parsers.rst import Parser, states

from troth.documents.directives import directive, words
from troth.documents.lines import Found, Lines
from troth.documents.plain import weave_plain
from troth.documents.weave import Weave
from troth.model.document import BlockKind
from troth.patterns import later

_FAULTS = (
    ApplicationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    EOFError,
)
_CODE_ROLES = words(
    "code literal math raw samp file command kbd program option envvar makevar regexp mimetype "
    "class func meth mod attr data exc obj const type keyword token confval"
)
_TARGET = later(r"\s*<[^<>]*>\Z")
_LONGEST = 8_000
_KINDS: dict[str, BlockKind] = {
    "list_item": "item",
    "definition": "item",
    "description": "item",
    "entry": "cell",
    "block_quote": "quote",
}


class Reading:
    """The reading of one text, chunk by chunk."""

    def __init__(self, weave: Weave, lines: Lines) -> None:
        self.weave = weave
        self.lines = lines
        self.fields: dict[str, str] = {}
        self.styles: list[Any] = []
        self.spoken = False

    def read(self, first: int, last: int) -> bool:
        """Read some lines; False where docutils cannot take them apart."""
        document = utils.new_document("", _settings())
        machine: Any = states.RSTStateMachine(state_classes=STATES, initial_state="Body")
        block = statemachine.StringList(self.lines.expanded[first:last], "text")
        try:
            machine.run(block, document, input_offset=first, inliner=Inliner(self))
        except _FAULTS:
            Told.nested_sm_cache.clear()
            return False
        return True

    def level(self, style: Any) -> int:
        """The level of a heading, by the order in which its style first came."""
        if style not in self.styles:
            self.styles.append(style)
        return min(6, self.styles.index(style) + 1)

    def keep(self, found: Found, first: int, last: int) -> None:
        """A part of a stretch as prose; what a backslash escapes without the backslash."""
        at = first
        for mark in re.finditer(r"\\(\s?)", found.words[first:last]):
            for start, end in found.ranges(at, first + mark.start()):
                self.weave.keep(start, end)
            at = first + mark.end()
        for start, end in found.ranges(at, last):
            self.weave.keep(start, end)

    def code(self, first: int, last: int) -> None:
        """Lines of code, counted from 0, the last one exclusive."""
        last = min(last, len(self.lines.expanded))
        while last > first and not self.lines.expanded[last - 1]:
            last -= 1
        if last > first:
            self.weave.block("code", self.lines.begin(first), self.lines.begin(last))


@lru_cache(maxsize=1)
def _settings() -> Any:
    settings = frontend.get_default_settings(Parser)
    settings.report_level, settings.halt_level = 5, 6
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.warning_stream = ""
    return settings


def _block(reading: Reading, found: Found, parent: Any, level: int) -> None:
    start, end = found.offset(0), found.offset(max(0, len(found.words) - 1)) + 1
    name = type(parent).__name__
    if level:
        reading.weave.block("heading", start, end, level)
        return
    reading.spoken = True
    reading.weave.block(_KINDS.get(name, "paragraph"), start, end)
    if name in ("footnote", "citation"):
        reading.weave.scope("note", start, end)


def _marked(reading: Reading, found: Found, begin: int, end: int, node: Any) -> None:
    """One piece of inline markup: what of it a reader sees, and what it is."""
    kind = type(node).__name__
    raw = found.words[begin:end]
    start, stop = found.offset(begin), found.offset(max(begin, end - 1)) + 1
    if kind == "emphasis":
        reading.keep(found, begin + 1, end - 1)
    elif kind == "strong":
        reading.keep(found, begin + 2, end - 2)
    elif kind == "target":
        reading.keep(found, begin + 2, end - 1)
    elif kind == "literal":
        reading.weave.scope("code", start, stop)
    elif kind in ("reference", "inline"):
        role = str((node.get("classes") or [""])[0]).rpartition(":")[2] if kind == "inline" else ""
        if role in _CODE_ROLES:
            reading.weave.scope("code", start, stop)
            return
        first, last = raw.find("`"), raw.rfind("`")
        inner = raw[first + 1 : last] if last > first else raw.rstrip("_")
        target = _TARGET.search(inner)
        at = begin + (first + 1 if last > first else 0)
        reading.keep(found, at, at + (target.start() if target else len(inner)))
        reading.weave.scope("link", start, stop)


class Inliner(states.Inliner):  # type: ignore[misc]
    """Walks inline markup as docutils does, and keeps the words where they stand."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.heading = 0
        self.skips = 0
        self.muted = False

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> Any:
        """Keep the words of one stretch; no nodes come of it."""
        level, self.heading = self.heading, 0
        if self.skips:
            self.skips -= 1
            return [], []
        if self.muted:
            return [], []
        self.document, self.language = memo.document, memo.language
        self.reporter, self.parent = memo.document.reporter, parent
        found = self.reading.lines.find(lineno - 1, text)
        _block(self.reading, found, parent, level)
        if len(text) > _LONGEST:
            self.reading.keep(found, 0, len(text))
            return [], []
        self._walk(found, lineno)
        return [], []

    def _walk(self, found: Found, lineno: int) -> None:
        whole = utils.escape2null(found.words)
        rest, plain = whole, 0
        while rest and (match := self.patterns.initial.search(rest)):
            groups = match.groupdict()
            mark = groups["start"] or groups["backquote"] or groups["refend"]
            method = self.dispatch[mark or groups["fnend"]]
            before, inlines, after, _ = method(self, match, lineno)
            if inlines:
                begin = len(whole) - len(rest) + len(before)
                end = len(whole) - len(after)
                self.reading.keep(found, plain, begin)
                _marked(self.reading, found, begin, end, inlines[0])
                plain = end
            rest = after
        self.reading.keep(found, plain, len(whole))

    def interpreted(self, rawsource: str, text: str, role: str, lineno: int) -> Any:
        """Any role is known."""
        return [nodes.inline(rawsource, text, classes=[role or ""])], []


for name, value in vars(states.Inliner).items():
    if not name.startswith("__") and name not in vars(Inliner):
        setattr(Inliner, name, value)  # docutils looks for its patterns in the class alone


class Told:
    """What all states share."""

    nested_sm_cache: list[Any] = []  # noqa: RUF012
    explicit = SimpleNamespace(**vars(states.Body.explicit))

    def __init__(self, machine: Any, debug: bool = False) -> None:
        super().__init__(machine, debug)  # type: ignore[call-arg]
        self.nested_sm_kwargs = {"state_classes": STATES, "initial_state": "Body"}

    def add_initial_transitions(self: Any) -> None:
        """As docutils does it, but looked up once for a class and not for each of its objects."""
        kind = type(self)
        if "known" not in vars(kind):
            super().add_initial_transitions()  # type: ignore[misc]
            names, held = list(self.transition_order), self.transitions
            kind.known = [(name, held[name][0], held[name][2]) for name in names]
            return
        for name, pattern, following in kind.known:
            self.transition_order.append(name)
            self.transitions[name] = (pattern, getattr(self, name), following)

    def section(self: Any, title: str, source: str, style: Any, lineno: int, _: Any) -> None:
        self.inliner.heading = self.inliner.reading.level(style)
        self.inline_text(title, lineno)

    def field(self: Any, match: Any) -> Any:
        """A field at the head says something of the document, elsewhere its body is prose."""
        reading, name = self.inliner.reading, self.parse_field_marker(match)
        head = not reading.spoken and not self.inliner.muted
        self.inliner.skips += 1
        self.inliner.muted = head or self.inliner.muted
        node, finish = super().field(match)  # type: ignore[misc]
        if head:
            self.inliner.muted = False
            reading.fields.setdefault(
                name.strip().lower(), " ".join(node[-1].rawsource.split())[:500]
            )
        return node, finish

    def block_quote(self: Any, indented: Any, line_offset: int) -> Any:
        lines = self.inliner.reading.lines
        first, last = lines.begin(line_offset), lines.begin(line_offset + len(indented))
        self.inliner.reading.weave.scope("quote", first, last)
        return super().block_quote(indented, line_offset)  # type: ignore[misc]

    def malformed_table(self: Any, block: Any, *detail: Any, **where: Any) -> Any:
        """A table that does not close is read as it lies: its words are not lost."""
        lines = self.inliner.reading.lines
        first = self.state_machine.abs_line_number() - len(block)
        begin, end = lines.begin(first), lines.begin(first + len(block))
        weave_plain(self.inliner.reading.weave, begin, end)
        return super().malformed_table(block, *detail, **where)  # type: ignore[misc]

    def literal_block(self: Any) -> Any:
        first = self.state_machine.abs_line_offset() + 1
        made_nodes = super().literal_block()  # type: ignore[misc]
        self.inliner.reading.code(first, self.state_machine.abs_line_offset() + 1)
        return made_nodes

    def directive(self: Any, match: Any, **_: Any) -> Any:
        return directive(self, match)


Told.explicit.constructs = [
    (Told.directive if method is states.Body.directive else method, pattern)
    for method, pattern in states.Body.explicit.constructs
]
STATES: tuple[Any, ...] = tuple(type(one.__name__, (Told, one), {}) for one in states.state_classes)
