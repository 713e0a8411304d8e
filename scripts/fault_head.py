#!/usr/bin/env python3
"""Makes the head that knows what faults in texts to customers sound like, and measures it.

It learns from the half *work* of the sentences written for it (`tests/labels/written.jsonl`), from
sentences of openly licensed pages of firms and offices that a reader marked
(`tests/labels/marked.jsonl`), and from ordinary sentences of offices and projects. It is measured
on the half *judge* and on whole documents written for it (`tests/labels/documents.jsonl`), none of
which it has seen.

    python scripts/fault_head.py CORPUS MIRROR

CORPUS is the folder of the marked pages (any file below it whose sentences have the marked hashes),
MIRROR one of bare repositories. Writes fault.npz and fault.json into src/troth/text/weights.
"""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import judging
import material
import numpy as np

from troth.stats.rates.proportions import wilson
from troth.text.faults import NAME, SHORTEST
from troth.text.grams import grams
from troth.text.head import Head, Seen, load, save
from troth.text.learning import Lesson, learnt
from troth.text.reading import spoken
from troth.text.sentences import Sentences
from troth.text.vectors import vectors

LABELS = Path(__file__).parent.parent / "tests/labels"
FOLDER = Path(__file__).parent.parent / "src/troth/text/weights"
DATE = "2026-11-26"
KINDS = ("no-notice", "one-sided", "vague-promise", "unbacked-claim", "anyone-could-say-it")
"""Those of nineteen kinds of which enough was marked to learn from, and right often enough to tell."""
ORDINARY = 400
"""So many sentences of each ordinary source."""
PENALTY = 0.15
HALF = 0.5
"""What a reader was not sure of counts so much."""


def hashed(text: str) -> str:
    """A sentence's name in the labels."""
    plain = unicodedata.normalize("NFC", text.strip())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def pages(corpus: Path) -> dict[str, str]:
    """Every sentence below a folder, by its name."""
    found: dict[str, str] = {}
    for document in judging.documents([corpus]):
        sentences = Sentences(document.prose, document.blocks)
        for one in spoken(document, sentences, headings=True):
            text = " ".join(one.text.split())[:600]
            found[hashed(text)] = text
    return found


def marked(corpus: Path) -> Iterator[tuple[str, list[str], float]]:
    """The sentences of the marked pages, with their faults and how much they count."""
    texts = pages(corpus)
    for row in judging.lines(LABELS / "marked.jsonl"):
        marks = {at: (kinds, sure) for at, kinds, sure in row["marks"]}
        for at, name in enumerate(row["sentences"]):
            if name not in texts:
                sys.exit(f"{row['source']}: sentence {at + 1} is not below {corpus}.")
            kinds, sure = marks.get(at, ([], True))
            yield texts[name], kinds, 1.0 if sure else HALF


def lessons(corpus: Path, mirror: Path) -> list[tuple[str, list[str], float]]:
    """All that is learnt from: text, faults, weight."""
    written = [row for row in judging.lines(LABELS / "written.jsonl") if row["half"] == "work"]
    found = [(row["text"], row["faults"], 1.0) for row in written]
    found += marked(corpus)
    for one in material.ORDINARY:
        found += [(text, [], 1.0) for text in material.ordinary(mirror, one, ORDINARY)]
    return found


def made(rows: Sequence[tuple[str, list[str], float]]) -> Head:
    """One column a kind: its log-odds against everything that is not of it."""
    texts = [text for text, _, _ in rows]
    weight = np.array([each for _, _, each in rows])
    seen = Seen(grams(texts), vectors(texts))
    columns = []
    for kind in KINDS:
        gold = ["yes" if kind in faults else "no" for _, faults, _ in rows]
        lesson = Lesson(seen, gold, weight)
        columns.append(learnt(lesson, ("no", "yes"), penalty=2 * PENALTY, balanced=False))
    return Head(
        KINDS,
        *(
            np.stack([getattr(one, part)[:, 1] - getattr(one, part)[:, 0] for one in columns], 1)
            for part in ("grams", "vector", "cues")
        ),
        np.array([one.bias[1] - one.bias[0] for one in columns], np.float32),
    )


def measured(head: Head, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Of each kind, at three thresholds: how many of those told were marked, and of those marked told."""
    held = [row for row in rows if len(row["text"].split()) >= SHORTEST]
    texts = [row["text"] for row in held]
    scores = head.scores(Seen(grams(texts), vectors(texts)))
    found: dict[str, Any] = {}
    for at, kind in enumerate(head.labels):
        gold = np.array([kind in row["faults"] for row in held])
        any_fault = np.array([bool(row["faults"]) for row in held])
        found[kind] = {
            str(least): {
                "told": int((told := scores[:, at] > np.log(least / (1 - least))).sum()),
                "of its kind": share(gold[told]),
                "of any kind": share(any_fault[told]),
                "found": share(told[gold]),
            }
            for least in (0.5, 0.38, 0.27)
        }
    return found


def share(hits: np.ndarray) -> dict[str, Any]:
    """A share with Wilson's interval."""
    found = wilson(int(hits.sum()), len(hits))
    rate = None if found.value is None else round(found.value, 3)
    return {"share": rate, "low": round(found.low, 3), "high": round(found.high, 3), "n": found.n}


def card(rows: Sequence[tuple[str, list[str], float]], told: dict[str, Any]) -> dict[str, Any]:
    """What the weights are, of what, and how often they are wrong."""
    pages = judging.lines(LABELS / "marked.jsonl")
    licences = sorted({row["licence"] for row in pages})
    return {
        "name": NAME,
        "asks": "Which fault does this sentence to customers read like?",
        "made_by": "scripts/fault_head.py",
        "date": DATE,
        "licence": "Apache-2.0",
        "sentences": len(rows),
        "learnt_from": [
            {"name": "sentences written for it, half work", "licence": "Apache-2.0 (ours)"},
            {"name": f"{len(pages)} marked pages", "licence": "; ".join(licences)},
            *({"name": one.name, "commit": one.commit, "licence": one.licence} for one in material.ORDINARY),
        ],
        "readers": "language models that wrote and read item by item",
        "measured": told,
    }  # fmt: skip


def main(corpus: Path, mirror: Path) -> None:
    """Learn, measure, write."""
    rows = lessons(corpus, mirror)
    save(FOLDER, NAME, replace(made(rows), card={}))
    head = load(FOLDER, NAME)
    written = [row for row in judging.lines(LABELS / "written.jsonl") if row["half"] == "judge"]
    told = {
        "sentences written, half judge": measured(head, written),
        "documents written": measured(head, judging.lines(LABELS / "documents.jsonl")),
    }
    save(FOLDER, NAME, replace(head, card=card(rows, told)))
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
