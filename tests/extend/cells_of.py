"""Workbooks for tests, written part by part, so that every trap can be laid by hand."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = f"{RELS}/worksheet"


def column(at: int) -> str:
    """The letters of a column, from 1."""
    letters = ""
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell(place: str, value: object, style: int = 0) -> str:
    """One cell: a text inline, a number bare, None not at all, a str starting with < as it is."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("<c"):
        return value.replace("PLACE", place)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sheet(rows: dict[int, list[object]], more: str = "") -> str:
    """A sheet of these rows, by their number from 1."""
    lines = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{column(at)}{number}", each) for at, each in enumerate(cells, start=1))
        + "</row>"
        for number, cells in rows.items()
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{more}</worksheet>'


def workbook(
    sheets: dict[str, str],
    *,
    texts: str = "",
    formats: list[tuple[int, str]] | None = None,
    from_1904: bool = False,
    targets: dict[str, str] | None = None,
    more: dict[str, bytes] | None = None,
    attributes: dict[str, str] | None = None,
) -> bytes:
    """An .xlsx of these sheets. `formats` are (id, code) for the cell styles 1, 2, 3 …"""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="r{at}" {(attributes or {}).get(name, "")}/>'
        for at, name in enumerate(sheets, start=1)
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{TYPE}" '
        + (targets or {}).get(name, f'Target="worksheets/sheet{at}.xml"')
        + "/>"
        for at, name in enumerate(sheets, start=1)
    )
    codes = "".join(
        f'<numFmt numFmtId="{id}" formatCode={quoteattr(code)}/>'
        for id, code in formats or []
        if code
    )
    styles = "".join(f'<xf numFmtId="{id}"/>' for id, _ in [(0, ""), *(formats or [])])
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}">'
        f'<workbookPr date1904="{int(from_1904)}"/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
    }
    parts |= {
        f"xl/worksheets/sheet{at}.xml": each for at, each in enumerate(sheets.values(), start=1)
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return held.getvalue()
