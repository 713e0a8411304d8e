"""The same talk, dealt into two heaps, looks far apart when small; held against chance it does not."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.words.divergence import distance


def draw(figure: Figure) -> str:
    chance = np.random.default_rng(12)
    shares = 1 / np.arange(1, 601)
    shares /= shares.sum()
    sizes = [10, 20, 40, 80, 160]
    found = [
        distance(*(chance.multinomial(60, chance.dirichlet(shares * 200, many)) for _ in range(2)))
        for many in sizes
    ]
    axes = figure.add_subplot()
    axes.axhline(0, color="#6b6b6b", linewidth=0.8)
    axes.plot(sizes, [one.bits for one in found], "o-", color="#8a8a8a")
    for many, one in zip(sizes, found, strict=True):
        axes.plot([many, many], [one.low, one.high], color="#1f5f5b")
        axes.plot([many], [one.excess], "o", color="#1f5f5b")
    axes.annotate(
        "bare divergence", (20, found[1].bits), (10, 4), textcoords="offset points",
        color="#6b6b6b",
    )  # fmt: skip
    axes.annotate(
        "beyond chance, with 95 % interval", (40, found[2].high or 0.0), (0, 8), ha="center",
        textcoords="offset points", color="#1f5f5b",
    )  # fmt: skip
    axes.set_xscale("log")
    axes.set_xticks(sizes, [str(one) for one in sizes])
    axes.minorticks_off()
    axes.set_xlabel("documents on each side, 60 words each, all from one source")
    axes.set_ylabel("bits")
    first, last = found[0], found[-1]
    return (
        f"Jensen–Shannon falls from {first.bits:.2f} to {last.bits:.2f} bits by size alone; beyond "
        f"1,000 deals of whole documents it is {first.excess:+.3f} ({first.low:+.3f} to "
        f"{first.high:+.3f}) and {last.excess:+.3f} ({last.low:+.3f} to {last.high:+.3f})."
    )
