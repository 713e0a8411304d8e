"""Did the data surprise us? A belief as a beta curve, written down before the data.

Why it matters: "We knew that" is said after every study. A belief put into numbers beforehand can
    be contradicted, and what was learnt can be measured; over many of them one sees whose beliefs
    are worth following.
Formula: belief Beta(a, b) about a share; then x of n
    before: P(X <= x) beta-binomial; p = twice the smaller tail, at most 1
    after: Beta(a + x, b + n − x), its mean (a + x)/(a + b + n) and central interval
    surprise = KL(after ‖ before) = ln B(a,b)/B(a',b') + (a'−a)ψ(a') + (b'−b)ψ(b')
        − (a'−a+b'−b)ψ(a'+b'), in nats
    Laplace: Beta(1, 1) beforehand, so (x + 1)/(n + 2)
    stated as "about g, and with chance c between l and h": mean g, a + b the one that puts c
        between l and h (an end at 0 or 1 leaves the other its half of the doubt)
    forecaster: Brier = mean (p − y)², log score = −mean ln of the chance given to what happened
Assumes: The belief was stated before the data were seen; the n are alike and independent of each
    other. Forecasts scored together were made one by one.
Cannot say: Anything about a belief filled in afterwards. A contradiction may be the sample's fault
    (who answered?) and not the belief's. Fewer than 20 resolved forecasts score nobody.
Source: Box, 1980, Sampling and Bayes' inference in scientific modelling; Brier, 1950,
    Verification of forecasts expressed in terms of probability; Itti and Baldi, 2009, Bayesian
    surprise attracts human attention; Laplace, 1774, on the rule of succession
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import column, even, flags, number
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval

__all__ = (
    "Belief",
    "Elicited",
    "Score",
    "belief",
    "beta_divergence",
    "elicit",
    "forecaster",
    "laplace",
)

LEAST = 20
"""Resolved forecasts it takes to score a forecaster."""


@dataclass(frozen=True, slots=True)
class Belief:
    """A belief after the data, and how the data sat with it before.

    `value` with `low` to `high` is the share as believed now, Beta(`a`, `b`). `at_most` and
    `at_least` are the chances the belief gave to as few and as many, `p` twice the smaller (at
    most 1). `surprise` is how far the belief moved, in nats. `before` is the (a, b) it came from.
    """

    value: float
    low: float
    high: float
    a: float
    b: float
    before: tuple[float, float]
    at_most: float
    at_least: float
    p: float
    surprise: float
    n: int
    level: float = 0.95
    method: str = "beta-binomial"


@dataclass(frozen=True, slots=True)
class Elicited:
    """Beta(`a`, `b`) that says what somebody stated; `worth` = a + b, in cases seen before."""

    a: float
    b: float
    guess: float
    low: float
    high: float
    chance: float

    @property
    def worth(self) -> float:
        """As much as having seen so many cases."""
        return self.a + self.b


@dataclass(frozen=True, slots=True)
class Score:
    """A forecaster's scores over resolved forecasts; lower is better.

    `brier` with `low` to `high`; `log` is infinite where something happened that was called
    impossible. `always_base_rate` is the Brier score of one who says the base rate each time.
    Below 20 forecasts `enough` is false and all are None.
    """

    brier: float | None
    low: float | None
    high: float | None
    log: float | None
    always_base_rate: float | None
    n: int
    enough: bool
    level: float = 0.95
    method: str = "Brier and log score, normal interval"


def belief(a: float, b: float, successes: int, n: int, level: float = 0.95) -> Belief:
    """What Beta(a, b), held before, becomes after `successes` of `n`, and how surprised it is.

    Raises NumbersError unless a and b are above 0 and 0 <= successes <= n, whole.
    """
    from scipy.special import betaincinv

    quantile(level)
    a, b = _positive("a", a), _positive("b", b)
    n, x = (int(number(name, value, least=0, whole=True))
            for name, value in (("n", n), ("successes", successes)))  # fmt: skip
    if x > n:
        raise NumbersError(f"{x} of {n} is no share.")
    after_a, after_b = a + x, b + n - x
    low, high = betaincinv(after_a, after_b, [(1 - level) / 2, (1 + level) / 2])
    at_most, at_least = _tails(a, b, x, n)
    return Belief(
        after_a / (after_a + after_b), float(low), float(high), after_a, after_b, (a, b),
        at_most, at_least, min(1.0, 2 * min(at_most, at_least)),
        beta_divergence(after_a, after_b, a, b), n, level,
    )  # fmt: skip


def beta_divergence(a: float, b: float, from_a: float, from_b: float) -> float:
    """KL(Beta(a, b) ‖ Beta(from_a, from_b)) in nats: how far one belief lies from another.

    Raises NumbersError unless all four are above 0.
    """
    from scipy.special import betaln, psi

    a, b = _positive("a", a), _positive("b", b)
    c, d = _positive("from_a", from_a), _positive("from_b", from_b)
    nats = (
        betaln(c, d) - betaln(a, b)
        + (a - c) * psi(a) + (b - d) * psi(b) - (a - c + b - d) * psi(a + b)
    )  # fmt: skip
    return max(0.0, float(nats))


def laplace(successes: int, n: int, level: float = 0.95) -> Interval:
    """The chance that the next is a success too, knowing nothing before: (x + 1)/(n + 2).

    The interval is the central one of Beta(x + 1, n − x + 1). Raises NumbersError as `belief`.
    """
    found = belief(1, 1, successes, n, level)
    return Interval(found.value, found.low, found.high, found.n, level, "Laplace")


def elicit(guess: float, low: float, high: float, chance: float = 0.9) -> Elicited:
    """The beta curve of one who says “about `guess`, and surely enough between low and high”.

    Shares between 0 and 1; `chance` is how sure she is of the range. Raises NumbersError unless
    low < guess < high, or where no beta curve puts so little between them. An end at 0 or 1 rules
    nothing out; then the other end carries its half of the doubt.
    """
    from scipy.optimize import brentq
    from scipy.special import betainc

    middle = number("guess", guess, above=0, most=1)
    ends = number("low", low, least=0, most=1), number("high", high, least=0, most=1)
    quantile(chance)
    if not ends[0] < middle < ends[1]:
        raise NumbersError(f"The guess {guess:g} has to lie inside the range {low:g} to {high:g}.")
    surely = chance if ends[0] > 0 and ends[1] < 1 else (1 + chance) / 2

    def between(log_worth: float) -> float:
        a, b = middle * np.exp(log_worth), (1 - middle) * np.exp(log_worth)
        return float(betainc(a, b, ends[1]) - betainc(a, b, ends[0])) - surely

    grid = np.linspace(np.log(1e-3), np.log(1e9), 300)
    below = np.flatnonzero(np.array([between(one) for one in grid]) < 0)
    if not len(below) or below[-1] + 1 == len(grid):
        raise NumbersError(
            f"No curve about {guess:g} has a chance of {chance:g} between {low:g} and {high:g}.",
            advice="Narrow the range, or be surer of it.",
        )
    worth = float(np.exp(brentq(between, grid[below[-1]], grid[below[-1] + 1], xtol=1e-12)))
    return Elicited(middle * worth, (1 - middle) * worth, middle, *ends, chance)


def forecaster(chances: ArrayLike, happened: ArrayLike, level: float = 0.95) -> Score:
    """How good a forecaster's stated chances were, over forecasts that are resolved.

    `chances` lie between 0 and 1, `happened` is 0 or 1 each. Raises NumbersError otherwise.
    """
    z = quantile(level)
    told = column("chances", chances, least=0, most=1)
    came = flags("happened", happened)
    n = even(chances=told, happened=came)
    if n < LEAST:
        return Score(None, None, None, None, None, n, False, level)
    misses = np.sort((told - came) ** 2)
    brier, half = float(misses.mean()), z * float(misses.std(ddof=1)) / sqrt(n)
    given = np.sort(np.where(came, told, 1 - told))
    log = inf if given[0] == 0 else max(0.0, -float(np.log(given).mean()))
    rate = float(came.mean())
    low, high = max(0.0, brier - half), min(1.0, brier + half)
    return Score(brier, low, high, log, rate * (1 - rate), n, True, level)


def _positive(name: str, value: float) -> float:
    return number(name, value, above=0)


def _tails(a: float, b: float, x: int, n: int) -> tuple[float, float]:
    """Chances of at most and of at least x of n under Beta(a, b)."""
    from scipy.special import betaln, gammaln

    k = np.arange(n + 1, dtype=np.float64)
    logs = (
        gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
        + betaln(k + a, n - k + b) - betaln(a, b)
    )  # fmt: skip
    mass = np.exp(logs - logs.max())
    mass /= mass.sum()
    return min(1.0, float(mass[: x + 1].sum())), min(1.0, float(mass[x:].sum()))
