"""A finding: nothing is said without its evidence, and its id is the episode's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from troth.errors import ExtensionError
from troth.model.document import Document
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.model.origin import Origin, Place, Span
from troth.model.promise import LIVE, MARKS, STATES, Promise
from troth.model.saying import Saying

FINDING = Finding(
    lens="silence",
    subject=Subject("person", "h-1"),
    anchor="e-2",
    says="{subject} has not ordered for 61 days.",
    strength=Strength("probability", 24, "gaps", "(1+g/T)^-n", value=0.003),
    cites=(Cite("e-2", "v1"),),
    next="Ask.",
    would_change="An order.",
)


def test_cannot_be_built_without_a_cite() -> None:
    with pytest.raises(ExtensionError, match="cites nothing"):
        replace(FINDING, cites=())


def test_its_id_is_the_question_the_person_and_what_began_it() -> None:
    later = replace(
        FINDING,
        says="{subject} has not ordered for 62 days.",
        strength=Strength("probability", 25, "gaps", "another"),
        cites=(Cite("e-2", "v2"), Cite("e-1", "v1")),
        status="unsure",
    )
    assert later.id == FINDING.id
    assert replace(FINDING, anchor="e-3").id != FINDING.id
    assert replace(FINDING, lens="unanswered").id != FINDING.id
    assert replace(FINDING, subject=Subject("person", "h-2")).id != FINDING.id


def test_a_saying_opens_at_once_only_firm_dated_and_to_one_person() -> None:
    said = Saying(
        record="e-1", version="v", span=Span(0, 4), voice="company", kind="dated",
        firmness="firm", recogniser="promise", recogniser_version="1", at_us=1, due_us=2, to="h-1",
    )  # fmt: skip
    assert said.opens_at_once
    for change in (
        {"firmness": "soft"},
        {"due_us": None},
        {"to": None},
        {"voice": "customer"},
        {"condition": Span(0, 1)},
    ):
        assert not replace(said, **change).opens_at_once  # type: ignore[arg-type]


def test_only_an_owned_and_tested_promise_backs_a_claim() -> None:
    promise = Promise(
        id="p-1", sayings=(), words="We answer within a day.", kind="standing", firmness="firm",
        state="open", confirmed=True, born_us=1, owner="Priya",
        measure="first-reply <= 1 day for 95%",
    )  # fmt: skip
    assert promise.backs_claims
    assert not replace(promise, owner=None).backs_claims
    assert not replace(promise, measure=None).backs_claims
    assert not replace(promise, confirmed=False).backs_claims
    assert not replace(promise, state="withdrawn").backs_claims
    assert set(MARKS) | set(LIVE) < set(STATES)


def test_places_are_counted_as_editors_count() -> None:
    text = "ab\ncdé\n"
    document = Document("a.md", "markdown", text, text, (), (0, 3))
    assert document.place(Span(4, 6)) == Place("a.md", 2, 2, 2, 4)
    assert document.line(2) == "cdé"
    assert Origin("tickets.csv", 418).text() == "tickets.csv:418"
    assert Span(4, 6).of(text) == "dé"
