"""What an author allows is silent there and nowhere else, and an idle allowance is told."""

from __future__ import annotations

import pytest

from troth.documents import read
from troth.extend.prose import ProseCard, phrases
from troth.model.document import Document
from troth.prose.allowing import allowances
from troth.prose.engine import Reader, Seen
from troth.prose.lens import Lens

LENS = Lens("magic", ProseCard(), (phrases("magic", says="x"),))


def look(text: str, path: str = "a.md") -> Seen:
    document = read(path, text.encode())
    assert isinstance(document, Document)
    return Reader([LENS]).read(document)


@pytest.mark.parametrize(
    ("text", "found", "silenced"),
    [
        ("magic\n", 1, 0),
        ("magic <!-- troth: allow magic -->\n\nmagic\n", 1, 1),
        ("<!-- troth: allow magic: it is a show -->\nmagic\n\nmagic\n", 1, 1),
        ("<!-- troth: allow magic -->\n\nmagic\n\nmagic\n", 1, 1),
        ("words\n\n<!-- troth: allow-file magic -->\n\nmagic\n\nmagic\n", 0, 2),
        ("---\ntroth-allow: magic\n---\nmagic\n\nmagic\n", 0, 2),
        ("<!-- troth: allow other, magic -->\nmagic\n", 0, 1),
        ("```\n<!-- troth: allow-file magic -->\n```\n\nmagic\n", 1, 0),
        ("`<!-- troth: allow-file magic -->` magic\n", 1, 0),
    ],
)
def test_an_allowance_covers_its_lines(text: str, found: int, silenced: int) -> None:
    seen = look(text)
    assert (len(seen.findings), seen.silenced) == (found, silenced)
    assert seen.unused == ()


def test_html_and_plain_text_can_allow_too() -> None:
    page = "<p>magic</p>\n<!-- troth: allow magic -->\n<p>magic</p>"
    assert len(look(page, "a.html").findings) == 1
    assert look("---\ntroth-allow: magic\n---\nmagic\n", "a.txt").findings == ()


def test_an_allowance_with_nothing_to_allow_is_told() -> None:
    seen = look("calm\n\n<!-- troth: allow magic: gone since May -->\ncalm\n")
    assert [(one.lens, one.line, one.reason) for one in seen.unused] == [
        ("magic", 3, "gone since May")
    ]


def test_a_lens_that_was_not_asked_leaves_its_allowance_alone() -> None:
    assert look("<!-- troth: allow faceless -->\ncalm\n").unused == ()


def test_the_reason_is_kept() -> None:
    document = read("a.md", b"<!-- troth: allow-file a-b, c: we met: nine -->\n\nx")
    assert isinstance(document, Document)
    assert [(one.lens, one.reason) for one in allowances(document)] == [
        ("a-b", "we met: nine"),
        ("c", "we met: nine"),
    ]
