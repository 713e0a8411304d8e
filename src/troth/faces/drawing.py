"""Drawings as SVG made here: they need no script, print in grey, and stand beside their table."""

from __future__ import annotations

import html
from collections.abc import Sequence

from troth.faces.masks import shown
from troth.views.rhythm import Rhythm
from troth.views.surety import Interval

WIDTH, LEFT, RIGHT = 720.0, 8.0, 12.0


def escape(words: str) -> str:
    """Words as a drawing may hold them: masked if asked, and nothing in them is markup."""
    return html.escape(shown(words))


def rhythm(one: Rhythm) -> str:
    """Each gap between two visits as a bar, oldest left; the open gap last, in the accent."""
    height, floor = 170.0, 140.0
    gaps = [*one.gaps, one.open_days]
    step = (WIDTH - LEFT - RIGHT) / max(len(gaps), 1)
    wide = min(step * 0.7, 26.0)
    scale = (floor - 22) / max(one.widest_days, 1.0)
    bars = "".join(
        f'<rect class="{"now" if i == len(gaps) - 1 else "span"}" x="{LEFT + i * step:.1f}"'
        f' y="{floor - gap * scale:.1f}" width="{wide:.1f}" height="{max(gap * scale, 1):.1f}"/>'
        for i, gap in enumerate(gaps)
    )
    lines = _level(one.usual_days, floor, scale, "usual", f"usual: {one.usual_days:.0f} days")
    if one.alarm_days is not None:
        words = f"we would ask from {one.alarm_days:.0f} days"
        lines += _level(one.alarm_days, floor, scale, "alarm", words)
    ends = label(LEFT, floor + 18, one.visits[0].day) + label(
        WIDTH - RIGHT, floor + 18, f"now: {one.open_days:.0f} days", "end"
    )
    axis = f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{floor}" y2="{floor}"/>'
    picture = svg(height, bars + lines + axis + ends)
    rows = [
        (visit.day, "" if visit.gap_days is None else f"{visit.gap_days:.0f}")
        for visit in reversed(one.visits)
    ]
    feet = [("Since the last order, until the records end", f"{one.open_days:.0f}")]
    if one.alarm_days is not None:
        feet.append(("We would ask from", f"{one.alarm_days:.0f}"))
    table = as_table(("Order", "Days since the one before"), rows, "rhythm", feet)
    marks = f' data-usual="{one.usual_days}" data-open="{one.open_days}"'
    if one.alarm_days is not None:
        marks += f' data-alarm="{one.alarm_days}"'
    return figure(one.says, picture, table, f' data-plot="rhythm"{marks}')


def shares(title: str, rows: Sequence[tuple[str, Interval]], names: tuple[str, str]) -> str:
    """Shares with their intervals, one a line, labelled where they stand."""
    top, line = 24.0, 30.0
    told = [(name, rate) for name, rate in rows if rate.value is not None]
    height = top + line * max(len(told), 1) + 8
    x0, x1 = 215.0, WIDTH - 160.0
    body = "".join(
        _share(name, rate, top + i * line, x0, x1) for i, (name, rate) in enumerate(told)
    )
    scale = "".join(
        f'<line class="grid" x1="{_at(at, x0, x1)}" x2="{_at(at, x0, x1)}" y1="{top - 6}"'
        f' y2="{height - 8}"/>' + label(_at(at, x0, x1), top - 10, f"{at * 100:.0f} %", "middle")
        for at in (0.0, 0.5, 1.0)
    )
    table = as_table(names, [(name, rate.says) for name, rate in rows], "shares")
    if not told:
        return f"<figure><figcaption>{escape(title)}</figcaption>{table}</figure>"
    return figure(title, svg(height, scale + body), table, "")


def counts(title: str, rows: Sequence[tuple[str, int]], names: tuple[str, str]) -> str:
    """Counts as bars, one a line, the number at its end."""
    top, line = 6.0, 28.0
    height = top + line * max(len(rows), 1) + 4
    x0, x1 = 215.0, WIDTH - 60.0
    most = max((n for _, n in rows), default=1) or 1
    body = "".join(
        label(x0 - 10, top + i * line + 15, short(name), "end")
        + f'<rect class="span" x="{x0}" y="{top + i * line + 3:.1f}" height="15"'
        f' width="{max((x1 - x0) * n / most, 1):.1f}"/>'
        + label(x0 + (x1 - x0) * n / most + 6, top + i * line + 15, str(n))
        for i, (name, n) in enumerate(rows)
    )
    table = as_table(names, [(name, str(n)) for name, n in rows], "counts")
    return figure(title, svg(height, body), table, "")


def _share(name: str, rate: Interval, y: float, x0: float, x1: float) -> str:
    value, low, high = rate.value or 0.0, rate.low or 0.0, rate.high or 0.0
    left, at, right = (_at(each, x0, x1) for each in (low, value, high))
    return interval(name, rate.says, y, (x0, x1), (left, at, right))


def interval(
    name: str, says: str, y: float, ends: tuple[float, float], places: tuple[float, float, float]
) -> str:
    """A line of a drawing: a name, an interval with its point, and the figure at the end."""
    left, at, right = places
    return (
        label(ends[0] - 10, y + 15, short(name), "end")
        + f'<rect class="span" x="{left}" y="{y + 7:.1f}" width="{max(right - left, 1.5):.1f}"'
        ' height="8"/>'
        f'<rect class="point" x="{at - 1.5:.1f}" y="{y + 2:.1f}" width="3"'
        ' height="18"/>' + label(ends[1] + 12, y + 15, says)
    )


def _at(share: float, x0: float, x1: float) -> float:
    return round(x0 + (x1 - x0) * share, 1)


def _level(days: float, floor: float, scale: float, kind: str, words: str) -> str:
    y = floor - days * scale
    return (
        f'<line class="{kind}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        + label(LEFT, y - 4, words)
    )


def label(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Words in a drawing."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def short(name: str, most: int = 31, tail: int = 11) -> str:
    """A long name without its middle: its beginning says what, its end often for whom."""
    if len(name) <= most:
        return name
    return f"{name[: most - tail - 1].rstrip()}…{name[-tail:]}"


def svg(height: float, body: str) -> str:
    """A drawing of the usual width."""
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {height:.0f}" aria-hidden="true" focusable="false">'
        f"{body}</svg>"
    )


def figure(title: str, picture: str, table: str, marks: str, *, wide: bool = False) -> str:
    """A drawing under the title that states what it shows, with the same as a table.

    One that is `wide` is moved sideways on a small screen.
    """
    said = escape(title)
    kind = 'class="drawing wide" tabindex="0"' if wide else 'class="drawing"'
    return (
        f"<figure{marks}><figcaption>{said}</figcaption>"
        f'<div {kind} role="img" aria-label="{said}">{picture}</div>'
        f"<details><summary>The same as a table</summary>{table}</details></figure>"
    )


def as_table(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    kind: str,
    feet: Sequence[Sequence[str]] = (),
) -> str:
    """Columns as a table, the first of which names the row; `feet` are rows that sum up."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    foot = f"<tfoot>{_rows(feet)}</tfoot>" if feet else ""
    return (
        f'<table class="{kind}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{_rows(rows)}</tbody>{foot}</table>"
    )


def _rows(rows: Sequence[Sequence[str]]) -> str:
    return "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for name, *cells in rows
    )
