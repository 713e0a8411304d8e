"""Did it change when we changed? Interrupted time series.

Why it matters: Before against after forgets that things were rising or falling anyway, and that
    December is not June. Here the change has to show against the series' own trend and seasons.
Formula: log E[count_t] = log(population_t) + b₀ + b₁ t + b₂ step_t [+ b₃ (t − at) step_t]
                          + Σ_k (s_k sin 2πkt/period + c_k cos 2πkt/period)
    step_t = 1 from period `at` on. Rate ratio = exp(b₂), change of slope = exp(b₃) a period;
    with a slope, exp(b₂) is the ratio in the first period after. Fitted by Newton as Poisson
    counts, with three standard errors: Poisson; quasi-Poisson, ×√φ, φ = Σ(y−μ)²/μ / (n−p), never
    below 1; Newey–West with 4(n/100)^(2/9) lags and n/(n−p). Intervals by the normal curve.
    Residual autocorrelation: Ljung–Box on Pearson residuals, min(2·period, n/5) lags.
Assumes: A trend straight in the logarithm that would have gone on; nothing else that happened at
    the same date; the way of counting did not change; the date was not chosen by looking.
Cannot say: That the change was the cause: something else may have come on that day, and a crowd
    that comes back to its average looks like an effect. Below some 24 periods before the date the
    trend itself is a guess. Newey–West is too narrow in short series. The rank among placebo
    dates is no p-value: neighbouring dates share the same change.
Source: Lopez Bernal, Cummins and Gasparrini, Interrupted time series regression for the evaluation
    of public health interventions: a tutorial, 2017; Newey and West, 1987
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, number
from troth.stats.effects.ratio import Ratio, from_log
from troth.stats.effects.series import Fit, Series, fit, ljung_box, newey_west, read
from troth.stats.normal import quantile

__all__ = ("Autocorrelation", "Interrupted", "Placebo", "interrupted", "placebo")

ENOUGH = 24


@dataclass(frozen=True, slots=True)
class Autocorrelation:
    """What the model leaves unexplained, next to itself one period later."""

    first: float
    lags: int
    statistic: float
    p: float


@dataclass(frozen=True, slots=True, eq=False)
class Interrupted:
    """The change at the date, three ways, and what it rests on.

    `ratio` is the quasi-Poisson one and the one to print. `without` is what the model expects had
    nothing changed, with its interval; it equals `fitted` before the date. `cautions` are whole
    sentences.
    """

    ratio: Ratio
    poisson: Ratio
    newey_west: Ratio
    slope: Ratio | None
    dispersion: float
    autocorrelation: Autocorrelation
    coefficients: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    fitted: Floats
    without: Floats
    without_low: Floats
    without_high: Floats
    at: int
    n: int
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Placebo:
    """The same change looked for at every possible date; rank 1 = the true date stands out most.

    `strength` is |log ratio| by its quasi-Poisson standard error.
    """

    dates: Whole
    ratios: Floats
    strength: Floats
    at: int
    rank: int

    @property
    def share(self) -> float:
        """The share of dates at which the change is at least as strong as at the true one."""
        return self.rank / len(self.dates)


def interrupted(
    counts: ArrayLike,
    at: int,
    population: ArrayLike | None = None,
    period: float = 12,
    harmonics: int = 0,
    slope: bool = False,
    *,
    level: float = 0.95,
) -> Interrupted:
    """The rate ratio after a change at period `at` (counted from 0: the first one after it).

    `counts` in time order, one a period, none left out; `population` those who could be counted;
    `period` how many periods make a season (12 months, 52.18 weeks), `harmonics` how many waves
    in it; `slope` lets the trend change too. Raises NumbersError where nothing lies before or
    after, nothing was counted there, or the columns cannot be told apart.
    """
    series = read(counts, population, period, harmonics)
    at = _date(at, series, slope)
    found = fit(series, _changes(series, at, slope))
    n, heavy = len(series.counts), max(1.0, found.dispersion)
    poisson, quasi, newey = _ways(found, series.counts, heavy, level)
    errors = np.sqrt(heavy * np.diag(found.covariance))
    turned = from_log(found.at[-1], errors[-1], n, level, "quasi-Poisson") if slope else None
    watched = max(1, min(int(2 * period), n // 5))
    first, statistic, p = ljung_box(found.residuals, watched)
    auto = Autocorrelation(first, watched, statistic, p)
    without, low, high = _without(found, series, heavy, level)
    return Interrupted(
        quasi, poisson, newey, turned, found.dispersion, auto,
        dict(zip(found.names, found.at.tolist(), strict=True)),
        dict(zip(found.names, errors.tolist(), strict=True)),
        found.log_likelihood, found.fitted, without, low, high, at, n,
        _cautions(at, found.dispersion, auto),
    )  # fmt: skip


def placebo(
    counts: ArrayLike,
    at: int,
    population: ArrayLike | None = None,
    period: float = 12,
    harmonics: int = 0,
    slope: bool = False,
    *,
    edge: int = 6,
) -> Placebo:
    """Does the true date stand out? The change is looked for at every date, one by one.

    Every date with at least `edge` periods on either side is tried, and where the true one ranks
    is told; a date at which the model has no finite answer is left out of `dates`. The other
    arguments are those of `interrupted`. Raises NumbersError where the true date lies too near an
    end, and as `interrupted` does.
    """
    series = read(counts, population, period, harmonics)
    at, n = _date(at, series, slope), len(series.counts)
    rim = int(number("edge", edge, least=2, whole=True))
    if not rim <= at <= n - rim:
        raise NumbersError(
            f"The date {at} has less than {rim} periods on one side of it: give a smaller edge."
        )
    kept = [(at, *_strength(fit(series, _changes(series, at, slope))))]
    for date in range(rim, n - rim + 1):
        if date != at and (found := _tried(series, date, slope)) is not None:
            kept.append((date, *found))
    dates, logs, strength = (np.array(each) for each in zip(*sorted(kept), strict=True))
    own = strength[dates == at][0]
    rank = 1 + int((strength > own).sum())
    return Placebo(dates.astype(np.int64), np.exp(logs), strength, at, rank)


def _date(at: int, series: Series, slope: bool) -> int:
    """The date as a whole number with something counted on both sides of it."""
    n, place = len(series.counts), int(number("at", at, whole=True))
    if not 1 <= place <= n - 1 - slope:
        raise NumbersError(
            f"at is {place}: the {n} periods count from 0, and some have to lie before the change "
            f"and {'two' if slope else 'one'} or more after it."
        )
    before, after = series.counts[:place], series.counts[place:]
    if not (before.any() and after.any()):
        side = "after" if before.any() else "before"
        raise NumbersError(f"Nothing was counted {side} the date: the ratio has no finite size.")
    return place


def _changes(series: Series, at: int, slope: bool) -> dict[str, Floats]:
    step = (series.time >= at).astype(np.float64)
    return {"step": step} | ({"slope": (series.time - at) * step} if slope else {})


def _ways(found: Fit, counts: Floats, heavy: float, level: float) -> list[Ratio]:
    """The ratio at the step with the error of Poisson, quasi-Poisson and Newey–West."""
    n, step = len(counts), found.names.index("step")
    lags = int(4 * (n / 100) ** (2 / 9))
    ways = {
        "Poisson": found.covariance,
        "quasi-Poisson": heavy * found.covariance,
        f"Newey–West, {lags} lags": newey_west(found, counts, lags),
    }
    return [
        from_log(found.at[step], covariance[step, step] ** 0.5, n, level, method)
        for method, covariance in ways.items()
    ]


def _strength(found: Fit) -> tuple[float, float]:
    step = found.names.index("step")
    error = (max(1.0, found.dispersion) * found.covariance[step, step]) ** 0.5
    return float(found.at[step]), float(abs(found.at[step]) / error)


def _tried(series: Series, date: int, slope: bool) -> tuple[float, float] | None:
    """Log ratio and strength at a date, or None where there is no finite answer."""
    try:
        return _strength(fit(series, _changes(series, _date(date, series, slope), slope)))
    except NumbersError:
        return None


def _without(
    found: Fit, series: Series, heavy: float, level: float
) -> tuple[Floats, Floats, Floats]:
    """What is expected had nothing changed, with the quasi-Poisson interval of its mean."""
    columns = found.columns.copy()
    columns[:, [at for at, name in enumerate(found.names) if name in ("step", "slope")]] = 0
    line = columns @ found.at + series.offset
    spread = heavy * np.einsum("ti,ij,tj->t", columns, found.covariance, columns)
    half = quantile(level) * np.sqrt(np.maximum(spread, 0))
    with np.errstate(over="ignore"):
        return np.exp(line), np.exp(line - half), np.exp(line + half)


def _cautions(at: int, dispersion: float, auto: Autocorrelation) -> tuple[str, ...]:
    told = []
    if at < ENOUGH:
        told.append(f"Only {at} periods lie before the date; {ENOUGH} are wanted to know a trend.")
    if dispersion > 1.5:
        told.append(
            f"The counts scatter {dispersion:.1f} times as much as Poisson counts would: "
            "the Poisson interval is too narrow."
        )
    if auto.p < 0.05:
        chance = "p < 0.001" if auto.p < 0.001 else f"p = {auto.p:.3f}"
        told.append(
            f"What is left over hangs together (autocorrelation {auto.first:+.2f} from one period "
            f"to the next, {chance} over {auto.lags} lags): the intervals may be off."
        )
    return tuple(told)
