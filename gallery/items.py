"""“Wants to save money” is true of every persona and says nothing; few lines tell them apart."""

from matplotlib.figure import Figure

from troth.stats.words.items import item_information

LINES = {
    "orders for others": [[28, 2], [5, 25], [4, 26]],
    "has nobody at home by day": [[6, 24], [22, 8], [9, 21]],
    "sends on Fridays": [[17, 13], [12, 18], [20, 10]],
    "reads every message": [[21, 9], [19, 11], [22, 8]],
    "wants to save money": [[29, 1], [28, 2], [29, 1]],
}


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    figure.subplots_adjust(left=0.32)
    found = {line: item_information(table) for line, table in LINES.items()}
    for row, one in enumerate(found.values()):
        axes.plot([one.low, one.high], [row, row], color="#1f5f5b")
        axes.plot([one.bits], [row], "o", color="#1f5f5b")
        axes.annotate(
            f"{one.bits:.2f}", (one.high or 0.0, row), (8, -4), textcoords="offset points",
            color="#444444",
        )  # fmt: skip
    chance = one.by_chance
    axes.axvline(chance, color="#8a8a8a", linewidth=1, linestyle=":")
    axes.annotate(
        "by chance", (chance, -0.6), (5, -2), textcoords="offset points", color="#6b6b6b",
        fontsize=9,
    )  # fmt: skip
    axes.set_yticks(range(len(found)), [f"“{line}”" for line in found])
    axes.set_ylim(len(found) - 0.5, -0.9)
    axes.set_xlim(0, 0.8)
    axes.set_xlabel("bits about which of three personas, with 95 % interval")
    best, worst = found["orders for others"], found["wants to save money"]
    return (
        f"{best.n} answers a line, made up: the best line tells {best.bits:.2f} bits "
        f"({best.low:.2f} to {best.high:.2f}), the last {worst.bits:.3f} (up to {worst.high:.2f}) "
        "where 1.58 would tell all; mutual information, non-central χ²."
    )
