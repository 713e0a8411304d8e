"""Purchases: the CDNOW log in full, and order lists of many shapes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from troth.extend.source import Draft, Frame, Identifier, Reading, Reject, open_bytes, open_file
from troth.sources import messages, purchases

EVENTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "events"
real = pytest.mark.skipif(not EVENTS.exists(), reason=f"the purchase logs are not at {EVENTS}")


def read(content: str, name: str = "p.csv", **reading: object) -> tuple[list[Draft], list[Reject]]:
    opened = open_bytes(name, content.encode(), reading=Reading(**reading))  # type: ignore[arg-type]
    items = list(purchases.read(opened))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    return drafts, [item for item in items if isinstance(item, Reject)]


@real
def test_every_row_of_cdnow_goes_in_with_its_honest_duplicates() -> None:
    opened = open_file(EVENTS / "cdnow_master.txt.gz")
    assert purchases.recognises(opened) > 0.9
    assert messages.recognises(opened) == 0
    items = list(purchases.read(opened))
    assert all(isinstance(item, Frame) for item in items)
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    assert len(drafts) == 69_659
    assert len({draft.by for draft in drafts}) == 23_570
    assert drafts[0].by == Identifier("id", "purchases:00001", None)
    assert drafts[0].precision == "day"
    assert {draft.key for draft in drafts} == {None}
    alike = Counter((draft.by, draft.at_us, *draft.fields.values()) for draft in drafts)
    assert sum(n - 1 for n in alike.values()) == 255
    assert round(sum(float(str(draft.fields["amount"])) for draft in drafts), 2) == 2_500_315.63


@real
@pytest.mark.parametrize(
    ("name", "rows", "people"),
    [
        ("cdnow_elog_btyd.csv", 6919, 2357),
        ("example_transactions.csv", 15_273, 5000),
        ("discrete_sim_elog.csv.gz", 52_432, None),
    ],
)
def test_other_logs_are_known_by_their_columns(name: str, rows: int, people: int | None) -> None:
    opened = open_file(EVENTS / name)
    assert purchases.recognises(opened) >= 0.5
    items = list(purchases.read(opened))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    assert len(drafts) == rows
    assert {draft.precision for draft in drafts} == {"day"}
    if people is not None:
        assert len({draft.by for draft in drafts}) == people


@real
@pytest.mark.parametrize(
    "name",
    [
        "surv_rossi.csv",
        "telco_churn.csv.gz",
        "eventlog_receipt.csv.gz",
        "donations_bgbb.csv",
        "nps_testdata_cran.csv",
        "psm_product_x.csv",
        "eventlog_traffic_fines_bupar.csv.gz",
    ],
)
def test_tables_of_other_things_are_not_claimed(name: str) -> None:
    opened = open_file(EVENTS / name)
    assert purchases.recognises(opened) == 0
    assert messages.recognises(opened) == 0


def test_lines_of_one_order_stay_apart_and_a_repeated_line_stays_one() -> None:
    drafts, rejects = read(
        "Order ID,Email,Paid at,Lineitem name,Total\n"
        "#1001,ana@example.org,2026-03-02 09:00:00 +0100,Lamp,40.00\n"
        "#1001,ana@example.org,2026-03-02 09:00:00 +0100,Bulb,40.00\n"
        "#1001,ana@example.org,2026-03-02 09:00:00 +0100,Lamp,40.00\n"
        "#1002,ana@example.org,2026-03-03 09:00:00 +0100,Lamp,40.00\n"
    )
    assert rejects == []
    assert [draft.key for draft in drafts] == ["#1001", "#1001#2", "#1001", "#1002"]
    assert drafts[0].by == Identifier("email", "ana@example.org", None)
    assert drafts[0].at_us == 1_772_438_400_000_000


def test_money_is_read_as_the_column_writes_it() -> None:
    drafts, rejects = read(
        "customer;date;amount\n1;02.03.2026;1.234,50 €\n2;02.03.2026;12,00\n3;02.03.2026;1.500\n"
        "4;02.03.2026;-3,20\n5;02.03.2026;\n"
    )
    assert rejects == []
    assert [draft.fields.get("amount") for draft in drafts] == [1234.5, 12.0, 1500.0, -3.2, None]
    assert drafts[0].fields["currency"] == "EUR"


def test_an_amount_that_may_be_thousands_is_set_aside_until_declared() -> None:
    table = 'customer,date,amount\n1,2026-03-02,"1,234"\n'
    drafts, rejects = read(table)
    assert drafts == []
    assert 'decimal = ","' in rejects[0].advice
    assert read(table, decimal=".")[0][0].fields["amount"] == 1234.0
    assert read(table, decimal=",")[0][0].fields["amount"] == 1.234


def test_the_order_of_day_and_month_is_found_in_the_whole_column() -> None:
    rows = "".join(f"{n},0{1 + n % 9}/02/2026,5\n" for n in range(25_000))
    drafts, rejects = read("customer,date,amount\n" + rows + "9,28/02/2026,5\n9,02/29/2026,5\n")
    assert len(drafts) == 25_000 + 1 or len(drafts) == 0
    drafts, rejects = read("customer,date,amount\n" + rows + "9,28/02/2026,5\n")
    assert rejects == []
    assert drafts[0].at_us == 1_769_904_000_000_000
    drafts, rejects = read("customer,date,amount\n" + rows)
    assert drafts == []
    assert len(rejects) == 1
    assert 'dates = "day first"' in rejects[0].advice
    drafts, rejects = read("customer,date,amount\n" + rows, dates="%m/%d/%Y")
    assert len(drafts) == 25_000


def test_nobody_is_no_customer() -> None:
    drafts, rejects = read("customer,date,amount\nNULL,2026-03-02,5\n,2026-03-02,5\n")
    assert rejects == []
    assert [draft.by for draft in drafts] == [None, None]


def test_customer_and_date_alone_are_orders_but_not_beside_other_things() -> None:
    assert purchases.recognises(open_bytes("a.csv", b"cust,date\n1,2026-03-02\n")) > 0
    assert purchases.recognises(open_bytes("a.csv", b"cust,date,mood\n1,2026-03-02,3\n")) == 0


def test_a_table_without_header_is_read_once_its_columns_are_named() -> None:
    drafts, rejects = read(
        " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n",
        "sample.txt",
        header=("customer", "sample", "date", "quantity", "amount"),
    )
    assert rejects == []
    assert [draft.fields["amount"] for draft in drafts] == [29.33, 29.73]
    assert [draft.origin.row for draft in drafts] == [1, 2]
