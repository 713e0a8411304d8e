"""Partners share small words more than strangers do only where they follow each other."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.words.matching import style_matching

USUAL = np.array([6, 5, 7, 5, 8, 6, 12, 2, 3.0])


def draw(figure: Figure) -> str:
    chance = np.random.default_rng(21)
    axes = figure.add_subplot()
    told = {}
    for row, link in enumerate((0.0, 0.3, 0.6, 0.9)):
        mine, own = chance.normal(size=(2, 60, 9)) * 0.35
        hers = link * mine + np.sqrt(1 - link**2) * own
        counts = [chance.poisson(USUAL * np.exp(lean) * 2) for lean in (mine, hers)]
        found = style_matching(*counts, [200] * 60, [200] * 60)
        told[link] = found
        axes.plot([found.strangers], [row], "|", color="#8a8a8a", markersize=18)
        axes.plot([found.strangers + found.low, found.strangers + found.high], [row, row],
                  color="#1f5f5b")  # fmt: skip
        axes.plot([found.value], [row], "o", color="#1f5f5b")
        axes.annotate(
            f"{found.excess:+.3f}".replace("-", "−"), (found.strangers + found.high, row), (10, -4),
            textcoords="offset points", color="#444444",
        )  # fmt: skip
    axes.annotate("strangers", (told[0.0].strangers, 0), (0, 16), ha="center",
                  textcoords="offset points", color="#6b6b6b", fontsize=9)  # fmt: skip
    axes.annotate("partners", (told[0.9].value, 3), (0, 10), ha="center",
                  textcoords="offset points", color="#1f5f5b", fontsize=9)  # fmt: skip
    axes.set_yticks(range(4), ["not at all", "a little", "much", "nearly wholly"])
    axes.set_ylim(3.7, -0.8)
    axes.set_xlim(0.68, 0.88)
    axes.set_xticks([0.7, 0.75, 0.8, 0.85])
    axes.set_ylabel("partners follow each other")
    axes.set_xlabel("style matching, 0 to 1; the bar is the 95 % interval of the excess")
    none, most = told[0.0], told[0.9]
    return (
        f"60 made-up pairs a row, 200 words each: strangers match {none.strangers:.2f} all by "
        f"themselves; the excess is {none.excess:+.3f} ({none.low:+.3f} to {none.high:+.3f}) where "
        f"nobody follows and {most.excess:+.3f} ({most.low:+.3f} to {most.high:+.3f}) at most; "
        "LSM, 1,000 changes of partners."
    )
