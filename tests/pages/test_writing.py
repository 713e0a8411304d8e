"""What is written from the pages: with scripts and without, taken back, and only from our forms."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import Served, serving
from tests.pages.test_pages import entered
from troth.acts import note
from troth.acts.note import DEEDS, Signed
from troth.acts.opening import opened
from troth.ledger import entries, runs
from troth.registry import load
from troth.store.home import open_home

pytestmark = pytest.mark.browser


def deeds(served: Served) -> list[tuple[str, str]]:
    with opened(open_home(served.root)) as work, work.ledger.read() as con:
        wanted = (*DEEDS, "confirm", "reject", "mark")
        written = sorted(entries.entries(con, deed=wanted), key=lambda one: one.id)
        return [(one.deed, one.target) for one in written if "with" not in one.body]


def sent(page: Any, button: Any) -> None:
    """Press a button that sends a form, or a link, and wait for the page that comes of it."""
    with page.expect_navigation():
        button.click()


def test_done_takes_the_row_off_the_list_and_undo_brings_it_back(
    chromium: Any, own: Served
) -> None:
    with entered(chromium, own, java_script_enabled=False) as page:
        row = page.locator(".row").first
        name, id = row.locator(".who a").inner_text(), row.get_attribute("id")
        row.locator(".deeds summary", has_text="Done").click()
        row.locator("form[action$='/done'] input[name=reason]").fill("answered by telephone")
        sent(page, row.locator("form[action$='/done'] button"))
        assert deeds(own)[-1] == ("done", id)
        assert page.locator(".notice").inner_text().startswith("Done")
        assert page.locator(f"#{id}").count() == 0
        sent(page, page.locator(".notice button", has_text="Undo"))
        assert page.locator(f"#{id}").count() == 1, name
        assert page.locator(".notice").inner_text().startswith("Taken back")
        page.reload()
        assert page.locator(".notice").count() == 0


def test_with_scripts_the_row_is_replaced_in_place(chromium: Any, own: Served) -> None:
    with entered(chromium, own) as page:
        row = page.locator(".row").first
        id = row.get_attribute("id")
        row.locator(".deeds summary", has_text="That’s wrong").click()
        row.locator("form[action$='/wrong'] input[name=reason]").fill("a thank-you")
        row.locator("form[action$='/wrong'] button").click()
        page.wait_for_selector("text=Kept as wrong")
        assert page.url == f"{own.base}/"
        assert deeds(own)[-1] == ("wrong", id)
        assert not page.complaints


def test_a_lens_that_stepped_back_is_brought_back_on_its_page(
    chromium: Any, company: Path, tmp_path: Path
) -> None:
    root = tmp_path / "company"
    shutil.copytree(company, root)
    by = Signed("ana", time.time_ns() // 1000)
    with opened(open_home(root)) as work:
        with work.ledger.read() as con:
            last = runs.latest(con)
            assert last is not None
            found = [one for one in runs.findings(con, last.id) if one.lens == "silence"]
        for one in found[:9]:
            note.dismiss(work, one.id, "needs nobody", by)
    for served in serving(root, work=False):
        with entered(chromium, served, java_script_enabled=False) as page:
            says = "What silence finds was mostly dismissed here, 9 of 9; shown last."
            sent(page, page.locator("p.meta", has_text=says).locator("a"))
            assert page.locator("p", has_text=says).count() == 1
            assert page.locator("td svg.bar").get_attribute("aria-label") == "0 % (0–30, n = 9)"
            page.locator("input[name=reason]").fill("its options were wrong")
            sent(page, page.locator("button", has_text="Bring it back"))
            assert page.locator(".notice").inner_text().startswith("It stands among the others")
            assert "its options were wrong" in page.locator("main").inner_text()
            assert page.locator("button", has_text="Bring it back").count() == 0


def test_not_now_hides_until_its_day_and_yesterday_is_refused(chromium: Any, own: Served) -> None:
    with entered(chromium, own, java_script_enabled=False) as page:
        row = page.locator(".row").first
        id = row.get_attribute("id")
        row.locator(".deeds summary", has_text="Not now").click()
        sent(page, row.locator("form[action$='/snooze'] button"))
        assert deeds(own)[-1] == ("snooze", id)
        assert page.locator(f"#{id}").count() == 0


def test_a_candidate_becomes_a_promise_and_can_be_marked_kept(chromium: Any, own: Served) -> None:
    with entered(chromium, own, java_script_enabled=False) as page:
        page.goto(f"{own.base}/confirm")
        address = page.locator(".row").first.get_attribute("data-open")
        sent(page, page.locator(".row .answers button").first)
        assert deeds(own)[-1][0] == "confirm"
        page.goto(own.base + address)
        assert "not confirmed" not in page.locator(".lead").inner_text()
        page.locator("summary", has_text="Mark it").click()
        page.locator("select[name=as]").select_option("kept")
        page.locator("form[action$='/mark'] input[name=reason]").fill("she wrote that it came")
        sent(page, page.locator("form[action$='/mark'] button"))
        assert page.locator(".lead").inner_text().startswith("Kept")


def test_what_was_found_meanwhile_takes_no_page_from_whoever_is_at_it(
    chromium: Any, own: Served
) -> None:
    with entered(chromium, own) as page:
        page.goto(f"{own.base}/confirm")
        page.locator(".working[hx-get]").wait_for(state="detached", timeout=120_000)
        page.wait_for_load_state()
        page.evaluate("window.same = true")
        page.keyboard.press("j")
        page.evaluate("document.body.dispatchEvent(new CustomEvent('looked', {bubbles: true}))")
        page.wait_for_timeout(300)
        assert page.evaluate("window.same")
        page.goto(f"{own.base}/confirm")
        page.evaluate("window.same = true")
        with page.expect_navigation():
            page.evaluate("document.body.dispatchEvent(new CustomEvent('looked', {bubbles: true}))")
        assert not page.evaluate("window.same")


def test_a_key_answers_a_question_and_steps_on_to_the_next(chromium: Any, own: Served) -> None:
    with entered(chromium, own) as page:
        page.goto(f"{own.base}/confirm")
        page.locator(".working[hx-get]").wait_for(state="detached", timeout=120_000)
        page.wait_for_load_state()  # Nobody has begun to answer: it is loaded anew.
        rows = page.locator("ol.rows > .row")
        page.keyboard.press("j")
        page.locator("ol.rows > .row.here").wait_for()
        page.keyboard.press("y")
        rows.nth(0).get_by_text("from now on").wait_for()
        page.keyboard.press("n")
        rows.nth(1).get_by_text("No promise; it will not be asked again").wait_for()
        assert [deed for deed, _ in deeds(own)][-1] == "reject"
        assert "confirm" in [deed for deed, _ in deeds(own)]
        page.goto(f"{own.base}/promises")
        page.keyboard.press("j")
        page.keyboard.press("y")
        assert page.url == f"{own.base}/promises"
        assert not page.complaints


def test_a_record_that_is_read_wrong_is_corrected_on_its_page(chromium: Any, own: Served) -> None:
    with entered(chromium, own, java_script_enabled=False) as page:
        page.goto(own.base + page.locator(".row blockquote a").first.get_attribute("href"))
        told = page.locator("blockquote p").first.inner_text()
        page.locator("summary", has_text="It is read wrong").click()
        page.locator("select[name=answer]").select_option("answer-wanted:false")
        page.locator("input[name=words]").fill(told.split()[0])
        sent(page, page.locator("form[action$='/correct'] button"))
        assert deeds(own)[-1][0] == "correct"
        assert page.locator("main li", has_text="wait for an answer").count() == 1
        corrected = page.locator("main li", has_text="wait for an answer").inner_text()
        assert f"of “{told.split()[0]}”" in corrected
        sent(page, page.locator("form[action^='/undo'] button", has_text="Take that back"))
        assert deeds(own)[-1][0] == "undo"
        assert page.locator("main li", has_text="wait for an answer").count() == 0
        page.locator("summary", has_text="It is read wrong").click()
        page.locator("select[name=answer]").select_option("promise:true")
        page.locator("input[name=words]").fill("words that stand nowhere in it")
        sent(page, page.locator("form[action$='/correct'] button"))
        assert "These words do not stand in the record" in page.locator("main").inner_text()


def test_a_text_is_checked_and_nothing_is_stored(chromium: Any, own: Served) -> None:
    with entered(chromium, own, java_script_enabled=False) as page:
        page.goto(f"{own.base}/check")
        example = next(one for one in load("prose", "faceless").EXAMPLES if one.verdict == "speaks")
        page.locator("textarea").fill(example.world.replace("«", "").replace("»", ""))
        page.locator("select[name=genre]").select_option(example.genre or "plan")
        sent(page, page.locator("main form button"))
        assert page.locator(".margin").count() >= 1
        assert page.locator(".marked .line").count() >= 1
        page.goto(f"{own.base}/documents")
        assert page.get_by_text("the text you pasted").count() == 0


def test_files_are_added_by_the_worker_and_the_receipt_is_shown(
    chromium: Any, own: Served, tmp_path: Any
) -> None:
    file = tmp_path / "new desk.csv"
    file.write_text(
        "message_id,conversation,at,direction,author,text\n"
        "91,c9,2026-03-02 09:00,in,ada@example.org,Where is my parcel?\n"
        "92,c9,31/02/2025,in,ada@example.org,And now?\n"
    )
    with entered(chromium, own) as page:
        page.goto(f"{own.base}/add")
        page.set_input_files("#files", str(file))
        page.locator(".drop button").click()
        page.wait_for_selector("text=See who needs us now", timeout=60_000)
        told = page.locator("#jobs").inner_text()
        assert "1 new records" in told or "1 new record" in told
        assert "Looking at all of it" not in told
        assert "new desk.csv" in told
        page.locator("#jobs summary").click()
        assert "31/02/2025" in page.locator("#jobs").inner_text()
        with page.expect_download() as fetched:
            page.get_by_text("Fetch the rows set aside").click()
        rows = Path(fetched.value.path()).read_text().splitlines()
        assert rows[0].startswith("troth: place,troth: why,message_id,")
        assert rows[1].endswith(",92,c9,31/02/2025,in,ada@example.org,And now?")
    assert not (own.root / "uploaded").exists()
    assert not list((own.root / ".troth" / "uploads").glob("*/files"))
