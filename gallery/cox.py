"""Each earlier conviction raises the rate of a new arrest, each year of age lowers it."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.survival.cox import cox

NAMES = ["one conviction more", "married", "money on release", "one year older"]
TRUE = np.array([0.09, -0.43, -0.38, -0.057])


def draw(figure: Figure) -> str:
    draws = np.random.default_rng(432)
    n = 432
    x = np.column_stack([
        draws.poisson(3, n), draws.random(n) < 0.12, draws.random(n) < 0.5, draws.gamma(4, 6, n)
    ]).astype(float)  # fmt: skip
    weeks = np.ceil(draws.exponential(150 * np.exp(-(x - x.mean(axis=0)) @ TRUE)))
    fit = cox(np.minimum(weeks, 52), weeks <= 52, x, NAMES)
    axes = figure.add_subplot()
    axes.plot([1, 1], [-0.5, 3.75], color="#b9b9b9", lw=1)
    axes.text(1, 3.82, "no difference", color="#6b6b6b", fontsize=10, ha="center")
    for at, line in enumerate(reversed(fit.table())):
        axes.plot([line.low, line.high], [at, at], color="#1f5f5b")
        axes.plot([line.ratio], [at], "o", color="#1f5f5b")
        axes.annotate(
            f"× {line.ratio:.2f}", (line.ratio, at), (0, 9), ha="center",
            textcoords="offset points", color="#1f5f5b",
        )  # fmt: skip
    axes.set_yticks(range(4), NAMES[::-1])
    axes.set_xscale("log")
    axes.set_xticks([0.25, 0.5, 1, 1.5], ["a quarter", "half", "the same", "1.5 times"])
    axes.minorticks_off()
    axes.set_ylim(-0.5, 4.1)
    axes.set_xlim(0.2, 1.6)
    axes.set_xlabel("rate of arrest in the first year, with 95 % intervals")
    return (
        f"Cox's regression on made-up rows after the shape of the Rossi study, n = {fit.n:g}, "
        f"{fit.events:g} arrests, Efron ties; bars are 95 % intervals."
    )
