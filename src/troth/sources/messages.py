"""Which messages went between us and the people we serve?

What it reads: JSON lines, a JSON array or a CSV with a column for the time and one for the
text of each message (and, where there are, conversation, direction, author, recipient, number,
subject, brand, channel), and mailboxes in mbox format. Text is kept as a reader sees it: HTML
entities are resolved, in mail the quoted letters and the signature are cut.

How it is recognised: by its columns, whatever their order, case and spelling ("Created at",
created_at); a mailbox by its first line. Who is one of us is told by the direction column,
else by `[people] staff = ["acme.com"]` in troth.toml.

What it sets aside: rows without a time that can be read one way only, rows of another width,
letters without date or sender, the letter at which a cut-off mailbox ends; and the whole file
where nothing tells customers from us.

Source: RFC 4155 (mbox), RFC 5322 (mail), RFC 3834 and 3464 (automatic answers and bounces).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from troth.extend.source import (
    Column,
    Draft,
    Frame,
    Identifier,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    account,
    chosen_columns,
    headers,
    is_mailbox,
    person,
    read_mailbox,
    read_table,
    recognise,
    staff,
)
from troth.text.columns import Coded, Strings, coded, plain, together
from troth.text.mail import address_of, text_of_html

CARD = SourceCard(
    kinds=frozenset({"message"}),
    endings=(".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".txt", ".mbox", ".mbx", ""),
    system="messages",
)

TABLE = Table(
    "message",
    (
        Column("key", "message_id comment_id tweet_id event_id id"),
        Column(
            "at_us",
            "at created_at sent_at timestamp date datetime time message_time sent sent_on "
            "received_at created created_utc created_on created_date posted_at ts",
            "time",
            required=True,
        ),
        Column(
            "text",
            "text body message content plain_body message_text message_body body_text comment "
            "html_body description",
            "words",
            required=True,
        ),
        Column(
            "thread",
            "conversation conversation_id thread thread_id ticket_id ticket ticket_number case_id "
            "case_number case chat_id conversation_source_id dialog_id session_id",
        ),
        Column(
            "direction",
            "direction message_direction sender_type author_type from_type author_role role",
            "direction",
        ),
        Column("inbound", "inbound incoming is_incoming from_customer", "flag"),
        Column(
            "author",
            "author author_id author_email from from_email sender sender_email sender_id by "
            "user_id user username customer customer_id customer_email requester "
            "requester_email email handle",
        ),
        Column("name", "author_name from_name sender_name user_name customer_name name"),
        Column("to", "to recipient recipients to_email recipient_email"),
        Column("subject", "subject title topic"),
        Column("ours", "company brand our_brand"),
        Column("side", "side"),
        Column("channel", "channel via channel_type source_type"),
        Column("account", "account account_id organization organisation"),
        Column("system", "system source_system"),
        Column("origin_link", "url link permalink"),
        Column("automatic", "automatic is_automatic auto_reply", "flag"),
    ),
)

_OPINION = frozenset(("rating", "stars", "score", "starrating", "nps", "csat"))
_FIRST = re.compile(r"[;,](?![^<]*>)")
_MENTION = re.compile(r"\s*@(\w{2,40})")
_HTML = re.compile(r"\s*<(?:!doctype|html|body|div|p|br|span|table|b|ul)\b", re.I)
_SEEN_MOST = 1_000_000

EXAMPLES = (
    Sample(
        "chat.jsonl",
        '{"conversation": "c1", "at": "2026-03-02T09:00:00Z", "direction": "in", '
        '"author": "ana", "message_id": "0007", "text": "Where is my parcel?"}\n'
        '{"conversation": "c1", "at": "2026-03-02T09:30:00Z", "direction": "out", '
        '"author": "tom", "message_id": "0008", "text": "We are looking."}\n',
        gives=2,
        title="JSON lines of a chat",
    ),
    Sample(
        "tickets.csv",
        "Ticket ID,Created at,Direction,From,Body\n"
        '17,2026-03-02 09:00,incoming,ana@example.org,"Hello,\nwhere is it?"\n'
        "17,31/02/2025,incoming,ana@example.org,And now?\n",
        gives=1,
        sets_aside=1,
        says='column "Created at" holds "31/02/2025", which is no date',
        title="A help desk's CSV with a date that is none",
    ),
    Sample(
        "undirected.csv",
        "ticket,at,author,text\n17,2026-03-02 09:00,ana@example.org,Where is it?\n",
        gives=0,
        sets_aside=1,
        says="Nothing tells customers from us",
        title="Nobody says who is one of us",
    ),
)


def recognises(opened: Opened) -> float:
    """A mailbox for sure; a table by its columns, which must tell when, what, and who or where."""
    if is_mailbox(opened):
        return 1.0
    names = headers(opened)
    chosen = chosen_columns(TABLE, names, opened.reading.map)
    known = {"author", "thread", "direction", "inbound"} & set(chosen)
    opinions = {re.sub(r"[\W_]", "", name.casefold()) for name in names} & _OPINION
    if not known or (opinions and not {"thread", "direction"} & known):
        return 0.0
    return 0.96 * recognise(TABLE, names, opened.reading.map)


def read(opened: Opened) -> Iterator[Draft | Frame | Reject]:
    """Messages, each with who wrote it, to whom, and from which side of the counter."""
    if is_mailbox(opened):
        yield from read_mailbox(opened)
        return
    chosen = chosen_columns(TABLE, headers(opened), opened.reading.map)
    if chosen and not {"direction", "inbound"} & set(chosen) and not opened.staff:
        yield _no_sides(opened)
        return
    people = _People(opened)
    for item in read_table(opened, TABLE, packed=True):
        if isinstance(item, Frame):
            yield from people.finished(item)
        else:
            yield item


def _no_sides(opened: Opened) -> Reject:
    return opened.reject(
        "Nothing tells customers from us: there is no column for the direction.",
        "The file was set aside. Name our own mail domains in troth.toml:\n"
        '[people]\nstaff = ["acme.com"]\nor say which column it is:\n'
        + opened.setting('map = { "your column" = "direction" }'),
        excerpt=opened.head_text[:200],
    )


@dataclass(slots=True)
class _People:
    """Who wrote and who was written to, as far as one file tells."""

    opened: Opened
    known: dict[str, Identifier | None] = field(default_factory=dict)
    recipients: dict[str, Identifier | None] = field(default_factory=dict)
    authors: set[str] = field(default_factory=set)
    threads: dict[str, str | None] = field(default_factory=dict)

    def finished(self, frame: Frame) -> Iterator[Frame | Reject]:
        """The frame with directions, people and keys in place of the file's own columns.

        Who somebody is follows from few cells and is worked out once for each distinct set.
        """
        columns = frame.columns
        inbound = columns.pop("inbound", None)
        author, name, to = (self._taken(frame, each) for each in ("author", "name", "to"))
        ways = self._directions(coded(frame.column("direction")), inbound, author)
        threads = frame.column("thread")
        self._remember(ways, author, threads)
        texts = columns["text"] = _words(frame.column("text"))
        columns["direction"] = ways
        ours = coded(frame.column("ours"))
        columns["by"] = together(ways, author, name, ours).mapped(self._writer)
        columns["about"] = self._addressed(together(ways, to), threads, texts)
        if "account" in columns:
            columns["account"] = coded(columns["account"]).mapped(account)
        columns["key"] = _keys(frame.column("key"), threads)
        yield from self._told_apart(frame)

    def _taken(self, frame: Frame, name: str) -> Coded:
        """A column of the file's own, out of the frame."""
        column = coded(frame.column(name))
        frame.columns.pop(name, None)
        return column

    def _directions(self, given: Coded, inbound: Sequence[Any] | None, author: Coded) -> Coded:
        ways = given
        if inbound is not None:
            said = {True: "in", False: "out", None: None}
            ways = together(ways, coded(inbound)).mapped(lambda pair: pair[0] or said[pair[1]])
        if self.opened.staff and None in ways.values:
            ways = together(ways, author).mapped(lambda pair: pair[0] or self._by_staff(pair[1]))
        return ways

    def _by_staff(self, who: str | None) -> str | None:
        if who is None:
            return None
        address = address_of(who) if "@" in who else None
        return "out" if self.opened.is_staff(address.value if address else who) else "in"

    def _told_apart(self, frame: Frame) -> Iterator[Frame | Reject]:
        """Rows whose side is known; the others are set aside."""
        ways = plain(frame.columns["direction"])
        unknown = [at for at, way in enumerate(ways) if way is None]
        if not unknown:
            yield frame
            return
        kept, texts = frame.rows, frame.columns["text"]
        rejects = [
            self.opened.reject(
                "Nothing tells whether this is from a customer or from us.",
                "The row was set aside. Fill its direction, or name our own mail domains:\n"
                '[people]\nstaff = ["acme.com"]',
                row=kept[at],
                excerpt=texts[at] or "",
            )
            for at in unknown
        ]
        known = frame.where([way is not None for way in ways])
        if len(known):
            yield known
        yield from rejects

    def _remember(self, ways: Coded, author: Coded, threads: Sequence[Any]) -> None:
        """Who wrote to us, and who alone did in each conversation."""
        if len(self.authors) > _SEEN_MOST or len(self.threads) > _SEEN_MOST:
            self.authors.clear()
            self.threads.clear()
        told = together(ways, author).mapped(lambda pair: pair[1] if pair[0] == "in" else None)
        self.authors.update(who for who in told.values if who)
        alone = self.threads
        for who, thread in zip(told, threads, strict=True):
            if who and thread and alone.setdefault(thread, who) != who:
                alone[thread] = None

    def _writer(self, written: tuple[str | None, ...]) -> Identifier | None:
        way, who, name, brand = written
        return self._us(who, name, brand) if way == "out" else self._person(who, name)

    def _person(self, who: str | None, name: str | None) -> Identifier | None:
        if who is None:
            return None
        key = f"{who}\0{name}" if name else who
        if key not in self.known:
            if len(self.known) > _SEEN_MOST:
                self.known.clear()
            system = self.opened.reading.system or CARD.system
            self.known[key] = person(who, name, system)
        return self.known[key]

    def _us(self, who: str | None, name: str | None, brand: str | None) -> Identifier | None:
        key = f"\0{who}\0{name}\0{brand}"
        if key not in self.known:
            self.known[key] = staff(who, name, brand)
        return self.known[key]

    def _addressed(
        self, answers: Coded, threads: Sequence[Any], texts: Sequence[Any]
    ) -> Sequence[Identifier | None]:
        """Whom an answer is for: its recipient, the author it names, or who alone wrote to us."""
        found = answers.mapped(self._recipient)
        if ("out", None) not in answers.values:
            return found
        return [
            self._implied(thread, text) if pair == ("out", None) else whom
            for pair, whom, thread, text in zip(answers, found, threads, texts, strict=True)
        ]

    def _recipient(self, answer: tuple[str | None, str | None]) -> Identifier | None:
        way, to = answer
        if way != "out" or to is None:
            return None
        if to not in self.recipients:
            if len(self.recipients) > _SEEN_MOST:
                self.recipients.clear()
            first = _FIRST.split(to, 1)[0].strip()
            ours = self._by_staff(first) == "out"
            self.recipients[to] = None if ours else self._person(first, None)
        return self.recipients[to]

    def _implied(self, thread: str | None, text: str | None) -> Identifier | None:
        if mention := _MENTION.match(text or ""):
            return self._person(mention[1], None) if mention[1] in self.authors else None
        return self._person(self.threads.get(thread), None) if thread else None


def _words(texts: Sequence[Any]) -> Sequence[Any]:
    """Texts as a reader sees them."""
    if isinstance(texts, Strings) and not texts.holds(b"<", b"&"):
        return texts
    return [None if text is None else _as_read(text) for text in texts]


def _as_read(text: str) -> str:
    if "<" in text and _HTML.match(text):
        return text_of_html(text)
    return unescape(text).replace("\0", "") if "&" in text else text


def _keys(keys: Sequence[Any], threads: Sequence[Any]) -> Sequence[str | None]:
    """A message's number inside its conversation: many systems count anew in each."""
    if isinstance(keys, Strings) and isinstance(threads, Strings):
        return keys.behind(threads, "/")
    return [
        key if key is None or thread is None else f"{thread}/{key}"
        for key, thread in zip(keys, threads, strict=True)
    ]
