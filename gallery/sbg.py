"""Fitted to seven years, the curve of renewals foretells five it has not seen."""

from matplotlib.figure import Figure

from troth.stats.survival.sbg import sbg

COHORTS = {
    "high end": [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4],
    "regular": [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3],
}
SEEN = 8


def draw(figure: Figure) -> str:
    axes = figure.add_subplot()
    years = range(13)
    for name, shares in COHORTS.items():
        fit = sbg([round(10 * share) for share in shares[:SEEN]])
        band = fit.survival_band(list(years))
        axes.fill_between(years, band.low, band.high, color="#1f5f5b", alpha=0.18, linewidth=0)
        axes.plot(years, band.value, color="#1f5f5b")
        axes.plot(years[:SEEN], [s / 100 for s in shares[:SEEN]], "o", color="#1f5f5b", ms=5)
        axes.plot(
            years[SEEN:], [s / 100 for s in shares[SEEN:]], "o", color="#1f5f5b", ms=5, mfc="white"
        )
        axes.annotate(
            f"{name}\n{band.value[-1]:.0%} expected in year 12, {shares[-1] / 100:.0%} seen",
            (12, shares[-1] / 100), (12, 0), textcoords="offset points", va="center",
            color="#444444",
        )  # fmt: skip
    axes.axvline(SEEN - 0.5, color="#8a8a8a", linewidth=1, linestyle=":")
    for told, by, side in (("used for the fit", -8, "right"), ("held out", 8, "left")):
        axes.annotate(
            told, (SEEN - 0.5, 0.96), (by, 0), textcoords="offset points", ha=side, color="#444444"
        )
    axes.set_ylim(0, 1.03)
    axes.set_xlim(0, 12.2)
    axes.set_xlabel("renewals")
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_ylabel("still customers")
    return (
        "Two cohorts of 1,000 (Fader and Hardie 2007), shifted-beta-geometric curve, with 95 % "
        "interval by the delta method: for regular customers the five unseen years lie in the "
        "band; for high-end customers they do too, a little above its middle."
    )
