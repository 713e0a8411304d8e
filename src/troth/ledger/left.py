"""What lenses left of the last run for pages that show more than what was found.

Derived and rebuilt by every run: counts, and ids of records that a page opens in the index.
Nobody's name, handle or words are in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "left.json"
FORM = 1


def write_left(path: Path, left: Mapping[str, object], tmp: Path) -> None:
    """Write the file whole or not at all."""
    tmp.mkdir(parents=True, exist_ok=True)
    fresh = tmp / f"left-{os.getpid()}.json"
    with fresh.open("w", encoding="utf-8") as out:
        json.dump({"form": FORM, "lenses": left}, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def read_left(path: Path) -> Mapping[str, Any]:
    """What was left, by lens; nothing where no run has written it in this form."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return dict(held["lenses"]) if held["form"] == FORM else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
