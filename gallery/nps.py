"""A net promoter score of +30 from 25 answers may be anything from 0 to 50."""

from matplotlib.figure import Figure

from troth.stats.rates.nps import nps_from_counts


def draw(figure: Figure) -> str:
    axes, sizes = figure.add_subplot(), [20, 50, 100, 250, 1000, 4000]
    found = [nps_from_counts(0.5 * n, 0.3 * n, 0.2 * n) for n in sizes]
    for at, one in enumerate(found):
        low, high = 100 * (one.low or 0), 100 * (one.high or 0)
        axes.plot([low, high], [at, at], color="#1f5f5b")
        axes.plot([30], [at], "o", color="#1f5f5b")
        told = f"{low:+.0f} to {high:+.0f}".replace("-", "−")
        axes.annotate(told, (low, at), (-8, -4), ha="right", textcoords="offset points",
                      color="#444444")  # fmt: skip
    axes.set_yticks(range(len(sizes)), [f"{n:,} answers" for n in sizes])
    axes.set_xlim(-40, 100)
    axes.set_xticks([-25, 0, 25, 50, 75, 100], ["−25", "0", "+25", "+50", "+75", "+100"])
    axes.set_xlabel("score, with the adjusted Wald 95 % interval")
    return f"Half promoters, a fifth detractors, n = 100: {found[2].says}."
