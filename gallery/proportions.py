"""The same share, 80 %, is known far better from 200 answers than from 5."""

from matplotlib.figure import Figure

from troth import stats


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    counts = [5, 10, 20, 50, 100, 200]
    found = [stats.wilson(0.8 * n, n) for n in counts]
    for at, one in enumerate(found):
        axes.plot([one.low, one.high], [at, at], color="#1f5f5b")
        axes.plot([0.8], [at], "o", color="#1f5f5b")
        axes.annotate(
            f"{one.low:.0%} to {one.high:.0%}", (one.low, at), (-8, -4), ha="right",
            textcoords="offset points", color="#444444",
        )  # fmt: skip
    axes.set_yticks(range(len(counts)), [f"{n} answers" for n in counts])
    axes.set_xlim(0, 1)
    axes.set_xlabel("share, with Wilson's 95 % interval")
    return f"4 of 5 says only: between {found[0].low:.0%} and {found[0].high:.0%}."
