"""Claims without a promise: who is speaking, and which promise decides."""

from __future__ import annotations

import pytest

from tests.prose.test_examples import lens
from troth.documents import read
from troth.model.document import Backing, BackingPromise, Document
from troth.model.finding import Finding
from troth.prose.engine import Reader, Seen

LIVE = (
    "We answer every message within one business day.",
    "Our help desk is staffed on weekdays from 9 to 17.",
    "Each delivery is insured up to £500.",
    "Couriers are paid every Friday.",
    *(f"Parcel number {number} gets its own ribbon." for number in range(6)),
)


def seen(text: str, *more: str, name: str = "x.md", **kept: object) -> Seen:
    document = read(name, text.encode())
    assert isinstance(document, Document)
    promises = (
        BackingPromise(f"p-{number}", words, True, True, "open", **kept)  # type: ignore[arg-type]
        for number, words in enumerate((*LIVE, *more))
    )
    return Reader([lens("unbacked-claim")], Backing(tuple(promises))).read(document)


def findings(text: str, *more: str, **kept: object) -> tuple[Finding, ...]:
    return seen(text, *more, **kept).findings  # type: ignore[arg-type]


def test_a_blockquote_and_a_quotation_over_sentences_are_somebody_elses() -> None:
    assert not findings("# About us\n\n> They never lose a parcel. Every order is free of charge.")
    assert not findings("Ana: “What a firm. It never goes down. Every order is free of charge.”")


def test_a_page_of_questions_speaks_to_the_public() -> None:
    page = "# Questions and answers\n\nWe answer every message within ten minutes."
    assert len(findings(page, name="faq.md")) == 1
    assert not findings(page.replace("Questions and answers", "Handbook"), name="handbook.md")


def test_what_nothing_can_test_is_counted_and_no_finding() -> None:
    found = seen("Ours is the easiest claims process in Europe.")
    assert (found.findings, found.tallies["unbacked-claim"]) == ((), 1)


def test_promises_that_disagree_leave_it_unsure() -> None:
    (found,) = findings(
        "We answer complaints within ten minutes.", "We reply to letters within ten minutes."
    )
    assert found.status == "unsure"


def test_the_nearer_promise_decides() -> None:
    assert not findings(
        "Plus customers are answered within one hour.",
        "Plus customers are answered within one hour.",
    )


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ({"where": "terms.md:8"}, "(terms.md:8), not tested yet"),
        ({"n": 3}, "not enough cases to say how it is kept (n = 3)"),
        (
            {"kept": 0.94, "low": 0.9, "high": 0.97, "n": 212, "where": "terms.md:8"},
            "(terms.md:8), kept 94 % (90–97, n = 212)",
        ),
    ],
)
def test_the_nearest_promise_says_how_it_is_kept(kept: dict[str, object], told: str) -> None:
    (found,) = findings("Every plan includes 24/7 support.", **kept)
    assert told in found.data["notes"][0]  # type: ignore[index]
