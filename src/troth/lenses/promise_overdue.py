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

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from troth.extend.afterwards import LATER, PROMISE, Became, became, with_later
from troth.extend.cited import own_words
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
from troth.text.patience import day_of

CARD = LensCard(
    needs=frozenset({"message", "promise"}),
    anchor="the promise",
    schema={
        **PROMISE,
        **LATER,
    },
    rests_on=frozenset({"promise"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Each open, dated promise to a person that is past its moment, with every later message."""
    due = tables["promise"]
    due = due.filter((due.state == "open") & due.to.notnull() & (due.due_us < moment_us))
    found = with_later(tables, due.select(*PROMISE, "thread"), moment_us)
    return found.select(*CARD.schema)


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
        outcome = became(promise, told)
        if not outcome.settled:
            yield _finding(promise, outcome, len([row for row in told if row["later"]]), here)


def _finding(promise: Mapping[str, Any], outcome: Became, read: int, context: Context) -> Finding:
    zone = context.calendar(promise["side"], promise["ours"]).zone
    born = day_of(promise["born_us"], zone, context.as_of_us)
    due = day_of(promise["due_us"], zone, context.as_of_us)
    said = "“{quote}”" if promise["record"] else "that something would be done"
    if outcome.missed is not None:
        on = day_of(outcome.missed["later_us"], zone, context.as_of_us)
        then = f", and on {on} {{subject}} wrote that it had not come"
    else:
        then = f" and nothing here shows it was done{context.ending()}"
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


def _sure(promise: Mapping[str, Any], outcome: Became, context: Context) -> bool:
    if context.too_old_for(context.moment_us - promise["due_us"]):
        return False
    plain = promise["confirmed"] and promise["kind"] != "conditional"
    return bool(plain or outcome.missed is not None) and not outcome.perhaps


def _cites(promise: Mapping[str, Any], outcome: Became) -> Iterator[Cite]:
    yield own_words(promise, promise["promise"])
    if outcome.missed is not None:
        yield Cite(outcome.missed["later"], outcome.missed["later_version"], outcome.words)


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
