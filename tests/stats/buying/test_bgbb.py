"""BG/BB: the published donors, two ways to reckon, bad counts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betaln

from tests.stats.buying.cdnow import DATA, needs_data
from troth.errors import NumbersError
from troth.stats.buying.bgbb import _rows, bgbb


@needs_data
def test_the_donors_of_fader_hardie_and_shang() -> None:
    x, tx, n, weights = np.loadtxt(DATA / "donations_bgbb.csv", delimiter=",", skiprows=1).T
    fit = bgbb(x, tx, n, weights)
    assert fit.params == pytest.approx(
        {"alpha": 1.204, "beta": 0.750, "gamma": 0.657, "delta": 2.783}, abs=6e-4
    )
    assert fit.log_likelihood == pytest.approx(-33225.581, abs=6e-4)
    assert fit.log_likelihood >= -33225.58129
    assert fit.customers == 11_104
    assert fit.expected(5, [6], [6], [6])[0] == pytest.approx(3.75, abs=6e-3)
    assert fit.expected(5, [0], [0], [6])[0] == pytest.approx(0.07, abs=6e-3)


def test_each_row_is_the_sum_over_all_ways_to_have_lived() -> None:
    at = (1.2, 0.7, 0.6, 2.8)
    a, b, c, d = at
    told = _rows(*(np.array([float(v)]) for v in (2, 3, 6)), at)[0][0]
    ways = np.exp(betaln(a + 2, b + 4) - betaln(a, b) + betaln(c, d + 6) - betaln(c, d))
    for left in range(3):
        ways += np.exp(
            betaln(a + 2, b + 1 + left) - betaln(a, b) + betaln(c + 1, d + 3 + left) - betaln(c, d)
        )
    assert told == pytest.approx(np.log(ways))


def test_all_histories_of_four_occasions_have_a_chance_of_one() -> None:
    total = 0.0
    for bits in range(16):
        taken = [i + 1 for i in range(4) if bits >> i & 1]
        row = (len(taken), max(taken, default=0), 4)
        total += np.exp(_rows(*(np.array([float(v)]) for v in row), (1.2, 0.7, 0.6, 2.8))[0][0])
    assert total == pytest.approx(1)


def test_slopes_and_curvature_are_those_of_differences() -> None:
    rows = tuple(np.array(c, float) for c in ([0, 2, 4, 6], [0, 3, 6, 6], [6, 6, 6, 6]))
    at = np.array([1.2, 0.7, 0.6, 2.8])
    _, slope, bend = _rows(*rows, tuple(at))
    for i, one in enumerate(1e-5 * np.eye(4)):
        up, down = _rows(*rows, tuple(at + one)), _rows(*rows, tuple(at - one))
        assert slope[i] == pytest.approx((up[0] - down[0]) / 2e-5, abs=1e-7)
        assert bend[i] == pytest.approx((up[1] - down[1]) / 2e-5, abs=1e-6)


def simulated(people: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    p, leave = chance.beta(1.2, 0.8, people), chance.beta(0.7, 3, people)
    life = np.minimum(chance.geometric(np.maximum(leave, 1e-9)) - 1, 12)
    took = (chance.random((people, 12)) < p[:, None]) & (np.arange(12) < life[:, None])
    early = took[:, :8]
    last = np.where(early.any(1), 8 - np.argmax(early[:, ::-1], axis=1), 0)
    return early.sum(1), last, np.full(people, 8), took[:, 8:].sum(1)


def test_the_truth_is_found_and_the_expected_occasions_are_taken() -> None:
    x, tx, n, later = simulated(12_000, 2)
    fit = bgbb(x, tx, n)
    for name, value in {"alpha": 1.2, "beta": 0.8, "gamma": 0.7, "delta": 3.0}.items():
        assert abs(fit.params[name] - value) < 4 * fit.standard_errors[name]
    told = fit.expected(4, x, tx, n)
    assert told.sum() == pytest.approx(later.sum(), rel=0.03)
    assert (fit.alive(x, tx, n, 0) >= fit.alive(x, tx, n, 1)).all()


def test_weights_count_people() -> None:
    x, tx, n, _ = simulated(500, 3)
    rows, times = np.unique(np.stack([x, tx, n]), axis=1, return_counts=True)
    assert bgbb(*rows, times).params == pytest.approx(bgbb(x[::-1], tx[::-1], n).params, rel=1e-6)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (([2], [1], [4]), "Row 0 cannot be: 2 taken, the last at 1, of 4 occasions"),
        (([1], [5], [4]), "Row 0 cannot be"),
        (([1], [0], [4]), "Row 0 cannot be"),
        (([0], [0], [0]), r"n\[0\] is 0"),
        (([0], [0], [4]), "none was"),
        (([4], [4], [4]), "Every occasion was taken"),
        (([np.nan], [0], [4]), r"x\[0\] is nan"),
    ],
)
def test_counts_that_cannot_be_are_named(row, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        bgbb(*row)
