"""Workbooks: values, dates, headers and rows as their sheets show them; and hostile ones."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.extend.cells_of import sheet, workbook

from troth.extend.laid import Laid, placed
from troth.extend.source import Draft, Frame, Reading, Reject, open_bytes
from troth.extend.workbook import is_workbook, sheets
from troth.sources import purchases


def laid(content: bytes, folder: Path, **reading: object) -> tuple[list[Laid], list[Reject]]:
    opened = open_bytes("book.xlsx", content, reading=Reading(**reading))  # type: ignore[arg-type]
    items = list(sheets(opened, folder))
    tables = [item for item in items if isinstance(item, Laid)]
    return tables, [item for item in items if isinstance(item, Reject)]


def lines(table: Laid) -> list[str]:
    return table.opened.lines().read().split("\r\n")


ORDERS: dict[int, list[object]] = {
    1: ["Order ID", "Customer ID", "Ordered at", "Amount"],
    2: ["1001", "00017", '<c r="PLACE" s="1"><v>46083.375</v></c>', 29.9],
    3: ["1002", "00018", '<c r="PLACE" s="1"><v>46083.395833333336</v></c>', 1.1000000000000001],
}
MOMENT = [(22, "")]


def test_a_sheet_of_orders_is_read_by_the_source_that_knows_orders(tmp_path: Path) -> None:
    content = workbook({"Orders": sheet(ORDERS)}, formats=MOMENT)
    assert is_workbook(open_bytes("whatever", content))
    (table,), rejects = laid(content, tmp_path)
    assert rejects == []
    assert table.opened.path == "book.xlsx#Orders.csv"
    assert purchases.recognises(table.opened) > 0.9
    items = list(placed(purchases.read, table))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    assert [draft.origin.row for draft in drafts] == [2, 3]
    assert [draft.at_us for draft in drafts] == [1_772_442_000_000_000, 1_772_443_800_000_000]
    assert [draft.fields["amount"] for draft in drafts] == [29.9, 1.1]
    assert drafts[0].by is not None
    assert drafts[0].by.value == "purchases:00017"


def test_titles_above_the_header_are_kept_apart_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    rows: dict[int, list[object]] = {
        1: ["Orders of March"],
        4: ORDERS[1],
        5: ["1001", "17", "2026-03-02", "two\nlines\r\nhere"],
        9: ["1002", "18", "2026-03-02", "twelve"],
        10: ["1003", "19", "2026-03-02", 5],
    }
    (table,), _ = laid(workbook({"March": sheet(rows)}), tmp_path)
    assert table.above == ("Orders of March",)
    assert lines(table)[:4] == ["", "", "", "Order ID,Customer ID,Ordered at,Amount"]
    items = list(placed(purchases.read, table))
    rejects = [item for item in items if isinstance(item, Reject)]
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    assert [reject.origin.row for reject in rejects] == [5, 9]
    assert rejects[1].origin.file == "book.xlsx#March.csv"
    assert [draft.origin.row for draft in drafts] == [10]


def test_a_header_of_two_rows_takes_what_is_merged_from_above(tmp_path: Path) -> None:
    rows: dict[int, list[object]] = {
        1: ["Order ID", "Customer", None, "Date"],
        2: [None, "Name", "Email", None],
        3: ["7", "Ana", "ana@post.example", "2026-03-02"],
        4: ["8", "Ben", "ben@post.example", "2026-03-02"],
    }
    more = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:D2"/></mergeCells>'
    (table,), _ = laid(workbook({"x": sheet(rows, more)}), tmp_path)
    assert lines(table)[:3] == [
        "",
        "Order ID,Name,Email,Date",
        "7,Ana,ana@post.example,2026-03-02",
    ]
    grouped: dict[int, list[object]] = {
        1: ["A", None, "B", None, "C"],
        2: [*"vwxyz"],
        3: [*"12345"],
    }
    (table,), _ = laid(workbook({"x": sheet(grouped)}), tmp_path)
    assert lines(table)[1:3] == ["v,w,x,y,z", "1,2,3,4,5"]
    nameless: dict[int, list[object]] = {
        1: ["a", None, "c"],
        2: ["1", "2", "3"],
        3: ["4", "5", "6"],
    }
    (table,), _ = laid(workbook({"x": sheet(nameless)}), tmp_path)
    assert lines(table)[:2] == ["a,,c", "1,2,3"]


SHOWN = [
    (14, "", "46083", "2026-03-02"),
    (14, "", "46083.5", "2026-03-02T12:00:00"),
    (22, "", "46083.375", "2026-03-02T09:00:00"),
    (22, "", "46083.999999999", "2026-03-03T00:00:00"),
    (20, "", "0.5", "12:00:00"),
    (164, "yyyy\\-mm\\-dd", "46083", "2026-03-02"),
    (164, "[$-409]d\\-mmm\\-yy;@", "46083", "2026-03-02"),
    (164, "mmmm yyyy", "46083", "2026-03-02"),
    (164, "dd/mm/yyyy\\ hh:mm:ss.000", "46083.37500001157", "2026-03-02T09:00:00.001"),
    (164, "h:mm AM/PM", "0.75", "18:00:00"),
    (164, "[h]:mm:ss", "1.5", "1.5"),
    (46, "", "1.5", "1.5"),
    (164, '#,##0.00 "days"', "46083", "46083"),
    (164, "0.00%", "0.25", "0.25"),
    (164, "00000", "17", "00017"),
    (164, "#,##0.00\\ [$EUR];[Red]\\-#,##0.00", "12.5", "12.5"),
    (0, "", "1.1000000000000001", "1.1"),
    (0, "", "1E3", "1000"),
    (0, "", "12345678901234567", "12345678901234567"),
    (0, "", "NaN?", "NaN?"),
    (14, "", "-5", "-5"),
    (14, "", "1", "1900-01-01"),
    (14, "", "59", "1900-02-28"),
    (14, "", "60", "1900-02-29"),
    (14, "", "61", "1900-03-01"),
    (14, "", "9999999", "9999999"),
]


@pytest.mark.parametrize(("id", "code", "value", "shown"), SHOWN)
def test_numbers_are_dates_where_their_format_says_so(
    id: int, code: str, value: str, shown: str, tmp_path: Path
) -> None:
    rows: dict[int, list[object]] = {
        1: ["a", "b"],
        2: ["x", f'<c r="PLACE" s="1"><v>{value}</v></c>'],
    }
    (table,), _ = laid(workbook({"x": sheet(rows)}, formats=[(id, code)]), tmp_path)
    assert lines(table)[1] == f"x,{shown}"


def test_a_workbook_of_1904_counts_from_there(tmp_path: Path) -> None:
    rows: dict[int, list[object]] = {1: ["a", "b"], 2: ["x", '<c r="PLACE" s="1"><v>44621</v></c>']}
    content = workbook({"x": sheet(rows)}, formats=[(14, "")], from_1904=True)
    (table,), _ = laid(content, tmp_path)
    assert lines(table)[1] == "x,2026-03-02"


def test_texts_are_read_from_every_place_they_may_stand_in(tmp_path: Path) -> None:
    texts = (
        "<si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r>"
        "<rPh><t>spoken</t></rPh></si><si><t>a_x000D_b_x005F_</t></si>"
    )
    cells: list[object] = [
        '<c r="PLACE" t="s"><v>0</v></c>',
        '<c r="PLACE" t="s"><v>1</v></c>',
        '<c r="PLACE" t="s"><v>2</v></c>',
        '<c r="PLACE" t="s"><v>99</v></c>',
        '<c r="PLACE" t="str"><f>A1&amp;"x"</f><v>worked out</v></c>',
        True,
        '<c r="PLACE" t="e"><v>#N/A</v></c>',
        '<c r="PLACE" t="d"><v>2026-03-02T09:00:00</v></c>',
        " spaced ",
    ]
    header: list[object] = [f"h{at}" for at in range(len(cells))]
    (table,), rejects = laid(workbook({"x": sheet({1: header, 2: cells})}, texts=texts), tmp_path)
    whole = table.opened.lines().read().split("\r\n", 1)[1]
    assert whole == (
        'plain,rich text,"a\rb_",,worked out,true,#N/A,2026-03-02T09:00:00, spaced \r\n'
    )
    assert rejects == []


def test_formulas_nobody_worked_out_are_told(tmp_path: Path) -> None:
    rows: dict[int, list[object]] = {1: ["a", "b"], 2: ["x", '<c r="PLACE"><f>1+1</f></c>']}
    (table,), rejects = laid(workbook({"x": sheet(rows)}), tmp_path)
    assert lines(table)[1] == "x,"
    assert "1 formulas without a value" in rejects[0].says


def test_all_sheets_are_offered_hidden_ones_too_and_empty_ones_not(tmp_path: Path) -> None:
    content = workbook(
        {"One": sheet(ORDERS), "Empty": sheet({}), "Äb/c & d": sheet(ORDERS)},
        attributes={"Äb/c & d": 'state="hidden"'},
    )
    tables, rejects = laid(content, tmp_path)
    assert [(table.name, table.hidden) for table in tables] == [("One", False), ("Äb/c & d", True)]
    assert tables[1].opened.path == "book.xlsx#Äb_c & d.csv"
    assert rejects == []


def test_settings_may_say_where_the_header_is(tmp_path: Path) -> None:
    rows: dict[int, list[object]] = {1: ["a", "b", "c"], 2: ["d", "e", "f"], 3: ["1", "2", "3"]}
    (table,), _ = laid(workbook({"x": sheet(rows)}), tmp_path, skip=1)
    assert lines(table)[:3] == ["", "d,e,f", "1,2,3"]


@pytest.mark.parametrize(
    "target",
    [
        'Target="http://evil.example/sheet.xml" TargetMode="External"',
        'Target="../../../etc/passwd"',
        'Target="worksheets/none.xml"',
    ],
)
def test_links_out_of_the_workbook_are_not_followed(target: str, tmp_path: Path) -> None:
    content = workbook({"Out": sheet(ORDERS), "In": sheet(ORDERS)}, targets={"Out": target})
    tables, rejects = laid(content, tmp_path)
    assert [table.name for table in tables] == ["In"]
    assert "links are not followed" in rejects[0].says


def test_a_doctype_in_any_part_is_refused(tmp_path: Path) -> None:
    bad = '<!DOCTYPE a [<!ENTITY x "y">]>' + sheet(ORDERS).replace("1001", "&x;")
    tables, rejects = laid(workbook({"Bad": bad, "Good": sheet(ORDERS)}), tmp_path)
    assert [table.name for table in tables] == ["Good"]
    assert "DOCTYPE" in rejects[0].says
    tables, rejects = laid(workbook({"x": sheet(ORDERS)}, texts="<!DOCTYPE a>"), tmp_path)
    assert tables == []
    assert len(rejects) == 1


def test_bombs_of_every_kind_are_refused_and_leave_no_file(tmp_path: Path) -> None:
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 12_000))
    many = "<row>" + "<c><v>1</v></c>" * 20_000 + "</row>"
    far = '<row r="2000000"><c r="A2000000"><v>1</v></c></row>'
    blown = '<row><c t="inlineStr"><is><t>' + "a" * (90 << 20) + "</t></is></c></row>"
    for part, says in (
        (wide, "far more"),
        (many, "column beyond"),
        (far, "row beyond"),
        (blown, "far more"),
    ):
        book = f"<worksheet><sheetData>{part}</sheetData></worksheet>"
        tables, rejects = laid(workbook({"x": book}), tmp_path)
        assert tables == []
        assert says in rejects[0].says
        assert list(tmp_path.iterdir()) == []


def test_broken_and_foreign_archives_are_told(tmp_path: Path) -> None:
    good = workbook({"x": sheet(ORDERS)})
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    for content in (
        good[:400],
        good[: len(good) // 2],
        other.getvalue(),
        b"PK\x03\x04",
        b"\xd0\xcf",
    ):
        tables, rejects = laid(content, tmp_path)
        assert tables == []
        assert len(rejects) == 1
    assert not is_workbook(open_bytes("a.zip", b"PK\x03\x04garbage"))
    cut = workbook({"x": sheet(ORDERS)[:-40], "y": sheet(ORDERS)})
    tables, rejects = laid(cut, tmp_path)
    assert [table.name for table in tables] == ["y"]
    assert "XML is broken" in rejects[0].says


VALUE = (
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=6).filter(
        lambda text: not text.startswith("<c") and "_x" not in text
    )
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(VALUE, min_size=3, max_size=3), max_size=12))
def test_cells_come_back_as_they_were(tmp_path: Path, rows: list[list[object]]) -> None:
    table = {1: ["a", "b", "c"]} | dict(enumerate(rows, start=2))
    (found,), _ = laid(workbook({"x": sheet(table)}), tmp_path)  # type: ignore[arg-type]
    read = [
        row for row in csv.reader(io.StringIO(found.opened.lines().read(), newline="")) if any(row)
    ]
    shown = [
        [
            "" if each is None else str(each).lower() if isinstance(each, bool) else str(each)
            for each in row
        ]
        for row in rows
    ]
    assert read[1:] == [row for row in shown if any(map(str.strip, row))]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_workbook_with_damaged_bytes_never_raises(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(workbook({"x": sheet(ORDERS)}, formats=MOMENT))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    opened = open_bytes("book.xlsx", bytes(content))
    is_workbook(opened)
    for item in sheets(opened, tmp_path):
        assert isinstance(item, Laid | Reject)


HOSTILE = st.lists(
    st.sampled_from(
        [
            *(
                '<row r="1">',
                "</row>",
                '<c r="A1">',
                "</c>",
                "<v>",
                "</v>",
                "<f>",
                "</f>",
                "<is><t>",
            ),
            *("</t></is>", "1", '<c r="ZZZ1" t="s">', '<c r="-1" s="99" t="n">', '<row r="x">'),
            *("<sheetData>", "</sheetData>", "&lt;", "<rPh>", "</rPh>"),
        ]
    ),
    max_size=25,
).map("".join)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HOSTILE, HOSTILE)
def test_any_heap_of_tags_is_laid_down_or_set_aside(tmp_path: Path, part: str, texts: str) -> None:
    for whole in (part, f"<worksheet><sheetData>{part}</sheetData></worksheet>"):
        for item in sheets(open_bytes("b.xlsx", workbook({"x": whole}, texts=texts)), tmp_path):
            if isinstance(item, Laid):
                for given_ in placed(purchases.read, item):
                    assert isinstance(given_, Draft | Frame | Reject)
