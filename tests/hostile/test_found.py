"""Files that broke a reader once (each found by `python -m fuzz`), and one of every family that did not."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz.families import FAMILIES
from fuzz.reading import read

FOUND = sorted(Path(__file__).with_name("found").glob("*.input"))


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.stem)
def test_what_broke_a_reader_once_is_set_aside(file: Path) -> None:
    family = FAMILIES[file.name.partition("-")[0]]
    assert family.tried(file.read_bytes()) > 0


@pytest.mark.parametrize("name", FAMILIES)
def test_the_harness_reads_what_it_begins_with(name: str) -> None:
    family = FAMILIES[name]
    started = family.started()
    assert len(started) > 1
    assert sum(family.tried(one) for one in started[:: max(len(started) // 6, 1)]) > 0


def test_a_file_in_an_unknown_encoding_is_named_so() -> None:
    assert read("a.xes", b'<?xml version="1.0" encoding="UTF-5"?><log/>', forced="xes-log") == 1
