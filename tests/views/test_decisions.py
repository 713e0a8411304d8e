"""What decisions add up to: forecasters, alignment, reasons beforehand; too few say so."""

from __future__ import annotations

from datetime import date

import pytest

from troth.model.decision import Decision, Doubt, Forecast, Touched
from troth.views.decisions import concerned, doubts, effects, forecasters


def decided(*forecasts: Forecast, doubted: tuple[Doubt, ...] = ()) -> Decision:
    return Decision("d-1", "One", date(2026, 1, 1), "tom", forecasts=forecasts, doubts=doubted)


def said(n: int, who: str = "ida") -> list[Forecast]:
    """Of every four forecasts at 75 %, three come true."""
    return [Forecast(f"{at}", 0.75, None, who, at % 4 != 0) for at in range(n)]


def test_fewer_than_twenty_resolved_forecasts_score_nobody() -> None:
    (found,) = forecasters([decided(*said(19), Forecast("open", 0.5, None, "ida"))])
    assert (found.n, found.brier) == (19, None)
    assert found.says == "not enough to say (n = 19; 20 are needed)"


def test_brier_of_each_forecaster_over_all_decisions() -> None:
    ida, tom = forecasters(
        [decided(*said(10)), decided(*said(10), Forecast("x", 1.0, None, "tom", True))]
    )
    assert ida.brier is not None
    assert ida.low is not None
    assert ida.high is not None
    came = sum(one.happened is True for one in (*said(10), *said(10)))
    assert ida.brier == pytest.approx((came * 0.25**2 + (20 - came) * 0.75**2) / 20)
    assert ida.low < ida.brier < ida.high
    assert tom.brier is None


def test_reasons_beforehand_are_counted_once_each_and_the_unheard_are_guessed() -> None:
    told = (
        Doubt("Couriers leave", "ida", "pay the first month in full"),
        Doubt("couriers leave.", "tom"),
        Doubt("The bank raises its fees", "ida"),
        Doubt("The software is late", "tom"),
        Doubt("Shops complain", "ben"),
    )
    found = doubts(decided(doubted=told))
    assert found is not None
    assert (found.reasons, found.people, found.met) == (4, 3, 1)
    assert found.unheard == pytest.approx(4 / 5 * 9 / 2)
    alone = doubts(decided(doubted=(Doubt("a", "ida"), Doubt("b", "tom"))))
    assert alone is not None
    assert alone.unheard is None
    assert "cannot be told" in alone.says
    assert doubts(decided()) is None


def test_people_of_one_side_are_the_same_people() -> None:
    rows = [
        Touched("p-1", "broken", True, "", "", {"courier": 19, "sender": 3}),
        Touched("p-2", "broken", True, "", "", {"courier": 19}),
        Touched("p-3", "broken", True, "", "", {"shop": 1}, "h-1"),
        Touched("p-4", "broken", True, "", "", {"shop": 1}, "h-1"),
        Touched("p-5", "broken", True, "", "", {"shop": 1}, "h-2"),
    ]
    assert concerned(rows) == (("courier", 19), ("sender", 3), ("shop", 2))


def test_the_sentence_says_what_is_sure_and_what_is_not() -> None:
    assert (
        effects(2, 1, 0, 1)
        == "It breaks 2 promises and strains 1 promise; of 1 more it cannot be told."
    )
    assert effects(0, 0, 0, 0) == "It touches no live promise."
