"""Weights: the California schools' margins, closed forms, invariances, coverage by clusters."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.rates.weighting import (
    effective_n,
    poststratify,
    rake,
    raked_mean,
    weighted_mean,
    weighted_total,
)

TYPES, WIDE = {"E": 4421, "H": 755, "M": 1018}, {"No": 1072, "Yes": 5122}
SCHOOLS = {("E", "No"): 12, ("E", "Yes"): 132, ("H", "No"): 3, ("H", "Yes"): 11,
           ("M", "No"): 8, ("M", "Yes"): 17}  # fmt: skip
"""How many schools of the sample are of each type and reached their targets school-wide."""


def _schools() -> tuple[list[str], list[str]]:
    rows = [pair for pair, times in SCHOOLS.items() for _ in range(times)]
    return [kind for kind, _ in rows], [wide for _, wide in rows]


def test_golden_raked_weights_meet_both_margins_and_know_as_much_as_174_schools() -> None:
    kind, wide = _schools()
    found = rake({"type": (kind, TYPES), "school-wide": (wide, WIDE)}, [33.847] * 183)
    for labels, totals in ((kind, TYPES), (wide, WIDE)):
        for label, total in totals.items():
            held = found.weights[[each == label for each in labels]].sum()
            assert held == pytest.approx(total, rel=1e-8)
    assert found.effective_n == pytest.approx(174.0, abs=0.05)
    assert found.rounds < 30


def test_golden_poststratified_weights_are_sizes_over_counts() -> None:
    kind, _ = _schools()
    found = poststratify([1.0] * 183, kind, TYPES)
    assert found.weights[0] == pytest.approx(4421 / 144)
    assert found.weights.sum() == pytest.approx(6194)
    assert (found.mean.value, found.total.value) == pytest.approx((1, 6194))
    assert found.mean.standard_error == pytest.approx(0, abs=1e-12)


def test_kish_by_hand() -> None:
    assert effective_n([1, 1, 1, 1]) == 4
    assert effective_n([3, 1]) == pytest.approx(16 / 10)
    assert effective_n([1e-200, 1e-200]) == pytest.approx(2)


def test_equal_weights_are_the_plain_mean_and_error() -> None:
    y = np.array([3.0, 5.0, 8.0, 1.0, 9.0])
    found = weighted_mean(y)
    assert found.value == pytest.approx(y.mean())
    assert found.standard_error == pytest.approx(y.std(ddof=1) / sqrt(5))
    assert (found.design_effect, found.effective_n, found.clusters) == pytest.approx((1, 5, 5))
    half = drawn = weighted_mean(y, drawn_from=10)
    assert half.standard_error == pytest.approx(y.std(ddof=1) / sqrt(10))
    assert drawn.value == found.value


def test_one_stage_clusters_by_hand() -> None:
    """Three clusters of two: the error is that of their means, (1 − 3/12) for 3 drawn of 12."""
    y, clusters = [1.0, 3.0, 4.0, 6.0, 9.0, 7.0], ["a", "a", "b", "b", "c", "c"]
    found = weighted_mean(y, clusters=clusters, drawn_from=12)
    assert found.value == 5
    spread = np.var([2, 5, 8], ddof=1) / 3 * (1 - 3 / 12)
    assert found.standard_error == pytest.approx(sqrt(spread))
    total = weighted_total(y, [4] * 6, clusters, drawn_from=12)
    assert total.value == 120
    assert total.standard_error == pytest.approx(sqrt(spread) * 24)
    assert total.design_effect == pytest.approx(found.design_effect)


def test_strata_by_hand() -> None:
    """Two strata of known size: Σ (Nₛ/N)² sₛ²/nₛ (1 − nₛ/Nₛ)."""
    y, strata = [1.0, 2.0, 3.0, 10.0, 14.0], ["s", "s", "s", "t", "t"]
    weights = [20, 20, 20, 10, 10]
    found = weighted_mean(y, weights, strata=strata, drawn_from={"s": 60, "t": 20})
    want = (60 / 80) ** 2 * 1 / 3 * (1 - 3 / 60) + (20 / 80) ** 2 * 8 / 2 * (1 - 2 / 20)
    # The weights are sizes over counts, so the ratio's error is the stratified one exactly.
    assert found.value == pytest.approx(60 / 80 * 2 + 20 / 80 * 12)
    assert found.standard_error == pytest.approx(sqrt(want))


def test_poststratified_error_is_that_within_groups() -> None:
    y, groups = np.array([1.0, 2.0, 3.0, 10.0, 14.0, 12.0]), ["s"] * 3 + ["t"] * 3
    found = poststratify(y, groups, {"s": 300, "t": 100}).mean
    assert found.value == pytest.approx(0.75 * 2 + 0.25 * 12)
    influence = np.array([-1, 0, 1, -2, 2, 0]) * np.array([100] * 3 + [100 / 3] * 3) / 400
    assert found.standard_error == pytest.approx(sqrt(6 / 5 * (influence**2).sum()))


def test_raking_one_margin_is_poststratifying() -> None:
    kind, wide = _schools()
    y = np.arange(183.0)
    one = raked_mean(y, {"type": (kind, TYPES)}, clusters=wide).mean
    other = poststratify(y, kind, TYPES, clusters=wide).mean
    assert (one.value, one.standard_error) == pytest.approx((other.value, other.standard_error))


def test_what_the_margins_explain_has_no_error() -> None:
    kind, wide = _schools()
    y = [10 * "EHM".index(a) + (b == "Yes") for a, b in zip(kind, wide, strict=True)]
    found = raked_mean(y, {"type": (kind, TYPES), "wide": (wide, WIDE)})
    assert found.total.value == pytest.approx(755 * 10 + 1018 * 20 + 5122)
    assert found.mean.standard_error == pytest.approx(0, abs=1e-9)


ROWS = st.lists(
    st.tuples(st.floats(-50, 50), st.sampled_from("ab"), st.sampled_from("xyz"), st.floats(0.1, 9)),
    min_size=1, max_size=30,
).map(lambda rows: rows + [(1.0, a, b, 1.0) for a in "ab" for b in "xyz"])  # fmt: skip


@given(ROWS, st.floats(0.1, 0.9), st.floats(0.1, 0.5))
def test_margins_hold_exactly_in_any_order_and_scale(
    rows: list[tuple[float, str, str, float]], a: float, x: float
) -> None:
    def read(rows: list[tuple[float, str, str, float]], scale: float) -> object:
        y, first, second, weights = (list(each) for each in zip(*rows, strict=True))
        margins = {
            "first": (first, {"a": 1000 * a, "b": 1000 * (1 - a)}),
            "second": (second, {"x": 1000 * x, "y": 500, "z": 500 - 1000 * x}),
        }
        if x >= 0.5:
            margins["second"] = (second, {"x": 400, "y": 500, "z": 100})
        return raked_mean(y, margins, weights=[scale * each for each in weights]), first

    found, first = read(rows, 1)  # type: ignore[misc]
    back, _ = read(rows[::-1], 7)  # type: ignore[misc]
    held = found.weights[[each == "a" for each in first]].sum()
    assert held == pytest.approx(1000 * a, rel=1e-7)
    assert found.weights == pytest.approx(back.weights[::-1], rel=1e-6)
    assert found.mean.value == pytest.approx(back.mean.value, abs=1e-6)


@given(st.lists(st.tuples(st.floats(-9, 9), st.integers(1, 4)), min_size=2, max_size=20))
def test_splitting_a_rows_weight_within_its_cluster_changes_nothing(
    rows: list[tuple[float, int]],
) -> None:
    y, w = zip(*rows, strict=True)
    ids = list(range(len(y)))
    split = [at for at, weight in zip(ids, w, strict=True) for _ in range(weight)]
    one = weighted_mean(y, w, clusters=ids)
    other = weighted_mean([y[at] for at in split], clusters=split)
    assert one.value == pytest.approx(other.value, abs=1e-12)
    assert one.standard_error == pytest.approx(other.standard_error, abs=1e-12)


def test_intervals_cover_where_clusters_share_their_luck() -> None:
    """1,500 seeded draws of 20 clusters of 8: .95 within .02 (3 errors are .017); rows alone fail."""
    chance, held, plain = np.random.default_rng(4), 0, 0
    clusters = np.repeat(np.arange(20), 8)
    for _ in range(1500):
        y = np.repeat(chance.normal(0, 1, 20), 8) + chance.normal(0, 1, 160)
        found, rows = weighted_mean(y, clusters=clusters), weighted_mean(y)
        held += abs(found.value) <= (found.high or 0) - found.value
        plain += abs(rows.value) <= (rows.high or 0) - rows.value
    assert held / 1500 == pytest.approx(0.95, abs=0.02)
    assert plain / 1500 < 0.7


def test_raking_takes_out_a_measured_bias_and_covers() -> None:
    """600 seeded surveys in which one group answers thrice as often; .95 within .03."""
    chance, held, wrong = np.random.default_rng(6), 0, []
    for _ in range(600):
        old, town = chance.random(300) < 0.75, chance.random(300) < 0.4
        y = 2.0 * old + town + chance.normal(0, 1, 300)
        margins = {"old": (old, {True: 50, False: 50}), "town": (town, {True: 60, False: 40})}
        found = raked_mean(y, margins).mean
        held += (found.low or 0) <= 1.6 <= (found.high or 0)
        wrong.append(y.mean())
    assert held / 600 == pytest.approx(0.95, abs=0.03)
    assert np.mean(wrong) > 1.8


def test_one_cluster_says_nothing_of_the_error() -> None:
    found = weighted_mean([1.0, 2.0], clusters=["a", "a"])
    assert (found.value, found.standard_error, found.low, found.design_effect) == (
        1.5, None, None, None,
    )  # fmt: skip
    assert weighted_mean([4.0]).standard_error is None
    alike = weighted_mean([4.0, 4.0, 4.0])
    assert (alike.standard_error, alike.design_effect) == (0, None)


def test_bad_designs_are_said_in_a_sentence() -> None:
    y = [1.0, 2.0, 3.0, 4.0]
    with pytest.raises(NumbersError, match="Cluster “a” lies in more than one stratum"):
        weighted_mean(y, clusters=["a", "a", "b", "b"], strata=["s", "t", "t", "t"])
    with pytest.raises(NumbersError, match="Stratum “t” has one cluster"):
        weighted_mean(y, strata=["s", "s", "s", "t"])
    with pytest.raises(
        NumbersError, match="4 clusters were drawn, but drawn_from says there are 3"
    ):
        weighted_mean(y, drawn_from=3)
    with pytest.raises(NumbersError, match="for each stratum"):
        weighted_mean(y, strata=list("sstt"), drawn_from=9)
    with pytest.raises(NumbersError, match="how many clusters stratum “t” has"):
        weighted_mean(y, strata=list("sstt"), drawn_from={"s": 9})
    with pytest.raises(NumbersError, match="weights sum to 0"):
        weighted_mean(y, [0, 0, 0, 0])
    with pytest.raises(NumbersError, match="differ in length"):
        weighted_mean(y, clusters=["a"])
    with pytest.raises(NumbersError, match="between 0 and 1"):
        weighted_mean(y, level=0)


def test_bad_margins_are_said_in_a_sentence() -> None:
    y, kind = [1.0, 2.0, 3.0], ["E", "H", "H"]
    with pytest.raises(NumbersError, match="strata: some rows are “H”, which the population lacks"):
        poststratify(y, kind, {"E": 5})
    with pytest.raises(NumbersError, match="the population has 7 of “M”, but no row is one"):
        poststratify(y, kind, {"E": 5, "H": 5, "M": 7})
    with pytest.raises(NumbersError, match="type sums to 10, wide sums to 12"):
        rake({"type": (kind, {"E": 5, "H": 5}), "wide": ([0, 1, 1], {0: 6, 1: 6})})
    with pytest.raises(NumbersError, match="type and wide cannot all be met by these rows"):
        rake({"type": (kind, {"E": 5, "H": 5}), "wide": ([0, 1, 1], {0: 6, 1: 4})})
    with pytest.raises(NumbersError, match="The margin type has to be a pair"):
        rake({"type": kind})  # type: ignore[dict-item]
    with pytest.raises(NumbersError, match="type has to be one row of labels"):
        rake({"type": ([[1], [2]], {1: 5})})
    with pytest.raises(NumbersError, match="differ in length: wide has 2, the other columns 3"):
        rake({"type": (kind, {"E": 5, "H": 5}), "wide": ([0, 1], {0: 6, 1: 4})})
    with pytest.raises(NumbersError, match=r"values\[0\] is 1e\+80: no value may be above 1e\+70"):
        weighted_mean([1e80, 1])
    with pytest.raises(NumbersError, match="no margins"):
        rake({})
    with pytest.raises(NumbersError, match="all rows of one of its labels have weight 0"):
        rake({"type": (kind, {"E": 5, "H": 5})}, [0, 1, 1])
    with pytest.raises(NumbersError, match="population of “H” is -1"):
        poststratify(y, kind, {"E": 5, "H": -1})


def test_a_label_called_na_is_a_label() -> None:
    found = poststratify([1.0, 3.0], ["NA", "b"], {"NA": 1, "b": 3})
    assert found.mean.value == 2.5
