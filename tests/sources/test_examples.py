"""Every source's own samples give what they say, and it knows them for its own."""

from __future__ import annotations

from types import ModuleType

import pytest

from troth import registry
from troth.extend.source import (
    Frame,
    Introduction,
    Opened,
    Reading,
    Reject,
    Sample,
    open_bytes,
)
from troth.model.covered import Covered

SOURCES = {name: registry.load("sources", name) for name in registry.extensions("sources")}
CASES = [
    (source, sample)
    for source in SOURCES.values()
    if not source.CARD.binary
    for sample in source.EXAMPLES
]


def given(sample: Sample) -> Opened:
    """The sample as a file, read as its settings say."""
    reading = Reading(**sample.settings)  # type: ignore[arg-type]
    text = sample.text.encode()
    return open_bytes(sample.name, text, reading=reading, modified_us=1_772_438_400_000_000)


@pytest.mark.parametrize(("source", "sample"), CASES, ids=lambda each: getattr(each, "name", None))
def test_a_sample_gives_what_it_says(source: ModuleType, sample: Sample) -> None:
    opened = given(sample)
    items = list(source.read(opened))
    rejects = [item for item in items if isinstance(item, Reject)]
    kept = [item for item in items if not isinstance(item, Reject | Introduction | Covered)]
    assert source.recognises(opened) > 0
    assert source.CARD.introduces or not any(isinstance(item, Introduction) for item in items)
    assert sum(len(item) if isinstance(item, Frame) else 1 for item in kept) == sample.gives
    assert len(rejects) == sample.sets_aside
    assert sample.says is None or any(sample.says in reject.says for reject in rejects)
    assert {item.kind for item in kept} <= source.CARD.kinds


@pytest.mark.parametrize(("source", "sample"), CASES, ids=lambda each: getattr(each, "name", None))
def test_no_other_source_takes_a_sample_for_its_own(source: ModuleType, sample: Sample) -> None:
    opened = given(sample)
    scores = {name: float(each.recognises(opened)) for name, each in SOURCES.items()}
    best = max(scores, key=lambda name: (scores[name], name))
    assert SOURCES[best] is source, scores


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_each_source_shows_what_it_sets_aside(source: ModuleType) -> None:
    assert any(sample.sets_aside for sample in source.EXAMPLES)
