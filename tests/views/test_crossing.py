"""Links between what was decided, what was told of it, and the promises it touches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.calling import inside, troth
from troth import config
from troth.faces.web.application import app
from troth.store.home import open_home

PROMISED = "Couriers are paid every Friday."
PROPOSAL = "Couriers will be paid on the last day of each month. Every label is printed in blue.\n"
ROWS = """what,kind,announced,effect,side
Couriers are paid on the last day of each month <b>now</b>,terms,2026-10-01,2026-12-01,courier
Labels cost 2 EUR,price,2026-10-01,2026-12-01,sender
Couriers are paid in cash,terms,2026-10-01,2027-02-01,courier
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("crossing")
    (root / "changes.csv").write_text(ROWS)
    (root / "p.md").write_text(f"---\ntitle: Pay once a month\neffect: 2026-12-01\n---\n{PROPOSAL}")
    (root / "q.md").write_text(f"---\ntitle: No day\n---\n{PROPOSAL}")
    with inside(root):
        troth("add", "-q", "changes.csv").fine()
        troth("promises", "note", PROMISED, "--side", "courier", "--who", "tom").fine()
        words = ("--owner", "Ida", "--notice", "a letter to each", "-q", "--record")
        troth("decide", "p.md", *words).fine(1)
        troth("decide", "q.md", *words).fine(1)
    return root


@pytest.fixture(scope="module")
def browser(company: Path) -> Iterator[TestClient]:
    pages = app(open_home(company), config.load(company), token="here", work=False)
    with TestClient(pages, base_url="http://127.0.0.1") as held:
        held.get("/?token=here")
        yield held


def test_a_change_of_the_same_day_and_matter_is_linked_and_no_other(browser: TestClient) -> None:
    lines = {
        line["title"]: line["decided"] for line in browser.get("/changes.json").json()["lines"]
    }
    (pay,) = [held for title, held in lines.items() if "last day" in title]
    assert [one["title"] for one in pay] == ["Pay once a month"]
    assert (pay[0]["owner"], pay[0]["says"]) == ("Ida", "breaks 1 promise")
    assert lines["Labels cost 2 EUR"] == []
    assert lines["Couriers are paid in cash"] == []
    page = browser.get("/changes").text
    assert f'<a href="/decisions/{pay[0]["id"]}">Pay once a month</a>' in page


def test_the_decision_links_to_what_told_of_it(browser: TestClient, company: Path) -> None:
    listed = browser.get("/decisions").text
    assert listed.count('told of in <a href="/changes#') == 1
    assert "each month &lt;b&gt;now" in listed
    (id,) = set(re.findall(r'href="/decisions/([^"]+)">Pay once', listed))
    page = browser.get(f"/decisions/{id}").text
    assert "How it was announced" in page
    assert "61 days to act" in page
    with inside(company):
        told = json.loads(troth("decisions", "list", "--format", "json").out)
        text = " ".join(troth("decisions", "show", id).out.split())
        changes = " ".join(troth("changes").fine().out.split())
    assert [len(one["announced"]) for one in told["decisions"] if one["id"] == id] == [1]
    assert "Announced: Couriers are paid on the last day" in text
    assert f"decided in Pay once a month ({id}): breaks 1 promise, Ida answers for it" in changes


def test_the_promise_lists_the_decisions_that_break_it(browser: TestClient) -> None:
    promises = browser.get("/promises.json").json()
    (line,) = promises["standing"]
    page = browser.get(f"/promises/{line['promise']['id']}")
    assert "Decisions that break or strain it" in page.text
    assert "notice: a letter to each" in page.text
    told = browser.get(f"/promises/{line['promise']['id']}.json").json()["decided"]
    assert {one["title"] for one in told} == {"Pay once a month", "No day"}
    assert all(one["says"].startswith("breaks it: ") for one in told)
