"""Who is who, answered in a browser: same, not the same, later, take apart, and each taken back."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import Served, serving
from tests.pages.test_pages import _axe as axe
from tests.pages.test_pages import entered
from tests.pages.test_writing import sent
from troth import config
from troth.acts.add import add
from troth.acts.look import look
from troth.acts.opening import opened
from troth.acts.run import Asked
from troth.ledger import entries
from troth.ledger.doubting import LATER
from troth.ledger.same import DEEDS
from troth.store.home import open_home

WIDTHS = (1280, 360)
pytestmark = pytest.mark.browser
HEAD = "Id,AccountId,LastName,FirstName,Email,MobilePhone,Title,CreatedDate,IsDeleted,MailingCity"
ROWS = (
    "003A00000000001AAA,001A00000000001AAA,Winterbourne,Ada,ada.winterbourne@gmial.com,,,"
    "2026-01-05T10:00:00Z,false,X",
    "003A00000000002AAA,001A00000000001AAA,Lamb,Abena,info@lamb.example,+442079460018,Owner,"
    "2026-01-05T10:00:00Z,false,X",
    "003A00000000003AAA,001A00000000001AAA,Lamb,Abena,abena@lamb.example,,Owner,"
    "2026-01-05T10:00:00Z,false,X",
)
TOML = """
[accounts."Lamb & Co"]
domains = ["lamb.example"]
parent = "Lamb Holding"
"""


@pytest.fixture(scope="module")
def doubtful(company: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company with a list of contacts, some of whom it may know already."""
    root = tmp_path_factory.mktemp("doubtful") / "company"
    shutil.copytree(company, root)
    with (root / "troth.toml").open("a", encoding="utf-8") as settings:
        settings.write(TOML)
    file = root / "contacts.csv"
    file.write_text("\n".join((HEAD, *ROWS)) + "\n", encoding="utf-8")
    now = time.time_ns() // 1000
    add(open_home(root), config.load(root), [file], now_us=now)
    with opened(open_home(root)) as work:
        look(work, Asked(now))
    return root


@pytest.fixture
def asking(doubtful: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of it, served, to write to."""
    root = tmp_path / "company"
    shutil.copytree(doubtful, root)
    yield from serving(root)


def said(served: Served) -> list[str]:
    with opened(open_home(served.root)) as work, work.ledger.read() as con:
        found = entries.entries(con, deed=(*DEEDS, LATER, "undo"))
        return [one.deed for one in sorted(found, key=lambda one: one.id)]


def questions(page: Any) -> Any:
    return page.locator("form[action='/confirm/people']")


@pytest.mark.parametrize(
    ("answer", "deed"),
    [("Same", "merge-people"), ("Not the same", "not-same"), ("Later", "ask-later")],
)
def test_an_answer_is_kept_and_taken_back(
    chromium: Any, asking: Served, answer: str, deed: str
) -> None:
    with entered(chromium, asking, java_script_enabled=False) as page:
        page.goto(f"{asking.base}/confirm")
        before = questions(page).count()
        row = page.locator(".row", has_text="gmial.com")
        assert "Why we ask:" in row.inner_text()
        sent(page, row.get_by_role("button", name=answer, exact=True))
        assert said(asking)[-1] == deed
        assert page.locator(".row", has_text="gmial.com").count() == 0
        sent(page, page.locator(".notice button", has_text="Undo"))
        assert said(asking)[-1] == "undo"
        assert questions(page).count() == before
        assert not page.complaints


def test_with_scripts_the_question_is_replaced_in_place(chromium: Any, asking: Served) -> None:
    with entered(chromium, asking) as page:
        page.goto(f"{asking.base}/confirm")
        page.locator(".row", has_text="gmial.com").get_by_role("button", name="Later").click()
        page.wait_for_selector("text=Asked again in a week")
        assert said(asking)[-1] == "ask-later"
        assert not page.complaints


def test_an_identifier_is_taken_apart_and_given_back(chromium: Any, asking: Served) -> None:
    with entered(chromium, asking, java_script_enabled=False) as page:
        page.goto(f"{asking.base}/search?q=abena%40lamb.example")
        with page.expect_navigation():
            page.locator(".list a").first.click()
        known = page.locator("h2#known + ul")
        assert known.locator("li").count() == 2
        sent(page, page.get_by_role("button", name="Take apart: abena@lamb.example"))
        assert known.locator("li").count() == 1
        sent(page, page.get_by_role("button", name="Give back: Abena Lamb"))
        assert known.locator("li").count() == 2
        assert said(asking)[-2:] == ["split-person", "unsplit-person"]


def test_a_merge_is_undone_on_the_persons_page(chromium: Any, asking: Served) -> None:
    with entered(chromium, asking, java_script_enabled=False) as page:
        page.goto(f"{asking.base}/confirm")
        row = page.locator(".row", has_text="gmial.com")
        address = row.get_attribute("data-open")
        sent(page, row.get_by_role("button", name="Same", exact=True))
        page.goto(f"{asking.base}{address}")
        assert "ada.winterbourne@gmial.com" in page.locator("h2#known + ul").inner_text()
        sent(page, page.get_by_role("button", name="Undo: Ada Winterbourne is somebody else"))
        assert "gmial.com" not in page.locator("main").inner_text()
        assert said(asking)[-1] == "unmerge-people"


def test_only_our_own_forms_answer(chromium: Any, asking: Served) -> None:
    with entered(chromium, asking) as page:
        before = said(asking)
        sent_by = {"gone": "p-1", "into": "p-2", "answer": "same", "csrf": "made up"}
        answered = page.request.post(f"{asking.base}/confirm/people", form=sent_by)
        assert answered.status == 403
        assert said(asking) == before


def test_accounts_have_parents_and_people(chromium: Any, asking: Served) -> None:
    with entered(chromium, asking) as page:
        page.goto(f"{asking.base}/search?q=info%40lamb.example")
        with page.expect_navigation():
            page.locator(".list a").first.click()
        with page.expect_navigation():
            page.locator(".lead a").first.click()
        assert page.locator("h1").inner_text() == "Lamb & Co"
        assert "Lamb Holding" in page.locator(".lead").inner_text()
        told = page.request.get(f"{page.url}.json").json()
        assert [each["name"] for each in told["above"]] == ["Lamb Holding"]
        assert told["people"] == 1
        with page.expect_navigation():
            page.locator(".lead a").first.click()
        assert "Lamb & Co" in page.locator("main").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, asking: Served, scheme: str) -> None:
    with entered(chromium, asking, bypass_csp=True, color_scheme=scheme) as page:
        page.goto(f"{asking.base}/confirm")
        asked = page.locator(".row", has_text="gmial.com").get_attribute("data-open")
        account = page.request.get(f"{asking.base}{asked}.json").json()["person"]["account"]
        for path in ("/confirm", asked, *([f"/accounts/{account}"] if account else [])):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(f"{asking.base}{path}")
                page.evaluate(axe())
                run = "axe.run({resultTypes: ['violations']}).then(r => r.violations)"
                assert [one["id"] for one in page.evaluate(run)] == []
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width
