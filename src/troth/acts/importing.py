"""Reading one file into the store: batch by batch, and sealed at its end or not at all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING

from troth.acts.ages import limits, recent
from troth.acts.aside import Aside
from troth.acts.corrected import ordinals_of
from troth.acts.handles import Handles
from troth.acts.intake import Meeting, Tally, frames
from troth.acts.linking import link, template_of
from troth.acts.met import Met, meet, would_meet
from troth.acts.opening import Workspace
from troth.acts.placing import Placing
from troth.acts.receipt import SourceReceipt
from troth.acts.rows import Cells, Sealer
from troth.acts.sparing import sparing, sparing_paths
from troth.acts.versions import Ordinals
from troth.acts.whole import Claims, Group, newest_end_us
from troth.ledger import manifest
from troth.ledger.directory import owners
from troth.ledger.identifying import handle, hashed_as
from troth.ledger.manifest import Import
from troth.ledger.meeting import forgotten
from troth.model.evidence import Identifier
from troth.model.identity import version_of
from troth.model.reject import Reject
from troth.store.evidence import Writer
from troth.store.indexing import indexing
from troth.text.columns import Whole, coded

if TYPE_CHECKING:
    from troth.extend.laid import Laid
    from troth.extend.source import Opened

Progress = Callable[[str, int], None]
REFUSED = "refused:"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller of `add` said about all files.

    `whole` says that they are all there is; `claims` gathers what files that are so hold. Of one
    file, `content` is the digest of its bytes and `corrects` the file whose rows it corrects.
    """

    source: str | None
    system: str | None
    dry_run: bool
    now_us: int
    progress: Progress | None
    whole: bool = False
    claims: Claims | None = None
    content: str = ""
    corrects: str = ""
    history: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """One file: its receipt, what was set aside, whom it was about.

    `seen` counts the people of a file that was read before, of whom the names are not at hand.
    """

    receipt: SourceReceipt
    rejects: tuple[Reject, ...]
    people_new: int
    people: frozenset[str]
    seen: int = 0


def import_file(
    place: Workspace,
    name: str,
    module: ModuleType,
    it: Opened,
    digest: str,
    asked: Asked,
    table: Laid | None = None,
) -> Done:
    """Reads a file (or one `table` of it) with one source, and seals what is new of it."""
    system = asked.system or it.reading.system or module.CARD.system
    id = _id(it.path, digest, asked)
    handles = Handles(
        place.home.secret,
        place.settings.staff_domains,
        _forgotten_in(place),
        _taken_in(place),
    )
    with ExitStack() as stack:
        aside = Aside(place.home.tmp / f"{id}.aside", sparing(place, system))
        tally = Tally(stack.enter_context(aside), it.handed)
        stack.enter_context(_collecting_rarely())
        into = stack.enter_context(indexing(place.index, keep=not asked.dry_run))
        writer = stack.enter_context(Writer(place.home, id))
        placing = Placing(writer, into)
        group = asked.claims.group(place, name, system, it.path) if asked.claims else None
        template = template_of(place.settings, it.path, asked.corrects)
        now_us = max(asked.now_us, newest_end_us(place))
        sealer = Sealer(name, system, handles, now_us, _ordinals(place, name, module, asked))
        spared = sparing_paths(place)
        before = limits(place.settings, asked.now_us)
        for every in frames(name, module, it, tally, Meeting(place, handles, system, tally), table):
            tally.kinds[every.kind] += len(every)
            tally.lines.mark(every.file, every.rows)
            frame, old = recent(every, before)
            tally.too_old += old
            if not len(frame):
                continue
            frame.file = spared(frame.file)
            link(frame, template)
            rows = sealer.rows(frame)
            tally.forgotten += rows.forgotten
            _reach(tally, rows.cells)
            placing.place(rows)
            if group is not None:
                group.present.add(rows.cells["id"])
                group.present.add(rows.gone)
            if asked.progress:
                asked.progress(it.path, tally.records)
        if not tally.records and not aside.count:
            aside.add(_empty(it))
        done = Import(
            id=id,
            at_us=asked.now_us,
            path=it.path,
            digest=digest if tally.records else REFUSED + digest,
            source=name,
            system=system,
            rows_read=tally.rows if tally.records else 0,
            new=placing.new + tally.met,
            changed=placing.changed,
            unchanged=placing.unchanged + tally.known,
            set_aside=tally.aside.count,
            first_us=tally.first_us,
            last_us=tally.last_us,
            covered=tally.reach(system, asked.now_us),
            kinds=dict(tally.kinds),
            content=asked.content,
            corrects=asked.corrects,
        )
        if group is not None:
            _claim(group, tally, placing)
        if asked.dry_run:
            met = would_meet(place, handles)
        elif not tally.records and _refused_before(place, it.path, done.digest):
            met = Met(0, frozenset())
        else:
            met, generation = _seal(place, writer, done, handles, tally.aside)
            into.done(id, generation)
    return Done(_receipt(done, tally), tuple(tally.aside.shown), met.new, met.people)


def _ordinals(place: Workspace, name: str, module: ModuleType, asked: Asked) -> Ordinals:
    """Which rows without a key there were before: those of the file that is corrected."""
    if not asked.corrects:
        return Ordinals()
    handles = Handles(place.home.secret, place.settings.staff_domains, _forgotten_in(place))
    return ordinals_of(place, name, module, asked.corrects, handles)


def _claim(group: Group, tally: Tally, placing: Placing) -> None:
    group.systems.update(tally.covered)
    group.kinds.update(tally.kinds)
    group.known += placing.unchanged + placing.changed
    group.aside += tally.aside.count
    group.forgotten += tally.forgotten


def _empty(it: Opened) -> Reject:
    """What a file of no rows is told: a header alone is no import that went well."""
    advice = "Export it again, or leave it out."
    return it.reject("There is no record in the file.", advice, excerpt=it.head_text[:200])


def _id(path: str, digest: str, asked: Asked) -> str:
    """The name of an import: two equal files of one folder are two imports."""
    return f"i-{asked.now_us:016d}-{version_of(path, digest)[:12]}"


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Frames are millions of small objects without a circle among them: looking for some is dear."""
    before = gc.get_threshold()
    gc.set_threshold(500_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def refuse_file(place: Workspace, path: str, reject: Reject, digest: str, asked: Asked) -> Done:
    """Sets a whole file aside; the ledger hears of the same bytes once."""
    receipt = SourceReceipt(path, None, None, "refused", set_aside=1)
    if asked.claims is not None:
        asked.claims.refused.append(path)
    reject = sparing(place, asked.system or "")(reject)
    refused = REFUSED + digest
    if not asked.dry_run and not _refused_before(place, path, refused):
        row = Import(_id(path, refused, asked), asked.now_us, path, refused, "", "", set_aside=1)
        with place.ledger.begin() as con:
            manifest.add_import(con, row, [reject])
    return Done(receipt, (reject,), 0, frozenset())


def _refused_before(place: Workspace, path: str, digest: str) -> bool:
    """Whether these bytes were refused when this path was read last."""
    with place.ledger.read() as con:
        last = [one for one in manifest.imports(con) if one.path == path][-1:]
    return bool(last) and last[0].digest == digest


def _reach(tally: Tally, cells: Cells) -> None:
    times = cells["ts_us"]
    if not len(times):
        return
    numbers = times.numbers if isinstance(times, Whole) else None
    first, last = (min(times), max(times)) if numbers is None else (numbers.min(), numbers.max())
    tally.first_us = int(first) if tally.first_us is None else min(tally.first_us, int(first))
    systems = coded(cells["system"])
    if len(systems.used()) == 1:
        pairs: Iterable[tuple[str, int]] = [(systems[0], int(last))]
    else:
        pairs = zip(systems, times, strict=True)
    for system, at in pairs:
        tally.covered[system] = max(at, tally.covered.get(system, at))


def _forgotten_in(place: Workspace) -> Callable[[Iterable[Identifier]], set[Identifier]]:
    def ask(identifiers: Iterable[Identifier]) -> set[Identifier]:
        with place.ledger.read() as con:
            return forgotten(con, place.home.secret, identifiers)

    return ask


def _taken_in(place: Workspace) -> Callable[[Iterable[Identifier]], set[Identifier]]:
    """Which identifiers somebody is known by, or several people write from."""

    def ask(identifiers: Iterable[Identifier]) -> set[Identifier]:
        named = {one: handle(place.home.secret, one) or "" for one in identifiers}
        with place.ledger.read() as con:
            held = owners(con, named.values())
        shared = place.settings.shared
        return {one for one, its in named.items() if its in held or hashed_as(one)[1] in shared}

    return ask


def _seal(
    place: Workspace, writer: Writer, done: Import, handles: Handles, aside: Aside
) -> tuple[Met, int]:
    """Files in place, then one transaction: people, manifest row, rejects."""
    files = {kind: (path,) for kind, path in writer.close().items()}
    with place.ledger.begin() as con:
        met = meet(con, place, handles, done.at_us, done.path)
        row = replace(done, files=files, people_new=met.new, people_seen=len(met.people))
        generation = manifest.add_import(con, row)
        aside.write(con, generation)
    return met, generation


def _receipt(done: Import, tally: Tally) -> SourceReceipt:
    return SourceReceipt(
        path=done.path,
        source=done.source,
        system=done.system,
        outcome="read" if done.rows_read else "refused",
        rows_read=done.rows_read,
        new=done.new,
        changed=done.changed,
        unchanged=done.unchanged,
        set_aside=done.set_aside,
        forgotten=tally.forgotten,
        too_old=tally.too_old,
        first_us=done.first_us,
        last_us=done.last_us,
        kinds=done.kinds,
    )
