"""One group answers three times as often: raking finds the truth, plain means miss it."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.rates.weighting import raked_mean, weighted_mean


def draw(figure: Figure) -> str:
    axes, chance, truth = figure.add_subplot(), np.random.default_rng(5), 6.6
    held = [0, 0]
    for at in range(14):
        old, town = chance.random(240) < 0.75, chance.random(240) < 0.4
        y = 5 + 2.0 * old + town + chance.normal(0, 1.5, 240)
        margins = {"old": (old, {True: 50, False: 50}), "town": (town, {True: 60, False: 40})}
        pair = (weighted_mean(y), "#8a8a8a", -0.14), (raked_mean(y, margins).mean, "#1f5f5b", 0.14)
        for which, (found, color, aside) in enumerate(pair):
            low, high = found.low or 0.0, found.high or 0.0
            held[which] += low <= truth <= high
            axes.plot([at + aside] * 2, [low, high], color=color)
            axes.plot([at + aside], [found.value], "o", color=color, ms=5)
            if at == 13:
                told, place = ("raked", low) if which else ("plain", high)
                axes.annotate(told, (at + aside, place), (8, -4), textcoords="offset points",
                              color=color)  # fmt: skip
    axes.axhline(truth, color="#444444", lw=0.8, ls=(0, (4, 3)))
    axes.set_xticks([])
    axes.set_yticks([6, 6.6, 7, 7.5], ["6", "truth 6.6", "7", "7.5"])
    axes.set_xlim(-0.6, 14.6)
    axes.set_xlabel("14 seeded surveys of 240 answers, mean with 95 % interval")
    return (
        f"Raked to two margins, {held[1]} of 14 intervals hold the truth; plain, {held[0]} of 14 "
        "(n = 240 each, linearised, 95 %)."
    )
