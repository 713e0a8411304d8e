"""Saying nothing about the unclear half cuts the errors: what silence buys, and what may be promised."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.abstention import abstention, silence_below


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    rng = np.random.default_rng(4)
    sure = np.round(rng.random(1500), 3)
    wrong = rng.random(1500) < 0.45 * (1 - sure) ** 1.5
    found, rule = abstention(sure, wrong), silence_below(sure, wrong, 0.1)
    shown = found.coverage > 0.04
    axes.fill_between(found.coverage[shown], found.low[shown], found.high[shown], color="#1f5f5b",
                      alpha=0.16, linewidth=0)  # fmt: skip
    axes.plot(found.coverage[shown], found.risk[shown], color="#1f5f5b")
    axes.axhline(0.1, color="#b4552d", linewidth=1)
    axes.annotate("allowed", (0, 0.1), (4, 4), textcoords="offset points", color="#b4552d")
    axes.plot([rule.coverage] * 2, [0, rule.bound], color="#444444", linewidth=1)
    axes.plot([rule.coverage], [rule.bound], "_", color="#444444", markersize=10)
    axes.annotate(f"promised: speak of {rule.coverage:.0%}", (rule.coverage, 0.012), (6, 0),
                  textcoords="offset points", color="#444444")  # fmt: skip
    axes.annotate(f"speak of all: {found.risk[-1]:.0%} wrong", (1, found.risk[-1]), (-4, 18),
                  textcoords="offset points", ha="right", color="#1f5f5b")  # fmt: skip
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 0.25)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.set_yticks([0, 0.1, 0.2], ["0 %", "10 %", "20 %"])
    axes.set_xlabel("share of customers we say something about, the surest first")
    axes.set_ylabel("wrong among them")
    return (
        f"n = {found.n:,} made-up answers, {found.method}, {found.level:.0%}; promise of at most "
        f"{rule.allowed:.0%} wrong: {rule.method}."
    )
