"""Warmth and contact with the skins push the ratings of a wine's bitterness up the scale."""

from matplotlib.figure import Figure

from troth.stats.effects.ordinal import ordinal

WINE = {
    (0, 0): (4, 9, 5, 0, 0),
    (0, 1): (1, 7, 8, 2, 0),
    (1, 0): (0, 5, 8, 3, 2),
    (1, 1): (0, 1, 5, 7, 5),
}
NAMES = ["cold, no contact", "cold, contact", "warm, no contact", "warm, contact"]
SHADES = ["#dfe9e8", "#afc9c7", "#78a5a2", "#3f7f7b", "#17494a"]


def draw(figure: Figure) -> str:
    rows = [
        (rating, *made, many)
        for made, counts in WINE.items()
        for rating, many in enumerate(counts, 1)
    ]
    rating, warm, contact, many = zip(*rows, strict=True)
    made = list(zip(warm, contact, strict=True))
    found = ordinal(rating, made, ["warm", "contact"], weights=many)
    chances = found.probabilities(list(WINE))
    axes = figure.add_subplot()
    for at, (row, counts) in enumerate(zip(chances, WINE.values(), strict=True)):
        left = 0.0
        for level, share in enumerate(row):
            axes.barh(-at, share, left=left, color=SHADES[level], height=0.62, edgecolor="white")
            if share > 0.04:
                axes.annotate(
                    f"{level + 1}", (left + share / 2, -at), ha="center", va="center",
                    color="white" if level > 2 else "#222222",
                )  # fmt: skip
            left += share
        seen = 0.0
        for count in counts[:-1]:
            seen += count / sum(counts)
            if not 0 < seen < 1 - 1e-9:
                continue
            axes.plot([seen, seen], [-at - 0.42, -at + 0.42], color="#b4552d", linewidth=1.6)
    axes.set_yticks([0, -1, -2, -3], NAMES)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("chance of each rating, 1 to 5; strokes: shares seen")
    warm_odds, contact_odds = found.odds().values()
    return (
        f"{found.n} ratings (Randall 1989), proportional odds: warmth multiplies the odds of a "
        f"higher rating by {warm_odds.value:.1f} (95 % interval {warm_odds.low:.1f} to "
        f"{warm_odds.high:.1f}, Wald), contact by {contact_odds.value:.1f} "
        f"({contact_odds.low:.1f} to {contact_odds.high:.1f})."
    )
