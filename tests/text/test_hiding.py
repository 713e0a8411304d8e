"""Half hidden: what reaches somebody goes, what tells two apart and what is no number stays."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from troth.text.hiding import ADDRESSES, KINDS, NUMBERS, hidden


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ana.ruiz@mail.example.org", "a…z@m…e.org"),
        ("Mail <bo@x.org>, please.", "Mail <b…@x….org>, please."),
        ("It is ana@example.org.", "It is a…a@e…e.org."),
        ("/search?q=ana%40example.org&page=2", "/search?q=a…a%40e…e.org&page=2"),
        ("ana@exa…", "a…a@e…a…"),
        ("+49 176 5550 9931", "…9931"),
        ("0176/5550-993, after six", "…93, after six"),
        ("Call +1 (415) 555-2671. Or", "Call …71. Or"),
        ("(0)20 7946 0958", "…58"),
        ("06.12.34.56.78", "…78"),
        ("4111 1111 1111 1111", "…1111"),
        ("DE89 3704 0044 0532 0130 00", "…3000"),
        ("VX-4471902", "VX-…02"),
    ],
)
def test_what_reaches_somebody_is_half_hidden(text: str, seen: str) -> None:
    assert hidden(text, KINDS) == seen


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-20T10:02:00Z",
        "05.03.2026 12:00",
        "orders.csv:12 2026-03-05",
        "5 Mar 2026 12:00",
        "1,234,567 records",
        "row 12 of 2026",
        "e-1234567890123456789a and p-12345678901234567890",
        "/static/troth.css?v=123abc4567",
        "@anna said so",
        "3 of 10 (30–55, n = 412)",
    ],
)
def test_what_is_no_number_stays(text: str) -> None:
    assert hidden(text, KINDS) == text


def test_each_kind_by_itself() -> None:
    both = "ana@example.org 4471902"
    assert hidden(both, {ADDRESSES}) == "a…a@e…e.org 4471902"
    assert hidden(both, {NUMBERS}) == "ana@example.org …02"
    assert hidden(both, ()) == both


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a@mail.org@x.com", "a…@m…g@x….com"),
        ("0@.0@0", "0…@.…@0…"),
        ("a@b%40c.org", "a…@b…%40c….org"),
    ],
)
def test_what_stands_behind_a_second_sign_is_hidden_too(text: str, shown: str) -> None:
    assert hidden(text, KINDS) == shown
    assert hidden(shown, KINDS) == shown


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab.@-+() 0123456789/…\n:"), max_size=40))
@example("0@.0@0")
def test_hiding_twice_is_hiding_once_and_no_whole_number_is_left(text: str) -> None:
    once = hidden(text, KINDS)
    assert hidden(once, KINDS) == once
