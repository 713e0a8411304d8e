"""Happiness: ranking, silence, evidence, and what the card says of its error."""

from __future__ import annotations

import json
from importlib.resources import files

from troth.acts.grade import grade
from troth.text.happiness import happiness

SAID = [
    "Thank you so much, the courier was lovely and everything came early!",
    "It came today, thanks.",
    "My order number is 4711.",
    "The app is slow again.",
    "Worst company ever. Three hours on hold and they hung up on me, disgusting service.",
]


def test_texts_are_ranked_from_glad_to_unhappy() -> None:
    values = [one.value for one in happiness(SAID)]
    assert values == sorted(values, reverse=True)
    assert all(-1 <= each <= 1 for each in values)


def test_it_says_nothing_where_nothing_speaks() -> None:
    answers = [one.answer for one in happiness(SAID)]
    assert answers[0] == 1
    assert answers[2] is None
    assert answers[-1] == -1
    assert happiness([]) == []


def test_the_words_that_show_it_are_told() -> None:
    (one,) = happiness([SAID[-1]])
    words = [each.span.of(SAID[-1]) for each in one.words]
    assert "hung up" in words
    assert "disgusting" in words
    assert happiness(["🙃"])[0].words == ()


def test_a_text_has_the_same_value_alone_and_among_others() -> None:
    among = [round(one.value, 5) for one in happiness(SAID)]
    assert among == [round(happiness([text])[0].value, 5) for text in SAID]


def test_the_task_takes_numbers_and_signs() -> None:
    lines = [
        json.dumps({"text": SAID[0], "gold": 0.8}),
        json.dumps({"text": SAID[2], "gold": 0}),
        json.dumps({"text": SAID[4], "gold": "-1"}),
        json.dumps({"text": SAID[3], "gold": None}),
    ]
    told = grade("happiness", lines, "own.jsonl")
    assert (told.n, told.skipped, told.accuracy.value) == (3, 1, 1.0)


def test_the_card_tells_what_it_is_made_of_and_its_error_reaches_the_goals() -> None:
    folder = files("troth.text").joinpath("weights")
    card = json.loads(folder.joinpath("happiness.json").read_text(encoding="utf-8"))
    assert all("evaluate" not in one["licence"] for one in card["learnt_from"])
    told = card["measured"]
    for name in ("reviews, test part", "airline messages (evaluated only)"):
        assert told[name]["glad above unhappy"]["auc"] >= 0.93
    assert all(
        one["ece of the chance of unhappy"] <= 0.05
        for one in told.values()
        if "ece of the chance of unhappy" in one
    )
    assert len(folder.joinpath("happiness.npz").read_bytes()) < 500_000
