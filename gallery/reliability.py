"""The more promises leave no trace, the less “90 % kept” says."""

from matplotlib.figure import Figure

from troth.stats.rates.reliability import promise_reliability


def draw(figure: Figure) -> str:
    axes, unknown = figure.add_subplot(), [100, 50, 20, 5, 0]
    for at, u in enumerate(unknown):
        one = promise_reliability(90, 10, u)
        least, most = one.least or 0, one.most or 0
        axes.plot([one.low or 0, one.high or 0], [at, at], color="#1f5f5b", lw=1.4)
        axes.plot([least, most], [at, at], color="#1f5f5b", lw=9, alpha=0.35, solid_capstyle="butt")
        axes.plot([0.9], [at], "o", color="#1f5f5b")
        told = f"{least:.0%} to {most:.0%}" if u else "nothing unknown"
        axes.annotate(told, (one.low or 0, at), (-8, -4), textcoords="offset points", ha="right",
                      color="#444444")  # fmt: skip
    axes.set_yticks(range(len(unknown)), [f"{u} unverifiable" for u in unknown])
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.5, 4.5)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("share kept of all: what it may be (bar), with Wilson's 95 % ends (line)")
    return f"90 kept, 10 broken: {promise_reliability(90, 10, 50).says}."
