"""A law: no lens reads how anybody feels who works for the company or through it.

Directive (EU) 2024/2831, article 7. Whatever such a person writes, the lenses that read moods say
nothing of her; and no extension reads moods by another way.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import troth
from tests.in_world import look
from troth import registry
from troth.text.working_sides import SERVED, WORKING, served, works

SRC = Path(troth.__file__).parent
MOODS = {"troth.text.happiness", "troth.text.moods", "troth.text.mood_words", "troth.extend.moods"}
DOOR = "troth.extend.feelings"
READERS = ("unhappy", "happiest")
WORDS = ("Awful. The worst week I ever had, I hate it.", "Wonderful, thank you so much, I love it!")
SIDES = (
    *("courier", "Couriers", "driver", "Delivery Drivers", "van_driver", "rider", "staff"),
    *("seller", "merchant", "freelancer", "Contractors", "worker", "employee", "nurse", "host"),
)
HEAD = "at | kind | by | side | thread | scale | score | text\n"


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def test_moods_are_read_through_one_door_and_by_two_lenses() -> None:
    shelves = ("lenses", "prose/lenses", "measures", "recognisers", "extend")
    files = [path for shelf in shelves for path in (SRC / shelf).rglob("*.py")]
    readers = {path.stem for path in files if imported(path) & MOODS}
    assert readers == {"feelings"}
    through = {path.stem for path in files if any(one.startswith(DOOR) for one in imported(path))}
    assert through == set(READERS)


@pytest.mark.parametrize("name", READERS)
def test_nobody_who_works_is_read(name: str) -> None:
    lens = registry.load("lenses", name)
    world, people = HEAD, 0
    for side in SIDES:
        for words in WORDS:
            for score in (1, 10):
                who, people = f"w{people}x", people + 1
                world += f"2026-03-01 09:00 | survey_answer | {who} | {side} | | nps | {score} |\n"
                world += f"2026-03-18 09:00 | message | {who} | {side} | t{people} | | | {words}\n"
                other, people = f"w{people}x", people + 1
                world += f"2026-03-10 09:00 | message | {other} | {side} | t{people} | | | Hello.\n"
                world += (
                    f"2026-03-18 09:00 | message | {other} | sender | t{people} | | | {words}\n"
                )
                nobody, people = f"w{people}x", people + 1
                world += f"2026-03-18 09:00 | message | {nobody} | | t{people} | | | {words}\n"
    world += "".join(
        f"2026-03-01 09:00 | survey_answer | zoe{at} | sender | | nps | 7 |\n"
        f"2026-03-18 09:00 | message | zoe{at} | sender | z{at} | | | {words}\n"
        for at, words in enumerate(WORDS)
    )
    options = {"sides": ["shop", "guest"]}
    (found,) = look(lens, world, "2026-03-20 12:00", options=options)
    assert found.subject.id.startswith("h-zoe")


def test_no_name_is_both_served_and_working() -> None:
    assert not {side for side in SERVED if works(side)}
    assert all(not served(part, frozenset({part})) for part in WORKING)
    assert all(works(side) for side in SIDES)
    assert served("Customers")
    assert not served("partner network")
    assert not served("")
