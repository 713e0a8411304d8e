"""How much have we not heard yet? Chao1, Chao2, coverage, what more interviews will bring."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.words.unseen import chao1, chao2, heard, new_kinds


def spiders(kinds, once, twice, n):
    """Counts with these numbers of kinds met once and twice; the rest hold what is left."""
    rest = kinds - once - twice
    left = n - once - 2 * twice - 3 * (rest - 1)
    return [1] * once + [2] * twice + [3] * (rest - 1) + [left]


GIRDLED, LOGGED = spiders(26, 12, 4, 168), spiders(37, 14, 4, 252)


@pytest.mark.parametrize(
    ("counts", "kinds", "error", "low", "high", "coverage"),
    [
        (GIRDLED, 43.893, 14.306, 30.511, 96.971, 0.9289),
        (LOGGED, 61.403, 18.532, 43.502, 128.583, 0.9446),
    ],
)
def test_the_spiders_of_inext_come_out_to_the_last_digit(counts, kinds, error, low, high, coverage):
    found = chao1(counts)
    assert found.value == pytest.approx(kinds, abs=5e-4)
    assert found.standard_error == pytest.approx(error, abs=5e-4)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-4)
    assert found.coverage.value == pytest.approx(coverage, abs=5e-5)
    assert found.coverage.low < coverage < found.coverage.high
    assert found.missing == found.value - found.observed


def test_without_a_kind_met_twice_the_form_without_bias_is_used():
    found = chao1([1, 1, 1, 5])
    assert found.value == pytest.approx(4 + 7 / 8 * 3 * 2 / 2)
    assert found.low >= 4


def test_by_interviews_the_factor_counts_interviews():
    found = chao2([1] * 6 + [2] * 3 + [9], 12)
    assert found.value == pytest.approx(10 + 11 / 12 * 36 / 6)
    assert (found.n, found.mentions, found.method) == (12, 21, "Chao2")
    assert found.coverage.value == pytest.approx(1 - 6 / 21 * (11 * 6 / (11 * 6 + 6)))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=60).filter(any))
def test_never_below_the_observed_and_in_any_order(counts):
    found = chao1(counts)
    observed = sum(one > 0 for one in counts)
    assert found == chao1(counts[::-1])
    assert found.low >= observed
    assert 0 <= found.coverage.low <= found.coverage.value <= found.coverage.high <= 1
    if found.value is None:
        assert set(counts) <= {0, 1}
    else:
        assert observed <= found.low <= found.value + 1e-9 or found.once == 0
        assert found.value <= found.high + 1e-9


@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=40).filter(lambda c: max(c) > 1),
    st.integers(0, 500),
)
def test_more_interviews_bring_more_and_never_more_than_are_missing(counts, more):
    found = chao1(counts)
    coming, further = new_kinds(found, more), new_kinds(found, more + 1)
    assert coming.value <= further.value <= found.missing + 1e-9
    assert coming.low <= coming.high
    assert coming.high >= coming.value - 1


def test_one_more_brings_a_new_kind_as_often_as_coverage_leaves_out():
    found = chao1(GIRDLED)
    assert new_kinds(found, 1).value == pytest.approx(1 - found.coverage.value, rel=0.02)


def test_nothing_heard_twice_says_nothing():
    found = chao1([1, 1, 1])
    assert (found.value, found.high, found.enough, found.missing) == (None, inf, False, None)
    assert found.coverage.value == pytest.approx(1 / 3)
    assert found.coverage.low == 0
    assert new_kinds(found, 5).value is None
    assert new_kinds(found, 0).value == 0
    assert chao2([1], 1).value is None
    assert chao1([7]).value == 1


def test_all_heard_often_leaves_nothing_but_a_bound():
    found = chao1([5, 6, 9])
    assert (found.value, found.low, found.coverage.value) == (3, 3, 1)
    assert found.coverage.low < 1
    coming = new_kinds(found, 10)
    assert coming.value == coming.low == 0
    assert coming.high > 0


def test_beyond_as_many_interviews_again_it_is_marked():
    found = chao2([1, 1, 2, 5, 8], 10)
    assert new_kinds(found, 10).enough
    assert not new_kinds(found, 11).enough


def test_a_kind_counts_once_an_interview_and_silent_interviews_count():
    who = ["NA", "NA", "b", "b", "c"]
    what = ["late", "late", "late", "price", "NA"]
    found = heard(who, what, interviews=5)
    assert dict(zip(found.kinds, found.counts.tolist(), strict=True)) == {
        "late": 2,
        "price": 1,
        "NA": 1,
    }
    assert found.interviews == 5
    assert heard(who, what).interviews == 3
    order = [4, 2, 0, 3, 1]
    again = heard([who[at] for at in order], [what[at] for at in order], 5)
    assert (again.kinds, again.counts.tolist()) == (found.kinds, found.counts.tolist())


def simulated(shares, n, rounds, seed):
    """Whether each interval holds, over samples of n and half as many more."""
    chance = np.random.default_rng(seed)
    held = []
    for _ in range(rounds):
        met = chance.multinomial(n, shares)
        found = chao1(met)
        if found.value is None:
            continue
        later = chance.multinomial(n // 2, shares)
        new = int(((met == 0) & (later > 0)).sum())
        coming = new_kinds(found, n // 2)
        known = shares[met > 0].sum()
        held.append(
            (
                np.floor(found.low) <= len(shares) <= found.high,
                found.coverage.low <= known <= found.coverage.high,
                coming.low <= new <= coming.high,
            )
        )
    return np.mean(held, axis=0)


def test_coverage_of_the_three_intervals_for_kinds_alike():
    """Kinds alike: the 95 % intervals hold at least .90; 3 sd of 600 rounds is .037 of that."""
    kinds, coverage, coming = simulated(np.full(50, 0.02), 100, 600, 1)
    assert kinds > 0.90 - 0.037
    assert abs(coverage - 0.95) < 0.03
    assert coming > 0.95 - 0.03


def test_coverage_where_some_kinds_are_rare():
    """Zipf kinds: coverage and what is to come still hold (3 sd of 600 rounds: .027)."""
    zipf = 1 / np.arange(1, 101)
    _, coverage, coming = simulated(zipf / zipf.sum(), 150, 600, 2)
    assert abs(coverage - 0.95) < 0.03
    assert coming > 0.95 - 0.03


def test_the_estimate_is_a_lower_bound_where_kinds_are_rare():
    zipf = 1 / np.arange(1, 201)
    chance = np.random.default_rng(3)
    found = [chao1(chance.multinomial(150, zipf / zipf.sum())).value for _ in range(200)]
    assert np.mean(found) < 200


def test_interviews_coverage_holds():
    """Interviews with independent kinds, 500 rounds: 3 sd of .95 is .029."""
    chance, shares = np.random.default_rng(4), np.minimum(0.5, 0.5 / np.arange(1, 61) ** 0.8)
    held = []
    for _ in range(500):
        met = (chance.random((20, 60)) < shares).sum(axis=0)
        found = chao2(met, 20)
        known = shares[met > 0].sum() / shares.sum()
        held.append(
            (found.low <= 60 <= found.high, found.coverage.low <= known <= found.coverage.high)
        )
    kinds, coverage = np.mean(held, axis=0)
    assert kinds > 0.88
    assert coverage > 0.95 - 0.03


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: chao1([]), "counts is empty"),
        (lambda: chao1([0, 0]), "counts holds only 0: no kind was heard."),
        (lambda: chao1([1, -1]), "counts[1] is -1: no value may be below 0."),
        (lambda: chao1([1, 2.5]), "counts[1] is 2.5: every value has to be a whole number."),
        (lambda: chao1([1, np.nan]), "counts[1] is nan: every value has to be a finite number."),
        (lambda: chao2([1, 9], 5), "heard_in[1] is 9, but there were 5 interviews."),
        (lambda: chao2([1], 0), "interviews is 0: no value may be below 1."),
        (lambda: new_kinds(chao1([1, 2]), -1), "more is -1: no value may be below 0."),
        (lambda: heard([], []), "interview is empty: nothing was heard."),
        (lambda: heard([1], [1, 2]), "The columns differ in length"),
        (lambda: heard([1, 2], "ab", 1), "2 interviews appear, but only 1 are said to be held."),
        (lambda: chao1([1, 2], level=1), "A level lies between 0 and 1"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
