"""Word documents: what is read, what never is, and what is set aside."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.making import docx, gone, paragraph, run
from troth.documents import read
from troth.model.document import Document
from troth.model.origin import Span
from troth.model.reject import Reject


def told(data: bytes) -> Document:
    found = read("a.docx", data)
    assert isinstance(found, Document), found
    return found


def set_aside(data: bytes) -> Reject:
    found = read("a.docx", data)
    assert isinstance(found, Reject)
    assert found.advice
    return found


def test_styles_become_blocks_and_scopes() -> None:
    link = f"<w:hyperlink>{run('our terms')}</w:hyperlink>"
    listed = '<w:numPr><w:numId w:val="4"/></w:numPr>'
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('A cell'))}</w:tc></w:tr></w:tbl>"
    body = (
        paragraph(run("Prices"), style="H1")
        + paragraph(run("Refunds"), style="Own")
        + paragraph(run("See "), link, run(" or "), run("rm -rf", '<w:rStyle w:val="Mono"/>'))
        + paragraph(run("One item"), properties=listed)
        + cell
        + paragraph(run("They said so."), style="Said")
        + paragraph(run("print(1)"), style="Src")
        + paragraph(run("Prices 3"), style="Toc")
        + paragraph(run("A head in bold", "<w:b/>"))
    )
    found = told(docx(body))
    blocks = [(one.kind, one.level, one.span.of(found.text)) for one in found.blocks]
    assert blocks == [
        ("heading", 1, "Prices"), ("heading", 2, "Refunds"), ("paragraph", 0, "See our terms or"),
        ("item", 0, "One item"), ("cell", 0, "A cell"), ("quote", 0, "They said so."),
        ("code", 0, "print(1)"), ("heading", 3, "A head in bold"),
    ]  # fmt: skip
    scopes = {(one.kind, one.span.of(found.text)) for one in found.scopes}
    assert scopes == {("link", "our terms"), ("code", "rm -rf"), ("quote", "They said so.")}
    assert found.genre == "price"
    at = found.text.index("One item")
    assert found.spot(at) == "paragraph 4 under Prices › Refunds"
    assert found.place(Span(at, at + 3)).spot == found.spot(at)


def test_what_is_deleted_hidden_or_old_is_never_read() -> None:
    body = (
        paragraph(run("We "), gone("never "), run("close"), run("secret", "<w:vanish/>"))
        + f"<w:p><w:moveFrom>{run('moved away')}</w:moveFrom><w:ins>{run('added')}</w:ins></w:p>"
        + '<w:p><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r></w:p>'
        + '<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="H1"/></w:pPr></w:pPrChange></w:pPr>'
        + f"{run('no heading.')}</w:p>"
    )
    found = told(docx(body))
    assert found.text.split() == ["We", "close", "added", "no", "heading."]
    assert {one.kind for one in found.blocks} == {"paragraph"}


def test_notes_remarks_boxes_and_pictures_are_lines_of_their_own() -> None:
    box = f"<w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    picture = '<w:drawing><wp:docPr descr="A van&#10;at night"/></w:drawing>'
    body = f"<w:p>{run('Words.')}<w:r>{picture}{both}</w:r></w:p>" + paragraph(run("More."))
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph(run("---"))}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph(run("A note."))}</w:footnote>'
    )
    remark = f'<w:comment w:id="1">{paragraph(run("Is it so?"))}</w:comment>'
    found = told(docx(body, {"footnotes": notes, "comments": remark}))
    assert found.text.split("\n") == [
        "Words.", "A van at night", "In a box.", "More.", "A note.", "Is it so?"
    ]  # fmt: skip
    scopes = [(one.kind, one.span.of(found.text)) for one in found.scopes]
    assert scopes == [("alt", "A van at night"), ("note", "A note."), ("comment", "Is it so?")]


def zipped(parts: dict[str, bytes], *, bomb: int = 0) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content + b" " * bomb)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0 old", "old Word document"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"no zip at all", "damaged"),
        (docx(paragraph(run("x")))[:-40], "damaged"),
        (zipped({"a.txt": b"x"}), "no Word document"),
        (zipped({"word/document.xml": b"<w:p"}), "XML is broken"),
        (docx(paragraph()), "no text"),
        (
            zipped(
                {
                    "word/document.xml": b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
                }
            ),
            "DOCTYPE",
        ),
        (zipped({"word/document.xml": b"<a/>"}, bomb=40 << 20), "far more"),
        (zipped({"word/document.xml": b'<?xml version="1.0" encoding="x-no"?><a/>'}), "encoding"),
    ],
)
def test_what_cannot_be_read_is_set_aside(data: bytes, says: str) -> None:
    assert says in set_aside(data).says


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 2000), st.integers(0, 60))
def test_any_bytes_in_it_give_a_document_or_a_reject(junk: bytes, at: int, cut: int) -> None:
    whole = docx(paragraph(run("Some words."), style="H1"))
    broken = whole[:at] + junk + whole[at + cut :]
    found = read("a.docx", broken)
    assert isinstance(found, Document | Reject)


def test_deep_nests_of_tables_and_fields_are_read() -> None:
    deep = 3_000
    body = "<w:tbl><w:tr><w:tc>" * deep + paragraph(run("inside")) + "</w:tc></w:tr></w:tbl>" * deep
    body += "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    body += paragraph(run("Type here")) + "</w:sdtContent></w:sdt>" + paragraph(run("after"))
    found = told(docx(body))
    assert found.text == "inside\nType here\nafter"
    assert [one.kind for one in found.scopes] == ["placeholder"]
    assert found.blocks[0].kind == "cell"
