"""Pages that run: what is given, the commands, and what the terminal shows, as Markdown.

Files stand in a fenced block after “`name`:”; commands in a console block as `$ troth …`, each
followed by what it shows. `TROTH_REFRESH=1` writes what is shown now.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from troth.faces.cli import main

ID = re.compile(r"\b([defphs])-[0-9a-f]{20}\b")
"""Ids of people, findings and decisions hang on the workspace's own secret, so a page shows none."""
AGES = re.compile(r"^\w+ up to [^\n]* old\)\n", re.MULTILINE)
"""How old the records are beside the clock on the wall: another line every day."""
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


def check_page(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Run the commands of a page in an empty folder and compare, or refresh the page."""
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "argv", sys.argv)
    for name, content in FILE.findall(text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        encoding = "cp1252" if name.endswith(".cp1252.csv") else "utf-8"
        path.write_bytes(content.encode(encoding))
    console = CONSOLE.search(text)
    assert console is not None
    commands = [line[2:] for line in console[1].splitlines() if line.startswith("$ ")]
    now = ID.sub(r"\1-…", shown(commands, capfd).replace(str(folder), "/home/you/acme"))
    now = AGES.sub("", now)
    if os.environ.get("TROTH_REFRESH"):
        page.write_text(text[: console.start(1)] + now + text[console.end(1) :], encoding="utf-8")
        return
    assert now == console[1]
