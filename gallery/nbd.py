"""A model that knows of no leaving expects too much of people who have gone quiet."""

import numpy as np
from _people import dropouts
from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    x, last, T, later = dropouts(4000, seen=40, ahead=40, seed=11)
    told = {
        "NBD: nobody leaves": stats.nbd(x, T).expected(40, x, last, T),
        "MBG/NBD: some leave": stats.mbgnbd(x, last, T).expected(40, x, last, T),
    }
    quiet = np.minimum((40 - last) // 8, 4)
    groups = np.arange(5)
    mean = [later[(quiet == g) & (x > 0)].mean() for g in groups]
    error = [
        later[(quiet == g) & (x > 0)].std() / ((quiet == g) & (x > 0)).sum() ** 0.5 for g in groups
    ]
    axes.errorbar(groups, mean, 1.96 * np.array(error), fmt="o", color="#444444", capsize=0)
    axes.annotate(
        "what they bought", (1, mean[1]), (12, 6), textcoords="offset points", color="#444444"
    )
    for (words, hoped), color in zip(told.items(), ("#b4552d", "#1f5f5b"), strict=True):
        line = [hoped[(quiet == g) & (x > 0)].mean() for g in groups]
        axes.plot(groups, line, color=color)
        axes.annotate(words, (4, line[-1]), (8, -4), textcoords="offset points", color=color)
    axes.set_xticks(groups, ["under 8", "8–15", "16–23", "24–31", "32 or more"])
    axes.set_ylim(0, None)
    axes.set_xlabel("weeks of silence when the forecast was made")
    axes.set_ylabel("purchases in the next 40 weeks")
    n = int((x > 0).sum())
    return f"Means of {n:,} made-up customers who had bought again; bars: 95 %, normal."
