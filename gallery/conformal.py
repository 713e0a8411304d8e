"""The promise holds in each group only if each group has its own limit; the price is honest width."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.forecasts.conformal import conformal_intervals


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    rng = np.random.default_rng(5)
    group = np.where(rng.random(3000) < 0.75, "shops", "couriers")
    truth = rng.normal(size=3000) * np.where(group == "shops", 6.0, 15.0)
    zero = np.zeros(600)
    one = conformal_intervals(zero, truth[:600], np.zeros(2400))
    each = conformal_intervals(
        zero, truth[:600], np.zeros(2400), groups=group[:600], new_groups=group[600:]
    )
    rows = [("shops", one, "one limit for all"), ("couriers", one, "one limit for all"),
            ("shops", each, "own limit"), ("couriers", each, "own limit")]  # fmt: skip
    shares = []
    for at, (name, found, how) in enumerate(rows):
        here = group[600:] == name
        held = ((found.low <= truth[600:]) & (truth[600:] <= found.high))[here].mean()
        half = float(found.high[here][0])
        shares.append(held)
        y = at + (0.5 if at > 1 else 0)
        seen = truth[600:][here][:160]
        axes.plot(seen, np.full(len(seen), y), "|", color="#b9b9b9", markersize=9)
        axes.plot([-half, half], [y, y], color="#1f5f5b", linewidth=2.4)
        axes.annotate(f"{name}, {how}", (-46, y), (-6, -4), textcoords="offset points", ha="right",
                      color="#444444", annotation_clip=False)  # fmt: skip
        axes.annotate(f"holds {held:.0%}", (46, y), (6, -4), textcoords="offset points",
                      color="#1f5f5b" if abs(held - 0.9) < 0.03 else "#b4552d",
                      annotation_clip=False)  # fmt: skip
    axes.invert_yaxis()
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(-46, 46)
    axes.set_xlabel("minutes late against the forecast (grey: what happened)")
    sizes = ", ".join(f"{limit.group} {limit.n}" for limit in each.limits)
    return (
        f"{each.method} of {each.level:.0%}, 600 made-up calibration rows ({sizes}), judged on "
        "2,400 new ones."
    )
