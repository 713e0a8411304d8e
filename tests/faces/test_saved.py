"""`troth segments` and `troth views`: what the pages choose and save, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Called, troth

MESSAGES = (
    "conversation,at,direction,author,author_name,side,text,message_id",
    "c1,2026-03-02T10:00:00Z,in,maren@kiosk.example,Maren Oduya,shop,Where is my refund?,1",
    "c2,2026-03-02T11:00:00Z,in,ira@kiosk.example,Ira Bell,sender,Thank you.,2",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("saved") / "ws"
    troth("init", root).fine()
    (root / "messages.csv").write_text("\n".join(MESSAGES) + "\n", encoding="utf-8")
    troth("-C", root, "add", root / "messages.csv").fine()
    return root


def at(place: Path, *words: str, code: int = 0) -> Called:
    return troth("-C", place, *words).fine(code)


def test_a_segment_from_its_name_to_its_people_and_gone(place: Path) -> None:
    assert "troth segments save" in at(place, "segments").out
    assert at(place, "segments", "save", "shops", 'side = "shop"').out == "shops: 1 of 2 people.\n"
    assert at(place, "segments").out == 'shops, 1 of 2 people\n  side = "shop"\n'
    (one,) = at(place, "segments", "list", "--format", "json").json
    assert (one["name"], one["of"], len(one["people"])) == ("shops", 2, 1)
    assert "Maren Oduya" in at(place, "segments", "members", "shops").out
    (her,) = at(place, "segments", "members", "shops", "--format", "json").json
    assert her["id"] == one["people"][0]
    wrong = at(place, "segments", "save", "x", 'size = "big"', code=2)
    assert "no criterion called “size”" in wrong.err
    assert "shops" in at(place, "segments", "members", "shop", code=2).err
    at(place, "segments", "drop", "shops")
    assert at(place, "segments", "list", "--format", "json").json == []


def test_a_view_is_saved_opened_as_its_page_shows_it_and_taken_back(place: Path) -> None:
    done = at(place, "views", "save", "My shops", "/people?side=shop")
    number = done.out.split()[-1]
    assert done.out.startswith("Saved as “My shops”.\n")
    at(place, "views", "save", "refunds", "/search?q=my+refund&in=messages&page=2")
    held = {one["name"]: one for one in at(place, "views", "--format", "json").json["views"]}
    assert held["My shops"]["command"] == "troth people list --side=shop"
    assert held["refunds"]["command"] == "troth search --in=messages -- my refund"
    assert at(place, "views", "open", "my shops", "--address").out == "/people?side=shop\n"
    assert "Maren" in at(place, "views", "open", "MY SHOPS").out
    (plain,) = at(place, "views", "open", "My shops", "--format", "json").json
    (masked,) = at(place, "views", "open", "My shops", "--mask", "--format", "json").json
    assert plain["known_as"] == "maren@kiosk.example"
    assert masked["known_as"] != plain["known_as"]
    (her,) = json.loads(at(place, "views", "open", "my shops", "--format", "json").out)
    assert her["name"] == "Maren Oduya"
    assert "refund" in at(place, "views", "open", "refunds").out
    dropped = at(place, "views", "drop", "my shops").out.split()[-1]
    assert "My shops" not in at(place, "views").out
    at(place, "views", "undo", dropped)
    assert "My shops  /people?side=shop" in at(place, "views").out
    at(place, "views", "undo", number)
    assert [one["name"] for one in at(place, "views", "--format", "json").json["views"]] == [
        "refunds"
    ]
    assert "See:  troth views" in at(place, "views", "undo", "99", code=2).err
    at(place, "views", "save", "x", "/undo/3?a=b", code=2)
    at(place, "views", "save", "pasted", "http://127.0.0.1:8080/?owner=Bea+Lund")
    assert at(place, "views", "open", "pasted", "--address").out == "/?owner=Bea+Lund\n"
