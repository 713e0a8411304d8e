"""A file no source knows, sent from a page: the proposal is changed, confirmed, and it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.calling import inside, troth
from tests.pages.conftest import TOKEN, Served, serving
from tests.pages.test_pages import _axe, entered
from troth import config
from troth.acts.opening import opened
from troth.faces.web.adding import folders_of, read_job
from troth.faces.web.application import app
from troth.faces.web.working import main
from troth.store.home import create, open_home

ORDERS = (
    "Kundennr;Kunde;Datum;Betrag;Filiale\n"
    "00017;Ana Ruiz;21.11.2025;12,50 EUR;Nord\n"
    "00018;<b>Bo</b>;22.11.2025;7,00 EUR;Süd\n"
)
ASKED = re.compile(r'(?:href|action)="(/add/[\w-]+/\d+)"')
OPEN = "customer,date,amount\n7,03/04/2026,12.50\n7,05/06/2026,12.50\n"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A workspace with nothing in it."""
    create(tmp_path / "acme")
    return tmp_path / "acme"


@pytest.fixture
def client(company: Path) -> Iterator[TestClient]:
    """A browser in front of its pages; no worker runs beside them."""
    made = app(open_home(company), config.load(company), token=TOKEN, work=False)
    with TestClient(made, base_url="http://127.0.0.1") as browser:
        browser.get("/", params={"token": TOKEN}).raise_for_status()
        yield browser


def work(root: Path) -> None:
    """What the worker does with every job that waits."""
    for folder in sorted(folders_of(open_home(root))):
        job = read_job(folder)
        if job is not None and job.state == "waiting":
            assert main(str(root), "the worker of a test", "0", job.id) == 0


def send(client: TestClient, root: Path, name: str, content: str) -> str:
    """The address under which something is asked of the file that was sent."""
    files = {"files": (name, content.encode())}
    client.post("/add", data={"csrf": token(client)}, files=files).raise_for_status()
    work(root)
    found = ASKED.search(client.get("/add").text)
    assert found
    return found[1]


def token(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)
    assert found
    return found[1]


def fields(page: str) -> dict[str, Any]:
    """The form as a browser would send it."""
    columns = re.findall(r'name="column" value="([^"]*)"', page)
    selects = re.findall(r'<select name="place".*?</select>', page, re.S)
    chosen = [re.search(r'value="(\w*)" selected', each) for each in selects]
    kind = re.search(r'name="shown_kind" value="(\w+)"', page)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page)
    assert kind
    assert csrf
    assert len(columns) == len(chosen)
    return {
        "csrf": csrf[1],
        "kind": kind[1],
        "shown_kind": kind[1],
        "column": columns,
        "place": [one[1] if one else "" for one in chosen],
        "system": "shop",
        "day": "",
        "dates": "",
    }


def kinds(root: Path) -> dict[str, int]:
    with opened(open_home(root)) as work:
        return {kind: n for kind, n in work.index.counts().items() if n}


def test_an_unknown_file_is_proposed_changed_and_read(client: TestClient, company: Path) -> None:
    address = send(client, company, "bestellungen.csv", ORDERS)
    page = client.get(address).text
    assert "Ana Ruiz bought for 12.50 EUR" in page
    assert "&lt;b&gt;Bo&lt;/b&gt;" in page
    assert "<b>Bo</b>" not in page
    form = fields(page)
    places = dict(zip(form["column"], form["place"], strict=True))
    assert places == {
        "Kundennr": "by",
        "Kunde": "name",
        "Datum": "at",
        "Betrag": "amount",
        "Filiale": "ours",
    }
    assert client.post(address, data={**form, "deed": "read", "csrf": "x"}).status_code == 403
    assert client.get(f"{address}.json").json()["map"]["Betrag"] == "amount"
    form["place"][4] = ""
    again = fields(client.post(address, data={**form, "deed": "try"}).text)
    assert again["place"] == ["by", "name", "at", "amount", ""]
    assert not (company / "troth.toml").exists()
    other = client.post(address, data={**form, "kind": "message", "deed": "read"}).text
    assert 'value="message" selected' in other
    assert not (company / "troth.toml").exists(), "another kind is shown before it is read"
    client.post(address, data={**form, "deed": "read"}).raise_for_status()
    work(company)
    assert "mapped-table" in client.get("/add").text
    assert client.get(address).status_code == 404
    assert kinds(company) == {"purchase": 2}
    own = config.load(company).file("bestellungen.csv")
    assert (own.kind, own.system) == ("purchase", "shop")
    assert dict(own.map) == {"Kundennr": "by", "Kunde": "name", "Datum": "at", "Betrag": "amount"}
    assert not list((company / ".troth" / "uploads").glob("*/open/*"))


def test_a_date_of_two_meanings_is_asked_and_read_on(client: TestClient, company: Path) -> None:
    address = send(client, company, "orders.csv", OPEN)
    page = client.get("/add").text
    assert "It is 3 April" in page
    assert "It is March 4" in page
    said = {"csrf": token(client), "deed": "dates"}
    assert client.post(address, data={**said, "dates": "x"}).status_code == 400
    client.post(address, data={**said, "dates": "month first"}).raise_for_status()
    work(company)
    assert "2 new records" in client.get("/add").text
    assert config.load(company).file("uploaded/orders.csv").dates == "month first"


def test_a_file_may_be_left_out(client: TestClient, company: Path) -> None:
    address = send(client, company, "bestellungen.csv", ORDERS)
    client.post(address, data={**fields(client.get(address).text), "deed": "leave"})
    assert address not in client.get("/add").text
    assert client.get(address).status_code == 404
    assert client.get("/add/..%2f..%2fx/0").status_code == 404
    assert client.get(f"{address}9").status_code == 404
    assert not list((company / ".troth" / "uploads").glob("*/open/*"))


def test_a_file_that_waits_goes_when_anybody_is_forgotten(
    client: TestClient, company: Path
) -> None:
    address = send(client, company, "bestellungen.csv", ORDERS)
    with inside(company):
        (company / "mine.csv").write_text("customer,name,date,amount\n7,Ana Ruiz,2026-03-01,1\n")
        troth("add", "mine.csv").fine()
        troth("forget", "Ana Ruiz", "--yes").fine()
    assert not list((company / ".troth" / "uploads").glob("*/open"))
    assert "not kept any more" in client.get(address).text


def test_the_form_is_accessible_wide_narrow_and_dark(
    chromium: Any, client: TestClient, company: Path, tmp_path: Path
) -> None:
    address = send(client, company, "bestellungen.csv", ORDERS)
    for served in serving(company, work=False):
        looked(chromium, served, address, tmp_path)


def looked(chromium: Any, served: Served, address: str, folder: Path) -> None:
    source = _axe()
    for scheme, width in (("light", 1280), ("light", 390), ("dark", 1280)):
        options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        with entered(chromium, served, bypass_csp=True, **options) as page:
            for place in ("/add", address):
                page.goto(served.base + place)
                page.evaluate(source)
                found = page.evaluate(
                    "axe.run({resultTypes: ['violations']}).then(r => r.violations)"
                )
                assert not found, (place, scheme, width, [one["id"] for one in found])
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert over <= 0, (place, width)
            page.screenshot(path=str(folder / f"mapping-{scheme}-{width}.png"), full_page=True)
