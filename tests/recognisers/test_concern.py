"""The recogniser `concern`: its examples, whom it hears, and what it leaves to `understood`."""

from __future__ import annotations

from tests.recognisers.test_promise import batch
from troth import registry
from troth.acts.prove import prove
from troth.extend.recogniser import GIVES
from troth.recognisers import concern, understood
from troth.store.schema import plain_schema

TEXT = "Hello. I want to send a lamp to Leeds."


def test_examples() -> None:
    assert prove(registry.extensions("recognisers")["concern"]) == ()


def test_hears_only_customers() -> None:
    given = concern.annotate(
        batch(
            {"id": "e-in", "direction": "in", "text": TEXT},
            {"id": "e-out", "direction": "out", "text": TEXT},
            {"id": "e-none", "direction": "in", "text": None},
        )
    )
    assert given.schema == plain_schema(GIVES)
    (row,) = given.to_pylist()
    assert row["record"] == "e-in"
    assert (row["kind"], row["firmness"]) == ("task", "firm")
    assert TEXT[row["start"] : row["end"]] == "send a lamp to Leeds"


def test_the_words_of_a_promise_are_left_to_understood() -> None:
    text = "I never received the code and it is missing"
    rows = batch({"id": "e-in", "direction": "in", "text": text})
    (promised,) = understood.annotate(rows).to_pylist()
    assert text[promised["start"] : promised["end"]] == text
    assert concern.annotate(rows).num_rows == 0


def test_hears_what_is_answered_in_a_survey() -> None:
    given = concern.annotate(
        batch(
            {"id": "e-said", "kind": "survey_answer", "direction": None, "text": TEXT},
            {"id": "e-none", "kind": "survey_answer", "direction": None, "text": None},
        )
    )
    (row,) = given.to_pylist()
    assert (row["record"], row["kind"]) == ("e-said", "task")
