"""How much have we not heard yet? The Chao estimators and sample coverage.

Why it matters: After twenty interviews a team says it has heard it all. Kinds of problems heard
    from one customer only tell how many were heard from none, and how likely the next interview
    is to bring something new. That turns "we have enough" into a figure with an interval.
Formula: S kinds heard, f1 of them once, f2 twice, n things said (or n interviews)
    Chao1, Chao2: S + f0, f0 = (n−1)/n · f1²/(2 f2), or (n−1)/n · f1(f1−1)/2 where f2 = 0
    interval: S + f0/K to S + f0·K, K = exp(z √log(1 + var/f0²))
    coverage = 1 − f1/N · (n−1)f1 / ((n−1)f1 + 2 f2), N mentions in all (N = n for Chao1)
    its interval: all d with (f1 − Nd)² <= z² (Nd(1 − d) + 2 f2), d = 1 − coverage
    new kinds in m more = f0 · (1 − (1 − f1/(n f0 + f1))^m); its interval is of the number that
        will be heard: a negative binomial whose mean is not known exactly
Assumes: Interviews are drawn like the ones to come, and kinds are told apart by people in one
    way throughout. One customer who repeats herself is one: count customers (chao2), not mentions.
Cannot say: How many kinds there are: where some are far rarer than others it is a lower bound.
    Nothing where no kind was heard twice. Nothing about customers no interview could reach, and
    nothing firm beyond twice the interviews there were.
Source: Chao, 1987, Estimating the population size for capture–recapture data with unequal
    catchability; Chao and Jost, 2012, Coverage-based rarefaction and extrapolation; Colwell et
    al., 2012, Models and estimators linking individual-based and sample-based rarefaction
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, coded, column, even, number
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval

__all__ = ("Heard", "NewKinds", "Unseen", "chao1", "chao2", "heard", "new_kinds")


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """In how many of the `interviews` each of the `kinds` was heard."""

    kinds: tuple[Any, ...]
    counts: Floats
    interviews: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many kinds there are at least, with interval, and the chance that the next is known.

    `observed` kinds were heard, `once` of them once, `twice` twice, `mentions` in all, in `n`
    things said or interviews. `value`, `low`, `high` are kinds in all, heard or not. Where no
    kind was heard twice or more, `enough` is false, `value` and `standard_error` are None and
    `high` is infinite. `coverage` is the share of mentions to come that are of known kinds.
    """

    value: float | None
    low: float
    high: float
    standard_error: float | None
    observed: int
    once: int
    twice: int
    mentions: int
    n: int
    coverage: Interval
    enough: bool
    level: float = 0.95
    method: str = "Chao1"

    @property
    def missing(self) -> float | None:
        """Kinds that nobody named yet, at least."""
        return None if self.value is None else self.value - self.observed


@dataclass(frozen=True, slots=True)
class NewKinds:
    """How many kinds not heard before come up in `more` interviews (or mentions).

    `low` to `high` holds the number itself, not its mean. `enough` is false, and `value` None,
    where no kind was heard twice; false too beyond as many more as there were.
    """

    value: float | None
    low: float
    high: float
    more: int
    n: int
    enough: bool
    level: float = 0.95
    method: str = "Chao extrapolation"


def heard(interview: ArrayLike, kind: ArrayLike, interviews: int | None = None) -> Heard:
    """In how many interviews each kind was heard, from one row a mention.

    A kind named twice in one interview counts once. `interviews` is how many were held, those
    without any kind too; without it, the interviews that appear. Raises NumbersError where the
    columns differ in length, are empty, or more interviews appear than were held.
    """
    who, known = coded(interview)
    what, kinds = coded(kind)
    even(interview=who, kind=what)
    if not len(who):
        raise NumbersError("interview is empty: nothing was heard.")
    distinct = np.unique(who * len(kinds) + what)
    counts = np.bincount(distinct % len(kinds), minlength=len(kinds)).astype(np.float64)
    held = len(known)
    if interviews is not None:
        held = int(number("interviews", interviews, least=1, whole=True))
    if held < len(known):
        raise NumbersError(f"{len(known)} interviews appear, but only {held} are said to be held.")
    return Heard(tuple(kinds), counts, held)


def chao1(counts: ArrayLike, level: float = 0.95) -> Unseen:
    """How many kinds there are at least, from how often each was met; zeros count for nothing.

    For things met one by one (each mention by somebody else). Raises NumbersError unless counts
    are whole numbers of at least 0 with one above 0.
    """
    met = _met("counts", counts)
    return _unseen(met, int(met.sum()), level, "Chao1")


def chao2(heard_in: ArrayLike, interviews: int, level: float = 0.95) -> Unseen:
    """How many kinds there are at least, from in how many of `interviews` each was heard.

    `heard(…)` makes the counts from rows. Raises NumbersError unless counts are whole numbers
    from 0 to `interviews` with one above 0.
    """
    met = _met("heard_in", heard_in)
    held = int(number("interviews", interviews, least=1, whole=True))
    if met.max() > held:
        at = int(np.flatnonzero(np.asarray(heard_in) > held)[0])
        raise NumbersError(
            f"heard_in[{at}] is {np.asarray(heard_in)[at]:g}, but there were {held} interviews."
        )
    return _unseen(met, held, level, "Chao2")


def new_kinds(found: Unseen, more: int) -> NewKinds:
    """How many kinds not heard before `more` interviews (or mentions) will bring.

    Raises NumbersError unless `more` is a whole number of at least 0.
    """
    more = int(number("more", more, least=0, whole=True))
    if more == 0:
        return NewKinds(0.0, 0.0, 0.0, 0, found.n, True, found.level)
    if found.value is None:
        return NewKinds(None, 0.0, inf, more, found.n, False, found.level)
    coming = _coming(found.once, found.twice, found.n, more)
    if coming == 0:
        unknown = (1 - found.coverage.low) * found.mentions / found.n
        mean, spread = more * unknown / 2, (more * unknown / 2) ** 2
    else:
        mean, spread = coming, _variance_of_coming(found, more)
    low, high = _counted(mean, spread, found.level)
    return NewKinds(
        coming, 0.0 if coming == 0 else low, high, more, found.n, more <= found.n, found.level
    )


def _met(name: str, counts: ArrayLike) -> Floats:
    met = column(name, counts, least=0, whole=True)
    met = met[met > 0]
    if not len(met):
        raise NumbersError(f"{name} holds only 0: no kind was heard.")
    return met


def _unseen(met: Floats, n: int, level: float, method: str) -> Unseen:
    z = quantile(level)
    kinds, mentions = len(met), int(met.sum())
    once, twice = int((met == 1).sum()), int((met == 2).sum())
    coverage = _coverage(once, twice, n, mentions, level)
    if once == kinds:
        return Unseen(
            None, float(kinds), inf, None, kinds, once, twice, mentions, n, coverage, False,
            level, method,
        )  # fmt: skip
    missing = _missing(once, twice, n)
    if missing > 0:
        error = sqrt(_variance(once, twice, n, kinds + missing))
        factor = exp(z * sqrt(log(1 + (error / missing) ** 2)))
        low, high = kinds + missing / factor, kinds + missing * factor
    else:
        away = exp(-mentions / kinds)
        error = sqrt(kinds * away * (1 - away))
        middle, half = kinds / (1 - away), z * sqrt(kinds * away) / (1 - away)
        low, high = max(float(kinds), middle - half), max(float(kinds), middle + half)
    return Unseen(
        kinds + missing, low, high, error, kinds, once, twice, mentions, n, coverage, True,
        level, method,
    )  # fmt: skip


def _missing(once: float, twice: float, n: int) -> float:
    """Chao's count of kinds not met; the form without bias where none was met twice."""
    share = (n - 1) / n
    return share * (once**2 / (2 * twice) if twice > 0 else once * (once - 1) / 2)


def _variance(once: float, twice: float, n: int, total: float) -> float:
    share = (n - 1) / n
    if twice > 0:
        odds = once / twice
        return twice * (share / 2 * odds**2 + share**2 * odds**3 + share**2 / 4 * odds**4)
    spread = share * once * (once - 1) / 2 + share**2 * once * (2 * once - 1) ** 2 / 4
    return spread - share**2 * once**4 / (4 * total)


def _coverage(once: int, twice: int, n: int, mentions: int, level: float) -> Interval:
    """Share of the mentions to come that are of kinds already met."""
    if twice > 0:
        again = (n - 1) * once / ((n - 1) * once + 2 * twice)
    elif once > 1:
        again = (n - 1) * (once - 1) / ((n - 1) * (once - 1) + 2)
    else:
        again = 0.0 if n == 1 else 1.0
    value = 1 - once / mentions * (again if once else 0.0)
    z2 = quantile(level) ** 2
    square, middle = 1 + z2 / mentions, 2 * once + z2
    root = sqrt(max(0.0, middle**2 - 4 * square * (once**2 - 2 * z2 * twice)))
    least = max(0.0, (middle - root) / (2 * square) / mentions)
    most = min(1.0, (middle + root) / (2 * square) / mentions)
    return Interval(
        value, min(value, 1 - most), max(value, 1 - least), mentions, level, "Good–Turing, score"
    )


def _coming(once: float, twice: float, n: int, more: int) -> float:
    missing = _missing(once, twice, n)
    if missing <= 0 or once <= 0:
        return 0.0
    return missing * -float(np.expm1(more * np.log1p(-once / (n * missing + once))))


def _variance_of_coming(found: Unseen, more: int) -> float:
    """How unsure the mean of new kinds is, by its slope in the kinds met once and twice."""
    once, twice, n, step = float(found.once), float(found.twice), found.n, 1e-4
    total = found.value or float(found.observed)
    per_once = (
        _coming(once + step, twice, n, more) - _coming(once - step, twice, n, more)
    ) / (2 * step)  # fmt: skip
    per_twice = 0.0
    if twice > 0:
        up, down = _coming(once, twice + step, n, more), _coming(once, twice - step, n, more)
        per_twice = (up - down) / (2 * step)
    return float(
        per_once**2 * once * (1 - once / total)
        + per_twice**2 * twice * (1 - twice / total)
        - 2 * per_once * per_twice * once * twice / total
    )


def _counted(mean: float, spread: float, level: float) -> tuple[float, float]:
    """Quantiles of a Poisson count whose mean is gamma with that mean and variance."""
    from scipy.special import betainc, pdtr

    most = int(mean + 20 * sqrt(mean + spread) + 20)
    counts = np.arange(most + 1, dtype=np.float64)
    if spread > 1e-9 * mean:
        shape = mean**2 / spread
        reached = betainc(shape, counts + 1, shape / (shape + mean))
    else:
        reached = pdtr(counts, mean)
    low, high = np.searchsorted(reached, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(min(high, most))
