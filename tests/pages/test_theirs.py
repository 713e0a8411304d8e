"""What customers believe we promised, in a browser: two columns, an answer, and taking it back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acts.beliefs import ROWS
from tests.acts.office import SETTINGS, office
from tests.pages.conftest import Served, serving
from tests.pages.test_pages import _axe as axe
from tests.pages.test_pages import entered
from troth.acts.opening import opened
from troth.ledger.theirs import theirs
from troth.store.home import open_home

pytestmark = pytest.mark.browser
TOML = 'company = "Acme"\n[people]\nstaff = ["acme.example"]\n'
HOSTILE = "You promised <script>alert(1)</script> a free helmet & more."


@pytest.fixture(scope="module")
def believed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("believed")
    rows = [*ROWS, {**ROWS[-1], "id": "m99", "text": HOSTILE, "conversation": "t99"}]
    with office(root, rows, look=True):
        (root / "acme" / "troth.toml").write_text(TOML)
    return root / "acme"


@pytest.fixture
def place(believed: Path, tmp_path: Path) -> Iterator[Served]:
    shutil.copytree(believed, tmp_path / "acme")
    yield from serving(tmp_path / "acme", work=False)


def decided(served: Served) -> int:
    with opened(open_home(served.root), SETTINGS) as work, work.ledger.read() as con:
        return len(theirs(con).decided)


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_and_nothing_is_cut_off(chromium: Any, place: Served, width: int) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": "dark"}
    with entered(chromium, place, bypass_csp=True, **options) as page:
        for address in ("/promises/theirs", "/confirm", "/promises"):
            page.goto(place.base + address)
            page.wait_for_load_state("networkidle")
            assert page.locator("script", has_text="alert(1)").count() == 0
            page.evaluate(axe())
            found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
            assert not [one["id"] for one in found], address
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(over) <= 0, address


def test_an_answer_is_an_entry_and_is_taken_back(chromium: Any, place: Served) -> None:
    assert decided(place) == 0
    with entered(chromium, place, java_script_enabled=False) as page:
        page.goto(f"{place.base}/confirm")
        with page.expect_navigation():
            page.get_by_role("button", name="They mean this, as more").click()
        assert "stand beside this promise" in page.inner_text(".notice")
        assert decided(place) == 1
        page.goto(f"{place.base}/promises/theirs")
        assert "more than we said: another day" in page.inner_text("main")
        page.goto(f"{place.base}/confirm")
        with page.expect_navigation():
            page.get_by_role("button", name="Nobody here promised it").first.click()
        assert decided(place) == 4
        with page.expect_navigation():
            page.get_by_role("button", name="Undo").click()
        assert decided(place) == 1


def test_the_page_as_json_says_the_same(chromium: Any, place: Served) -> None:
    with entered(chromium, place) as page:
        told = page.request.get(f"{place.base}/promises/theirs.json").json()
        assert told["says"].startswith("4 customers told what we promised")
        assert told["added"][0]["people"] == 3
        assert told["unheard"]["value"] is None
        assert "records_until" in told
        asked = page.request.get(f"{place.base}/confirm.json").json()["theirs"]
        assert asked["questions"][0]["people"] == 3
