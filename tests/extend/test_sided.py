"""Side against side: golden gaps, intervals that hold at once, cases of one person, words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from troth.extend.sided import Row, compared, had, many
from troth.stats import newcombe, wilson

FIRST = "first-reply <= 1 business day for 100%"


def cases(side: str, met: int, n: int, each: int = 1, measure: str = FIRST) -> Iterator[Row]:
    """So many cases of a side, `each` in a row of one person, those that met it first."""
    for number in range(n):
        yield {
            "measure": measure,
            "side": side,
            "person": f"{side}-{number // each}",
            "record": f"{side}-{measure}-{number}",
            "met": number < met,
        }


def test_two_sides_of_people_with_one_case_each_are_newcombes_own_example() -> None:
    (found,) = compared([*cases("shop", 56, 70), *cases("courier", 48, 80)])
    (gap,) = found.gaps
    assert (gap.worse, gap.better, found.gaps_in_all) == ("courier", "shop", 1)
    assert [round(each, 4) for each in (gap.value, gap.low, gap.high)] == [0.2, 0.0524, 0.3339]
    assert gap.clear


def test_the_worst_side_comes_first_with_wilsons_interval() -> None:
    (found,) = compared([*cases("shop", 56, 70), *cases("courier", 48, 80)])
    assert [one.side for one in found.sides] == ["courier", "shop"]
    expected = wilson(48, 80)
    first = found.sides[0]
    assert (first.low, first.high) == pytest.approx((expected.low, expected.high))


def test_three_gaps_share_one_error() -> None:
    (found,) = compared(
        [*cases("shop", 56, 70), *cases("courier", 48, 80), *cases("sender", 90, 100)]
    )
    assert found.gaps_in_all == 3
    gap = next(one for one in found.gaps if {one.worse, one.better} == {"courier", "shop"})
    wider = newcombe(56, 70, 48, 80, 1 - 0.05 / 3)
    assert (gap.low, gap.high) == pytest.approx((wider.low, wider.high))
    assert gap.low < 0.0524 < gap.high


def test_gaps_of_two_measures_share_it_too() -> None:
    rows = [*cases("shop", 56, 70), *cases("courier", 48, 80)]
    both = compared([*rows, *({**row, "measure": "resolution <= 7 days for 100%"} for row in rows)])
    assert {one.gaps_in_all for one in both} == {2}


def test_cases_of_one_person_are_not_several() -> None:
    (alone,) = compared(cases("courier", 50, 100))
    (together,) = compared(cases("courier", 50, 100, each=10))
    assert alone.sides[0].worth == 100
    assert together.sides[0].worth <= 10
    low, high = together.sides[0].low, together.sides[0].high
    assert low is not None
    assert high is not None
    assert high - low > 0.4


def test_where_all_came_out_alike_people_count_and_not_cases() -> None:
    (found,) = compared(cases("courier", 100, 100, each=10))
    assert (found.sides[0].n, found.sides[0].worth) == (100, 10)
    assert found.sides[0].low == pytest.approx(wilson(10, 10).low)


@pytest.mark.parametrize(("met", "n", "each"), [(5, 9, 1), (20, 40, 10)])
def test_too_few_cases_or_people_are_shown_and_not_compared(met: int, n: int, each: int) -> None:
    (found,) = compared([*cases("courier", met, n, each), *cases("shop", 70, 70)])
    few = found.side("courier")
    assert (few.n, few.rate, found.gaps) == (n, None, ())


def test_open_cases_wait_and_count_for_nothing() -> None:
    rows = [*cases("courier", 48, 80)]
    rows += [{**rows[0], "record": f"w{number}", "met": None} for number in range(3)]
    (found,) = compared(rows)
    assert (found.sides[0].n, found.sides[0].waiting, found.sides[0].never) == (80, 3, 32)


def test_in_words() -> None:
    assert had(FIRST) == "had a first answer within 1 business day"
    assert had("resolution <= 7 days for 100%") == "had their question settled within 7 days"
    assert had("notice >= 30 days for 90%") == "met “notice >= 30 days for 90%”"
    assert [many(side) for side in ("courier", "company", "boy", "people")] == [
        "couriers", "companies", "boys", "people",
    ]  # fmt: skip
