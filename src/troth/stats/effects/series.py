"""The log-linear count model of a series: its columns, its fit, and three kinds of error."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, gammaln

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, even, number
from troth.stats.newton import Likelihood, climb


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Counts in time, the log of who could be counted, and the columns that know no change."""

    counts: Floats
    offset: Floats
    time: Floats
    columns: dict[str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The highest likelihood with its columns, fitted counts, covariances and dispersion."""

    names: tuple[str, ...]
    columns: Floats
    at: Floats
    fitted: Floats
    residuals: Floats
    """Pearson's: (count − fitted) / √fitted."""
    log_likelihood: float
    covariance: Floats
    dispersion: float


def read(counts: ArrayLike, population: ArrayLike | None, period: float, harmonics: int) -> Series:
    """Check a series, and make its level, trend and seasons; the trend counts periods from 0."""
    counts = column("counts", counts, least=0, most=1e15, whole=True)
    people = np.ones_like(counts)
    if population is not None:
        people = column("population", population, above=0)
        even(counts=counts, population=people)
    if not counts.any():
        raise NumbersError("Nothing was ever counted: every value of counts is 0.")
    waves = int(number("harmonics", harmonics, least=0, whole=True))
    length = number("period", period, above=1)
    if 2 * waves >= length:
        raise NumbersError(
            f"{waves} harmonics are too many for a season of {length:g} periods: "
            f"at most {max(0, int(np.ceil(length / 2)) - 1)} can be told apart."
        )
    time = np.arange(counts.size, dtype=np.float64)
    columns = {"level": np.ones_like(time), "trend": time}
    for wave in range(1, waves + 1):
        turn = 2 * pi * wave * time / length
        columns |= {f"sine {wave}": np.sin(turn), f"cosine {wave}": np.cos(turn)}
    return Series(counts, np.log(people), time, columns)


def fit(series: Series, changes: dict[str, Floats]) -> Fit:
    """Poisson regression by Newton; columns are scaled inside, results are not."""
    names = (*series.columns, *changes)
    raw = np.column_stack([*series.columns.values(), *changes.values()])
    n, width = raw.shape
    if n <= width + 1:
        raise NumbersError(f"{n} periods are too few for the {width} numbers of this model.")
    scale = np.sqrt((raw**2).mean(axis=0))
    orthogonal, triangle = np.linalg.qr(raw / scale)
    diagonal = np.abs(np.diag(triangle))
    if diagonal.min() < 1e-9 * diagonal.max():
        raise NumbersError(
            f"“{names[int(diagonal.argmin())]}” cannot be told from the columns before it."
        )
    rate = np.log(series.counts.sum() / np.exp(series.offset).sum())
    inward = np.linalg.inv(triangle) * np.sqrt(n)
    unit = orthogonal * np.sqrt(n)
    start = unit.T @ np.full(n, rate) / n
    top = climb(_likelihood(unit, series), start, what="The series")
    if np.linalg.eigvalsh(-top.hessian)[0] < 1e-6:
        raise NumbersError(
            "Too much of the series is 0: a model that expects nothing there fits ever better, "
            "so the change has no finite size."
        )
    back = inward / scale[:, None]
    fitted = np.exp(unit @ top.at + series.offset)
    residuals = (series.counts - fitted) / np.sqrt(fitted)
    return Fit(
        names, raw, back @ top.at, fitted, residuals, top.value,
        back @ top.covariance() @ back.T, float((residuals**2).sum() / (n - width)),
    )  # fmt: skip


def newey_west(found: Fit, counts: Floats, lags: int) -> Floats:
    """Covariance that allows for errors correlated up to `lags` periods (Bartlett weights)."""
    n, width = found.columns.shape
    score = found.columns * (counts - found.fitted)[:, None]
    meat = score.T @ score
    for lag in range(1, lags + 1):
        crossed = score[lag:].T @ score[:-lag]
        meat += (1 - lag / (lags + 1)) * (crossed + crossed.T)
    return np.asarray(found.covariance @ meat @ found.covariance * n / (n - width), np.float64)


def ljung_box(residuals: Floats, lags: int) -> tuple[float, float, float]:
    """Autocorrelation at lag 1, the statistic over `lags` lags, and its p."""
    n, centred = len(residuals), residuals - residuals.mean()
    whole = centred @ centred
    if not whole > 0:
        return 0.0, 0.0, 1.0
    each = np.array([centred[lag:] @ centred[:-lag] / whole for lag in range(1, lags + 1)])
    statistic = float(n * (n + 2) * (each**2 / (n - np.arange(1, lags + 1))).sum())
    return float(each[0]), statistic, float(chdtrc(lags, statistic))


def _likelihood(columns: Floats, series: Series) -> Likelihood:
    counts, offset = series.counts, series.offset
    constant = gammaln(counts + 1).sum()

    def at(place: Floats) -> tuple[float, Floats, Floats]:
        line = columns @ place + offset
        mean = np.exp(np.minimum(line, 700))
        value = float(counts @ line - mean.sum() - constant)
        hessian = -(columns.T * mean) @ columns
        return value, columns.T @ (counts - mean), hessian

    return at
