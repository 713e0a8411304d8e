"""A workbook goes in sheet by sheet, a Parquet file as one table, and packed files as what they hold."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.acts.adding import workspace
from tests.extend.cells_of import sheet, workbook
from troth.acts.add import add
from troth.config import Settings
from troth.ledger.directory import find
from troth.ledger.opening import open_ledger
from troth.store.home import Home

NOW = 1_700_000_000_000_000
HEAD: list[object] = ["Order ID", "Customer ID", "Ordered at", "Amount"]


@pytest.fixture
def place(tmp_path: Path) -> tuple[Home, Settings]:
    return workspace(tmp_path / "ws")


def book(home: Home, *more: list[object]) -> Path:
    orders: dict[int, list[object]] = {
        1: HEAD,
        2: ["1001", "00017", "2026-03-02 09:00", "29.90"],
        3: ["1002", "00018", "soon", "5"],
    }
    for at, row in enumerate(more, start=4):
        orders[at] = row
    notes: dict[int, list[object]] = {1: ["Just words"], 2: ["and more of them"]}
    file = home.root / "book.xlsx"
    file.write_bytes(workbook({"Orders": sheet(orders), "Notes": sheet(notes)}))
    return file


def test_each_sheet_is_a_file_of_its_own(place: tuple[Home, Settings]) -> None:
    home, settings = place
    receipt = add(home, settings, [book(home)], now_us=NOW)
    orders, notes = receipt.sources
    assert (orders.path, orders.source, orders.new) == ("book.xlsx#Orders.csv", "purchases", 1)
    assert notes.outcome == "refused"
    (row, *_) = [each for each in receipt.rejects if "Orders" in each.origin.file]
    assert (row.origin.row, "soon" in row.says) == (3, True)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert find(con, "00017")


def test_the_same_book_again_is_the_same_and_a_newer_one_adds_its_rows(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    file = book(home)
    add(home, settings, [file], now_us=NOW)
    again = add(home, settings, [file], now_us=NOW + 1)
    assert again.sources[0].outcome == "same"
    newer = add(
        home, settings, [book(home, ["1003", "00019", "2026-03-03", "7"])], now_us=NOW + 2
    ).sources[0]
    assert (newer.new, newer.unchanged) == (1, 1)
    assert not list(home.tmp.glob("laid-*"))


def test_a_parquet_file_is_one_table(place: tuple[Home, Settings]) -> None:
    home, settings = place
    table = pa.table(
        {
            "customer_id": ["00017", "00018"],
            "ordered_at": pa.array([1_772_438_400, 1_772_524_800], pa.timestamp("s")),
            "amount": [29.9, 5.0],
            "order_id": ["1", "2"],
        }
    )
    pq.write_table(table, home.root / "orders.parquet")
    (one,) = add(home, settings, [home.root / "orders.parquet"], now_us=NOW).sources
    assert (one.source, one.new, one.set_aside) == ("purchases", 2, 0)


def test_a_broken_book_is_set_aside_with_a_word(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = book(home)
    file.write_bytes(file.read_bytes()[:400])
    (one, *_) = add(home, settings, [file], now_us=NOW).sources
    assert one.outcome == "refused"


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_packed_file_is_what_it_holds(place: tuple[Home, Settings], packing: str) -> None:
    home, settings = place
    text = b"order_id,customer_id,ordered_at,amount\n1,00017,2026-03-02,5\n"
    file = home.root / f"orders.csv.{'gz' if packing == 'gzip' else 'zst'}"
    if packing == "gzip":
        file.write_bytes(gzip.compress(text))
    else:
        with pa.CompressedOutputStream(str(file), "zstd") as out:
            out.write(text)
    (one,) = add(home, settings, [file], now_us=NOW).sources
    assert (one.source, one.new) == ("purchases", 1)
