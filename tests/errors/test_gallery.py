"""The gallery of errors: each case is a page that shows what was given and what troth says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import check_page

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_says_what_the_page_says(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    check_page(case, tmp_path, monkeypatch, capfd)


def test_there_are_cases() -> None:
    assert len(CASES) >= 10
