"""Journeys, renewals, an account and its people: in the terminal, in JSON, on pages, in the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.calling import troth
from troth import config
from troth.faces.web.application import app
from troth.store.home import open_home

TOML = """
[accounts."Harbour <b>Shops</b>"]
domains = ["harbour.example"]

[costs]
winning = 30
margin = 10
"""
HEAD = (
    "id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),"
    "Start Date (UTC),Current Period End (UTC),Canceled At (UTC),Ended At (UTC)"
)
LEFT = (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4)
"""After so many months these left, of forty-one who began together a year ago."""
NOW = datetime.now(UTC).replace(microsecond=0)
BEGAN = (NOW - timedelta(days=366)).date().replace(day=5)


def month(n: int) -> date:
    years, months = divmod(BEGAN.month - 1 + n, 12)
    return BEGAN.replace(year=BEGAN.year + years, month=months + 1)


def subscriptions() -> Iterator[str]:
    yield HEAD
    for n in range(41):
        gone = month(LEFT[n]).isoformat() + " 09:00" if n < len(LEFT) else ""
        state = "canceled" if gone else "active"
        ahead = "" if gone else (NOW + timedelta(days=20)).date().isoformat() + " 09:00"
        begun = BEGAN.isoformat() + " 09:00"
        yield (
            f"sub_{n},cus_{n},s{n}@{'harbour' if n == 40 else f'shop{n}'}.example,pro,1,eur,month,29.00,{state},{begun},{begun},"
            f"{ahead},{gone},{gone}"
        )


def claims() -> Iterator[str]:
    yield "case_id,activity,timestamp,resource,customer"
    for n in range(12):
        at = NOW - timedelta(days=60 - n)
        last = "e-mail bounced" if n < 6 else "closed"
        for step, name in enumerate(("asked <i>", "passed on", "passed on", last)):
            when = (at + timedelta(hours=step)).isoformat()
            yield f"c{n},{name},{when},desk {step % 2},s{n + 40}@harbour.example"
    yield f"c99,asked <i>,{NOW.isoformat()},desk 0,s51@harbour.example"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("faces") / "ws"
    troth("init", root).fine()
    with (root / "troth.toml").open("a", encoding="utf-8") as settings:
        settings.write(TOML)
    for name, rows in (("subscriptions.csv", subscriptions()), ("claims.csv", claims())):
        (root / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
        troth("-C", root, "add", root / name).fine()
    troth("-C", root, "look").fine()
    return root


@pytest.fixture(scope="module")
def browser(place: Path) -> Iterator[httpx.Client]:
    made = app(open_home(place), config.load(place), token="here", work=False)
    with TestClient(made, base_url="http://127.0.0.1") as held:
        held.get("/?token=here")
        yield held


def test_journeys_say_the_same_in_the_terminal_in_json_and_on_the_page(
    place: Path, browser: httpx.Client
) -> None:
    text = " ".join(troth("-C", place, "journeys").fine().out.split())
    told = troth("-C", place, "journeys", "--format", "json").fine().json
    page = browser.get("/journeys").text
    assert told["says"].startswith("6 cases stand still with somebody in it, of 13 cases")
    assert told["says"] in text
    assert told["says"] in page
    (end,) = told["ends"]
    assert end["n"] == 6
    assert end["people"][0]["finding"]["lens"] == "dead-end"
    assert end["says"] in text
    (drawn,) = told["maps"]
    assert {stop["step"]: stop["left"] for stop in drawn["stops"]} == {
        "asked <i>": 0, "passed on": 0, "closed": 0, "e-mail bounced": 6,
    }  # fmt: skip
    assert {(way["cases"], way["steps"][-1]) for way in drawn["ways"]} == {
        (6, "closed"),
        (6, "e-mail bounced"),
    }
    assert "6 left here" in page
    assert "asked &lt;i&gt;" in page
    assert "asked <i>" not in page
    assert "nobody knows; state what a contact takes of them under [costs]" in text
    assert browser.get("/journeys.json").json()["maps"] == told["maps"]


def test_every_drawing_has_a_table_with_the_same(browser: httpx.Client) -> None:
    for address, drawings in (("/journeys", 1), ("/renewals", 3)):
        figures = browser.get(address).text.split("<figure")[1:]
        assert len(figures) == drawings
        for one in figures:
            assert "<figcaption>" in one
            assert one.index("<svg") < one.index("<table")


def test_renewals_say_how_long_they_stay(place: Path, browser: httpx.Client) -> None:
    told = troth("-C", place, "renewals", "--format", "json").fine().json
    stays = told["staying"]
    first = stays["renewed"]["terms"][0]
    assert (first["rate"]["value"], first["rate"]["n"]) == (31 / 41, 41)
    assert first["fitted"]["low"] < first["fitted"]["value"] < first["fitted"]["high"]
    assert stays["curve"]["n"] == 41
    assert stays["curve"]["ended"] == len(LEFT)
    assert stays["paid"]["period"] == 4
    text = " ".join(troth("-C", place, "renewals").fine().out.split())
    page = browser.get("/renewals").text
    for said in (stays["curve"]["title"], stays["renewed"]["title"], stays["paid"]["title"]):
        assert said in text
        assert said in page


def test_an_account_is_told_whole(place: Path, browser: httpx.Client) -> None:
    told = troth("-C", place, "account", "harbour <b>shops</b>", "--format", "json").fine().json
    assert told["people"] == 12
    assert len(told["contracts"]) == 1
    assert told["contracts"][0]["renews"]
    assert {one["lens"] for one in told["findings"]} >= {"dead-end"}
    assert not told["mood"]["found"]
    page = browser.get(f"/accounts/{told['id']}")
    assert page.status_code == 200
    assert "Harbour &lt;b&gt;Shops&lt;/b&gt;" in page.text
    assert "<b>Shops</b>" not in page.text
    assert "stands at “e-mail bounced” since" in page.text
    assert browser.get(f"/accounts/{told['id']}.json").json()["contracts"] == told["contracts"]
    text = troth("-C", place, "account", told["id"]).fine().out
    assert "What it has with us, and when it renews" in text
    wrong = troth("-C", place, "account", "harbor")
    assert wrong.code == 2
    assert "There is no account called “harbor”" in wrong.err


def test_a_person_shows_her_cases_and_the_account(place: Path, browser: httpx.Client) -> None:
    told = troth("-C", place, "person", "s41@harbour.example", "--format", "json").fine().json
    (case,) = told["journey"]["cases"]
    assert (case["left"], [step["times"] for step in case["steps"]]) == (True, [1, 2, 1])
    (own,) = told["accounts"]
    assert own["name"] == "Harbour <b>Shops</b>"
    page = browser.get(f"/people/{told['person']['id']}").text
    assert f'href="/accounts/{own["id"]}"' in page
    assert "passed on × 2" in page
    text = troth("-C", place, "person", "s41@harbour.example").fine().out
    assert "passed on × 2 → e-mail bounced" in " ".join(text.split())


def test_the_wall_says_whom_we_have_not_met(place: Path, browser: httpx.Client) -> None:
    told = browser.get("/people.json").json()
    assert told["unmet"]["n"] == 52
    page = browser.get("/people").text
    assert "52 of 52 people have never written a word to us" in page
    rows = troth("-C", place, "people", "--format", "json").fine().json
    assert {row["trying"] for row in rows} == {None}


def test_the_report_draws_them(place: Path) -> None:
    target = place / "report.html"
    troth("-C", place, "report", "-o", target).fine()
    page = target.read_text("utf-8")
    assert 'data-figure="journey"' in page
    assert 'data-figure="staying"' in page
    told = troth("-C", place, "report", "--format", "md", "-o", place / "report.md").fine()
    assert told.code == 0
    plain = (place / "report.md").read_text("utf-8")
    assert "13 cases of process-log" in plain
    assert "| After | Still there |" in plain
