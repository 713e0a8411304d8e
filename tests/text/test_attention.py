"""Levels of attention: by example, and measured on labelled sentences where these lie at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.linear import assert_linear
from troth.acts.grade import grade
from troth.text.attention import attend
from troth.text.served import may_serve

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


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("I’m Ana Ruiz, head baker at Morrow, and I start at two.", "person"),
        ("“It is quiet then,” says Ana Ruiz.", "person"),
        ("“It is quiet then,” adds Senior Baker Ana Ruiz.", "person"),
        ("Ana Ruiz, a nurse at the Leeds clinic, waits for us.", "person"),
        ("We met Maren Oduya in Leeds.", "person"),
        ("My coworker Ana Ruiz wrote the guide.", "none"),
        ("President Reed signed the law.", "none"),
        ("Contracting officers read the price first.", "role"),
        ("Caseworkers order for the families.", "role"),
        ("The decision maker writes the decision down.", "none"),
        ("The economic decision-maker signs last.", "role"),
        ("Every developer should be able to send one.", "market"),
        ("Residents can ask for a later pick-up.", "market"),
        ("Our user data is deleted after a year.", "market"),
        ("Older clients cannot open the file.", "none"),
        ("The page is user-friendly.", "none"),
    ],
)
def test_near_misses_are_told_apart(sentence: str, level: str) -> None:
    assert attend(sentence).level == level
    assert may_serve(sentence) or level in ("none", "person")


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
    assert_linear(attend, text[: len(text) // 4], text)


def measured(name: str, *, placed: bool) -> tuple[float, dict[str, float], int]:
    """Accuracy, F1 of each label and n on a file of labels; lines without a label are left out.

    With `placed` each sentence is read within the document that its line names.
    """
    path = LABELS / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the checkout")
    lines = path.read_text(encoding="utf-8").splitlines()
    if not placed:
        lines = [json.dumps({**json.loads(line), "source": ""}) for line in lines]
    found = grade("attention", lines, name)
    scores = {one.label: one.f1 or 0.0 for one in found.labels if one.n}
    return found.accuracy.value, scores, found.n


@pytest.mark.parametrize("placed", [True, False])
def test_a_handbook_of_another_hand_is_read_well_enough(*, placed: bool) -> None:
    accuracy, scores, n = measured("attention-dev.jsonl", placed=placed)
    assert n >= 300
    assert accuracy >= 0.89
    assert sum(scores.values()) / len(scores) >= 0.82
    assert scores["none"] >= 0.91
    assert scores["market"] >= 0.88


def test_people_are_told_from_firms_in_stories() -> None:
    """These posts were read while the rules were written: what is said of the rules elsewhere is
    on the page of `faceless`. Of a sentence alone nobody can say who “they” are.
    """
    accuracy, scores, n = measured("attention-cases-dev.jsonl", placed=True)
    assert n >= 130
    assert accuracy >= 0.88
    assert scores["person"] >= 0.97
    assert scores["enterprise"] >= 0.91
    alone, scores, _ = measured("attention-cases-dev.jsonl", placed=False)
    assert alone >= 0.59
    assert scores["person"] >= 0.88
