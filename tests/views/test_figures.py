"""Records without words, said in their figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ledger.kit import message
from troth.views.figures import figures


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        (
            "purchase",
            {"item": "Parcel", "quantity": 2.0, "amount": 18.4, "currency": "GBP"},
            "2 × Parcel, 18.40 GBP",
        ),
        ("purchase", {"amount": 5.0}, "5.00"),
        (
            "step",
            {"activity": "solved", "status": "Solved", "resource": "Support"},
            "solved (Solved), Support",
        ),
        ("step", {"activity": "opened"}, "opened"),
        (
            "survey_answer",
            {"question": "How was it?", "scale": "csat", "score": 5.0},
            "How was it?, satisfaction 5",
        ),
        ("survey_answer", {"scale": "nps", "score": 0.0}, "0 of 10 (NPS)"),
        ("review", {"title": "Fine", "score": 4.0}, "Fine, 4 stars"),
        ("use", {"event": "map opened", "count": 3.0}, "map opened × 3"),
        ("use", {"event": "map opened", "count": 1.0}, "map opened"),
        (
            "period",
            {"plan": "Shop", "status": "active", "amount": 29.0, "currency": "EUR"},
            "Shop, active, 29.00 EUR",
        ),
        ("incident", {"title": "Map down", "impact": "major"}, "Map down, major"),
        ("change", {"title": "New prices", "what": "price"}, "New prices, price"),
        ("survey_answer", {}, "survey answer"),
        ("document", {}, "document"),
    ],
)
def test_a_record_in_its_figures(kind: str, fields: dict[str, object], says: str) -> None:
    assert figures(replace(message("1"), kind=kind, fields=fields)) == says
