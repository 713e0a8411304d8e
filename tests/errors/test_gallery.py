"""The gallery of errors: each case is a page that shows what was given and what troth says.

A case in `cases/` is Markdown: a title, the files (a fenced block after “`name`:”), the commands
(`$ troth …` in a console block) and below each what the terminal shows. The same pages are
docs/errors.md. `TROTH_REFRESH=1` writes what is shown now.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from troth.faces.cli import main

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
FILE = re.compile(r"^`([^`]+)`:\n\n```\w*\n(.*?)```", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def shown(commands: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    """What the terminal shows for each command, with its exit code where it is not 0."""
    lines: list[str] = []
    for command in commands:
        sys.argv = shlex.split(command)
        with pytest.raises(SystemExit) as done:
            main()
        out, err = capfd.readouterr()
        lines += [f"$ {command}", *(out + err).rstrip("\n").splitlines()]
        if done.value.code:
            lines.append(f"[exit code {done.value.code}]")
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_says_what_the_page_says(
    case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    text = case.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "argv", sys.argv)
    for name, content in FILE.findall(text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        held = content.encode("cp1252") if name.endswith(".cp1252.csv") else content.encode()
        path.write_bytes(held)
    console = CONSOLE.search(text)
    assert console is not None
    commands = [line[2:] for line in console[1].splitlines() if line.startswith("$ ")]
    now = shown(commands, capfd).replace(str(tmp_path), "/home/you/acme")
    if os.environ.get("TROTH_REFRESH"):
        case.write_text(text[: console.start(1)] + now + text[console.end(1) :], encoding="utf-8")
        return
    assert now == console[1]


def test_there_are_cases() -> None:
    assert len(CASES) >= 10
