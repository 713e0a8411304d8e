"""What we like ourselves we guess too high for customers, what we do not like too low."""

from matplotlib.figure import Figure

from troth.stats.agreement.projection import projection

OWN = [1, 1, 0, 0, 1, 0, 1, 0]
ACTUAL = [0.30, 0.60, 0.50, 0.20, 0.40, 0.70, 0.55, 0.35]
GUESSED = [0.55, 0.70, 0.40, 0.25, 0.60, 0.50, 0.75, 0.30]


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    order = sorted(range(8), key=lambda at: (-OWN[at], ACTUAL[at]))
    for place, at in enumerate(order):
        x = place + (0.8 if OWN[at] == 0 else 0)
        ink = "#1f5f5b" if GUESSED[at] >= ACTUAL[at] else "#b4552d"
        axes.annotate(
            "", (x, GUESSED[at]), (x, ACTUAL[at]),
            arrowprops={"arrowstyle": "-|>", "color": ink, "linewidth": 1.8, "shrinkA": 4,
                        "shrinkB": 0},
        )  # fmt: skip
        axes.plot([x], [ACTUAL[at]], "o", color="#444444", markerfacecolor="white", markersize=7)
    last = order[-1]
    axes.annotate("what they answered", (7.8, ACTUAL[last]), (-4, 9), ha="left",
                  textcoords="offset points", color="#444444", fontsize=9.5)  # fmt: skip
    axes.annotate("what we guessed", (7.8, GUESSED[last]), (-4, -15), ha="left",
                  textcoords="offset points", color="#b4552d", fontsize=9.5)  # fmt: skip
    axes.axvline(3.9, color="#b9b9b9", linewidth=0.8)
    axes.set_xticks([1.5, 6.3], ["four things we like", "four we do not"])
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.6, 9.6)
    axes.set_ylim(0, 0.9)
    axes.set_ylabel("share of customers who want it")
    found = projection(OWN, GUESSED, ACTUAL)
    return (
        f"{found.items} items, one guesser, published toy data: own taste goes with the miss "
        f"(TFCE {found.tfce.value:.2f}) and has {found.weight.value:.0%} of the weight in the guess; "
        "with fewer than five members there is no interval to give."
    )
