"""The Check page says of a pasted text what the command says of a file, and stores nothing."""

from __future__ import annotations

import html
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.pages.conftest import Served
from tests.pages.test_pages import _axe, entered
from troth.acts.check import check
from troth.acts.check_rules import Asked

TEXT = """# Plan for the spring 😀

Customers want faster parcels. We win more customers in the north. Customers in the south order
less. Our customers compare prices. Few customers stay. <script>window.hacked = 1</script>

Our churners left. <!-- troth: allow people-as-parts: their own word, in the notes of 3 March -->

<!-- troth: allow vague: a lens that is gone -->
We ship the the boxes soon, with <b>bold</b> words. Some freeloaders 😀 came back.

Nous avons ouvert une nouvelle boutique dans le nord de la ville, et nous cherchons quelqu'un
qui connaît bien les clients du quartier.
"""


@pytest.fixture
def inside(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.base, follow_redirects=True, timeout=30) as client:
        assert client.get(served.enter).status_code == 200
        yield client


def sent(client: httpx.Client, text: str = "", file: Any = None, **fields: str) -> str:
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/check").text)
    assert token
    data = {"csrf": token[1], "text": text, **fields}
    answer = client.post("/check", data=data, files={"file": file or ("", b"")})
    assert answer.status_code == 200
    return html.unescape(answer.text)


def lenses(page: str) -> set[str]:
    return set(re.findall(r'<a href="/lenses/([a-z-]+)">', page))


@pytest.mark.parametrize("preview", ["", "1"])
def test_it_finds_what_the_command_finds(
    inside: httpx.Client, served: Served, tmp_path: Path, preview: str
) -> None:
    page = sent(inside, TEXT, genre="plan", preview=preview)
    file = served.root / "the text you pasted"
    asked = Asked(
        preview=bool(preview) or None, config=(str(served.root / "troth.toml"),), kind="plan"
    )
    done = check(["-"], stdin=TEXT.encode(), stdin_filename=str(file), asked=asked)
    assert done.findings
    assert lenses(page) == {one.lens for one in done.findings}
    for one in done.findings:
        assert f"<b>Instead:</b> {one.instead}" in page


def test_what_was_allowed_passed_over_and_idle_is_told(inside: httpx.Client) -> None:
    page = sent(inside, TEXT, genre="plan", preview="1")
    assert "1 finding allowed, in the text or in the settings." in page
    assert "allows “vague”, but there is no lens of that name." in page
    assert "1 stretch from line 11 on was passed over: not English." in page
    assert "1 slip of the pen" in page
    assert "read as plan, with lenses on trial. Nothing was stored." in page
    assert "<script>window.hacked" not in inside.get("/check").text


def test_a_kind_is_chosen_and_previews_only_where_asked_for(inside: httpx.Client) -> None:
    plain = sent(inside, "Refunds arrive soon. We will call you back shortly.", genre="reply")
    assert "read as reply. Nothing" in plain
    with_previews = sent(
        inside, "Refunds arrive soon. We will call you back shortly.", genre="reply", preview="1"
    )
    assert lenses(plain) <= lenses(with_previews)
    assert "no-day" in lenses(with_previews)
    assert 'value="1" checked' in with_previews
    assert "<option selected>reply</option>" in with_previews


def test_a_file_is_read_by_its_ending_and_a_bad_one_is_told_on_the_page(
    inside: httpx.Client,
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:p><w:r><w:t>Our churners left.</w:t></w:r></w:p></w:body></w:document>",
        )
    page = sent(inside, file=("mail.docx", held.getvalue()), preview="1")
    assert "people-as-parts" in lenses(page)
    for file in (("mail.docx", b"PK\x03\x04"), ("mail.pdf", b"%PDF-1.4 broken")):
        assert 'role="alert"' in sent(inside, "kept", file=file)
    empty = sent(inside, " ")
    assert 'role="alert">The file is empty.' in empty


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 390)])
def test_what_it_found_is_clean_and_nothing_is_cut_off(
    chromium: Any, served: Served, scheme: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with entered(chromium, served, bypass_csp=True, **options) as page:
        page.goto(f"{served.base}/check")
        page.locator("textarea").fill(TEXT)
        page.locator("select[name=genre]").select_option("plan")
        page.locator("input[name=preview]").check()
        with page.expect_navigation():
            page.locator("main form button").click()
        assert page.locator(".margin").count() >= 1
        assert page.evaluate("window.hacked") is None
        page.locator("details.why summary").first.click()
        page.evaluate(_axe())
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
        assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0
        assert not page.complaints
        if folder := os.environ.get("TROTH_PICTURES"):
            page.screenshot(path=f"{folder}/check-{scheme}-{width}.png", full_page=True)
