"""Fewer say yes as the price rises; where that would bring most is a range of prices, not one."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.prices.gabor_granger import gabor_granger


def draw(figure: Figure) -> str:
    chance = np.random.default_rng(1966)
    prices, people = np.array([5.0, 8, 11, 15, 20, 30]), 120
    highest = chance.lognormal(2.6, 0.5, people)
    who, price = np.repeat(np.arange(people), len(prices)), np.tile(prices, people)
    slips = chance.random(len(who)) < 0.03
    found = gabor_granger(who, price, (highest[who] >= price) ^ slips)

    left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
    left.plot(found.prices, found.demand, color="#1f5f5b", zorder=1)
    left.vlines(found.prices, found.low, found.high, color="#1f5f5b", linewidth=3, alpha=0.45)
    left.plot(found.prices, found.demand, "o", color="#1f5f5b")
    left.set_ylim(0, 1)
    left.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
    left.set_title("share who say yes", fontsize=11)
    left.set_xlabel("price")
    left.set_xticks(found.prices, [f"{one:g}" for one in found.prices])

    place = np.arange(len(prices))
    peak = found.peak
    inside = (found.prices >= peak.low) & (found.prices <= peak.high)
    right.barh(
        place, found.revenue, color=["#b4552d" if one else "#d9d9d9" for one in inside], height=0.7
    )
    for at, (revenue, wins) in enumerate(zip(found.revenue, found.wins, strict=True)):
        if wins >= 0.005:
            right.text(revenue + 0.15, at, f"{wins:.0%} of draws", va="center", color="#444444")
    right.set_yticks(place, [f"{one:g}" for one in found.prices])
    right.set_ylabel("price")
    right.set_xlim(0, found.revenue.max() * 1.55)
    right.set_title("stated revenue, and how often highest", fontsize=11)
    figure.subplots_adjust(wspace=0.28)
    return (
        f"Stated revenue of {found.n} people peaks at {peak.price:g} (95 % of draws: "
        f"{peak.low:g} to {peak.high:g}), isotonic fit; {found.inconsistent} of them said no below "
        "a price they accepted."
    )
