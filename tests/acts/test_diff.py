"""Two versions against each other: files, folders, revisions, series; and two sides on one matter."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.calling import troth
from troth.acts.diff import diff
from troth.acts.opposite import opposite
from troth.errors import SourceError, UnknownNameError

OLD = """# Terms of Kestrel

Effective 1 May 2026

1. We will tell you at least 30 days before a change of prices.
2. You may cancel at any time.
3. Kestrel may suspend your account if you breach these terms.
4. Couriers are paid every Friday.
"""
NEW = """# Terms of Kestrel

Effective 10 June 2026

1. You must be 18 years old to use the service.
2. We will tell you at least 7 days before a change of prices.
3. Kestrel may suspend your account at any time if you breach these terms.
4. Couriers are paid every Friday.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.md").write_text(OLD)
    (tmp_path / "new.md").write_text(NEW)
    monkeypatch.chdir(tmp_path)
    return tmp_path


WAYS = {
    ("duty", "added", "you"),
    ("promise", "weakened", "company"),
    ("right", "strengthened", "company"),
    ("right", "removed", "you"),
}


def _ways(found: object) -> set[tuple[str, str, str]]:
    compared = found.compared  # type: ignore[attr-defined]
    return {
        (each.kind, each.change, each.who) for one in compared for each in one.found.differences
    }


@pytest.mark.usefixtures("folder")
def test_two_files_tell_what_each_change_binds_and_whom_it_serves() -> None:
    found = diff("old.md", "new.md", known=date(2026, 5, 31))
    assert _ways(found) == WAYS
    (one,) = found.compared
    assert all(each.for_company for each in one.found.differences)
    assert (one.in_force, one.notice) == (date(2026, 6, 10), 10)
    for each in one.found.differences:
        for said, document in ((each.old, one.old), (each.new, one.new)):
            if said is not None and document is not None:
                assert said.words in " ".join(document.text.split())


def test_folders_are_paired_by_path_and_what_moved_by_its_words(folder: Path) -> None:
    for name, text in (("a", OLD), ("b", NEW)):
        (folder / name).mkdir()
        (folder / name / "same.md").write_text("You may leave.\n")
        (folder / name / ("terms.md" if name == "a" else "legal.md")).write_text(text)
    (folder / "b" / "extra.md").write_text("We may charge a fee of 5 euros.\n")
    found = diff("a", "b")
    assert [(one.path, one.old is None) for one in found.compared] == [
        ("same.md", False),
        ("extra.md", True),
        ("legal.md", False),
    ]
    assert ("right", "added", "company") in _ways(found)


def test_a_revision_is_named_with_a_path_or_by_itself(folder: Path) -> None:
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@t.example"]
    (folder / "terms.md").write_text(OLD)
    for words in (["init", "-q"], ["add", "terms.md"], ["commit", "-qm", "terms"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    (folder / "terms.md").write_text(NEW)
    assert _ways(diff("HEAD:terms.md", "terms.md")) == WAYS
    assert _ways(diff("HEAD", "terms.md")) == WAYS
    with pytest.raises(SourceError):
        diff("HEAD:nothing.md", "terms.md")
    with pytest.raises(SourceError):
        diff("no-such-revision", "terms.md")


def _archive(folder: Path) -> Path:
    rows = [
        {"service": "Kestrel", "document": "Terms", "recorded_at": f"2026-0{n}-02", "text": text}
        for n, text in ((3, OLD), (5, OLD + "\n5. We may charge a fee.\n"), (6, NEW))
    ]
    rows.append({**rows[0], "document": "Privacy"})
    path = folder / "terms.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    return path


def test_a_series_is_held_end_to_end_or_version_by_version(folder: Path) -> None:
    path = str(_archive(folder))
    whole = diff(path, document="Kestrel Terms")
    assert [(one.was, one.now) for one in whole.compared] == [("2026-03-02", "2026-06-02")]
    assert _ways(whole) == WAYS
    assert [one.origin.row for one in whole.rejects] == [5]
    each = diff(path, document="kestrel terms", each=True)
    assert [one.now for one in each.compared] == ["2026-05-02", "2026-06-02"]
    early = diff(path, document="Kestrel Terms", until=date(2026, 5, 30))
    assert _ways(early) == {("right", "added", "company")}
    with pytest.raises(SourceError, match="Kestrel Terms, Kestrel Privacy"):
        diff(path)
    with pytest.raises(UnknownNameError):
        diff(path, document="Kestrel Term")
    with pytest.raises(SourceError, match="No version"):
        diff(path, document="Kestrel Terms", until=date(2020, 1, 1))


def test_dated_files_in_a_folder_are_a_series(folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "kept" / "terms-2026-03-01.md").write_text(OLD)
    (folder / "kept" / "terms-20260601.md").write_text(NEW)
    found = diff("kept")
    assert [(one.was, one.now) for one in found.compared] == [("2026-03-01", "2026-06-01")]
    assert _ways(found) == WAYS


@pytest.mark.parametrize("names", [("nothing.md", "old.md"), ("old.md", None), ("none", None)])
@pytest.mark.usefixtures("folder")
def test_what_is_not_there_is_one_plain_sentence(names: tuple[str, str | None]) -> None:
    done = troth("diff", *[name for name in names if name]).fine(2)
    assert "Traceback" not in done.err + done.out
    assert done.err.strip()


def test_what_cannot_be_read_is_never_told_as_new_or_gone(folder: Path) -> None:
    (folder / "bad.docx").write_bytes(b"\x00no zip")
    for pair in (("bad.docx", "new.md"), ("new.md", "bad.docx"), ("none-here", "new.md")):
        (folder / "none-here").mkdir(exist_ok=True)
        with pytest.raises(SourceError):
            diff(*pair)
    for name, data in (("a", b"\x00no zip"), ("b", NEW.encode())):
        (folder / name).mkdir()
        (folder / name / "terms.docx").write_bytes(data if name == "a" else b"PK also none")
        (folder / name / "other.md").write_text("You may leave.\n")
    found = diff("a", "b")
    assert [one.path for one in found.compared] == ["other.md"]
    assert len(found.rejects) == 2
    (folder / "zero.md").write_text("")
    assert {change for _, change, _ in _ways(diff("zero.md", "new.md"))} == {"added"}


@pytest.mark.usefixtures("folder")
def test_the_forms_hold_the_same_and_the_code_is_asked_for() -> None:
    text = troth("diff", "old.md", "new.md", "--announced", "2026-05-31").fine()
    assert "30 days became 7 days" in text.out
    assert "10 days after it was recorded" in text.out
    rows = troth("diff", "old.md", "new.md", "--format", "json").fine().json
    keys = {"kind", "change", "who", "old", "new", "old_line", "new_line", "says"}
    assert all(keys <= row.keys() for row in rows)
    assert {(row["kind"], row["change"], row["who"]) for row in rows} == WAYS
    lines = {row["change"]: (row["old_line"], row["new_line"]) for row in rows}
    assert (lines["weakened"], lines["added"]) == ((5, 6), (None, 5))
    csv = troth("diff", "old.md", "new.md", "--format", "csv").fine().out
    assert len(csv.splitlines()) == len(rows) + 1
    troth("diff", "old.md", "old.md", "--exit-code").fine(0)
    troth("diff", "old.md", "new.md", "--exit-code").fine(1)


def test_two_sides_are_told_side_by_side_and_a_gap_is_named(folder: Path) -> None:
    (folder / "senders.md").write_text(
        "You may appeal within 30 days.\n\nWe will refund a lost parcel within 14 days.\n"
    )
    (folder / "couriers.md").write_text(
        "We may block your account at any time without notice.\n\nWe may charge a penalty of 10 euros.\n"
    )
    found = opposite("senders.md", "couriers.md", ("senders", "couriers"))
    matters = {one.matter: one for one in found}
    assert matters["being heard"].gap == "couriers"
    assert matters["being cut off"].second.binds[0].words.startswith("We may block")
    assert matters["being cut off"].first.nothing
    done = troth("diff", "senders.md", "couriers.md", "--sides", "senders,couriers").fine()
    assert "couriers: nothing is said." in " ".join(done.out.split())
    rows = troth(
        "diff", "senders.md", "couriers.md", "--sides", "senders,couriers", "--format", "json"
    ).json
    assert {"being heard", "being cut off"} <= {row["matter"] for row in rows}
