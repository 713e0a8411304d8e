"""Two plain files of conversations, joined by the thread."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from happenings import (
    MINUTE,
    NINE,
    best,
    keeps_to_its_own,
    opened,
    shows_what_it_says,
    taken,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Identifier
from troth.sources import conversation_pair

ANA = Identifier("email", "ana@post.example", None)


def test_the_samples_give_what_they_say() -> None:
    shows_what_it_says("conversation-pair")


def test_it_knows_its_own_files_and_leaves_all_others() -> None:
    keeps_to_its_own("conversation-pair")


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("source_id,conversation_source_id,created_at,body", True),
        ("Source ID;Conversation Source ID;Sent at;Text", True),
        ("source_id,created_at,closed_at", True),
        ("source_id,started_at,subject", True),
        ("source_id,created_at", False),
        ("source_id,created_at,status,text", False),
        ("collected_at,source_type,source_id,field_id,value_text,created_at,status", False),
        ("source_id,created_at,status,amount", False),
        ("conversation_source_id,created_at", False),
    ],
)
def test_the_files_are_known_by_the_column_that_joins_them(header: str, known: bool) -> None:
    assert (best(opened("c.csv", header + "\n")) == "conversation-pair") is known
    assert bool(conversation_pair.recognises(opened("c.csv", header + "\n"))) is known


def test_messages_and_steps_meet_in_the_thread() -> None:
    messages, _, rejects = taken(
        conversation_pair,
        "messages.csv",
        "source_id,conversation_source_id,created_at,author_email,to,body,Mood\n"
        "m1,c7,2026-03-02T09:00:00Z,ana@post.example,care@acme.example,Where &amp; <b>when</b>?,3\n"
        "m2,c7,2026-03-02T09:01:00Z,tom@acme.example,ana@post.example,Here,\n",
    )
    assert rejects == []
    steps, _, rejects = taken(
        conversation_pair,
        "conversations.csv",
        "source_id,created_at,closed_at,status,user_email,team,Tag\n"
        "c7,2026-03-02T09:00:00Z,2026-03-02T09:02:00Z,closed,ana@post.example,Care,x\n",
    )
    assert rejects == []
    assert {each.thread for each in (*messages, *steps)} == {"c7"}
    ask, answer = messages
    assert (ask.key, ask.by, ask.fields["direction"]) == ("m1", ANA, "in")
    assert ask.fields["text"] == "Where & when?"
    assert ask.extra == {"Mood": "3"}
    assert (answer.by, answer.about) == (Identifier("staff", "tom@acme.example", None), ANA)
    opening, closing = steps
    assert (opening.key, opening.at_us, opening.fields["activity"]) == ("c7:opened", NINE, "opened")
    assert (closing.key, closing.at_us) == ("c7:closed", NINE + 2 * MINUTE)
    assert (closing.fields["status"], closing.fields["resource"]) == ("closed", "Care")
    assert (opening.about, closing.about) == (ANA, ANA)
    assert opening.extra == {"Tag": "x", "status": "closed"}
    assert closing.extra == {"Tag": "x"}


def test_an_open_conversation_has_one_step() -> None:
    steps, _, rejects = taken(
        conversation_pair,
        "c.csv",
        "source_id,created_at,closed_at\nc1,2026-03-02,\nc2,2026-03-02,null\n",
    )
    assert rejects == []
    assert [each.key for each in steps] == ["c1:opened", "c2:opened"]


def test_where_nothing_tells_the_side_the_file_is_set_aside_and_the_row_where_only_it_does_not() -> (
    None
):
    table = "conversation_source_id,created_at,author,text\nc,2026-03-02,ana,Hi\n"
    drafts, _, rejects = taken(conversation_pair, "m.csv", table, staff=frozenset())
    assert (drafts, len(rejects)) == ([], 1)
    assert "Nothing tells customers from us" in rejects[0].says
    table = (
        "conversation_source_id,created_at,direction,text\nc,2026-03-02,in,Hi\nc,2026-03-02,,Ho\n"
    )
    drafts, _, rejects = taken(conversation_pair, "m.csv", table, staff=frozenset())
    assert [each.fields["text"] for each in drafts] == ["Hi"]
    assert [each.origin.row for each in rejects] == [3]


def test_a_conversation_without_number_or_closed_too_early_is_set_aside() -> None:
    drafts, _, rejects = taken(
        conversation_pair,
        "c.csv",
        "source_id,created_at,closed_at\n,2026-03-02,\nc2,2026-03-02,2026-03-01\nc3,2026-03-02,2026-03-03\n",
    )
    assert [each.key for each in drafts] == ["c3:opened", "c3:closed"]
    assert [each.origin.row for each in rejects] == [2, 3]


CELL = st.text(st.characters(categories=["L", "N"], max_codepoint=0x2FF), min_size=1, max_size=10)
ZERO = datetime(2001, 1, 1, tzinfo=UTC)


def table(rows: list[dict[str, str]], order: list[str], form: tuple[str, str, bool, bool]) -> str:
    delimiter, end, mark, upper = form
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow([each.upper() if upper else each for each in order])
    writer.writerows([row[each] for each in order] for row in rows)
    return ("\ufeff" if mark else "") + held.getvalue()


FORMS = st.tuples(
    st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans()
)
MESSAGE = [
    "source_id",
    "conversation_source_id",
    "created_at",
    "sender_type",
    "author_email",
    "text",
]
CONVERSATION = ["source_id", "created_at", "closed_at", "status", "user_email", "extra"]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.booleans(), CELL), min_size=1, max_size=9),
    st.permutations(MESSAGE),
    FORMS,
)
def test_what_was_said_is_what_is_read(
    said: list[tuple[int, bool, str]], order: list[str], form: tuple[str, str, bool, bool]
) -> None:
    rows = [
        {
            "source_id": f"m{n}",
            "conversation_source_id": f"c{n % 2}",
            "created_at": (ZERO + timedelta(seconds=at)).isoformat(),
            "sender_type": "customer" if theirs else "agent",
            "author_email": "ana@post.example" if theirs else "tom@acme.example",
            "text": f"t {text}",
        }
        for n, (at, theirs, text) in enumerate(said)
    ]
    file = table(rows, order, form)
    assert best(opened("m.csv", file)) == "conversation-pair"
    for name, content in (("m.csv", file), ("m.json", json.dumps(rows))):
        drafts, _, rejects = taken(conversation_pair, name, content, staff=frozenset())
        assert rejects == []
        for n, (draft, (at, theirs, text)) in enumerate(zip(drafts, said, strict=True)):
            assert (draft.key, draft.thread, draft.fields["text"]) == (
                f"m{n}",
                f"c{n % 2}",
                f"t {text}",
            )
            assert draft.at_us == round((ZERO + timedelta(seconds=at)).timestamp()) * 1_000_000
            assert draft.fields["direction"] == ("in" if theirs else "out")


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 10**9), st.integers(0, 10**6) | st.none()), min_size=1, max_size=9
    ),
    st.permutations(CONVERSATION),
    FORMS,
)
def test_what_was_opened_and_closed_is_what_is_read(
    held: list[tuple[int, int | None]], order: list[str], form: tuple[str, str, bool, bool]
) -> None:
    rows = []
    wanted = {}
    for n, (at, length) in enumerate(held):
        start = ZERO + timedelta(seconds=at)
        end = None if length is None else start + timedelta(seconds=length)
        wanted[f"c{n}:opened"] = round(start.timestamp()) * 1_000_000
        if end:
            wanted[f"c{n}:closed"] = round(end.timestamp()) * 1_000_000
        rows.append(
            {
                "source_id": f"c{n}",
                "created_at": start.isoformat(),
                "closed_at": end.isoformat() if end else "",
                "status": "closed" if end else "open",
                "user_email": "ana@post.example",
                "extra": "x",
            }
        )
    drafts, _, rejects = taken(conversation_pair, "c.csv", table(rows, order, form))
    assert rejects == []
    assert {each.key: each.at_us for each in drafts} == wanted


ODD = st.sampled_from(
    [
        "",
        " ",
        "-",
        "2026-03-02",
        "2026-03-01",
        "9999-12-31",
        "soon",
        "x\ny",
        "😀",
        '"',
        "in",
        "a@b.example",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(*[ODD] * 6), min_size=1, max_size=12), st.booleans())
def test_every_row_is_given_or_set_aside(rows: list[tuple[str, ...]], messages: bool) -> None:
    names = MESSAGE if messages else CONVERSATION
    records = [dict(zip(names, row, strict=True)) for row in rows]
    drafts, _, rejects = taken(
        conversation_pair, "c.csv", table(records, names, (",", "\n", False, False))
    )
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    rows_given = {each.origin.row for each in drafts}
    assert len(rows_given) + len(rejects) == len(filled)
