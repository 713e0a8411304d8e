"""Where do we say that something is to come, and name no day?

Why it matters: She plans by it. “Soon” is a day in her head and a year in ours, and nobody can say
that it is late.
How it decides: In what is written to customers, a roadmap too, it finds what we will do or bring “soon”,
“shortly”, “as soon as possible”, “in a future release”, “in the coming weeks”, in a sentence without
a date or a number of days. Three places are told, the rest with the last of them.
When it stays silent: Where a day, a month or a length of time stands in the sentence; where it is
the reader who is to act soon; on the past; in terms and papers for the house. It is unsure where
it is others who act, and where “soon” is only a farewell.
Source: A promise can be kept only where one can tell that it was not (see `vague-promise`).
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.dayless import DAYLESS, dayless
from troth.text.spelled import hits

CARD = ProseCard(severity="warning", status="preview", options={"most": 3})
PARTS = DAYLESS.words


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each promise of “soon”."""
    yield from hits(
        dayless(page),
        says="“{quote}” – no day; nobody could say that it is late.",
        instead="name the day, or the day on which you will name it",
        next="Ask who would notice if it came a month later.",
        would_change="A date, or a number of days.",
    )


EXAMPLES = (
    speaks(
        "Soon",
        "Your money is on its way. We «will write to you soon».",
        genre="reply",
        says="no day",
    ),
    speaks(
        "Coming soon",
        "A map of the lockers «is coming soon».",
        genre="launch",
        says="no day",
    ),
    silent(
        "A day is named",
        "We will write to you soon, on Friday at the latest.",
        genre="reply",
    ),
    silent(
        "It is the reader who acts",
        "Please tell us as soon as possible if a parcel is wet.",
        genre="reply",
    ),
    silent(
        "It is past",
        "The van came shortly before noon, and soon the street was full.",
        genre="story",
    ),
    unsure(
        "A farewell",
        "Ray is back on his round. We «will see you soon».",
        genre="reply",
        says="no day",
    ),
)
