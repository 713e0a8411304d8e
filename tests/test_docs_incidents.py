"""The page on incidents: what it shows is what the terminal says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import check_page

PAGE = Path(__file__).parents[1] / "docs" / "incidents.md"


def test_the_page_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    check_page(PAGE, tmp_path, monkeypatch, capfd)
