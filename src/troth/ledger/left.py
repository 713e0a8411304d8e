"""What lenses left of the last run for pages that show more than what was found.

Derived and rebuilt by every run: counts, and ids of records that a page opens in the index.
Nobody's name, handle or words are in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from troth.ledger.derived import derive, derived

NAME = "left.json"
FORM = 1


def write_left(path: Path, left: Mapping[str, object], tmp: Path) -> None:
    """Write the file whole or not at all."""
    derive(path, FORM, {"lenses": left}, tmp)


def read_left(path: Path) -> Mapping[str, Any]:
    """What was left, by lens; nothing where no run has written it in this form."""
    return derived(path, FORM, lambda held: dict(held["lenses"])) or {}
