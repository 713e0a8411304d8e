"""What the last sealed run leaves for `check`: live promises and own terms, no personal data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from troth.acts.judging import Mark
from troth.acts.opening import Workspace
from troth.ledger import promises
from troth.ledger.derived import write_whole
from troth.ledger.directory import names_of_customers
from troth.ledger.retaining import GONE
from troth.model.document import Backing, BackingPromise
from troth.model.evidence import Evidence
from troth.model.promise import LIVE, Promise

Verdicts = Mapping[str, Mark]
"""What became of promises, by their id, as `troth.acts.verify` found it."""


def write_backing(work: Workspace, verified: Verdicts | None = None) -> None:
    """Write `.troth/backing.json`, whole or not at all.

    Promises made to one person stay out, and those that name a customer: no claim rests on
    what was told to one. How a promise is kept is written where `verified` says so; nothing is
    verified here.
    """
    backing = asdict(backing_of(work, verified))
    write_whole(work.home.backing, backing, work.home.tmp, indent=1)


def backing_of(work: Workspace, verified: Verdicts | None = None) -> Backing:
    """The live promises made to everybody, and the company's own terms, as they stand now."""
    with work.ledger.read() as con:
        held = promises.promises(con, work.index, candidates=False)
        ours = tuple(_public(work, held, verified or {}))
        known = names_of_customers(con, (run for one in ours for run in _runs(one)))
    unnamed = (one for one in ours if "@" not in _told(one) and not known & {*_runs(one)})
    return Backing(tuple(unnamed), work.settings.terms)


def _told(one: BackingPromise) -> str:
    return f"{one.words} {one.where or ''}"


def _runs(one: BackingPromise) -> Iterator[str]:
    """Neighbouring words that begin with a capital: two or three of them may be a name."""
    found = re.findall(r"[^\W_][\w'’-]*", _told(one))
    words = [word.removesuffix("'s").removesuffix("’s") for word in found]
    for size in (2, 3):
        for at in range(len(words) - size + 1):
            if all(word[0].isupper() for word in words[at : at + size]):
                yield " ".join(words[at : at + size])


def _public(
    work: Workspace, held: Iterable[Promise], verified: Verdicts
) -> Iterable[BackingPromise]:
    papers = sorted(work.index.documents(), key=_binding)
    for one in held:
        if one.to is None and one.state in LIVE and not one.words.startswith(GONE):
            mark = verified.get(one.id)
            yield BackingPromise(
                id=one.id,
                words=one.words,
                confirmed=one.confirmed,
                backs_claims=one.backs_claims,
                state=one.state,
                where=_where(work, one, papers),
                kept=mark.rate if mark else None,
                low=mark.low if mark else None,
                high=mark.high if mark else None,
                n=mark.n if mark else 0,
            )


def _binding(paper: Evidence) -> tuple[bool, int, str]:
    """Terms first: what stands there and in a mail, stands in the terms."""
    return paper.fields.get("genre") != "terms", paper.at_us, paper.id


def _where(work: Workspace, one: Promise, papers: Iterable[Evidence]) -> str | None:
    """The document and line that say it, None for what stands in no document of ours.

    A promise written down by hand has no record; it stands where a document has its words.
    """
    if one.record is None:
        places = (_place(paper, one.words) for paper in papers)
        return next((place for place in places if place is not None), None)
    paper = work.index.record(one.record, one.version)
    return _place(paper, one.words) if paper and paper.kind == "document" else None


def _place(paper: Evidence, words: str) -> str | None:
    said = re.search(
        r"(?:\s|<[^<>]*>|[*_>])+".join(map(re.escape, words.rstrip(" .!").split())), paper.text
    )
    if said is None:
        return None
    path = str(paper.fields.get("path") or paper.origin.file)
    return f"{path}:{paper.text.count(chr(10), 0, said.start()) + 1}"
