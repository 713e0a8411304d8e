"""Positions as an editor counts them, against Python's own encoders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from troth.acts.check_rules import Asked
from troth.acts.editing import Editing, Seen
from troth.faces.editor.diagnosing import Laid
from troth.faces.editor.positions import Text
from troth.faces.editor.telling import marked

CODECS = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1), "utf-32": ("utf-32-le", 4)}
PIECES = (
    "x",
    "é",
    "😀",
    "𝒳",
    "👩‍👩‍👧",
    "e\u0301",
    "\u2028",
    "\x0c",
    "\x85",
    "\n",
    "\r",
    "\r\n",
    " ",
    "\t",
)
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
encodings = st.sampled_from(sorted(CODECS))


def words_between(text: str, encoding: str, start: types.Position, end: types.Position) -> str:
    """What an editor marks: line ends are LF, CR and CRLF, columns are units of its encoding."""
    codec, width = CODECS[encoding]
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r|\Z)", text)

    def after(at: types.Position) -> str:
        held = lines[at.line].encode(codec)[width * at.character :].decode(codec)
        return held + "".join(lines[at.line + 1 :])

    return after(start).removesuffix(after(end)) if after(end) else after(start)


@given(texts, encodings, st.data())
def test_an_offset_is_where_the_encoders_say(text: str, encoding: str, data: st.DataObject) -> None:
    held = Text(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    line, column = held.spot(offset)
    codec, width = CODECS[encoding]
    lines = re.split(r"\r\n|\n|\r", text)
    inside = text[offset - 1 : offset + 1] == "\r\n"
    if not inside:
        assert (
            lines[line].encode(codec)[: width * column].decode(codec)
            == text[max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1 : offset]
        )


@settings(deadline=None, max_examples=60)
@given(texts, texts, encodings, st.booleans())
def test_what_is_marked_is_what_is_meant(
    before: str, after: str, encoding: str, mark: bool
) -> None:
    text = (
        f"{chr(0xFEFF) * mark}{before}\n\nWe ship the the boxes 😀. Our churners left.\n\n{after}"
    )
    seen = EDITING.read("/nowhere/hello.md", text)
    assert isinstance(seen, Seen)
    laid = Laid(seen, Text(text, encoding), "file:///nowhere/hello.md", 1)
    found = {one.code: one.range for one in laid.diagnostics(related=True)}
    for code, words in (("slip", "the the"), ("people-as-parts", "churners")):
        assert words_between(text, encoding, found[code].start, found[code].end) == words


EDITING = Editing(Asked(select=("people-as-parts",)))


@pytest.mark.parametrize(
    ("mail", "line"),
    [
        ("Subject: Hello\n\nOur churners left.\n", 2),
        ("Subject: Hello\r\nTo: a@example.org\r\n\r\n😀 Our churners left.\r\n", 3),
        ("Subject: Our churners\n\nHello.\n", 0),
        ("Content-Transfer-Encoding: base64\nSubject: x\n\nT3VyIGNodXJuZXJzIGxlZnQuCg==\n", 0),
    ],
)
def test_a_mail_is_marked_where_its_words_stand_as_they_are(mail: str, line: int) -> None:
    seen = EDITING.read(str(Path("/nowhere/hello.eml")), mail)
    assert isinstance(seen, Seen)
    (found,) = seen.findings
    where = Laid(seen, Text(mail), "", 1).of(finding=found)
    assert where.start.line == line
    if line:
        assert words_between(mail, "utf-16", where.start, where.end) == "churners"


def test_markdown_shows_a_document_letter_by_letter() -> None:
    hostile = "# a\n* [x](command:rm) <b>&amp; `q` _w_ ![i](u)\n1. two"
    assert marked(hostile) == (
        "\\# a  \n\\* \\[x\\](command:rm) \\<b\\>\\&amp; \\`q\\` \\_w\\_ !\\[i\\](u)  \n1\\. two"
    )
