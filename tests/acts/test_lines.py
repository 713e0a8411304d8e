"""Rows of a file are counted once, however many records each gives."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.calling import troth
from troth.acts.lines import MOST, Lines
from troth.extend.handed import Handed
from troth.model.origin import Origin
from troth.model.reject import Reject

places = st.integers(0, 10_000) | st.none() | st.just(MOST + 1)


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.lists(places, max_size=30)), max_size=8))
def test_each_row_counts_once_and_what_has_none_counts_for_itself(
    batches: list[tuple[str, list[int | None]]],
) -> None:
    lines = Lines()
    for file, rows in batches:
        lines.mark(file, rows)
    flat = [(file, row) for file, rows in batches for row in rows]
    placed = {(file, row) for file, row in flat if row is not None and row < MOST}
    loose = sum(row is None or row >= MOST for _, row in flat)
    assert lines.count == len(placed) + loose


def test_a_file_read_twice_is_counted_once() -> None:
    handed = Handed()
    reject = Reject(Origin("a", 3), "", "", "")
    for _ in range(2):
        assert len(list(handed.watched([1, 2, reject]))) == 3
    assert handed.understood(1) == 2
    assert handed.understood(2) == 1
    assert Handed().understood(4) is None


def test_a_receipt_says_rows_and_records_where_they_differ(tmp_path: Path) -> None:
    tickets = [
        {
            "id": n,
            "requester_id": 7,
            "submitter_id": 7,
            "assignee_id": 9,
            "subject": "Late",
            "description": f"Where is it? {n}",
            "status": "open",
            "created_at": at,
            "updated_at": at,
        }
        for n, at in enumerate(["2026-03-02T08:00:00Z"] * 3, start=1)
    ]
    users = [{"id": 7, "name": "Ada", "email": "ada@example.org", "role": "end-user"}]
    root = tmp_path / "ws"
    root.mkdir()
    (root / "t.json").write_text(json.dumps({"tickets": tickets, "users": users}))
    told = troth("-C", root, "add", root / "t.json", "--format", "json").fine().json
    (one,) = told["sources"]
    assert one["rows_read"] == 4
    assert one["records"] == one["new"] + one["changed"] + one["unchanged"] > 4
    said = troth("-C", root, "add", root / "t.json", "--dry-run", "--system", "other").fine().out
    assert f"4 rows gave {one['records']} records: " in said
    again = troth("-C", root, "add", root / "t.json", "--format", "json").fine().json
    assert (again["sources"][0]["rows_read"], again["sources"][0]["unchanged"]) == (
        4,
        one["records"],
    )
