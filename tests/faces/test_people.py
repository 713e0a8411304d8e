"""`troth people`: the list, the doubtful pairs, and every answer with the way back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.calling import Called, troth

HEAD = "Id,AccountId,LastName,FirstName,Email,MobilePhone,Title,CreatedDate,IsDeleted,MailingCity"
END = "2026-01-05T10:00:00Z,false,X"
CONTACTS = (
    f"003A00000000001AAA,001A00000000001AAA,Quill,Tara,tara.quill@gmail.com,,,{END}",
    f"003A00000000002AAA,001A00000000002AAA,Quill,Tara,tara.quill@gmial.com,,,{END}",
    f"003A00000000003AAA,001A00000000002AAA,Moor,Eva,eva@moor.example,,Owner,{END}",
)
ACCOUNTS = (
    "Id,Name,ParentId,Type,Industry,CreatedDate,IsDeleted,SystemModstamp",
    "001A00000000001AAA,Harbour Goods,001A00000000002AAA,Customer,Retail,2026-01-05T10:00:00Z,false,",
    "001A00000000002AAA,Harbour Holding,,Customer,Retail,2026-01-05T10:00:00Z,false,",
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    troth("init", root).fine()
    for name, rows in (("Contact.csv", (HEAD, *CONTACTS)), ("Account.csv", ACCOUNTS)):
        (root / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    troth("-C", root, "add", root / "Contact.csv", root / "Account.csv").fine()
    return root


def people(place: Path, *words: str) -> Called:
    return troth("-C", place, "people", *words).fine()


def asked(place: Path) -> list[tuple[str, str]]:
    found = people(place, "doubts", "--format", "json").json["questions"]
    return [(one["gone"]["id"], one["into"]["id"]) for one in found]


def test_people_are_listed_by_account_and_in_every_form(place: Path) -> None:
    assert people(place).out.count("p-") == 3
    (eva,) = people(place, "list", "--account", "Harbour Holding", "--format", "json").json[:1]
    assert (eva["name"], eva["account"]) == ("Eva Moor", "Harbour Holding")
    rows = list(csv.DictReader(io.StringIO(people(place, "--format", "csv").out)))
    assert {row["account"] for row in rows} == {"Harbour Goods", "Harbour Holding"}
    assert people(place, "--staff").out == "Nobody.\n"
    wrong = troth("-C", place, "people", "list", "--account", "Harbour")
    assert wrong.code == 2
    assert "Harbour Goods" in wrong.err


def test_a_doubt_is_answered_and_each_answer_taken_back(place: Path) -> None:
    ((one, two),) = asked(place)
    text = people(place, "doubts").out
    assert "one letter apart" in text
    assert f"troth people merge {one} {two}" in text
    for words in (("merge", one, two, "--reason", "a slip"), ("apart", one, two)):
        done = people(place, *words)
        number = done.out.split()[-1]
        assert f"troth people undo {number}" in done.out
        assert asked(place) == []
        people(place, "undo", number)
        assert asked(place) == [(one, two)]
    assert troth("-C", place, "people", "undo", "99999").code == 2


def test_merged_and_unmerged_split_and_given_back(place: Path) -> None:
    ((one, two),) = asked(place)
    people(place, "merge", one, two)
    assert people(place).out.count("p-") == 2
    told = people(place, "unmerge", one, "--format", "json").json
    assert told["deed"] == "unmerge-people"
    assert people(place).out.count("p-") == 3
    assert asked(place) == []
    done = people(place, "split", "Eva Moor", "eva@moor.example", "--format", "json").json
    assert people(place).out.count("p-") == 4
    assert "eva@moor.example" in troth("-C", place, "person", done["target"]).fine().out
    wrong = troth("-C", place, "people", "split", done["target"], "eva@moor.example")
    assert "all that is known" in wrong.err
    people(place, "undo", str(done["id"]))
    assert people(place).out.count("p-") == 3
    wrong = troth("-C", place, "people", "split", "Eva Moor", "tom@moor.example")
    assert "Known are: eva@moor.example" in wrong.err
