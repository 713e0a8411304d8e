"""The recogniser `understood`: its examples, and that it hears customers only."""

from __future__ import annotations

from tests.recognisers.test_promise import batch
from troth import registry
from troth.acts.prove import prove
from troth.extend.recogniser import GIVES
from troth.recognisers import understood
from troth.store.schema import plain_schema

TEXT = "Hello. You told me it would come by Friday."


def test_examples() -> None:
    assert prove(registry.extensions("recognisers")["understood"]) == ()


def test_hears_only_customers_and_places_no_moment() -> None:
    given = understood.annotate(
        batch(
            {"id": "e-in", "direction": "in", "text": TEXT},
            {"id": "e-out", "direction": "out", "text": TEXT},
            {"id": "e-none", "direction": "in", "text": None},
        )
    )
    assert given.schema == plain_schema(GIVES)
    (row,) = given.to_pylist()
    assert row["record"] == "e-in"
    assert TEXT[row["start"] : row["end"]] == "You told me it would come by Friday."
    assert TEXT[row["due_start"] : row["due_end"]] == "by Friday"
    assert row["due_us"] is None
