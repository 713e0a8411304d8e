"""One step left out costs a sixth; a log in which most do as drawn still fits well."""

from matplotlib.figure import Figure

from troth.stats.journey.fitness import fitness

DRAWN = "abcdef"
WAYS = {
    "as drawn": ("abcdef", 60),
    "one step left out": ("abdef", 20),
    "two steps swapped": ("abdcef", 10),
    "one step done twice": ("abccdef", 6),
    "stopped half way": ("abc", 4),
}


def tokens(trace: str) -> tuple[int, int, int, int]:
    """Missing, remaining, consumed, produced on the chain of `DRAWN`: a place before each step."""
    held = [1] + [0] * len(DRAWN)
    missing = 0
    for place in [*(DRAWN.index(step) for step in trace), len(DRAWN)]:
        missing += held[place] == 0
        held[place] = max(0, held[place] - 1)
        if place < len(DRAWN):
            held[place + 1] += 1
    return missing, sum(held), len(trace) + 1, len(trace) + 1


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    counts = [tokens(trace) for trace, _ in WAYS.values()]
    whole = fitness(*zip(*counts, strict=True), weights=[cases for _, cases in WAYS.values()])
    for place, each in enumerate(counts):
        value = fitness(*each).value
        axes.plot([0, value], [place, place], color="#1f5f5b", lw=6, solid_capstyle="butt")
        axes.text(value + 0.012, place, f"{value:.3f}", va="center")
    place = len(WAYS) + 0.35
    axes.plot([whole.low, whole.high], [place, place], color="#b4552d")
    axes.plot([whole.value], [place], "o", color="#b4552d")
    axes.text(
        whole.low - 0.015, place, f"{whole.value:.3f} ({whole.low:.3f} to {whole.high:.3f})",
        ha="right", va="center", color="#b4552d",
    )  # fmt: skip
    names = [f"{name}, {cases} cases" for name, (_, cases) in WAYS.items()]
    axes.set_yticks([*range(len(WAYS)), place], [*names, f"the log, {whole.n} cases"])
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 1.09)
    axes.set_ylim(place + 0.6, -0.6)
    axes.set_xlabel("fitness, with its 95 % interval for the log")
    fitting = whole.fitting
    return (
        f"{whole.n} made-up cases of six steps: fitness {whole.value:.3f} ({whole.low:.3f} to "
        f"{whole.high:.3f}, 95 %, {whole.method}); {fitting.value:.0%} fit wholly "
        f"({fitting.low:.0%} to {fitting.high:.0%}, {fitting.method})."
    )
