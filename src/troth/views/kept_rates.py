"""How often promises were kept, by whatever names them: their side, or whoever made them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from troth.model.promise import Promise
from troth.views.surety import Interval, share

KEPT = ("kept",)
FAILED = ("late", "partly", "broken")


@dataclass(frozen=True, slots=True)
class KeptRate:
    """How often one maker, or the promises to one side, were kept."""

    name: str
    rate: Interval


def kept_rates(
    held: Iterable[Promise], named: Callable[[Promise], str | None]
) -> tuple[KeptRate, ...]:
    """Kept of settled, by whatever names a promise; the worst first, too few last."""
    counts: dict[str, list[int]] = {}
    for one in held:
        if one.state in (*KEPT, *FAILED):
            kept_and_all = counts.setdefault(named(one) or "not stated", [0, 0])
            kept_and_all[0] += one.state in KEPT
            kept_and_all[1] += 1
    rates = [KeptRate(name, share(kept, n, "promises")) for name, (kept, n) in counts.items()]
    return tuple(
        sorted(rates, key=lambda one: (one.rate.value is None, one.rate.value or 0, one.name))
    )
