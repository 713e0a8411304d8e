"""Which words are theirs and which are ours? Log-odds with a prior, G², whole documents."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.words.dispersion import dispersion
from troth.stats.words.keyness import dunning, keyness

COUNTS = st.lists(st.integers(0, 40), min_size=4, max_size=4).filter(any)
ZIPF = 1 / np.arange(1, 121) / (1 / np.arange(1, 121)).sum()


@pytest.mark.parametrize(
    ("table", "g2"),
    [
        ((110, 2442, 111, 29114), 270.72),
        ((29, 13, 123, 31612), 263.90),
        ((31, 23, 139, 31584), 256.84),
        ((10, 0, 3, 31764), 167.23),
        ((76, 104, 2476, 29121), 157.21),
    ],
)
def test_dunnings_table(table, g2):
    a, b, c, d = table
    assert dunning([a, c], [b, d])[0] == pytest.approx(g2, abs=0.005)
    assert dunning([b, d], [a, c])[0] == pytest.approx(-g2, abs=0.005)


def test_monroes_z_with_a_prior_of_one():
    found = keyness([30, 10, 60], [10, 20, 70], prior=1)
    assert found.z == pytest.approx([3.651, -2.047, -2.427], abs=5e-4)
    assert found.log_odds[0] == pytest.approx(np.log(31 / 72) - np.log(11 / 92))
    assert found.low[0] == pytest.approx(found.log_odds[0] * (1 - 1.959964 / found.z[0]))
    assert found.p[0] == pytest.approx(0.000261, abs=5e-6)
    assert found.holm == pytest.approx(
        [3 * found.p[0], max(2 * found.p[2], found.p[1]), 2 * found.p[2]]
    )
    assert found.by_document is None
    assert found.words == (100, 100)
    assert found.order().tolist() == [0, 1, 2]


@given(COUNTS, COUNTS)
def test_turned_round_every_sign_turns(first, second):
    one, other = keyness(first, second), keyness(second, first)
    assert one.log_odds == pytest.approx(-other.log_odds, abs=1e-12)
    assert one.z == pytest.approx(-other.z, abs=1e-12)
    assert one.g2 == pytest.approx(-other.g2, abs=1e-9)
    assert one.low == pytest.approx(-other.high, abs=1e-12)
    assert ((one.p >= 0) & (one.holm >= one.p) & (one.holm <= 1)).all()


@given(COUNTS, COUNTS)
def test_words_in_any_order(first, second):
    one, other = keyness(first, second), keyness(first[::-1], second[::-1])
    assert one.z == pytest.approx(other.z[::-1], abs=1e-12)
    assert one.g2 == pytest.approx(other.g2[::-1], abs=1e-9)


def test_the_prior_holds_rare_accidents_down():
    """A word said 3 times and never by the others loses to one said 90 against 30."""
    found = keyness([3, 90, 907], [0, 30, 970], terms=["rare", "told", "rest"])
    assert found.log_odds[0] > found.log_odds[1]
    assert found.z[0] < found.z[1]
    assert found.terms[int(found.order()[0])] == "told"


def talk(chance, shares, documents, even=30.0, words=80):
    """Documents whose authors each lean their own way."""
    return chance.multinomial(words, chance.dirichlet(shares * even, documents))


def test_one_talkative_document_makes_no_keyword():
    chance = np.random.default_rng(1)
    first, second = (talk(chance, ZIPF, 30, even=300.0) for _ in range(2))
    first[0, 60] += 60
    first[:, 30] += 2
    found = keyness(first, second, draws=300)
    told = found.by_document
    assert found.holm[60] < 1e-5
    assert told.family_p[60] > 0.5
    assert told.dispersion[60] > 0.8
    assert told.used_first[60] < 15
    assert found.low[60] < 0 < found.log_odds[60]
    assert told.family_p[30] < 0.01
    assert told.used_first[30] == 30
    assert told.dispersion[30] < 0.3
    assert found.order()[0] == 30


def test_documents_in_any_order_and_form():
    chance = np.random.default_rng(2)
    a, b = talk(chance, ZIPF, 9), talk(chance, ZIPF, 7)
    found = keyness(a, b, draws=100)
    again = keyness(a[::-1], np.roll(b, 2, axis=0), draws=100)

    def told(heap, singly=False):
        rows, terms = np.nonzero(heap)
        count = heap[rows, terms]
        if singly:
            rows, terms, count = rows.repeat(count), terms.repeat(count), np.ones(count.sum())
        order = chance.permutation(len(rows))
        return rows[order], terms[order], count[order]

    said = (a.sum(axis=0) + b.sum(axis=0)) > 0
    sparse = keyness(told(a, singly=True), told(b), draws=100)
    for name in ("z", "p", "family_p", "dispersion", "used_first", "used_second"):
        one = getattr(found.by_document, name)
        assert np.array_equal(one, getattr(again.by_document, name)), name
    assert sparse.z == pytest.approx(found.z[said], abs=0.05)
    assert sparse.terms == tuple(np.flatnonzero(said))
    assert sparse.by_document.used_first.tolist() == found.by_document.used_first[said].tolist()


def test_dispersion_of_a_heap_agrees_with_the_plain_function():
    chance = np.random.default_rng(3)
    a, b = talk(chance, ZIPF, 8), talk(chance, ZIPF, 8)
    a[:, 5] = np.arange(8)
    found = keyness(a, b, draws=100)
    side = a if found.log_odds[5] > 0 else b
    lengths = side.sum(axis=1)
    plain = dispersion(side[:, 5], lengths) / (1 - lengths.min() / lengths.sum())
    assert found.by_document.dispersion[5] == pytest.approx(plain)


def test_the_document_variance_agrees_with_leaving_documents_out():
    """The standard error by documents is the jackknife's to 3 %."""
    chance = np.random.default_rng(4)
    a, b = talk(chance, ZIPF, 60, even=8.0), talk(chance, ZIPF, 60, even=8.0)
    found = keyness(a, b, prior=1, draws=100)
    left = [
        [keyness(np.delete(h, at, 0).sum(axis=0), o.sum(axis=0), prior=1).log_odds[0] for at in
         range(60)]
        for h, o in ((a, b), (b, a))
    ]  # fmt: skip
    jackknife = sum(59 / 60 * ((np.array(one) - np.mean(one)) ** 2).sum() for one in left) ** 0.5
    assert found.standard_error[0] == pytest.approx(jackknife, rel=0.03)
    assert found.standard_error[0] > 1.2 * found.log_odds[0] / found.z[0]
    assert found.high[0] - found.low[0] > 2 * 1.97 * jackknife


def test_size_by_documents_where_words_come_in_bursts():
    """One bursty source, 150 rounds: any word by family p in .05 ± .053 (3 sd), single words in
    .05 ± .02 (words are alike in one round, so wider than 3 sd of draws); by counts alone far more are called keywords."""
    chance = np.random.default_rng(5)
    family, single, counts = [], [], []
    for _ in range(150):
        found = keyness(talk(chance, ZIPF, 12), talk(chance, ZIPF, 20), draws=100)
        family.append((found.by_document.family_p <= 0.05).any())
        single.append((found.by_document.p[:30] <= 0.05).mean())
        counts.append((found.p[:60] <= 0.05).mean())
    assert np.mean(family) < 0.05 + 0.053
    assert abs(np.mean(single) - 0.05) < 0.02
    assert np.mean(counts) > 0.12


@pytest.mark.parametrize(("ours", "theirs"), [(40, 120), (120, 40)])
def test_size_where_one_side_writes_longer(ours, theirs):
    """60 rounds each: family p <= .05 in .05 + .085 (3 sd) at most, whoever is longer."""
    chance = np.random.default_rng(9)
    family = []
    for _ in range(60):
        heaps = talk(chance, ZIPF, 15, words=ours), talk(chance, ZIPF, 40, words=theirs)
        family.append((keyness(*heaps, draws=100).by_document.family_p <= 0.05).any())
    assert np.mean(family) < 0.05 + 0.085


def test_true_keywords_are_found():
    chance = np.random.default_rng(6)
    other = ZIPF.copy()
    other[[5, 12]] *= 4
    found = keyness(talk(chance, ZIPF, 40), talk(chance, other / other.sum(), 40), draws=200)
    assert set(found.order()[-2:].tolist()) == {5, 12}
    assert (found.by_document.family_p[[5, 12]] < 0.02).all()


def test_few_documents_are_not_asked():
    chance = np.random.default_rng(7)
    assert keyness(talk(chance, ZIPF, 4), talk(chance, ZIPF, 30)).by_document is None


def test_a_word_nobody_says_is_no_keyword():
    heap = np.hstack([talk(np.random.default_rng(8), ZIPF, 8), np.zeros((8, 1), int)])
    found = keyness(heap, heap, draws=100)
    assert found.log_odds == pytest.approx(0, abs=1e-12)
    assert found.by_document.p[-1] == 1
    assert (found.by_document.p > 0.9).all()
    assert found.by_document.dispersion[-1] == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: keyness([], []), "first is empty"),
        (lambda: keyness([1], [2]), "A word is weighed against the others; there is only one."),
        (lambda: keyness([1, 2], [0, 0]), "second holds no word: every count is 0."),
        (lambda: keyness([1, 2], [1, -2]), "second[1] is -2: no value may be below 0."),
        (lambda: keyness([1, 2], [1, 2, 3]), "first has 2, second has 3"),
        (lambda: keyness([1, 2], [1, np.nan]), "second[1] is nan"),
        (lambda: keyness([1, 2], [1, 2], prior=0), "prior[0] is 0: every value has to be above 0"),
        (lambda: keyness([1, 2], [1, 2], prior=[1]), "The columns differ in length"),
        (lambda: keyness([1, 2], [1, 2], terms="abc"), "terms has 3, counts has 2"),
        (lambda: keyness([[1, 2]], [[1, 2]], terms="abc"), "There are 3 terms for 2 columns"),
        (lambda: keyness([1, 2], [[1, 2]]), "first has to be rows of documents"),
        (lambda: keyness([[1, 2], [3]], [[1, 2]]), "first holds something that is no number"),
        (lambda: keyness(["a", "b"], [1, 2]), "first holds something that is no number"),
        (
            lambda: keyness(([1], ["a"], [1]), ([1], ["b"], [1]), terms="ab"),
            "terms are told by the coordinates already; leave them out.",
        ),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
