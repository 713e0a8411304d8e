"""From the pages alone: what somebody told us in person, and how an account is rated, kept and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.acts.office import SETTINGS, START, TOM, message, office
from troth.faces.web.application import app

ANA = "ana@river.example"
HOSTILE = "I want to open a <script>alert(1)</script> kiosk by May. {{7*7}}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    rows = [
        message(1, "t1", START, ANA, "Hello.", account="River", author_name="Ana Quill"),
        message(2, "t1", START.replace(hour=10), TOM, "Hello.", to=ANA, account="", author_name=""),
    ]
    with office(tmp_path_factory.mktemp("said"), rows) as work:
        home = work.home
    pages = app(home, SETTINGS, token="here", work=False)
    with TestClient(pages, base_url="http://127.0.0.1") as held:
        held.get("/?token=here")
        yield held


def csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def undone(browser: TestClient, page: str, back: str) -> None:
    entry = re.search(r'action="/undo/(\d+)"', page)
    assert entry
    held = {"csrf": csrf(page), "back": back}
    assert browser.post(f"/undo/{entry[1]}", data=held).status_code == 200


def test_what_was_told_is_kept_as_hers_and_taken_back(browser: TestClient) -> None:
    her = next(
        f"/people/{one['person']['id']}" for one in browser.get("/people.json").json()["lines"]
    )
    page = browser.get(her).text
    assert "nobody asked" in page
    sent = {"csrf": csrf(page), "back": her, "words": HOSTILE, "how": "call", "on": "2026-03-05"}
    after = browser.post(f"{her}/heard", data=sent).text
    assert "What they told us in person" in after
    assert "&lt;script&gt;alert(1)" in after
    assert "<script>alert" not in after
    assert "{{7*7}}" in after
    assert "on a call, noted by" in after
    (told,) = browser.get(f"{her}.json").json()["concerns"]["told"]
    assert (told["text"], told["at"]) == (HOSTILE, "5 Mar")
    undone(browser, after, her)
    assert browser.get(f"{her}.json").json()["concerns"]["told"] == []
    assert browser.post(f"{her}/heard", data={"words": "Hi"}).status_code == 403
    assert browser.post(f"{her}/heard", data={**sent, "on": "soon"}).status_code == 400


def test_an_account_is_rated_by_each_side_and_taken_back(browser: TestClient) -> None:
    (her,) = browser.get("/people.json").json()["lines"]
    firm = f"/accounts/{her['person']['account']}"
    page = browser.get(firm).text
    assert "as each side says" not in page
    sent = {"csrf": csrf(page), "back": firm, "because": "the <b>review</b>"}
    browser.post(f"{firm}/rate", data={**sent, "what": "ours", "level": "outcome"})
    theirs = {**sent, "what": "theirs", "level": "task", "by": her["person"]["id"]}
    after = browser.post(f"{firm}/rate", data=theirs).text
    assert "they say that they have tasks done" in after
    assert "the &lt;b&gt;review" in after
    level = browser.get(f"{firm}.json").json()["level"]
    assert (level["ours"][0]["level"], level["theirs"][0]["who"]) == ("outcome", "Ana Quill")
    assert "as each side says" not in browser.get(f"/people/{her['person']['id']}").text
    assert browser.post(f"{firm}/rate", data={**theirs, "by": ""}).status_code == 400
    undone(browser, after, firm)
