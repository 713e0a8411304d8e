"""Promises kept, released, still open: three shares that make one whole; 1 − Kaplan–Meier would not."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.survival.aalen_johansen import aalen_johansen
from troth.stats.survival.kaplan_meier import kaplan_meier


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    draws = np.random.default_rng(3)
    n = 300
    kept, released = draws.exponential(30, n), draws.exponential(40, n)
    left = draws.uniform(30, 90, n)
    days = np.minimum(np.minimum(kept, released), left)
    cause = np.where(days == left, 0, np.where(days == kept, 1, 2))
    found = aalen_johansen(days, cause)
    naive = kaplan_meier(days, cause == 1)
    shown = found.times <= 60
    times, of_kept, of_other = found.times[shown], *found.incidence[:, shown]
    axes.fill_between(times, 0, of_kept, step="post", color="#1f5f5b", alpha=0.85, lw=0)
    axes.fill_between(
        times, of_kept, of_kept + of_other, step="post", color="#b9b9b9", alpha=0.9, lw=0
    )
    axes.step(times, 1 - naive.survival[shown], where="post", color="#b4552d", ls="--")
    axes.text(46, 0.2, "kept", color="white")
    axes.text(46, 0.54, "released", color="#444444")
    axes.text(14, 0.85, "still open", color="#444444")
    axes.annotate("1 − Kaplan–Meier", (60, 1 - naive.survival[shown][-1]), (-6, 7), ha="right",
                  textcoords="offset points", color="#b4552d")  # fmt: skip
    step = int(shown.sum()) - 1
    low, high = found.low[0, step], found.high[0, step]
    axes.plot([60, 60], [low, high], color="#111111")
    axes.set_xlim(0, 62)
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.5, 1], ["none", "half", "all"])
    axes.set_xlabel("days since the promise; bar: 95 % interval of the share kept")
    return (
        f"Seeded promises, n = {n}: kept within 60 days {found.incidence[0, step]:.0%} "
        f"({low:.0%} to {high:.0%}, 95 % interval of Aalen and Johansen)."
    )
