"""Whom do we serve? The people, those who need us first, by side; and a search over all of it."""

from __future__ import annotations

from dataclasses import dataclass

from troth.documents import read
from troth.ledger import directory
from troth.model.evidence import Evidence
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.reject import Reject
from troth.views.figures import figures
from troth.views.reading import Reading
from troth.views.telling import Told
from troth.views.who import called

SHOWN = 100


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list, and what is found about them, if anything."""

    person: Person
    account: str | None
    finding: Told | None


@dataclass(frozen=True, slots=True)
class People:
    """The page: those who need us, then the others by name."""

    lines: tuple[PersonLine, ...]
    total: int
    sides: tuple[str, ...]
    side: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds the words sought."""

    id: str
    kind: str
    at: str
    text: str
    who: str | None


@dataclass(frozen=True, slots=True)
class Search:
    """What was found: people by name or address, records by their words."""

    query: str
    people: tuple[PersonLine, ...]
    records: tuple[Hit, ...]


def people(reading: Reading, *, side: str | None = None, after: str | None = None) -> People:
    """A page of people; `after` is the last id of the page before."""
    found = directory.people(reading.con, side=side, limit=SHOWN + 1, after=after)
    shown = found[:SHOWN]
    lines = person_lines(shown, reading)
    if after is None:
        lines = _pressing_first(lines, reading, side)
    sides = {one.side for one in (*reading.subjects.values(), *shown) if one.side}
    return People(
        lines=lines,
        total=directory.count_people(reading.con, side=side),
        sides=tuple(sorted(sides)),
        side=side,
        after=shown[-1].id if len(found) > SHOWN else None,
    )


def near_people(reading: Reading) -> tuple[str, ...]:
    """Ids that a wrong one may have meant: those of the people something was found about."""
    return tuple({one.id for one in reading.subjects.values()})


def search(reading: Reading, query: str) -> Search:
    """People and records that hold these words."""
    query = query.strip()[:200]
    if not query:
        return Search("", (), ())
    found = directory.find(reading.con, query, limit=20)
    records = reading.index.search(query, 30)
    authors = reading.people(record.by for record in records)
    hits = tuple(
        Hit(
            record.id,
            record.kind.replace("_", " "),
            reading.clock.moment(record.at_us, record.precision),
            _around(_prose(record), query) or figures(record),
            _label(authors.get(record.by or "")),
        )
        for record in records
    )
    return Search(query, person_lines(found, reading), hits)


def person_lines(found: list[Person], reading: Reading) -> tuple[PersonLine, ...]:
    """People with the account's name and the finding that weighs most."""
    accounts = reading.accounts(one.account for one in found)
    whose = {handle: one.id for one in found for handle in one.handles}
    about = sorted(reading.findings_about(whose), key=lambda one: (one.status != "speaks", one.id))
    first: dict[str, Finding] = {}
    for finding in about:
        first.setdefault(whose[finding.subject.id], finding)
    told = dict(zip(first, reading.told(first.values()), strict=True))
    return tuple(
        PersonLine(one, accounts.get(one.account or ""), told.get(one.id)) for one in found
    )


def _pressing_first(
    lines: tuple[PersonLine, ...], reading: Reading, side: str | None
) -> tuple[PersonLine, ...]:
    """Those with a finding are shown on the first page, whatever page their id stands on."""
    listed = {line.person.id for line in lines}
    missing: dict[str, Person] = {}
    for one in sorted(reading.findings, key=lambda one: (one.status != "speaks", one.id)):
        person = reading.subjects.get(one.subject.id)
        if person and person.id not in listed and side in (None, person.side):
            missing.setdefault(person.id, person)
        if len(missing) == SHOWN:
            break
    more = person_lines(list(missing.values()), reading)
    return tuple(
        sorted((*lines, *more), key=lambda line: (line.finding is None, line.person.label))
    )


def _label(person: Person | None) -> str | None:
    return called(person) if person else None


def _prose(record: Evidence) -> str:
    """The words of a record as its author knows them, a document's without its markup."""
    if record.kind != "document":
        return record.text
    document = read(str(record.fields.get("path") or record.id), record.text.encode())
    return record.text if isinstance(document, Reject) else document.prose


def _around(text: str, query: str, width: int = 220) -> str:
    """The part of a text that holds the first word sought."""
    words = query.casefold().split()
    at = text.casefold().find(words[0]) if words else -1
    start = max(0, at - width // 3)
    part = " ".join(text[start : start + width].split())
    return ("…" if start else "") + part + ("…" if start + width < len(text) else "")
