"""The best and the worst rates belong to small groups; shrinkage draws them in."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.rates.shrinkage import shrink


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    chance = np.random.default_rng(12)
    n = np.array([5, 6, 8, 10, 12, 15, 20, 30, 45, 60, 90, 150, 240, 400])
    x = chance.binomial(n, chance.beta(14, 6, len(n)))
    found = shrink(x, n)
    for at, (own, value, low, high) in enumerate(
        zip(x / n, found.values, found.low, found.high, strict=True)
    ):
        axes.plot([at, at], [low, high], color="#1f5f5b", alpha=0.45, lw=5, solid_capstyle="butt")
        axes.plot([at], [own], "o", mfc="white", color="#b4552d", ms=6, zorder=3)
        axes.plot([at], [value], "o", color="#1f5f5b", ms=6, zorder=4)
    mean = found.prior.mean
    axes.plot([-0.4, 13.6], [mean, mean], color="#8a8a8a", lw=0.8, ls=(0, (4, 3)))
    axes.annotate(f"all groups {mean:.0%}", (13.5, mean), (4, -4), textcoords="offset points",
                  color="#6b6b6b", annotation_clip=False)  # fmt: skip
    far = int(np.argmax(np.abs(x / n - found.values)))
    for place, told, color in (
        (x[0] / n[0], "counted", "#b4552d"),
        (found.values[0], "drawn in", "#1f5f5b"),
    ):
        axes.annotate(told, (0, place), (-9, -4), textcoords="offset points", color=color,
                      ha="right")  # fmt: skip
    axes.set_xticks(range(len(n)), [str(each) for each in n])
    axes.set_xlabel("cases of each group, seeded")
    axes.set_xlim(-2.6, 13.6)
    axes.set_ylim(0.15, 1.03)
    axes.set_yticks([0.2, 0.4, 0.6, 0.8, 1], ["20 %", "40 %", "60 %", "80 %", "100 %"])
    return (
        f"{len(n)} groups, n = {n.sum():,}, beta-binomial, 95 %: the group of {n[far]} with "
        f"{x[far]} counts {x[far] / n[far]:.0%} and is drawn to {found.values[far]:.0%}."
    )
