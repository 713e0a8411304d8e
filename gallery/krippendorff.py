"""The same two readers: with 50 units not to be published, with 1,000 firm."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.agreement.krippendorff import krippendorff


def draw(figure: Figure) -> str:
    axes, sizes = figure.add_subplot(), [20, 50, 100, 200, 400, 1000]
    chance = np.random.default_rng(4)
    truth = chance.integers(0, 3, 1000)
    readers = [
        np.where(chance.random(1000) < 0.92, truth, chance.integers(0, 3, 1000)) for _ in "ab"
    ]
    found = [krippendorff([one[:n] for one in readers]) for n in sizes]
    for at, one in enumerate(found):
        color = {"firm": "#1f5f5b", "tentative": "#8a8a8a"}.get(one.gate, "#b4552d")
        axes.plot([one.low or 0, one.high or 0], [at, at], color=color)
        axes.plot([one.value or 0], [at], "o", color=color)
        axes.annotate(one.gate, (1.0, at), (10, -4), textcoords="offset points", color=color,
                      annotation_clip=False)  # fmt: skip
    for gate, told in ((0.667, "tentative from .667"), (0.8, "firm from .80")):
        axes.axvline(gate, color="#444444", lw=0.8, ls=(0, (4, 3)))
        axes.annotate(told, (gate, 5.45), (-4, 0), textcoords="offset points", ha="right",
                      color="#444444", fontsize=10)  # fmt: skip
    axes.set_yticks(range(len(sizes)), [f"{n:,} units" for n in sizes])
    axes.set_ylim(-0.5, 5.8)
    axes.set_xlim(0.35, 1)
    axes.set_xlabel("Krippendorff's alpha, with its 95 % interval (bootstrap over units)")
    return f"{found[-1].says}, from seeded readers who each know 92 in 100 and guess the rest."
