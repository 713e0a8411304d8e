"""Who is asked back waits longest: one wait in eighteen, more than a quarter of the hours."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from troth.stats.journey.journeys import Edge, Journeys, journeys

QUIET, PLAIN, ACCENT = "#6b6b6b", "#1f5f5b", "#b4552d"
AT = {
    "asks": (0.0, 2.0),
    "passed on": (2.55, 3.75),
    "asked back": (2.55, 0.25),
    "answered": (5.1, 2.0),
    "asks again": (5.1, 3.75),
    "solved": (8.0, 2.0),
}
BEND = {("answered", "asks again"): 0.42, ("asks again", "answered"): 0.42}
# where the words stand: a shift from the middle of the arrow, and which edge of the words is there
WORDS = {
    ("asks", "passed on"): (-0.18, 0.1, "right"),
    ("asks", "asked back"): (-0.18, -0.1, "right"),
    ("passed on", "answered"): (-0.12, -0.3, "right"),
    ("asked back", "answered"): (0.18, -0.1, "left"),
    ("answered", "asks again"): (0.42, 0.0, "left"),
    ("asks again", "answered"): (-0.42, 0.0, "right"),
    ("asks", "answered"): (0.0, 0.0, "center"),
    ("answered", "solved"): (0.0, 0.0, "center"),
}
# from each step: where cases go, how likely, and the usual wait in hours
WAYS = {
    "asks": [("answered", 0.55, 3), ("passed on", 0.25, 1), ("asked back", 0.2, 2)],
    "passed on": [("answered", 1.0, 20)],
    "asked back": [("answered", 0.8, 52), (None, 0.2, 0)],
    "answered": [("solved", 0.83, 5), ("asks again", 0.17, 30)],
    "asks again": [("answered", 1.0, 6)],
}


def log(cases: int) -> Journeys:
    chance = np.random.default_rng(7)
    rows = []
    for case in range(cases):
        step, hour = "asks", chance.uniform(0, 1000)
        while step:
            rows.append((case, step, hour * 3600))
            targets, odds, waits = zip(*WAYS.get(step, [(None, 1.0, 0)]), strict=True)
            way = chance.choice(len(odds), p=odds)
            step, hour = targets[way], hour + waits[way] * chance.lognormal(0, 0.5)
    return journeys(*zip(*rows, strict=True))


def boxes(axes) -> dict[str, FancyBboxPatch]:
    """The steps as words in boxes."""
    placed = {}
    for step, (x, y) in AT.items():
        placed[step] = FancyBboxPatch(
            (x - 0.66, y - 0.22), 1.32, 0.44, boxstyle="round,pad=0.04,rounding_size=0.16",
            fc="white", ec=QUIET, lw=1, zorder=2,
        )  # fmt: skip
        axes.add_patch(placed[step])
        axes.text(x, y, step, ha="center", va="center", zorder=3)
    return placed


def arrow(axes, edge: Edge, widest: int, colour: str, placed: dict[str, FancyBboxPatch]) -> None:
    """One edge: as wide as often gone, with its count and its median wait beside it."""
    pair = (edge.source, edge.target)
    start, end = np.array(AT[pair[0]]), np.array(AT[pair[1]])
    width = 0.8 + 4.2 * edge.count / widest
    axes.add_patch(FancyArrowPatch(
        start, end, connectionstyle=f"arc3,rad={BEND.get(pair, 0.0)}", mutation_scale=1,
        arrowstyle=f"-|>,head_width={2.5 + width},head_length={5 + 1.5 * width}",
        patchA=placed[pair[0]], patchB=placed[pair[1]], shrinkA=1, shrinkB=4,
        lw=width, color=colour, joinstyle="miter", capstyle="butt", zorder=1,
    ))  # fmt: skip
    right, up, side = WORDS[pair]
    x, y = (start + end) / 2 + (right, up)
    hours = edge.median_seconds / 3600
    wait = f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.1f} days"
    above = 0.13 if side == "center" else 0.0
    axes.text(x, y + above, f"{edge.count}", ha=side, va="bottom", color=colour, weight="bold")
    axes.text(x, y - above, wait, ha=side, va="top", color=QUIET, size=9.5)


def draw(figure: Figure) -> str:
    figure.set_size_inches(8.2, 4.0)
    axes = figure.add_axes((0, 0, 1, 1))
    found = log(400)
    slowest = max(found.edges, key=lambda edge: edge.median_seconds).source
    most = next(each for each in found.time_lost.by_step if each.step == slowest)
    placed = boxes(axes)
    for edge in found.edges:
        colour = ACCENT if edge.source == slowest else PLAIN
        arrow(axes, edge, found.edges[0].count, colour, placed)
    stuck = {end.step: end.count for end in found.ends}
    axes.text(
        2.55, -0.22, f"{stuck['asked back']} end here, without an answer",
        ha="center", va="top", color=ACCENT, size=9.5,
    )  # fmt: skip
    axes.text(
        8.0,
        1.56,
        f"{stuck['solved']} of {found.cases}",
        ha="center",
        va="top",
        color=QUIET,
        size=9.5,
    )
    axes.set_xlim(-0.85, 8.85)
    axes.set_ylim(-0.65, 4.1)
    axes.set_axis_off()
    middle = found.durations.median
    return (
        f"Made-up log of {found.cases} cases and {found.events:,} events; beside each way how many "
        f"went it and their median wait. After “{most.step}” pass {most.share:.0%} of the "
        f"{found.time_lost.hours:,.0f} hours between events, in {most.waits} waits. Median case "
        f"{middle.value / 3600:.0f} hours ({middle.low / 3600:.0f} to {middle.high / 3600:.0f}, "
        f"95 %, {middle.method})."
    )
