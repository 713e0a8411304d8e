"""Owners, tasks, handing over and saved views, from the pages alone and without a script."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, unquote_plus

import pytest

from tests.pages.conftest import Served
from tests.pages.test_pages import entered
from tests.pages.test_writing import sent

pytestmark = pytest.mark.browser


def told(page: Any, served: Served, address: str) -> Any:
    return json.loads(page.request.get(served.base + address).text())


def test_from_an_owner_and_a_task_to_a_handing_over_and_back(chromium: Any, own: Served) -> None:
    with entered(chromium, own, java_script_enabled=False) as page:
        with page.expect_navigation():
            page.locator(".who a").first.click()
        her, name = page.url, page.locator("h1").inner_text()
        id = her.rsplit("/", 1)[-1].partition("#")[0]
        page.locator("summary", has_text="Say who looks after").click()
        page.fill("form[action$='/own'] input[name=owner]", "Bea <b>Lund</b>")
        sent(page, page.locator("form[action$='/own'] button"))
        assert page.locator(".notice").inner_text().startswith("Bea <b>Lund</b> looks after them")
        assert page.locator(".meta", has_text="Looked after by").count() == 1
        page.locator("summary", has_text="Add a task").click()
        page.fill("form[action='/tasks'] input[name=words]", "Call her")
        page.fill("form[action='/tasks'] input[name=due]", "2026-01-05")
        sent(page, page.locator("form[action='/tasks'] button"))
        assert page.locator("#tasks + .list li").inner_text().startswith("Call her")

        bea = f"/owners/{quote('Bea <b>Lund</b>')}"
        held = told(page, own, f"{bea}.json")
        assert [one["id"] for one in held["people"]] == [id]
        assert [one["late"] is not None for one in held["tasks"]] == [True]
        page.goto(own.base + bea)
        page.fill("input[name=to]", "Cai")
        sent(page, page.locator("button", has_text="Hand over"))
        assert "Cai looks after what was Bea" in page.locator(".notice").inner_text()
        assert page.request.get(own.base + bea).status == 404
        (cai,) = [one for one in told(page, own, "/owners.json")["lines"] if one["name"] == "Cai"]
        assert (cai["people"], cai["tasks"], cai["past"]) == (1, 1, 1)
        sent(page, page.locator(".notice button", has_text="Undo"))
        assert page.request.get(f"{own.base}/owners/Cai").status == 404

        page.goto(f"{own.base}/?{bea[1:].replace('owners/', 'owner=')}")
        assert page.locator(".who a").all_inner_texts() == [name]
        late = page.locator(".meta", has_text="past its day")
        assert "Call her" in late.inner_text()
        page.locator("summary", has_text="Save this view").click()
        page.fill("form[action='/views'] input[name=name]", "Bea’s people")
        sent(page, page.locator("form[action='/views'] button"))
        here = page.url
        page.goto(f"{own.base}/views/{quote('bea’s people')}")
        assert unquote_plus(page.url) == unquote_plus(here)
        assert told(page, own, f"/views/{quote('Bea’s people')}.json")["page"] == "/"

        page.goto(f"{own.base}/tasks")
        page.locator("summary", has_text="Done").first.click()
        page.fill("form[action$='/done'] input[name=reason]", "called")
        sent(page, page.locator("form[action$='/done'] button").first)
        assert "Call her" in page.locator("h2:has-text('Done lately') + .list").inner_text()
        assert "BEGIN:VCALENDAR" in page.request.get(f"{own.base}/tasks.ics").text()
        assert page.request.post(f"{own.base}/tasks", form={"words": "x"}).status == 403
