"""The exact interval never covers less often than it says; Wilson's sometimes does."""

import numpy as np
from matplotlib.figure import Figure
from scipy.special import gammaln

from troth.stats.rates.exact import exact
from troth.stats.rates.proportions import wilson


def draw(figure: Figure) -> str:
    axes, n = figure.add_subplot(), 20
    shares, x = np.linspace(0.01, 0.99, 393), np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    chance = np.exp(ways + np.log(shares)[:, None] * x + np.log(1 - shares)[:, None] * (n - x))
    for method, told, color in ((exact, "exact", "#1f5f5b"), (wilson, "Wilson", "#8a8a8a")):
        found = [method(int(each), n) for each in x]
        low, high = (np.array([getattr(one, end) for one in found]) for end in ("low", "high"))
        held = (low <= shares[:, None]) & (shares[:, None] <= high)
        covered = (chance * held).sum(1)
        axes.plot(shares, covered, color=color, lw=1.2)
        axes.annotate(
            told, (0.99, covered[-40:].mean()), (8, -4), textcoords="offset points", color=color
        )
    axes.axhline(0.95, color="#444444", lw=0.8, ls=(0, (4, 3)))
    axes.set_xlim(0, 1)
    axes.set_ylim(0.82, 1.005)
    axes.set_yticks([0.85, 0.9, 0.95, 1], ["85 %", "90 %", "95 %", "100 %"])
    axes.set_xlabel("true share")
    axes.set_ylabel("how often the interval holds it")
    five = exact(5, 5)
    return (
        f"Five of five: at least {five.low:.0%}, exact (Clopper–Pearson, 95 %); drawn for n = 20."
    )
