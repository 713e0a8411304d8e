"""Everything troth holds about one person, for that person: records, promises, what was noted."""

from __future__ import annotations

from dataclasses import dataclass

from troth.acts.opening import Workspace
from troth.ledger import directory, entries, promises, runs
from troth.ledger.forgetting import known
from troth.model.entry import Entry
from troth.model.evidence import Evidence
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.promise import Promise


@dataclass(frozen=True, slots=True)
class Exported:
    """One person's data, in clear: it is theirs.

    `records` are all versions' newest, oldest first: what they wrote, did and were sent, with
    the conversations they took part in. `identifiers` are (scheme, value) as the directory has them.
    """

    person: Person
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    records: tuple[Evidence, ...]
    promises: tuple[Promise, ...]
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...]


def export(work: Workspace, who: str) -> Exported:
    """Gather it; UnknownNameError where nobody, or more than one, could be meant."""
    with work.ledger.read() as con:
        person = directory.the_person(con, who)
        held = known(con, person.id)
        made = [
            one
            for one in promises.promises(con, work.index, candidates=False)
            if one.to in person.handles
        ]
        last = runs.latest(con)
        found = runs.findings(con, last.id) if last else []
        about = [one for one in found if one.subject.id in person.handles]
        targets = [person.id, *held.ids, *(p.id for p in made), *(one.id for one in about)]
        return Exported(
            person,
            held.names,
            held.identifiers,
            tuple(work.index.of_threads(person.handles)),
            tuple(made),
            tuple(about),
            tuple(entries.entries(con, target=dict.fromkeys(targets))),
        )
