"""The map of cases: steps down the page in the order they come, ways on to the right, ways back to the left."""

from __future__ import annotations

from troth.faces.drawing import WIDTH, as_table, escape, figure, label, short, svg
from troth.views.journeys import Line, Map

TOP, ROW, BOX, WIDE = 34.0, 62.0, 30.0, 176.0
MIDDLE = WIDTH / 2
NEAR, FAR, UNIT = 34.0, 6.0, 26.0


def journey_map(one: Map) -> str:
    """Steps as boxes, passings as arcs as wide as they are often gone, each with count and wait."""
    place = {stop.step: n for n, stop in enumerate(one.stops)}
    most = max((line.times for line in one.lines), default=1)
    drawn = "".join(_line(line, place, most) for line in reversed(one.lines))
    boxes = "".join(_box(stop.step, stop.cases, stop.left, n) for n, stop in enumerate(one.stops))
    words = "".join(_words(line, place) for line in one.lines)
    picture = svg(TOP + ROW * len(one.stops) + 4, _ends() + drawn + boxes + words)
    return figure(one.title, picture, _tables(one), ' data-figure="journey"', wide=True)


def _ends() -> str:
    return label(12, 16, "back again") + label(WIDTH - 12, 16, "on", "end")


def _y(n: int) -> float:
    return TOP + ROW * n + BOX / 2


def _box(step: str, cases: int, left: int, n: int) -> str:
    y = TOP + ROW * n
    told = f"{cases:,} cases" + (f" · {left} left here" if left else "")
    kind = "stop now" if left else "stop"
    return (
        f'<rect class="{kind}" x="{MIDDLE - WIDE / 2}" y="{y}" width="{WIDE}" height="{BOX}" rx="3"/>'
        f'<text class="name" x="{MIDDLE}" y="{y + 13}" text-anchor="middle">{escape(short(step, 26))}</text>'
        + label(MIDDLE, y + 26, told, "middle")
    )


def _line(line: Line, place: dict[str, int], most: int) -> str:
    start, end = place[line.source], place[line.target]
    wide = 1 + 5 * line.times / most
    kind = "way" if end > start else "way back"
    head = _head(line, place)
    return f'<path class="{kind}" stroke-width="{wide:.1f}" d="{_arc(start, end)}"/>{head}'


def _arc(start: int, end: int) -> str:
    """From the edge of one box to that of another; straight down to the next, else round outside."""
    if end == start + 1:
        return f"M{MIDDLE} {_y(start) + BOX / 2} V{_y(end) - BOX / 2 - 5}"
    side = 1 if end > start else -1
    x = MIDDLE + side * WIDE / 2
    if end == start:
        return f"M{x} {_y(start) - 9} C{x - NEAR} {_y(start) - 16} {x - NEAR} {_y(end) + 16} {x - 6} {_y(end) + 9}"
    out = x + side * _reach(start, end) * 4 / 3
    return f"M{x} {_y(start) + 4} C{out:.1f} {_y(start) + 4} {out:.1f} {_y(end) - 4} {x + side * 6} {_y(end) - 4}"


def _reach(start: int, end: int) -> float:
    return NEAR + UNIT * min(abs(end - start) - 1, 5)


def _head(line: Line, place: dict[str, int]) -> str:
    """The point of an arrow at the box it comes to."""
    start, end = place[line.source], place[line.target]
    if end == start + 1:
        x, y = MIDDLE, _y(end) - BOX / 2
        return f'<path class="head" d="M{x} {y} l-5 -8 h10 z"/>'
    side = 1 if end > start else -1
    x, y = MIDDLE + side * WIDE / 2, _y(end) + (9 if start == end else -4)
    return f'<path class="head" d="M{x} {y} l{side * 8} -5 v10 z"/>'


def _words(line: Line, place: dict[str, int]) -> str:
    """Count and wait where the way is farthest out."""
    start, end = place[line.source], place[line.target]
    told = f"{line.times:,} · {line.wait}"
    middle = (_y(start) + _y(end)) / 2 + 4
    if end == start + 1:
        return label(MIDDLE + 8, middle, told)
    side = 1 if end > start else -1
    reach = NEAR * 0.75 - 4 if start == end else _reach(start, end)
    x = MIDDLE + side * (WIDE / 2 + reach + FAR)
    shift = (abs(end - start) - 2) * 9 if start != end else 0
    return label(x, middle + shift, told, "start" if side > 0 else "end")


def _tables(one: Map) -> str:
    passed = [(line.source, line.target, f"{line.times:,}", line.wait) for line in one.lines]
    stood = [(stop.step, f"{stop.cases:,}", str(stop.left)) for stop in one.stops]
    return as_table(("From", "To", "Times", "Wait in the middle"), passed, "plain") + as_table(
        ("Step", "Cases", "Left there now"), stood, "plain"
    )
