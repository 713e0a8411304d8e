"""The drawing of a survey's question: each side's figure with its interval, from end to end of its scale."""

from __future__ import annotations

from troth.faces.drawing import WIDTH, as_table, figure, interval, label, svg
from troth.views.surveyed import Answered, SurveyLine

X0, X1 = 215.0, WIDTH - 190.0
TOP, STEP = 24.0, 30.0


def survey(one: SurveyLine) -> str:
    """Each side on the axis of its figure, the lowest first; sides of which too few answered are told."""
    told = [each for each in one.sides if each.value is not None]
    table = as_table(
        ("Side", f"{one.figure}, 95 %"), [(_name(each), each.says) for each in one.sides], "shares"
    )
    height = TOP + STEP * max(len(told), 1) + 8
    ends = ((one.least, _end(one, one.least)), (_middle(one), ""), (one.most, _end(one, one.most)))
    scale = "".join(
        f'<line class="grid" x1="{_at(at, one)}" x2="{_at(at, one)}" y1="{TOP - 6}"'
        f' y2="{height - 8}"/>' + label(_at(at, one), TOP - 10, words, "middle")
        for at, words in ends
    )
    body = "".join(_bar(each, one, TOP + i * STEP) for i, each in enumerate(told))
    return figure(one.title, svg(height, scale + body), table, "")


def _name(one: Answered) -> str:
    return one.called[:1].upper() + one.called[1:]


def _middle(one: SurveyLine) -> float:
    return (one.least + one.most) / 2


def _at(value: float, one: SurveyLine) -> float:
    return round(X0 + (X1 - X0) * (value - one.least) / (one.most - one.least), 1)


def _end(one: SurveyLine, at: float) -> str:
    if one.rated == "nps":
        return f"{at * 100:+.0f}".replace("-", "−")
    return f"{at * 100:.0f} %" if one.rated == "csat" else f"{at:.0f}"


def _bar(each: Answered, one: SurveyLine, y: float) -> str:
    value = one.least if each.value is None else each.value
    low, high = (value if end is None else end for end in (each.low, each.high))
    places = (_at(low, one), _at(value, one), _at(high, one))
    return interval(_name(each), each.says.split("; ")[0], y, (X0, X1), places)
