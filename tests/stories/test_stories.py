"""Stories: a small company's records, and what troth says about them, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import check_page
from troth import registry

STORIES = sorted((Path(__file__).parent / "cases").glob("*.md"))


@pytest.mark.parametrize("story", STORIES, ids=[story.stem for story in STORIES])
def test_the_story_is_true(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    check_page(story, tmp_path, monkeypatch, capfd)


def test_every_lens_over_records_has_a_story() -> None:
    assert {story.stem for story in STORIES} >= set(registry.extensions("lenses"))
