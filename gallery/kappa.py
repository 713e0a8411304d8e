"""Two readers, each right 95 times in 100: the rarer the label, the lower kappa."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.agreement.kappa import cohen


def draw(figure: Figure) -> str:
    axes, n, miss = figure.add_subplot(), 1000, 0.05
    shares, found = np.array([0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.18, 0.25, 0.35, 0.5]), []
    for p in shares:
        both = round(n * (p * (1 - miss) ** 2 + (1 - p) * miss**2))
        odd = round(n * miss * (1 - miss))
        counts = [both, odd, odd, n - both - 2 * odd]
        found.append(cohen(np.repeat([1, 1, 0, 0], counts), np.repeat([1, 0, 1, 0], counts)))
    axes.fill_between(shares, [one.low for one in found], [one.high for one in found],
                      color="#1f5f5b", alpha=0.18, lw=0)  # fmt: skip
    axes.plot(shares, [one.value for one in found], "o-", color="#1f5f5b", ms=5)
    axes.plot(shares, [one.observed for one in found], color="#8a8a8a")
    axes.annotate("agreement", (0.5, found[-1].observed), (8, -4), textcoords="offset points",
                  color="#6b6b6b", annotation_clip=False)  # fmt: skip
    axes.annotate("kappa", (0.5, found[-1].value), (8, -4), textcoords="offset points",
                  color="#1f5f5b", annotation_clip=False)  # fmt: skip
    axes.set_ylim(0, 1)
    axes.set_xlim(0, 0.5)
    axes.set_xticks([0.01, 0.1, 0.2, 0.3, 0.4, 0.5], [f"{p} %" for p in (1, 10, 20, 30, 40, 50)])
    axes.set_xlabel("how common the label is; 1,000 units, band = 95 % interval")
    return f"At 50 %: {found[-1].says}; at 2 %: {found[1].says}, with the same two readers."
