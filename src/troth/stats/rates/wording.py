"""From how many cases a rate is printed at all, and how shares are said in words."""

from __future__ import annotations

LEAST = 5
"""Below so many cases no rate is printed: "not enough to say (n = 4)".

At 5 answers the adjusted interval of a score covers at least .89 (every kind of answer at least
5 %, reckoned exactly over all tables) and is on average narrower than half its scale; at 4 it is
wider than that, and at 3 coverage falls to .84.
"""


def few(n: float) -> str:
    """What is said instead of a rate."""
    return f"not enough to say (n = {amount(n)})"


def amount(n: float) -> str:
    """A count, whole where it is whole: 1,204 or 12.5."""
    return f"{n:,.0f}" if n == round(n) else f"{n:,.1f}"


def counted(n: float) -> float:
    """A sum of weights, as a whole number where it is one."""
    return int(n) if n == int(n) else float(n)


def percent(share: float) -> str:
    """A share in words: 62 %, with one decimal where it is nearly none or nearly all."""
    per = 100 * share
    near = 0 < abs(per) < 1 or 99 < abs(per) < 100
    return f"{per:.1f} %" if near else f"{per:.0f} %"


def basis(n: float, method: str, level: float) -> str:
    """What stands behind a figure: how many cases, which method, which level."""
    return f"n = {amount(n)}, {method}, {percent(level)}"
