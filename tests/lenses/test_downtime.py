"""The lens `downtime`: budgets, words in time, whom it is about; its examples are run by the laws."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from tests.in_world import context, engine
from troth.acts.proving import tables_of
from troth.acts.world import moment, read_world
from troth.extend.record import Finding
from troth.lenses import downtime
from troth.store.schema import plain_schema

AS_OF = "2026-03-03 12:00"
Row = dict[str, Any]


def us(at: str) -> int:
    return moment(at)[0]


def down(
    start: str = "10:00", end: str | None = "10:40", day: str = "2026-03-02", **more: Any
) -> Row:
    held = {"what": "incident", "id": f"e-{day}-{start}", "version": "v1", "impact": "major"}
    until = us(f"{day} {end}") if end else None
    return {**held, "ts_us": us(f"{day} {start}"), "end_us": until, "system": "status", **more}


def used(who: str, at: str = "2026-03-02 10:00", **more: Any) -> Row:
    return {"what": "act", "who": who, "ts_us": us(at), "n": 1, **more}


def told(at: str, text: str, who: str = "ana", flag: bool = True) -> Row:
    held = {"what": "word", "id": f"m-{at}-{who}", "version": "v1", "ts_us": us(at)}
    return {**held, "who": who, "text": text, "flag": flag}


def reach(n: int = 5, at: str = "2026-03-02 20:00") -> Row:
    return {"what": "reach", "n": n, "ts_us": us(at)}


PROMISED: Row = {
    "what": "promise", "id": "p-1", "version": "v1", "ts_us": us("2026-01-05 09:00"), "n": 30,
    "text": "0.999", "confirmed": True, "system": "e-terms", "start": 0, "end": 20,
}  # fmt: skip


def looked(*rows: Row, as_of: str = AS_OF, end: str = AS_OF, **options: object) -> list[Finding]:
    held = [*rows] if any(row["what"] == "reach" for row in rows) else [*rows, reach()]
    batch = pa.Table.from_pylist(held, schema=plain_schema(downtime.CARD.schema))
    there = context(as_of, covered={"status": us(end)}, options=options)
    return list(downtime.judge(batch, there))


def one(*rows: Row, **more: Any) -> Finding:
    (found,) = looked(*rows, **more)
    return found


def test_the_budget_is_used_up_by_the_one_incident_that_passes_it() -> None:
    three = down(day="2026-02-20"), down(end="10:02", day="2026-02-25"), down(day="2026-03-01")
    found = one(PROMISED, *three)
    assert found.says == (
        "The incident of 1 March lasted 40 minutes; nobody we know of was active; with it 82 minutes "
        "were lost in 30 days, and the uptime of 99.9 % that we promised allows 43.2."
    )
    assert (found.status, found.strength.n) == ("speaks", 3)
    assert [cite.evidence for cite in found.cites] == ["e-2026-03-01-10:00", "e-terms"]
    assert found.data["promise"] == "p-1"


def test_of_incidents_at_once_each_minute_counts_once() -> None:
    assert looked(PROMISED, down(), down("10:10", "10:42")) == []
    assert len(looked(PROMISED, down(), down("10:10", "10:44"))) == 1


def test_what_was_long_ago_no_longer_counts_against_the_month() -> None:
    assert looked(PROMISED, down(day="2026-01-20"), down()) == []
    assert len(looked(PROMISED | {"n": 90}, down(day="2026-01-20", end="12:00"), down())) == 1


def test_only_a_confirmed_promise_of_the_same_brand_and_side_is_sure() -> None:
    assert one(PROMISED | {"confirmed": False}, down(end="11:30")).status == "unsure"
    assert looked(PROMISED | {"ours": "Kestrel"}, down(end="11:30", ours="Heron")) == []
    assert looked(PROMISED | {"side": "courier"}, down(end="11:30", side="sender")) == []
    assert one(PROMISED, down(end="11:30", impact="minor")).status == "unsure"


def test_a_short_incident_is_not_told_for_silence_alone() -> None:
    assert looked(down(end="10:12"), used("ana")) == []
    assert len(looked(down(end="10:12"), used("ana"), least="10 minutes")) == 1


def test_a_word_in_time_is_enough_and_one_too_late_is_not() -> None:
    early, late = (told(f"2026-03-02 {at}", "We had an outage.") for at in ("10:50", "11:50"))
    assert looked(down(), used("ana"), early) == []
    found = one(down(), used("ana"), late)
    assert found.says.endswith("1 of them had no word of ours within 1 hour.")
    assert (found.strength.kind, found.strength.n) == ("count", 1)
    assert looked(down(), used("ana"), late, within="2 hours") == []


def test_words_of_something_else_are_no_word_about_it() -> None:
    packed = told("2026-03-02 10:30", "Your parcel is packed.")
    assert len(looked(down(), used("ana"), packed)) == 1
    asked = told("2026-03-02 10:05", "I can’t log in", flag=False)
    assert looked(down(), used("ana"), asked, packed) == []


def test_a_customer_who_wrote_first_is_cited() -> None:
    asked = told("2026-03-02 10:05", "Booking is down", who="ben", flag=False)
    found = one(down(), used("ana"), asked)
    assert found.cites[-1].evidence == asked["id"]


def test_where_no_message_of_ours_is_there_nobody_can_say_who_heard_nothing() -> None:
    assert looked(down(), used("ana"), reach(0)) == []


def test_messages_that_end_before_a_word_was_due_leave_it_unsure() -> None:
    assert one(down(), used("ana"), reach(at="2026-03-02 10:30")).status == "unsure"
    assert one(down(), used("ana")).status == "speaks"
    assert looked(down(), used("ana"), as_of="2026-03-02 10:50") == []


def test_it_is_about_those_whom_the_incident_names() -> None:
    users = used("ana", side="courier"), used("ben", side="sender")
    side = one(down(side="courier"), *users)
    assert (side.subject.kind, side.subject.id, side.data["hit"]) == ("side", "courier", 1)
    person = one(down(who="ben", handle="h-ben"), *users)
    assert (person.subject.kind, person.subject.id, person.data["hit"]) == ("person", "h-ben", 1)
    assert looked(down(account="acme"), *users) == []
    extra = '{"components": "Invoices"}'
    named = used("ana", title="open_invoices"), used("ben", title="book")
    assert one(down(extra=extra), *named).data["hit"] == 1
    assert one(down(), *users).subject.kind == "company"


def test_planned_work_announced_too_late_is_an_incident() -> None:
    extra = '{"announced_at": "2026-03-02T10:05:00Z"}'
    assert len(looked(down(flag=True, extra=extra), used("ana"))) == 1
    assert looked(down(flag=True), used("ana")) == []


def test_one_without_an_end_lasts_as_far_as_its_records_reach() -> None:
    found = one(PROMISED, down(end=None), end="2026-03-02 11:00")
    assert found.says.startswith("The incident of 2 March has lasted 60 minutes;")
    assert found.status == "speaks"
    assert one(PROMISED, down(end=None, day="2026-02-20")).status == "unsure"


def test_order_changes_nothing() -> None:
    rows = [down(), down("12:00", "12:30"), used("ana"), used("ben"), PROMISED, reach()]
    assert looked(*rows) == looked(*reversed(rows))


ONE = "        2026-03-02 12:00 | incident | | t9 | 2026-03-02 12:30 | minor |"


@pytest.mark.spark
def test_gather_is_the_same_on_spark() -> None:
    at_us = moment(AS_OF)[0]
    held = tables_of(read_world(downtime.EXAMPLES[0].world + ONE))
    here, there = (
        engine(name).collect(
            downtime.gather(engine(name).world(held, at_us), at_us), downtime.CARD.schema
        )
        for name in ("duckdb", "sail")
    )
    assert here.equals(there)
    assert {*here["what"].to_pylist()} == {"incident", "act", "reach", "promise"}
