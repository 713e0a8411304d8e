"""What does this document promise, and to whom does it speak? The list, and one document."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from troth.documents.kept import read_again
from troth.model.evidence import Evidence
from troth.model.reject import Reject
from troth.views.marked import Marked, marked
from troth.views.promises import PromiseLine, lines
from troth.views.reading import Reading


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in the list."""

    path: str
    title: str
    genre: str | None
    findings: int
    added: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document: the marked text, the promises it makes, and the record behind it."""

    id: str
    marked: Marked
    promises: tuple[PromiseLine, ...]
    added: str
    versions: int


def documents(reading: Reading) -> tuple[DocumentLine, ...]:
    """Every document, those with most findings first."""
    records = reading.index.documents()
    counts: dict[str, int] = {}
    for one in reading.findings_about(record.id for record in records):
        counts[one.subject.id] = counts.get(one.subject.id, 0) + 1
    found = [_line(record, counts, reading) for record in records]
    return tuple(sorted(found, key=lambda line: (-line.findings, line.path)))


def document_page(reading: Reading, path: str) -> DocumentPage | None:
    """The document at a path; None where there is none or it can no longer be read."""
    record = reading.index.find_document(path)
    if record is None:
        return None
    document = read_again(path, record.text)
    if isinstance(document, Reject):
        return None
    found = reading.findings_about([record.id])
    made = reading.promises_of(records=[record.id])
    return DocumentPage(
        id=record.id,
        marked=marked(document, found),
        promises=lines(made, reading),
        added=reading.clock.day(record.seen_us),
        versions=len(reading.index.versions(record.id)),
    )


def near(reading: Reading, path: str) -> tuple[str, ...]:
    """Paths that a wrong one may have meant."""
    paths = [str(record.fields.get("path")) for record in reading.index.documents()]
    return tuple(get_close_matches(path, paths, n=3, cutoff=0.4))


def _line(record: Evidence, counts: dict[str, int], reading: Reading) -> DocumentLine:
    fields = record.fields
    path = str(fields.get("path") or record.origin.file)
    return DocumentLine(
        path=path,
        title=str(fields.get("title") or path),
        genre=str(fields["genre"]) if fields.get("genre") else None,
        findings=counts.get(record.id, 0),
        added=reading.clock.day(record.seen_us),
    )
