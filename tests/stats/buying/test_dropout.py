"""The likelihood of dropping out: slopes and curvature against differences, and a second formula."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import beta as beta_function
from scipy.special import gamma as gamma_function

from troth.stats.buying.dropout import likelihood, odds
from troth.stats.buying.rows import collapse

CHANCE = np.random.default_rng(0)
X = CHANCE.integers(0, 6, 60)
LONG = CHANCE.integers(20, 40, 60) * 1.0
LAST = np.where(X > 0, np.minimum(LONG, CHANCE.integers(1, 40, 60)), 0.0)
AT = np.log([0.5, 5.0, 0.8, 2.0])


@pytest.mark.parametrize(("zero", "k"), [(0, 1), (1, 1), (0, 2), (1, 3)])
def test_slopes_and_curvature_are_those_of_differences(zero: int, k: int) -> None:
    rows, step = collapse(X, LAST, LONG), 1e-5
    _, slope, bend = likelihood(rows, AT, zero, k)
    sides = [
        [likelihood(rows, AT + sign * step * one, zero, k) for sign in (1, -1)] for one in np.eye(4)
    ]
    told = np.array([(up[0] - down[0]) / (2 * step) for up, down in sides])
    curved = np.array([(up[1] - down[1]) / (2 * step) for up, down in sides])
    assert slope == pytest.approx(told, abs=1e-6)
    assert bend == pytest.approx(curved, rel=1e-7, abs=1e-5)


def test_the_published_formula_gives_the_same_likelihood() -> None:
    r, alpha, a, b = np.exp(AT)
    alive = (alpha + LONG) ** -(r + X)
    gone = np.where(X > 0, a / (b + X - 1.0) * (alpha + LAST) ** -(r + X), 0)
    front = gamma_function(r + X) / gamma_function(r) * alpha**r
    whole = front * beta_function(a, b + X) / beta_function(a, b) * (alive + gone)
    rows = collapse(X, LAST, LONG)
    assert likelihood(rows, AT, 0)[0] == pytest.approx(np.log(whole).sum())
    told = odds(X * 1.0, LAST, LONG, (r, alpha, a, b), 0)
    with np.errstate(divide="ignore"):
        assert told == pytest.approx(np.log(gone / alive))
