"""Every receipt pulls what we expect of a customer from the mean of all to her own."""

import numpy as np
from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    chance = np.random.default_rng(13)
    count = chance.integers(1, 12, 2000)
    paid = chance.gamma(6.0 * count, 1 / chance.gamma(3.7, 1 / 15.4, 2000)) / count
    fit = stats.gammagamma(count, paid)
    receipts = np.arange(0, 31)
    for mean, color in ((100.0, "#1f5f5b"), (15.0, "#b4552d")):
        told = fit.expected(receipts, np.full(31, mean))
        axes.plot(receipts, told, color=color)
        axes.annotate(
            f"receipts of {mean:.0f} on average", (30, told[-1]), (6, -4), color=color,
            textcoords="offset points",
        )  # fmt: skip
    assert fit.mean is not None
    axes.axhline(fit.mean, color="#8a8a8a", linewidth=1)
    axes.annotate(
        f"all customers: {fit.mean:.0f}", (30, fit.mean), (6, -4), textcoords="offset points",
        color="#6b6b6b",
    )  # fmt: skip
    axes.set_xlim(0, 30)
    axes.set_ylim(0, 110)
    axes.set_xlabel("receipts so far")
    axes.set_ylabel("expected mean receipt")
    return (
        f"Gamma–gamma fitted to {fit.customers:,.0f} made-up customers; lines without an interval."
    )
