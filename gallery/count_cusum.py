"""Late parcels, one tick each: when they come thicker, the path climbs to its alarm line."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.watching.count_cusum import share_cusum


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    rng = np.random.default_rng(12)
    late = np.concatenate([rng.random(500) < 0.05, rng.random(150) < 0.14])
    found = share_cusum(late, 0.05, 0.12, run_length=3000)
    axes.plot(np.arange(650), found.path, color="#1f5f5b", linewidth=1.3)
    axes.plot(np.flatnonzero(late), np.full(late.sum(), -0.35), "|", color="#8a8a8a", markersize=8)
    axes.axhline(found.threshold, color="#b4552d", linewidth=1)
    axes.plot([found.alarm], [found.path[found.alarm]], "o", color="#b4552d")
    axes.axvline(found.change, color="#1f5f5b", linewidth=0.9, linestyle=":")
    axes.annotate(f"alarm at parcel {found.alarm}", (found.change, found.threshold), (-5, 6),
                  textcoords="offset points", ha="right", color="#b4552d")  # fmt: skip
    axes.annotate(f"change told: {found.change}", (found.change, 2.6), (-5, 0),
                  textcoords="offset points", ha="right", color="#1f5f5b")  # fmt: skip
    axes.set_xlim(0, 650)
    axes.set_ylim(-0.7, found.path.max() * 1.08)
    axes.set_xlabel("parcels in order (made up; 5 % late, from 500 on 14 %; ticks: late ones)")
    axes.set_ylabel("S, log-likelihood")
    return (
        f"{found.method}, n = {found.n}, {found.usual:.0%} usual against {found.worse:.0%}: a false "
        f"alarm every {found.run_length:,.0f} parcels, a true one after {found.delay:.0f} on average."
    )
