"""What are two sides of one company told on the same matters: riders and drivers, shops and senders?

Not versions but terms that hold at the same time. Matter by matter the sentences that bind stand
side by side, with how many of them serve the side and how many the company. What one side is
told and the other is not is shown as a gap: a gap is a question, not a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from troth.acts.series import is_series, versions_in
from troth.documents import read
from troth.errors import SourceError
from troth.model.document import Document
from troth.model.reject import Reject
from troth.text.aligning import words_of
from troth.text.differing import Said, said
from troth.text.granting import CALLED, Grant, grants, uneven
from troth.text.norms import names_in
from troth.text.provisions import MATTERS, matters
from troth.text.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Told:
    """What one side is told on one matter: sentences that serve it, and those that serve us."""

    side: str
    document: Document
    serves: tuple[Said, ...]
    binds: tuple[Said, ...]

    @property
    def nothing(self) -> bool:
        """Whether no sentence on this matter binds anybody."""
        return not self.serves and not self.binds


@dataclass(frozen=True, slots=True)
class Opposite:
    """One matter as both sides are told it."""

    matter: str
    first: Told
    second: Told

    @property
    def gap(self) -> str | None:
        """The side that is told nothing in its favour where the other is; None where neither or both."""
        if bool(self.first.serves) == bool(self.second.serves):
            return None
        return self.second.side if self.first.serves else self.first.side


def opposite(
    first: str, second: str, sides: tuple[str, str], names: Sequence[str] = ()
) -> tuple[Opposite, ...]:
    """Matter by matter, what each side is told; matters that neither text speaks of are left out.

    `first` and `second` are files, or `ARCHIVE#Document name` for the newest version in an archive.
    """
    documents = _document(first), _document(second)
    told = [_by_matter(document, tuple(names)) for document in documents]
    found = []
    for matter in MATTERS:
        pair = [
            Told(side, document, *own.get(matter, ((), ())))
            for side, document, own in zip(sides, documents, told, strict=True)
        ]
        if not all(one.nothing for one in pair):
            found.append(Opposite(matter, pair[0], pair[1]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Apart:
    """One matter on which a side is told less than the other: its sentence, None where it has none.

    `less` is the side that is told less; `told` holds both, in the order in which they were given.
    """

    matter: str
    less: str
    told: tuple[tuple[str, Document, Said | None], ...]


def apart(first: str, second: str, sides: tuple[str, str]) -> tuple[Apart, ...]:
    """On which of six matters that can concern anybody one side is given less than the other.

    The same reading as the lens `terms-differ-by-side`; the files are those of `opposite`.
    """
    documents = _document(first), _document(second)
    spans = [tuple(Sentences(one.prose, one.blocks)) for one in documents]
    given = [
        tuple(grants([span.of(one.prose) for span in own]))
        for one, own in zip(documents, spans, strict=True)
    ]

    def told(at: int, grant: Grant | None) -> tuple[str, Document, Said | None]:
        if grant is None:
            return sides[at], documents[at], None
        span = spans[at][grant.place]
        words = " ".join(span.of(documents[at].prose).split())
        return sides[at], documents[at], Said(span, words, ())

    found = []
    for one in uneven(*given):
        pair = (one.more, one.less) if one.first_has_more else (one.less, one.more)
        less = sides[1] if one.first_has_more else sides[0]
        found.append(Apart(CALLED[one.matter], less, (told(0, pair[0]), told(1, pair[1]))))
    return tuple(found)


def _document(given: str) -> Document:
    path, parted, name = given.partition("#")
    if parted and is_series(Path(path)):
        return versions_in(Path(path), name)[0][-1].document
    if not Path(given).is_file():
        raise SourceError("There is no such file.", place=given)
    found = read(given, Path(given).read_bytes())
    if isinstance(found, Reject):
        raise SourceError(found.says, place=given, advice=found.advice)
    return found


def _by_matter(
    document: Document, names: tuple[str, ...]
) -> dict[str, tuple[tuple[Said, ...], tuple[Said, ...]]]:
    called = tuple(dict.fromkeys((*names, *names_in(document.prose, document.title))))
    serves: dict[str, list[Said]] = {}
    binds: dict[str, list[Said]] = {}
    for one in _binding(said(document, called)):
        ours = all(norm.ours for norm in one.norms)
        for matter in matters(one.words):
            (binds if ours else serves).setdefault(matter, []).append(one)
    return {
        matter: (_fullest(serves.get(matter, [])), _fullest(binds.get(matter, [])))
        for matter in MATTERS
    }


def _binding(all_said: Sequence[Said]) -> Iterator[Said]:
    return (one for one in all_said if one.norms)


def _fullest(found: Sequence[Said]) -> tuple[Said, ...]:
    """Those of a readable length first: neither a stub nor half a page."""
    return tuple(
        sorted(found, key=lambda one: (abs(len(words_of(one.words)) - _READABLE), one.span.start))
    )


_READABLE = 28
