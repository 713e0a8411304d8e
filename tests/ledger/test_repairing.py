"""The fold of a repair: its way, its coming back, and what never counts without the customer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.ledger.repairing import WATCH_US, fold_repair, happenings
from troth.model.entry import Entry
from troth.model.promise import Promise
from troth.model.repair import HERS, STEPS, Happening, Repair
from troth.model.units import DAY_US

DUE = 10 * DAY_US
BROKEN = Happening(DUE, "broken", reason="it never came")


def promise(**more: Any) -> Promise:
    held: dict[str, Any] = {
        "id": "p-1",
        "sayings": (),
        "words": "w",
        "kind": "dated",
        "firmness": "firm",
        "state": "open",
        "confirmed": True,
        "born_us": 0,
        "to": "h-ana",
        "due_us": DUE,
    }
    return Promise(**(held | more))


def mark(day: int, state: str, **body: object) -> Entry:
    return Entry(day, day * DAY_US, "tom", "mark", "p-1", {"as": state, "reason": "r", **body})


def step(day: float, name: str, **body: object) -> Entry:
    held = {"about": "p-1", "step": name, "reason": "noted", **body}
    return Entry(int(day * 10), int(day * DAY_US), "tom", "repair", "p-ana", held)


def folded(*entries: Entry, happened: tuple[Happening, ...] = (BROKEN,), day: float = 40) -> Repair:
    made = fold_repair("p-1", "p-ana", entries, happened, now_us=int(day * DAY_US))
    assert made is not None
    return made


def test_nothing_broken_is_no_repair() -> None:
    assert fold_repair("p-1", "p-ana", [], (), now_us=0) is None
    assert fold_repair("p-1", "p-ana", [], (Happening(1, "kept"),), now_us=9) is None
    assert happenings(promise(), [], until_us=DUE) == ()


def test_a_dated_promise_breaks_on_its_day_whenever_that_is_marked() -> None:
    assert [(one.how, one.at_us) for one in happenings(promise(), [], until_us=DUE + 1)] == [
        ("overdue", DUE)
    ]
    late = happenings(promise(state="late"), [mark(17, "late")], until_us=20 * DAY_US)
    assert [(one.how, one.at_us) for one in late] == [("late", DUE)]
    undated = happenings(
        promise(state="broken", due_us=None), [mark(17, "broken")], until_us=20 * DAY_US
    )
    assert [one.at_us for one in undated] == [17 * DAY_US]


def test_a_second_mark_is_the_same_break_until_it_was_opened_again() -> None:
    again = Entry(14, 14 * DAY_US, "tom", "reopen", "p-1", {})
    marks = [mark(12, "late"), mark(13, "broken")]
    assert len(happenings(promise(state="broken"), marks, until_us=99 * DAY_US)) == 1
    marks = [mark(12, "late"), again, mark(16, "broken")]
    found = happenings(promise(state="broken"), marks, until_us=99 * DAY_US)
    assert [one.at_us // DAY_US for one in found] == [10, 16]


def test_the_way_from_broken_to_repaired() -> None:
    steps = [
        step(11, "acknowledged"),
        step(12, "heard", evidence="e-1"),
        step(13, "owned"),
        step(14, "offered", words="a refund", due_us=20 * DAY_US, amount=19.0, loss=38.0),
        step(15, "accepted", evidence="e-2"),
        step(16, "made-whole"),
        step(17, "confirmed", reason=None, evidence="e-3", hers=True),
    ]
    stages = [folded(*steps[:n], day=30).stage for n in range(len(steps) + 1)]
    assert stages == [
        *("broken", "acknowledged", "heard", "owned", "offered", "offered", "made-whole"),
        "confirmed",
    ]
    done = folded(*steps, day=30)
    assert done.offer is not None
    assert (done.offer.ratio, done.offer.accepted) == (0.5, True)
    assert done.watched_until_us == 17 * DAY_US + WATCH_US
    assert not done.open
    assert folded(*steps, day=17 + 91).stage == "repaired"


def test_a_new_break_while_watched_has_come_back_and_begins_anew() -> None:
    again = (BROKEN, Happening(50 * DAY_US, "broken"))
    yes = step(17, "confirmed", evidence="e-3", hers=True)
    back = folded(step(11, "owned"), yes, happened=again, day=60)
    assert (back.stage, back.recurred, back.times, back.broken_us) == (
        "broken",
        1,
        2,
        50 * DAY_US,
    )
    assert [one.name for one in back.steps] == ["broken", "owned", "confirmed", "recurred"]
    late = (BROKEN, Happening(200 * DAY_US, "broken"))
    assert folded(yes, happened=late, day=201).recurred == 0
    by_hand = folded(yes, step(20, "broken"), day=21)
    assert (by_hand.recurred, by_hand.stage) == (1, "broken")


def test_it_can_be_opened_again() -> None:
    made = folded(step(11, "made-whole"), step(12, "confirmed", evidence="e-3", hers=True))
    assert made.stage == "confirmed"
    again = folded(
        step(11, "owned"),
        step(11.5, "made-whole"),
        step(12, "confirmed", evidence="e-3", hers=True),
        step(13, "reopened"),
    )
    assert (again.stage, again.open, len(again.steps)) == ("owned", True, 5)


@pytest.mark.parametrize(
    "body",
    [
        {"reason": None},
        {"reason": "  "},
        {"reason": None, "evidence": "e-3"},
        {"reason": None, "evidence": "e-3", "hers": False},
        {"reason": None, "evidence": "e-3", "hers": "yes"},
    ],
)
def test_nothing_is_confirmed_but_by_her(body: dict[str, object]) -> None:
    made = folded(step(12, "confirmed", **body))
    assert made.stage == "broken"
    assert [(one.name, one.counts) for one in made.steps] == [
        ("broken", True),
        ("confirmed", False),
    ]


def test_a_note_of_where_she_said_so_counts() -> None:
    assert folded(step(12, "confirmed", reason="by telephone, to Tom")).stage == "confirmed"


def test_she_said_no_and_a_new_offer_stands_for_itself() -> None:
    no = folded(step(11, "offered", words="a voucher"), step(12, "declined"))
    assert no.offer is not None
    assert no.offer.accepted is False
    new = folded(
        step(11, "offered", words="a voucher"),
        step(12, "declined"),
        step(13, "offered", words="the money"),
    )
    assert new.offer is not None
    assert (new.offer.words, new.offer.accepted) == ("the money", None)
    assert folded(step(12, "accepted")).steps[-1].counts is False


def test_kept_after_all_and_released_end_it() -> None:
    assert folded(happened=(BROKEN, Happening(12 * DAY_US, "kept"))).stage == "unbroken"
    assert folded(happened=(BROKEN, Happening(12 * DAY_US, "released"))).stage == "released"
    assert folded(step(12, "released", evidence="e-1", hers=True)).stage == "released"


def test_a_break_that_only_she_saw_opens_from_her_words() -> None:
    made = folded(
        step(20, "broken", evidence="e-7", when_us=12 * DAY_US), step(13, "owned"), happened=()
    )
    assert (made.how, made.broken_us, made.stage) == ("told", 12 * DAY_US, "owned")


def test_the_three_answers_stay_apart() -> None:
    made = folded(
        step(12, "justice", item="outcome", answer="yes"),
        step(12.1, "justice", item="person", answer="no"),
        step(12.2, "justice", item="mood", answer="no"),
    )
    assert [(one.item, one.answer) for one in made.fairness] == [
        ("outcome", "yes"),
        ("person", "no"),
    ]


BODIES = st.fixed_dictionaries(
    {"about": st.just("p-1"), "step": st.sampled_from([*STEPS, "nonsense"])},
    optional={
        "reason": st.sampled_from([None, "", " ", "by telephone", 7]),
        "evidence": st.sampled_from([None, "", "e-1", 3]),
        "hers": st.sampled_from([True, False, None, "yes"]),
        "when_us": st.sampled_from([None, True, -1, 0, 5 * DAY_US, 10**17]),
        "due_us": st.sampled_from([None, "soon", 30 * DAY_US]),
        "words": st.sampled_from([None, "", "a refund"]),
        "amount": st.sampled_from([None, 0, -5, 5, 2.5, float("nan"), float("inf"), "5"]),
        "loss": st.sampled_from([None, 0, -5, 5, 2.5, float("nan"), float("inf"), "5"]),
        "item": st.sampled_from(["outcome", "process", "person", "mood", None]),
        "answer": st.sampled_from(["yes", "no", "maybe", None]),
    },
)
ENTRIES = st.lists(st.tuples(st.integers(0, 200 * DAY_US), BODIES), max_size=12).map(
    lambda held: [
        Entry(n, at, "tom", "repair", "p-ana", body) for n, (at, body) in enumerate(held, 1)
    ]
)
HAPPENED = st.lists(
    st.builds(
        Happening,
        st.integers(0, 200 * DAY_US),
        st.sampled_from(["broken", "late", "partly", "overdue", "kept", "released"]),
    ),
    max_size=4,
).map(tuple)


@settings(max_examples=60)
@given(ENTRIES, HAPPENED, st.integers(0, 400 * DAY_US))
def test_whatever_is_written_nothing_is_lost_and_nobody_but_she_confirms(
    written: list[Entry], happened: tuple[Happening, ...], now_us: int
) -> None:
    before = 0
    for n in range(len(written) + 1):
        made = fold_repair("p-1", "p-ana", written[:n], happened, now_us=now_us)
        steps = made.steps if made else ()
        assert len(steps) >= before
        before = len(steps)
        kept = {one.entry for one in steps if one.entry is not None}
        known = {one.id for one in written[:n] if one.body["step"] in STEPS}
        assert kept == known
        if made and "confirmed" in made.reached:
            shown = [one for one in made.steps if one.name == "confirmed" and one.counts]
            own = {one.id: one.body.get("hers") for one in written}
            assert any(one.reason or own[one.entry or 0] is True for one in shown)
        noted = [one for one in steps if one.entry and one.name in HERS and one.counts]
        assert all(one.evidence or one.reason for one in noted)


@settings(max_examples=40)
@given(ENTRIES, HAPPENED, st.randoms(use_true_random=False))
def test_the_order_in_which_it_is_read_changes_nothing(
    written: list[Entry], happened: tuple[Happening, ...], chance: Any
) -> None:
    mixed = [*written]
    chance.shuffle(mixed)
    one = fold_repair("p-1", "p-ana", written, happened, now_us=0)
    assert fold_repair("p-1", "p-ana", mixed, happened, now_us=0) == one
