"""The cite of words that a row of the ledger stands for: a promise of ours, or a word that broke."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from troth.extend.record import Cite, Span


def own_words(row: Mapping[str, Any], id: str) -> Cite:
    """Where the words of a row stand; where no record holds them, the ledger does, under this id.

    The row has `record`, `version`, `start` and `end`.
    """
    start, end = row["start"], row["end"]
    span = Span(start, end) if start is not None and end is not None else None
    return Cite(row["record"] or id, row["version"] or "", span)
