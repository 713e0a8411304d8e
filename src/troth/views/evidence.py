"""One record as it was read: what it says, where it came from, and everything that cites it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from troth.documents.kept import read_again
from troth.model.evidence import KINDS, Evidence
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.reject import Reject
from troth.views.corrections import Correction, Question, corrections, questions
from troth.views.figures import figures
from troth.views.promises import PromiseLine, lines
from troth.views.reading import Reading
from troth.views.telling import Told

TEXTS = ("text", "reply")
LONGEST = 20_000
BEGINS = 400


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of the record that holds something, and what the column means.

    `inner` ones matter to programs and to whoever traces a value, not to a reader.
    """

    name: str
    means: str
    value: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The record, whose words it holds, its columns, what cites it, and how it has changed."""

    record: Evidence
    what: str
    at: str
    text: str
    by: Person | None
    about: Person | None
    facts: tuple[Fact, ...]
    cited_by: tuple[Told, ...]
    promises: tuple[PromiseLine, ...]
    versions: tuple[tuple[str, str], ...]
    others: int
    path: str | None = None
    gone: str | None = None
    corrections: tuple[Correction, ...] = ()
    questions: tuple[Question, ...] = ()


def evidence_page(reading: Reading, id: str, *, version: str | None = None) -> EvidencePage | None:
    """One record, in the newest version unless another is named."""
    record = reading.record(id, version)
    if record is None:
        return None
    people = reading.people([record.by, record.about])
    versions = reading.index.versions(id)
    thread = reading.index.thread(record.system, record.thread) if record.thread else []
    promises = reading.promises_of(records=[id])
    citing = _citing(record, thread, promises, reading)
    return EvidencePage(
        record=record,
        what=record.kind.replace("_", " "),
        at=reading.clock.moment(record.at_us, record.precision),
        text=_text(record) or figures(record),
        path=str(record.fields["path"]) if record.kind == "document" else None,
        by=people.get(record.by or ""),
        about=people.get(record.about or ""),
        facts=_facts(record, reading),
        cited_by=reading.told(citing),
        promises=lines(promises, reading),
        versions=tuple((one.version, reading.clock.moment(one.seen_us)) for one in versions),
        others=max(0, len(thread) - (record.gone_us is None)),
        gone=None if record.gone_us is None else reading.clock.moment(record.gone_us),
        corrections=corrections(reading, record),
        questions=questions() if record.text.strip() else (),
    )


def _text(record: Evidence) -> str:
    """The words; of a document, which has a page of its own, only how it begins."""
    if record.kind != "document":
        return record.text[:LONGEST]
    document = read_again(str(record.fields.get("path") or record.id), record.text)
    words = record.text if isinstance(document, Reject) else document.prose
    begins = " ".join(words[: BEGINS * 2].split())[:BEGINS]
    return f"{begins}…" if len(words) > BEGINS else begins


def _citing(
    record: Evidence, thread: Sequence[Evidence], promises: Sequence[Promise], reading: Reading
) -> list[Finding]:
    """What rests on the record: a finding is about somebody in its conversation, or about it."""
    near = {one for each in (record, *thread) for one in (each.by, each.about) if one}
    handles = {handle for one in reading.people(near).values() for handle in one.handles}
    about = {record.id, *near, *handles, *(one.id for one in promises)}
    if record.account:
        about.add(record.account)
    found = reading.findings_about(about)
    return [one for one in found if record.id in {cite.evidence for cite in one.cites}]


def _facts(record: Evidence, reading: Reading) -> tuple[Fact, ...]:
    """Every column that holds something, the long texts left out."""
    own = {column.name: column.means for column in KINDS[record.kind]}
    said = [
        Fact("read from", "the file and the row it was read from", record.origin.text()),
        Fact("kept in", "the system it was kept in", record.system),
        Fact("our brand", "which of our brands", record.ours or ""),
        Fact("side", "side of the market", record.side or ""),
    ]
    said += [
        Fact(
            name.removesuffix("_us").replace("_", " "),
            means,
            _value(name, record.fields.get(name), reading),
        )
        for name, means in own.items()
        if name not in TEXTS
    ]
    extra = record.fields.get("extra")
    if isinstance(extra, dict):
        said += [Fact(str(k), "an unknown column of the export", str(v)) for k, v in extra.items()]
    said += [
        Fact("first read", "when troth read this version", reading.clock.moment(record.seen_us)),
        Fact("thread", "the conversation or order it belongs to", record.thread or "", True),
        Fact("zone", "time zone it was recorded in", record.zone or "", True),
        Fact("precision", "how exactly its time is known", record.precision, True),
        Fact("id", "its name in links", record.id, True),
        Fact("version", "hash of its content", record.version, True),
    ]
    return tuple(fact for fact in said if fact.value)


def _value(name: str, value: object, reading: Reading) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if name.endswith("_us") and isinstance(value, int):
        return reading.clock.moment(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
