"""After twenty interviews 22 kinds of trouble were heard, and there are ten more at least."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.words.unseen import chao2, new_kinds


def draw(figure: Figure) -> str:
    chance = np.random.default_rng(4)
    shares = np.minimum(0.6, 0.7 / np.arange(1, 33) ** 0.9)
    said = chance.random((20, 32)) < shares
    found = chao2(said.sum(axis=0), 20)
    assert found.value is not None
    axes = figure.add_subplot()
    heard = np.concatenate([[0], (said.cumsum(axis=0) > 0).sum(axis=1)])
    axes.plot(np.arange(21), heard, color="#1f5f5b")
    later = np.arange(0, 21)
    coming = [new_kinds(found, int(more)) for more in later]
    low, middle, high = (
        np.array([found.observed + end for end in ends])
        for ends in zip(*((one.low, one.value or 0.0, one.high) for one in coming), strict=True)
    )
    axes.fill_between(20 + later, low, high, color="#1f5f5b", alpha=0.15, linewidth=0)
    axes.plot(20 + later, middle, "--", color="#1f5f5b")
    axes.plot([44, 44], [found.low, found.high], color="#8a8a8a")
    axes.plot([44], [found.value], "o", color="#8a8a8a")
    axes.annotate("heard", (10, heard[10]), (8, -14), textcoords="offset points", color="#1f5f5b")
    axes.annotate(
        "to come in as many more", (40, float(high[-1])), (0, 6), ha="right",
        textcoords="offset points", color="#1f5f5b",
    )  # fmt: skip
    axes.annotate(
        f"at least {found.value:.0f}\nin all", (44, found.value), (10, -6),
        textcoords="offset points", color="#444444",
    )  # fmt: skip
    axes.set_xticks([0, 10, 20, 30, 40])
    axes.set_xlim(0, 51)
    axes.set_ylim(0)
    axes.set_xlabel("interviews")
    axes.set_ylabel("kinds of trouble")
    five = new_kinds(found, 5)
    share = found.coverage
    return (
        f"{found.n} interviews, {found.observed} kinds, {found.once} of them heard once: Chao2 "
        f"{found.value:.1f} ({found.low:.1f} to {found.high:.1f}); {share.value:.0%} "
        f"({share.low:.0%} to {share.high:.0%}) of what will be said is of a known kind; five more "
        f"bring {five.low:.0f} to {five.high:.0f} new ones (95 %)."
    )
