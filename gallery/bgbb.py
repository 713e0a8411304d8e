"""A donor who gave in the last round is worth a letter; one who gave as often, but long ago, hardly."""

import numpy as np
from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    x, last, n = people()
    fit = stats.bgbb(x, last, n)
    rounds = np.arange(3, 7)
    for taken, color in ((3, "#1f5f5b"), (2, "#8a8a8a")):
        hoped = fit.expected(5, np.full(4, taken), rounds, np.full(4, 6))
        axes.plot(rounds, hoped, "o-", color=color)
        axes.annotate(
            f"gave {taken} times in 6 rounds", (6, hoped[-1]), (10, -4), color=color,
            textcoords="offset points",
        )  # fmt: skip
    axes.set_xticks(rounds, ["third", "fourth", "fifth", "sixth"])
    axes.set_xlim(2.8, 7.4)
    axes.set_ylim(0, None)
    axes.set_xlabel("the round in which she last gave")
    axes.set_ylabel("gifts expected in the next 5 rounds")
    return f"BG/BB fitted to {fit.customers:,.0f} made-up donors with six rounds each; points without an interval."


def people() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Made-up donors, seeded: gifts, round of the last one, rounds."""
    chance = np.random.default_rng(9)
    gives, leaves = chance.beta(1.2, 0.8, 8000), chance.beta(0.7, 2.8, 8000)
    there = np.cumprod(chance.random((8000, 6)) >= leaves[:, None], axis=1)
    gave = (chance.random((8000, 6)) < gives[:, None]) & (there > 0)
    last = np.where(gave.any(1), 6 - np.argmax(gave[:, ::-1], axis=1), 0)
    return gave.sum(1), last, np.full(8000, 6)
