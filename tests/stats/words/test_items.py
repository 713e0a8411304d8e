"""Does the line say anything about whom it describes? Bits, effective items, existence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.words.items import effective_items, existence, item_information

TABLE = [[28, 2], [5, 25], [4, 26]]


def test_three_personas_and_a_telling_line():
    found = item_information(TABLE)
    assert found.bits == pytest.approx(0.4538, abs=5e-5)
    assert found.low < found.bits < found.high <= 1
    assert found.n == 90
    assert found.p < 1e-11
    assert found.by_chance == pytest.approx(2 / (180 * np.log(2)))


def test_true_of_everybody_tells_nothing():
    assert item_information([[30, 0], [30, 0], [30, 0]]).bits == 0
    found = item_information([[20, 10], [20, 10]])
    assert found.bits == pytest.approx(0, abs=1e-15)
    assert found.low == 0
    assert 0.01 < found.high < 0.2
    assert found.p == 1


def test_telling_wholly_is_one_bit_of_two_personas():
    found = item_information([[40, 0], [0, 40]])
    assert found.bits == pytest.approx(1)
    assert found.high == 1
    assert 0 < found.low < 1


def test_few_answers_say_nothing_sure():
    found = item_information([[9, 0], [0, 9]])
    assert (found.low, found.high, found.p, found.enough) == (None, None, None, False)


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4).filter(
    lambda rows: sum(map(sum, rows)) >= 20))  # fmt: skip
def test_order_of_personas_and_answers_changes_nothing(rows):
    found = item_information(rows)
    turned = item_information(np.array(rows)[::-1, ::-1].T)
    assert found.bits == pytest.approx(turned.bits, abs=1e-12)
    assert found.low == pytest.approx(turned.low, abs=1e-6)
    assert 0 <= found.low <= found.bits <= found.high + 1e-12
    twice = item_information(np.array(rows) * 2)
    assert twice.bits == pytest.approx(found.bits, abs=1e-12)
    assert twice.high - twice.low <= found.high - found.low + 1e-6


@pytest.mark.parametrize(
    "shares", [[0.5, 0.5, 0.5], [0.6, 0.5, 0.4], [0.93, 0.17, 0.13], [0.99, 0.5, 0.5]]
)
def test_the_interval_holds(shares):
    """30 answers a persona, 400 rounds: at least .95 − .033 (3 sd), and more for telling lines."""
    chance = np.random.default_rng(1)
    yes = np.array(shares)
    truth = item_information(np.rint(np.c_[yes, 1 - yes] * 1e7)).bits
    held = []
    for _ in range(400):
        met = chance.binomial(30, yes)
        found = item_information(np.c_[met, 30 - met])
        held.append(found.low <= truth <= found.high)
    assert np.mean(held) > 0.95 - 0.033


def test_what_chance_shows_is_what_is_said():
    """Mean bits of a line that tells nothing, 2,000 rounds of 200: within a tenth."""
    met = np.random.default_rng(2).binomial(200, 0.4, (2000, 3))
    found = [item_information(np.c_[one, 200 - one]) for one in met]
    assert np.mean([one.bits for one in found]) == pytest.approx(found[0].by_chance, rel=0.1)
    assert np.mean([one.p <= 0.05 for one in found]) == pytest.approx(0.05, abs=0.015)


def test_all_alike_is_one_item_and_unrelated_are_all():
    assert effective_items(np.ones((7, 7))) == pytest.approx(1)
    assert effective_items(np.eye(7)) == pytest.approx(7)
    pairs = np.kron(np.eye(3), np.ones((2, 2)))
    assert effective_items(pairs) == pytest.approx(3)


@given(st.integers(2, 8), st.integers(0, 10_000))
def test_it_is_the_eigenvalues(items, seed):
    found = np.corrcoef(np.random.default_rng(seed).normal(size=(items, 20)))
    values = np.linalg.eigvalsh(found)
    effective = effective_items((found + found.T) / 2)
    assert effective == pytest.approx(values.sum() ** 2 / (values**2).sum())
    assert 1 - 1e-9 <= effective <= items + 1e-9


def test_five_attributes_of_one_half_fit_one_in_thirty_two():
    every = np.array(np.meshgrid(*[[0, 1]] * 5)).reshape(5, -1).T
    found = existence(every)
    assert found.if_independent == pytest.approx(0.031, abs=5e-4)
    assert found.share.value == 1 / 32
    assert found.falling == (0.5, 0.25, 0.125, 0.0625, 0.03125)
    assert (found.share.low, found.share.high) == pytest.approx((0.0055, 0.1574), abs=5e-4)
    assert found.share.method == "Wilson"


def test_attributes_that_go_together_fit_more():
    found = existence(np.repeat([[1, 1], [0, 0]], 10, axis=0))
    assert found.share.value == 0.5
    assert found.if_independent == 0.25


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: item_information([]), "table is empty"),
        (lambda: item_information([[1, 2]]), "table needs at least two personas"),
        (lambda: item_information([1, 2]), "table needs at least two personas"),
        (lambda: item_information([[1, 2], [3, -1]]), "table[1, 1] is -1: it has to be a whole"),
        (lambda: item_information([[1, 2], [3, 0.5]]), "table[1, 1] is 0.5: it has to be a whole"),
        (lambda: item_information([[0, 0], [0, 0]]), "table holds no answer: every count is 0."),
        (lambda: item_information([[1, np.nan], [1, 1]]), "table[0, 1] is nan"),
        (lambda: effective_items([[1, 0]]), "similarity has to be square; it has 1 rows and 2"),
        (lambda: effective_items([[1, 0.2], [0.3, 1]]), "similarity[0, 1] and similarity[1, 0]"),
        (lambda: effective_items([[2, 0], [0, 1]]), "similarity[0, 0] is 2: every item is 1"),
        (lambda: effective_items([[1, 3], [3, 1]]), "similarity[0, 1] is 3: it lies between"),
        (lambda: existence([[1, 2]]), "matches[0, 1] is 2: it has to be 0 or 1."),
        (lambda: existence([]), "matches is empty"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
