"""Made-up customers for several pictures, seeded."""

import numpy as np


def dropouts(
    people: int, seen: float, ahead: float, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Frequency, recency and T up to `seen` weeks, and purchases in the weeks `ahead`."""
    chance = np.random.default_rng(seed)
    rate, leave = chance.gamma(0.9, 0.3, people), chance.beta(0.8, 3, people)
    x, last, later = np.zeros(people), np.zeros(people), np.zeros(people)
    for who in range(people):
        clock = 0.0
        while chance.random() >= leave[who]:
            clock += chance.exponential(1 / rate[who])
            if clock >= seen + ahead:
                break
            if clock < seen:
                x[who], last[who] = x[who] + 1, clock
            else:
                later[who] += 1
    return x, last, np.full(people, float(seen)), later
