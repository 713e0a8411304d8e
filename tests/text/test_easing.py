"""What eases a right that is kept without notice."""

from __future__ import annotations

import pytest

from troth.text.easing import eased

CASES = [
    ("end", "We may close your account at any time.", ""),
    ("end", "We may suspend you at any time if you breach these terms.", "cause"),
    ("end", "We may suspend you without notice if you breach these terms.", ""),
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
