"""Same mean pay on two platforms: on one, the lower half gets a tenth of it all."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.rates.evenness import gini


def draw(figure: Figure) -> str:
    axes, chance, told = figure.add_subplot(), np.random.default_rng(8), []
    axes.plot([0, 1], [0, 1], color="#8a8a8a", lw=0.8, ls=(0, (4, 3)))
    axes.annotate("all alike", (0.85, 0.85), (-8, 4), textcoords="offset points", color="#6b6b6b",
                  ha="right")  # fmt: skip
    for spread, color, style in ((0.45, "#1f5f5b", "-"), (1.25, "#b4552d", "-")):
        pay = np.sort(chance.lognormal(0, spread, 300))
        found = gini(pay)
        held = np.concatenate([[0], np.cumsum(pay) / pay.sum()])
        at = np.linspace(0, 1, 301)
        axes.plot(at, held, color=color, ls=style)
        axes.fill_between(at, held, at, color=color, alpha=0.08)
        low, high = found.low or 0, found.high or 0
        aside, place = ((0.03, 0.72), 110) if spread < 1 else ((0.62, 0.1), 200)
        axes.annotate(f"Gini {found.value:.2f} ({low:.2f} to {high:.2f})",
                      (at[place], held[place]), aside, color=color,
                      arrowprops={"arrowstyle": "-", "color": color, "lw": 0.8})  # fmt: skip
        told.append(f"{found.value:.2f} ({low:.2f} to {high:.2f}), lower half {held[150]:.0%}")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    for ticks in (axes.set_xticks, axes.set_yticks):
        ticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("people, from least to most")
    axes.set_ylabel("share of all pay")
    return f"300 seeded people each, Gini: {told[0]}; {told[1]} (bootstrap, BCa, 95 %)."
