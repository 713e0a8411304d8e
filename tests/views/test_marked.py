"""A text with what was found in it: nothing of the text is lost, and marks fall on their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from troth.acts.check import check
from troth.documents import read
from troth.model.document import Backing, Document
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.model.origin import Span
from troth.views.marked import marked


def document(text: str, path: str = "plan.md") -> Document:
    found = read(path, text.encode())
    assert isinstance(found, Document)
    return found


def finding(held: Document, start: int, end: int) -> Finding:
    span = Span(start, end)
    return Finding(
        lens="faceless",
        subject=Subject("document", "e-1"),
        anchor=f"{start}-{end}",
        says="“{quote}” names nobody.",
        strength=Strength("rule", 1, "sentence", "wording"),
        cites=(Cite("e-1", "v1", span),),
        next="Name somebody.",
        would_change="A name.",
        place=held.place(span),
    )


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1, max_size=200),
    st.lists(st.tuples(st.integers(0, 199), st.integers(1, 60)), max_size=6),
)  # fmt: skip
def test_every_letter_is_shown_once_whatever_is_marked(
    text: str, spans: list[tuple[int, int]]
) -> None:
    found = read("notes.txt", text.encode())
    if not isinstance(found, Document):
        return
    inside = [(a, min(a + n, len(found.text))) for a, n in spans if a < len(found.text)]
    page = marked(found, [finding(found, a, b) for a, b in inside])
    shown = "\n".join("".join(piece.text for piece in line.pieces) for line in page.lines)
    assert shown.rstrip("\n") == found.text.rstrip("\n")
    assert len(page.notes) == len(inside)


def test_overlapping_marks_each_cover_their_own_words() -> None:
    held = document("The market wants speed.\n")
    page = marked(held, [finding(held, 4, 10), finding(held, 4, 16)])
    covered = {
        n: "".join(p.text for line in page.lines for p in line.pieces if n in p.notes)
        for n in (1, 2)
    }
    assert sorted(covered.values()) == ["market", "market wants"]
    assert page.notes[0].says.startswith("“market")


def test_a_note_stands_beside_its_own_paragraph() -> None:
    held = document("One.\nTwo.\n\nThe market wants speed.\n")
    page = marked(held, [finding(held, held.text.index("market"), held.text.index(" wants"))])
    assert [len(block.notes) for block in page.blocks] == [0, 1]
    assert [line.number for line in page.blocks[1].lines] == [4]


def test_markup_of_html_is_not_shown_but_its_words_are() -> None:
    held = document("<p>The <b>market</b> wants speed.</p><script>alert(1)</script>", "p.html")
    shown = "".join(p.text for line in marked(held, ()).lines for p in line.pieces)
    assert "market" in shown
    assert "alert" not in shown
    assert "<b>" not in shown


def test_shares_add_up_and_carry_intervals() -> None:
    text = "The market grows. Ana Ruiz called us. We met. Users wait. We plan. We ship.\n"
    page = marked(document(text), ())
    values = [share.rate.value or 0.0 for share in page.shares]
    assert abs(sum(values) - 1) < 1e-9
    assert all(share.rate.n == page.sentences for share in page.shares)


def test_findings_of_a_real_check_are_all_in_the_margin() -> None:
    text = (
        b"---\ngenre: plan\n---\n# Plan\n\nThe market grows. Growth matters. We will win share.\n"
    )
    seen = check(["-"], stdin=text, stdin_filename="plan.md", backing=Backing())
    page = marked(seen.documents[0].document, seen.findings)
    assert len(page.notes) == len(seen.findings)
    assert all("{quote}" not in note.says for note in page.notes)
