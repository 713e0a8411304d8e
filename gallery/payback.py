"""Cost over margin says 2½, 3½ and 4½ years. With churn it takes longer, or may never come."""

from matplotlib.figure import Figure

from troth.stats.survival.payback import payback
from troth.stats.survival.sbg import sbg

CUSTOMERS = [60, 38, 28, 23, 20, 17, 16, 14]


def draw(figure: Figure) -> str:
    fit, years = sbg(CUSTOMERS), list(range(1, 26))
    axes, told = figure.add_subplot(), {}
    for cost, color in ((25, "#b9b9b9"), (35, "#8a8a8a"), (45, "#1f5f5b")):
        told[cost] = found = payback(cost, 10, fit, discount=0.05, horizon=25)
        axes.plot(years, found.chance, "-o", color=color, ms=3.5)
        place, side = ((25, found.chance[-1]), 10) if cost > 25 else ((4, found.chance[3]), -8)
        late = f"\n{found.never:.0%} not in 25 years" if found.never > 0.005 else ""
        axes.annotate(
            f"cost {cost}{late}", place, (side, 0), textcoords="offset points", va="center",
            ha="left" if side > 0 else "right", color="#444444",
        )  # fmt: skip
    axes.set_xlim(0, 25.5)
    axes.set_ylim(0, 1.03)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("year")
    axes.set_ylabel("chance to be paid back")
    first, last = told[35], told[45]
    return (
        f"{fit.n} customers over seven renewals, margin 10 a year, discount 5 %: a cost of 35 is "
        f"back in year {first.period} (95 % interval: year {first.low} to beyond 25), one of 45 "
        f"not within 25 years with a chance of {last.never:.0%}. {first.draws:,} draws of the "
        "fitted curve."
    )
