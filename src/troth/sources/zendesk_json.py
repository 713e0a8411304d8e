"""Who asked for help in Zendesk, who answered, and what was said?

What it reads: tickets, comments, users and satisfaction ratings as Zendesk's API and its JSON
export give them: pages, arrays or JSON lines, a ticket with its comments and people nested in
it, or the records alone. A ticket gives its description and public comments as messages, the
moments it was created, assigned and solved and its internal notes as steps, and a rating as an
answer from 1 (bad) to 5 (good), dated by the rating, else by the solving or the last change.
Users are introduced with number, mail address and organisation.

How it is recognised: by the names of its keys (requester_id with submitter_id or assignee_id,
author_id with public, the role end-user), or by an API address of Zendesk beside its records.
Who wrote is told by the users in the file; else the requester and people in copy are customers,
internal notes and everybody else on a known ticket are ours; else by our own mail domains.

What it sets aside: what has no date or number, comments of which nothing tells who wrote them,
records of other kinds (macros, views). Other values of a record are kept with it.

Source: the reference of the Zendesk Support API (tickets, comments, metrics, users, ratings).
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
    Covered,
    Draft,
    Identifier,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    account,
    until_of,
)
from troth.text.moments import Moment

_Items = Iterator[Covered | Draft | Introduction | Reject]

CARD = SourceCard(
    kinds=frozenset({"message", "step", "survey_answer"}),
    endings=(".json", ".jsonl", ".ndjson", ".txt", ""),
    system="zendesk",
    introduces=True,
)

LISTS = {
    "organizations": "organization", "organization": "organization", "groups": "group",
    "users": "user", "user": "user", "tickets": "ticket", "ticket": "ticket",
    "requests": "ticket", "comments": "comment", "comment": "comment",
    "satisfaction_ratings": "rating", "results": "", "rows": "", "items": "",
}  # fmt: skip
_TICKET_TEXTS = frozenset(("id", "subject", "description", "created_at", "requester_id"))
_TICKET_INSIDE = frozenset(("comments", "requester", "submitter", "assignee", "organization"))
_COMMENT_TEXTS = frozenset(("id", "author_id", "body", "created_at", "ticket_id"))
_USER_TEXTS = frozenset(("id", "email", "name", "role"))
_FOREIGN = frozenset(("responder_id", "email_config_id", "conversation_parts", "inbox_id"))
_API = re.compile(r"https://[\w-]+\.zendesk\.com/api/v2/")
_TICKET_API = re.compile(r"(https://[\w.-]+)/api/v2/(?:tickets|requests)/(\d+)\b")
_END_USER = re.compile(r'"role"\s*:\s*"end-user"')

EXAMPLES = (
    Sample(
        "tickets.json",
        '{"tickets": [{"id": 17, "subject": "Parcel", "description": "Where is it?", '
        '"status": "solved", "requester_id": 501, "submitter_id": 501, "assignee_id": 900, '
        '"created_at": "2026-03-02T09:00:00Z", "metric_set": {"solved_at": '
        '"2026-03-03T10:00:00Z"}, "satisfaction_rating": {"score": "good", "comment": "Quick."}, '
        '"comments": [{"id": 71, "author_id": 501, "public": true, "body": "Where is it?", '
        '"created_at": "2026-03-02T09:00:00Z"}, {"id": 72, "author_id": 900, "public": true, '
        '"body": "On its way.", "created_at": "2026-03-02T11:00:00Z"}, {"id": 73, "author_id": '
        '900, "public": false, "body": "Carrier called.", "created_at": "2026-03-02T11:05:00Z"}]}],'
        ' "users": [{"id": 501, "role": "end-user", "email": "ana@post.example", "name": "Ana"}]}',
        gives=6,
        title="A page with a ticket, its comments nested, and the person who asked",
    ),
    Sample(
        "comments.jsonl",
        '{"id": 81, "ticket_id": 18, "author_id": 502, "public": true, '
        '"body": "Hello?", "created_at": "2026-03-02T09:00:00Z"}\n',
        gives=0,
        sets_aside=1,
        says="Nothing tells whether this comment is from a customer or from us",
        title="A comment whose author no ticket and no user in the file explains",
    ),
)


def recognises(opened: Opened) -> float:
    """By the names of keys that stand together in no other help desk's records."""
    names = names_used(opened)
    if not names or names & _FOREIGN:
        return 0.0
    ticket = "requester_id" in names and names & {"submitter_id", "assignee_id"}
    nested = {"requester", "assignee", "comments", "subject", "created_at"} <= names
    comment = {"author_id", "public"} <= names and names & {"body", "plain_body", "html_body"}
    rating = {"requester_id", "ticket_id", "score"} <= names
    if (ticket and names & {"description", "status", "comments"}) or comment or rating:
        return 0.98
    user = "role" in names and names & {"email", "name"} and _END_USER.search(opened.head_text)
    if user or (nested and names & {"public", "submitter", "satisfaction_rating"}):
        return 0.97
    return 0.97 if "url" in names and _API.search(opened.head_text) else 0.0


def read(opened: Opened) -> _Items:
    """Messages, steps and ratings of every ticket, and who the people are."""
    work = casework(opened, CARD.system)
    if isinstance(work, Reject):
        yield work
        return
    desk = _Desk(work)
    end = ""
    for item in listed(opened, *LISTS, own=lambda values: bool(_kind_of(values))):
        if isinstance(item, Reject):
            yield item
            continue
        yield from desk.read(item)
        ended = text_at(item.page, "end_time")
        if ended is not None and ended != end and (until := until_of(ended)):
            end = ended
            yield until


def _kind_of(values: Mapping[str, Any]) -> str:
    """What a record is by its own names; "" where it is none that is read."""
    if "author_id" in values and values.keys() & {"body", "plain_body", "html_body"}:
        return "comment"
    if values.keys() & {"requester_id", "requester"} and values.keys() & {
        "subject", "description", "status", "comments", "submitter_id", "raw_subject"
    }:  # fmt: skip
        return "ticket"
    if "score" in values and "ticket_id" in values:
        return "rating"
    if "role" in values and values.keys() & {"email", "name"}:
        return "user"
    return "organization" if {"name", "domain_names"} <= values.keys() else ""


@dataclass(frozen=True, slots=True)
class _Ticket:
    """What a ticket says about its comments."""

    number: str | None
    requester: str | None = None
    agents: frozenset[str] = frozenset()
    copied: frozenset[str] = frozenset()
    group: Identifier | None = None
    link: str | None = None
    via: str | None = None
    subject: str | None = None
    begins: tuple[str | None, int] | None = None


@dataclass(slots=True)
class _Desk:
    """One file: names of organisations and groups, its tickets, and those that have begun."""

    work: Casework
    names: dict[str, str] = field(default_factory=dict)
    tickets: dict[str, _Ticket] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def read(self, item: Listed) -> _Items:
        """Whatever one record gives."""
        values = item.values
        match LISTS.get(item.within) or _kind_of(values):
            case "ticket":
                yield from self._ticket(item)
            case "comment":
                yield from self._comment(item, self._ticket_of(item))
            case "user":
                yield from self._user(item, values, always=True)
            case "rating":
                yield from self._rating(item, values, self._ticket_of(item))
            case "organization" | "group" as kind:
                number, name = text_at(values, "id"), text_at(values, "name")
                if name and len(self.names) < KEPT_MOST:
                    self.names[f"{kind} {number}"] = name
            case _:
                yield self.work.aside(item, "The record is no ticket, comment, user or rating.")

    def _user(self, item: Listed, values: Mapping[str, Any], always: bool = False) -> _Items:
        number, email, name, role = (text_at(values, at) for at in ("id", "email", "name", "role"))
        if number is None and email is None:
            if always:
                yield self.work.aside(item, "The user has neither a number nor a mail address.")
            return
        ours = None if role is None else role not in ("end-user", "end_user")
        self.work.learn(number, email, name, ours)
        yield from self.work.introduced(
            item, number, email=email, phone=text_at(values, "phone"), name=name,
            ours=bool(ours) or self.work.is_ours(email), accounts=[self._organization(values)],
            stage=role, moment=self.work.moment(values, "updated_at", "created_at"),
            extra=others(values, _USER_TEXTS, {"organization"}), always=always,
        )  # fmt: skip

    def _organization(self, values: Mapping[str, Any]) -> Identifier | None:
        number = text_at(values, "organization_id", "organization.id")
        name = text_at(values, "organization.name", "organization")
        return account(name or self.names.get(f"organization {number}"))

    def _ticket(self, item: Listed) -> _Items:
        values, work = item.values, self.work
        for part in ("requester", "submitter", "assignee"):
            yield from self._user(item, object_at(values, part))
        ticket = self._known(values)
        sender = text_at(values, "via.source.from.address")
        if sender and ticket.requester and text_at(values, "submitter_id") == ticket.requester:
            yield from self._user(item, {"id": ticket.requester, "email": sender})
        moment = work.moment(values, "created_at")
        if moment is None:
            yield work.undated(item, "created_at", "ticket")
        elif ticket.number is None:
            yield work.aside(item, "The ticket has no number (id).")
        else:
            extra, author = others(values, _TICKET_TEXTS, _TICKET_INSIDE), _author(values)
            yield self._step(
                item, moment, ticket, ticket.number, "created", status="new",
                by=work.who(author, ours=self._way(author, ticket) == "out"),
                extra=extra | ({"subject": ticket.subject} if ticket.subject else {}),
            )  # fmt: skip
            yield from self._moves(item, ticket)
            if object_at(values, "satisfaction_rating"):
                yield from self._rating(item, object_at(values, "satisfaction_rating"), ticket)
        yield from self._words(item, ticket)

    def _known(self, values: Mapping[str, Any]) -> _Ticket:
        """What is to be remembered of a ticket."""
        number, requester = text_at(values, "id"), text_at(values, "requester_id", "requester.id")
        agents = {text_at(values, "assignee_id", "assignee.id")}
        if _author(values) != requester and self.work.ours(_author(values)) is not False:
            agents.add(_author(values))
        copies = (*list_at(values, "email_cc_ids"), *list_at(values, "collaborator_ids"))
        found = _TICKET_API.match(text_at(values, "url") or "")
        words = words_at(values, "description")
        ticket = _Ticket(
            number,
            requester,
            frozenset(one for one in agents if one),
            frozenset(one for one in copies if isinstance(one, str)),
            self._organization(values),
            f"{found[1]}/agent/tickets/{found[2]}" if found else None,
            channel(text_at(values, "via.channel", "via")),
            text_at(values, "subject", "raw_subject"),
            (text_at(values, "created_at"), hash(words) if words else 0),
        )
        if number is not None and len(self.tickets) < KEPT_MOST:
            self.tickets[number] = ticket
        return ticket

    def _moves(self, item: Listed, ticket: _Ticket) -> Iterator[Draft]:
        """The moments of assignment and solving that the ticket's metrics tell."""
        values, work = item.values, self.work
        name = "metric_set" if object_at(values, "metric_set") else "metrics"
        last = work.moment(values, f"{name}.assigned_at")
        first = work.moment(values, f"{name}.initially_assigned_at") or last
        moved = bool(first and last and last[0] != first[0])
        agent = work.colleague(text_at(values, "assignee_id", "assignee.id"))
        desk = text_at(values, "group.name", "group_id")
        desk = self.names.get(f"group {desk}", desk)
        solved = work.moment(values, f"{name}.solved_at", "solved_at")
        for moment, move, status, by, where in (
            (first, "assigned", "open", None if moved else agent, None if moved else desk),
            (last if moved else None, "reassigned", "open", agent, desk),
            (solved, "solved", "solved", agent, desk),
        ):
            if moment is not None:
                yield self._step(
                    item, moment, ticket, f"{ticket.number}:{move}", move, status=status, by=by,
                    resource=where,
                )  # fmt: skip

    def _words(self, item: Listed, ticket: _Ticket) -> _Items:
        """The comments nested in a ticket; its description where there are none."""
        values = item.values
        for each in list_at(values, "comments"):
            if isinstance(each, Mapping):
                yield from self._comment(Listed(each, item.number, "comments", values), ticket)
            else:
                yield self.work.aside(item, "The ticket has a comment that is no object.")
        text, moment = words_at(values, "description"), self.work.moment(values, "created_at")
        apart = item.within == "ticket" and list_at(item.page, "comments")
        if list_at(values, "comments") or apart or not (text and moment and ticket.number):
            return
        author = _author(values)
        way = self._way(author, ticket) or "in"
        yield self._message(item, moment, ticket, ticket.number, author, way, text, {})

    def _ticket_of(self, item: Listed) -> _Ticket:
        """The ticket a comment stands under: named in it, or by the page it came on."""
        number = text_at(item.values, "ticket_id") or text_at(item.page, "ticket.id", "ticket_id")
        for name in ("next_page", "previous_page", "links.next", "links.self", "url"):
            if number is None and (found := _TICKET_API.match(text_at(item.page, name) or "")):
                number = found[2]
        return self.tickets.get(number or "") or _Ticket(number)

    def _comment(self, item: Listed, ticket: _Ticket) -> _Items:
        values, work = item.values, self.work
        yield from self._user(item, object_at(values, "author"))
        author, number = text_at(values, "author_id", "author.id"), text_at(values, "id")
        html = words_at(values, "html_body")
        text = words_at(values, "body", "plain_body") or said(html, html=True)
        moment, way = work.moment(values, "created_at"), self._way(author, ticket)
        extra = others(values, _COMMENT_TEXTS, {"author"})
        if moment is None:
            yield work.undated(item, "created_at", "comment")
        elif flag_at(values, "public") is False:
            told = extra | ({"text": said(text)} if text else {})
            by = work.who(author, ours=True)
            yield self._step(item, moment, ticket, number, "note", by=by, extra=told)
        elif way is None:
            yield work.aside(
                item,
                "Nothing tells whether this comment is from a customer or from us.",
                "It was set aside. Export comments with include=users, or nested in their tickets.",
            )
        else:
            if self._begins(values, ticket):
                number, extra = ticket.number, extra | ({"comment_id": number} if number else {})
            yield self._message(item, moment, ticket, number, author, way, text, extra)

    def _begins(self, values: Mapping[str, Any], ticket: _Ticket) -> bool:
        """Whether a comment is its ticket's description, which bears the ticket's number."""
        created, words = ticket.begins or (None, 0)
        alike = not words or words == hash(words_at(values, "body", "plain_body"))
        alike = alike and created is not None and created == text_at(values, "created_at")
        if not (ticket.number and alike) or ticket.number in self.begun:
            return False
        self.begun.add(ticket.number)
        return True

    def _way(self, author: str | None, ticket: _Ticket) -> str | None:
        """From a customer ("in") or from us ("out"), by role and address, else by the ticket."""
        ours = self.work.ours(author)
        if ours is not None:
            return "out" if ours else "in"
        if author is not None and (author == "-1" or author in ticket.agents):
            return "out"
        if author is None or ticket.requester is None:
            return None
        return "in" if author == ticket.requester or author in ticket.copied else "out"

    def _message(
        self, item: Listed, moment: Moment, ticket: _Ticket, key: str | None, author: str | None,
        way: str, text: str, extra: Mapping[str, str],
    ) -> Draft:  # fmt: skip
        via = channel(text_at(item.values, "via.channel")) or ticket.via
        return self.work.draft(
            "message", item, moment, key, by=self.work.who(author, ours=way == "out"),
            about=self.work.customer(ticket.requester), account=ticket.group,
            thread=ticket.number, link=ticket.link, extra=extra, direction=way, channel=via,
            subject=ticket.subject if key == ticket.number else None,
            text=said(text, mail=via == "mail"),
            automatic=True if author == "-1" or via in ("system", "rule") else None,
        )  # fmt: skip

    def _step(
        self, item: Listed, moment: Moment, ticket: _Ticket, key: str | None, activity: str,
        *, by: Identifier | None = None, extra: Mapping[str, str] | None = None, **more: object,
    ) -> Draft:  # fmt: skip
        return self.work.draft(
            "step", item, moment, key, by=by, about=self.work.customer(ticket.requester),
            account=ticket.group, thread=ticket.number, link=ticket.link, extra=extra,
            activity=activity, **more,
        )  # fmt: skip

    def _rating(self, item: Listed, rating: Mapping[str, Any], ticket: _Ticket) -> _Items:
        score = satisfaction(text_at(rating, "score"))
        moment = self.work.moment(rating, "created_at", "updated_at") or self.work.moment(
            item.values, "metric_set.solved_at", "metrics.solved_at", "updated_at", "created_at"
        )
        if score is None:
            if rating is item.values:
                yield self.work.aside(item, "The rating is neither good nor bad: nobody rated.")
        elif ticket.number is None:
            yield self.work.aside(item, "The rating names no ticket.")
        elif moment is None:
            yield self.work.undated(item, "created_at", "rating")
        else:
            rater = self.work.customer(ticket.requester or text_at(rating, "requester_id"))
            yield self.work.draft(
                "survey_answer", item, moment, f"{ticket.number}:csat", by=rater, about=rater,
                account=ticket.group, thread=ticket.number, link=ticket.link, scale="csat",
                question="satisfaction with the ticket", score=score,
                text=words_at(rating, "comment"), extra=others(rating, {"comment"}),
            )  # fmt: skip


def _author(values: Mapping[str, Any]) -> str | None:
    """Who wrote a ticket's first words: who submitted it, else the requester."""
    return text_at(values, "submitter_id", "submitter.id", "requester_id", "requester.id")
