"""Scales: what a question asks for, and answers as points on it."""

from __future__ import annotations

import pytest

from troth.text.scales import labelled_score, scale_named, scale_of, score_of


@pytest.mark.parametrize(
    ("question", "scale"),
    [
        ("How likely are you to recommend us to a friend?", "nps"),
        ("On a scale of 0 to 10, would you recommend us?", "nps"),
        ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", "nps"),
        ("Quelle est la probabilité que vous nous recommandiez ?", "nps"),
        ("NPS", "nps"),
        ("How likely are you to recommend us (1-5)?", "1–5"),
        ("How satisfied are you with us?", "csat"),
        ("Wie zufrieden sind Sie?", "csat"),
        ("How easy was it to reach us?", "ces"),
        ("Rate the delivery from 1 to 7", "1–7"),
        ("What would make you recommend us?", None),
        ("Which version: 1.0-10.2?", None),
        ("Why snps?", None),
        ("", None),
    ],
)
def test_a_scale_is_named_only_where_the_question_names_it(
    question: str, scale: str | None
) -> None:
    found = scale_of(question)
    assert (found and found.name) == scale


@pytest.mark.parametrize(
    ("word", "scale"),
    [("NPS", "nps"), ("csat_5", "csat"), ("Customer Effort Score", "ces"), ("stars", None), (None, None)],
)  # fmt: skip
def test_a_word_names_a_scale(word: str | None, scale: str | None) -> None:
    found = scale_named(word)
    assert (found and found.name) == scale


def test_only_whole_points_from_nought_to_ten_are_promoter_scores() -> None:
    scale = scale_named("nps")
    assert scale is not None
    assert [scale.holds(each) for each in (0, 10, 7.5, 11, -1)] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("cell", "score"),
    [("0", 0.0), (" 7 ", 7.0), ("4.5", 4.5), ("-3", -3.0), ("007", None), ("1e5", None),
     ("7 of 10", None), ("49170123456", None), ("", None), ("9" * 100, None)],
)  # fmt: skip
def test_a_number_is_a_score_and_a_telephone_number_is_none(cell: str, score: float | None) -> None:
    assert score_of(cell) == score


def test_a_label_behind_the_number_leaves_the_number() -> None:
    assert labelled_score("10 - Extremely likely") == 10.0
    assert labelled_score("0 (not at all)") == 0.0
    assert labelled_score("10 years of this!") is None
