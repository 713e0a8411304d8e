"""`troth forget`: the one act that takes something out, and the receipt of what is gone.

Whatever a person wrote, what was written to her or about her, her names and identifiers leave
the evidence, the index, the ledger and everything derived from them; ids and times stay. New
files are written beside the old ones and published with the ledger in one transaction; only
then the old ones are removed. Killed at any moment, it is either not begun or is finished by
doing it again, or by the next `troth add`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from troth.acts.backing import write_backing
from troth.acts.blanking import Blanked, blank_evidence, reach_of
from troth.acts.finishing import begin, begun, finish
from troth.acts.opening import Workspace, opened
from troth.acts.own import unlearn
from troth.acts.sweep import sweep
from troth.acts.traces import Traces, traces_of
from troth.acts.written import Removed, remove_written
from troth.errors import UnknownNameError
from troth.ledger import directory, entries, manifest
from troth.ledger.forgetting import Known, bears, cleaned, forget_in_ledger, known
from troth.ledger.same import FORGET
from troth.ledger.written import strike
from troth.model.identity import digest
from troth.store.home import Home, importing
from troth.store.renewing import renew

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.config import Settings
    from troth.store.index import Index

COMMON = 20
"""A word of a name that stands in so many records of others is a word people use anyway."""
YOURS = (
    "Files you added lie outside the workspace and are yours: remove the person from them yourself.",
    "Backups made before now still hold what was forgotten.",
)
SERVERS = "PostgreSQL keeps a log and backups of its own; they are its keeper's to clear."


@dataclass(frozen=True, slots=True)
class ForgetReceipt:
    """What is gone. Nothing in it says who it was.

    `records` counts by kind the records that lost their words, `mentions` those of others in
    which her name was replaced; `ledger` counts what went from the ledger. `files` are the
    evidence files that were written anew, `reports` counts files that troth had written
    elsewhere, named the person, and are gone. `notes` says what troth cannot reach.
    """

    person: str
    at_us: int
    records: Mapping[str, int] = field(default_factory=dict)
    mentions: int = 0
    addressed: int = 0
    ledger: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    reports: int = 0
    notes: tuple[str, ...] = ()


def forget(
    home: Home, settings: Settings, who: str, *, now_us: int, signed: str = "the keeper"
) -> ForgetReceipt:
    """Forget a person, named by id, name or address, and give the receipt.

    Raises `UnknownNameError` where nobody, or more than one, could be meant. A second process
    that writes waits until it is done.
    """
    with importing(home), opened(home, settings) as work:
        before = begun(home)
        finish(home, work.ledger, work.index)
        sweep(home, work.ledger, work.index)
        try:
            return _forget(work, who, now_us, signed)
        except UnknownNameError:
            receipt = _receipt_of(work, before) if before else None
            if receipt is None:
                raise
            return receipt


def _forget(work: Workspace, who: str, now_us: int, signed: str) -> ForgetReceipt:
    with work.ledger.read() as con:
        person = directory.the_person(con, who)
        if person.forgotten:
            return _receipt_of(work, person.id) or ForgetReceipt(person.id, now_us)
        gone = known(con, person.id)
        files = manifest.files(con)
        staff = {handle for one in directory.people(con, staff=True) for handle in one.handles}
        reach = reach_of(work.home, work.index, files, gone.handles, staff - {*gone.handles})
        traces = _traces(con, work, gone, reach.handles)
    mark = f"g{digest('g', person.id, str(now_us))[2:10]}"
    done = blank_evidence(work.home, files, reach, traces, mark)
    _clean_jobs(work.home, traces)
    unlearnt = unlearn(work.home)
    removed = remove_written(work, traces, gone.ids)
    begin(work.home, person.id)
    published = _publish(
        work, gone, person.id, done, removed, traces, mark, now_us, signed, unlearnt
    )
    again = partial(_renew, work.index, done, gone, published, traces)
    finish(work.home, work.ledger, work.index, again)
    write_backing(work)
    return _receipt_of(work, person.id) or ForgetReceipt(person.id, now_us)


def _publish(
    work: Workspace,
    gone: Known,
    person: str,
    done: Blanked,
    removed: Removed,
    traces: Traces,
    mark: str,
    now_us: int,
    signed: str,
    unlearnt: list[str],
) -> tuple[str, int]:
    """One transaction: the new files, the directory, and the receipt; its name and generation."""
    name = f"i-{mark}"
    with work.ledger.begin() as con:
        generation = manifest.swap_files(con, done.swaps, id=name, act="forget", at_us=now_us)
        counts = forget_in_ledger(
            con,
            work.home.secret,
            gone,
            traces.clean,
            records=done.records,
            at_us=now_us,
            who=signed,
        )
        strike(con, removed.struck)
        body: dict[str, object] = {
            "records": done.hers,
            "mentions": done.mentions,
            "addressed": done.parties,
            "ledger": counts,
            "files": sorted(new for new in done.swaps.values() if new),
            "reports": removed.files,
            "notes": [*_in_settings(work.home, traces), *map(_changed, removed.changed), *unlearnt],
        }
        for id in gone.ids:
            held = body if id == person else {"with": person}
            entries.note(con, at_us=now_us, who=signed, deed=FORGET, target=id, body=held)
    return name, generation


def _renew(
    index: Index, done: Blanked, gone: Known, published: tuple[str, int], traces: Traces
) -> bool:
    """The rows of the index that were changed, in place; False where they are too many."""
    if done.rows is None:
        return False
    return renew(index, done.rows, gone.handles, published, traces.among)


def _in_settings(home: Home, traces: Traces) -> list[str]:
    """Lines of the owner's own settings that name her."""
    if not home.config.is_file():
        return []
    lines = home.config.read_text(encoding="utf-8", errors="replace").splitlines()
    found = [str(n) for n, line in enumerate(lines, 1) if traces.clean(line) != line]
    if not found:
        return []
    where = f"line {found[0]} of" if len(found) == 1 else f"lines {', '.join(found)} of"
    return [f"The person still stands in {where} troth.toml, which is yours to change."]


def _changed(path: str) -> str:
    return f"{path} was written by troth and changed since, so it was left: it names the person."


def _clean_jobs(home: Home, traces: Traces) -> None:
    """What the pages were sent is told by its file names, and a worker that failed left a log.

    A file that still waits to be told how it is read is dropped; it has to be sent again.
    """
    for job in home.dot.glob("uploads/*/job.json"):
        held = job.read_text(encoding="utf-8")
        told = json.dumps(cleaned(json.loads(held), traces.clean), ensure_ascii=False)
        half = job.with_name(".job-cleaned")
        half.write_text(told, encoding="utf-8")
        half.replace(job)
    for pattern in ("uploads/*/log", "uploads/*/aside-*"):
        for left in home.dot.glob(pattern):
            left.unlink()
    for unread in home.dot.glob("uploads/*/open"):
        shutil.rmtree(unread)


def _traces(con: Connection, work: Workspace, gone: Known, own: frozenset[str]) -> Traces:
    def shared(word: str) -> bool:
        if bears(con, word, gone.ids):
            return True
        others = [
            record
            for record in work.index.search(word, COMMON * 10)
            if record.by not in own and record.about not in own
        ]
        return len(others) >= COMMON

    return traces_of(gone.names, gone.identifiers, gone.handles, shared)


def _receipt_of(work: Workspace, person: str) -> ForgetReceipt | None:
    """The receipt as it was written down; None where a cut-off forgetting never took place."""
    with work.ledger.read() as con:
        written = entries.entries(con, target=person, deed=FORGET)
    if not written:
        return None
    one, body = written[-1], written[-1].body
    notes = YOURS if work.ledger.dialect == "sqlite" else (*YOURS, SERVERS)
    return ForgetReceipt(
        person,
        one.at_us,
        records=body.get("records", {}),  # type: ignore[arg-type]
        mentions=body.get("mentions", 0),  # type: ignore[arg-type]
        addressed=body.get("addressed", 0),  # type: ignore[arg-type]
        ledger=body.get("ledger", {}),  # type: ignore[arg-type]
        files=tuple(body.get("files", ())),  # type: ignore[arg-type]
        reports=body.get("reports", 0),  # type: ignore[arg-type]
        notes=(*body.get("notes", ()), *notes),  # type: ignore[misc]
    )
