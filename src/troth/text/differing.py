"""What do two versions of a document promise, allow and ask differently?

Sentences are aligned; those that bind somebody are compared. What came or went is told whole, what
was changed with the sign by which it is stronger or weaker. A rewording without such a sign is
only counted: whether it changes anything a person has to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from troth.model.document import Document
from troth.model.origin import Span
from troth.patterns import later
from troth.text.aligning import Pair, align, words_of
from troth.text.norms import OURS, Norm, NormKind, names_in, norms
from troth.text.provisions import weight
from troth.text.sentences import Sentences
from troth.text.strength import reversed_, turned

Way = Literal["added", "strengthened", "weakened", "removed"]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a version: its words, where it stands, and what it binds."""

    span: Span
    words: str
    norms: tuple[Norm, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One norm that came, went, or changed. `old` and `new` are the sentences, None where none is.

    `why` is the sign by which a changed one is stronger or weaker.
    """

    kind: NormKind
    change: Way
    who: str
    old: Said | None
    new: Said | None
    why: str = ""

    @property
    def weight(self) -> float:
        """How much it is likely to matter to those it binds: what it is about, and how it changed."""
        sentence = self.new or self.old
        about = weight(sentence.words) if sentence else 0.0
        turned_ = self.change in ("strengthened", "weakened") or self.kind == "promise"
        return about + 0.5 * turned_ + 0.2 * (self.kind == "right")

    @property
    def for_company(self) -> bool:
        """Whether the company gains by it: it may more, owes less, or is owed more."""
        ours = self.kind == "right" if self.who == OURS else self.kind == "duty"
        return ours == (self.change in ("added", "strengthened"))


@dataclass(frozen=True, slots=True)
class Differing:
    """All differences in the order of the new text; how many sentences stayed or were reworded."""

    differences: tuple[Difference, ...]
    same: int
    reworded: int
    renamed: tuple[tuple[str, str], ...] = ()


def differing(old: Document, new: Document, names: tuple[str, ...] = ()) -> Differing:
    """What the new version promises, allows and asks otherwise than the old."""
    acting = (*names_in(old.prose, old.title), *names_in(new.prose, new.title))
    called = tuple(dict.fromkeys((*names, *acting)))
    was, now = said(old, called), said(new, called)
    found = align([one.words for one in was], [one.words for one in now])
    differences: list[Difference] = []
    reworded = 0
    for pair in found.changed:
        mine = list(_changed(_joined(was, pair.old), _joined(now, pair.new), pair))
        reworded += not mine
        differences += mine
    differences += [_whole("removed", norm, was[at]) for at in found.went for norm in was[at].norms]
    differences += [_whole("added", norm, now[at]) for at in found.came for norm in now[at].norms]
    differences.sort(key=lambda one: (one.new or one.old or was[0]).span.start)
    return Differing(tuple(differences), found.same, reworded, found.renamed)


def said(document: Document, names: tuple[str, ...]) -> list[Said]:
    """The sentences of a document with what they bind; items of a list after its beginning."""
    prose = document.prose
    found = []
    lead, end = "", 0
    for span in Sentences(prose, document.blocks):
        words = " ".join(span.of(prose).split())
        if lead and not _is_item(document, span, end):
            lead = ""
        found.append(Said(span, words, norms(words, names, lead)))
        if words.endswith(":") and len(words) <= _LEAD:
            lead = words.rstrip(":")
        end = span.end
    return found


_LEAD = 200
_LISTED = later(r"^\s*(?:[-*•–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+)\s")


def _is_item(document: Document, span: Span, end: int) -> bool:
    block = next(
        (one for one in document.blocks if one.span.start <= span.start < one.span.end), None
    )
    if block is not None and block.kind == "item":
        return True
    line, _ = document.position(span.start)
    return _LISTED.match(document.line(line)) is not None


def _joined(all_said: Sequence[Said], numbers: tuple[int, ...]) -> Said:
    if len(numbers) == 1:
        return all_said[numbers[0]]
    parts = [all_said[at] for at in numbers]
    first, last = min(one.span.start for one in parts), max(one.span.end for one in parts)
    kept: dict[tuple[str, str], Norm] = {}
    for one in parts:
        for norm in one.norms:
            kept.setdefault(norm.key, norm)
    return Said(Span(first, last), " ".join(one.words for one in parts), tuple(kept.values()))


def _whole(change: Way, norm: Norm, one: Said) -> Difference:
    olds, news = (None, one) if change == "added" else (one, None)
    return Difference(norm.kind, change, norm.who, olds, news)


def _changed(old: Said, new: Said, pair: Pair) -> Iterator[Difference]:
    """What changed from one version of a sentence to the next."""
    was = {norm.key: norm for norm in old.norms}
    now = {norm.key: norm for norm in new.norms}
    if was.keys() != now.keys():
        yield from _exchanged(was, now, old, new, pair)
        return
    if reversed_(old.words, new.words):
        yield from (_whole("removed", norm, old) for norm in old.norms)
        yield from (_whole("added", norm, new) for norm in new.norms)
        return
    for key in sorted(now.keys() & was.keys()):
        turn = turned(now[key], old.words, new.words)
        if turn is not None:
            norm = now[key]
            yield Difference(norm.kind, turn.change, norm.who, old, new, turn.why)


def _exchanged(
    was: dict[tuple[str, str], Norm],
    now: dict[tuple[str, str], Norm],
    old: Said,
    new: Said,
    pair: Pair,
) -> Iterator[Difference]:
    """A promise that became a mere possibility, a right that became a duty, and back."""
    promise, ours = ("promise", OURS), ("right", OURS)
    lost: Set[tuple[str, str]] = was.keys() - now.keys()
    gained: Set[tuple[str, str]] = now.keys() - was.keys()
    if promise in lost and ours in gained:
        why = f"“{was[promise].words}” became “{now[ours].words}”"
        yield Difference("promise", "weakened", OURS, old, new, why)
        return
    if ours in lost and promise in gained:
        why = f"“{was[ours].words}” became “{now[promise].words}”"
        yield Difference("promise", "strengthened", OURS, old, new, why)
        return
    spoken = set(words_of(old.words)) ^ set(words_of(new.words))
    if pair.alike < _CLOSE:
        lost, gained = _weighty(lost), _weighty(gained)
    for key in sorted(lost):
        if _touched(was[key], spoken) and not _otherwise(key, new.words):
            yield Difference(was[key].kind, "removed", was[key].who, old, new)
    for key in sorted(gained):
        if _touched(now[key], spoken) and not _otherwise(key, old.words):
            yield Difference(now[key].kind, "added", now[key].who, old, new)


_CLOSE = 0.8
"""Duties are worded in so many ways that they are told apart only in sentences this alike."""


def _weighty(keys: Set[tuple[str, str]]) -> Set[tuple[str, str]]:
    return {key for key in keys if key[0] != "duty"}


_BOUND = later(
    r"\b(?:must|shall|may (?:not|only)|cannot|subject to|governed by|agree\w*|acknowledg\w+|oblig\w+|required|liable"
    r"|responsib\w+|prohibited|forbidden|not (?:permitted|allowed)|warrant\w*|represent\w*|comply|own risk)\b",
    re.I,
)
_FREE = later(
    r"\b(?:may(?! not)|can(?! ?not)|entitled|rights?|permitted|allowed|discretion|option|retain|liab\w+|disclaim\w*)\b",
    re.I,
)


def _otherwise(key: tuple[str, str], words: str) -> bool:
    """Whether the other version binds so too, in words that name no holder."""
    return bool((_BOUND if key[0] == "duty" else _FREE).search(words)) and key[0] != "promise"


def _touched(norm: Norm, spoken: set[str]) -> bool:
    """Whether the words that bind are among those that came or went."""
    return bool(set(words_of(norm.words)) & spoken)
