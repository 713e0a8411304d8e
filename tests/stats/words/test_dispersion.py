"""How unevenly a word is spread over documents: Gries' DP."""

import pytest

from troth.errors import NumbersError
from troth.stats.words.dispersion import dispersion


def test_gries_own_example_of_dispersion():
    assert dispersion([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx(0.18, abs=5e-3)
    assert dispersion([1, 1], [5, 5]) == 0
    assert dispersion([2, 0], [5, 5]) == 0.5


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: dispersion([], []), "counts is empty"),
        (lambda: dispersion([0, 0], [1, 1]), "a word that is not used is not spread"),
        (lambda: dispersion([0, 1], [1, 0]), "lengths[1] is 0: every value has to be above 0."),
        (lambda: dispersion([0, 1], [1]), "The columns differ in length"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
