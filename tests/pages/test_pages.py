"""Every page in a real browser: it loads clean, asks nobody else, and runs nobody's script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import Served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
FIRST_SCREEN = 100_000
"""Bytes over the wire for the first page of a browser that has nothing cached."""
PLAIN = (
    *(
        "/",
        "/people",
        "/promises",
        "/incidents",
        "/confirm",
        "/documents",
        "/check",
        "/add",
        "/runs",
    ),
    *("/repairs", "/renewals", "/journeys", "/owners", "/tasks", "/views"),
)
RUN = {
    "light": "axe.run({resultTypes: ['violations']})",
    "dark": "axe.run(document, {resultTypes: ['violations'], runOnly: "
    "['color-contrast', 'link-in-text-block']})",
}
"""What is asked of a page in each scheme: dark changes colours alone, and these rules ask of them."""


@contextmanager
def entered(chromium: Any, served: Served, **options: Any) -> Iterator[Any]:
    """A page that was let in, with what it complained of and whom it asked."""
    context = chromium.new_context(**options)
    page = context.new_page()
    page.complaints, page.strangers, page.awaited = [], [], set()
    page.on("request", lambda asked: page.awaited.add(asked))
    page.on("requestfinished", lambda asked: page.awaited.discard(asked))
    page.on("requestfailed", lambda asked: page.awaited.discard(asked))
    page.on(
        "console",
        lambda said: (
            page.complaints.append(said.text) if said.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda fault: page.complaints.append(str(fault)))
    page.on(
        "request",
        lambda asked: (
            page.strangers.append(asked.url)
            if not asked.url.startswith((served.base, "data:"))
            else None
        ),
    )
    page.goto(served.enter)
    yield page
    context.close()


def settled(page: Any) -> None:
    """Waits until all has come that the page asked for, and nothing more is asked for a while."""
    page.wait_for_load_state("load")
    calm = 0
    while calm < 4:
        page.wait_for_timeout(25)
        calm = 0 if page.awaited else calm + 1


def addresses(page: Any, served: Served) -> list[str]:
    """One page of every kind, found once by following the links a reader would."""
    if served.base not in _FOUND:
        _FOUND[served.base] = _followed(page, served)
    return _FOUND[served.base]


_FOUND: dict[str, list[str]] = {}


def _followed(page: Any, served: Served) -> list[str]:
    found = list(PLAIN)
    for start, within in (
        ("/", ".who a"),
        ("/?lens=silence", ".who a"),
        ("/promises", ".row .meta a[href^='/promises/']"),
        ("/documents", ".row a"),
        ("/", "blockquote footer a"),
        ("/runs", ".row a"),
    ):
        page.goto(served.base + start)
        if (first := page.locator(within)).count():
            found.append(first.first.get_attribute("href"))
    tested = json.loads((served.root / ".troth" / "measured.json").read_text("utf-8"))["promises"]
    weekly = [id for id, one in tested.items() if any(side["weeks"] for side in one["sides"])]
    found.append(f"/promises/{weekly[0]}")
    for word in ("Eve", "refund"):
        page.goto(f"{served.base}/search?q={word}")
        links = page.locator("main .list a")
        found += [f"/search?q={word}", links.first.get_attribute("href")]
    page.goto(f"{served.base}/documents")
    found += [a.get_attribute("href") for a in page.locator(".row a[href*='letters']").all()]
    return [*found, "/lenses/silence", "/lenses/faceless", "/people/p-nobody", "/nowhere"]


def test_every_page_loads_clean_and_asks_nobody_else(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        known = addresses(page, served)
        assert len(known) > 18
        page.complaints.clear()
        for address in known:
            page.goto(served.base + address)
            settled(page)
            assert page.locator("h1").count() == 1, address
            assert page.evaluate("window.hacked") is None, address
            refused = [one for one in page.complaints if "404 (Not Found)" not in one]
            assert not refused, (address, refused)
            page.complaints.clear()
        assert not page.strangers


def test_what_hostile_people_wrote_is_shown_and_never_run(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        page.goto(f"{served.base}/search?q=Eve")
        with page.expect_navigation():
            page.locator("main .list a").first.click()
        assert "<img src=x onerror" in page.locator("main").inner_text()
        assert "{{7*7}}" in page.locator("main").inner_text()
        assert page.locator("main img, main script").count() == 0
        page.goto(f"{served.base}/documents")
        with page.expect_navigation():
            page.locator(".row a[href*='plan.md']").first.click()
        assert "<script>window.hacked=1</script>" in page.locator(".marked").inner_text()
        page.goto(f"{served.base}/search?q=%22%3E%3Cscript%3Ewindow.hacked%3D1%3C/script%3E")
        assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Any, served: Served, width: int
) -> None:
    source = _axe()
    options = {"viewport": {"width": width, "height": 900}}
    with entered(chromium, served, bypass_csp=True, **options) as page:
        for address in addresses(page, served):
            page.goto(served.base + address)
            settled(page)
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            page.evaluate(source)
            for scheme in RUN:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.wait_for_function("document.getAnimations().length === 0")
                found = page.evaluate(f"{RUN[scheme]}.then(r => r.violations)")
                told = [(one["id"], [n["html"][:160] for n in one["nodes"]][:3]) for one in found]
                assert not told, f"{address} {scheme} {width}: {json.dumps(told, indent=1)}"
                over = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert over <= 0, f"{address} is {over} pixels wider than {width}"


def _axe() -> str:
    """axe as the lock file names it, else the one in the test requirements."""
    locked = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if locked.is_file():
        return locked.read_text(encoding="utf-8")
    import axe_core_python

    return (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def test_the_first_screen_is_light(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        page.goto(f"{served.base}/")
        page.wait_for_load_state("networkidle")
        assert len(sizes) > 4
        assert sum(sizes) <= FIRST_SCREEN, f"{sum(sizes):.0f} bytes"


def test_the_keys_move_open_search_and_explain(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert page.locator(".row.here").get_attribute("id") == page.locator(
            ".row"
        ).first.get_attribute("id")
        page.keyboard.press("Enter")
        assert page.locator(".row.here details.open-proof").first.get_attribute("open") is not None
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("jk")
        assert page.locator("input[name=q]").input_value() == "jk"


def test_the_skip_link_is_first_and_focus_is_seen(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "2px"


def test_the_rhythm_is_drawn_with_and_without_scripts(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        page.goto(f"{served.base}/?lens=silence")
        person = page.locator(".who a").first.get_attribute("href")
        page.goto(served.base + person)
        page.locator("figure[data-plot]").scroll_into_view_if_needed()
        page.wait_for_selector("figure[data-plot] svg[class*=plot]")
        assert page.locator("figure[data-plot] tbody tr").count() > 3
        assert not page.complaints
    with entered(chromium, served, java_script_enabled=False) as page:
        page.goto(served.base + person)
        assert page.locator("figure[data-plot] .drawing svg rect").count() > 3


def test_without_scripts_proof_opens_and_every_page_reads(chromium: Any, served: Served) -> None:
    with entered(chromium, served, java_script_enabled=False) as page:
        page.locator("details.open-proof summary").first.click()
        assert (
            page.locator("details.open-proof")
            .first.get_by_text("Would change our mind")
            .is_visible()
        )
        for address in PLAIN:
            page.goto(served.base + address)
            assert page.locator("h1").inner_text()


def test_print_leaves_out_what_only_a_screen_needs(chromium: Any, served: Served) -> None:
    with entered(chromium, served) as page:
        page.emulate_media(media="print")
        assert not page.locator("header nav").is_visible()
        assert not page.locator(".deeds").first.is_visible()
        assert page.locator("blockquote").first.is_visible()
