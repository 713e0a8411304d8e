"""The stronger the score, the more often the higher one ends first; 1 row in 2 is a coin."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.survival.concordance import concordance


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    draws = np.random.default_rng(11)
    score, spent = draws.normal(size=200), draws.exponential(size=200)
    left = draws.exponential(2, 200)
    told = [(0.0, "score says nothing"), (0.5, "a little"), (1.0, "much"), (3.0, "nearly all")]
    found = []
    for at, (effect, _) in enumerate(told):
        long = spent * np.exp(-effect * score)
        one = concordance(np.minimum(long, left), long <= left, score)
        found.append(one)
        axes.plot([one.low, one.high], [at, at], color="#1f5f5b")
        axes.plot([one.value], [at], "o", color="#1f5f5b")
        axes.annotate(
            f"{one.value:.2f}", (one.value, at), (0, 8), ha="center",
            textcoords="offset points", color="#1f5f5b",
        )  # fmt: skip
    axes.plot([0.5, 0.5], [-0.5, 3.5], color="#b9b9b9", lw=1, zorder=0)
    axes.set_yticks(range(4), [name for _, name in told])
    axes.set_xlim(0.4, 1.0)
    axes.set_ylim(-0.5, 3.6)
    axes.set_xlabel("concordance, with its 95 % interval; 0.5 is a coin, 1 never errs")
    return (
        f"Four seeded scores, n = 200 rows each, Harrell's C from {found[0].value:.2f} "
        f"({found[0].low:.2f} to {found[0].high:.2f}) to {found[3].value:.2f} "
        f"({found[3].low:.2f} to {found[3].high:.2f}), 95 % intervals by infinitesimal jackknife."
    )
