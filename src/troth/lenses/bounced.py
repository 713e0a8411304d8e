"""Who is behind a message that came back, or a way to us that leads nowhere?

Why it matters: A bounce is read by nobody and counted by nobody, and behind it waits somebody who
thinks that we did not answer. A contact form that fails turns away everybody who tries it, and
only a few of them find another way to say so.

How it decides: Two kinds of records show it, of the last 30 days (option `look-back`). A mail server
gave back a message of ours (its words say so, and it lies in the conversation of that message): the
person we wrote to has not had it. Or somebody says that a way we name does not work: a contact form,
a link we gave, a telephone number, an address at which her own mail bounced.

When it stays silent: where she wrote later, or we wrote to her later; where a colleague noted that
she was reached; where the server only tells of a delay and a reply came; for a bounce in whose
conversation no message of ours lies, since nobody knows whose it is; and for "what if the form does
not work". It is unsure where the server will try again or the mailbox is full, where she only says
that she cannot get through, and where the records end so long ago that she may have been reached.

Source: methods.md 12: bounces and broken contact paths; RFC 3464 and RFC 3834 for what a mail server
says. Rules over words (`troth.text.unreached`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from troth.extend.bounces import bounces, in_talks, to_us, with_whom
from troth.extend.cases import counted_to, here
from troth.extend.joining import joined
from troth.extend.later import with_noted
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
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
from troth.text.unreached import given_back, no_way

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the message of ours that came back, or hers that says so",
    schema={
        "system": "string",
        "case": "string",
        "ours": "string",
        "side": "string",
        "record": "string",
        "version": "string",
        "ts_us": "int64",
        "handle": "string",
        "subject": "string",
        "text": "string",
        "sent": "string",
        "sent_version": "string",
        "sent_us": "int64",
    },
    status="preview",
    options={"look-back": "30 days"},
    rests_on=frozenset({"message"}),
)
Row = Mapping[str, Any]


def gather(tables: Tables, moment_us: int) -> Table:
    """Bounces with the message that came back, and last words of hers that nobody answered."""
    import ibis

    said = in_talks(tables, moment_us)
    people = with_whom(said.filter(~said.machine))
    found = bounces(to_us(said), people).select(*CARD.schema, "customer")
    hers = people.filter(~ibis.coalesce(people.from_us, False))
    nothing = {"sent": "string", "sent_version": "string", "sent_us": "int64"}
    hers = hers.mutate(handle=hers.by, **{k: ibis.null(v) for k, v in nothing.items()})
    found = found.union(hers.select(*CARD.schema, "customer"))
    last = people.group_by("customer").aggregate(last_us=people.ts_us.max())
    found = joined(found, last, ("customer",))
    found = found.filter(ibis.coalesce(found.last_us, 0) <= found.ts_us)
    keyed = found.mutate(about=found.record, to=found.handle, thread=found.case)
    noted = with_noted(tables, keyed)
    return noted.filter(ibis.coalesce(noted.noted_us, 0) < noted.ts_us).select(*CARD.schema)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Each person once: by the newest bounce, or the newest word of hers that a way is broken."""
    back_us = Patience.read(context.options.get("look-back", "30 days")).n * DAY_US
    rows = sorted(batch.to_pylist(), key=lambda row: (-row["ts_us"], row["record"]))
    told: set[str] = set()
    for row in rows:
        reach = replace(context, moment_us=here(context, row["system"]))
        if row["handle"] in told or reach.moment_us - row["ts_us"] > back_us:
            continue
        for finding in _of_bounce(row, reach) if row["sent"] else _of_word(row, reach):
            told.add(row["handle"])
            yield finding


def _of_bounce(row: Row, context: Context) -> Iterator[Finding]:
    how = given_back(row["text"] or "", row["subject"])
    if how is None:
        return
    sent = _day(row, row["sent_us"], context)
    yield Finding(
        lens="bounced",
        subject=Subject("person", row["handle"]),
        anchor=row["sent"],
        says=f"Our message to {{subject}} of {sent} came back undelivered, and nobody has written "
        f"since{counted_to(context)}.",
        strength=Strength("rule", 1, "messages", "what a mail server says"),
        cites=(Cite(row["sent"], row["sent_version"]), Cite(row["record"], row["version"])),
        next="Reach them another way today: another address, a call, a letter. Then mend the address "
        "in the records.",
        would_change="A later message from or to them, or a note that they were reached.",
        status=_status(how, row, context),
        severity=CARD.severity,
        preview=True,
        since_us=row["sent_us"],
        stakes=2.0,
        data={"kind": "bounce"},
    )


def _of_word(row: Row, context: Context) -> Iterator[Finding]:
    found = no_way(row["text"] or "")
    if found is None:
        return
    span, how = found
    yield Finding(
        lens="bounced",
        subject=Subject("person", row["handle"]),
        anchor=row["record"],
        says=f"{{subject}} wrote on {_day(row, row['ts_us'], context)} that a way to us does not work: "
        f"“{{quote}}”; nobody has answered{counted_to(context)}.",
        strength=Strength("rule", 1, "messages", "words about a way that leads nowhere"),
        cites=(Cite(row["record"], row["version"], span),),
        next="Try that way yourself, now, as they did. Answer them where they wrote, and mend the way "
        "for those who said nothing.",
        would_change="A reply to them, or a note that they were reached.",
        status=_status(how, row, context),
        severity=CARD.severity,
        preview=True,
        since_us=row["ts_us"],
        stakes=1.0,
        data={"kind": "way"},
    )


def _day(row: Row, us: int, context: Context) -> str:
    zone = context.calendar(row["side"], row["ours"] or None).zone
    return day_of(us, zone, context.as_of_us, weekday=True)


def _status(how: str, row: Row, context: Context) -> Any:
    aged = context.too_old_for(max(context.moment_us - row["ts_us"], DAY_US))
    return "speaks" if how == "sure" and not aged else "unsure"


EXAMPLES = (
    speaks(
        "Our reply came back",
        """
        at               | kind    | by     | about | thread | automatic | subject | text
        2026-03-16 09:00 | message | ana    |       | t1     |           | Lid     | My lid is broken.
        2026-03-17 09:00 | message | us:tom | ana   | t1     |           | Lid     | A new lid is on its way.
        2026-03-17 09:01 | message | daemon |       | t1     | yes       | Undeliverable: Lid | 550 5.1.1 user unknown
        """,
        as_of="2026-03-20 12:00",
        says="Our message to Ana of Tuesday 17 March came back undelivered, and nobody has written since.",
    ),
    speaks(
        "A form that fails",
        """
        at               | kind    | by  | thread | text
        2026-03-17 09:00 | message | eva | t1     | I wanted to complain but the complaint form gives me a 404.
        """,
        as_of="2026-03-20 12:00",
        says="Eva wrote on Tuesday 17 March that a way to us does not work: “{quote}”; nobody has answered.",
    ),
    silent(
        "She wrote later, and we reached another one at another address",
        """
        at               | kind    | by     | about | thread | automatic | subject | text
        2026-03-17 09:00 | message | us:tom | ana   | t1     |           | Lid     | A new lid is on its way.
        2026-03-17 09:01 | message | daemon |       | t1     | yes       | Undeliverable: Lid | user unknown
        2026-03-18 09:01 | message | ana    |       | t2     |           | Lid     | I have a new address, did you write?
        2026-03-17 09:00 | message | us:tom | ben   | t3     |           | Lid     | A new lid is on its way.
        2026-03-17 09:01 | message | daemon |       | t3     | yes       | Undeliverable: Lid | user unknown
        2026-03-17 10:01 | message | us:tom | ben   | t4     |           | Lid     | Your old address no longer works; a new lid is on its way.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "An absence is no bounce; a bounce of nobody knows whose message; a form that may fail",
        """
        at               | kind    | by     | about | thread | automatic | subject | text
        2026-03-17 09:00 | message | us:tom | ana   | t1     |           | Lid     | A new lid is on its way.
        2026-03-17 09:01 | message | ana    |       | t1     | yes       | Out of office | I am away until Monday.
        2026-03-17 09:01 | message | daemon |       | t9     | yes       | Undeliverable: News | user unknown
        2026-03-17 09:00 | message | eva    |       | t5     |           | Form    | What do I do if the contact form does not work?
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "A mailbox that is full may be emptied",
        """
        at               | kind    | by     | about | thread | automatic | subject | text
        2026-03-17 09:00 | message | us:tom | ana   | t1     |           | Lid     | A new lid is on its way.
        2026-03-17 09:01 | message | daemon |       | t1     | yes       | Undeliverable: Lid | Mailbox full, we will try again.
        """,
        as_of="2026-03-20 12:00",
        says="came back undelivered",
    ),
)
