"""Five times she reached out, by three channels; two paths were broken, and nothing was solved."""

from matplotlib.figure import Figure

from troth.stats.journey.effort import effort

# what, day, by her, channel, her minutes, broken
CASE = [
    ("she writes", 0, True, "e-mail", None, False),
    ("photos asked", 1, False, None, None, False),
    ("she sends photos", 2, True, "e-mail", None, False),
    ("she calls, 30 min", 5, True, "telephone", 30, False),
    ("no stock", 6, False, None, None, False),
    ("no back-order", 7, False, None, None, False),
    ("her e-mail bounces", 8, True, "e-mail", None, True),
    ("complaint page broken", 9, True, "web page", None, True),
]
HEIGHT = [0.35, -0.35, 0.35, 0.35, -0.8, -0.35, 0.8, 0.35]


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    axes.axhline(0, color="#6b6b6b", lw=1)
    for (words, day, hers, _, _, broken), height in zip(CASE, HEIGHT, strict=True):
        colour = "#b4552d" if broken else "#1f5f5b" if hers else "#8a8a8a"
        axes.plot([day, day], [0, height], color=colour, lw=1.2)
        axes.plot([day], [0], "X" if broken else "o", color=colour, ms=8 if broken else 6)
        axes.text(
            day - 0.04, height, words, color=colour, va="bottom" if hers else "top", ha="left"
        )
    axes.text(-0.55, 0.08, "she", ha="right", va="bottom", color="#1f5f5b", weight="bold")
    axes.text(-0.55, -0.08, "we", ha="right", va="top", color="#8a8a8a", weight="bold")
    axes.set_xlim(-0.6, 11.6)
    axes.set_ylim(-1.2, 1.2)
    axes.set_xticks(range(10))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("day")
    _, at, hers, channel, minutes, broken = zip(*CASE, strict=True)
    seconds = [day * 86400 for day in at]
    (case,) = effort(
        ["a"] * 8, seconds, minutes, by_customer=hers, channel=channel, broken=broken
    ).by_case
    return (
        f"One case of {len(CASE)} events, no interval for one: {case.contacts} contacts by "
        f"{case.channels} channels, at least {case.minutes:.0f} of her minutes "
        f"({case.unmeasured} contacts unmeasured), {case.broken} broken paths, not closed."
    )
