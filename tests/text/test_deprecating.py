"""Headers: Deprecation of RFC 9745, Sunset of RFC 8594, and what goes wrong between them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from troth.text.deprecating import dated, ending, links


def us(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp()) * 1_000_000  # type: ignore[arg-type,misc]


def test_the_golden_date_of_rfc_9745() -> None:
    found = ending([("Deprecation", "@1688169599")])
    assert found.deprecated_us == us(2023, 6, 30, 23, 59, 59)
    assert found.faults == ()


def test_a_sunset_is_a_date_of_http_and_never_earlier() -> None:
    both = [("deprecation", "@1688169599"), ("sunset", "Sun, 30 Jun 2024 23:59:59 GMT")]
    found = ending(both)
    assert found.sunset_us == us(2024, 6, 30, 23, 59, 59)
    assert found.faults == ()
    early = ending([both[0], ("Sunset", "Thu, 29 Jun 2023 23:59:59 GMT")])
    assert "earlier than Deprecation" in early.faults[0]
    same = ending([both[0], ("Sunset", "Fri, 30 Jun 2023 23:59:59 GMT")])
    assert same.faults == ()


@pytest.mark.parametrize(
    "written",
    [
        "Sat, 31 Dec 2018 23:59:59 GMT",
        "Saturday, 31-Dec-18 23:59:59 GMT",
        "Sat Dec 31 23:59:59 2018",
    ],
)
def test_the_three_forms_of_a_date_in_http(written: str) -> None:
    assert ending([("Sunset", written)]).sunset_us == us(2018, 12, 31, 23, 59, 59)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("Deprecation", "true", "names no day"),
        ("Deprecation", "soon", "no date of RFC 9745"),
        ("Deprecation", "@99999999999999", "no date of RFC 9745"),
        ("Deprecation", "Fri, 30 Jun 2023 23:59:59 GMT", "older draft"),
        ("Sunset", "2024-06-30", "no date as HTTP writes it"),
        ("Sunset", "Sun, 31 Feb 2024 23:59:59 GMT", "no date as HTTP writes it"),
        ("Sunset", "@1688169599", "no date as HTTP writes it"),
    ],
)
def test_what_is_written_wrong_is_told(name: str, value: str, says: str) -> None:
    assert says in ending([(name, value)]).faults[0]


def test_an_answer_without_an_end_says_nothing() -> None:
    assert not ending([("Content-Type", "text/html"), ("Date", "x")]).said


def test_links_by_their_relation() -> None:
    held = [
        '<https://kestrel.example/old>; rel="deprecation"; type="text/html", '
        "</v2>;rel=successor-version",
        '<https://kestrel.example/end>; title="a, b"; rel="sunset help"',
        "<x>; rel=stylesheet",
    ]
    assert links(held) == {
        "deprecation": "https://kestrel.example/old",
        "successor-version": "/v2",
        "sunset": "https://kestrel.example/end",
    }


def test_parameters_of_a_structured_date_are_passed_over() -> None:
    assert ending([("Deprecation", "@1688169599;why=old")]).deprecated_us is not None


def test_when_it_was_sent() -> None:
    assert dated([("date", "Fri, 30 Jun 2023 23:59:59 GMT")]) == us(2023, 6, 30, 23, 59, 59)
    assert dated([("Server", "x")]) is None
