"""Who took part, told without reading what was said, is who is found by reading it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.test_index import TALK, put, rid
from troth.store.index import Index
from troth.store.indexing import indexing
from troth.store.taking_part import part_of, people_of

OURS = {"key": 5, "ts_us": 40, "by": "h-us", "about": "h-b", "thread": "u", "text": "The same."}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    held = Index(tmp_path / "index.sqlite")
    put(held, *TALK, OURS)
    put(held, {"key": 9, "ts_us": 5, "by": "h-a", "about": "h-a"}, kind="purchase")
    with indexing(held) as into:
        into.add_parties([(rid(3), "h-a", "cc"), (rid(1), "h-a", "to")])
    yield held
    held.close()


@pytest.mark.parametrize("handles", [["h-a"], ["h-b"], ["h-us"], ["h-a", "h-b"], ["h-no"], []])
def test_a_persons_part_is_what_reading_all_of_it_says(index: Index, handles: list[str]) -> None:
    read = index.of_handles(handles, limit=None)
    part = part_of(index, handles)
    assert part.records == len(read)
    assert part.kinds == {record.kind for record in read}
    assert part.first_us == min((record.at_us for record in read), default=None)
    assert part.written == {record.id for record in read if record.by in handles}


def test_people_of_conversations_now_and_once(index: Index) -> None:
    t, u = ("desk", "t"), ("desk", "u")
    assert people_of(index, [t, u], []) == {t: {"h-a", "h-us"}, u: {"h-b", "h-us"}}
    with indexing(index) as into:
        into.supersede([(rid(3), 200), (rid(5), 200)])
    assert people_of(index, [t, u], []) == {t: {"h-a", "h-us"}, u: set()}
    assert people_of(index, [t, u], [u])[u] == {"h-b", "h-us"}


def test_many_conversations_at_once_are_each_of_them(index: Index) -> None:
    put(index, {"key": 11, "ts_us": 1, "thread": "t", "system": "other"}, kind="review")
    named = [("desk", "t"), ("desk", "u"), ("desk", "nowhere")]
    each = {record.id for one in named for record in index.thread(*one)}
    found = index.threads(named)
    assert {record.id for record in found} == each
    assert [record.at_us for record in found] == sorted(record.at_us for record in found)
