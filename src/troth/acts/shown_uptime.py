"""Uptime that was promised, as a table for lenses: read from the words or the measure of a promise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from troth.model.promise import LIVE
from troth.text.uptime import promised_uptime


def uptime_rows(
    promises: Iterable[Mapping[str, Any]], words: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """A row for each live promise of uptime; `promises` are rows of that table, `words` by its id."""
    for row in promises:
        if row["state"] not in LIVE:
            continue
        said = promised_uptime(row.get("measure") or "") or promised_uptime(
            words.get(row["promise"], "")
        )
        if said is not None:
            same = ("promise", "confirmed", "ours", "side", "born_us", "record", "version")
            named = {name: row.get(name) for name in (*same, "start", "end")}
            yield {**named, "share": said.share, "days": said.days}
