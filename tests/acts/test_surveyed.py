"""Answers to surveys, counted: one answer a person, on a scale that words or answers tell."""

from __future__ import annotations

import pytest

from tests.acts.office import DAY
from troth.acts.surveyed import counted
from troth.text.spanned import Span, span_of


def _answer(n: int, score: float, who: str | None, side: str | None, at: int) -> dict[str, object]:
    plain = {"rated": "csat", "system": "desk", "question": None, "record": f"e-{n}"}
    return plain | {"ts_us": at * DAY, "who": who, "side": side, "score": score}


def test_whoever_is_unknown_counts_and_no_side_is_a_side_of_its_own() -> None:
    rows = [_answer(n, 5, None, None, n) for n in range(3)]
    rows += [_answer(8, 1, "ana", "shop", 8), _answer(9, 4, "ana", "shop", 9)]
    (asked,) = counted(rows)
    assert asked["record"] == "e-9"
    assert asked["sides"] == [
        {"side": "", "n": 3, "unsigned": 3, "places": {"5": 3}},
        {"side": "shop", "n": 1, "unsigned": 0, "places": {"4": 1}},
    ]


@pytest.mark.parametrize(
    ("rated", "question", "scores", "expected"),
    [
        ("nps", "", {10.0}, Span(0, 10)),
        ("csat", "", {1.0, 5.0}, Span(1, 5)),
        ("csat", "", {1.0, 4.0}, None),
        ("csat", "", {1.0, 100.0}, None),
        ("csat", "How satisfied are you (1 to 7)?", {2.0}, Span(1, 7)),
        ("csat", "", {0.0, 10.0}, Span(0, 10)),
        ("ces", "How easy was it?", {7.0}, Span(1, 7)),
        ("ces", "How difficult was it to be heard?", {7.0, 1.0}, Span(1, 7, turned=True)),
        ("ces", "", set(), None),
    ],
)
def test_a_scale_is_known_by_its_words_or_by_its_best_answer(
    rated: str, question: str, scores: set[float], expected: Span | None
) -> None:
    assert span_of(rated, question, scores) == expected


def test_a_scale_that_nothing_tells_is_left_open() -> None:
    (asked,) = counted([_answer(n, 3, f"p{n}", "shop", n) for n in range(9)])
    assert asked["points"] is None
    assert asked["sides"] == [{"side": "shop", "n": 9, "unsigned": 0, "places": {}}]
