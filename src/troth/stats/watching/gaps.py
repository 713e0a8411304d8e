"""How likely is a gap this long, if nothing has changed? A person's rhythm against her silence.

Why it matters: Forty days of silence are nothing from one customer and a farewell from another. The
    answer has to weigh her own pace, and how little a short history tells about it.
Formula: n past gaps that sum to T, silent for g since the last.
    Poisson    p = (1 + g/T)^-n;  with a prior p = ((α + T) / (α + T + g))^(r + n)
    gamma      p = I_{T/(T+g)}(n k, k), shape k pooled over all people from the proportions
               gap/sum (Dirichlet), used at its lower 95 % limit
    lognormal  p = upper tail of Student's t for the next log gap, the person's own spread
               weighed with the pool's
    In all three the pace is integrated out. 'either' takes the larger p of the last two.
    a budget a year: level of one gap = 1 - (1 - budget)^(1/m), m gaps a year
    correction: p times (people with a past gap as surprising, and one standard error more) / (how
    many there should be)
Assumes: A person's gaps come independently from one distribution, whose shape (not its pace) is
    shared by the people of a source, or nearly: the correction needs no family, only that the past
    gaps of the pool are like the present ones.
Cannot say: that she is unhappy, or gone: silence is a holiday, another channel, a shared account,
    a season. The answer is for one gap; who is looked at every week needs the yearly budget, or
    `rate_fall`. The Poisson rule alone cries wolf on people who buy in bursts (7.6 % at 5 %, and
    1.7 % at .21 %) and comes late for regular ones (.5 to 1.5 % at 5 %).
Source: Maguire, Pearson and Wynn, 1952, The time intervals between industrial accidents; Johnson,
    Kotz and Balakrishnan, 1994, Continuous univariate distributions; Gelman and others, 2013,
    Bayesian data analysis, chapter 3
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
else:
    ArrayLike = Floats = Any

__all__ = ("Shape", "chance", "correction", "fit_shape", "gaps_until", "yearly_level")

KNOWN = 200
"""From so many degrees of freedom on, the likelihoods may choose one of the two families."""
CLEAR = 3.0
"""How much better, in log-likelihood, the chosen family must be."""
ENOUGH = 10.0
"""How many gaps as surprising must be due before their number is trusted."""
LEAST = 0.1
"""The correction never makes a silence more than ten times as surprising."""
REGULAR, BURSTY = 64.0, 0.05
"""The shapes the fit looks between: a clock at one end, nearly all in bursts at the other."""


def chance(n: float, total: float, silent: float, *, r: float = 0.0, alpha: float = 0.0) -> float:
    """((alpha+T) / (alpha+T+g))^(r+n): a gap longer than `silent` after n gaps summing to T.

    Exact under Poisson; without a prior (r = alpha = 0) it is (1+g/T)^-n.
    """
    return float(((alpha + total) / (alpha + total + silent)) ** (r + n))


def yearly_level(budget: float, per_year: Any) -> Any:
    """The level of one gap that spends `budget` a year at `per_year` gaps, at least one.

    1 - (1-budget)^(1/m), for a number or an array of them.
    """
    if isinstance(per_year, (int, float)):
        return 1 - (1 - budget) ** (1 / max(1.0, per_year))
    import numpy as np

    return 1 - (1 - budget) ** (1 / np.maximum(1.0, per_year))


def gaps_until(level: float, n: int) -> float:
    """How many mean gaps of silence it takes until (1+g/T)^-n is down to a level."""
    return float(n * (level ** (-1 / n) - 1))


@dataclass(frozen=True, slots=True)
class Shape:
    """The pooled shape of gaps: 'gamma', 'lognormal', or 'either' where the pool cannot tell.

    `k` is the gamma shape (1 = Poisson), `k_low` its one-sided 95 % limit, which is used;
    `sigma` the pool's spread of log gaps, which weighs as much as `weight` gaps of a person's
    own. `freedom` counts the gaps beyond each person's first. 'either' takes the less
    surprising answer of the two.
    """

    family: Literal["gamma", "lognormal", "either"]
    k: float
    k_low: float
    sigma: float
    weight: float
    freedom: int
    people: int
    gaps: int
    advantage: float

    @property
    def method(self) -> str:
        """The name of the method, as printed beside a strength."""
        gamma = f"gamma gaps, k={self.k_low:.2f}"
        lognormal = f"lognormal gaps, sigma={self.sigma:.2f}"
        if self.family == "either":
            return f"(1+g/T)^-n, the more careful of {gamma} and {lognormal}"
        return f"(1+g/T)^-n, {gamma if self.family == 'gamma' else lognormal}"

    def chance(
        self,
        n: ArrayLike,
        total: ArrayLike,
        log_sum: ArrayLike,
        log_squares: ArrayLike,
        silent: ArrayLike,
    ) -> Floats:
        """For each person the chance of a gap longer than `silent`, 0 to 1.

        `n` past gaps, their sum `total`, and the sums of their logarithms and of the squares of
        those, all in one unit of time.
        """
        import numpy as np

        count, summed, logs, squares, wait = (
            np.asarray(each, np.float64) for each in (n, total, log_sum, log_squares, silent)
        )
        if self.family == "gamma":
            return _gamma_chance(self.k_low, count, summed, wait)
        spread = np.clip(squares - logs**2 / count, 0, None)
        long_tail = _lognormal_chance(self.sigma, self.weight, count, logs / count, spread, wait)
        if self.family == "lognormal":
            return long_tail
        careful: Floats = np.maximum(long_tail, _gamma_chance(self.k_low, count, summed, wait))
        return careful


def fit_shape(n: ArrayLike, total: ArrayLike, log_sum: ArrayLike, log_squares: ArrayLike) -> Shape:
    """The shape pooled over people, each with n gaps, their sum, and sums of logs and squares.

    People with fewer than two gaps say nothing about shape and are left out. Raises ValueError
    where nobody has two.
    """
    import numpy as np

    count = np.asarray(n, np.float64)
    tells = count >= 2
    if not tells.any():
        raise ValueError("no person has two gaps, so there is no shape to see")
    count = count[tells]
    summed, logs, squares = (
        np.asarray(each, np.float64)[tells] for each in (total, log_sum, log_squares)
    )
    freedom = int((count - 1).sum())
    spread = np.clip(squares - logs**2 / count, 0, None)
    k, k_low, gamma_fit = _fit_gamma(count, summed, logs)
    sigma, weight, lognormal_fit = _fit_lognormal(count, logs, spread)
    advantage = gamma_fit - lognormal_fit
    settled = freedom >= KNOWN and abs(advantage) >= CLEAR
    family: Literal["gamma", "lognormal"] = "gamma" if advantage > 0 else "lognormal"
    return Shape(
        family=family if settled else "either",
        k=k,
        k_low=k_low,
        sigma=sigma,
        weight=weight,
        freedom=freedom,
        people=int(tells.sum()),
        gaps=int(count.sum()),
        advantage=advantage,
    )


def correction(chances: ArrayLike, least: ArrayLike, n: ArrayLike) -> Floats:
    """What to multiply chances by, so that past gaps came as often as they say.

    A check that trusts no family. `least`, in rising order, is each person's smallest chance
    among her own past gaps (that of the longest, judged by the others), `n` how many gaps each
    has. Counted are the people with a gap as surprising, against how many there should be, with
    one standard error on the careful side. Where fewer than `ENOUGH` should be, the nearest
    chance with so many is asked, and nothing is ever made more surprising.
    """
    import numpy as np

    told = np.asarray(chances, np.float64)
    gaps, people = np.unique(np.asarray(n, np.float64), return_counts=True)
    floor = ENOUGH / max(ENOUGH, float((gaps * people).sum()))
    asked = np.clip(told, floor, 1.0)
    seen = np.searchsorted(np.asarray(least, np.float64), asked, side="right")
    due = ((1 - (1 - asked[..., None]) ** gaps) * people).sum(axis=-1)
    times = (seen + 1 + np.sqrt(seen + 1)) / due
    careful: Floats = np.where(told < floor, np.maximum(1.0, times), np.maximum(LEAST, times))
    return careful


def _gamma_chance(k: float, n: Floats, total: Floats, silent: Floats) -> Floats:
    """I_{T/(T+g)}(nk, k): exact for exchangeable gamma gaps of unknown pace."""
    from scipy.special import betainc

    answer: Floats = betainc(n * k, k, total / (total + silent))
    return answer


def _lognormal_chance(
    sigma: float, weight: float, n: Floats, centre: Floats, spread: Floats, silent: Floats
) -> Floats:
    """The upper tail of Student's t for the next log gap: the own spread and the pool's."""
    import numpy as np
    from scipy.special import stdtr

    freedom = weight + n - 1
    scale = np.sqrt((weight * sigma**2 + spread) / freedom * (1 + 1 / n))
    answer: Floats = stdtr(freedom, (centre - np.log(np.maximum(silent, 1e-12))) / scale)
    return answer


def _fit_gamma(n: Floats, total: Floats, log_sum: Floats) -> tuple[float, float, float]:
    """Shape k, its lower one-sided 95 % limit, and the log-likelihood of the proportions."""
    import numpy as np
    from scipy.optimize import minimize_scalar

    shares = float((log_sum - n * np.log(total)).sum())
    logs, counts = float(log_sum.sum()), np.unique(n, return_counts=True)

    def against(log_k: float) -> float:
        return -_dirichlet(float(np.exp(log_k)), counts, shares)

    bounds = (float(np.log(BURSTY)), float(np.log(REGULAR)))
    best = minimize_scalar(against, bounds=bounds, method="bounded", options={"xatol": 1e-6})
    low = _lower_limit(against, bounds[0], float(best.x), float(best.fun))
    return float(np.exp(best.x)), float(np.exp(low)), -float(best.fun) - logs


def _lower_limit(against: Callable[[float], float], floor: float, best: float, fun: float) -> float:
    """Where the likelihood has fallen by 1.353, half the 90 % point of chi-square."""
    low, high = floor, best
    while high - low > 1e-5:
        middle = (low + high) / 2
        if against(middle) - fun > 1.353:
            low = middle
        else:
            high = middle
    return low


def _dirichlet(k: float, counts: tuple[Floats, Any], shares: float) -> float:
    """Log-likelihood of everybody's gaps with the pace integrated out, but for -sum(log gap)."""
    from scipy.special import gammaln

    n, people = counts
    return float((people * (gammaln(n * k) - n * gammaln(k))).sum() + k * shares)


def _fit_lognormal(n: Floats, log_sum: Floats, spread: Floats) -> tuple[float, float, float]:
    """The pool's sigma, its weight against a person's own spread, and the log-likelihood.

    The weight is never more than the pool has seen, so a small pool stays unsure of itself.
    """
    import numpy as np
    from scipy.optimize import minimize

    most = max(2.0, float((n - 1).sum()))
    crude = max(0.02, float(spread.sum() / (n - 1).sum()) ** 0.5)
    fixed = float(-log_sum.sum() - 0.5 * np.log(n).sum() - 0.5 * np.log(np.pi) * (n - 1).sum())
    counts = np.unique(n, return_counts=True)

    def against(at: Floats) -> float:
        return -_spreads(np.exp(at[0]), np.exp(at[1]), counts, n, spread)

    start = np.log([crude, min(10.0, most)])
    bounds = [(np.log(0.02), np.log(10.0)), (0.0, np.log(most))]
    best = minimize(against, start, method="L-BFGS-B", bounds=bounds)
    return float(np.exp(best.x[0])), float(np.exp(best.x[1])), fixed - float(best.fun)


def _spreads(
    sigma: float, weight: float, counts: tuple[Floats, Any], n: Floats, spread: Floats
) -> float:
    """Log-likelihood of everybody's spread with the own variance integrated out."""
    import numpy as np
    from scipy.special import gammaln

    held = weight * sigma**2
    seen, people = counts
    whole = (people * gammaln((weight + seen - 1) / 2)).sum()
    each = len(n) * (weight / 2 * np.log(held) - gammaln(weight / 2))
    return float(whole + each - ((weight + n - 1) / 2 * np.log(held + spread)).sum())
