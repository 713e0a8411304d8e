"""A finding comes back from its text exactly as it was."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from troth.ledger.codec import dump, finding_from_text, finding_to_text, load, storable
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.model.origin import Place, Span

plain = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
number = st.none() | st.floats(allow_nan=False)
moment = st.none() | st.integers(-(2**62), 2**62)
span = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
place = st.builds(Place, plain, *[st.integers(1, 999)] * 4)
value: Any = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=6,
)
finding = st.builds(
    Finding,
    lens=plain,
    subject=st.builds(Subject, st.sampled_from(["person", "account", "company"]), plain),
    anchor=plain,
    says=plain,
    strength=st.builds(
        Strength,
        st.sampled_from(["probability", "rate", "count", "rule"]),
        st.integers(0, 10**9),
        plain,
        plain,
        number,
        number,
        number,
    ),
    cites=st.lists(st.builds(Cite, plain, plain, st.none() | span), min_size=1, max_size=3).map(
        tuple
    ),
    next=plain,
    would_change=plain,
    status=st.sampled_from(["speaks", "unsure"]),
    severity=st.sampled_from(["error", "warning", "info"]),
    preview=st.booleans(),
    since_us=moment,
    due_us=moment,
    stakes=st.floats(allow_nan=False),
    group=st.none() | plain,
    place=st.none() | place,
    instead=st.none() | plain,
    data=st.dictionaries(plain, value, max_size=3),
)


@given(finding)
def test_there_and_back(one: Finding) -> None:
    again = finding_from_text(finding_to_text(one))
    assert again == one
    assert again.id == one.id


@given(finding)
def test_equal_findings_are_equal_bytes(one: Finding) -> None:
    again = finding_from_text(finding_to_text(one))
    assert finding_to_text(again) == finding_to_text(one)


def test_numbers_of_arrays_are_plain_numbers() -> None:
    import numpy as np

    said = load(dump({"n": np.int64(3), "p": np.float64(0.5), "yes": np.bool_(True)}))
    assert said == {"n": 3, "p": 0.5, "yes": True}


def test_what_a_database_refuses_is_left_out() -> None:
    assert storable("a\x00b") == "ab"
    assert storable("a\ud800") == "a?"
    assert storable("Zoë") == "Zoë"
    assert json.loads(dump({"a": "x\ud800"})) == {"a": "x?"}
