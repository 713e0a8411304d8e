"""Who wrote to us in Chatwoot, who answered, and what became of the conversation?

What it reads: conversations, messages, contacts and satisfaction answers as Chatwoot's API gives
them: pages, arrays or JSON lines, messages nested in their conversation or alone. Incoming and
outgoing messages become messages, greetings and other templates automatic ones; private notes
and what Chatwoot logs ("marked as resolved", "assigned to") become steps; a rating becomes an
answer from 1 to 5. A contact is introduced with number, mail address and phone; the addresses
she writes from in each inbox are kept with her.

How it is recognised: by the names of its keys: message_type with content and an inbox or
conversation, inbox_id with what Chatwoot notes of a conversation (can_reply, contact_inbox,
agent_last_seen_at), contact_inboxes, csat_survey_response. The type of a message, as number or
as word, tells who wrote it.

What it sets aside: messages without a date, of a type that is none, and without conversation;
conversations without a number or date; records of other kinds (labels, reports, inboxes).

Source: the reference of Chatwoot's application API (conversations, messages, contacts,
CSAT responses), whose names are used here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from troth.extend.casework import KEPT_MOST, Casework, casework, channel, said, satisfaction
from troth.extend.leaves import flag_at, list_at, object_at, others, text_at, words_at
from troth.extend.listing import Listed, listed, names_used
from troth.extend.source import (
    Draft,
    Identifier,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    account,
)
from troth.text.moments import Moment

Given = Draft | Introduction | Reject

CARD = SourceCard(
    kinds=frozenset({"message", "step", "survey_answer"}),
    endings=(".json", ".jsonl", ".ndjson", ".txt", ""),
    system="chatwoot",
    introduces=True,
)

LISTS = (
    "contacts",
    "data.payload",
    "payload",
    "conversations",
    "messages",
    "csat_survey_responses",
    "data",
    "items",
)
_TYPES = {
    "0": "incoming",
    "1": "outgoing",
    "2": "activity",
    "3": "template",
    "incoming": "incoming",
    "outgoing": "outgoing",
    "activity": "activity",
    "template": "template",
}
_ACTIVITIES = (
    ("unassigned", re.compile(r"\bunassigned\b", re.I), None),
    ("assigned", re.compile(r"\bassigned\b", re.I), None),
    ("reopened", re.compile(r"\breopened\b", re.I), "open"),
    ("resolved", re.compile(r"\bresolved\b", re.I), "resolved"),
    ("snoozed", re.compile(r"\bsnoozed\b", re.I), "snoozed"),
    ("pending", re.compile(r"\bpending\b", re.I), "pending"),
    ("labelled", re.compile(r"\b(?:added|removed)\b", re.I), None),
)
_ACTIVITY_MOST = 500
_MACHINES = frozenset(("agent_bot", "agentbot", "captain_assistant", "captain::assistant"))
_TALK_TEXTS = frozenset(("id", "created_at"))
_TALK_INSIDE = frozenset(("messages", "last_non_activity_message"))
_MESSAGE_TEXTS = frozenset(
    ("id", "content", "message_type", "created_at", "conversation_id", "private", "sender_type")
)
_CONTACT_TEXTS = frozenset(("id", "name", "email", "phone_number", "type"))
_TELLING = frozenset(
    ("can_reply", "contact_inbox", "agent_last_seen_at", "contact_last_seen_at", "sla_policy_id")
)

EXAMPLES = (
    Sample(
        "conversations.json",
        '{"data": {"meta": {"all_count": 1}, "payload": [{"id": 12, "inbox_id": 3, "status": '
        '"resolved", "can_reply": true, "created_at": 1772442000, "meta": {"channel": '
        '"Channel::WebWidget", "sender": {"id": 501, "name": "Ana", "email": "ana@post.example"}, '
        '"assignee": {"id": 9, "name": "Tom", "email": "tom@shop.example"}}, "messages": ['
        '{"id": 71, "content": "Where is it?", "message_type": 0, "created_at": 1772442000, '
        '"conversation_id": 12}, {"id": 72, "content": "On its way.", "message_type": 1, '
        '"created_at": 1772449200, "conversation_id": 12, "sender": {"id": 9, "name": "Tom", '
        '"type": "user"}}, {"id": 73, "content": "Conversation was marked resolved by Tom", '
        '"message_type": 2, "created_at": 1772452800, "conversation_id": 12}]}]}}',
        gives=4,
        title="A conversation with its messages nested",
    ),
    Sample(
        "messages.jsonl",
        '{"id": 81, "content": "Hello?", "inbox_id": 3, "conversation_id": 13, "message_type": '
        '"incoming", "created_at": "2026-03-02T09:00:00Z", "sender": {"id": 502, "type": '
        '"contact", "phone_number": "+49 30 5550100"}}\n'
        '{"id": 82, "content": "Hm.", "inbox_id": 3, "conversation_id": 13, "message_type": 7, '
        '"created_at": "2026-03-02T09:05:00Z"}\n',
        gives=1,
        sets_aside=1,
        says="“message_type” is “7”",
        title="Messages alone, one of a type that is none",
    ),
)


def recognises(opened: Opened) -> float:
    """By the names of keys that only Chatwoot's records have."""
    names = names_used(opened)
    if not names or names & {"conversation_parts", "requester_id", "admin_assignee_id"}:
        return 0.0
    message = {"message_type", "content"} <= names
    if message and names & {"inbox_id", "conversation_id", "sender_type", "content_attributes"}:
        return 0.98
    talk = "inbox_id" in names and names & _TELLING
    noted = {"last_activity_at", "status"} <= names and names & {
        "first_reply_created_at", "waiting_since", "inbox_id"
    }  # fmt: skip
    contact = "contact_inboxes" in names or {"phone_number", "identifier", "thumbnail"} <= names
    rated = {"rating", "feedback_message"} <= names
    return 0.98 if talk or noted else 0.97 if contact or rated else 0.0


def read(opened: Opened) -> Iterator[Given]:
    """Messages, steps and ratings of every conversation, and who the people are."""
    work = casework(opened, CARD.system)
    if isinstance(work, Reject):
        yield work
        return
    desk = _Desk(work)
    for item in listed(opened, *LISTS, own=lambda values: _kind_of(values) != ""):
        if isinstance(item, Reject):
            yield item
        else:
            yield from desk.read(item)


def _kind_of(values: Mapping[str, Any]) -> str:
    """What a record is by its own names; "" where it is none that is read."""
    names = values.keys()
    if "message_type" in names:
        return "message"
    if "rating" in names and names & {"feedback_message", "csat_survey_response", "message_id"}:
        return "answer"
    if "id" in names and names & {"inbox_id", "inbox", "can_reply", "last_non_activity_message"}:
        return "conversation"
    if "status" in names and names & {"last_activity_at", "messages", "waiting_since"}:
        return "conversation"
    told = {"email", "phone_number", "contact_inboxes", "identifier"}
    return "contact" if "id" in names and len(names & told) > 1 else ""


@dataclass(frozen=True, slots=True)
class _Talk:
    """What a conversation says about its messages."""

    number: str | None
    customer: Identifier | None = None
    account: Identifier | None = None
    via: str | None = None
    link: str | None = None


@dataclass(slots=True)
class _Desk:
    """One file and its conversations so far."""

    work: Casework
    talks: dict[str, _Talk] = field(default_factory=dict)

    def read(self, item: Listed) -> Iterator[Given]:
        """Whatever one record gives."""
        match _kind_of(item.values):
            case "message":
                yield from self._message(item, self._talk_of(item))
            case "conversation":
                yield from self._conversation(item)
            case "contact":
                yield from self._contact(item, item.values, always=True)
            case "answer":
                talk, number = self._talk_of(item), text_at(item.values, "message_id", "id")
                contact = object_at(item.values, "contact")
                yield from self._contact(item, contact)
                yield from self._answer(item, item.values, talk, self._customer(contact), number)
            case _:
                says = "The record is no conversation, message, contact or satisfaction answer."
                yield self.work.aside(item, says)

    def _contact(
        self, item: Listed, values: Mapping[str, Any], *, always: bool = False
    ) -> Iterator[Given]:
        number, email = text_at(values, "id"), text_at(values, "email")
        phone = text_at(values, "phone_number")
        if number is None and email is None and phone is None:
            if always:
                yield self.work.aside(item, "The contact has no number and no address.")
            return
        yield from self.work.introduced(
            item, number, email=email, phone=phone, name=text_at(values, "name"),
            accounts=[account(_company(values))],
            moment=self.work.moment(values, "last_activity_at", "created_at"),
            extra=others(values, _CONTACT_TEXTS) if always else {}, always=always,
        )  # fmt: skip

    def _agent(self, item: Listed, values: Mapping[str, Any]) -> Iterator[Given]:
        """A colleague: agents are numbered apart from contacts."""
        number, email = text_at(values, "id"), text_at(values, "email")
        if number is not None:
            number, name = f"user-{number}", text_at(values, "available_name", "name")
            self.work.learn(number, email, name, True)
            yield from self.work.introduced(item, number, email=email, name=name, ours=True)

    def _customer(self, values: Mapping[str, Any]) -> Identifier | None:
        """A contact: by mail address, else by phone, else by number."""
        email, phone = text_at(values, "email"), text_at(values, "phone_number")
        number, name = text_at(values, "id"), text_at(values, "name")
        reached = phone if phone and phone.startswith("+") and not email else number
        return self.work.customer(reached or phone, email, name)

    def _conversation(self, item: Listed) -> Iterator[Given]:
        values, work = item.values, self.work
        sender = object_at(values, "meta.sender") or object_at(values, "contact")
        yield from self._contact(item, sender)
        yield from self._agent(item, object_at(values, "meta.assignee"))
        number, moment = text_at(values, "id"), work.moment(values, "created_at")
        via = text_at(values, "meta.channel", "channel", "inbox.channel_type")
        link = text_at(values, "url", "link")
        known = _Talk(number, self._customer(sender), account(_company(sender)), channel(via), link)
        if number is None:
            yield work.aside(item, "The conversation has no number (id).")
        elif len(self.talks) < KEPT_MOST:
            self.talks[number] = known
        if moment is None:
            yield work.undated(item, "created_at", "conversation")
        elif number is not None:
            yield work.draft(
                "step", item, moment, number, by=known.customer, about=known.customer,
                account=known.account, thread=number, link=known.link, activity="created",
                status="open", extra=others(values, _TALK_TEXTS, _TALK_INSIDE),
            )  # fmt: skip
        yield from self._messages(item, known)

    def _messages(self, item: Listed, talk: _Talk) -> Iterator[Given]:
        """The messages nested in a conversation; at least its last where the page holds no more."""
        values = item.values
        nested = list_at(values, "messages")
        last = object_at(values, "last_non_activity_message")
        numbers = {text_at(each, "id") for each in nested}
        for each in (*nested, *([last] if last and text_at(last, "id") not in numbers else [])):
            if isinstance(each, Mapping):
                yield from self._message(Listed(each, item.number, "messages", values), talk)
            else:
                yield self.work.aside(item, "The conversation has a message that is no object.")

    def _talk_of(self, item: Listed) -> _Talk:
        """The conversation a message stands in: named in it, or by the page it came on."""
        number = text_at(
            item.values, "conversation_id", "conversation.id", "conversation.display_id"
        )
        contact = object_at(item.page, "meta.contact") or object_at(item.values, "contact")
        talk = self.talks.get(number or "")
        return talk or _Talk(number, self._customer(contact), account(_company(contact)))

    def _message(self, item: Listed, talk: _Talk) -> Iterator[Given]:
        values, work = item.values, self.work
        moment = work.moment(values, "created_at")
        word = text_at(values, "message_type") or ""
        kind = _TYPES.get(word.casefold())
        if moment is None:
            yield work.undated(item, "created_at", "message")
        elif kind is None:
            yield work.aside(
                item,
                f"The message's type “message_type” is “{word[:40]}”, which is none.",
                "It was set aside. It is incoming (0), outgoing (1), activity (2) or template (3).",
            )
        elif talk.number is None:
            yield work.aside(item, "The message names no conversation.")
        elif kind == "activity" or flag_at(values, "private"):
            yield self._step(item, moment, talk, kind)
        else:
            yield from self._words(item, moment, talk, kind)

    def _words(self, item: Listed, moment: Moment, talk: _Talk, kind: str) -> Iterator[Given]:
        values, work = item.values, self.work
        sender = object_at(values, "sender")
        customer, by = talk.customer, None
        if kind == "incoming":
            yield from self._contact(item, sender)
            by = self._customer(sender) or customer
            customer = customer or by
        elif kind == "outgoing" or sender:
            by = self._colleague(sender)
        machine = kind == "template" or _is_machine(values, sender)
        via = talk.via or channel(text_at(values, "conversation.channel"))
        via = "mail" if text_at(values, "content_type") == "incoming_email" else via
        yield work.draft(
            "message", item, moment, text_at(values, "id"), by=by, about=customer,
            account=talk.account, thread=talk.number, link=talk.link, channel=via,
            direction="in" if kind == "incoming" else "out",
            subject=text_at(values, "content_attributes.email.subject"),
            text=said(words_at(values, "content"), mail=via == "mail"),
            automatic=True if machine else None, extra=others(values, _MESSAGE_TEXTS, {"sender"}),
        )  # fmt: skip
        asked = "content_attributes.submitted_values.csat_survey_response"
        answer = object_at(values, asked)
        if answer:
            yield from self._answer(item, answer, talk, customer, text_at(values, "id"))

    def _colleague(self, sender: Mapping[str, Any]) -> Identifier | None:
        number, name = text_at(sender, "id"), text_at(sender, "available_name", "name")
        return self.work.colleague(number and f"user-{number}", text_at(sender, "email"), name)

    def _step(self, item: Listed, moment: Moment, talk: _Talk, kind: str) -> Draft:
        values = item.values
        text = said(words_at(values, "content"))
        done, status = _activity(text) if kind == "activity" else ("note", None)
        sender = object_at(values, "sender")
        extra = others(values, _MESSAGE_TEXTS, {"sender"}) | ({"text": text} if text else {})
        return self.work.draft(
            "step", item, moment, text_at(values, "id"), by=self._colleague(sender) if sender else None,
            about=talk.customer, account=talk.account, thread=talk.number, link=talk.link,
            activity=done, status=status, extra=extra,
        )  # fmt: skip

    def _answer(
        self, item: Listed, values: Mapping[str, Any], talk: _Talk, rater: Identifier | None,
        number: str | None,
    ) -> Iterator[Given]:  # fmt: skip
        score = satisfaction(text_at(values, "rating"))
        moment = self.work.moment(values, "created_at") or self.work.moment(
            item.values, "updated_at", "created_at"
        )
        if score is None:
            yield self.work.aside(item, "The answer's rating is no number from 1 to 5.")
        elif moment is None:
            yield self.work.undated(item, "created_at", "answer")
        else:
            known = {"rating", "feedback_message", "id", "created_at", "conversation_id"}
            yield self.work.draft(
                "survey_answer", item, moment, number and f"{number}:csat",
                by=rater or talk.customer, about=rater or talk.customer, account=talk.account,
                thread=talk.number, link=talk.link, question="rating of the conversation",
                scale="csat", score=score, text=words_at(values, "feedback_message"),
                extra=others(values, known, {"contact"}),
            )  # fmt: skip


def _company(values: Mapping[str, Any]) -> str | None:
    return text_at(values, "additional_attributes.company_name", "company.name")


def _is_machine(values: Mapping[str, Any], sender: Mapping[str, Any]) -> bool:
    kind = text_at(sender, "type") or text_at(values, "sender_type") or ""
    return kind.casefold() in _MACHINES


def _activity(text: str) -> tuple[str, str | None]:
    """What Chatwoot says was done, where it says so in English; "activity" else."""
    for name, pattern, status in _ACTIVITIES:
        if pattern.search(text[:_ACTIVITY_MOST]):
            return name, status
    return "activity", None
