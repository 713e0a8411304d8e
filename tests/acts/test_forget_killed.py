"""Killed at any moment, forgetting is not begun, or is finished by doing it again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acts.canary import NAME, SETTINGS, found, plant
from tests.acts.killed_forgetting import MOMENTS
from tests.acts.test_forget import LATER, use
from troth.acts import finishing
from troth.acts.forget import forget
from troth.acts.opening import opened
from troth.ledger import directory, manifest

CHILD = Path(__file__).with_name("killed_forgetting.py")
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed(tmp_path: Path, moment: str) -> None:
    home = plant(tmp_path)
    id = use(home)
    child = subprocess.run(
        [sys.executable, str(CHILD), str(home.root), NAME, moment],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"},
        capture_output=True,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()[-2000:]
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        named = {path for paths in manifest.files(con).values() for path in paths}
        assert all((home.evidence / path).is_file() for path in named)
        begun = directory.find(con, NAME) == []
    assert begun == (MOMENTS.index(moment) >= MOMENTS.index("published"))
    receipt = forget(home, SETTINGS, NAME, now_us=LATER)
    assert receipt.person == id
    assert found(home) == []
    assert finishing.begun(home) is None
