"""What is too old goes for good, with a receipt, and no old export brings it back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.acts.adding import table, workspace
from tests.calling import troth
from tests.ledger.conftest import database, postgres
from troth.acts import finishing, retention
from troth.acts.add import add
from troth.acts.ages import lasting, limits, recent
from troth.acts.opening import opened
from troth.acts.retention import retain
from troth.config import Kept, Settings
from troth.extend.source import Frame
from troth.ledger import directory, manifest
from troth.ledger.retaining import retained
from troth.store.ageing import left_without
from troth.store.home import Home, create

__all__ = ["database", "postgres"]
DAY = 86_400_000_000


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


NOW = at("2026-06-01")
OLD, NEW = at("2022-01-05"), at("2026-01-05")
KEEP = '[retention]\nmessage = "3 years"\n'
HEADER = "key,at,by,about,text,thread,to"


def rows() -> tuple[str, ...]:
    return (
        f"1,{OLD},ana@example.org/Ana Olm,,an oldsaying of mine,t1,cy@example.org",
        f"2,{OLD},bo@example.org/Bo Ray,,something oldish,t1,",
        f"3,{NEW},bo@example.org/Bo Ray,,a fresh word,t2,",
    )


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Home, Settings]:
    """A workspace that keeps everything, with old records and new ones in it."""
    toml = ""
    if request.param == "postgresql":
        toml = f'[ledger]\nurl = "{request.getfixturevalue("database")}"\n'
    home, settings = workspace(tmp_path / "ws", toml)
    add(home, settings, [table(home.root / "a.csv", *rows(), header=HEADER)], now_us=NOW)
    return home, settings


def keeping(place: tuple[Home, Settings], lines: str = KEEP) -> tuple[Home, Settings]:
    from troth.config import load

    home, _ = place
    config = home.root / "troth.toml"
    config.write_text(config.read_text() + lines)
    return home, load(home.root)


def texts(home: Home, settings: Settings) -> list[str]:
    with opened(home, settings) as work:
        held = list(home.evidence.rglob("message/*.parquet"))
        import pyarrow.parquet as pq

        on_disk = sorted(text for path in held for text in pq.read_table(path)["text"].to_pylist())
        for one in on_disk:
            assert work.index.search(one), one
        assert work.index.counts().get("message", 0) == len(on_disk)
    return on_disk


def test_old_records_go_for_good(place: tuple[Home, Settings]) -> None:
    home, settings = keeping(place)
    receipt = retain(home, settings, now_us=NOW)
    assert receipt.kinds["message"].records == 2
    assert receipt.kinds["message"].kept == "3 years"
    assert receipt.kinds["message"].before_us == at("2023-06-01")
    assert texts(home, settings) == ["a fresh word"]
    for path in home.dot.rglob("*"):
        assert not path.is_file() or b"oldsaying" not in path.read_bytes(), path
    with opened(home, settings) as work, work.ledger.read() as con:
        assert manifest.files(con).keys() == {"message"}
        assert retained(con) is not None
        assert finishing.begun(home) is None


def test_people_of_whom_nothing_is_left_leave_the_directory(place: tuple[Home, Settings]) -> None:
    home, settings = keeping(place)
    assert retain(home, settings, now_us=NOW).people == 2
    with opened(home, settings) as work, work.ledger.read() as con:
        assert directory.find(con, "ana@example.org") == []
        assert directory.find(con, "cy@example.org") == []
        assert [one.name for one in directory.find(con, "bo@example.org")] == ["Bo Ray"]
        assert directory.count_people(con) == 1


def test_a_dry_run_counts_and_keeps(place: tuple[Home, Settings]) -> None:
    home, settings = keeping(place)
    assert retain(home, settings, now_us=NOW, dry_run=True).records == 2
    assert len(texts(home, settings)) == 3


def test_an_old_export_does_not_bring_them_back(place: tuple[Home, Settings]) -> None:
    home, settings = keeping(place)
    retain(home, settings, now_us=NOW)
    again = table(home.root / "b.csv", *rows(), f"4,{OLD},di@example.org,,old,t9,", header=HEADER)
    (one,) = add(home, settings, [again], now_us=NOW + DAY).sources
    assert (one.rows_read, one.new, one.unchanged, one.too_old) == (4, 0, 1, 3)
    assert texts(home, settings) == ["a fresh word"]
    with opened(home, settings) as work, work.ledger.read() as con:
        assert directory.count_people(con) == 1
        assert directory.find(con, "di@example.org") == []


def test_the_next_import_drops_what_is_due_once_a_day(place: tuple[Home, Settings]) -> None:
    home, settings = keeping(place)
    add(home, settings, [table(home.root / "c.csv", header=HEADER)], now_us=NOW + DAY)
    assert texts(home, settings) == ["a fresh word"]
    with opened(home, settings) as work, work.ledger.read() as con:
        assert retained(con) is not None
        assert retained(con)[0] == NOW + DAY  # type: ignore[index]


@pytest.mark.parametrize("where", ["_publish", "sweep", "rebuild_index", "compact"])
def test_cut_off_anywhere_it_is_not_begun_or_is_finished_by_the_next(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, settings = workspace(tmp_path / "ws", KEEP.replace("3 years", "100 years"))
    add(home, settings, [table(home.root / "a.csv", *rows(), header=HEADER)], now_us=NOW)
    settings = Settings(retention={"message": Kept(months=36)}, lens_folders=settings.lens_folders)

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(retention if where == "_publish" else finishing, where, dies)
        with pytest.raises(KeyboardInterrupt):
            retain(home, settings, now_us=NOW)
    other = table(home.root / "d.csv", f"9,{NEW},bo@example.org,,more,t2,", header=HEADER)
    add(home, settings, [other], now_us=NOW + DAY)
    assert texts(home, settings) == ["a fresh word", "more"]
    assert finishing.begun(home) is None


def test_a_record_is_as_old_as_its_newest_version(tmp_path: Path) -> None:
    home, settings = workspace(tmp_path / "ws", KEEP)
    first = table(home.root / "a.csv", f"1,{OLD},ana@example.org,,then,t1,", header=HEADER)
    add(home, Settings(lens_folders=settings.lens_folders), [first], now_us=NOW - DAY)
    later = table(home.root / "b.csv", f"1,{NEW},ana@example.org,,and now,t1,", header=HEADER)
    add(home, Settings(lens_folders=settings.lens_folders), [later], now_us=NOW - DAY + 1)
    assert retain(home, settings, now_us=NOW).records == 0
    with opened(home, settings) as work:
        (one,) = work.index.search("now")
        assert [each.text for each in work.index.versions(one.id)] == ["then", "and now"]


def test_lengths_are_told_as_they_are_written_and_counted_by_the_calendar() -> None:
    said = {"3 years": Kept(36), "18 months": Kept(18), "2 weeks": Kept(0, 14), "1 day": Kept(0, 1)}
    assert {lasting(kept): kept for kept in said.values()} == said
    leap = Settings(retention={"use": Kept(12), "review": Kept(0, 30), "step": Kept(99_999)})
    before = limits(leap, at("2024-02-29"))
    assert before["use"] == at("2023-02-28")
    assert before["review"] == at("2024-01-30")
    assert before["step"] < 0


def test_from_the_command_line(place: tuple[Home, Settings]) -> None:
    home, _ = place
    troth("-C", home.root, "forget", "--expired").fine(2)
    keeping(place, '[retention]\nmessage = "1 month"\n')
    told = troth("-C", home.root, "forget", "--expired", "--dry-run").fine().out
    assert "3 messages from before" in told
    assert "(kept 1 month)" in told
    done = troth("-C", home.root, "forget", "--expired", "--yes", "--format", "json").fine().json
    assert done["kinds"]["message"]["records"] == 3
    health = troth("-C", home.root, "doctor", "--format", "json").fine().json
    assert health["retention"] == {"message": "1 month"}
    assert health["retained"]
    assert "messages 1 month" in troth("-C", home.root, "doctor").fine().out
    assert troth("-C", home.root, "forget", "ana", "--expired").code == 2
    assert troth("-C", home.root, "forget").code == 2


def test_decisions_stay_without_the_words_and_old_findings_say_so(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    head = "message_id,conversation,at,direction,author,about,text"
    rows = (
        "m1,c1,2024-03-02 09:00,in,ana@river.example,,Where is my refund?",
        "m2,c1,2024-03-02 10:00,out,tom@acme.example,ana@river.example,"
        "We will send your refund by 9 March 2024.",
        "m3,c1,2024-03-20 10:00,in,ana@river.example,,You promised it by 9 March. Where is it?",
        "m4,c2,2026-03-20 10:00,in,bo@river.example,,Where is my parcel?",
    )
    root.mkdir()
    (root / "troth.toml").write_text('[people]\nstaff = ["acme.example"]\n')
    (root / "desk.csv").write_text("\n".join((head, *rows)) + "\n")

    def run(*words: str) -> object:
        return troth("-C", root, *words, "--format", "json").fine().json

    run("add", str(root / "desk.csv"))
    found = run("look")
    assert "refund" in str([one["cites"] for one in found])  # type: ignore[attr-defined]
    (one,) = run("promises", "list")  # type: ignore[misc]
    run("promises", "mark", one["id"], "late", "--reason", "paid on 1 April")
    (root / "troth.toml").write_text(
        '[people]\nstaff = ["acme.example"]\n[retention]\nmessage = "1 year"\n'
    )
    done = run("forget", "--expired", "--yes")
    assert done["kinds"]["message"]["records"] == 3  # type: ignore[index]
    assert done["sayings"] >= 1  # type: ignore[index]
    (kept,) = run("promises", "list")  # type: ignore[misc]
    assert (kept["state"], kept["words"]) == ("late", "no longer kept (retention 1 year)")
    for old in run("look", "--no-run"):  # type: ignore[attr-defined]
        for cite in old["cites"]:
            assert cite["quote"] in ("no longer kept (retention 1 year)", "Where is my parcel?")
    again = run("look")
    assert "refund" not in str(again)
    held = (root / ".troth" / "backing.json").read_text()
    assert "no longer kept" not in held


def test_what_lasts_is_as_old_as_its_end() -> None:
    limit = 100
    frame = Frame(
        "period",
        "periods.csv",
        {"at_us": [10, 10, 10, 200], "end_us": [50, 150, None, 300], "plan": ["a", "b", "c", "d"]},
        [2, 3, 4, 5],
    )
    kept, old = recent(frame, {"period": limit})
    assert (list(kept.columns["plan"]), kept.rows, old) == (["b", "c", "d"], [3, 4, 5], 1)
    assert recent(frame, {"message": limit}) == (frame, 0)
    change = Frame("change", "c.csv", {"at_us": [10, 10], "effect_us": [None, 150]}, [2, 3])
    assert recent(change, {"change": limit})[1] == 1


@pytest.mark.parametrize(("end", "kept"), [("2022-03-01", 0), ("2026-01-01", 1), ("", 1)])
def test_a_period_that_still_runs_is_kept(tmp_path: Path, end: str, kept: int) -> None:
    home = create(tmp_path / "ws")
    file = home.root / "subscriptions.csv"
    head = (
        "id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,"
        "Created (UTC),Start Date (UTC),Current Period End (UTC),Ended At (UTC)"
    )
    ended = f"{end} 09:00" if end else ""
    row = f"2022-01-05 09:00,2022-01-05 09:00,2026-07-05 09:00,{ended}"
    line = f"sub_1A,cus_1,ana@post.example,pro,1,eur,month,29.00,active,{row}"
    file.write_text(f"{head}\n{line}\n")
    add(home, Settings(), [file], now_us=NOW)
    settings = Settings(retention={"period": Kept(36)})
    with opened(home, settings) as work:
        assert work.index.counts()["period"] == 1
    receipt = retain(home, settings, now_us=NOW)
    assert receipt.kinds["period"].records == 1 - kept
    with opened(home, settings) as work:
        assert work.index.counts().get("period", 0) == kept


def deleted(place: tuple[Home, Settings]) -> None:
    """What Ana wrote, and one fresh word of Cyd's, are deleted in their system."""
    home, settings = place
    cyd = f"4,{NEW},cyd@example.org/Cyd Moe,,a word taken back,t4,"
    every = [*rows(), cyd]
    add(home, settings, [table(home.root / "a.csv", *every, header=HEADER)], now_us=NOW + 1)
    left = table(home.root / "a.csv", *every[1:3], header=HEADER)
    receipt = add(home, settings, [left], whole=True, insist=True, now_us=NOW + 2)
    assert receipt.total("gone") == 2


def test_what_was_deleted_in_its_system_grows_old_as_well(place: tuple[Home, Settings]) -> None:
    deleted(place)
    home, settings = keeping(place)
    assert retain(home, settings, now_us=NOW + DAY, dry_run=True).records == 2
    assert retain(home, settings, now_us=NOW + DAY).records == 2
    for path in home.dot.rglob("*"):
        assert not path.is_file() or b"oldsaying" not in path.read_bytes(), path
    with opened(home, settings) as work:
        (kept,) = work.index.gone_of(handles_of(home, settings, "cyd@example.org"))
        assert kept.text == "a word taken back"


def test_who_has_only_what_was_deleted_can_still_be_found_and_forgotten(
    place: tuple[Home, Settings],
) -> None:
    deleted(place)
    home, settings = keeping(place)
    retain(home, settings, now_us=NOW + DAY)
    with opened(home, settings) as work, work.ledger.read() as con:
        assert [one.name for one in directory.find(con, "cyd@example.org")] == ["Cyd Moe"]
        assert directory.find(con, "ana@example.org") == []


def test_who_stands_only_in_an_earlier_version_is_still_known(place: tuple[Home, Settings]) -> None:
    home, settings = place
    one = f"5,{NEW},dee@example.org/Dee Fox,,of two,t5,"
    add(home, settings, [table(home.root / "a.csv", *rows(), one, header=HEADER)], now_us=NOW + 1)
    other = f"5,{NEW},bo@example.org/Bo Ray,,of two,t5,"
    add(home, settings, [table(home.root / "a.csv", *rows(), other, header=HEADER)], now_us=NOW + 2)
    with opened(home, settings) as work:
        dee = handles_of(home, settings, "dee@example.org")
        assert left_without(work.index, dee, []) == set()


def handles_of(home: Home, settings: Settings, who: str) -> tuple[str, ...]:
    with opened(home, settings) as work, work.ledger.read() as con:
        return directory.the_person(con, who).handles
