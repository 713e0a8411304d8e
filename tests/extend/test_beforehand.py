"""What was true of a customer at a moment, and nothing that came after it."""

from __future__ import annotations

from typing import Any

from troth.extend.beforehand import Known, known
from troth.model.units import DAY_US


def row(what: str, day: float, **more: Any) -> dict[str, Any]:
    names = ("system", "thread", "from_us", "text", "due_us", "closed_us", "start", "end")
    held = dict.fromkeys(names) | {"what": what, "key": "ana", "ts_us": int(day * DAY_US)}
    return held | {"id": f"e-{what}-{day}", "version": "v"} | more


def ana(*rows: dict[str, Any]) -> Known:
    return known(rows)["ana"]


def at(one: Known, day: float) -> list[str]:
    return [held.fact for held in one.at(int(day * DAY_US))]


def test_owed_from_its_day_until_it_is_closed() -> None:
    open_ = row("promise", 1, due_us=10 * DAY_US, start=3, end=9)
    closed = row("promise", 1, due_us=10 * DAY_US, closed_us=20 * DAY_US)
    assert [at(ana(open_), day) for day in (9, 11, 400)] == [[], ["owed"], ["owed"]]
    assert [at(ana(closed), day) for day in (11, 21)] == [["owed"], []]
    (held,) = ana(open_).at(11 * DAY_US)
    assert held.cite.span is not None
    assert (held.since_us, held.cite.span.start) == (10 * DAY_US, 3)


def test_unanswered_until_a_word_of_ours_or_a_note() -> None:
    hers = row("word", 10, thread="t", text="Where is it?")
    ours = row("word", 15, thread="t", from_us=True, text="Here.")
    elsewhere = row("word", 15, thread="u", from_us=True, text="Hello.")
    note = row("note", 15, id=None)
    assert [at(ana(hers), day) for day in (12, 14, 100, 140)] == [
        [],
        ["unanswered"],
        ["unanswered"],
        [],
    ]
    assert at(ana(hers, ours), 14) == ["unanswered"]
    assert at(ana(hers, ours), 16) == []
    assert at(ana(hers, note), 16) == []
    assert at(ana(hers, elsewhere), 16) == ["unanswered"]


def test_thanks_wait_for_nobody_and_long_words_do() -> None:
    assert at(ana(row("word", 10, thread="t", text="Thank you, all sorted!")), 20) == []
    assert at(ana(row("word", 10, thread="t", text=None)), 20) == ["unanswered"]


def test_unheard_of_after_signs_in_the_year_before() -> None:
    signs = [row("sign", day) for day in (0, 30, 60)]
    assert [at(ana(*signs), day) for day in (119, 121, 420, 430)] == [
        [],
        ["unheard"],
        ["unheard"],
        [],
    ]
    assert at(ana(*signs[:2]), 121) == [], "two signs are no habit"
    assert at(ana(*signs, row("word", 100, from_us=True, thread="t")), 121) == ["unheard"]
    assert at(ana(*signs, row("word", 100, thread="t", text="Thanks!")), 121) == []


def test_all_of_them_in_order() -> None:
    rows = [row("sign", day) for day in (0, 5)]
    rows.append(row("word", 10, thread="t", text="Where is it?"))
    rows.append(row("promise", 3, due_us=12 * DAY_US))
    assert at(ana(*rows), 90) == ["owed", "unanswered", "unheard"]
    assert at(Known(), 90) == []
