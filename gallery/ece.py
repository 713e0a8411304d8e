"""An average error of 12 points from 100 forecasts is what perfect forecasts show by chance."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.ece import ece


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    counts = [100, 200, 500, 1000, 2000, 5000]
    every = [ece((np.arange(n) + 0.5) / n, np.zeros(n)) for n in counts]
    mean = [one.by_chance for one in every]
    high = [one.by_chance_high for one in every]
    axes.fill_between(counts, 0, high, color="#8a8a8a", alpha=0.22, linewidth=0)
    axes.plot(counts, mean, "o-", color="#1f5f5b", markersize=4)
    axes.plot(counts, high, "--", color="#6b6b6b", linewidth=1.2)
    for n, value in zip(counts, mean, strict=True):
        axes.annotate(f"{value:.3f}", (n, value), (0, -15), textcoords="offset points", ha="center",
                      color="#1f5f5b")  # fmt: skip
    axes.annotate("mean of perfect forecasts", (2000, mean[4]), (26, 22), textcoords="offset points",
                  color="#1f5f5b", ha="center")  # fmt: skip
    axes.annotate("95 of 100 perfect forecasters lie below", (150, 0.139), (10, 4),
                  textcoords="offset points", color="#6b6b6b")  # fmt: skip
    axes.set_xscale("log")
    axes.set_xticks(counts, [f"{n:,}" for n in counts])
    axes.minorticks_off()
    axes.set_ylim(0, 0.18)
    axes.set_xlabel("forecasts, spread evenly over 0 to 1, 15 bins of equal width")
    axes.set_ylabel("expected calibration error")
    return (
        f"{every[0].method}; at n = 100 right forecasts show {mean[0]:.3f} on average and up to "
        f"{high[0]:.3f} in 95 of 100 cases; at n = 5,000 {mean[-1]:.3f} and {high[-1]:.3f}; each "
        "from 1,000 seeded draws."
    )
