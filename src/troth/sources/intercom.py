"""Who wrote to us in Intercom, who answered, and what became of the conversation?

What it reads: conversations, contacts and teammates as Intercom's API and exports give them:
pages, arrays or JSON lines. The first message and every part with words become messages (HTML
as a reader sees it); assigning, opening, closing and snoozing become steps, and so do notes; a
rating becomes an answer from 1 to 5. Where the parts are left out, the moments of assignment
and closing are taken from the statistics. Contacts are introduced with number, mail address,
phone and company.

How it is recognised: by the names of its keys: conversation_parts, admin_assignee_id with
source, the type "conversation", contacts with signed_up_at, teammates with away_mode_enabled.
Users, leads and contacts are customers, admins and teams are ours, a bot's words are ours and
automatic.

What it sets aside: conversations and parts without a date or a number, words of which nothing
tells who wrote them, records of other kinds (articles, tags, companies).

Source: the reference of Intercom's API (conversations, conversation parts, contacts, admins),
versions 1 and 2, whose names are used here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from troth.extend.casework import Casework, casework, channel, said, satisfaction
from troth.extend.leaves import (
    flag_at,
    list_at,
    object_at,
    objects_at,
    others,
    text_at,
    value_at,
    words_at,
)
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
    system="intercom",
    introduces=True,
)

LISTS = ("admins", "contacts", "users", "data", "conversations", "conversation", "items")
_CUSTOMERS = frozenset(("user", "lead", "contact", "visitor"))
_OURS = frozenset(("admin", "team", "teammate", "bot", "operator", "workflow", "fin"))
_MACHINES = frozenset(("bot", "operator", "workflow", "fin"))
_UNASKED = frozenset(("campaign", "automated", "operator_initiated"))
_DONE = {
    "assignment": ("assigned", None),
    "assign_and_unsnooze": ("assigned", "open"),
    "assign_and_reopen": ("assigned", "open"),
    "open": ("opened", "open"),
    "close": ("closed", "closed"),
    "snoozed": ("snoozed", "snoozed"),
    "unsnoozed": ("unsnoozed", "open"),
    "timer_unsnooze": ("unsnoozed", "open"),
    "note_and_reopen": ("note", "open"),
}
_TALK = ("comment", "quick_reply")
_CASE_TEXTS = frozenset(("id", "type", "title", "created_at"))
_CASE_INSIDE = frozenset(("source", "conversation_message", "conversation_parts"))
_PART_TEXTS = frozenset(("id", "type", "part_type", "body", "created_at"))
_CONTACT_TEXTS = frozenset(("id", "type", "email", "phone", "name", "role", "updated_at"))
_TYPES = re.compile(r'"type"\s*:\s*"conversation(?:\.list|_part)?"')

EXAMPLES = (
    Sample(
        "conversations.jsonl",
        '{"type": "conversation", "id": "215", "created_at": 1772442000, "state": "closed", '
        '"source": {"type": "conversation", "delivered_as": "customer_initiated", "subject": "", '
        '"body": "<p>Where is my parcel?</p>", "author": {"type": "user", "id": "a1b2", '
        '"name": "Ana", "email": "ana@post.example"}}, "admin_assignee_id": 900, '
        '"conversation_rating": {"rating": 4, "remark": "Quick", "created_at": 1772460000}, '
        '"conversation_parts": {"type": "conversation_part.list", "conversation_parts": ['
        '{"type": "conversation_part", "id": "71", "part_type": "comment", "created_at": '
        '1772449200, "body": "<p>On its way.</p>", "author": {"type": "admin", "id": "900", '
        '"name": "Tom", "email": "tom@shop.example"}}, {"type": "conversation_part", "id": "72", '
        '"part_type": "close", "created_at": 1772452800, "body": null, "author": {"type": '
        '"admin", "id": "900"}}]}}\n',
        gives=5,
        title="A conversation with an answer, its end and a rating",
    ),
    Sample(
        "list.json",
        '{"type": "conversation.list", "conversations": [{"type": "conversation", "id": "216", '
        '"created_at": "soon", "source": {"body": "<p>Hello?</p>", "author": {"type": "lead", '
        '"id": "c3d4"}}}]}',
        gives=0,
        sets_aside=1,
        says="The conversation is not dated",
        title="A conversation on a day that is none",
    ),
)


def recognises(opened: Opened) -> float:
    """By the names of keys that only Intercom's records have."""
    names = names_used(opened)
    if not names or "requester_id" in names:
        return 0.0
    if "conversation_parts" in names or {"admin_assignee_id", "source"} <= names:
        return 0.98
    if _TYPES.search(opened.head_text) and names & {"source", "conversation_message"}:
        return 0.98
    contact = {"type", "role", "email"} <= names and names & {"signed_up_at", "workspace_id"}
    return 0.97 if contact or {"type", "away_mode_enabled"} <= names else 0.0


def read(opened: Opened) -> Iterator[Given]:
    """Messages, steps and ratings of every conversation, and who the people are."""
    work = casework(opened, CARD.system)
    if isinstance(work, Reject):
        yield work
        return
    for item in listed(opened, *LISTS, own=_is_own):
        if isinstance(item, Reject):
            yield item
        elif _is_talk(item.values):
            yield from _conversation(work, item)
        elif _is_person(item.values):
            yield from _person(work, item, item.values, always=True)
        else:
            yield work.aside(item, "The record is no conversation, contact or teammate.")


def _is_own(values: Mapping[str, Any]) -> bool:
    return _is_talk(values) or _is_person(values)


def _is_talk(values: Mapping[str, Any]) -> bool:
    told = {"source", "conversation_message", "conversation_parts", "contacts", "state"}
    return values.get("type") == "conversation" or (
        "id" in values and len(values.keys() & told) > 1
    )


def _is_person(values: Mapping[str, Any]) -> bool:
    return values.get("type") in ("contact", "user", "lead", "admin") or (
        "id" in values and "email" in values and "role" in values
    )


def _person(
    work: Casework, item: Listed, values: Mapping[str, Any], *, always: bool = False
) -> Iterator[Given]:
    number, email, name = (text_at(values, at) for at in ("id", "email", "name"))
    if number is None and email is None:
        if always:
            yield work.aside(item, "The person has neither a number nor a mail address.")
        return
    kind = text_at(values, "type") or ""
    ours = kind in _OURS or work.is_ours(email)
    work.learn(number, email, name, ours)
    companies = [
        account(text_at(each, "name"))
        for each in objects_at(values, "companies.data", "companies.companies", "companies")
    ]
    yield from work.introduced(
        item,
        number,
        email=email,
        phone=text_at(values, "phone"),
        name=name,
        ours=ours,
        accounts=companies,
        stage=text_at(values, "role") or (kind if always and not ours else None),
        moment=work.moment(values, "updated_at", "created_at"),
        extra=others(values, _CONTACT_TEXTS, ()) if always else {},
        always=always,
    )


@dataclass(frozen=True, slots=True)
class _Talk:
    """What a conversation says about its parts."""

    number: str
    customer: Identifier | None
    via: str | None
    link: str | None
    desk: str | None


def _conversation(work: Casework, item: Listed) -> Iterator[Given]:
    values = item.values
    for each in _authors(values):
        if text_at(each, "type") not in _MACHINES:
            yield from _person(work, item, each)
    number, moment = text_at(values, "id"), work.moment(values, "created_at")
    if number is None or moment is None:
        yield (
            work.aside(item, "The conversation has no number (id).")
            if number is None
            else work.undated(item, "created_at", "conversation")
        )
        if number is None:
            return
    talk = _talk_of(work, values, number)
    if moment is not None:
        yield from _begun(work, item, moment, talk)
    parts = list_at(values, "conversation_parts.conversation_parts", "conversation_parts")
    for part in parts:
        if isinstance(part, Mapping):
            yield from _part(work, Listed(part, item.number, "parts", values), talk)
        else:
            yield work.aside(item, "The conversation has a part that is no object.")
    if not parts:
        yield from _from_statistics(work, item, talk)
    yield from _rating(work, item, talk)


def _first(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return object_at(values, "source") or object_at(values, "conversation_message")


def _authors(values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Everybody a conversation names."""
    yield object_at(_first(values), "author")
    yield from ({"type": "contact", **each} for each in _contacts(values))
    for part in objects_at(values, "conversation_parts.conversation_parts", "conversation_parts"):
        yield object_at(part, "author")
    yield from ({"type": "admin", **each} for each in _teammates(values))


def _contacts(values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from objects_at(values, "contacts.contacts", "contacts.data", "contacts", "customers")
    if user := object_at(values, "user"):
        yield user


def _teammates(values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from objects_at(values, "teammates.admins", "teammates.teammates", "teammates")


def _talk_of(work: Casework, values: Mapping[str, Any], number: str) -> _Talk:
    author = object_at(_first(values), "author")
    customers = [author] if text_at(author, "type") in _CUSTOMERS else []
    customers += list(_contacts(values))
    known = (work.customer(text_at(each, "id"), text_at(each, "email")) for each in customers)
    via = text_at(_first(values), "type")
    return _Talk(
        number,
        next((one for one in known if one is not None), None),
        "chat" if via in (None, "conversation", "push") else channel(via),
        text_at(values, "links.conversation_web"),
        text_at(values, "team_assignee_id"),
    )


def _begun(work: Casework, item: Listed, moment: Moment, talk: _Talk) -> Iterator[Given]:
    """The step of beginning, and the first words."""
    values, first = item.values, _first(item.values)
    title = text_at(values, "title")
    extra = others(values, _CASE_TEXTS, _CASE_INSIDE) | ({"title": title} if title else {})
    author = object_at(first, "author")
    yield work.draft(
        "step", item, moment, talk.number, by=_who(work, author), about=talk.customer,
        thread=talk.number, link=talk.link, activity="created", status="open", extra=extra,
    )  # fmt: skip
    subject = said(text_at(first, "subject"), html=True) or None
    if words_at(first, "body") or list_at(first, "attachments"):
        unasked = text_at(first, "delivered_as") in _UNASKED
        kept = others(first, {"type", "body", "subject", "id"}, {"author"})
        yield _message(work, item, moment, talk, talk.number, first, kept, subject, unasked)


def _message(
    work: Casework, item: Listed, moment: Moment, talk: _Talk, key: str | None,
    values: Mapping[str, Any], extra: Mapping[str, str], subject: str | None = None,
    unasked: bool = False,
) -> Given:  # fmt: skip
    author = object_at(values, "author")
    way = _way(work, author)
    if way is None:
        return work.aside(
            item,
            "Nothing tells whether these words are from a customer or from us.",
            'They were set aside. An author is a "user", "lead", "contact", "admin", "team" or '
            '"bot".',
        )
    automatic = unasked or text_at(author, "type") in _MACHINES or flag_at(author, "from_ai_agent")
    return work.draft(
        "message", item, moment, key, by=_who(work, author), about=talk.customer,
        thread=talk.number, link=talk.link, extra=extra, direction=way, channel=talk.via,
        subject=subject, text=said(words_at(values, "body"), html=True, mail=talk.via == "mail"),
        automatic=True if automatic else None,
    )  # fmt: skip


def _way(work: Casework, author: Mapping[str, Any]) -> str | None:
    kind = text_at(author, "type")
    if kind in _OURS or work.is_ours(text_at(author, "email")):
        return "out"
    return "in" if kind in _CUSTOMERS else None


def _who(work: Casework, author: Mapping[str, Any]) -> Identifier | None:
    told = (text_at(author, "id"), text_at(author, "email"), text_at(author, "name"))
    match _way(work, author):
        case "out":
            return work.colleague(*told)
        case "in":
            return work.customer(*told)
        case _:
            return None


def _part(work: Casework, item: Listed, talk: _Talk) -> Iterator[Given]:
    """A part: words, or something done, or both at once ("send and close")."""
    values = item.values
    moment, key = work.moment(values, "created_at"), text_at(values, "id")
    if moment is None:
        yield work.undated(item, "created_at", "part of the conversation")
        return
    kind = text_at(values, "part_type") or "comment"
    extra = others(values, _PART_TEXTS, {"author"})
    spoken = bool(words_at(values, "body")) and "note" not in kind
    if kind in _TALK or spoken:
        yield _message(work, item, moment, talk, key, values, extra)
    if kind in _TALK:
        return
    activity, status = _DONE.get(kind, ("note" if "note" in kind else kind[:60], None))
    text = said(words_at(values, "body"), html=True) if not spoken else ""
    yield work.draft(
        "step", item, moment, key, by=_who(work, object_at(values, "author")),
        about=talk.customer, thread=talk.number, link=talk.link, activity=activity,
        status=status, resource=text_at(values, "assigned_to.name", "assigned_to.id"),
        extra=extra | ({"text": text} if text else {}),
    )  # fmt: skip


def _from_statistics(work: Casework, item: Listed, talk: _Talk) -> Iterator[Draft]:
    """What was done, as far as a conversation without its parts tells."""
    for name, activity, status in (
        ("statistics.first_assignment_at", "assigned", "open"),
        ("statistics.last_close_at", "closed", "closed"),
    ):
        moment = work.moment(item.values, name)
        if moment is not None:
            yield work.draft(
                "step", item, moment, f"{talk.number}:{activity}", about=talk.customer,
                thread=talk.number, link=talk.link, activity=activity, status=status,
                resource=talk.desk,
            )  # fmt: skip


def _rating(work: Casework, item: Listed, talk: _Talk) -> Iterator[Given]:
    rating = object_at(item.values, "conversation_rating")
    score = satisfaction(text_at(rating, "rating"))
    if score is None:
        return
    moment = work.moment(rating, "created_at") or work.moment(
        item.values, "updated_at", "created_at"
    )
    if moment is None:
        yield work.aside(item, "The rating of the conversation has no date.")
        return
    rater = work.customer(text_at(rating, "contact.id", "customer.id")) or talk.customer
    yield work.draft(
        "survey_answer", item, moment, f"{talk.number}:csat", by=rater, about=rater,
        thread=talk.number, link=talk.link, question="rating of the conversation", scale="csat",
        score=score, text=words_at(rating, "remark"), extra=_teammate(rating),
    )  # fmt: skip


def _teammate(rating: Mapping[str, Any]) -> dict[str, str]:
    """The colleague who was rated."""
    found = value_at(rating, "teammate.id") or value_at(rating, "teammate")
    return {"teammate": found} if isinstance(found, str) else {}
