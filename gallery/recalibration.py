"""Mended on customers it has not seen: too sure at both ends before, on the diagonal after."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.calibration import reliability
from troth.stats.forecasts.recalibration import recalibrate


def draw(figure: Figure) -> str:
    left, right = figure.subplots(1, 2, sharey=True)
    rng = np.random.default_rng(3)
    truth = rng.beta(2, 2, 1200)
    y = rng.random(1200) < truth
    stated = 1 / (1 + (1 / truth - 1) ** 2.2)
    found = recalibrate(stated, y)
    for axes, p, name in (
        (left, stated, "as stated"),
        (right, found.values, "mended, out of fold"),
    ):
        curve = reliability(p, y)
        axes.fill_between(curve.forecast, curve.low, curve.high, color="#8a8a8a", alpha=0.28,
                          linewidth=0)  # fmt: skip
        axes.plot([0, 1], [0, 1], color="#6b6b6b", linewidth=0.9)
        axes.plot(curve.forecast, curve.calibrated, color="#1f5f5b")
        axes.text(0.04, 0.93, name, color="#444444")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_aspect("equal", adjustable="box")
        axes.set_xticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
        axes.set_yticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
        axes.set_xlabel("said")
    left.set_ylabel("happened")
    figure.subplots_adjust(wspace=0.2)
    return (
        f"n = {found.n:,} made-up forecasts, {found.method}, {found.folds} folds, slope "
        f"{found.map.slope:.2f}: Brier score {found.before:.3f} before, {found.after:.3f} after; "
        "95 % consistency bands."
    )
