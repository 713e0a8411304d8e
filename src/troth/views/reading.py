"""What a page is read from: the ledger, the index, and one moment.

Every view takes a `Reading` and nothing else from outside. It asks the ledger and the index,
never Parquet and never an engine, so that a page answers at once however much evidence there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from troth.ledger import directory, entries, holdings, manifest, runs
from troth.ledger import promises as ledger_promises
from troth.ledger.derived import stamp
from troth.model.entry import Entry
from troth.model.evidence import Evidence
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.promise import Promise
from troth.views.held import Held, State, state_of
from troth.views.standing import ASIDE, UNDO, Standing, standings
from troth.views.telling import Told, tell_all
from troth.views.when import Clock

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.config import Settings
    from troth.ledger.runs import Run
    from troth.store.index import Index

T = TypeVar("T")
RARE = frozenset({"change", "incident", "period"})
"""Kinds of record of which none may come for weeks though all is read in."""


@dataclass(frozen=True)
class Reading:
    """One look at the ledger and the index, at one moment.

    `now_us` is when the page is read (snoozes end by it, ages count from it); `as_of_us` is the
    moment asked about. What is read once is kept for the length of the request.
    """

    con: Connection
    index: Index
    settings: Settings
    now_us: int
    as_of_us: int
    given: Run | None = None
    held: Held = field(default_factory=Held)

    @property
    def clock(self) -> Clock:
        """The wall clock of this page, in the company's own zone."""
        return Clock(self.now_us, self.settings.calendars.of(None, None).zone or "UTC")

    @cached_property
    def run(self) -> Run | None:
        """The run that was asked for, else the newest sealed one."""
        return self.given or runs.latest(self.con)

    @cached_property
    def state(self) -> State:
        """How far the ledger and the index are."""
        return state_of(self.con, self.index)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the newest run found, all of it; worked out once a run."""
        run = self.run
        if run is None:
            return ()
        key = (run.id, self.state.generation, self.state.people)
        return self.held.of("findings", key, lambda: tuple(runs.findings(self.con, run.id)))

    @cached_property
    def subjects(self) -> Mapping[str, Person]:
        """The people whom the run's findings are about, by handle."""
        key = (self.run and self.run.id, self.state.generation, self.state.people)
        handles = (one.subject.id for one in self.findings if one.subject.kind == "person")
        return self.held.of("subjects", key, lambda: self.people(handles))

    def findings_about(self, subjects: Iterable[str]) -> tuple[Finding, ...]:
        """What the run found about these handles, records or promises."""
        found = runs.findings(self.con, self.run.id, about=subjects) if self.run else ()
        return tuple(found)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """What people have said about findings."""

        def read() -> Mapping[str, Standing]:
            return standings(entries.entries(self.con, deed=(*ASIDE, UNDO)))

        return self.held.of("standings", self.state.aside, read)

    def put_aside(self, finding: str) -> bool:
        """Whether somebody has put this finding aside, and it still is."""
        standing = self.standings.get(finding)
        return standing is not None and standing.hides(self.now_us)

    def derived(self, name: str, read: Callable[[Path], T], *more: str) -> T:
        """What is read from a file that the newest run left beside the ledger, once for as long as it stands.

        `more` is what it hangs on besides.
        """
        path = self.index.path.with_name(name)
        key = (self.run.id if self.run else "", stamp(path), *more)
        return self.held.of(name, key, lambda: read(path))

    @cached_property
    def reach(self) -> Mapping[str, int]:
        """How far each system's records reach: to the stated end of its export, else to the newest."""

        def read() -> Mapping[str, int]:
            stated = manifest.coverage(self.con)
            newest = self.index.reach()
            return {name: max(at, stated.get(name, at)) for name, at in newest.items()}

        return self.held.of("reach", self.state.generation, read)

    @cached_property
    def rare(self) -> frozenset[str]:
        """Systems that hold nothing but what happens now and then."""

        def read() -> frozenset[str]:
            kinds: dict[str, set[str]] = {}
            for one in manifest.imports(self.con):
                for system in one.covered:
                    kinds.setdefault(system, set()).update(one.kinds)
            return frozenset(name for name, held in kinds.items() if held and held <= RARE)

        return self.held.of("rare", self.state.generation, read)

    @property
    def records_end_us(self) -> int | None:
        """The newest record of all."""
        return max(self.reach.values(), default=None)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """Every promise and candidate, folded to now."""

        def read() -> tuple[Promise, ...]:
            return tuple(ledger_promises.promises(self.con, self.index))

        return self.held.of("promises", self.state, read)

    @property
    def end_us(self) -> int:
        """Nobody waits longer than the records know: the moment asked about, or where they end."""
        ends = self.records_end_us
        return self.as_of_us if ends is None else min(self.as_of_us, ends)

    def end_of(self, system: str | None) -> int:
        """How far one system reaches, never past the moment: nobody waits longer than that."""
        return min(self.as_of_us, self.reach.get(system or "", self.end_us))

    @cached_property
    def opened(self) -> tuple[Promise, ...]:
        """Every promise that is more than a candidate, folded to now."""

        def read() -> tuple[Promise, ...]:
            return tuple(holdings.opened(self.con, self.index))

        return self.held.of("opened", self.state, read)

    @cached_property
    def findings_told(self) -> tuple[Told, ...]:
        """All of them in words."""
        return self.told(self.findings)

    def first_seen_us(self, finding: str) -> int | None:
        """When a finding was seen first."""
        return runs.first_seen(self.con, finding)

    def promises_of(
        self, *, to: Iterable[str] | None = None, records: Iterable[str] | None = None
    ) -> tuple[Promise, ...]:
        """Promises made to these people, or in these records; quick however many there are."""
        found = ledger_promises.promises(self.con, self.index, to=to, records=records)
        return tuple(found)

    def told(self, findings: Iterable[Finding]) -> tuple[Told, ...]:
        """Findings in words."""
        return tell_all(findings, self.con, self.index)

    def entries_of(self, target: str) -> tuple[Entry, ...]:
        """What people wrote about one thing."""
        return tuple(entries.entries(self.con, target=target))

    def person(self, id: str) -> Person | None:
        """A person by id."""
        return directory.person(self.con, id)

    def people(self, handles: Iterable[str | None]) -> Mapping[str, Person]:
        """People by handle."""
        return directory.by_handles(self.con, {handle for handle in handles if handle})

    def accounts(self, ids: Iterable[str | None]) -> Mapping[str, str]:
        """The names of accounts by id."""
        found = directory.accounts(self.con, {id for id in ids if id})
        return {id: account.name for id, account in found.items()}

    def record(self, id: str, version: str | None = None) -> Evidence | None:
        """A record, the newest version unless one is named."""
        return self.index.record(id, version)
