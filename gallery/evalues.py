"""Twelve weeks of weak evidence: their product speaks aloud, their mean stays careful."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.watching.evalues import chained_evidence, pooled_evidence


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    z = np.random.default_rng(3).normal(0.9, 1, 12)
    e = np.exp(0.8 * z - 0.32)
    weeks = np.arange(1, 13)
    product = [chained_evidence(e[:k]).value for k in weeks]
    mean = [pooled_evidence(e[:k]).value for k in weeks]
    axes.bar(weeks, e - 0.05, bottom=0.05, width=0.5, color="#b9b9b9")
    axes.plot(weeks, product, "o-", color="#1f5f5b", markersize=4)
    axes.plot(weeks, mean, "o--", color="#444444", markersize=4)
    axes.axhline(20, color="#b4552d", linewidth=1)
    axes.annotate("20: at most 1 chance in 20", (0.5, 20), (0, 4), textcoords="offset points",
                  color="#b4552d")  # fmt: skip
    for height, name, colour in (
        (product[-1], "product", "#1f5f5b"), (mean[-1], "mean", "#444444"), (0.16, "each week", "#6b6b6b"),
    ):  # fmt: skip
        axes.annotate(name, (12.4, height), (2, -4), textcoords="offset points", color=colour,
                      annotation_clip=False)  # fmt: skip
    axes.set_yscale("log")
    axes.set_ylim(0.1, max(product) * 2)
    axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.minorticks_off()
    axes.set_xlim(0.4, 12.4)
    axes.set_xticks(weeks)
    axes.set_xlabel("week, one fresh test each")
    axes.set_ylabel("evidence E")
    last = chained_evidence(e)
    return (
        f"n = {last.n} made-up e-values: product {last.value:.0f} (worth p = {last.p:.4f}) if each "
        f"week was fair given the past, mean {mean[-1]:.1f} whatever their dependence."
    )
