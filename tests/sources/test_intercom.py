"""Intercom: conversations with their parts, contacts and teammates, in every shape of an export."""

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
from troth.sources import intercom as source

T = 1_772_442_000
ANA = {"type": "user", "id": "a1", "name": "Ana", "email": "ana@post.example"}
TOM = {"type": "admin", "id": "900", "name": "Tom", "email": "tom@shop.example"}
FIN = {"type": "bot", "id": "5", "name": "Fin", "email": ""}
PARTS: list[dict[str, Any]] = [
    {"type": "conversation_part", "id": "71", "part_type": "comment", "author": TOM,
     "body": "<p>By Friday,<br>I&nbsp;promise.</p>", "created_at": T + 60},
    {"id": "72", "part_type": "assignment", "author": FIN, "body": None, "created_at": T + 120,
     "assigned_to": {"type": "team", "id": "3"}},
    {"id": "73", "part_type": "note", "author": TOM, "body": "<p>Carrier rang.</p>",
     "created_at": T + 180},
    {"id": "74", "part_type": "quick_reply", "author": ANA, "body": "Yes", "created_at": T + 240},
    {"id": "75", "part_type": "comment", "author": FIN, "body": "<p>Noted.</p>",
     "created_at": T + 300},
    {"id": "76", "part_type": "close", "author": TOM, "body": "<p>Done.</p>",
     "created_at": T + 360},
    {"id": "77", "part_type": "snoozed", "author": TOM, "body": None, "created_at": T + 420},
    {"id": "78", "part_type": "open", "author": ANA, "body": None, "created_at": T + 480},
]  # fmt: skip
TALK: dict[str, Any] = {
    "type": "conversation",
    "id": "215",
    "title": "Parcel",
    "created_at": T,
    "updated_at": T + 900,
    "waiting_since": None,
    "state": "open",
    "admin_assignee_id": 900,
    "tags": {"tags": [{"name": "late"}]},
    "source": {
        "type": "email",
        "delivered_as": "customer_initiated",
        "subject": "<p>Parcel</p>",
        "body": "<p>Where is it?</p><p>Ana</p>",
        "author": ANA,
    },
    "contacts": {"contacts": [{"type": "contact", "id": "a1", "external_id": "7"}]},
    "conversation_rating": {"rating": 2, "remark": "Slow", "created_at": T + 600,
                            "contact": {"id": "a1"}, "teammate": {"id": 900}},
    "statistics": {"first_assignment_at": T + 120, "last_close_at": T + 360},
    "conversation_parts": {"type": "conversation_part.list", "conversation_parts": PARTS},
}  # fmt: skip
SAID = [
    ("in", "Where is it?\nAna"),
    ("out", "By Friday,\nI promise."),
    ("in", "Yes"),
    ("out", "Noted."),
    ("out", "Done."),
]
DONE = ["created", "assigned", "note", "closed", "snoozed", "opened"]
SHAPES = {
    "page": json.dumps({"type": "conversation.list", "conversations": [TALK], "pages": {}}),
    "pretty": json.dumps(TALK, indent=2),
    "one line": json.dumps(TALK),
    "lines": json.dumps(TALK) + "\n" + json.dumps(TALK | {"id": "216"}) + "\n",
    "array": json.dumps([TALK]),
    "parts as a list": json.dumps([TALK | {"conversation_parts": PARTS}]),
    "numbers as text": json.dumps([TALK | {"id": 215, "created_at": str(T)}]),
    "times in words": json.dumps([TALK | {"created_at": "2026-03-02T09:00:00Z"}]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_records(shape: str) -> None:
    for content in (SHAPES[shape], "\ufeff" + SHAPES[shape], SHAPES[shape].encode("utf-16")):
        found = taken(source, content)
        assert found.rejects == []
        first = [one for one in found.drafts if one.thread == "215"]
        found.drafts = first
        assert found.said() == SAID
        assert found.done() == DONE
        assert {one.key for one in found.of("message")} == {"215", "71", "74", "75", "76"}
        (answer,) = found.of("survey_answer")
        assert (answer.key, answer.fields["score"], answer.fields["text"]) == (
            "215:csat",
            2,
            "Slow",
        )
        assert answer.at_us == (T + 600) * 1_000_000
        assert found.keyed()["step", "215"].at_us == T * 1_000_000


def test_who_acted_and_who_was_served() -> None:
    own = taken(source, SHAPES["page"]).keyed()
    ana = Identifier("email", "ana@post.example", "Ana")
    tom = Identifier("staff", "tom@shop.example", "Tom")
    assert {each.about for each in own.values()} == {ana}
    assert own["message", "71"].by == tom
    assert own["message", "215"].fields["subject"] == "Parcel"
    assert own["message", "215"].fields["channel"] == "mail"
    assert own["message", "75"].fields["automatic"] is True
    assert "automatic" not in own["message", "71"].fields
    assert own["step", "73"].extra["text"] == "Carrier rang."
    assert own["step", "72"].fields["resource"] == "3"
    assert own["step", "76"].fields["status"] == "closed"
    assert own["step", "215"].extra["title"] == "Parcel"
    people = taken(source, SHAPES["page"]).people
    assert [[each.value for each in one.identifiers] for one in people] == [
        ["intercom:a1", "ana@post.example"],
        ["tom@shop.example", "Tom", "intercom:900"],
    ]


def test_a_conversation_without_parts_tells_of_its_end_by_its_statistics() -> None:
    bare = {key: value for key, value in TALK.items() if key != "conversation_parts"}
    found = taken(source, {"conversations": [bare]})
    assert found.done() == ["created", "assigned", "closed"]
    assert found.keyed()["step", "215:closed"].at_us == (T + 360) * 1_000_000


def test_a_campaign_is_automatic_and_ours() -> None:
    first = {"type": "push", "delivered_as": "campaign", "body": "<p>New!</p>", "author": TOM}
    own = taken(source, [TALK | {"source": first, "conversation_parts": []}]).of("message")
    assert [(each.fields["direction"], each.fields["automatic"]) for each in own] == [("out", True)]
    assert own[0].about == Identifier("id", "intercom:a1", None)


def test_the_first_version_of_the_api_is_read() -> None:
    old = {
        "type": "conversation",
        "id": "9",
        "created_at": T,
        "user": {"type": "user", "id": "a1"},
        "conversation_message": {"subject": "", "body": "<p>Hi</p>", "author": ANA},
    }
    found = taken(source, {"type": "conversation.list", "conversations": [old]})
    assert found.said() == [("in", "Hi")]


def test_contacts_and_teammates_are_introduced() -> None:
    contact = {
        "type": "contact", "id": "a1", "external_id": "7", "email": "ana@post.example",
        "phone": "+49 30 5550100", "name": "Ana", "role": "lead", "workspace_id": "w",
        "signed_up_at": T, "companies": {"data": [{"id": "c", "name": "Ruiz GmbH"}]},
    }  # fmt: skip
    page = {"type": "list", "data": [contact, {"type": "contact", "role": "user"}]}
    assert source.recognises(opened_of(page)) >= 0.97
    found = taken(source, page)
    (one,) = found.people
    assert [each.scheme for each in one.identifiers] == ["id", "email", "phone"]
    assert (one.stage, one.extra["external_id"]) == ("lead", "7")
    assert one.accounts == (Identifier("account", "Ruiz GmbH", "Ruiz GmbH"),)
    assert len(found.rejects) == 1
    admins = {"type": "admin.list", "admins": [TOM | {"away_mode_enabled": False}]}
    assert source.recognises(opened_of(admins)) >= 0.97
    assert taken(source, admins).people[0].identifiers[0].scheme == "staff"


def test_words_of_nobody_are_set_aside_unless_the_address_is_ours() -> None:
    part = PARTS[0] | {"author": {"type": "robot", "email": "tom@shop.example"}}
    talk = TALK | {"conversation_parts": [part]}
    found = taken(source, [talk])
    assert len(found.said()) == 1
    assert "Nothing tells" in found.rejects[0].says
    assert len(taken(source, [talk], staff=STAFF).said()) == 2


def test_records_of_other_kinds_are_set_aside() -> None:
    found = taken(source, [TALK, {"type": "article", "id": "1", "title": "How"}])
    assert len(found.rejects) == 1
    assert "no conversation" in found.rejects[0].says


def test_it_wins_on_its_own_files_and_on_no_other() -> None:
    shows_its_examples(source)
    wins(source)
    claims_no_other_data(source)
    for shape, text in SHAPES.items():
        assert source.recognises(opened_of(text.encode())) >= 0.97, shape


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(sorted(SHAPES)))
def test_values_of_any_shape_anywhere_never_raise(data: st.DataObject, shape: str) -> None:
    text = SHAPES[shape].strip()
    whole = (
        [json.loads(line) for line in text.split("\n")] if shape == "lines" else json.loads(text)
    )
    taken(source, as_text(data.draw(spoilt(whole)), shape == "lines"))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_part_is_given_or_set_aside(data: st.DataObject) -> None:
    parts = [data.draw(spoilt(each)) for each in PARTS]
    bare = {"type": "conversation", "id": "215", "created_at": T, "contacts": TALK["contacts"]}
    found = taken(source, [bare | {"conversation_parts": parts}])
    assert len(found.drafts) + len(found.rejects) >= len(parts) + 1
