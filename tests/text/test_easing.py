"""What eases a right that is kept without notice."""

from __future__ import annotations

import pytest

from troth.text.easing import eased

CASES = [
    ("end", "We may close your account at any time.", ""),
    ("end", "We may suspend you at any time if you breach these terms.", "cause"),
    ("end", "We may suspend you without notice if you breach these terms.", "cause"),
    ("end", "We may suspend you without notice for any reason, including a breach.", ""),
    ("end", "In such cases we may suspend you without notice.", "cause"),
    ("end", "We may suspend any user whose posts are looked into, without notice.", "cause"),
    ("end", "We may end the service at any time for maintenance.", "small"),
    ("end", "We may permanently end the service at any time for maintenance.", ""),
    ("end", "You or we may end it with immediate effect.", "none"),
    ("end", "The licence can be revoked by you at any time.", "none"),
    ("end", "We may end it at any time. You will be refunded.", "some"),
    ("end", "We may close it at any time. You may appeal it.", "some"),
    ("change", "We may change the perks without notice.", "small"),
    ("change", "We may change terms without notice. We will notify you of material changes.", "some"),
    ("change", "We may change terms without notice. We will inform you before they start.", "some"),
    ("change", "We may change terms at any time. The terms in force at the time you buy count.", "some"),
    ("change", "Policies, as they may be updated from time to time, apply.", "small"),
    ("withhold", "We may reject an application for registration for any reason.", "none"),
    ("change", "We may change the scope at any time as laid out in section 13.", "none"),
    ("change", "We may update the content of the site from time to time.", "small"),
    ("change", "We may change prices at any time. We will notify you of it.", "some"),
    ("change", "We may change prices without notice. We will notify you of it.", ""),
    ("change", "We may change terms at any time. We will notify you by posting them.", ""),
    ("change", "We may charge a fee at any time. You can then decide to leave.", "some"),
    ("end", "Either party may end it with immediate effect.", "none"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "around", "ease"), CASES)
def test_a_right_is_eased(kind: str, around: str, ease: str) -> None:
    sentence = around.split(". ")[0]
    assert eased(kind, sentence, sentence, around) == ease


def test_an_account_closed_at_their_own_wish_is_no_harm() -> None:
    said = "Your account will be deleted immediately."
    assert eased("end", said, said, "You can delete your account in the app. " + said) == "none"
    assert eased("end", said, said, said) == ""
