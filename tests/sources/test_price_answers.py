"""Price answers: four prices a person, and an honest date where the table has none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opinions import MODIFIED, sure, table, taken

from troth.extend.source import Frame, open_bytes, open_file
from troth.sources import price_answers

EVENTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "events"
PRICES = ["too_cheap", "cheap", "expensive", "too_expensive"]
DAY = 1_772_409_600_000_000


@pytest.mark.skipif(not EVENTS.exists(), reason=f"the price answers are not at {EVENTS}")
@pytest.mark.parametrize(
    ("name", "people", "more"),
    [
        ("psm_product_x.csv", 1000, 2),
        ("psm_synthetic.csv", 250, 0),
        ("psm_wshoekstra.csv", 1500, 0),
    ],
)
def test_the_public_price_tables_are_read_whole(name: str, people: int, more: int) -> None:
    opened = open_file(EVENTS / name)
    assert price_answers.recognises(opened) >= 0.97
    items = list(price_answers.read(opened))
    drafts = [draft for item in items if isinstance(item, Frame) for draft in item.drafts()]
    assert len(drafts) == people * (4 + more)
    asked = Counter(str(draft.fields["question"]) for draft in drafts)
    assert {asked[price] for price in PRICES} == {people}
    assert len({draft.thread for draft in drafts}) == people
    assert {draft.precision for draft in drafts} == {"day"}
    assert all("the file was last changed" in draft.extra["dated by"] for draft in drafts)


@pytest.mark.skipif(not EVENTS.exists(), reason=f"the price answers are not at {EVENTS}")
def test_the_answers_of_one_person_can_be_put_together_again() -> None:
    items = list(price_answers.read(open_file(EVENTS / "psm_product_x.csv")))
    people: dict[str, dict[str, float]] = {}
    for item in items:
        for draft in item.drafts() if isinstance(item, Frame) else ():
            if "score" in draft.fields:
                answers = people.setdefault(str(draft.thread), {})
                answers[str(draft.fields["question"])] = float(str(draft.fields["score"]))
    ordered = [[each[price] for price in PRICES] for each in people.values()]
    assert sum(row == sorted(row) and len(set(row)) == 4 for row in ordered) == 991


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 500), min_size=4, max_size=4), min_size=1, max_size=6),
    st.permutations(PRICES),
    st.sampled_from([str.upper, str.title, str]),
)
def test_prices_come_back_exactly(rows: list[list[int]], names: list[str], cased: object) -> None:
    told = [dict(zip(PRICES, map(str, row), strict=True)) for row in rows]
    text = table([{cased(name): row[name] for name in names} for row in told])  # type: ignore[operator]
    drafts, _, rejects = taken(price_answers, "p_2026-03-02.csv", text)
    assert rejects == []
    assert len(drafts) == 4 * len(rows)
    assert Counter((d.fields["question"], d.fields["score"]) for d in drafts) == Counter(
        (name, float(price)) for row in rows for name, price in zip(PRICES, row, strict=True)
    )


ONE = "too_cheap,bargain,getting_expensive,too_expensive\n0,€2.50,3,4\n"


def test_an_undated_table_is_dated_by_its_name_or_its_last_change_and_says_so() -> None:
    named = taken(price_answers, "psm-20260215.csv", ONE)[0][0]
    assert (named.at_us, named.precision) == (DAY - 15 * 86_400_000_000, "day")
    assert "name" in named.extra["dated by"]
    changed = taken(price_answers, "psm.csv", ONE)[0][0]
    assert changed.at_us == MODIFIED // 86_400_000_000 * 86_400_000_000
    assert "it holds no date itself" in changed.extra["dated by"]
    nothing = list(price_answers.read(open_bytes("psm.csv", ONE.encode())))
    assert "Nothing says when" in nothing[0].says  # type: ignore[union-attr]


def test_a_column_of_dates_goes_first_and_a_number_names_who_was_asked() -> None:
    text = "respondent_id,date,too_cheap,cheap,expensive,too_expensive\n07,2026-01-31,1,2,,4\n"
    drafts, _, _ = taken(price_answers, "psm_2026-03-02.csv", text)
    assert {draft.at_us for draft in drafts} == {1_769_817_600_000_000}
    assert len(drafts) == 3
    assert {draft.by and draft.by.value for draft in drafts} == {"price-answers:07"}
    assert all("dated by" not in draft.extra for draft in drafts)


def test_keys_outlive_a_later_change_of_the_file_and_rows_added_behind() -> None:
    first = {draft.key for draft in taken(price_answers, "p.csv", ONE)[0]}
    later = list(
        price_answers.read(open_bytes("p.csv", (ONE + "1,2,3,4\n").encode(), modified_us=1))
    )
    keys = {d.key for item in later if isinstance(item, Frame) for d in item.drafts()}
    assert first < keys
    other = {draft.key for draft in taken(price_answers, "other.csv", ONE)[0]}
    assert not first & other


def test_the_currency_is_kept_and_impossible_prices_are_set_aside() -> None:
    drafts, _, rejects = taken(price_answers, "p.csv", ONE + "-1,2,3,4\n,,,\n1,x,3,4\n")
    assert drafts[0].extra["currency"] == "EUR"
    assert len(drafts) == 4
    assert len(rejects) == 2


def test_two_or_three_of_the_prices_are_no_price_table() -> None:
    assert sure(price_answers, "p.csv", "too_cheap,cheap,expensive\n1,2,3\n") == 0
