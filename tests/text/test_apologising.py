"""Apologies: by example to the character, near misses, and measured where the labels lie at hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.linear import assert_linear
from troth.text.apologising import ANSWERS, apologising
from troth.text.tasks import TASKS, Item

LABELS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "labels"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I am sorry.", "apology"),
        ("My apologies, I sent you the wrong key.", "apology"),
        ("We broke our word to you, and that was our mistake.", "apology"),
        ("Sorry for keeping you waiting! Which room is it?", "apology"),
        ("We apologise for any inconvenience this may have caused.", "apology"),
        ("We're sorry your chair arrived broken; that was our mistake.", "apology"),
        ("We're sorry you had to wait so long.", "apology"),
        ("Sorry about that! We can't look at bookings on Twitter, so please ring us.", "apology"),
        ("Sorry to hear that! Which train was it?", "sympathy"),
        ("We're sorry you are having trouble with the scale.", "sympathy"),
        ("I understand how frustrating this must be.", "sympathy"),
        ("Sorry to hear that you can't open the lid.", "sympathy"),
        ("We're sorry if anyone was upset by the poster.", "excuse"),
        ("If somebody was hurt, we apologise.", "excuse"),
        ("If anyone was hurt, we apologise.", "excuse"),
        ("I'm sorry you feel that way.", "excuse"),
        ("Sorry for the wait, we are seeing unusually high demand.", "excuse"),
        ("The delay is due to the weather.", "excuse"),
        ("The courier lost your parcel.", "excuse"),
        ("You should have read the label.", "excuse"),
        ("This is not our fault.", "excuse"),
        ("That is beyond our control.", "excuse"),
        ("Only a small number of guests were affected.", "excuse"),
        ("Sorry, that is not possible.", "refusal"),
        ("I'm sorry, but we can't change the date.", "refusal"),
        ("Sorry for the late reply. Unfortunately we do not offer this.", "refusal"),
        ("I understand your frustration, but we cannot refund this ticket.", "refusal"),
        ("We have no plans to open a shop there.", "refusal"),
        ("Our policy is to refund within 30 days only.", "refusal"),
        ("No, sorry.", "refusal"),
        ("There are no plans for a Saturday market. Sorry.", "refusal"),
        ("The lid is sold out, I'm afraid, and we can't order more.", "refusal"),
        ("We cannot see your account on Twitter.", "refusal"),
        ("Thanks! We'll look into it.", "none"),
        ("Your parcel leaves on Monday.", "none"),
        ("", "none"),
    ],
)
def test_what_a_reply_is(text: str, answer: str) -> None:
    assert apologising(text).answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "We can't wait to see you on Saturday!",
        "Can't you sign in, or is the page blank?",
        "If you can't find the mail, look in the spam folder.",
        "We will not charge you until the trial ends.",
        "We don't sell your data.",
        "For an account you can't open, write to us.",
        "There is no charge for this.",
        "No worries, we're happy to help!",
        "I could not reproduce this, can you send a film of it?",
        "Keep in mind that we cannot undo a deletion.",
        "You won't be able to sign in until you confirm the address.",
        "Closing this, as it is fixed in the new version.",
        "Your order has been handed to the courier.",
        "The bank will show the refund within three days.",
        "You should have received a link by now.",
        "Because you are a member, delivery is free.",
        "We found that a setting slowed down the queue, and it is mended.",
        "We regret to inform you of the new opening hours.",
        "We won't let you down.",
    ],
)
def test_near_misses(text: str) -> None:
    assert apologising(text).answer in ("none", "apology")
    assert apologising(text).forms == ()


def told(text: str) -> list[tuple[str, str]]:
    """Parts and forms by name, with their words."""
    found = apologising(text)
    return [(each.name, each.span.of(text)) for each in (*found.parts, *found.forms)]


def test_the_six_parts_with_their_words() -> None:
    text = (
        "I am sorry. The bill was wrong because a price was old. That was our mistake. "
        "It will not happen again. We have refunded you. Please forgive us."
    )
    assert told(text) == [
        ("regret", "sorry"),
        ("explanation", "because"),
        ("responsibility", "our mistake"),
        ("repentance", "will not happen again"),
        ("repair", "We have refunded"),
        ("forgiveness", "forgive"),
    ]
    assert apologising(text).answer == "apology"


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        ("Oh dear, sorry to hear this.", "sympathy", "sorry to hear"),
        ("We apologise if anyone was hurt.", "condition", "apologise if anyone"),
        ("We’re sorry you feel that way.", "feelings", "sorry you feel that way"),
        ("It is late due to the weather.", "circumstance", "due to the weather"),
        ("Well, that is outside our control.", "circumstance", "outside our control"),
        ("Sadly the courier lost it.", "blame", "the courier lost"),
        ("So you should have asked us first.", "blame", "you should have asked"),
        ("Hello, we do not offer refunds.", "refusal", "we do not offer"),
        ("Hi @you_1 – we can’t repair it.", "refusal", "we can’t"),
    ],
)
def test_each_form_with_its_words(text: str, form: str, words: str) -> None:
    assert (form, words) in told(text)


def test_a_bare_sorry_has_no_form() -> None:
    assert apologising("I am sorry.").forms == ()
    assert apologising("I am sorry.").has("regret")


def test_owning_it_outweighs_a_circumstance() -> None:
    text = "We are sorry. The courier lost it, but we should have told you, and that was our fault."
    assert apologising(text).answer == "apology"
    assert apologising(text).has("blame")


def test_the_lines_of_a_document_go_on() -> None:
    text = "We are sorry that we\nlost your parcel."
    assert apologising(text, wrapped=True).answer == "apology"


@pytest.mark.parametrize(
    "text", ["sorry if you " * 9_000, "not " * 30_000, "x" * 200_000, "the carrier " * 9_000]
)
def test_no_text_takes_long(text: str) -> None:
    apologising("Sorry, we can't.")
    assert_linear(apologising, text[: len(text) // 4], text)


def test_the_task_answers_every_text() -> None:
    items = [Item("We are sorry."), Item("We cannot do that.", kind="document")]
    assert TASKS["apology"].judge(items) == ["apology", "refusal"]
    assert TASKS["apology"].labels == ANSWERS


def test_replies_of_support_teams_are_read_well_enough() -> None:
    """These were read while the rules were written. On replies of other companies, which were not,
    excuse and refusal are found far less often: `text.apologising` tells how often.
    """
    path = LABELS / "apology-dev.jsonl"
    if not path.is_file():
        pytest.skip("apology-dev.jsonl is not beside the checkout")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["gold"]]
    given = TASKS["apology"].judge([Item(row["text"]) for row in rows])
    pairs = Counter(zip((row["gold"] for row in rows), given, strict=True))
    assert len(rows) >= 70
    assert sum(pairs[each, each] for each in ANSWERS) / len(rows) >= 0.95
    for label, floor in (("excuse", 5), ("refusal", 5)):
        said = sum(count for (_, got), count in pairs.items() if got == label)
        assert pairs[label, label] >= floor
        assert pairs[label, label] / said >= 0.85
