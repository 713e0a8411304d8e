"""How strong would something nobody measured have to be to explain this away? The E-value.

Why it matters: Where nothing was drawn by lot, the two groups may differ in what was never
    written down. One number says how far-reaching such a difference would have to be, and so how
    easily it can be thought of.
Formula: E = RR + √(RR · (RR − 1)), for RR ≥ 1; a ratio below 1 is turned first, 1/RR.
    For an interval: E of the limit nearest 1; E = 1 where the interval holds 1.
    Two strengths a (with the exposure) and b (with the outcome) can shift a ratio by at most
    a·b / (a + b − 1); E is the strength at which a = b would just suffice.
    Common outcomes are brought to the scale of risks first: odds √OR, hazards
    (1 − ½^√HR) / (1 − ½^√(1/HR)); for rare outcomes they are read as risks.
Assumes: A ratio of risks or rates, adjusted for all that was measured. The strengths are ratios
    too, and hold beyond what was adjusted for.
Cannot say: That there is such a confounder, or that there is none. No number is large in itself:
    compare it with what the strongest known cause does here. It says nothing of chance, of bad
    measurement, or of whom the data left out.
Source: VanderWeele and Ding, Sensitivity analysis in observational research: introducing the
    E-value, 2017
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from troth.errors import NumbersError
from troth.stats.arrays import number

__all__ = ("Unmeasured", "confounding", "unmeasured")


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """The E-value of a ratio, and that of the limit nearest 1 (None where none was given)."""

    value: float
    limit: float | None
    ratio: float
    """As it was turned and brought to the scale of risks: at least 1."""
    nearest: float | None
    """The limit nearest 1, likewise; 1 where the interval holds 1."""
    method: str


def unmeasured(
    ratio: float,
    low: float | None = None,
    high: float | None = None,
    *,
    scale: Literal["risk", "odds", "hazard"] = "risk",
) -> Unmeasured:
    """The E-value of `ratio`, and of the limit of its interval that lies nearest 1.

    For a ratio above 1 that is `low`, below 1 it is `high`; give both and the right one is taken.
    `scale` "odds" or "hazard" is for outcomes that befall more than about 15 in 100. Raises
    NumbersError where a ratio is not above 0, the limits do not enclose it, or the limit on the
    far side of 1 alone was given.
    """
    ratio = number("ratio", ratio, above=0)
    limits = [None if at is None else number(n, at, above=0) for n, at in _pairs(low, high)]
    if scale not in ("risk", "odds", "hazard"):
        raise NumbersError(f"scale is “{scale}”: it has to be “risk”, “odds” or “hazard”.")
    if (limits[0] or ratio) > ratio or (limits[1] or ratio) < ratio:
        raise NumbersError(f"The limits have to enclose the ratio {ratio:g}.")
    nearest = limits[0] if ratio >= 1 else limits[1]
    if nearest is None and limits != [None, None]:
        wanted, other = ("low", "high") if ratio >= 1 else ("high", "low")
        raise NumbersError(
            f"The ratio is {ratio:g}: the limit nearest 1 is {wanted}, and only {other} was given."
        )
    if nearest is not None and (nearest - 1) * (ratio - 1) <= 0:
        nearest = 1.0
    risk = _turned(ratio, scale)
    edge = None if nearest is None else _turned(nearest, scale)
    limit = None if edge is None else _strength(edge)
    method = "E-value" if scale == "risk" else f"E-value of a ratio of {scale}s"
    return Unmeasured(_strength(risk), limit, risk, edge, method)


def confounding(exposure: float, outcome: float) -> float:
    """By what factor at most a confounder of these two strengths can shift a ratio of risks."""
    first = number("exposure", exposure, least=1)
    second = number("outcome", outcome, least=1)
    return first * second / (first + second - 1)


def _pairs(low: float | None, high: float | None) -> tuple[tuple[str, float | None], ...]:
    return ("low", low), ("high", high)


def _turned(ratio: float, scale: str) -> float:
    """The ratio on the scale of risks, 1 or above."""
    ratio = max(ratio, 1 / ratio)
    if scale == "odds":
        return sqrt(ratio)
    if scale == "hazard":
        return float((1 - 0.5 ** sqrt(ratio)) / (1 - 0.5 ** sqrt(1 / ratio)))
    return ratio


def _strength(risk: float) -> float:
    return risk + sqrt(risk * (risk - 1))
