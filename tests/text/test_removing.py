"""What is gone or will go, the days a text names, and the names things go by in records of use."""

from __future__ import annotations

from datetime import date

import pytest

from troth.text.days_named import days_in, pieces
from troth.text.removing import removals
from troth.text.used import names_in, same_name

SAID = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("From 1 September the fee is 3 EUR.", [date(2026, 9, 1)]),
        ("It ends on 1 February.", [date(2027, 2, 1)]),
        ("On March 2nd, 2027 and on 2027-04-05.", [date(2027, 3, 2), date(2027, 4, 5)]),
        ("By 31 February 2026, or version 2.1 of May.", []),
        ("It holds from the 3rd of June 2026.", [date(2026, 6, 3)]),
        ("Build 2026-03-02-rc1", []),
    ],
)
def test_days_named(text: str, days: list[date]) -> None:
    assert [day for _, day in days_in(text, SAID)] == days


def test_a_sentence_over_lines_is_one_piece_and_an_item_is_one() -> None:
    text = "We will tell\nyou first. Always.\n\n- One\n- Two\n"
    assert [span.of(text) for span in pieces(text)] == [
        "We will tell\nyou first.",
        "Always.",
        "- One",
        "- Two",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("### Removed\n\n- Export as PDF.\n\n### Added\n\n- Sharing.", ["Export as PDF."]),
        ("- BREAKING CHANGE: `total` is a text now.", ["total"]),
        ("Removed the `exportPdf()` call.", ["exportPdf"]),
        ("`GET /v1/orders` has been removed.", ["GET /v1/orders"]),
        (
            "We no longer support the old label format.",
            ["We no longer support the old label format."],
        ),
        ("- Removed a crash when the list is empty.", []),
        ("- Removed the limit of ten labels.", []),
        ("- Export as PDF is faster.", []),
        ("The old format will be removed.", []),
    ],
)
def test_what_went(text: str, names: list[str]) -> None:
    assert [name for one in removals(text, SAID) if one.gone for name in one.names] == names


@pytest.mark.parametrize(
    ("text", "when", "version"),
    [
        ("`exportPdf` will be removed on 1 September 2026.", date(2026, 9, 1), None),
        ("We are retiring `exportPdf` on 1 September.", date(2026, 9, 1), None),
        ("`exportPdf` is deprecated and will be removed in 3.0.", None, "3.0"),
        ("The old address stops working on 1 June.", date(2026, 6, 1), None),
    ],
)
def test_what_will_go(text: str, when: date | None, version: str | None) -> None:
    (one,) = removals(text, SAID)
    assert (one.gone, one.when, one.version) == (False, when, version)


def test_the_place_of_the_words_is_kept() -> None:
    text = "### Removed\n\n- Export as PDF.\n- Old labels.\n"
    assert [one.span.of(text) for one in removals(text, SAID)] == ["Export as PDF.", "Old labels."]


@pytest.mark.parametrize(
    ("name", "event", "same"),
    [
        ("exportPdf", "export_pdf", True),
        ("Export as PDF.", "export_pdf", True),
        ("The export as PDF is gone", "Export PDF", True),
        ("exports", "export", True),
        ("Export as PDF.", "export", False),
        ("exportPdf", "export_csv", False),
        ("GET /v1/orders/{id}", "/v1/orders/17", True),
        ("GET /v1/orders/{id}", "GET /v1/orders/{order}", True),
        ("GET /v1/orders/{id}", "POST /v1/orders/17", False),
        ("/v1/orders", "/v1/orders/17", False),
        ("/v1/orders", "https://api.kestrel.example/v1/orders?page=2", True),
        ("Order.total", "order.total", True),
        ("", "export", False),
    ],
)
def test_the_same_thing_by_another_spelling(name: str, event: str, same: bool) -> None:
    assert same_name(name, event) is same


def test_names_in_a_sentence() -> None:
    assert names_in("Use `a.b` or “the old list”, not /v1/x.") == ("a.b", "/v1/x", "the old list")
