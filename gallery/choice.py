"""What features are worth, by choices made: one person's answers go together, and it shows."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.prices.choice import conditional_logit


def draw(figure: Figure) -> str:
    chance = np.random.default_rng(1974)
    people, tasks, offers = 80, 8, 3
    shape = (people * tasks, offers)
    names = ("price", "next-day delivery", "tracking", "green packing")
    x = np.stack(
        [chance.integers(2, 9, shape) * 5.0, *chance.integers(0, 2, (3, *shape)).astype(float)],
        axis=-1,
    )
    own = chance.normal([-0.08, 1.0, 0.5, 0.3], [0, 2.2, 1.2, 0.2], (people, 4))
    use = (x * np.repeat(own, tasks, axis=0)[:, None, :]).sum(-1) + chance.gumbel(size=shape)
    chosen = use.argmax(1)[:, None] == np.arange(offers)
    task = np.repeat(np.arange(len(x)), offers)
    model = conditional_logit(
        task, None, chosen.ravel(), x.reshape(-1, 4), names, respondent=task // tasks
    )

    axes = figure.add_subplot()
    worth, plain = model.willingness_to_pay(), model.willingness_to_pay(errors="plain")
    for at, (one, other) in enumerate(zip(worth, plain, strict=True)):
        axes.plot([one.low, one.high], [at, at], color="#1f5f5b", linewidth=3)
        axes.plot([other.low, other.high], [at + 0.22] * 2, color="#9a9a9a", linewidth=1.4)
        axes.plot(one.value, at, "o", color="white", markeredgecolor="#1f5f5b", zorder=5)
        axes.text(
            max(one.high, other.high) + 0.5, at, f"{one.low:.1f} to {one.high:.1f}", va="center",
            color="#444444",
        )  # fmt: skip
    axes.text(worth[0].low, -0.12, "clustered by person", va="bottom", color="#1f5f5b")
    axes.text(
        plain[0].low, 0.31, "as if each answer came from another person", va="top", color="#6b6b6b"
    )
    axes.axvline(0, color="#b9b9b9", linewidth=0.8)
    axes.set_yticks(range(len(worth)), [one.name for one in worth])
    axes.set_ylim(2.5, -0.5)
    axes.set_xlim(-2, 32)
    axes.set_xlabel("worth, in units of price, with its 95 % interval (delta method)")
    first = worth[0]
    return (
        f"{model.n} choices by {model.respondents} people: {first.name} is worth {first.value:.1f} "
        f"({first.low:.1f} to {first.high:.1f}; conditional logit, clustered errors, 95 %)."
    )
