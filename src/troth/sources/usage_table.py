"""Who used what in our product, and when?

What it reads: a plain CSV with a column for the user, one for the event and one for the time of each
use, and count, number, mail address, account and session where there are. A row without a count is
one use.

How it is recognised: by its columns, whatever their order, case and spelling, and only where one
clearly names an event and none holds an amount of money, a text that somebody wrote, or a case.

What it sets aside: rows without event or without a time that can be read one way only, rows of
another width, counts that are no numbers; and the whole file where day and month may be swapped.

Source: headers as the event exports of Amplitude, Mixpanel, PostHog and plain database dumps write them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from troth.extend.source import (
    Column,
    Frame,
    Identifier,
    Introduction,
    Opened,
    Origin,
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
)
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"use"}),
    endings=(".csv", ".tsv", ".txt", ""),
    system="usage",
    introduces=True,
)

TABLE = Table(
    "use",
    (
        Column(
            "user",
            "user_id user distinct_id userid user_name username member_id customer_id customer "
            "person_id person visitor_id actor actor_id amplitude_id uid who email user_email",
            required=True,
        ),
        Column("email", "email user_email email_address $email person_email"),
        Column("name", "name full_name display_name"),
        Column(
            "event",
            "event event_name event_type action action_name activity feature feature_name "
            "event_action used_feature",
            required=True,
        ),
        Column(
            "at_us",
            "at time timestamp event_time occurred_at created_at datetime date event_date "
            "client_event_time used_at happened_at ts day",
            "time",
            required=True,
        ),
        Column("count", "count event_count times uses number_of_events occurrences n", "number"),
        Column("key", "event_id insert_id $insert_id uuid message_id id"),
        Column(
            "account", "account_id account organization_id organization company_id company group_id"
        ),
        Column("thread", "session_id session $session_id"),
        Column("ours", "brand our_brand product"),
        Column("side", "side segment"),
    ),
)

OTHERS = frozenset(
    plain(name)
    for name in [
        "amount",
        "price",
        "revenue",
        "total",
        "sales",
        "currency",
        "value",
        "paid",
        "cost",
        "spend",
        "quantity",
        "order_id",
        "invoice",
        "text",
        "body",
        "message",
        "content",
        "comment",
        "subject",
        "score",
        "rating",
        "stars",
        "nps",
        "csat",
        "case",
        "caseid",
        "case_id",
        "ticket",
        "ticket_id",
        "concept:name",
        "lifecycle:transition",
        "case:concept:name",
        "start",
        "stop",
        "resource",
        "activity_id",
        "direction",
        "conversation_id",
        "thread_id",
    ]
)
"""Columns that tell of something else: a purchase, a message, an answer, a step of a case."""
User = tuple[str | None, str | None, str | None]
TOLD_MOST = 1_000_000

EXAMPLES = (
    Sample(
        "usage.csv",
        "user_id,event,timestamp,count\n0007,Report made,2026-03-02T09:00:00Z,3\n"
        "0008,Report made,yesterday,1\n",
        gives=1,
        sets_aside=1,
        says='column "timestamp" holds "yesterday", which is no date',
        title="Uses with a count, and a time that is none",
    ),
    Sample(
        "events.csv",
        "Time;Event name;Distinct ID;Email;Plan\n"
        "2026-03-02 09:00:00;Export;u7;ana@post.example;gold\n"
        "2026-03-02 09:05:00;;u7;ana@post.example;gold\n",
        gives=1,
        sets_aside=1,
        says='column "event" is empty',
        title="A user with a number and an address, and a row without an event",
    ),
)


def recognises(opened: Opened) -> float:
    """A CSV with user, event and time, and nothing that tells of something else."""
    if opened.head_text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", ""):
        return 0.0
    names = headers(opened)
    if {plain(name) for name in names} & OTHERS:
        return 0.0
    return 0.97 * recognise(TABLE, names, opened.reading.map)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """Uses, each with who used it; who has a number and an address is introduced once."""
    users = _Users(opened)
    counted = "count" in chosen_columns(TABLE, headers(opened), opened.reading.map)
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            yield item
            continue
        if not counted:
            item.columns["count"] = [1.0] * len(item)
        yield from users.finished(item)


@dataclass(slots=True)
class _Users:
    """The users of one file so far."""

    opened: Opened
    known: dict[User, Identifier | None] = field(default_factory=dict)

    def finished(self, frame: Frame) -> Iterator[Frame | Introduction | Reject]:
        """The frame with users in place of the file's columns, behind who is new in it."""
        columns = frame.columns
        told = [frame.column(name) for name in ("user", "email", "name")]
        users: list[User] = list(zip(*told, strict=True))
        for name in ("user", "email", "name"):
            columns.pop(name, None)
        if len(self.known) > TOLD_MOST:
            self.known.clear()
        for each, row in zip(users, frame.rows, strict=True):
            if each not in self.known:
                yield from self._introduced(each, row)
        columns["by"] = [self.known[each] for each in users]
        if "account" in columns:
            columns["account"] = [account(each) for each in columns["account"]]
        events = columns["event"]
        if all(events):
            yield frame
            return
        yield from self._named(frame, list(events), users)

    def _introduced(self, each: User, row: int) -> Iterator[Introduction]:
        system = self.opened.reading.system or CARD.system
        number, email, name = each
        own, reached = person(number, name, system), person(email, name, system)
        reached = reached if reached and reached.scheme == "email" else None
        self.known[each] = reached or own
        if own and reached and own.value != reached.value:
            yield Introduction(
                (own, reached),
                Origin(self.opened.path, row),
                system=self.opened.reading.system,
            )

    def _named(
        self, frame: Frame, events: list[str | None], users: list[User]
    ) -> Iterator[Frame | Reject]:
        """The rows that name an event; the others are set aside."""
        named = frame.where([bool(event) for event in events])
        if len(named):
            yield named
        for at, event in enumerate(events):
            if not event:
                yield self.opened.reject(
                    'column "event" is empty.',
                    "The row was set aside. Correct it and add the file again.",
                    row=frame.rows[at],
                    excerpt=", ".join(each or "" for each in users[at]),
                )
