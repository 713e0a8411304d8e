"""The same mean effort from two crowds: in one, a quarter had it very hard."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.rates.ces import ces

CROWDS = {"in the middle": (0, 2, 8, 30, 30, 8, 2), "apart": (20, 6, 4, 6, 8, 12, 24)}


def draw(figure: Figure) -> str:
    left, right = figure.subplots(1, 2, sharey=True)
    told = []
    for axes, (name, counts) in zip((left, right), CROWDS.items(), strict=True):
        found = ces(np.repeat(np.arange(1, 8), counts))
        colors = ["#b9b9b9"] * 5 + ["#1f5f5b"] * 2
        axes.bar(range(1, 8), counts, color=colors, width=0.72)
        low, high, value = found.low or 0, found.high or 0, found.value or 0
        axes.plot([low, high], [36, 36], color="#444444")
        axes.plot([value], [36], "o", color="#444444")
        axes.annotate(f"mean {value:.1f} ({low:.1f} to {high:.1f})", (value, 36), (0, 8),
                      textcoords="offset points", ha="center")  # fmt: skip
        share = found.easy
        axes.set_xlabel(
            f"two best answers: {share.value:.0%} ({share.low:.0%} to {share.high:.0%})"
        )
        axes.set_xticks(range(1, 8), ["hard", *"23456", "easy"])
        axes.spines["left"].set_visible(False)
        axes.set_yticks([])
        axes.set_ylim(0, 43)
        told.append(f"{name} {value:.2f} and {share.value:.0%}")
    return f"80 answers each: {'; '.join(told)} (Student’s t and Wilson, 95 %)."
