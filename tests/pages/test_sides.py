"""The page of sides in a browser: the answer, the checklist, the way there, and nothing for axe."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.conftest import Served
from tests.pages.test_pages import _axe as axe
from tests.pages.test_pages import entered

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 380)])
def test_the_sides_and_nothing_for_axe(
    chromium: Any, served: Served, scheme: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with entered(chromium, served, bypass_csp=True, **options) as page:
        page.goto(f"{served.base}/people")
        with page.expect_navigation():
            page.locator("a[href='/sides']").click()
        assert page.locator("h1").inner_text() == "Which side do we serve worst?"
        assert "served worst" in page.locator(".lead").inner_text()
        assert page.locator("figure").count() >= 3
        first = page.locator("ol.rows > li").first
        assert "Asked or warned before: no" in first.inner_text()
        page.wait_for_load_state("networkidle")
        page.evaluate(axe())
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
        assert [one["id"] for one in found] == []
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0
        told = page.request.get(f"{served.base}/sides.json").json()
        assert told["worst"] == "courier"
        assert len(told["matters"]) == page.locator("ol.rows > li").count()
