"""Whom have we asked for the same thing twice, though it was given the first time?

Why it matters: The second time we ask for the number of the order she learns that nobody wrote it
down. Her minutes are spent on our memory, and every further answer is believed less.

How it decides: It looks at what our messages to one person ask for: the number of an order, a
case, a parcel or a customer, an address, a name, a date of birth, a picture, a version, a proof. It
speaks where we asked for the same again within 30 days (option `within`), in this conversation or
another, and a message of hers in between held it; the newest such question is told, and only if it
is of the last 30 days (option `look-back`).

When it stays silent: where she had not given it, so that we only reminded her; where the second
question is for another one ("a second photo", "a picture of the label"); where we asked twice before
she could answer; and for another brand or another person. It is unsure where she only said that she
had sent it, by a way that the records do not hold, where her answer lies in another conversation
than the second question, and where the records end long ago.

Source: methods.md 12: repeats of the same information. Rules over words
(`troth.text.wanting_to_know`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from troth.extend.cases import counted_to, here
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
from troth.extend.talks import SAID, by_person, talks
from troth.model.units import DAY_US
from troth.text.patience import Patience, day_of
from troth.text.wanting_to_know import another, asked_for, gives, holds

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the message in which we ask again",
    schema=SAID,
    status="preview",
    options={"within": "30 days", "look-back": "30 days"},
    rests_on=frozenset({"message"}),
)
Row = Mapping[str, Any]


def gather(tables: Tables, moment_us: int) -> Table:
    """What was said lately with people of whom there is more than one message."""
    return talks(tables, moment_us)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """For each person the newest question that had been answered."""
    for rows in by_person(batch):
        reach = replace(context, moment_us=here(context, rows[-1]["system"]))
        found = _newest(rows, reach)
        if found is not None:
            yield _finding(found, reach)


@dataclass(frozen=True, slots=True)
class _Twice:
    """What was asked for again, the two questions, and the answer in between."""

    particular: str
    first: Row
    answer: Row
    again: Row
    span: Span
    sure: bool


def _newest(rows: Sequence[Row], context: Context) -> _Twice | None:
    back_us = Patience.read(context.options.get("look-back", "30 days")).n * DAY_US
    within_us = Patience.read(context.options.get("within", "30 days")).n * DAY_US
    asked: dict[str, int] = {}
    newest: _Twice | None = None
    for at, row in enumerate(rows):
        if not row["from_us"]:
            continue
        for name, span in asked_for(row["text"]).items():
            first = asked.setdefault(name, at)
            if first != at and row["ts_us"] - rows[first]["ts_us"] <= within_us:
                newest = _twice(name, rows, (first, at), span) or newest
            asked[name] = at
    if newest is None or context.moment_us - newest.again["ts_us"] > back_us:
        return None
    return newest


def _twice(name: str, rows: Sequence[Row], at: tuple[int, int], span: Span) -> _Twice | None:
    first, again = rows[at[0]], rows[at[1]]
    if another(again["text"], span):
        return None
    hers = [row for row in rows[at[0] + 1 : at[1]] if not row["from_us"]]
    answer = next((row for row in hers if holds(row["text"], name)), None)
    told = answer or next((row for row in hers if gives(row["text"], name)), None)
    if told is None:
        return None
    sure = answer is not None and told["talk"] == again["talk"]
    return _Twice(name, first, told, again, span, sure)


def _finding(found: _Twice, context: Context) -> Finding:
    again = found.again
    zone = context.calendar(again["side"], again["ours"] or None).zone
    on = day_of(again["ts_us"], zone, context.as_of_us, weekday=True)
    answered = day_of(found.answer["ts_us"], zone, context.as_of_us, weekday=True)
    how = "gave it" if found.sure else "answered"
    aged = context.too_old_for(max(context.moment_us - again["ts_us"], DAY_US))
    return Finding(
        lens="asked-twice",
        subject=Subject("person", again["handle"]),
        anchor=again["record"],
        says=f"On {on} we asked {{subject}} again for the {found.particular} (“{{quote}}”); we had asked "
        f"before, and they {how} on {answered}{counted_to(context)}.",
        strength=Strength("rule", 3, "messages", "the same particular asked for twice"),
        cites=(
            Cite(again["record"], again["version"], found.span),
            Cite(found.answer["record"], found.answer["version"]),
            Cite(found.first["record"], found.first["version"]),
        ),
        next="Take it from their earlier message, write it where the next colleague sees it, and tell "
        "them that they need not send it again.",
        would_change="That the first answer was of something else, could not be read, or never "
        "reached us.",
        status="speaks" if found.sure and not aged else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=again["ts_us"],
        stakes=1.0,
        data={"particular": found.particular},
    )


EXAMPLES = (
    speaks(
        "The number of the order, given and asked for again",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 09:00 | message | ana    |       | t1     | My lid came broken.
        2026-03-16 10:00 | message | us:tom | ana   | t1     | Sorry! Could you send us your order number?
        2026-03-16 11:00 | message | ana    |       | t1     | It is K-20417.
        2026-03-18 10:00 | message | us:kim | ana   | t1     | Hello Ana, please send us your order number, so that I can look into it.
        """,
        as_of="2026-03-20 12:00",
        says="On Wednesday 18 March we asked Ana again for the order number (“{quote}”); we had asked before, and they gave it on Monday 16 March.",
    ),
    silent(
        "She had not given it, so we reminded her",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 10:00 | message | us:tom | ana   | t1     | Could you send us your order number?
        2026-03-16 11:00 | message | ana    |       | t1     | I have to look for it at home.
        2026-03-18 10:00 | message | us:tom | ana   | t1     | Could you send us your order number?
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "A second picture, and a picture of something else",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 10:00 | message | us:tom | ana   | t1     | Could you send us a photo?
        2026-03-16 11:00 | message | ana    |       | t1     | Here is the photo of the lid.
        2026-03-16 12:00 | message | us:tom | ana   | t1     | Thanks! Could you send another photo from the side?
        2026-03-16 13:00 | message | ana    |       | t1     | Photo attached.
        2026-03-16 14:00 | message | us:tom | ana   | t1     | And could you send a photo of the label?
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "We thank for it, and ask for something else",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 10:00 | message | us:tom | ana   | t1     | Could you send us your order number?
        2026-03-16 11:00 | message | ana    |       | t1     | It is K-20417.
        2026-03-16 12:00 | message | us:tom | ana   | t1     | Thanks for the order number. Could you send us your postcode?
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Another person’s answer",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 10:00 | message | us:tom | ana   | t1     | Could you send us your order number?
        2026-03-16 11:00 | message | ana    |       | t1     | It is K-20417.
        2026-03-16 12:00 | message | us:tom | ben   | t2     | Could you send us your order number?
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "She says that she sent it, by a way that is not in the records",
        """
        at               | kind    | by     | about | thread | text
        2026-03-16 10:00 | message | us:tom | ana   | t1     | Please DM us your account e-mail.
        2026-03-16 11:00 | message | ana    |       | t1     | I just sent you a message.
        2026-03-18 10:00 | message | us:kim | ana   | t1     | Hello, please DM us your account e-mail so we can take a look.
        """,
        as_of="2026-03-20 12:00",
        says="we asked Ana again for the mail address",
    ),
)
