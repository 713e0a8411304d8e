"""Everybody we called agreed: so at least how many would? It takes calls to say much."""

from matplotlib.figure import Figure

from troth.stats.prices.bounds import call_bound


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    calls = [3, 5, 7, 10, 15, 20]
    for at, n in enumerate(calls):
        whole, but_one = call_bound(n, n), call_bound(n - 1, n)
        axes.plot([whole.low, 1], [at, at], color="#1f5f5b", linewidth=3)
        axes.plot([but_one.low, 1], [at + 0.25] * 2, color="#9a9a9a", linewidth=1.4)
        axes.text(but_one.low - 0.012, at + 0.25, f"{int(100 * but_one.low)} %", va="center", ha="right",
                  color="#6b6b6b", fontsize=9)  # fmt: skip
        axes.text(whole.low, at - 0.16, f"at least {int(100 * whole.low)} %", va="bottom", ha="left",
                  color="#1f5f5b")  # fmt: skip
    axes.text(1.01, -0.1, "all said yes", va="center", color="#1f5f5b")
    axes.text(1.01, 0.4, "all but one", va="center", color="#6b6b6b")
    axes.set_yticks(range(len(calls)), [f"{n} calls" for n in calls])
    axes.set_ylim(5.6, -0.7)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("share of all people who would say that the price makes sense")
    five, ten = call_bound(5, 5), call_bound(10, 10)
    return (
        f"5 of 5 shows at least {int(100 * five.low)} %, 10 of 10 at least {int(100 * ten.low)} % "
        "(exact lower bound of Clopper and Pearson, rounded down, 97.5 % sure)."
    )
