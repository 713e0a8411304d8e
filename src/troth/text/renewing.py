"""When does a subscription or contract renew, as its export tells it?

An end that lies ahead is the day on which a contract is renewed or not; where the export says that
it was cancelled, that end is an end. An open subscription renews when its paid time is over, where
the export says when that is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from troth.patterns import later
from troth.text.listed_changes import unfolded

Why = Literal["renews", "cancelled", "paused", "ended", "no date"]

_CANCELLED = later(
    r"cancel|terminat|churn|ended|expired|closed|non[_ -]?renew|not renew|lapsed|inactive", re.I
)
_PAUSED = later(r"paus|suspend|on[ _-]?hold|frozen|dormant", re.I)
_NOT = later(r"^(?:false|no|0|)$", re.I)
_LEAVES = ("at_end", "cancelled", "until", "cancel_at_period_end", "canceled_at", "cancel_at")
_TURNS_OFF = ("auto_renew", "auto renew", "autorenew", "auto_renewal", "renews")
_PAID_UNTIL = ("period_end", "current_period_end", "renewal_date", "renews_on", "next_billing_date")


@dataclass(frozen=True, slots=True)
class Renewal:
    """The day of it in UTC microseconds, None where there is none to come; and why."""

    at_us: int | None
    why: Why


def renewal(status: str | None, end_us: int | None, extra: object, *, now_us: int) -> Renewal:
    """The next renewal after a moment. `extra` is the rest of the record's row, as JSON or read."""
    rest = _rest(extra)
    state = status or ""
    if _PAUSED.search(state):
        return Renewal(None, "paused")
    if _CANCELLED.search(state) or _leaves(rest):
        return Renewal(None, "cancelled")
    at_us = end_us if end_us is not None else _paid_until(rest)
    if at_us is None:
        return Renewal(None, "no date")
    return Renewal(None, "ended") if at_us <= now_us else Renewal(at_us, "renews")


def _rest(extra: object) -> dict[str, str]:
    return {_plain(str(name)): str(cell).strip() for name, cell in unfolded(extra).items()}


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_").removesuffix("_utc")


def _leaves(rest: Mapping[str, str]) -> bool:
    """Whether the row says that it was cancelled, or that it does not renew by itself."""
    if any(not _NOT.match(rest.get(name, "")) for name in _LEAVES):
        return True
    said = (rest[_plain(name)] for name in _TURNS_OFF if rest.get(_plain(name)))
    return any(_NOT.match(each) for each in said)


def _paid_until(rest: Mapping[str, str]) -> int | None:
    for name in _PAID_UNTIL:
        if cell := rest.get(name):
            try:
                read = datetime.fromisoformat(cell)
            except ValueError:
                continue
            read = read if read.tzinfo else read.replace(tzinfo=UTC)
            return int(read.timestamp() * 1_000_000)
    return None
