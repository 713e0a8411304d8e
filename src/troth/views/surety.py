"""How sure a finding or a rate is, said in one line and drawn as one bar."""

from __future__ import annotations

from dataclasses import dataclass

from troth.model.finding import Status, Strength

LEAST = 5
"""Below so many cases a rate is not printed: "not enough to say (n = 4)"."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its interval, all between 0 and 1, and the same in words.

    `value` is None below the least number of cases; then only `says` is shown.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    unit: str
    method: str
    says: str


def share(successes: int, n: int, unit: str) -> Interval:
    """A kept rate or another share, with Wilson's 95 % interval."""
    if n < LEAST:
        return Interval(None, None, None, n, unit, "wilson", f"not enough to say (n = {n})")
    from troth.stats import wilson

    estimate = wilson(successes, n)
    low, high = float(estimate.low), float(estimate.high)
    says = f"{percent(successes / n)} ({span(low, high)}, n = {n})"
    return Interval(successes / n, low, high, n, unit, "Wilson, 95 %", says)


def how_sure(strength: Strength, status: Status) -> str:
    """One plain line: sure or not, from how much, and by what method."""
    word = "Sure" if status == "speaks" else "Unsure"
    return f"{word}: {basis(strength)}"


def basis(strength: Strength) -> str:
    """From how much, how likely, by what method: "from 24 gaps, chance 0.3 %, (1+g/T)^-n"."""
    parts = [f"from {strength.n} {_unit(strength)}" if strength.n else f"no {strength.unit}"]
    if strength.value is not None:
        parts.append(_value(strength))
    return f"{', '.join(parts)} · {strength.method}"


def _unit(strength: Strength) -> str:
    unit = strength.unit
    return unit[:-1] if strength.n == 1 and unit.endswith("s") and not unit.endswith("ss") else unit


def _value(strength: Strength) -> str:
    value = strength.value or 0.0
    if strength.kind == "count":
        return f"{value:g}"
    name = "chance" if strength.kind == "probability" else "share"
    if strength.low is None or strength.high is None:
        return f"{name} {percent(value)}"
    return f"{name} {percent(value)} ({span(strength.low, strength.high)})"


def percent(value: float) -> str:
    """ "94 %", "0.3 %", "under 0.1 %"."""
    hundredth = value * 100
    if 0 < hundredth < 0.1:
        return "under 0.1 %"
    return f"{hundredth:.1f} %" if 0 < hundredth < 0.95 else f"{hundredth:.0f} %"


def span(low: float, high: float) -> str:
    """The ends of an interval in hundredths: "47–56"."""
    return f"{low * 100:.0f}–{high * 100:.0f}"
