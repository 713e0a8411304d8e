"""Traces: every way she is named goes, and nobody else's words with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from troth.acts.traces import REPLACED, Traces, traces_of

WHO = (
    ("email", "ana.ruiz@example.org"),
    ("phone", "+4917655509931"),
    ("id", "shop:88412"),
    ("id", "desk:42"),
)
COMMON = {"ana"}


def of(*names: str, shared: frozenset[str] | set[str] = COMMON) -> Traces:
    return traces_of(names, WHO, ["h-1f"], lambda word: word.casefold() in shared)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz",
        "ANA RUIZ",
        "Ruiz, Ana",
        "ana_ruiz",
        "ruiz-ana",
        "Ruiz",
        "ANA.RUIZ@EXAMPLE.ORG",
        "ana.ruiz%40example.org",
        "ana.ruiz (at) example.org",
        "+49 176 5550 9931",
        "0176/555 099-31",
        "(0176) 55509931",
        "88412",
        "shop:88412",
        "desk:42",
        "h-1f",
    ],
)
def test_all_of_these_are_she(text: str) -> None:
    assert of("Ana Ruiz").clean(text).strip("(") == REPLACED
    assert of("Ana Ruiz").clean(f"about {text}, who") == f"about {REPLACED}, who"
    assert re.search(of("Ana Ruiz").loose, text, re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "Ana said so",
        "Joana Ruizmann",
        "Banana",
        "joana.ruiz@example.org",
        "ruiz@example.org",
        "order 42 of 884121",
        "5550 99312",
    ],
)
def test_these_are_not(text: str) -> None:
    assert of("Ana Ruiz", shared={"ana", "ruiz"}).clean(text) == text


def test_an_address_inside_another_is_another() -> None:
    held = traces_of((), [("email", "ruiz@example.org")], (), lambda word: True)
    for text in ("ana.ruiz@example.org", "x-ruiz@example.org", "ruiz@example.orgy"):
        assert held.clean(text) == text


def test_a_word_that_others_bear_goes_only_near_her() -> None:
    held = of("Ana Ruiz")
    assert held.clean("Dear Ana, 42", near=True) == f"Dear {REPLACED}, {REPLACED}"
    assert of("Ana Ruiz", shared=set()).clean("Dear Ana") == f"Dear {REPLACED}"


def test_letters_with_marks_in_every_spelling() -> None:
    held = of("Zoë Müller", shared=set())
    for text in ("Zoë Müller", "Zoe\u0308 Mu\u0308ller", "Zoe Muller", "MÜLLER ZOË"):
        assert held.clean(f"by {text}.") == f"by {REPLACED}."


def test_nobody_leaves_everything() -> None:
    held = traces_of((), (), (), lambda word: False)
    assert held.clean("anything", near=True) == "anything"
    assert not re.search(held.loose, "anything")


name = st.text(st.characters(categories=["Lu", "Ll"]), min_size=3, max_size=9)


@given(name, name, st.text(max_size=30))
@example("AAA", "AA\u1f71", "")
def test_whatever_the_name_it_goes(first: str, last: str, around: str) -> None:
    held = traces_of([f"{first} {last}"], (), (), lambda word: True)
    text = f"{around} {first} {last} {around}"
    assert f" {first} {last} " not in held.clean(text)


@given(name, name, st.text(max_size=40))
def test_the_quick_look_misses_nothing(first: str, last: str, text: str) -> None:
    held = traces_of([f"{first} {last}"], WHO, (), lambda word: False)
    if held.clean(text) != text:
        assert re.search(held.loose, text, re.IGNORECASE)


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    held = of("Ana Ruiz")
    once = held.clean(text, near=True)
    assert held.clean(once, near=True) == once
