"""Two bad days spend more of a month's 99.9 % than all the others together."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.rates.budgets import allowed_downtime, budget


def draw(figure: Figure) -> str:
    axes, chance = figure.add_subplot(), np.random.default_rng(2)
    requests = chance.poisson(10_000, 30)
    risk = np.full(30, 0.0003)
    risk[[11, 21]] = 0.009, 0.006
    failed, served = np.cumsum(chance.binomial(requests, risk)), np.cumsum(requests)
    found = [
        budget(0.999, int(bad), int(n), expected=int(served[-1]))
        for bad, n in zip(failed, served, strict=True)
    ]
    days, left = np.arange(1, 31), np.array([one.left for one in found])
    axes.fill_between(days, [one.low for one in found], [one.high for one in found],
                      color="#1f5f5b", alpha=0.18, lw=0)  # fmt: skip
    axes.plot(days, left, color="#1f5f5b", drawstyle="steps-post")
    axes.plot([1, 30], [1 - 1 / 30, 0], color="#8a8a8a", lw=0.8, ls=(0, (4, 3)))
    axes.annotate("spent evenly", (16, 0.4), (-4, -14), textcoords="offset points", ha="right",
                  color="#6b6b6b")  # fmt: skip
    for day in (12, 22):
        axes.annotate(f"day {day}", (day, left[day - 2]), (6, 6), textcoords="offset points",
                      color="#b4552d")  # fmt: skip
        axes.plot([day], [left[day - 1]], "o", color="#b4552d", ms=5)
    last = found[-1]
    axes.annotate(f"{last.left:.0%} left", (30, last.left), (8, -4), textcoords="offset points")
    axes.axhline(0, color="#6b6b6b", lw=0.8)
    axes.set_xlim(1, 30)
    axes.set_xticks([1, 5, 10, 15, 20, 25, 30])
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("day of the month, seeded requests, with Wilson's 95 % band")
    axes.set_ylabel("budget left")
    return f"{last.says}; 99.9 % of 30 days would be {allowed_downtime(0.999):.1f} minutes of downtime."
