"""To whom did we break our word, and have said nothing about it since?

Why it matters: A broken promise can be mended; a broken promise nobody speaks of tells her that we did
not even notice. Each further day of silence is a second break, and if she has to tell us herself, and
again, it is one more each time.

How it decides: It takes each promise to a person that was marked broken, late or partly kept, or is
past its day and she has written of it since, and each break that was opened from her own words, where
no repair has been begun. It
reads all that was said after it. Any word of ours in the same conversation, one about the same thing
in another, an apology, or a noted answer breaks the silence. It counts the days since the break and
her messages about it since, and speaks once the silence is longer than one business day (option
`after`).

When it stays silent: where we have said anything about it; where it was done, came, was solved or let
off, in this conversation or, about the same thing, in another; where a colleague noted an answer;
where a step of the repair is noted; where the promise was released, withdrawn or kept after all; where
a day has merely passed and nobody wrote since, which `promise-overdue` tells. It is
unsure where it may have been settled in another conversation,
where we wrote to her of something else since, and where the records end so long ago that we may have
written by now.

Source: methods.md 18: "nothing said" is the number of days from the known break to the first
acknowledgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from troth.extend.afterwards import became
from troth.extend.cited import own_words
from troth.extend.later import LATER, with_later, with_noted
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
from troth.text.followed import Followed, followed, span_of
from troth.text.patience import Patience, day_of

BREAK = {
    "about": "string",
    "to": "string",
    "how": "string",
    "sure": "bool",
    "said_us": "int64",
    "broken_us": "int64",
    "due_us": "int64",
    "record": "string",
    "version": "string",
    "start": "int64",
    "end": "int64",
    "system": "string",
    "thread": "string",
    "ours": "string",
    "side": "string",
}
CARD = LensCard(
    needs=frozenset({"message", "promise", "repair"}),
    anchor="the break: the promise or her message, and the day it broke",
    schema={**BREAK, "broken_text": "string", "noted_us": "int64", **LATER},
    status="preview",
    options={"after": "1 business day"},
    rests_on=frozenset({"repair"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Each break of which nothing was said in a repair, with every later message."""
    broken = tables["repair"]
    broken = broken.filter((broken.stage == "broken") & broken.to.notnull())
    broken = broken.filter(broken.broken_us <= moment_us)
    words = tables["message"].select(known_record="id", broken_text="text")
    broken = broken.left_join(words, broken.record == words.known_record)
    broken = broken.mutate(since_us=broken.broken_us).select(*BREAK, "broken_text", "since_us")
    return with_later(tables, with_noted(tables, broken), moment_us).select(*CARD.schema)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Of which of these breaks nobody has spoken, and how sure that is."""
    patience = Patience.read(context.options.get("after", CARD.options["after"]))
    rows = batch.to_pylist()
    rows.sort(key=lambda row: (*_case(row), row["later_us"] or 0, row["later"] or ""))
    for _, held in groupby(rows, key=_case):
        told = tuple(held)
        one = told[0]
        reach = context.coverage.get(one["system"] or "", context.moment_us)
        here = replace(context, moment_us=min(context.moment_us, reach))
        found = followed(span_of(one, one["broken_text"] or ""), told, one["broken_us"])
        if found.answered or found.mended or (one["noted_us"] or 0) >= one["broken_us"]:
            continue
        if one["how"] == "overdue" and (not found.told or _settled(one, told)):
            continue
        if not _within(one, patience, here):
            yield _finding(one, found, told, here)


def _settled(one: Mapping[str, Any], told: Iterable[Mapping[str, Any]]) -> bool:
    """Whether later words settle a promise whose day has passed, as `promise-overdue` reads them."""
    return became({**one, "promised_text": one["broken_text"]}, told).settled


def _case(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["about"], row["to"]


def _within(one: Mapping[str, Any], patience: Patience, context: Context) -> bool:
    if one["broken_us"] >= context.moment_us:
        return True
    calendar = context.calendar(one["side"], one["ours"])
    return calendar.within(one["broken_us"], context.moment_us, patience.n, patience.unit)


def _finding(
    one: Mapping[str, Any], found: Followed, told: Sequence[Mapping[str, Any]], context: Context
) -> Finding:
    read = len([row for row in told if row["later"]])
    return Finding(
        lens="silent-break",
        subject=Subject("person", one["to"]),
        anchor=f"{one['about']} {one['broken_us'] // DAY_US}",
        says=f"{_broke(one, context)}, {_silence(one, context)}{_again(found)}.",
        strength=Strength("count", read, "later messages", "no word of ours about it"),
        cites=tuple(_cites(one, found)),
        next="Own it today, then give a day. Draft of an apology: troth promises repair "
        f"{one['about']} --draft",
        would_change="A message of ours about it, a note that she was told another way, a step of "
        "its repair, or a mark that it was kept or released.",
        status="speaks" if _sure(one, found, context) else "unsure",
        severity=CARD.severity,
        preview=CARD.status == "preview",
        since_us=one["broken_us"],
        due_us=one["due_us"] or one["broken_us"],
        stakes=0.5 if one["how"] == "overdue" else 2.0 + len(found.told),
        data={"days": (context.moment_us - one["broken_us"]) // DAY_US, "told": len(found.told)},
    )


def _broke(one: Mapping[str, Any], context: Context) -> str:
    zone = context.calendar(one["side"], one["ours"]).zone
    on = day_of(one["broken_us"], zone, context.as_of_us)
    said = "“{quote}”" if one["record"] else "that something would be done"
    if one["how"] == "told" and one["due_us"] is None:
        return f"{{subject}} told us on {on} of something that went wrong: {said}"
    told = f"We told {{subject}} {said}"
    if one["how"] == "overdue":
        return f"{told}; that was due on {on} and nothing here shows it was done"
    done = {"late": "did it too late", "partly": "did only a part of it"}.get(one["how"], "did not")
    return f"{told} and {done} ({on})"


def _silence(one: Mapping[str, Any], context: Context) -> str:
    days = (context.moment_us - one["broken_us"]) // DAY_US
    count = "less than a day" if days < 1 else "a day" if days == 1 else f"{days} days"
    behind = context.as_of_us - context.moment_us
    if behind >= DAY_US:
        return f"and we had said nothing about it for {count} when the records end on {context.records_end()}"
    return f"and we have said nothing about it for {count}"


def _again(found: Followed) -> str:
    n = len(found.told)
    if not n:
        return ""
    times = "once" if n == 1 else "twice" if n == 2 else f"{n} times"
    return f", while {{subject}} has written to us of it {times}"


def _sure(one: Mapping[str, Any], found: Followed, context: Context) -> bool:
    if context.too_old_for(context.moment_us - one["broken_us"]):
        return False
    plain = bool(one["sure"] or found.told)
    return plain and found.perhaps is None and found.elsewhere is None


def _cites(one: Mapping[str, Any], found: Followed) -> Iterator[Cite]:
    yield own_words(one, one["about"])
    for row in found.told[-2:]:
        yield Cite(row["later"], row["later_version"])


EXAMPLES = (
    speaks(
        "Marked broken, and not a word to her",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 09:00 | message | ana    |       | t1     | Where is my refund?
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |
        """,
        as_of="2026-11-24 12:00",
        says="and did not (14 November), and we have said nothing about it for 9 days.",
    ),
    speaks(
        "She has told us twice herself",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-16 09:00 | message | ana    |       | t1     | Still no refund.
        2026-11-19 09:00 | message | ana    |       | t1     | You said the 14th. Where is it?
        """,
        as_of="2026-11-24 12:00",
        says="for 9 days, while Ana has written to us of it twice.",
    ),
    speaks(
        "A break that only she saw, opened from her words",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 09:00 | message | ana    |       | t1     | Your driver threw the box over the fence.
        2026-11-13 09:00 | repair  | us:tom |       | t1     | broken
        """,
        as_of="2026-11-24 12:00",
        says="Ana told us on 12 November of something that went wrong",
    ),
    silent(
        "We told her, and owned it",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |
        2026-11-17 10:00 | message | us:tom | ana   | t1     | We are sorry. We forgot it, and it goes out on Friday.
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "She was told by telephone, and a colleague noted it",
        """
        at               | kind     | by     | about | thread | text
        2026-11-12 10:00 | message  | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-16 10:05 | broken   | us:tom |       | t1     |
        2026-11-17 10:00 | answered | us:tom |       | t1     |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "She let us off",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |
        2026-11-18 10:05 | release | us:tom |       | t1     |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "Made whole in another conversation",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |
        2026-11-17 10:00 | message | us:tom | ana   | t2     | Your refund has been paid today.
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "It broke an hour ago",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-15 00:30 | broken  | us:tom |       | t1     |
        """,
        as_of="2026-11-15 01:00",
    ),
    silent(
        "Past its day, and neither side has written since: that is promise-overdue",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        """,
        as_of="2026-11-24 12:00",
    ),
    unsure(
        "We wrote to her since, of something else",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |
        2026-11-18 10:00 | message | us:tom | ana   | t2     | Our shop opens an hour later on Monday.
        """,
        as_of="2026-11-24 12:00",
    ),
)
