"""What is gone of the downtime that our promises of uptime allow?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from troth.extend.outages import Outage, kept_up
from troth.model.promise import LIVE, Promise
from troth.model.units import MINUTE_US
from troth.text.uptime import PromisedUptime, promised_uptime
from troth.views.reading import Reading
from troth.views.when import stretch


@dataclass(frozen=True, slots=True)
class Spent:
    """What is gone of the downtime that a promise of uptime allows, in minutes.

    `share` is spent of allowed, `burn` how many times too fast it went in the last hours, `fast`
    the worst of it in words, empty where it went slowly enough; `at` is the day up to which it
    is counted.
    """

    promise: str
    words: str
    target: float
    days: int
    used: float
    allowed: float
    share: float
    confirmed: bool
    at: str
    burn: tuple[tuple[float, float], ...]
    says: str
    fast: str

    @property
    def over(self) -> bool:
        """Whether more is gone than is allowed."""
        return self.used > self.allowed


def promised_uptimes(reading: Reading) -> list[tuple[Promise, PromisedUptime]]:
    """Live promises of uptime, the confirmed ones first."""
    held = [one for one in reading.opened if one.state in LIVE]
    read = [(one, promised_uptime(one.measure or "") or promised_uptime(one.words)) for one in held]
    found = [(one, up) for one, up in read if up is not None]
    return sorted(found, key=lambda pair: (not pair[0].confirmed, pair[0].born_us, pair[0].id))


def concerns(promise: Promise, outage: Outage) -> bool:
    """Whether an incident counts against a promise: same brand and side, and since it was made."""
    same = promise.ours == outage.ours or None in (promise.ours, outage.ours)
    side = outage.side is None or promise.side in (None, outage.side)
    return same and side and outage.end_us > promise.born_us


def spent(
    promise: Promise,
    up: PromisedUptime,
    everything: Iterable[Outage],
    at_us: int,
    reading: Reading,
) -> Spent:
    """What is gone of it at a moment."""
    mine = [one for one in everything if concerns(promise, one)]
    kept = kept_up(mine, at_us, up.share, up.days, promise.born_us)
    gone = f"{kept.down:,.4g} of {kept.allowed:,.4g} minutes in {up.days} days"
    over = f", {-kept.left:,.4g} too many" if kept.left < 0 else f", {kept.left:,.4g} are left"
    return Spent(
        promise=promise.id,
        words=promise.words,
        target=up.share,
        days=up.days,
        used=round(kept.down, 2),
        allowed=round(kept.allowed, 2),
        share=round(kept.spent, 4),
        confirmed=promise.confirmed,
        at=reading.clock.day(at_us),
        burn=tuple((window / 60, round(rate, 2)) for window, rate in kept.burn),
        says=f"{up.share * 100:g} % uptime: {gone}{over}",
        fast=_fast(kept.burn),
    )


def _fast(burn: Iterable[tuple[float, float]]) -> str:
    """The stretch in which a budget went fastest, where that was too fast."""
    window, rate = max(burn, key=lambda one: one[1], default=(0.0, 0.0))
    if rate <= 1:
        return ""
    last = "hour" if window == 60 else stretch(int(window * MINUTE_US)).replace(" h", " hours")
    return f"in the last {last} it went {rate:.3g} times too fast"
