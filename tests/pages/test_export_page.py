"""The pages a person gets, her data and the letter: each stands alone, and axe finds nothing."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.pages.test_pages import _axe as axe
from troth import config
from troth.acts.opening import opened
from troth.faces.web.exporting import export_html
from troth.faces.web.lettering import letter_html
from troth.store.home import open_home
from troth.views.export import export
from troth.views.letter import letter
from troth.views.opening import reading

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def files(company: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of whoever was promised most and has most records, hostile ones among them."""
    settings = config.load(company)
    with (
        opened(open_home(company), settings) as work,
        reading(work.ledger, work.index, settings, time.time_ns() // 1000) as read,
    ):
        people = dict.fromkeys(
            read.subjects[one.subject.id].id
            for one in read.findings
            if one.subject.id in read.subjects
        )
        every = [held for id in list(people)[:12] if (held := export(read, id))]
        fullest = max(every, key=lambda one: (len(one.promises), len(one.records)))
        told = letter(read, fullest.person.id)
        assert told is not None
        pages = {
            "export": export_html(fullest, read.clock),
            "letter": letter_html(told, read.clock),
        }
    folder = Path(os.environ.get("TROTH_SHOTS") or tmp_path_factory.mktemp("export"))
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.mark.parametrize("name", ["export", "letter"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_it_runs_nothing_fits_and_axe_finds_nothing(
    chromium: Any, files: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    file = files[name]
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert tab.evaluate("window.hacked") is None
    assert tab.locator("main img, main script").count() == 0
    assert not said
    over = tab.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over <= 0, f"{over} pixels wider than {width}"
    tab.evaluate(axe())
    found = tab.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
    told = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]
    assert not told, json.dumps(told, indent=1)
    if os.environ.get("TROTH_SHOTS"):
        tab.screenshot(path=f"{file.parent}/{name}-{scheme}-{width}.png")
        tab.locator("h2").last.scroll_into_view_if_needed()
        tab.screenshot(path=f"{file.parent}/{name}-end-{scheme}-{width}.png")
    context.close()
