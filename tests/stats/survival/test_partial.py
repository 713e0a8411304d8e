"""The partial likelihood: against its definition, its slope and curvature by finite differences."""

from __future__ import annotations

import numpy as np
import pytest

from troth.stats.survival.partial import (
    information,
    level_value,
    means,
    place,
    score_residuals,
    slope,
)
from troth.stats.survival.risk import risk_sets
from troth.stats.survival.rows import read


def by_definition(long, ended, x, weights, entry, layer, beta, ties):
    """Log-likelihood and the score residual of every row, term by term."""
    eta = x @ beta
    risk, value, residual = weights * np.exp(eta), 0.0, np.zeros_like(x)
    for of in np.unique(layer):
        for t in np.unique(long[ended & (layer == of)]):
            dead = ended & (long == t) & (layer == of) & (weights > 0)
            there = (entry < t) & (long >= t) & (layer == of)
            total = weights[dead].sum()
            if total == 0:
                continue
            value += weights[dead] @ eta[dead]
            for term in range(int(np.ceil(total))):
                f = term / total if ties == "efron" else 0.0
                count = min(1.0, total - term)
                left = risk * (there - f * dead)
                mean = left @ x / left.sum()
                value -= count * np.log(left.sum())
                residual += (weights * dead / total * count)[:, None] * (x - mean)
                residual -= (count * left / left.sum())[:, None] * (x - mean)
    return value, residual


def case(seed: int, shape: str):
    draw = np.random.default_rng(seed)
    n = {"many ties": 300, "few ties": 40}.get(shape, 60)
    long = draw.integers(1, 6 if shape == "many ties" else 25, n).astype(float)
    long *= 1.0 if shape != "few ties" else 0.37
    ended, x = draw.random(n) < 0.6, draw.normal(size=(n, 3))
    weights = draw.integers(0, 4, n) * (0.35 if shape == "late" else 1.0)
    entry = np.floor(draw.random(n) * long) if shape == "late" else np.zeros(n) - 1
    entry = np.where(entry >= long, 0, entry)
    layer = draw.integers(0, 5, n) if shape in ("late", "strata") else np.zeros(n, int)
    return long, ended, x, weights.astype(float), entry, layer


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("shape", ["many ties", "few ties", "late", "strata"])
@pytest.mark.parametrize("seed", [1, 2])
def test_value_slope_and_residuals_are_those_of_the_definition(
    ties: str, shape: str, seed: int
) -> None:
    long, ended, x, weights, entry, layer = case(seed, shape)
    beta = np.array([0.5, -0.4, 0.2])
    rows = read(long, ended, weights, entry if shape == "late" else None)
    sets = risk_sets(rows, layer if shape in ("late", "strata") else None)
    columns = np.ascontiguousarray(x[sets.order].T)
    here = place(sets, beta @ columns, ties)
    value, residual = by_definition(long, ended, x, weights, entry, layer, beta, ties)
    assert here.value == pytest.approx(value)
    assert slope(columns, here) == pytest.approx(residual.sum(axis=0), abs=1e-9)
    found = score_residuals(sets, columns, here, means(sets, columns, here), np.arange(len(x)))
    assert found == pytest.approx(residual, abs=1e-9)
    level, _ = by_definition(long, ended, x, weights, entry, layer, 0 * beta, ties)
    assert level_value(sets, ties) == pytest.approx(level)
    if shape == "many ties":
        assert sets.cuts is not None


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("shape", ["many ties", "few ties", "late", "strata"])
def test_slope_and_curvature_are_the_finite_differences(ties: str, shape: str) -> None:
    long, ended, x, weights, entry, layer = case(3, shape)
    rows = read(long, ended, weights, entry if shape == "late" else None)
    sets = risk_sets(rows, layer if shape in ("late", "strata") else None)
    columns = np.ascontiguousarray(x[sets.order].T)
    beta, step = np.array([0.3, 0.1, -0.6]), 1e-5

    def at(b: np.ndarray):
        return place(sets, b @ columns, ties)

    here = at(beta)
    curved = information(sets, columns, here, means(sets, columns, here))
    doubled = information(
        sets, columns, here, means(sets, columns, here), np.full(sets.moments, 2.0)
    )
    assert doubled == pytest.approx(2 * curved)
    for k in range(3):
        move = np.eye(3)[k] * step
        up, down = at(beta + move), at(beta - move)
        assert slope(columns, here)[k] == pytest.approx(
            (up.value - down.value) / (2 * step), rel=1e-5, abs=1e-4
        )
        change = (slope(columns, down) - slope(columns, up)) / (2 * step)
        assert curved[k] == pytest.approx(change, rel=1e-5, abs=1e-4)


def test_terms_are_the_same_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    from troth.stats.survival import ties as module

    long, ended, x, weights, _, _ = case(4, "many ties")
    sets = risk_sets(read(long, ended, weights))
    columns = np.ascontiguousarray(x[sets.order].T)
    whole = place(sets, columns[0], "efron")
    monkeypatch.setattr(module, "TERMS", 7)
    pieces = place(sets, columns[0], "efron")
    assert pieces.value == pytest.approx(whole.value, rel=1e-12)
    assert pieces.residual == pytest.approx(whole.residual)


def test_out_of_range_is_no_place() -> None:
    sets = risk_sets(read([1, 2, 3], [1, 1, 1]))
    assert place(sets, np.array([0.0, 0.0, 1e5])[sets.order], "efron") is not None
    assert place(sets, np.array([1e5, 0.0, 0.0])[sets.order], "efron") is None
