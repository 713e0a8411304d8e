"""To explain a ratio of 3.9 away, something unseen would have to be tied to both sides sevenfold."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.effects.unmeasured import unmeasured


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    found = unmeasured(3.9, low=1.8)
    cases = ((found.ratio, found.value, "#1f5f5b"), (found.nearest, found.limit, "#8a8a8a"))
    for ratio, strength, color in cases:
        exposure = np.linspace(ratio * 1.001, 16, 600)
        outcome = ratio * (exposure - 1) / (exposure - ratio)
        axes.plot(exposure, outcome, color=color)
        axes.plot([strength], [strength], "o", color=color)
        axes.annotate(
            f"E = {strength:.2f}", (strength, strength), (7, 5), textcoords="offset points",
            color="#444444",
        )  # fmt: skip
    axes.annotate("explains 3.9 away\nabove this line", (11.6, 7.2), color="#444444")
    axes.annotate("brings the limit 1.8 down to 1 above this line", (5.6, 2.6), color="#444444")
    axes.plot([1, 16], [1, 16], color="#b9b9b9", linewidth=1, linestyle=":")
    axes.set_xlim(1, 16)
    axes.set_ylim(1, 16)
    axes.set_xlabel("how strongly the unseen goes with being exposed (ratio)")
    axes.set_ylabel("… and with the outcome (ratio)")
    return (
        "E-values of a ratio of 3.9 with lower 95 % limit 1.8 (VanderWeele and Ding 2017; the n "
        f"stands behind the interval): {found.value:.2f} for the ratio, {found.limit:.2f} for the limit."
    )
