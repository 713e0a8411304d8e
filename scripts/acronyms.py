"""Counts in how many firms' texts each abbreviation stands, and writes the table of known ones.

    python scripts/acronyms.py FOLDER

FOLDER holds `index.jsonl` (path, company, licence) and the texts it names. Only texts whose licence
allows it are counted; the table holds counts, no text. An abbreviation that several firms use
without explaining it is taken to be known.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from troth.documents import read
from troth.model.document import Document

OUT = Path(__file__).parent.parent / "src" / "troth" / "text" / "weights" / "abbreviations.txt"
LEAST = 2
_SHORT = re.compile(r"(?<![\w./-])[A-Z]{2,6}(?=s?(?!\w))(?!-)")
_SHOUTED = re.compile(r"(?:[A-Z]{2,}[ ,.;:]+){3,}[A-Z]{2,}")


def main(folder: Path) -> None:
    """Count, and write the abbreviations that at least two firms use."""
    firms: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = folder / row["path"]
        if "evaluate only" in row["licence"] or not row["path"].startswith("work/"):
            continue
        document = read(str(path), path.read_bytes())
        if isinstance(document, Document):
            prose = _SHOUTED.sub(" ", document.prose)
            for found in set(_SHORT.findall(prose)):
                firms[found].add(row["company"])
    known = sorted(word for word, names in firms.items() if len(names) >= LEAST)
    OUT.write_text("".join(f"{word} {len(firms[word])}\n" for word in known), encoding="utf-8")
    print(f"{len(known)} abbreviations in {OUT.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
