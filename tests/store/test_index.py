"""What pages ask: records by id, person, thread, path and word."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from troth.errors import StoreError
from troth.model.identity import record_id
from troth.store import indexing as filling
from troth.store.index import Index
from troth.store.index_tables import INDEXES
from troth.store.indexing import indexing


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    held = Index(tmp_path / "index.sqlite")
    yield held
    held.close()


def rid(key: object, kind: str = "message") -> str:
    return record_id(kind, "desk", str(key))


def cells(*rows: dict[str, Any], kind: str = "message") -> dict[str, list[Any]]:
    names = {name for row in rows for name in row} - {"key"}
    made: dict[str, list[Any]] = {name: [row.get(name) for row in rows] for name in names}
    made["id"] = [rid(row["key"], kind) for row in rows]
    made["version"] = [f"{number:020x}" for number in range(len(rows))]
    for name, value in (("system", "desk"), ("precision", "second"), ("origin_file", "a.csv")):
        made.setdefault(name, [value] * len(rows))
    made.setdefault("seen_us", [100] * len(rows))
    made["origin_row"] = list(range(2, len(rows) + 2))
    return made


def put(index: Index, *rows: dict[str, Any], kind: str = "message") -> None:
    with indexing(index) as into:
        assert into.add_new(kind, cells(*rows, kind=kind), len(rows))


def keys(found: list[Any]) -> list[int]:
    by_id = {rid(key): key for key in range(50)}
    return [by_id[record.id] for record in found]


TALK = (
    {"key": 1, "ts_us": 10, "by": "h-a", "about": "h-a", "thread": "t", "text": "Where is it?"},
    {"key": 2, "ts_us": 20, "by": "h-us", "about": "h-a", "thread": "t", "text": "On its way."},
    {"key": 3, "ts_us": 30, "by": "h-b", "about": "h-b", "thread": "u", "text": "Größe falsch"},
    {"key": 4, "ts_us": 30, "by": "h-a", "about": None, "thread": None, "text": None},
)


def test_a_record_comes_back_as_it_was_put(index: Index) -> None:
    row = {**TALK[0], "zone": "UTC", "ours": "Kestrel", "side": "sender", "account": "h-acc"}
    put(
        index,
        {**row, "origin_link": "https://desk.example/1", "automatic": True, "extra": '{"a": "b"}'},
    )
    record = index.record(rid(1))
    assert record is not None
    assert (record.id, record.version, record.kind) == (rid(1), "0" * 20, "message")
    assert (record.by, record.about, record.account) == ("h-a", "h-a", "h-acc")
    assert (record.zone, record.ours, record.side) == ("UTC", "Kestrel", "sender")
    assert (record.origin.file, record.origin.row) == ("a.csv", 2)
    assert record.origin.link == "https://desk.example/1"
    assert record.fields["automatic"] is True
    assert record.fields["extra"] == {"a": "b"}
    assert index.record("e-nobody") is None
    assert index.records([rid(1), "e-nobody"]) == {rid(1): record}


def test_what_a_person_did_and_was_told_newest_first(index: Index) -> None:
    put(index, *TALK)
    with indexing(index) as into:
        into.add_parties([(rid(3), "h-a", "cc")])
    assert keys(index.of_handles(["h-a"])) == [*sorted([3, 4], key=rid), 2, 1]
    assert keys(index.of_handles(["h-a"], before_us=30)) == [2, 1]
    assert keys(index.of_handles(["h-a"], before_us=30, limit=1)) == [2]
    assert keys(index.of_handles(["h-us", "h-b"])) == [3, 2]
    assert index.of_handles(["h-a"], kinds=["purchase"]) == []
    assert index.of_handles([]) == []


def test_threads_oldest_first(index: Index) -> None:
    put(index, *TALK)
    assert keys(index.thread("desk", "t")) == [1, 2]
    assert keys(index.thread("desk", "t", until_us=10)) == [1]
    assert index.thread("elsewhere", "t") == []
    assert keys(index.of_threads(["h-us"])) == [1, 2]
    assert keys(index.of_threads(["h-a"], limit=1)) == keys(index.of_threads(["h-a"]))[-1:]


def test_documents_by_path(index: Index) -> None:
    put(
        index,
        {"key": 2, "ts_us": 1, "path": "b.md", "text": "two"},
        {"key": 1, "ts_us": 2, "path": "a.md", "text": "one"},
        kind="document",
    )
    assert [record.fields["path"] for record in index.documents()] == ["a.md", "b.md"]
    found = index.find_document("a.md")
    assert found is not None
    assert found.text == "one"
    assert index.find_document("c.md") is None


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("where it", [1]),
        ("WAY", [2]),
        ("grosse", []),
        ("grö", [3]),
        ("gro", [3]),
        ("where way", []),
        ('"; drop -- (', []),
        ("", []),
        ("NEAR AND OR", []),
    ],
)
def test_words_in_any_case_with_or_without_marks(index: Index, words: str, hits: list[int]) -> None:
    put(index, *TALK)
    assert keys(index.search(words)) == hits


def test_counts_and_reach_follow_versions(index: Index) -> None:
    put(index, *TALK)
    with indexing(index) as into:
        into.supersede([(rid(1), 200)])
        new = cells({**TALK[0], "ts_us": 99, "text": "Found it"})
        into.add("message", {**new, "version": ["f" * 20], "seen_us": [200]}, 1)
        into.done("i-2", 7)
    assert index.counts() == {"message": 4}
    assert index.reach() == {"desk": 99}
    assert (index.generation(), index.imports()) == (7, {"i-2"})
    assert [record.text for record in index.versions(rid(1))] == ["Where is it?", "Found it"]
    old = index.record(rid(1), "0" * 20)
    assert old is not None
    assert old.text == "Where is it?"
    assert keys(index.search("where")) == []
    assert keys(index.of_handles(["h-a"], limit=1)) == [1]


def test_rows_that_are_known_are_refused_whole(index: Index) -> None:
    put(index, TALK[0])
    with indexing(index) as into:
        assert not into.add_new("message", cells(*TALK), 4)
        assert into.held([rid(1), rid(2)]).keys() == {rid(1)}
    assert index.counts() == {"message": 1}


def test_an_error_undoes_everything_and_readers_see_the_old_state(index: Index) -> None:
    put(index, TALK[0])
    other = Index(index.path)
    with pytest.raises(ZeroDivisionError):
        _add_and_fail(index, other)
    other.close()
    assert index.counts() == {"message": 1}


def _add_and_fail(index: Index, other: Index) -> None:
    with indexing(index) as into:
        into.add("message", cells(TALK[1]), 1)
        assert other.counts() == {"message": 1}
        raise ZeroDivisionError


def test_a_large_import_gives_the_same_answers(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "BULK", 2)
    with indexing(index) as into:
        for row in TALK:
            assert into.add_new("message", cells(row), 1)
    assert keys(index.of_handles(["h-a"], before_us=30)) == [2, 1]
    plan = index.connection().execute(
        "explain query plan select n from record where about = 1 and old_us is null"
    )
    assert "record_about" in str(plan.fetchall())


def test_a_large_import_notices_what_comes_again(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "BULK", 2)
    with indexing(index) as into:
        assert into.add_new("message", cells(*TALK[:2]), 2)
        assert into.add_new("message", cells(TALK[2]), 1)
        assert not into.add_new("message", cells(TALK[1]), 1)
        assert not into.add_new("message", cells(TALK[3], TALK[3]), 2)
        assert into.held([rid(2), rid(4)]).keys() == {rid(2)}
        assert into.add_new("message", cells(TALK[3]), 1)
    assert index.counts() == {"message": 4}
    found = index.record(rid(2))
    assert found is not None
    plan = index.connection().execute(
        "explain query plan select n from record where id = x'00' and old_us is null"
    )
    assert "record_id" in str(plan.fetchall())


def test_a_large_import_beside_what_is_there_notices_it_too(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(index, TALK[0])
    with indexing(index) as into:
        into.supersede([(rid(1), 150)])
        into.add("message", cells({**TALK[0], "text": "Where?"}), 1)
    monkeypatch.setattr(filling, "BULK", 2)
    with indexing(index) as into:
        assert into.add_new("message", cells(*TALK[1:3]), 2)
        assert "record_id" not in listed(index)
        assert into.add_new("message", cells(TALK[3]), 1)
        assert not into.add_new("message", cells(TALK[0]), 1)
        assert "record_id" in listed(index)
    assert INDEXES.keys() <= listed(index)
    assert index.counts() == {"message": 4}
    assert [record.text for record in index.versions(rid(1))] == ["Where is it?", "Where?"]


def listed(index: Index) -> set[str]:
    sql = "select name from sqlite_master where type = 'index'"
    return {name for (name,) in index.connection().execute(sql)}


def test_several_threads_read_at_once(index: Index) -> None:
    put(index, *TALK)
    seen: list[int] = []

    def look() -> None:
        seen.extend(len(index.of_handles(["h-a"])) for _ in range(20))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert seen == [3] * 80


def test_an_index_of_a_newer_version_is_told(tmp_path: Path) -> None:
    held = Index(tmp_path / "index.sqlite")
    held.connection().execute("pragma user_version = 99")
    held.close()
    with pytest.raises(StoreError, match="newer version"):
        Index(tmp_path / "index.sqlite")
