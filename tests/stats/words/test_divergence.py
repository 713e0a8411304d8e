"""How far apart is their talk from ours? Jensen–Shannon, and over chance."""

from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.words.divergence import (
    distance,
    jensen_shannon,
    jensen_shannon_distance,
    kl,
)

SHARES = st.lists(st.integers(0, 50), min_size=3, max_size=3).filter(any)


@pytest.mark.parametrize(
    ("p", "q", "bits", "digits"),
    [
        ((0.5, 0.5), (0.9, 0.1), 0.1468, 4),
        ((1, 0), (0.5, 0.5), 0.3113, 4),
        ((0.80, 0.15, 0.05), (0.40, 0.35, 0.25), 0.131, 3),
    ],
)
def test_published_divergences(p, q, bits, digits):
    assert jensen_shannon(p, q) == pytest.approx(bits, abs=0.5 * 10**-digits)


def test_the_root_is_the_distance():
    assert jensen_shannon_distance((0.5, 0.5), (0.9, 0.1)) == pytest.approx(0.3831, abs=5e-5)


def test_kl_in_bits_and_what_is_ruled_out():
    assert kl((0.5, 0.5), (0.25, 0.75)) == pytest.approx(0.5 + 0.5 * np.log2(2 / 3))
    assert kl((1, 1), (1, 0)) == inf
    assert kl((1, 0), (1, 1)) == 1
    assert kl((3, 1), (30, 10)) == pytest.approx(0, abs=1e-15)


@given(SHARES, SHARES, SHARES)
def test_a_metric_between_0_and_1(p, q, r):
    there = jensen_shannon(p, q)
    assert 0 <= there <= 1
    assert there == pytest.approx(jensen_shannon(q, p), abs=1e-15)
    assert jensen_shannon(p, p) == pytest.approx(0, abs=1e-15)
    detour = sqrt(jensen_shannon(p, r)) + sqrt(jensen_shannon(r, q))
    assert sqrt(there) <= detour + 1e-7


@given(SHARES, SHARES)
def test_counts_or_shares_and_the_kinds_in_any_order(p, q):
    there = jensen_shannon(p, q)
    assert jensen_shannon(np.array(p) * 3, q) == pytest.approx(there, abs=1e-12)
    assert jensen_shannon(p[::-1], q[::-1]) == pytest.approx(there, abs=1e-12)
    halves = (kl(p, np.array(p) / sum(p) + np.array(q) / sum(q)) +
              kl(q, np.array(p) / sum(p) + np.array(q) / sum(q))) / 2  # fmt: skip
    assert there == pytest.approx(halves, abs=1e-12)


def test_no_word_in_common_is_one_bit():
    assert jensen_shannon((1, 0), (0, 1)) == 1


@pytest.mark.parametrize(
    ("words", "bits", "within"),
    [(500, 0.387, 0.004), (2000, 0.228, 0.002), (10_000, 0.081, 0.001), (50_000, 0.0153, 0.0005)],
)
def test_two_samples_of_one_zipf_source_look_apart(words, bits, within):
    """2,000 types, exponent 1. methods.md has .374 at 500 words: one draw is that far off."""
    shares = 1 / np.arange(1, 2001)
    chance = np.random.default_rng(11)
    first, second = chance.multinomial(words, shares / shares.sum(), (2, 30))
    found = [jensen_shannon(a, b) for a, b in zip(first, second, strict=True)]
    assert np.mean(found) == pytest.approx(bits, abs=within)
    assert abs(0.374 - 0.387) < 4 * 0.0065


def talk(chance, shares, documents, words=60, even=50.0):
    """Documents whose authors each lean their own way."""
    own = chance.dirichlet(shares * even, documents)
    return chance.multinomial(words, own)


ZIPF = 1 / np.arange(1, 101) / (1 / np.arange(1, 101)).sum()


def test_the_same_documents_in_any_order_and_form():
    chance = np.random.default_rng(1)
    a, b = talk(chance, ZIPF, 14), talk(chance, ZIPF[::-1], 11)
    found = distance(a, b, draws=200)
    assert found == distance(a[::-1], np.roll(b, 3, axis=0), draws=200)

    def told(heap):
        rows, terms = np.nonzero(heap)
        order = chance.permutation(len(rows))
        return (rows[order] + 100, terms[order], heap[rows, terms][order])

    rows, terms, counts = told(a)
    singly = (rows.repeat(counts), terms.repeat(counts), np.ones(counts.sum()))
    for heap in (told(a), singly):
        again = distance(heap, told(b), draws=200)
        assert (again.p, again.documents, again.words) == (found.p, found.documents, found.words)
        for name in ("bits", "null", "excess", "low", "high"):
            assert getattr(again, name) == pytest.approx(getattr(found, name), abs=1e-12)


def test_documents_without_a_word_say_nothing():
    chance = np.random.default_rng(2)
    a, b = talk(chance, ZIPF, 12), talk(chance, ZIPF, 12)
    assert distance(np.vstack([a, 0 * a[:3]]), b, draws=100) == distance(a, b, draws=100)


def test_far_apart_is_far_beyond_chance():
    chance = np.random.default_rng(3)
    found = distance(talk(chance, ZIPF, 40), talk(chance, ZIPF[::-1], 40), draws=200)
    assert found.p == pytest.approx(1 / 201)
    assert found.excess == found.bits - found.null
    assert found.even_bits == pytest.approx(found.bits)
    assert 0.3 < found.low < found.excess < found.high < 1
    assert found.words == (2400, 2400)
    assert found.documents == (40, 40)


def test_few_documents_say_nothing_about_chance():
    chance = np.random.default_rng(4)
    found = distance(talk(chance, ZIPF, 9), talk(chance, ZIPF, 30), draws=100)
    assert (found.low, found.high, found.p, found.enough) == (None, None, None, False)
    assert found.bits > 0


def test_size_and_coverage_where_nothing_differs():
    """Documents of one bursty source, 300 rounds: p <= .05 in .05 ± .038 (3 sd); the interval of
    the excess holds 0 at least .95 − .038 of the time."""
    chance = np.random.default_rng(5)
    found = [
        distance(talk(chance, ZIPF, 15, even=20.0), talk(chance, ZIPF, 25, even=20.0), draws=100)
        for _ in range(300)
    ]
    assert abs(np.mean([one.p <= 0.05 for one in found]) - 0.05) < 0.038
    assert np.mean([one.low <= 0 <= one.high for one in found]) > 0.95 - 0.038
    assert abs(np.mean([one.excess for one in found])) < 0.002


@pytest.mark.parametrize(("ours", "theirs"), [(30, 120), (120, 30)])
def test_size_where_one_side_writes_longer(ours, theirs):
    """100 rounds each: p <= .05 in .05 + .065 (3 sd) at most, whoever is longer (without the cut
    to like length it would be .8 or 0)."""
    chance = np.random.default_rng(8)
    found = [
        distance(talk(chance, ZIPF, 15, ours), talk(chance, ZIPF, 40, theirs), draws=100)
        for _ in range(100)
    ]
    assert np.mean([one.p <= 0.05 for one in found]) < 0.05 + 0.065
    assert np.mean([one.low <= 0 <= one.high for one in found]) > 0.95 - 0.065
    assert abs(np.mean([one.excess for one in found])) < 0.005
    assert found[0].words == (15 * ours, 40 * theirs)
    assert found[0].even_words == (15 * 30, 40 * 30)


def test_the_excess_is_near_the_true_divergence():
    """A half changed source, 40 documents a side, 100 rounds: held .85 or more (measured .89 with
    bursty documents, .96 with even ones); power is full."""
    chance = np.random.default_rng(6)
    other = (ZIPF + ZIPF[::-1]) / 2
    truth = jensen_shannon(ZIPF, other)
    found = [
        distance(talk(chance, ZIPF, 40), talk(chance, other, 40), draws=100) for _ in range(100)
    ]
    assert np.mean([one.excess for one in found]) == pytest.approx(truth, rel=0.05)
    assert np.mean([one.low <= truth <= one.high for one in found]) > 0.8
    assert all(one.p < 0.05 for one in found)


GOOD = np.ones((12, 3))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: kl([], []), "p is empty"),
        (lambda: kl([0, 0], [1, 1]), "p sums to 0: no kind was counted."),
        (lambda: kl([1], [1, 2]), "The columns differ in length: p has 1, q has 2."),
        (lambda: jensen_shannon([1, -1], [1, 1]), "p[1] is -1: no value may be below 0."),
        (lambda: jensen_shannon([1, inf], [1, 1]), "p[1] is inf"),
        (lambda: distance(GOOD, np.ones((12, 2))), "first has 3, second has 2"),
        (lambda: distance(GOOD, -GOOD), "second[0, 0] is below 0: a count cannot be."),
        (lambda: distance(GOOD, GOOD * 0), "second holds no word: every count is 0."),
        (lambda: distance(GOOD, [1, 2, 3]), "second has to be rows of documents"),
        (lambda: distance(GOOD, ([1], [1], [1])), "have to be given alike"),
        (lambda: distance(([1], [1], [1, 2]), ([1], [1], [1])), "The columns differ in length"),
        (lambda: distance(([1], [1], [-1]), ([1], [1], [1])), "first (count)[0] is -1"),
        (lambda: distance(GOOD, GOOD, draws=5), "draws is 5: no value may be below 100."),
        (lambda: distance(GOOD, GOOD * np.nan), "second[0, 0] is nan"),
        (lambda: distance([["a"]], [["b"]]), "first holds something that is no number"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
