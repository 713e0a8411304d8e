"""After as many weeks of silence the one who used to come often is the one to worry about."""

import numpy as np
from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    fit = stats.mbgnbd(*people())
    silent = np.linspace(0, 40, 81)
    for bought, watched in ((0, 0.0), (10, 20.0)):
        same = np.full(len(silent), float(bought))
        last = np.full(len(silent), watched)
        alive = fit.alive(same, last, watched + silent)
        low, high = fit.alive_interval(same, last, watched + silent)
        axes.fill_between(silent, low, high, color="#1f5f5b", alpha=0.15, linewidth=0)
        axes.plot(silent, alive, color="#1f5f5b")
        words = "one purchase" if bought == 0 else f"{bought + 1} purchases in 20 weeks"
        axes.annotate(words, (40, alive[-1]), (6, -4), textcoords="offset points", color="#1f5f5b")
    axes.set_xlim(0, 40)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("weeks since the last purchase")
    axes.set_ylabel("chance of still being a customer")
    return f"Fitted to {fit.customers:,.0f} made-up customers; bands: 95 %, for the parameters' uncertainty only."


def people() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Made-up customers, seeded: frequency, recency, T in weeks."""
    chance = np.random.default_rng(5)
    rate, leave = chance.gamma(0.9, 0.3, 3000), chance.beta(0.8, 3, 3000)
    x, last = np.zeros(3000), np.zeros(3000)
    for who in range(3000):
        clock = 0.0
        while chance.random() >= leave[who]:
            clock += chance.exponential(1 / rate[who])
            if clock >= 60:
                break
            x[who], last[who] = x[who] + 1, clock
    return x, last, np.full(3000, 60.0)
