"""The cache: the same findings without reading again, nobody's words in it, many checks at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from troth.acts.check import Checked, check, said
from troth.acts.check_cache import KEPT_S, Cache, folder_of
from troth.acts.check_rules import Asked
from troth.acts.checker import Checker
from troth.faces.check_forms import check_json
from troth.faces.checking import check_text

PLAN = (
    "# Plan for the spring\n\nCustomers want faster parcels. We win more customers in the north. "
    "Customers in the south order less. Our customers compare prices. Few customers stay.\n\n"
    "<!-- troth: allow unbacked-claim: Tamsin Vool said so -->\nCalm.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TROTH_CACHE_DIR", str(tmp_path / "cache"))
    Path("plan.md").write_text(PLAN)
    Path("calm.md").write_text("# Notes\n\nThe the desk is open.\n")
    return tmp_path


def entries(folder: Path) -> list[Path]:
    return sorted((folder / "cache" / "check").glob("??/*"))


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents whose lenses are asked again."""
    asked: list[str] = []
    whole = Checker._examined
    monkeypatch.setattr(
        Checker, "_examined", lambda self, rules, one: asked.append(one.path) or whole(self, rules, one)
    )  # fmt: skip
    return asked


def seen(done: Checked) -> tuple[str, str, int, int]:
    return check_text(done, False, 0), check_json(done), done.words, done.slips


def test_an_unchanged_document_is_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = reads(monkeypatch)
    plain = seen(check(["."]))
    assert seen(check(["."], cached=True)) == plain
    assert len(asked) == 4
    assert seen(check(["."], cached=True)) == plain
    assert len(asked) == 4
    assert len(entries(folder)) == 2


def test_text_path_settings_lenses_and_backing_make_another_entry(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(["."], cached=True)
    asked = reads(monkeypatch)
    Path("calm.md").write_text("# Notes\n\nThe desk is shut.\n")
    check(["."], cached=True)
    assert asked == ["calm.md"]
    assert check(["."], asked=Asked(ignore=("faceless",)), cached=True).findings == ()
    assert len(asked) == 3
    Path("troth.toml").write_text('[check]\nseverity = {faceless = "error"}\n')
    assert check(["."], cached=True).findings[0].severity == "error"
    assert len(asked) == 5
    (folder / "troth_lenses").mkdir()
    own = folder / "troth_lenses" / "calm.py"
    own.write_text(
        '"""Are we calm?\n\nWhy it matters: x\n"""\nfrom troth.extend.prose import ProseCard, phrases\n'
        'CARD = ProseCard()\nDETECT = (phrases("calm", says="“{quote}”"),)\nEXAMPLES = ()\n'
    )
    assert [one.lens for one in check(["."], cached=True).findings] == ["faceless", "calm"]
    assert len(asked) == 7
    Path(".troth").mkdir()
    Path(".troth/backing.json").write_text(json.dumps({"people": ["Tamsin Vool"]}))
    check(["."], cached=True)
    assert len(asked) == 9


def test_what_was_kept_holds_nobodys_words(folder: Path) -> None:
    Path("plan.md").write_text(PLAN.replace("faster parcels", "zanzibarine parcels"))
    done = check(["."], cached=True)
    assert "zanzibarine" in check_json(done)
    held = b"".join(path.read_bytes() for path in entries(folder))
    for word in (b"zanzibarine", b"Tamsin", b"Vool", b"plan", b"faceless", b"ustomers"):
        assert word not in held
    names = " ".join(str(path.relative_to(folder)) for path in entries(folder))
    assert "plan" not in names


def test_a_damaged_entry_is_read_over_and_written_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = seen(check(["."], cached=True))
    for path, damage in zip(entries(folder), (b"", b"\xff" * 9000), strict=True):
        path.write_bytes(damage)
    asked = reads(monkeypatch)
    assert seen(check(["."], cached=True)) == plain
    assert len(asked) == 2
    check(["."], cached=True)
    assert len(asked) == 2


def test_a_folder_that_cannot_be_written_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "cache").write_text("no folder")
    assert seen(check(["."], cached=True)) == seen(check(["."]))


def test_many_checks_at_once_agree(folder: Path) -> None:
    for number in range(12):
        Path(f"plan-{number}.md").write_text(PLAN + f"\n{number}\n")
    words = [sys.executable, "-m", "troth", "check", ".", "-q", "--format", "json"]
    running = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)
    ]
    told = {one.communicate()[0] for one in running}
    assert len(told) == 1
    assert len(json.loads(told.pop())) == 13
    assert all("." not in path.name for path in entries(folder))


def test_what_nobody_asks_for_is_swept(folder: Path) -> None:
    check(["plan.md"], cached=True)
    (old,) = entries(folder)
    long_ago = time.time() - KEPT_S - 60
    os.utime(old, (long_ago, long_ago))
    check(["calm.md"], cached=True)
    assert old in entries(folder)
    os.utime(folder / "cache" / "check" / "swept", (long_ago, long_ago))
    check(["calm.md"], cached=True)
    assert len(entries(folder)) == 1
    assert old not in entries(folder)


def test_an_entry_in_use_stays_young(folder: Path) -> None:
    check(["plan.md"], cached=True)
    (path,) = entries(folder)
    old = time.time() - KEPT_S + 60
    os.utime(path, (old, old))
    check(["plan.md"], cached=True)
    assert time.time() - path.stat().st_mtime < 60


def test_where_entries_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TROTH_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert folder_of(tmp_path) == tmp_path / "xdg" / "troth" / "check"
    (tmp_path / ".troth").mkdir()
    assert folder_of(tmp_path) == tmp_path / ".troth" / "cache" / "check"
    assert folder_of(None) == tmp_path / "xdg" / "troth" / "check"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert folder_of(None) is None


def test_a_text_in_memory_needs_no_file(folder: Path) -> None:
    checker = Checker(cache=Cache(folder / "cache" / "check"))
    for _ in range(2):
        one = checker.read("drafts/plan.md", PLAN.encode())
        assert not hasattr(one, "says")
        (finding,) = one.findings  # type: ignore[union-attr]
        assert said(finding, one.document).startswith("This plan speaks of customers 5 times")  # type: ignore[union-attr]
    assert not Path("drafts").exists()
