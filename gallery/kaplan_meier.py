"""Half of the treated are still well after 23 weeks, half of the others for 8 only."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.survival.kaplan_meier import kaplan_meier

# weeks in remission; a minus where it still went on when last seen
TREATED = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
OTHERS = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    drawn = [(TREATED, "with 6-MP", "#1f5f5b", 0.30), (OTHERS, "without", "#b4552d", 0.18)]
    told = []
    for weeks, name, colour, shade in drawn:
        curve = kaplan_meier(np.abs(weeks), np.array(weeks) > 0)
        last = min(len(curve.times), int((curve.survival > 0).sum()) + 1)
        times, parts = curve.times[:last], slice(0, last)
        axes.step(times, curve.survival[parts], where="post", color=colour)
        axes.fill_between(
            times, curve.low[parts], curve.high[parts], step="post", color=colour, alpha=shade, lw=0
        )
        told.append(f"{name} {curve.median:g} weeks ({curve.median_low:g} to {_end(curve)})")
    axes.plot([0, 35], [0.5, 0.5], color="#b9b9b9", lw=1, zorder=0)
    axes.text(24.5, 0.72, "with 6-MP", color="#1f5f5b")
    axes.text(1.2, 0.14, "without", color="#b4552d")
    axes.set_ylim(0, 1.02)
    axes.set_xlim(0, 36)
    axes.set_yticks([0, 0.5, 1], ["none", "half", "all"])
    axes.set_ylabel("still in remission")
    axes.set_xlabel("weeks, with the 95 % log-log band of Kaplan–Meier curves")
    return f"Medians with 95 % intervals, 21 children each: {told[0]}; {told[1]}."


def _end(curve: object) -> str:
    high = curve.median_high
    return "no end seen" if high is None else f"{high:g}"
