"""Three customers as the models see them: purchases, the last one, and how long we have watched."""

from matplotlib.figure import Figure

from troth import stats

DAYS = {"A": [0, 9, 16, 30, 38, 52, 60], "B": [5, 12, 20, 27], "C": [40]}


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    who = [name for name, days in DAYS.items() for _ in days]
    at = [day for days in DAYS.values() for day in days]
    found = stats.histories(who, at, 70)
    rows = zip(found.customers, found.frequency, found.recency, found.T, strict=True)
    for place, (name, x, recency, watched) in enumerate(rows):
        first = DAYS[name][0]
        axes.plot([first, 70], [place, place], color="#b9b9b9", linewidth=1)
        axes.plot([first, first + recency], [place, place], color="#1f5f5b", linewidth=3)
        axes.plot(DAYS[name], [place] * len(DAYS[name]), "o", color="#1f5f5b")
        axes.annotate(
            f"frequency {x:.0f}, recency {recency:.0f}, T {watched:.0f}", (first, place), (0, 10),
            textcoords="offset points", color="#444444",
        )  # fmt: skip
    axes.axvline(70, color="#8a8a8a", linewidth=1)
    axes.annotate(
        "records end", (70, 2.55), (-6, 0), textcoords="offset points", ha="right", color="#6b6b6b"
    )
    axes.set_yticks(range(3), [f"customer {name}" for name in DAYS])
    axes.set_ylim(-0.5, 2.8)
    axes.invert_yaxis()
    axes.set_xlabel("day")
    return "Frequency counts purchases after the first; recency and T run from the first."
