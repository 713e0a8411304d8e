"""What was said in our conversations, and when were they opened and closed?

What it reads: the two plain files that many tools give for conversations, each by itself:
messages.csv with conversation_source_id, the time and the text of each message, and conversations.csv
with source_id and when each was opened and closed. Both meet in the thread. A message may say its
direction, author, recipient, number, subject and channel; a conversation its user, status, desk, subject.

How it is recognised: messages by conversation_source_id beside a time and a text; conversations by
source_id beside a time of opening and one of closing, a status or a subject, and nothing that answers
or messages have.

What it sets aside: rows without a time that can be read one way only, rows of another width,
conversations without a number or closed before they were opened, messages of which nothing tells
whether they are a customer's or ours.

Source: the neutral shape of two files that Heap and home-made exports use, times as in RFC 3339.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from troth.extend.source import (
    Column,
    Frame,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    account,
    chosen_columns,
    headers,
    person,
    read_table,
    recognise,
    staff,
)
from troth.text.mail import address_of, text_of_html
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"message", "step"}),
    endings=(".csv", ".tsv", ".json", ".jsonl", ".ndjson", ""),
    system="conversations",
)

MESSAGES = Table(
    "message",
    (
        Column("thread", "conversation_source_id", required=True),
        Column("key", "source_id message_source_id message_id id"),
        Column(
            "at_us", "sent_at created_at at timestamp time date received_at", "time", required=True
        ),
        Column("text", "text body content message plain_text", "words", required=True),
        Column(
            "direction",
            "direction sender_type author_type author_role role from_type sent_by",
            "direction",
        ),
        Column("inbound", "inbound incoming is_incoming from_customer", "flag"),
        Column(
            "author", "author_email author sender_email sender from_email from author_id user_id"
        ),
        Column("name", "author_name sender_name from_name name"),
        Column("to", "to_email to recipient recipient_email"),
        Column("subject", "subject title"),
        Column("ours", "brand our_brand company"),
        Column("channel", "channel source_type via"),
        Column("automatic", "automatic is_automatic auto_reply is_bot", "flag"),
        Column("origin_link", "url link permalink"),
    ),
)

CONVERSATIONS = Table(
    "step",
    (
        Column("thread", "source_id", required=True),
        Column(
            "at_us",
            "opened_at started_at created_at start_time created started at",
            "time",
            required=True,
        ),
        Column("closed", "closed_at ended_at resolved_at end_time closed ended", "time"),
        Column("status", "status state"),
        Column("resource", "queue team inbox group desk assignee assignee_name agent agent_name"),
        Column(
            "user",
            "user_email customer_email contact_email email user_id customer_id contact_id user",
        ),
        Column("name", "user_name customer_name contact_name"),
        Column("account", "account_id account company_id organization_id"),
        Column("ours", "brand our_brand"),
        Column("origin_link", "url link permalink"),
    ),
)

OTHERS = frozenset(
    [
        "field_id",
        "field_label",
        "field_type",
        "value_text",
        "value_number",
        "collected_at",
        "text",
        "body",
        "content",
        "message",
        "score",
        "rating",
        "amount",
        "currency",
        "price",
    ]
)
_DIRECTED = frozenset(("direction", "inbound"))
_TELLING = ("closed", "status")
_SUBJECTS = frozenset(("subject", "title", "topic", "channel"))

EXAMPLES = (
    Sample(
        "messages.csv",
        "source_id,conversation_source_id,created_at,sender_type,author_email,text\n"
        "m1,c7,2026-03-02T09:00:00Z,customer,ana@post.example,Where is it?\n"
        "m2,c7,2026-03-02T09:30:00Z,agent,tom@acme.example,We are looking.\n",
        gives=2,
        title="The messages of a conversation",
    ),
    Sample(
        "conversations.csv",
        "source_id,created_at,closed_at,status,user_email\n"
        "c7,2026-03-02T09:00:00Z,2026-03-02T11:00:00Z,closed,ana@post.example\n"
        "c8,2026-03-03T09:00:00Z,,open,ben@post.example\n"
        "c9,2026-03-03T09:00:00Z,2026-03-02T09:00:00Z,closed,ben@post.example\n",
        gives=3,
        sets_aside=1,
        says="closed before it was opened",
        title="Conversations opened and closed, and one closed before it was opened",
    ),
)


def recognises(opened: Opened) -> float:
    """By the one column that joins the two files."""
    names = headers(opened)
    known = {plain(name) for name in names}
    declared = opened.reading.map
    if plain("conversation_source_id") in known:
        return 0.98 if recognise(MESSAGES, names, declared) else 0.0
    if known & {plain(name) for name in OTHERS} or not recognise(CONVERSATIONS, names, declared):
        return 0.0
    telling = set(_TELLING) & set(chosen_columns(CONVERSATIONS, names, declared))
    return 0.97 if telling or known & _SUBJECTS else 0.0


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Messages, or the opening and closing of conversations, whichever file it is."""
    names = {plain(name) for name in headers(opened)}
    messages = plain("conversation_source_id") in names
    if messages and not opened.staff and not _DIRECTED & set(_chosen(opened)):
        yield opened.reject(
            "Nothing tells customers from us: there is no column for the direction.",
            "The file was set aside. Name our own mail domains in troth.toml:\n"
            '[people]\nstaff = ["acme.com"]\nor say which column it is:\n'
            + opened.setting('map = { "your column" = "direction" }'),
            excerpt=opened.head_text[:200],
        )
        return
    for item in read_table(opened, MESSAGES if messages else CONVERSATIONS):
        if isinstance(item, Reject):
            yield item
        else:
            yield from _messages(opened, item) if messages else _steps(opened, item)


def _chosen(opened: Opened) -> dict[str, str]:
    return chosen_columns(MESSAGES, headers(opened), opened.reading.map)


def _system(opened: Opened) -> str:
    return opened.reading.system or CARD.system


def _taken(frame: Frame, name: str) -> Sequence[Any]:
    """A column of the file's own, out of the frame."""
    column = frame.column(name)
    frame.columns.pop(name, None)
    return column


def _messages(opened: Opened, frame: Frame) -> Iterator[Frame | Reject]:
    """The rows with sides and people; rows of which nothing tells the side are set aside."""
    inbound, authors, names, to = (
        _taken(frame, each) for each in ("inbound", "author", "name", "to")
    )
    columns = frame.columns
    said = {True: "in", False: "out", None: None}
    ways = [
        way or said[flagged] or _by_staff(opened, author)
        for way, flagged, author in zip(frame.column("direction"), inbound, authors, strict=True)
    ]
    system = _system(opened)
    known = lru_cache(maxsize=100_000)(lambda who, name: person(who, name, system))
    us = lru_cache(maxsize=100_000)(staff)
    columns["direction"] = ways
    columns["by"] = [
        us(who, name, brand) if way == "out" else known(who, name)
        for way, who, name, brand in zip(ways, authors, names, frame.column("ours"), strict=True)
    ]
    columns["about"] = [
        known(whom, None) if way == "out" and whom and _by_staff(opened, whom) != "out" else None
        for way, whom in zip(ways, to, strict=True)
    ]
    columns["text"] = [_words(text) for text in frame.column("text")]
    told = frame.where([way is not None for way in ways]) if None in ways else frame
    if len(told):
        yield told
    for at, way in enumerate(ways):
        if way is None:
            yield opened.reject(
                "Nothing tells whether this is from a customer or from us.",
                "The row was set aside. Fill its direction, or name our own mail domains:\n"
                '[people]\nstaff = ["acme.com"]',
                row=frame.rows[at],
                excerpt=columns["text"][at] or "",
            )


def _by_staff(opened: Opened, who: str | None) -> str | None:
    """The side of an author, where we know who is ours."""
    if not who or not opened.staff:
        return None
    address = address_of(who) if "@" in who else None
    return "out" if opened.is_staff(address.value if address else who) else "in"


def _words(text: str | None) -> str | None:
    return text_of_html(text) if text and "</" in text else text


def _steps(opened: Opened, frame: Frame) -> Iterator[Frame | Reject]:
    """Two frames for each: everything opened, and what of it was closed."""
    closed, users, names = (_taken(frame, each) for each in ("closed", "user", "name"))
    columns = frame.columns
    system = _system(opened)
    known = lru_cache(maxsize=100_000)(lambda who, name: person(who, name, system))
    columns["about"] = [known(who, name) for who, name in zip(users, names, strict=True)]
    if "account" in columns:
        columns["account"] = [account(each) for each in columns["account"]]
    threads, starts = frame.column("thread"), columns["at_us"]
    faults = [
        "The conversation has no number (source_id)."
        if not thread
        else "The conversation was closed before it was opened."
        if end is not None and end < start
        else ""
        for thread, start, end in zip(threads, starts, closed, strict=True)
    ]
    yield from _moments(frame, closed, [not fault for fault in faults])
    for at, fault in enumerate(faults):
        if fault:
            yield opened.reject(
                fault,
                "The row was set aside. Correct it and add the file again.",
                row=frame.rows[at],
                excerpt=str(threads[at] or ""),
            )


def _moments(frame: Frame, closed: Sequence[Any], fine: list[bool]) -> Iterator[Frame]:
    """The opening of every conversation that is whole, and the closing of those that were closed."""
    frame.columns["closed"] = closed
    good = frame if all(fine) else frame.where(fine)
    ends = _taken(good, "closed")
    over = [end is not None for end in ends]
    shut = good.where(over)
    states = good.columns.pop("status", None)
    _named(good, "opened")
    if states is not None:
        good.columns["extra"] = [
            {**(each or {}), **({"status": state} if state else {})}
            for each, state in zip(good.column("extra"), states, strict=True)
        ]
    if len(good):
        yield good
    shut.columns["at_us"] = [end for end in ends if end is not None]
    shut.columns["precision"] = [None] * len(shut)
    _named(shut, "closed")
    if len(shut):
        yield shut


def _named(frame: Frame, activity: str) -> None:
    frame.columns["activity"] = [activity] * len(frame)
    frame.columns["key"] = [f"{thread}:{activity}" for thread in frame.column("thread")]
