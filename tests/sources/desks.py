"""What the tests of help desk sources share: reading a file whole, mutating JSON, and the shelf."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
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
FAMILY = ("zendesk-tickets", "zendesk-json", "intercom", "chatwoot", "github-issues")
STAFF = frozenset({"shop.example"})


@dataclass
class Taken:
    """Everything one file gave."""

    drafts: list[Draft]
    people: list[Introduction]
    rejects: list[Reject]

    def of(self, kind: str) -> list[Draft]:
        return [draft for draft in self.drafts if draft.kind == kind]

    def keyed(self) -> dict[tuple[str, str | None], Draft]:
        return {(draft.kind, draft.key): draft for draft in self.drafts}

    def said(self) -> list[tuple[object, object]]:
        return [(one.fields["direction"], one.fields.get("text")) for one in self.of("message")]

    def done(self) -> list[object]:
        return [one.fields["activity"] for one in self.of("step")]


def taken(
    source: ModuleType,
    content: object,
    name: str = "export.json",
    *,
    staff: frozenset[str] = frozenset(),
    **reading: Any,
) -> Taken:
    """Read one file, given as bytes, text, or a value to be written as JSON."""
    if isinstance(content, str):
        data = content.encode("utf-8", "surrogatepass")
    else:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
    opened = open_bytes(name, data, reading=Reading(**reading), staff=staff)
    assert 0 <= source.recognises(opened) <= 1
    found = Taken([], [], [])
    for item in source.read(opened):
        if isinstance(item, Covered):
            continue
        if isinstance(item, Reject):
            assert item.says
            assert item.advice
            assert len(item.excerpt) <= 500
            found.rejects.append(item)
        elif isinstance(item, Introduction):
            found.people.append(item)
        else:
            found.drafts += item.drafts() if isinstance(item, Frame) else [item]
    for draft in found.drafts:
        assert draft.kind in source.CARD.kinds
        told = [draft.key, draft.thread, dict(draft.fields), dict(draft.extra)]
        json.dumps(told, ensure_ascii=False).encode()
        texts = [*draft.fields.values(), *draft.extra.values(), draft.key, draft.thread]
        assert not any(isinstance(each, str) and "\0" in each for each in texts)
        assert all(isinstance(value, str) for value in draft.extra.values())
        assert draft.origin.row is None or draft.origin.row >= 1
    return found


def shows_its_examples(source: ModuleType) -> None:
    """Every sample gives what it says; introductions are not counted."""
    assert any(sample.sets_aside for sample in source.EXAMPLES)
    for sample in source.EXAMPLES:
        found = taken(source, sample.text, sample.name)
        assert (len(found.drafts), len(found.rejects)) == (sample.gives, sample.sets_aside)
        assert sample.says is None or any(sample.says in one.says for one in found.rejects)
        assert source.recognises(open_bytes(sample.name, sample.text.encode())) >= 0.97


def wins(source: ModuleType) -> None:
    """On its own samples it beats the whole shelf, and on everybody else's it loses."""
    shelf = {name: registry.load("sources", name) for name in registry.extensions("sources")}
    own = next(name for name, module in shelf.items() if module is source)
    for name, module in shelf.items():
        for sample in module.EXAMPLES:
            if not isinstance(sample.text, str):
                continue
            opened = open_bytes(sample.name, sample.text.encode())
            if name != own:
                score = source.recognises(opened)
                assert score == 0 or score < module.recognises(opened), (name, sample.name)
                continue
            scores = {each: float(one.recognises(opened)) for each, one in shelf.items()}
            assert max(scores, key=lambda each: scores[each]) == own, (sample.name, scores)
            rivals = [score for each, score in scores.items() if each != own]
            assert scores[own] > max(rivals), (sample.name, scores)


def claims_no_other_data(source: ModuleType) -> None:
    """The public event logs and tweets are nobody's help desk."""
    for folder in ("events", "care"):
        for file in sorted((SHARED / folder).glob("*.*")):
            assert source.recognises(open_file(file)) == 0, file.name


LEAF = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=True)
    | st.sampled_from(
        ["", "\0", "\ud83d", "x\0y", "-", "9" * 400, "2026-03-02", "1772442000", "soon", "@", "<p"]
    )
    | st.text(max_size=12)
)
JSON = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "body", "type", "\ud800", "name"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside a JSON value."""
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for name, each in items:
        yield (*path, name)
        yield from places(each, (*path, name))


@st.composite
def spoilt(draw: st.DrawFn, whole: Any) -> Any:
    """A valid export with up to four arbitrary values at arbitrary places, or places missing."""
    value = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(list(places(value))))
        at = value
        for name in path[:-1]:
            at = at[name]
        if isinstance(at, dict) and draw(st.booleans()):
            del at[path[-1]]
        else:
            at[path[-1]] = draw(JSON)
        if not list(places(value)):
            break
    return value


def as_text(value: Any, lines: bool) -> str:
    """A spoilt export as a file: one value, or its list as lines."""
    if lines and isinstance(value, list):
        return "\n".join(map(json.dumps, value)) + "\n"
    return json.dumps(value)


def opened_of(content: object, name: str = "export.json") -> Opened:
    """A file to be recognised."""
    return open_bytes(name, content if isinstance(content, bytes) else json.dumps(content).encode())
