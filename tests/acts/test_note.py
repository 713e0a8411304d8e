"""Notes: each is an entry with who and when, each needs what it needs, all can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, START, message, office
from tests.ledger.kit import finding
from troth.acts import note
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries, runs
from troth.model.entry import Entry
from troth.model.finding import Cite, Subject

ME = Signed("tom", NOW)
ANA = "ana@river.example"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, [message(0, "t1", START, ANA, "Where is it?")]) as held:
        yield held


def sighted(work: Workspace) -> str:
    """A finding about Ana's message, as a run would seal it."""
    (record,) = work.index.search("Where", 1)
    from dataclasses import replace

    one = replace(
        finding(record.id),
        subject=Subject("person", str(record.by)),
        cites=(Cite(record.id, record.version),),
    )
    with work.ledger.begin() as con:
        runs.seal(con, runs.Run("", NOW, 1, 0), [one])
    return one.id


def kept(work: Workspace) -> list[Entry]:
    with work.ledger.read() as con:
        return entries.in_force(entries.entries(con))


def test_dismissed_with_a_reason_and_not_without(work: Workspace) -> None:
    id = sighted(work)
    with pytest.raises(TrothError, match="needs a reason"):
        note.dismiss(work, id, " ", ME)
    made = note.dismiss(work, id, "she rang", ME)
    assert (made.deed, made.target, made.who, made.at_us) == ("dismiss", id, "tom", NOW)
    assert kept(work) == [made]


def test_wrong_needs_no_words(work: Workspace) -> None:
    id = sighted(work)
    assert note.wrong(work, id, "", ME).body == {}
    assert note.wrong(work, id, "a shared mailbox", ME).body == {"reason": "a shared mailbox"}


def test_not_now_is_until_a_day_to_come(work: Workspace) -> None:
    id = sighted(work)
    assert note.snooze(work, id, NOW + DAY, ME).body == {"until_us": NOW + DAY}
    with pytest.raises(TrothError, match="over"):
        note.snooze(work, id, NOW, ME)


def test_done_needs_evidence_or_a_reason(work: Workspace) -> None:
    id = sighted(work)
    with pytest.raises(TrothError, match="evidence or a reason"):
        note.done(work, id, ME)
    with pytest.raises(UnknownNameError, match="record"):
        note.done(work, id, ME, evidence="e-none")
    (record,) = work.index.search("Where", 1)
    made = note.done(work, id, ME, evidence=record.id)
    assert made.body == {"evidence": record.id, "version": record.version}


def test_answered_by_phone_counts_for_the_thread(work: Workspace) -> None:
    id = sighted(work)
    made = note.answered(work, id, ME, reason="rang her", at_us=NOW - DAY)
    assert [one.target for one in made] == [id, "t1"]
    assert {one.at_us for one in made} == {NOW - DAY}
    (record,) = work.index.search("Where", 1)
    assert [one.target for one in note.answered(work, record.id, ME)] == ["t1"]


def test_answered_and_away_upon_a_person(work: Workspace) -> None:
    with work.ledger.read() as con:
        ana = directory.the_person(con, ANA)
    assert [one.target for one in note.answered(work, ANA, ME)] == [ana.id]
    made = note.away(work, ANA, NOW + DAY, ME, reason="on holiday")
    assert (made.deed, made.target) == ("away", ana.id)
    assert made.body == {"until_us": NOW + DAY, "reason": "on holiday"}
    with pytest.raises(UnknownNameError):
        note.away(work, "nobody", NOW + DAY, ME)
    with pytest.raises(TrothError, match="over"):
        note.away(work, ANA, NOW, ME)


def test_a_note_and_all_that_came_with_it_is_taken_back(work: Workspace) -> None:
    id = sighted(work)
    stays = note.wrong(work, id, "", ME)
    made = note.answered(work, id, ME)
    note.undo(work, made[0].id, ME)
    assert kept(work) == [stays]
    with work.ledger.read() as con:
        assert len(entries.entries(con)) == 5
    with pytest.raises(UnknownNameError):
        note.undo(work, 999, ME)


def test_no_finding_of_that_id(work: Workspace) -> None:
    sighted(work)
    with pytest.raises(UnknownNameError, match="finding"):
        note.dismiss(work, "f-none", "why", ME)
