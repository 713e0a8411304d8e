"""Reading one document through all lenses: one pass, then only where something was found.

The order is: fold the prose; one automaton pass; data detectors; `judge` of the lenses whose
triggers were found; what only reads like a fault; overlap removal; allowances; findings with exact places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from troth.documents.language import in_english
from troth.model.detect import Hit, ListShape
from troth.model.document import Backing, Document, Page
from troth.model.finding import Cite, Finding, Severity, Strength, Subject
from troth.model.identity import record_id, version_of
from troth.patterns import later
from troth.prose.allowing import Allowance, Stated, allowances
from troth.prose.automaton import Automaton, Word
from troth.prose.detecting import Detecting
from troth.prose.fold import Fold
from troth.prose.lens import Lens
from troth.text.sentences import Sentences

_WORDS = later(r"[^\W_]+")
"""A sentence is known by its words, so that bold type or a comma makes no new finding of it."""
_RANK: Mapping[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Seen:
    """What one document gave: findings, how many an allowance silenced, and unused allowances.

    `tallies` says per lens how many things it counted (claims, say), findings or not; `foreign`
    how many stretches in another language were passed over.
    """

    findings: tuple[Finding, ...]
    silenced: int = 0
    unused: tuple[Allowance, ...] = ()
    tallies: Mapping[str, int] = field(default_factory=dict)
    foreign: int = 0


class Reader:
    """A set of lenses made ready once, to read any number of documents.

    An allowance for a lens that is none of `known` is told, where these are given; with
    `reasons` one without a reason allows nothing.
    """

    def __init__(
        self,
        lenses: Iterable[Lens],
        backing: Backing | None = None,
        known: Iterable[str] = (),
        *,
        reasons: bool = False,
    ) -> None:
        self.lenses = tuple(lenses)
        self.backing = backing
        self.known = frozenset(known)
        self.reasons = reasons
        self._automaton = Automaton(self.lenses)

    def read(self, document: Document, stated: Sequence[Stated] = ()) -> Seen:
        """All findings of one document, in the order of the text; `stated` are allowed in it.

        What is no English is passed over.
        """
        foreign = sum(one.kind == "foreign" for one in document.scopes)
        document = in_english(document)
        fold = Fold(document)
        sentences = Sentences(document.prose, document.blocks)
        detecting = Detecting(document, fold, sentences, fold.text.count(" ") + 1)
        words: dict[tuple[int, int], list[Word]] = {}
        found = self._automaton.scan(fold)
        for word in found:
            words.setdefault((word.lens, word.detector), []).append(word)
        may_judge = self._automaton.open(document, found)
        hits: list[tuple[Lens, Hit]] = []
        tallies: dict[str, int] = {}
        for number, lens in enumerate(self.lenses):
            if not self._looks(lens, document):
                continue
            page = Page(document, sentences, document.genre, self.backing, lens.options)
            hits.extend((lens, hit) for hit in self._detected(number, lens, words, detecting))
            if lens.judge and number in may_judge:
                hits.extend((lens, hit) for hit in lens.judge(page))
                if lens.tally is not None:
                    tallies[lens.name] = lens.tally(page)
        if any(lens.card.likeness for lens in self.lenses):
            from troth.prose.resembling import resembling

            hits.extend(resembling(self.lenses, document, sentences, hits))
        allowed = allowances(document, stated)
        seen = self._settled(document, sentences, hits, tallies, allowed)
        return replace(seen, foreign=foreign)

    def _looks(self, lens: Lens, document: Document) -> bool:
        if lens.card.needs_ledger and self.backing is None:
            return False
        return lens.card.genres is None or document.genre in lens.card.genres

    @staticmethod
    def _detected(
        number: int,
        lens: Lens,
        words: Mapping[tuple[int, int], list[Word]],
        detecting: Detecting,
    ) -> Iterable[Hit]:
        for at, detector in enumerate(lens.detectors):
            found = words.get((number, at), [])
            if found or isinstance(detector, ListShape):
                yield from detecting.hits(detector, found)

    def _settled(
        self,
        document: Document,
        sentences: Sentences,
        hits: Sequence[tuple[Lens, Hit]],
        tallies: Mapping[str, int],
        allowed: Sequence[Allowance],
    ) -> Seen:
        if not hits and not allowed:
            return Seen((), tallies=tallies)
        given, allowed = allowed, [one for one in allowed if one.holds(reasons=self.reasons)]
        used: set[Allowance] = set()
        findings: list[Finding] = []
        silenced = 0
        ordinals: dict[tuple[str, str], int] = {}
        for lens, hit in _parted(hits):
            finding = finding_of(lens, hit, document, sentences, ordinals)
            covering = [one for one in allowed if covers(one, finding, hit, sentences, document)]
            used.update(covering)
            if covering:
                silenced += 1
            else:
                findings.append(finding)
        told = (self._faulty(one) for one in given if one not in used)
        unused = tuple(one for one in told if one.fault)
        return Seen(tuple(findings), silenced, unused, tallies)

    def _faulty(self, allowed: Allowance) -> Allowance:
        """The allowance with what is wrong with it, should it not have been used."""
        if self.known and allowed.lens not in self.known:
            return replace(allowed, fault="unknown")
        if not allowed.holds(reasons=self.reasons):
            return replace(allowed, fault="bare")
        looked = any(one.name == allowed.lens for one in self.lenses)
        return replace(allowed, fault="idle") if looked else allowed


def _parted(hits: Sequence[tuple[Lens, Hit]]) -> list[tuple[Lens, Hit]]:
    """Hits in order, of those that overlap only the gravest, then longest, then first.

    What the ledger stands behind comes before what words alone say.

    A hit about the whole document (`data["whole"]`) stands beside any other.
    """
    ranked = sorted(
        hits,
        key=lambda pair: (
            _RANK[_severity(*pair)],
            not pair[0].card.needs_ledger,
            pair[1].span.start - pair[1].span.end,
            pair[1].span.start,
            pair[0].name,
        ),
    )
    kept: list[tuple[Lens, Hit]] = []
    starts: list[int] = []
    ends: list[int] = []
    for lens, hit in ranked:
        span = hit.span
        if hit.data.get("whole"):
            kept.append((lens, hit))
            continue
        at = bisect_right(starts, span.start)
        if (at and ends[at - 1] > span.start) or (at < len(starts) and starts[at] < span.end):
            continue
        kept.append((lens, hit))
        starts.insert(at, span.start)
        ends.insert(at, span.end)
    return sorted(kept, key=lambda pair: (pair[1].span.start, pair[1].span.end, pair[0].name))


def _severity(lens: Lens, hit: Hit) -> Severity:
    return lens.severity or hit.severity or lens.card.severity


def finding_of(
    lens: Lens,
    hit: Hit,
    document: Document,
    sentences: Sentences,
    ordinals: dict[tuple[str, str], int],
) -> Finding:
    """A hit with its place, anchor and cites; `ordinals` counts sentences of the same words."""
    record = record_id("document", "documents", document.path)
    cite = Cite(record, _version(document.text), hit.span)
    more = tuple(Cite(record, cite.version, span) for span in hit.more)
    return Finding(
        lens=lens.name,
        subject=Subject("document", record),
        anchor=_anchor(lens, hit, document, sentences, ordinals),
        says=hit.says,
        strength=hit.strength or Strength("rule", 1, "sentence", "wording"),
        cites=(cite, *more),
        next=hit.next or hit.instead or "Read the sentence as the one it is meant for would.",
        would_change=hit.would_change or "Other words, or a reason why these are right.",
        status=hit.status,
        severity=_severity(lens, hit),
        preview=lens.card.status != "stable",
        place=document.place(hit.span),
        instead=hit.instead,
        data={**hit.data, **({"notes": list(hit.notes)} if hit.notes else {})},
    )


@lru_cache(maxsize=1)
def _version(text: str) -> str:
    """The version of a text, reckoned once for all that is found in it."""
    return version_of(text)


def _anchor(
    lens: Lens,
    hit: Hit,
    document: Document,
    sentences: Sentences,
    ordinals: dict[tuple[str, str], int],
) -> str:
    if hit.data.get("whole"):
        return "whole document"
    sentence = sentences.at(hit.span.start) or hit.span
    normal = " ".join(_WORDS.findall(sentence.of(document.prose).lower()))
    ordinal = ordinals.get((lens.name, normal), 0) + 1
    ordinals[(lens.name, normal)] = ordinal
    return f"{normal}#{ordinal}"


def covers(
    allowed: Allowance, finding: Finding, hit: Hit, sentences: Sentences, document: Document
) -> bool:
    """Whether an allowance of the document silences the finding."""
    if allowed.lens != finding.lens or finding.place is None:
        return False
    sentence = sentences.at(hit.span.start)
    first = document.position(sentence.start)[0] if sentence else finding.place.line
    lines = range(min(first, finding.place.line), finding.place.end_line + 1)
    return allowed.covers(finding.lens, lines, whole=bool(hit.data.get("whole")))
