"""Shops buy more often and stay longer than private people; the bars say how sure that is."""

import numpy as np
from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    x, last, T, shop = people()
    fit = stats.paretonbd(x, last, T, X=shop, names=["shop"])
    rows = (("rate of buying", "buying"), ("rate of leaving", "leaving"))
    for at, (_, side) in enumerate(rows):
        middle = getattr(fit, side)["shop"]
        half = 1.96 * fit.standard_errors[f"{side}:shop"]
        low, ratio, high = np.exp([middle - half, middle, middle + half])
        axes.plot([low, high], [at, at], color="#1f5f5b")
        axes.plot([ratio], [at], "o", color="#1f5f5b")
        axes.annotate(
            f"{ratio:.1f} times ({low:.1f} to {high:.1f})", (ratio, at), (0, 9), ha="center",
            textcoords="offset points", color="#444444",
        )  # fmt: skip
    axes.axvline(1, color="#8a8a8a", linewidth=1)
    axes.annotate(
        "as private people", (1, 1.55), (4, 0), textcoords="offset points", color="#6b6b6b"
    )
    axes.set_yticks([0, 1], [words for words, _ in rows])
    axes.set_ylim(-0.5, 1.7)
    axes.set_xscale("log")
    axes.set_xticks([0.25, 0.5, 1, 2], ["¼", "½", "1", "2"])
    axes.minorticks_off()
    axes.set_xlabel("a shop's rate against a private person's")
    return f"Pareto/NBD with one covariate, {fit.customers:,.0f} made-up customers; Wald intervals, 95 %."


def people() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Made-up customers, seeded: half of them shops."""
    chance = np.random.default_rng(8)
    shop = np.repeat([0.0, 1.0], 600)
    T = np.full(1200, 80.0)
    rate = chance.gamma(0.9, np.exp(0.5 * shop) / 12)
    life = np.minimum(chance.exponential(1 / chance.gamma(0.8, np.exp(-0.8 * shop) / 40)), T)
    x = chance.poisson(rate * life).astype(float)
    last = np.where(x > 0, life * chance.beta(np.maximum(x, 1), 1), 0)
    return x, last, T, shop
