"""How much of a stretch of time stood still: the union of cases that are stretches themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from troth.model.case import Case
from troth.model.units import DAY_US, MINUTE_US


@dataclass(frozen=True, slots=True)
class StoodStill:
    """The time looked at, how much of it was down, and since when anybody kept a log of it."""

    start_us: int
    end_us: int
    down_us: int
    log_us: int

    @property
    def span_us(self) -> int:
        """How long the time looked at is; never nothing."""
        return max(1, self.end_us - self.start_us)

    @property
    def up(self) -> float:
        """The share of it in which nothing was down."""
        return 1 - self.down_us / self.span_us

    @property
    def minutes(self) -> float:
        """Minutes down."""
        return self.down_us / MINUTE_US

    @property
    def days(self) -> float:
        """Days looked at."""
        return self.span_us / DAY_US

    def touches(self, case: Case) -> bool:
        """Whether a case lies in the time looked at, at least in part."""
        end_us = self.end_us if case.end_us is None else case.end_us
        return case.start_us < self.end_us and end_us >= self.start_us


def stood_still(cases: Iterable[Case], start_us: int, end_us: int) -> StoodStill:
    """What counts of these cases between two moments; where they overlap, once.

    A case without an end goes on to the end. Those that do not count still show that a log was
    kept.
    """
    held = list(cases)
    log_us = min((case.start_us for case in held), default=end_us)
    spans = sorted(
        (max(case.start_us, start_us), min(end_us if case.end_us is None else case.end_us, end_us))
        for case in held
        if case.counts
    )
    down, reached = 0, start_us
    for first, last in spans:
        if last > reached:
            down += last - max(first, reached)
            reached = last
    return StoodStill(start_us, end_us, down, log_us)
