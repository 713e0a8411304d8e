"""Looked at every day, evidence of a silence climbs to its line only for her who fell silent."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.watching.eprocess import fall_evidence, rate_fall


def path(events: np.ndarray, until: float) -> tuple[np.ndarray, np.ndarray]:
    """Evidence at a fine grid of times."""
    at = np.linspace(0.01, until, 2000)
    return at, fall_evidence(np.searchsorted(events, at), at, 0.3)


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    end = 22
    loyal = np.cumsum(np.random.default_rng(19).exponential(1, 60))
    loyal = loyal[loyal < end]
    quiet = loyal[loyal < 6.5]
    for events, colour, name, place, base in (
        (loyal, "#8a8a8a", "goes on buying", (21.8, 8e-3), 1e-6),
        (quiet, "#1f5f5b", "falls silent", (9.3, 0.6), 5e-6),
    ):
        at, e = path(events, end)
        axes.plot(at, e, color=colour, linewidth=1.4)
        axes.plot(events, np.full(len(events), base), "|", color=colour)
        axes.annotate(name, place, color=colour, ha="right")
    found = rate_fall(quiet, end, 1.0, rho=0.3)
    axes.axhline(20, color="#b4552d", linewidth=1)
    axes.annotate("alarm: 1 in 20 loyal customers ever reaches this", (0.2, 20), (0, 5),
                  textcoords="offset points", color="#b4552d")  # fmt: skip
    axes.plot([found.alarm], [20], "o", color="#b4552d")
    axes.set_yscale("log")
    axes.set_ylim(4e-7, 1e4)
    axes.set_yticks([1e-4, 1e-2, 1, 20], ["1/10,000", "1/100", "1", "20"])
    axes.minorticks_off()
    axes.set_xlim(0, end)
    axes.set_xticks(range(0, end, 5))
    axes.set_xlabel("time, in purchases due since one fixed start (ticks: purchases)")
    axes.set_ylabel("evidence E")
    return (
        f"{found.method}; usual rate known; {found.n} purchases, silent from {quiet[-1]:.1f}, "
        f"alarm at {found.alarm:.1f}, level {found.level:.0%} over all looks together."
    )
