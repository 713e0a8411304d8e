"""The families of formats: how an input becomes a file, what to begin with, and words that bite.

An input is three bytes of choice (the file's name, a source that has to read it, settings) and
content. Where a format is packed, the content lists the parts and the packing is done here, so that
what is inside gets changed and not only a checksum.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from fuzz.reading import SHELF, read
from troth.extend.source import Reading, Sample

PART, NAME = b"\x1e\n", b"\x1f\n"
READINGS = (
    Reading(),
    Reading(),
    Reading(dates="%d/%m/%Y", zone="Europe/Berlin"),
    Reading(decimal=","),
    Reading(skip=1),
    Reading(encoding="cp1252"),
    Reading(encoding="utf-16"),
    Reading(header=("at", "direction", "author", "text")),
)


@dataclass(frozen=True, slots=True)
class Family:
    """One family; `endings` choose its seeds among the samples of all sources."""

    name: str
    names: tuple[str, ...]
    endings: tuple[str, ...]
    words: tuple[bytes, ...]
    packed: Callable[[bytes], bytes] = bytes
    seeds: Callable[[Sequence[Sample]], list[bytes]] = lambda them: [
        one.text.encode() for one in them
    ]

    def sources(self) -> list[str]:
        """Sources that have a sample of this family, after the choice of none."""
        return ["", *(name for name, _ in _samples(self.endings))]

    def started(self) -> list[bytes]:
        """Whole inputs to begin with."""
        chosen = self.sources()
        found = []
        for name, samples in _samples(self.endings):
            for content in self.seeds(samples):
                found += [
                    bytes([at, chosen.index(name), 0]) + content for at in range(len(self.names))
                ]
        return found

    def tried(self, data: bytes) -> int:
        """Holds one input to the law."""
        head, content = data[:3].ljust(3, b"\0"), data[3:]
        chosen = self.sources()
        return read(
            self.names[head[0] % len(self.names)],
            self.packed(content),
            forced=chosen[head[1] % len(chosen)],
            reading=READINGS[head[2] % len(READINGS)],
        )


@cache
def _samples(endings: tuple[str, ...]) -> list[tuple[str, list[Sample]]]:
    found = []
    for name, module in SHELF.all().items():
        held = [one for one in module.EXAMPLES if one.name.endswith(endings)]
        if held:
            found.append((name, held))
    return found


def zipped(content: bytes) -> bytes:
    """An archive of the parts; content that begins as an archive does is left as it is."""
    if content.startswith(b"PK"):
        return content
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for part in content.split(PART):
            name, _, inside = part.partition(NAME)
            with contextlib.suppress(ValueError, IndexError):  # not every name can be written
                archive.writestr(name.decode("utf-8", "replace")[:200] or "x", inside)
    return held.getvalue()


def _slack(samples: Sequence[Sample]) -> list[bytes]:
    parts = [one.name.encode() + NAME + one.text.encode() for one in samples]
    listed = PART.join([*parts, b"channels.json" + NAME + b'[{"id": "C01", "name": "general"}]'])
    return [listed, zipped(listed)]


def _books(samples: Sequence[Sample]) -> list[bytes]:
    """Workbooks of the tables that the samples are."""
    found = []
    for one in samples:
        rows = [line.split(",") for line in one.text.splitlines()]
        sheet = "".join(
            f'<row r="{number}">'
            + "".join(
                f'<c r="{chr(65 + at % 26)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
                for at, cell in enumerate(cells)
            )
            + "</row>"
            for number, cells in enumerate(rows, start=1)
        ).replace("&", "&amp;")
        found.append(_book(f"<worksheet><sheetData>{sheet}</sheetData></worksheet>"))
    return [*found, *map(zipped, found[:1])]


def _book(sheet: str) -> bytes:
    numbers = '<row r="9"><c r="A9" s="1"><v>45000.25</v></c><c r="B9" t="s"><v>0</v></c></row>'
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="r"><workbookPr date1904="0"/><sheets>'
        '<sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" '
        'Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": "<sst><si><t>Where is it?</t></si></sst>",
        "xl/worksheets/sheet1.xml": sheet.replace("</sheetData>", numbers + "</sheetData>"),
    }
    return PART.join(name.encode() + NAME + part.encode() for name, part in parts.items())


def _letters(samples: Sequence[Sample]) -> list[bytes]:
    """Word documents of the words of the samples."""
    found = []
    for one in samples:
        runs = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>{escape(line)}</w:t></w:r>'
            "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
            for line in one.text.splitlines()
        )
        cell = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        parts = {
            "word/document.xml": f"<w:document {_W}><w:body>{runs}{cell}</w:body></w:document>",
            "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="H1"><w:name w:val="heading 1"/>'
            '<w:basedOn w:val="H1"/></w:style></w:styles>',
            "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>',
            "word/_rels/document.xml.rels": '<Relationships><Relationship Id="r1" '
            'Type="x/footnotes" Target="footnotes.xml"/></Relationships>',
            "docProps/core.xml": "<a><modified>2026-03-02T09:00:00Z</modified></a>",
        }
        found.append(
            PART.join(name.encode() + NAME + part.encode() for name, part in parts.items())
        )
    return [*found, *map(zipped, found[:1])]


def _sheets(samples: Sequence[Sample]) -> list[bytes]:
    """PDFs of the words of the samples, without a table of their objects: PDFium makes one."""
    found = []
    for one in samples:
        marks = b"".join(
            b"/F1 10 Tf 1 0 0 1 72 %d Tm (%s) Tj\n"
            % (700 - 14 * at, line.encode("ascii", "replace"))
            for at, line in enumerate(one.text.splitlines())
        )
        found.append(
            b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources"
            b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
            b"4 0 obj<</Length %d>>stream\nBT\n%sET\nendstream endobj\n"
            b"trailer<</Root 1 0 R/Info<</ModDate(D:20260302090000)>>>>\n%%%%EOF"
            % (len(marks) + 6, marks)
        )
    return found


def _restructured(samples: Sequence[Sample]) -> list[bytes]:
    """The samples with a title, a list, a table and a directive after them."""
    more = (
        "\n\nTitle\n=====\n\n- a\n- *b*\n\n.. note:: `c <d>`_\n   e\n\n+---+---+\n| f | g |\n+---+---+\n\n"
        "==  ==\nh   i\n==  ==\n\nterm\n   that\n\n::\n\n  code\n\n.. [1] note\n.. |k| replace:: l\n"
    )
    return [(one.text.replace("---\n", "", 1) + more).encode() for one in samples]


def _parquets(samples: Sequence[Sample]) -> list[bytes]:
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet as pq

    found = []
    for one in samples:
        held = io.BytesIO()
        try:
            columns = pyarrow.csv.read_csv(io.BytesIO(one.text.encode()))
        except pa.ArrowException:
            continue
        pq.write_table(columns, held, compression="none" if len(found) % 2 else "zstd")
        found.append(held.getvalue())
    return found


def squeezed(content: bytes) -> bytes:
    """Content packed with gzip or zstd by its first byte, and cut or spoilt by its second."""
    import pyarrow as pa

    if content.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
        return content
    how, cut, inside = content[:1], content[1:2], content[2:]
    odd = bool(how and how[0] % 2)
    made = gzip.compress(inside, 1) if odd else pa.compress(inside, "zstd", asbytes=True)
    if cut and cut[0] > 200:
        at = len(made) * (cut[0] - 200) // 56
        return made[:at] if cut[0] % 2 else made[:at] + b"\xff" + made[at + 1 :]
    return bytes(made)


def _squeezed(samples: Sequence[Sample]) -> list[bytes]:
    plain = [one.text.encode() for one in samples]
    return [head + each for each in plain for head in (b"\0\0", b"\1\0", b"\0\xe0", b"\1\xe1")]


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TIMES = (
    b"2026-03-02T09:00:00Z",
    b"0000-00-00",
    b"9999-12-31",
    b"31/02/2025",
    b"1e308",
    b"-1",
    b"24:00",
)
ODD = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u2028\u202e\x85é😀".encode(),
    b"\xed\xa0\xbd",
    b"\r",
    b"9" * 400,
)
JSON = (
    b'"',
    b"\\",
    b"\\ud83d",
    b"\\u0000",
    b"[",
    b"{",
    b"]",
    b"}",
    b"null",
    b"NaN",
    b"1e999",
    b"-0",
    b",",
    b":",
    b"[" * 2000,
)
XML = (
    b"<",
    b"</",
    b"/>",
    b"&#0;",
    b"&lt;",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY b 'b'>]>",
    b"&b;",
    b"<!--",
    b'="',
    b"<a>" * 500,
)

FAMILIES = {
    one.name: one
    for one in (
        Family(
            "csv",
            ("a.csv", "a.tsv", "a.txt", "a_2026-03-02.csv"),
            (".csv", ".txt"),
            (
                b",",
                b";",
                b"\t",
                b"|",
                b'"',
                b'""',
                b"\n",
                b"\r\n",
                b"'",
                b"=1+1",
                b"1.234,56",
                *TIMES,
                *ODD,
            ),
        ),
        Family("json", ("a.json", "a.jsonl"), (".json", ".jsonl"), (*JSON, *TIMES, *ODD)),
        Family(
            "mail",
            ("a.eml", "a.mbox"),
            (".eml",),
            (
                b"From a@b.c Mon Mar  2 09:00:00 2026\n",
                b"Content-Type: multipart/mixed; boundary=x\n",
                b"--x\n",
                b"--x--\n",
                b"Content-Transfer-Encoding: base64\n",
                b"Content-Type: text/html; charset=utf-7\n",
                b"=?utf-8?B?////?=",
                b"=?utf-8?q?=ff?=",
                b"Date: Mon, 99 Foo 2026\n",
                b"From: <@>\n",
                b"To: a;b:c,;\n",
                b"> ",
                b"On Monday Ana wrote:\n",
                b"References: <\n",
                b"Content-Type: message/rfc822\n\n",
                b";*0*=x",
                *ODD,
            ),
        ),
        Family(
            "zip",
            ("a.zip", "slack.zip"),
            ("users.json", "02.json", "03.json"),
            (b"PK\3\4", b"PK\1\2", b"PK\5\6", b"../", PART, NAME, *JSON, *ODD),
            zipped,
            _slack,
        ),
        Family(
            "xml",
            ("a.xes", "a.xml"),
            (".xes",),
            (*XML, *TIMES, *ODD, b"<trace>", b"<event>", b'<date key="time:timestamp" value="'),
        ),
        Family(
            "xlsx",
            ("a.xlsx", "a_2026-03-02.xlsm"),
            (".csv",),
            (
                *XML,
                PART,
                NAME,
                b't="s"',
                b't="d"',
                b' s="1"',
                b'r="XFD1048576"',
                b"<v>1e308</v>",
                b"<f>1</f>",
                *ODD,
            ),
            zipped,
            _books,
        ),
        Family(
            "parquet",
            ("a.parquet", "a.csv"),
            (".csv",),
            (b"PAR1", b"\0" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x15\x00"),
            bytes,
            _parquets,
        ),
        Family(
            "packed",
            ("a.csv.gz", "a.jsonl.zst", "a.csv.zst", "a.eml.gz"),
            (".csv", ".jsonl", ".eml"),
            (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", *ODD),
            squeezed,
            _squeezed,
        ),
        Family(
            "yaml",
            ("a.yaml", "promises.yml"),
            (".yml", ".yaml"),
            (
                b"- ",
                b": ",
                b"|\n",
                b">\n",
                b"&a ",
                b"*a",
                b"!!python/x ",
                b"---\n",
                b"  ",
                b"\t",
                b"#",
                b"'",
                b'"',
                b"{",
                b"[",
                *TIMES,
                *ODD,
            ),
        ),
        Family(
            "text",
            ("a.html", "a.md", "CHANGELOG.md", "a.txt", "a.mdx"),
            (".html", ".md"),
            (
                *XML,
                b"<script>",
                b"<table><td>",
                b"# ",
                b"## 1.0.0 (2026-03-02)\n",
                b"---\n",
                b"```\n",
                b"[a](b)",
                b"> ",
                b"| a |\n|--|\n",
                b"<A b={",
                b"{/*",
                b"import a from 'b'\n",
                *TIMES,
                *ODD,
            ),
        ),
        Family(
            "docx",
            ("a.docx",),
            (".md",),
            (
                *XML,
                PART,
                NAME,
                b"<w:p>",
                b"</w:p>",
                b"<w:r><w:t>",
                b"<w:txbxContent>",
                b"<w:tc>",
                b"<w:del>",
                b"<w:sdt>",
                b'<w:basedOn w:val="H1"/>',
                b'<w:outlineLvl w:val="8"/>',
                *ODD,
            ),
            zipped,
            _letters,
        ),
        Family(
            "pdf",
            ("a.pdf",),
            (".md",),
            (
                b"%PDF-",
                b" 0 obj<<",
                b">>endobj\n",
                b"stream\n",
                b"endstream",
                b"/Kids[2 0 R]",
                b"/Count 99999999",
                b"/Length -1",
                b"/Encrypt<<>>",
                b"/Filter/FlateDecode",
                b"(-) Tj\n",
                b"1 0 0 1 1e38 -1e38 Tm\n",
                b"xref\n0 9\n",
                *ODD,
            ),
            bytes,
            _sheets,
        ),
        Family(
            "rst",
            ("a.rst",),
            (".md",),
            (
                b"==  ==\n",
                b"+---+\n",
                b"| ",
                b".. ",
                b"::\n\n",
                b":a: ",
                b"`a <b>`_",
                b"|x|",
                b"_`",
                b"*",
                b"**",
                b"\\",
                b"  ",
                b"\t",
                b"- ",
                b"1. ",
                b".. image:: a\n   :alt: b\n",
                b"a\n===\n",
                *ODD,
            ),
            bytes,
            _restructured,
        ),
    )
}
