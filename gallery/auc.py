"""How sure an area under the curve is depends on how few left: .80 from 10 leavers, from 30, from 300."""

import numpy as np
from matplotlib.figure import Figure
from scipy.special import ndtri

from troth.stats.forecasts.auc import auc


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    shift = 2**0.5 * ndtri(0.8)
    counts = [(10, 30), (10, 300), (30, 300), (100, 300), (300, 300)]
    found = []
    for m, n in counts:
        left, stayed = ndtri((np.arange(m) + 0.5) / m), ndtri((np.arange(n) + 0.5) / n)
        scores = np.concatenate([left + shift, stayed])
        found.append(auc(scores, np.arange(m + n) < m))
    for at, one in enumerate(found):
        axes.plot([one.low, one.high], [at, at], color="#1f5f5b")
        axes.plot([one.value], [at], "o", color="#1f5f5b")
        axes.annotate(f"{one.low:.2f} to {one.high:.2f}", (one.low, at), (-8, -4), ha="right",
                      textcoords="offset points", color="#444444")  # fmt: skip
    axes.axvline(0.5, color="#b9b9b9", linewidth=1)
    axes.annotate("a coin", (0.5, 4.4), (-5, -2), textcoords="offset points", ha="right",
                  color="#6b6b6b")  # fmt: skip
    axes.set_yticks(range(len(counts)), [f"{m} left, {n} stayed" for m, n in counts])
    axes.set_ylim(-0.5, 4.6)
    axes.set_xlim(0.4, 1)
    axes.set_xlabel("area under the ROC curve, 95 % interval")
    one = found[0]
    return (
        f"{one.method}: an area of {one.value:.2f} from 10 and 30 customers lies between "
        f"{one.low:.2f} and {one.high:.2f}, from 300 and 300 between {found[-1].low:.2f} and "
        f"{found[-1].high:.2f}; scores at even normal quantiles."
    )
