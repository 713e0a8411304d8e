"""Alike in 118 of 125: kappa calls it chance, AC1 calls it agreement."""

from matplotlib.figure import Figure

from troth.stats.agreement.gwet import gwet
from troth.stats.agreement.kappa import cohen


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    tables = {
        "118 plain, 0 rare, differ on 7": (118, 5, 2, 0),
        "106 plain, 12 rare, differ on 7": (106, 5, 2, 12),
        "59 and 59, differ on 7": (59, 5, 2, 59),
    }
    said = ""
    for at, (a, b, c, d) in enumerate(reversed(tables.values())):
        first, second = [0] * (a + b) + [1] * (c + d), [0] * a + [1] * b + [0] * c + [1] * d
        pair = (cohen(first, second), "#b4552d", -0.13), (gwet(first, second), "#1f5f5b", 0.13)
        for one, color, aside in pair:
            axes.plot([one.low or 0, one.high or 0], [at + aside] * 2, color=color)
            axes.plot([one.value or 0], [at + aside], "o", color=color)
            if at == 2:
                told = one.method.split("’s ")[1]
                axes.annotate(told, (one.high or 0, at + aside), (8, -4), color=color,
                              textcoords="offset points", annotation_clip=False)  # fmt: skip
                said += f"{one.says}; "
    axes.axvline(0, color="#6b6b6b", lw=0.8)
    axes.set_yticks(range(3), list(reversed(tables)))
    axes.set_xlim(-0.15, 1)
    axes.set_ylim(-0.5, 2.5)
    axes.set_xlabel("agreement beyond chance, with 95 % intervals")
    return said.removesuffix("; ") + ". The readers differ on 7 of 125 in all three."
