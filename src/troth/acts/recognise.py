"""Reading what is new for words that promise: what a recogniser sees, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from troth.documents.kept import read_again
from troth.extend.recogniser import GIVES, READS
from troth.model.document import Document
from troth.model.origin import Span
from troth.model.saying import Saying
from troth.store.schema import plain_schema

if TYPE_CHECKING:
    import pyarrow as pa

    from troth.model.card import RecogniserCard

Addressee = Callable[[dict[str, Any]], str | None]
"""Given a record of ours, the handle of the one person it was written to, if there is one."""


def shown(batch: pa.RecordBatch | pa.Table, kind: str) -> pa.RecordBatch:
    """Evidence as a recogniser is shown it: of a document its prose, offset for offset.

    A customer's machine promises nothing and is left out.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
    if kind == "message":
        machine = pc.and_(pc.fill_null(rows["automatic"], False), pc.equal(rows["direction"], "in"))
        rows = rows.filter(pc.invert(pc.fill_null(machine, False)))
    schema = plain_schema(READS)
    columns = []
    for field in schema:
        if field.name == "kind":
            columns.append(pa.array([kind] * rows.num_rows, field.type))
        elif field.name == "text" and kind == "document":
            columns.append(pa.array(_prose(rows), field.type))
        elif field.name in rows.column_names:
            columns.append(rows[field.name].combine_chunks().cast(field.type))
        else:
            columns.append(pa.nulls(rows.num_rows, field.type))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _prose(rows: pa.Table) -> list[str]:
    """What each document says without its markup, a blank line before each of its blocks."""
    names, texts = rows["path"].to_pylist(), rows["text"].to_pylist()
    return [prose_of(name or "", text or "") for name, text in zip(names, texts, strict=True)]


def prose_of(name: str, text: str) -> str:
    """A document's words as long as its text is, so that a span means the same in both."""
    read = read_again(name, text)
    if not isinstance(read, Document) or len(read.prose) != len(text):
        return text
    signs = list(read.prose)
    for block in read.blocks:
        for at in range(max(block.span.start - 2, 0), block.span.start):
            if signs[at] == " ":
                signs[at] = "\n"
    return "".join(signs)


def sayings(
    annotate: Callable[[pa.RecordBatch], pa.RecordBatch],
    card: RecogniserCard,
    name: str,
    batch: pa.RecordBatch,
    addressee: Addressee,
) -> Iterator[Saying]:
    """What one recogniser heard in a batch, with who spoke and to whom."""
    given = annotate(batch)
    if given.num_rows == 0:
        return
    records = {(row["id"], row["version"]): row for row in _only(batch, given)}
    for heard in given.select(list(GIVES)).to_pylist():
        record = records[(heard["record"], heard["version"])]
        yield Saying(
            record=heard["record"],
            version=heard["version"],
            span=Span(heard["start"], heard["end"]),
            voice=card.voice,
            kind=heard["kind"],
            firmness=heard["firmness"],
            recogniser=name,
            recogniser_version=card.version,
            at_us=record["ts_us"],
            due=_span(heard["due_start"], heard["due_end"]),
            due_us=heard["due_us"],
            condition=_span(heard["condition_start"], heard["condition_end"]),
            to=addressee(record) if card.voice == "company" else None,
            by=record["by"],
            ours=record["ours"],
            side=record["side"],
        )


def _only(batch: pa.RecordBatch, given: pa.RecordBatch) -> list[dict[str, Any]]:
    """The rows of the batch that were heard to say something; the others stay in Arrow."""
    import pyarrow.compute as pc

    rows: list[dict[str, Any]] = batch.filter(
        pc.is_in(batch["id"], value_set=given["record"])
    ).to_pylist()
    return rows


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
