"""Who says outright that they are leaving, that nobody listens, or that it is unfair?

Why it matters: It is the plainest thing a person can tell us, it needs no score and no model, and
it is mostly read by whoever had the next ticket. This holds for every side: a courier who writes
that nobody listens has said as much as a shop that cancels.

How it decides: Sentence by sentence, in what people wrote to us, reviewed or answered in surveys
in the last 30 days (option `days`): that the writer leaves, goes elsewhere or will never come back; that nobody
answers, helps, listens or cares; that something is unfair. Only what is said in so many words
counts, by the writer, of herself and of now. The words are quoted with their day, and there is no
score of anybody. In 7,225 short public messages to airlines of which none was read while the rules
were made, 62 of 64 sentences found were right (.97 [.89–.99]); how many it misses was not measured.

When it stays silent: at what others are said to say, at words in quotation marks, at what is
denied, asked or over ("I was about to leave"), at leaving a house or cancelling an order, and at
sarcasm that says none of it; once the person thanked us or wrote that all is well since; for our
own people. It is unsure where the words hang on an "if", and where the records end so
long ago that it may be put right.

Source: methods.md 17: outright words of every side, quoted without a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from troth.extend.heard import HEARD, heard
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
from troth.text.outright import HINTS, Matter, Outright, outright
from troth.text.patience import day_of
from troth.text.reply import closes

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the first such sentence since all was well",
    schema={**HEARD, "reply_us": "int64"},
    status="preview",
    options={"days": 30},
    rests_on=frozenset({"message", "review", "survey_answer"}),
    proved=Proved(62, 64, "sentences in messages to airlines"),
)
LONGEST_DAYS = 3_660
WEIGHT: Mapping[Matter, int] = {"leaving": 3, "unfair": 2, "unheard": 1}
WHERE = {"message": "wrote", "review": "wrote in a review", "survey_answer": "answered a survey"}
NEXT: Mapping[Matter, str] = {
    "leaving": "Write or call today, in person; ask, and put nothing in the way of leaving. Draft: "
    "“{greeting} I read what you wrote on DAY. If you want to go, I will see to it that it is "
    "easy. I would like to know what we did wrong, whatever you decide.”",
    "unheard": "Answer today with a name to write back to. Draft: “{greeting} I read what you "
    "wrote on DAY, and you should have been heard before. I have it now; please write to me "
    "directly.”",
    "unfair": "Have somebody look at it who did not decide it, and hear the other side before "
    "anybody judges. Draft: “{greeting} you wrote on DAY that this is not fair. Somebody who had no "
    "part in it looks at it again; what should we know?”",
}


def gather(tables: Tables, moment_us: int) -> Table:
    """What those wrote lately in whose words a hint stands, and when we last wrote to each."""
    rows = heard(tables, moment_us)
    rows = rows.filter(rows.ts_us > moment_us - LONGEST_DAYS * DAY_US)
    plain = rows.text.lower().replace("’", "'")
    hinted = rows.filter(reduce(or_, (plain.contains(word) for word in HINTS)))
    since = hinted.group_by("person").aggregate(since_us=hinted.ts_us.min())
    met = joined(rows, since, ("person",))
    met = met.filter(met.ts_us >= met.since_us)
    said = spoken(tables, moment_us)
    ours = said.filter(said.from_us & said.customer.notnull())
    last = ours.group_by(person=ours.customer).aggregate(reply_us=ours.ts_us.max())
    return joined(met, last, ("person",)).select(*CARD.schema)


@dataclass(frozen=True, slots=True)
class _Said:
    row: Mapping[str, Any]
    what: Outright


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Who said it outright and has not thanked us since."""
    days = int(str(context.options.get("days", CARD.options["days"])))
    rows = batch.to_pylist()
    rows.sort(key=lambda row: (row["person"], row["ts_us"], row["record"]))
    for _, held in groupby(rows, key=lambda row: row["person"]):
        said = _open(tuple(held))
        if not said:
            continue
        system = said[-1].row["system"]
        reach = min(context.moment_us, context.coverage.get(system, context.moment_us))
        here = replace(context, moment_us=reach)
        said = [one for one in said if one.row["ts_us"] > reach - days * DAY_US]
        if said:
            yield _finding(said, here)


def _open(rows: Sequence[Mapping[str, Any]]) -> list[_Said]:
    """What was said outright since the person last wrote that all is well."""
    said: list[_Said] = []
    for row in rows:
        told = outright(row["text"] or "")
        if told:
            said += [_Said(row, one) for one in told]
        elif said and closes(row["text"] or ""):
            said = []
    return said


def _finding(said: Sequence[_Said], context: Context) -> Finding:
    first = said[0]
    main = max(said, key=lambda one: (WEIGHT[one.what.matter], not one.what.conditional))
    row = main.row
    zone = context.calendar(row["side"] or row["their_side"], row["ours"] or None).zone
    on = day_of(row["ts_us"], zone, context.as_of_us, weekday=True)
    last_us = said[-1].row["ts_us"]
    sure = not main.what.conditional and not context.too_old_for(context.moment_us - last_us)
    others = [one for one in said if one is not main]
    again = f", and {_times(len(others))} more like it" if others else ""
    return Finding(
        lens="said-so",
        subject=Subject("person", first.row["handle"]),
        anchor=first.row["record"],
        says=f"{{subject}} {WHERE[row['kind']]} on {on}: “{{quote}}”{again}{_then(said, context)}.",
        strength=Strength("rule", len(said), "sentences", "said in so many words"),
        cites=tuple(_cite(one) for one in [main, *others[-2:]]),
        next=NEXT[main.what.matter].replace("DAY", on),
        would_change="A word from {subject} that it is settled, or that it was meant otherwise.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        since_us=first.row["ts_us"],
        stakes=float(WEIGHT[main.what.matter]),
        data={"matter": main.what.matter},
    )


def _times(n: int) -> str:
    return "one sentence" if n == 1 else f"{n} sentences"


def _then(said: Sequence[_Said], context: Context) -> str:
    """Whether we have written since, and where the records end."""
    reply, last = said[-1].row["reply_us"], said[-1].row["ts_us"]
    then = "; we have written since" if (reply or 0) > last else "; nothing from us since"
    return then + context.ending()


def _cite(one: _Said) -> Cite:
    return Cite(one.row["record"], one.row["version"], one.what.span)


EXAMPLES = (
    speaks(
        "A shop that leaves, and says so",
        """
        at               | kind    | by     | about | side | thread | text
        2026-03-16 09:00 | message | us:tom | ana   |      | t1     | The van comes tomorrow.
        2026-03-17 09:00 | message | ana    |       | shop | t1     | Third time this month. We are taking our parcels elsewhere.
        """,
        as_of="2026-03-20 12:00",
        says="Ana wrote on Tuesday 17 March: “{quote}”; nothing from us since.",
    ),
    speaks(
        "A courier is quoted like anybody, and given no score",
        """
        at               | kind    | by     | about | side    | thread | text
        2026-03-17 09:00 | message | ben    |       | courier | t1     | I was fined for a closed gate. That is unfair and nobody answers me.
        2026-03-18 09:00 | message | us:tom | ben   |         | t1     | We pass it on.
        """,
        as_of="2026-03-20 12:00",
        says="; we have written since.",
    ),
    speaks(
        "In a review",
        """
        at               | kind   | by   | score | text
        2026-03-17 09:00 | review | cleo | 1     | I'm leaving. You never listen to us.
        2026-03-18 09:00 | review | dora | 2     | Nobody ever picks up the phone here.
        2026-03-18 09:05 | review | dora | 5     | All sorted now, thank you!
        """,
        as_of="2026-03-20 12:00",
        says="Cleo wrote in a review on Tuesday 17 March",
    ),
    silent(
        "Leaving the house, and an order cancelled",
        """
        at               | kind    | by   | thread | text
        2026-03-17 09:00 | message | ana  | t1     | I'm leaving the house at nine, please ring before.
        2026-03-17 09:10 | message | ben  | t2     | We are leaving for Leeds tomorrow. I want to cancel my order.
        2026-03-17 09:20 | message | cleo | t3     | Nobody answers the door after six, ring next door.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "What others say, what is quoted, denied or over",
        """
        at               | kind    | by   | thread | text
        2026-03-17 09:00 | message | ana  | t1     | My neighbour says nobody listens to couriers.
        2026-03-17 09:10 | message | ben  | t2     | Your leaflet reads "We are leaving you no choice". Who wrote that?
        2026-03-17 09:20 | message | cleo | t3     | I am not leaving you, do not worry. I don't think it is unfair.
        2026-03-17 09:30 | message | dora | t4     | I was about to cancel my contract, but then Tom called.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Sarcasm that says none of it",
        """
        at               | kind    | by  | thread | text
        2026-03-17 09:00 | message | ana | t1     | Well done, another parcel in the rain. Brilliant service.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Settled since, with thanks",
        """
        at               | kind    | by     | about | thread | text
        2026-03-17 09:00 | message | ana    |       | t1     | Nobody answers my messages. I'm leaving.
        2026-03-17 11:00 | message | us:tom | ana   | t1     | I have found your parcel and bring it myself at noon.
        2026-03-17 13:00 | message | ana    |       | t1     | It's here now, thank you so much for sorting it out!
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "It hangs on an if",
        """
        at               | kind    | by  | thread | text
        2026-03-17 09:00 | message | ana | t1     | If it is late again I will close my account.
        """,
        as_of="2026-03-20 12:00",
        says="Ana wrote on Tuesday 17 March",
    ),
)
