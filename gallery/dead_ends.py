"""Nine cases were left standing for more than two weeks; five more it is too early to judge."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.journey.dead_ends import dead_ends

DAY = 86400
WAIT, END = 14, 90


def draw(figure: Figure) -> str:
    chance = np.random.default_rng(11)
    waited = np.array([1, 3, 6, 9, 12, 16, 19, 23, 28, 34, 41, 47, 55, 63])
    stopped = ["asked back"] * 7 + ["passed on"] * 4 + ["page broken"] * 3
    closed = 46
    last = np.concatenate([END - waited, chance.uniform(5, END, closed)]) * DAY
    step = list(chance.permutation(stopped)) + ["solved"] * closed
    case = np.arange(len(last))
    found = dead_ends(case, step, last, ["solved"], WAIT, until=END * DAY)
    axes = figure.add_subplot()
    dead = {end.case for end in found.found}
    for place in range(len(waited)):
        colour = "#b4552d" if place in dead else "#8a8a8a"
        axes.plot([0, waited[place]], [place, place], color=colour)
        axes.plot(
            [waited[place]], [place], "o", color=colour, mfc=colour if place in dead else "white"
        )
        axes.annotate(
            step[place], (waited[place], place), (8, 0), textcoords="offset points", va="center",
            color="#444444", size=9.5, bbox={"fc": "white", "ec": "none", "pad": 1},
        )  # fmt: skip
    axes.axvline(WAIT, color="#6b6b6b", lw=1, ls=(0, (3, 3)))
    axes.text(WAIT + 0.8, -1.1, f"{WAIT} days", color="#6b6b6b", va="center")
    axes.text(73, 2, "too early to say", color="#8a8a8a", ha="right", va="center")
    axes.text(73, 6, "dead ends", color="#b4552d", ha="right", va="center")
    axes.set_ylim(-1.7, len(waited) - 0.3)
    axes.set_xlim(0, 75)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("days since the last step, cases that are not closed")
    least, most = found.at_least, found.at_most
    return (
        f"Of {found.cases} made-up cases, {found.closed} closed: at least {least.value:.0%} "
        f"({least.low:.0%} to {least.high:.0%}) and at most {most.value:.0%} ({most.low:.0%} to "
        f"{most.high:.0%}) are dead ends, 95 %, {least.method}."
    )
