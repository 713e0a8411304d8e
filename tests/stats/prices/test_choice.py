"""The conditional logit: an independent oracle's digits, derivatives, coverage, bad input.

The yogurt data of the literature are not shipped. By hand, on the public copy (jhelvy/logitr):
price -.36658, feat .49143, hiland -3.71560, weight -.64118, yoplait .73457; LL -2656.8879; errors
.02437 .12006 .14542 .05450 .08064, by household .05395 .19292 .35187 .44499 .27581; worth of feat
1.3406 (.3559), yoplait 2.0038, weight -1.7491, hiland -10.1357: all digits of the references.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from troth.errors import NumbersError, UnknownNameError
from troth.stats.arrays import Floats
from troth.stats.prices.choice import ChoiceModel, conditional_logit
from troth.stats.prices.choice_rows import choices

NAMES = ("price", "fast", "green")
OFFERS, TASKS, PEOPLE = 3, 6, 60


def simulated(seed: int = 1974) -> dict[str, Any]:
    """60 people, 6 tasks of 3 offers each; how much they like speed differs by person."""
    chance = np.random.default_rng(seed)
    shape = (PEOPLE * TASKS, OFFERS)
    price = chance.integers(2, 9, shape) * 5.0
    fast = chance.integers(0, 2, shape).astype(float)
    green = chance.integers(0, 2, shape).astype(float)
    taste = np.repeat(chance.normal(0.8, 0.7, PEOPLE), TASKS)[:, None]
    use = -0.06 * price + taste * fast + 0.3 * green + chance.gumbel(size=shape)
    chosen = use.argmax(axis=1)[:, None] == np.arange(OFFERS)
    task = np.repeat(np.arange(PEOPLE * TASKS), OFFERS)
    return {
        "task": task,
        "alternative": np.tile(np.arange(OFFERS), PEOPLE * TASKS),
        "chosen": chosen.ravel(),
        "X": np.column_stack([price.ravel(), fast.ravel(), green.ravel()]),
        "names": NAMES,
        "respondent": task // TASKS,
    }


@pytest.fixture(scope="module")
def model() -> ChoiceModel:
    return conditional_logit(**simulated())


def test_the_simulated_rows_are_those_the_oracle_saw() -> None:
    rows = simulated()
    assert rows["X"].sum(axis=0).tolist() == [27200, 557, 526]
    assert rows["chosen"].reshape(-1, OFFERS).sum(axis=0).tolist() == [118, 122, 120]


def test_coefficients_errors_and_likelihood_are_the_oracles(model: ChoiceModel) -> None:
    """Golden numbers from statsmodels 0.15.0, ConditionalLogit on the same rows.

    The clustered errors come from that package's scores, one respondent at a time.
    """
    assert model.coefficients == pytest.approx(COEFFICIENTS, abs=1e-8)
    assert model.standard_errors == pytest.approx(ERRORS, abs=1e-8)
    assert model.clustered_errors == pytest.approx(CLUSTERED, abs=1e-8)
    assert model.log_likelihood == pytest.approx(LIKELIHOOD, abs=1e-9)
    assert model.null_log_likelihood == pytest.approx(-360 * np.log(3), abs=1e-9)
    assert model.mcfadden == pytest.approx(1 - LIKELIHOOD / (-360 * np.log(3)), abs=1e-12)
    assert (model.n, model.rows, model.respondents) == (360, 1080, 60)


def test_slope_and_curvature_are_those_of_the_likelihood() -> None:
    rows = simulated(3)
    read = choices(rows["task"], rows["alternative"], rows["chosen"], rows["X"], NAMES, None, None)
    at, step = np.array([-0.4, 0.3, 0.1]), 1e-5
    _, gradient, hessian = read.likelihood(at)
    for k in range(3):
        ahead, behind = (read.likelihood(at + side * step * np.eye(3)[k]) for side in (1, -1))
        assert gradient[k] == pytest.approx((ahead[0] - behind[0]) / (2 * step), rel=1e-6)
        assert hessian[k] == pytest.approx((ahead[1] - behind[1]) / (2 * step), rel=1e-6)


def test_respondents_slopes_sum_to_nothing_at_the_top(model: ChoiceModel) -> None:
    rows = simulated()
    read = choices(rows["task"], None, rows["chosen"], rows["X"], NAMES, rows["respondent"], None)
    pulls = read.pulls(model.coefficients * read.scale)
    assert pulls is not None
    assert pulls.sum(axis=0) == pytest.approx([0, 0, 0], abs=1e-6)


def test_two_alternatives_are_a_logistic_curve() -> None:
    """One column that differs by 1: b = log of the odds, its error √(1/a + 1/b)."""
    chosen = np.repeat([[1, 0], [0, 1]], [30, 10], axis=0).ravel()
    found = conditional_logit(np.repeat(range(40), 2), None, chosen, np.tile([1.0, 0.0], 40))
    assert found.coefficients == pytest.approx([np.log(3)], abs=1e-9)
    assert found.standard_errors == pytest.approx([np.sqrt(1 / 30 + 1 / 10)], abs=1e-9)
    assert found.names == ("x0",)
    assert found.errors == "plain"


def test_order_of_rows_and_of_labels_changes_nothing(model: ChoiceModel) -> None:
    rows = simulated()
    order = np.random.default_rng(1).permutation(len(rows["task"]))
    mixed = {
        key: value if key == "names" else np.asarray(value)[order] for key, value in rows.items()
    }
    mixed["task"] = [f"t{one}" for one in mixed["task"]]
    found = conditional_logit(**mixed)
    assert found.coefficients == pytest.approx(model.coefficients, abs=1e-10)
    assert found.clustered_errors == pytest.approx(model.clustered_errors, abs=1e-10)


def test_a_task_of_weight_two_is_two_tasks() -> None:
    rows = simulated()
    double = rows["respondent"] < 20
    weighed = conditional_logit(**rows, weights=np.where(double, 2.0, 1.0))
    copied = {
        key: value if key == "names" else np.concatenate([value, np.asarray(value)[double]])
        for key, value in rows.items()
    }
    copied["task"][len(double) :] += 10_000
    apart = conditional_logit(**copied)
    assert weighed.coefficients == pytest.approx(apart.coefficients, abs=1e-9)
    assert weighed.standard_errors == pytest.approx(apart.standard_errors, abs=1e-9)
    assert weighed.clustered_errors == pytest.approx(apart.clustered_errors, abs=1e-9)
    assert weighed.n == apart.n == 480


def test_the_scale_of_a_column_scales_its_coefficient(model: ChoiceModel) -> None:
    rows = simulated()
    found = conditional_logit(**{**rows, "X": rows["X"] * [1e6, 1e-6, 1] + [5e5, 0, 3]})
    assert found.coefficients * [1e6, 1e-6, 1] == pytest.approx(model.coefficients, rel=1e-7)
    assert found.log_likelihood == pytest.approx(model.log_likelihood, abs=1e-7)


def test_worth_is_the_ratio_and_its_error_the_delta_methods(model: ChoiceModel) -> None:
    fast, green = model.willingness_to_pay(errors="plain")
    price, b = model.coefficients[0], model.coefficients[1]
    assert (fast.name, green.name) == ("fast", "green")
    assert fast.value == pytest.approx(-b / price)
    part = np.array([b / price**2, -1 / price])
    variance = part @ model.covariance[:2, :2] @ part
    assert fast.standard_error == pytest.approx(np.sqrt(variance))
    assert fast.high == pytest.approx(fast.value + 1.959964 * np.sqrt(variance), abs=1e-5)
    assert fast.warning == ""
    assert "plain errors" in fast.method


def test_both_routes_to_the_interval_agree_where_price_is_well_known() -> None:
    """20 times the tasks: the ratio is close to normal. Tolerance: 4 % of the interval's width."""
    rows = simulated()
    known = conditional_logit(**rows, weights=np.full(1080, 20.0))
    delta = known.willingness_to_pay(errors="plain")
    drawn = known.willingness_to_pay(route="krinsky-robb", errors="plain")
    for one, other in zip(delta, drawn, strict=True):
        width = one.high - one.low
        assert abs(one.low - other.low) < 0.04 * width
        assert abs(one.high - other.high) < 0.04 * width
        assert other.standard_error is None


def test_a_price_that_repels_nobody_is_warned_of() -> None:
    rows = simulated()
    shuffled = np.random.default_rng(2).permutation(rows["X"][:, 0])
    found = conditional_logit(**{**rows, "X": np.column_stack([shuffled, rows["X"][:, 1:]])})
    warning = found.willingness_to_pay()[0].warning
    assert warning.startswith("The coefficient of “price” is not clearly below 0")


def test_predicted_shares_are_the_formula_with_an_interval(model: ChoiceModel) -> None:
    offers = np.array([[10, 1, 0], [20, 1, 1], [10, 0, 0.0]])
    found = model.shares(offers)
    use = np.exp(offers @ model.coefficients)
    assert found.values == pytest.approx(use / use.sum())
    assert ((found.low < found.values) & (found.values < found.high)).all()
    assert found.n == 360
    with pytest.raises(NumbersError, match="offers has 2 columns, the model 3: price, fast, green"):
        model.shares(offers[:, :2])


def _fits(seed: int, surveys: int) -> tuple[Floats, Floats, Floats]:
    """Estimates, plain and clustered errors where each person answers one task six times."""
    chance = np.random.default_rng(seed)
    found, plain, clustered = [], [], []
    for _ in range(surveys):
        x = np.repeat(chance.normal(size=(50, 1, 2)), 6, axis=1)
        mood = np.repeat(chance.gumbel(size=(50, 1, 2)) * 1.2, 6, axis=1)
        chosen = (x * 0.7 + mood + 0.8 * chance.gumbel(size=x.shape)).argmax(axis=2)
        took = chosen[..., None] == np.arange(2)
        one = conditional_logit(
            np.repeat(np.arange(300), 2),
            None,
            took.ravel(),
            x.ravel(),
            respondent=np.repeat(np.arange(50), 12),
        )
        assert one.clustered_errors is not None
        found.append(one.coefficients[0])
        plain.append(one.standard_errors[0])
        clustered.append(one.clustered_errors[0])
    return np.array(found), np.array(plain), np.array(clustered)


def test_clustered_errors_cover_where_plain_ones_do_not() -> None:
    """50 people of 6 like-minded answers, 400 surveys; the truth is the mean of the estimates.

    Tolerance: three Monte-Carlo standard errors below .95, and .02 for 50 respondents.
    """
    found, plain, clustered = _fits(12, 400)
    away = np.abs(found - found.mean())
    error = 3 * np.sqrt(0.95 * 0.05 / 400)
    assert 0.95 - error - 0.02 < (away < 1.96 * clustered).mean() < 0.95 + error
    assert (away < 1.96 * plain).mean() < 0.8


def test_columns_that_move_together_are_named() -> None:
    rows = simulated()
    double = np.column_stack([rows["X"], rows["X"][:, 1] - 2 * rows["X"][:, 2]])
    with pytest.raises(NumbersError) as caught:
        conditional_logit(**{**rows, "X": double, "names": (*NAMES, "mix")})
    assert caught.value.says == (
        "“fast”, “green” and “mix” move together in every task: leave one out."
    )


def test_a_column_alike_within_every_task_is_named() -> None:
    rows = simulated()
    still = np.column_stack([rows["X"], rows["respondent"]])
    with pytest.raises(NumbersError, match="“income” never differs between the alternatives"):
        conditional_logit(**{**rows, "X": still, "names": (*NAMES, "income")})


def test_a_column_that_settles_choices_is_named() -> None:
    rows = simulated()
    sure = rows["chosen"] & (rows["task"] % 4 == 0)
    with pytest.raises(NumbersError) as caught:
        conditional_logit(
            **{**rows, "X": np.column_stack([rows["X"], sure]), "names": (*NAMES, "seen")}
        )
    assert caught.value.says.startswith("By “seen” some choices are told without exception")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"chosen": [1, 0, 1, 1]}, "In task 'NA' 2 alternatives are chosen: it has to be one"),
        ({"chosen": [1, 0, 0, 0]}, "In task 'NA' 0 alternatives are chosen: it has to be one"),
        ({"chosen": [1, 0, 2, 0]}, "chosen[2] is 2: every value has to be 0 or 1"),
        ({"alternative": "aabc"}, "Task 'A' offers the alternative 'a' more than once."),
        ({"respondent": [1, 2, 1, 1]}, "Task 'A' has more than one respondent."),
        ({"weights": [1, 2, 1, 1]}, "Task 'A' has different weights in its rows."),
        ({"names": ("a", "b")}, "names has to name the 1 columns of X"),
        ({"X": [1, 2, np.nan, 3]}, "X[2, 0] is nan"),
        ({"task": ["A"]}, "The columns differ in length: task has 1, X has 4"),
        ({"level": 0}, "A level lies between 0 and 1"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(change: dict[str, object], says: str) -> None:
    rows: dict[str, object] = {
        "task": ["A", "A", "NA", "NA"],
        "alternative": list("abab"),
        "chosen": [1, 0, 0, 1],
        "X": [1.0, 2, 5, 3],
    }
    with pytest.raises(NumbersError) as caught:
        conditional_logit(**{**rows, **change})  # type: ignore[arg-type]
    assert caught.value.says.startswith(says)


def test_unknown_ways_are_refused(model: ChoiceModel) -> None:
    with pytest.raises(UnknownNameError, match="There is no column called “prize”"):
        model.willingness_to_pay("prize")
    with pytest.raises(NumbersError, match="route has to be delta or krinsky-robb"):
        model.willingness_to_pay(route="fieller")  # type: ignore[arg-type]
    plain = conditional_logit(**{**simulated(), "respondent": None})
    with pytest.raises(NumbersError, match="Clustered errors need the respondent"):
        plain.willingness_to_pay(errors="clustered")


COEFFICIENTS = [-0.0607683500, 0.8794975331, 0.2866362999]
ERRORS = [0.0074651122, 0.1497026873, 0.1410710929]
CLUSTERED = [0.0073248860, 0.1582262575, 0.1336519865]
LIKELIHOOD = -338.6933167717
