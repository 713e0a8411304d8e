"""A promise past its day that later words settle: its own quiet group, and one click to mark it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.acts.office import START, TOM, message
from tests.calling import troth
from troth import config
from troth.acts.add import add
from troth.acts.opening import opened
from troth.acts.run import Asked, run
from troth.faces.web.application import app
from troth.store.home import create, open_home

ANA, BEN, EVE, KIM = (f"{name}@river.example" for name in ("ana", "ben", "eve", "kim"))


def at(day: int) -> datetime:
    return START.replace(day=day)


ROWS = [
    message(0, "t1", at(2), TOM, "We will refund you by 6 March.", to=ANA),
    message(1, "t1", at(5), TOM, "Your refund has been paid.", to=ANA),
    message(2, "t1", at(9), ANA, "It arrived, thank you.", to=TOM),
    message(3, "t2", at(2), TOM, "We will send the part by 6 March.", to=BEN),
    message(4, "t2", at(8), BEN, "Still no part.", to=TOM),
    message(5, "t2", at(11), TOM, "The part has been sent <b>today</b>.", to=BEN),
    message(6, "t3", at(2), TOM, "I will call you by 6 March.", to=EVE),
    message(7, "t3", at(5), EVE, "No need to call any more.", to=TOM),
    message(8, "t4", at(2), TOM, "We will replace the lamp by 6 March.", to=KIM),
    message(9, "t4", at(20), KIM, "My parcel is green.", to=TOM),
]


def us(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = create(tmp_path_factory.mktemp("said") / "acme")
    root = home.root
    names = list(dict.fromkeys(name for row in ROWS for name in row))
    rows = [json.dumps({name: row.get(name, "") for name in names}) for row in ROWS]
    (root / "desk.jsonl").write_text("\n".join(rows) + "\n")
    (root / "troth.toml").write_text('[people]\nstaff = ["acme.example"]\n')
    settings = config.load(root)
    assert add(home, settings, [root / "desk.jsonl"], now_us=us(at(21))).total("new") == 10
    with opened(home, settings) as work:
        run(work, Asked(us(at(21))))
    return root


@pytest.fixture(scope="module")
def browser(place: Path) -> Iterator[TestClient]:
    pages = app(open_home(place), config.load(place), token="here", work=False)
    with TestClient(pages, base_url="http://127.0.0.1") as held:
        held.get("/?token=here")
        yield held


def page(browser: TestClient) -> Any:
    return browser.get("/promises.json").json()


def test_only_what_no_word_settles_is_past_its_day(browser: TestClient) -> None:
    told = page(browser)
    assert [one["promise"]["words"] for one in told["overdue"]] == [ROWS[8]["text"]]
    assert told["late"] == 1
    marks = {one["promise"]["words"]: one["done"]["marks"] for one in told["said_done"]}
    assert marks == {
        "We will refund you by 6 March.": ["kept", "late"],
        "We will send the part by 6 March.": ["late", "kept"],
        "I will call you by 6 March.": ["released"],
    }
    quotes = [one["done"]["quote"] for one in told["said_done"]]
    assert "Your refund has been paid." in quotes
    assert all(one["overdue"] is None for one in told["said_done"])


def test_the_page_says_to_mark_it_and_escapes_the_words(browser: TestClient) -> None:
    text = browser.get("/promises").text
    assert "later words say it was done; mark it" in text
    assert "later words say they let us off; mark it" in text
    assert "sent &lt;b&gt;today" in text
    assert "4 promises; 1 past its day when the records end" in text
    assert " more: <a" not in text


def test_the_terminal_has_them_last_with_the_command_that_marks_them(place: Path) -> None:
    out = troth("-C", place, "promises", "list").fine(0).out
    plain = " ".join(out.split())
    assert "later words say it was done; mark it: “Your refund has been paid.” (we wrote," in plain
    assert re.search(r"troth promises mark p-\w+ kept --evidence e-\w+", out)
    assert plain.index("the lamp") < plain.index("We will refund")
    told = json.loads(troth("-C", place, "promises", "list", "--format", "json").fine(0).out)
    assert sum(one["said_done"] is not None for one in told) == 3


def test_a_letter_does_not_say_that_it_was_late(place: Path) -> None:
    told = json.loads(troth("-C", place, "promises", "list", "--to", ANA, "--format", "json").out)
    troth("-C", place, "promises", "confirm", told[0]["id"]).fine(0)
    text = " ".join(troth("-C", place, "letter", ANA).fine(0).out.split())
    assert "did not do in time" not in text
    assert "we wrote “Your refund has been paid.”" in text


def test_one_click_marks_it_with_the_message_as_evidence(browser: TestClient) -> None:
    (one,) = [line for line in page(browser)["said_done"] if line["done"]["marks"][0] == "late"]
    csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get("/promises").text)
    assert csrf
    held = {"csrf": csrf[1], "back": "/promises", "as": "late", "reason": one["done"]["evidence"]}
    after = browser.post(f"/promises/{one['promise']['id']}/mark", data=held)
    assert "Marked late." in after.text
    assert len(page(browser)["said_done"]) == 2
    told = browser.get(f"/promises/{one['promise']['id']}.json").json()
    assert told["line"]["promise"]["state"] == "late"
    assert one["done"]["evidence"] in told["history"][-1]["says"]
