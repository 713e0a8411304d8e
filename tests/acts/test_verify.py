"""Verifying: counted on the calendar, side by side, never kept by silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, START, asked_and_answered, message, office, us
from troth.acts import promises
from troth.acts.judging import Mark, judge
from troth.acts.opening import Workspace
from troth.acts.verify import Verification, verify
from troth.calendar import Calendars
from troth.ledger.target import read_target
from troth.model.case import Case
from troth.model.promise import Promise

WORDS = "We answer within one hour"
TARGET = "first-reply <= 1 hour for 90%"
BEFORE = us(START) - DAY
HOUR = 3_600_000_000


def promised(work: Workspace, measure: str | None = TARGET, **more: object) -> Promise:
    at = more.pop("now_us", BEFORE)
    return promises.note(work, WORDS, measure=measure, who="ana", now_us=at, **more)  # type: ignore[arg-type]


def the_mark(found: Verification) -> Mark:
    assert len(found.verified) == 1
    return found.verified[0].mark


def test_kept_where_the_share_is_reached(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([0.5] * 19 + [3])]) as work:
        promised(work)
        found = verify(work, now_us=NOW)
        mark = the_mark(found)
    assert (mark.status, mark.kept, mark.broken, mark.rate) == ("kept", 19, 1, 0.95)
    assert mark.low is not None
    assert mark.high is not None
    assert mark.low < 0.95 < mark.high
    assert not found.broken
    assert len(found.verified[0].people) == 1
    assert len(mark.cites) == 1


def test_broken_where_chance_does_not_explain_it(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([0.5] * 5 + [3] * 14 + [None])]) as work:
        promised(work)
        found = verify(work, now_us=NOW)
        mark = the_mark(found)
        people = {one.label for one in found.verified[0].people}
    assert (mark.status, mark.kept, mark.broken) == ("broken", 5, 15)
    assert found.broken
    assert len(people) == 15
    assert "5" not in mark.says.split(":")[0]


def test_between_the_two_it_stays_open(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([0.5] * 17 + [3] * 3)]) as work:
        promised(work)
        mark = the_mark(verify(work, now_us=NOW))
    assert (mark.status, mark.rate) == ("open", 0.85)


def test_too_few_are_not_enough_to_say(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([3] * 9)]) as work:
        promised(work)
        mark = the_mark(verify(work, now_us=NOW))
    assert (mark.status, mark.n, mark.rate, mark.low) == ("unverifiable", 9, None, None)
    assert "Not enough to say (n = 9)" in mark.says


def test_cases_before_the_promise_do_not_count(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([3] * 20)]) as work:
        promised(work, now_us=us(START) + 100 * DAY)
        mark = the_mark(verify(work, now_us=NOW))
    assert mark.status == "unverifiable"
    assert "no case yet" in mark.says


def test_the_worst_side_gives_the_mark(tmp_path: Path) -> None:
    rows = [
        *asked_and_answered([0.5] * 20, "sender"),
        *asked_and_answered([3] * 20, "courier", first=20),
    ]
    with office(tmp_path, rows) as work:
        promised(work)
        found = verify(work, now_us=NOW).verified[0]
    assert (found.mark.status, found.mark.side, found.mark.broken) == ("broken", "courier", 20)
    assert [mark.side for mark in found.sides] == ["courier", "sender"]
    assert found.mark.says.startswith("For courier")


def test_only_the_side_it_was_made_to(tmp_path: Path) -> None:
    rows = [
        *asked_and_answered([0.5] * 20, "sender"),
        *asked_and_answered([3] * 20, "courier", first=20),
    ]
    with office(tmp_path, rows) as work:
        promised(work, side="sender")
        mark = the_mark(verify(work, now_us=NOW))
    assert (mark.status, mark.n) == ("kept", 20)


def test_evidence_of_another_brand_says_nothing(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([3] * 20, brand="northwind")]) as work:
        promised(work, ours="acme")
        mark = the_mark(verify(work, now_us=NOW))
    assert mark.status == "unverifiable"
    assert "another of our brands" in mark.says


def test_what_is_not_confirmed_is_not_tested(tmp_path: Path) -> None:
    row = message(1, "t1", START, "tom@acme.example", "I will send it by 9 March 2026.")
    row["to"] = "ana@river.example"
    asked = message(0, "t1", START.replace(hour=8), "ana@river.example", "Where is it?")
    with office(tmp_path, [asked, row], look=True) as work:
        found = verify(work, now_us=NOW)
        assert found.verified == ()
        assert found.unconfirmed == 1
        (one,) = promises.listed(work, states=["open"])
        promises.confirm(work, one.id, who="ana", now_us=NOW)
        mark = the_mark(verify(work, now_us=NOW))
    assert mark.status in ("open", "unverifiable")
    assert mark.kept == 0


def test_a_dated_promise_is_never_kept_by_silence(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([1] * 3)]) as work:
        one = promised(work, None, due_us=us(START))
        mark = the_mark(verify(work, now_us=NOW))
        assert (mark.status, mark.n) == ("unverifiable", 0)
        promises.mark(work, one.id, "late", reason="a week late", who="ana", now_us=NOW)
        mark = the_mark(verify(work, now_us=NOW))
        assert (mark.status, mark.kept, mark.broken) == ("late", 0, 1)
        assert mark.says == "Marked late by ana."


def test_its_day_has_not_come_as_far_as_the_records_reach(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([1] * 3)]) as work:
        promised(work, None, due_us=us(START) + 30 * DAY)
        assert the_mark(verify(work, now_us=NOW)).status == "open"


def test_no_measure_and_no_day_cannot_be_tested(tmp_path: Path) -> None:
    with office(tmp_path, []) as work:
        promised(work, None)
        mark = the_mark(verify(work, now_us=NOW))
    assert mark.status == "unverifiable"
    assert "No measure" in mark.says


def case(n: int, hours: float | None, **more: object) -> Case:
    end = None if hours is None else round(hours * HOUR)
    plain = Case(f"c{n}", f"h-{n}", 0, end, f"e-{n}", "v")
    return replace(plain, **more)  # type: ignore[arg-type]


PROMISE = Promise("p-1", (), WORDS, "standing", "firm", "open", True, 0, measure=TARGET)


def judged(cases: list[Case], promise: Promise = PROMISE, hours: int = 9) -> Mark:
    return judge(promise, read_target(TARGET), cases, Calendars(), hours * HOUR)[0]


def test_one_still_in_time_is_neither_kept_nor_broken() -> None:
    cases = [case(n, 0.5) for n in range(12)] + [case(99, None)]
    assert judged(cases, hours=1).waiting == 1
    assert judged(cases, hours=1).broken == 0
    assert judged(cases, hours=2).broken == 1


def test_what_does_not_count_is_left_out() -> None:
    cases = [case(n, 0.5) for n in range(12)] + [case(99, 5, counts=False)]
    assert judged(cases).n == 12


def test_brands_must_be_known_where_there_are_several() -> None:
    cases = [case(n, 0.5, ours=f"brand {n % 2}") for n in range(30)]
    assert judged(cases).status == "unverifiable"
    assert judged(cases, replace(PROMISE, ours="brand 1")).n == 15


def test_made_to_one_person_only_hers_count() -> None:
    cases = [case(n, 0.5) for n in range(12)]
    assert judged(cases, replace(PROMISE, to="h-3")).n == 1


@pytest.mark.parametrize("kept", range(0, 41, 5))
def test_worse_never_looks_better(kept: int) -> None:
    order = ("kept", "open", "broken")
    cases = [case(n, 0.5 if n < kept else 5) for n in range(40)]
    worse = [case(n, 0.5 if n < kept - 5 else 5) for n in range(40)]
    assert order.index(judged(cases).status) <= order.index(judged(worse).status)
