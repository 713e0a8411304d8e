"""Deal whole documents into two heaps at random, cut to like length."""

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.stats.words.corpus import pooled
from troth.stats.words.deals import evened, redraws, shuffles


def test_deals_keep_documents_whole_and_their_number():
    pool = pooled(10 ** np.arange(4)[:, None] * [[1, 0]], 10 ** np.arange(4, 7)[:, None] * [[0, 1]])
    for dealt in shuffles(pool, 50):
        digits = [sum(map(int, str(int(row.sum())))) for row in dealt]
        assert set(digits) == {4}
    for ours, theirs in redraws(pool, 50):
        assert (ours[:, 1] == 0).all()
        assert (theirs[:, 0] == 0).all()


def test_like_lengths_are_left_alone():
    heap = np.random.default_rng(1).multinomial(30, np.full(4, 0.25), 9)
    pool = pooled(heap, heap[:5])
    assert evened(pool) is pool


def test_the_longer_side_is_cut_to_the_lengths_of_the_other():
    chance = np.random.default_rng(2)
    long, short = chance.integers(50, 90, 20), chance.integers(5, 60, 20)
    pool = pooled(
        [chance.multinomial(n, np.full(6, 1 / 6)) for n in long],
        [chance.multinomial(n, np.full(6, 1 / 6)) for n in short],
    )
    cut = evened(pool)
    ours, theirs = np.sort(cut.lengths[pool.first]), np.sort(cut.lengths[~pool.first])
    assert (ours == theirs).all()
    assert (theirs == np.minimum(np.sort(long), np.sort(short))).all()
    assert (cut.counts.toarray() <= pool.counts.toarray()).all()
    assert (cut.counts != evened(pool, seed=1).counts).nnz


def test_a_cut_keeps_the_mix_of_words_on_average():
    pool = pooled([[60, 30, 10]] * 2000, [[1, 1, 8]] * 2000)
    kept = evened(pool).counts[np.flatnonzero(pool.first)].sum(axis=0)
    assert kept / kept.sum() == pytest.approx([0.6, 0.3, 0.1], abs=0.01)
    assert kept.sum() == 20_000


def test_words_are_counted_whole():
    with pytest.raises(NumbersError, match=r"A document holds a word 0.5 times"):
        evened(pooled([[0.5, 1]], [[1, 1]]))
