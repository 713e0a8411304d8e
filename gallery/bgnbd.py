"""BG/NBD calls everybody alive who bought once, however long ago that was."""

import numpy as np
from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    fit = stats.bgnbd(*people())
    weeks = np.linspace(0, 60, 121)
    for bought, last in ((0, 0), (1, 10), (9, 30)):
        seen = weeks[weeks >= last]
        same = np.full(len(seen), float(bought))
        alive = fit.alive(same, np.full(len(seen), float(last)), seen)
        low, high = fit.alive_interval(same, np.full(len(seen), float(last)), seen)
        color = "#b4552d" if bought == 0 else "#1f5f5b"
        axes.fill_between(seen, low, high, color=color, alpha=0.15, linewidth=0)
        axes.plot(seen, alive, color=color)
        words = "one purchase" if bought == 0 else f"{bought + 1} purchases, last in week {last}"
        axes.annotate(words, (60, alive[-1]), (6, -4), textcoords="offset points", color=color)
    axes.set_xlim(0, 60)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("weeks since the first purchase")
    axes.set_ylabel("chance of still being a customer")
    return f"Fitted to {fit.customers:,.0f} made-up customers; bands: 95 %, for the parameters' uncertainty only."


def people() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Made-up customers, seeded: frequency, recency, T in weeks."""
    chance = np.random.default_rng(4)
    rate, leave = chance.gamma(0.6, 0.25, 2000), chance.beta(0.8, 2.4, 2000)
    x, last = np.zeros(2000), np.zeros(2000)
    for who in range(2000):
        clock = chance.exponential(1 / rate[who])
        while clock < 60:
            x[who], last[who] = x[who] + 1, clock
            if chance.random() < leave[who]:
                break
            clock += chance.exponential(1 / rate[who])
    return x, last, np.full(2000, 60.0)
