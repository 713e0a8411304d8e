"""How far readings of mood can be trusted, on public labelled texts: ranking, chances, silence.

Prints its numbers (`pytest -s`). Airline messages were never learnt from; of the review sentences
only the part kept apart is asked.
"""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from troth.extend.feelings import STRONG
from troth.extend.moods import learnt
from troth.stats.forecasts.abstention import abstention
from troth.stats.forecasts.auc import auc
from troth.stats.forecasts.ece import ece
from troth.stats.rates.proportions import wilson
from troth.text.happiness import happiness

GOLD = {"negative": -1, "neutral": 0, "positive": 1, "0": -1, "1": 1}
TAUGHT = 200
SIXTH = 6


def labelled(path: Path, split: str | None, every: int) -> tuple[list[str], np.ndarray]:
    """Texts with their labels, -1 unhappy to 1 glad."""
    if not path.is_file():
        pytest.skip(f"NO REAL DATA: {path} is not there")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if split is None or row["split"] == split][::every]
    return [row["text"] for row in rows], np.array([GOLD[row["label"]] for row in rows])


@pytest.mark.parametrize(
    ("table", "split", "every", "least"),
    [("sentiment_airline", None, SIXTH, 0.85), ("sentiment_uci3", "test", 1, 0.94)],
)
def test_unhappy_ones_rank_low_chances_are_right_and_silence_helps(
    data: Path, table: str, split: str | None, every: int, least: float
) -> None:
    texts, gold = labelled(data / "text" / f"{table}.tsv.gz", split, every)
    values = np.array([one.value for one in happiness(texts)])
    ranked = auc(-values, gold < 0)
    order = np.random.default_rng(7).permutation(len(gold))
    few, rest = order[:TAUGHT], order[TAUGHT:]
    scale = learnt(values[few].tolist(), gold[few].tolist())
    told = scale.at(values[rest].tolist())
    off = ece([one.unhappy for one in told], gold[rest] < 0, draws=50)
    sure = np.array([one.sure for one in told])
    wrong = np.array([one.likely for one in told]) != gold[rest]
    curve = abstention(sure, wrong)
    risks = {
        part: float(np.interp(part, curve.coverage, curve.risk)) for part in (0.25, 0.5, 0.75, 1)
    }
    said = [scale.answer(value) for value in values[rest].tolist()]
    spoken = [
        (one, label)
        for one, label in zip(said, gold[rest].tolist(), strict=True)
        if one is not None
    ]
    errs = wilson(sum(one != label for one, label in spoken), len(spoken))
    strong = gold[values <= -STRONG]
    right = wilson(int((strong < 0).sum()), len(strong))
    print(
        f"\n{table}: AUC of unhappy {ranked.value:.3f} [{ranked.low:.3f}-{ranked.high:.3f}], "
        f"n {ranked.n}; ECE after {TAUGHT} labels {off.value:.3f} (by chance {off.by_chance:.3f}), "
        f"n {len(rest)}; wrong where a share is told "
        + ", ".join(f"{part:.0%} {risk:.3f}" for part, risk in risks.items())
        + f"; spoke of {len(spoken)} of {len(rest)}, wrong {errs.value:.3f} "
        f"[{errs.low:.3f}-{errs.high:.3f}]; strong words without a scale right "
        f"{right.value:.3f} [{right.low:.3f}-{right.high:.3f}], n {len(strong)}, "
        f"of all {(gold < 0).mean():.3f} unhappy"
    )
    assert ranked.value is not None
    assert ranked.low >= least
    assert off.value <= 0.08
    assert risks[0.25] <= risks[0.5] < risks[1]
    assert errs.low <= 0.2
    assert right.low > (gold < 0).mean()
