"""A small shift that no single day shows: the CUSUM gathers it, and dates its beginning."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.watching.cusum import cusum


def draw(figure: Figure) -> str:
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": [1, 1.1]})
    values = np.random.default_rng(8).normal(20, 4, 90)
    values[55:] += 4
    found = cusum(values, 20, 4, threshold=5)
    days = np.arange(90)
    upper.axhline(20, color="#b9b9b9", linewidth=1)
    upper.plot(days, values, ".", color="#8a8a8a")
    upper.set_ylabel("minutes")
    upper.annotate("usual", (89.5, 20), (3, -4), textcoords="offset points", color="#6b6b6b",
                   annotation_clip=False)  # fmt: skip
    lower.plot(days, found.path, color="#1f5f5b")
    lower.axhline(found.threshold, color="#b4552d", linewidth=1)
    lower.plot([found.alarm], [found.path[found.alarm]], "o", color="#b4552d")
    lower.annotate(f"alarm, day {found.alarm}", (found.alarm, found.threshold), (10, -13),
                   textcoords="offset points", color="#b4552d")  # fmt: skip
    for axes in (upper, lower):
        axes.axvline(found.change, color="#1f5f5b", linewidth=0.9, linestyle=":")
        axes.set_xlim(0, 89.5)
    upper.annotate(f"change told: day {found.change}", (found.change, upper.get_ylim()[1]), (-5, -9),
                   textcoords="offset points", ha="right", color="#1f5f5b")  # fmt: skip
    lower.set_ylim(0, 12)
    lower.set_ylabel("S")
    lower.set_xlabel("day (made-up waits; the true shift of one spread is on day 55)")
    figure.subplots_adjust(hspace=0.22)
    return (
        f"{found.method}, n = {found.n}, k = {found.k:g}, h = {found.threshold:g}: a false alarm "
        f"every {found.run_length:.0f} days on average, a shift of one spread caught after "
        f"{found.delay:.1f}."
    )
