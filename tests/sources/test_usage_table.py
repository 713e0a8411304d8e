"""A plain table of uses: told from orders, messages and cases by its columns."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from happenings import (
    NINE,
    SHELF,
    best,
    keeps_to_its_own,
    opened,
    scores,
    shows_what_it_says,
    taken,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Identifier
from troth.sources import usage_table


def test_the_samples_give_what_they_say() -> None:
    shows_what_it_says("usage-table")


def test_it_knows_its_own_files_and_leaves_all_others() -> None:
    keeps_to_its_own("usage-table")


@pytest.mark.parametrize(
    "header",
    [
        "user_id,event,timestamp",
        "distinct_id,event,time,count",
        "User ID;Event type;Event time;Country;Plan",
        "Email\tAction\tDate",
    ],
)
def test_a_table_of_uses_is_known_by_user_event_and_time(header: str) -> None:
    assert best(opened("u.csv", header + "\n")) == "usage-table", scores(opened("u.csv", header))


@pytest.mark.parametrize(
    "header",
    [
        "user_id,event,timestamp,amount",
        "user_id,event,timestamp,revenue",
        "user_id,event,timestamp,text",
        "customer,date,count",
        "user_id,timestamp",
        "CaseID,ActivityID,CompleteTimestamp",
        "case_id,activity,timestamp,user",
        "start,stop,event,age,year,surgery,transplant,id",
    ],
)
def test_tables_of_other_things_are_not_claimed(header: str) -> None:
    assert usage_table.recognises(opened("u.csv", header + "\n" + header + "\n")) == 0


def test_a_row_without_a_count_is_one_use_and_counts_are_read() -> None:
    drafts, _, _ = taken(usage_table, "u.csv", "user,event,at\n0007,x,2026-03-02 09:00:00\n")
    assert drafts[0].fields == {"event": "x", "count": 1.0}
    assert (drafts[0].by, drafts[0].at_us) == (Identifier("id", "usage:0007"), NINE)
    drafts, _, rejects = taken(
        usage_table,
        "u.csv",
        "user,event,at,count\n7,x,2026-03-02,12\n7,x,2026-03-02,many\n7,x,2026-03-02,\n",
    )
    assert [each.fields.get("count") for each in drafts] == [12.0, None]
    assert [each.origin.row for each in rejects] == [3]


def test_who_has_a_number_and_an_address_is_introduced_once() -> None:
    rows = "".join(f"u7,ana@post.example,x,2026-03-{day:02}\n" for day in range(1, 20))
    drafts, met, rejects = taken(usage_table, "u.csv", "user_id,email,event,date\n" + rows)
    assert (len(drafts), rejects) == (19, [])
    assert {each.by for each in drafts} == {Identifier("email", "ana@post.example")}
    assert [each.identifiers for each in met] == [
        (Identifier("id", "usage:u7"), Identifier("email", "ana@post.example"))
    ]


def test_nobody_is_no_user_and_unknown_columns_are_kept() -> None:
    drafts, _, rejects = taken(
        usage_table, "u.csv", "user_id,event,date,Plan\nNULL,x,2026-03-02,gold\n,x,2026-03-02,\n"
    )
    assert rejects == []
    assert [each.by for each in drafts] == [None, None]
    assert [each.extra for each in drafts] == [{"Plan": "gold"}, {}]


def test_dates_that_may_be_day_or_month_first_are_asked_for() -> None:
    table = "user_id,event,date\n7,x,03/04/2026\n7,x,05/06/2026\n"
    drafts, _, rejects = taken(usage_table, "u.csv", table)
    assert drafts == []
    assert 'dates = "day first"' in rejects[0].advice
    assert len(taken(usage_table, "u.csv", table, dates="%d/%m/%Y")[0]) == 2


NAMES = {
    "user": ["user_id", "User ID", "distinct_id", "USERID"],
    "event": ["event", "Event name", "action"],
    "at": ["timestamp", "Event time", "occurred_at"],
    "count": ["count", "Times"],
    "other": ["Plan", "país"],
}
CELL = st.text(st.characters(categories=["L", "N"], max_codepoint=0x2FF), min_size=1, max_size=10)


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(list(NAMES)),
    st.data(),
    st.lists(
        st.tuples(st.integers(0, 99_999), CELL, st.integers(0, 10**9), st.integers(0, 99), CELL),
        min_size=1,
        max_size=9,
    ),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_was_done_is_what_is_read(
    order: list[str],
    data: st.DataObject,
    uses: list[tuple[int, str, int, int, str]],
    delimiter: str,
    end: str,
    mark: bool,
) -> None:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    names = {each: data.draw(st.sampled_from(NAMES[each])) for each in order}
    writer.writerow([names[each] for each in order])
    start = datetime(2001, 1, 1, tzinfo=UTC)
    for user, event, at, count, other in uses:
        row = {
            "user": f"u{user:05}",
            "event": f"e {event}",
            "at": (start + timedelta(seconds=at)).isoformat(),
            "count": count,
            "other": f"o {other}",
        }
        writer.writerow([row[each] for each in order])
    file = ("\ufeff" if mark else "") + held.getvalue()
    assert best(opened("u.csv", file)) == "usage-table"
    drafts, _, rejects = taken(usage_table, "u.csv", file)
    assert rejects == []
    assert [
        (each.by, each.fields["event"], each.at_us, each.fields["count"], each.extra)
        for each in drafts
    ] == [
        (
            Identifier("id", f"usage:u{user:05}"),
            f"e {event}",
            round((start + timedelta(seconds=at)).timestamp()) * 1_000_000,
            float(count),
            {names["other"]: f"o {other}"},
        )
        for user, event, at, count, other in uses
    ]


ODD = st.sampled_from(
    [
        "",
        " ",
        "-",
        "null",
        "2026-03-02",
        "9999-12-31",
        "soon",
        "1,5",
        "x\ny",
        "é😀",
        '"',
        "a@b.example",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(ODD, ODD, ODD, ODD, ODD), min_size=1, max_size=12))
def test_every_row_is_given_or_set_aside(rows: list[tuple[str, ...]]) -> None:
    held = io.StringIO()
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)
    writer.writerow(["user_id", "email", "event", "timestamp", "count"])
    writer.writerows(rows)
    drafts, _, rejects = taken(usage_table, "u.csv", held.getvalue())
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(drafts) + len(rejects) == len(filled) or len(rejects) == 1


def test_the_shelf_knows_it() -> None:
    assert SHELF["usage-table"] is usage_table
