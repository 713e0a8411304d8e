"""Three forecasters of the same thing: the careful one, the bold one, and the one who says nothing."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.brier import brier


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    rng = np.random.default_rng(7)
    truth = rng.choice([0.1, 0.3, 0.5, 0.7, 0.9], 400)
    y = rng.random(400) < truth
    bold = np.choose(
        np.searchsorted([0.1, 0.3, 0.5, 0.7, 0.9], truth), [0.01, 0.05, 0.5, 0.95, 0.99]
    )
    stated = {"says what is so": truth, "too bold": bold, "50 % always": np.full(400, 0.5)}
    found = {name: brier(p, y) for name, p in stated.items()}
    for at, (name, one) in enumerate(found.items()):
        unc, res, rel = one.uncertainty.value, one.resolution.value, one.reliability.value
        axes.barh(at + 0.26, unc, 0.2, color="#b9b9b9")
        axes.barh(at, -res, 0.2, left=unc, color="#1f5f5b")
        axes.barh(at - 0.26, rel, 0.2, left=unc - res, color="#b4552d")
        axes.plot([one.score.value] * 2, [at - 0.42, at + 0.42], color="#444444", linewidth=1)
        axes.annotate(
            f"{name}: {one.score.value:.3f} ({one.score.low:.3f} to {one.score.high:.3f})",
            (0.262, at), (0, -4), textcoords="offset points", color="#444444",
            annotation_clip=False,
        )  # fmt: skip
        if at == 1:
            axes.annotate("uncertainty", (0.004, at + 0.26), (0, -4), textcoords="offset points",
                          color="#444444")  # fmt: skip
            axes.annotate("− told apart", (unc - res, at), (-4, -4), ha="right",
                          textcoords="offset points", color="#1f5f5b")  # fmt: skip
            axes.annotate("+ off the mark", (unc - res, at - 0.26), (-4, -4), ha="right",
                          textcoords="offset points", color="#b4552d")  # fmt: skip
    axes.invert_yaxis()
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, 0.26)
    axes.set_xlabel("Brier score (thin line), and how its three parts add up to it")
    one = next(iter(found.values()))
    return (
        f"n = {one.n} made-up forecasts each; {one.score.method}, {one.score.level:.0%} intervals."
    )
