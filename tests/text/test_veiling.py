"""Taking out who somebody is, and finding the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear import assert_linear
from troth.model.origin import Span
from troth.text.veiling import of_names, veil

NAMES = of_names(["Quenby Zoëllner", "Li Wei-Han", "Support Team", "Will Bell"])


@pytest.mark.parametrize(
    ("text", "veiled"),
    [
        ("Dear Osgar, thank you.", "Dear [name-1], thank you."),
        ("Thanks for asking, Osgar. It is there.", "Thanks for asking, [name-1]. It is there."),
        ("It is there.\n\nOsgar at Kestrel", "It is there.\n\n[name-1] at Kestrel"),
        ("Have a good day, Osgar", "Have a good day, [name-1]"),
        ("Osgar, good that you ask.", "[name-1], good that you ask."),
        ("However, we will refund you.", "However, we will refund you."),
        ("Dear customer, thank you.", "Dear customer, thank you."),
        ("Kind regards,\nOsgar Blum", "Kind regards,\n[name-1]"),
        ("Ask Quenby or QUENBY.", "Ask [name-1] or [name-1]."),
        ("zoëllner's parcel", "[name-1] parcel"),
        ("We will answer. The bell rings.", "We will answer. The bell rings."),
        ("Our support team helps.", "Our support team helps."),
        ("Write to a.b@kestrel.example!", "Write to [address-1]!"),
        ("Call 0176 555 0993 by 2026-03-01.", "Call [number-1] by 2026-03-01."),
        ("See https://x.example/u?id=7 now", "See [link-1] now"),
        ("Hey @river_ana look", "Hey [handle-1] look"),
        ("Anna waits; anna is here.", "[name-1] waits; anna is here."),
        ("No one is named.", "No one is named."),
    ],
)
def test_what_is_taken_out(text: str, veiled: str) -> None:
    assert veil(text, NAMES).text == veiled


def test_a_stretch_is_found_again_and_a_sign_counts_as_a_whole() -> None:
    text = "Dear Osgar, call 0176 555 0993 on Friday."
    hidden = veil(text)
    at = hidden.text.index("call")
    assert hidden.back(Span(at, len(hidden.text))).of(text) == "call 0176 555 0993 on Friday."
    within = hidden.text.index("number")
    assert hidden.back(Span(within, within + 3)).of(text) == "0176 555 0993"


@pytest.mark.parametrize("unit", ["a, A", "Thanks ", "www.", "x@", "Ana, ", "Dear A ", "+1("])
def test_a_hostile_text_takes_time_by_its_length(unit: str) -> None:
    whole = (unit * 20_000)[:20_000]
    assert_linear(veil, whole[:5_000], whole)


@given(
    st.lists(
        st.sampled_from(
            ["Quenby", "a@b.example", "01765550993", "[name-1]", "we send", "\n", "é", " "]
        ),
        max_size=12,
    ),
    st.data(),
)
def test_every_stretch_outside_of_signs_comes_back_as_it_was(
    parts: list[str], data: st.DataObject
) -> None:
    text = " ".join(parts)
    hidden = veil(text, NAMES)
    start = data.draw(st.integers(0, len(hidden.text)))
    end = data.draw(st.integers(start, len(hidden.text)))
    span = Span(start, end)
    back = hidden.back(span)
    assert 0 <= back.start <= back.end <= len(text)
    if not any(here.start < end and start < here.end for here, _ in hidden.pieces):
        assert back.of(text) == span.of(hidden.text)
    assert "Quenby" not in hidden.text
