"""The search page in a real browser: people, promises, records; keys, no scripts, hostile words."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.pages.conftest import Served
from tests.pages.test_pages import _axe, entered

pytestmark = pytest.mark.browser
HOSTILE = ('"><script>window.hacked=1</script>', "{{7*7}}", "NEAR(", "a AND", '"', "\x00*", "🤗")


def test_slash_then_words_finds_all_three_kinds(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        page.keyboard.press("/")
        page.keyboard.type("refund")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "promises" in page.locator("h1").inner_text()
        heads = page.locator("main h2").all_inner_texts()
        assert heads == ["Promises", "Records, the newest first"]
        assert {one.casefold() for one in page.locator("main mark").all_inner_texts()} == {"refund"}
        with page.expect_navigation():
            page.locator(".filters a", has_text="messages").click()
        assert page.locator("main h2").all_inner_texts() == ["Records, the newest first"]
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press("o")
        assert "/evidence/e-" in page.url
        assert not page.complaints
        assert not page.strangers


def test_the_same_is_there_as_json(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        told = page.request.get(f"{served.base}/search.json?q=refund&in=promises&limit=2").json()
        assert told["evidence"] == told["people"] == []
        assert len(told["promises"]) == 2 < told["totals"]["promises"]
        assert told["says"].endswith("of each, the first 2 are shown.")


def test_without_scripts_it_is_narrowed_and_near_words_are_offered(
    chromium: Any, served: Served
) -> None:
    with entered(chromium, served, java_script_enabled=False) as page:
        page.goto(f"{served.base}/search?q=refnud")
        assert page.locator("h1").inner_text() == "Nothing holds “refnud”."
        assert "Looked through: " in page.locator("main").inner_text()
        with page.expect_navigation():
            page.get_by_role("link", name="refund", exact=True).click()
        page.locator("summary", has_text="Narrow it").click()
        page.get_by_label("Only with this person").fill("Maren Oduya")
        page.get_by_label("Only in").select_option("messages")
        with page.expect_navigation():
            page.get_by_role("button", name="Search", exact=True).click()
        assert page.locator("h1").inner_text().endswith("hold “refund” with Maren Oduya.")
        page.goto(f"{served.base}/search?q=refund&since=soon")
        assert "There is no day called “soon”" in page.locator("main").inner_text()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_whatever_is_typed(
    chromium: Any, served: Served, scheme: str, width: int
) -> None:
    source = _axe()
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    typed = ("", "maren", '"within 48 hours"', "refnud", "w" * 300, *HOSTILE)
    with entered(chromium, served, bypass_csp=True, **options) as page:
        page.complaints.clear()
        for words in typed:
            page.goto(f"{served.base}/search?q={quote(words)}")
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            page.evaluate(source)
            found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
            told = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]
            assert not told, f"{words} {scheme} {width}: {json.dumps(told, indent=1)}"
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(over) <= 0, words
            assert page.evaluate("window.hacked") is None
            assert "49" not in page.locator("h1").inner_text()
        assert not page.complaints
