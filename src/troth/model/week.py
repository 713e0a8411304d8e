"""A promise week by week: what a week held, and how evenly weeks go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Week:
    """One week on one side; the share and its interval from five cases on.

    `alarm` is the week in which breaks had become more frequent for certain enough.
    """

    week: str
    start_us: int
    kept: int
    broken: int
    waiting: int
    n: int
    rate: float | None
    low: float | None
    high: float | None
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Consistency:
    """Do weeks differ by more than chance (`phi` over 1), and since when are there more breaks?

    `alarm_us` is the week of the alarm, `since_us` the one in which the worse time seems to have
    begun; both None where nothing has changed, or where a target leaves no room for breaks.
    """

    phi: float | None
    p_value: float | None
    weeks: int
    n: int
    says: str
    method: str
    alarm_us: int | None = None
    since_us: int | None = None
