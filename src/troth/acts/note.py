"""What a person says about a finding, a thread or a person. Each is an entry; all can be undone.

"That's wrong", "Not now", "Done", "We answered by phone", "She is away until May": kept with
who said it and when, used by the next run, and never edited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from troth import registry
from troth.acts.opening import Workspace
from troth.acts.recorded import the_record
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries, runs
from troth.ledger.judged import HEED
from troth.model.entry import Entry
from troth.model.evidence import Evidence
from troth.model.finding import Finding
from troth.model.identity import finding_id

if TYPE_CHECKING:
    from sqlalchemy import Connection

DEEDS = (
    *("dismiss", "snooze", "done", "wrong", "answered", "away", "correct", "repair", HEED, "undo"),
    *("owner", "task", "task-done", "task-move", "task-give", "view", "view-drop"),
    *("suppose", "serves", "heard", "rate"),
)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who notes it, and when, in UTC microseconds."""

    who: str
    now_us: int


def dismiss(
    work: Workspace, finding: str, reason: str, by: Signed, *, also: Iterable[str] = ()
) -> Entry:
    """This needs nobody; why it does not is kept. `also` are findings it is meant of besides."""
    body: dict[str, object] = {"reason": _said(reason, "To dismiss a finding needs a reason.")}
    return _on_finding(work, finding, "dismiss", body, by, also)


def wrong(
    work: Workspace, finding: str, reason: str, by: Signed, *, also: Iterable[str] = ()
) -> Entry:
    """That's wrong: the lens was mistaken, in these words or in none."""
    body: dict[str, object] = {"reason": reason.strip()} if reason.strip() else {}
    return _on_finding(work, finding, "wrong", body, by, also)


def snooze(
    work: Workspace, finding: str, until_us: int, by: Signed, *, also: Iterable[str] = ()
) -> Entry:
    """Not now: off the list until a moment, which must lie ahead."""
    if until_us <= by.now_us:
        raise TrothError("That day is over.", advice="Put it off until a day that is to come.")
    return _on_finding(work, finding, "snooze", {"until_us": until_us}, by, also)


def done(
    work: Workspace,
    finding: str,
    by: Signed,
    *,
    evidence: str | None = None,
    reason: str = "",
    also: Iterable[str] = (),
) -> Entry:
    """Done: with the record that shows it, or a reason."""
    body: dict[str, object] = {}
    if reason.strip():
        body["reason"] = reason.strip()
    if evidence is not None:
        body |= {"evidence": evidence, "version": the_record(work, evidence).version}
    if not body:
        raise TrothError(
            "To mark something done needs evidence or a reason.",
            advice="Give the id of the record that shows it (“e-…”), or say in words what was done.",
        )
    return _on_finding(work, finding, "done", body, by, also)


def answered(
    work: Workspace, target: str, by: Signed, *, reason: str = "", at_us: int | None = None
) -> tuple[Entry, ...]:
    """An answer that stands in no record, by phone for instance, given at a moment (now).

    `target` is a finding, a message, or a person. The answer counts for the whole thread of the
    finding or message; without a thread, and for a person, for the person.
    """
    at = by.now_us if at_us is None else at_us
    body: dict[str, object] = {"reason": reason.strip()} if reason.strip() else {}
    made: list[Entry] = []
    with work.ledger.begin() as con:
        for one, more in _whom(con, work, target):
            joined: dict[str, object] = {"with": made[0].id} if made else {}
            held = {**more, **body, **joined}
            made.append(
                entries.note(con, at_us=at, who=by.who, deed="answered", target=one, body=held)
            )
    return tuple(made)


def away(work: Workspace, who: str, until_us: int, by: Signed, *, reason: str = "") -> Entry:
    """A person is away until a day: silence until then says nothing."""
    if until_us <= by.now_us:
        raise TrothError("That day is over.", advice="Give a day that is to come.")
    body: dict[str, object] = {"until_us": until_us}
    if reason.strip():
        body["reason"] = reason.strip()
    with work.ledger.begin() as con:
        one = directory.the_person(con, who)
        return entries.note(con, at_us=by.now_us, who=by.who, deed="away", target=one.id, body=body)


def heed(work: Workspace, lens: str, reason: str, by: Signed) -> Entry:
    """Bring back a lens that stepped back: what was said of its findings so far counts no longer."""
    known = registry.extensions("lenses", work.settings.lens_folders)
    if lens not in known:
        raise UnknownNameError("lens", lens, known, advice="See:  troth explain")
    body: dict[str, object] = {"reason": reason.strip()} if reason.strip() else {}
    with work.ledger.begin() as con:
        return entries.note(con, at_us=by.now_us, who=by.who, deed=HEED, target=lens, body=body)


def undo(work: Workspace, entry: int, by: Signed) -> Entry:
    """Take back a note, and what was noted together with it; all of it stays in the ledger."""
    with work.ledger.begin() as con:
        found = entries.entry(con, entry)
        if found is None or found.deed not in DEEDS:
            raise UnknownNameError("note", str(entry), advice="Its number stands beside it.")
        joined = [
            one for one in entries.entries(con, deed=found.deed) if one.body.get("with") == found.id
        ]
        return [_taken_back(con, one, by) for one in (*joined, found)][-1]


def undo_of(
    work: Workspace, entry: int, by: Signed, deeds: Collection[str], named: str, advice: str
) -> Entry:
    """Take back an entry, if it is one of these deeds; else `UnknownNameError` calls it `named`."""
    with work.ledger.read() as con:
        found = entries.entry(con, entry)
    if found is None or found.deed not in deeds:
        raise UnknownNameError(named, str(entry), advice=advice)
    return undo(work, entry, by)


def _taken_back(con: Connection, found: Entry, by: Signed) -> Entry:
    body = {"entry": found.id, "deed": found.deed}
    return entries.note(
        con, at_us=by.now_us, who=by.who, deed="undo", target=found.target, body=body
    )


def _on_finding(
    work: Workspace,
    id: str,
    deed: str,
    body: dict[str, object],
    by: Signed,
    also: Iterable[str] = (),
) -> Entry:
    """On the finding, and joined with it on those that go along: taken back together.

    Words stand in the one entry only, where forgetting finds them.
    """
    said: dict[str, Any] = {"at_us": by.now_us, "who": by.who, "deed": deed}
    with work.ledger.begin() as con:
        found = _finding(con, id)
        made = entries.note(con, target=found.id, body=body, **said)
        held = [found, *(_finding(con, other) for other in also)]
        plain = {name: value for name, value in body.items() if name == "until_us"}
        others = {other.id for other in held} | {tie for one in held for tie in _ties(con, one)}
        for other in sorted(others - {found.id}):
            entries.note(con, target=other, body={**plain, "with": made.id}, **said)
    return made


def _ties(con: Connection, found: Finding) -> list[str]:
    """What the finding is called if a lens tells it by another handle of the person.

    So it stays put aside when people who were merged are found to be two.
    """
    one = directory.by_handle(con, found.subject.id) if found.subject.kind == "person" else None
    handles = one.handles if one else ()
    return [finding_id(found.lens, handle, found.anchor) for handle in handles]


def _finding(con: Connection, id: str) -> Finding:
    found = runs.finding(con, id.strip())
    if found is None:
        last = runs.latest(con)
        known = [one.id for one in runs.findings(con, last.id)] if last else []
        raise UnknownNameError("finding", id, known, advice="See:  troth look")
    return found


def _whom(con: Connection, work: Workspace, target: str) -> list[tuple[str, dict[str, object]]]:
    """What an answer is noted upon: the finding itself, and the thread or the person behind it."""
    if target.startswith("f-"):
        found = _finding(con, target)
        record = work.index.record(found.cites[0].evidence)
        return [(found.id, {}), *_behind(con, record, found.subject.id)]
    if target.startswith("e-"):
        record = the_record(work, target)
        return _behind(con, record, record.about or record.by or "")
    return [(directory.the_person(con, target).id, {})]


def _behind(
    con: Connection, record: Evidence | None, handle: str
) -> list[tuple[str, dict[str, object]]]:
    if record is not None and record.thread is not None:
        return [(record.thread, {"system": record.system})]
    one = directory.by_handle(con, handle)
    return [(one.id, {})] if one else []


def _said(reason: str, says: str) -> str:
    if not reason.strip():
        raise TrothError(says, advice="Say in a few words why; it is kept and can be undone.")
    return reason.strip()
