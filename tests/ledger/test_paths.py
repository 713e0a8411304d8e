"""No path through the states loses anything: history only grows, and every verdict can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.conftest import database, postgres
from troth.ledger import entries, promises
from troth.ledger.folding import DEEDS, fold
from troth.ledger.opening import Ledger, open_ledger
from troth.model.entry import Entry
from troth.model.promise import MARKS

__all__ = ["database", "postgres"]
OPEN = {"sayings": ["s-1"], "kind": "standing", "firmness": "firm", "born_us": 1}
BODIES: dict[str, Sequence[dict[str, object]]] = {
    "open": [OPEN, {**OPEN, "candidate": True}],
    "confirm": [{}, {"owner": "tom"}, {"kind": "dated", "due_us": 9}],
    "reject": [{"reason": "a slogan"}],
    "mark": [{"as": mark, "reason": "so"} for mark in (*MARKS, "splendid")],
    "attach": [{"sayings": ["s-2", "s-3"]}, {"sayings": ["s-1"], "from": "p-2"}],
    "detach": [{"sayings": ["s-2"]}, {"sayings": ["s-1"]}],
    "merge": [{"into": "p-2"}],
    "reopen": [{}, {"reason": "not so"}],
    "own": [{"owner": "eve", "from": "tom", "reason": "on leave"}],
    "measure": [{"measure": "first-reply <= 1 day", "tolerance_by": "tom"}],
    "note": [{}],
}
STEP = st.sampled_from([(deed, body) for deed in DEEDS for body in BODIES[deed]])


def path(steps: Sequence[tuple[str, dict[str, object]]]) -> list[Entry]:
    first = ("open", {**OPEN, "candidate": True})
    return [
        Entry(n, n, "tom", deed, "p-1", body) for n, (deed, body) in enumerate([first, *steps], 1)
    ]


@given(st.lists(STEP, max_size=12))
def test_whatever_is_done_it_folds_and_can_be_undone(
    steps: list[tuple[str, dict[str, object]]],
) -> None:
    held = path(steps)
    for upto in range(1, len(held) + 1):
        fold(held[:upto])
    again = [
        *held,
        Entry(98, 98, "tom", "reopen", "p-1", {}),
        Entry(99, 99, "tom", "reopen", "p-1", {}),
    ]
    one = fold(again)
    assert one is not None
    assert one.state in ("candidate", "open")
    confirmed = fold([*again, Entry(100, 100, "tom", "confirm", "p-1", {})])
    assert confirmed is not None
    assert (confirmed.state, confirmed.confirmed) == ("open", True)


@given(st.lists(STEP, max_size=8), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_read_makes_no_difference(steps, chance) -> None:  # type: ignore[no-untyped-def]
    held = path(steps)
    mixed = [*held]
    chance.shuffle(mixed)
    assert fold(mixed) == fold(held)


@settings(max_examples=15, deadline=None)
@given(st.lists(STEP, max_size=6))
def test_history_only_grows(steps: list[tuple[str, dict[str, object]]]) -> None:
    with open_ledger_in_memory() as ledger:
        before: list[Entry] = []
        for n, (deed, body) in enumerate(steps, 1):
            with ledger.begin() as con:
                entries.note(con, at_us=n, who="tom", deed=deed, target="p-1", body=body)
            with ledger.read() as con:
                after = promises.history(con, "p-1")
            assert after[: len(before)] == before
            assert len(after) == len(before) + 1
            before = after


def open_ledger_in_memory() -> Ledger:
    from troth.ledger.migrations import migrate

    ledger = Ledger(sa.create_engine("sqlite://", poolclass=sa.StaticPool))
    with ledger.begin() as con:
        migrate(con)
    return ledger


def editor(address: str, who: str, n: int) -> None:
    """Somebody who answers, each answer a transaction of its own, over a connection of her own."""
    with open_ledger(address) as ledger:
        for number in range(n):
            with ledger.begin() as con:
                deed = ("confirm", "reject", "reopen", "own")[number % 4]
                body = BODIES[deed][0]
                entries.note(con, at_us=number, who=who, deed=deed, target="p-1", body=body)


@pytest.mark.postgres
def test_two_editors_at_once_lose_nothing(database: str) -> None:
    n = 40
    open_ledger(database).close()
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(editor, database, who, n) for who in ("ana", "ben")]:
            done.result(timeout=60)
    with open_ledger(database) as ledger, ledger.read() as con:
        held = promises.history(con, "p-1")
    assert len({one.id for one in held}) == len(held) == 2 * n
    for who in ("ana", "ben"):
        mine = [one for one in held if one.who == who]
        assert [one.at_us for one in mine] == [*range(n)]
    assert fold([Entry(0, -1, "tom", "open", "p-1", OPEN), *held]) is not None
