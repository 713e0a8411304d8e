"""Looking after every answer, ordinary intervals lose the truth in the end; a sequence keeps it."""

import numpy as np
from matplotlib.figure import Figure

from troth import stats
from troth.stats.watching.confidence_sequence import share_sequence


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    truth, last = 0.6, 600
    came = np.cumsum(np.random.default_rng(31).random(last) < truth)
    n = np.arange(1, last + 1)
    found = share_sequence(came, n)
    plain = np.array(
        [[(one := stats.wilson(s, k)).low, one.high] for s, k in zip(came, n, strict=True)]
    )
    shown = n >= 5
    axes.fill_between(n[shown], found.low[shown], found.high[shown], color="#1f5f5b", alpha=0.16,
                      linewidth=0)  # fmt: skip
    for edge in plain.T:
        axes.plot(n[shown], edge[shown], "--", color="#8a8a8a", linewidth=1)
    axes.plot(n[shown], found.value[shown], color="#1f5f5b", linewidth=1.2)
    axes.axhline(truth, color="#444444", linewidth=0.8)
    lost = (plain[:, 0] > truth) | (plain[:, 1] < truth)
    missed = lost & shown
    axes.plot(n[missed], np.full(missed.sum(), truth), "|", color="#b4552d", markersize=7)
    axes.annotate("truth", (last, truth), (5, -4), textcoords="offset points", color="#444444",
                  annotation_clip=False)  # fmt: skip
    axes.annotate("sequence", (last, found.high[-1]), (5, -3), textcoords="offset points",
                  color="#1f5f5b", annotation_clip=False)  # fmt: skip
    axes.annotate("Wilson", (last, plain[-1, 0]), (5, -1), textcoords="offset points",
                  color="#6b6b6b", annotation_clip=False)  # fmt: skip
    axes.set_xscale("log")
    axes.set_xticks([5, 10, 20, 50, 100, 200, 600], ["5", "10", "20", "50", "100", "200", "600"])
    axes.minorticks_off()
    axes.set_xlim(5, last)
    axes.set_ylim(0.3, 0.9)
    axes.set_xlabel("answers so far, one look after each")
    axes.set_ylabel("share")
    held = bool(((found.low <= truth) & (truth <= found.high)).all())
    return (
        f"n up to {last}, made-up share {truth:g}: Wilson's 95 % interval misses it at "
        f"{int(missed.sum())} looks (ticks), the {found.method} at {'none' if held else 'some'}."
    )
