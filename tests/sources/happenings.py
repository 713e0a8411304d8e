"""What the tests of chat, events, incidents and mail share: reading, the shelf, and disturbed exports."""

from __future__ import annotations

import copy
import json
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
    Sample,
    open_bytes,
)
from troth.model.covered import Covered

STAFF = frozenset({"acme.example"})
MODIFIED_US = 1_772_438_400_000_000
NINE = 1_772_442_000_000_000
"""2 March 2026, 09:00 UTC."""
MINUTE = 60_000_000
SHELF: dict[str, ModuleType] = {
    name: registry.load("sources", name) for name in registry.extensions("sources")
}

Taken = tuple[list[Draft], list[Introduction], list[Reject]]


def opened(
    name: str, content: bytes | str, *, staff: frozenset[str] = STAFF, **reading: Any
) -> Opened:
    """A file in memory."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return open_bytes(name, data, reading=Reading(**reading), staff=staff, modified_us=MODIFIED_US)


def taken(
    source: ModuleType,
    name: str,
    content: bytes | str,
    *,
    staff: frozenset[str] = STAFF,
    **reading: Any,
) -> Taken:
    """Everything a source gives; each reject must say where, what and what to do, each record be whole."""
    file = opened(name, content, staff=staff, **reading)
    assert 0 <= source.recognises(file) <= 1
    drafts: list[Draft] = []
    met: list[Introduction] = []
    rejects: list[Reject] = []
    for item in source.read(file):
        if isinstance(item, Covered):
            continue
        if isinstance(item, Reject):
            rejects.append(item)
        elif isinstance(item, Introduction):
            met.append(item)
        else:
            drafts += item.drafts() if isinstance(item, Frame) else [item]
    for reject in rejects:
        assert reject.origin.file == name
        assert len(reject.excerpt) <= 500
        assert reject.says
        assert reject.advice
        json.dumps([reject.says, reject.excerpt], ensure_ascii=False).encode()
    for draft in drafts:
        assert draft.kind in source.CARD.kinds
        assert isinstance(draft.at_us, int)
        told = [draft.key, draft.thread, dict(draft.fields), dict(draft.extra)]
        assert "\0" not in json.dumps(told, ensure_ascii=False).encode().decode()
        assert all(isinstance(each, str) for each in draft.extra.values())
    for each in met:
        told = [one.value for one in each.identifiers]
        json.dumps([told, dict(each.extra)], ensure_ascii=False).encode()
    return drafts, met, rejects


def scores(file: Opened) -> dict[str, float]:
    """How surely each source on the shelf takes a file for its own."""
    return {name: float(source.recognises(file)) for name, source in SHELF.items()}


def best(file: Opened) -> str:
    """The source that would read a file."""
    found = scores(file)
    return max(found, key=lambda name: (found[name], name))


def others(name: str) -> list[tuple[str, Sample]]:
    """The samples of all other sources, each with its own source's name."""
    return [
        (each, sample)
        for each, source in SHELF.items()
        if each != name
        for sample in source.EXAMPLES
    ]


def keeps_to_its_own(name: str) -> None:
    """Assert that a source wins on its own samples and takes no other source's."""
    for sample in SHELF[name].EXAMPLES:
        found = scores(opened(sample.name, sample.text))
        assert best(opened(sample.name, sample.text)) == name, (sample.name, found)
    for other, sample in others(name):
        file = opened(sample.name, sample.text)
        found = scores(file)
        assert found[name] == 0 or found[name] < found[other], (other, sample.name, found)


def shows_what_it_says(name: str) -> None:
    """Assert that a source's own samples give what they say."""
    source = SHELF[name]
    for sample in source.EXAMPLES:
        drafts, _, rejects = taken(source, sample.name, sample.text, staff=frozenset())
        assert (len(drafts), len(rejects)) == (sample.gives, sample.sets_aside), sample.name
        assert sample.says is None or any(sample.says in each.says for each in rejects)
    assert any(sample.sets_aside for sample in source.EXAMPLES)


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["", "-", "null", "\0", "\ud83d", "1772442000.000100", "9999-12-31", "2026-03-02T09:00:00Z"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
"""Any JSON value."""


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way]
    if isinstance(value, dict):
        for name, each in value.items():
            found += _places(each, (*way, name))
    if isinstance(value, list):
        for at, each in enumerate(value):
            found += _places(each, (*way, at))
    return found


@st.composite
def disturbed(draw: st.DrawFn, good: Any) -> Any:
    """A good export in which a few values anywhere are replaced by others of any shape, or missing."""
    value = copy.deepcopy(good)
    for _ in range(draw(st.integers(1, 4))):
        way = draw(st.sampled_from(_places(value)))
        if not way:
            continue
        holder = value
        for step in way[:-1]:
            holder = holder[step]
        if isinstance(holder, dict) and draw(st.booleans()) and draw(st.booleans()):
            del holder[way[-1]]
        else:
            holder[way[-1]] = draw(ODD)
    return value


@st.composite
def shuffled(draw: st.DrawFn, good: list[dict[str, Any]]) -> list[Any]:
    """Records of which some are disturbed, some doubled, some no records at all."""
    records = [draw(st.just(each) | disturbed(each)) for each in good]
    return records + draw(st.lists(ODD | st.sampled_from(records), max_size=3))
