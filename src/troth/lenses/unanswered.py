"""Who is waiting for an answer from us?

Why it matters: Whoever asks and hears nothing learns that nobody is there. The wait is felt from
the first hour, and mostly no decision lies behind it: a reply was forgotten, or each thought that
another would write.

How it decides: It looks at who wrote last in each conversation. Where a customer did, and nobody
of ours wrote to that person after it, in this conversation or any other, for the same brand or for
none that is named, her words decide: a question, a request, a trouble told, or an answer to what we asked
waits. Two addresses of one person are one person. The wait is counted from her first message
since our last reply, in the opening hours of her side or our brand; without a calendar every hour
counts, and the sentence says so. It speaks once the wait is longer than one business day (option
`after`). On 31 real conversations that ended with the customer and were labelled before the lens
was run it found all 29 who waited, with one false finding, which it marked as unsure (precision
.97 [.83–.99], recall 1 [.88–1]).

When it stays silent: after thanks, praise, "sorted now", "never mind", a row of smileys, and other
words that end a talk; for automatic messages, bounces and out-of-office notes, which are no answers
either; where a colleague noted an answer; for our own people. It is unsure where the words show
neither question nor thanks, where we wrote to the person later for another brand, where only the day of a reply is known, and where the records end so long ago that she may
have been answered since.

Source: the first-reply interval of support practice, counted on the company's own calendar;
conversations and labels: `tests/labels/waiting.jsonl`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from troth.calendar import Calendar
from troth.extend.joining import joined, spoken
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Proved,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.model.units import DAY_US
from troth.text.patience import Patience, day_of
from troth.text.reply import AUTOMATIC, Waiting, asks_back, waits

OLD_US = 30 * DAY_US
SHORT = 160
"""A message of so many characters is quoted whole."""

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the first message since our last reply",
    schema={
        "system": "string",
        "talk": "string",
        "ours": "string",
        "side": "string",
        "record": "string",
        "version": "string",
        "ts_us": "int64",
        "precision": "string",
        "handle": "string",
        "person": "string",
        "subject": "string",
        "text": "string",
        "messages": "int64",
        "reply": "string",
        "reply_version": "string",
        "reply_us": "int64",
        "reply_precision": "string",
        "reply_text": "string",
        "elsewhere_us": "int64",
    },
    options={"after": "1 business day"},
    rests_on=frozenset({"message"}),
    proved=Proved(29, 30, "conversations of other companies"),
)
TALK = ("system", "talk")


def gather(tables: Tables, moment_us: int) -> Table:
    """The messages that customers sent after our last reply, each with that reply."""
    import ibis

    said = _said(tables, moment_us)
    theirs = said.filter(~said.from_us & said.person.notnull())
    found = joined(theirs, _last_reply(said), TALK)
    found = found.filter(
        found.reply_us.isnull()
        | (found.ts_us > found.reply_us)
        | ((found.ts_us == found.reply_us) & (found.record > found.reply))
    )
    found = joined(found, _answered(said, ("ours", "person"), "same_us"), ("ours", "person"))
    plain = said.filter(said.ours == "")
    found = joined(found, _answered(plain, ("person",), "plain_us"), ("person",))
    found = joined(found, _answered(said, ("person",), "elsewhere_us"), ("person",))
    found = joined(found, said.group_by(TALK).aggregate(messages=said.count()), TALK)
    for key in ("person", "talk"):
        found = joined(found, _noted(tables, key), (key,))
    any_brand = ibis.ifelse(found.ours == "", found.elsewhere_us, 0)
    answers = (found.same_us, found.plain_us, any_brand, found.noted_person, found.noted_talk)
    answered = ibis.greatest(*(ibis.coalesce(each, 0) for each in answers))
    return found.filter(found.ts_us > answered).select(*CARD.schema)


def _said(tables: Tables, moment_us: int) -> Table:
    """What people wrote, ours and theirs, each with the customer's person; no machine's words."""
    import ibis

    rows = spoken(tables, moment_us)
    rows = rows.filter(~_by_machine(rows))
    return rows.mutate(
        from_us=ibis.coalesce(rows.from_us, False),
        person=rows.customer,
        system=ibis.coalesce(rows.system, ""),
        ours=ibis.coalesce(rows.ours, ""),
        talk=ibis.coalesce(rows.thread, rows.customer, rows.id),
    ).select(
        *("from_us", "person", "system", "ours", "talk", "side", "version", "ts_us"),
        *("precision", "subject", "text"),
        record="id",
        handle="by",
    )


def _by_machine(rows: Table) -> Any:
    """Marked as automatic, or in words that only machines write."""
    import ibis

    words = (ibis.coalesce(rows.subject, "") + "\n" + ibis.coalesce(rows.text, "")).lower()
    told = reduce(or_, (words.contains(phrase) for phrase in AUTOMATIC))
    return ibis.coalesce(rows.automatic, False) | told


def _last_reply(said: Table) -> Table:
    import ibis

    replies = said.filter(said.from_us)
    newest = ibis.window(group_by=TALK, order_by=[replies.ts_us.desc(), replies.record.desc()])
    replies = replies.mutate(back=ibis.row_number().over(newest))
    return replies.filter(replies.back == 0).select(
        *TALK,
        reply="record",
        reply_version="version",
        reply_us="ts_us",
        reply_precision="precision",
        reply_text="text",
    )


def _answered(said: Table, key: tuple[str, ...], name: str) -> Table:
    """When we last wrote to a person."""
    ours = said.filter(said.from_us & said.person.notnull())
    return ours.group_by(key).aggregate(**{name: ours.ts_us.max()})


def _noted(tables: Tables, key: str) -> Table:
    """When a colleague last noted an answer to a person or in a conversation."""
    import ibis

    noted, held = tables["entry"], tables["person"]
    noted = noted.filter(noted.deed == "answered")
    people = held.select(known=held.handle, who=held.person)
    noted = noted.left_join(people, noted.target == people.known)
    target = ibis.coalesce(noted.who, noted.target) if key == "person" else noted.target
    noted = noted.mutate(**{key: target})
    return noted.group_by(key).aggregate(**{f"noted_{key}": noted.at_us.max()})


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which of these conversations leave somebody waiting, and how sure that is."""
    patience = Patience.read(context.options.get("after", CARD.options["after"]))
    rows = sorted(batch.to_pylist(), key=lambda row: (*_talk_of(row), row["ts_us"], row["record"]))
    for talk, held in groupby(rows, key=_talk_of):
        tail = tuple(held)
        own = tuple(row for row in tail if row["person"] == tail[-1]["person"])
        reach = min(context.moment_us, context.coverage.get(talk[0], context.moment_us))
        open_ = _open(own)
        if open_ is not None:
            yield from _told(open_, patience, replace(context, moment_us=reach))


def _talk_of(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["system"], row["talk"]


@dataclass(frozen=True, slots=True)
class _Open:
    """What is unanswered of one person in one conversation: her messages, and where she asks."""

    rows: tuple[Mapping[str, Any], ...]
    asks: Mapping[str, Any]
    waiting: Waiting


def _open(own: Sequence[Mapping[str, Any]]) -> _Open | None:
    """Her messages since the last that ended the talk, if one of them waits or may wait."""
    asked = asks_back(own[0]["reply_text"] or "")
    since = 0
    heard: list[tuple[Mapping[str, Any], Waiting]] = []
    for at, row in enumerate(own):
        waiting = waits(row["text"] or "", asked=asked, subject=row["subject"])
        if waiting.why == "resolved":
            since, heard = at + 1, []
        elif waiting.state != "settled":
            heard.append((row, waiting))
    if not heard:
        return None
    asks, waiting = next((one for one in heard if one[1].state == "waits"), heard[0])
    rows = own[since:]
    first = next(at for at, row in enumerate(rows) if row["record"] == heard[0][0]["record"])
    return _Open(tuple(rows[first:]), asks, waiting)


def _told(open_: _Open, patience: Patience, context: Context) -> Iterator[Finding]:
    first = open_.rows[0]
    start_us, precision = first["ts_us"], first["precision"] or "second"
    calendar = context.calendar(first["side"], first["ours"] or None)
    if calendar.within(start_us, context.moment_us, patience.n, patience.unit, precision):
        return
    wait_us = context.moment_us - start_us
    sure = not (
        open_.waiting.state == "doubtful"
        or context.too_old_for(wait_us)
        or (first["elsewhere_us"] or 0) > open_.rows[-1]["ts_us"]
        or _same_day(first)
    )
    verb = "asked" if open_.waiting.why in ("asks", "requests") else "wrote"
    on = day_of(start_us, calendar.zone, context.as_of_us, weekday=True)
    yield Finding(
        lens="unanswered",
        subject=Subject("person", first["handle"]),
        anchor=first["record"],
        says=f"{{subject}} {verb} on {on} and {_waited(start_us, precision, calendar, context)}.",
        strength=Strength("count", first["messages"], "messages", "who wrote last"),
        cites=tuple(_cites(open_)),
        next=f"Answer today, before anything else. Draft: “{{greeting}} you wrote to us on {on} "
        "and should have heard from us before now.”",
        would_change="A later message from us, a note that it was answered another way, or a "
        "word that it is settled.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        since_us=start_us,
        due_us=None if precision == "day" else calendar.add(start_us, patience.n, patience.unit),
        stakes=float(len(open_.rows)),
    )


def _same_day(first: Mapping[str, Any]) -> bool:
    """Whether our last reply may have come after it: of one of the two only the day is known."""
    if first["reply_us"] is None or "day" not in (first["precision"], first["reply_precision"]):
        return False
    return bool(first["reply_us"] // DAY_US == first["ts_us"] // DAY_US)


def _waited(start_us: int, precision: str, calendar: Calendar, context: Context) -> str:
    """How long; of old records only that no answer had come when they end."""
    behind = context.as_of_us - context.moment_us
    if behind >= OLD_US:
        return f"had no answer by {context.records_end()}, when the records end"
    waited = calendar.words(start_us, context.moment_us, precision)
    hours = "" if calendar.set else " (every hour counted, UTC)"
    return f"has had no answer for {waited}{hours}{context.ending()}"


def _cites(open_: _Open) -> Iterator[Cite]:
    """A short message is quoted whole, of a long one the sentence that asks."""
    asks = open_.asks
    span = open_.waiting.span if len(asks["text"] or "") > SHORT else None
    yield Cite(asks["record"], asks["version"], span)
    first = open_.rows[0]
    if first["record"] != asks["record"]:
        yield Cite(first["record"], first["version"])
    if first["reply"] is not None:
        yield Cite(first["reply"], first["reply_version"])


EXAMPLES = (
    speaks(
        "A question, and nothing since",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | us:tom | ana   | t1     | Your parcel is with the courier.
        2026-03-17 09:00 | message | ana    |       | t1     | Thanks. It is still not here, where is it?
        """,
        as_of="2026-03-20 12:00",
        says="Ana asked on Tuesday 17 March and has had no answer for 3 days (every hour counted",
    ),
    speaks(
        "The wait counts from the first of several messages, and thanks do not end it",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | us:tom | ana   | t1     | Which door is it?
        2026-03-17 09:00 | message | ana    |       | t1     | The green one.
        2026-03-19 09:00 | message | ana    |       | t1     | When will you come?
        2026-03-19 09:01 | message | ana    |       | t1     | Thank you!
        """,
        as_of="2026-03-20 12:00",
        says="on Tuesday 17 March",
    ),
    speaks(
        "An automatic receipt is no answer",
        """
        at               | kind    | by     | about | thread | text
        2026-03-17 09:00 | message | ben    |       | t1     | My account is locked.
        2026-03-17 09:01 | message | us:tom | ben   | t1     | We have received your request. Please do not reply.
        """,
        as_of="2026-03-20 12:00",
        says="Ben wrote on Tuesday 17 March",
    ),
    silent(
        "Thanks, and sorted",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | ana    |       | t1     | My app crashes.
        2026-03-17 09:00 | message | us:tom | ana   | t1     | Could you install it again?
        2026-03-17 10:00 | message | ana    |       | t1     | It's sorted now, thanks. I had to install it twice.
        2026-03-17 11:00 | message | us:tom | ben   | t2     | It is on its way.
        2026-03-17 12:00 | message | ben    |       | t2     | Perfect, thank you so much!
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Answered in another conversation",
        """
        at               | kind    | by     | about | thread | text
        2026-03-17 09:00 | message | ana    |       | t1     | Where is my parcel?
        2026-03-17 10:00 | message | us:tom | ana   | t2     | Your parcel comes this afternoon.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Answered by phone, and noted",
        """
        at               | kind     | by     | about | thread | text
        2026-03-17 09:00 | message  | ana    |       | t1     | Where is my parcel?
        2026-03-17 10:00 | answered | us:tom |       | t1     |
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Still within one business day",
        """
        at               | kind    | by  | thread | text
        2026-03-17 09:00 | message | ana | t1     | Where is my parcel?
        """,
        as_of="2026-03-18 12:00",
    ),
    silent(
        "A bounce and an out-of-office note",
        """
        at               | kind    | by     | about | thread | subject         | text
        2026-03-16 09:00 | message | us:tom | ana   | t1     | Your parcel     | It comes on Friday.
        2026-03-16 09:01 | message | ana    |       | t1     | Automatic reply | I am away. Questions? Ask Ben.
        2026-03-16 09:00 | message | us:tom | ben   | t2     | Your parcel     | It comes on Friday.
        2026-03-16 09:02 | message | ben    |       | t2     | Re: Your parcel | I'm out of the office until Monday.
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Words that show neither a question nor thanks",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | us:tom | ana   | t1     | The shop opens at nine.
        2026-03-17 09:00 | message | ana    |       | t1     | My name is on the bell.
        """,
        as_of="2026-03-20 12:00",
        says="Ana wrote on Tuesday 17 March",
    ),
    unsure(
        "We wrote to her since, for another brand",
        """
        at               | kind    | by     | about | thread | ours  | text
        2026-03-17 09:00 | message | ana    |       | t1     | Kestrel | Where is my parcel?
        2026-03-18 09:00 | message | us:tom | ana   | t2     | Merlin | Your bicycle is ready.
        """,
        as_of="2026-03-20 12:00",
    ),
)
