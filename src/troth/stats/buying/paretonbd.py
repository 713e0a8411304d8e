"""Who is still a customer, if people may leave at any moment? The Pareto/NBD model.

Why it matters: people do not leave only at the moment of a purchase. This is the oldest and often the
best model of buying without a contract; it takes longer to fit than its geometric cousins.
Formula: purchases come at a customer's own rate λ ~ Gamma(r, α) while she lives; her lifetime is
    exponential with her own rate μ ~ Gamma(s, β).
    L = Γ(r+x)/Γ(r) α^r β^s [ (α+T)^−(r+x) (β+T)^−s + s ∫_{t_x}^T (α+τ)^−(r+x) (β+τ)^−(s+1) dτ ]
    P(alive) = the first term's share of the sum
    E[purchases in t] = (r+x)(β+T) / ((α+T)(s−1)) [1 − ((β+T)/(β+T+t))^(s−1)] · P(alive)
    with static covariates z: α_i = α exp(−γ·z_i), β_i = β exp(−δ·z_i), one γ for buying, one δ for leaving.
    The integral is reckoned by a trapezoid rule with an error near 1e-12, its derivatives likewise.
Assumes: buying and leaving independent of each other and steady; what a covariate says was known at the
    first purchase.
Cannot say: why somebody left, or that a covariate *makes* people stay (it goes with it).
Source: Schmittlein, Morrison and Colombo, Counting your customers: who are they and what will they do
    next?, 1987; Fader and Hardie, Incorporating time-invariant covariates into the Pareto/NBD and
    BG/NBD models, 2007
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, matrix, number
from troth.stats.buying.lifetime import Moments, by_moment, log_odds, rowwise
from troth.stats.buying.model import Buying, fitted
from troth.stats.buying.rows import Rows, collapse, histories_read
from troth.stats.newton import Likelihood, Top, climb

__all__ = ("BuyingByCovariate", "paretonbd")

NAMES = ("r", "alpha", "s", "beta")
NEAR_ONE = 1e-9


def paretonbd(
    frequency: ArrayLike,
    recency: ArrayLike,
    T: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    X: ArrayLike | None = None,
    names: Sequence[str] | None = None,
) -> Buying | BuyingByCovariate:
    """Fit Pareto/NBD to one row a customer, by maximum likelihood, with no penalty.

    Columns, weights and errors as for `bgnbd`. Parameters r, alpha, s, beta. With `X` (one row a
    customer, one column a static covariate) both buying and leaving may depend on it, and a
    BuyingByCovariate comes back.
    """
    if X is not None:
        return _by_covariate(frequency, recency, T, weights, X, names)
    rows = collapse(frequency, recency, T, weights)
    start = np.log([1.0, _pace(rows), 1.0, _pace(rows)])
    thinned = rows.thinned()
    some = (rows,) if thinned is rows else (thinned, rows)
    climbs = tuple(_likelihood(each) for each in some)
    return fitted("Pareto/NBD", NAMES, climbs, start, rows.customers, Living())


def _pace(rows: Rows) -> float:
    return float(rows.weight @ rows.T) / float(rows.weight @ rows.x)


def _likelihood(rows: Rows) -> Likelihood:
    last, until = Moments.of(rows.x, rows.tx), Moments.of(rows.x, rows.T)

    def value(at: Floats) -> tuple[float, Floats, Floats]:
        r, alpha, s, beta = (float(each) for each in np.exp(at))
        row = by_moment(last, until, r, alpha, s, beta)
        return float(rows.weight @ row.value), row.slope @ rows.weight, row.bend @ rows.weight

    return value


class Living:
    """What Pareto/NBD says of customers."""

    __slots__ = ()

    def alive(self, at: Floats, x: Floats, tx: Floats, T: Floats) -> Floats:
        """The chance that each still lives at T."""
        r, alpha, s, beta = (float(each) for each in at)
        return _alive(r, np.asarray(alpha), s, np.asarray(beta), x, tx, T)

    def expected(self, at: Floats, t: float, x: Floats, tx: Floats, T: Floats) -> Floats:
        """Alive, times what a living customer with her history buys in t."""
        r, alpha, s, beta = (float(each) for each in at)
        return self.alive(at, x, tx, T) * _future(
            t, r + x, np.asarray(alpha) + T, s, np.asarray(beta) + T
        )

    def newcomer(self, at: Floats, t: Floats) -> Floats:
        """The same from the first purchase on."""
        r, alpha, s, beta = (np.asarray(each) for each in at)
        return _future(t, r, alpha, float(s), beta)


def _alive(
    r: float, alpha: Floats, s: float, beta: Floats, x: Floats, tx: Floats, T: Floats
) -> Floats:
    odds = log_odds(x, tx, T, r, alpha, s, beta)
    return np.asarray(1 / (1 + np.exp(np.minimum(odds, 700))), np.float64)


def _future(t: Floats | float, shape: Floats, a: Floats, s: float, b: Floats) -> Floats:
    """Purchases in t of somebody alive with rate Gamma(shape, a) and death rate Gamma(s, b)."""
    lasting = np.log1p(t / b)
    spent = lasting if abs(s - 1) < NEAR_ONE else -np.expm1(-(s - 1) * lasting) / (s - 1)
    return np.asarray(shape * b / a * spent, np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class BuyingByCovariate:
    """Pareto/NBD with static covariates: what goes with buying more often, and with leaving sooner.

    `buying` and `leaving` hold a coefficient a covariate: exp of it multiplies the rate of buying,
    or of leaving, for one unit more. Errors go by name: "r", …, "buying:NAME", "leaving:NAME".
    """

    method: str
    names: tuple[str, ...]
    params: dict[str, float]
    buying: dict[str, float]
    leaving: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    customers: float
    covariance: Floats
    steps: int

    def alive(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, X: ArrayLike) -> Floats:
        """The chance that each of these customers, with these covariates, still lives."""
        x, tx, until = histories_read(frequency, recency, T)
        alpha, beta = self._paces(X, len(x))
        return _alive(self.params["r"], alpha, self.params["s"], beta, x, tx, until)

    def expected(
        self, t: float, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, X: ArrayLike
    ) -> Floats:
        """How many purchases to expect of each within the next `t`."""
        ahead = number("t", t, least=0)
        x, _, until = histories_read(frequency, recency, T)
        alpha, beta = self._paces(X, len(x))
        s = self.params["s"]
        future = _future(ahead, self.params["r"] + x, alpha + until, s, beta + until)
        return self.alive(frequency, recency, T, X) * future

    def _paces(self, X: ArrayLike, length: int) -> tuple[Floats, Floats]:
        read = matrix("X", X, length)
        if read.shape[1] != len(self.names):
            raise NumbersError(
                f"X has {read.shape[1]} columns; the model was fitted with {len(self.names)}."
            )
        often, soon = (np.array(list(each.values())) for each in (self.buying, self.leaving))
        return (
            self.params["alpha"] * np.exp(-read @ often),
            self.params["beta"] * np.exp(-read @ soon),
        )


def _by_covariate(
    frequency: ArrayLike,
    recency: ArrayLike,
    T: ArrayLike,
    weights: ArrayLike | None,
    X: ArrayLike,
    names: Sequence[str] | None,
) -> BuyingByCovariate:
    from troth.stats.columns import named, tell_apart

    x, tx, until = histories_read(frequency, recency, T)
    read = matrix("X", X, len(x))
    called = named(names, read.shape[1])
    tell_apart(read, called)
    held = np.ones(len(x)) if weights is None else column("weights", weights, least=0)
    plain = paretonbd(x, tx, until, held)
    assert isinstance(plain, Buying)
    middle = np.average(read, axis=0, weights=held)
    design = _Design(x, tx, until, held, read - middle)
    start = np.concatenate([np.log(list(plain.params.values())), np.zeros(2 * read.shape[1])])
    top = climb(design.likelihood, start, what="Pareto/NBD with covariates")
    return _told(top, called, middle, float(held.sum()))


@dataclass(frozen=True, slots=True, eq=False)
class _Design:
    """Rows with their covariates, centred so that the parameters are those of a middling customer."""

    x: Floats
    tx: Floats
    T: Floats
    weight: Floats
    z: Floats

    def likelihood(self, at: Floats) -> tuple[float, Floats, Floats]:
        """In log r, log alpha, log s, log beta, then coefficients of buying, then of leaving."""
        wide = self.z.shape[1]
        r, _, s, _ = np.exp(at[:4])
        alpha = np.exp(at[1] - self.z @ at[4 : 4 + wide])
        beta = np.exp(at[3] - self.z @ at[4 + wide :])
        row = rowwise(self.x, self.tx, self.T, float(r), alpha, float(s), beta)
        one = np.ones((len(self.x), 1))
        sides = (one, np.hstack([one, -self.z]), one, np.hstack([one, -self.z]))
        places = ([0], [1, *range(4, 4 + wide)], [2], [3, *range(4 + wide, 4 + 2 * wide)])
        slope, bend = np.zeros(len(at)), np.zeros((len(at), len(at)))
        for i in range(4):
            slope[places[i]] += sides[i].T @ (self.weight * row.slope[i])
            for j in range(4):
                block = (sides[i] * (self.weight * row.bend[i, j])[:, None]).T @ sides[j]
                bend[np.ix_(places[i], places[j])] += block
        return float(self.weight @ row.value), slope, bend


def _told(top: Top, names: tuple[str, ...], middle: Floats, customers: float) -> BuyingByCovariate:
    """Back from the centre of the covariates to zero, with errors carried along."""
    wide = len(names)
    turn = np.eye(len(top.at))
    turn[1, 4 : 4 + wide] = middle
    turn[3, 4 + wide :] = middle
    at, covariance = turn @ top.at, turn @ top.covariance() @ turn.T
    errors = np.sqrt(np.diag(covariance))
    labels = (*NAMES, *(f"buying:{n}" for n in names), *(f"leaving:{n}" for n in names))
    scale = np.concatenate([np.exp(at[:4]), np.ones(2 * wide)])
    return BuyingByCovariate(
        "Pareto/NBD with static covariates",
        names,
        {name: float(value) for name, value in zip(NAMES, np.exp(at[:4]), strict=True)},
        {name: float(value) for name, value in zip(names, at[4 : 4 + wide], strict=True)},
        {name: float(value) for name, value in zip(names, at[4 + wide :], strict=True)},
        {name: float(v) for name, v in zip(labels, errors * scale, strict=True)},
        top.value,
        customers,
        covariance,
        top.steps,
    )
