"""Do we put our own taste into the customer's mouth? TFCE, projection weight, error."""

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.stats.agreement.projection import projection, tfce

OWN = [1, 1, 0, 0, 1, 0, 1, 0]
ACTUAL = [0.30, 0.60, 0.50, 0.20, 0.40, 0.70, 0.55, 0.35]
PREDICTED = [0.55, 0.70, 0.40, 0.25, 0.60, 0.50, 0.75, 0.30]


def test_the_toy_of_eight_items():
    found = projection(OWN, PREDICTED, ACTUAL)
    assert found.tfce.value == pytest.approx(0.870, abs=5e-4)
    assert found.own_predicted.value == pytest.approx(0.853, abs=5e-4)
    assert found.own_actual.value == pytest.approx(0.080, abs=5e-4)
    assert found.intercept.value == pytest.approx(0.124, abs=5e-4)
    assert found.own_slope.value == pytest.approx(0.274, abs=5e-4)
    assert found.actual_slope.value == pytest.approx(0.545, abs=5e-4)
    assert found.weight.value == pytest.approx(0.274 / (0.274 + 0.545), abs=5e-4)
    assert found.error.value == pytest.approx(0.144, abs=5e-4)
    assert tfce(OWN, PREDICTED, ACTUAL) == found.tfce.value


def test_one_member_is_not_enough_to_say_how_sure():
    found = projection(OWN, PREDICTED, ACTUAL)
    assert not found.enough
    assert (found.tfce.low, found.tfce.high, found.p) == (None, None, None)
    assert (found.members, found.items) == (1, 8)
    assert not projection(np.tile(OWN, (4, 1)), np.tile(PREDICTED, (4, 1)), ACTUAL).enough
    assert projection(np.tile(OWN, (5, 1)), np.tile(PREDICTED, (5, 1)), ACTUAL).enough
    few = [row[:7] for row in (OWN, PREDICTED, ACTUAL)]
    assert not projection(np.tile(few[0], (9, 1)), np.tile(few[1], (9, 1)), few[2]).enough


def team(chance, members, items, own_slope, shared):
    """Tastes and guesses; `shared` is how much a team has in common, item by item."""
    actual = chance.uniform(0.2, 0.8, items)
    taste = chance.normal(size=(members, items)) + shared * chance.normal(size=items)
    own = (taste > 0).astype(float)
    guess = 0.3 + 0.4 * actual + own_slope * (own - 0.5)
    guess = guess + 0.1 * shared * chance.normal(size=items)
    guess = guess + 0.05 * chance.normal(size=(members, 1))
    return own, np.clip(guess + 0.1 * chance.normal(size=own.shape), 0, 1), actual


def test_members_and_items_in_any_order():
    chance = np.random.default_rng(1)
    own, predicted, actual = team(chance, 7, 10, 0.1, 1)
    found = projection(own, predicted, actual, draws=200)
    items, members = chance.permutation(10), chance.permutation(7)
    again = projection(
        own[members][:, items], predicted[members][:, items], actual[items], draws=200
    )
    for name in ("tfce", "own_predicted", "own_actual", "own_slope", "weight", "error"):
        one, other = getattr(found, name), getattr(again, name)
        assert (one.value, one.low, one.high) == pytest.approx(
            (other.value, other.low, other.high), abs=1e-9
        )
    assert found.p == again.p


def test_a_level_of_ones_own_changes_no_slope():
    own, predicted, actual = team(np.random.default_rng(2), 6, 9, 0.1, 0)
    predicted = 0.2 + 0.5 * predicted
    lifted = predicted + np.linspace(0, 0.2, 6)[:, None]
    one, other = projection(own, predicted, actual), projection(own, lifted, actual)
    for name in ("tfce", "own_predicted", "own_slope", "actual_slope", "weight"):
        assert getattr(one, name).value == pytest.approx(getattr(other, name).value, abs=1e-9)


def test_the_slopes_are_those_of_least_squares_with_members_levels():
    own, predicted, actual = team(np.random.default_rng(3), 6, 9, 0.1, 1)
    level = np.kron(np.eye(6), np.ones((9, 1)))
    design = np.c_[level, own.ravel(), np.tile(actual, 6)]
    fitted = np.linalg.lstsq(design, predicted.ravel(), rcond=None)[0]
    found = projection(own, predicted, actual)
    assert found.own_slope.value == pytest.approx(fitted[6])
    assert found.actual_slope.value == pytest.approx(fitted[7])
    assert found.intercept.value == pytest.approx(fitted[:6].mean())


def test_pure_projection_has_weight_one_and_pure_knowledge_none():
    own, _, actual = team(np.random.default_rng(4), 6, 12, 0.1, 0)
    same = np.tile(actual, (6, 1))
    assert projection(own, own, actual).weight.value == pytest.approx(1)
    knows = projection(own, same, actual)
    assert knows.weight.value == pytest.approx(0, abs=1e-12)
    assert knows.tfce.value is None
    assert knows.p is None
    assert knows.error.value == 0


def test_flat_tastes_cannot_be_judged():
    found = projection(np.ones((6, 9)), np.tile(np.linspace(0, 1, 9), (6, 1)), np.linspace(0, 1, 9))
    assert found.tfce.value is None
    assert found.own_slope.value is None
    assert found.weight.value is None
    assert found.enough
    assert tfce([1, 1], [0.2, 0.4], [0.5, 0.5]) is None


@pytest.mark.parametrize("shared", [0.0, 1.0])
def test_size_with_and_without_tastes_a_team_shares(shared):
    """300 rounds of 8 members, 10 items: p <= .05 in .05 ± .038 (3 sd); intervals hold 0 at least
    .95 − .038 of the time (drawing both members and items again is cautious)."""
    chance = np.random.default_rng(5)
    found = [projection(*team(chance, 8, 10, 0, shared), draws=100) for _ in range(300)]
    assert abs(np.mean([one.p <= 0.05 for one in found]) - 0.05) < 0.038
    held = [one.own_slope.low <= 0 <= one.own_slope.high for one in found]
    assert np.mean(held) > 0.95 - 0.038


def test_projection_is_found_and_its_slope_held():
    """100 rounds of 20 members, 30 items, slope .1: the interval holds it .95 − .065 or more."""
    chance = np.random.default_rng(6)
    found = [projection(*team(chance, 20, 30, 0.1, 1), draws=100) for _ in range(100)]
    assert np.mean([one.own_slope.low <= 0.1 <= one.own_slope.high for one in found]) > 0.885
    assert np.mean([one.p <= 0.05 for one in found]) > 0.6


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: projection([], [], []), "own is empty"),
        (lambda: projection([1, 0], [1], [1, 0]), "own is 1 members × 2 items and predicted 1 × 1"),
        (
            lambda: projection([1, 0], [1, 0], [1]),
            "The columns differ in length: own (items) has 2",
        ),
        (lambda: projection([1, 2], [1, 0], [1, 0]), "own[0, 1] is 2: it lies between 0 and 1."),
        (lambda: projection([1, 0], [1, -1], [1, 0]), "predicted[0, 1] is -1: it lies between"),
        (lambda: projection([1, 0], [1, 0], [1, 40]), "actual[1] is 40: no value may be above 1."),
        (lambda: projection([1, np.nan], [1, 0], [1, 0]), "is nan"),
        (lambda: projection(OWN, PREDICTED, ACTUAL, draws=9), "draws is 9"),
        (lambda: projection(OWN, PREDICTED, ACTUAL, level=2), "A level lies between 0 and 1"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
