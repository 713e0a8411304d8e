"""The silence e-process: its golden numbers, its promise under many looks, and what breaks it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate
from scipy.stats import gamma

from troth.errors import NumbersError
from troth.stats.watching.discoveries import e_bh
from troth.stats.watching.eprocess import fall_evidence, missed_until_alarm, rate_bound, rate_fall


def test_golden_missed_events_until_the_alarm() -> None:
    assert missed_until_alarm(0.05, 0.1) == pytest.approx(3.33, abs=6e-3)
    assert missed_until_alarm(0.05, 0.1) == pytest.approx(np.log(20) / 0.9)
    found = rate_fall([], 10, 1.0)
    assert found.alarm == pytest.approx(3.3286, abs=1e-4)
    assert (found.n, found.expected, found.method) == (
        0, 10, "Poisson e-process, rho=0.1, one fixed start",
    )  # fmt: skip


def ever(gaps: np.ndarray, rates: np.ndarray, rho: float) -> float:
    """The share of customers with an alarm just before any of their events (rate in truth 1)."""
    count, people = np.arange(gaps.shape[1], dtype=float), len(gaps)
    due = np.cumsum(gaps, axis=1) * rates[:, None]
    e = fall_evidence(np.tile(count, people), due.ravel(), rho).reshape(gaps.shape)
    return float((e.max(axis=1) >= 20).mean())


@pytest.mark.parametrize("rho", [0.1, 0.3])
def test_golden_one_in_twenty_is_ever_alarmed(rho: float) -> None:
    """80 gaps, 20,000 customers: .050 within 3 Monte-Carlo errors (.0046)."""
    gaps = np.random.default_rng(11).exponential(1, (20_000, 80))
    share = ever(gaps, np.ones(20_000), rho)
    assert share == pytest.approx(0.05, abs=3 * (0.05 * 0.95 / 20_000) ** 0.5)


@pytest.mark.parametrize(("past", "share"), [(5, 0.176), (10, 0.110), (20, 0.076), (50, 0.058)])
def test_a_plugged_in_rate_breaks_the_promise_and_the_lower_bound_keeps_it(
    past: int, share: float
) -> None:
    """rho .1, 20,000 customers: the shares told within 3 Monte-Carlo errors plus .0005."""
    rng = np.random.default_rng(past)
    gaps, spent = rng.exponential(1, (20_000, 80)), rng.gamma(past, 1, 20_000)
    error = 3 * (share * (1 - share) / 20_000) ** 0.5 + 5e-4
    assert ever(gaps, past / spent, 0.1) == pytest.approx(share, abs=error)
    careful = ever(gaps, rate_bound(np.full(20_000, past), spent), 0.1)
    assert 0.009 < careful < 0.025


def test_restarted_at_each_purchase_it_errs_in_every_28th_gap() -> None:
    gap = missed_until_alarm(0.05, 0.1)
    assert np.exp(-gap) == pytest.approx(0.036, abs=5e-4)
    assert 1 - (1 - np.exp(-gap)) ** 24 == pytest.approx(0.58, abs=6e-3)


def test_the_average_over_all_falls_is_the_integral_and_keeps_its_promise() -> None:
    for came, due in ((0, 0.5), (3, 1.0), (2, 20.0), (40, 35.0), (200, 260.0), (5, 400.0)):

        def at(rho: float, came: int = came, due: float = due) -> float:
            return float(
                np.exp(came * np.log(rho) + (1 - rho) * due - (due - 10 if due > 99 else 0))
            )

        whole, _ = integrate.quad(
            at, 0, 1, epsabs=0, limit=400, points=[came / due / 2 if due else 0.1]
        )
        told = fall_evidence([came], [due], None)[0]
        assert np.log(told) == pytest.approx(
            np.log(whole) + (due - 10 if due > 99 else 0), abs=1e-6
        )
    gaps = np.random.default_rng(12).exponential(1, (4000, 60))
    count = np.tile(np.arange(60.0), 4000)
    e = fall_evidence(count, np.cumsum(gaps, axis=1).ravel(), None).reshape(gaps.shape)
    assert (e.max(axis=1) >= 20).mean() <= 0.05 + 3 * (0.05 * 0.95 / 4000) ** 0.5


@given(
    st.lists(st.floats(0.01, 49), max_size=30),
    st.floats(0.05, 2),
    st.sampled_from([0.05, 0.1, 0.5, 0.9, None]),
)
def test_the_alarm_is_the_first_moment_the_evidence_suffices(
    events: list[float], rate: float, rho: float | None
) -> None:
    found = rate_fall(events, 50, rate, rho=rho)
    turned = rate_fall(events[::-1], 50, rate, rho=rho)
    assert found.alarm == turned.alarm
    assert found.peak == turned.peak == found.evidence.max()
    times = np.sort(events)
    if found.alarm is None:
        assert found.peak < 20 * (1 + 1e-9)
        return
    came = int((times < found.alarm - 1e-9).sum())
    e = fall_evidence([came, came], [found.alarm * rate, found.alarm * rate * 0.999], rho)
    assert e[0] == pytest.approx(20, rel=1e-6)
    assert e[1] < 20
    assert found.alarm <= 50


def test_the_lower_bound_is_garwoods_and_misses_one_in_twenty() -> None:
    assert rate_bound([10], [10])[0] == pytest.approx(gamma.ppf(0.05, 10, scale=1 / 10))
    assert rate_bound([0], [10]).tolist() == [0.0]
    spent = np.random.default_rng(1).gamma(7, 1, 40_000)
    over = (rate_bound(np.full(40_000, 7), spent) > 1).mean()
    assert over == pytest.approx(0.05, abs=3 * (0.05 * 0.95 / 40_000) ** 0.5)


def test_evidence_of_many_customers_goes_into_one_list() -> None:
    e = fall_evidence([0, 0, 5, 12], [12.0, 9.0, 6.0, 12.0])
    assert e_bh(e, 0.1).rejected.tolist() == [True, True, False, False]
    assert fall_evidence([0], [1e6], None)[0] == float("inf")


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: rate_fall([11], 10, 1), r"events\[0\] is 11: no value may be above 10"),
        (lambda: rate_fall([-1], 10, 1), "below 0"),
        (lambda: rate_fall([float("nan")], 10, 1), "finite"),
        (lambda: rate_fall([1], 0, 1), "until is 0"),
        (lambda: rate_fall([1], 10, 0), "rate is 0"),
        (lambda: rate_fall([1], 10, 1, level=1), "level lies between"),
        (lambda: rate_fall([1], 10, 1, rho=1), "share of the rate left"),
        (lambda: fall_evidence([1], [1, 2]), "differ in length"),
        (lambda: fall_evidence([1.5], [1]), "whole number"),
        (lambda: rate_bound([1], [0]), "above 0"),
        (lambda: missed_until_alarm(0), "level lies between"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
