"""What came of a lens' findings here: how many were worth it, how many were dismissed.

Worth it is what was done or answered. Dismissed is what was marked as wrong, or as needing
nobody. What was only put off says nothing about either, and neither does a dismissal whose
reason is "not now". A lens that is mostly dismissed steps back: with eight findings or more of
one kind, once the whole of Wilson's interval for the share worth it lies below one half.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.ledger.judged import Judged, judged
from troth.model.finding import Status
from troth.views.reading import Reading
from troth.views.standing import ASIDE
from troth.views.surety import LEAST, Interval, share, span

LEAST_JUDGED = 8
"""Below so many findings that people said something of, no lens steps back."""
HALF = 0.5
WORTH = frozenset({"done", "answered"})
DISMISSED = frozenset({"wrong", "dismiss"})
NOT_NOW = re.compile(
    r"\bnot (?:right )?now\b|\bnot yet\b|\btoo (?:early|soon|busy)\b|\bno time\b|^\W*later\b"
    r"|\b(?:maybe|perhaps|do it|ask|look|call|write) (?:\w+ )?later\b|\banother (?:day|time)\b"
    r"|\bnext (?:week|month|quarter|year)\b|\b(?:waits?|waiting|holds?|holding) (?:until|till|off)\b",
    re.IGNORECASE,
)
"""Reasons that put a finding off and do not call it wrong."""

Kind = tuple[str, Status]
"""A lens, and whether it spoke or was unsure."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What people said of one kind of finding since the lens was last brought back.

    `worth` were done or answered, `dismissed` needed nobody, `later` were put off.
    """

    lens: str
    status: Status
    worth: int = 0
    dismissed: int = 0
    later: int = 0

    @property
    def n(self) -> int:
        """How many tell whether this kind is right."""
        return self.worth + self.dismissed

    @property
    def rate(self) -> Interval:
        """The share that was worth it, with Wilson's interval."""
        return share(self.worth, self.n, "findings")

    @property
    def steps_back(self) -> bool:
        """Whether this kind is mostly dismissed, beyond chance."""
        high = self.rate.high if self.n >= LEAST_JUDGED else None
        return high is not None and high < HALF

    @property
    def says(self) -> str:
        """What is known of this kind here, in one line; empty where too little is."""
        if self.n < LEAST:
            return ""
        return f"here {self.worth} of {self.n} of this kind were worth it ({_range(self.rate)})"

    @property
    def says_back(self) -> str:
        """What is said where it steps back: of which lens, how many were dismissed, what follows."""
        unsure = "" if self.status == "speaks" else ", where it is unsure"
        return (
            f"What {self.lens} finds{unsure} was mostly dismissed here, {self.dismissed} of "
            f"{self.n}; shown last."
        )


def outcomes(reading: Reading) -> Mapping[Kind, Outcomes]:
    """What came of each kind of finding that people said something of."""

    def read() -> Mapping[Kind, Outcomes]:
        return counted(judged(reading.con, ASIDE))

    return reading.held.of("outcomes", (reading.state.aside, reading.state.run), read)


def counted(held: Iterable[Judged]) -> dict[Kind, Outcomes]:
    """The same from what was said, finding by finding."""
    counts: dict[Kind, Counter[str]] = {}
    for one in held:
        counts.setdefault((one.lens, one.status), Counter())[verdict(one)] += 1
    return {
        kind: Outcomes(*kind, count["worth"], count["dismissed"], count["later"])
        for kind, count in sorted(counts.items())
    }


def verdict(one: Judged) -> str:
    """ "worth", "dismissed" or "later": what one word on a finding says about its lens."""
    if one.deed in WORTH:
        return "worth"
    if one.deed == "wrong":
        return "dismissed"
    put_off = one.deed not in DISMISSED or NOT_NOW.search(one.reason) is not None
    return "later" if put_off else "dismissed"


def _range(rate: Interval) -> str:
    return f"{span(rate.low or 0, rate.high or 0)} %"
