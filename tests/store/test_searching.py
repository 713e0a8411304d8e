"""Records by their words, whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.test_index import keys, put
from troth.store import searching
from troth.store.index import Index
from troth.store.searching import Within, near_words, search
from troth.text.seeking import sought

TALK = (
    {"key": 1, "ts_us": 10, "by": "h-a", "about": "h-a", "text": "Where is the refund?"},
    {"key": 2, "ts_us": 20, "by": "h-us", "about": "h-a", "text": "A refund within 48 hours."},
    {"key": 3, "ts_us": 30, "by": "h-b", "about": "h-b", "text": "48 refunds, within two hours"},
    {"key": 4, "ts_us": 40, "by": "h-b", "about": None, "text": "José, foo_bar, 24/7"},
    {"key": 5, "ts_us": 5, "by": "h-b", "about": "h-b", "subject": "Refund", "text": "late"},
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    held = Index(Path(tmp_path_factory.mktemp("i")) / "index.sqlite")
    put(held, *TALK)
    put(held, {"key": 9, "ts_us": 7, "path": "a.md", "text": "refund rules"}, kind="document")
    yield held
    held.close()


def hits(index: Index, typed: str, within: Within = searching.EVERYWHERE) -> list[int]:
    found = search(index, sought(typed), within)
    assert sum(found.counts.values()) == len(found.records)
    return keys([one for one in found.records if one.kind == "message"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("refund", [2, 1, 5]),
        ("refund*", [3, 2, 1, 5]),
        ("refund within", [2]),
        ("within hours", [3, 2]),
        ('"within 48 hours"', [2]),
        ('"48 hours within"', []),
        ('"within 48 ho*"', [2]),
        ("jose", [4]),
        ("JOSÉ", [4]),
        ("foo_bar", [4]),
        ("24/7", [4]),
        ("7/24", []),
        ('"refund late"', [5]),
        ("nothing", []),
        ("", []),
    ],
)
def test_words_begun_words_and_phrases_the_newest_first(
    index: Index, typed: str, found: list[int]
) -> None:
    assert hits(index, typed) == found


def test_only_some_kinds_people_and_times(index: Index) -> None:
    assert search(index, sought("refund"), Within(frozenset({"document"}))).counts == {
        "document": 1
    }
    assert search(index, sought("refund")).counts == {"message": 3, "document": 1}
    assert hits(index, "refund*", Within(handles=frozenset({"h-b"}))) == [3, 5]
    assert hits(index, "refund", Within(since_us=10, until_us=19)) == [1]
    assert hits(index, "refund", Within(kinds=frozenset())) == []
    assert hits(index, "refund", Within(handles=frozenset())) == []


@pytest.mark.parametrize(
    "typed",
    [
        '"', '""', '"""', "*", "***", '"*', "NEAR(", "NEAR(a b, 2)", "a AND", "AND", "OR NOT",
        "-", "+refund", "^refund", "{body}: refund", "body:refund", "(", ")", "'", ";--", "\x00",
        "re\x00fund", "🤗", "🙏🏽 refund", "\ud800", "\u200d", "ｆｕｌｌ", "ᦰ", "क्षि", "x" * 10_000,
        "ab " * 4_000, '"a b" ' * 2_000, "%_\\",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_the_question(index: Index, typed: str) -> None:
    found = search(index, sought(typed))
    assert found.complete


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_question(index: Index, typed: str) -> None:
    search(index, sought(typed))
    search(index, sought(f'{typed}* "{typed} {typed}"'))


def test_of_a_common_word_it_is_said_that_there_are_more(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "LOOKED", 2)
    found = search(index, sought("refund"))
    assert not found.complete
    assert sum(found.counts.values()) == 2


def test_a_misspelt_word_is_near_one_that_stands_there(index: Index) -> None:
    assert near_words(index, "refnd") == ["refund"]
    assert near_words(index, "erfund") == ["refund"]
    assert near_words(index, "hou") == []
    assert near_words(index, "zzzzzz") == []
