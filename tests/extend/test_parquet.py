"""Parquet files as tables, whatever types their columns have; and damaged ones."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from troth.extend.laid import Laid, placed
from troth.extend.parquet import is_parquet, parquet_table
from troth.extend.source import Frame, Reject, open_bytes
from troth.sources import purchases

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def written(table: Any, **options: Any) -> bytes:
    held = io.BytesIO()
    pq.write_table(table, held, **options)
    return held.getvalue()


def laid(content: bytes, folder: Path) -> tuple[list[Laid], list[Reject]]:
    items = list(parquet_table(open_bytes("orders.parquet", content), folder))
    return [each for each in items if isinstance(each, Laid)], [
        each for each in items if isinstance(each, Reject)
    ]


def test_orders_are_read_by_the_source_that_knows_orders(tmp_path: Path) -> None:
    table = pa.table(
        {
            "order_id": ["1001", "1002", "1003"],
            "customer_id": ["00017", "00018", "two\nlines"],
            "ordered_at": pa.array([datetime(2026, 3, 2, 9)] * 3, pa.timestamp("ns", "UTC")),
            "amount": [29.9, None, 12.0],
        }
    )
    content = written(table, row_group_size=1)
    assert is_parquet(open_bytes("x", content))
    (found,), rejects = laid(content, tmp_path)
    assert rejects == []
    assert found.opened.path == "orders.parquet#table.csv"
    items = list(placed(purchases.read, found))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    assert [draft.origin.row for draft in drafts] == [2, 3, 4]
    assert {draft.at_us for draft in drafts} == {1_772_442_000_000_000}
    assert [draft.fields.get("amount") for draft in drafts] == [29.9, None, 12.0]


CELLS = [
    (pa.array([1], pa.int64()), "1"),
    (pa.array([None], pa.int64()), ""),
    (pa.array([True]), "true"),
    (pa.array([0.1]), "0.1"),
    (pa.array([3.0]), "3"),
    (pa.array([float("nan")]), "nan"),
    (pa.array([Decimal("12.50")]), "12.50"),
    (pa.array([date(2026, 3, 2)]), "2026-03-02"),
    (pa.array([datetime(2026, 3, 2, 9)], pa.timestamp("ms")), "2026-03-02T09:00:00"),
    (
        pa.array([datetime(2026, 3, 2, 9, tzinfo=UTC)], pa.timestamp("us", "Europe/Berlin")),
        "2026-03-02T09:00:00Z",
    ),
    (pa.array([10**15], pa.timestamp("ms")), "1000000000000000000"),
    (pa.array([b"bytes"]), "bytes"),
    (pa.array([b"\xff"]), "\\xff"),
    (pa.array([["a", None]]), '["a", null]'),
    (pa.array([{"x": datetime(2026, 3, 2)}]), '{"x": "2026-03-02T00:00:00"}'),
    (pa.array(["a"]).dictionary_encode(), "a"),
    (pa.array(['é,"']), 'é,"'),
]


@pytest.mark.parametrize(
    ("column", "shown"), CELLS, ids=lambda each: str(getattr(each, "type", ""))
)
def test_each_type_is_written_so_that_it_can_be_read(
    column: Any, shown: str, tmp_path: Path
) -> None:
    tables, rejects = laid(written(pa.table({"a": ["x"], "b": column})), tmp_path)
    assert rejects == []
    rows = list(csv.reader(io.StringIO(tables[0].opened.lines().read(), newline="")))
    assert rows == [["a", "b"], ["x", shown]]


def test_a_damaged_file_is_told_and_gives_what_stood_before(tmp_path: Path) -> None:
    table = pa.table(
        {"a": [str(n) for n in range(50_000)], "b": [f"{n * 7919}" for n in range(50_000)]}
    )
    content = bytearray(written(table, row_group_size=10_000))
    tables, rejects = laid(bytes(content[: len(content) // 2]), tmp_path)
    assert (tables, len(rejects)) == ([], 1)
    assert list(tmp_path.iterdir()) == []
    place = (
        pq.ParquetFile(io.BytesIO(bytes(content))).metadata.row_group(3).column(0).data_page_offset
    )
    content[place : place + 200] = bytes(200)
    tables, rejects = laid(bytes(content), tmp_path)
    assert len(tables) == 1
    assert 10_000 <= tables[0].opened.lines().read().count("\n") <= 40_001
    assert "damaged after row" in rejects[0].says


def test_a_table_of_zeros_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    content = written(pa.table({"a": ["x" * 9000] * 20_000, "b": [1] * 20_000}), compression="zstd")
    tables, rejects = laid(content, tmp_path)
    assert tables == []
    assert "far more" in rejects[0].says
    assert list(tmp_path.iterdir()) == []


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_damaged_bytes_never_raise(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(written(pa.table({"a": ["x", "y"], "b": [1, 2]})))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    tables, rejects = laid(bytes(content), tmp_path)
    assert tables or rejects
