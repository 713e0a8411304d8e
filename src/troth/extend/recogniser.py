"""All an author of a recogniser imports.

A recogniser file holds `CARD`, `annotate(batch)` and `EXAMPLES`. `annotate` is pure: an Arrow
batch with the columns of `READS` in, an Arrow batch with the columns of `GIVES` out. So it runs
inline, in a pool of processes, or on every worker of a cluster, unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


def hear(
    batch: Batch, heard_in: Callable[[Mapping[str, Any]], Iterable[Mapping[str, object]]]
) -> Batch:
    """What is heard in each record of a batch, as the batch that `annotate` gives back.

    `heard_in` is shown one record and gives, for each saying, the columns of `GIVES` besides
    `record` and `version`; what it leaves out is null.
    """
    import pyarrow

    columns: dict[str, list[object]] = {name: [] for name in GIVES}
    for record in batch.to_pylist():
        for one in heard_in(record):
            row = {"record": record["id"], "version": record["version"], **one}
            for name, column in columns.items():
                column.append(row.get(name))
    types = {"string": pyarrow.string(), "int64": pyarrow.int64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in GIVES.items()])
    arrays = [pyarrow.array(columns[name], schema.field(name).type) for name in GIVES]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


__all__ = ["GIVES", "READS", "Batch", "RecogniserCard", "Utterance", "hear"]
