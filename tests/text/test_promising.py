"""What promises, what only looks like it, and how often the rules are right on labelled text."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.masking import masked, sentences
from troth.text.promising import Promising, promising, understood

SAID = 1_772_445_600_000_000  # Monday 2 March 2026, 10:00 UTC
LABELS = Path(__file__).resolve().parents[3] / "shared" / "data" / "labels" / "promise-dev.jsonl"

PROMISES = [
    "We will send a replacement by Friday.",
    "We'll refund you within 5 business days.",
    "You'll hear from us tomorrow.",
    "Your parcel will be delivered today.",
    "I'll get back to you by noon.",
    "Our team will look into it and reply soon.",
    "We are shipping a new one this week.",
    "We guarantee delivery by Friday.",
    "If it breaks, we will repair it.",
    "Please send us the receipt and we will assist.",
    "Rest assured, someone is on it.",
    "Every plan includes 24/7 support.",
    "We never sell your data.",
    "We'll do our best to fix it.",
    "You will not be charged.",
    "They will contact you within 2 hours.",
]
LOOK_ALIKES = [
    "Hope this helps!",
    "We'd love to help.",
    "Happy to help any time.",
    "You can appeal the decision.",
    "This may take a while.",
    "Please try the steps below.",
    "You will need your order number.",
    "Will you be at home on Friday?",
    "We cannot guarantee that it arrives.",
    "We reserve the right to cancel at any time.",
    "We'll be happy to hear from you.",
    "Your account will be suspended if you do not pay.",
    "You will not receive a refund.",
    "We sent it on Tuesday.",
    "Fingers crossed we'll have it soon!",
    "We were not able to reach you.",
    "",
]


@pytest.mark.parametrize("text", PROMISES)
def test_promises(text: str) -> None:
    assert [one.span.of(text) for one in promising(text, SAID)] == [text]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_promises_nothing(text: str) -> None:
    assert promising(text, SAID) == ()


@pytest.mark.parametrize(
    ("text", "binds"),
    [
        ("Acme will pay all fees for the return.", True),
        ("Acme shall notify you of every change.", True),
        ("We will delete your profile within 90 days of cancellation.", True),
        ("You will be notified of changes by e-mail.", True),
        ("We may change the price and will notify you 30 days before.", True),
        ("You shall keep your password secret.", False),
        ("You will pay us within thirty days.", False),
        ("We will not be liable for any damage to you.", False),
        ("Any dispute with you will be resolved by the court.", False),
        ("The new teammate will get an account; customers are not told.", False),
        ("The build will be fixed by the next release.", False),
    ],
)
def test_a_document_binds_us_to_those_served(text: str, binds: bool) -> None:
    assert bool(promising(text, SAID, where="document")) is binds


def test_our_own_name_binds_us_in_a_message() -> None:
    assert not promising("Kestrel will send you a new one.", SAID)
    assert promising("Kestrel will send you a new one.", SAID, names=("Kestrel",))


def test_spans_kinds_and_conditions() -> None:
    text = "@ana Hi. Sorry! If the parcel is lost, we'll refund it by Friday. Try https://x.org/a?b"
    (one,) = promising(text, SAID)
    assert one.span.of(text) == "If the parcel is lost, we'll refund it by Friday."
    assert (one.kind, one.firmness) == ("conditional", "firm")
    assert one.condition is not None
    assert one.condition.of(text) == "If the parcel is lost"
    assert one.due is not None
    assert one.due.of(text) == "by Friday"
    assert one.due_us == 1_772_841_599_000_000


def test_several_promises_of_one_message() -> None:
    text = "We'll call you tomorrow. Your refund will be paid out on Friday. Thank you!"
    assert [one.kind for one in promising(text, SAID)] == ["dated", "dated"]


def test_a_paragraph_of_a_document_is_not_broken_at_its_lines() -> None:
    text = (
        "# Help\n\nWe will answer every customer\nwithin 2 hours.\n\n- We never sell your data\n- x"
    )
    found = [one.span.of(text) for one in promising(text, SAID, where="document")]
    assert found == ["We will answer every customer\nwithin 2 hours.", "We never sell your data"]


@pytest.mark.parametrize(
    "text",
    [
        "You told me it would arrive on Monday.",
        "I was promised a refund.",
        "It was supposed to be here by now.",
        "I still haven't received my order.",
        "Where is my refund?",
        "They said I would get it within 2 days.",
        "It should have arrived last week.",
        "No reply for two weeks now.",
    ],
)
def test_customer_says_what_was_promised(text: str) -> None:
    assert [one.span.of(text) for one in understood(text, SAID)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "This app crashes.",
        "Can you send me a new one by Friday?",
        "How am I supposed to use this?",
        "They said they can't help me.",
        "I never liked it.",
        "Thanks, it came today.",
        "You never get it right.",
        "I promise I'll pay.",
    ],
)
def test_customer_says_nothing_of_the_kind(text: str) -> None:
    assert understood(text, SAID) == ()


def test_a_customers_day_is_marked_and_not_placed() -> None:
    text = "You told me it would arrive by Friday."
    (one,) = understood(text, SAID)
    assert one.due is not None
    assert one.due.of(text) == "by Friday"
    assert one.due_us is None


def interval(right: int, n: int) -> tuple[float, float]:
    """Wilson, 95 %."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.96, right / n
    middle, half = p + z * z / 2 / n, z * math.sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


FLOORS = {
    ("company", "message"): (0.85, 0.80),
    ("company", "document"): (0.75, 0.60),
    ("customer", "message"): (0.65, 0.70),
}


def heard(line: dict[str, str]) -> tuple[Promising, ...]:
    if line["speaker"] == "customer":
        return understood(line["text"], SAID)
    where = "document" if line["kind"] == "document" else "message"
    return promising(line["text"], SAID, where=where)


@pytest.mark.parametrize(("speaker", "kind"), FLOORS)
def test_labelled_text(speaker: str, kind: str) -> None:
    """Precision and recall on labelled text that the rules were not made from."""
    if not LABELS.exists():
        pytest.skip(f"the labelled text is not beside the checkout: {LABELS}")
    lines = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    lines = [x for x in lines if (x["speaker"], x["kind"]) == (speaker, kind)]
    lines = [x for x in lines if x["gold"] is not None]
    said = [(bool(heard(x)), x["gold"]) for x in lines]
    hits = sum(found and gold for found, gold in said)
    found, gold = sum(found for found, _ in said), sum(gold for _, gold in said)
    print(f"{speaker} {kind}: precision {hits}/{found} {interval(hits, found)}")
    print(f"{speaker} {kind}: recall {hits}/{gold} {interval(hits, gold)}")
    precision, recall = FLOORS[speaker, kind]
    assert hits / found >= precision
    assert hits / gold >= recall


@given(st.text(max_size=300))
def test_spans_lie_in_the_text(text: str) -> None:
    assert len(masked(text)) == len(text)
    last = 0
    for span in sentences(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end
    for one in (*promising(text, SAID), *understood(text, SAID)):
        assert one.span.of(text)
