"""We were sure of four in five; nine of thirty is what they said, and the belief has to move."""

import numpy as np
from matplotlib.figure import Figure
from scipy.special import betaln

from troth.stats.forecasts.belief import belief


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    share = np.linspace(0.001, 0.999, 500)

    def curve(a: float, b: float) -> np.ndarray:
        return np.exp((a - 1) * np.log(share) + (b - 1) * np.log1p(-share) - betaln(a, b))

    found = belief(8, 2, 9, 30)
    before, after = curve(8, 2), curve(found.a, found.b)
    axes.plot(share, before, color="#8a8a8a")
    axes.plot(share, after, color="#1f5f5b")
    held = (share >= found.low) & (share <= found.high)
    axes.fill_between(share[held], after[held], color="#1f5f5b", alpha=0.15, linewidth=0)
    axes.plot([0.3, 0.3], [0, 4.4], color="#444444", linewidth=1, linestyle=":")
    axes.annotate("9 of 30 said yes", (0.3, 4.4), (-6, -6), ha="right",
                  textcoords="offset points", color="#444444")  # fmt: skip
    axes.annotate("believed before", (0.88, 3.65), (0, 8), ha="center",
                  textcoords="offset points", color="#6b6b6b")  # fmt: skip
    axes.annotate("believed after", (float(share[after.argmax()]), float(after.max())), (0, 8),
                  ha="center", textcoords="offset points", color="#1f5f5b")  # fmt: skip
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("share of customers")
    return (
        f"Beta(8, 2) gave 9 or fewer of {found.n} a chance of {found.at_most:.4f}; afterwards "
        f"{found.value:.1%} ({found.low:.1%} to {found.high:.1%}, 95 %, beta-binomial), a surprise "
        f"of {found.surprise:.1f} nats."
    )
