"""reStructuredText, taken apart by docutils, with the columns of its source lines kept.

docutils gives every stretch of text with the number of its first line; each of its lines is then
found on that very source line, right of what was found there before, so positions are exact to the
character. Directives and roles of Sphinx need not be known: what they hold is prose unless it is code.

docutils copies all that is still to be read at every list, so a text goes to it in chunks that end
at an empty line before unindented text. A chunk that it cannot take apart, or that holds a drawing
too large for it, is read as plain text.

Source: the reStructuredText specification; the library is docutils (public domain and BSD), an
extra: `pip install 'troth[rst]'`.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.documents.lines import Lines
from troth.documents.plain import weave_plain
from troth.documents.weave import Weave
from troth.patterns import later

_MISSING = (
    "Reading reStructuredText needs the package docutils, which is not installed.",
    "Install it: pip install 'troth[rst]'",
)
_CHUNK, _CHUNK_MOST, _CHUNK_END = 200, 2_000, 4_000
_BORDER = later(r"[ \t]*=+(?:[ ]+=+)+[ \t]*$")
_CORNERS_MOST = 2_000
_LINE_MOST = 10_000


def weave_rst(weave: Weave, start: int) -> dict[str, str] | tuple[str, str]:
    """Weaves the reStructuredText from an offset on; gives the fields at its head.

    A pair where it cannot be read: what is wrong, and what to do.
    """
    try:
        from troth.documents.restructured import Reading
    except ImportError:
        return _MISSING
    lines = Lines(weave.text, start)
    reading = Reading(weave, lines)
    for first, last in _chunks(lines):
        whole = sum(lines.expanded[at].count("+") for at in range(first, last) if lines.drawn(at))
        if whole > _CORNERS_MOST or not reading.read(first, last):
            weave_plain(weave, lines.begin(first), lines.begin(last))
    return reading.fields


def _chunks(lines: Lines) -> Iterator[tuple[int, int]]:
    """Stretches of lines that can be read one after the other; long lines stand alone."""
    first, table = 0, False
    count = len(lines.expanded)
    for at in range(count):
        line = lines.expanded[at]
        if len(line) > _LINE_MOST:
            yield first, at
            yield at, at + 1
            first = at + 1
            continue
        inside = table
        if "==" in line and _BORDER.match(line):
            table = at + 1 < count and bool(lines.expanded[at + 1])
        length = at - first
        if length < _CHUNK or not line or line[0] == " ":
            if length >= _CHUNK_END:
                yield first, at
                first = at
            continue
        clean = not (lines.expanded[at - 1] or table or inside)
        if clean or length >= _CHUNK_MOST:
            yield first, at
            first = at
    yield first, count
