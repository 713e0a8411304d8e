"""What the directory joins by itself is right; what it asks is worth asking; the rest is counted.

The numbers stand in docs/people.md as well, and a test sees that they are these.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.people.world import Graded, graded, in_order, rows, taken_in
from troth.ledger.opening import Ledger, open_ledger
from troth.stats import wilson

DOCS = Path(__file__).parents[2] / "docs" / "people.md"
SEEDS = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Graded in the order in which a company would add the systems, one after the other."""
    with open_ledger(tmp_path_factory.mktemp("world") / "ledger.sqlite") as ledger:
        held = rows()
        taken_in(ledger, in_order(held, None))
        return graded(ledger, held)


def told(grade: Graded) -> list[str]:
    """The table of docs/people.md."""
    found = (
        ("joined by itself, and right", grade.right, grade.right + grade.wrong),
        ("of what is one person's, joined by itself", grade.right, grade.true),
        ("… and after the questions are answered", grade.after, grade.true),
        ("questions whose answer is yes", grade.yes, grade.asked),
    )
    return [_line(*each) for each in found]


def _line(what: str, n: int, of: int) -> str:
    share = wilson(n, of)
    return f"| {what} | {n} of {of} | {n / of:.1%} | {share.low:.1%} to {share.high:.1%} |"


def test_the_world_is_large_and_of_many_kinds() -> None:
    held = rows()
    cases = Counter(row.case for row in held)
    assert len(held) >= 300
    assert len(cases) >= 30
    assert len({row.person for row in held}) >= 200


def test_nothing_is_joined_wrongly(straight: Graded, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("", *told(straight), sep="\n")
    assert straight.wrong == 0
    assert straight.right >= 360
    assert straight.after / straight.true >= 0.95
    assert straight.yes / straight.asked >= 0.6


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_joined_wrongly_in_any_order(tmp_path: Path, seed: int) -> None:
    held = rows()
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        taken_in(ledger, in_order(held, seed))
        grade = graded(ledger, held)
    assert grade.wrong == 0
    assert grade.right / grade.true >= 0.54
    assert grade.after / grade.true >= 0.95


@pytest.mark.postgres
def test_postgresql_does_the_same(ledger: Ledger, straight: Graded) -> None:
    held = rows()
    taken_in(ledger, in_order(held, None))
    assert graded(ledger, held) == straight


def test_the_same_exports_again_change_nothing(tmp_path: Path, straight: Graded) -> None:
    held = rows()
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        for _ in range(2):
            taken_in(ledger, in_order(held, None))
        again = graded(ledger, held)
    assert (again.wrong, again.after) == (0, straight.after)
    assert again.right <= straight.right


def test_the_numbers_in_the_docs_are_these(straight: Graded) -> None:
    text = DOCS.read_text(encoding="utf-8")
    for line in told(straight):
        assert line in text, f"docs/people.md should say:\n{line}"
