"""docs/repair.md is true: its commands are run, and show what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import running

PAGE = Path(__file__).parents[2] / "docs" / "repair.md"


def test_the_page_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    running.check_page(PAGE, tmp_path, monkeypatch, capfd)
