"""How long do customers stay, how many renew at each turn, and when has winning one paid for itself?

The newest run counted the stays; the curve, the rates and the payback are worked out from these counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.errors import NumbersError
from troth.ledger.stays import NAME, Stays, read_stays
from troth.views.reading import Reading
from troth.views.surety import LEAST, Interval, percent, share, span

if TYPE_CHECKING:
    from troth.config.settings import Costs
    from troth.stats.survival.kaplan_meier import KaplanMeier
    from troth.stats.survival.sbg import RenewalCurve

MONTH = 365.25 / 12
MARKS = (1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60)
"""Months at which the table of the curve says how many are still there."""
MOST = {"month": 24, "year": 10}
FAR = {"month": 60, "year": 20}
"""So many terms ahead payback is looked for; what comes later is called never."""
ENOUGH = 30
"""Fewer stays than this are fitted no curve of renewals."""


@dataclass(frozen=True, slots=True)
class StayCurve:
    """Which share is still there after so many days, with its band; drawn as far as five are at risk."""

    title: str
    days: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    median_days: float | None
    marks: tuple[tuple[str, str], ...]
    n: int
    ended: int
    method: str


@dataclass(frozen=True, slots=True)
class Term:
    """One turn: how many renewed of those who came to it, and what the fitted curve says."""

    number: int
    rate: Interval
    fitted: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Renewed:
    """Renewals by term; `fit` says by what curve, or why there is none."""

    title: str
    term: str
    terms: tuple[Term, ...]
    fit: str
    fits: bool


@dataclass(frozen=True, slots=True)
class PaidBack:
    """When the cost of winning one is earned back: the chance by each term, and that of never."""

    title: str
    says: str
    term: str
    period: int | None
    low: int | None
    high: int | None
    never: float
    chances: tuple[float, ...]
    horizon: int
    n: int
    method: str


@dataclass(frozen=True, slots=True)
class Staying:
    """All three; where one is missing, `says`, the `fit` of the renewals or `paid_says` say why."""

    says: str
    curve: StayCurve | None = None
    renewed: Renewed | None = None
    paid: PaidBack | None = None
    paid_says: str = ""


def staying(reading: Reading) -> Staying:
    """How long customers stay, as far as the newest run has counted them."""
    costs = reading.settings.costs
    return reading.derived(NAME, lambda path: _staying(read_stays(path), costs), str(costs))


def _staying(held: Stays | None, costs: Costs) -> Staying:
    if held is None:
        return Staying("How long customers stay has not been counted yet:  troth look")
    if held.stays < LEAST:
        return Staying(f"How long customers stay: not enough to say (n = {held.stays}).")
    fit, why = _fit(held)
    paid, paid_says = _paid(fit, costs, held)
    return Staying(_says(held), _curve(held), _renewed(held, fit, why), paid, paid_says)


def _says(held: Stays) -> str:
    more = f" {held.undated:,} periods have no start or no end that is written down." * bool(
        held.undated
    )
    verb = "has" if held.ended == 1 else "have"
    return (
        f"{held.stays:,} stays of {held.customers:,} customers are known; {held.ended:,} of them "
        f"{verb} ended, the others are counted for as long as they were seen.{more}"
    )


def _curve(held: Stays) -> StayCurve:
    from troth.stats.survival.kaplan_meier import kaplan_meier

    rows = held.followed
    found = kaplan_meier(
        [one.days for one in rows], [one.ended for one in rows], [one.count for one in rows]
    )
    kept = [n for n, at in enumerate(found.at_risk) if at >= LEAST]
    last = float(found.times[kept[-1]])
    drawn = [n for n in kept if found.deaths[n] or n in (kept[0], kept[-1])]
    return StayCurve(
        title=_curve_title(found, last),
        days=tuple(float(found.times[n]) for n in drawn),
        share=tuple(float(found.survival[n]) for n in drawn),
        low=tuple(float(found.low[n]) for n in drawn),
        high=tuple(float(found.high[n]) for n in drawn),
        median_days=found.median if found.median is not None and found.median <= last else None,
        marks=_marks(found, last),
        n=round(found.n),
        ended=round(found.events),
        method="Kaplan–Meier, 95 % band at each time for itself",
    )


def _curve_title(found: KaplanMeier, last: float) -> str:
    n = f"n = {round(found.n):,}, {round(found.events):,} left"
    if found.median is not None and found.median <= last:
        low, high = (
            "?" if end is None else f"{end / MONTH:.0f}"
            for end in (found.median_low, found.median_high)
        )
        return f"Half are gone after {found.median / MONTH:.0f} months ({low}–{high}, {n})"
    year = next(at for at in (12, 6, 3, 1, 0) if at * MONTH <= last)
    one = _there(found, year)
    return f"{percent(one.value or 0.0)} are still there after {year} months ({_ends(one)}, {n})"


def _there(found: KaplanMeier, months: int) -> Interval:
    """The share still there after so many months; while nobody has left, of those followed so long."""
    one = found.interval(months * MONTH)
    at_risk = round(float(found.at_risk[found.times >= months * MONTH][0]))
    if one.value == 1.0:
        return share(at_risk, at_risk, "customers")
    return Interval(one.value, one.low, one.high, at_risk, "customers", one.method, "")


def _ends(one: Interval) -> str:
    return span(one.low or 0.0, one.high or 0.0)


def _marks(found: KaplanMeier, last: float) -> tuple[tuple[str, str], ...]:
    made = []
    for months in MARKS:
        if months * MONTH <= last:
            one = _there(found, months)
            told = f"{percent(one.value or 0.0)} ({_ends(one)}, {one.n:,} followed so long)"
            made.append((_count(months, "month"), told))
    return tuple(made)


def _fit(held: Stays) -> tuple[RenewalCurve | None, str]:
    """The curve of renewals, else why there is none."""
    from troth.stats.survival.sbg import sbg

    n = sum(one[0] for one in held.cohorts)
    if n < ENOUGH:
        return (
            None,
            f"Not enough to fit a curve: {n} stays can be followed, {ENOUGH} are asked for.",
        )
    try:
        return sbg(held.cohorts), ""
    except NumbersError as fault:
        return None, f"No curve is fitted. {fault.says}"


def _renewed(held: Stays, fit: RenewalCurve | None, why: str) -> Renewed | None:
    asked = [_asked(held.cohorts, at) for at in range(1, MOST[held.term] + 1)]
    terms = [
        Term(at, share(stayed, n, "renewals"), None if fit is None else _fitted(fit, at))
        for at, (stayed, n) in enumerate(asked, 1)
        if n >= LEAST
    ]
    if not terms:
        return None
    first = terms[0]
    last = next((one for one in reversed(terms) if one.rate.n >= ENOUGH), first)
    title = f"At the first turn renew {first.rate.says}"
    if last is not first:
        title += f"; of those still there at turn {last.number}, {last.rate.says}"
    return Renewed(title, held.term, tuple(terms), why or _fit_says(fit), fit is not None)


def _asked(cohorts: Sequence[Sequence[int]], at: int) -> tuple[int, int]:
    """Of those who came to a turn how many renewed, and how many came to it."""
    far = [one for one in cohorts if len(one) > at]
    return sum(one[at] for one in far), sum(one[at - 1] for one in far)


def _fitted(fit: RenewalCurve, at: int) -> tuple[float, float, float]:
    band = fit.renewal_band([at])
    return float(band.value[0]), float(band.low[0]), float(band.high[0])


def _fit_says(fit: RenewalCurve | None) -> str:
    if fit is None:
        return ""
    a, b = fit.params["alpha"], fit.params["beta"]
    p = fit.misfit.p
    off = "" if p is None or p >= 0.05 else f" It lies off the shares seen (p = {p:.2g})."
    return (
        f"Curve: shifted beta-geometric, n = {fit.n:,}, α {a:.2f}, β {b:.2f}, 95 % band.{off} That those "
        "who are left renew more often is mostly sorting: those quick to leave have left. It does not "
        "show that we got better."
    )


def _paid(fit: RenewalCurve | None, costs: Costs, held: Stays) -> tuple[PaidBack | None, str]:
    """The payback, else why there is none."""
    from troth.stats.survival.payback import payback

    if costs.winning is None or costs.margin is None:
        return None, (
            "When winning a customer has paid for itself is not known: nobody has said what it costs and "
            f"what a {held.term} leaves. State both in troth.toml:  [costs]  winning = …  margin = …"
        )
    if fit is None:
        return None, "When winning a customer has paid for itself: not enough renewals to say."
    found = payback(costs.winning, costs.margin, fit, costs.discount, FAR[held.term])
    late = found.never or 0.0
    chances = tuple(float(one) for one in found.chance) if found.chance is not None else ()
    title = _paid_title(found.period, found.low, found.high, late, held.term)
    says = (
        f"From {found.n or 0:,} stays; the cost of {costs.winning:g} and the margin of {costs.margin:g} a "
        f"{held.term} are as troth.toml says, and no doubt about them is in the figures. It is the average "
        "of those won together, not of one customer."
    )
    return PaidBack(
        title, says, held.term, found.period, found.low, found.high, late, chances,
        found.horizon, found.n or 0, found.method,
    ), ""  # fmt: skip


def _paid_title(
    period: int | None, low: int | None, high: int | None, chance: float, term: str
) -> str:
    far = FAR[term]
    told = f"chance that it never does within {far} {term}s: {never(chance)}"
    if period is None:
        return f"Winning a customer does not pay for itself within {far} {term}s; {told}"
    ends = f"{low or '?'}–{high if high is not None else 'later than ' + str(far)}"
    return f"Winning a customer has paid for itself in {term} {period} ({ends}); {told}"


def never(chance: float) -> str:
    """The chance of never in words; of 2,000 draws none is no nought."""
    return percent(chance) if chance >= 0.001 else "under 0.1 %"


def _count(n: int, unit: str) -> str:
    return f"1 {unit}" if n == 1 else f"{n} {unit}s"
