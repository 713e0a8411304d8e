"""Whoever was forgotten does not come back under a new address, nor by the name of a file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.acts.canary import ADDRESS, NAME, NOW, SETTINGS, found, plant
from troth.acts.add import add
from troth.acts.forget import forget
from troth.acts.opening import opened
from troth.acts.receipt import Receipt
from troth.config import Settings
from troth.ledger import directory
from troth.store.home import Home

NEW = "quenby@newhome.example"
CONTACTS = "Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = plant(tmp_path)
    forget(home, SETTINGS, ADDRESS, now_us=NOW + 1)
    return home


def put(home: Home, name: str, text: str, settings: Settings = SETTINGS, after: int = 2) -> Receipt:
    path = home.root / name
    path.write_text(text, encoding="utf-8")
    return add(home, settings, [path], now_us=NOW + after)


def people(home: Home) -> set[str]:
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        return {one.label for one in directory.people(con)}


def message(address: str, n: int) -> str:
    head = "message_id,conversation,at,direction,author,text\n"
    return f"{head}n{n},c{n},2026-05-0{n} 09:00,in,{address},Hello\n"


def test_a_new_address_beside_a_forgotten_one_is_followed(home: Home) -> None:
    met = people(home)
    told = put(home, "c.csv", f"{CONTACTS}501,Q,Z,{ADDRESS},,lead\n502,Q,Z,{NEW},,lead\n")
    assert (told.sources[0].forgotten, told.people_new) == (1, 1)
    again = put(home, "d.csv", f"{CONTACTS}501,Q,Z,{NEW},+44 7700 900123,lead\n", after=3)
    assert again.sources[0].forgotten == 1
    assert "q@else.example" not in people(home)
    assert put(home, "m.csv", message("501@x.example", 1), after=4).people_new == 1
    assert people(home) - met


def test_her_new_address_alone_brings_nobody_in(home: Home) -> None:
    met = people(home)
    put(home, "c.csv", f"{CONTACTS}501,Q,Z,{ADDRESS},,lead\n")
    put(home, "d.csv", f"{CONTACTS}501,Q,Z,{NEW},+44 7700 900123,lead\n", after=3)
    told = put(home, "m.csv", message(NEW, 1), after=4)
    assert (told.sources[0].forgotten, told.sources[0].new, told.people_new) == (1, 0, 0)
    assert people(home) == met


def test_what_somebody_else_is_known_by_is_not_hers(home: Home) -> None:
    put(home, "c.csv", f"{CONTACTS}501,Q,Z,{ADDRESS},,lead\n")
    told = put(home, "d.csv", f"{CONTACTS}501,Q,Z,ben@river.example,,lead\n", after=3)
    assert told.sources[0].forgotten == 1
    assert put(home, "m.csv", message("ben@river.example", 1), after=4).sources[0].new == 1
    shared = Settings(staff_domains=SETTINGS.staff_domains, shared=frozenset({"info@firm.example"}))
    put(home, "e.csv", f"{CONTACTS}501,Q,Z,info@firm.example,,lead\n", shared, after=5)
    assert put(home, "n.csv", message("info@firm.example", 2), after=6).sources[0].new == 1


@pytest.mark.parametrize(
    "name", [f"letter to {NAME}.md", "quenby-zoëllner.csv", f"of {ADDRESS}.md", f"{NAME} & co.md"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_called_after_her_is_not_read(home: Home, name: str, form: str) -> None:
    before = {trace for _, trace in found(home)}
    told = put(home, unicodedata.normalize(form, name), f"# Dear {NAME}\n\nHello.\n")
    assert told.sources[0].outcome == "refused"
    assert "[forgotten]" in told.sources[0].path
    assert {trace for _, trace in found(home)} == before
    assert NAME not in before
