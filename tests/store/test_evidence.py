"""Parquet files of one import: whole in their place, or not at all."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import StoreError, UnknownNameError
from troth.model.evidence import COMMON, KINDS
from troth.store.evidence import Writer, read, table
from troth.store.home import Home, create
from troth.store.schema import arrow_schema, party_schema, plain_schema, superseded_schema


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return create(tmp_path)


def test_the_schema_is_that_of_the_model() -> None:
    for kind, own in KINDS.items():
        assert arrow_schema(kind).names == [column.name for column in (*COMMON, *own)]
    assert party_schema().names[:3] == ["id", "handle", "part"]
    assert superseded_schema().names == ["id", "version", "seen_us"]
    assert plain_schema({"a": "list<string>"}).field("a").type == pa.list_(pa.string())


def test_an_unknown_kind_offers_near_names() -> None:
    with pytest.raises(UnknownNameError, match="message"):
        arrow_schema("mesage")


def test_nothing_is_in_place_before_close_and_everything_after(home: Home) -> None:
    with Writer(home, "i-1") as writer:
        writer.write("message", {"id": ["e-1"], "ts_us": [5]}, 1)
        writer.write("message", {"id": ["e-2"], "text": ["é"]}, 1)
        writer.write("purchase", {"id": ["e-3"], "amount": [1.5]}, 1)
        assert not list(home.evidence.rglob("*.parquet"))
        assert writer.close() == {
            "message": "message/i-1.parquet",
            "purchase": "purchase/i-1.parquet",
        }
    rows = pq.read_table(home.evidence / "message" / "i-1.parquet")
    assert rows.schema.equals(arrow_schema("message"))
    assert rows.column("text").to_pylist() == [None, "é"]
    assert not list(home.tmp.iterdir())


def test_leaving_by_an_error_leaves_nothing(home: Home) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(home)
    assert not list(home.tmp.iterdir())
    assert not list(home.evidence.rglob("*.parquet"))


def _write_and_fail(home: Home) -> None:
    with Writer(home, "i-1") as writer:
        writer.write("message", {"id": ["e-1"]}, 1)
        raise ZeroDivisionError


def test_a_file_that_is_gone_is_told(home: Home) -> None:
    with pytest.raises(StoreError, match="missing"):
        list(read(home, "message", ["message/i-1.parquet"]))


def test_reading_gives_back_what_was_written_in_order(home: Home) -> None:
    with Writer(home, "i-1") as writer:
        for start in range(0, 30, 10):
            writer.write("use", {"id": [f"e-{n}" for n in range(start, start + 10)]}, 10)
        files = writer.close()
    batches = list(read(home, "use", [files["use"]], rows=7))
    ids = [id for batch in batches for id in batch.column("id").to_pylist()]
    assert ids == [f"e-{n}" for n in range(30)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(), st.integers(-(2**63), 2**63 - 1), st.booleans() | st.none())))
def test_any_values_fit(rows: list[tuple[str, int, bool | None]]) -> None:
    plain = [(text.encode("utf-8", "replace").decode(), ts_us, flag) for text, ts_us, flag in rows]
    columns = list(zip(*plain, strict=True)) or [(), (), ()]
    cells = dict(zip(("text", "ts_us", "automatic"), columns, strict=True))
    made = table("message", cells, len(plain))
    assert list(zip(*(made.column(name).to_pylist() for name in cells), strict=True)) == plain
