"""Word documents and PDFs made by hand, so that what stands where in them is known."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f"<w:styles {W}>"
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:styleId="Said"><w:name w:val="Intense Quote"/></w:style>'
    '<w:style w:styleId="Toc"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Src"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:styleId="Mono"><w:name w:val="Verbatim Char"/></w:style>'
    "</w:styles>"
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def gone(text: str) -> str:
    """A tracked deletion."""
    return f"<w:del><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs."""
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(runs)}</w:p>"


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A .docx of this body; `parts` are notes, comments and headers by their use."""
    held = io.BytesIO()
    links = [("styles", "styles.xml"), *((use, f"{use}.xml") for use in parts or {})]
    listed = "".join(
        f'<Relationship Id="r{at}" Type="http://x/{use}" Target="{name}"/>'
        for at, (use, name) in enumerate(links)
    )
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>',
        )
        archive.writestr("word/styles.xml", STYLES)
        for use, content in (parts or {}).items():
            archive.writestr(f"word/{use}.xml", f"<w:{use} {W}>{content}</w:{use}>")
    return held.getvalue()


Line = tuple[int, int, int, str]
"""Size, distance from the left, distance from the bottom in points, and the words."""


def printed(
    words: Sequence[str], *, size: int = 10, x: int = 72, y: int = 700, lead: int = 14
) -> list[Line]:
    """Lines below each other."""
    return [(size, x, y - at * lead, text) for at, text in enumerate(words)]


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """A PDF with these lines on its pages, in Helvetica."""
    objects = [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    above = 2 + 2 * len(pages)
    kids = []
    for lines in pages:
        marks = b"".join(_marks(line) for line in lines)
        objects.append(b"<</Length %d>>stream\nBT\n%sET\nendstream" % (len(marks) + 6, marks))
        objects.append(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 1 0 R>>>>"
            b"/Contents %d 0 R>>" % (above, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids)))
    objects.append(b"<</Type/Catalog/Pages %d 0 R>>" % above)
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, len(objects), len(out))
    )


def _marks(line: Line) -> bytes:
    size, x, y, words = line
    shown = words.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        shown = shown.replace(sign, b"\\" + sign)
    return b"/F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj\n" % (size, x, y, shown)
