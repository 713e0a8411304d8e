"""Levels of attention: by example, and measured on labelled sentences where these lie at hand."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from troth.text.attention import LEVELS, attend

LABELS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "labels"


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("We ship on Friday.", "none"),
        ("The Customer Support team meets on Monday.", "none"),
        ("The team members agreed on two device drivers.", "none"),
        ("Reset the user password in the admin panel.", "none"),
        ("Customers want faster parcels.", "market"),
        ("Our couriers ride at night.", "market"),
        ("The customer wants a receipt.", "market"),
        ("People who use the app pay less.", "market"),
        ("This customer renews in May.", "enterprise"),
        ("The account is at risk, and we know it.", "enterprise"),
        ("One of our largest customers is a bank.", "enterprise"),
        ("The economic buyer signs last.", "role"),
        ("Decision makers at large firms read it.", "role"),
        ("Finance Francine wants one invoice.", "role"),
        ("As a user persona named Marketing Mary shows, it is hard.", "role"),
        ("Bill, an ops manager at this company, told us he waits for Fridays.", "person"),
        ("A friend bought one and emailed them.", "person"),
        ("What is Jill thinking?", "person"),
        ("She waited nine days for her refund.", "person"),
        ("Maren Oduya, who owns a kiosk in Leeds, wrote to us twice.", "person"),
        ("If a customer asks, he or she gets a call.", "market"),
    ],
)
def test_the_level_of_a_sentence(sentence: str, level: str) -> None:
    assert attend(sentence).level == level


def test_the_words_that_show_it_are_named() -> None:
    sentence = "We think that Customers want faster parcels."
    assert attend(sentence).span.of(sentence) == "Customers"
    made_up = attend("Finance Francine wants one invoice.")
    assert made_up.invented
    assert made_up.span.of("Finance Francine wants one invoice.") == "Finance Francine"


@pytest.mark.parametrize(
    "sentence",
    [
        "Owner: Tom Reed, head of product",
        "Tom will review the plan with our CEO.",
        "Attendees: Ana, Ben, Carla",
        "Our CTO Maria said that we must ship.",
    ],
)
def test_our_own_people_are_no_customers(sentence: str) -> None:
    assert attend(sentence).level != "person"


@pytest.mark.parametrize(
    "text", ["Ab " * 20_000, "x" * 60_000, "The Ab, " * 9_000, "a customer " * 9_000]
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    attend(text)
    assert time.process_time() - began < 1


def measured(name: str) -> tuple[float, dict[str, float], int]:
    """Accuracy, F1 of each label and n on a file of labels; lines without a label are left out."""
    path = LABELS / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the checkout")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = Counter((row["gold"], attend(row["text"]).level) for row in rows if row["gold"])
    n = sum(pairs.values())
    scores = {}
    for level in LEVELS:
        hit = pairs[(level, level)]
        said = sum(count for (_, got), count in pairs.items() if got == level)
        meant = sum(count for (gold, _), count in pairs.items() if gold == level)
        if meant:
            scores[level] = 2 * hit / (said + meant)
    return sum(pairs[(level, level)] for level in LEVELS) / n, scores, n


def test_a_handbook_of_another_hand_is_read_well_enough() -> None:
    accuracy, scores, n = measured("attention-dev.jsonl")
    assert n >= 300
    assert accuracy >= 0.86
    assert sum(scores.values()) / len(scores) >= 0.78
    assert scores["none"] >= 0.89
    assert scores["market"] >= 0.83


def test_people_are_told_from_firms_in_stories() -> None:
    """Half of these posts were read while the rules were written; on the other half alone
    accuracy is .54 (n = 70) and F1 of "person" .82. Firms told of as “they” or “we” are missed.
    """
    accuracy, scores, n = measured("attention-cases-dev.jsonl")
    assert n >= 130
    assert accuracy >= 0.57
    assert scores["person"] >= 0.82
