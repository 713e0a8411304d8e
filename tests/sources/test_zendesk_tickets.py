"""Zendesk views: every shape of the export gives the same steps, ratings and people."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.desks import claims_no_other_data, shows_its_examples, taken, wins

from troth.extend.source import Identifier, open_bytes
from troth.sources import zendesk_tickets as source

WHOLE = [
    "Summation column", "Id", "Requester", "Requester id", "Requester external id",
    "Requester email", "Requester domain", "Submitter", "Assignee", "Group", "Subject", "Tags",
    "Status", "Priority", "Via", "Ticket type", "Created at", "Updated at", "Assigned at",
    "Organization", "Due date", "Initially assigned at", "Solved at", "Resolution time",
    "Satisfaction Score", "Group stations", "Assignee stations", "Reopens", "Replies",
    "First reply time in minutes", "First reply time in minutes within business hours",
]  # fmt: skip
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def us(hours: float) -> int:
    return round((START + timedelta(hours=hours)).timestamp()) * 1_000_000


def table(names: list[str], rows: list[dict[str, str]], end: str = "\n", mark: str = ",") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, names, "-", delimiter=mark, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def test_its_examples_give_what_they_say() -> None:
    shows_its_examples(source)


def test_it_wins_on_its_own_files_and_on_no_other() -> None:
    wins(source)
    claims_no_other_data(source)


def at(hours: int) -> str:
    return (START + timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M:%S")


ROW = st.fixed_dictionaries(
    {
        "number": st.integers(1, 9999),
        "person": st.integers(1, 50),
        "assigned": st.none() | st.integers(0, 5),
        "again": st.none() | st.integers(6, 9),
        "solved": st.none() | st.integers(10, 99),
        "rating": st.sampled_from(["Good", "Bad with comment", "Not offered", "Offered", "-", ""]),
    }
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ROW, min_size=1, max_size=8, unique_by=lambda row: row["number"]),
    st.permutations(WHOLE),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(",;\t"),
    st.sampled_from([str, str.upper, str.lower, lambda name: name.replace(" ", "_")]),
    st.booleans(),
)
def test_a_generated_view_gives_its_values_back(rows, names, end, mark, cased, bom) -> None:  # type: ignore[no-untyped-def]
    filled = [
        {
            "Id": str(row["number"]),
            "Requester": f"Name {row['person']}",
            "Requester id": str(row["person"]),
            "Requester email": f"p{row['person']}@post.example",
            "Assignee": "Tom Ito",
            "Organization": "Ruiz GmbH",
            "Created at": at(0),
            "Updated at": at(200),
            "Initially assigned at": "-" if row["assigned"] is None else at(row["assigned"]),
            "Assigned at": "-"
            if row["assigned"] is None
            else at(row["assigned"] if row["again"] is None else row["again"]),
            "Solved at": "-" if row["solved"] is None else at(row["solved"]),
            "Satisfaction Score": row["rating"],
        }
        for row in rows
    ]
    text = table(names, filled, end, mark)
    head, _, rest = text.partition(end)
    found = taken(source, ("\ufeff" if bom else "") + cased(head) + end + rest, "view.csv")
    assert found.rejects == []
    wanted: dict[tuple[str, str], int] = {}
    for row in rows:
        number = str(row["number"])
        wanted["step", number] = us(0)
        if row["assigned"] is not None:
            wanted["step", f"{number}:assigned"] = us(row["assigned"])
            if row["again"] is not None:
                wanted["step", f"{number}:reassigned"] = us(row["again"])
        if row["solved"] is not None:
            wanted["step", f"{number}:solved"] = us(row["solved"])
        if row["rating"] in ("Good", "Bad with comment"):
            when = 200 if row["solved"] is None else row["solved"]
            wanted["survey_answer", f"{number}:csat"] = us(when)
    assert {key: draft.at_us for key, draft in found.keyed().items()} == wanted
    people = {row["person"] for row in rows}
    assert {one.identifiers[1].value for one in found.people} == {
        f"p{each}@post.example" for each in people
    }
    by_number = {str(row["number"]): row for row in rows}
    for draft in found.drafts:
        person = by_number[str(draft.thread)]["person"]
        assert draft.about == Identifier("email", f"p{person}@post.example", f"Name {person}")
        assert draft.account == Identifier("account", "Ruiz GmbH", "Ruiz GmbH")
    again = taken(source, text, "other-name.csv")
    assert again.keyed().keys() == found.keyed().keys()


UGLY = (
    "\ufeffTicket ID;REQUESTER;Requester  Email;created_at;Solved;Satisfaction score;Reopens;"
    "Full resolution time (min);Odd one\r\n"
    '17;"Ruiz, Ana";ANA@Post.example;2026-03-02 09:00;-;Bad;2;"1,200";"a\nb"\r\n'
    "18;-;-;2026-03-02 09:00;2026-03-03 09:00;-;-;-;\r\n"
    "-;Ben;ben@post.example;2026-03-02 09:00;-;-;-;-;-\r\n"
    "19;Eve;eve@post.example;;-;-;-;-;-\r\n"
    "20;Eve\r\n"
)


def test_an_ugly_view_is_read_and_what_is_none_set_aside() -> None:
    found = taken(source, UGLY, "ugly.csv")
    assert source.recognises(open_bytes("ugly.csv", UGLY.encode())) >= 0.97
    assert [(one.kind, one.key) for one in found.drafts] == [
        ("step", "18:solved"),
        ("survey_answer", "17:csat"),
        ("step", "17"),
        ("step", "18"),
        ("step", None),
    ]
    own = found.keyed()["step", "17"]
    assert own.by == Identifier("email", "ana@post.example", "Ruiz, Ana")
    assert own.extra["Full resolution time (min)"] == "1,200"
    assert own.extra["Odd one"] == "a\nb"
    assert found.keyed()["step", "18"].by is None
    assert found.keyed()["survey_answer", "17:csat"].fields["score"] == 1.0
    assert sorted(one.origin.row or 0 for one in found.rejects) == [6, 7]


def test_a_requester_who_is_but_a_name_is_kept_as_a_name() -> None:
    view = "Id,Requester,Created at,Reopens,Replies\n1,Ana Ruiz,2026-03-02,0,1\n"
    (own,) = taken(source, view, "v.csv").drafts
    assert own.by is None
    assert own.extra["requester"] == "Ana Ruiz"
    assert own.precision == "day"


def test_days_and_months_that_may_be_swapped_are_asked_for() -> None:
    view = "Id,Requester id,Created at,Reopens,Replies\n1,7,03/04/2026 09:00,0,1\n"
    found = taken(source, view, "v.csv")
    assert found.drafts == []
    assert "may be day or month first" in found.rejects[0].says
    read = taken(source, view, "v.csv", dates="%d/%m/%Y %H:%M").drafts
    assert read[0].at_us == 1_775_206_800_000_000


def test_columns_in_another_language_are_read_once_named() -> None:
    view = "Nummer;Anfragender;Angelegt;Requester id;Reopens\n1;Ana;2026-03-02 09:00;501;0\n"
    names = {"Nummer": "key", "Angelegt": "at_us", "Anfragender": "name"}
    found = taken(source, view, "v.csv", map=names)
    assert [one.key for one in found.drafts] == ["1"]
    assert found.drafts[0].by == Identifier("id", "zendesk:501", "Ana")


@pytest.mark.parametrize(
    "header",
    [
        "Ticket ID,Subject,Status,Priority,Source,Agent,Group,Created time,Resolved time,Full name",
        "id,customer,created_at,amount",
        "Id,Requester,Created at,Subject",
    ],
)
def test_other_tables_of_tickets_are_not_claimed(header: str) -> None:
    row = ",".join("1" for _ in header.split(","))
    assert source.recognises(open_bytes("t.csv", f"{header}\n{row}\n".encode())) == 0


CELL = st.text(st.sampled_from('ab1-,;"\n\r\té😀=<&@ '), max_size=8) | st.sampled_from(
    ["2026-03-02", "soon", "9999-12-31", "-", "Good", "a@b.example"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELL, min_size=9, max_size=9), min_size=1, max_size=8))
def test_every_row_is_given_or_set_aside(cells: list[list[str]]) -> None:
    names = ["Id", "Requester", "Requester id", "Requester email", "Created at", "Solved at",
             "Satisfaction Score", "Assignee", "Assigned at"]  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([names, *cells])
    found = taken(source, text.getvalue(), "v.csv")
    own = [one for one in found.of("step") if one.fields["activity"] == "created"]
    filled = [row for row in cells if any(cell.strip() for cell in row)]
    assert len(own) + len(found.rejects) == len(filled) or len(found.rejects) == 1
