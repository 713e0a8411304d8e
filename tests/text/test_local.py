"""The local backend: the rules and vectors that stand, by the four questions of every backend."""

from __future__ import annotations

import pytest

import troth
from troth.text.backend import Endpoint, TextBackend
from troth.text.local import HEARD, NO_WORDS, READ, UNHEARD, WORDS, Local
from troth.text.tasks import TASKS, Item

LOCAL: TextBackend = Local()


def test_every_answer_says_who_gave_it() -> None:
    for task in TASKS:
        (one,) = LOCAL.classify(task, [Item("We are sorry and will pay you on Friday.")])
        assert one.by == f"local {troth.__version__}"
        assert one.label in TASKS[task].labels


def test_promises_are_quoted_and_scored() -> None:
    text = "Hello. We will send it by Friday. Bye."
    one, other, plain = LOCAL.extract([Item(text), Item("Every parcel is a box."), Item("Hello.")])
    assert [span.of(text) for span in one.spans] == ["We will send it by Friday."]
    assert (one.score, other.score, plain.score) == (READ, WORDS, NO_WORDS)
    said, unsaid = LOCAL.extract(
        [Item("You promised a refund.", "customer"), Item("Hello.", "customer")]
    )
    assert (said.label, said.score, unsaid.score) == ("true", HEARD, UNHEARD)


@pytest.mark.parametrize(
    ("promise", "claim", "label"),
    [
        ("Refunds are paid within 48 hours.", "Refunds are paid within 48 hours.", "entails"),
        ("Refunds are paid within 48 hours.", "Refunds are paid within 2 hours.", "contradicts"),
        ("Couriers are paid every Friday.", "Parcels arrive on time.", "neither"),
        ("The office is open on Sunday.", "The office is not open on Sunday.", "contradicts"),
    ],
)
def test_what_a_promise_says_of_a_claim(promise: str, claim: str, label: str) -> None:
    assert LOCAL.entail([(promise, claim)])[0].label == label


def test_vectors_are_of_length_one() -> None:
    found = LOCAL.embed(["a parcel", "a letter"])
    assert found.shape == (2, 256)
    assert (found**2).sum(1) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.7/v1", True),
        ("http://[::1]:8080/v1", True),
        ("https://10.0.0.7/v1", False),
        ("https://localhost.example/v1", False),
        ("https://models.example/v1", False),
    ],
)
def test_which_machine_is_this_one(url: str, here: bool) -> None:
    assert Endpoint(url, "owl").here is here


def test_dark_patterns_are_scored_as_the_task_answers() -> None:
    texts = ["Only 2 left in stock!", "Our shop opens at nine.", "No thanks, I hate saving money."]
    items = [Item(text) for text in texts]
    found = LOCAL.classify("dark-pattern", items)
    assert [one.label for one in found] == TASKS["dark-pattern"].judge(items)
    assert all(
        (one.label == "true") == (one.score >= 0.5) for one in found if one.score is not None
    )
    assert found[0].spans[0].of(texts[0])
    assert LOCAL.classify("dark-pattern", []) == []
