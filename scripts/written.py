"""How much do the prose lenses find of faults that were written for it, and what do they say of clean neighbours?

    written.py [--half work|judge] [--missed KIND | --wrong KIND]

`tests/labels/written.jsonl` holds invented sentences of invented firms, by writers who had seen no
lens: half of them with a fault, half close to it and without. A fault is found where a lens of its
kind names it, a neighbour wrongly told where one does. `--missed` and `--wrong` print the sentences
of one kind; only those of the half *work* are to be looked at.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import judging

from troth.documents import read
from troth.model.document import Document
from troth.prose.engine import Reader
from troth.stats.rates.proportions import wilson

LABELS = Path(__file__).parent.parent / "tests" / "labels" / "written.jsonl"
ONE_SIDED = (
    *("one-sided", "as-is", "for-ever", "look-yourself", "no-court", "no-refund", "not-liable"),
    *("pays-for-us", "sole-discretion", "use-is-consent"),
)
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "no-notice": ("no-notice", "at-will", "look-yourself", "use-is-consent", "sole-discretion"),
    "one-sided": ONE_SIDED,
    "vague-promise": ("vague-promise", "no-day"),
    "hard-to-leave": ("hard-to-leave", "renews-itself"),
    "inward": ("inward", "our-joy"),
    "hidden-words": ("jargon", "office-words"),
    "empty-persona": ("persona",),
    "unbacked-claim": ("unbacked-claim", "bold-claim"),
    "contradicts-itself": ("contradicted-claim",),
}
"""The lenses that answer for a kind of fault, where they are not of its name."""
GENRES: Mapping[str, str | None] = {"release-notes": "release", "policy": "terms", "help": None}


@dataclass(slots=True)
class Tally:
    """Of one kind: faults, those found, those named by any lens; neighbours, those wrongly told."""

    faults: int = 0
    found: int = 0
    named: int = 0
    near: int = 0
    wrong: int = 0


def rows(half: str | None) -> list[judging.Row]:
    """The sentences, of one half or all."""
    return [row for row in judging.lines(LABELS) if half in (None, row["half"])]


def lenses_on(reader: Reader, row: Mapping[str, Any]) -> set[str]:
    """Which lenses say anything of a sentence that stands alone."""
    document = read("sentence.md", str(row["text"]).encode())
    if not isinstance(document, Document):
        return set()
    genre = GENRES.get(row["genre"], row["genre"])
    found = reader.read(replace(document, genre=genre)).findings
    return {str(one.data.get("likeness", one.lens)) for one in found}


def main() -> int:
    """Print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("work", "judge"))
    parser.add_argument("--missed", metavar="KIND")
    parser.add_argument("--wrong", metavar="KIND")
    asked = parser.parse_args()
    lenses = judging.reader()
    told: Mapping[str, Tally] = defaultdict(Tally)
    for row in rows(asked.half):
        said = lenses_on(lenses, row)
        for kind in row["faults"]:
            hit = bool(said & {*OF_KIND.get(kind, (kind,))})
            told[kind].faults += 1
            told[kind].found += hit
            told[kind].named += bool(said)
            if kind == asked.missed and not hit:
                print(row["text"])
        if kind := row["near"]:
            hit = bool(said & {*OF_KIND.get(kind, (kind,))})
            told[kind].near += 1
            told[kind].wrong += hit
            if kind == asked.wrong and hit:
                print(row["text"])
    print(f"{'kind':30} faults  found  by any   Wilson 95 %    neighbours  wrongly told")
    for kind, one in sorted(told.items()):
        share = wilson(one.found, one.faults)
        print(
            f"{kind:30} {one.faults:6} {one.found:6} {one.named:7}   {share.low:.2f} to {share.high:.2f}"
            f"   {one.near:9} {one.wrong:13}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
