"""What did people do with our product, as Segment-style events tell?

What it reads: JSON lines, a JSON array or a batch of calls of type track, page, screen, identify,
group and alias, as Segment, RudderStack and their like keep them, with userId, anonymousId,
properties, traits, context and messageId. A track, page or screen is one use; an identify, alias or
group introduces the person, ties her numbers together and names her account.

How it is recognised: by the type of the calls, with a user's number and a messageId or a time; names
in snake case too. The times of sending and receiving are no part of a record, so that a call sent
twice is one. A browser that two people signed in from makes them no one person.

What it sets aside: calls of another type, uses without a time or an event's name, an alias without
the former number, introductions of nobody.

Source: Segment, Spec: Track, Page, Screen, Identify, Group, Alias, and Common Fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from troth.extend.source import (
    Draft,
    Identifier,
    Introduction,
    Nested,
    Opened,
    Reject,
    Sample,
    SourceCard,
    account,
    nested,
    peeked,
    person,
)
from troth.extend.values import first, mapping, rest, said, shown, times_of
from troth.text.moments import Moment, Times
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"use"}),
    endings=(".json", ".jsonl", ".ndjson", ".txt", ""),
    system="segment",
    introduces=True,
)

USES = frozenset(("track", "page", "screen"))
TYPES = USES | {"identify", "group", "alias"}
NAMES = {
    plain(name): name
    for name in [
        "type",
        "userId",
        "anonymousId",
        "groupId",
        "previousId",
        "event",
        "name",
        "category",
        "properties",
        "traits",
        "context",
        "timestamp",
        "originalTimestamp",
        "sentAt",
        "receivedAt",
        "messageId",
    ]
}
_TIMES = ("timestamp", "originalTimestamp", "sentAt", "receivedAt")
_TRAITS = ("email", "phone", "name", "firstName", "lastName", "first_name", "last_name", "title")
_NO_EXTRA = frozenset(NAMES.values()) - {"category"}
HELD_MOST = 200_000
"""People whose numbers are held together; beyond that they are introduced and forgotten."""

EXAMPLES = (
    Sample(
        "events.jsonl",
        '{"type": "identify", "userId": "u7", "anonymousId": "a1", "messageId": "m1", "timestamp": '
        '"2026-03-02T09:00:00Z", "traits": {"email": "ana@post.example", "company": "Post"}}\n'
        '{"type": "track", "event": "Report made", "userId": "u7", "messageId": "m2", "timestamp": '
        '"2026-03-02T09:01:00Z", "properties": {"pages": 3}}\n'
        '{"type": "page", "name": "Prices", "anonymousId": "a1", "messageId": "m3", "timestamp": '
        '"2026-03-02T09:02:00Z"}\n',
        gives=2,
        title="One introduction and two uses",
    ),
    Sample(
        "calls.json",
        '[{"type": "track", "event": "Report made", "userId": "u7", "messageId": "m2"},\n'
        ' {"type": "screen", "name": "Home", "userId": "u7", "messageId": "m4", "timestamp": '
        '"2026-03-02T09:01:00Z"}]',
        gives=1,
        sets_aside=1,
        says="has no time",
        title="A call without a time",
    ),
)


def recognises(opened: Opened) -> float:
    """By the first records: most are calls that say who and when or by which number."""
    found = [_named(each.values) for each in peeked(opened, "batch")]
    calls = sum(map(_is_call, found))
    return 0.98 if found and 5 * calls >= 4 * len(found) else 0.0


def read(opened: Opened) -> Iterator[Draft | Introduction | Reject]:
    """Uses as they come; the people at the end, when it is known whose browsers are shared."""
    calls = _Calls(opened, opened.reading.system or CARD.system, times_of(opened))
    for item in nested(opened, "batch"):
        if isinstance(item, Reject):
            yield item
        else:
            yield from calls.taken(item)
    yield from calls.introduced()


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    """A call under Segment's own names, whatever their case; others as they stand."""
    return {_own_name(name): value for name, value in values.items()}


@lru_cache(maxsize=4096)
def _own_name(name: str) -> str:
    return NAMES.get(plain(name), name)


def _is_call(call: Mapping[str, Any]) -> bool:
    who = {"userId", "anonymousId", "previousId"} & set(call)
    known = "messageId" in call or {*_TIMES} & set(call)
    return bool(said(call.get("type")).lower() in TYPES and who and known)


@dataclass(slots=True)
class _Known:
    """What the calls of one file say of one person."""

    row: int
    at_us: int | None = None
    identifiers: dict[Identifier, None] = field(default_factory=dict)
    browsers: dict[str, None] = field(default_factory=dict)
    accounts: dict[Identifier, None] = field(default_factory=dict)
    title: str = ""
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Calls:
    """One file's calls, and the people they speak of."""

    opened: Opened
    system: str
    times: Times
    people: dict[str, _Known] = field(default_factory=dict)
    owners: dict[str, str | None] = field(default_factory=dict)

    def taken(self, item: Nested) -> Iterator[Draft | Introduction | Reject]:
        """One call: a use, or one more thing known of somebody."""
        call = _named(item.values)
        kind = said(call.get("type")).lower()
        moment = self.times.read(first(call, *_TIMES))
        if kind in USES:
            yield self._use(item, call, kind, moment)
        elif kind not in TYPES:
            yield self._aside(item, f"has the type “{kind[:60]}”, which is none of Segment's")
        elif kind == "alias" and not said(call.get("previousId")):
            yield self._aside(item, "is an alias without the former number (“previousId”)")
        elif not self._met(item, call, kind, moment):
            yield self._aside(item, f"of type {kind} names nobody")
        if len(self.people) > HELD_MOST:
            yield from self.introduced()

    def _use(
        self, item: Nested, call: Mapping[str, Any], kind: str, moment: Moment | None
    ) -> Draft | Reject:
        event = _event(call, kind)
        if moment is None or not event:
            return self._aside(item, "has no time" if moment is None else "has no event's name")
        traits, context = mapping(call, "traits"), mapping(call, "context")
        email = first(mapping(context, "traits"), "email") or first(traits, "email")
        self._met(item, call, kind, moment)
        at_us, precision, zone = moment
        names = (email, *(said(call.get(name)) for name in ("userId", "anonymousId")))
        known = (person(each, None, self.system) for each in names)
        return Draft(
            kind="use",
            at_us=at_us,
            origin=self.opened.origin(item.number),
            key=said(call.get("messageId")) or None,
            precision="day"
            if precision == "day"
            else "minute"
            if precision == "minute"
            else "second",
            zone=zone,
            by=next((each for each in known if each), None),
            account=account(first(context, "groupId") or said(call.get("groupId"))),
            thread=first(context, "sessionId", "session_id") or None,
            system=self.opened.reading.system,
            fields={"event": event, "count": 1.0},
            extra={
                **rest(call, _NO_EXTRA),
                **rest(mapping(call, "properties"), (), "properties."),
                **({"context": shown(context)} if context else {}),
            },
        )

    def _met(self, item: Nested, call: Mapping[str, Any], kind: str, moment: Moment | None) -> bool:
        """Keep what a call says of a person; whether it names one at all."""
        user, browser = said(call.get("userId")), said(call.get("anonymousId"))
        number = person(user, None, self.system)
        own = number or person(browser, None, self.system)
        if own is None:
            return False
        traits = mapping(call, "context", "traits")
        if kind in USES and not traits and (number is None or not browser):
            return True
        known = self.people.setdefault(own.value, _Known(item.number))
        known.at_us = moment[0] if moment else known.at_us
        known.identifiers.setdefault(own)
        if number and browser != user and browser not in known.browsers:
            self._browser(known, own, browser)
        if kind == "alias":
            former = person(said(call.get("previousId")), None, self.system)
            known.identifiers.update({former: None} if former else {})
        elif kind == "group":
            self._group(known, call)
        elif kind == "identify" or traits:
            self._traits(known, call)
        return True

    def _browser(self, known: _Known, own: Identifier, browser: str) -> None:
        """A browser that somebody signed in from; from then on hers, until another does."""
        if person(browser, None, self.system):
            known.browsers.setdefault(browser)
            if self.owners.setdefault(browser, own.value) != own.value:
                self.owners[browser] = None

    def _group(self, known: _Known, call: Mapping[str, Any]) -> None:
        group = account(said(call.get("groupId")))
        name = first(mapping(call, "traits"), "name")
        if group is not None:
            known.accounts.setdefault(Identifier("account", group.value, name or group.value))

    def _traits(self, known: _Known, call: Mapping[str, Any]) -> None:
        traits = {**mapping(call, "context", "traits"), **mapping(call, "traits")}
        parts = (first(traits, "firstName", "first_name"), first(traits, "lastName", "last_name"))
        name = first(traits, "name") or " ".join(part for part in parts if part) or None
        for value in (first(traits, "email"), first(traits, "phone")):
            reached = person(value, name, self.system)
            if reached and reached.scheme in ("email", "phone"):
                known.identifiers.setdefault(reached)
        company = traits.get("company")
        called = first(mapping(company), "id", "name") or said(company)
        if group := account(called):
            label = first(mapping(company), "name") or group.value
            known.accounts.setdefault(Identifier("account", group.value, label))
        known.title = first(traits, "title") or known.title
        known.extra.update(rest(traits, (*_TRAITS, "company"), "traits."))
        if name:
            known.identifiers = {
                Identifier(each.scheme, each.value, each.name or name): None
                for each in known.identifiers
            }

    def introduced(self) -> Iterator[Introduction]:
        """Everybody of whom more is known than one number; shared browsers tie nobody."""
        for known in self.people.values():
            alone = [each for each in known.browsers if self.owners.get(each)]
            shared = [each for each in known.browsers if not self.owners.get(each)]
            ties = {
                (one.scheme, one.value): one
                for one in reversed([*known.identifiers, *self._ids(alone)])
            }
            if len(ties) > 1 or shared or known.accounts or known.extra or known.title:
                yield Introduction(
                    identifiers=tuple(reversed(ties.values())),
                    origin=self.opened.origin(known.row),
                    accounts=tuple(known.accounts),
                    title=known.title or None,
                    shared=self._ids(shared),
                    at_us=known.at_us,
                    system=self.opened.reading.system,
                    extra=known.extra,
                )
        self.people.clear()
        if len(self.owners) > HELD_MOST:
            self.owners.clear()

    def _ids(self, numbers: list[str]) -> tuple[Identifier, ...]:
        return tuple(one for each in numbers if (one := person(each, None, self.system)))

    def _aside(self, item: Nested, says: str) -> Reject:
        return self.opened.reject(
            f"The call {says}.",
            "It was set aside. Correct it in the export and add the file again.",
            row=item.number,
            excerpt=shown(dict(item.values)),
        )


def _event(call: Mapping[str, Any], kind: str) -> str:
    """What was done: the event of a track, "page: Prices" for a page or screen."""
    if kind == "track":
        return first(call, "event", "name")
    name = first(call, "name") or first(mapping(call, "properties"), "name", "title", "path", "url")
    return f"{kind}: {name}" if name else kind
