"""Four of fifteen alarms may be believed: from the fifth on, p rises above Benjamini–Hochberg's line."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.watching.discoveries import bh, bonferroni

P = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
    0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    found, strict = bh(P), bonferroni(P)
    rank = np.arange(1, 10)
    p = np.array(P[:9])
    axes.plot([0, 9.6], [0, 0.05 * 9.6 / 15], color="#8a8a8a", linewidth=1.2)
    axes.plot([0, 9.6], [0.05 / 15] * 2, "--", color="#8a8a8a", linewidth=1.2)
    axes.plot([0, 9.6], [0.05] * 2, ":", color="#8a8a8a", linewidth=1.2)
    said = found.rejected[:9]
    axes.plot(rank[said], p[said], "o", color="#1f5f5b")
    axes.plot(rank[~said], p[~said], "o", color="#8a8a8a", markerfacecolor="white")
    labels = [
        (0.05, "each by itself: p ≤ .05"), (0.032, "Benjamini–Hochberg"), (0.0033, "Bonferroni"),
    ]  # fmt: skip
    for height, name in labels:
        axes.annotate(name, (9.6, height), (6, -4), textcoords="offset points", color="#444444",
                      annotation_clip=False)  # fmt: skip
    axes.set_xlim(0, 9.6)
    axes.set_ylim(0, 0.055)
    axes.set_xticks(rank)
    axes.set_xlabel("alarms, the most surprising first (the last six of fifteen lie far above)")
    axes.set_ylabel("p")
    return (
        f"n = {found.n} p-values of Benjamini and Hochberg (1995): {found.k} discoveries at "
        f"{found.level:.0%}, {strict.k} by Bonferroni, nine if each is asked alone."
    )
