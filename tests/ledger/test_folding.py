"""The fold of a promise: order, moments, reopening, merging."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from troth.ledger.folding import DEEDS, fold
from troth.model.entry import Entry
from troth.model.promise import MARKS, STATES, Promise

OPEN = {
    "sayings": ["s-1"],
    "kind": "dated",
    "firmness": "firm",
    "born_us": 1,
    "due_us": 9,
    "to": "h-ana",
}


def acts(*done: tuple[str, dict[str, object]], **opening: object) -> list[Entry]:
    steps = [("open", {**OPEN, **opening}), *done]
    return [Entry(n, n, "ana", deed, "p-1", body) for n, (deed, body) in enumerate(steps, 1)]


def after(*done: tuple[str, dict[str, object]], **opening: object) -> Promise:
    promise = fold(acts(*done, **opening))
    assert promise is not None
    return promise


YES: tuple[str, dict[str, object]] = ("confirm", {})
AGAIN: tuple[str, dict[str, object]] = ("reopen", {})
KEPT: tuple[str, dict[str, object]] = ("mark", {"as": "kept", "evidence": "e-9"})


def test_nothing_done_is_no_promise() -> None:
    assert fold([]) is None
    assert fold(acts(YES)[1:]) is None


def test_it_opens_unconfirmed() -> None:
    one = after()
    assert (one.state, one.confirmed, one.due_us, one.to) == ("open", False, 9, "h-ana")
    assert after(candidate=True).state == "candidate"


def test_yes_makes_a_promise_of_a_candidate() -> None:
    one = after(("confirm", {"owner": "tom", "kind": "standing"}), candidate=True)
    assert (one.state, one.confirmed, one.owner, one.kind) == ("open", True, "tom", "standing")


def test_yes_does_not_undo_a_mark() -> None:
    assert after(KEPT, YES).state == "kept"


def test_a_mark_says_that_it_was_a_promise() -> None:
    one = after(("mark", {"as": "released", "reason": "she let us off"}))
    assert (one.state, one.confirmed, one.reason) == ("released", True, "she let us off")


def test_a_mark_nobody_knows_changes_nothing() -> None:
    assert after(("mark", {"as": "splendid"})).state == "open"


def test_reopening() -> None:
    assert after(KEPT, AGAIN).state == "open"
    assert after(KEPT, AGAIN).confirmed
    assert after(("reject", {"reason": "a slogan"}), AGAIN, candidate=True).state == "candidate"
    assert after(("reject", {}), AGAIN).state == "open"
    assert after(("reject", {"reason": "a slogan"}), AGAIN).reason is None


def test_sayings_are_attached_once_and_detached() -> None:
    more: tuple[str, dict[str, object]] = ("attach", {"sayings": ["s-2", "s-1"]})
    assert after(more, more).sayings == ("s-1", "s-2")
    assert after(more, ("detach", {"sayings": ["s-1"]})).sayings == ("s-2",)


def test_merged_away_until_reopened() -> None:
    away: tuple[str, dict[str, object]] = ("merge", {"into": "p-2"})
    assert fold(acts(KEPT, away)) is None
    assert after(KEPT, away, AGAIN) == after(KEPT)


def test_owner_measure_and_who_set_it() -> None:
    one = after(
        YES,
        ("own", {"owner": "tom"}),
        ("measure", {"measure": "first_reply <= 1 day for 95%", "tolerance_by": "ana"}),
    )
    assert (one.owner, one.measure, one.tolerance_by) == (
        "tom",
        "first_reply <= 1 day for 95%",
        "ana",
    )
    assert one.backs_claims
    assert not replace(one, owner=None).backs_claims


def test_as_it_stood_at_a_moment() -> None:
    done = acts(YES, KEPT, AGAIN)
    states = [(one.state if (one := fold(done, until_us=moment)) else None) for moment in range(5)]
    assert states == [None, "open", "open", "kept", "open"]


body = st.fixed_dictionaries(
    {},
    optional={
        "as": st.sampled_from([*MARKS, "splendid"]),
        "sayings": st.lists(st.sampled_from(["s-1", "s-2", "s-3"]), max_size=3),
        "reason": st.text(max_size=5),
        "owner": st.sampled_from(["tom", "ana"]),
        "into": st.just("p-2"),
    },
)
deeds = st.lists(
    st.tuples(st.sampled_from([deed for deed in DEEDS if deed != "open"]), body), max_size=12
).map(lambda steps: [(d, {"as": "kept", **b} if d == "mark" else b) for d, b in steps])


@given(deeds, st.randoms(use_true_random=False))
def test_the_order_they_come_in_does_not_matter(
    steps: list[tuple[str, dict[str, object]]], chance: object
) -> None:
    done = acts(*steps)
    mixed = list(done)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert fold(mixed) == fold(done)


@given(deeds, st.integers(0, 14))
def test_a_moment_knows_nothing_of_what_came_after(
    steps: list[tuple[str, dict[str, object]]], moment: int
) -> None:
    done = acts(*steps)
    assert fold(done, until_us=moment) == fold([one for one in done if one.at_us <= moment])


@given(deeds)
def test_every_state_is_one_of_ours_and_terms_stay(
    steps: list[tuple[str, dict[str, object]]],
) -> None:
    one = fold(acts(*steps))
    if one is not None:
        assert one.state in STATES
        assert (one.id, one.born_us, one.due_us) == ("p-1", 1, 9)
        assert len(set(one.sayings)) == len(one.sayings)
        assert not (one.state in ("candidate", "rejected") and one.confirmed)


@given(deeds)
def test_reopening_always_brings_it_back(steps: list[tuple[str, dict[str, object]]]) -> None:
    done = acts(*steps, AGAIN)
    assert fold(done) is not None


@given(deeds)
def test_a_note_changes_nothing(steps: list[tuple[str, dict[str, object]]]) -> None:
    assert fold(acts(*steps, ("note", {"reason": "x"}))) == fold(acts(*steps))
