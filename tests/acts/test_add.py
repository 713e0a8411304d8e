"""Adding files: what goes in, what is known already, what is set aside, and what is never lost."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.acts.adding import table, workspace
from troth.acts.add import add
from troth.acts.aside import SHOWN
from troth.acts.forget import forget
from troth.acts.receipt import Receipt
from troth.config import Settings
from troth.errors import ExtensionError, SourceError, UnknownNameError
from troth.ledger import manifest
from troth.ledger.directory import find, people
from troth.ledger.opening import open_ledger
from troth.model.evidence import Evidence
from troth.model.identity import record_id
from troth.store.home import Home
from troth.store.index import Index

NOW = 1_700_000_000_000_000
ANA = "ana@example.org/Ana Ruiz"


@pytest.fixture
def place(tmp_path: Path) -> tuple[Home, Settings]:
    return workspace(tmp_path / "ws")


def counts(receipt: Receipt) -> tuple[int, int, int, int]:
    names = ("new", "changed", "unchanged", "set_aside")
    new, changed, unchanged, aside = (receipt.total(name) for name in names)
    return new, changed, unchanged, aside


def newest(home: Home, key: str) -> Evidence:
    index = Index(home.index)
    found = index.record(record_id("message", "tests", key))
    index.close()
    assert found is not None
    return found


def stored(home: Home, settings: Settings, kind: str = "message") -> list[dict[str, object]]:
    """Every row the manifest names, straight from Parquet."""
    with open_ledger(settings.ledger_url or home.ledger) as ledger, ledger.read() as con:
        files = manifest.files(con).get(kind, ())
    return [row for name in files for row in pq.read_table(home.evidence / name).to_pylist()]


def test_a_table_goes_in_and_is_found_again(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = table(home.root / "in.csv", f"1,1000,{ANA},,Where is it?", f"2,2000,,{ANA},Soon.")
    receipt = add(home, settings, [file], now_us=NOW)
    (one,) = receipt.sources
    assert (one.path, one.source, one.system, one.kind) == (
        "in.csv",
        "tables-of-ours",
        "tests",
        "message",
    )
    assert (one.rows_read, one.first_us, one.last_us) == (2, 1000, 2000)
    assert counts(receipt) == (2, 0, 0, 0)
    assert (receipt.people_new, receipt.people_seen) == (1, 1)
    record = newest(home, "1")
    assert (record.text, record.at_us, record.seen_us) == ("Where is it?", 1000, NOW)
    assert (record.origin.file, record.origin.row) == ("in.csv", 2)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert [person.name for person in people(con)] == ["Ana Ruiz"]
    index = Index(home.index)
    assert [each.text for each in index.of_handles([str(record.by)])] == ["Soon.", "Where is it?"]
    assert [each.id for each in index.search("where")] == [record.id]
    assert index.generation() == 1


def test_the_same_file_again_changes_nothing(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = table(home.root / "in.csv", f"1,1000,{ANA},,Hello", "2,x,,,bad")
    add(home, settings, [file], now_us=NOW)
    before = sorted(home.evidence.rglob("*.parquet"))
    again = add(home, settings, [file], now_us=NOW + 1)
    assert again.sources[0].outcome == "same"
    assert counts(again) == (0, 0, 1, 1)
    assert again.people_new == 0
    assert sorted(home.evidence.rglob("*.parquet")) == before
    assert not again.nothing_read


def test_an_overlapping_export_adds_only_what_is_new(place: tuple[Home, Settings]) -> None:
    home, settings = place
    first = table(home.root / "a.csv", "1,1000,,,one", "2,2000,,,two")
    second = table(home.root / "b.csv", "2,2000,,,two", "3,3000,,,three")
    add(home, settings, [first], now_us=NOW)
    assert counts(add(home, settings, [second], now_us=NOW + 1)) == (1, 0, 1, 0)
    assert [row["text"] for row in stored(home, settings)] == ["one", "two", "three"]


def test_a_changed_record_gets_a_version_and_the_old_one_is_kept(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    file = table(home.root / "a.csv", "1,1000,,,draft", "2,2000,,,two")
    add(home, settings, [file], now_us=NOW)
    table(file, "1,1000,,,final", "2,2000,,,two")
    assert counts(add(home, settings, [file], now_us=NOW + 10)) == (0, 1, 1, 0)
    assert newest(home, "1").text == "final"
    index = Index(home.index)
    texts = [each.text for each in index.versions(record_id("message", "tests", "1"))]
    assert texts == ["draft", "final"]
    (ended,) = stored(home, settings, "superseded")
    assert ended["seen_us"] == NOW + 10
    assert index.counts() == {"message": 2}
    assert index.search("draft") == []


def test_what_comes_back_to_its_first_state_is_newest_again(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = home.root / "a.csv"
    for step, text in enumerate(("one", "two", "one")):
        add(home, settings, [table(file, f"1,1000,,,{text}")], now_us=NOW + step)
    assert newest(home, "1").text == "one"
    assert len(stored(home, settings)) == 3
    assert Index(home.index).counts() == {"message": 1}


def test_one_file_may_hold_several_states_of_a_record(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = table(home.root / "a.csv", "1,1,,,new", "1,2,,,open", "1,2,,,open", "1,3,,,closed")
    receipt = add(home, settings, [file], now_us=NOW)
    assert counts(receipt) == (1, 2, 1, 0)
    assert newest(home, "1").text == "closed"
    assert sorted(row["seen_us"] for row in stored(home, settings)) == [NOW, NOW + 1, NOW + 2]


def test_honest_duplicates_without_a_key_all_stay(place: tuple[Home, Settings]) -> None:
    home, settings = place
    rows = (",5,,,bread", ",5,,,bread", ",6,,,milk", ",5,,,bread")
    first = add(home, settings, [table(home.root / "a.csv", *rows)], now_us=NOW)
    assert counts(first) == (4, 0, 0, 0)
    second = add(home, settings, [table(home.root / "b.csv", *rows, ",5,,,bread")], now_us=NOW)
    assert counts(second) == (1, 0, 4, 0)


def test_frames_and_drafts_give_the_same_records(place: tuple[Home, Settings]) -> None:
    home, settings = place
    rows = (
        f"1,1000,{ANA},bo@example.org,hi,sender,cc@example.org dd@example.org,t1,x",
        "2,1000,,,,,,,",
    )
    header = "{},at,by,about,text,side,to,thread,more"
    add(home, settings, [table(home.root / "a.csv", *rows, header=header.format("key"))])
    again = table(home.root / "b.csv", *rows, header=header.format("frame"))
    assert counts(add(home, settings, [again])) == (0, 0, 2, 0)
    assert len(stored(home, settings, "party")) == 2


def test_what_cannot_be_read_is_set_aside_with_its_place(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = table(home.root / "a.csv", "1,1000,,,fine", "2,31/02,,,not fine")
    receipt = add(home, settings, [file], now_us=NOW)
    (reject,) = receipt.rejects
    assert (reject.origin.text(), reject.says) == ("a.csv:3", "“at” is no time.")
    assert "31/02" in reject.excerpt
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert manifest.rejects(con) == [reject]


def test_nothing_that_is_set_aside_is_lost_however_much_it_is(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    rows = (f"{number},x,,,{number} by ana@example.org" for number in range(30_000))
    file = table(home.root / "a.csv", f"a,1,{ANA},,fine", *rows)
    receipt = add(home, settings, [file], now_us=NOW)
    assert (counts(receipt), len(receipt.rejects)) == ((1, 0, 0, 30_000), SHOWN)
    assert not list(home.tmp.iterdir())
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        kept = manifest.rejects(con)
        (ana,) = find(con, "ana@example.org")
    assert [each.origin.row for each in kept] == list(range(3, 30_003))
    assert kept[-1].excerpt == "29999,x,,,29999 by ana@example.org"
    forget(home, settings, ana.id, now_us=NOW + 1)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert {each.excerpt for each in manifest.rejects(con)} == {""}


def test_two_equal_files_in_one_folder_both_have_their_row(place: tuple[Home, Settings]) -> None:
    home, settings = place
    exports = home.root / "exports"
    table(exports / "a.csv", "1,1000,,,fine", "2,x,,,bad")
    table(exports / "b.csv", "1,1000,,,fine", "2,x,,,bad")
    for name in ("c.png", "d.png"):
        (exports / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    receipt = add(home, settings, [exports], now_us=NOW)
    assert counts(receipt) == (1, 0, 1, 4)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        held = manifest.imports(con)
        assert [one.path for one in held] == [each.path for each in receipt.sources]
        assert len({one.id for one in held}) == 4
        assert manifest.count_rejects(con) == 4
    again = add(home, settings, [exports], now_us=NOW + 1)
    assert counts(again) == (0, 0, 2, 4)


def test_a_folder_is_read_and_what_no_source_knows_is_set_aside(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    exports = home.root / "exports"
    table(exports / "deep" / "a.csv", "1,1000,,,fine")
    table(exports / ".hidden" / "b.csv", "2,1000,,,hidden")
    (exports / "empty.csv").write_bytes(b"")
    (exports / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    receipt = add(home, settings, [exports], now_us=NOW)
    outcomes = {each.path: each.outcome for each in receipt.sources}
    assert outcomes == {
        "exports/deep/a.csv": "read",
        "exports/empty.csv": "refused",
        "exports/picture.png": "refused",
    }
    assert len(receipt.rejects) == 2
    assert all(reject.says and reject.advice for reject in receipt.rejects)
    again = add(home, settings, [exports], now_us=NOW + 1)
    assert again.total("set_aside") == 2
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert manifest.count_rejects(con) == 2


def test_nothing_read_is_told(place: tuple[Home, Settings]) -> None:
    home, settings = place
    empty = home.root / "empty.csv"
    empty.write_bytes(b"")
    assert add(home, settings, [empty]).nothing_read


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    file = table(home.root / "a.csv", "1,1000,,,fine")
    with pytest.raises(SourceError, match="no such file"):
        add(home, settings, [file, home.root / "nowhere.csv"])
    assert not home.index.exists()


def test_an_unknown_source_offers_near_names(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = table(home.root / "a.csv", "1,1000,,,fine")
    with pytest.raises(UnknownNameError, match="tables-of-ours"):
        add(home, settings, [file], source="table-of-ours")


def test_a_dry_run_counts_and_keeps_nothing(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = table(home.root / "a.csv", f"1,1000,{ANA},,fine", "2,x,,,bad")
    receipt = add(home, settings, [file], dry_run=True, now_us=NOW)
    assert counts(receipt) == (1, 0, 0, 1)
    assert (receipt.people_new, receipt.people_seen, receipt.dry_run) == (1, 1, True)
    assert not list(home.evidence.rglob("*.parquet"))
    assert not list(home.tmp.iterdir())
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert manifest.imports(con) == []
        assert find(con, "ana") == []
    assert Index(home.index).counts() == {}


def test_standard_input_is_read_like_a_file(place: tuple[Home, Settings]) -> None:
    home, settings = place
    content = b"key,at,by,about,text\n1,1000,,,from a pipe\n"
    receipt = add(home, settings, ["-"], stdin=io.BytesIO(content), now_us=NOW)
    assert counts(receipt) == (1, 0, 0, 0)
    assert newest(home, "1").origin.text() == "-:2"
    again = add(home, settings, ["-"], stdin=io.BytesIO(content), now_us=NOW)
    assert again.sources[0].outcome == "same"
    assert not list(home.tmp.iterdir())


def test_a_source_that_fails_keeps_nothing_of_its_file(place: tuple[Home, Settings]) -> None:
    home, settings = place
    good = table(home.root / "a.csv", "1,1000,,,fine")
    bad = table(home.root / "b.csv", "2,1000,,,fine", "3,1000,,,crash")
    with pytest.raises(ExtensionError, match=r"tables-of-ours.*the source is at fault"):
        add(home, settings, [good, bad])
    assert [row["text"] for row in stored(home, settings)] == ["fine"]
    assert Index(home.index).counts() == {"message": 1}
    assert not list(home.tmp.iterdir())


def test_settings_say_how_a_file_is_read_and_reading_it_otherwise_is_another_reading(
    tmp_path: Path,
) -> None:
    home, settings = workspace(tmp_path / "ws")
    file = table(home.root / "a.csv", "1,1000,,,fine")
    add(home, settings, [file])
    home, settings = workspace(tmp_path / "ws", '[files."a.csv"]\nsystem = "shop"\n')
    receipt = add(home, settings, [file])
    assert receipt.sources[0].system == "shop"
    assert counts(receipt) == (1, 0, 0, 0)
    assert Index(home.index).reach() == {"tests": 1000, "shop": 1000}


def test_our_own_staff_is_not_counted_among_the_people(tmp_path: Path) -> None:
    home, settings = workspace(tmp_path / "ws", '[people]\nstaff = ["@kestrel.example"]\n')
    file = table(home.root / "a.csv", f"1,1000,tom@mail.kestrel.example,{ANA},hi")
    receipt = add(home, settings, [file])
    assert (receipt.people_new, receipt.people_seen) == (1, 1)


def test_halves_of_surrogate_pairs_and_nul_do_not_stop_an_import(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    source = home.root / "troth_lenses" / "tables_of_ours.py"
    code = source.read_text(encoding="utf-8").replace('row["text"],', 'row["text"] + "\\ud800\\0",')
    source.write_text(code, encoding="utf-8")
    add(home, settings, [table(home.root / "a.csv", "1,1000,,,odd")])
    assert newest(home, "1").text.startswith("odd")
