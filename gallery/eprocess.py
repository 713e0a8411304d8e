"""Evidence of a silence may be looked at every day: it waits for 3.3 missed purchases, then speaks."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.watching.eprocess import fall_evidence, rate_fall


def path(events: np.ndarray, until: float) -> tuple[np.ndarray, np.ndarray]:
    """Evidence at a fine grid of times."""
    at = np.linspace(0.01, until, 1500)
    return at, fall_evidence(np.searchsorted(events, at), at)


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    rng = np.random.default_rng(4)
    loyal = np.cumsum(rng.exponential(1, 40))
    loyal = loyal[loyal < 16]
    quiet = loyal[loyal < 5.5]
    for events, colour, name, place in (
        (loyal, "#8a8a8a", "goes on buying", (15.8, 2e-9)),
        (quiet, "#1f5f5b", "falls silent", (10.6, 0.008)),
    ):
        at, e = path(events, 16)
        axes.plot(at, e, color=colour, linewidth=1.4)
        axes.plot(events, np.full(len(events), 3e-13 if name[0] == "g" else 3e-12), "|", color=colour)
        axes.annotate(name, place, color=colour, ha="right")
    found = rate_fall(quiet, 16, 1.0)
    axes.axhline(20, color="#b4552d", linewidth=1)
    axes.annotate("alarm: 1 in 20 loyal customers ever reaches this", (0.2, 20), (0, 5),
                  textcoords="offset points", color="#b4552d")  # fmt: skip
    axes.plot([found.alarm], [20], "o", color="#b4552d")
    axes.set_yscale("log")
    axes.set_ylim(1e-13, 1e5)
    axes.set_yticks([1e-12, 1e-8, 1e-4, 1, 20], ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1", "20"])
    axes.minorticks_off()
    axes.set_xlim(0, 16)
    axes.set_xlabel("time, in purchases due since one fixed start (ticks: purchases)")
    axes.set_ylabel("evidence E")
    return (
        f"{found.method}; usual rate known; {found.n} purchases, silent from {quiet[-1]:.1f}, "
        f"alarm at {found.alarm:.1f}, level {found.level:.0%} over all looks together."
    )
