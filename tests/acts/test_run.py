"""A run: what it reads, when it is made anew, what it leaves, and what a kill leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from troth import config
from troth.acts import note
from troth.acts.add import add
from troth.acts.doctor import doctor
from troth.acts.look import known_lenses, look
from troth.acts.opening import Workspace, opened
from troth.acts.run import Asked
from troth.errors import StoreError, UnknownNameError
from troth.ledger import promises, runs
from troth.model.finding import Finding
from troth.store.home import create

TROTH = str(Path(sys.executable).with_name("troth"))


def us(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


NOW = us("2026-03-25T12:00")
TALK = (
    ("c1", "2026-03-17T09:00:00Z", "in", "ana@post.example", "Where is my refund?"),
    ("c1", "2026-03-17T10:00:00Z", "out", "Tom", "We will refund you by Friday."),
    ("c2", "2026-03-18T09:00:00Z", "in", "ben@post.example", "Can you bring it on Monday?"),
    ("c3", "2026-03-25T11:00:00Z", "in", "cleo@post.example", "Thanks!"),
)


def write(path: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    names = ("conversation", "at", "direction", "author", "text")
    lines = [
        json.dumps({**dict(zip(names, row, strict=True)), "message_id": str(n)})
        for n, row in enumerate(rows)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@contextmanager
def workspace(folder: Path, rows: tuple[tuple[str, ...], ...] = TALK) -> Iterator[Workspace]:
    home = create(folder)
    settings = config.load(home.root)
    add(home, settings, [write(folder / "talk.jsonl", rows)], now_us=NOW)
    with opened(home, settings) as work:
        yield work


def found(work: Workspace, asked: Asked) -> list[Finding]:
    run = look(work, asked)
    with work.ledger.read() as con:
        return runs.findings(con, run.id)


def test_finds_who_waits_and_what_is_overdue(tmp_path: Path) -> None:
    with workspace(tmp_path) as work:
        lenses = sorted(one.lens for one in found(work, Asked(NOW)))
    assert lenses == ["promise-overdue", "unanswered"]


def test_a_promise_to_one_person_opens_at_once_and_is_unsure_until_confirmed(
    tmp_path: Path,
) -> None:
    with workspace(tmp_path) as work:
        (late,) = (one for one in found(work, Asked(NOW)) if one.lens == "promise-overdue")
        with work.ledger.read() as con:
            (held,) = promises.promises(con, work.index, candidates=False)
    assert held.state == "open"
    assert not held.confirmed
    assert held.words == "We will refund you by Friday."
    assert late.status == "unsure"


def test_is_not_made_anew_where_nothing_changed(tmp_path: Path) -> None:
    with workspace(tmp_path) as work:
        first = look(work, Asked(NOW))
        again = look(work, Asked(NOW + 60_000_000))
        assert again.id == first.id
        (waits,) = (one for one in found(work, Asked(NOW)) if one.lens == "unanswered")
        note.dismiss(work, waits.id, "She came by.", note.Signed("tom", NOW + 1))
        assert look(work, Asked(NOW + 60_000_000)).id != first.id


def test_a_look_back_is_never_the_latest(tmp_path: Path) -> None:
    with workspace(tmp_path) as work:
        now = look(work, Asked(NOW))
        then = look(work, Asked(NOW, as_of_us=us("2026-03-18T12:00")))
        assert then.id != now.id
        with work.ledger.read() as con:
            latest = runs.latest(con)
            seen = runs.findings(con, then.id)
        assert latest is not None
        assert latest.id == now.id
        assert seen == []


def test_same_evidence_in_any_order_gives_the_same_findings(tmp_path: Path) -> None:
    with workspace(tmp_path / "a") as work:
        one = sorted((f.lens, f.says, f.status) for f in found(work, Asked(NOW)))
    with workspace(tmp_path / "b", tuple(reversed(TALK))) as work:
        other = sorted((f.lens, f.says, f.status) for f in found(work, Asked(NOW)))
    assert one == other


def test_an_answer_noted_by_hand_counts(tmp_path: Path) -> None:
    with workspace(tmp_path) as work:
        (waits,) = (one for one in found(work, Asked(NOW)) if one.lens == "unanswered")
        note.answered(work, waits.id, note.Signed("tom", NOW + 1), reason="by phone")
        after = found(work, Asked(NOW + 2))
    assert "unanswered" not in {one.lens for one in after}


def test_backing_holds_no_word_said_to_one_person(tmp_path: Path) -> None:
    with workspace(tmp_path) as work:
        look(work, Asked(NOW))
        text = work.home.backing.read_text("utf-8")
    assert json.loads(text)["promises"] == []
    assert "Friday" not in text


def test_without_a_run_there_is_nothing_to_print(tmp_path: Path) -> None:
    with workspace(tmp_path) as work, pytest.raises(StoreError, match="Nobody has looked"):
        look(work, Asked(NOW), fresh=False)


def test_an_unknown_lens_is_told_with_near_names(tmp_path: Path) -> None:
    with workspace(tmp_path) as work, pytest.raises(UnknownNameError, match="unanswered"):
        known_lenses(work, ("unanswerd",))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Many people waiting, looked at once, and one entry written since."""
    folder = tmp_path_factory.mktemp("crowded")
    rows = tuple(
        (
            f"c{n}",
            f"2026-03-{1 + n % 20:02}T09:{n % 60:02}:00Z",
            "in",
            f"p{n}@post.example",
            "Where?",
        )
        for n in range(3000)
    )
    with workspace(folder, rows) as work:
        before = look(work, Asked(NOW))
        note.dismiss(work, found(work, Asked(NOW))[0].id, "no", note.Signed("tom", NOW + 1))
    return folder, before.id


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.3, 0.9, 1.4, 1.9, 2.4])
def test_killed_in_the_middle_it_leaves_the_last_good_state(
    crowded: tuple[Path, str], tmp_path: Path, delay: float
) -> None:
    folder, before = crowded
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    process = subprocess.Popen(
        [TROTH, "look", "-q"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    home = create(tmp_path)
    with opened(home) as work:
        assert doctor(work).healthy
        with work.ledger.read() as con:
            latest = runs.latest(con)
            assert latest is not None
            whole = len(runs.findings(con, latest.id))
        assert latest.id == before or whole > 0
        assert latest.counts["unanswered"] == whole
        assert look(work, Asked(NOW + 2)).id != before
