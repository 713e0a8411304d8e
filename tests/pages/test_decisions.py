"""Decisions in a browser: a proposal is tried, recorded, told and reviewed; axe finds nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.acts.office import SETTINGS, asked_and_answered, office
from tests.pages.conftest import Served, serving
from tests.pages.test_pages import _axe, entered
from tests.text.proposed import PROMISES
from troth.acts import promises

pytestmark = pytest.mark.browser
WIDTHS = (1280, 360)
DAY = 86_400_000_000
HOSTILE = "<script>window.hacked=1</script>"
TEXT = f"""---
title: Pay once a month {HOSTILE}
date: 2026-01-12
effect: 2026-03-01
forecast:
  what: bank fees fall
  probability: 70 %
---
Couriers will be paid on the last day of each month. {HOSTILE}

Where possible we refund a lost parcel within 48 hours. Every parcel stays insured up to £500.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("decisions")
    now = time.time_ns() // 1000
    rows = [
        *asked_and_answered([1.0, 2.0], side="sender"),
        *asked_and_answered([1.0], "courier", first=9),
    ]
    with office(root, rows, look=True) as work:
        for words in PROMISES.values():
            promises.note(work, words, who="ida", now_us=now, since_us=now - 300 * DAY)
    assert SETTINGS
    yield from serving(root / "acme", work=False)


def axe(page: Any) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    page.evaluate(_axe())
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
    assert not [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]


def test_a_proposal_is_tried_recorded_told_and_reviewed(chromium: Any, desk: Served) -> None:
    with entered(chromium, desk, java_script_enabled=False) as page:
        page.set_default_timeout(4_000)
        page.goto(f"{desk.base}/decisions")
        assert "No decision is recorded yet." in page.inner_text("h1")
        page.fill("textarea[name=text]", TEXT)
        page.click("text=Try it")
        assert "breaks 1 promise, strains 1 promise and keeps 1 promise" in page.inner_text("h1")
        assert "Couriers are paid every Friday." in page.inner_text("main")
        page.click("text=Record it as a decision")
        assert "names no owner and no notice plan" in page.inner_text("[role=alert]")
        page.fill("input[name=owner]", "Ida Brandt")
        page.fill("input[name=notice]", "a letter to each courier")
        page.fill("input[name=told_by]", "2026-02-01")
        page.fill("input[name=review]", "2026-06-30")
        page.click("text=Record it as a decision")
        assert "Pay once a month" in page.inner_text("h1")
        assert "Ida Brandt" in page.inner_text("main")
        page.fill("input[name=how]", "by letter")
        page.click("text=Note it")
        page.fill("textarea[name=outcome]", "Fees fell, two couriers left.")
        page.select_option("select[name=kpi]", "better")
        page.select_option("select[name=customers]", "worse")
        page.select_option("select[name=forecast-1]", "yes")
        page.click("text=Write the review")
        told = page.inner_text("main")
        assert "Fees fell, two couriers left. (figure better, customers worse)" in told
        assert "it came" in told


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_list_and_on_one(chromium: Any, desk: Served, width: int) -> None:
    with entered(chromium, desk, bypass_csp=True, viewport={"width": width, "height": 900}) as page:
        page.goto(f"{desk.base}/decisions")
        page.fill("textarea[name=text]", TEXT)
        page.click("text=Try it")
        axe(page)
        assert page.evaluate("window.hacked") is None
        page.goto(f"{desk.base}/decisions")
        axe(page)
        first = page.get_attribute("main .list a", "href")
        page.goto(f"{desk.base}{first}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        answer = page.request.get(f"{desk.base}{first}.json").json()
        assert answer["title"].startswith("Pay once a month")
        assert [row["effect"] for row in answer["promises"]] == ["broken", "strained", "kept"]
        assert page.complaints == []
