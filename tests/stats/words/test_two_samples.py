"""Can a machine tell their texts from ours? Ridge over folds of whole authors."""

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.stats.words.two_samples import critical_accuracy, two_samples


@pytest.mark.parametrize(("n", "accuracy"), [(100, 0.582), (200, 0.558), (1000, 0.526)])
def test_what_guessing_passes_one_time_in_twenty(n, accuracy):
    assert critical_accuracy(n) == pytest.approx(accuracy, abs=5e-4)


def heaps(chance, authors, rows, features, shift=0.0, own=0.7):
    """Rows of two sides; an author's rows share `own` spread of her own."""
    found = []
    for side, many in enumerate(authors):
        who = np.repeat(np.arange(many), rows)
        base = chance.normal(size=(many, features)) * own
        texts = base[who] + chance.normal(size=(len(who), features)) + side * shift
        found += [texts, [f"{'ab'[side]}{at}" for at in who]]
    return found[0], found[2], found[1], found[3]


def test_clearly_different_is_told():
    found = two_samples(*heaps(np.random.default_rng(1), (30, 40), 2, 6, shift=1.5), draws=200)
    assert found.accuracy.value > 0.9
    assert found.auc.value > 0.95
    assert found.auc.low > 0.8
    assert found.p == pytest.approx(1 / 201)
    assert found.p_formula < 1e-6
    assert (found.rows, found.authors) == ((60, 80), (30, 40))


def test_rows_in_any_order_and_features_in_any_unit():
    chance = np.random.default_rng(2)
    x, y, a, b = heaps(chance, (15, 12), 3, 4, shift=0.3)
    found = two_samples(x, y, a, b, draws=100)
    order = chance.permutation(len(x))
    again = two_samples(x[order], y[::-1], [a[at] for at in order], b[::-1], draws=100)
    assert again.accuracy.value == pytest.approx(found.accuracy.value, abs=1e-12)
    assert again.p == found.p
    scaled = two_samples(x * [1, 10, 100, 1e4] + 5, y * [1, 10, 100, 1e4] + 5, a, b, draws=100)
    assert scaled.auc.value == pytest.approx(found.auc.value, abs=1e-9)
    lone = two_samples(x, y, draws=100)
    assert lone == two_samples(x[order], y[::-1], draws=100)


def test_turned_round_the_accuracy_stays():
    x, y, a, b = heaps(np.random.default_rng(3), (15, 15), 2, 3, shift=0.5)
    one, other = two_samples(x, y, a, b, draws=100), two_samples(y, x, b, a, draws=100)
    assert one.accuracy.value == pytest.approx(other.accuracy.value, abs=1e-12)
    assert one.auc.value == pytest.approx(other.auc.value, abs=1e-12)


def test_more_features_than_rows_and_flat_features():
    x, y, a, b = heaps(np.random.default_rng(4), (12, 12), 1, 90, shift=0.8)
    found = two_samples(np.c_[x, np.ones(12)], np.c_[y, np.ones(12)], a, b, draws=100)
    assert found.accuracy.value > 0.8
    assert found == two_samples(x, y, a, b, draws=100)
    flat = two_samples(np.ones((12, 2)), np.ones((12, 2)), draws=100)
    assert flat.accuracy.value == 0.5
    assert flat.p == 1


def test_few_authors_are_told_nothing():
    found = two_samples(*heaps(np.random.default_rng(5), (9, 40), 5, 2))
    assert (found.accuracy, found.auc, found.p, found.enough) == (None, None, None, False)
    assert found.authors == (9, 40)


def test_an_author_known_again_is_no_difference():
    """Each author writes ten texts in her own way and nothing else differs, 100 rounds: by whole
    authors .05 ± .065 (3 sd) are called different, as if texts were authors more than .5."""
    chance = np.random.default_rng(6)
    told, fooled, covered = [], [], []
    for _ in range(100):
        x, y, a, b = heaps(chance, (12, 12), 10, 8, own=1.5)
        found = two_samples(x, y, a, b, draws=100)
        told.append(found.p <= 0.05)
        covered.append(found.accuracy.low <= 0.5 <= found.accuracy.high)
        fooled.append(two_samples(x, y, draws=100).p <= 0.05)
    assert np.mean(told) < 0.05 + 0.065
    assert np.mean(covered) > 0.95 - 0.065
    assert np.mean(fooled) > 0.5


def test_size_of_both_chances_for_lone_texts():
    """200 rounds, 3 sd is .046; the formula is looser, since folds share texts: below .13."""
    chance = np.random.default_rng(7)
    found = [
        two_samples(chance.normal(size=(25, 4)), chance.normal(size=(25, 4)), draws=100)
        for _ in range(200)
    ]
    assert np.mean([one.p <= 0.05 for one in found]) < 0.05 + 0.046
    assert np.mean([one.p_formula <= 0.05 for one in found]) < 0.13
    assert np.mean([one.accuracy.value for one in found]) == pytest.approx(0.5, abs=0.02)
    assert np.mean([one.auc.low <= 0.5 <= one.auc.high for one in found]) > 0.95 - 0.046


X = np.arange(24.0).reshape(12, 2)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: two_samples([], X), "first is empty"),
        (lambda: two_samples(X, X[:, :1]), "first has 2 features and second 1"),
        (lambda: two_samples(X, X * np.nan), "second[0, 0] is nan"),
        (lambda: two_samples(X, X, "abcdefghijkl"), "Authors are given for one side only"),
        (lambda: two_samples(X, X, "ab", "cd"), "There are 2 and 2 authors for 12 and 12 rows."),
        (
            lambda: two_samples(X, X, "abcdefghijkl", "mnopqrstuvwa"),
            "The author “a” is on both sides.",
        ),
        (lambda: two_samples(X, X, ridge=0), "ridge is 0: every value has to be above 0."),
        (lambda: two_samples(X, X, draws=1), "draws is 1: no value may be below 100."),
        (lambda: critical_accuracy(0), "n is 0: no value may be below 1."),
        (lambda: critical_accuracy(5, 0.4), "A level lies between one half and 1"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
