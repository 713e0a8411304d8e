"""The lens `added-promise`: who counts once, what settles it, and what of ours makes it silent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyarrow as pa

from tests.in_world import context
from troth.lenses import added_promise
from troth.model.finding import Finding
from troth.store.schema import plain_schema

AS_OF = "2026-11-20 12:00"
PHOTO = (
    "You said I would get a photo of every delivery.",
    "I was promised a photo of every delivery.",
    "Your driver said that we get a photo of each delivery.",
)


def hers(number: int, text: str, who: str, **more: Any) -> dict[str, Any]:
    return {
        "hers": True,
        "ours": "",
        "record": f"e-{number}",
        "version": "v1",
        "ts_us": int(datetime(2026, 11, 2 + number).timestamp()) * 1_000_000,
        "text": text,
        "saying": f"s-{number}",
        "start": 0,
        "end": len(text),
        "person": who,
        "side": "sender",
        "denied": False,
        **more,
    }


def ours(text: str, **more: Any) -> dict[str, Any]:
    none = dict.fromkeys(added_promise.CARD.schema)
    return {**none, "hers": False, "ours": "", "record": "e-9", "text": text, **more}


def judged(*rows: dict[str, Any]) -> list[Finding]:
    batch = pa.Table.from_pylist(list(rows), schema=plain_schema(added_promise.CARD.schema))
    there = context(AS_OF)
    options = {**added_promise.CARD.options}
    from dataclasses import replace

    return list(added_promise.judge(batch, replace(there, options=options)))


def believers(n: int, **more: Any) -> list[dict[str, Any]]:
    return [hers(i, PHOTO[i % 3], f"p-{i}", **more) for i in range(n)]


def test_three_people_are_several_and_each_is_cited_once() -> None:
    (found,) = judged(*believers(3), hers(5, PHOTO[0], "p-0"))
    assert (found.status, found.strength.n, found.subject.id) == ("speaks", 3, "sender")
    assert [cite.evidence for cite in found.cites] == ["e-0", "e-1", "e-2"]
    assert found.says.startswith("3 people say")


def test_the_order_of_rows_makes_no_difference() -> None:
    rows = [*believers(3), ours("We answer within a day.")]
    assert judged(*rows) == judged(*rows[::-1])


def test_two_are_unsure_unless_a_colleague_said_that_nobody_promised_it() -> None:
    assert [one.status for one in judged(*believers(2))] == ["unsure"]
    assert [one.status for one in judged(*believers(2, denied=True))] == ["speaks"]
    assert judged(*believers(1, denied=True)) == []


def test_anything_of_ours_on_the_matter_makes_it_silent() -> None:
    assert judged(*believers(3), ours("Our drivers take a photo of each delivery.")) == []
    assert judged(*believers(3), ours("Hello.\n\nYou will get photos of all deliveries.")) == []


def test_another_brand_of_ours_has_not_promised_it() -> None:
    theirs = believers(3, ours="Kestrel")
    assert judged(*theirs, ours("You get a photo of every delivery.", ours="Merlin"))
    assert not judged(*theirs, ours("You get a photo of every delivery.", ours="Kestrel"))


def test_several_sides_are_the_companys_matter() -> None:
    rows = [hers(i, PHOTO[i], f"p-{i}", side=("sender", "courier", None)[i]) for i in range(3)]
    (found,) = judged(*rows)
    assert (found.subject.kind, found.subject.id) == ("company", "company")


def test_beliefs_with_other_numbers_are_not_one() -> None:
    words = [f"You told me a refund comes within {n} days." for n in (2, 5, 9)]
    assert judged(*(hers(i, text, f"p-{i}") for i, text in enumerate(words))) == []
