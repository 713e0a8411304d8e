"""Reach peaks low, revenue higher, and both peaks are broad: a range to test, not a price."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.prices.newton_miller_smith import newton_miller_smith


def draw(figure: Figure) -> str:
    chance = np.random.default_rng(1993)
    middle = chance.lognormal(3.0, 0.28, 160)
    factors = [chance.lognormal(mean, 0.16, 160) for mean in (-0.55, -0.2, 0.25, 0.6)]
    found = newton_miller_smith(*(np.round(middle * factor) for factor in factors))

    left, right = figure.subplots(1, 2)
    left.fill_between(found.prices, found.reach_low, found.reach_high, color="#d5e3e1", linewidth=0)
    left.plot(found.prices, found.reach, color="#1f5f5b")
    right.fill_between(
        found.prices, found.prices * found.reach_low, found.prices * found.reach_high,
        color="#efddd3", linewidth=0,
    )  # fmt: skip
    right.plot(found.prices, found.revenue, color="#b4552d")
    for axes, peak, what in (
        (left, found.reach_peak, "share who say they would buy"),
        (right, found.revenue_peak, "stated revenue per person"),
    ):
        top = axes.get_ylim()[1] * 1.16
        axes.set_ylim(0, top)
        axes.plot([peak.low, peak.high], [top * 0.9] * 2, color="black", linewidth=3)
        axes.plot(peak.price, top * 0.9, "o", color="white", markeredgecolor="black", zorder=5)
        axes.text(
            peak.high + 1.5, top * 0.9, f"peak: {peak.low:.0f} to {peak.high:.0f}", va="center"
        )
        axes.set_xlim(0, 60)
        axes.set_xlabel("price")
        axes.set_title(what, fontsize=11)
    left.set_yticks([0, 0.2, 0.4], ["0", "20 %", "40 %"])
    figure.subplots_adjust(wspace=0.25)
    peak = found.revenue_peak
    return (
        f"{peak.name.capitalize()} of {found.n} people: {peak.price:.0f} "
        f"({peak.low:.0f} to {peak.high:.0f}), Newton–Miller–Smith, trial linear in price, "
        "95 % intervals from respondents drawn again."
    )
