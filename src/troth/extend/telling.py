"""Rows in which a change may be told, for lenses over records: changes, and documents of ours.

Both come in the columns `TOLD`, so that one `gather` gives both; `troth.text.announcing` reads
them. `blank` fills what a further kind of row has not.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.extend.record import Table, Tables
from troth.text.announcing import TEXTS

TOLD = {
    "kind": "string",
    "id": "string",
    "version": "string",
    "ts_us": "int64",
    "thread": "string",
    "ours": "string",
    "side": "string",
    "system": "string",
    "origin_file": "string",
    "origin_link": "string",
    "what": "string",
    "title": "string",
    "text": "string",
    "announced_us": "int64",
    "effect_us": "int64",
    "extra": "string",
    "path": "string",
    "genre": "string",
}
_CHANGE = ("what", "announced_us", "effect_us")
_DOCUMENT = ("path", "genre")


def told(tables: Tables, moment_us: int) -> Table:
    """Every change, and every document of a kind that announces, up to a moment."""
    import ibis

    changes, texts = tables["change"], tables["document"]
    changes = changes.filter(changes.ts_us <= moment_us)
    texts = texts.filter((texts.ts_us <= moment_us) & texts.genre.isin(sorted(TEXTS)))
    changes = changes.mutate(kind=ibis.literal("change"), **_null(_DOCUMENT))
    texts = texts.mutate(kind=ibis.literal("document"), **_null(_CHANGE))
    return changes.select(*TOLD).union(texts.select(*TOLD))


def blank(rows: Table, schema: dict[str, str]) -> Table:
    """The same rows with every column of a schema, null where they have none, in its order."""
    import ibis

    missing = {name: ibis.null(kind) for name, kind in schema.items() if name not in rows.columns}
    return rows.mutate(**missing).select(*schema)


def _null(names: Iterable[str]) -> dict[str, object]:
    import ibis

    return {name: ibis.null(TOLD[name]) for name in names}
