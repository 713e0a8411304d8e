"""Who buys like a clock is missed weeks earlier when her regularity is known."""

import numpy as np
from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    x, last, T, logs = people()
    silent = np.linspace(0, 12, 97)
    ten, at = np.full(len(silent), 10.0), np.full(len(silent), 30.0)
    for k, words in ((1, "as if gaps were random (k = 1)"), (4, "knowing that k = 4")):
        fit = stats.mbgcnbd(x, last, T, k, logs)
        alive = fit.alive(ten, at, at + silent)
        color = "#8a8a8a" if k == 1 else "#1f5f5b"
        axes.plot(silent, alive, color=color)
        half = float(np.interp(-0.5, -alive, silent))
        axes.plot([half], [0.5], "o", color=color)
        axes.annotate(
            f"{words}:\neven odds after\n{half:.1f} weeks", (half, 0.5), color=color,
            xytext=(10, 6) if k == 1 else (-10, -44), ha="left" if k == 1 else "right",
            textcoords="offset points",
        )  # fmt: skip
    axes.set_xlim(0, 18)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("weeks since the last of 11 purchases, which came every three weeks")
    axes.set_ylabel("chance of still being a customer")
    return f"MBG/CNBD-k fitted to {len(x):,} made-up customers with Erlang-4 gaps; points without an interval."


def people() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Made-up regular customers, seeded: frequency, recency, T in weeks, sum of log gaps."""
    chance = np.random.default_rng(6)
    rate, leave = chance.gamma(3, 0.45, 1500), chance.beta(0.7, 6, 1500)
    x, last, logs = np.zeros(1500), np.zeros(1500), np.zeros(1500)
    for who in range(1500):
        while chance.random() >= leave[who]:
            gap = chance.gamma(4, 1 / rate[who])
            if last[who] + gap >= 60:
                break
            x[who], last[who], logs[who] = x[who] + 1, last[who] + gap, logs[who] + np.log(gap)
    return x, last, np.full(1500, 60.0), logs
