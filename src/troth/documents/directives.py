"""The directives of reStructuredText, those of Sphinx among them: which hold prose, and where."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from troth.patterns import later


def words(listed: str) -> frozenset[str]:
    """Names written one after the other."""
    return frozenset(listed.split())


_CODE = words(
    "code code-block sourcecode literalinclude math raw highlight parsed-literal doctest testcode "
    "testsetup testoutput graphviz digraph graph mermaid plantuml uml prompt ipython jupyter-execute "
    "productionlist csv-table"
)
_SILENT = words(
    "toctree include contents index meta image sectnum section-numbering role default-role "
    "currentmodule module py:module py:currentmodule automodule autoclass autofunction automethod "
    "autosummary tabularcolumns date unicode replace class target-notes header footer"
)
_SPEAKING = words(
    "note tip warning caution danger error hint important attention admonition seealso topic "
    "sidebar rubric versionadded versionchanged deprecated todo epigraph highlights pull-quote "
    "compound container centered"
)
_OPTION = later(r"\s*:[\w-]+:(?:\s|$)")
_ALT = later(r"\s*:(?:alt|caption):\s*(.*)")


def directive(state: Any, match: Any) -> tuple[list[Any], bool]:
    """What a directive holds: code, a picture's other words, or prose."""
    name = match.group(1).lower()
    machine, reading = state.state_machine, state.inliner.reading
    block, _, offset, finish = machine.get_first_known_indented(match.end(), strip_top=0)
    head = next((at for at, line in enumerate(block) if not line.strip()), len(block))
    options = next((at for at in range(head) if _OPTION.match(block[at])), head)
    for at in range(options, head):
        _alt(reading, offset + at, block[at])
    if name in _CODE:
        reading.code(offset + head, offset + len(block))
    elif name not in _SILENT:
        node = nodes.block_quote() if name in ("epigraph", "pull-quote") else nodes.container()
        if name in _SPEAKING and options == head:
            state.nested_parse(block, offset, node)
        else:
            if name in _SPEAKING and options:
                state.nested_parse(block[:options], offset, node)
            state.nested_parse(block[head:], offset + head, node)
    return [], finish


def _alt(reading: Any, number: int, line: str) -> None:
    words = _ALT.match(line)
    if words and words[1].strip():
        found = reading.lines.find(number, words[1].strip())
        reading.keep(found, 0, len(found.words))
        start, end = found.offset(0), found.offset(len(found.words) - 1) + 1
        reading.weave.block("caption", start, end)
        reading.weave.scope("alt", start, end)
