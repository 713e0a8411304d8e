"""What is handed to a person: all of hers, every version of it, and nobody else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.acts.canary import ADDRESS, NAME, NOW, SETTINGS, WORDS, plant
from tests.calling import Called, troth
from troth.acts.add import add
from troth.store.home import Home

OTHERS = ("Ben Stone", "Ben", "Stone", "ben@river.example", "01999 123456", "eve@else.example")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = plant(tmp_path_factory.mktemp("export"))
    (home.root / "troth.toml").write_text('company = "Acme"\n[people]\nstaff = ["acme.example"]\n')
    contacts = (
        "Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage\n"
        f"77,Quenby,Zoëllner,{ADDRESS},+49 176 5550 9931,customer\n"
        "78,Ben,Stone,ben@river.example,01999 123456,customer\n"
    )
    (home.root / "contacts.csv").write_text(contacts, encoding="utf-8")
    row = {
        "id": "m1",
        "conversation": "t1",
        "at": "2026-03-01T01:00:00Z",
        "author": ADDRESS,
        "author_name": NAME,
        "to": "tom@acme.example",
        "direction": "in",
        "text": f"My {WORDS} came. Ben Stone (01999/123456, ben@river.example) and eve@else.example"
        " know. <script>alert(1)</script>",
    }
    (home.root / "changed.jsonl").write_text(json.dumps(row), encoding="utf-8")
    add(home, SETTINGS, [home.root / "contacts.csv", home.root / "changed.jsonl"], now_us=NOW + 1)
    return home


@pytest.fixture(scope="module")
def data(home: Home) -> Called:
    troth("-C", home.root, "note", ADDRESS, "--answered", "rang, and ben@river.example too").fine()
    troth("-C", home.root, "look").fine()
    return troth("-C", home.root, "export", NAME).fine()


def test_all_of_hers_is_there_with_where_it_was_read(data: Called) -> None:
    told = data.json
    assert told["format"] == 1
    assert told["company"] == "Acme"
    known = {one["value"]: one for one in told["identifiers"]}
    assert known[ADDRESS]["file"] == "contacts.csv"
    assert known[ADDRESS]["row"] == 2
    assert any("5550" in value for value in known)
    assert told["names"] == [NAME]
    texts = [one["text"] for one in told["records"]]
    assert any(f"My {WORDS} never came" in text for text in texts)
    assert any(f"My {WORDS} came." in text for text in texts)
    versions = [one for one in told["records"] if WORDS in one["text"] and one["who"] == "you"]
    assert [one["newest"] for one in versions if "never" in one["text"]] == [False]
    assert {one["who"] for one in told["records"]} == {"you", "we", "another customer"}
    assert any("rang" in one["says"] and one["who"] == "one of us" for one in told["entries"])


def test_nobody_else_is_in_it(data: Called, home: Home) -> None:
    page = troth("-C", home.root, "export", NAME, "--format", "html").fine().out
    for held in (data.out, page):
        for other in OTHERS:
            assert not re.search(rf"(?<!\w){re.escape(other)}(?!\w)", held), other
        assert "tom@acme.example" not in held
        assert "another customer" in held
        assert ADDRESS in held


def test_the_page_runs_nothing_and_asks_nobody(home: Home) -> None:
    page = troth("-C", home.root, "export", NAME, "--format", "html").fine().out
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.findall(r"""(?:src|href)=["'](?!#)(?!data:)""", page)
    for heading in ("How we know you", "What we promised you", "Your records"):
        assert f"<h2>{heading}</h2>" in page


def test_it_is_masked_when_asked(home: Home) -> None:
    told = troth("-C", home.root, "export", NAME, "--mask").fine()
    assert ADDRESS not in told.out
    assert "q…r@v…d.example" in told.out
    assert "--no-mask" in told.err


def test_a_file_of_it_is_gone_when_she_is(home: Home, tmp_path: Path) -> None:
    out = tmp_path / "hers.html"
    troth("-C", home.root, "export", NAME, "--format", "html", "-o", out).fine()
    assert out.is_file()
    receipt = troth("-C", home.root, "forget", NAME, "--yes", "--format", "json").fine().json
    assert not out.exists()
    assert receipt["reports"] == 1


def test_what_was_deleted_in_its_system_is_still_held_and_so_handed_over(tmp_path: Path) -> None:
    home = plant(tmp_path)
    rows = "message_id,at,author,direction,text\n"
    hers = f"d1,2026-02-01T09:00:00Z,{ADDRESS},in,Where is it?\n"
    rest = "".join(f"d{n},2026-02-0{n}T09:00:00Z,b{n}@river.example,in,Hm\n" for n in range(2, 6))
    source = home.root / "all.csv"
    source.write_text(rows + hers + rest, encoding="utf-8")
    add(home, SETTINGS, [source], system="desk", now_us=NOW + 1)
    source.write_text(rows + rest, encoding="utf-8")
    receipt = add(home, SETTINGS, [source], system="desk", whole=True, now_us=NOW + 2)
    assert receipt.total("gone") == 1
    held = troth("-C", home.root, "export", ADDRESS).fine().json["records"]
    (one,) = [each for each in held if each["text"] == "Where is it?"]
    assert one["newest"] is False
    assert one["gone"]
    page = troth("-C", home.root, "export", ADDRESS, "--format", "html").fine().out
    assert "deleted in its own system" in page
