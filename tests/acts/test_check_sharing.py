"""Many documents are read by several processes as one would read them, or it is told plainly."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from troth.acts import check_sharing
from troth.acts.check import Checked, check
from troth.acts.check_rules import Asked
from troth.acts.checker import Checker
from troth.errors import ConfigError, StoreError
from troth.faces.check_forms import check_json

LOUD = "# Plan\n\nCustomers want faster parcels. We will win more customers in the north.\n\n"
CALM = "# Page\n\nWe answer on weekdays. The desk is open from nine to five.\n\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents of all lengths, some empty and some no text, in a folder that is entered."""
    monkeypatch.setattr(check_sharing, "LARGE", 1_000)
    monkeypatch.setattr(check_sharing, "SHARE", 700)
    for number in range(24):
        (tmp_path / f"{number:02}.md").write_text((LOUD if number % 3 else CALM) * (number % 7))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    (tmp_path / "plan.md").write_text("---\ngenre: plan\n---\n" + LOUD * 40)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(done: Checked) -> tuple[object, ...]:
    return check_json(done), done.rejects, done.words, done.claims, done.silent, done.slips


def test_several_processes_say_the_same_in_the_same_order(folder: Path) -> None:
    one = check(["."], asked=Asked(preview=True))
    assert one.findings
    assert one.rejects
    for jobs in (2, 5):
        assert told(check(["."], asked=Asked(preview=True), jobs=jobs)) == told(one)


def test_what_the_cache_holds_is_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROTH_CACHE_DIR", str(folder / ".kept"))
    first = check(["."], cached=True, jobs=3)
    monkeypatch.setattr(check_sharing, "_readers", None)
    assert told(check(["."], cached=True, jobs=3)) == told(first)


def test_no_other_process_begins_for_little_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_sharing, "LARGE", 10_000_000)
    monkeypatch.setattr(check_sharing, "_readers", None)
    assert check(["."], jobs=2).documents


def test_a_fault_is_told_as_one_process_tells_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Checker.read

    def faulty(self: Checker, path: str, data: bytes) -> object:
        if path == "17.md":
            raise ConfigError("This lens cannot be set so.", place="troth.toml:3")
        return read(self, path, data)

    monkeypatch.setattr(Checker, "read", faulty)
    with pytest.raises(ConfigError, match="cannot be set so"):
        check(["."], jobs=3)


def test_a_reader_that_is_killed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, here = Checker.read, os.getpid()

    def killed(self: Checker, path: str, data: bytes) -> object:
        if path == "17.md" and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(self, path, data)

    monkeypatch.setattr(Checker, "read", killed)
    with pytest.raises(StoreError, match="ended from outside") as fault:
        check(["."], jobs=3)
    assert "--jobs 1" in fault.value.text()


def test_a_reader_that_is_killed_before_it_is_told_what_to_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = check_sharing._readers

    @contextmanager
    def killed(*given: Any) -> Iterator[Any]:
        with made(*given) as ends:
            for one in multiprocessing.active_children():
                one.kill()
                one.join()
            yield ends

    monkeypatch.setattr(check_sharing, "_readers", killed)
    with pytest.raises(StoreError, match="ended from outside"):
        check(["."], jobs=3)


def readers(of: int) -> list[int]:
    held = Path(f"/proc/{of}/task/{of}/children")
    return [int(one) for one in held.read_text().split()] if held.exists() else []


def begun(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A check of much text in two processes, once both are at work."""
    for number in range(4):
        (folder / f"much{number}.md").write_text(LOUD * 8_000)
    words = [sys.executable, "-m", "troth", "check", ".", "--no-cache", "--jobs", "2"]
    pipe = subprocess.PIPE
    own = subprocess.Popen(words, cwd=folder, stdout=pipe, stderr=pipe, text=True)
    for _ in range(600):
        if len(found := readers(own.pid)) == 2:
            return own, found
        time.sleep(0.02)
    raise AssertionError(f"no process began: {own.communicate()}")


def test_killed_in_the_command_it_ends_with_2_and_one_sentence(folder: Path) -> None:
    own, found = begun(folder)
    os.kill(found[0], signal.SIGKILL)
    out, err = own.communicate(timeout=20)
    assert (own.returncode, out) == (2, "")
    assert "ended from outside" in err
    assert "Traceback" not in err


def test_an_interrupt_ends_all_of_it_at_once(folder: Path) -> None:
    own, found = begun(folder)
    own.send_signal(signal.SIGINT)
    _, err = own.communicate(timeout=20)
    assert own.returncode != 0
    assert "Traceback" not in err
    assert not any(Path(f"/proc/{one}").exists() for one in found)
