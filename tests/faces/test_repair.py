"""`troth promises repair`, `troth renewals` and their pages: from a break to her own word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.acts.office import START, TOM, message
from tests.calling import troth
from troth import config
from troth.acts import promises
from troth.acts.add import add
from troth.acts.opening import opened
from troth.acts.run import Asked, run
from troth.faces.web.application import app
from troth.store.home import create, open_home

ANA, BEN, EVE = "ana@river.example", "ben@river.example", "eve@river.example"
HOSTILE = "Your driver threw my box over the fence. <script>window.hacked=1</script> {{7*7}}"
NOW = datetime.now(UTC)
ROWS = [
    message(0, "t1", START, ANA, "Where is my refund?", to=TOM, author_name="Ana Quill"),
    message(1, "t1", START.replace(hour=10), TOM, "We will refund the £38.00 by 4 March.", to=ANA),
    message(2, "t1", START.replace(day=6), ANA, "Still nothing. I had to close the shop.", to=TOM),
    message(3, "t1", START.replace(day=9), ANA, "Where are my £38.00?", to=TOM),
    message(4, "t2", START.replace(day=10), EVE, HOSTILE, to=TOM, author_name="Eve <b>Stone</b>"),
    message(5, "t1", START.replace(day=20), TOM, "We are sorry, that was our mistake.", to=ANA),
    message(6, "t1", START.replace(day=22), TOM, "Your refund has been paid today.", to=ANA),
    message(7, "t1", START.replace(day=23), ANA, "Thank you, that is sorted now.", to=TOM),
    message(8, "t3", START.replace(day=3), BEN, "A part is missing.", to=TOM, author_name="Ben"),
    message(9, "t3", START.replace(day=4), TOM, "We will send the part by 6 March.", to=BEN),
    message(10, "t3", START.replace(day=9), BEN, "Still no part.", to=TOM),
]
SETTINGS = """[people]
staff = ["acme.example"]
[files."contracts.csv"]
kind = "period"
map = { "email" = "by", "company" = "account", "start" = "start", "end" = "end", "status" = "status", "amount" = "amount", "money" = "currency", "id" = "key" }
"""


def contracts() -> str:
    ahead, past = NOW + timedelta(days=40), NOW + timedelta(days=200)
    return (
        "id,email,company,status,start,end,amount,money\n"
        f"k0,{BEN},Quill & Daughters,active,2025-01-01,{past:%Y-%m-%d},240.00,GBP\n"
        f"k1,,Quill & Daughters,active,2026-01-01,{ahead:%Y-%m-%d},240.00,GBP\n"
        f"k2,{EVE},Stone,cancelled,2026-01-01,{ahead:%Y-%m-%d},240.00,GBP\n"
        f"k3,{ANA},Ana,active,2026-01-01,{past:%Y-%m-%d},240.00,GBP\n"
    )


def us(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which promises to Ana and Ben are past their day; it was looked at once."""
    home = create(tmp_path_factory.mktemp("repair") / "acme")
    root = home.root
    names = list(dict.fromkeys(name for row in ROWS for name in row))
    rows = [json.dumps({name: row.get(name, "") for name in names}) for row in ROWS]
    (root / "desk.jsonl").write_text("\n".join(rows) + "\n")
    (root / "contracts.csv").write_text(contracts())
    (root / "troth.toml").write_text(SETTINGS)
    settings = config.load(root)
    files = [root / "desk.jsonl", root / "contracts.csv"]
    assert add(home, settings, files, now_us=us(NOW)).total("set_aside") == 0
    with opened(home, settings) as work:
        run(work, Asked(us(NOW)))
    return root


@pytest.fixture(scope="module")
def promise(place: Path) -> str:
    with opened(open_home(place), config.load(place)) as work:
        (found,) = promises.listed(work, to=ANA)
        why = "paid too late"
        promises.mark(work, found.id, "late", who="tom", now_us=us(NOW), reason=why)
    return found.id


def record(place: Path, words: str) -> str:
    with opened(open_home(place), config.load(place)) as work:
        return work.index.search(words)[0].id


def repair(place: Path, *words: str, code: int = 0) -> str:
    called = troth("-C", place, "promises", "repair", *words).fine(code)
    assert "Traceback" not in called.err
    return " ".join((called.out if code == 0 else called.err).split())


def test_renewals_tell_the_account_the_day_what_is_owed_and_the_money(place: Path) -> None:
    plain = " ".join(troth("-C", place, "renewals").fine().out.split())
    assert plain.startswith("1 account renews in 90 days while 1 thing is owed to it")
    assert re.search(r"Quill & Daughters: renews [\w ]+, in (39|40) days, 240.00 GBP", plain)
    assert "“We will send the part by 6 March.”" in plain
    assert "to Ben · since" in plain
    assert "Stone:" not in plain
    rows = troth("-C", place, "renewals", "--format", "json").fine().json["rows"]
    assert [row["account"]["name"] for row in rows] == ["Quill & Daughters"]
    assert (rows[0]["status"], rows[0]["owed"][0]["sure"]) == ("speaks", True)


def test_the_list_tells_the_silence_and_who_told_us(place: Path) -> None:
    told = repair(place)
    assert told.startswith("2 repairs are open; of 1 we have said nothing to the person yet.")
    assert "first word after 15 days; they told us twice since" in told
    assert "they told us once since" in told
    assert "not enough to say (n = 2)" in told


def test_the_draft_owns_it_and_leaves_blanks(place: Path, promise: str) -> None:
    draft = troth("-C", place, "promises", "repair", promise, "--draft").fine().out
    assert draft.startswith("Dear Ana Quill,")
    assert "> “Still nothing.”" in draft or "> “I had to close the shop.”" in draft
    assert "We did it too late. That was our fault, and we are sorry." in draft
    assert "[what we will do], [by when]." in draft
    assert "if" not in draft.split()


def test_steps_need_what_shows_them(place: Path, promise: str) -> None:
    ours, hers = record(place, "that was our mistake"), record(place, "Still nothing")
    early = record(place, "Where is my refund")

    def refused(step: str, *more: str) -> str:
        return repair(place, promise, "--step", step, *more, code=2)

    assert "needs evidence or a reason" in refused("owned")
    theirs = "Only the customer's own words show “confirmed”"
    assert theirs in refused("confirmed", "--evidence", ours)
    assert "is ours to say" in refused("owned", "--evidence", hers)
    assert "older than the break" in refused("confirmed", "--evidence", early)
    assert "no record" in refused("owned", "--evidence", "e-0")
    assert "Nothing was offered" in refused("accepted", "--reason", "by phone")
    assert "no promise" in repair(place, "p-nothing", "--step", "owned", code=2)
    assert "say what was broken" in repair(place, "--from", hers, code=2)


def test_the_whole_way_until_she_says_so(place: Path, promise: str) -> None:
    ours = record(place, "that was our mistake")
    paid, solved = record(place, "has been paid"), record(place, "that is sorted")
    first = repair(place, promise)
    assert f"--step confirmed --evidence {solved}" in first
    assert f"--step made-whole --evidence {paid}" in first
    repair(place, promise, "--step", "owned", "--evidence", ours)
    offer = ("--offer", "refund it", "--by", "2026-03-24", "--amount", "38", "--loss", "38")
    more = ("--currency", "gbp", "--on", "2026-03-21")
    told = repair(place, promise, "--step", "offered", *offer, *more)
    assert "offered: refund it; by 24 Mar; worth 38.00 GBP, 100% of what they lost" in told
    repair(place, promise, "--step", "made-whole", "--evidence", paid)
    assert "Were you treated with respect on the way?" in repair(place, promise, "--ask")
    answered = ("--justice", "process", "--answer", "no", "--reason", "by phone, to Tom")
    repair(place, promise, *answered)
    told = repair(place, promise, "--step", "confirmed", "--evidence", solved)
    assert "repaired" in told
    assert "They answered: process: no" in told
    again = repair(place, promise, "--step", "reopened", "--reason", "the bank sent it back")
    assert "opened again" in again
    held = troth("-C", place, "promises", "repair", promise, "--format", "json").fine().json
    fair = {one["item"]: one for one in held["fairness"]}
    assert (fair["process"]["no"], fair["outcome"]["no"]) == (1, 0)
    assert fair["process"]["share"]["says"] == "not enough to say (n = 1)"
    steps = [one["name"] for one in held["open"][0]["steps"]]
    assert steps.count("confirmed") == 1
    entry = held["open"][0]["steps"][-1]["entry"]
    assert "opened again" not in repair(place, promise, "--undo", str(entry))


def test_a_break_only_she_saw_is_opened_from_her_words(place: Path) -> None:
    hers = record(place, "over the fence")
    told = repair(place, "--from", hers, "--reason", "her box was thrown")
    assert "they told us of it (10 Mar)" in told
    assert "Eve" in told
    assert "We did not do what we should have done for you." in repair(place, hers, "--draft")


def test_an_offer_that_makes_an_excuse_is_left_out_of_the_draft(place: Path) -> None:
    hers = record(place, "over the fence")
    bad = "we are sorry if anyone was upset"
    repair(place, hers, "--step", "offered", "--offer", bad, "--reason", "told her so")
    called = troth("-C", place, "promises", "repair", hers, "--draft").fine()
    assert bad not in called.out
    assert "was left out" in called.err


@pytest.fixture(scope="module")
def browser(place: Path, promise: str) -> Iterator[TestClient]:
    pages = app(open_home(place), config.load(place), token="here", work=False)
    with TestClient(pages, base_url="http://127.0.0.1") as held:
        held.get("/?token=here")
        yield held


def test_the_pages_show_it_and_run_nothing(browser: TestClient, promise: str) -> None:
    page = browser.get("/repairs")
    assert page.status_code == 200
    assert "&lt;script&gt;window.hacked=1" in page.text
    assert "<script>window" not in page.text
    assert "{{7*7}}" in page.text
    told = browser.get("/repairs.json").json()
    assert {one["person"]["name"] for one in told["open"]} == {"Ben", "Eve <b>Stone</b>"}
    assert "What was done after it broke" in browser.get(f"/promises/{promise}").text
    line = told["open"][-1]
    address = f"/repairs/{line['about']}/{line['person']['id']}"
    assert "[by when]" in browser.get(address).text
    assert browser.get(f"{address}.json").json()["text"].startswith("Dear customer,")
    assert browser.get("/repairs/p-nothing/p-nobody").status_code == 404


def test_a_step_is_noted_from_the_page_and_taken_back(browser: TestClient) -> None:
    line = browser.get("/repairs.json").json()["open"][-1]
    csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get("/repairs").text)
    assert csrf
    held = {"csrf": csrf[1], "back": "/repairs", "person": line["person"]["id"]}
    sent = {**held, "step": "made-whole", "reason": "sent on 12 March"}
    after = browser.post(f"/repairs/{line['about']}", data=sent)
    assert after.status_code == 200
    assert "Noted." in after.text
    undo = re.search(r'action="/undo/(\d+)"', after.text)
    assert undo
    assert browser.get("/repairs.json").json()["open"][-1]["stage"] == "made-whole"
    assert browser.post(f"/undo/{undo[1]}", data=held).status_code == 200
    assert browser.get("/repairs.json").json()["open"][-1]["stage"] == "offered"
    bad = browser.post(f"/repairs/{line['about']}", data={**held, "step": "confirmed"})
    assert bad.status_code == 400
    assert "needs evidence or a reason" in bad.text
    assert browser.post(f"/repairs/{line['about']}", data={"step": "owned"}).status_code == 403


def test_the_page_of_renewals_asks_its_question(browser: TestClient) -> None:
    page = browser.get("/renewals").text
    assert "Which accounts renew within 90 days while we still owe them something?" in page
    assert "Quill &amp; Daughters" in page
    assert browser.get("/renewals.json").json()["rows"][0]["owed"][0]["to_name"] == "Ben"


def test_who_is_forgotten_leaves_no_word_in_any_step(place: Path, browser: TestClient) -> None:
    held = [path.read_bytes() for path in place.glob(".troth/*") if path.is_file()]
    assert any(b"her box was thrown" in each for each in held)
    troth("-C", place, "forget", EVE, "--yes").fine()
    held = [path.read_bytes() for path in place.glob(".troth/*") if path.is_file()]
    assert not any(b"her box was thrown" in each for each in held)
    assert {one["person"]["name"] for one in browser.get("/repairs.json").json()["open"]} == {"Ben"}
