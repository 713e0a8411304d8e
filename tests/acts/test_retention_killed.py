"""Killed at any moment, dropping what is too old is not begun, or is finished by the next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acts.adding import table, workspace
from tests.acts.killed_retaining import MOMENTS
from tests.acts.test_retention import HEADER, KEEP, NOW, rows, texts
from troth.acts import finishing
from troth.acts.add import add
from troth.acts.opening import opened
from troth.acts.retention import retain
from troth.config import load
from troth.ledger import manifest

CHILD = Path(__file__).with_name("killed_retaining.py")
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed(tmp_path: Path, moment: str) -> None:
    home, settings = workspace(tmp_path / "ws", "")
    add(home, settings, [table(home.root / "a.csv", *rows(), header=HEADER)], now_us=NOW)
    config = home.root / "troth.toml"
    config.write_text(config.read_text() + KEEP)
    child = subprocess.run(
        [sys.executable, str(CHILD), str(home.root), moment],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"},
        capture_output=True,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()[-2000:]
    with opened(home, settings) as work, work.ledger.read() as con:
        named = {path for paths in manifest.files(con).values() for path in paths}
        assert all((home.evidence / path).is_file() for path in named)
    retain(home, load(home.root), now_us=NOW)
    assert texts(home, load(home.root)) == ["a fresh word"]
    assert finishing.begun(home) is None
    assert retain(home, load(home.root), now_us=NOW + 1).records == 0
