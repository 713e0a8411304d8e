"""The top of the list is good, its middle is not: precision at 10, 20, 50, 100 and for everybody."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.precision import precision_at


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    rng = np.random.default_rng(2)
    y = rng.random(400) < 0.15
    scores = rng.normal(size=400) + 1.5 * y
    counts = [10, 20, 50, 100, 400]
    found = [precision_at(scores, y, k) for k in counts]
    for at, one in enumerate(found):
        share, caught = one.precision, one.recall
        axes.plot([share.low, share.high], [at, at], color="#1f5f5b")
        axes.plot([share.value], [at], "o", color="#1f5f5b")
        axes.annotate(
            f"{share.value:.0%} right, {caught.value:.0%} of all found", (1.02, at), (0, -4),
            textcoords="offset points", color="#444444", annotation_clip=False,
        )  # fmt: skip
    axes.axvline(float(y.mean()), color="#b9b9b9", linewidth=1)
    axes.annotate("a list by lot", (float(y.mean()), -0.42), (4, -2), textcoords="offset points",
                  color="#6b6b6b")  # fmt: skip
    names = [f"first {k}" for k in counts[:-1]] + ["all 400"]
    axes.set_yticks(range(len(counts)), names)
    axes.set_ylim(4.5, -0.7)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("share that needed the call, 95 % interval")
    first = found[1]
    return (
        f"n = {first.n} made-up customers, {int(y.sum())} in need; {first.precision.method}: of the "
        f"first {first.k} {first.precision.value:.0%} ({first.precision.low:.0%} to "
        f"{first.precision.high:.0%}), {first.lift:.1f} times a list by lot."
    )
