"""The report: one file that needs nothing else, runs nothing, and says what it rests on."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from troth import config
from troth.acts.opening import opened
from troth.acts.verify import verify
from troth.faces import report
from troth.faces.report import report_html, report_markdown
from troth.store.home import open_home
from troth.views.opening import reading
from troth.views.reading import Reading


@pytest.fixture(scope="module")
def read(company: Path) -> Iterator[Reading]:
    now = time.time_ns() // 1000
    settings = config.load(company)
    with (
        opened(open_home(company), settings) as work,
        reading(work.ledger, work.index, settings, now) as held,
    ):
        yield held


@pytest.fixture(scope="module")
def page(read: Reading, company: Path) -> str:
    with opened(open_home(company)) as work:
        return report_html(read, report.tested(verify(work, now_us=read.now_us)))


def test_it_asks_nobody_for_anything(page: str) -> None:
    assert not re.findall(r"""(?:src|href)=["'](?!#)(?!data:)""", page)
    assert not [url for url in re.findall(r"url\(([^)]*)\)", page) if "data:" not in url]
    assert "<script" not in page
    assert len(page) < 400_000


def test_it_has_plots_each_with_a_title_in_words_and_a_table(page: str) -> None:
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    drawn = [one for one in figures if "<svg" in one]
    assert len(drawn) >= 2
    assert all("<table" in one and "<figcaption>" in one for one in drawn)


def test_it_begins_with_how_old_the_records_are(read: Reading, page: str) -> None:
    body = page.split("<body>")[1]
    assert body.index("messages up to") < body.index("<h1>") < body.index('class="rows"')
    assert report_markdown(read).splitlines()[0].startswith("# ")


def test_what_was_set_aside_is_told_with_its_reason(page: str) -> None:
    assert "which is no date" in page


def test_hostile_words_mark_nothing_in_markdown(read: Reading) -> None:
    text = report_markdown(read)
    assert not re.search(r"(?<!\\)<(?:script|img|svg)", text)


@pytest.mark.browser
def test_nothing_in_it_runs(chromium: Any, page: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    context = chromium.new_context()
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(file.as_uri())
    assert tab.evaluate("window.hacked") is None
    assert tab.locator("main img, svg[onload]").count() == 0
    assert not said
    context.close()
