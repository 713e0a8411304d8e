"""docs/owners.md is true: its commands are run, and show what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import running
from tests.calling import troth

PAGE = Path(__file__).parents[2] / "docs" / "owners.md"


def test_the_page_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    running.check_page(PAGE, tmp_path, monkeypatch, capfd)


@pytest.mark.parametrize(
    "words",
    [
        ("people", "own", "somebody"),
        ("owners", "--to", "somebody"),
        ("owners", "Bea", "--only", "somebody"),
        ("tasks", "add", "somebody", "words", "--due", "tomorrow"),
    ],
)
def test_what_does_not_go_together_is_said(words: tuple[str, ...]) -> None:
    told = troth(*words).fine(2)
    assert "Error" in told.err
    assert "Traceback" not in told.err
