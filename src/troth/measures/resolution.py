"""How long does it take until a customer's question is settled?

Why it matters: A quick first answer settles nothing by itself. What the customer lives through
is the whole time, with every message back and forth.

How it decides: A case begins with the customer's first message. It ends with the last message
of ours after which the customer wrote nothing for seven days, or wrote only thanks. If the
customer writes again, the case was not over; if that is more than seven days later, it is a new
case. Messages of machines count for nothing on either side. Steps of a support case, which say
when it was closed, are not read: closing a case is our act, and silence or thanks is hers.

When it stays silent: Words of thanks begin no case. A case is open while the customer wrote
last, and for seven days after our last message, since nobody can know yet.

Source: own definition; the seven days are a choice and stand in `QUIET_DAYS`. A customer who gave
up looks settled here, which is why the lenses `unanswered` and `silence` stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from troth.extend.conversations import SAID, by_conversation, said
from troth.extend.measure import (
    Batch,
    Case,
    Context,
    MeasureCard,
    Table,
    Tables,
    case_of,
    silent,
    speaks,
    unsure,
)
from troth.model.units import DAY_US

CARD = MeasureCard(needs=frozenset({"message"}), unit="duration")

SCHEMA = {name: kind for name, kind in SAID.items() if name != "account"}
"""What `gather` gives, a row a message: the walk through a conversation is in `cases`."""

QUIET_DAYS = 7
QUIET_US = QUIET_DAYS * DAY_US
SHORT = 200
"""Thanks that settle a question are short; longer texts are not looked at."""
THANKS = re.compile(
    r"\b(thanks?|thank you|thx|cheers|sorted|solved|resolved|all good|appreciate(d)?|"
    r"(it|that|everything) works( now)?|works now)\b",
    re.IGNORECASE,
)
POLITE = re.compile(r"\b(thank(s| you) again|no (problem|worries)|not at all)\b", re.IGNORECASE)
NOT_YET = re.compile(
    r"\?|\b(but|however|still|again|not|no|isn'?t|doesn'?t|didn'?t|hasn'?t|haven'?t|won'?t|"
    r"can'?t|never|when|please|nothing|useless)\b",
    re.IGNORECASE,
)


def gather(tables: Tables, moment_us: int) -> Table:
    """The messages people wrote, in conversations; text only where it may be thanks."""
    return said(tables, moment_us, SHORT).drop("account")


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """Every settled or open question, conversation by conversation, in the order they began."""
    found: list[Case] = []
    for system, messages in by_conversation(batch):
        until = min(context.moment_us, context.coverage.get(system, context.moment_us))
        found.extend(_walk(messages, until))
    return sorted(found, key=lambda case: (case.start_us, case.id))


def _walk(messages: Iterable[Mapping[str, Any]], until_us: int) -> Iterator[Case]:
    """One conversation: questions, our last word on each, and how each ended."""
    asked: Mapping[str, Any] | None = None
    answered: Mapping[str, Any] | None = None
    for row in messages:
        if asked and answered and row["ts_us"] - answered["ts_us"] >= QUIET_US:
            yield _case(asked, answered)
            asked = answered = None
        if row["direction"] == "out":
            answered = row if asked else None
        elif not closes(row["short_text"]):
            asked, answered = asked or row, None
        elif asked and answered:
            yield _case(asked, answered)
            asked = answered = None
    if asked:
        quiet = answered is not None and until_us - answered["ts_us"] >= QUIET_US
        yield _case(asked, answered, known=quiet)


def closes(text: str | None) -> bool:
    """Whether these words only thank, or say that it is settled; a question or a "but" does not."""
    plain = POLITE.sub("thanks", text or "")
    return bool(THANKS.search(plain)) and not NOT_YET.search(plain)


def _case(
    asked: Mapping[str, Any], answered: Mapping[str, Any] | None, *, known: bool = True
) -> Case:
    case = case_of(asked, answered)
    return case if known else replace(case, end_us=None)


EXAMPLES = (
    speaks(
        "Settled with thanks after two answers; the other was never answered",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | ana    | t1     | Where is my parcel?
        2026-03-02 10:00 | message | us:tom | t1     | Which number?
        2026-03-02 11:00 | message | ana    | t1     | 4711
        2026-03-03 09:00 | message | us:tom | t1     | Found. It comes today.
        2026-03-03 15:00 | message | ana    | t1     | It is here, thank you!
        2026-03-02 11:00 | message | ben    | t2     | My invoice is wrong.
        """,
        as_of="2026-03-20 12:00",
        says="1 of 2 within 2 days",
    ),
    speaks(
        "A week without a word from the customer after our answer",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | ana    | t1     | How do I change my address?
        2026-03-02 10:00 | message | us:tom | t1     | Under settings, then profile.
        """,
        as_of="2026-03-09 10:00",
        says="1 of 1 within 2 days",
    ),
    silent(
        "Thanks for the delivery asks nothing",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | ana    | t1     | Thank you, all good.
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Answered two days ago: nobody can know yet",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | ana    | t1     | How do I change my address?
        2026-03-02 10:00 | message | us:tom | t1     | Under settings, then profile.
        """,
        as_of="2026-03-04 10:00",
        says="0 of 1 within 7 days: still open",
    ),
)
