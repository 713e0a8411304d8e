"""A plain table of incidents."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from happenings import MINUTE, NINE, best, keeps_to_its_own, opened, shows_what_it_says, taken
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.sources import incident_table


def test_the_samples_give_what_they_say() -> None:
    shows_what_it_says("incident-table")


def test_it_knows_its_own_files_and_leaves_all_others() -> None:
    keeps_to_its_own("incident-table")


@pytest.mark.parametrize(
    "header",
    [
        "title,start,end,impact",
        "Incident;Started at;Resolved at",
        "name,start,end,severity,planned,description",
        "Outage,From,To",
    ],
)
def test_a_table_of_incidents_is_known_by_a_column_only_incidents_have(header: str) -> None:
    assert best(opened("i.csv", header + "\n")) == "incident-table"


@pytest.mark.parametrize(
    "header",
    [
        "title,start,end",
        "customer,plan,start,end",
        "name,start,end,priority",
        "start,stop,event,age,year,surgery,transplant,id",
        "ticket_id,title,started_at,severity,requester",
    ],
)
def test_tables_of_other_things_are_not_claimed(header: str) -> None:
    assert incident_table.recognises(opened("i.csv", header + "\n")) == 0


def test_times_impact_plan_and_all_other_columns_are_kept() -> None:
    drafts, _, rejects = taken(
        incident_table,
        "i.csv",
        "ID,Incident,Start,End,Impact,Planned,Team,Description\n"
        '0007,Slow,2026-03-02 09:00:00,2026-03-02 09:40:00,minor,no,Core,"A disk, full"\n'
        "8,Move,2026-03-02 09:00:00,,none,scheduled,,\n"
        "9,Blip,2026-03-02 09:00:00,-,none,perhaps,,\n",
    )
    assert rejects == []
    assert drafts[0].key == "0007"
    assert drafts[0].fields == {
        "title": "Slow",
        "start_us": NINE,
        "end_us": NINE + 40 * MINUTE,
        "impact": "minor",
        "planned": False,
        "text": "A disk, full",
    }
    assert drafts[0].extra == {"Team": "Core"}
    assert drafts[1].fields["planned"] is True
    assert "end_us" not in drafts[1].fields
    assert "planned" not in drafts[2].fields
    assert drafts[2].extra == {"Planned": "perhaps"}


def test_rows_without_a_start_or_that_end_before_it_are_set_aside() -> None:
    drafts, _, rejects = taken(
        incident_table,
        "i.csv",
        "incident,start,end\na,2026-03-02,2026-03-03\nb,,2026-03-03\nc,2026-03-02,2026-03-01\nd,2026-03-02,soon\n",
    )
    assert [each.fields["title"] for each in drafts] == ["a"]
    assert sorted(each.origin.row or 0 for each in rejects) == [3, 4, 5]


def test_dates_that_may_be_day_or_month_first_are_asked_for() -> None:
    drafts, _, rejects = taken(
        incident_table, "i.csv", "incident,start,end\na,03/04/2026,05/04/2026\n"
    )
    assert drafts == []
    assert "dates = " in rejects[0].advice


NAMES = {
    "title": ["incident", "Incident title", "OUTAGE"],
    "start": ["start", "Started at", "start_time"],
    "end": ["end", "resolved_at", "End time"],
    "impact": ["impact", "Severity"],
    "planned": ["planned", "Is planned"],
    "other": ["Team", "región"],
}
CELL = st.text(st.characters(categories=["L", "N"], max_codepoint=0x2FF), min_size=1, max_size=10)


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(list(NAMES)),
    st.data(),
    st.lists(
        st.tuples(
            CELL, st.integers(0, 10**9), st.integers(0, 10**7) | st.none(), st.booleans(), CELL
        ),
        min_size=1,
        max_size=9,
    ),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_was_noted_is_what_is_read(
    order: list[str],
    data: st.DataObject,
    noted: list[tuple[str, int, int | None, bool, str]],
    delimiter: str,
    end: str,
    mark: bool,
) -> None:
    names = {each: data.draw(st.sampled_from(NAMES[each])) for each in order}
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow([names[each] for each in order])
    zero = datetime(2001, 1, 1, tzinfo=UTC)
    for title, at, length, planned, other in noted:
        start = zero + timedelta(seconds=at)
        row = {
            "title": f"t {title}",
            "start": start.isoformat(),
            "end": "" if length is None else (start + timedelta(seconds=length)).isoformat(),
            "impact": "major",
            "planned": "yes" if planned else "no",
            "other": f"o {other}",
        }
        writer.writerow([row[each] for each in order])
    file = ("\ufeff" if mark else "") + held.getvalue()
    assert best(opened("i.csv", file)) == "incident-table"
    drafts, _, rejects = taken(incident_table, "i.csv", file)
    assert rejects == []
    for draft, (title, at, length, planned, other) in zip(drafts, noted, strict=True):
        start = round((zero + timedelta(seconds=at)).timestamp()) * 1_000_000
        assert draft.at_us == draft.fields["start_us"] == start
        assert draft.fields.get("end_us") == (
            None if length is None else start + length * 1_000_000
        )
        assert (draft.fields["title"], draft.fields["planned"]) == (f"t {title}", planned)
        assert draft.extra == {names["other"]: f"o {other}"}


ODD = st.sampled_from(
    [
        "",
        " ",
        "-",
        "null",
        "2026-03-02",
        "2026-03-01",
        "9999-12-31",
        "soon",
        "x\ny",
        "é😀",
        '"',
        "yes",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(ODD, ODD, ODD, ODD), min_size=1, max_size=12))
def test_every_row_is_given_or_set_aside(rows: list[tuple[str, ...]]) -> None:
    held = io.StringIO()
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)
    writer.writerow(["incident", "start", "end", "planned"])
    writer.writerows(rows)
    drafts, _, rejects = taken(incident_table, "i.csv", held.getvalue())
    assert len(drafts) + len(rejects) == len(
        [row for row in rows if any(cell.strip() for cell in row)]
    )
