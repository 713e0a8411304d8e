"""Who still needs something and has no way on that works?

Why it matters: A dead end makes no noise: no ticket, no complaint, no number. Somebody needs something, was told
no or met a broken path, and nothing she can do next was offered. Each is a person to be led out by hand today,
and a road to be mended for those behind her.

How it decides: Two kinds of records show it. A case stands still: its last step was a path that did not work (a
mail that bounced, a page that is broken, no stock, no back-order) more than two days ago (option `broken-after`),
or its last step closes nothing and more than 30 days have gone by (option `after`). Which steps close a case is
named in the option `closing`; without it those whose name or state says so (closed, resolved, archived …) count.
Of 14 such cases of two public logs, read against their rows, 13 were dead ends [.69–.99]. And our last word in a
conversation turns her down or closes the matter, with no other way, person, link, offer or day in it, longer than
two days ago.

When it stays silent: where a step or a message of ours came later, in this case or to the same person; where a
colleague noted an answer; where she wrote last, which is for `unanswered` to say, or ended the talk with thanks
before; while a case is younger than these days, or its last step says that it waits for her ("waiting for
customer"); and in systems of which no step is known to close a case. It is unsure where fewer than half of a
system's cases end in a closing step and none is named, where nothing but a mailbox that nobody reads or a bare
"see our website" shows it, and where the records end so long ago that she may have been helped since.

Source: methods.md 12: a dead end is an open need with no working next step offered; the cases by
`troth.stats.journey.dead_ends`, the words by the rules of the lens over documents `no-next-step`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from troth.extend.cases import (
    broken_path,
    closed,
    counted_to,
    here,
    named_closing,
    waits_for_her,
    whose,
)
from troth.extend.last import LAST, last_steps, last_words
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
from troth.model.units import DAY_US
from troth.text.patience import Patience, day_of
from troth.text.reply import asks_back, automatic, closes
from troth.text.turned_away import turned_away

CARD = LensCard(
    needs=frozenset({"message", "step"}),
    anchor="the last step of the case, or the message that turned her down",
    schema=LAST,
    status="preview",
    options={"after": "30 days", "broken-after": "2 days", "closing": ()},
    rests_on=frozenset({"message", "step"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """The last step of each case, and our last word in each conversation with hers before it."""
    found = last_steps(tables, moment_us).union(last_words(tables, moment_us))
    return found.select(*CARD.schema)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which cases and which words leave somebody standing, and how sure that is."""
    rows = sorted(
        batch.to_pylist(), key=lambda row: (row["kind"], row["system"], row["case"], row["record"])
    )
    for (kind, system), held in groupby(rows, key=lambda row: (row["kind"], row["system"])):
        reach = replace(context, moment_us=here(context, system))
        yield from (_of_cases if kind == "step" else _of_words)(list(held), reach)


def _of_cases(rows: Sequence[Mapping[str, Any]], context: Context) -> Iterator[Finding]:
    """Cases that stand still, of one system."""
    from troth.stats.journey.dead_ends import dead_ends

    named = named_closing(context)
    steps = ["closed" if closed(row, named) else "open" for row in rows]
    broken = [broken_path(row) for row in rows]
    by_case = {row["case"]: row for row in rows}
    found = dead_ends(
        [row["case"] for row in rows],
        steps,
        [row["ts_us"] / 1e6 for row in rows],
        ("closed",),
        min(_days(context, "after"), _days(context, "broken-after")),
        until=max(context.moment_us, *(row["ts_us"] for row in rows)) / 1e6,
        broken=broken,
    )
    sure = bool(named) or found.closed * 2 >= found.cases
    for one in found.found:
        at_broken = one.broken and one.days > _days(context, "broken-after")
        still = one.days > _days(context, "after") and not waits_for_her(by_case[one.case])
        if at_broken or (still and found.closed):
            yield _stands(by_case[one.case], int(one.days), at_broken, sure, context)


def _days(context: Context, option: str) -> float:
    found = Patience.read(context.options.get(option, CARD.options[option]))
    return found.n / {"minutes": 1440, "hours": 24, "business hours": 24}.get(found.unit, 1)


def _stands(
    row: Mapping[str, Any], days: int, broken: bool, sure: bool, context: Context
) -> Finding:
    subject, called = whose(row)
    ended = "a path that did not work" if broken else "a step that closes nothing"
    plural = "s" if days != 1 else ""
    waited_us = context.moment_us - row["ts_us"]
    return Finding(
        lens="dead-end",
        subject=subject,
        anchor=row["record"],
        says=f"{called} ended at “{{quote}}”, {ended}; for {days} day{plural} nothing has "
        f"followed{counted_to(context)}.",
        strength=Strength("rule", row["records"], "steps", "dead ends of a log of cases"),
        cites=(Cite(row["record"], row["version"]),),
        next=_NEXT,
        would_change="A later step or message, a note that it was settled another way, or this "
        "step named as one that closes a case.",
        status="speaks" if (sure or broken) and not context.too_old_for(waited_us) else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=row["ts_us"],
        stakes=float(row["records"]),
        group=None if row["handle"] else f"dead-end:{row['system']}:{row['activity']}",
        data={"kind": "broken" if broken else "still", "days": days},
    )


_NEXT = (
    "Ask what is still needed, name one way that works and try it yourself first, and say who "
    "sees to it. Draft: “{greeting} we left you without an answer that helps. Do you still need it?”"
)


def _of_words(rows: Sequence[Mapping[str, Any]], context: Context) -> Iterator[Finding]:
    """Conversations in which our last word leaves her nowhere to go, of one system."""
    for row in rows:
        text, before = row["text"] or "", row["before_text"] or ""
        days = (context.moment_us - row["ts_us"]) / DAY_US
        if days <= _days(context, "broken-after") or automatic(text):
            continue
        if closes(before) or asks_back(text):
            continue
        found = turned_away(text)
        if found is not None:
            yield _left(row, found.span, found.kind, context)


def _left(row: Mapping[str, Any], span: Span, kind: str, context: Context) -> Finding:
    calendar = context.calendar(row["side"], row["ours"] or None)
    on = day_of(row["ts_us"], calendar.zone, context.as_of_us, weekday=True)
    waited_us = context.moment_us - row["ts_us"]
    sure = kind in ("refusal", "final") and not context.too_old_for(waited_us)
    return Finding(
        lens="dead-end",
        subject=Subject("person", row["handle"]),
        anchor=row["record"],
        says=f"Our last word to {{subject}}, on {on}, was “{{quote}}”, with no other way, person or "
        f"day in it; nothing has followed{counted_to(context)}.",
        strength=Strength("rule", row["records"], "messages", "words that refuse without a step"),
        cites=(
            Cite(row["record"], row["version"], span),
            Cite(row["before"], row["before_version"]),
        ),
        next=_NEXT,
        would_change="A later message to the same person, her word that it is settled, or a note of "
        "what was offered another way.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=row["ts_us"],
        stakes=float(row["records"]),
        data={"kind": kind, "days": int(waited_us // DAY_US)},
    )


EXAMPLES = (
    speaks(
        "The essay’s way: photos, a call, no stock, no back-order, a bounce, a broken page",
        """
        at               | kind | about | thread | activity             | resource
        2026-03-02 09:00 | step | ana   | k1     | e-mail               | desk
        2026-03-02 15:00 | step | ana   | k1     | photos asked         | desk
        2026-03-03 10:00 | step | ana   | k1     | photos sent          | desk
        2026-03-05 10:00 | step | ana   | k1     | call of 30 minutes   | phone
        2026-03-05 10:30 | step | ana   | k1     | no stock             | phone
        2026-03-05 10:31 | step | ana   | k1     | no back-order        | phone
        2026-03-06 09:00 | step | ana   | k1     | e-mail bounced       | mail
        2026-03-06 09:10 | step | ana   | k1     | broken complaint page | web
        """,
        as_of="2026-03-20 12:00",
        says="Ana’s case ended at “{quote}”, a path that did not work; for 14 days nothing has followed.",
    ),
    speaks(
        "No, and no way on",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | ben    |       | t1     | My pick-up never came. I want my money back.
        2026-03-16 11:00 | message | us:tom | ben   | t1     | We are unable to refund a pick-up that was missed.
        """,
        as_of="2026-03-20 12:00",
        says="Our last word to Ben, on Monday 16 March, was “{quote}”, with no other way",
    ),
    speaks(
        "A case that stands still among cases that are closed",
        """
        at               | kind | about | thread | activity
        2026-01-02 09:00 | step | ana   | k1     | Register
        2026-01-03 09:00 | step | ana   | k1     | Test repair
        2026-01-02 09:00 | step | ben   | k2     | Register
        2026-01-04 09:00 | step | ben   | k2     | Case closed
        """,
        as_of="2026-03-20 12:00",
        says="a step that closes nothing; for 76 days",
    ),
    silent(
        "A no with another way, a no she took with thanks, a no that was answered elsewhere",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | ben    |       | t1     | My pick-up never came. I want my money back.
        2026-03-16 11:00 | message | us:tom | ben   | t1     | We are unable to refund a pick-up that was missed. You can move it to any day this month.
        2026-03-16 09:00 | message | ana    |       | t2     | Do you ship to Malta?
        2026-03-16 11:00 | message | us:tom | ana   | t2     | Sadly we do not ship to Malta.
        2026-03-16 11:30 | message | ana    |       | t2     | No problem, thank you!
        2026-03-16 09:00 | message | eva    |       | t3     | I want my money back.
        2026-03-16 11:00 | message | us:tom | eva   | t3     | We are unable to refund that.
        2026-03-17 11:00 | message | us:tom | eva   | t4     | I asked about your refund: it was paid today.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "She wrote last, which is a wait and no dead end; a colleague noted that it was settled by telephone",
        """
        at               | kind     | by     | about | thread | text
        2026-03-16 09:00 | message  | ben    |       | t1     | I want my money back.
        2026-03-16 11:00 | message  | us:tom | ben   | t1     | We are unable to refund that.
        2026-03-16 12:00 | message  | ben    |       | t1     | Why not?
        2026-03-16 09:00 | message  | ana    |       | t2     | I want my money back.
        2026-03-16 11:00 | message  | us:tom | ana   | t2     | We are unable to refund that.
        2026-03-17 10:00 | answered | us:tom |       | t2     |
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "No step is known to close; a broken path that was mended; still young; it waits for her",
        """
        at               | kind | about | thread | system | activity
        2026-01-02 09:00 | step | ana   | k1     | one    | Register
        2026-01-03 09:00 | step | ana   | k1     | one    | Test repair
        2026-03-02 09:00 | step | ben   | k2     | two    | E-mail bounced
        2026-03-02 10:00 | step | ben   | k2     | two    | Called her, case closed
        2026-03-12 10:00 | step | eva   | k3     | two    | Test repair
        2026-01-03 09:00 | step | ida   | k4     | two    | Waiting for customer
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Few cases of this system end in a step that says it closes them",
        """
        at               | kind | about | thread | activity
        2026-01-02 09:00 | step | ana   | k1     | Register
        2026-03-19 09:00 | step | eva   | k3     | Register
        2026-03-19 09:00 | step | eva   | k4     | Register
        2026-01-04 09:00 | step | ben   | k2     | Case closed
        """,
        as_of="2026-03-20 12:00",
        says="Ana’s case ended at “{quote}”",
    ),
    unsure(
        "A bare word to see the website",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | ben    |       | t1     | My parcel is lost and I want my money back.
        2026-03-16 11:00 | message | us:tom | ben   | t1     | Hello Ben, see our website for further information.
        """,
        as_of="2026-03-20 12:00",
        says="Our last word to Ben, on Monday 16 March",
    ),
)
