"""Zendesk's API and JSON export: one set of records, whichever way it was saved."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.desks import (
    STAFF,
    as_text,
    claims_no_other_data,
    opened_of,
    shows_its_examples,
    spoilt,
    taken,
    wins,
)

from troth.extend.source import Identifier
from troth.sources import zendesk_json as source
from troth.sources import zendesk_tickets

ANA = {"id": 501, "role": "end-user", "email": "ana@post.example", "name": "Ana", "phone": None}
TOM = {"id": 900, "role": "agent", "email": "tom@shop.example", "name": "Tom", "time_zone": "x"}
BEN = {"id": 502, "role": "end-user", "email": "ben@post.example", "name": "Ben"}
TICKET: dict[str, Any] = {
    "id": 17,
    "url": "https://shop.zendesk.com/api/v2/tickets/17.json",
    "subject": "Parcel",
    "description": "Where is it?",
    "status": "closed",
    "requester_id": 501,
    "submitter_id": 501,
    "assignee_id": 900,
    "group_id": 3,
    "organization_id": 71,
    "email_cc_ids": [502],
    "tags": ["late"],
    "created_at": "2026-03-02T09:00:00Z",
    "updated_at": "2026-03-05T09:00:00Z",
    "via": {"channel": "email", "source": {"from": {"address": "ana@post.example"}}},
    "satisfaction_rating": {"id": 4, "score": "bad", "comment": "Slow."},
    "metric_set": {
        "initially_assigned_at": "2026-03-02T09:10:00Z",
        "assigned_at": "2026-03-02T12:00:00Z",
        "solved_at": "2026-03-03T10:00:00Z",
    },
}
COMMENTS: list[dict[str, Any]] = [
    {"id": 71, "author_id": 501, "public": True, "body": "Where is it?",
     "created_at": "2026-03-02T09:00:00Z", "via": {"channel": "email"}},
    {"id": 72, "author_id": 900, "public": True, "created_at": "2026-03-02T11:00:00Z",
     "body": "By Friday.\n\nOn Mon, 2 Mar 2026 Ana wrote:\n> Where is it?",
     "via": {"channel": "email"}},
    {"id": 73, "author_id": 900, "public": False, "body": "Carrier called.",
     "created_at": "2026-03-02T11:05:00Z"},
    {"id": 74, "author_id": 502, "public": True, "html_body": "<p>Same <b>here</b></p>",
     "created_at": "2026-03-02T11:06:00Z"},
    {"id": 75, "author_id": -1, "public": True, "body": "Merged.",
     "created_at": "2026-03-02T11:07:00Z"},
]  # fmt: skip
SAID = [
    ("in", "Where is it?"),
    ("out", "By Friday."),
    ("in", "Same here"),
    ("out", "Merged."),
]
DONE = ["created", "assigned", "reassigned", "solved", "note"]


def shapes() -> dict[str, str]:
    nested = TICKET | {"comments": COMMENTS}
    ticket_id = [each | {"ticket_id": 17} for each in COMMENTS]
    people = [ANA, TOM, BEN]
    firms = [{"id": 71, "name": "Ruiz GmbH", "domain_names": []}]
    plain = dict(TICKET)
    return {
        "page": json.dumps({"tickets": [nested], "users": people, "organizations": firms}),
        "pretty page": json.dumps({"tickets": [nested], "users": people, "count": 1}, indent=2),
        "array": json.dumps([ANA, TOM, BEN, nested]),
        "lines": "\n".join(map(json.dumps, [ANA, TOM, BEN, nested])),
        "one line": json.dumps(nested),
        "one record, pretty": json.dumps(nested, indent=1),
        "without people": json.dumps({"tickets": [nested]}),
        "ticket and comments": json.dumps({"ticket": plain, "comments": COMMENTS, "users": people}),
        "tables": json.dumps({"users": people, "tickets": [plain], "comments": ticket_id}),
        "records in lines": "\n".join(map(json.dumps, [*people, plain, *ticket_id])),
        "pages in lines": "\n".join(
            [json.dumps({"users": people}), json.dumps({"tickets": [nested]})]
        ),
        "array of pages": json.dumps([{"tickets": [nested], "users": people}]),
        "export": json.dumps(
            plain
            | {"requester": ANA, "submitter": ANA, "assignee": TOM, "comments": [
                each | {"author": next((one for one in people if one["id"] == each["author_id"]),
                                       None)} for each in COMMENTS]}
        ),
    }  # fmt: skip


@pytest.mark.parametrize("shape", shapes())
def test_every_shape_gives_the_same_records(shape: str) -> None:
    text = shapes()[shape]
    for content in (text, "\ufeff" + text, text.replace("\n", "\r\n"), text.encode("utf-16")):
        found = taken(source, content)
        assert found.rejects == [], shape
        last = {one.key: one for one in found.of("message")}
        assert sorted((o.fields["direction"], o.fields["text"]) for o in last.values()) == sorted(
            SAID
        )
        assert sorted(map(str, found.done())) == sorted(DONE)
        assert last.keys() == {"17", "72", "74", "75"}
        assert {one.thread for one in found.drafts} == {"17"}
        (answer,) = found.of("survey_answer")
        assert (answer.key, answer.fields["score"], answer.fields["text"]) == (
            "17:csat",
            1,
            "Slow.",
        )


def test_people_dates_and_links_are_those_of_the_export() -> None:
    found = taken(source, shapes()["page"])
    own = found.keyed()
    ana = Identifier("email", "ana@post.example", "Ana")
    tom = Identifier("staff", "tom@shop.example", "Tom")
    assert own["message", "17"].by == ana
    assert own["message", "17"].fields["subject"] == "Parcel"
    assert own["message", "17"].fields["channel"] == "mail"
    assert own["message", "72"].by == tom
    assert own["message", "72"].about == ana
    assert own["message", "75"].fields["automatic"] is True
    assert own["step", "17"].at_us == 1_772_442_000_000_000
    assert own["step", "17:assigned"].by is None
    assert own["step", "17:reassigned"].by == tom
    assert own["step", "17:solved"].at_us == 1_772_532_000_000_000
    assert own["step", "73"].extra["text"] == "Carrier called."
    assert own["step", "17"].extra["tags"] == '["late"]'
    assert own["step", "17"].account == Identifier("account", "Ruiz GmbH", "Ruiz GmbH")
    assert {one.origin.link for one in found.drafts} == {
        "https://shop.zendesk.com/agent/tickets/17"
    }
    known = {one.identifiers[0].value: one for one in found.people}
    assert [each.scheme for each in known["zendesk:501"].identifiers] == ["id", "email"]
    assert known["tom@shop.example"].identifiers[0].scheme == "staff"
    assert known["tom@shop.example"].stage == "agent"


def test_a_view_and_the_json_of_one_ticket_share_their_keys() -> None:
    view = (
        "Id,Requester,Requester id,Requester email,Assignee,Created at,Initially assigned at,"
        "Assigned at,Solved at,Satisfaction Score\n17,Ana,501,ana@post.example,Tom,"
        "2026-03-02 09:00:00,2026-03-02 09:10:00,2026-03-02 12:00:00,2026-03-03 10:00:00,Bad\n"
    )
    listed = taken(zendesk_tickets, view, "v.csv").keyed()
    whole = taken(source, shapes()["page"]).keyed()
    assert listed.keys() <= whole.keys()
    assert {key: one.at_us for key, one in listed.items()} == {
        key: whole[key].at_us for key in listed
    }
    assert zendesk_tickets.CARD.system == source.CARD.system


def test_a_description_without_comments_is_the_first_message() -> None:
    found = taken(source, {"tickets": [TICKET]})
    assert found.said() == [("in", "Where is it?")]
    assert found.of("message")[0].key == "17"


def test_a_ticket_that_we_opened_begins_with_our_words() -> None:
    found = taken(source, {"tickets": [TICKET | {"submitter_id": 900}]})
    assert found.said() == [("out", "Where is it?")]
    assert found.of("message")[0].by == Identifier("staff", "zendesk:900", None)
    assert found.of("message")[0].about == Identifier("id", "zendesk:501", None)


def test_a_group_is_called_by_its_name_where_the_page_tells_it() -> None:
    page = {"tickets": [TICKET], "groups": [{"id": 3, "name": "Support"}]}
    own = taken(source, page).keyed()
    assert own["step", "17:solved"].fields["resource"] == "Support"
    assert taken(source, [TICKET]).keyed()["step", "17:solved"].fields["resource"] == "3"


def test_the_address_of_a_forwarder_is_not_tied_to_the_requester() -> None:
    forwarded = {key: value for key, value in TICKET.items() if key != "submitter_id"}
    assert taken(source, [forwarded]).people == []
    assert len(taken(source, [TICKET]).people) == 1


def test_a_page_of_comments_names_its_ticket_by_its_address() -> None:
    page = {
        "comments": COMMENTS[:3],
        "users": [ANA, TOM],
        "next_page": "https://shop.zendesk.com/api/v2/tickets/17/comments.json?page=2",
    }
    found = taken(source, page)
    assert found.rejects == []
    assert {one.thread for one in found.drafts} == {"17"}
    assert [one.key for one in found.of("message")] == ["71", "72"]


def test_comments_of_unknown_authors_are_set_aside_and_notes_are_ours() -> None:
    found = taken(source, {"comments": COMMENTS[:3]})
    assert len(found.rejects) == 2
    assert "include=users" in found.rejects[0].advice
    assert found.done() == ["note"]


def test_our_own_addresses_are_ours_whatever_their_role() -> None:
    people = [TOM | {"role": "end-user"}, ANA]
    found = taken(source, {"comments": COMMENTS[1:2], "users": people}, staff=STAFF)
    assert found.said()[0][0] == "out"
    assert taken(source, {"comments": COMMENTS[1:2], "users": people}).said()[0][0] == "in"


def test_ratings_alone_are_answers() -> None:
    rating = {"id": 4, "ticket_id": 17, "requester_id": 501, "score": "good", "comment": None,
              "created_at": "2026-03-03T11:00:00Z"}  # fmt: skip
    found = taken(source, {"satisfaction_ratings": [rating, rating | {"score": "offered"}]})
    (answer,) = found.of("survey_answer")
    assert (answer.key, answer.fields["score"]) == ("17:csat", 5.0)
    assert answer.by == Identifier("id", "zendesk:501", None)
    assert len(found.rejects) == 1


def test_lists_of_other_kinds_are_named_and_left_out() -> None:
    found = taken(source, {"tickets": [TICKET], "macros": [{"id": 1}, {"id": 2}]})
    assert ["“macros” holds 2 records" in one.says for one in found.rejects] == [True]


def test_dates_that_are_none_spoil_only_their_own_record() -> None:
    nested = TICKET | {"comments": [COMMENTS[0] | {"created_at": "soon"}, COMMENTS[1]]}
    found = taken(source, {"tickets": [nested | {"created_at": None}]})
    assert [one.says[:24] for one in found.rejects] == [
        "The ticket is not dated:",
        "The comment is not dated",
    ]
    assert found.said() == [("out", "By Friday.")]


def test_a_nul_and_half_an_emoji_stay_out_of_the_evidence() -> None:
    text = json.dumps({"tickets": [TICKET | {"description": "a\0b \ud83d", "sub\0ject": "\ud83d"}]})
    found = taken(source, text)
    assert found.of("message")[0].fields["text"] == "ab �"


def test_it_wins_on_its_own_files_and_on_no_other() -> None:
    shows_its_examples(source)
    wins(source)
    claims_no_other_data(source)
    for shape, text in shapes().items():
        assert source.recognises(opened_of(text.encode())) >= 0.97, shape
    for other in ([{"id": 1, "responder_id": 2, "requester_id": 3, "status": 2}], {"a": 1}, []):
        assert source.recognises(opened_of(other)) == 0


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(sorted(shapes())))
def test_values_of_any_shape_anywhere_never_raise(data: st.DataObject, shape: str) -> None:
    text = shapes()[shape]
    whole = (
        [json.loads(line) for line in text.split("\n")] if "lines" in shape else json.loads(text)
    )
    value = data.draw(spoilt(whole))
    taken(source, as_text(value, "lines" in shape))
    for cut in (100, 1000):
        taken(source, text[:cut])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_comment_is_given_or_set_aside(data: st.DataObject) -> None:
    comments = [data.draw(spoilt(each)) for each in COMMENTS]
    page = {"comments": [each | {"ticket_id": 17} for each in comments], "users": [ANA, TOM, BEN]}
    found = taken(source, page)
    assert len(found.drafts) + len(found.rejects) == len(comments)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_ticket_is_given_or_set_aside(data: st.DataObject) -> None:
    tickets = [data.draw(spoilt(TICKET)) for _ in range(3)]
    found = taken(source, {"tickets": tickets})
    told = {one.origin.row for one in (*found.drafts, *found.rejects)}
    assert told == {1, 2, 3}
