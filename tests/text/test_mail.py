"""Mail: who, to whom, when, and the words somebody typed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear import assert_linear
from troth.text.mail import (
    Address,
    Letter,
    address_of,
    is_cut_off,
    letter_of,
    letters_in,
    own_words,
    text_of_html,
)

HEAD = b"From: Ana <ana@example.org>\nTo: help@acme.com\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n"


def letter(more: bytes, body: bytes = b"Hello.\n") -> Letter:
    found = letter_of(HEAD + more + b"\n" + body)
    assert isinstance(found, Letter)
    return found


@pytest.mark.parametrize(
    "more",
    [
        b"Auto-Submitted: auto-replied\n",
        b"X-Autoreply: yes\n",
        b"Precedence: auto_reply\n",
        b"Content-Type: multipart/report; boundary=b\n",
        b"Subject: Out of Office: back on Monday\n",
        b"Subject: Automatische Antwort: Paket\n",
        b"Subject: Re: Undeliverable: Parcel\n",
    ],
)
def test_machines_are_known(more: bytes) -> None:
    assert letter(more).automatic


@pytest.mark.parametrize(
    "more",
    [
        b"Subject: Parcel\n",
        b"Auto-Submitted: no\n",
        b"Precedence: list\n",
        b"Subject: Is anybody out of office today?\n",
        b"Subject: Automatic renewal of my plan\n",
    ],
)
def test_people_are_not_taken_for_machines(more: bytes) -> None:
    assert not letter(more).automatic


def test_the_plain_part_is_preferred_and_html_becomes_text() -> None:
    both = (
        b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
        b"--b\nContent-Type: text/html\n\n<p>rich</p>\n"
        b"--b\nContent-Type: text/plain; charset=iso-8859-1\n\nGr\xf6\xdfe\n--b--\n"
    )
    assert letter(both, b"").text == "Größe"
    html = b"Content-Type: text/html; charset=utf-8\n"
    page = "<style>p{}</style><p>Größe&nbsp;&amp; Farbe</p><script>x()</script><p>zwei</p>"
    assert letter(html, page.encode()).text == "Größe & Farbe\nzwei"


def test_headers_are_decoded_and_broken_ones_do_not_stop() -> None:
    found = letter(b"Subject: =?utf-8?q?Gr=C3=B6=C3=9Fe?= =?nonsense?q?x=FF?=\n")
    assert found.subject.startswith("Größe")
    assert letter(b"Subject: caf\xe9\n").subject


def test_references_name_the_letters_answered_oldest_first() -> None:
    found = letter(b"References: <a@x> <b@x>\nIn-Reply-To: <b@x>\nSubject: Re: AW: Parcel\n")
    assert found.answers == ("a@x", "b@x")
    assert (found.topic, found.replies) == ("parcel", True)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("It came.\n\nOn Mon, 2 Mar 2026 at 09:00, Tom <t@a.com> wrote:\n> Did it?", "It came."),
        ("Danke.\n\nAm 02.03.2026 um 09:00 schrieb Tom <t@a.com>:\n> Da?", "Danke."),
        ("It came.\n\n-- \nAna Ruiz\nLondon", "It came."),
        ("> only\n> quoted", "> only\n> quoted"),
        ("I wrote: it is late.\nOn Monday I wait.", "I wrote: it is late.\nOn Monday I wait."),
    ],
)
def test_only_the_words_typed_are_kept(text: str, own: str) -> None:
    assert own_words(text) == own


@pytest.mark.parametrize(
    "text", ["\n" * 200_000, "On " * 70_000, "> " * 100_000, "a" * 300_000, "On Mon x@y\n" * 20_000]
)
def test_odd_input_takes_no_more_than_a_moment(text: str) -> None:
    assert_linear(own_words, text[: len(text) // 4], text)


def test_html_never_keeps_a_script_open_or_closed() -> None:
    assert text_of_html("<p>a</p><script>evil(") == "a"
    assert text_of_html("a <!-- b") == "a"
    assert text_of_html("1 < 2 and <b>3</b>") == "1 < 2 and 3"


def test_addresses_come_with_their_names() -> None:
    assert address_of("Ana Ruiz <Ana@Example.org>") == Address("ana@example.org", "Ana Ruiz")
    assert address_of("mailto:ana@example.org") == Address("ana@example.org")
    assert address_of("@ana") is None
    assert address_of("ana") is None


def test_a_letter_that_breaks_off_shows_it() -> None:
    assert is_cut_off(b"From: a@b.c\nSubject: no body")
    assert is_cut_off(
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhalf"
    )
    assert not is_cut_off(HEAD + b"\nHello.")


def test_a_from_line_inside_a_paragraph_begins_no_letter() -> None:
    text = b"From a@b.c Mon Mar  2 09:00:00 2026\nSubject: x\n\nHello\nFrom 9 to 5 in 2026\n\nBye\n"
    assert [cut.line for cut in letters_in(io.BytesIO(text))] == [1]


@given(st.binary(max_size=400))
def test_no_bytes_raise(raw: bytes) -> None:
    letter_of(HEAD + raw)
    letter_of(raw)
    is_cut_off(raw)
    list(letters_in(io.BytesIO(b"From a@b.c 2026\n" + raw)))


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    own_words(text)
    address_of(text)
    assert "<script" not in text_of_html("<script>" + text).lower()
