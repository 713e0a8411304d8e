"""A run: read what is new, look through every lens, and seal what was found in one transaction.

It reads a horizon (the manifest's generation, the last entry, the moment asked about), so that
the same horizon gives the same findings, and what is added meanwhile waits for the next run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth import registry
from troth.acts import recognise
from troth.acts.addressees import Addressees
from troth.acts.backing import write_backing
from troth.acts.hearing import hear
from troth.acts.measured import leave_measured
from troth.acts.opening import Workspace
from troth.acts.own import own_head
from troth.acts.papers import look_at_documents
from troth.acts.reading import snapshot
from troth.acts.set_for import settings_mark
from troth.acts.sided import sided_tables
from troth.acts.stays import leave_stays
from troth.acts.surveyed import LEFT, surveyed
from troth.acts.tested import tested_tables
from troth.acts.travelled import leave_travelled
from troth.acts.verify import Verification, verify
from troth.extend.record import Context
from troth.ledger import manifest, promises, runs, sayings
from troth.ledger.left import write_left
from troth.ledger.runs import Run
from troth.model.finding import Finding
from troth.model.promise import LIVE, Promise
from troth.model.saying import Saying
from troth.model.units import DAY_US
from troth.store import evidence
from troth.store.engine import open_engine
from troth.store.prepared import key

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.registry import Extension

Progress = Callable[[str, int, int | None], None]
RECORDS = "lenses"
PAPERS = "prose"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked: the moment, what was known by when, and the clock of the face."""

    now_us: int
    as_of_us: int | None = None
    known_at_us: int | None = None

    @property
    def moment_us(self) -> int:
        """The moment looked at."""
        return self.now_us if self.as_of_us is None else self.as_of_us


def ensure(work: Workspace, asked: Asked, progress: Progress | None = None) -> Run:
    """The run that answers: the latest one where nothing has changed since, else a new one.

    A run that is asked about now goes stale with a new import, a new entry, a changed lens, or
    a new day; one about another moment is always made anew.
    """
    if asked.as_of_us is None and asked.known_at_us is None:
        with work.ledger.read() as con:
            last = runs.latest(con)
            ahead = runs.horizon(con, lens_versions(work))
            if last is not None and not runs.stale(con, ahead) and _same_day(last, asked):
                return last
    return run(work, asked, progress)


def run(work: Workspace, asked: Asked, progress: Progress | None = None) -> Run:
    """Look now, and seal. A run killed before the end leaves nothing of itself behind."""
    say = progress or (lambda label, done, total: None)
    versions = lens_versions(work)
    with work.ledger.read() as con:
        ahead = runs.horizon(con, versions)
        fresh, marks = _recognise(work, con, say)
        heard = hear(work, con, lambda batch: Addressees(work, batch).of)
        fresh += heard.sayings
        marks |= heard.marks
        held = _promises(work, con, fresh, asked)
        tested = _tested(work, held, asked, say)
        tables = tested_tables(con, tested, asked.moment_us) if tested else {}
        tables |= sided_tables(work, con, held, asked.moment_us, asked.known_at_us)
        left: dict[str, object] = {}
        found = list(_look(work, con, held, fresh, asked, say, tables, left))
    found += look_at_documents(work, asked.moment_us)
    begun = Run(
        id="",
        at_us=asked.now_us,
        generation=ahead.generation,
        last_entry=ahead.last_entry,
        as_of_us=asked.as_of_us,
        known_at_us=asked.known_at_us,
        lenses=versions,
        counts=_counts(found, fresh),
    )
    with work.ledger.begin() as con:
        sealed = runs.seal(con, begun, found, fresh, marks)
        heard.keep(con, asked.now_us)
    if not sealed.looks_back:
        verdicts = tested.verified if tested else ()
        write_backing(work, {one.promise.id: one.mark for one in verdicts})
        leave_measured(work, verdicts)
        write_left(work.home.left, left, work.home.tmp)
    return sealed


def lens_versions(work: Workspace) -> dict[str, str]:
    """Every lens with the version of its file and of what is set for it: one that was edited, or is
    set otherwise, looks anew."""
    settings = work.settings
    return {
        name: _version(extension) + settings_mark(settings, name)
        for shelf in (RECORDS, PAPERS)
        for name, extension in registry.extensions(shelf, settings.lens_folders).items()
    }


def _version(extension: Extension) -> str:
    return hashlib.sha256(Path(extension.path).read_bytes()).hexdigest()[:12]


def _same_day(last: Run, asked: Asked) -> bool:
    return last.at_us // DAY_US == asked.now_us // DAY_US


def _counts(found: Iterable[Finding], fresh: Iterable[Saying]) -> dict[str, int]:
    counts: dict[str, int] = {"sayings": len(list(fresh))}
    for finding in found:
        counts[finding.lens] = counts.get(finding.lens, 0) + 1
    return counts


def _recognise(
    work: Workspace, con: Connection, say: Progress
) -> tuple[list[Saying], dict[tuple[str, str], int]]:
    """What recognisers hear in records they have not read, and how far they have read now."""
    heard: list[Saying] = []
    marks: dict[tuple[str, str], int] = {}
    newest = manifest.generation(con)
    folders = work.settings.lens_folders
    for name in registry.extensions("recognisers", folders):
        module = registry.load("recognisers", name, folders)
        own = own_head(work.home, name)
        version = own.version(module.CARD.version) if own else module.CARD.version
        read = sayings.recognised(con, name, version)
        if read >= newest:
            continue
        files = manifest.files_since(con, read)
        for kind in sorted(module.CARD.reads):
            for batch in evidence.read(work.home, kind, files.get(kind, ())):
                say(f"Reading what was said ({name})", len(heard), None)
                to = Addressees(work, batch) if kind == "message" else None
                shown = recognise.shown(batch, kind)
                said = recognise.sayings(
                    module.annotate,
                    module.CARD,
                    name,
                    shown,
                    to.of if to else lambda record: None,
                )
                heard += own.kept(said, shown, version) if own else said
        marks[(name, version)] = newest
    return heard, marks


def _promises(
    work: Workspace, con: Connection, fresh: Iterable[Saying], asked: Asked
) -> list[Promise]:
    """The promises as they will stand once this run is sealed."""
    held = promises.promises(con, work.index, as_of_us=asked.moment_us, candidates=False)
    known = {one.id for one in held}
    opening = [
        replace(promises.candidate(saying), state="open")
        for saying in fresh
        if saying.opens_at_once and saying.at_us <= asked.moment_us
    ]
    return held + [one for one in opening if one.id not in known]


def _tested(
    work: Workspace, held: Iterable[Promise], asked: Asked, say: Progress
) -> Verification | None:
    """Every confirmed promise tested, as of the moment asked about; None where there is none."""
    if not any(one.confirmed and one.state in LIVE for one in held):
        return None
    say("Testing promises", 0, None)
    return verify(work, now_us=asked.now_us, as_of_us=asked.as_of_us, known_at_us=asked.known_at_us)


def _look(
    work: Workspace,
    con: Connection,
    held: list[Promise],
    fresh: list[Saying],
    asked: Asked,
    say: Progress,
    tested: Mapping[str, Any],
    left: dict[str, object],
) -> Iterator[Finding]:
    """What every lens over records finds, each at the moment its records reach.

    What a lens leaves for a page is put into `left`, under its name.
    """
    shot = snapshot(work, con, held, fresh, as_of_us=asked.moment_us, known_at_us=asked.known_at_us)
    shot = replace(shot, ledger={**shot.ledger, **tested})
    held_kinds = shot.files.keys() | {name for name, rows in shot.ledger.items() if rows.num_rows}
    reach = _reach(con)
    folders = work.settings.lens_folders
    with open_engine(work.settings.engine, work.home.tmp, work.home.prepared) as engine:
        tables = engine.tables(shot)
        lenses = registry.extensions(RECORDS, folders)
        for number, name in enumerate(lenses):
            say(f"Looking: {name}", number, len(lenses))
            lens = registry.load(RECORDS, name, folders)
            if lens.CARD.rests_on and not lens.CARD.rests_on & held_kinds:
                continue
            context = _context(work, lens.CARD, name, reach, asked)
            batch = tables.gathered(key(lens), lens.gather, context.moment_us, lens.CARD.schema)
            yield from lens.judge(batch, context)
            if hasattr(lens, "leave"):
                left[name] = lens.leave(batch, context)
        if asked.as_of_us is None and asked.known_at_us is None:
            leave_travelled(work, engine, tables, reach, asked.now_us)
            leave_stays(work, engine, tables, reach.get("period", {}), asked.now_us)
            if "survey_answer" in held_kinds:
                until_us = _end(reach.get("survey_answer", {}), asked)
                left[LEFT] = surveyed(engine, tables, until_us)


def _reach(con: Connection) -> dict[str, dict[str, int]]:
    """Per kind of record, the systems that hold it and until when each is complete."""
    covered = manifest.coverage(con)
    reach: dict[str, dict[str, int]] = {}
    for one in manifest.imports(con):
        for kind in one.kinds:
            systems = {name: covered[name] for name in one.covered if name in covered}
            reach.setdefault(kind, {}).update(systems)
    return reach


def _end(systems: Mapping[str, int], asked: Asked) -> int:
    """The moment asked about, or where the records of these systems end, if earlier."""
    return min(asked.moment_us, max(systems.values(), default=asked.moment_us))


def _context(
    work: Workspace, card: Any, name: str, reach: Mapping[str, Mapping[str, int]], asked: Asked
) -> Context:
    """The lens' moment is the one asked about, or where the records it needs end, if earlier."""
    systems: dict[str, int] = {}
    for kind in card.needs:
        systems |= reach.get(kind, {})
    return Context(
        as_of_us=asked.moment_us,
        moment_us=_end(systems, asked),
        coverage=systems,
        calendars=work.settings.calendars,
        options={**card.options, **_notice(work, card), **work.settings.lenses.get(name, {})},
    )


def _notice(work: Workspace, card: Any) -> Mapping[str, object]:
    """The notice that `[notice]` asks for, to a lens that has to do with it."""
    return {"notice": work.settings.notice} if "notice" in card.options else {}
