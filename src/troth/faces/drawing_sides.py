"""The drawings of sides: the same measure for each with its interval, and the gaps between them."""

from __future__ import annotations

from troth.faces.drawing import LEFT, RIGHT, WIDTH, as_table, figure, label, shares, svg
from troth.views.side_gaps import GapLine
from troth.views.sides import MeasureLine

FEWER, MORE = 0.3, 0.1
"""So far the line of gaps reaches at least: to fewer, and to more."""


def measure(one: MeasureLine) -> str:
    """Each side's share of cases with its interval, the worst first."""
    rows = [(each.side.capitalize() or "No side", each.rate) for each in one.sides]
    return shares(one.title, rows, ("Side", "Share of cases, 95 %"))


def gaps(one: MeasureLine) -> str:
    """Each gap with its simultaneous interval, one at least; the line is where two sides are alike."""
    low = min(-MORE, *(gap.low for gap in one.gaps))
    high = max(FEWER, *(gap.high for gap in one.gaps))
    top, line = 24.0, 34.0
    height = top + line * len(one.gaps) + 8
    x0, x1 = LEFT, WIDTH - RIGHT

    def at(points: float) -> float:
        return round(x0 + (x1 - x0) * (points - low) / (high - low), 1)

    zero = (
        f'<line class="alarm" x1="{at(0)}" x2="{at(0)}" y1="{top - 6}" y2="{height - 8}"/>'
        + label(at(0), top - 10, "alike", "middle")
        + label(x1, top - 10, f"{high * 100:.0f} points fewer", "end")
    )
    body = "".join(_gap(gap, top + i * line, at(gap.low), at(gap.high), at(gap.value), x0)
                   for i, gap in enumerate(one.gaps))  # fmt: skip
    table = as_table(
        ("Gap", "Points, all intervals at once 95 %"), [_row(gap) for gap in one.gaps], "gaps"
    )
    return figure(_title(one), svg(height, zero + body), table, "")


def _gap(gap: GapLine, y: float, low: float, high: float, value: float, x0: float) -> str:
    kind = "now" if gap.clear else "span"
    return (
        label(x0, y + 9, f"{gap.worse} against {gap.better}")
        + f'<rect class="{kind}" x="{low}" y="{y + 16:.1f}" width="{max(high - low, 1.5):.1f}" height="8"/>'
        f'<rect class="point" x="{value - 1.5:.1f}" y="{y + 11:.1f}" width="3" height="18"/>'
    )


def _row(gap: GapLine) -> tuple[str, str]:
    points = f"{gap.value * 100:.0f} ({gap.low * 100:.0f} to {gap.high * 100:.0f})"
    told = points.replace("-", "−") + ("" if gap.clear else ", chance explains it")
    return f"{gap.worse} against {gap.better}".capitalize(), told


def _title(one: MeasureLine) -> str:
    clear = sum(gap.clear for gap in one.gaps)
    if not clear:
        return "No gap that chance does not explain"
    many = "1 gap" if clear == 1 else f"{clear} gaps"
    return f"{many} of {len(one.gaps)} that chance does not explain"
