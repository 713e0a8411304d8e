"""What the tests of surveys and reviews share: reading a file whole, and writing tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from troth.extend.source import Draft, Frame, Introduction, Reading, Reject, open_bytes

MODIFIED = 1_772_438_400_000_000
"""2026-03-02 08:00 UTC, the moment the files of these tests were changed."""


def taken(
    source: ModuleType, name: str, content: str | bytes, **reading: Any
) -> tuple[list[Draft], list[Introduction], list[Reject]]:
    """Everything a source gives of a file; each part must be fit for the store."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    opened = open_bytes(name, data, reading=Reading(**reading), modified_us=MODIFIED)
    assert 0 <= source.recognises(opened) <= 1
    drafts: list[Draft] = []
    introductions: list[Introduction] = []
    rejects: list[Reject] = []
    for item in source.read(opened):
        if isinstance(item, Reject):
            assert item.says
            assert item.advice
            assert len(item.excerpt) <= 500
            item.excerpt.encode()
            rejects.append(item)
        elif isinstance(item, Introduction):
            introductions.append(item)
        else:
            drafts += item.drafts() if isinstance(item, Frame) else [item]
    for draft in drafts:
        assert draft.kind in source.CARD.kinds
        assert all(isinstance(each, str) for pair in draft.extra.items() for each in pair)
        whole = [draft.key, draft.thread, dict(draft.fields), dict(draft.extra)]
        json.dumps(whole, ensure_ascii=False).encode()
    return drafts, introductions, rejects


def sure(source: ModuleType, name: str, content: str | bytes) -> float:
    """How surely a source knows a file."""
    data = content.encode() if isinstance(content, str) else content
    return float(source.recognises(open_bytes(name, data, modified_us=MODIFIED)))


def table(rows: Sequence[Mapping[str, str]], *, delimiter: str = ",", end: str = "\n") -> str:
    """A CSV of rows that all have the same columns."""
    text = io.StringIO()
    names = list(rows[0])
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(names)
    writer.writerows([[row[name] for name in names] for row in rows])
    return text.getvalue()
