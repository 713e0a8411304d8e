"""A small world of contacts whose persons are known, and how the directory does upon it."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path

from tests.ledger.conftest import SECRET
from troth.ledger import directory
from troth.ledger.doubting import doubts
from troth.ledger.identifying import handle
from troth.ledger.meeting import resolve
from troth.ledger.opening import Ledger
from troth.ledger.tying import Tie
from troth.model.evidence import Identifier

WORLD = Path(__file__).parent / "world.csv"
STAFF = frozenset({"acme.test"})


@dataclass(frozen=True, slots=True)
class Row:
    """One contact as one system has her, and whose each identifier is in truth."""

    case: str
    system: str
    number: str
    name: str
    email: str
    phone: str
    person: str
    email_is: str
    phone_is: str

    def identifiers(self) -> list[tuple[Identifier, str]]:
        name = self.name or None
        found = [(Identifier("id", f"{self.system}:{self.number}", name), self.person)]
        if self.email:
            found.append((Identifier("email", self.email, name), self.email_is or self.person))
        if self.phone:
            found.append((Identifier("phone", self.phone, name), self.phone_is or self.person))
        return found


@dataclass(slots=True)
class Graded:
    """Pairs of identifiers: joined rightly and wrongly by itself, those there are, those left.

    `asked` counts the questions, `yes` those of them that are one person; `after` is how many of
    the true pairs stand together when all questions have been answered rightly.
    """

    right: int = 0
    wrong: int = 0
    true: int = 0
    asked: int = 0
    yes: int = 0
    after: int = 0


def rows() -> list[Row]:
    with WORLD.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def taken_in(ledger: Ledger, held: Sequence[Row]) -> None:
    """Each run of rows of one system is an import, as a file of that system would be."""
    for at, (system, some) in enumerate(groupby(held, key=lambda row: row.system), 1):
        known: list[Identifier] = []
        ties = []
        for n, row in enumerate(some, 2):
            ids = [one for one, _ in row.identifiers()]
            known += ids
            handles = tuple(str(handle(SECRET, one)) for one in ids)
            if len(handles) > 1:
                ties.append(Tie(handles, system, f"{system}.csv", n, row.name or None))
        with ledger.begin() as con:
            resolve(con, SECRET, known, staff_domains=STAFF, ties=ties, at_us=at)


def in_order(held: Iterable[Row], seed: int | None) -> list[Row]:
    """System by system; with a seed in another order, and each system in two exports."""
    if seed is None:
        return sorted(held, key=lambda row: row.system)
    chance = random.Random(seed)
    parts: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in chance.sample([*held], len([*held])):
        parts[row.system, chance.randrange(2)].append(row)
    names = chance.sample(sorted(parts), len(parts))
    return [row for name in names for row in parts[name]]


def gold(held: Iterable[Row]) -> dict[str, str]:
    """By handle, whose it is in truth."""
    found: dict[str, str] = {}
    for row in held:
        for one, whose in row.identifiers():
            key = str(handle(SECRET, one))
            assert found.setdefault(key, whose) == whose, f"{row} says otherwise before"
    return found


def graded(ledger: Ledger, held: Sequence[Row]) -> Graded:
    """How it does by itself, what it asks, and what comes of true answers."""
    truth, grade = gold(held), Graded()
    grade.true = sum(_pairs(_groups(truth)))
    joined = _owners(ledger, truth)
    grade.right, grade.wrong = _counted(joined, truth)
    whose = {joined[one]: truth[one] for one in truth}
    while True:
        with ledger.read() as con:
            asked = doubts(con, now_us=100)
        if not asked:
            break
        with ledger.begin() as con:
            for one in asked:
                a, b = _root(con, one.one), _root(con, one.two)
                if a == b:
                    continue
                grade.asked += 1
                if whose[a] == whose[b]:
                    grade.yes += 1
                    directory.merge(con, a, b, at_us=50, who="the truth")
                elif not _said(con, a, b):
                    directory.apart(con, a, b, at_us=50, who="the truth")
    grade.after, wrong = _counted(_owners(ledger, truth), truth)
    assert wrong == grade.wrong
    return grade


def _root(con: object, id: str) -> str:
    found = directory.person(con, id)  # type: ignore[arg-type]
    assert found is not None
    return found.id


def _said(con: object, a: str, b: str) -> bool:
    from troth.ledger.same import same_people

    return same_people(con).parted(a, b)  # type: ignore[arg-type]


def _owners(ledger: Ledger, handles: Iterable[str]) -> dict[str, str]:
    with ledger.read() as con:
        return directory.owners(con, handles)


def _groups(by: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, whose in by.items():
        found[whose].append(one)
    return found


def _pairs(groups: dict[str, list[str]]) -> Iterable[int]:
    return (len(each) * (len(each) - 1) // 2 for each in groups.values())


def _counted(joined: dict[str, str], truth: dict[str, str]) -> tuple[int, int]:
    right = wrong = 0
    for each in _groups(joined).values():
        for a, b in combinations(each, 2):
            same = truth[a] == truth[b]
            right, wrong = right + same, wrong + (not same)
    return right, wrong
