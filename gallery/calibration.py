"""Said to be 90 % sure, right 77 times in 100: the curve leaves the band of honest forecasts."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.calibration import reliability


def draw(figure: Figure) -> str:
    figure.set_size_inches(5.4, 5.9)
    axes = figure.add_axes((0.13, 0.23, 0.8, 0.8 * 5.4 / 5.9))
    below = figure.add_axes((0.13, 0.13, 0.8, 0.085), sharex=axes)
    rng = np.random.default_rng(11)
    truth = rng.beta(2.0, 1.8, 2000)
    stated = 1 / (1 + (1 / truth - 1) ** 1.9)
    found = reliability(stated, rng.random(2000) < truth)
    x, curve = found.forecast, found.calibrated
    axes.fill_between(x, found.low, found.high, color="#8a8a8a", alpha=0.28, linewidth=0)
    axes.plot([0, 1], [0, 1], color="#6b6b6b", linewidth=0.9)
    axes.plot(x, curve, color="#1f5f5b", linewidth=2.2, solid_joinstyle="round")
    for said, place in ((0.1, (0.05, 0.6)), (0.9, (0.76, 0.46))):
        came = float(np.interp(said, x, curve))
        axes.plot([said], [came], "o", color="#1f5f5b", markersize=7, markeredgecolor="white")
        axes.annotate(
            f"said {said:.0%},\nhappened {came:.0%}", (said, came), place, ha="left", va="center",
            color="#1f5f5b", arrowprops={"arrowstyle": "-", "color": "#1f5f5b", "linewidth": 0.8,
                                         "shrinkB": 5},
        )  # fmt: skip
    axes.annotate("band that right forecasts\nkeep to", (0.47, 0.25), color="#6b6b6b", va="center")
    ticks = [0, 0.25, 0.5, 0.75, 1]
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_yticks(ticks, [f"{each:.0%}" for each in ticks])
    axes.set_ylabel("what happened")
    axes.tick_params(bottom=False, labelbottom=False)
    axes.spines["bottom"].set_visible(False)
    below.hist(stated, np.linspace(0, 1, 51), color="#b9b9b9", rwidth=0.8)
    below.set_yticks([])
    below.spines["left"].set_visible(False)
    below.set_xticks(ticks, [f"{each:.0%}" for each in ticks])
    below.set_xlabel("what was said (bars: how often)")
    at = float(np.interp(0.9, x, curve))
    return (
        f"n = {found.n:,} made-up forecasts, {found.method}, {found.level:.0%}; “90 %” stood for "
        f"{at:.0%}; miscalibration {found.miscalibration:.3f}, by chance {found.by_chance:.3f}, "
        f"chance {found.chance:.3f}."
    )
