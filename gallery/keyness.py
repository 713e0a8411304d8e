"""We say “seamless”, they say “waited”: the words that are ours on the left, theirs on the right."""

import numpy as np
from matplotlib.figure import Figure

from troth.stats.words.keyness import keyness

OURS = ["seamless", "solution", "partners", "platform", "network", "journey", "flexible"]
THEIRS = ["waited", "late", "broken", "nobody", "answer", "refund", "stairs"]
BOTH = ["parcel", "delivery", "order", "day", "address", "price", "courier", "time", "shop",
        "box", "street", "week", "app", "door", "people", "city", "service", "morning"]  # fmt: skip
PAGES, LETTERS = 40, 60
OURS_INK, THEIRS_INK = "#1f5f5b", "#b4552d"


def heaps() -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Made-up pages and letters; “piano” stands in one long letter, and once with us."""
    chance = np.random.default_rng(7)
    words = [*OURS, *THEIRS, *BOTH, "piano"]
    leaning = np.concatenate([np.linspace(9, 3, 7), 1 / np.linspace(9, 3, 7), np.ones(19)])
    usual = np.concatenate([np.full(14, 1.0), 12 / np.arange(1, 19) ** 0.7, [0.001]])

    def texts(weight: np.ndarray, many: int) -> np.ndarray:
        share = usual * weight / (usual * weight).sum()
        return chance.multinomial(70, chance.dirichlet(share * 60, many))

    pages, letters = texts(leaning**0.6, PAGES), texts(leaning**-0.6, LETTERS)
    letters[0, -1] += 30
    pages[0, -1] += 1
    return pages, letters, words


def draw(figure: Figure) -> str:
    pages, letters, words = heaps()
    found = keyness(pages, letters, terms=words)
    told = found.by_document
    assert told is not None
    sure = [int(at) for at in np.argsort(-found.log_odds) if told.family_p[at] <= 0.05]
    piano = words.index("piano")
    ours = [at for at in sure if found.log_odds[at] > 0][:7]
    theirs = [at for at in sure[::-1] if found.log_odds[at] < 0][:7]
    figure.set_size_inches(7.2, 4.4)
    axes = figure.add_subplot()
    edge = 7.0
    rows = [(-1, row, at) for row, at in enumerate(ours)]
    rows += [(1, row, at) for row, at in enumerate(theirs)] + [(1, 7.2, piano)]
    for side, row, at in rows:
        ink = "#8a8a8a" if at == piano else OURS_INK if side < 0 else THEIRS_INK
        ends = sorted([-found.low[at], -found.high[at]], key=lambda end: side * end)
        axes.barh(row, -found.log_odds[at], height=0.62, color=ink, alpha=0.28)
        axes.plot(ends, [row, row], color=ink, linewidth=1.3)
        axes.plot([-found.log_odds[at]], [row], "o", color=ink, markersize=4)
        if at == piano:
            continue
        axes.annotate(
            words[at],
            (ends[1], row),
            (side * 7, 0),
            textcoords="offset points",
            va="center",
            ha="left" if side > 0 else "right",
            fontsize=12,
        )
        of, used = (PAGES, told.used_first) if side < 0 else (LETTERS, told.used_second)
        axes.text(
            side * edge, row, f"in {used[at]} of {of}", va="center", fontsize=9, color="#6b6b6b",
            ha="right" if side > 0 else "left",
        )  # fmt: skip
    axes.text(
        -edge, 7.2, "piano: 30 times,\nbut in one letter", va="center", fontsize=9, color="#6b6b6b"
    )
    axes.plot([0, 0], [-0.6, 7.7], color="#6b6b6b", linewidth=0.8)
    axes.text(-0.15, -0.95, "ours", ha="right", fontsize=13, color=OURS_INK, weight="bold")
    axes.text(0.15, -0.95, "theirs", ha="left", fontsize=13, color=THEIRS_INK, weight="bold")
    axes.text(-edge, -0.95, "pages", ha="left", fontsize=9, color="#6b6b6b")
    axes.text(edge, -0.95, "letters", ha="right", fontsize=9, color="#6b6b6b")
    axes.set_ylim(7.7, -1.4)
    axes.set_xlim(-edge, edge)
    axes.set_yticks([])
    times = [2, 8, 32]
    places = [-np.log(one) for one in times[::-1]] + [0.0] + [np.log(one) for one in times]
    axes.set_xticks(
        places, [*(f"{one}×" for one in times[::-1]), "", *(f"{one}×" for one in times)]
    )
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("how many times the odds of the other side, with 95 % interval")
    return (
        f"{len(words)} words, {PAGES} pages of ours and {LETTERS} letters of theirs (made up); "
        "log-odds with a Dirichlet prior; shown are words with a family p of at most .05 over "
        f"1,000 deals of whole documents, and “piano”, whose p is {told.family_p[piano]:.2f}."
    )
