"""Names compared: what surely agrees, what is one name written twice, and slips."""

from __future__ import annotations

import pytest

from troth.text.called import agree, initials_fit, key, one_slip
from troth.text.mailboxes import is_free, is_role, mailbox, spoken


@pytest.mark.parametrize(
    ("one", "two", "do"),
    [
        ("Ana Ruiz", "Ana Ruiz", True),
        ("Ana", "Ana Ruiz", True),
        ("Ruiz, Ana", "Ana Ruiz", True),
        ("Ana M. Ruiz", "Ana Ruiz", True),
        ("Dr. Ana Ruiz", "Ana Ruiz", True),
        ("Ana Ruiz", None, True),
        ("A. Ruiz", "Ana Ruiz", False),
        ("Ruiz", "Ana Ruiz", False),
        ("Tom Ruiz", "Ana Ruiz", False),
        ("Ana Ruiz", "Ana Frey", False),
    ],
)
def test_names_that_agree(one: str, two: str | None, do: bool) -> None:
    assert agree(one, two) is do
    assert agree(two, one) is do


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Jürgen Müller", "Mueller, Juergen"),
        ("Bob Hale", "Robert Hale"),
        ("Дмитрий Орлов", "Dmitry Orlov"),
        ("Søren Bøgh", "Soren Bogh"),
        ("José Núñez", "jose nunez"),
    ],
)
def test_one_name_written_twice(one: str, two: str) -> None:
    assert key(one) == key(two) != ""


def test_one_word_is_no_key() -> None:
    assert key("Ana") == key("A. B.") == key("") == ""


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [
        ("gmail.com", "gmial.com", True),
        ("gmail.com", "gmai.com", True),
        ("gmail.com", "gnail.com", True),
        ("gmail.com", "gmaill.com", True),
        ("gmail.com", "gmail.com", False),
        ("gmail.com", "mail.com", True),
        ("gmail.com", "ymail.org", False),
    ],
)
def test_one_letter_apart(one: str, two: str, is_one: bool) -> None:
    assert one_slip(one, two) is is_one
    assert one_slip(two, one) is is_one


def test_initials() -> None:
    assert initials_fit("A. Ruiz", "Ana Ruiz")
    assert not initials_fit("A. Ruiz", "Tom Ruiz")
    assert not initials_fit("A. Ruiz", "A. Ruiz")


def test_mailboxes() -> None:
    assert mailbox("A.na+x@googlemail.com") == mailbox("ana@gmail.com") == "ana@gmail.com"
    assert mailbox("a.na@post.example") == "a.na@post.example"
    assert is_role("Info@post.example")
    assert is_role("sales2+x@post.example")
    assert not is_role("ana@post.example")
    assert is_free("gmail.com")
    assert not is_free("post.example")
    assert spoken("ana.ruiz7@post.example") == "ana ruiz"
    assert spoken("info@post.example") == ""
