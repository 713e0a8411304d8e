"""The page's curve, its renewals and its payback against the figures of the literature."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from troth.config import Costs
from troth.ledger.stays import Stayed, Stays
from troth.views.staying import _staying as staying

COHORT = (1000, 869, 743, 653, 593, 551, 517, 491)
GONE = tuple(Stayed(365 * n, True, COHORT[n - 1] - COHORT[n]) for n in range(1, len(COHORT)))
HELD = Stays(1000, 1000, 509, 0, "year", 0, (*GONE, Stayed(365 * 7, False, 491)), (COHORT,))


def test_renewals_and_their_curve_are_those_of_fader_and_hardie() -> None:
    page = staying(HELD, Costs())
    assert page.renewed is not None
    assert page.renewed.fits
    seen = [one.rate.value for one in page.renewed.terms]
    assert seen == pytest.approx([b / a for a, b in itertools.pairwise(COHORT)])
    fitted = [one.fitted[0] for one in page.renewed.terms[:5] if one.fitted]
    assert fitted == pytest.approx([0.851, 0.878, 0.897, 0.911, 0.921], abs=5e-4)
    assert "α 0.67, β 3.81" in page.renewed.fit
    assert "sorting" in page.renewed.fit
    assert page.renewed.title.startswith("At the first turn renew 87 % (85–89, n = 1000)")


def test_the_curve_is_kaplan_and_meiers() -> None:
    page = staying(HELD, Costs())
    assert page.curve is not None
    assert dict(zip(page.curve.days, page.curve.share, strict=True))[365 * 3] == pytest.approx(
        0.653
    )
    assert page.curve.median_days == 365 * 7
    assert page.curve.marks[0][0] == "1 month"
    low, high = page.curve.low[1], page.curve.high[1]
    assert low < page.curve.share[1] < high


def test_payback_is_told_with_never_and_only_where_the_costs_are_known() -> None:
    without = staying(HELD, Costs())
    assert without.paid is None
    assert "[costs]" in without.paid_says
    page = staying(HELD, Costs(winning=25.0, margin=10.0))
    assert page.paid is not None
    assert page.paid.period == 3, "10 + 8.7 + 7.4 are more than 25"
    assert page.paid.never == 0
    assert "never does within 20 years: under 0.1 %" in page.paid.title
    dear = staying(HELD, Costs(winning=500.0, margin=10.0))
    assert dear.paid is not None
    assert dear.paid.never == 1
    assert dear.paid.title.startswith("Winning a customer does not pay for itself")


def test_few_stays_say_so_and_fit_nothing() -> None:
    four = replace(HELD, stays=4, customers=4, followed=(Stayed(30, True, 4),), cohorts=((4, 0),))
    assert staying(four, Costs()).says == "How long customers stay: not enough to say (n = 4)."
    some = replace(
        HELD,
        stays=20,
        customers=20,
        ended=12,
        followed=(Stayed(30, True, 12), Stayed(60, False, 8)),
        cohorts=((20, 8),),
    )
    page = staying(some, Costs(winning=25.0, margin=10.0))
    assert page.renewed is not None
    assert not page.renewed.fits
    assert "20 stays can be followed, 30 are asked for" in page.renewed.fit
    assert page.paid is None
    assert "not enough renewals" in page.paid_says


def test_where_nobody_leaves_no_curve_is_fitted_and_none_is_gone() -> None:
    still = replace(HELD, ended=0, followed=(Stayed(400, False, 50),), cohorts=((50, 50, 50),))
    page = staying(still, Costs())
    assert page.curve is not None
    assert page.curve.median_days is None
    assert page.curve.title.startswith("100 % are still there after 12 months (9")
    assert page.renewed is not None
    assert page.renewed.fit.startswith("No curve is fitted.")
