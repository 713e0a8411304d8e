"""How old a record may be: the lengths of `[retention]` as moments, and what an import leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from troth.config import Kept, Settings

if TYPE_CHECKING:
    from troth.extend.source import Frame

ENDS = {"period": "end_us", "incident": "end_us", "change": "effect_us"}
"""Of what lasts, the column that says when it was over."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def limits(settings: Settings, now_us: int) -> dict[str, int]:
    """By kind of record, the moment before which nothing of it is kept, in UTC microseconds."""
    return {kind: _before(kept, now_us) for kind, kept in settings.retention.items()}


def lasting(kept: Kept) -> str:
    """The length in words, as it is written in `troth.toml`: "3 years"."""
    for n, unit in (
        (kept.months // 12 if kept.months % 12 == 0 else 0, "year"),
        (kept.months, "month"),
        (kept.days // 7 if kept.days % 7 == 0 else 0, "week"),
        (kept.days, "day"),
    ):
        if n:
            return f"{n} {unit}{'' if n == 1 else 's'}"
    return "0 days"


def recent(frame: Frame, before: Mapping[str, int]) -> tuple[Frame, int]:
    """The frame without the rows that are too old to keep, and how many those were."""
    limit = before.get(frame.kind)
    if limit is None or not len(frame):
        return frame, 0
    times = frame.columns["at_us"]
    ends = frame.columns.get(ENDS.get(frame.kind, ""))
    kept = [
        at >= limit or not _over(frame.kind, None if ends is None else ends[row], limit)
        for row, at in enumerate(times)
    ]
    old = kept.count(False)
    return (frame.where(kept), old) if old else (frame, 0)


def _over(kind: str, end: object, limit: int) -> bool:
    """Whether what began before the limit was over before it too; a period without end runs."""
    if kind in ENDS and isinstance(end, int):
        return end < limit
    return kind != "period"


def _before(kept: Kept, now_us: int) -> int:
    """That much before now: months by the calendar, a day that a month lacks is its last."""
    now = _EPOCH + timedelta(microseconds=now_us)
    months = now.year * 12 + now.month - 1 - kept.months
    year, month = divmod(months, 12)
    if year < 1:
        return -(2**62)
    day = now.day
    while True:
        try:
            then = now.replace(year=year, month=month + 1, day=day)
            break
        except ValueError:
            day -= 1
    return (then - timedelta(days=kept.days) - _EPOCH) // timedelta(microseconds=1)
