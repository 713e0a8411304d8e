"""How tested promises came out, as lenses read it: once a run, by side and case by case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, START, asked_and_answered, message, office, us
from troth.acts import promises, tested
from troth.acts import run as running
from troth.acts.opening import Workspace
from troth.acts.run import Asked, run
from troth.acts.verify import verify
from troth.ledger import runs
from troth.model.finding import Finding

WORDS = "We answer within one hour"
TARGET = "first-reply <= 1 hour for 90%"
LATE = us(START) + 20 * DAY


@contextmanager
def desk(root: Path) -> Iterator[Workspace]:
    """Senders were answered in time, couriers were not, and one courier still waits."""
    rows = [
        *asked_and_answered([0.5] * 20, "sender"),
        *asked_and_answered([3] * 14 + [0.5] * 5 + [None], "courier", first=20),
    ]
    with office(root, rows) as work:
        yield work


def found_in(work: Workspace, lens: str = "promise-broken") -> list[Finding]:
    sealed = run(work, Asked(LATE))
    with work.ledger.read() as con:
        return [one for one in runs.findings(con, sealed.id) if one.lens == lens]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with desk(tmp_path_factory.mktemp("tested")) as opened:
        promises.note(
            opened, WORDS, measure=TARGET, owner="priya", who="ana", now_us=us(START) - DAY
        )
        yield opened


def test_a_row_a_side_and_a_row_a_failed_case(work: Workspace) -> None:
    found = verify(work, now_us=LATE)
    with work.ledger.read() as con:
        tables = tested.tested_tables(con, found, LATE)
    rows = {row["side"]: row for row in tables["verified"].to_pylist()}
    assert (rows["courier"]["status"], rows["courier"]["kept"], rows["courier"]["n"]) == (
        "broken",
        5,
        19,
    )
    assert rows["courier"]["high"] < rows["courier"]["tolerance"] == 0.9
    assert (rows["sender"]["status"], rows["sender"]["broken"]) == ("kept", 0)
    assert rows["courier"]["tolerance_by"] == "ana"
    assert rows["courier"]["undecided_us"] is not None
    failed = tables["failure"].to_pylist()
    assert len(failed) == 14
    assert {row["side"] for row in failed} == {"courier"}
    tried = tables["tried"].to_pylist()
    assert (len(tried), sum(row["kept"] for row in tried)) == (39, 25)


def test_one_cause_with_the_people_it_concerns(work: Workspace) -> None:
    found = found_in(work)
    assert len(found) == 14
    assert len({one.group for one in found}) == 1
    assert {one.status for one in found} == {"speaks"}
    assert (
        "broke it for couriers: in time for 26.3 % of 19 cases (12–49), where 90 % was to be"
        in (found[0].says)
    )
    assert "14 people are concerned" in found[0].says
    assert not [one for one in found if "sender" in one.says]


def test_nothing_of_what_was_withdrawn(work: Workspace) -> None:
    (held,) = promises.listed(work, states=["open"])
    promises.mark(work, held.id, "withdrawn", reason="told everybody", who="ana", now_us=LATE)
    assert verify(work, now_us=LATE).verified == ()
    promises.reopen(work, held.id, reason="by mistake", who="ana", now_us=LATE)


def test_marked_for_somebody_and_cited_with_what_shows_it(tmp_path: Path) -> None:
    asked = message(0, "t1", START.replace(hour=8), "ana@river.example", "Where is it?")
    row = message(1, "t1", START, "tom@acme.example", "I will send it by 9 March 2026.")
    row["to"] = "ana@river.example"
    with office(tmp_path, [asked, row], look=True) as work:
        (held,) = promises.listed(work, states=["open"])
        promises.mark(work, held.id, "broken", evidence=held.record, who="ana", now_us=LATE)
        (one,) = found_in(work)
    assert one.subject.kind == "person"
    assert "to {subject}, and a colleague has marked it as broken on 2 March" in one.says
    assert one.cites[0].evidence == held.record
    assert one.group is None


def test_nothing_is_tested_where_nothing_is_confirmed(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("nothing is there to be tested")

    (held,) = promises.listed(work, states=["open"])
    unread = replace(held, confirmed=False)
    monkeypatch.setattr(running, "verify", never)
    assert running._tested(work, [unread], Asked(LATE), lambda *_: None) is None


def test_what_was_not_known_then_is_not_held_against_us(work: Workspace) -> None:
    assert verify(work, now_us=LATE).broken
    unseen = verify(work, now_us=LATE, known_at_us=NOW - 1)
    assert [one.mark.status for one in unseen.verified] == ["unverifiable"]
