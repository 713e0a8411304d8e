"""The measure `first-reply`: what begins a case, what ends it, what counts for nothing."""

from __future__ import annotations

import pytest

from tests.measures.grading import check, of_world
from troth.extend.measure import Example
from troth.measures import first_reply

HEAD = "at | kind | by | about | thread | automatic | side | ours | text\n"


def cases(*lines: str, as_of: str = "2026-03-20 12:00") -> list[first_reply.Case]:
    return of_world(first_reply, HEAD + "\n".join(lines), as_of)


@pytest.mark.parametrize("example", first_reply.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: Example) -> None:
    check(example, of_world(first_reply, example.world, example.as_of or ""))


def test_only_the_first_answer_after_the_first_question_counts() -> None:
    found = cases(
        "2026-03-01 09:00 | message | us:tom | | t1 | | | | News of the month.",
        "2026-03-02 09:00 | message | ana | | t1 | | sender | acme | Where is it?",
        "2026-03-02 10:00 | message | ana | | t1 | | | | Hello?",
        "2026-03-02 12:00 | message | us:tom | | t1 | | | | Here.",
        "2026-03-02 13:00 | message | us:eva | | t1 | | | | And here.",
    )
    assert len(found) == 1
    assert found[0].end_us - found[0].start_us == 3 * 3600 * 10**6
    assert (found[0].side, found[0].ours, found[0].subject) == ("sender", "acme", "h-ana")
    assert found[0].record != found[0].end_record


def test_an_auto_reply_of_the_customers_begins_nothing() -> None:
    assert cases("2026-03-02 09:00 | message | ana | | t1 | yes | | | Out of office.") == []


def test_threads_of_one_name_in_two_systems_are_two() -> None:
    world = (
        "at | kind | by | thread | system | text\n"
        "2026-03-02 09:00 | message | ana | 17 | mail | Where is it?\n"
        "2026-03-02 10:00 | message | us:tom | 17 | desk | Here."
    )
    found = of_world(first_reply, world, "2026-03-20 12:00")
    assert [case.end_us for case in found] == [None]


def test_without_a_thread_the_person_is_the_conversation() -> None:
    found = cases(
        "2026-03-02 09:00 | message | ana | | | | | | Where is it?",
        "2026-03-02 09:30 | message | us:tom | ben | | | | | Dear Ben.",
        "2026-03-02 10:00 | message | us:tom | ana | | | | | Dear Ana.",
    )
    assert [case.end_us - case.start_us for case in found] == [3600 * 10**6]


def test_a_record_that_knows_only_its_day_makes_the_case_one_of_days() -> None:
    found = cases(
        "2026-03-02 | message | ana | | t1 | | | | Where is it?",
        "2026-03-02 | message | us:tom | | t1 | | | | Here.",
    )
    assert [(case.precision, case.end_us) for case in found] == [("day", found[0].start_us)]


def test_what_came_after_the_moment_is_not_known() -> None:
    found = cases(
        "2026-03-02 09:00 | message | ana | | t1 | | | | Where is it?",
        "2026-03-05 10:00 | message | us:tom | | t1 | | | | Here.",
        as_of="2026-03-04 12:00",
    )
    assert [case.end_us for case in found] == [None]
