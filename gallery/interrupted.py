"""After the change the complaints run below what the old trend and seasons would have brought."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.effects.interrupted import interrupted, placebo


def draw(figure: Figure) -> str:
    t, chance = np.arange(60), np.random.default_rng(14)
    orders = 9000 + 60 * t
    mean = orders * np.exp(-4 + 0.004 * t + 0.15 * np.sin(2 * np.pi * t / 12) - 0.25 * (t >= 38))
    counts = chance.poisson(mean * chance.gamma(120, 1 / 120, 60))
    found = interrupted(counts, 38, orders, harmonics=1)
    rank = placebo(counts, 38, orders, harmonics=1)
    axes, after = figure.add_subplot(), t >= 37
    after[37] = False
    rate = 1000 / orders
    axes.fill_between(
        t[after], (found.without_low * rate)[after], (found.without_high * rate)[after],
        color="#8a8a8a", alpha=0.25, linewidth=0,
    )  # fmt: skip
    axes.plot(t[after], (found.without * rate)[after], color="#8a8a8a", linestyle="--")
    axes.plot(t[:38], (found.fitted * rate)[:38], color="#1f5f5b")
    axes.plot(t[38:], (found.fitted * rate)[38:], color="#1f5f5b")
    axes.plot(t, counts * rate, "o", color="#444444", ms=3)
    axes.axvline(37.5, color="#8a8a8a", linewidth=1, linestyle=":")
    axes.set_ylim(0, 31)
    axes.annotate("change", (37.5, 1), (6, 0), textcoords="offset points", color="#444444")
    note = {"textcoords": "offset points", "va": "center", "color": "#444444"}
    axes.annotate("without it", (59, (found.without * rate)[-1]), (8, 0), **note)
    axes.annotate("as it was", (59, (found.fitted * rate)[-1]), (8, 0), **note)
    axes.set_xlim(-1, 60)
    axes.set_xlabel("month")
    axes.set_ylabel("complaints per 1,000 orders")
    one = found.ratio
    return (
        f"{one.n} simulated months, rate ratio {one.value:.2f} (95 % interval {one.low:.2f} to "
        f"{one.high:.2f}, quasi-Poisson, dispersion {found.dispersion:.1f}). Among "
        f"{len(rank.dates)} placebo dates the true one ranks {rank.rank}."
    )
