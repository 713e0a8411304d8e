"""Segment-style calls: uses, and who is one person under how many numbers."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from happenings import (
    MINUTE,
    NINE,
    Taken,
    best,
    keeps_to_its_own,
    opened,
    shows_what_it_says,
    shuffled,
    taken,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Identifier
from troth.sources import segment_events

AT = "2026-03-02T09:00:00.000Z"


def call(kind: str, number: str = "m1", at: str = AT, **more: Any) -> dict[str, Any]:
    return {"type": kind, "messageId": number, "timestamp": at, **more}


def read(*calls: Any, name: str = "events.jsonl") -> Taken:
    return taken(segment_events, name, "\n".join(map(json.dumps, calls)))


def ids(*values: str) -> set[tuple[str, str]]:
    return {("email" if "@" in each else "id", each) for each in values}


def test_the_samples_give_what_they_say() -> None:
    shows_what_it_says("segment-events")


def test_it_knows_its_own_files_and_leaves_all_others() -> None:
    keeps_to_its_own("segment-events")
    snake = {"type": "track", "event": "x", "user_id": "u7", "message_id": "m1", "timestamp": AT}
    batch = {"batch": [call("track", event="x", userId="u7")], "sentAt": AT}
    for content in (
        json.dumps(snake),
        json.dumps([snake]),
        json.dumps(batch),
        json.dumps(batch, indent=2),
    ):
        assert best(opened("e.json", content)) == "segment-events"
    assert segment_events.recognises(opened("e.json", '{"type": "note", "userId": "u7"}')) == 0


def test_a_use_has_its_event_its_person_and_its_number() -> None:
    properties = {"pages": 3, "tags": ["a"], "empty": None}
    drafts, _, rejects = read(
        call(
            "track",
            event="Report made",
            userId="0007",
            properties=properties,
            context={"ip": "::1"},
        ),
        call("page", "m2", name="Prices", anonymousId="a1"),
        call("screen", "m3", userId="u8", properties={"title": "Home"}),
        call("page", "m4", userId="u8"),
    )
    assert rejects == []
    assert [each.fields["event"] for each in drafts] == [
        "Report made",
        "page: Prices",
        "screen: Home",
        "page",
    ]
    assert [each.key for each in drafts] == ["m1", "m2", "m3", "m4"]
    assert drafts[0].by == Identifier("id", "segment:0007")
    assert drafts[1].by == Identifier("id", "segment:a1")
    assert drafts[0].at_us == NINE
    assert drafts[0].fields["count"] == 1.0
    assert drafts[0].extra == {
        "properties.pages": "3",
        "properties.tags": '["a"]',
        "context": '{"ip": "::1"}',
    }


def test_a_call_that_was_sent_twice_is_one_and_the_same_record() -> None:
    first, _, _ = read(call("track", event="x", userId="u7", sentAt=AT, receivedAt=AT))
    again, _, _ = read(call("track", event="x", userId="u7", sentAt="2026-03-03T00:00:00Z"))
    assert first == again


def test_the_address_goes_before_the_number_where_the_row_has_one() -> None:
    drafts, _, _ = read(
        call("track", event="x", userId="u7", context={"traits": {"email": "Ana@post.example"}})
    )
    assert drafts[0].by == Identifier("email", "ana@post.example")


def test_an_identify_ties_number_address_phone_and_company() -> None:
    traits = {
        "email": "ana@post.example",
        "phone": "+34 600 000 000",
        "firstName": "Ana",
        "lastName": "Ruiz",
        "company": {"id": "c9", "name": "Post"},
        "title": "Buyer",
        "plan": "gold",
    }
    drafts, (ana,), rejects = read(call("identify", userId="u7", anonymousId="a1", traits=traits))
    assert (drafts, rejects) == ([], [])
    assert [(each.value, each.name) for each in ana.identifiers] == [
        ("segment:u7", "Ana Ruiz"),
        ("ana@post.example", "Ana Ruiz"),
        ("+34 600 000 000", "Ana Ruiz"),
        ("segment:a1", None),
    ]
    assert ana.accounts == (Identifier("account", "c9", "Post"),)
    assert (ana.title, ana.extra, ana.at_us) == ("Buyer", {"traits.plan": "gold"}, NINE)


def test_an_alias_makes_two_numbers_one_person_and_a_group_names_the_account() -> None:
    _, (one,), _ = read(
        call("alias", previousId="a1", userId="u7"),
        call("group", "m2", userId="u7", groupId="g1", traits={"name": "Post"}),
    )
    assert {(each.scheme, each.value) for each in one.identifiers} == ids(
        "segment:u7", "segment:a1"
    )
    assert one.accounts == (Identifier("account", "g1", "Post"),)


def test_a_browser_that_two_people_signed_in_from_makes_them_no_one_person() -> None:
    _, met, _ = read(
        call("track", event="x", userId="u7", anonymousId="a1"),
        call("track", "m2", event="x", userId="u8", anonymousId="a1"),
        call("track", "m3", event="x", userId="u8", anonymousId="a2"),
    )
    seven, eight = met
    assert [each.value for each in seven.identifiers] == ["segment:u7"]
    assert [each.value for each in seven.shared] == ["segment:a1"]
    assert [each.value for each in eight.identifiers] == ["segment:u8", "segment:a2"]
    assert [each.value for each in eight.shared] == ["segment:a1"]


def test_a_visitor_who_signs_in_later_is_the_same_person() -> None:
    _, met, _ = read(
        call("identify", anonymousId="a1", traits={"email": "ana@post.example"}),
        call("identify", "m2", anonymousId="a1", userId="u7"),
    )
    assert [[each.value for each in one.identifiers] for one in met] == [
        ["segment:a1", "ana@post.example"],
        ["segment:u7", "segment:a1"],
    ]
    assert [one.shared for one in met] == [(), ()]


def test_nobody_is_no_user() -> None:
    drafts, met, _ = read(
        call("track", event="x", userId="null", anonymousId="a1"),
        call("track", "m2", event="x", userId="anonymous"),
    )
    assert [each.by for each in drafts] == [Identifier("id", "segment:a1"), None]
    assert met == []


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"type": "delete", "userId": "u7"}, "type “delete”"),
        ({"type": "track", "event": "x", "userId": "u7"}, "no time"),
        (call("track", at="soon", event="x", userId="u7"), "no time"),
        (call("track", userId="u7"), "no event's name"),
        (call("alias", userId="u7"), "former number"),
        (call("identify", traits={}), "names nobody"),
        ([1], "no object"),
    ],
)
def test_what_is_no_call_is_set_aside_with_its_line(broken: Any, says: str) -> None:
    drafts, _, rejects = read(call("track", event="x", userId="u7"), broken)
    assert len(drafts) == 1
    assert [each.origin.row for each in rejects] == [2]
    assert says in rejects[0].says


def test_times_may_be_seconds_milliseconds_or_only_received() -> None:
    drafts, _, rejects = read(
        call("track", at=1772442000, event="x", userId="u7"),
        call("track", "m2", at=1772442060000, event="x", userId="u7"),
        {"type": "track", "event": "x", "userId": "u7", "receivedAt": "2026-03-02T10:02:00+01:00"},
    )
    assert rejects == []
    assert [each.at_us for each in drafts] == [NINE, NINE + MINUTE, NINE + 2 * MINUTE]
    assert drafts[2].key is None


WHEN = st.datetimes(datetime(2001, 9, 10), datetime(2090, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)
WORD = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(WORD, st.integers(1, 10**18), WHEN), min_size=1, max_size=8),
    st.sampled_from(["lines", "crlf", "array", "pretty", "batch", "gzip"]),
    st.booleans(),
)
def test_what_was_done_is_what_is_read(
    uses: list[tuple[str, int, datetime]], form: str, mark: bool
) -> None:
    calls = [
        call("track", f"m{n}", at.isoformat(), event=event, userId=user, later=1)
        for n, (event, user, at) in enumerate(uses)
    ]
    if form in ("lines", "crlf", "gzip"):
        text = ("\r\n" if form == "crlf" else "\n").join(
            json.dumps(each, ensure_ascii=False) for each in calls
        )
    elif form == "batch":
        text = json.dumps({"batch": calls})
    else:
        text = json.dumps(calls, indent=2 if form == "pretty" else None)
    content = (("\ufeff" if mark else "") + text).encode()
    name = "e.json.gz" if form == "gzip" else "e.json"
    drafts, _, rejects = taken(
        segment_events, name, gzip.compress(content) if form == "gzip" else content
    )
    assert rejects == []
    assert [(each.fields["event"], each.by, each.key) for each in drafts] == [
        (event.strip(), Identifier("id", f"segment:{user}"), f"m{n}")
        for n, (event, user, _) in enumerate(uses)
    ]
    assert [each.at_us for each in drafts] == [
        round((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1e6) for _, _, at in uses
    ]
    assert all(each.extra == {"later": "1"} for each in drafts)


GOOD = [
    call(
        "track",
        event="x",
        userId="u7",
        properties={"a": {"b": [1]}},
        context={"traits": {"email": "a@b.example"}},
    ),
    call("page", "m2", name="y", anonymousId="a1"),
    call(
        "identify",
        "m3",
        userId="u7",
        anonymousId="a1",
        traits={"email": "a@b.example", "company": {"id": "c"}},
    ),
    call("group", "m4", userId="u7", groupId="g", traits={"name": "n"}),
    call("alias", "m5", userId="u7", previousId="a1"),
]


@settings(max_examples=150, deadline=None)
@given(shuffled(GOOD), st.sampled_from(["lines", "array", "batch"]))
def test_whatever_stands_where_nothing_raises_and_every_use_is_told(
    records: list[Any], form: str
) -> None:
    text = {
        "lines": "\n".join(map(json.dumps, records)),
        "array": json.dumps(records),
        "batch": json.dumps({"batch": records}),
    }[form]
    drafts, _, rejects = taken(segment_events, "e.json", text)
    telling = [
        each
        for each in records
        if isinstance(each, dict) and each.get("type") in ("identify", "group", "alias")
    ]
    assert len(records) - len(telling) <= len(drafts) + len(rejects) <= len(records)


def test_records_nested_too_deep_and_cells_of_ten_megabytes_do_no_harm() -> None:
    deep = (
        '{"type": "track", "userId": "u7", "event": "x", "properties": '
        + '{"a":' * 500
        + "1"
        + "}" * 501
    )
    huge = json.dumps(call("track", event="x" * (10 << 20), userId="u7"))
    drafts, _, rejects = taken(
        segment_events,
        "e.jsonl",
        "\n".join([json.dumps(call("track", event="x", userId="u7")), deep, huge]),
    )
    assert len(drafts) == 2
    assert "nested too deeply" in rejects[0].says
