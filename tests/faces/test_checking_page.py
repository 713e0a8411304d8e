"""docs/checking.md is true: its files are laid, its commands run, its CI examples are real.

`TROTH_REFRESH=1` writes what is shown now.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.running import CONSOLE, FILE, shown
from troth.config import load_text
from troth.faces.cli.check import check

PAGE = Path(__file__).parents[2] / "docs" / "checking.md"
MS = re.compile(r"\(\d+ ms\)")
YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def test_the_page_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TROTH_CACHE_DIR", str(tmp_path / ".cache"))
    monkeypatch.setattr(sys, "argv", sys.argv)
    parts = sorted([*FILE.finditer(text), *CONSOLE.finditer(text)], key=lambda one: one.start())
    now, at = "", 0
    for part in parts:
        if part.re is FILE:
            path = tmp_path / part[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(part[2], encoding="utf-8")
            continue
        commands = [line[2:] for line in part[1].splitlines() if line.startswith("$ ")]
        told = MS.sub("(8 ms)", shown(commands, capfd).replace(str(tmp_path), "/home/you/acme"))
        now += text[at : part.start(1)] + told
        at = part.end(1)
    now += text[at:]
    if os.environ.get("TROTH_REFRESH"):
        PAGE.write_text(now, encoding="utf-8")
        return
    assert now == text


def test_its_settings_are_settings(tmp_path: Path) -> None:
    blocks = TOML.findall(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) == 2
    assert load_text(blocks[0], tmp_path).check.fail_on == "warning"
    assert load_text(blocks[1], tmp_path).check.allowed[0].reason == "agreed on 3 March"


def test_its_ci_examples_run_commands_that_are_there() -> None:
    yaml = pytest.importorskip("yaml")
    blocks = [yaml.safe_load(block) for block in YAML.findall(PAGE.read_text(encoding="utf-8"))]
    assert len(blocks) == 3
    commands = re.findall(r"troth check (.*)", PAGE.read_text(encoding="utf-8"))
    in_ci = [one for one in commands if "--format g" in one]
    assert len(in_ci) == 2
    hook = blocks[2]["repos"][0]["hooks"][0]
    for words in (*map(shlex.split, in_ci), [*hook["args"], "a.md"]):
        assert check.make_context("check", list(words)).params["paths"]
