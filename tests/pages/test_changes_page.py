"""The page Changes in a browser: the answer, both notices, a line each, at both widths."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.calling import inside, troth
from tests.pages.conftest import Served, serving
from tests.pages.test_pages import _axe as axe
from tests.pages.test_pages import entered
from tests.views.test_changes import ROWS, TERMS

pytest.importorskip("semver")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root: Path = tmp_path_factory.mktemp("told")
    (root / "changes.csv").write_text(ROWS)
    (root / "terms.md").write_text(TERMS)
    (root / "troth.toml").write_text('[notice]\napi = "1 month"\n')
    with inside(root):
        troth("add", "-q", "changes.csv", "terms.md").fine()
        troth("look", "short-notice").fine()
    yield from serving(root, work=False)


def test_the_answer_as_a_page_and_as_json(told: Served) -> None:
    with httpx.Client(base_url=told.base, follow_redirects=True) as client:
        client.get(told.enter)
        html, data = client.get("/changes").text, client.get("/changes.json").json()
    assert "3 changes told of; 1 came with less notice than we promise" in html
    assert "The old form ends &lt;b&gt;now&lt;/b&gt;" in html
    assert "7 days from the telling, 1 to act" in html
    assert [line["actionable"] for line in data["lines"]] == [31, 184, 1]


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Any, told: Served, scheme: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with entered(chromium, told, bypass_csp=True, **options) as page:
        page.goto(f"{told.base}/changes")
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        page.evaluate(axe())
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
        assert (page.complaints, page.strangers) == ([], [])
        if folder := os.environ.get("TROTH_PICTURES"):
            page.screenshot(path=f"{folder}/changes-{width}.png", full_page=True)
