"""Nothing changed in these twelve months: CSAT goes up and down by chance alone."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.rates.csat import csat


def draw(figure: Figure) -> str:
    axes, chance = figure.add_subplot(), np.random.default_rng(3)
    answers = chance.choice([1, 2, 3, 4, 5], (12, 40), p=[0.04, 0.05, 0.11, 0.35, 0.45])
    found = [csat(month) for month in answers]
    for at, one in enumerate(found):
        axes.plot([at, at], [one.low or 0, one.high or 0], color="#1f5f5b")
        axes.plot([at], [one.value or 0], "o", color="#1f5f5b")
    axes.axhline(0.8, color="#8a8a8a", lw=0.8, ls=(0, (4, 3)))
    axes.annotate("truth 80 %", (11.5, 0.8), (6, -4), textcoords="offset points", color="#6b6b6b",
                  annotation_clip=False)  # fmt: skip
    values = [one.value or 0 for one in found]
    for at in (int(np.argmin(values)), int(np.argmax(values))):
        axes.annotate(f"{values[at]:.0%}", (at, values[at]), (7, -4), textcoords="offset points")
    axes.set_xticks(range(12), [*"JFMAMJJASOND"])
    axes.set_ylim(0.45, 1)
    axes.set_yticks([0.5, 0.6, 0.7, 0.8, 0.9, 1.0], [f"{p} %" for p in (50, 60, 70, 80, 90, 100)])
    axes.set_ylabel("4s and 5s of 1 to 5")
    return (
        f"40 seeded answers a month: the lowest reads {min(values):.0%}, the highest "
        f"{max(values):.0%}; n = 40 each, Wilson, 95 %."
    )
