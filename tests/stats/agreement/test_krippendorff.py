"""Alpha: the canonical tables, what leaves it alone, its interval and the gate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.agreement.krippendorff import Metric, krippendorff

FOUR = """1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 ."""
THREE = """. . . . . 3 4 1 2 1 1 3 3 . 3
1 . 2 1 3 3 4 3 . . . . . . .
. . 2 1 3 4 4 . 2 1 1 3 3 . 4"""
METRICS: list[Metric] = ["nominal", "ordinal", "interval", "ratio"]


def _table(text: str) -> list[list[int | None]]:
    return [[None if v == "." else int(v) for v in row.split()] for row in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "metric", "alpha"),
    [
        (FOUR, "nominal", 0.743), (FOUR, "ordinal", 0.815), (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797), (THREE, "nominal", 0.691), (THREE, "interval", 0.811),
    ],
)  # fmt: skip
def test_golden_tables(text: str, metric: Metric, alpha: float) -> None:
    found = krippendorff(_table(text), metric)
    assert found.value == pytest.approx(alpha, abs=5e-4)
    assert found.metric == metric


def test_golden_counts_of_the_canonical_table() -> None:
    found = krippendorff(_table(FOUR))
    assert (found.n, found.labels, found.readers) == (11, 40, 4)
    assert 1 - (found.observed or 0) / (found.expected or 1) == pytest.approx(found.value)


def _plainly(table: np.ndarray, metric: Metric) -> float:
    """Alpha from its definition, pair by pair, with no shortcut."""
    units = [column[~np.isnan(column)] for column in table.T]
    units = [column for column in units if len(column) >= 2]
    every = np.concatenate(units)
    held = {value: int((every == value).sum()) for value in every}

    def apart(x: float, y: float) -> float:
        if metric == "nominal":
            return float(x != y)
        if metric == "interval":
            return (x - y) ** 2
        if metric == "ratio":
            return ((x - y) / (x + y)) ** 2 if x + y else 0.0
        low, high = min(x, y), max(x, y)
        between = sum(times for value, times in held.items() if low <= value <= high)
        return (between - (held[x] + held[y]) / 2) ** 2 if x != y else 0.0

    n = len(every)
    within = sum(
        sum(apart(x, y) for x in column for y in column) / (len(column) - 1) for column in units
    )
    between = sum(apart(x, y) for x in every for y in every)
    return float(1 - (n - 1) * within / between)


@pytest.mark.parametrize("metric", METRICS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_it_is_its_definition_in_any_order_of_readers_and_units(
    metric: Metric, data: st.DataObject
) -> None:
    cell = st.one_of(st.integers(0, 4).map(float), st.just(float("nan")))
    readers = data.draw(st.integers(2, 4))
    units = data.draw(
        st.lists(st.lists(cell, min_size=readers, max_size=readers), min_size=2, max_size=9)
    )
    table = np.array(units).T
    found = krippendorff(table, metric, draws=100, least=2)
    if found.value is None:
        return
    assert found.value == pytest.approx(_plainly(table, metric), abs=1e-9)
    assert found == krippendorff(table[::-1, ::-1], metric, draws=100, least=2)
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low <= found.value <= found.high <= 1 + 1e-12


@settings(max_examples=30, deadline=None)
@given(st.floats(0.01, 100), st.floats(-50, 50))
def test_scale_changes_only_what_it_should(scale: float, shift: float) -> None:
    table = np.array(_table(FOUR), np.float64)
    for metric in METRICS:
        found = krippendorff(table, metric, draws=100).value
        if metric != "ratio":
            moved = krippendorff(table * scale + shift, metric, draws=100).value
            assert moved == pytest.approx(found, abs=1e-7)
        else:
            assert krippendorff(table * scale, metric, draws=100).value == pytest.approx(found)


def test_labels_may_be_anything_and_na_is_one() -> None:
    words = {1: "NA", 2: "", 3: "owner", 4: "x", 5: "y", None: None}
    found = krippendorff([[words[v] for v in row] for row in _table(FOUR)])
    assert found.value == pytest.approx(0.743, abs=5e-4)
    assert found.n == 11


def test_a_data_frame_is_a_table_too() -> None:
    pandas = pytest.importorskip("pandas")
    found = krippendorff(pandas.DataFrame(_table(FOUR)))
    assert found.value == pytest.approx(0.743, abs=5e-4)


def test_two_labels_and_no_gaps_are_scotts_pi_but_for_the_small_sample() -> None:
    first, second = (
        np.repeat([0, 0, 1, 1], [45, 15, 25, 15]),
        np.repeat([0, 1, 0, 1], [45, 15, 25, 15]),
    )
    pi = (0.60 - (0.65**2 + 0.35**2)) / (1 - (0.65**2 + 0.35**2))
    assert krippendorff([first, second]).value == pytest.approx(1 - (1 - pi) * 199 / 200)


def test_ten_agreements_in_a_row_are_not_certainty() -> None:
    found = krippendorff([list("ababababab"), list("ababababab")])
    assert (found.value, found.high) == (1, 1)
    assert found.low is not None
    assert found.low < 0.667
    assert found.gate == "not to be published"
    many = krippendorff([list("ab" * 100), list("ab" * 100)])
    assert many.gate == "firm"


def _noisy(units: int, right: float, seed: int = 0) -> list[np.ndarray]:
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, 3, units)
    return [
        np.where(chance.random(units) < right, truth, chance.integers(0, 3, units)) for _ in "ab"
    ]


@pytest.mark.parametrize(
    ("right", "gate"), [(0.98, "firm"), (0.9, "tentative"), (0.7, "not to be published")]
)
def test_the_gate_goes_by_the_low_end(right: float, gate: str) -> None:
    found = krippendorff(_noisy(500, right))
    assert found.gate == gate
    assert found.says.endswith(f"n = 500 units, 2 readers, 95 %: {gate}")


@pytest.mark.parametrize(("units", "right"), [(40, 0.95), (100, 0.8)])
def test_the_interval_covers_and_is_not_too_high(units: int, right: float) -> None:
    """300 seeded tables, true alpha right²: at least .93 hold it (3 errors are .04), and its low
    end is above the truth in at most 4.5 % (2.5 % and 3 errors of .007)."""
    truth, held, above = right**2, 0, 0
    for seed in range(300):
        found = krippendorff(_noisy(units, right, seed), draws=200)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= truth <= found.high
        above += found.low > truth
    assert held / 300 >= 0.93 - 0.04
    assert above / 300 <= 0.045


def test_same_data_same_interval_and_seeds_differ() -> None:
    table = _noisy(60, 0.8)
    assert krippendorff(table) == krippendorff(table)
    assert krippendorff(table).high != krippendorff(table, seed=5).high


def test_too_few_units_or_one_label_say_so() -> None:
    few = krippendorff([[1, 2, 1, None], [1, 2, 1, 2]])
    assert (few.value, few.low, few.gate) == (None, None, "not enough to say")
    assert few.says == "not enough to say (n = 3)"
    same = krippendorff([["yes"] * 9, ["yes"] * 9])
    assert (same.value, same.gate) == (None, "not enough to say")
    assert same.says == "every label was the same, so alpha cannot tell (n = 9)"
    assert krippendorff([[None] * 6, [None] * 6]).says == "not enough to say (n = 0)"


@pytest.mark.parametrize(
    ("table", "metric", "sentence"),
    [
        ([[1, 2]], "nominal", "at least two readers"),
        ([[1, 2], [1]], "nominal", "reader 0 has 2, reader 1 has 1"),
        ([["a", "b"], ["a", "c"]], "interval", "interval alpha needs numbers; a reader gave “a”"),
        ([[1.0, float("inf")], [1, 2]], "ordinal", "infinite"),
        ([[1, -2], [1, 2]], "ratio", "Ratio alpha needs numbers of at least 0; one is -2"),
        ([[1, 2], [1, 2]], "cosine", "metric is “cosine”"),
        (None, "nominal", "rows of labels, a row a reader"),
        ([1, 2, 3], "nominal", "Reader 0 has to be one row of labels"),
        ([["a", "b"], "ab"], "nominal", "Reader 1 has to be one row of labels"),
    ],
)
def test_bad_tables_are_said_in_a_sentence(table: Any, metric: Any, sentence: str) -> None:
    with pytest.raises(NumbersError, match=sentence):
        krippendorff(table, metric)


def test_ratio_refuses_what_would_fill_the_memory() -> None:
    with pytest.raises(NumbersError, match="3,000 distinct values are more than 2,000"):
        krippendorff([np.arange(3000), np.arange(3000)], "ratio")
