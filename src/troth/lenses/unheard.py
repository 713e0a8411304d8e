"""Whom did we block, charge or mark down, without a reason and without hearing the other side?

Why it matters: A block or a fee is a verdict. To whoever gets it without a reason, without having
been asked and with nobody who answers, it is not only the money: it says that her side does not count.
Couriers, sellers and drivers meet this most, and are least often asked.

How it decides: It reads blocks, suspensions, fees, fines, deductions and lowered ratings against a
person in what we wrote, what she wrote, the names of steps and what was charged, and asks of each:
does any word of ours name a ground; was she asked or warned in the 30 days before; was it lifted,
waived or paid back; and was she answered once she had written of it? It speaks where none of these is
in the records, where we ourselves tell of it (or she says “you …” of us), and a week has gone by since
(option `after`). Her words or ours are quoted.

When it stays silent: where any one of the four is there, even a bare “due to”; on what may happen, what
she asked for herself, prices that everybody pays, and a card or a login locked by a wrong password;
on what is older than 365 days (option `days`). It is unsure where she alone tells of it without saying
that it was us, where not one message of ours to her is among the records (she may have been told another
way), and where the records end too long ago.

Source: methods.md 17, the checklist of due process: reasons at the time, a hearing before loss,
reversal, an answer; Regulation (EU) 2019/1150, article 4, read as a checklist and not as advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from troth.extend.cases import here
from troth.extend.penalties import ROWS, Matter, around, matters
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
from troth.text.patience import day_of
from troth.text.penalising import CALLED

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the record that tells of it first",
    schema=ROWS,
    status="preview",
    options={"days": 365, "after": 7},
    rests_on=frozenset({"message", "step", "purchase"}),
)
LONGEST_US = 3_660 * DAY_US
NEXT = (
    "Write today: what was decided, on what ground, what shows it, and who looks at it again. Have "
    "somebody look who did not decide it, and ask first. Draft: “{greeting} we never told you why. "
    "Before I say anything about it, I would like to hear your side. I will answer by DAY, whatever "
    "I find.”"
)


def gather(tables: Tables, moment_us: int) -> Table:
    """What was written, done and charged around people of whom a hint of a penalty stands there."""
    return around(tables, moment_us, LONGEST_US)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """A finding for each penalty of which nothing was told, asked, taken back or answered."""
    after_us = _days(context, "after") * DAY_US
    for one in _lately(batch, context):
        reach = here(context, one.row["system"])
        if one.unheard and reach - one.told[0]["ts_us"] >= after_us:
            yield _finding(one, context, reach)


def leave(batch: Batch, context: Context) -> list[dict[str, object]]:
    """Every penalty with the records that answer for it, for the checklist on the page of sides."""

    def shown(row: Mapping[str, Any] | None) -> object:
        return None if row is None else row["record"]

    return [
        {
            "kind": one.kind,
            "side": one.row["side"] or one.row["their_side"],
            "at_us": one.told[0]["ts_us"],
            "record": one.row["record"],
            "span": None if one.span is None else [one.span.start, one.span.end],
            "ours": one.ours,
            **{name: shown(getattr(one, name)) for name in _QUESTIONS},
            "unheard": one.unheard,
        }
        for one in _lately(batch, context)
    ]


_QUESTIONS = ("reason", "asked", "reversed", "wrote", "answered")


def _lately(batch: Batch, context: Context) -> list[Matter]:
    since_us = context.moment_us - _days(context, "days") * DAY_US
    return [one for one in matters(batch.to_pylist()) if one.told[-1]["ts_us"] >= since_us]


def _days(context: Context, option: str) -> int:
    return int(str(context.options.get(option, CARD.options[option])))


def _sure(one: Matter, context: Context) -> bool:
    by_us = one.ours or " you" in f" {_words(one).lower()}"
    return one.heard and by_us and not context.too_old_for(30 * DAY_US)


def _words(one: Matter) -> str:
    return one.span.of(one.row["text"]) if one.span else str(one.row["text"])


def _finding(one: Matter, context: Context, reach_us: int) -> Finding:
    row = one.row
    side = row["side"] or row["their_side"]
    zone = context.calendar(side, row["ours"] or None).zone
    due = day_of(reach_us + 3 * DAY_US, zone, context.as_of_us, weekday=True)
    cites = [Cite(row["record"], row["version"], one.span)]
    cites += [Cite(each["record"], each["version"]) for each in one.told if each is not row][:4]
    if one.wrote is not None and all(one.wrote["record"] != cite.evidence for cite in cites):
        cites.append(Cite(one.wrote["record"], one.wrote["version"]))
    return Finding(
        lens="unheard",
        subject=Subject("person", row["handle"]),
        anchor=one.told[0]["record"],
        says=_sentence(one, zone, context) + context.ending() + ".",
        strength=Strength("rule", len(one.told), "records", "no reason, question, reversal or answer"),
        cites=tuple(cites),
        next=NEXT.replace("DAY", due),
        would_change="A word of ours that names the ground, a question before, the money or the access "
        "given back, or an answer.",
        status="speaks" if _sure(one, context) else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=one.told[0]["ts_us"],
        stakes=float(len(one.told) + (one.wrote is not None)),
        data={"kind": one.kind, "side": side, "wrote": one.wrote is not None},
    )  # fmt: skip


def _sentence(one: Matter, zone: str, context: Context) -> str:
    day = day_of(one.row["ts_us"], zone, context.as_of_us, weekday=True)
    called = CALLED[one.kind]
    if one.row["kind"] != "message":
        told = f"{called.capitalize()} against {{subject}}, “{{quote}}”, on {day}"
    elif one.ours:
        told = f"On {day} we wrote to {{subject}}: “{{quote}}”"
    else:
        told = f"{{subject}} wrote on {day}: “{{quote}}”"
    return f"{told}; no reason is in the records, no question before, and nothing was taken back{_wrote(one, zone, context)}"


def _wrote(one: Matter, zone: str, context: Context) -> str:
    if one.wrote is None:
        return ", nor was anything said since" if one.ours else ""
    if one.wrote is one.row:
        return ", nor is there an answer"
    return f"; {{subject}} wrote on {day_of(one.wrote['ts_us'], zone, context.as_of_us)}, and nobody answered"


EXAMPLES = (
    speaks(
        "A fee in a bare sentence, and no answer to the question why",
        """
        at               | kind    | by     | about | side    | thread | text
        2026-03-02 09:00 | message | us:tom | ben   |         | t1     | Your round on Friday is confirmed.
        2026-03-06 09:00 | message | us:tom | ben   |         | t1     | We have deducted £15 from your payout.
        2026-03-06 11:00 | message | ben    |       | courier | t1     | What for? I was there at nine.
        """,
        as_of="2026-03-20 12:00",
        says="On Friday 6 March we wrote to Ben: “{quote}”; no reason is in the records, no question "
        "before, and nothing was taken back; Ben wrote on 6 March, and nobody answered.",
    ),
    speaks(
        "A block that stands among the steps, and a courier who asks",
        """
        at               | kind    | by     | about | side    | thread | activity        | text
        2026-03-02 09:00 | message | us:tom | ben   |         | t1     |                 | Your round on Friday is confirmed.
        2026-03-06 09:00 | step    |        | ben   | courier | k1     | Account blocked |
        2026-03-06 11:00 | message | ben    |       | courier | t2     |                 | I cannot see any rounds.
        """,
        as_of="2026-03-20 12:00",
        says="A block against Ben, “{quote}”, on Friday 6 March; no reason is in the records",
    ),
    speaks(
        "Told by her alone, and said of us",
        """
        at               | kind    | by     | about | side    | thread | text
        2026-03-02 09:00 | message | us:tom | ben   |         | t1     | Your round on Friday is confirmed.
        2026-03-06 11:00 | message | ben    |       | courier | t2     | You blocked my account on Monday and nobody says why.
        """,
        as_of="2026-03-20 12:00",
        says="Ben wrote on Friday 6 March: “{quote}”; no reason is in the records, no question before, "
        "and nothing was taken back, nor is there an answer.",
    ),
    silent(
        "A reason, a question before, a reversal, an answer: each alone is enough",
        """
        at               | kind    | by     | about | side    | thread | text
        2026-03-06 09:00 | message | us:tom | ana   |         | t1     | We have deducted £15 from your payout because two parcels came back wet.
        2026-03-04 09:00 | message | us:tom | ben   |         | t2     | Were you at the gate on Friday? If not, a fee will be charged.
        2026-03-06 09:00 | message | us:tom | ben   |         | t2     | We have deducted £15 from your payout.
        2026-03-06 09:00 | message | us:tom | cleo  |         | t3     | We have deducted £15 from your payout.
        2026-03-07 09:00 | message | us:tom | cleo  |         | t3     | Sorry, that was wrong: the fee was refunded today.
        2026-03-06 09:00 | message | us:tom | dora  |         | t4     | We have deducted £15 from your payout.
        2026-03-06 10:00 | message | dora   |       | courier | t4     | Why is that?
        2026-03-06 12:00 | message | us:tom | dora  |         | t4     | I look into it and call you at two.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "What may happen, what she asked for, a price, and a wrong password",
        """
        at               | kind    | by     | about | side    | thread | text
        2026-03-06 09:00 | message | us:tom | ana   |         | t1     | Your account will be suspended if the papers do not come.
        2026-03-05 09:00 | message | ben    |       | courier | t2     | Please close my account for the summer.
        2026-03-06 09:00 | message | us:tom | ben   |         | t2     | Your account has been suspended.
        2026-03-06 09:00 | message | us:tom | cleo  |         | t3     | A delivery fee of £4 was charged.
        2026-03-06 09:00 | message | dora   |       | sender  | t4     | I am locked out, I forgot my password.
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Yesterday: there is still time to say why",
        """
        at               | kind    | by     | about | side    | thread | text
        2026-03-19 09:00 | message | us:tom | ben   |         | t1     | We have deducted £15 from your payout.
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Not one message of ours to him is in the records",
        """
        at               | kind | by | about | side    | thread | activity
        2026-03-06 09:00 | step |    | ben   | courier | k1     | Account suspended
        """,
        as_of="2026-03-20 12:00",
        says="A block against Ben, “{quote}”, on Friday 6 March",
    ),
    unsure(
        "A fee in the books under its name",
        """
        at               | kind     | by  | side    | thread | item     | amount
        2026-03-06 09:00 | purchase | ben | courier | o1     | Late fee | 12.00
        """,
        as_of="2026-03-20 12:00",
        says="A fee against Ben, “{quote}”, on Friday 6 March",
    ),
)
