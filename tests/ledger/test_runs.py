"""Runs: sealed whole or not at all, stale when there is more to read, first and last seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ledger.kit import DAY, Shelf, finding, message, saying
from troth.ledger import manifest, runs
from troth.ledger.entries import note
from troth.ledger.manifest import Import
from troth.ledger.opening import Ledger
from troth.ledger.promises import promises
from troth.ledger.runs import Run
from troth.ledger.sayings import recognised

RUN = Run("", DAY, 0, 0, lenses={"unanswered": "1"}, counts={"people": 2})
RECORD = message("1")


def test_a_run_is_sealed_with_all_it_saw(ledger: Ledger) -> None:
    one, two = finding("e-1"), finding("e-2")
    with ledger.begin() as con:
        kept = runs.seal(con, RUN, [two, one, one], [saying(RECORD)], {("promise", "1"): 4})
    with ledger.read() as con:
        assert runs.latest(con) == kept
        assert runs.run(con, kept.id) == kept
        assert kept == replace(RUN, id=kept.id)
        assert runs.findings(con, kept.id) == sorted([one, two], key=lambda f: f.id)
        assert recognised(con, "promise", "1") == 4
        assert [p.state for p in promises(con, Shelf(RECORD))] == ["open"]  # type: ignore[arg-type]


def test_a_run_that_fails_leaves_nothing(ledger: Ledger) -> None:
    def fails() -> None:
        with ledger.begin() as con:
            runs.seal(con, RUN, [finding()], [saying(RECORD)], {("promise", "1"): 4})
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fails()
    with ledger.read() as con:
        assert runs.latest(con) is None
        assert runs.finding(con, finding().id) is None
        assert recognised(con, "promise", "1") == 0
        assert promises(con, Shelf(RECORD)) == []  # type: ignore[arg-type]


def test_stale_when_there_is_more_to_read(ledger: Ledger) -> None:
    lenses = {"unanswered": "1"}

    def is_stale(lenses: dict[str, str] = lenses) -> bool:
        with ledger.read() as con:
            return runs.stale(con, runs.horizon(con, lenses))

    def look() -> None:
        with ledger.begin() as con:
            seen = runs.horizon(con, lenses)
            runs.seal(con, Run("", DAY, seen.generation, seen.last_entry, lenses=lenses), [])

    assert is_stale()
    look()
    assert not is_stale()
    assert is_stale({"unanswered": "2"})
    assert is_stale({"unanswered": "1", "silence": "1"})
    with ledger.begin() as con:
        manifest.add_import(con, Import("i", 1, "a.csv", "d", "messages", "desk"))
    assert is_stale()
    look()
    with ledger.begin() as con:
        note(con, at_us=1, who="ana", deed="dismiss", target="f-1")
    assert is_stale()
    look()
    assert not is_stale()


def test_opening_promises_does_not_make_a_run_stale(ledger: Ledger) -> None:
    with ledger.begin() as con:
        runs.seal(con, RUN, [], [saying(RECORD)], {("promise", "1"): 1})
        assert not runs.stale(con, runs.horizon(con, RUN.lenses))


def test_first_and_last_seen_know_nothing_of_looks_back(ledger: Ledger) -> None:
    gone, stays = finding("e-1"), finding("e-2")
    with ledger.begin() as con:
        first = runs.seal(con, replace(RUN, at_us=1), [gone, stays])
        second = runs.seal(con, replace(RUN, at_us=2), [stays, finding("e-3")])
        back = runs.seal(con, replace(RUN, at_us=3, as_of_us=0), [gone, finding("e-4")])
        runs.seal(con, replace(RUN, at_us=4, known_at_us=0), [gone])
    with ledger.read() as con:
        assert (runs.first_seen(con, gone.id), runs.last_seen(con, gone.id)) == (1, 1)
        assert runs.seen(con, [stays.id]) == {stays.id: runs.Seen(1, 2)}
        assert runs.first_seen(con, finding("e-4").id) is None
        assert runs.finding(con, finding("e-4").id) == finding("e-4")
        assert runs.latest(con) == second
        assert runs.before(con, second.id) == first
        assert runs.before(con, first.id) is None
        assert back in runs.runs(con)
        assert len(runs.runs(con, limit=3)) == 3


def test_a_finding_is_told_as_it_was_seen_last(ledger: Ledger) -> None:
    with ledger.begin() as con:
        runs.seal(con, replace(RUN, at_us=1), [finding(n=3)])
        runs.seal(con, replace(RUN, at_us=2), [finding(n=4)])
        seen = runs.finding(con, finding().id)
    assert seen is not None
    assert seen.strength.n == 4


def test_one_holder_of_a_lease(ledger: Ledger) -> None:
    with ledger.begin() as con:
        assert runs.lease(con, "worker", "a", 10, now_us=0)
        assert not runs.lease(con, "worker", "b", 20, now_us=5)
        assert runs.lease(con, "worker", "a", 15, now_us=5)
        assert not runs.lease(con, "worker", "b", 20, now_us=14)
        assert runs.lease(con, "other", "b", 20, now_us=14)
        assert runs.lease(con, "worker", "b", 20, now_us=15)
        assert not runs.lease(con, "worker", "a", 30, now_us=16)
        assert runs.lease(con, "worker", "b", 16, now_us=16)
        assert runs.lease(con, "worker", "a", 30, now_us=16)
