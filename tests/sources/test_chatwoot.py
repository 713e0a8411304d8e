"""Chatwoot: conversations, messages, contacts and ratings, in every shape of an export."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.desks import (
    as_text,
    claims_no_other_data,
    opened_of,
    shows_its_examples,
    spoilt,
    taken,
    wins,
)

from troth.extend.source import Identifier
from troth.sources import chatwoot as source

T = 1_772_442_000
ANA = {"id": 501, "name": "Ana", "email": "ana@post.example", "phone_number": "+49305550100",
       "type": "contact", "additional_attributes": {"company_name": "Ruiz GmbH"}}  # fmt: skip
TOM = {"id": 501, "name": "Tom", "email": "tom@shop.example", "type": "user"}
MESSAGES: list[dict[str, Any]] = [
    {"id": 71, "content": "Where is it?", "message_type": 0, "created_at": T, "sender": ANA},
    {"id": 72, "content": "Hello! We answer soon.", "message_type": 3, "created_at": T + 1},
    {"id": 73, "content": "Assigned to Tom by Tom", "message_type": 2, "created_at": T + 60},
    {"id": 74, "content": "By Friday.", "message_type": 1, "created_at": T + 120, "sender": TOM},
    {"id": 75, "content": "Carrier rang.", "message_type": 1, "private": True, "sender": TOM,
     "created_at": T + 180},
    {"id": 76, "content": "Beep.", "message_type": 1, "created_at": T + 240,
     "sender": {"id": 2, "name": "Bot", "type": "agent_bot"}},
    {"id": 77, "content": "Conversation was marked resolved by Tom", "message_type": 2,
     "created_at": T + 300},
    {"id": 78, "content": "Please rate us", "message_type": 3, "content_type": "input_csat",
     "created_at": T + 301, "updated_at": T + 400, "content_attributes": {"submitted_values": {
         "csat_survey_response": {"rating": 4, "feedback_message": "Fine"}}}},
]  # fmt: skip
TALK: dict[str, Any] = {
    "id": 12,
    "inbox_id": 3,
    "account_id": 1,
    "status": "resolved",
    "can_reply": True,
    "created_at": T,
    "last_activity_at": T + 400,
    "labels": ["late"],
    "meta": {"channel": "Channel::Email", "sender": ANA, "assignee": TOM},
    "messages": [each | {"conversation_id": 12, "inbox_id": 3} for each in MESSAGES],
}
SAID = [
    ("in", "Where is it?"),
    ("out", "Hello! We answer soon."),
    ("out", "By Friday."),
    ("out", "Beep."),
    ("out", "Please rate us"),
]
DONE = ["created", "assigned", "note", "resolved"]
WORDS = {0: "incoming", 1: "outgoing", 2: "activity", 3: "template"}
WORDED = [each | {"message_type": WORDS[each["message_type"]]} for each in TALK["messages"]]
LOOSE = {key: value for key, value in TALK.items() if key != "messages"}
SHAPES = {
    "page": json.dumps({"data": {"meta": {"all_count": 1}, "payload": [TALK]}}),
    "payload": json.dumps({"meta": {}, "payload": [TALK]}, indent=2),
    "array": json.dumps([TALK]),
    "one line": json.dumps(TALK),
    "lines": "\n".join(map(json.dumps, [LOOSE, *TALK["messages"]])),
    "words for types": json.dumps([TALK | {"messages": WORDED}]),
    "in lists": json.dumps({"conversations": [LOOSE], "messages": TALK["messages"]}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_records(shape: str) -> None:
    for content in (SHAPES[shape], "\ufeff" + SHAPES[shape], SHAPES[shape].encode("utf-16")):
        found = taken(source, content)
        assert found.rejects == []
        assert found.said() == SAID
        assert found.done() == DONE
        assert {one.thread for one in found.drafts} == {"12"}
        assert [one.key for one in found.of("message")] == ["71", "72", "74", "76", "78"]
        (answer,) = found.of("survey_answer")
        assert (answer.key, answer.fields["score"], answer.fields["text"]) == ("78:csat", 4, "Fine")
        assert answer.at_us == (T + 400) * 1_000_000


def test_who_acted_and_who_was_served() -> None:
    found = taken(source, SHAPES["page"])
    own = found.keyed()
    ana = Identifier("email", "ana@post.example", "Ana")
    tom = Identifier("staff", "tom@shop.example", "Tom")
    assert {each.about for each in found.drafts} == {ana}
    assert own["message", "71"].by == ana
    assert own["message", "74"].by == own["step", "75"].by == tom
    assert own["message", "74"].fields["channel"] == "mail"
    assert own["message", "76"].fields["automatic"] is own["message", "72"].fields["automatic"]
    assert "automatic" not in own["message", "74"].fields
    assert own["step", "77"].fields["status"] == "resolved"
    assert own["step", "75"].extra["text"] == "Carrier rang."
    assert own["step", "12"].extra["labels"] == '["late"]'
    assert {each.account for each in found.drafts} == {
        Identifier("account", "Ruiz GmbH", "Ruiz GmbH")
    }
    contact, agent = found.people
    assert [each.scheme for each in contact.identifiers] == ["id", "email", "phone"]
    assert {each.scheme for each in agent.identifiers} == {"staff"}


def test_messages_of_one_conversation_name_the_contact_by_their_page() -> None:
    page = {"meta": {"contact": ANA}, "payload": TALK["messages"]}
    assert source.recognises(opened_of(page)) >= 0.97
    found = taken(source, page)
    assert {each.about.value for each in found.drafts if each.about} == {"ana@post.example"}


def test_contacts_are_introduced_with_the_addresses_of_their_inboxes_kept() -> None:
    contact = ANA | {"contact_inboxes": [{"source_id": "x1"}], "identifier": "7", "thumbnail": ""}
    page = {
        "meta": {"count": 1},
        "payload": [contact, {"id": None, "email": "", "identifier": "x"}],
    }
    assert source.recognises(opened_of(page)) >= 0.97
    found = taken(source, page)
    assert [each.value for each in found.people[0].identifiers] == [
        "chatwoot:501",
        "ana@post.example",
        "+49305550100",
    ]
    assert found.people[0].extra["contact_inboxes"] == '[{"source_id":"x1"}]'
    assert len(found.rejects) == 1


def test_ratings_alone_are_answers_under_the_number_of_their_message() -> None:
    rows = [{"id": 4, "rating": 5, "feedback_message": "", "message_id": 78, "contact": ANA,
             "conversation_id": 12, "created_at": T}, {"id": 5, "rating": None, "message_id": 79,
             "feedback_message": "", "created_at": T}]  # fmt: skip
    found = taken(source, rows)
    (answer,) = found.of("survey_answer")
    assert (answer.key, answer.fields["score"], answer.thread) == ("78:csat", 5, "12")
    assert len(found.rejects) == 1


def test_a_message_of_no_conversation_is_set_aside() -> None:
    found = taken(source, [MESSAGES[0]])
    assert found.drafts == []
    assert "names no conversation" in found.rejects[0].says


def test_a_logged_step_in_another_language_is_kept_with_its_words() -> None:
    text = "Die Unterhaltung wurde gelöst"
    (step,) = taken(source, [MESSAGES[2] | {"content": text, "conversation_id": 1}]).drafts
    assert (step.fields["activity"], step.extra["text"]) == ("activity", text)


def test_it_wins_on_its_own_files_and_on_no_other() -> None:
    shows_its_examples(source)
    wins(source)
    claims_no_other_data(source)
    for shape, text in SHAPES.items():
        assert source.recognises(opened_of(text.encode())) >= 0.97, shape


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(sorted(SHAPES)))
def test_values_of_any_shape_anywhere_never_raise(data: st.DataObject, shape: str) -> None:
    text = SHAPES[shape]
    whole = (
        [json.loads(line) for line in text.split("\n")] if shape == "lines" else json.loads(text)
    )
    taken(source, as_text(data.draw(spoilt(whole)), shape == "lines"))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_message_is_given_or_set_aside(data: st.DataObject) -> None:
    messages = [data.draw(spoilt(each | {"conversation_id": 12})) for each in MESSAGES[:7]]
    found = taken(source, {"meta": {}, "payload": [each | {"content": "x"} for each in messages]})
    given_ = [one for one in found.drafts if one.kind != "survey_answer"]
    assert len(given_) + len(found.rejects) + len(found.people) >= len(messages)
