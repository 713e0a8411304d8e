"""The drawings of renewals: how many are still there, how many renew, when winning one is paid for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from troth.faces.drawing import RIGHT, WIDTH, as_table, figure, label, svg
from troth.views.staying import MONTH, PaidBack, Renewed, StayCurve, Term, never
from troth.views.surety import percent, span

TOP, FLOOR, HEIGHT = 22.0, 170.0, 196.0
SCALE_AT = 44.0
MOST_LABELS = 8


def staying(one: StayCurve) -> str:
    """The share still there as steps down, with its band in grey; months along the floor."""
    last = max(one.days[-1], 1.0)

    def at(days: float) -> float:
        return round(SCALE_AT + (WIDTH - RIGHT - SCALE_AT) * days / last, 1)

    upper, lower, curve = (_steps(one.days, held, at) for held in (one.high, one.low, one.share))
    body = f'<polygon class="track" points="{_points([*upper, *reversed(lower)])}"/>' + _scale()
    body += f'<polyline class="curve" points="{_points(curve)}"/>'
    if one.median_days is not None:
        x = at(one.median_days)
        body += f'<line class="usual" x1="{x}" x2="{x}" y1="{_y(0.5)}" y2="{FLOOR}"/>'
        body += label(x + 4, FLOOR - 6, f"half: {one.median_days / MONTH:.0f} months")
    months = last / MONTH
    body += "".join(
        label(at(n * MONTH), FLOOR + 18, f"{n:.0f} months" if n == step else f"{n:.0f}", "middle")
        for step in (_step(months),)
        for n in _ticks(months, step)
    )
    table = as_table(("After", f"Still there (n = {one.n:,})"), one.marks, "survival")
    return figure(one.title, svg(HEIGHT, body), table, ' data-figure="staying"')


def _step(months: float) -> float:
    return next((n for n in (1.0, 3.0, 6.0, 12.0, 24.0) if months / n <= MOST_LABELS), 60.0)


def _ticks(months: float, step: float) -> list[float]:
    return [step * n for n in range(1, int(months / step) + 1) if step * n < months * 0.97]


def renewed(one: Renewed) -> str:
    """Each turn as the interval of its share with the share marked; the fitted curve behind it."""
    wide = (WIDTH - SCALE_AT - RIGHT) / max(len(one.terms), 1)
    body = _band(one.terms, wide) + _scale()
    body += "".join(_term(term, SCALE_AT + n * wide, wide) for n, term in enumerate(one.terms))
    every = max(1, -(-len(one.terms) // 12))
    body += "".join(
        label(
            SCALE_AT + (n + 0.5) * wide,
            FLOOR + 18,
            f"turn {term.number}" if not n else str(term.number),
            "middle",
        )
        for n, term in enumerate(one.terms)
        if n % every == 0
    )
    rows = [
        (str(term.number), term.rate.says, "" if term.fitted is None else _fitted(term.fitted))
        for term in one.terms
    ]
    table = as_table((one.term.capitalize(), "Renewed", "Curve"), rows, "plain")
    return figure(one.title, svg(HEIGHT, body), table, ' data-figure="renewed"')


def _fitted(one: tuple[float, float, float]) -> str:
    return f"{percent(one[0])} ({span(one[1], one[2])})"


def _term(term: Term, x: float, step: float) -> str:
    rate, wide = term.rate, min(step * 0.5, 16.0)
    if rate.value is None or rate.low is None or rate.high is None:
        return ""
    left = x + (step - wide) / 2
    low, high = _y(rate.low), _y(rate.high)
    return (
        f'<rect class="span" x="{left:.1f}" y="{high:.1f}" width="{wide:.1f}" height="{max(low - high, 1.5):.1f}"/>'
        f'<rect class="point" x="{left - 2:.1f}" y="{_y(rate.value) - 1.5:.1f}" width="{wide + 4:.1f}" height="3"/>'
    )


def _band(terms: Sequence[Term], step: float) -> str:
    held = [(SCALE_AT + (n + 0.5) * step, one.fitted) for n, one in enumerate(terms) if one.fitted]
    if not held:
        return ""
    upper = [(round(x, 1), _y(fit[2])) for x, fit in held]
    lower = [(round(x, 1), _y(fit[1])) for x, fit in held]
    middle = [(round(x, 1), _y(fit[0])) for x, fit in held]
    return (
        f'<polygon class="track" points="{_points([*upper, *reversed(lower)])}"/>'
        f'<polyline class="curve" points="{_points(middle)}"/>'
    )


def paid_back(one: PaidBack) -> str:
    """The chance that the cost is back by each term, as steps up."""
    n = max(len(one.chances), 1)

    def at(term: float) -> float:
        return round(SCALE_AT + (WIDTH - RIGHT - SCALE_AT) * term / n, 1)

    points = [(at(0), _y(0.0))]
    for term, chance in enumerate(one.chances, 1):
        points += [(at(term), points[-1][1]), (at(term), _y(chance))]
    body = _scale() + f'<polyline class="curve" points="{_points(points)}"/>'
    if one.period is not None:
        x = at(one.period)
        body += f'<line class="usual" x1="{x}" x2="{x}" y1="{TOP}" y2="{FLOOR}"/>'
        body += label(x + 4, FLOOR - 6, f"{one.term} {one.period}")
    body += label(SCALE_AT, FLOOR + 18, "won") + label(
        WIDTH - RIGHT, FLOOR + 18, f"{n} {one.term}s later", "end"
    )
    told = [(term, chance) for term, chance in enumerate(one.chances, 1) if chance > 0.005]
    shown = told[: next((n + 1 for n, (_, chance) in enumerate(told) if chance >= 0.995), 24)]
    rows = [(f"{one.term} {term}", percent(chance)) for term, chance in shown]
    feet = [(f"Never within {one.horizon} {one.term}s", never(one.never))]
    table = as_table(("Paid back by", "Chance"), rows, "paid", feet)
    return figure(one.title, svg(HEIGHT, body), table, ' data-figure="payback"')


def _steps(
    days: Sequence[float], curve: Sequence[float], at: Callable[[float], float]
) -> list[tuple[float, float]]:
    """The corners of a curve that stays where it is until its next step; all are there at first."""
    found = [(at(0.0), _y(1.0))]
    for day, value in zip(days, curve, strict=True):
        found += [(at(day), found[-1][1]), (at(day), _y(value))]
    return found


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in corners)


def _scale() -> str:
    return "".join(
        f'<line class="grid" x1="{SCALE_AT}" x2="{WIDTH - RIGHT}" y1="{_y(at)}" y2="{_y(at)}"/>'
        + label(SCALE_AT - 6, _y(at) + 4, f"{at * 100:.0f} %", "end")
        for at in (0.0, 0.5, 1.0)
    )


def _y(share: float) -> float:
    return round(FLOOR - (FLOOR - TOP) * share, 1)
