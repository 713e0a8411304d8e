"""An incident as its record tells it, how long things were down, and what that leaves of a promise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from troth.model.units import MINUTE_US

if TYPE_CHECKING:
    from troth.stats.rates.budgets import Uptime

NO_HARM = frozenset({"none", "maintenance"})
SLIGHT = frozenset({"minor", "low", "degraded", "degraded_performance", "slow", "trivial"})
"""Impacts of which nobody can say that the product was down."""


@dataclass(frozen=True, slots=True)
class Outage:
    """One incident as its record tells it.

    `end_us` is where it ended, else how far its records reach (then `open`). `updates_us` are
    the moments of public words, None where some were said and nobody knows when. Planned work
    counts as such only where it was announced before it began.
    """

    record: str
    version: str
    title: str
    impact: str | None
    start_us: int
    end_us: int
    open: bool = False
    planned: bool = False
    only_day: bool = False
    ours: str | None = None
    side: str | None = None
    account: str | None = None
    about: str | None = None
    components: tuple[str, ...] = ()
    updates_us: tuple[int, ...] | None = ()

    @property
    def minutes(self) -> float:
        """How long it lasted, 0 where only its day is known."""
        return 0.0 if self.only_day else (self.end_us - self.start_us) / MINUTE_US

    @property
    def counts(self) -> bool:
        """Whether its minutes are lost ones: not announced before, and with an impact."""
        return not self.planned and (self.impact or "").casefold() not in NO_HARM

    @property
    def narrow(self) -> bool:
        """Whether it names whom it stopped."""
        return bool(self.side or self.account or self.about or self.components)

    @property
    def slight(self) -> bool:
        """Whether its record says that it was no full outage."""
        return (self.impact or "").casefold().replace(" ", "_") in SLIGHT


def read_outage(row: Mapping[str, Any], reach_us: int) -> Outage:
    """An incident from the columns of its record; `reach_us` is how far its system's records go."""
    more = _more(row.get("extra"))
    start = int(row["start_us"] if row.get("start_us") is not None else row["ts_us"])
    end = row.get("end_us")
    announced = _moment(more.get("announced_at", ""))
    planned = bool(row.get("planned")) and (announced is None or announced <= start)
    return Outage(
        record=row["id"],
        version=row["version"],
        title=row.get("title") or "",
        impact=row.get("impact"),
        start_us=start,
        end_us=max(start, int(end) if end is not None else reach_us),
        open=end is None,
        planned=planned,
        only_day=row.get("precision") == "day",
        ours=row.get("ours"),
        side=row.get("side"),
        account=row.get("account"),
        about=row.get("about"),
        components=tuple(
            part.strip()
            for name in ("components", "component", "affected", "service", "services")
            for part in re.split(r"[,;]", more.get(name, ""))
            if part.strip()
        ),
        updates_us=_updates(more, row.get("text") or ""),
    )


def _updates(more: Mapping[str, str], text: str) -> tuple[int, ...] | None:
    """When the public was told; None where it was and nobody knows when."""
    told = [_moment(each) for each in more.get("updates_at", "").split()]
    found = tuple(sorted(at for at in told if at is not None))
    return None if not found and text and "status" in more else found


def _moment(text: str) -> int | None:
    try:
        return round(datetime.fromisoformat(text).timestamp()) * 1_000_000
    except (ValueError, OverflowError):
        return None


def _more(extra: object) -> dict[str, str]:
    """What else a record holds, by names in small letters."""
    held = json.loads(extra) if isinstance(extra, str) and extra.startswith("{") else extra
    if not isinstance(held, Mapping):
        return {}
    return {str(name).casefold(): str(value) for name, value in held.items()}


def down(all_: Iterable[Outage], since_us: int, until_us: int) -> float:
    """Minutes between two moments in which something was down, incidents that overlap once."""
    from troth.stats.rates.budgets import lost_minutes

    held = [one for one in all_ if one.counts and not one.only_day]
    starts = [(one.start_us - since_us) / MINUTE_US for one in held]
    ends = [(one.end_us - since_us) / MINUTE_US for one in held]
    whole = (until_us - since_us) / MINUTE_US
    return lost_minutes([0.0], [whole], starts, ends).minutes


def kept_up(
    outages: Iterable[Outage], at_us: int, share: float, days: int, born_us: int = 0
) -> Uptime:
    """What these incidents leave of an uptime promised, in the days up to a moment."""
    from troth.stats.rates.budgets import uptime

    spans = [
        (max(one.start_us, born_us), min(one.end_us, at_us))
        for one in outages
        if one.counts and not one.only_day and one.start_us < at_us and one.end_us > born_us
    ]
    starts = [(start - at_us) / MINUTE_US for start, _ in spans]
    ends = [(end - at_us) / MINUTE_US for _, end in spans]
    return uptime(starts, ends, 0.0, share, days)
