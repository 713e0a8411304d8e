"""A forecast is fair where what was expected came, for people of every kind."""

import numpy as np
from _people import dropouts
from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    x, last, T, later = dropouts(3000, seen=40, ahead=40, seed=12)
    hoped = stats.mbgnbd(x, last, T).expected(40, x, last, T)
    off = stats.holdout(hoped, later)
    edges = np.quantile(hoped, np.linspace(0, 1, 11))
    group = np.clip(np.searchsorted(edges, hoped, side="right") - 1, 0, 9)
    for g in range(10):
        some = group == g
        if not some.any():
            continue
        mean, error = later[some].mean(), later[some].std() / some.sum() ** 0.5
        axes.errorbar(hoped[some].mean(), mean, 1.96 * error, fmt="o", color="#1f5f5b")
    top = float(hoped[group == 9].mean()) * 1.15
    axes.plot([0, top], [0, top], color="#8a8a8a", linewidth=1)
    axes.annotate("as forecast", (top, top), (4, -8), textcoords="offset points", color="#6b6b6b")
    axes.set_xlabel("purchases expected in 40 weeks, mean of a tenth of the customers")
    axes.set_ylabel("purchases that came")
    low, high = off.mae_interval
    return (
        f"{off.n:,} made-up customers: off by {off.mae:.2f} purchases a head on average "
        f"({low:.2f} to {high:.2f}, customers drawn again); bars: 95 %, normal."
    )
