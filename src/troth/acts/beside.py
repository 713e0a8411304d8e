"""One answerer beside another on the same labelled lines: is it better, or could that be chance?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from troth.stats.rates.proportions import Interval, wilson
from troth.text.backend import Answer


@dataclass(frozen=True, slots=True)
class Beside:
    """What a backend's answers were, beside the local ones on the same lines.

    `asked` lines were put to it (the others lay outside the band of scores, or were answered
    before); of these, `unused` counts by reason the replies that could not be checked. `local` is
    how often the local answers are right; `gained` lines only the backend gets right, `lost` ones
    only the local rules.
    """

    by: str
    asked: int
    local: Interval
    gained: int
    lost: int
    unused: Mapping[str, int] = field(default_factory=dict)

    @property
    def better(self) -> bool:
        """Whether it is better, by more than chance would give."""
        return better(self.gained, self.lost)

    @property
    def worse(self) -> bool:
        """Whether it is worse, by more than chance would give."""
        return better(self.lost, self.gained)


def beside(by: str, answers: Sequence[Answer], own: Sequence[str], gold: Sequence[str]) -> Beside:
    """Compare a backend's answers with the local labels."""
    rows = [
        (one.label == so, other == so) for one, other, so in zip(answers, own, gold, strict=True)
    ]
    return Beside(
        by,
        sum(one.asked for one in answers),
        wilson(sum(local for _, local in rows), len(rows)),
        sum(new and not old for new, old in rows),
        sum(old and not new for new, old in rows),
        Counter(one.fault for one in answers if one.fault),
    )


def better(gained: int, lost: int) -> bool:
    """Whether being right where the other is wrong happens more often than chance would have it.

    Of the lines on which the two differ, the share that one gets right: its Wilson interval (95 %)
    lies above one half.
    """
    return gained + lost > 0 and wilson(gained, gained + lost).low > 0.5
