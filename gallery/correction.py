"""What a labeller says is not what there is: 30 % labelled are 27 %, 10 % may be none."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.rates.correction import corrected_share


def draw(figure: Figure) -> str:
    axes, counts = figure.add_subplot(), np.arange(0, 201, 5)
    found = [corrected_share(int(x), 400, (85, 100), (90, 100)) for x in counts]
    raw = counts / 400
    axes.fill_between(raw, [one.low for one in found], [one.high for one in found],
                      color="#1f5f5b", alpha=0.18, lw=0)  # fmt: skip
    axes.plot(raw, [one.value for one in found], color="#1f5f5b")
    axes.plot([0, 0.5], [0, 0.5], color="#8a8a8a", lw=0.8, ls=(0, (4, 3)))
    axes.annotate("as labelled", (0.5, 0.5), (6, -10), textcoords="offset points", color="#6b6b6b",
                  annotation_clip=False)  # fmt: skip
    axes.annotate("corrected", (0.5, found[-1].value), (6, -2), textcoords="offset points",
                  color="#1f5f5b", annotation_clip=False)  # fmt: skip
    for x, aside in ((40, (-50, 38)), (120, (12, -14))):
        one = corrected_share(x, 400, (85, 100), (90, 100))
        axes.plot([x / 400], [one.value], "o", color="#b4552d", ms=6)
        axes.annotate(f"{one.value:.0%} ({one.low:.0%} to {one.high:.0%})", (x / 400, one.value),
                      aside, textcoords="offset points", color="#b4552d")  # fmt: skip
    axes.set_xlim(0, 0.5)
    axes.set_ylim(-0.01, 0.66)
    axes.set_xticks([0, 0.1, 0.2, 0.3, 0.4, 0.5], ["0", "10 %", "20 %", "30 %", "40 %", "50 %"])
    axes.set_yticks([0, 0.2, 0.4, 0.6], ["0", "20 %", "40 %", "60 %"])
    axes.set_xlabel("share the labeller called a yes")
    axes.set_ylabel("share there is")
    one = corrected_share(120, 400, (85, 100), (90, 100))
    return f"{one.says}; it found 85 of 100 true yeses and let 90 of 100 noes pass."
