"""The same silence is a surprise from a regular customer and nothing from one who buys in bursts."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.watching.gaps import Shape, fit_shape


def pool(k: float) -> Shape:
    """The shape seen in 200 made-up people of 12 gaps each; k 1 is chance alone, 4 regular."""
    gaps = np.random.default_rng(1).gamma(k, 1.0, (200, 12))
    logs = np.log(gaps)
    n = np.full(200, 12.0)
    return fit_shape(n, gaps.sum(axis=1), logs.sum(axis=1), (logs**2).sum(axis=1))


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    silent = np.linspace(0.01, 8, 300)
    people = [
        (4.0, "regular", "-", 2.3),
        (1.0, "by chance", "--", 4.6),
        (0.5, "in bursts", ":", 6.6),
    ]
    for k, name, line, at in people:
        one = np.ones(300)
        p = pool(k).chance(10 * one, 10 * one, 0 * one, 0 * one, silent)
        axes.plot(silent, p, line, color="#1f5f5b")
        axes.annotate(
            name, (at, float(np.interp(at, silent, p))), (-8, -14), ha="right",
            textcoords="offset points", color="#1f5f5b",
        )  # fmt: skip
    axes.axhline(0.05, color="#b9b9b9", linewidth=1)
    axes.annotate("5 %", (8, 0.05), (4, -4), textcoords="offset points", color="#6b6b6b",
                  annotation_clip=False)  # fmt: skip
    axes.set_ylim(0.001, 1.1)
    axes.set_yscale("log")
    axes.set_yticks([0.001, 0.01, 0.1, 1], ["0.1 %", "1 %", "10 %", "100 %"])
    axes.set_xlim(0, 8)
    axes.set_xlabel("silence, in her own mean gaps, after ten gaps")
    axes.set_ylabel("chance of so long a gap")
    shapes = ", ".join(f"{pool(k).k_low:.2g}" for k, *_ in people)
    return f"Gamma gaps with the pace integrated out; shapes {shapes} pooled from 2,400 gaps each."
