"""Versions hold content only; ordinals count identical rows however many batches they come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.acts.versions import Ordinals, hashes, hashes_of, versions_of
from troth.model.identity import version_of
from troth.text.columns import Strings, Whole, coded

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


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@settings(deadline=None)
@given(
    st.lists(st.tuples(TEXT, st.none() | TEXT, st.sampled_from(["in", None]), st.integers(-9, 9)))
)
def test_columns_in_arrow_have_the_versions_of_plain_ones(rows: list[tuple[object, ...]]) -> None:
    names = ("text", "subject", "direction", "ts_us")
    given = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    for name in ("text", "subject"):
        given[name] = [each or None for each in given[name]]
    packed = {
        "text": Strings(pa.array(given["text"], pa.string())),
        "subject": Strings(pa.array(given["subject"], pa.string())),
        "direction": coded(given["direction"]),
        "ts_us": Whole(np.array(given["ts_us"], np.int64)),
    }
    parties = [(at, "cc", "h-1") for at in range(0, len(rows), 2)]
    found = versions_of("message", packed, parties, len(rows))
    assert list(found) == list(versions_of("message", given, parties, len(rows)))


@settings(deadline=None)
@given(st.lists(TEXT))
def test_texts_in_arrow_have_the_names_of_plain_ones(texts: list[str]) -> None:
    held = Strings(pa.array(["", *texts], pa.string()).slice(1))
    assert hashes_of(held.array) == hashes(texts)
    assert hashes_of(held.headed("é")) == hashes(f"é{each}" for each in texts)
