"""The manifest: generations rise, files are published, rewritten and found again."""

from __future__ import annotations

from troth.ledger import manifest
from troth.ledger.manifest import Import
from troth.ledger.opening import Ledger
from troth.model.origin import Origin, Span
from troth.model.reject import Reject


def imported(name: str, **more: object) -> Import:
    files = {"message": (f"message/{name}.parquet",)}
    plain: dict[str, object] = {"files": files, "covered": {"desk": 100}, "new": 3}
    return Import(
        f"i-{name}", 5, f"{name}.csv", f"d-{name}", "messages", "desk", **{**plain, **more}
    )  # type: ignore[arg-type]


def test_an_import_is_kept_as_it_was_told(ledger: Ledger) -> None:
    one = imported("a", kinds={"message": 3}, people_new=2, first_us=1, last_us=9)
    with ledger.begin() as con:
        assert manifest.generation(con) == 0
        assert manifest.add_import(con, one) == 1
        assert manifest.add_import(con, imported("b", covered={"desk": 70, "shop": 9})) == 2
    with ledger.read() as con:
        first, second = manifest.imports(con)
        assert (first.generation, second.generation) == (1, 2)
        assert first.kinds == {"message": 3}
        assert first.files == one.files
        assert (first.people_new, first.first_us, first.last_us) == (2, 1, 9)
        assert manifest.coverage(con) == {"desk": 100, "shop": 9}


def test_the_same_bytes_are_known(ledger: Ledger) -> None:
    with ledger.begin() as con:
        manifest.add_import(con, imported("a"))
    with ledger.read() as con:
        assert manifest.has_digest(con, "d-a")
        assert not manifest.has_digest(con, "d-b")


def test_files_by_generation_and_since(ledger: Ledger) -> None:
    with ledger.begin() as con:
        for name in "abc":
            manifest.add_import(con, imported(name))
        assert manifest.files(con, 2) == {"message": ("message/a.parquet", "message/b.parquet")}
        assert manifest.files_since(con, 2) == {"message": ("message/c.parquet",)}
        assert manifest.files_since(con, 3) == {}


def test_a_rewritten_file_keeps_its_generation(ledger: Ledger) -> None:
    with ledger.begin() as con:
        for name in "ab":
            manifest.add_import(con, imported(name))
        swaps = {"message/a.parquet": "message/a-2.parquet", "message/b.parquet": None}
        assert manifest.swap_files(con, swaps, id="g-1", act="forget", at_us=9) == 3
    with ledger.read() as con:
        assert manifest.files(con) == {"message": ("message/a-2.parquet",)}
        assert manifest.files(con, 1) == {"message": ("message/a-2.parquet",)}
        assert manifest.files_since(con, 1) == {}
        assert not manifest.has_digest(con, "")


def test_rejects_come_back_whole_and_in_order(ledger: Ledger) -> None:
    odd = Reject(Origin("a.csv", 4, Span(1, 2), "https://x/1"), "\x00row\ud800", "bad", "fix it")
    plain = Reject(Origin("a.csv"), "row", "worse", "mend it")
    with ledger.begin() as con:
        number = manifest.add_import(con, imported("a"), [odd, plain])
    with ledger.read() as con:
        first, second = manifest.rejects(con, number)
        assert first.origin == odd.origin
        assert first.excerpt == "row?"
        assert second == plain
        assert manifest.count_rejects(con) == 2
        assert manifest.rejects(con, limit=1) == [first]
