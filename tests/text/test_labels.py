"""The labels: each text once, halves by company, and the agreement that their card tells."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from troth.registry import load

FOLDER = Path(__file__).parent.parent / "labels"
CARD = (FOLDER / "README.md").read_text(encoding="utf-8")
FILES = ("apology", "attention", "sayings", "promises", "replies", "incoming", "more")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("name", FILES)
def test_each_text_stands_once_and_the_card_counts_right(name: str) -> None:
    held = rows(name)
    assert len({row["id"] for row in held}) == len(held)
    assert all(re.fullmatch(r"[0-9a-f]{16}", row["id"]) for row in held)
    told = re.search(rf"`{name}\.jsonl` \| ([\d,]+) [^|]*\| (\d+) \|", CARD)
    assert told
    companies = {row["company"] for row in held}
    assert (len(held), len(companies)) == (int(told[1].replace(",", "")), int(told[2]))


@pytest.mark.parametrize("name", FILES)
def test_halves_part_companies_and_never_texts_of_one(name: str) -> None:
    for row in rows(name):
        odd = int(hashlib.sha256(row["company"].encode()).hexdigest(), 16) % 2
        assert row["half"] == ("judge" if odd else "work")


@pytest.mark.parametrize(
    ("name", "key", "agree", "kappa"),
    [
        ("apology", "kind", 92.8, 0.90),
        ("attention", "level", 96.9, 0.96),
        ("sayings", "promise", 95.3, 0.91),
        ("sayings", "answer_wanted", 98.8, 0.94),
        ("sayings", "happiness", 97.6, 0.95),
    ],
)
def test_two_readers_agree_as_the_card_says(
    name: str, key: str, agree: float, kappa: float
) -> None:
    pairs = [(str(row["a"][key]), str(row["b"][key])) for row in rows(name)]
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    labels = {each for pair in pairs for each in pair}
    by_chance = sum(
        sum(a == label for a, _ in pairs) * sum(b == label for _, b in pairs) for label in labels
    )
    found = (observed - by_chance / n**2) / (1 - by_chance / n**2)
    assert round(100 * observed, 1) == agree
    assert round(found, 2) == kappa
    assert f"{kappa:.2f}".lstrip("0") in CARD


def faults() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / "faults.jsonl").open(encoding="utf-8")]


def test_faults_lie_within_their_texts() -> None:
    held = faults()
    assert len(held) == 60
    assert len({one["company"] for one in held}) == 46
    written = [one for one in held if one["written"]]
    assert len(written) == 18
    for one in written:
        text = (FOLDER / "texts" / one["text"]).read_text(encoding="utf-8")
        assert hashlib.sha256(text.encode()).hexdigest()[:16] == one["id"]
        assert all(0 <= start < end <= len(text) for _, _, start, end, _ in one["faults"])


@pytest.mark.parametrize(("reader", "n", "found"), [("1", 199, 0.95), ("2", 217, 0.92)])
def test_what_one_reader_is_sure_of_the_other_marked_too(reader: str, n: int, found: float) -> None:
    sure = hit = 0
    for one in faults():
        others = [fault for fault in one["faults"] if fault[0] != reader]
        for own, _, start, end, certain in one["faults"]:
            if own == reader and certain:
                sure += 1
                hit += any(start < other[3] and other[2] < end for other in others)
    assert (sure, round(hit / sure, 2)) == (n, found)


def test_a_likeness_tells_what_readers_said_of_its_kind() -> None:
    judged = [row for row in rows("hits") if row["lens"] == "reads-like"]
    for said in load("prose", "reads-like").CARD.likeness:
        own = [row["right"] for row in judged if row["kind"] == said.kind]
        own = [right for right in own if right is not None]
        assert (sum(own), len(own)) == (said.right, said.judged)


def test_written_sentences_stand_once_with_a_fault_or_close_to_one() -> None:
    held = rows("written")
    assert len({row["text"] for row in held}) == len(held)
    assert not [row for row in held if row["faults"] and row["near"]]
    assert {row["half"] for row in held} == {"work", "judge"}
    kinds = {kind for row in held for kind in row["faults"]}
    assert {row["near"] for row in held} - {None} <= kinds
    faults, near = (sum(bool(row[name]) for row in held) for name in ("faults", "near"))
    told = f"{faults:,} sentences with a fault of {len(kinds)} kinds, {near:,} that stand close"
    assert told in CARD
    assert f"| `written.jsonl` | {len(held):,} invented sentences" in CARD
    assert f"half *work* ({sum(row['half'] == 'work' for row in held):,})" in CARD


def test_documents_and_marked_pages_hold_what_the_card_says() -> None:
    written = rows("documents")
    faulty = sum(bool(row["faults"]) for row in written)
    many = len({row["document"] for row in written})
    assert f"{many} invented documents, {len(written)} sentences, {faulty} of them" in CARD
    pages = rows("marked")
    marks = [mark for page in pages for mark in page["marks"]]
    sentences = sum(len(page["sentences"]) for page in pages)
    sure = sum(certain for _, _, certain in marks)
    told = f"{len(pages)} openly licensed pages, {sentences:,} sentences, {len(marks)} marked"
    assert (
        f"{told} with a fault ({sure} of them surely) | {len({p['company'] for p in pages})} |"
        in CARD
    )
    assert all(0 <= at < len(page["sentences"]) for page in pages for at, _, _ in page["marks"])
