"""Rows that tell several dated facts: precision, order of steps, and JSON read as a table is."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from troth.extend.chronicle import Row, Told, dig, first_rows, precision_of, tell
from troth.extend.source import Column, Frame, Introduction, Reject, Table, open_bytes

TABLE = Table(
    "step",
    (Column("id", "id"), Column("made", "created_at", "time"), Column("end", "closed_at", "time")),
)


@pytest.mark.parametrize(
    ("at_us", "zone", "precision"),
    [
        (1_772_409_600_000_000, None, "day"),
        (1_772_442_000_000_000, None, "minute"),
        (1_772_442_001_000_000, None, "second"),
        (1_772_406_000_000_000, "Europe/Berlin", "day"),
        (1_772_409_600_000_000, "Europe/Berlin", "minute"),
    ],
)
def test_midnight_where_it_was_written_is_a_day(
    at_us: int, zone: str | None, precision: str
) -> None:
    assert precision_of(at_us, ZoneInfo(zone) if zone else None) == precision


def test_a_path_that_is_missing_leads_to_nothing() -> None:
    value = {"a": [{"b": 1}]}
    assert dig(value, "a", 0, "b") == 1
    assert dig(value, "a", 1, "b") is None
    assert dig(value, "a", "b") is None
    assert dig("text", 0) is None


def _teller(row: Row, told: Told) -> None:
    moments = [("case closed", row.time("end")), ("case created", row.time("made"))]
    told.steps(row, str(row.text("id")), moments, "done", row.also())


def _told(name: str, text: str) -> list[Frame | Introduction | Reject]:
    return list(tell(open_bytes(name, text.encode()), TABLE, "t", _teller, lists=("items",)))


def _frames(name: str, text: str) -> list[Frame]:
    items = _told(name, text)
    assert all(isinstance(item, Frame) for item in items)
    return [item for item in items if isinstance(item, Frame)]


def test_a_table_and_json_of_the_same_rows_tell_the_same() -> None:
    csv = "id,created_at,closed_at,mood\n1,2026-03-02 09:00,2026-03-03 09:00,calm\n"
    record = {"id": 1, "created_at": 1772442000, "closed_at": "2026-03-03T09:00Z", "mood": "calm"}
    (table,) = _frames("t.csv", csv)
    for text in (json.dumps({"items": [record]}), json.dumps([record]), json.dumps(record)):
        (page,) = _frames("t.json", text)
        assert page.columns == table.columns
    assert table.columns["activity"] == ["case created", "case closed"]
    assert table.columns["key"] == ["1:created", "1:closed"]
    assert table.columns["status"] == [None, "done"]
    assert table.columns["extra"] == [{"mood": "calm"}, {}]


def test_json_with_a_date_that_is_none_is_set_aside_and_the_rest_read() -> None:
    records = [{"id": 1, "created_at": "31/02/2026"}, {"id": 3, "created_at": 1772442000}, 7]
    items = _told("t.json", json.dumps(records))
    rejects = [item for item in items if isinstance(item, Reject)]
    assert sorted(reject.origin.row or 0 for reject in rejects) == [1, 3]
    (frame,) = [item for item in items if isinstance(item, Frame)]
    assert frame.columns["key"] == ["3:created"]


def test_the_first_rows_stand_under_their_headers_in_plain_letters() -> None:
    assert first_rows(open_bytes("t.csv", b"Created At;Id\n1; 2\n")) == [
        {"createdat": "1", "id": "2"}
    ]
    assert first_rows(open_bytes("t.csv", b"Created At;Id\n")) == [{"createdat": "", "id": ""}]
    assert first_rows(open_bytes("t.txt", b"no table at all")) == []
