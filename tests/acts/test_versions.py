"""Versions hold content only; ordinals count identical rows however many batches they come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from troth.acts.versions import Ordinals, versions_of
from troth.model.identity import version_of

ROW = {"ts_us": [5], "text": ["hello"], "by": ["h-1"], "precision": ["second"]}


def version(parties: Sequence[tuple[int, str, str]] = (), **more: object) -> str:
    cells = {**ROW, **{name: [value] for name, value in more.items()}}
    (one,) = versions_of("message", cells, parties, 1)
    return one


def test_a_version_is_the_hash_of_named_values() -> None:
    parts = ("by=h-1", "precision=second", "text=hello", "ts_us=5")
    assert version() == version_of(*parts)
    assert version([(0, "to", "h-3"), (0, "cc", "h-2")]) == version_of(
        *parts, "party=cc h-2 to h-3 "
    )


def test_origin_and_time_of_reading_and_nulls_are_no_part_of_it() -> None:
    assert version(origin_file="b.csv", origin_row=9, seen_us=7, thread=None, side="") == version()


def test_every_value_of_the_content_is() -> None:
    others = [
        version(text="hello!"),
        version(ts_us=6),
        version(by="h-2"),
        version(automatic=False),
        version(automatic=True),
        version(subject="hello", text=None),
        version(extra='{"a":"b"}'),
        version([(0, "cc", "h-2")]),
    ]
    assert len({version(), *others}) == len(others) + 1


def test_a_forgotten_addressee_changes_no_version() -> None:
    assert version([(0, "cc", "-h-2")]) == version([(0, "cc", "h-2")])


@given(st.lists(st.lists(st.integers(0, 5), max_size=12), max_size=12))
def test_ordinals_count_from_one_over_all_batches(batches: list[list[int]]) -> None:
    ordinals, seen = Ordinals(), Counter[int]()
    for batch in batches:
        expected = []
        for each in batch:
            seen[each] += 1
            expected.append(seen[each])
        assert ordinals.of("message", [f"{each:020x}"[::-1] for each in batch]) == expected
