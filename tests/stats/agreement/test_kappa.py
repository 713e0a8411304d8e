"""Kappa: golden tables, errors against the delta method, limits, coverage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.agreement.kappa import cohen, fleiss
from troth.stats.arrays import Whole

TEN = """0 0 0 0 14
0 2 6 4 2
0 0 3 5 6
0 3 9 2 0
2 2 8 1 1
7 7 0 0 0
3 2 6 3 0
2 5 3 2 2
6 5 2 1 0
0 2 2 3 7"""


def _pairs(a: int, b: int, c: int, d: int) -> tuple[Whole, Whole]:
    return np.repeat([0, 0, 1, 1], [a, b, c, d]), np.repeat([0, 1, 0, 1], [a, b, c, d])


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [
        ((20, 5, 10, 15), 0.400), ((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593),
        ((118, 5, 2, 0), -0.023),
    ],
)  # fmt: skip
def test_golden_cohen(counts: tuple[int, int, int, int], kappa: float) -> None:
    found = cohen(*_pairs(*counts))
    assert found.value == pytest.approx(kappa, abs=5e-4 if kappa < 0 else 6e-5)
    assert (found.n, found.readers, found.categories) == (sum(counts), 2, 2)


def test_golden_error_of_fleiss_cohen_and_everitt() -> None:
    """The large-sample error of the first table, as statsmodels reckons it too."""
    assert cohen(*_pairs(20, 5, 10, 15)).standard_error == pytest.approx(0.12699606, abs=1e-8)


def test_golden_fleiss() -> None:
    found = fleiss([[int(v) for v in row.split()] for row in TEN.splitlines()])
    assert found.value == pytest.approx(0.2099, abs=6e-5)
    assert (found.n, found.readers, found.categories) == (10, 14, 5)


def test_golden_fleiss_with_gaps_and_its_error() -> None:
    """The 4 by 12 table of Krippendorff; .76117 with error .15302 in Gwet's handbook software."""
    counts = np.zeros((12, 5))
    table = (
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
    )  # fmt: skip
    for row in table:
        for unit, label in enumerate(row.split()):
            if label != ".":
                counts[unit, int(label) - 1] += 1
    found = fleiss(counts)
    assert found.value == pytest.approx(0.76117, abs=6e-6)
    assert found.standard_error == pytest.approx(0.15302, abs=6e-6)


LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=6, max_size=40)


@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
@given(pairs=LABELS)
def test_error_is_the_delta_method_of_the_coefficient_itself(
    weights: str | None, pairs: list[tuple[int, int]]
) -> None:
    """Moving a little of the table towards each cell gives the influence, by differences."""
    first, second = (list(each) for each in zip(*pairs, strict=True))
    found = cohen(first, second, weights, order=range(4))  # type: ignore[arg-type]
    if found.value is None or found.expected is None or found.expected > 0.9:
        return
    table = np.zeros((4, 4))
    np.add.at(table, (first, second), 1 / len(pairs))
    apart = np.abs(np.arange(4)[:, None] - np.arange(4)[None, :]) / 3
    near = {None: np.eye(4), "linear": 1 - apart, "quadratic": 1 - apart**2}[weights]

    def kappa(p: np.ndarray) -> float:
        expected = p.sum(1) @ near @ p.sum(0)
        return float(((p * near).sum() - expected) / (1 - expected))

    step, influence = 1e-6, np.zeros((4, 4))
    for cell in np.ndindex(4, 4):
        move = -table * step
        move[cell] += step
        influence[cell] = (kappa(table + move) - kappa(table - move)) / (2 * step)
    error = np.sqrt(max(0.0, (table * influence**2).sum() / len(pairs)))
    assert found.value == pytest.approx(kappa(table), abs=1e-12)
    assert found.standard_error == pytest.approx(error, abs=1e-5)


@given(LABELS)
def test_readers_and_rows_may_change_places(pairs: list[tuple[int, int]]) -> None:
    first, second = (list(each) for each in zip(*pairs, strict=True))
    found, other = cohen(first, second), cohen(second[::-1], first[::-1])
    assert (found.value is None) == (other.value is None)
    if found.value is not None:
        assert found.value == pytest.approx(other.value, abs=1e-12)
        assert found.low == pytest.approx(other.low, abs=1e-9)
        assert found.low is not None
        assert found.high is not None
        assert -1 <= found.low <= found.value + 1e-12 <= found.high + 1e-9


def test_weights_forgive_near_misses() -> None:
    first, second = [1, 2, 3, 4, 5] * 4, [1, 2, 3, 4, 4] * 4
    plain, linear = cohen(first, second).value, cohen(first, second, "linear").value
    square = cohen(first, second, "quadratic").value
    assert plain is not None
    assert linear is not None
    assert square is not None
    assert plain < linear < square < 1
    far = cohen(first, [1, 2, 3, 4, 1] * 4, "quadratic").value
    assert far is not None
    assert far < 0.2 < square


def test_order_names_labels_nobody_gave() -> None:
    first, second = ["low", "high", "low"] * 3, ["low", "high", "high"] * 3
    close = cohen(first, second, "linear", order=["low", "high"])
    wide = cohen(first, second, "linear", order=["low", "mid", "high"])
    assert (close.categories, wide.categories) == (2, 3)
    assert wide.value == pytest.approx(close.value)


def test_gaps_are_left_out_and_na_is_a_label() -> None:
    first, second = (
        ["NA", "b", None, "b", "NA", "b", "b"],
        ["NA", "b", "b", float("nan"), "NA", "b", "NA"],
    )
    found = cohen(first, second)
    assert (found.n, found.observed) == (5, 0.8)


def test_ten_agreements_in_a_row_are_not_certainty() -> None:
    found = cohen([0, 1] * 5, [0, 1] * 5)
    assert (found.value, found.high) == (1, 1)
    assert found.low is not None
    assert found.low < 0.6
    assert (cohen([0, 1] * 500, [0, 1] * 500).low or 0) > 0.98


@pytest.mark.parametrize(("n", "p", "miss"), [(20, 0.3, 0.05), (50, 0.5, 0.1), (200, 0.5, 0.1)])
def test_the_interval_covers(n: int, p: float, miss: float) -> None:
    """1,000 seeded tables: at least .93 (3 errors are .02), low end too high in at most 4 %."""
    a = p * (1 - miss) ** 2 + (1 - p) * miss**2
    d = p * miss**2 + (1 - p) * (1 - miss) ** 2
    b = miss * (1 - miss)
    expected = (a + b) ** 2 + (b + d) ** 2
    truth = (a + d - expected) / (1 - expected)
    held = above = 0
    for counts in np.random.default_rng(n).multinomial(n, (a, b, b, d), 1000):
        found = cohen(*_pairs(*counts))
        if found.low is not None and found.high is not None:
            held += found.low <= truth <= found.high
            above += found.low > truth
    assert held / 1000 >= 0.93
    assert above / 1000 <= 0.04


def test_one_label_or_few_units_say_so() -> None:
    same = cohen(["x"] * 9, ["x"] * 9)
    assert (same.value, same.observed) == (None, 1)
    assert same.says == "every label was the same, so Cohen’s kappa cannot tell (n = 9)"
    assert cohen([1, 2, 1, 2], [1, 2, 1, 2]).says == "not enough to say (n = 4)"
    assert cohen([], []).says == "not enough to say (n = 0)"
    assert fleiss([[2, 0]] * 3).says == "not enough to say (n = 3)"
    assert fleiss([[2, 0]] * 8).value is None


def test_the_sentence_has_everything() -> None:
    said = cohen(*_pairs(20, 5, 10, 15)).says
    assert said == "Cohen’s kappa 0.40 (0.12 to 0.66), n = 50, 95 %"
    assert cohen(*_pairs(118, 5, 2, 0)).says.startswith("Cohen’s kappa −0.02 (−0.06 to 0.00)")


def test_bad_input_is_said_in_a_sentence() -> None:
    with pytest.raises(NumbersError, match="reader 0 has 2, reader 1 has 1"):
        cohen([1, 2], [1])
    with pytest.raises(NumbersError, match="weights is “cubic”"):
        cohen([1, 2], [1, 2], "cubic")  # type: ignore[arg-type]
    with pytest.raises(NumbersError, match="A reader gave “3”, which order does not name"):
        cohen([1, 2], [1, 3], order=[1, 2])
    with pytest.raises(NumbersError, match="names a label twice"):
        cohen([1, 2], [1, 2], order=[1, 1, 2])
    with pytest.raises(NumbersError, match="whole numbers from 0 to"):
        fleiss([[1, -1], [2, 0]])
    with pytest.raises(NumbersError, match=r"counts\[0, 1\] is nan"):
        fleiss([[1, np.nan], [2, 0]])
    with pytest.raises(NumbersError, match="between 0 and 1"):
        cohen([1, 2], [1, 2], level=1)
