"""The App Store: pages of the API, flat records and tables."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opinions import sure, table, taken

from troth.extend.source import Identifier
from troth.sources import apple_reviews

ATTRIBUTES = {
    "rating": 2,
    "title": "Slow",
    "body": "It takes\na minute. ",
    "reviewerNickname": "nick",
    "createdDate": "2026-03-02T09:00:00Z",
    "territory": "USA",
}
FIELDS = {"score": 2.0, "title": "Slow", "text": "It takes\na minute. ", "reply": "Mended."}
RESPONSE = {
    "type": "customerReviewResponses",
    "id": "r1",
    "attributes": {"responseBody": "Mended.", "state": "PUBLISHED"},
}


def page(**more: object) -> str:
    link = {"response": {"data": {"type": "customerReviewResponses", "id": "r1"}}}
    review = {"type": "customerReviews", "id": "0001", "attributes": ATTRIBUTES}
    return json.dumps({"data": [{**review, "relationships": link, **more}], "included": [RESPONSE]})


def test_a_page_a_record_and_a_row_say_the_same() -> None:
    flat = {**ATTRIBUTES, "id": "0001", "response": {"responseBody": "Mended."}}
    row = {name: str(value) for name, value in ATTRIBUTES.items()}
    for name, content in (
        ("page.json", page()),
        ("lines.jsonl", json.dumps(flat) + "\n"),
        ("array.json", json.dumps([flat, flat])),
        ("table.csv", table([{"id": "0001", **row, "response": "Mended."}])),
    ):
        assert sure(apple_reviews, name, content) >= 0.97
        drafts, _, rejects = taken(apple_reviews, name, content)
        assert rejects == []
        for draft in drafts:
            assert draft.fields == FIELDS
            assert draft.key == "0001"
            assert draft.by == Identifier("id", "app-store:nick", "nick")
            assert draft.at_us == 1_772_442_000_000_000
            assert draft.extra["territory"] == "USA"


def test_faulty_reviews_are_set_aside_and_the_others_read() -> None:
    records = [
        {"attributes": ATTRIBUTES},
        {"attributes": {**ATTRIBUTES, "rating": 0}},
        {"attributes": {**ATTRIBUTES, "createdDate": "yesterday"}},
        {"attributes": None},
        {"attributes": {**ATTRIBUTES, "rating": [5], "body": {"a": 1}}},
        7,
    ]
    drafts, _, rejects = taken(apple_reviews, "a.json", json.dumps({"data": records}))
    assert len(drafts) == 1
    assert len(rejects) == 5


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
    | st.just("\ud83d") | st.just("a\0b"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
PLACES = [("type",), ("id",), ("attributes",), ("relationships",), ("relationships", "response")]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*PLACES, *(("attributes", name) for name in ATTRIBUTES)]), JSON)
def test_any_value_at_any_place_is_given_or_set_aside(
    where: tuple[str, ...], value: object
) -> None:
    review = json.loads(page())["data"][0]
    inner = review
    for name in where[:-1]:
        inner = inner[name]
    inner[where[-1]] = value
    for form in ({"data": [review]}, [review]):
        drafts, _, rejects = taken(apple_reviews, "a.json", json.dumps(form))
        is_response = "Response" in str(review["type"])
        assert len(drafts) + len(rejects) == (0 if is_response else 1)
