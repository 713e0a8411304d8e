"""What an author allows is silent there and nowhere else, and an idle allowance is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.linear import assert_linear
from troth.documents import read
from troth.extend.prose import ProseCard, phrases
from troth.model.document import Document
from troth.prose.allowing import Stated, allowances
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


def page(text: str, path: str = "a.md") -> Document:
    made = read(path, text.encode())
    assert isinstance(made, Document)
    return made


def seen(text: str, path: str = "a.md", stated: tuple[Stated, ...] = (), **more: Any) -> Seen:
    reader = Reader([Lens("magic", ProseCard(), (phrases("magic", says="x"),))], **more)
    return reader.read(page(text, path), stated)


def test_a_range_is_allowed_from_start_to_end() -> None:
    text = (
        "Magic.\n\n<!-- troth: allow-start magic: a quote -->\n\nOld magic.\n\nNew magic.\n\n"
        "<!-- troth: allow-end magic -->\n\nMagic again.\n"
    )
    done = seen(text)
    assert (len(done.findings), done.silenced, done.unused) == (2, 2, ())
    open_end = seen(text.replace("allow-end", "no-end"))
    assert (len(open_end.findings), open_end.silenced) == (1, 3)
    idle = seen("<!-- troth: allow-start magic: x -->\n\nCalm.\n\n<!-- troth: allow-end -->\n")
    assert [(one.line, one.fault) for one in idle.unused] == [(1, "idle")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.mdx", "Magic. {/* troth: allow magic: x */}\n"),
        ("a.txt", ".. troth: allow magic: x\nMagic.\n"),
        ("a.html", "<p>Magic. <!-- troth: allow magic: x --></p>"),
        ("a.html", "<!-- troth: allow-file magic: x --><p>Magic.</p>"),
    ],
)
def test_comments_of_other_formats(path: str, text: str) -> None:
    assert seen(text, path).findings == ()
    assert seen(text, path).silenced
    assert len(seen(text.replace("allow", "alas"), path).findings)


def test_settings_allow_a_passage_or_a_file() -> None:
    text = "Magic here.\n\nThis is\nold magic of ours.\n"
    passage = Stated("magic", "is  OLD\nmagic", "agreed", "troth.toml", 4)
    done = seen(text, stated=(passage,))
    assert (len(done.findings), done.silenced, done.unused) == (1, 1, ())
    whole = Stated("magic", "", "agreed", "troth.toml", 4)
    assert (seen(text, stated=(whole,)).findings, seen(text, stated=(whole,)).silenced) == ((), 2)
    idle = seen(text, stated=(Stated("magic", "no such words", "x", "troth.toml", 4),))
    assert [(one.path, one.line, one.fault, one.stated) for one in idle.unused] == [
        ("troth.toml", 4, "idle", True)
    ]


def test_a_name_of_no_lens_and_a_missing_reason_are_told() -> None:
    text = "Magic. <!-- troth: allow magc: x -->\n\nMagic. <!-- troth: allow magic -->\n"
    assert [one.fault for one in seen(text).unused] == []
    strict = seen(text, known=("magic",), reasons=True)
    assert [(one.lens, one.fault) for one in strict.unused] == [
        ("magc", "unknown"),
        ("magic", "bare"),
    ]
    assert len(strict.findings) == 2


@pytest.mark.parametrize(
    "part",
    [
        "<!-- troth: allow magic ",
        "<!--" + " " * 60,
        "{/* troth: allow magic ",
        "\n.. troth: allow magic: x",
        "\n.. troth: allow-start magic: x",
    ],
)
def test_a_hostile_text_is_read_in_linear_time(part: str) -> None:
    def of(times: int) -> Document:
        text = "".join(part.replace("magic", f"magic-{n}") for n in range(times))
        return page(f"x {text}", "a.txt")

    assert_linear(allowances, of(4_000), of(16_000))
