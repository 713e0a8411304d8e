"""Notice: raw and actionable, days that moved, terms that came late."""

from __future__ import annotations

from datetime import date

import pytest

from troth.model.finding import Cite
from troth.text.foretold import Change, Telling, changes


def on(text: str) -> date:
    return date.fromisoformat(text)


def telling(told: str, *days: str, known: str = "", **more: object) -> Telling:
    """A record of that day about one change."""
    at_us = on(told).toordinal() * 86_400_000_000
    return Telling(
        key=("a",),
        on=on(told),
        at_us=at_us,
        cite=Cite(f"e-{told}", "v"),
        what="price",
        title="A price",
        days=tuple(map(on, days)),
        known=on(known) if known else None,
        **more,  # type: ignore[arg-type]
    )


def one(*tellings: Telling) -> Change:
    (found,) = changes(tellings)
    return found


def test_seven_days_raw_and_one_to_act() -> None:
    """Twitter's API in 2023: told on 2 February for the 9th, the price on the 8th, moved twice."""
    row = telling("2023-02-02", "2023-02-09", "2023-02-13", known="2023-02-08", postponed=True)
    assert (one(row).raw, one(row).actionable, one(row).moved) == (7, 1, 2)
    rows = (
        telling("2023-02-02", "2023-02-09", missing="More details to follow."),
        telling("2023-02-08", "2023-02-13", known="2023-02-08"),
        telling("2023-02-13", postponed=True),
    )
    assert (one(*rows).raw, one(*rows).actionable, one(*rows).moved) == (7, 1, 2)
    assert one(*rows).effect is None


def test_seventy_four_days_raw_and_thirty_one_to_act() -> None:
    """Reddit's API in 2023: told on 18 April, prices on 31 May, in effect on 1 July."""
    row = telling("2023-04-18", "2023-07-01", known="2023-05-31")
    assert (one(row).raw, one(row).actionable, one(row).moved) == (74, 31, 0)
    rows = (
        telling("2023-04-18", missing="Pricing will be announced."),
        telling("2023-05-31", "2023-07-01"),
    )
    assert (one(*rows).raw, one(*rows).actionable) == (74, 31)


def test_terms_are_taken_as_told_where_nothing_says_otherwise() -> None:
    found = one(telling("2026-03-01", "2026-03-31"))
    assert (found.raw, found.actionable, found.assumed) == (30, 30, True)


def test_terms_that_never_came() -> None:
    found = one(telling("2026-03-01", "2026-03-31", missing="Prices to follow."))
    assert (found.raw, found.actionable, found.known) == (30, None, None)
    assert found.missing == "Prices to follow."


def test_a_day_moved_nearer_is_a_new_announcement() -> None:
    found = one(
        telling("2026-03-01", "2026-06-01"),
        telling("2026-04-20", "2026-05-01"),
    )
    assert (found.raw, found.actionable, found.moved) == (11, 11, 1)


def test_a_day_moved_later_gives_no_notice_back() -> None:
    found = one(telling("2026-03-01", "2026-03-11"), telling("2026-03-10", "2026-09-01"))
    assert (found.raw, found.actionable, found.moved, found.effect) == (10, 10, 1, on("2026-09-01"))


def test_no_day_no_notice() -> None:
    found = one(telling("2026-03-01"))
    assert (found.raw, found.actionable, found.shortest, found.moved) == (None, None, None, 0)


def test_it_held_before_it_was_told() -> None:
    found = one(telling("2026-03-11", "2026-03-01"))
    assert (found.raw, found.actionable) == (-10, -10)


def test_saying_it_again_moves_nothing() -> None:
    found = one(telling("2026-03-01", "2026-03-31"), telling("2026-03-20", "2026-03-31"))
    assert (found.raw, found.moved, len(found.cites)) == (30, 0, 2)


@pytest.mark.parametrize("reached", [42, 99])
def test_who_was_reached_is_never_more_than_all(reached: int) -> None:
    found = one(telling("2026-03-01", "2026-03-31", reached=reached, affected=60))
    assert found.reached == (min(reached, 60), 60)
