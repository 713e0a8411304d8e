"""How many of those who wrote to us got an answer at all?

Why it matters: How fast we answer is told of those who were answered. Whoever never was stands
in no average of waiting times, and is the one who goes without a word.

How it decides: A case is one conversation in which a customer wrote. It begins with her first
message and ends with the first message one of us wrote after it; machines on either side neither
begin nor end it. It is answered where that came within thirty days, and unanswered where thirty
days have passed without. Words that only thank begin no case.

When it stays silent: A conversation in which no customer wrote is no case. One that is younger
than thirty days and not answered yet counts for nothing yet, and neither does one from which our
records end before its thirty days are over.

Source: own definition; the thirty days are a choice and stand in `WITHIN_DAYS`. An answer by
telephone counts if it stands in the records as a message of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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

CARD = MeasureCard(needs=frozenset({"message"}), unit="share", bounds=frozenset({"share"}))

SCHEMA = SAID
"""What `gather` gives, a row a message."""

WITHIN_DAYS = 30
WITHIN_US = WITHIN_DAYS * DAY_US
SHORT = 120
THANKS = re.compile(
    r"\W*(?:(?:many |ok(?:ay)?,? )?thank(?:s| you)(?: (?:so|very) much| a lot| again)?|thx|cheers|"
    r"(?:it|that|all) (?:works|is fine|good) now|perfect|great|got it)\b[^?]*",
    re.IGNORECASE,
)
MORE = re.compile(r"\b(?:but|however|still|again|not|no|when|where|why|how|please)\b", re.I)


def gather(tables: Tables, moment_us: int) -> Table:
    """What people wrote in conversations, ours and theirs; words only where they may be thanks."""
    return said(tables, moment_us, SHORT)


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case a conversation, in the order in which they began."""
    found = []
    for system, messages in by_conversation(batch):
        asked = next((row for row in messages if _asks(row)), None)
        if asked is None:
            continue
        answers = (row for row in messages if row["direction"] == "out")
        answer = next((row for row in answers if row["ts_us"] >= asked["ts_us"]), None)
        reach = min(context.moment_us, context.coverage.get(system, context.moment_us))
        over = reach >= min(context.moment_us, asked["ts_us"] + WITHIN_US)
        found.append(_case(asked, answer, answer is not None or over))
    return sorted(found, key=lambda case: (case.start_us, case.id))


def _asks(row: Mapping[str, Any]) -> bool:
    if row["direction"] != "in":
        return False
    words = row["short_text"] or ""
    return not (THANKS.fullmatch(words.strip()) and not MORE.search(words))


def _case(asked: Mapping[str, Any], answer: Mapping[str, Any] | None, counts: bool) -> Case:
    due_us = asked["ts_us"] + WITHIN_US
    return case_of(asked, answer, account=asked["account"], due_us=due_us, counts=counts)


EXAMPLES = (
    speaks(
        "One was answered after a week, one never",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | ana    | t1     | Where is my parcel?
        2026-03-09 10:00 | message | us:tom | t1     | It is on its way.
        2026-03-02 11:00 | message | ben    | t2     | My invoice is wrong.
        """,
        as_of="2026-05-10 12:00",
        says="1 of 2: answer-rate >= 90%",
    ),
    silent(
        "She only thanked us",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | us:tom | t1     | Your parcel has arrived.
        2026-03-02 10:00 | message | ana    | t1     | Thank you very much!
        """,
        as_of="2026-05-10 12:00",
    ),
    unsure(
        "Asked a week ago: not answered, and not too late",
        """
        at               | kind    | by     | thread | text
        2026-03-02 09:00 | message | ana    | t1     | Where is my parcel?
        """,
        as_of="2026-03-09 10:00",
        says="0 of 0, 1 still open: answer-rate >= 90%",
    ),
)
