"""The lens `champion-gone`: whose words count, who stands out, and what takes it back."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.in_world import engine
from troth.acts.proving import tables_of
from troth.acts.world import moment, read_world
from troth.extend.record import Context
from troth.lenses import bounced, champion_gone
from troth.lenses.champion_gone import BEN, HEAD, MARY, _year

LATE = "2026-07-20 12:00"
LEFT = "Mary has left the company."


def look(
    table: str, as_of: str = LATE, lens: ModuleType = champion_gone, **options: Any
) -> list[Any]:
    world, at_us = read_world(table), moment(as_of)[0]
    tables = engine().world(tables_of(world, (), at_us), at_us)
    batch = engine().collect(lens.gather(tables, at_us), lens.CARD.schema)
    return list(lens.judge(batch, Context(at_us, at_us, options=options)))


def said(by: str, text: str, thread: str, day: str = "2026-07-02", **more: str) -> str:
    who = f"{by} | {more.get('about', '')} | {more.get('account', 'river')}"
    return f"{day} 09:00 | message | {who} | {thread} | {more.get('automatic', '')} | | {text}\n"


ASKED = said("us:tom", "Is the code right?", "t9", "2026-07-01", about="mary", account="")


def test_what_a_finding_holds() -> None:
    table = MARY + BEN + ASKED + said("ben", LEFT, "t9")
    (found,) = look(table)
    words = next(row for row in read_world(table).rows["message"] if row.get("text") == LEFT)
    assert (found.subject.kind, found.subject.id) == ("account", "h-river")
    assert found.anchor == found.cites[0].evidence == words["id"]
    assert found.cites[0].span.of(LEFT) == LEFT
    assert found.data == {"how": "colleague", "records": 12, "of": 16, "others": 1}
    assert "{person:h-ben}" in found.next


@pytest.mark.parametrize(
    ("more", "sure"),
    [
        (said("ben", LEFT, "t9"), True),
        (said("ben", LEFT, "t8"), False),
        (said("eva", "Hello", "t9", "2026-06-30") + said("ben", LEFT, "t9"), False),
    ],
    ids=["alone in it", "in another conversation", "two may be meant"],
)
def test_whom_a_colleague_means(more: str, sure: bool) -> None:
    found = look(MARY + BEN + ASKED + more)
    assert [one.status for one in found] == ["speaks" if sure else "unsure"]


def test_our_own_people_speak_of_theirs() -> None:
    ours = said("us:tom", "Sadly Priya has left the company.", "t9", about="mary", account="")
    assert look(MARY + BEN + ASKED + ours) == []


def test_nobody_stands_out_among_equals() -> None:
    equals = HEAD + _year("mary", 8) + _year("ben", 8) + _year("eva", 8)
    assert look(equals + ASKED + said("ben", LEFT, "t9")) == []
    assert len(look(MARY + BEN + ASKED + said("ben", LEFT, "t9"), least=13)) == 0


def test_a_machine_that_names_another() -> None:
    (own,) = look(MARY + said("mary", "Mary Lund is no longer with River.", "t9", automatic="yes"))
    assert (own.data["how"], own.status) == ("machine", "speaks")
    away = said("ben", f"I am away this week. {LEFT}", "t8", automatic="yes")
    assert [(one.data["how"], one.status) for one in look(MARY + BEN + away)] == [
        ("colleague", "unsure")
    ]


def test_a_bounce_that_is_no_unknown_address_is_unsure() -> None:
    back = "2026-07-01 09:01 | message | daemon | | | t9 | yes | Undeliverable: Code | {}\n"
    (found,) = look(MARY + BEN + ASKED + back.format("Message blocked by policy"))
    assert (found.data["how"], found.status) == ("bounce", "unsure")


@pytest.mark.parametrize("lens", [champion_gone, bounced])
def test_what_our_own_mail_server_gives_back_came_back(lens: ModuleType) -> None:
    back = "2026-07-01 09:01 | message | us:mx | | | t9 | yes | {} | 550 5.1.1 user unknown\n"
    assert len(look(MARY + ASKED + back.format("Undeliverable: Code"), lens=lens)) == 1
    assert look(MARY + ASKED + back.format("Receipt"), lens=lens) == []


def test_who_is_noted_as_away_is_not_gone() -> None:
    goes_on = said("ben", "Hello?", "a", "2026-07-20") + said("ben", "Where?", "b", "2026-08-03")
    away = "2026-07-01 09:00 | away | mary | | | | | | \n"
    assert len(look(MARY + goes_on, "2026-08-20 12:00")) == 1
    assert look(MARY + goes_on + away, "2026-08-20 12:00") == []
