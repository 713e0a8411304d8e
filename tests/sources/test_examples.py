"""Every source's own samples give what they say, and it knows them for its own."""

from __future__ import annotations

from types import ModuleType

import pytest

from troth.extend.source import Frame, Reject, Sample, open_bytes
from troth.sources import documents, messages, purchases

CASES = [
    (source, sample) for source in (messages, purchases, documents) for sample in source.EXAMPLES
]


@pytest.mark.parametrize(("source", "sample"), CASES, ids=lambda each: getattr(each, "name", None))
def test_a_sample_gives_what_it_says(source: ModuleType, sample: Sample) -> None:
    opened = open_bytes(sample.name, sample.text.encode(), modified_us=1_772_438_400_000_000)
    items = list(source.read(opened))
    rejects = [item for item in items if isinstance(item, Reject)]
    kept = [item for item in items if not isinstance(item, Reject)]
    assert source.recognises(opened) > 0
    assert sum(len(item) if isinstance(item, Frame) else 1 for item in kept) == sample.gives
    assert len(rejects) == sample.sets_aside
    assert sample.says is None or any(sample.says in reject.says for reject in rejects)
    assert {item.kind for item in kept} <= source.CARD.kinds


@pytest.mark.parametrize("source", [messages, purchases, documents])
def test_each_source_shows_what_it_sets_aside(source: ModuleType) -> None:
    assert any(sample.sets_aside for sample in source.EXAMPLES)
