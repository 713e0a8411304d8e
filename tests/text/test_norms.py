"""What terms bind whom to: the frames of promises, rights and duties, and what is none of them."""

from __future__ import annotations

import pytest

from troth.text.norms import names_in, norms, unnumbered

NAMES = ("Kestrel",)


@pytest.mark.parametrize(
    ("sentence", "kind", "who"),
    [
        ("We will notify you at least 30 days before any change of prices.", "promise", "company"),
        ("You will be refunded within 14 days.", "promise", "company"),
        ("Kestrel may suspend your account at any time without notice.", "right", "company"),
        ("We reserve the right to refuse an order.", "right", "company"),
        ("In no event shall Kestrel be liable to you for indirect damages.", "right", "company"),
        ("Your account may be terminated at our sole discretion.", "right", "company"),
        ("You may cancel at any time.", "right", "you"),
        ("Couriers can appeal a decision within six months.", "right", "couriers"),
        ("You have the right to lodge a complaint.", "right", "you"),
        ("You need not say why.", "right", "you"),
        ("You must not resell the service.", "duty", "you"),
        ("The Driver shall pay the fee within 7 days.", "duty", "driver"),
        ("You are solely responsible for your content.", "duty", "you"),
        ("9.2. You may not use the service to send spam.", "duty", "you"),
        ("Reverse engineering is strictly prohibited.", "duty", "you"),
    ],
)
def test_each_frame_tells_its_kind_and_whose_it_is(sentence: str, kind: str, who: str) -> None:
    assert [(one.kind, one.who) for one in norms(sentence, NAMES)] == [(kind, who)]


@pytest.mark.parametrize(
    "sentence",
    [
        "If you may cancel, tell us.",
        "May we suspend your account?",
        "This is a transaction you may enter into with a shop.",
        "“Service” means what we provide.",
        "The sun rises in the east.",
        "You may receive a letter from your bank.",
    ],
)
def test_what_binds_nobody_is_no_norm(sentence: str) -> None:
    assert norms(sentence, NAMES) == ()


def test_an_item_of_a_list_binds_as_its_beginning_does() -> None:
    assert norms("- resell the service;", NAMES) == ()
    (duty,) = norms("- resell the service;", NAMES, lead="You must not")
    assert (duty.kind, duty.who) == ("duty", "you")


def test_one_sentence_may_bind_both() -> None:
    found = norms("We may change prices, and we will tell you 30 days before.", NAMES)
    assert [(one.kind, one.who) for one in found] == [("promise", "company"), ("right", "company")]
    assert [one.ours for one in found] == [False, True]


def test_the_company_is_called_what_keeps_acting() -> None:
    text = (
        "Kestrel may end it. Kestrel will write. Users may leave. Kestrel shall pay. You will see."
    )
    assert names_in(text) == ("Kestrel",)
    assert names_in("Nobody acts here.") == ()


@pytest.mark.parametrize("number", ["3.2 ", "(a) ", "iv. ", "- ", "12.1.4. ", "• "])
def test_the_number_of_a_clause_is_no_part_of_it(number: str) -> None:
    assert unnumbered(f"{number}You may leave.") == "You may leave."
