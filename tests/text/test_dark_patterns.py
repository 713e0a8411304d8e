"""Dark patterns: which words press, trick or hold, what stays quiet, and what the head's card says."""

from __future__ import annotations

import json
import sys
from importlib.resources import files

import pytest

from tests.linear import assert_linear
from troth.text import dark_patterns, pressing
from troth.text.dark_patterns import DarkPattern, find, pressing_or_not
from troth.text.tasks import TASKS, Item

PRESSES = [
    ("scarcity", "Only 3 seats left at this price."),
    ("scarcity", "Nearly sold out: limited availability."),
    ("urgency", "This offer ends tonight, so order within the next 20 minutes to save."),
    ("urgency", "Your basket is reserved for 09:54 minutes."),
    ("social-proof", "14 people are looking at this room right now."),
    ("social-proof", "Ines in Porto just bought a lamp."),
    ("confirmshaming", "No thanks, I hate saving money"),
    ("confirmshaming", "No, I don’t want free delivery"),
    ("confirmshaming", "I'd rather pay full price"),
    ("obstruction", "To cancel your plan you must call us between nine and five."),
    ("obstruction", "Memberships cannot be cancelled online."),
    ("obstruction", "Reminders move your case to the end of the queue."),
    ("forced-continuity", "Your plan renews automatically unless you cancel."),
    ("forced-continuity", "After the free trial your card will be charged each month."),
    ("sneaking", "Travel insurance has been added to your basket."),
    ("sneaking", "The newsletter box is pre-ticked."),
]
QUIET = [
    "You can cancel at any time in your account, with two clicks.",
    "There are three steps left in the form.",
    "Only two of the five parcels arrived, and we are looking for the others.",
    "Thank you for waiting, and have a good day.",
    "No thanks, not now",
    "The shop closes at six on Sunday.",
    "We ordered new vans in March, and customers in Texas asked for later slots.",
    "Delivery within 48 hours, or we pay the postage back.",
    "The certificate is renewed every ninety days.",
    "There is no cancellation fee.",
    "Please send us the form once the doctor has signed it.",
]


@pytest.mark.parametrize(("category", "text"), PRESSES)
def test_rules_say_which_way_and_where(category: str, text: str) -> None:
    (found,) = find(text, heads=False)
    assert found.category == category
    assert found.span.of(text) == text.rstrip()
    assert found.span.start <= found.words.start < found.words.end <= found.span.end
    assert found.probability == dark_patterns.RULED


@pytest.mark.parametrize("text", QUIET)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert find(text) == []
    assert pressing_or_not([text]) == [False]


def test_spans_are_characters_of_the_text() -> None:
    text = "Hello Ana 🙂.\n\n- Hurry, limited stock!\n- Parcels leave at noon."
    (found,) = find(text, wrapped=True)
    assert found.span.of(text) == "Hurry, limited stock!"
    assert found.words.of(text) in ("Hurry", "limited stock")
    assert find("") == []


def test_the_head_adds_what_no_rule_says() -> None:
    text = "Wait! You qualified for a free gift at checkout, grab your bonus deal!"
    assert find(text, heads=False) == []
    (found,) = find(text)
    assert found == DarkPattern(found.span, found.span, found.category, found.probability)
    assert dark_patterns.LIKELY <= found.probability <= 1


def test_a_sentence_without_any_trigger_asks_no_head(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(dark_patterns, "answers", lambda texts: asked.append(texts) or [])
    assert find("The van leaves the yard at noon.") == []
    assert asked == []


def test_without_numpy_the_rules_speak_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dark_patterns, "_can_reckon", lambda: False)
    monkeypatch.delitem(sys.modules, "troth.text.grams", raising=False)
    assert [one.category for one in find("Hurry! Prices are fair.")] == ["urgency"]
    assert "troth.text.grams" not in sys.modules


def test_every_line_of_the_tables_can_be_reached_by_its_words() -> None:
    for name in ("SCARCITY", "URGENCY", "SOCIAL_PROOF", "OBSTRUCTION", "SNEAKING"):
        for line in getattr(pressing, name).strip().splitlines():
            needs, _, pattern = line.partition(" :: ")
            assert all(word.strip() for word in needs.split(","))
            assert pattern


def test_the_card_tells_what_it_is_made_of_and_its_error_reaches_the_goals() -> None:
    held = files("troth.text").joinpath("weights/dark-pattern.json").read_text(encoding="utf-8")
    card = json.loads(held)
    assert all("evaluate" not in one["licence"] for one in card["learnt_from"])
    told = card["measured"]
    assert told["accuracy on snippets of shops, test part"]["share"] >= 0.94
    alarms = told["false alarms on a source left out of learning"]
    assert len(alarms) == 9
    assert sum(one["share"] for one in alarms.values()) / 9 <= 0.02
    size = files("troth.text").joinpath("weights/dark-pattern.npz").read_bytes()
    assert len(size) < 500_000


def test_the_task_answers_true_or_false() -> None:
    task = TASKS["dark-pattern"]
    given = task.judge([Item("Hurry, only 2 left!"), Item("We are open on Monday.")])
    assert list(given) == ["true", "false"]


@pytest.mark.parametrize("words", ["cancel ", "after the trial ", "1 left ", "9 : 9 ", "agree "])
def test_a_hostile_text_is_read_in_time(words: str) -> None:
    whole = (words * 50_000)[:100_000]
    assert_linear(lambda some: find(some, heads=False), whole[:25_000], whole)
