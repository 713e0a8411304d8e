"""The usual limit of .25 is crossed by chance with 50 new rows, and blind with 5,000."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.drift import psi


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    rng = np.random.default_rng(6)
    reference = rng.normal(size=2000)
    counts = [50, 100, 200, 500, 1000, 5000]
    steady = [psi(reference, rng.normal(size=n)) for n in counts]
    moved = [psi(reference, rng.normal(0.25, 1, n)) for n in counts]
    high = [one.by_chance_high for one in steady]
    axes.fill_between(counts, 0, high, color="#8a8a8a", alpha=0.25, linewidth=0)
    axes.plot(counts, [one.by_chance for one in steady], "--", color="#6b6b6b", linewidth=1.2)
    axes.plot(counts, [one.value for one in moved], "o", color="#b4552d")
    axes.plot(counts, [one.value for one in steady], "o", color="#1f5f5b", markerfacecolor="white")
    axes.axhline(0.25, color="#b9b9b9", linewidth=1)
    axes.annotate("usual limit", (5000, 0.25), (0, 4), textcoords="offset points", ha="right",
                  color="#6b6b6b")  # fmt: skip
    axes.annotate("95 of 100 steady samples", (118, 0.178), (0, 0), textcoords="offset points",
                  color="#6b6b6b")  # fmt: skip
    axes.annotate("moved by a quarter spread", (5000, moved[-1].value), (0, 8), ha="right",
                  textcoords="offset points", color="#b4552d")  # fmt: skip
    axes.annotate("steady", (3000, steady[-1].value), (0, 3), textcoords="offset points", ha="right",
                  color="#1f5f5b")  # fmt: skip
    axes.set_xscale("log")
    axes.set_xticks(counts, [f"{n:,}" for n in counts])
    axes.minorticks_off()
    axes.set_ylim(0, 0.5)
    axes.set_xlabel("new rows, against 2,000 before")
    axes.set_ylabel("stability index")
    return (
        f"{steady[0].method}, made-up scores: at 50 new rows steady samples reach "
        f"{high[0]:.2f} in 95 of 100 cases, at 5,000 {high[-1]:.3f}."
    )
