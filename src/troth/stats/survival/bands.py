"""How far a curve of survivors may lie from the true one: log(-log), log and plain bands."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np

from troth.errors import NumbersError
from troth.stats.arrays import Floats

Kind: TypeAlias = Literal["log-log", "log", "plain"]
KINDS: tuple[Kind, ...] = ("log-log", "log", "plain")


def known(kind: str) -> str:
    """The kind of band asked for, or a NumbersError that lists those there are."""
    if kind not in KINDS:
        raise NumbersError(f"bands is “{kind}”; it is one of {', '.join(KINDS)}.")
    return kind


def band(kind: str, survival: Floats, spread: Floats, z: float) -> tuple[Floats, Floats]:
    """Low and high ends for a curve between 0 and 1 whose logarithm has standard error `spread`.

    Where the curve stands at 0 the low end is 0 and the high end is to be set by the caller.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if kind == "plain":
            half = z * spread * survival
            low, high = survival - half, survival + half
        elif kind == "log":
            low, high = survival * np.exp(-z * spread), survival * np.exp(z * spread)
        else:
            log = np.log(survival)
            reach = np.exp(z * spread / -log)
            low, high = np.exp(log * reach), np.exp(log / reach)
    sure = (survival <= 0) | (survival >= 1)
    low[sure], high[sure] = survival[sure], survival[sure]
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def carry(high: Floats, survival: Floats) -> None:
    """Once everybody is gone, keep the high end where it was: the true curve never rises."""
    gone = np.flatnonzero(survival <= 0)
    if gone.size:
        high[gone[0] :] = high[gone[0] - 1] if gone[0] else 1.0


def wait(times: Floats, survival: Floats, low: Floats, at_risk: Floats, level: float) -> None:
    """Set the low end for as long as nobody has gone: Clopper and Pearson's for none of n.

    At time 0 itself everybody is there, and that is sure.
    """
    left = survival < 1
    still = int(left.argmax()) if left[-1] else len(left)
    waiting = np.arange(still)[times[:still] > 0]
    low[waiting] = ((1 - level) / 2) ** (1 / np.maximum(at_risk[waiting], 1e-12))
