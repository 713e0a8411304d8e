"""The head of faults keeps what its card says of texts that it has not seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from troth.text.faults import card, likeness

LABELS = Path(__file__).parent.parent / "labels"
KINDS = ("no-notice", "one-sided", "vague-promise", "unbacked-claim", "anyone-could-say-it")


def test_the_card_says_from_what_it_was_learnt() -> None:
    held = card()
    assert held["sentences"] > 10_000
    assert all(one["licence"] for one in held["learnt_from"])


@pytest.mark.parametrize("kind", KINDS)
def test_documents_nobody_learnt_from_give_the_numbers_of_the_card(kind: str) -> None:
    rows = [json.loads(line) for line in (LABELS / "documents.jsonl").open(encoding="utf-8")]
    held = [row for row in rows if len(row["text"].split()) >= 5]
    chances = likeness([row["text"] for row in held])
    told = [row for row, each in zip(held, chances, strict=True) if each[kind] > 0.5]
    card_of = card()["measured"]["documents written"][kind]["0.5"]
    assert len(told) == card_of["told"]
    right = sum(kind in row["faults"] for row in told)
    assert round(right / len(told), 3) == card_of["of its kind"]["share"]


def test_the_same_sentence_gets_the_same_answer_alone_and_among_others() -> None:
    texts = ["We may change our fees at any time.", "The kettle is on the shelf.", "Soon."]
    alone = [likeness([text])[0] for text in texts]
    for one, other in zip(alone, likeness(texts), strict=True):
        assert one == pytest.approx(other, abs=1e-5)
