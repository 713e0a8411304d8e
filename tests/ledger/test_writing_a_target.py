"""The page “Writing a target” is true: its lines are read, written back, and refused as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from troth import registry
from troth.acts.measuring import refuse_unfit
from troth.errors import TrothError
from troth.ledger.target import read_target

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-target.md").read_text("utf-8")
LINES = [
    line
    for block in re.findall(r"```target\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]
ROWS = re.findall(r"^\| `(.+?)` \| `(.+?)` \|$", PAGE, re.M)
FAULTS = [(written, said) for written, said in ROWS if said.startswith("character ")]
SHORTER = [(written, read) for written, read in ROWS if not read.startswith("character ")]


def test_the_page_has_examples() -> None:
    assert (len(LINES), len(SHORTER), len(FAULTS)) == (12, 4, 3)


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_fits_its_measure_and_is_written_back(line: str) -> None:
    target = read_target(line, registry.extensions("measures"))
    refuse_unfit(target, registry.load("measures", target.measure).CARD)
    assert str(target) == line


@pytest.mark.parametrize(("written", "read"), SHORTER)
def test_what_is_shorter_to_write(written: str, read: str) -> None:
    assert str(read_target(written, registry.extensions("measures"))) == read


@pytest.mark.parametrize(("written", "said"), FAULTS)
def test_what_cannot_be_read(written: str, said: str) -> None:
    with pytest.raises(TrothError) as fault:
        read_target(written, registry.extensions("measures"))
    assert " ".join(str(fault.value).split()) == " ".join(said.split())
