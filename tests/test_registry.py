"""The shelves: how extensions are found, named and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth import registry
from troth.errors import ExtensionError, UnknownNameError

LENS = '''"""Who wrote in the night?

Why it matters: somebody who writes at night cannot sleep.
How it decides: the hour of the message.
When it stays silent: by day.
Source: the night desk.
"""
from troth.extend.record import LensCard, silent, speaks, unsure

CARD = LensCard(needs=frozenset({"message"}), anchor="the message", schema={"id": "string"})
EXAMPLES = (speaks("a", ""), silent("b", ""), unsure("c", ""))


def gather(tables, moment_us):
    return tables["message"].select("id")


def judge(batch, context):
    return ()
'''


def test_a_users_folder_counts_too(tmp_path: Path) -> None:
    (tmp_path / "night_writer.py").write_text(LENS)
    found = registry.extensions("lenses", [tmp_path])
    assert found["night-writer"].question == "Who wrote in the night?"
    assert found["night-writer"].own
    assert found["night-writer"].sections["How it decides"] == "the hour of the message."
    assert registry.load("lenses", "night-writer", [tmp_path]).CARD.anchor == "the message"


def test_a_file_that_does_not_load_names_itself(tmp_path: Path) -> None:
    (tmp_path / "broken_lens.py").write_text(LENS + "\nraise ValueError('no')\n")
    with pytest.raises(ExtensionError, match="no") as fault:
        registry.load("lenses", "broken-lens", [tmp_path])
    assert "broken_lens.py" in fault.value.text()


def test_a_file_that_is_no_python_names_itself(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text("def (")
    with pytest.raises(ExtensionError) as fault:
        registry.extensions("lenses", [tmp_path])
    assert "odd.py" in fault.value.text()


def test_a_file_without_its_parts_says_which(tmp_path: Path) -> None:
    (tmp_path / "half.py").write_text(LENS.replace("def judge", "def judged"))
    with pytest.raises(ExtensionError, match="judge"):
        registry.load("lenses", "half", [tmp_path])


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "silence.py").write_text(LENS)
    with pytest.raises(ExtensionError, match="two lenses called “silence”"):
        registry.extensions("lenses", [tmp_path])


def test_near_names_are_offered() -> None:
    with pytest.raises(UnknownNameError, match="silence"):
        registry.find("silense")


def test_a_folder_that_is_not_there_is_told() -> None:
    with pytest.raises(ExtensionError, match="neither a folder nor an installed package"):
        registry.extensions("lenses", ["no_such_place"])


def test_the_index_of_a_wheel_says_what_a_scan_says(tmp_path: Path) -> None:
    target = tmp_path / "_index.json"
    registry.write_index(target)
    before = {s: dict(registry.extensions(s)) for s in registry.SHELVES}
    registry.INDEX, kept = target, registry.INDEX
    registry._builtin.cache_clear()
    try:
        assert {s: dict(registry.extensions(s)) for s in registry.SHELVES} == before
    finally:
        registry.INDEX = kept
        registry._builtin.cache_clear()
