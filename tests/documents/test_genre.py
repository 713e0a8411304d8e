"""The genre is told by what a document says it is, and by nothing less."""

from __future__ import annotations

import pytest

from troth.documents.genre import genre_of


@pytest.mark.parametrize(
    ("path", "title", "genre"),
    [
        ("q3.md", "2026 product roadmap", "roadmap"),
        ("q3.md", "Roadmap for the second half of 2026", "roadmap"),
        ("x.md", "Plan: win the mid-market", "plan"),
        ("x.md", "Growth — Q1 plan (draft)", "plan"),
        ("x.md", "Marketing strategy 2026", "strategy"),
        ("x.md", "Quarterly business review, Q2", "review"),
        ("x.md", "Weekly sync 12 May", "agenda"),
        ("x.md", "Launch plan", "plan"),
        ("launch.md", "Sender Plus is here", "launch"),
        ("x.md", "Announcing Sender Plus", "launch"),
        ("x.md", "Plans and pricing", "price"),
        ("x.md", "Terms of service", "terms"),
        ("x.md", "Release notes 2.4", "release"),
        ("faq.md", None, "questions"),
        ("x.md", "Questions and answers", "questions"),
        ("x.md", "Frequently asked questions", "questions"),
        ("plan.md", None, "plan"),
        ("2026-q3-plan.md", "Where we go next", "plan"),
        ("OurStrategy.md", None, "strategy"),
        ("plans/senders.md", "Senders", "plan"),
        ("blog/senders.md", "Senders", "post"),
        ("x.md", "How we write a roadmap", None),
        ("implementation-strategies.md", "Implementation strategies", None),
        ("x.md", "Planet of the couriers", None),
        ("x.md", None, None),
    ],
)
def test_the_genre_of_a_name(path: str, title: str | None, genre: str | None) -> None:
    assert genre_of(path, title, {}) == genre


def test_what_a_document_declares_comes_first() -> None:
    assert genre_of("plan.md", "Roadmap", {"kind": "Launch mail"}) == "launch"
    assert genre_of("plan.md", "Roadmap", {"type": "something"}) == "roadmap"


@pytest.mark.parametrize(
    ("kind", "genre"),
    [("persona", "persona"), ("status", "status"), ("change", "change"), ("apology", "apology")],
)
def test_a_file_states_its_kind(kind: str, genre: str) -> None:
    assert genre_of("x.md", None, {"kind": kind}) == genre


def test_a_status_is_only_stated() -> None:
    assert genre_of("x.md", "Order status", {}) is None
