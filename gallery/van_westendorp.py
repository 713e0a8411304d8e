"""Four answers a person make a range of prices, and each of its ends is known only so well."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.prices.van_westendorp import van_westendorp

DARK, MILD, FAINT = "#1f5f5b", "#b4552d", "#9a9a9a"
POINTS = (
    ("pmc", "marginal cheapness"),
    ("idp", "indifference"),
    ("opp", "least resistance"),
    ("pme", "marginal expensiveness"),
)


def draw(figure: Figure) -> str:
    chance = np.random.default_rng(1976)
    middle = chance.lognormal(3.0, 0.28, 160)
    factors = [chance.lognormal(mean, 0.16, 160) for mean in (-0.55, -0.2, 0.25, 0.6)]
    answers = [np.round(middle * factor) for factor in factors]
    found = van_westendorp(*answers)
    curves = found.curves()

    figure.set_size_inches(7.2, 5.0)
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[3, 1.25])
    lines = (
        (curves.not_cheap, FAINT, ":", 1.2), (curves.not_expensive, FAINT, ":", 1.2),
        (curves.cheap, DARK, "-", 1.3), (curves.expensive, MILD, "-", 1.3),
        (curves.too_cheap, DARK, "-", 2.8), (curves.too_expensive, MILD, "-", 2.8),
    )  # fmt: skip
    for shares, color, style, width in lines:
        above.plot(curves.prices, shares, style, color=color, linewidth=width)
    labels = (
        ("too cheap", curves.too_cheap, 0.62, "right", DARK, "bold"),
        ("cheap", curves.cheap, 0.86, "left", DARK, "normal"),
        ("expensive", curves.expensive, 0.72, "left", MILD, "normal"),
        ("too expensive", curves.too_expensive, 0.6, "left", MILD, "bold"),
        ("not cheap", curves.not_cheap, 0.14, "right", "#6b6b6b", "normal"),
        ("not expensive", curves.not_expensive, 0.2, "left", "#6b6b6b", "normal"),
    )
    for text, shares, y, side, color, weight in labels:
        rising = 1 if shares[-1] > shares[0] else -1
        x = np.interp(rising * y, rising * shares, curves.prices)
        aside = 1.2 if side == "left" else -0.8
        above.text(
            x + aside, y, text, ha=side, va="center", color=color, weight=weight, zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1} if text == "cheap" else None,
        )  # fmt: skip
    pairs = {"pmc": curves.too_cheap, "pme": curves.too_expensive, "idp": curves.cheap}
    for at, (name, words) in enumerate(POINTS):
        point = getattr(found, name)
        height = np.interp(point.value, curves.prices, pairs.get(name, curves.too_cheap))
        above.plot(point.value, height, "o", color="white", markeredgecolor="black", zorder=5)
        above.plot([point.value] * 2, [0, height], color="#cccccc", linewidth=0.8, zorder=0)
        below.plot([point.low, point.high], [at, at], color="black", linewidth=3)
        below.plot(point.value, at, "o", color="white", markeredgecolor="black", zorder=5)
        below.text(
            point.high + 0.7,
            at,
            f"{point.low:.1f} to {point.high:.1f}",
            va="center",
            color="#444444",
        )
        below.text(point.low - 0.7, at, f"{words}, {name.upper()}", va="center", ha="right")
    above.set_ylim(0, 1.02)
    above.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
    above.set_ylabel("share of people")
    below.set_ylim(3.6, -0.6)
    below.set_yticks([])
    below.spines["left"].set_visible(False)
    below.set_xlim(2, 56)
    below.set_xlabel("price")
    figure.subplots_adjust(hspace=0.08)
    pmc, pme = found.pmc, found.pme
    return (
        f"{found.n} people accept prices from {pmc.value:.1f} ({pmc.low:.1f} to {pmc.high:.1f}) to "
        f"{pme.value:.1f} ({pme.low:.1f} to {pme.high:.1f}); straight lines between named prices, "
        "95 % intervals from respondents drawn again."
    )
