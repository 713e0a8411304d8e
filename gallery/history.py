"""After the second change more people left; whether the price did it, the picture cannot say."""

from matplotlib.figure import Figure

from troth.stats.prices.history import left_after

CHANGES = (
    ("first change", 12, 410, 15, 425),
    ("second change", 14, 430, 37, 441),
)


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    row, told = 0, []
    for name, x1, n1, x2, n2 in CHANGES:
        started = [0.0] * n1 + [100.0] * (n2 - n1 + x1)
        ended = [80.0] * x1 + [110.0] * x2 + [None] * (len(started) - x1 - x2)
        found = left_after(100, 30, started, ended, known_until=130)
        told.append(found)
        for label, one, color in (
            ("30 days before", found.before, "#8a8a8a"), ("30 days after", found.after, "#1f5f5b")
        ):  # fmt: skip
            axes.plot([one.low, one.high], [row, row], color=color, linewidth=3)
            axes.plot(one.value, row, "o", color="white", markeredgecolor=color, zorder=5)
            axes.text(one.low - 0.002, row, label, va="center", ha="right", color=color)
            row += 1
        change = found.difference
        assert change is not None
        axes.text(
            0.124, row - 1.5,
            f"{100 * change.value:+.1f} points\n({100 * change.low:+.1f} to {100 * change.high:+.1f})",
            va="center",
        )  # fmt: skip
        axes.text(-0.004, row - 1.5, name, ha="right", va="center")
        row += 0.8
    axes.set_ylim(row - 0.4, -0.6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, 0.15)
    axes.set_xticks([0, 0.05, 0.1], ["0", "5 %", "10 %"])
    axes.set_xlabel("share of people who left, with Wilson's 95 % interval")
    last = told[1]
    return f"{last.words} Before and after, not cause."
