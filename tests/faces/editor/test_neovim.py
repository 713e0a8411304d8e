"""Neovim with the server: what its user sees, does and gets, as docs/editors.md prints it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from tests.faces.editor.test_exchange import PAGE, TEXT

SESSION = Path(__file__).with_name("session.lua")
SHOWN = re.compile(r"```text\n(hello\.md, opened\n.*?)```", re.DOTALL)


def test_a_session_in_neovim(tmp_path: Path) -> None:
    editor = shutil.which("nvim")
    if editor is None:
        says = "NO NEOVIM: its session was not played. Install it:  apt-get install neovim"
        warnings.warn(says, stacklevel=1)
        pytest.skip(says)
    (tmp_path / "hello.md").write_text(TEXT, encoding="utf-8")
    server = [sys.executable, "-m", "troth", "lsp", "--select", "people-as-parts"]
    env = {**os.environ, "TROTH_LSP": json.dumps(server), "XDG_STATE_HOME": str(tmp_path / "s")}
    done = subprocess.run(
        [editor, "--headless", "--clean", "-u", "NONE", "-c", f"luafile {SESSION}"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    text = PAGE.read_text(encoding="utf-8")
    held = SHOWN.search(text)
    assert held is not None
    if os.environ.get("TROTH_REFRESH"):
        PAGE.write_text(text[: held.start(1)] + done.stdout + text[held.end(1) :], "utf-8")
        return
    assert done.stdout == held[1], done.stderr
