"""The two-sided normal quantile, on the standard library alone so that `check` needs no numpy."""

from __future__ import annotations

from troth.errors import NumbersError

Z95 = 1.959963984540054


def quantile(level: float) -> float:
    """How many standard errors on either side hold `level` (between 0 and 1) of a normal curve."""
    if level == 0.95:
        return Z95
    if not 0 < level < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + level) / 2)
