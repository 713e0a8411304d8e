"""The page of outages in a browser: its figures, its links, hostile titles, and nothing for axe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.pages.conftest import Served, serving
from tests.pages.test_pages import _axe as axe
from tests.pages.test_pages import entered
from tests.views.in_outages import TITLE, company

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def outages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serving(company(tmp_path_factory.mktemp("outages") / "acme"), work=False)


def test_what_outages_cost_and_where_a_reader_goes_from_there(
    chromium: Any, outages: Served
) -> None:
    with entered(chromium, outages, java_script_enabled=False) as page:
        page.goto(f"{outages.base}/promises")
        with page.expect_navigation():
            page.locator("a[href='/incidents']").click()
        assert page.locator("h1").inner_text() == "What did our outages cost our customers?"
        assert "2 outages cost our customers 120 minutes" in page.locator(".lead").inner_text()
        assert page.locator("svg.bar .over").count() == 3
        assert TITLE in page.locator("main").inner_text()
        assert page.locator("main img").count() == 0
        with page.expect_navigation():
            page.get_by_role("link", name="Otto Brandt").click()
        assert "had no word of ours about it" in page.locator("main").inner_text()
        with page.expect_navigation():
            page.locator("a[href^='/incidents#e-']").first.click()
        assert "/incidents#e-" in page.url
        told = page.request.get(f"{outages.base}/incidents.json?days=365").json()
        assert (told["days"], told["customer_minutes"], told["hit"]) == (365, 120, 2)
        assert page.request.get(f"{outages.base}/incidents?days=x").status == 200


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Any, outages: Served, scheme: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with entered(chromium, outages, bypass_csp=True, **options) as page:
        page.goto(f"{outages.base}/incidents")
        page.wait_for_load_state("networkidle")
        page.evaluate(axe())
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
        assert [one["id"] for one in found] == []
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0
        assert not [one for one in page.complaints if "404" not in one]
