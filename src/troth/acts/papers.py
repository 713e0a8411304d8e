"""Looking at the documents of a workspace with the prose lenses, as part of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from troth import registry
from troth.acts.backing import backing_of
from troth.acts.check_rules import Asked, Rules, chosen
from troth.acts.opening import Workspace
from troth.documents.kept import read_again
from troth.model.document import Document
from troth.model.evidence import Evidence
from troth.model.finding import Cite, Finding, Subject
from troth.prose.engine import Reader
from troth.prose.lens import lens_of


def look_at_documents(work: Workspace, moment_us: int) -> list[Finding]:
    """What the prose lenses find in the newest version of every document up to a moment."""
    reader = reader_of(work)
    papers = [one for one in work.index.documents() if one.at_us <= moment_us]
    said = work.settings.genre
    return [finding for paper in papers for finding in _findings(reader, paper, said)]


def reader_of(work: Workspace) -> Reader:
    """The prose lenses that settings choose, with the workspace's own promises behind them."""
    folders, options = work.settings.lens_folders, work.settings.lenses
    shelf, rules = registry.extensions("prose", folders), Rules(work.settings, None, work.home.root)
    lenses = [
        replace(
            lens_of(name, registry.load("prose", name, folders), options.get(name)), severity=held
        )
        for name, held in chosen(shelf, rules, Asked(), "", None).items()
    ]
    return Reader(lenses, backing_of(work))


def read_document(paper: Evidence, genre: str | None = None) -> Document | None:
    """A document record as its author knows it, None where its text cannot be read again.

    `genre` is what the settings say of its path.
    """
    name = str(paper.fields.get("path") or paper.origin.file)
    read = read_again(name, paper.text, genre=genre)
    return read if isinstance(read, Document) else None


def _findings(
    reader: Reader, paper: Evidence, said: Callable[[str], str | None]
) -> Iterator[Finding]:
    name = str(paper.fields.get("path") or paper.origin.file)
    document = read_document(paper, said(name))
    if document is None:
        return
    for finding in reader.read(document).findings:
        cites = tuple(Cite(paper.id, paper.version, cite.span) for cite in finding.cites)
        yield replace(
            finding, cites=cites, subject=Subject("document", paper.id), since_us=paper.at_us
        )
