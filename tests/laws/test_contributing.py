"""“Write a lens in ten minutes” is true: its blocks, put together, make a lens that holds."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from troth import registry
from troth.acts.prove import prove

ROOT = Path(__file__).parents[2]


def lens_file(folder: Path) -> Path:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    folder.mkdir(exist_ok=True)
    path = folder / "double_ask.py"
    path.write_text("\n\n".join(blocks), encoding="utf-8")
    return path


def test_the_lens_of_the_guide_holds(tmp_path: Path) -> None:
    lens_file(tmp_path / "troth_lenses")
    found = registry.extensions("lenses", [tmp_path / "troth_lenses"])
    assert prove(found["double-ask"]) == ()


def test_a_lens_in_the_folder_beside_the_settings_works(tmp_path: Path) -> None:
    lens_file(tmp_path / "troth_lenses")
    (tmp_path / "talk.jsonl").write_text(
        '{"conversation": "c1", "at": "2026-03-02T09:00:00Z", "direction": "in", '
        '"author": "ana", "text": "Where is my parcel?", "message_id": "1"}\n'
        '{"conversation": "c1", "at": "2026-03-02T12:00:00Z", "direction": "in", '
        '"author": "ana", "text": "Hello? Where is my parcel?", "message_id": "2"}\n'
    )
    troth = shutil.which("troth") or str(Path(sys.executable).with_name("troth"))

    def run(*words: str) -> str:
        done = subprocess.run(
            [troth, *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("init")
    run("add", "talk.jsonl")
    assert "had to ask twice within a day" in run("look", "double-ask")
    assert "Who had to ask us twice?" in run("explain", "double-ask")
