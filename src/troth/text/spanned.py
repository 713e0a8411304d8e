"""From where to where the points of a rating go, and whether more of them is better.

A number alone tells nothing, so the question's own words go first; without them the largest answer
anybody gave tells, where it is the end of a scale that is in use.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from troth.patterns import later
from troth.text.scales import NAMED, scale_of

RATED = tuple(NAMED)
"""What is asked: whether they would recommend us, are satisfied, had it easy."""
_ENDS = (5.0, 7.0, 10.0)
_MOST = 11
"""Points; of a finer scale no share of best answers is reckoned."""
_EFFORT = later(r"\bhow (?:much effort|difficult|hard)\b|\beffort did you\b", re.I)


@dataclass(frozen=True, slots=True)
class Span:
    """The two ends of a scale in whole points; `turned` where fewer points are better."""

    low: int
    high: int
    turned: bool = False

    @property
    def points(self) -> int:
        """How many answers there are to choose from."""
        return self.high - self.low + 1

    def place(self, score: float) -> int:
        """An answer as its place from 1, the worst, to `points`, the best."""
        return int(self.high - score if self.turned else score - self.low) + 1

    def holds(self, score: float) -> bool:
        """Whether this is an answer that can be given."""
        return score == int(score) and self.low <= score <= self.high


def span_of(rated: str, question: str, scores: Collection[float]) -> Span | None:
    """The scale of answers to a question; None where neither words nor answers tell."""
    if rated == "nps":
        return Span(0, 10)
    turned = rated == "ces" and _EFFORT.search(question) is not None
    stated = scale_of(question)
    if stated is not None and stated != NAMED.get(stated.name):
        low, high = stated.least, stated.most
    elif scores and min(scores) >= 0 and max(scores) in _ENDS:
        low, high = (0.0 if min(scores) < 1 else 1.0), max(scores)
    else:
        return None
    return Span(int(low), int(high), turned) if high - low < _MOST else None
