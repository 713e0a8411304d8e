"""More of the untreated relapse than would if both groups were alike, fewer of the treated."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.survival.log_rank import log_rank

# weeks in remission; a minus where it still went on when last seen
TREATED = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
OTHERS = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    weeks = np.array(TREATED + OTHERS)
    found = log_rank(np.abs(weeks), weeks > 0, ["with 6-MP"] * 21 + ["without"] * 21)
    for at in range(2):
        seen, due = found.observed[at], found.expected[at]
        half = 1.96 * found.covariance[at, at] ** 0.5
        axes.plot([due - half, due + half], [at, at], color="#b9b9b9", lw=9, solid_capstyle="butt")
        axes.plot([due, due], [at - 0.08, at + 0.08], color="#6b6b6b")
        axes.plot([seen], [at], "o", color="#1f5f5b")
        axes.annotate(
            f"{seen:g} seen", (seen, at), (0, 13), ha="center",
            textcoords="offset points", color="#1f5f5b",
        )  # fmt: skip
        axes.annotate(
            f"{due:.1f} expected", (due, at), (0, -24), ha="center",
            textcoords="offset points", color="#444444",
        )  # fmt: skip
    axes.set_yticks(range(2), found.groups)
    axes.set_ylim(-0.6, 1.6)
    axes.set_xlim(0, 28)
    axes.set_xlabel("relapses; grey: where 95 % would fall if both groups were alike")
    return (
        f"Log-rank test, n = {found.n:g}: chi-square {found.chi2:.2f} on {found.df} degree of "
        f"freedom, p = {found.p:.5f}."
    )
