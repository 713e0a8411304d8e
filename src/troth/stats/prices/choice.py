"""What is each feature worth, judged by what people choose? The conditional logit.

Why it matters: Asked what a feature is worth, people guess; made to choose between offers that
    differ in price and features, they show what they would give up for it.
Formula: In a task the alternative j is chosen with the chance
        P(j) = exp(x_j·b) / Σ_i exp(x_i·b)
    b is where the likelihood of all choices is highest (damped Newton). Errors: from the curvature
    H; where respondents are named also clustered, H⁻¹ (Σ_r s_r s_r') H⁻¹, s_r the sum of the
    slopes of respondent r.
    McFadden's R² = 1 − LL / LL0, LL0 with every alternative of a task equally likely.
    Willingness to pay for k: −b_k / b_price, per unit of k, in the unit of the price column; its
    interval by the delta method, or Krinsky and Robb's: percentiles over seeded draws of b from
    its normal distribution. Shares of a set of offers: P(j), interval by the same draws.
Assumes: One choice a task. The same tastes for everybody, and that leaving out an alternative
    moves its choosers to the others in proportion (independence of irrelevant alternatives).
    Choices of one respondent go together: name the respondents, and read the clustered errors,
    which can be many times the plain ones; they want some thirty respondents or more.
Cannot say: What a new offer will sell: shares hold for people shown exactly these alternatives.
    Where the price coefficient is not clearly below 0, worth in money is not settled and its
    interval may be anything; then a warning says so. Nothing about causes unless the prices in
    the tasks were set at random.
Source: McFadden, 1974, Conditional logit analysis of qualitative choice behavior; Krinsky and
    Robb, 1986, On approximating the statistical properties of elasticities
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError, UnknownNameError
from troth.stats.arrays import Floats, matrix, number
from troth.stats.newton import Top, climb
from troth.stats.normal import quantile
from troth.stats.prices.answers import counted
from troth.stats.prices.choice_rows import Choices, choices, leading
from troth.stats.resampling import SEED

__all__ = ("ChoiceModel", "PredictedShares", "WillingnessToPay", "conditional_logit")

Errors: TypeAlias = Literal["clustered", "plain"]
Route: TypeAlias = Literal["delta", "krinsky-robb"]
DRAWS = 10_000
FLAT = 1e-7
"""A likelihood that has lost all but this share of its curvature rises for ever."""


@dataclass(frozen=True, slots=True)
class WillingnessToPay:
    """What one unit of a column is worth, in units of the price column, with its interval.

    `warning` speaks where the price coefficient is not clearly below 0. By Krinsky and Robb's
    route there is no standard error.
    """

    name: str
    value: float
    standard_error: float | None
    low: float
    high: float
    n: float
    level: float
    method: str
    warning: str


@dataclass(frozen=True, slots=True, eq=False)
class PredictedShares:
    """The share of choices each offer of a set would get, with its interval."""

    values: Floats
    low: Floats
    high: Floats
    n: float
    level: float
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceModel:
    """Coefficients in the order of `names`, their errors and how well they tell the choices.

    `low` to `high` use the errors that `errors` names: clustered where respondents were given,
    else plain. `n` choices in `rows` rows by `respondents` (None where not given).
    """

    names: tuple[str, ...]
    coefficients: Floats
    standard_errors: Floats
    clustered_errors: Floats | None
    low: Floats
    high: Floats
    log_likelihood: float
    null_log_likelihood: float
    mcfadden: float
    n: float
    rows: int
    respondents: int | None
    level: float
    errors: Errors
    method: str
    covariance: Floats = field(repr=False)
    clustered_covariance: Floats | None = field(repr=False)

    def willingness_to_pay(
        self,
        price: str = "price",
        route: Route = "delta",
        errors: Errors | None = None,
        draws: int = DRAWS,
    ) -> tuple[WillingnessToPay, ...]:
        """What every column but `price` is worth, −b/b_price, in the order of the columns.

        Raises UnknownNameError where no column is called `price`, NumbersError for an unknown
        route and for clustered errors without respondents.
        """
        if price not in self.names:
            raise UnknownNameError("column", price, self.names)
        if route not in get_args(Route):
            raise NumbersError(f"route has to be delta or krinsky-robb, not {route!r}.")
        which, covariance = self._covariance(errors)
        at, z = self.names.index(price), quantile(self.level)
        warning = _doubt(price, self.coefficients[at], covariance[at, at] ** 0.5, z)
        value, error = _worth(self.coefficients, covariance, at)
        low, high = value - z * error, value + z * error
        if route == "krinsky-robb":
            drawn = _drawn(self.coefficients, covariance, draws)
            low, high = _ends(-drawn / drawn[:, [at]], self.level)
        named = "delta method" if route == "delta" else "Krinsky–Robb"
        return tuple(
            WillingnessToPay(
                name,
                float(value[place]),
                float(error[place]) if route == "delta" else None,
                float(low[place]),
                float(high[place]),
                self.n,
                self.level,
                f"conditional logit, −b/b_price, {named}, {which} errors",
                warning,
            )
            for place, name in enumerate(self.names)
            if place != at
        )

    def shares(
        self, offers: ArrayLike, errors: Errors | None = None, draws: int = DRAWS
    ) -> PredictedShares:
        """The share of each offer when these are shown together: one row an offer, columns as X."""
        read = matrix("offers", offers)
        if read.shape[1] != len(self.names):
            raise NumbersError(
                f"offers has {read.shape[1]} columns, the model {len(self.names)}: "
                f"{', '.join(self.names)}."
            )
        which, covariance = self._covariance(errors)
        drawn = _softmax(_drawn(self.coefficients, covariance, draws) @ read.T)
        low, high = _ends(drawn, self.level)
        said = f"conditional logit, Krinsky–Robb, {which} errors"
        return PredictedShares(
            _softmax(self.coefficients @ read.T), low, high, self.n, self.level, said
        )

    def _covariance(self, errors: Errors | None) -> tuple[Errors, Floats]:
        which = self.errors if errors is None else errors
        if which not in get_args(Errors):
            raise NumbersError(f"errors has to be clustered or plain, not {errors!r}.")
        if which == "plain":
            return which, self.covariance
        if self.clustered_covariance is None:
            raise NumbersError("Clustered errors need the respondent of each row.")
        return which, self.clustered_covariance


def conditional_logit(
    task: ArrayLike,
    alternative: ArrayLike | None,
    chosen: ArrayLike,
    X: ArrayLike,
    names: Sequence[str] | None = None,
    respondent: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    level: float = 0.95,
) -> ChoiceModel:
    """Coefficients from one row an alternative: its task, its label, chosen or not, its columns.

    Labels may be None. `weights` counts tasks and is the same in all rows of a task. Raises
    NumbersError where a task has not exactly one choice or offers an alternative twice, and names
    the columns that are constant within tasks, move together, or settle every choice.
    """
    level = number("level", level)
    quantile(level)
    read = choices(task, alternative, chosen, X, names, respondent, weights)
    start = np.zeros(len(read.names))
    nought = read.likelihood(start)
    top = climb(read.likelihood, start, what="The conditional logit")
    _bends(top, nought[2], read.names)
    top = _finished(read, top)
    return _model(read, top, nought[0], level)


def _finished(read: Choices, top: Top) -> Top:
    """One whole step more: so near the top it doubles the digits, and no gain is left to see."""
    at = top.at + top.covariance() @ top.gradient
    return Top(at, *read.likelihood(at), steps=top.steps + 1)


def _model(read: Choices, top: Top, nought: float, level: float) -> ChoiceModel:
    """The top of the likelihood in the columns as they were given."""
    plain = top.covariance() / np.outer(read.scale, read.scale)
    clustered, respondents = _clustered(read, top)
    errors: Errors = "plain" if clustered is None else "clustered"
    b, error = top.at / read.scale, np.sqrt(np.diag(plain))
    robust = None if clustered is None else np.sqrt(np.diag(clustered))
    half = quantile(level) * (error if robust is None else robust)
    return ChoiceModel(
        names=read.names,
        coefficients=b,
        standard_errors=error,
        clustered_errors=robust,
        low=b - half,
        high=b + half,
        log_likelihood=top.value,
        null_log_likelihood=nought,
        mcfadden=1 - top.value / nought,
        n=counted(float(read.weight.sum())),
        rows=len(read.task),
        respondents=respondents,
        level=level,
        errors=errors,
        method=f"conditional logit, {errors} errors",
        covariance=plain,
        clustered_covariance=clustered,
    )


def _clustered(read: Choices, top: Top) -> tuple[Floats | None, int | None]:
    """The covariance clustered by respondent, and how many there are; None where it has none."""
    pulls = read.pulls(top.at)
    if pulls is None or len(pulls) < 2:
        return None, None if pulls is None else len(pulls)
    inner = top.covariance()
    return inner @ (pulls.T @ pulls) @ inner / np.outer(read.scale, read.scale), len(pulls)


def _worth(b: Floats, covariance: Floats, price: int) -> tuple[Floats, Floats]:
    """−b/b_price of every column and its standard error by the delta method."""
    money = float(b[price])
    if money == 0:
        raise NumbersError("The price coefficient is 0: nothing can be told in money.")
    slopes = np.eye(len(b)) / -money
    slopes[:, price] += b / money**2
    error = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", slopes, covariance, slopes), 0.0))
    return -b / money, error


def _bends(top: Top, nought: Floats, names: tuple[str, ...]) -> None:
    """Refuse a likelihood that has no top: some columns tell every choice without exception."""
    values, axes = np.linalg.eigh(-top.hessian)
    axis = axes[:, 0]
    if values[0] <= FLAT * float(axis @ -nought @ axis):
        told = ", ".join(f"“{name}”" for name in leading(axis, names))
        raise NumbersError(
            f"By {told} some choices are told without exception: such a worth has no end.",
            advice="Ask more respondents, or leave a column out.",
        )


def _doubt(price: str, money: float, error: float, z: float) -> str:
    """A sentence where dearer is not clearly worse."""
    if money + z * error < 0:
        return ""
    return (
        f"The coefficient of “{price}” is not clearly below 0 ({money:.3g}, up to "
        f"{money + z * error:.3g}): what things are worth in money is not settled."
    )


def _drawn(b: Floats, covariance: Floats, draws: int) -> Floats:
    """Seeded draws of the coefficients from their normal distribution."""
    count = int(number("draws", draws, least=100, whole=True))
    values, axes = np.linalg.eigh(covariance)
    root = axes * np.sqrt(np.maximum(values, 0.0))
    noise = np.random.default_rng(SEED).standard_normal((count, len(b)))
    return np.asarray(b + noise @ root.T, np.float64)


def _ends(drawn: Floats, level: float) -> tuple[Floats, Floats]:
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return np.asarray(low, np.float64), np.asarray(high, np.float64)


def _softmax(use: Floats) -> Floats:
    raised = np.exp(use - use.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float64)
