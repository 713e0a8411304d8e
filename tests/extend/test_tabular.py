"""Tables as data: headers known, columns kept, batches bounded."""

from __future__ import annotations

from troth.extend.source import (
    Column,
    Frame,
    Reading,
    Reject,
    Table,
    chosen_columns,
    headers,
    open_bytes,
    read_table,
    recognise,
)

TABLE = Table(
    "use",
    (
        Column("at_us", "at date", "time", required=True),
        Column("event", "event action"),
        Column("count", "count n", "number"),
    ),
)


def test_headers_choose_their_columns_best_name_first_and_settings_before() -> None:
    names = ("Date", "AT", "Action", "mood")
    assert chosen_columns(TABLE, names, {}) == {"at_us": "AT", "event": "Action"}
    assert chosen_columns(TABLE, names, {"mood": "event"}) == {"at_us": "AT", "event": "mood"}


def test_a_table_is_recognised_by_its_required_columns_and_its_share() -> None:
    assert recognise(TABLE, ("event", "count")) == 0
    assert recognise(TABLE, ()) == 0
    assert recognise(TABLE, ("at", "event", "count")) == 1
    assert recognise(TABLE, ("at", "a", "b", "c")) == 0.625


def test_frames_are_bounded_and_count_every_row() -> None:
    rows = "".join(f"2026-03-02,open,{n}\n" for n in range(45_000))
    opened = open_bytes("use.csv", ("at,event,count\n" + rows).encode())
    frames = [item for item in read_table(opened, TABLE) if isinstance(item, Frame)]
    assert [len(frame) for frame in frames] == [20_000, 20_000, 5_000]
    assert [row for frame in frames for row in frame.rows] == list(range(2, 45_002))
    assert frames[2].columns["count"][-1] == 44_999.0


def test_a_row_with_two_faults_is_one_reject_that_names_both() -> None:
    opened = open_bytes("use.csv", b"at,event,count\nsoon,open,many\n")
    (reject,) = read_table(opened, TABLE)
    assert isinstance(reject, Reject)
    assert reject.says == (
        'column "at" holds "soon", which is no date; column "count" holds "many", which is no number.'
    )
    assert reject.excerpt == "soon,open,many"


def test_keys_of_json_records_are_headers_whatever_the_first_lacks() -> None:
    opened = open_bytes("use.jsonl", b'{"at": 1772442000}\n{"at": 1772442001, "n": 2, "x": 3}\n')
    assert headers(opened) == ("at", "n", "x")
    (frame,) = read_table(opened, TABLE)
    assert isinstance(frame, Frame)
    assert frame.columns["count"] == [None, 2.0]
    assert [draft.extra for draft in frame.drafts()] == [{}, {"x": "3"}]


def test_an_unknown_zone_sets_the_file_aside() -> None:
    opened = open_bytes("use.csv", b"at,event\n2026-03-02,a\n", reading=Reading(zone="Mars/Base"))
    (reject,) = read_table(opened, TABLE)
    assert isinstance(reject, Reject)
    assert "Mars/Base" in reject.says
