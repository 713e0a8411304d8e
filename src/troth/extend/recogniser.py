"""All an author of a recogniser imports.

A recogniser file holds `CARD`, `annotate(batch)` and `EXAMPLES`. `annotate` is pure: an Arrow
batch with the columns of `READS` in, an Arrow batch with the columns of `GIVES` out. So it runs
inline, in a pool of processes, or on every worker of a cluster, unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from troth.model.card import RecogniserCard
from troth.model.example import Utterance

if TYPE_CHECKING:
    import pyarrow

    Batch: TypeAlias = pyarrow.RecordBatch
else:
    Batch = Any

READS: Mapping[str, str] = {
    "id": "string",
    "version": "string",
    "kind": "string",
    "ts_us": "int64",
    "zone": "string",
    "direction": "string",
    "genre": "string",
    "by": "string",
    "about": "string",
    "ours": "string",
    "side": "string",
    "text": "string",
}
"""What a recogniser is shown of each record; `direction` is null for a document."""

GIVES: Mapping[str, str] = {
    "record": "string",
    "version": "string",
    "start": "int64",
    "end": "int64",
    "kind": "string",
    "firmness": "string",
    "due_start": "int64",
    "due_end": "int64",
    "due_us": "int64",
    "condition_start": "int64",
    "condition_end": "int64",
}
"""What it gives back, one row a saying; `due_*` and `condition_*` are null where there is none."""

__all__ = ["GIVES", "READS", "Batch", "RecogniserCard", "Utterance"]
