"""Two heaps of documents, dense or by coordinates, in an order of their own."""

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.stats.words.corpus import by_coordinates, pooled


def test_terms_keep_their_names_and_repeats_add_up():
    pool = pooled((["d", "d", "NA"], ["late", "late", "NA"], [1, 2, 1]), (["x"], ["late"], [5]))
    assert pool.terms == ("NA", "late")
    assert pool.sizes == (2, 1)
    ours = pool.sums(pool.first.astype(float)[None, :])[0]
    assert ours.tolist() == [1, 3]
    assert sorted(pool.lengths.tolist()) == [1, 3, 5]


def test_the_order_depends_on_the_words_alone():
    heap = np.random.default_rng(1).poisson(1.0, (12, 5)) + np.eye(12, 5, dtype=int)
    one, other = pooled(heap, heap + 1), pooled(heap[::-1], np.roll(heap + 1, 4, axis=0))
    assert (one.counts.toarray() == other.counts.toarray()).all()
    assert (one.first == other.first).all()


def test_three_numbers_are_counts_and_three_columns_coordinates():
    assert not by_coordinates((30, 10, 60))
    assert by_coordinates(([1], ["a"], [2]))
    assert not by_coordinates([[1], [2], [3]])


def test_names_have_to_be_as_many_as_columns():
    with pytest.raises(NumbersError, match="There are 1 terms for 2 columns"):
        pooled([[1, 2]], [[1, 2]], ["a"])
