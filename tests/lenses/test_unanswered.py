"""The lens `unanswered`: its examples, merged people, calendars, ends of records, real talks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.in_world import context, engine, gathered, look, person_table, shown, world_tables
from troth.acts.world import read_world
from troth.calendar import Calendar, Calendars
from troth.errors import ConfigError
from troth.lenses import unanswered
from troth.store.schema import arrow_schema

CARE = Path(__file__).resolve().parents[3] / "shared" / "data" / "care" / "care-dev.jsonl"
LABELS = Path(__file__).resolve().parents[1] / "labels" / "waiting.jsonl"
HEAD = "at | kind | by | about | thread | text\n"
ASKED = HEAD + "2026-03-17 09:00 | message | ana | | t1 | Where is my parcel?\n"
LATE = "2026-03-20 12:00"
LONG = "It was to come by noon, to the green door in the yard. " * 3
HOURS = Calendars(Calendar.read({"zone": "UTC", "hours": "mon-fri 09:00-17:00"}))


@pytest.mark.parametrize("example", unanswered.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: unanswered.Example) -> None:
    found = shown(unanswered, example)
    expected = [] if example.verdict == "silent" else [example.verdict]
    assert [finding.status for finding in found] == expected
    for finding in found:
        told = finding.says.replace("{subject}", finding.subject.id.removeprefix("h-").capitalize())
        assert (example.says or "") in told


def test_the_sentence_with_a_calendar() -> None:
    (found,) = look(unanswered, ASKED, LATE, calendars=HOURS)
    assert found.says == (
        "{subject} asked on Tuesday 17 March and has had no answer for 3 business days."
    )
    assert found.status == "speaks"
    assert found.strength.kind == "count"
    assert found.strength.n == 1


def test_opening_hours_decide_when_patience_is_over() -> None:
    friday = HEAD + "2026-03-20 16:00 | message | ana | | t1 | Where is my parcel?\n"
    assert look(unanswered, friday, "2026-03-23 16:00", calendars=HOURS) == []
    assert look(unanswered, friday, "2026-03-23 18:00", calendars=HOURS)


def test_the_option_after() -> None:
    soon = "2026-03-17 14:00"
    assert look(unanswered, ASKED, soon) == []
    assert look(unanswered, ASKED, soon, options={"after": "4 hours"})
    with pytest.raises(ConfigError, match="no length of time"):
        look(unanswered, ASKED, soon, options={"after": "soon"})


def test_where_the_records_end() -> None:
    end = int(datetime.fromisoformat("2026-03-21T09:00+00:00").timestamp()) * 1_000_000
    (near,) = look(unanswered, ASKED, "2026-03-23 09:00", moment_us=end)
    assert near.says.endswith(
        "for 4 days (every hour counted, UTC), when the records end on 21 March 2026."
    )
    assert near.status == "speaks"
    (far,) = look(unanswered, ASKED, "2032-03-23 09:00", moment_us=end)
    assert far.says == (
        "{subject} asked on Tuesday 17 March 2026 and had no answer by 21 March 2026, "
        "when the records end."
    )
    assert far.status == "unsure"


def test_each_system_reaches_as_far_as_its_own_records() -> None:
    end = int(datetime.fromisoformat("2026-03-17T12:00+00:00").timestamp()) * 1_000_000
    assert look(unanswered, ASKED, LATE, covered={"world": end}) == []


def test_two_addresses_are_one_person() -> None:
    table = ASKED + "2026-03-18 09:00 | message | us:tom | anna | t2 | It comes today.\n"
    world, there = read_world(table), context(LATE)
    apart = world_tables(world, there.moment_us)
    people = {"h-ana": "p-1", "h-anna": "p-1", "h-tom": "p-2"}
    merged = world_tables(world, there.moment_us, {"person": person_table(people)})
    batches = [gathered(unanswered, tables, there.moment_us) for tables in (apart, merged)]
    assert [len(list(unanswered.judge(batch, there))) for batch in batches] == [1, 0]


def test_the_customer_who_wrote_last_is_meant() -> None:
    table = ASKED + "2026-03-18 09:00 | message | ben | | t1 | I am his neighbour. Where is it?\n"
    (found,) = look(unanswered, table, LATE)
    assert found.subject.id == "h-ben"


def test_a_colleague_who_writes_in_is_one_of_us() -> None:
    table = ASKED + "2026-03-18 09:00 | message | us:tom | ana | t1 | It comes today.\n"
    world, there = read_world(table), context(LATE)
    rows = [dict(row) | {"direction": "in"} for row in world.rows["message"]]
    message = pa.Table.from_pylist(rows, schema=arrow_schema("message"))
    tables = world_tables(world, there.moment_us, {"message": message})
    assert gathered(unanswered, tables, there.moment_us).num_rows == 0


def test_a_note_counts_for_person_and_handle() -> None:
    for target in ("h-ana", "p-ana", "t1"):
        world, there = read_world(ASKED), context(LATE)
        note = {"at_us": there.as_of_us - 1, "deed": "answered", "target": target}
        schema = pa.schema(
            {
                "at_us": pa.int64(),
                "deed": pa.string(),
                "target": pa.string(),
                "until_us": pa.int64(),
            }
        )
        entry = pa.Table.from_pylist([note], schema=schema)
        tables = world_tables(world, there.moment_us, {"entry": entry})
        assert gathered(unanswered, tables, there.moment_us).num_rows == 0


def test_the_finding_keeps_its_id_while_she_writes_again() -> None:
    again = ASKED + "2026-03-19 09:00 | message | ana | | t1 | Hello?\n"
    (once,), (twice,) = look(unanswered, ASKED, LATE), look(unanswered, again, LATE)
    assert once.id == twice.id
    assert twice.stakes > once.stakes


def test_cites_the_question_first_and_then_our_last_word() -> None:
    table = (
        HEAD + "2026-03-16 09:00 | message | us:tom | ana | t1 | Here you are.\n"
        f"2026-03-17 09:00 | message | ana | | t1 | {LONG} Where is it?\n"
    )
    (found,) = look(unanswered, table, LATE)
    asked, ours = found.cites
    assert asked.span is not None
    assert asked.span.of(f"{LONG} Where is it?") == "Where is it?"
    assert ours.evidence == read_world(table).rows["message"][0]["id"]


def test_a_short_message_is_quoted_whole() -> None:
    table = HEAD + "2026-03-17 09:00 | message | ana | | t1 | Hello again. Where is it?\n"
    (found,) = look(unanswered, table, LATE)
    assert found.cites[0].span is None


def test_a_day_without_hours_is_compared_in_days() -> None:
    table = HEAD + "2026-03-17 | message | ana | | t1 | Where is it?\n"
    assert look(unanswered, table, "2026-03-18 23:00") == []
    assert look(unanswered, table, "2026-03-19 01:00")
    same = table + "2026-03-17 | message | us:tom | ana | t1 | Here.\n"
    assert all(one.status == "unsure" for one in look(unanswered, same, LATE))


def test_the_order_of_rows_does_not_matter() -> None:
    table = "".join(
        f"2026-03-1{day} 09:00 | message | {who} | | {talk} | Where is it?\n"
        for day, who, talk in ((6, "ana", "t1"), (7, "ben", "t2"), (7, "cem", "t3"))
    )
    world, there = read_world(HEAD + table), context(LATE)
    batch = gathered(unanswered, world_tables(world, there.moment_us), there.moment_us)
    back = batch.take(list(range(batch.num_rows))[::-1])
    assert list(unanswered.judge(batch, there)) == list(unanswered.judge(back, there))


def _care() -> Iterator[dict[str, Any]]:
    for line in CARE.read_text("utf-8").splitlines():
        row = json.loads(line)
        at = datetime.fromisoformat(row["at"])
        ours = row["direction"] == "out"
        yield {
            "id": row["message_id"],
            "version": "v1",
            "ts_us": int(at.timestamp()) * 1_000_000,
            "precision": "second",
            "by": f"h-{row['author']}",
            "about": None if not ours else f"h-{row['text'].partition(' ')[0].removeprefix('@')}",
            "thread": row["conversation"],
            "ours": row["company"],
            "system": "care",
            "direction": row["direction"],
            "text": row["text"],
        }


def test_real_conversations_labelled_by_hand() -> None:
    """Of the conversations that end with the customer, who waits? Labels came before the lens."""
    if not CARE.exists():
        pytest.skip(f"the conversations are not beside the checkout: {CARE}")
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    waits = {label["conversation"]: label["waits"] for label in labels}
    rows = list(_care())
    message = pa.Table.from_pylist(rows, schema=arrow_schema("message"))
    there = context("2020-04-03 00:00")
    tables = engine().world({"message": message}, there.moment_us)
    batch = gathered(unanswered, tables, there.moment_us)
    talk_of = {row["id"]: row["thread"] for row in rows}
    found = {talk_of[one.anchor] for one in unanswered.judge(batch, there)}
    assert found <= waits.keys()
    right = sum(waits[talk] is True for talk in found)
    wrong = sum(waits[talk] is False for talk in found)
    print(f"precision {right}/{right + wrong}, recall {right}/{list(waits.values()).count(True)}")
    assert right / (right + wrong) >= 0.9
    assert right / list(waits.values()).count(True) >= 0.9
