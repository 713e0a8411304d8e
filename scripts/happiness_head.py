#!/usr/bin/env python3
"""Makes the head that hears whether a customer is glad, and measures it where it did not learn.

It learns from sentences of reviews (CC-BY-4.0), from our own list of words of mood, so that their
moods spread to words like them, and from our own labels of customers' messages (Apache-2.0 texts,
half *work* only). A message that is neither counts half for each side.

    python scripts/happiness_head.py SHARED

SHARED is the folder of labelled tables, held to their hashes. Writes happiness.npz and
happiness.json into src/troth/text/weights. Airline messages, films and EmoBank are only measured.
"""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import material
import numpy as np

from troth.extend.moods import learnt as scale_learnt
from troth.stats.forecasts.abstention import abstention
from troth.stats.forecasts.auc import auc
from troth.stats.forecasts.ece import ece
from troth.text import happiness as happy
from troth.text.grams import grams
from troth.text.head import Head, Seen, load, save
from troth.text.learning import Lesson, learnt
from troth.text.moods import felt, listed, mood
from troth.text.vectors import vectors

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "src/troth/text/weights"
LABELS = ROOT / "tests/labels/incoming.jsonl"
DATE = "2026-11-25"
PENALTY = 0.5
LEAST = 2
"""Words of the list at least so strong are lessons of their own."""
EDGE = 0.3
"""Values nearer to 0 are not told: on the messages we may learn from, they were mostly neither."""
DRAWS = 20
ENOUGH = 200
"""Labels of a source by which it is calibrated."""
VIETNAMESE = set("ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹãõĩũ")
"""Letters of rows that got into that copy of the reviews by mistake."""


@dataclass(frozen=True, slots=True)
class Told:
    """Texts and how each sounds to its reader: -1, 0 or 1."""

    texts: list[str]
    gold: np.ndarray


def reviews(shared: Path, parts: Sequence[str]) -> Told:
    rows = [
        one
        for one in material.rows(shared, "sentiment_uci3")
        if one["split"] in parts and not VIETNAMESE & set(one["text"].lower())
    ]
    return Told(
        [one["text"] for one in rows], np.array([2 * int(one["label"]) - 1 for one in rows])
    )


def customers(shared: Path, half: str) -> Told:
    """Our labels of customers' messages, of one half of the firms."""
    told = {one["id"]: one for one in map(json.loads, LABELS.open(encoding="utf-8"))}
    texts, gold = [], []
    for one in material.care(shared):
        text = unicodedata.normalize("NFC", one["text"]).strip()
        label = told.pop(hashlib.sha256(text.encode()).hexdigest()[:16], None)
        if label and label["half"] == half and label["happiness"] is not None:
            texts.append(one["text"])
            gold.append(label["happiness"])
    return Told(texts, np.array(gold))


def airline(shared: Path) -> Told:
    sides = {"negative": -1, "neutral": 0, "positive": 1}
    rows = material.rows(shared, "sentiment_airline")
    return Told([one["text"] for one in rows], np.array([sides[one["label"]] for one in rows]))


def films(shared: Path) -> Told:
    rows = [one for one in material.rows(shared, "sentiment_sst2") if one["split"] == "test"]
    return Told(
        [one["text"] for one in rows], np.array([2 * int(one["label"]) - 1 for one in rows])
    )


def seen(texts: Sequence[str]) -> Seen:
    return Seen(grams(texts), vectors(texts))


def made(said: Told, messages: Told) -> Head:
    """The head, with the places of the texts it learnt from in its card."""
    words = {word: each for word, each in listed().items() if abs(each) >= LEAST}
    sides = [(text, int(side), 1.0) for text, side in zip(said.texts, said.gold, strict=True)]
    sides += [(word, 1 if each > 0 else -1, 1.0) for word, each in words.items()]
    for text, side in zip(messages.texts, messages.gold, strict=True):
        sides += [(text, int(side), 1.0)] if side else [(text, -1, 0.5), (text, 1, 0.5)]
    gold = [happy.LABELS[side > 0] for _, side, _ in sides]
    lesson = Lesson(seen([text for text, _, _ in sides]), gold, np.array([w for *_, w in sides]))
    head = learnt(lesson, happy.LABELS, penalty=PENALTY)
    known = [*said.texts, *messages.texts]
    places = {
        "head": happy.places_of(happy.head_scores(head, known)),
        "words": happy.places_of(np.array([mood(felt(text)) for text in known])),
    }
    return replace(head, card={"places": places, "glad_above": EDGE, "unhappy_below": -EDGE})


def values(head: Head, texts: Sequence[str]) -> np.ndarray:
    moods = [mood(felt(text)) for text in texts]
    return happy.placed(happy.head_scores(head, texts), moods, head.card)


def ranked(value: np.ndarray, hit: np.ndarray) -> dict[str, Any]:
    found = auc(value, hit)
    return {
        "auc": None if found.value is None else round(found.value, 4),
        "low": round(found.low, 4),
        "high": round(found.high, 4),
        "n": found.n,
    }


def measured(value: np.ndarray, gold: np.ndarray) -> dict[str, Any]:
    """How well values rank and, after calibration on 200 labels of the source, what chances err."""
    found: dict[str, Any] = {}
    clear = gold != 0
    if (gold > 0).any():
        found["glad above unhappy"] = ranked(value[clear], gold[clear] > 0)
    if not clear.all():
        found["unhappy below the rest"] = ranked(-value, gold < 0)
    if len(gold) >= 2 * ENOUGH:
        found |= calibrated(value, gold)
    return found


def calibrated(value: np.ndarray, gold: np.ndarray) -> dict[str, Any]:
    """ECE on all other texts of the source, the mean of 20 draws of 200 labels; and the curve."""
    rng = np.random.default_rng(20261125)
    errors: list[tuple[float, float]] = []
    risks: list[list[float]] = []
    for _ in range(DRAWS):
        order = rng.permutation(len(gold))
        few, rest = order[:ENOUGH], order[ENOUGH:]
        scale = scale_learnt(value[few].tolist(), gold[few].tolist())
        chances = np.array([each.unhappy for each in scale.at(value[rest].tolist())])
        got = ece(chances, gold[rest] < 0, draws=50)
        errors.append((got.value, got.by_chance))
        told = scale.at(value[rest].tolist())
        sure = np.array([each.sure for each in told])
        wrong = np.array([each.likely for each in told]) != gold[rest]
        curve = abstention(sure, wrong)
        risks.append(
            [float(np.interp(c, curve.coverage, curve.risk)) for c in (0.25, 0.5, 0.75, 1)]
        )
    mean = np.mean(errors, axis=0).round(4).tolist()
    return {
        "ece of the chance of unhappy": mean[0],
        "ece of right chances": mean[1],
        "wrong when a share is told": dict(
            zip(
                ("25 %", "50 %", "75 %", "100 %"),
                np.mean(risks, axis=0).round(4).tolist(),
                strict=True,
            )
        ),
    }


def emobank(head: Head, shared: Path) -> dict[str, Any]:
    rows = material.rows(shared, "valence_emobank")
    value = values(head, [one["text"] for one in rows])
    gold = np.array([float(one["label"]) for one in rows])
    return {"pearson": round(float(np.corrcoef(value, gold)[0, 1]), 3), "n": len(rows)}


def main(shared: Path) -> None:
    said, messages = reviews(shared, ("train", "dev")), customers(shared, "work")
    save(FOLDER, happy.NAME, made(said, messages))
    head = load(FOLDER, happy.NAME)
    unseen = {
        "reviews, test part": reviews(shared, ("test",)),
        "customers of firms not learnt from": customers(shared, "judge"),
        "airline messages (evaluated only)": airline(shared),
        "films, SST-2 test (evaluated only)": films(shared),
    }
    found = {name: measured(values(head, told.texts), told.gold) for name, told in unseen.items()}
    found["EmoBank (evaluated only)"] = emobank(head, shared)
    card = {
        "name": happy.NAME,
        "asks": "How glad or unhappy does a customer sound here?",
        "made_by": "scripts/happiness_head.py",
        "date": DATE,
        "licence": "Apache-2.0",
        "learnt_from": [
            *(
                {"name": each.path, "sha256": each.sha256, "licence": each.licence}
                for each in (material.TABLES["sentiment_uci3"], material.TABLES["care"])
            ),
            {"name": "src/troth/text/mood_words.py", "licence": "our own"},
            {"name": "tests/labels/incoming.jsonl, half work", "licence": "our own"},
        ],
        "texts": {"reviews": len(said.texts), "messages": len(messages.texts)},
        "measured": found,
    }
    save(FOLDER, happy.NAME, replace(head, card={**head.card, **card}))
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
