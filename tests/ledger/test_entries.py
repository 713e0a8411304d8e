"""Entries come back in the order of their moments, and nothing of them is lost."""

from __future__ import annotations

from troth.ledger import entries
from troth.ledger.opening import Ledger


def test_an_entry_comes_back_whole(ledger: Ledger) -> None:
    with ledger.begin() as con:
        made = entries.note(
            con, at_us=5, who="ana", deed="dismiss", target="f-1", body={"reason": "Zoë “ok”"}
        )
    with ledger.read() as con:
        assert entries.entries(con, target="f-1") == [made]


def test_order_is_by_moment_then_by_number(ledger: Ledger) -> None:
    with ledger.begin() as con:
        for at, deed in ((7, "a"), (5, "b"), (7, "c"), (5, "d")):
            entries.note(con, at_us=at, who="ana", deed=deed, target="x")
    with ledger.read() as con:
        assert [one.deed for one in entries.entries(con)] == ["b", "d", "a", "c"]


def test_chosen_by_target_deed_and_moment(ledger: Ledger) -> None:
    with ledger.begin() as con:
        for at, deed, target in ((1, "a", "x"), (2, "b", "x"), (3, "a", "y"), (4, "a", "x")):
            entries.note(con, at_us=at, who="ana", deed=deed, target=target)
    with ledger.read() as con:
        assert [e.at_us for e in entries.entries(con, target="x", deed="a")] == [1, 4]
        assert [e.at_us for e in entries.entries(con, deed=("a", "b"), until_us=2)] == [1, 2]
        assert [e.at_us for e in entries.entries(con, target=["x", "y"], until_us=3)] == [1, 2, 3]
        assert entries.entries(con, target=[]) == []


def test_the_last_entry_is_a_persons(ledger: Ledger) -> None:
    with ledger.begin() as con:
        assert entries.last_entry(con) == 0
        made = entries.note(con, at_us=1, who="ana", deed="a", target="x")
        entries.note(con, at_us=2, who=entries.TROTH, deed="open", target="y")
        assert entries.last_entry(con) == made.id
