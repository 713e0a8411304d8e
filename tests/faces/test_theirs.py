"""`troth promises theirs` and `triage --theirs`: the gaps in words and as data, answered from a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.beliefs import ANA, BEN, CARA, ROWS
from tests.acts.office import SETTINGS, office
from tests.calling import troth
from troth.acts.opening import opened
from troth.ledger.theirs import theirs
from troth.store.home import open_home


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("theirs")
    firm = {"account": "River <b>Co</b>"}
    rows = [row | firm if row["author"] in (ANA, BEN, CARA) else row for row in ROWS]
    with office(root, rows, look=True):
        (root / "acme" / "troth.toml").write_text('[people]\nstaff = ["acme.example"]\n')
    return root / "acme"


def test_the_terminal_shows_what_the_page_shows_and_takes_answers(place: Path) -> None:
    asked = troth("-C", place, "promises", "triage", "--theirs", "--format", "json").fine().json
    first = asked["questions"][0]
    assert (first["people"], first["line"]) == (3, None)
    plain = troth("-C", place, "promises", "triage", "--theirs").fine().out
    assert first["ids"][0] in plain
    assert "more than we said: another day" in plain
    told = troth("-C", place, "promises", "theirs", "--added", first["ids"][0]).fine().out
    assert "Added by them" in told
    assert "not enough to say (n = 4" in told
    stronger = next(one for one in asked["questions"] if one["relation"] == "stronger")
    promise, saying = stronger["line"]["promise"]["id"], stronger["ids"][0]
    troth("-C", place, "promises", "attach", promise, saying, "--as", "stronger").fine()
    page = troth("-C", place, "promises", "theirs", "--format", "json").fine().json
    assert page["stronger"][0]["theirs"][0]["sure"]
    assert {"says", "added", "unheard", "broken", "stronger", "unknown", "answers"} <= page.keys()
    assert saying not in troth("-C", place, "promises", "show", promise).fine().out


def test_an_account_holds_what_its_people_say_we_promised_beside_what_we_did(place: Path) -> None:
    told = troth("-C", place, "account", "River <b>Co</b>", "--format", "json").fine().json
    held = told["theirs"]
    by = {one["words"]["text"]: one for one in held["told"]}
    assert held["total"] == len(by)
    lock = by["I was told you would send a new lock by 10 March."]
    assert lock["ours"] == "I will send a new lock by 12 March 2026."
    assert lock["gap"] == "more than we said: another day"
    (photo,) = [one for text, one in by.items() if text.startswith("I was promised a photo")]
    assert (photo["promise"], photo["ours"]) == (None, None)
    assert not any("Your driver said" in text for text in by)  # Dan is of no account.
    text = " ".join(troth("-C", place, "account", told["id"]).fine().out.split())
    assert "What they say we promised “" in text
    assert "we: “I will send a new lock by 12 March 2026.”, open; more than we said" in text


def test_a_wrong_id_is_one_sentence(place: Path) -> None:
    wrong = troth("-C", place, "promises", "theirs", "--added", "s-none")
    assert wrong.code == 2
    assert "Traceback" not in wrong.err


def test_a_letter_in_a_file_is_noted_as_asked_and_one_that_is_read_is_not(place: Path) -> None:
    troth("-C", place, "letter", ANA).fine()
    with opened(open_home(place), SETTINGS) as work, work.ledger.read() as con:
        assert theirs(con).asked == ()
    mail = troth("-C", place, "letter", ANA, "--format", "eml").fine().out
    with opened(open_home(place), SETTINGS) as work, work.ledger.read() as con:
        (asked,) = theirs(con).asked
    assert f"letter.{asked.mark}@" in mail
    assert f"({asked.mark})" in mail.replace("\r\n ", " ")
