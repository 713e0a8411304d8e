"""Which dated promise to a person has passed its day?

Why it matters: A date is the plainest part of a promise. Whoever was told "by Friday" plans for
Friday, and on Monday knows more about us than any launch mail can say. A late word is mended more
easily on the day it breaks than after she has to ask.

How it decides: It takes each open promise with a date and a person, once that moment has passed,
and reads what both sides wrote after it. Our words that say it is done ("has been refunded", "on
its way", "sent you") and hers that say it came settle it, in another conversation only where they
speak of the same thing; so does another day that we asked for and she accepted. Hers that it did
not come open it again, and the last word counts. A firm, dated word to one person opens as a
promise by itself, and the finding stays unsure until somebody confirms that it was one; it speaks
at once where she herself says that it did not come.

When it stays silent: where the promise is marked in any way, where she let us off ("no need any
more", "cancel it"), before its moment, and where the records do not reach that far. It is unsure
where the promise is not confirmed, hangs on a condition, may have been settled in another
conversation, or where the records end so long ago that it may have been kept since.

Source: methods.md 3: an open promise past its date counts as not kept by that date, and none is
ever taken as kept because nobody complained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from troth.extend.joining import spoken
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Span,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.text.outcome import agrees, arrived, fulfils, misses, moves, refers, releases
from troth.text.patience import DAY_US, day_of

PROMISE = {
    "promise": "string",
    "confirmed": "bool",
    "to": "string",
    "ours": "string",
    "side": "string",
    "born_us": "int64",
    "due_us": "int64",
    "kind": "string",
    "record": "string",
    "version": "string",
    "start": "int64",
    "end": "int64",
    "system": "string",
}
CARD = LensCard(
    needs=frozenset({"message", "promise"}),
    anchor="the promise",
    schema={
        **PROMISE,
        "promised_text": "string",
        "later": "string",
        "later_version": "string",
        "later_us": "int64",
        "later_text": "string",
        "from_us": "bool",
        "same_talk": "int64",
    },
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Each open, dated promise to a person that is past its moment, with every later message."""
    held = tables["person"]
    people = held.select(known=held.handle, who=held.person)
    due = tables["promise"]
    due = due.filter((due.state == "open") & due.to.notnull() & (due.due_us < moment_us))
    due = due.left_join(people, due.to == people.known)
    due = due.mutate(person=due.who.fill_null(due.to)).select(*PROMISE, "thread", "person")
    said = _said(tables, moment_us)
    near = due.select("promise", "born_us", "system", "thread", "record", "person")
    in_talk = _after(near, said, (near.system == said.its_system) & (near.thread == said.talk), 1)
    to_her = _after(near, said, near.person == said.customer, 0)
    later = in_talk.union(to_her)
    later = later.group_by(*_LATER).aggregate(same_talk=later.same_talk.max())
    words = tables["message"].select(known_record="id", promised_text="text")
    due = due.left_join(words, due.record == words.known_record)
    found = due.left_join(later, due.promise == later.promised)
    return found.select(*CARD.schema)


_LATER = ("promised", "later", "later_version", "later_us", "later_text", "from_us")


def _said(tables: Tables, moment_us: int) -> Table:
    """Messages with the customer's person and whether they are ours; no machine's."""
    import ibis

    rows = spoken(tables, moment_us)
    rows = rows.filter(~ibis.coalesce(rows.automatic, False))
    return rows.select(
        "from_us",
        "customer",
        later=rows.id,
        later_version=rows.version,
        later_us=rows.ts_us,
        later_text=rows.text,
        its_system=rows.system,
        talk=rows.thread,
    )


def _after(near: Table, said: Table, where: Any, same_talk: int) -> Table:
    """What was said after a promise, where the condition joins the two."""
    import ibis

    met = near.inner_join(said, where)
    met = met.filter(
        (met.later_us >= met.born_us) & (met.record.isnull() | (met.later != met.record))
    )
    met = met.mutate(promised=met.promise, same_talk=ibis.literal(same_talk, "int64"))
    return met.select(*_LATER, "same_talk")


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which of these promises nothing settles, and how sure that is."""
    rows = batch.to_pylist()
    rows.sort(key=lambda row: (row["promise"], row["later_us"] or 0, row["later"] or ""))
    for _, held in groupby(rows, key=lambda row: row["promise"]):
        told = tuple(held)
        promise = told[0]
        reach = context.coverage.get(promise["system"] or "", context.moment_us)
        here = replace(context, moment_us=min(context.moment_us, reach))
        if promise["due_us"] >= here.moment_us:
            continue
        outcome = _outcome(promise, told)
        if not outcome.settled:
            yield _finding(promise, outcome, len([row for row in told if row["later"]]), here)


@dataclass(slots=True)
class _Outcome:
    """What later words make of it: settled, perhaps settled elsewhere, or missed in her words."""

    settled: bool = False
    perhaps: bool = False
    missed: Mapping[str, Any] | None = None
    words: Span | None = None


def _outcome(promise: Mapping[str, Any], later: Sequence[Mapping[str, Any]]) -> _Outcome:
    found = _Outcome()
    promised = _words(promise)
    moved = False
    for row in later:
        if row["later"] is None:
            continue
        text = row["later_text"] or ""
        if _settles(row, text) or (moved and not row["from_us"] and agrees(text)):
            if row["same_talk"] or refers(promised, text):
                found = _Outcome(settled=True)
            else:
                found.perhaps = True
        elif row["from_us"]:
            moved = moved or bool(row["same_talk"] and moves(text))
        elif not row["from_us"] and row["same_talk"] and row["later_us"] > promise["due_us"]:
            words = misses(text)
            if words is not None:
                found = _Outcome(missed=row, words=words)
    return found


def _words(promise: Mapping[str, Any]) -> str:
    text = promise["promised_text"] or ""
    return str(text[promise["start"] or 0 : promise["end"] or len(text)])


def _settles(row: Mapping[str, Any], text: str) -> bool:
    if row["from_us"]:
        return fulfils(text) is not None
    return arrived(text) is not None or releases(text) is not None


def _finding(promise: Mapping[str, Any], outcome: _Outcome, read: int, context: Context) -> Finding:
    zone = context.calendar(promise["side"], promise["ours"]).zone
    born = day_of(promise["born_us"], zone, context.as_of_us)
    due = day_of(promise["due_us"], zone, context.as_of_us)
    said = "“{quote}”" if promise["record"] else "that something would be done"
    if outcome.missed is not None:
        on = day_of(outcome.missed["later_us"], zone, context.as_of_us)
        then = f", and on {on} {{subject}} wrote that it had not come"
    else:
        then = f" and nothing here shows it was done{_end(context)}"
    return Finding(
        lens="promise-overdue",
        subject=Subject("person", promise["to"]),
        anchor=promise["promise"],
        says=f"We told {{subject}} {said} on {born}; that was due on {due}{then}.",
        strength=Strength("rule", read, "later messages", "date passed, no word that it was done"),
        cites=tuple(_cites(promise, outcome)),
        next="Do it, or say today what happened and when it will be done. Draft: “{greeting} "
        f"we told you {said}, and the day has passed.”",
        would_change="A message that says it was done, a mark on the promise, or a word that it "
        "is no longer needed.",
        status="speaks" if _sure(promise, outcome, context) else "unsure",
        severity=CARD.severity,
        since_us=promise["born_us"],
        due_us=promise["due_us"],
        stakes=2.0 if outcome.missed is not None else 1.0,
    )


def _sure(promise: Mapping[str, Any], outcome: _Outcome, context: Context) -> bool:
    if context.too_old_for(context.moment_us - promise["due_us"]):
        return False
    plain = promise["confirmed"] and promise["kind"] != "conditional"
    return bool(plain or outcome.missed is not None) and not outcome.perhaps


def _cites(promise: Mapping[str, Any], outcome: _Outcome) -> Iterator[Cite]:
    start, end = promise["start"], promise["end"]
    span = Span(start, end) if start is not None and end is not None else None
    yield Cite(promise["record"] or promise["promise"], promise["version"] or "", span)
    if outcome.missed is not None:
        yield Cite(outcome.missed["later"], outcome.missed["later_version"], outcome.words)


def _end(context: Context) -> str:
    """Where the records end before the day asked about, so does what can be said."""
    if context.as_of_us - context.moment_us < DAY_US:
        return ""
    return f", when the records end on {context.records_end()}"


EXAMPLES = (
    speaks(
        "Confirmed, past its day, and nothing shows that it was done",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 09:00 | message | ana    |       | t1     | Where is my refund?
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |
        """,
        as_of="2026-11-20 12:00",
        says="on 12 November; that was due on 14 November and nothing here shows it was done.",
    ),
    speaks(
        "She says herself that it did not come",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 09:00 | message | ana    |       | t1     | Where is my refund?
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-16 09:00 | message | ana    |       | t1     | Still no refund.
        """,
        as_of="2026-11-20 12:00",
        says="was due on 14 November, and on 16 November Ana wrote that it had not come.",
    ),
    silent(
        "We said that it was done",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |
        2026-11-13 10:00 | message | us:tom | ana   | t1     | Your refund has been issued today.
        """,
        as_of="2026-11-20 12:00",
    ),
    silent(
        "She let us off",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | I will call you tomorrow.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |
        2026-11-12 11:00 | message | ana    |       | t1     | No need to call any more, thank you.
        """,
        as_of="2026-11-20 12:00",
    ),
    silent(
        "It came, as she says",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will send a new one by 14 November.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |
        2026-11-14 11:00 | message | ana    |       | t1     | It arrived this morning, thank you!
        """,
        as_of="2026-11-20 12:00",
    ),
    silent(
        "Marked by a colleague",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will send a new one by 14 November.
        2026-11-13 10:05 | done    | us:tom |       | t1     |
        """,
        as_of="2026-11-20 12:00",
    ),
    silent(
        "Its day has not come",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will send a new one by 24 November.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |
        """,
        as_of="2026-11-20 12:00",
    ),
    unsure(
        "Nobody has confirmed that it was a promise",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        """,
        as_of="2026-11-20 12:00",
        says="nothing here shows it was done",
    ),
    unsure(
        "Perhaps settled in another conversation",
        """
        at               | kind    | by     | about | thread | text
        2026-11-12 10:00 | message | us:tom | ana   | t1     | We will refund you by 14 November.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |
        2026-11-13 10:00 | message | us:tom | ana   | t2     | Your bicycle has been repaired.
        """,
        as_of="2026-11-20 12:00",
    ),
)
