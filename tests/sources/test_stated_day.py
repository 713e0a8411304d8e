"""A day that `troth.toml` states: for files whose rows name none, whatever source reads them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from troth import registry
from troth.extend.source import Frame, Reading, Reject, open_bytes
from troth.model.evidence import Draft
from troth.text.moments import Times

DAY = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp()) * 1_000_000
CHANGED = int(datetime(2026, 5, 5, tzinfo=UTC).timestamp()) * 1_000_000
FILES = {
    "price-answers": "too_cheap,cheap,expensive,too_expensive\n1,2,3,4\n",
    "purchases": "customer_id,amount\n7,12.50\n",
    "reviews": "rating,review,author\n5,All is well here,ana\n",
    "documents": "# Terms\n\nWe ship on time.\n",
}


def drafts(source: str, text: str, day: str | None) -> list[Draft]:
    name = "t.md" if source == "documents" else "t.csv"
    opened = open_bytes(name, text.encode(), reading=Reading(day=day), modified_us=CHANGED)
    items = list(registry.load("sources", source).read(opened))
    frames = [item for item in items if isinstance(item, Frame)]
    alone = [item for item in items if isinstance(item, Draft)]
    return [*alone, *(draft for frame in frames for draft in frame.drafts())]


@pytest.mark.parametrize("source", FILES)
def test_rows_that_name_no_day_have_the_stated_one(source: str) -> None:
    found = drafts(source, FILES[source], "2026-03-01")
    assert found
    assert {each.at_us for each in found} == {DAY}
    assert {each.precision for each in found} == {"day"}


def test_without_one_all_is_as_it_was() -> None:
    assert drafts("purchases", FILES["purchases"], None) == []
    assert {each.at_us for each in drafts("documents", FILES["documents"], None)} == {CHANGED}
    assert {each.at_us for each in drafts("price-answers", FILES["price-answers"], None)} == {
        CHANGED
    }


def test_a_list_of_subscriptions_is_of_the_stated_day() -> None:
    text = "customerID,tenure,Contract,Churn\n0001-ANA,12,One year,No\n"
    (found,) = drafts("subscription-snapshot", text, "2026-03-01")
    assert found.at_us == int(datetime(2025, 3, 1, tzinfo=UTC).timestamp()) * 1_000_000
    assert found.extra["as of"] == "2026-03-01"
    source = registry.load("sources", "subscription-snapshot")
    (refused,) = source.read(open_bytes("churn.csv", text.encode()))
    assert isinstance(refused, Reject)
    assert 'day = "2026-03-01"' in refused.advice


def test_the_order_of_days_may_be_said_in_words() -> None:
    april = Times("day first").read("03/04/2026 10:00")
    march = Times("month first").read("03/04/2026")
    assert april is not None
    assert march is not None
    assert april[0] == int(datetime(2026, 4, 3, 10, tzinfo=UTC).timestamp()) * 1_000_000
    assert march[0] == int(datetime(2026, 3, 4, tzinfo=UTC).timestamp()) * 1_000_000
    assert Times("day first").read("2026-03-04") is not None
