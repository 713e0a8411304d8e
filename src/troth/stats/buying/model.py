"""What every model of buying gives back: parameters with their errors, and what it says of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Floats, column, number
from troth.stats.buying.rows import histories_read
from troth.stats.newton import Likelihood, Top, climb

LOOSE = 5.0
"""A parameter whose logarithm has a larger standard error is not settled by the data."""


class Telling(Protocol):
    """What a model says of customers, given its parameters in order."""

    def alive(self, at: Floats, x: Floats, tx: Floats, T: Floats) -> Floats:
        """The chance that each is still a customer."""

    def expected(self, at: Floats, t: float, x: Floats, tx: Floats, T: Floats) -> Floats:
        """How many purchases of each to expect in the next t."""

    def newcomer(self, at: Floats, t: Floats) -> Floats:
        """How many repeat purchases of a new customer to expect by t."""


@dataclass(frozen=True, slots=True, eq=False)
class Buying:
    """A fitted model of buying.

    `params` and `standard_errors` go by name, in the unit of time of the histories; `covariance`
    is that of the logarithms of the parameters. `unsettled` names parameters about which the
    data say next to nothing (they ran to an edge). `customers` is the sum of the weights.
    """

    method: str
    params: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    customers: float
    covariance: Floats
    unsettled: tuple[str, ...]
    steps: int
    telling: Telling

    def alive(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """The chance that each of these customers has not dropped out, 0 to 1."""
        return self.telling.alive(self._at(), *histories_read(frequency, recency, T))

    def expected(self, t: float, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """How many purchases to expect of each of them within the next `t`."""
        ahead = number("t", t, least=0)
        return self.telling.expected(self._at(), ahead, *histories_read(frequency, recency, T))

    def newcomer(self, t: ArrayLike) -> Floats:
        """How many repeat purchases to expect of a new customer within each `t`."""
        return self.telling.newcomer(self._at(), column("t", np.atleast_1d(t), least=0))

    def alive_interval(
        self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, level: float = 0.95
    ) -> tuple[Floats, Floats]:
        """Low and high of `alive` for the uncertainty of the parameters (delta method, on the
        log-odds). What a single customer does beyond that is chance, and not in it."""
        from troth.stats.normal import quantile

        x, tx, until = histories_read(frequency, recency, T)
        here = _log_odds(self.telling.alive(self._at(), x, tx, until))
        slopes = []
        for step in 1e-4 * np.eye(len(self.params)):
            up, down = (
                _log_odds(self.telling.alive(self._at() * np.exp(sign * step), x, tx, until))
                for sign in (1, -1)
            )
            slopes.append((up - down) / 2e-4)
        slope = np.array(slopes)
        half = quantile(level) * np.sqrt(np.einsum("in,ij,jn->n", slope, self.covariance, slope))
        low, high = (1 / (1 + np.exp(-(here + sign * half))) for sign in (-1, 1))
        return low, high

    def _at(self) -> Floats:
        return np.array(list(self.params.values()))


def fitted(
    method: str,
    names: tuple[str, ...],
    climbs: tuple[Likelihood, ...],
    start: Floats,
    customers: float,
    telling: Telling,
) -> Buying:
    """Climb each likelihood in turn (thinned rows first, then all) and keep what the last says."""
    top: Top | None = None
    steps = 0
    for likelihood in climbs:
        top = climb(likelihood, start if top is None else top.at, what=method)
        steps += top.steps
    assert top is not None
    covariance = top.covariance()
    with np.errstate(invalid="ignore"):
        errors = np.sqrt(np.diag(covariance))
    values = np.exp(top.at)
    loose = tuple(name for name, error in zip(names, errors, strict=True) if not error < LOOSE)
    return Buying(
        method,
        {name: float(value) for name, value in zip(names, values, strict=True)},
        {name: float(v * e) for name, v, e in zip(names, values, errors, strict=True)},
        top.value,
        customers,
        covariance,
        loose,
        steps,
        telling,
    )


def _log_odds(p: Floats) -> Floats:
    held = np.clip(p, 1e-15, 1 - 1e-15)
    return np.asarray(np.log(held) - np.log1p(-held), np.float64)
