"""A contact moves first orders most; on the oldest customers nothing is seen, or worse."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.effects.uplift import uplift

GROUPS = {"first order": (0.20, 0.29), "2 to 5 orders": (0.30, 0.34), "6 and more": (0.45, 0.43)}


def draw(figure: Figure) -> str:
    chance, size = np.random.default_rng(20), 1600
    label = np.repeat(list(GROUPS), size)
    treated = chance.integers(0, 2, len(label))
    rate = np.array([GROUPS[one][arm] for one, arm in zip(label, treated, strict=True)])
    found = uplift(chance.random(len(label)) < rate, treated, group=label)
    rows = [found.overall, *sorted(found.groups, key=lambda one: -one.difference.value)]
    axes = figure.add_subplot()
    for at, one in enumerate(reversed(rows)):
        color = "#444444" if one is found.overall else "#1f5f5b"
        axes.plot([one.difference.low, one.difference.high], [at, at], color=color)
        axes.plot([one.difference.value], [at], "s" if one is found.overall else "o", color=color)
        axes.annotate(
            f"{one.treated:.0%} against {one.control:.0%}", (0.15, at), va="center",
            color="#444444",
        )  # fmt: skip
    names = [f"{one.group} ({one.n_treated + one.n_control:,})" for one in reversed(rows)]
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlim(-0.1, 0.2)
    axes.axvline(0, color="#8a8a8a", linewidth=1, linestyle=":")
    ticks = [-0.1, -0.05, 0, 0.05, 0.1]
    axes.set_xticks(ticks, [f"{100 * tick:+.0f}" if tick else "0" for tick in ticks])
    axes.set_xlabel("points more who bought again among the contacted")
    odds = found.groups_differ
    chance_told = "p < 0.001" if odds < 0.001 else f"p = {odds:.3f}"
    return (
        f"{len(label):,} simulated customers, contacted by lot; difference of shares with Newcombe’s "
        f"95 % interval. That the groups differ: {chance_told} (Cochran’s Q)."
    )
