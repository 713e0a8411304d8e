"""Concordance: every pair counted by hand, published values, its error against the bootstrap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines.utils import concordance_index

from tests.stats.survival.tables import real, table
from troth.errors import NumbersError
from troth.stats.survival.concordance import concordance
from troth.stats.survival.cox import cox
from troth.stats.survival.ranks import below


def by_hand(long, ended, score, layer, weights, entry):
    """C, its error and the pairs, from the definition."""
    n = len(long)
    pairs, moved = np.zeros(3), np.zeros((n, 3))
    for i in np.flatnonzero(ended):
        for j in range(n):
            later = long[j] > long[i] or (long[j] == long[i] and not ended[j])
            if i != j and layer[i] == layer[j] and later and entry[j] < long[i]:
                kind = 0 if score[i] > score[j] else 1 if score[i] == score[j] else 2
                pairs[kind] += weights[i] * weights[j]
                moved[i, kind] += weights[j]
                moved[j, kind] += weights[i]
    c = (pairs[0] + pairs[1] / 2) / pairs.sum()
    each = (moved[:, 0] + moved[:, 1] / 2 - c * moved.sum(1)) / pairs.sum()
    return c, (weights * each**2).sum() ** 0.5, pairs


@pytest.mark.parametrize("seed", range(12))
def test_all_pairs_counted_by_hand(seed: int) -> None:
    draw = np.random.default_rng(seed)
    n = 40
    long, ended = draw.integers(1, 12, n).astype(float), draw.random(n) < 0.6
    score, layer = draw.integers(0, 6, n).astype(float), draw.integers(0, 3, n)
    weights, entry = draw.integers(1, 4, n).astype(float), np.zeros(n)
    plain = np.zeros(n) - 1
    cases = [
        ((layer, weights, np.floor(long * draw.random(n) * 0.9)), True),
        ((plain, np.ones(n), plain), False),
        ((layer, weights / 7, entry), True),
    ]
    for (of, weigh, came), full in cases:
        told = by_hand(long, ended, score, of, weigh, came)
        found = concordance(long, ended, score, *((of, weigh, came) if full else ()))
        assert (found.value, found.standard_error) == pytest.approx(told[:2])
        assert (found.concordant, found.tied, found.discordant) == pytest.approx(tuple(told[2]))


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.booleans(), st.integers(-3, 3), st.integers(1, 3)),
        min_size=2,
        max_size=40,
    )
)
@settings(max_examples=60, deadline=None)
def test_mirrored_scores_split_weights_and_lifelines(rows) -> None:
    long, ended, score, weights = (np.array(each) for each in zip(*rows, strict=True))
    found = concordance(long, ended, score)
    if found.value is None:
        return
    assert found.value == pytest.approx(1 - concordance(long, ended, -score).value)
    weighed = concordance(long, ended, score, weights=weights)
    split = concordance(*(np.repeat(each, weights) for each in (long, ended, score)))
    # two rows made of one that ended end together, and such pairs are never compared
    assert weighed.value == pytest.approx(split.value)
    assert weighed.standard_error == pytest.approx(split.standard_error)
    tied_ends = len(set(long[ended])) < ended.sum()
    if not tied_ends:
        assert found.value == pytest.approx(concordance_index(long, -score, ended))


@real
def test_golden_rossi() -> None:
    rossi = table("rossi")
    fit = cox(rossi["week"], rossi["arrest"], rossi.iloc[:, 2:])
    found = concordance(rossi["week"], rossi["arrest"], fit.risk())
    assert found.value == pytest.approx(fit.concordance)
    assert found.value == pytest.approx(0.640, abs=5e-4)
    assert found.standard_error == pytest.approx(0.027, abs=5e-4)


def test_its_interval_covers() -> None:
    """600 samples of 80; tolerance 3 Monte Carlo errors and one point."""
    draw = np.random.default_rng(1)
    score = draw.normal(size=(600, 80))
    ended = draw.exponential(size=score.shape) * np.exp(-0.8 * score)
    left = np.full(score.shape, 1.0)
    large = draw.normal(size=60_000)
    long = draw.exponential(size=60_000) * np.exp(-0.8 * large)
    truth = concordance(np.minimum(long, 1), long <= 1, large).value
    hits = 0
    for t, c, x in zip(ended, left, score, strict=True):
        found = concordance(np.minimum(t, c), t <= c, x)
        hits += found.low <= truth <= found.high
    assert hits / 600 == pytest.approx(0.95, abs=3 * (0.0475 / 600) ** 0.5 + 0.01)


def test_perfect_useless_and_nothing_to_compare() -> None:
    assert concordance([1, 2, 3], [1, 1, 1], [3, 2, 1]).value == 1
    assert concordance([1, 2, 3], [1, 1, 1], [0, 0, 0]).value == 0.5
    none = concordance([1, 2, 3], [0, 0, 0], [3, 2, 1])
    assert (none.value, none.low, none.high, none.standard_error) == (None, 0, 1, None)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 50), st.integers(0, 41)), min_size=1))
def test_below_counts_what_a_loop_counts(rows: list[tuple[int, int, int]]) -> None:
    ranks = np.array([row[0] for row in rows])
    ends = np.minimum([row[1] for row in rows], len(rows))
    values, weights = np.array([row[2] for row in rows]), np.arange(len(rows)) + 0.5
    for weighing in (None, weights):
        each = np.ones(len(rows)) if weighing is None else weighing
        told = [(each[:end] * (ranks[:end] < v)).sum() for end, v in zip(ends, values, strict=True)]
        assert below(ranks, weighing, ends, values) == pytest.approx(np.array(told))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: concordance([1, 2], [1, 1], [np.nan, 1]), r"score\[0\] is nan"),
        (lambda: concordance([1, 2], [1, 1], [1]), "differ in length"),
        (lambda: concordance([1, 2], [1, 1], [1, 2], strata=["a"]), "differ in length"),
        (lambda: concordance([], [], []), "durations is empty"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        call()
