"""A list of contacts goes in: people without deeds, tied to what is known, and forgotten for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.adding import table, workspace
from troth.acts.add import add
from troth.acts.forget import forget
from troth.acts.receipt import Receipt
from troth.config import Settings
from troth.ledger.directory import count_people, find, people
from troth.ledger.opening import open_ledger
from troth.store.home import Home

NOW = 1_700_000_000_000_000
CONTACTS = '''"""Who are our contacts, in a table of ours?

What it reads: lines that begin with contact.
How it is recognised: by that word at the beginning of the file.
What it sets aside: lines that are shorter than they should be.
Source: none.
"""
from troth.extend.source import Identifier, Introduction, Sample, SourceCard

CARD = SourceCard(kinds=frozenset(), endings=(".txt",), system="book", introduces=True)
EXAMPLES = ()


def recognises(opened):
    return 1.0 if opened.head_text.startswith("contact;") else 0.0


def read(opened):
    for row, line in enumerate(opened.lines(), 1):
        parts = line.strip().split(";")
        if len(parts) < 5:
            yield opened.reject("The line is too short.", "Write it in full.", row=row)
            continue
        _, number, name, address, account = parts
        known = [Identifier("id", f"book:{number}", name)]
        known += [Identifier("email", address, name)] if address else []
        yield Introduction(
            tuple(known),
            opened.origin(row),
            accounts=(Identifier("account", account, account),) if account else (),
            side="shop",
            title="owner",
        )
'''


@pytest.fixture
def place(tmp_path: Path) -> tuple[Home, Settings]:
    home, settings = workspace(tmp_path / "ws")
    (home.root / "troth_lenses" / "contacts_of_ours.py").write_text(CONTACTS, encoding="utf-8")
    return home, settings


def contacts(home: Home, *lines: str) -> Path:
    file = home.root / "book.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def counts(receipt: Receipt) -> tuple[int, int, int, int]:
    names = ("rows_read", "new", "unchanged", "set_aside")
    read, new, unchanged, aside = (receipt.total(name) for name in names)
    return read, new, unchanged, aside


def test_people_without_deeds_are_people(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = contacts(
        home, "contact;1;Ana Ruiz;ana@example.org;Kiosk 14", "contact;2;Tom Hale;;", "x"
    )
    receipt = add(home, settings, [file], now_us=NOW)
    assert counts(receipt) == (2, 2, 0, 1)
    assert (receipt.people_new, receipt.people_seen) == (2, 2)
    assert receipt.sources[0].kind == "person"
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        (ana,) = find(con, "Ana Ruiz")
        assert (ana.side, ana.title, len(ana.handles)) == ("shop", "owner", 2)
        assert ana.account is not None
        assert {one.label for one in people(con)} == {"Ana Ruiz", "Tom Hale"}


def test_the_same_list_again_and_a_newer_one_change_nothing_that_is_known(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    file = contacts(home, "contact;1;Ana Ruiz;ana@example.org;")
    add(home, settings, [file], now_us=NOW)
    again = add(home, settings, [file], now_us=NOW + 1)
    assert again.sources[0].outcome == "same"
    file = contacts(
        home, "contact;1;Ana Ruiz;ana@example.org;", "contact;3;Eva Moor;eva@example.org;"
    )
    newer = add(home, settings, [file], now_us=NOW + 2)
    assert counts(newer) == (2, 1, 1, 0)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert count_people(con) == 2


def test_a_contact_is_the_one_who_wrote(place: tuple[Home, Settings]) -> None:
    home, settings = place
    add(home, settings, [table(home.root / "in.csv", "1,1000,ana@example.org,,Hello?")], now_us=NOW)
    file = contacts(home, "contact;1;Ana Ruiz;ana@example.org;")
    receipt = add(home, settings, [file], now_us=NOW + 1)
    assert receipt.people_new == 0
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert count_people(con) == 1
        assert find(con, "ana@example.org")[0].label == "Ana Ruiz"


def test_who_was_forgotten_is_not_brought_back_by_a_list(place: tuple[Home, Settings]) -> None:
    home, settings = place
    add(home, settings, [table(home.root / "in.csv", "1,1000,ana@example.org,,Hello?")], now_us=NOW)
    forget(home, settings, "ana@example.org", now_us=NOW + 1)
    file = contacts(home, "contact;1;Ana Ruiz;ana@example.org;", "contact;2;Tom Hale;;")
    receipt = add(home, settings, [file], now_us=NOW + 2)
    assert receipt.total("forgotten") == 1
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert not find(con, "Ana Ruiz")
        assert not find(con, "1")
        assert [one.label for one in people(con)] == ["Tom Hale"]


def test_forgetting_takes_the_ties_too(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = contacts(home, "contact;1;Ana Ruiz;ana@example.org;")
    add(home, settings, [file], now_us=NOW)
    forget(home, settings, "Ana Ruiz", now_us=NOW + 1)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert con.exec_driver_sql("SELECT count(*) FROM tie").scalar() == 0
        assert count_people(con) == 0
