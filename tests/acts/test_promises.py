"""What a person does with promises: nothing without evidence or a reason, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, START, TOM, message, office, us
from troth.acts import answering, promises
from troth.acts.opening import Workspace
from troth.acts.triage import triage
from troth.errors import TrothError, UnknownNameError
from troth.ledger.sayings import sayings
from troth.model.promise import Promise
from troth.model.saying import Saying

ANA, BEN = "ana@river.example", "ben@river.example"
ROWS = [
    message(0, "t1", START, ANA, "Where is my refund?", to=TOM),
    message(1, "t1", START.replace(hour=10), TOM, "I will send it by 9 March 2026.", to=ANA),
    message(2, "t2", START.replace(hour=11), BEN, "And mine?", to=TOM),
    message(3, "t2", START.replace(hour=12), TOM, "I will send it by 10 March 2026.", to=BEN),
]
YES: dict[str, object] = {"who": "ana", "now_us": NOW}


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, ROWS, look=True) as held:
        yield held


def both(work: Workspace) -> list[Promise]:
    return promises.listed(work, states=["open"])


def noted(work: Workspace, **more: object) -> Promise:
    return promises.note(work, "Free cake on Fridays", **{**YES, **more})  # type: ignore[arg-type]


def test_listed_soonest_first_and_chosen(work: Workspace) -> None:
    one, two = both(work)
    assert (one.due_us or 0) < (two.due_us or 0)
    assert "9 March" in one.words
    assert promises.listed(work, to=BEN) == [two]
    assert promises.listed(work, by=TOM) == [one, two]
    assert promises.listed(work, states=["kept"]) == []
    assert promises.listed(work, side="courier") == []
    assert promises.listed(work, as_of_us=us(START)) == []
    with pytest.raises(UnknownNameError, match="open"):
        promises.listed(work, states=["opne"])


def test_a_short_id_is_enough(work: Workspace) -> None:
    one = both(work)[0]
    assert promises.show(work, one.id[:10]).promise == one
    with pytest.raises(UnknownNameError, match="promise"):
        promises.show(work, "p-000000")


def test_a_mark_needs_evidence_or_a_reason(work: Workspace) -> None:
    one = both(work)[0]
    with pytest.raises(TrothError, match="needs evidence or a reason"):
        promises.mark(work, one.id, "kept", **YES)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="record"):
        promises.mark(work, one.id, "kept", evidence="e-none", **YES)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="mark"):
        promises.mark(work, one.id, "splendid", reason="x", **YES)  # type: ignore[arg-type]
    assert both(work)[0].state == "open"
    (record, *_) = work.index.search("refund", 1)
    kept = promises.mark(work, one.id, "kept", evidence=record.id, **YES)  # type: ignore[arg-type]
    assert (kept.state, kept.confirmed) == ("kept", True)
    last = promises.show(work, one.id).history[-1]
    assert last.body["when_us"] == record.at_us
    assert promises.reopen(work, one.id, **YES).state == "open"  # type: ignore[arg-type]


def test_no_needs_a_reason_and_is_kept(work: Workspace) -> None:
    one = both(work)[0]
    with pytest.raises(TrothError, match="reason"):
        promises.reject(work, one.id, reason="", **YES)  # type: ignore[arg-type]
    gone = promises.reject(work, one.id, reason="a slogan", **YES)  # type: ignore[arg-type]
    assert (gone.state, gone.reason) == ("rejected", "a slogan")
    assert one.id not in [held.id for held in both(work)]


def test_yes_with_corrections(work: Workspace) -> None:
    one = both(work)[0]
    target = "first_reply <= 1 day for 95 %"
    held = promises.confirm(work, one.id, owner="tom", measure=target, **YES)  # type: ignore[arg-type]
    assert (held.confirmed, held.owner, held.measure, held.tolerance_by) == (
        True,
        "tom",
        "first-reply <= 1 day for 95%",
        "ana",
    )
    assert held.backs_claims
    with pytest.raises(UnknownNameError, match="first-reply"):
        promises.measure(work, one.id, "first-replies <= 1 day", **YES)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="term"):
        promises.confirm(work, one.id, colour="red", **YES)  # type: ignore[arg-type]


def test_noted_by_hand_it_is_confirmed(work: Workspace) -> None:
    standing = noted(work)
    assert (standing.state, standing.kind, standing.confirmed) == ("open", "standing", True)
    dated = noted(work, to=ANA, due_us=NOW + DAY, owner="tom")
    assert (dated.kind, dated.owner, dated.due_us) == ("dated", "tom", NOW + DAY)
    assert dated.id != standing.id
    assert dated in promises.listed(work, to=ANA)
    assert promises.own(work, standing.id, "eve", **YES).owner == "eve"  # type: ignore[arg-type]
    with pytest.raises(TrothError, match="words"):
        promises.note(work, "  ", **YES)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="person"):
        noted(work, to="nobody at all")


def test_merged_and_parted_again(work: Workspace) -> None:
    one, two = both(work)
    whole = promises.merge(work, one.id, two.id, **YES)  # type: ignore[arg-type]
    assert whole.sayings == (*two.sayings, *one.sayings)
    assert [held.id for held in both(work)] == [two.id]
    assert promises.show(work, one.id).promise.id == two.id
    promises.reopen(work, one.id, **YES)  # type: ignore[arg-type]
    assert [(held.id, held.sayings) for held in both(work)] == [
        (one.id, one.sayings),
        (two.id, two.sayings),
    ]
    with pytest.raises(TrothError, match="itself"):
        promises.merge(work, one.id, one.id, **YES)  # type: ignore[arg-type]


def heard(work: Workspace, **changes: object) -> Saying:
    """One more saying in a record that is there, as a recogniser would read it."""
    from dataclasses import replace

    from troth.ledger.runs import recognise
    from troth.model.origin import Span

    with work.ledger.begin() as con:
        held = sayings(con, voice="company")[0]
        plain = {"span": Span(0, 6), "firmness": "soft", "due_us": None, "due": None}
        one = replace(held, **{**plain, **changes})
        recognise(con, [one], {}, at_us=NOW)
    return one


def test_attached_and_detached(work: Workspace) -> None:
    standing = noted(work)
    more = heard(work)
    assert len(promises.listed(work, states=["candidate"])) == 1
    held = promises.attach(work, standing.id, more.id, **YES)  # type: ignore[arg-type]
    assert held.sayings == (more.id,)
    assert promises.listed(work, states=["candidate"]) == []
    assert promises.detach(work, standing.id, more.id, **YES).sayings == ()  # type: ignore[arg-type]
    with pytest.raises(TrothError, match="promise of their own"):
        promises.attach(work, standing.id, both(work)[0].id, **YES)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="saying"):
        promises.attach(work, standing.id, "s-none", **YES)  # type: ignore[arg-type]


def test_the_only_words_cannot_be_detached(work: Workspace) -> None:
    one = both(work)[0]
    with pytest.raises(TrothError, match="only words"):
        promises.detach(work, one.id, one.sayings[0], **YES)  # type: ignore[arg-type]


def test_a_candidate_waits_and_is_asked_about_once(work: Workspace) -> None:
    more = heard(work)
    (waiting,) = promises.listed(work, states=["candidate"])
    assert waiting.sayings == (more.id,)
    promises.reject(work, waiting.id, reason="no promise", **YES)  # type: ignore[arg-type]
    assert promises.listed(work, states=["candidate"]) == []
    again = promises.reopen(work, waiting.id, **YES)  # type: ignore[arg-type]
    assert again.state == "candidate"
    assert promises.confirm(work, waiting.id, **YES).state == "open"  # type: ignore[arg-type]


def test_triage_groups_the_same_words(work: Workspace) -> None:
    group, *rest = triage(work)
    assert rest == []
    assert (group.people, group.to_all, len(group.candidates)) == (2, False, 2)
    assert group.due_us == both(work)[0].due_us
    answering.yes(work, [[one.id for one in group.candidates[:1]]], **YES)  # type: ignore[arg-type]
    assert len(triage(work)[0].candidates) == 1
    with pytest.raises(UnknownNameError, match="document"):
        triage(work, path="launch.md")


def test_said_several_times_is_one_promise(work: Workspace) -> None:
    first, second = heard(work), heard(work, to=None)
    assert first.id == second.id
    from troth.model.origin import Span

    other = heard(work, span=Span(7, 11))
    ids = [one.id for one in promises.listed(work, states=["candidate"])]
    assert len(ids) == 2
    (whole,) = answering.yes(work, [ids], **YES)  # type: ignore[arg-type]
    assert set(whole.sayings) == {first.id, other.id}
    assert promises.listed(work, states=["candidate"]) == []
