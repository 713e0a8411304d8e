"""What is known stays quiet by its sentence, wherever it moves; a copy of it is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.documents import read
from troth.errors import ConfigError
from troth.extend.prose import ProseCard, phrases
from troth.model.document import Document
from troth.model.finding import Finding
from troth.prose.baseline import read_baseline, sift, write_baseline
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
