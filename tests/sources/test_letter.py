"""Single letters: people, threads, automatic ones, and when they stay documents."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from happenings import NINE, SHELF, STAFF, best, opened, others, shows_what_it_says, taken
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Identifier
from troth.sources import letter, messages

LETTER = (
    "From: Ana Ruiz <Ana@post.example>\nTo: Care <care@acme.example>, ben@post.example\n"
    "Date: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID: <m2@post.example>\n"
    "References: <m1@acme.example>\nIn-Reply-To: <m1@acme.example>\n"
    "Subject: Re: Parcel\n\nWhere is it?\n\nOn Sun, 1 Mar 2026, Care wrote:\n> It left.\n"
)


def test_the_samples_give_what_they_say() -> None:
    shows_what_it_says("letter")


def test_where_staff_is_known_a_letter_is_a_message_else_a_document() -> None:
    assert best(opened("a.eml", LETTER)) == "letter"
    assert best(opened("a.eml", LETTER, staff=frozenset())) == "documents"
    assert best(opened("a.eml", LETTER.replace("Date:", "X-Date:"))) == "documents"
    assert best(opened("a.eml", LETTER.replace("From:", "X-From:"))) == "documents"
    for other, sample in others("letter"):
        file = opened(sample.name, sample.text)
        assert letter.recognises(file) in (0, 0.3) or sample.name.endswith(".eml"), other


def test_a_letter_gives_its_people_words_and_thread() -> None:
    drafts, _, rejects = taken(letter, "a.eml", LETTER)
    assert rejects == []
    (draft,) = drafts
    assert (draft.key, draft.thread, draft.at_us) == ("m2@post.example", "m1@acme.example", NINE)
    assert draft.by == Identifier("email", "ana@post.example", "Ana Ruiz")
    assert draft.parties == (
        ("to", Identifier("staff", "care@acme.example", "Care")),
        ("to", Identifier("email", "ben@post.example")),
    )
    assert draft.fields == {
        "direction": "in",
        "channel": "mail",
        "subject": "Re: Parcel",
        "text": "Where is it?",
        "automatic": False,
    }


def test_our_answer_is_for_the_first_who_is_not_ours() -> None:
    ours = LETTER.replace("Ana Ruiz <Ana@post.example>", "tom@acme.example")
    (draft,), _, _ = taken(letter, "a.eml", ours)
    assert draft.fields["direction"] == "out"
    assert draft.about == Identifier("email", "ben@post.example")


def test_the_first_letter_and_its_answers_are_one_thread() -> None:
    first = (
        LETTER.replace("References: <m1@acme.example>\n", "")
        .replace("In-Reply-To: <m1@acme.example>\n", "")
        .replace("<m2@post.example>", "<m1@acme.example>")
    )
    (one,), _, _ = taken(letter, "1.eml", first)
    (two,), _, _ = taken(letter, "2.eml", LETTER)
    (three,), _, _ = taken(letter, "3.eml", LETTER.replace("References: <m1@acme.example>\n", ""))
    assert one.thread == two.thread == three.thread == "m1@acme.example"


@pytest.mark.parametrize(
    ("header", "automatic"),
    [
        ("Auto-Submitted: auto-replied\n", True),
        ("Content-Type: multipart/report; boundary=x\n", True),
        ("X-Autoreply: yes\n", True),
        ("Auto-Submitted: no\n", False),
    ],
)
def test_bounces_and_automatic_answers_are_marked(header: str, automatic: bool) -> None:
    (draft,), _, _ = taken(letter, "a.eml", header + LETTER)
    assert draft.fields["automatic"] is automatic


def test_the_same_letter_in_a_mailbox_has_the_same_key_and_system() -> None:
    (alone,), _, _ = taken(letter, "a.eml", LETTER)
    (inbox,), _, _ = taken(
        messages, "a.mbox", "From ana@post.example Mon Mar  2 09:00:00 2026\n" + LETTER
    )
    assert (alone.key, alone.fields) == (inbox.key, inbox.fields)
    assert letter.CARD.system == messages.CARD.system


def test_a_line_that_begins_with_from_is_no_second_letter() -> None:
    body = "Hello\n\nFrom Madrid 2026 with love\n\n>From here 2026\n"
    drafts, _, rejects = taken(letter, "a.eml", LETTER.split("\n\n")[0] + "\n\n" + body)
    assert (len(drafts), rejects) == (1, [])
    assert drafts[0].fields["text"] == body.strip()


def test_markup_and_line_ends_and_a_mark_at_the_start_do_no_harm() -> None:
    head = LETTER.split("\n\n")[0] + "\nContent-Type: text/html; charset=utf-8\n\n"
    html = head + "<html><style>p{}</style><body><p>Where &amp; when?</p></body></html>"
    for content in (html, html.replace("\n", "\r\n"), "\ufeff" + html):
        (draft,), _, rejects = taken(letter, "a.eml", content)
        assert rejects == []
        assert draft.fields["text"] == "Where & when?"
        assert letter.recognises(opened("a.eml", content)) == 0.97


def test_a_letter_that_breaks_off_is_set_aside_and_a_whole_one_without_a_last_line_end_is_not() -> (
    None
):
    whole = (
        LETTER.split("\n\n")[0]
        + "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        + "--x\nContent-Type: text/plain\n\nWhere is it?\n"
        + "--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAABBBB\n--x--"
    )
    drafts, _, rejects = taken(letter, "a.eml", whole)
    assert ([each.fields["text"] for each in drafts], rejects) == (["Where is it?"], [])
    drafts, _, rejects = taken(letter, "a.eml", whole[: whole.index("BBBB") + 1])
    assert drafts == []
    assert "the file ends in the middle of it" in rejects[0].says


@pytest.mark.parametrize(("name", "what"), [("a.emlx", "Apple Mail"), ("a.msg", "Outlook")])
def test_other_forms_of_letters_are_refused_with_a_word(name: str, what: str) -> None:
    content = b"\xd0\xcf\x11\xe0" + bytes(100) if name == "a.msg" else b"812\n" + LETTER.encode()
    assert best(opened(name, content)) == "letter"
    drafts, _, rejects = taken(letter, name, content)
    assert drafts == []
    assert what in rejects[0].says
    assert ".eml" in rejects[0].advice


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 3000, b"PK\x03\x04" + bytes(300), b"\x89PNG\r\n\x1a\n" + bytes(300)]
)
def test_what_is_no_letter_is_named_for_what_it_is(content: bytes) -> None:
    drafts, _, rejects = taken(letter, "a.eml", content)
    assert (drafts, len(rejects)) == ([], 1)


NAME = st.text(
    alphabet=st.characters(categories=["L"], max_codepoint=0x24F), min_size=1, max_size=10
)
WORDS = st.lists(NAME, min_size=1, max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(NAME, WORDS, WORDS, st.integers(0, 10**9), st.integers(-11, 11))
def test_what_was_sent_is_what_is_read(
    name: str, subject: str, text: str, at: int, hours: int
) -> None:
    sent = EmailMessage()
    when = datetime(1995, 1, 1, tzinfo=UTC) + timedelta(seconds=at)
    sent["From"] = f"{name} <ana@post.example>"
    sent["To"] = "care@acme.example"
    sent["Date"] = format_datetime(when.astimezone(timezone(timedelta(hours=hours))))
    sent["Message-ID"] = "<x@post.example>"
    sent["Subject"] = subject
    sent.set_content(text)
    (draft,), _, rejects = taken(letter, "a.eml", sent.as_bytes())
    assert rejects == []
    assert draft.at_us == round(when.timestamp()) * 1_000_000
    assert "".join(str(draft.fields["subject"]).split()) == "".join(subject.split())
    assert str(draft.fields["text"]).split() == text.split()


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", LETTER.encode(), b"From: a@b.example\nDate: ", b"From: \x00\xff <"]),
    st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([STAFF, frozenset[str]()]),
)
def test_arbitrary_bytes_are_one_message_or_one_reject(
    start: bytes, rest: bytes, staff: frozenset[str]
) -> None:
    drafts, _, rejects = taken(letter, "a.eml", start + rest, staff=staff)
    assert len(drafts) + len(rejects) == 1


def test_the_shelf_knows_it() -> None:
    assert SHELF["letter"] is letter
