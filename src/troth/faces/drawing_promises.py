"""The drawings of a promise: its weeks with their intervals, and how long keeping one takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from troth.faces.drawing import RIGHT, WIDTH, as_table, figure, label, svg
from troth.views.measured import SideWeeks, TimeToKept, WeekLine

TOP, FLOOR, HEIGHT = 22.0, 150.0, 176.0
SCALE_AT = 44.0
MOST_LABELS = 6


def promise_weeks(one: SideWeeks, promised: float | None) -> str:
    """Each week as a bar from the low to the high end of its interval, the share marked in it."""
    weeks = one.weeks
    step = (WIDTH - SCALE_AT - RIGHT) / max(len(weeks), 1)
    body = _scale() + _promised(promised)
    body += "".join(_week(week, SCALE_AT + i * step, step) for i, week in enumerate(weeks))
    every = max(1, -(-len(weeks) // MOST_LABELS))
    body += "".join(
        label(SCALE_AT + i * step + step / 2, FLOOR + 18, week.day, "middle")
        for i, week in enumerate(weeks)
        if i % every == 0
    )
    rows = [(week.day, _row(week)) for week in weeks]
    return figure(one.title, svg(HEIGHT, body), as_table(("Week of", "Kept"), rows, "weeks"), "")


def _row(week: WeekLine) -> str:
    told = "nothing began" if not week.rate.n and not week.waiting else week.rate.says
    told += f", {week.waiting} still open" if week.waiting else ""
    return told + (", clearly more breaks from here" if week.alarm else "")


def _week(week: WeekLine, x: float, step: float) -> str:
    rate = week.rate
    if rate.value is None or rate.low is None or rate.high is None:
        return ""
    wide = min(step * 0.6, 18.0)
    left = x + (step - wide) / 2
    low, high = _y(rate.low), _y(rate.high)
    drawn = (
        f'<rect class="span" x="{left:.1f}" y="{high:.1f}" width="{wide:.1f}"'
        f' height="{max(low - high, 1.5):.1f}"/>'
        f'<rect class="point" x="{left - 2:.1f}" y="{_y(rate.value) - 1.5:.1f}"'
        f' width="{wide + 4:.1f}" height="3"/>'
    )
    if week.alarm:
        middle = x + step / 2
        drawn += (
            f'<line class="alarm" x1="{middle:.1f}" x2="{middle:.1f}" y1="{TOP}" y2="{FLOOR}"/>'
        )
        drawn += label(middle, TOP - 6, "more breaks", "middle")
    return drawn


def time_to_kept(one: TimeToKept) -> str:
    """The share done within so many days as steps, with its band."""
    last = max(one.days[-1], 1.0)
    x0, x1 = SCALE_AT, WIDTH - RIGHT

    def at(days: float) -> float:
        return round(x0 + (x1 - x0) * days / last, 1)

    upper, lower = (_steps(one.days, curve, at, x1) for curve in (one.high, one.low))
    band = " ".join(f"{x},{y}" for x, y in (*upper, *reversed(lower)))
    line = " ".join(f"{x},{y}" for x, y in _steps(one.days, one.done, at, x1))
    body = f'<polygon class="track" points="{band}"/>' + _scale()
    body += f'<polyline class="curve" points="{line}"/>'
    if one.median is not None:
        x = at(one.median)
        body += f'<line class="usual" x1="{x}" x2="{x}" y1="{_y(0.5)}" y2="{FLOOR}"/>'
        body += label(x + 4, FLOOR - 6, f"half: {one.median:.1f} days")
    body += label(x0, FLOOR + 18, "made") + label(x1, FLOOR + 18, f"{last:.0f} days later", "end")
    rows = [
        (f"{days:.1f} days", f"{done * 100:.0f} % ({low * 100:.0f}–{high * 100:.0f})")
        for days, done, low, high in zip(one.days, one.done, one.low, one.high, strict=True)
    ]
    told = as_table(("Within", "Done"), rows, "survival")
    return figure(one.says, svg(HEIGHT, body), told, "")


def _steps(
    days: Sequence[float], curve: Sequence[float], at: Callable[[float], float], end: float
) -> list[tuple[float, float]]:
    """The corners of a curve that stays where it is until its next step."""
    found = [(at(0.0), _y(0.0))]
    for day, value in zip(days, curve, strict=True):
        found += [(at(day), found[-1][1]), (at(day), _y(value))]
    return [*found, (end, found[-1][1])]


def _promised(share: float | None) -> str:
    if share is None:
        return ""
    y = _y(share)
    words = f"promised: {round(share * 100, 2):g} %"
    line = f'<line class="alarm" x1="{SCALE_AT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
    return line + label(SCALE_AT, TOP - 8, words)


def _scale() -> str:
    return "".join(
        f'<line class="grid" x1="{SCALE_AT}" x2="{WIDTH - RIGHT}" y1="{_y(at)}" y2="{_y(at)}"/>'
        + label(SCALE_AT - 6, _y(at) + 4, f"{at * 100:.0f} %", "end")
        for at in (0.0, 0.5, 1.0)
    )


def _y(share: float) -> float:
    return round(FLOOR - (FLOOR - TOP) * share, 1)
