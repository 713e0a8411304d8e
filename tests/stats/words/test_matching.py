"""Do two people fall into the same way of speaking? LSM against changed partners."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.words.matching import matched, style_matching

BASE = np.array([6, 5, 7, 5, 8, 6, 12, 2, 3.0])
PER_100 = st.lists(st.floats(0, 100), min_size=3, max_size=3)


@pytest.mark.parametrize(("a", "b", "lsm"), [(9.5, 8.7, 0.95604), (10, 5, 0.66667), (0, 0, 1.0)])
def test_published_matching(a, b, lsm):
    assert matched([a], [b])[0] == pytest.approx(lsm, abs=5e-6)


@given(PER_100, PER_100)
def test_between_0_and_1_and_the_same_both_ways(first, second):
    found = matched(first, second)
    assert (found == matched(second, first)).all()
    assert ((found >= 0) & (found <= 1)).all()
    assert (matched(first, first) == 1).all()


def talks(chance, pairs, link):
    """Counts of nine classes for both speakers, whose leanings are correlated by `link`."""
    mine = chance.normal(size=(pairs, 9)) * 0.35
    hers = link * mine + np.sqrt(1 - link**2) * chance.normal(size=(pairs, 9)) * 0.35
    words = chance.integers(60, 300, (2, pairs))
    counts = [
        np.minimum(chance.poisson(BASE * np.exp(lean) / 100 * said[:, None]), said[:, None])
        for lean, said in zip((mine, hers), words, strict=True)
    ]
    return counts[0], counts[1], words[0], words[1]


def test_pairs_in_any_order():
    a, b, m, n = talks(np.random.default_rng(1), 20, 0.5)
    found = style_matching(a, b, m, n, draws=100)
    again = style_matching(a[::-1], b[::-1], m[::-1], n[::-1], draws=100)
    assert (again.value, again.excess, again.low, again.p) == pytest.approx(
        (found.value, found.excess, found.low, found.p), abs=1e-12
    )
    assert again.pairs[::-1] == pytest.approx(found.pairs)


def test_the_mean_is_over_classes_then_pairs():
    a, b, m, n = talks(np.random.default_rng(2), 12, 0)
    found = style_matching(a, b, m, n, draws=100)
    one = matched(100 * a[3] / m[3], 100 * b[3] / n[3])
    assert found.pairs[3] == pytest.approx(one.mean())
    assert found.value == pytest.approx(np.mean(found.pairs))
    assert np.mean(found.classes) == pytest.approx(found.value)
    assert found.excess == pytest.approx(found.value - found.strangers)


def test_strangers_are_everybody_elses_partners():
    a, b, m, n = talks(np.random.default_rng(3), 11, 0.3)
    found = style_matching(a, b, m, n, draws=100)
    others = [
        matched(100 * a[i] / m[i], 100 * b[j] / n[j]).mean()
        for i in range(11)
        for j in range(11)
        if i != j
    ]
    assert found.strangers == pytest.approx(np.mean(others))


def test_short_texts_are_left_out():
    a, b, m, n = talks(np.random.default_rng(4), 14, 0.5)
    m[2], n[5] = 49, 50
    a[2], b[5] = 1, 1
    found = style_matching(a, b, m, n, draws=100)
    assert (found.n, found.short, found.pairs[2]) == (13, 1, None)
    assert found.pairs[5] is not None
    kept = np.arange(14) != 2
    rest = style_matching(a[kept], b[kept], m[kept], n[kept], draws=100)
    assert rest.excess == pytest.approx(found.excess, abs=1e-15)


def test_few_pairs_say_nothing():
    a, b, m, n = talks(np.random.default_rng(5), 9, 0.5)
    found = style_matching(a, b, m, n, draws=100)
    assert (found.excess, found.low, found.p, found.enough) == (None, None, None, False)
    assert found.value == pytest.approx(np.mean(found.pairs))
    nobody = style_matching([[1, 2]], [[1, 2]], [10], [10])
    assert (nobody.value, nobody.n, nobody.short, nobody.pairs) == (None, 0, 1, (None,))


def test_size_where_partners_do_not_follow_each_other():
    """300 rounds of 20 pairs: p <= .05 in .05 ± .038 (3 sd); the interval holds 0 in at least .91
    − .05 (percentiles of 20 pairs are a little short)."""
    chance = np.random.default_rng(6)
    found = [style_matching(*talks(chance, 20, 0), draws=100) for _ in range(300)]
    assert abs(np.mean([one.p <= 0.05 for one in found]) - 0.05) < 0.038
    assert np.mean([one.low <= 0 <= one.high for one in found]) > 0.86
    assert abs(np.mean([one.excess for one in found])) < 0.003


def test_partners_who_follow_each_other_are_found():
    found = style_matching(*talks(np.random.default_rng(7), 60, 0.7), draws=200)
    assert found.low > 0
    assert found.p < 0.01


def test_thousands_of_pairs_are_held_against_a_thousand_strangers():
    a, b, m, n = talks(np.random.default_rng(8), 1500, 0)
    found = style_matching(a, b, m, n, draws=100)
    assert abs(found.excess) < 0.01
    assert found.low < found.excess < found.high


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: matched([1], [101]), "second[0] is 101: no value may be above 100."),
        (lambda: matched([-1], [1]), "first[0] is -1: no value may be below 0."),
        (lambda: matched([1], [1, 2]), "The columns differ in length: first has 1, second has 2."),
        (lambda: style_matching([[1]], [[1, 2]], [60], [60]), "first is 1 pairs × 1 classes"),
        (lambda: style_matching([[1]], [[1]], [60, 70], [60]), "The columns differ in length"),
        (lambda: style_matching([[61]], [[1]], [60], [60]), "first[0, 0] is 61: it has to lie"),
        (lambda: style_matching([[np.nan]], [[1]], [60], [60]), "first[0, 0] is nan"),
        (lambda: style_matching([[1]], [[1]], [-1], [60]), "words_first[0] is -1"),
        (lambda: style_matching([], [], [], []), "words_first is empty"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
