"""How each side answered our surveys: would they recommend us, are they satisfied, had they it easy?

A figure a side and question, each with its interval; sides are never put together, nor are questions
or systems. What a side answered stands beside how many answered at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from troth.extend.sided import many
from troth.views.reading import Reading
from troth.views.side_gaps import GapLine, gap_line
from troth.views.surety import LEAST, percent, span

LEFT = "surveys"
LEVEL = 0.95
CALLED: Mapping[str, tuple[str, str, str]] = {
    "nps": ("Would they recommend us?", "NPS", "would recommend us less than"),
    "csat": ("Are they satisfied?", "CSAT", "are satisfied less often than"),
    "ces": ("Did they have it easy?", "CES", "had it easy less often than"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """One side: how many answered, and the figure on the axis of its line; None below the least.

    `unsigned` are answers of nobody known, each counted once; `astray` those beyond the scale.
    """

    side: str
    n: int
    unsigned: int
    astray: int
    value: float | None
    low: float | None
    high: float | None
    says: str

    @property
    def called(self) -> str:
        """The side as it stands before its figure."""
        return self.side or "no side named"


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One question: what was asked of whom, on which scale, and each side's figure, the lowest first."""

    title: str
    rated: str
    figure: str
    question: str | None
    record: str
    system: str
    scale: str
    least: float
    most: float
    sides: tuple[Answered, ...]
    gaps: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True)
class Surveys:
    """All of them, and over how many days."""

    days: int | None
    lines: tuple[SurveyLine, ...]


def surveyed(left: Any, reading: Reading) -> Surveys:
    """What the last run counted, put into figures."""
    asked = [one for one in (left or {}).get("asked", ()) if one["rated"] in CALLED]
    pairs = sum(len(list(combinations(_enough(one), 2))) for one in asked)
    level = 1 - (1 - LEVEL) / max(1, pairs)
    return Surveys(
        int(left["days"]) if left else None, tuple(_line(one, level, reading) for one in asked)
    )


def _enough(one: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The named sides with enough answers on the scale to be held against each other."""
    return [each for each in one["sides"] if each["side"] and len(_given(each)) >= LEAST]


def _given(side: Mapping[str, Any]) -> list[int]:
    """Each answer as its place on the scale."""
    return [int(place) for place, n in side["places"].items() for _ in range(n)]


def _line(one: Mapping[str, Any], level: float, reading: Reading) -> SurveyLine:
    rated, points = one["rated"], one["points"]
    sides = sorted(
        (_side(each, rated, points) for each in one["sides"]),
        key=lambda each: (each.value is None, each.value or 0.0, each.side),
    )
    gaps = tuple(_gaps(_enough(one), rated, points, level)) if points else ()
    record = reading.record(one["record"])
    question = record.fields.get("question") if record is not None else None
    least, most = _axis(rated, points)
    return SurveyLine(
        title=_title(rated, sides, gaps) if points else f"{CALLED[rated][0]} Nobody can say",
        rated=rated,
        figure=CALLED[rated][1],
        question=str(question) if question else None,
        record=one["record"],
        system=one["system"],
        scale=_scale(one),
        least=least,
        most=most,
        sides=tuple(sides),
        gaps=gaps,
    )


def _axis(rated: str, points: int | None) -> tuple[float, float]:
    """From where to where a figure can go: a score, a share, or a mean place on the scale."""
    if rated == "nps":
        return -1.0, 1.0
    return (0.0, 1.0) if rated == "csat" or not points else (1.0, float(points))


def _scale(one: Mapping[str, Any]) -> str:
    """What the figure is, in words."""
    if one["points"] is None:
        return "on which scale they were asked, neither the question nor the answers tell"
    low, high = one["low"], one["low"] + one["points"] - 1
    asked = f"asked from {low} to {high}"
    if one["turned"]:
        asked += ", where fewer is better, turned round here"
    return {
        "nps": f"{asked}: the share of 9 and 10 less that of 0 to 6",
        "csat": f"{asked}: the share of the {_top(one['points'])} best answers",
        "ces": f"{asked}: the mean place from 1, hard, to {one['points']}, easy",
    }[one["rated"]]


def _top(points: int) -> int:
    """How many answers count as satisfied: the best two, the best one of a short scale."""
    return 2 if points > 3 else 1


def _side(one: Mapping[str, Any], rated: str, points: int | None) -> Answered:
    from troth import stats

    given = _given(one)
    counts = (one["side"], one["n"], one["unsigned"], one["n"] - len(given) if points else 0)
    if not points or points < 2 or (rated == "ces" and points < 3):
        return Answered(*counts, None, None, None, f"n = {one['n']}")
    if rated == "nps":
        score = stats.nps([place - 1 for place in given])
        return Answered(*counts, score.value, score.low, score.high, _said(score.says))
    if rated == "csat":
        share = stats.csat(given, top=_top(points), scale=points)
        return Answered(*counts, *_share(share))
    mean = stats.ces(given, scale=points)
    return Answered(*counts, mean.value, mean.low, mean.high, _said(mean.says))


def _share(one: Any) -> tuple[float | None, float | None, float | None, str]:
    if one.value is None:
        return None, None, None, one.says
    told = f"{percent(one.value)} ({span(one.low, one.high)}, n = {one.n:g})"
    return one.value, one.low, one.high, told


def _said(told: str) -> str:
    """A figure without its method, which stands in the line above: "+29 (+14 to +44), n = 60"."""
    return told.replace(", adjusted Wald, 95 %", "").replace(", Student’s t, 95 %", "")


def _gaps(
    sides: Iterable[Mapping[str, Any]], rated: str, points: int, level: float
) -> Iterable[GapLine]:
    """Every two sides held against each other, the lower one first."""
    for one, other in combinations(sides, 2):
        value, low, high = _apart(_given(one), _given(other), rated, points, level)
        if value < 0:
            one, other, value, low, high = other, one, -value, -high, -low
        ends = (low, high)
        yield gap_line(one["side"], other["side"], value, ends, "less", clear=low > 0)


def _apart(
    one: Sequence[int], other: Sequence[int], rated: str, points: int, level: float
) -> tuple[float, float, float]:
    """How much more the first gave than the second, with its interval at this level."""
    from troth import stats

    if rated == "nps":
        score = stats.nps_difference(
            [place - 1 for place in one], [place - 1 for place in other], level
        )
        return score.value, score.low, score.high
    best = points - _top(points)
    top, rest = (sum(place > best for place in each) for each in (one, other))
    found = stats.newcombe(top, len(one), rest, len(other), level)
    return found.value, found.low, found.high


def _title(rated: str, sides: Sequence[Answered], gaps: Sequence[GapLine]) -> str:
    """What the figure shows, in words."""
    asks, _, less = CALLED[rated]
    clear = [gap for gap in gaps if gap.clear]
    told = [one for one in sides if one.value is not None]
    if clear:
        worst = next(one.side for one in sides if one.side in {gap.worse for gap in clear})
        others = [many(gap.better) for gap in clear if gap.worse == worst]
        return f"{many(worst).capitalize()} {less} {' and '.join(others)}"
    if gaps:
        return f"{asks} No side clearly less than another"
    if len(told) == 1:
        (one,) = told
        named = many(one.side) if one.side else "people of no named side"
        return f"{asks} Only {named} answered often enough to say"
    return f"{asks} Not enough answers to say"
