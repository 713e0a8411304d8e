"""What the tests of the CRM and billing sources share: reading, recognition, and malice."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from troth import registry
from troth.extend.source import (
    Draft,
    Frame,
    Introduction,
    Opened,
    Reading,
    Reject,
    open_bytes,
    open_file,
)
from troth.model.covered import Covered

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


@dataclass(frozen=True)
class Said:
    """All that a file gave."""

    drafts: list[Draft]
    people: list[Introduction]
    rejects: list[Reject]

    def of(self, kind: str) -> list[Draft]:
        """The records of one kind."""
        return [draft for draft in self.drafts if draft.kind == kind]

    def rows(self) -> set[int | None]:
        """The rows that were told or set aside."""
        origins = [one.origin for one in self.drafts] + [one.origin for one in self.people]
        return {origin.row for origin in [*origins, *(one.origin for one in self.rejects)]}

    def keys(self) -> list[tuple[str, str | None]]:
        """What identifies each record."""
        return [(draft.kind, draft.key) for draft in self.drafts]


def said(source: ModuleType, content: str | bytes, name: str = "t.csv", **reading: object) -> Said:
    """Read one file; everything given must be able to go into the store."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    opened = open_bytes(name, data, reading=Reading(**reading))  # type: ignore[arg-type]
    return said_by(source, opened)


def said_by(source: ModuleType, opened: Opened) -> Said:
    """Read an opened file, and check each record for what every record must be."""
    assert 0 <= source.recognises(opened) <= 1
    found = Said([], [], [])
    for item in source.read(opened):
        if isinstance(item, Covered):
            continue
        if isinstance(item, Reject):
            assert item.says
            assert item.advice
            assert len(item.excerpt) <= 500
            found.rejects.append(item)
        elif isinstance(item, Introduction):
            assert source.CARD.introduces
            found.people.append(item)
        else:
            assert isinstance(item, Frame)
            assert item.kind in source.CARD.kinds
            found.drafts.extend(item.drafts())
    for draft in found.drafts:
        assert isinstance(draft.at_us, int)
        assert draft.key
        whole = [draft.key, draft.thread, dict(draft.fields), dict(draft.extra)]
        json.dumps(whole, ensure_ascii=False).encode()
        assert all(isinstance(value, str) for value in draft.extra.values())
    return found


def table(rows: Sequence[Mapping[str, str]], names: Sequence[str], **dialect: Any) -> str:
    """A CSV of these rows with its columns in this order."""
    text = io.StringIO()
    writer = csv.writer(text, **dialect)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return text.getvalue()


def matrix(source: ModuleType) -> None:
    """The source wins on its own samples, and loses on all others and on the project's data."""
    mine = source.__name__.rsplit(".", 1)[-1].replace("_", "-")
    shelf = {name: registry.load("sources", name) for name in registry.extensions("sources")}
    for name, other in shelf.items():
        for sample in other.EXAMPLES:
            if not isinstance(sample.text, str):
                continue
            opened = open_bytes(sample.name, sample.text.encode())
            sure = source.recognises(opened)
            if name != mine:
                assert sure == 0 or sure < other.recognises(opened), (mine, name, sample.name)
                continue
            assert sure >= 0.97, sample.name
            for rival, each in shelf.items():
                if rival != mine and not each.CARD.binary:
                    assert each.recognises(opened) < sure, (mine, rival, sample.name)


def no_data_claimed(source: ModuleType, *except_for: str) -> None:
    """None of the project's public data is taken for such an export."""
    for folder in ("events", "care"):
        for path in sorted((SHARED / folder).glob("*")):
            if path.name not in except_for:
                assert source.recognises(open_file(path)) == 0, path.name


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=True)
    | st.text(max_size=12)
    | st.sampled_from(["\0", "\ud83d", "9" * 400, "-", "1772442000", "2026-03-02", "x" * 5000]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
"""Any JSON value of a small size."""


def paths(value: object, so_far: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """All places in a JSON value."""
    found = [so_far] if so_far else []
    parts: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    for name, inner in parts:
        found += paths(inner, (*so_far, name))
    return found


def put(whole: Any, path: Sequence[str | int], value: object) -> Any:
    """The same JSON with another value at a place."""
    copied = json.loads(json.dumps(whole))
    at = copied
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return copied
