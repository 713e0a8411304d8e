"""Filling the slots: a finding's template becomes a sentence about a person with a name.

Findings are stored without names or quotes. Here, and only here, the directory and the records
are asked for them, so that one person can be renamed, merged or forgotten in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from troth.documents.quoting import quoted
from troth.ledger import directory
from troth.ledger.promises import promise
from troth.ledger.retaining import no_longer
from troth.model.evidence import Evidence
from troth.model.finding import Cite, Finding, Severity, Status, Strength, SubjectKind
from troth.model.origin import Origin, Place, Span
from troth.model.person import Person
from troth.model.promise import Promise
from troth.views.figures import figures

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.store.index import Index

SLOT = re.compile(r"\{(subject|greeting|quote(?::\d)?|person:[^}]+|set-by:[^}]+)\}")
LONGEST_QUOTE = 400


@dataclass(frozen=True, slots=True)
class ToldSubject:
    """Who a finding is about, as a page names them. `id` is the person's, not the handle."""

    kind: SubjectKind
    id: str
    name: str
    account: str | None = None
    side: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ToldCite:
    """A cited record: when, whose words, and where it came from.

    `voice` is "theirs", "ours" or None for a record that nobody said.
    """

    evidence: str
    kind: str
    at_us: int | None
    precision: str
    quote: str
    origin: Origin | None
    voice: str | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words, ready for a terminal, a page or JSON."""

    id: str
    lens: str
    says: str
    status: Status
    severity: Severity
    preview: bool
    anchor: str
    subject: ToldSubject
    strength: Strength
    cites: tuple[ToldCite, ...]
    next: str
    would_change: str
    place: Place | None
    instead: str | None
    since_us: int | None
    due_us: int | None
    stakes: float
    group: str | None
    data: Mapping[str, object]

    @property
    def shown(self) -> ToldCite:
        """The cite to show first: their words before ours, and none the sentence quotes already."""
        fresh = [one for one in self.cites if one.quote and one.quote not in self.says]
        return min(fresh or self.cites, key=lambda one: one.voice != "theirs")


@dataclass(frozen=True, slots=True)
class Names:
    """What is needed to tell a batch of findings: people by handle, records by id and version."""

    people: Mapping[str, Person]
    records: Mapping[tuple[str, str], Evidence]
    newest: Mapping[str, Evidence]
    accounts: Mapping[str, str]
    lost: str = ""
    """What stands for a record that is no longer kept."""
    promises: Mapping[str, Promise] = field(default_factory=dict)
    """Promises that a finding cites, or whose target's owner it names."""

    def label(self, handle: str) -> str:
        """The name of whoever a handle belongs to."""
        person = self.people.get(handle)
        return person.label if person else "someone we do not know"

    def record(self, cite: Cite) -> Evidence | None:
        """The cited version of a record, else its newest."""
        return self.records.get((cite.evidence, cite.version)) or self.newest.get(cite.evidence)


def tell(finding: Finding, con: Connection, index: Index) -> Told:
    """One finding in words."""
    return tell_all((finding,), con, index)[0]


def tell_all(findings: Iterable[Finding], con: Connection, index: Index) -> tuple[Told, ...]:
    """A batch of findings in words, with one look-up of people and one of records for all."""
    batch = tuple(findings)
    names = _names(batch, con, index)
    return tuple(_told(finding, names) for finding in batch)


def _names(findings: tuple[Finding, ...], con: Connection, index: Index) -> Names:
    handles = {finding.subject.id for finding in findings if finding.subject.kind == "person"}
    for finding in findings:
        for template in (finding.says, finding.next, finding.would_change):
            handles.update(
                slot.removeprefix("person:")
                for slot in SLOT.findall(template)
                if slot.startswith("person:")
            )
    firms = {finding.subject.id for finding in findings if finding.subject.kind == "account"}
    cites = [cite for finding in findings for cite in finding.cites]
    newest = index.records({cite.evidence for cite in cites})
    older = {}
    for cite in cites:
        record = newest.get(cite.evidence)
        if record is not None and record.version != cite.version:
            before = index.record(cite.evidence, cite.version)
            if before is not None:
                older[(cite.evidence, cite.version)] = before
    for evidence in newest.values():
        older[(evidence.id, evidence.version)] = evidence
    unread = {cite.evidence for cite in cites} - newest.keys()
    held = _promises(unread, findings, con, index)
    lost = no_longer(con) if unread - held.keys() else ""
    accounts = {id: one.name for id, one in directory.accounts(con, firms).items()} if firms else {}
    return Names(directory.by_handles(con, handles), older, newest, accounts, lost, held)


def _promises(
    unread: Iterable[str], findings: Iterable[Finding], con: Connection, index: Index
) -> dict[str, Promise]:
    """The promises that stand for a record in a cite, and those whose target is spoken of."""
    wanted = {id for id in unread if id.startswith("p-")}
    for finding in findings:
        slots = SLOT.findall(finding.says)
        wanted |= {slot.removeprefix("set-by:") for slot in slots if slot.startswith("set-by:")}
    read = {id: promise(con, index, id) for id in sorted(wanted)}
    return {id: one for id, one in read.items() if one is not None}


def _told(finding: Finding, names: Names) -> Told:
    subject = _subject(finding, names)
    cites = tuple(_cite(cite, names) for cite in finding.cites)
    quote = cites[0].quote
    fill = {"subject": subject.name, "greeting": _greeting(finding, names), "quote": quote}
    fill |= {f"quote:{number}": cite.quote for number, cite in enumerate(cites[:9], 1)}

    def filled(template: str) -> str:
        text = SLOT.sub(lambda slot: _slot(slot[1], fill, names), template)
        return text[:1].upper() + text[1:]

    return Told(
        id=finding.id,
        lens=finding.lens,
        says=filled(finding.says),
        status=finding.status,
        severity=finding.severity,
        preview=finding.preview,
        anchor=finding.anchor,
        subject=subject,
        strength=finding.strength,
        cites=cites,
        next=filled(finding.next),
        would_change=filled(finding.would_change),
        place=finding.place,
        instead=finding.instead,
        since_us=finding.since_us,
        due_us=finding.due_us,
        stakes=finding.stakes,
        group=finding.group,
        data=finding.data,
    )


def _slot(slot: str, fill: Mapping[str, str], names: Names) -> str:
    if slot in fill:
        return fill[slot]
    if slot.startswith("set-by:"):
        held = names.promises.get(slot.removeprefix("set-by:"))
        return (held and held.tolerance_by) or "nobody we know"
    return names.label(slot.removeprefix("person:"))


def _greeting(finding: Finding, names: Names) -> str:
    """How a draft begins: by the first name where one is known."""
    person = names.people.get(finding.subject.id)
    return f"Hello {person.name.split()[0]}," if person and person.name else "Hello,"


def _subject(finding: Finding, names: Names) -> ToldSubject:
    subject = finding.subject
    if subject.kind == "account" and subject.id in names.accounts:
        return ToldSubject("account", subject.id, names.accounts[subject.id])
    if subject.kind != "person":
        place = finding.place
        return ToldSubject(subject.kind, subject.id, place.path if place else subject.id)
    person = names.people.get(subject.id)
    if person is None:
        return ToldSubject("person", subject.id, "someone we do not know")
    return ToldSubject("person", person.id, person.label, person.account, person.side, person.title)


def shortened(text: str, most: int) -> str:
    """The beginning of a text that is longer than so many letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _cite(cite: Cite, names: Names) -> ToldCite:
    record = names.record(cite)
    if record is None and cite.evidence in names.promises:
        held = names.promises[cite.evidence]
        return ToldCite(held.id, "promise", held.born_us, "day", held.words, None, "ours")
    if record is None:
        return ToldCite(cite.evidence, "record", None, "second", names.lost, None)
    span = cite.span if cite.span and record.version == cite.version else None
    quote = quoted(record, span or Span(0, len(record.text)))
    return ToldCite(
        evidence=record.id,
        kind=record.kind,
        at_us=record.at_us,
        precision=record.precision,
        quote=shortened(quote, LONGEST_QUOTE) or figures(record),
        origin=record.origin,
        voice={"in": "theirs", "out": "ours"}.get(str(record.fields.get("direction"))),
        system=record.system,
    )
