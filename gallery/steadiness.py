"""Asked again in other words, a steady reader keeps its answer and a moody one turns one in five."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.steadiness import flip_rate, retest


def draw(figure: Figure) -> str:
    left, right = figure.subplots(1, 2, sharey=True)
    rng = np.random.default_rng(9)
    mood = rng.normal(size=80)
    first = np.clip(50 + 18 * mood, 2, 98)
    told = []
    for axes, spread, name in ((left, 4, "steady"), (right, 18, "moody")):
        second = np.clip(first + rng.normal(size=80) * spread, 1, 99)
        rho, flips = retest(first, second), flip_rate(first >= 50, second >= 50)
        turned = (first >= 50) != (second >= 50)
        axes.axhline(50, color="#b9b9b9", linewidth=0.8)
        axes.axvline(50, color="#b9b9b9", linewidth=0.8)
        axes.plot(first[~turned], second[~turned], "o", color="#1f5f5b", markersize=3.5)
        axes.plot(first[turned], second[turned], "x", color="#b4552d", markersize=5)
        axes.set_title(
            f"{name}: ρ {rho.value:.2f} ({rho.low:.2f} to {rho.high:.2f}),\n"
            f"{flips.value:.0%} flip ({flips.low:.0%} to {flips.high:.0%})",
            fontsize=11, color="#444444", pad=6,
        )  # fmt: skip
        axes.set_xlim(0, 100)
        axes.set_ylim(0, 100)
        axes.set_xlabel("first score")
        told.append((rho, flips))
    left.set_ylabel("second score, other words")
    figure.subplots_adjust(wspace=0.12)
    rho, flips = told[0]
    return (
        f"n = {rho.n} made-up cases each, 95 % intervals: {rho.method} for the ranks, "
        f"{flips.method} for the share that crossed the line (crosses)."
    )
