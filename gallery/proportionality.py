"""A bad start drives away at first and means nothing later; the test sees it, the one ratio hides it."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.survival.cox import cox
from troth.stats.survival.proportionality import proportionality


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    draws = np.random.default_rng(5)
    n = 600
    bad, spent = draws.integers(0, 2, n), draws.exponential(1.2, n)
    weeks = 20 * np.where(bad == 1, np.where(spent < 1, spent / 3, spent - 2 / 3), spent)
    seen = weeks <= 40
    weeks = np.minimum(weeks, 40)
    whole = cox(weeks, seen, bad, ["bad start"])
    test = proportionality(whole).tests[0]
    line = whole.table()[0]
    axes.plot([0, 40], [line.ratio] * 2, color="#8a8a8a", ls="--")
    axes.text(
        40, line.ratio * 1.06, f"one ratio for all: {line.ratio:.1f}", ha="right", color="#6b6b6b"
    )
    for start, stop in [(0, 7), (7, 14), (14, 24), (24, 40)]:
        there = weeks > start
        part = cox(
            np.minimum(weeks, stop)[there], (seen & (weeks <= stop))[there], bad[there],
            entry=np.full(there.sum(), float(start)),
        ).table()[0]  # fmt: skip
        middle = (start + stop) / 2
        axes.plot([start + 0.3, stop - 0.3], [part.ratio] * 2, color="#1f5f5b", lw=3)
        axes.plot([middle, middle], [part.low, part.high], color="#1f5f5b")
        axes.annotate(
            f"{part.ratio:.1f}", (stop - 0.4, part.ratio), (0, 5), ha="right",
            textcoords="offset points", color="#1f5f5b",
        )  # fmt: skip
    axes.plot([0, 40], [1, 1], color="#b9b9b9", lw=1, zorder=0)
    axes.set_yscale("log")
    axes.set_yticks([0.5, 1, 2, 4], ["half", "same", "2 ×", "4 ×"])
    axes.minorticks_off()
    axes.set_xlabel("weeks since the start; bars: 95 % intervals within each span")
    axes.set_ylabel("rate after a bad start")
    return (
        f"Seeded rows, n = {n}, {whole.events:g} ends: Grambsch–Therneau chi-square "
        f"{test.chi2:.1f}, p = {test.p:.1g}; bars are 95 % intervals of Cox's regression."
    )
