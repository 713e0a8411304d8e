"""A list of subscriptions on one day: IBM's telephone company in full, and lists like it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.told import SHARED, matrix, no_data_claimed, said, said_by

from troth.extend.source import Reading, open_bytes, open_file
from troth.sources import subscription_snapshot
from troth.sources.subscription_snapshot import _before

TELCO = SHARED / "events" / "telco_churn.csv.gz"
HEADER = "customerID,tenure,Contract,MonthlyCharges,TotalCharges,Churn\n"
real = pytest.mark.skipif(not TELCO.exists(), reason=f"the table is not at {TELCO}")


def us(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp()) * 1_000_000


@real
def test_the_telephone_company_is_read_in_full() -> None:
    opened = open_file(TELCO, "telco_churn_2026-03-01.csv.gz")
    assert subscription_snapshot.recognises(opened) >= 0.97
    found = said_by(subscription_snapshot, opened)
    assert found.rejects == []
    assert len(found.drafts) == 7043
    assert len({draft.key for draft in found.drafts}) == 7043
    left = [draft for draft in found.drafts if draft.fields["status"] == "cancelled"]
    assert len(left) == 1869
    assert {draft.fields["end_us"] for draft in left} == {us(2026, 3, 1)}
    assert sum("end_us" in draft.fields for draft in found.drafts) == 1869
    assert sum("TotalCharges" not in draft.extra for draft in found.drafts) == 11
    assert {draft.precision for draft in found.drafts} == {"day"}
    assert sum(int(draft.extra["tenure"]) for draft in found.drafts) == 227_990


@real
def test_a_list_of_no_day_is_set_aside_though_its_file_has_a_date() -> None:
    found = said_by(subscription_snapshot, open_file(TELCO))
    assert found.drafts == []
    assert len(found.rejects) == 1
    assert 'day = "2026-03-01"' in found.rejects[0].advice


def test_the_day_is_taken_from_a_column_a_name_or_the_settings() -> None:
    row = "1,3,One year,20.00,60.00,No\n"
    named = said(subscription_snapshot, HEADER + row, "churn 20260301.csv").drafts
    stated = said(subscription_snapshot, HEADER + row, "churn.csv", dates="2026-03-01").drafts
    column = said(
        subscription_snapshot,
        "As of," + HEADER + "2026-03-01," + row,
        "churn_1999.csv",
    ).drafts
    for (draft,) in (named, stated, column):
        assert draft.at_us == draft.fields["start_us"] == us(2025, 12, 1)
        assert "end_us" not in draft.fields


def test_a_month_back_from_the_last_of_a_month_is_the_last_of_the_one_before() -> None:
    assert _before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert _before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert _before(date(2026, 1, 15), 1) == date(2025, 12, 15)
    assert _before(date(2026, 1, 15), 0) == date(2026, 1, 15)


@given(st.integers(0, 1200), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_start_is_so_many_months_before(months: int, day: date) -> None:
    start = _before(day, months)
    assert (day.year - start.year) * 12 + day.month - start.month == months
    assert start.day <= day.day


@pytest.mark.parametrize("months", ["-1", "1201", "", "many", "1e300"])
def test_months_that_are_none_are_set_aside(months: str) -> None:
    found = said(
        subscription_snapshot, HEADER + f"1,{months},One year,20.00,60.00,No\n", "c_2026-03-01.csv"
    )
    assert found.drafts == []
    assert len(found.rejects) == 1


def test_the_source_wins_on_its_own_and_loses_on_all_others() -> None:
    matrix(subscription_snapshot)
    no_data_claimed(subscription_snapshot, TELCO.name)


def test_the_samples_give_what_they_say_and_the_same_keys_again() -> None:
    for sample in subscription_snapshot.EXAMPLES:
        found = said(subscription_snapshot, sample.text, sample.name)
        assert (len(found.drafts), len(found.rejects)) == (sample.gives, sample.sets_aside)
        assert sample.says is None or any(sample.says in one.says for one in found.rejects)
        assert found.keys() == said(subscription_snapshot, sample.text, sample.name).keys()


@given(st.lists(st.text(max_size=8), min_size=6, max_size=6))
def test_arbitrary_cells_never_raise(cells: list[str]) -> None:
    row = ",".join('"' + cell.replace('"', '""').replace("\0", "") + '"' for cell in cells)
    opened = open_bytes("c_2026-03-01.csv", (HEADER + row + "\n").encode(), reading=Reading())
    said_by(subscription_snapshot, opened)
