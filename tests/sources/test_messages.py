"""Messages: real conversations, exports of many shapes, and mailboxes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from troth.extend.source import Draft, Frame, Identifier, Reading, Reject, open_bytes, open_file
from troth.sources import messages

CARE = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "care" / "care-dev.jsonl"
STAFF = frozenset({"acme.com"})


def read(
    content: str | bytes, name: str = "m.csv", staff: frozenset[str] = STAFF, **reading: object
) -> tuple[list[Draft], list[Reject]]:
    data = content.encode() if isinstance(content, str) else content
    opened = open_bytes(name, data, staff=staff, reading=Reading(**reading))  # type: ignore[arg-type]
    items = list(messages.read(opened))
    drafts = [
        draft
        for item in items
        if not isinstance(item, Reject)
        for draft in (item.drafts() if isinstance(item, Frame) else [item])
    ]
    return drafts, [item for item in items if isinstance(item, Reject)]


@pytest.mark.skipif(not CARE.exists(), reason=f"the care conversations are not at {CARE}")
def test_real_conversations_go_in_whole_and_people_are_counted_once() -> None:
    opened = open_file(CARE)
    assert messages.recognises(opened) == 0.96
    items = list(messages.read(opened))
    assert not any(isinstance(item, Reject) for item in items)
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    assert len(drafts) == 1211
    assert len({draft.thread for draft in drafts}) == 525
    assert len({draft.key for draft in drafts}) == 1211
    assert len({draft.ours for draft in drafts}) == 24
    ways = Counter(draft.fields["direction"] for draft in drafts)
    assert ways == {"in": 625, "out": 586}
    assert len({draft.by for draft in drafts if draft.fields["direction"] == "in"}) == 539
    assert drafts[0].by == Identifier("id", "messages:cba46e504", None)
    assert drafts[1].by == Identifier("staff", "TeamYouTube", None)
    assert drafts[1].about == drafts[0].by
    named = [draft for draft in drafts if draft.fields["direction"] == "out" and draft.about]
    assert len(named) == 580
    assert not any("&amp;" in str(draft.fields["text"]) for draft in drafts)


def test_an_answer_is_about_whom_it_names_or_who_alone_wrote() -> None:
    head = "conversation,at,direction,author,text\n"
    rows = (
        "c1,2026-03-02 09:00,in,ana,Hello?\n"
        "c1,2026-03-02 09:05,out,tom,@ana We look.\n"
        "c1,2026-03-02 09:06,out,tom,@stranger We look.\n"
        "c1,2026-03-02 09:07,out,tom,We found it.\n"
        "c2,2026-03-02 09:00,in,ana,Hello?\n"
        "c2,2026-03-02 09:01,in,ben,Me too.\n"
        "c2,2026-03-02 09:02,out,tom,We found it.\n"
    )
    drafts, rejects = read(head + rows)
    assert rejects == []
    ana = Identifier("id", "messages:ana", None)
    assert [draft.about for draft in drafts] == [None, ana, None, ana, None, None, None]
    assert drafts[1].by == Identifier("staff", "tom", "tom")


def test_headers_are_known_in_any_case_order_and_spelling() -> None:
    drafts, rejects = read(
        "﻿Body;FROM;Created At;Ticket ID;Sender Type;Mood\n"
        '"Where &amp; when?";Ana Ruiz <ana@example.org>;02.03.2026 09:00;007;End-user;cross\n'
    )
    assert rejects == []
    (draft,) = drafts
    assert draft.by == Identifier("email", "ana@example.org", "Ana Ruiz")
    assert draft.thread == "007"
    assert draft.precision == "minute"
    assert draft.fields["text"] == "Where & when?"
    assert draft.fields["direction"] == "in"
    assert draft.extra == {"Mood": "cross"}


def test_a_flag_tells_the_direction_as_public_support_logs_keep_it() -> None:
    drafts, _ = read(
        "tweet_id,author_id,inbound,created_at,text\n"
        "1,115712,True,Tue Oct 31 22:10:47 +0000 2017,@care please help\n"
        "2,care,False,Tue Oct 31 22:11:45 +0000 2017,@115712 Hi there\n"
    )
    assert [draft.fields["direction"] for draft in drafts] == ["in", "out"]
    assert drafts[1].about == Identifier("id", "messages:115712", None)
    assert [draft.key for draft in drafts] == ["1", "2"]


def test_without_a_direction_staff_tell_and_without_staff_the_file_is_set_aside() -> None:
    rows = (
        "thread,at,from,to,body\n"
        "t1,2026-03-02T09:00Z,ana@example.org,help@acme.com,Where?\n"
        "t1,2026-03-02T09:30Z,tom@mail.acme.com,ana@example.org,Here.\n"
    )
    drafts, rejects = read(rows)
    assert [draft.fields["direction"] for draft in drafts] == ["in", "out"]
    assert drafts[1].by == Identifier("staff", "tom@mail.acme.com", None)
    assert drafts[1].about == drafts[0].by
    drafts, rejects = read(rows, staff=frozenset())
    assert drafts == []
    assert len(rejects) == 1
    assert "[people]" in rejects[0].advice


def test_settings_name_columns_zone_and_system() -> None:
    drafts, rejects = read(
        "wann,wer,was,richtung\n2026-03-02 09:00:00,ana,Wo?,in\n",
        map={"wann": "at_us", "wer": "author", "was": "text", "richtung": "direction"},
        zone="Europe/Berlin",
        system="zendesk",
    )
    assert rejects == []
    assert drafts[0].at_us == 1_772_438_400_000_000
    assert drafts[0].zone == "Europe/Berlin"
    assert drafts[0].system == "zendesk"
    assert drafts[0].by == Identifier("id", "zendesk:ana", None)


def test_a_missing_column_is_named_with_the_line_that_maps_it() -> None:
    drafts, rejects = read("when,direction,author,text\n2026-03-02,in,ana,Hello\n")
    assert drafts == []
    assert rejects[0].says == 'No column is recognised for at ("at").'
    assert rejects[0].advice.endswith('[files."m.csv"]\nmap = { "your column" = "at_us" }')


@pytest.mark.parametrize(
    "content",
    [
        "customer,date,amount\n1,2026-03-02,5\n",
        "date,rating,title,body,author\n2026-03-02,5,Good,Very good,ana\n",
        "version,date,text\n1.0,2026-03-02,First release\n",
        "# A plan, at last\n\nWe do it.\n",
        "",
    ],
)
def test_what_is_no_message_is_not_claimed(content: str) -> None:
    assert messages.recognises(open_bytes("x.csv", content.encode())) == 0.0


MBOX = """From ana@example.org Mon Mar  2 09:00:00 2026
From: =?utf-8?q?Ana_Ru=C3=ADz?= <Ana@Example.org>
To: Help <help@acme.com>
Date: Mon, 02 Mar 2026 09:00:00 +0100
Subject: Where is it?
Message-ID: <one@example.org>

Where is my parcel?
>From the start I asked.

-- 
Ana

From tom@acme.com Mon Mar  2 10:00:00 2026
From: Tom <tom@acme.com>
To: ana@example.org
Cc: ben@example.org, boss@acme.com
Date: Mon, 02 Mar 2026 10:00:00 +0100
Subject: Re: Where is it?
Message-ID: <two@acme.com>
In-Reply-To: <one@example.org>

We look today.

On Mon, 2 Mar 2026 at 09:00, Ana <ana@example.org> wrote:
> Where is my parcel?

From ana@example.org Mon Mar  2 11:00:00 2026
From: ana@example.org
To: help@acme.com
Date: Mon, 02 Mar 2026 11:00:00 +0100
Subject: Automatic reply: Where is it?
Auto-Submitted: auto-replied
References: <one@example.org> <two@acme.com>

I am away.

From x Mon Mar  2 12:00:00 2026
Subject: no sender, no date

Lost.

"""


def test_a_mailbox_is_read_letter_by_letter() -> None:
    drafts, rejects = read(MBOX, "mail.mbox")
    assert messages.recognises(open_bytes("mail.mbox", MBOX.encode())) == 1.0
    assert [draft.key for draft in drafts] == [
        "one@example.org",
        "two@acme.com",
        None,
    ]
    first, second, third = drafts
    assert first.by == Identifier("email", "ana@example.org", "Ana Ruíz")
    assert first.at_us == 1_772_438_400_000_000
    assert first.fields["text"] == "Where is my parcel?\nFrom the start I asked."
    assert first.fields["direction"] == "in"
    assert second.fields["text"] == "We look today."
    assert second.fields["direction"] == "out"
    assert second.by == Identifier("staff", "tom@acme.com", "Tom")
    assert second.about == Identifier("email", "ana@example.org", None)
    assert [part for part, _ in second.parties] == ["cc", "cc"]
    assert int(second.extra["cut_characters"]) > 50
    assert {draft.thread for draft in drafts} == {"one@example.org"}
    assert [draft.fields["automatic"] for draft in drafts] == [False, False, True]
    assert third.origin.row == 28
    assert [(reject.origin.row, reject.says) for reject in rejects] == [
        (38, "The letter has no date.")
    ]


def test_a_mailbox_cut_off_in_its_last_letter_keeps_the_others() -> None:
    cut = (
        "From ben@example.org Mon Mar  2 12:00:00 2026\n"
        "From: ben@example.org\nDate: Mon, 02 Mar 2026 12:00:00 +0100\n"
        "Subject: Photo\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nSee the pho"
    )
    drafts, rejects = read(MBOX.split("From x ")[0] + cut, "mail.mbox")
    assert len(drafts) == 3
    assert len(rejects) == 1
    assert "breaks off" in rejects[0].says
    assert rejects[0].origin.row == 38


def test_a_mailbox_without_staff_is_set_aside_as_one() -> None:
    drafts, rejects = read(MBOX, "mail.mbox", staff=frozenset())
    assert drafts == []
    assert len(rejects) == 1


def test_letters_without_references_meet_by_subject_and_people() -> None:
    def letter(key: str, sender: str, to: str, subject: str) -> str:
        return (
            f"From {sender} Mon Mar  2 09:00:00 2026\nFrom: {sender}\nTo: {to}\n"
            f"Date: Mon, 02 Mar 2026 09:00:00 +0100\nSubject: {subject}\n"
            f"Message-ID: <{key}>\n\nText {key}\n\n"
        )

    drafts, _ = read(
        letter("a", "ana@example.org", "help@acme.com", "Parcel")
        + letter("b", "help@acme.com", "ana@example.org", "AW: Parcel")
        + letter("c", "ben@example.org", "help@acme.com", "Re: Parcel"),
        "m.mbox",
    )
    assert [draft.thread for draft in drafts] == ["a", "a", "c"]
