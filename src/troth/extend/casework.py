"""A help desk's records as drafts: when, who, on which case, and the words as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from troth.extend.leaves import shown, text_at
from troth.extend.listing import Listed
from troth.extend.opened import Opened
from troth.extend.people import person, staff
from troth.model.evidence import Draft, Identifier
from troth.model.introduction import Introduction
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.mail import own_words, text_of_html
from troth.text.moments import Moment, Times

KEPT_MOST = 1_000_000
"""People and cases remembered at once."""
_DATE_MOST = 64
_NAME_MOST = 1000
_MARKUP = later(r"\s*<(?:!doctype|html|body|div|p|br|span|table|b|i|a|ul|ol|h\d|img)\b", re.I)
_LINK = later(r"https?://[^\s<>\"']{3,2000}")
_GOOD, _BAD = 5.0, 1.0


def casework(opened: Opened, system: str) -> Casework | Reject:
    """How one file's records become drafts; a Reject where the zone declared for it is none."""
    reading = opened.reading
    try:
        zone = ZoneInfo(reading.zone) if reading.zone else None
    except (ValueError, OSError, KeyError):
        return opened.reject(
            f"The zone “{reading.zone}” is none.",
            "Write it as in the IANA list:\n" + opened.setting('zone = "Europe/Berlin"'),
        )
    declared = Times(reading.dates, zone) if reading.dates else None
    return Casework(opened, reading.system or system, Times(zone=zone), declared)


def said(text: str | None, *, html: bool = False, mail: bool = False) -> str:
    """The words somebody wrote: out of their markup and, in mail, without what they quote."""
    words = text or ""
    if html or ("<" in words and _MARKUP.match(words)):
        words = text_of_html(words)
    words = words.replace("\r\n", "\n").strip()
    if not mail or "\n" not in words:
        return words
    try:
        return own_words(words)
    except (ValueError, IndexError, TypeError, AttributeError, RecursionError):
        return words


def channel(word: str | None) -> str | None:
    """A product's word for the way a message came, in the words of the evidence."""
    plain = (word or "").casefold().removeprefix("channel::").replace("_", " ").strip()
    if plain in ("email", "mail"):
        return "mail"
    if plain in ("chat", "native messaging", "web widget", "webwidget", "messenger"):
        return "chat"
    return "phone" if plain in ("voice", "phone", "call") else plain or None


def satisfaction(word: str | None) -> float | None:
    """A rating on the scale of 1 to 5, where good is 5 and bad is 1; None where nobody rated."""
    first = (word or "").strip().casefold().replace("_", " ").partition(" ")[0]
    if first in ("1", "2", "3", "4", "5"):
        return float(first)
    return {"good": _GOOD, "bad": _BAD}.get(first)


def web_link(text: str | None) -> str | None:
    """A text that is a web address, else None."""
    return text if text and _LINK.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Person:
    """What a file says of somebody: mail address, name, and whether she works for us."""

    email: str | None = None
    name: str | None = None
    ours: bool | None = None


_NOBODY = Person()


@dataclass(slots=True)
class Casework:
    """One file of a help desk, and the people it has named so far, by number."""

    opened: Opened
    system: str
    times: Times
    declared: Times | None = None
    people: dict[str, Person] = field(default_factory=dict)
    met: set[tuple[str | None, ...]] = field(default_factory=set)

    def moment(self, values: object, *names: str) -> Moment | None:
        """When: the first of these names that holds a moment."""
        for name in names:
            text = text_at(values, name)
            if text is None or len(text) > _DATE_MOST:
                continue
            found = (self.declared and self.declared.read(text)) or self.times.read(text)
            if found is not None:
                return found
        return None

    def draft(
        self,
        kind: str,
        item: Listed,
        moment: Moment,
        key: str | None,
        *,
        by: Identifier | None = None,
        about: Identifier | None = None,
        account: Identifier | None = None,
        thread: str | None = None,
        link: str | None = None,
        extra: Mapping[str, str] | None = None,
        **fields: object,
    ) -> Draft:
        """A record of any kind; fields that are None are left out."""
        at_us, precision, zone = moment
        return Draft(
            kind=kind,
            at_us=at_us,
            origin=Origin(self.opened.path, item.number, link=web_link(link)),
            key=key,
            precision="day"
            if precision == "day"
            else "minute"
            if precision == "minute"
            else "second",
            zone=zone,
            by=by,
            about=about,
            account=account,
            thread=thread,
            system=self.opened.reading.system,
            fields={name: value for name, value in fields.items() if value is not None},
            extra=extra or {},
        )

    def learn(
        self, number: str | None, email: str | None, name: str | None, ours: bool | None
    ) -> None:
        """Remember who stands behind a number; our own addresses tell more than a role."""
        if number is None:
            return
        if len(self.people) > KEPT_MOST:
            self.people.clear()
        old = self.people.get(number, _NOBODY)
        known = True if self.is_ours(email) else ours
        self.people[number] = Person(
            email or old.email, name or old.name, old.ours if known is None else known
        )

    def ours(self, number: str | None) -> bool | None:
        """Whether somebody works for us, as far as the file has told."""
        return self.people.get(number or "", _NOBODY).ours

    def customer(
        self, number: str | None, email: str | None = None, name: str | None = None
    ) -> Identifier | None:
        """Somebody we serve: by her mail address where the export has one, else by her number."""
        known = self.people.get(number or "", _NOBODY)
        email, label = email or known.email, (name or known.name or "")[:_NAME_MOST] or None
        found = person(email[:_NAME_MOST], label, self.system) if email else None
        if found is not None and found.scheme == "email":
            return found
        return person(number[:_NAME_MOST], label, self.system) if number else None

    def colleague(
        self, number: str | None, email: str | None = None, name: str | None = None
    ) -> Identifier | None:
        """One of our own: by mail address, else by name, else by number."""
        known = self.people.get(number or "", _NOBODY)
        email, label = email or known.email, (name or known.name or "")[:_NAME_MOST] or None
        value = email if email and "@" in email else label
        if value is None and number:
            return Identifier("staff", f"{self.system}:{number[:_NAME_MOST]}")
        return staff(value, label, None)

    def who(self, number: str | None, *, ours: bool) -> Identifier | None:
        """Somebody by number, on the side of the counter that is told."""
        if number is None:
            return None
        return self.colleague(number) if ours else self.customer(number)

    def is_ours(self, email: str | None) -> bool:
        """Whether an address is one of our own by the settings."""
        return bool(email and "@" in email and self.opened.is_staff(email[:_NAME_MOST]))

    def introduced(
        self,
        item: Listed,
        number: str | None,
        *,
        email: str | None = None,
        phone: str | None = None,
        name: str | None = None,
        ours: bool = False,
        accounts: Iterable[Identifier | None] = (),
        stage: str | None = None,
        title: str | None = None,
        moment: Moment | None = None,
        extra: Mapping[str, str] | None = None,
        always: bool = False,
    ) -> Iterator[Introduction]:
        """Who somebody is, once a file, where it ties two of her numbers and addresses together.

        With `always` also where it names but one: a list of people.
        """
        known = self._identifiers(number, email, phone, name, ours)
        groups = tuple(each for each in accounts if each is not None)
        told = tuple(each.value for each in (*known, *groups))
        if not known or told in self.met or (len(told) < 2 and not always):
            return
        if len(self.met) > KEPT_MOST:
            self.met.clear()
        self.met.add(told)
        yield Introduction(
            identifiers=known,
            origin=Origin(self.opened.path, item.number),
            accounts=groups,
            stage=stage,
            title=title,
            at_us=moment[0] if moment else None,
            system=self.opened.reading.system,
            extra=extra or {},
        )

    def _identifiers(
        self,
        number: str | None,
        email: str | None,
        phone: str | None,
        name: str | None,
        ours: bool,
    ) -> tuple[Identifier, ...]:
        label = name[:_NAME_MOST] if name else None
        numbered = f"{self.system}:{number[:_NAME_MOST]}" if number else None
        reached = [
            person(each[:_NAME_MOST], label, self.system) if each else None
            for each in (email, phone)
        ]
        found: list[Identifier | None] = [each for each in reached if each and each.scheme != "id"]
        if ours:
            addresses = [each.value for each in found if each and each.scheme == "email"]
            found = [staff(each, label, None) for each in (*addresses, label, numbered) if each]
        elif number:
            found.insert(0, person(number[:_NAME_MOST], label, self.system))
        return tuple({one.value: one for one in found if one}.values())

    def undated(self, item: Listed, name: str, what: str) -> Reject:
        """A record whose moment cannot be read."""
        value = text_at(item.values, name)
        holds = f"holds “{value[:60]}”, which is no date that can be read" if value else "is empty"
        return self.aside(
            item,
            f"The {what} is not dated: “{name}” {holds}.",
            "It was set aside. Correct it, or state the format:\n"
            + self.opened.setting('dates = "%d/%m/%Y"'),
        )

    def aside(
        self,
        item: Listed,
        says: str,
        advice: str = "It was set aside. Correct it in the export and add the file again.",
    ) -> Reject:
        """A record that is not read."""
        return self.opened.reject(says, advice, row=item.number, excerpt=shown(item.values))
