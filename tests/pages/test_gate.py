"""Who is let in: this host, this start's token, our own forms; and what every answer says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.pages.conftest import TOKEN, Served


@pytest.fixture
def inside(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.base, follow_redirects=True) as client:
        assert client.get(served.enter).status_code == 200
        yield client


def test_without_the_token_nobody_comes_in(served: Served) -> None:
    for address in ("/", "/people", "/today.json", "/openapi.json", "/static/troth.css"):
        answer = httpx.get(served.base + address)
        assert answer.status_code == 403
        assert "Oduya" not in answer.text
    assert "has not been let in" in httpx.get(f"{served.base}/").text
    assert httpx.get(f"{served.base}/?token=guess").status_code == 403


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_sees(served: Served) -> None:
    answer = httpx.get(f"{served.base}/people?side=shop&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/people?side=shop")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie


@pytest.mark.parametrize(
    "host", ["troth.example.org", "127.0.0.1.example.org", "", "10.0.0.1", "127.0.0.1:1", "a@b:x"]
)
def test_another_host_is_refused(served: Served, inside: httpx.Client, host: str) -> None:
    assert inside.get("/", headers={"host": host}).status_code in (400, 421)


def test_every_answer_carries_the_policy(inside: httpx.Client) -> None:
    for address in ("/", "/nowhere", "/today.json", "/static/troth.css"):
        headers = inside.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert inside.get("/").headers["cache-control"] == "no-store"


def _form(client: httpx.Client) -> tuple[str, str]:
    page = client.get("/").text
    action = re.search(r'action="(/findings/[^"]+/wrong)"', page)
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert action
    assert token
    return action[1], token[1]


def test_a_form_without_our_token_writes_nothing(inside: httpx.Client) -> None:
    action, token = _form(inside)
    for data in ({}, {"csrf": ""}, {"csrf": token + "x"}, {"csrf": "é"}):
        answer = inside.post(action, data={**data, "reason": "no"})
        assert answer.status_code == 403, data
    for headers in (
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        answer = inside.post(action, data={"csrf": token, "reason": "no"}, headers=headers)
        assert answer.status_code == 403, headers
    assert inside.post("/check", data={"text": "x"}).status_code == 403
    assert inside.post("/add", files={"files": ("a.csv", b"x")}).status_code == 403


def test_a_token_of_another_session_is_refused(served: Served, inside: httpx.Client) -> None:
    with httpx.Client(base_url=served.base, follow_redirects=True) as other:
        other.get(served.enter)
        action, token = _form(other)
    assert inside.post(action, data={"csrf": token, "reason": "no"}).status_code == 403


def test_other_methods_and_too_much_are_refused(inside: httpx.Client) -> None:
    assert inside.delete("/people").status_code == 403
    assert inside.post("/promises/p-1/mark", content=b"x" * 1_500_000).status_code == 413


def test_one_is_sent_back_only_to_these_pages(inside: httpx.Client) -> None:
    _, token = _form(inside)
    data = {"csrf": token, "back": "//evil.example/x"}
    answer = inside.post("/promises/p-none/confirm", data=data, follow_redirects=False)
    assert answer.status_code == 404
    from troth.faces.web.gate import local

    assert local("//evil.example/x") == "/evil.example/x"
    assert local("/\\evil.example") == "/evil.example"
    assert local("https://evil.example") == "/"


def test_errors_are_told_in_words_and_offer_near_names(inside: httpx.Client) -> None:
    answer = inside.get("/lenses/silense")
    assert answer.status_code == 404
    assert "/lenses/silence" in answer.text
    assert "/promises" in inside.get("/promisses").text
    told = inside.get("/people/p-nobody.json")
    assert (told.status_code, set(told.json())) == (404, {"says", "advice", "place", "near"})
    for answer in (
        inside.get("/people/p-nobody"),
        inside.get("/runs/x"),
        inside.get("/evidence/x"),
    ):
        assert answer.status_code == 404
        assert "Traceback" not in answer.text


def test_every_page_is_also_json(inside: httpx.Client) -> None:
    today = inside.get("/today.json").json()
    assert set(today) >= {"records_until", "rows"}
    assert len(today["rows"]) <= 10
    names = [row["subject"]["id"] for row in today["rows"] if len(row["people"]) == 1]
    assert len(names) == len(set(names))
    assert all(any(cite["quote"] for cite in row["cites"]) for row in today["rows"])
    person = inside.get(f"/people/{names[0]}.json").json()
    assert person["person"]["id"] == names[0]
    for address in (
        "/people",
        "/promises",
        "/confirm",
        "/documents",
        "/runs",
        "/search",
        "/lenses/silence",
    ):
        assert inside.get(f"{address}.json").headers["content-type"] == "application/json", address
