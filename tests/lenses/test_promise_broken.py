"""The lens `promise-broken`: whom it names, how it says it, and where it holds its tongue."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from tests.in_world import context, engine, gathered, person_table
from troth.acts.world import moment
from troth.lenses import promise_broken
from troth.model.finding import Cite, Finding, Span
from troth.store.schema import LEDGER, plain_schema

AS_OF = "2026-04-01 12:00"
TESTED: dict[str, Any] = {
    "promise": "p-1",
    "side": "courier",
    "status": "broken",
    "kept": 12,
    "n": 30,
    "rate": 0.4,
    "low": 0.246,
    "high": 0.577,
    "method": "Wilson 95 %",
    "tolerance": 0.95,
    "tolerance_by": "priya",
    "record": "e-terms",
    "version": "v1",
    "start": 10,
    "end": 40,
    "born_us": moment("2026-01-01 00:00")[0],
}


def case(who: str, start: str, end: str | None, record: str, handle: str = "") -> dict[str, Any]:
    return {
        "person": f"p-{who}",
        "handle": f"h-{handle or who}",
        "case": record,
        "case_version": "v1",
        "start_us": moment(start)[0],
        "end_us": moment(end)[0] if end else None,
    }


def judged(*rows: dict[str, Any], as_of: str = AS_OF, **known: Any) -> list[Finding]:
    held = [TESTED | row for row in rows]
    batch = pa.Table.from_pylist(held, schema=plain_schema(promise_broken.CARD.schema))
    found: list[Finding] = list(promise_broken.judge(batch, context(as_of, **known)))
    return found


ANA = case("ana", "2026-03-02 09:00", "2026-03-09 09:00", "e-1")
BEN = case("ben", "2026-03-02 09:00", None, "e-2")


def test_the_longest_wait_stands_first_and_one_that_has_not_ended_lasts() -> None:
    found = judged(ANA, BEN)
    assert [one.subject.id for one in found] == ["h-ben", "h-ana"]
    assert {one.group for one in found} == {"p-1 courier"}


def test_two_addresses_of_one_person_are_one_person() -> None:
    again = case("ana", "2026-03-10 09:00", "2026-03-12 09:00", "e-3", handle="ana-at-work")
    (one,) = judged(ANA, again)
    assert one.subject.id == "h-ana"
    assert [cite.evidence for cite in one.cites] == ["e-terms", "e-1", "e-3"]
    assert "1 person is concerned" in one.says


def test_the_words_of_the_promise_are_cited_first() -> None:
    (one,) = judged(ANA)
    assert one.cites[0] == Cite("e-terms", "v1", Span(10, 40))
    (noted,) = judged(ANA | {"record": None, "start": None, "end": None})
    assert noted.cites[0] == Cite("p-1", "")


def test_at_most_so_many_people_and_all_are_counted() -> None:
    crowd = [case(f"c{n}", "2026-03-02 09:00", None, f"e-{n}") for n in range(5)]
    found = judged(*crowd, options={"people": 3})
    assert len(found) == 3
    assert "5 people are concerned" in found[0].says


def test_unsure_names_nobody() -> None:
    (one,) = judged(ANA | {"status": "open", "high": 0.97})
    assert (one.status, one.subject.kind) == ("unsure", "promise")
    assert "may have broken it" in one.says


def test_old_records_are_unsure_and_say_where_they_end() -> None:
    (one,) = judged(ANA, moment_us=moment("2026-02-01 12:00")[0])
    assert one.status == "unsure"
    assert "when the records end on 1 February 2026" in one.says


def test_nobody_is_said_to_have_set_what_nobody_set() -> None:
    (one,) = judged(ANA | {"tolerance_by": None})
    assert "set by" not in one.says
    assert "{set-by:p-1}" in judged(ANA)[0].says


def test_the_order_of_rows_does_not_matter() -> None:
    assert judged(ANA, BEN) == judged(BEN, ANA)


def test_marked_late_weighs_less_than_marked_broken() -> None:
    marked = {"marked_us": moment("2026-03-06 10:00")[0], "method": "marked by a person"}
    (late,) = judged(ANA | marked | {"status": "late"})
    (broken,) = judged(ANA | marked | {"status": "broken"})
    assert "kept late on 6 March" in late.says
    assert late.stakes < broken.stakes


MENDED = moment("2026-03-20 09:00")[0]


def test_whoever_says_that_it_is_right_is_named_no_more() -> None:
    (one,) = judged(ANA | {"mended_us": MENDED}, BEN)
    assert one.subject.id == "h-ben"
    assert one.says.endswith("1 person is concerned, and with 1 more it is settled.")
    assert one.stakes == 1


def test_silent_once_everybody_says_that_it_is_right() -> None:
    assert judged(ANA | {"mended_us": MENDED}, BEN | {"mended_us": MENDED}) == []
    unsure = {"status": "open", "high": 0.97, "mended_us": MENDED}
    assert judged(ANA | unsure) == []


def test_what_broke_after_it_was_right_is_a_new_break() -> None:
    again = case("ana", "2026-03-21 09:00", None, "e-3")
    (one,) = judged(ANA | {"mended_us": MENDED}, again | {"mended_us": MENDED})
    assert one.subject.id == "h-ana"
    assert [cite.evidence for cite in one.cites] == ["e-terms", "e-3"]
    assert one.says.endswith("1 person is concerned.")


def test_cases_of_nobody_known_are_left_where_the_others_are_settled() -> None:
    nobody = case("x", "2026-03-03 09:00", None, "e-9") | {"person": None, "handle": None}
    (one,) = judged(ANA | {"mended_us": MENDED}, nobody)
    assert one.subject.kind == "promise"
    assert one.says.endswith("With 1 more it is settled.")


def test_a_repair_belongs_to_the_person_at_each_of_her_addresses() -> None:
    def of(name: str, *rows: dict[str, Any]) -> pa.Table:
        return pa.Table.from_pylist(list(rows), schema=plain_schema(LEDGER[name]))

    verified = {key: TESTED[key] for key in TESTED.keys() & LEDGER["verified"].keys()}
    failed = {"promise": "p-1", "side": "courier", "start_us": ANA["start_us"], "record": "e-1"}
    repair = {"about": "p-1", "promise": "p-1", "to": "h-ana-at-home", "changed_us": MENDED}
    held = {
        "verified": of("verified", verified),
        "failure": of("failure", failed | {"person": "h-ana"}, failed | {"person": "h-ben"}),
        "promise": of("promise"),
        "person": person_table({"h-ana": "p-ana", "h-ana-at-home": "p-ana", "h-ben": "p-ben"}),
    }
    found = {}
    for stage in ("confirmed", "released", "made-whole"):
        tables = engine().world(held | {"repair": of("repair", repair | {"stage": stage})}, MENDED)
        rows = gathered(promise_broken, tables, MENDED).to_pylist()
        found[stage] = {row["person"]: row["mended_us"] for row in rows}
    mended = {"p-ana": MENDED, "p-ben": None}
    assert found == {
        "confirmed": mended,
        "released": mended,
        "made-whole": {"p-ana": None, "p-ben": None},
    }
