"""Process logs: the public event logs in full, and exports of many shapes."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Draft, Frame, Identifier, Reject, open_bytes, open_file
from troth.sources import process_log

EVENTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "events"
real = pytest.mark.skipif(not EVENTS.exists(), reason=f"the event logs are not at {EVENTS}")


def read(content: str | bytes, name: str = "log.csv") -> tuple[list[Draft], list[Reject]]:
    data = content.encode() if isinstance(content, str) else content
    return taken(open_bytes(name, data))


def taken(opened: object) -> tuple[list[Draft], list[Reject]]:
    items = list(process_log.read(opened))  # type: ignore[arg-type]
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    return drafts, [item for item in items if isinstance(item, Reject)]


@real
@pytest.mark.parametrize(
    ("name", "cases", "events", "activities"),
    [
        ("eventlog_helpdesk_verenich.csv", 3_804, 13_710, 9),
        ("eventlog_receipt.csv.gz", 1_434, 8_577, 27),
        ("eventlog_sepsis_bupar.csv.gz", 1_050, 15_214, 16),
        ("eventlog_traffic_fines_bupar.csv.gz", 10_000, 34_724, 11),
        ("eventlog_running_example.csv", 6, 42, 8),
    ],
)
def test_the_public_logs_go_in_whole(name: str, cases: int, events: int, activities: int) -> None:
    opened = open_file(EVENTS / name)
    assert process_log.recognises(opened) >= 0.97
    drafts, rejects = taken(opened)
    assert rejects == []
    assert len(drafts) == events
    assert len({draft.thread for draft in drafts}) == cases
    assert len({draft.fields["activity"] for draft in drafts}) == activities
    assert len({draft.key for draft in drafts}) == events
    assert ("NA" in {draft.thread for draft in drafts}) == ("sepsis" in name)
    assert "NA" not in {draft.fields.get("resource") for draft in drafts}
    assert [draft.origin.row for draft in drafts] == list(range(2, events + 2))


@real
def test_a_log_of_days_says_that_it_knows_no_more() -> None:
    drafts, _ = taken(open_file(EVENTS / "eventlog_traffic_fines_bupar.csv.gz"))
    assert {draft.precision for draft in drafts} == {"day"}
    assert drafts[0].fields["resource"] == "561"
    assert "resource" not in drafts[1].fields


NAMES = (
    ("case:concept:name", "concept:name", "time:timestamp", "org:resource", "lifecycle:transition"),
    ("Case ID", "Activity", "Complete Timestamp", "Resource", "Lifecycle"),
    ("CaseID", "ActivityID", "CompleteTimestamp", "resource", "lifecycle"),
    ("CASE_ID", "activity", "timestamp", "Resource", "lifecycle_transition"),
)


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
@pytest.mark.parametrize("seed", range(4))
def test_what_was_written_is_read_again_in_any_order_of_columns(
    names: tuple[str, ...], seed: int
) -> None:
    chance = random.Random(seed)
    rows = [
        (f"{case:03}", chance.choice(["open", "wait; long", 'say "yes"']), at, "desk", "complete")
        for case in range(5)
        for at in ("2026-03-02 09:00:00", "2026-03-02 09:00:00", "2026-03-03 10:30:15")
    ]
    order = chance.sample(range(5), 5)
    held = io.StringIO()
    writer = csv.writer(held, delimiter=chance.choice(",;\t"), lineterminator="\r\n")
    writer.writerow([*(names[at] for at in order), "Colour"])
    writer.writerows([*(row[at] for at in order), "red"] for row in rows)
    content = b"\xef\xbb\xbf" + held.getvalue().encode()
    opened = open_bytes("log.csv", content)
    assert process_log.recognises(opened) >= 0.97
    drafts, rejects = taken(opened)
    assert rejects == []
    assert [(draft.thread, draft.fields["activity"]) for draft in drafts] == [
        (row[0], row[1]) for row in rows
    ]
    assert [draft.at_us for draft in drafts[:3]] == [
        1_772_442_000_000_000,
        1_772_442_000_000_000,
        1_772_533_815_000_000,
    ]
    assert {draft.fields["status"] for draft in drafts} == {"complete"}
    assert {draft.extra["Colour"] for draft in drafts} == {"red"}
    keys = [draft.key for draft in drafts]
    assert len(set(keys)) == len(rows)
    assert [draft.key for draft in taken(opened)[0]] == keys


def test_equal_steps_are_told_apart_by_their_order_and_a_numbered_one_is_itself() -> None:
    header = "case_id,activity,timestamp,event_id\n"
    same = "7,call,2026-03-02 09:00:00,{}\n"
    drafts, _ = read(header + same.format("") * 3)
    assert [str(draft.key)[-2:] for draft in drafts] == ["l:", "#2", "#3"]
    drafts, _ = read(header + same.format("a") + same.format("a") + same.format("b"))
    assert drafts[0].key == drafts[1].key != drafts[2].key


def test_start_and_end_at_one_moment_are_two_steps() -> None:
    drafts, _ = read(
        "case_id,activity,timestamp,lifecycle\n7,call,2026-03-02,start\n7,call,2026-03-02,complete\n"
    )
    assert [draft.fields["status"] for draft in drafts] == ["start", "complete"]
    assert len({draft.key for draft in drafts}) == 2
    assert not any("#" in str(draft.key) for draft in drafts)


def test_people_are_known_by_address_and_desks_are_nobody() -> None:
    drafts, _ = read(
        "case_id,activity,timestamp,resource,customer_email\n"
        "7,call,2026-03-02,Tom@acme.example,Ana@post.example\n7,call,2026-03-03,desk two,-\n"
    )
    assert drafts[0].by == Identifier("staff", "tom@acme.example", None)
    assert drafts[0].about == Identifier("email", "ana@post.example", None)
    assert (drafts[1].by, drafts[1].about) == (None, None)
    assert drafts[1].fields["resource"] == "desk two"


def test_an_ugly_log_keeps_what_can_be_read() -> None:
    drafts, rejects = read(
        "Activity;Case ID;Complete Timestamp;Variant\n"
        "open;NA;2026/03/02 11:15:41.000;1\n"
        ";8;2026/03/02 11:15:41.000;1\n"
        "open;;2026/03/02 11:15:41.000;1\n"
        "open;9;9999/12/31 00:00:00;1\n"
        "open;9;2026/03/02\n"
        ";;2026/03/02 11:15:41.000;1\n"
    )
    assert [draft.thread for draft in drafts] == ["NA"]
    assert sorted(reject.origin.row or 0 for reject in rejects) == [3, 4, 5, 6, 7]
    says = {reject.origin.row: reject.says for reject in rejects}
    assert says[3] == "The row names no activity."
    assert says[4] == "The row names no case."
    assert says[7] == "The row names no case and no activity."


def test_a_conversation_with_a_case_is_left_to_the_messages() -> None:
    table = b"case_id,activity,timestamp,text,direction\n7,mail,2026-03-02,Hello,in\n"
    assert process_log.recognises(open_bytes("m.csv", table)) < 0.5


CELL = st.text(
    alphabet=st.characters(codec="utf-8") | st.sampled_from(',;"\n\r\0'), max_size=8
) | st.sampled_from(["NA", "2026-03-02", "1772442000", "31/02/2026", "x" * 100_000])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(CELL, min_size=4, max_size=4), max_size=12), st.booleans())
def test_no_row_raises_and_each_is_given_or_set_aside(rows: list[list[str]], json: bool) -> None:
    held = io.StringIO()
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)
    writer.writerow(["case_id", "activity", "timestamp", "resource"])
    writer.writerows(rows)
    opened = open_bytes("log.csv", held.getvalue().encode())
    assert 0 <= process_log.recognises(opened) <= 1
    drafts, rejects = taken(opened)
    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    whole_file = any(reject.origin.row is None for reject in rejects)
    assert whole_file or len(drafts) + len(rejects) + blank == len(rows)
    for draft in drafts:
        assert draft.thread
        assert draft.fields["activity"]
