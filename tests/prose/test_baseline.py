"""What is known stays quiet by its sentence, wherever it moves; a copy of it is new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from troth.documents import read
from troth.errors import ConfigError
from troth.extend.prose import ProseCard, phrases
from troth.model.document import Document
from troth.model.finding import Finding
from troth.prose.baseline import read_baseline, shrink_baseline, sift, write_baseline
from troth.prose.engine import Reader
from troth.prose.lens import Lens


def findings(text: str) -> tuple[Finding, ...]:
    document = read("a.md", text.encode())
    assert isinstance(document, Document)
    return (
        Reader([Lens("magic", ProseCard(), (phrases("magic", says="x"),))]).read(document).findings
    )


def test_a_known_sentence_is_known_on_any_line(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    assert write_baseline(file, findings("It is magic.\n\nOld magic.\n")) == 2
    sifted = sift(findings("# Head\n\nIt is  magic.\n\nIt is magic.\n"), read_baseline(file))
    assert (len(sifted.new), sifted.known, sifted.stale) == (1, 1, 1)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": [{"lens": 1}]}'])
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text)
    with pytest.raises(ConfigError, match="no baseline"):
        read_baseline(file)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_baseline(tmp_path / "absent.json")


def in_file(path: str, text: str) -> tuple[Finding, ...]:
    document = read(path, text.encode())
    assert isinstance(document, Document)
    lens = Lens("magic", ProseCard(), (phrases("magic", says="x"),))
    return Reader([lens]).read(document).findings


def test_an_entry_is_stale_only_where_its_file_was_read_or_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md"):
        Path(name).write_text("x")
    file = tmp_path / "known.json"
    found = [*in_file("a.md", "It is magic.\n"), *in_file("b.md", "Old magic.\n")]
    assert write_baseline(file, found) == 2
    known = read_baseline(file)
    assert sift((), known, ["a.md"]).stale == 1
    assert sift((), known, ["a.md", "b.md"]).stale == 2
    Path("b.md").unlink()
    assert sift((), known, ["a.md"]).stale == 2
    moved = in_file("a.md", "Old magic. It is magic.\n")
    assert sift(moved, known, ["a.md"]).stale == 0


def test_it_only_shrinks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md"):
        Path(name).write_text("x")
    file = tmp_path / "known.json"
    before = in_file("a.md", "It is magic.\n\nIt is magic.\n\nOld magic.\n")
    write_baseline(file, [*before, *in_file("b.md", "B magic.\n")])
    now = in_file("a.md", "It is magic.\n\nNew magic.\n")
    assert shrink_baseline(read_baseline(file), now, ["a.md"]) == 2
    left = read_baseline(file)
    assert [(one.file, one.count) for one in left.entries] == [("a.md", 1), ("b.md", 1)]
    assert len(sift(now, left, ["a.md"]).new) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_baseline_without_files_is_still_read(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    write_baseline(file, findings("It is magic.\n"))
    rows = json.loads(file.read_text())["findings"]
    old = [{key: row[key] for key in ("lens", "sentence", "count")} for row in rows]
    file.write_text(json.dumps({"version": 1, "findings": old}))
    assert sift(findings("It is magic.\n"), read_baseline(file)).known == 1
    assert sift((), read_baseline(file)).stale == 1
