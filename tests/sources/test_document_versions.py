"""Versions of public documents: the terms of six services in full, and made ones."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Draft, Opened, Reject, open_bytes, open_file
from troth.sources import document_versions

TERMS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "terms"
real = pytest.mark.skipif(not TERMS.exists(), reason=f"the terms are not at {TERMS}")


def taken(opened: Opened) -> tuple[list[Draft], list[Draft], list[Reject]]:
    items = list(document_versions.read(opened))
    drafts = [item for item in items if isinstance(item, Draft)]
    return (
        [draft for draft in drafts if draft.kind == "document"],
        [draft for draft in drafts if draft.kind == "change"],
        [item for item in items if isinstance(item, Reject)],
    )


def version(at: str, text: str, **more: object) -> dict[str, object]:
    return {
        "service": "Acme",
        "document": "Terms of Service",
        "recorded_at": at,
        "text": text,
    } | more


def lines(*versions: object) -> Opened:
    return open_bytes("terms.jsonl", "".join(json.dumps(each) + "\n" for each in versions).encode())


@real
def test_the_terms_of_six_services_go_in_whole() -> None:
    opened = open_file(TERMS / "terms-dev.jsonl.zst")
    assert document_versions.recognises(opened) >= 0.97
    documents, changes, rejects = taken(opened)
    assert (len(documents), len(changes), rejects) == (142, 136, [])
    assert len({document.key for document in documents}) == 6
    assert len({change.key for change in changes}) == 136
    assert {document.ours for document in documents} >= {"Bolt", "Bolt Drivers", "Spotify"}
    assert {document.fields["genre"] for document in documents} == {"terms"}
    assert {change.fields["what"] for change in changes} == {"terms"}
    assert sum("technical" in str(change.fields["title"]) for change in changes) == 14
    times = [document.at_us for document in documents]
    assert times == sorted(times)


def test_each_version_after_the_first_is_a_change_with_its_lines() -> None:
    first = version("2026-03-02T09:00:00Z", "We ship.\nNo fees.", change="Start tracking")
    second = version("2026-04-02T09:00:00Z", "We ship.\n\nA fee of 2 EUR.", change="Update")
    third = version("2026-05-02T09:00:00Z", "We ship.\nA fee of 2 EUR.", change="Refilter terms")
    other = version("2026-04-01T09:00:00Z", "A lamp: 9 EUR", document="Price list")
    dearer = version("2026-04-03T09:00:00Z", "A lamp: 10 EUR", document="Price list")
    shuffled = [first, second, third, other, dearer]
    random.Random(4).shuffle(shuffled)
    documents, changes, rejects = taken(lines(*shuffled))
    assert rejects == []
    assert [document.fields["text"] for document in documents] == [
        each["text"] for each in (first, other, second, dearer, third)
    ]
    assert len({document.key for document in documents}) == 2
    assert changes[0].fields["text"] == "− No fees.\n+ A fee of 2 EUR."
    assert changes[0].at_us == changes[0].fields["announced_us"] == 1_775_120_400_000_000
    assert [change.fields["what"] for change in changes] == ["terms", "price", "terms"]
    assert "recorded anew for technical reasons" in str(changes[2].fields["title"])
    assert changes[0].extra == {"change": "Update"}
    again, _, _ = taken(lines(*reversed(shuffled)))
    assert [draft.key for draft in again] == [draft.key for draft in documents]


def test_versions_of_one_moment_keep_the_order_of_the_file_whichever_way_it_runs() -> None:
    one, two = version("2026-03-02", "one"), version("2026-03-02", "two")
    early, late = version("2026-03-01", "early"), version("2026-03-03", "late")
    for order in ((early, one, two, late), (late, two, one, early)):
        documents, changes, _ = taken(lines(*order))
        assert [each.fields["text"] for each in documents] == ["early", "one", "two", "late"]
        assert len({change.key for change in changes}) == 3


def test_versions_that_cannot_be_read_are_set_aside() -> None:
    documents, changes, rejects = taken(
        lines(
            version("soon", "x"),
            version("2026-03-02", ""),
            version("2026-03-02", "x", document=None),
            [1],
            version("2026-03-02", ["x"]),
            version("2026-03-02", "good \ud800", service=7),
        )
    )
    assert [document.fields["text"] for document in documents] == ["good \ufffd"]
    assert changes == []
    assert sorted(reject.origin.row or 0 for reject in rejects) == [1, 2, 3, 4, 5]


def test_a_first_version_longer_than_the_head_is_known_by_its_first_keys() -> None:
    opened = lines(version("2026-03-02", "word " * 40_000))
    assert document_versions.recognises(opened) >= 0.97


@pytest.mark.parametrize(
    "line",
    [{"service": "a", "text": "b"}, {"document": "a", "recorded_at": "2026-03-02", "text": "b"}],
)
def test_other_records_are_none(line: dict[str, str]) -> None:
    assert document_versions.recognises(lines(line)) == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("\ud800\0"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["service", "document", "recorded_at", "text", "url", "change"]), JSON
        ),
        max_size=6,
    )
)
def test_values_of_any_shape_never_raise(changed: list[dict[str, object]]) -> None:
    good = version("2026-03-02", "x")
    opened = lines(good, *(good | each for each in changed))
    assert document_versions.recognises(opened) > 0
    documents, _, rejects = taken(opened)
    assert len(documents) + len(rejects) == 1 + len(changed)
    for draft in documents:
        json.dumps([draft.key, dict(draft.fields), dict(draft.extra)], ensure_ascii=False).encode()
