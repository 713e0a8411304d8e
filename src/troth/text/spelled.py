"""What a text says in so many words: wordings of one kind, each sentence once, the first few told.

For lenses whose question a reader can answer from the sentence alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from troth.model.detect import Hit
from troth.model.document import Page
from troth.model.origin import Span
from troth.patterns import later
from troth.text.worded import Worded, Wording
from troth.text.wording import different

Standing = Literal["speaks", "unsure"]

_CONTRACT = later(r"\b(?:these terms|this agreement|you agree|shall|hereby|liable)\b", re.I)

_GAP = later(r"\s+", re.I)
_REACH = 1_200
"""Characters read before and after a wording in its sentence, so that no text takes long."""


@dataclass(frozen=True, slots=True)
class Said:
    """A wording in its sentence: the words, and what stands before and after them in it."""

    name: str
    before: str
    words: str
    after: str

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.words}{self.after}"


@dataclass(frozen=True, slots=True)
class Told:
    """A wording that is told, its sentence, how sure it is, and the places that are told with it."""

    span: Span
    sentence: Span
    name: str
    standing: Standing
    more: tuple[Span, ...] = ()


def spelled_out(
    page: Page,
    worded: Worded,
    standing: Callable[[Said], Standing | None],
    most: int | None = None,
) -> Iterator[Told]:
    """The wordings that stand, `most` of a standing; the rest are named with the last of them.

    Without `most` it is as the lens is set, else 3. A heading is passed over, and a sentence is told
    once. `standing` gives None for what is none.
    """
    given = most or page.options.get("most")
    few = given if isinstance(given, int) and given > 0 else 3
    headings = [block.span for block in page.document.blocks if block.kind == "heading"]
    held: dict[Standing, list[Wording]] = {"speaks": [], "unsure": []}
    last: Span | None = None
    for found in worded.met(page):
        if found.sentence == last or any(within(found.span, one) for one in headings):
            continue
        how = standing(_said(page, found))
        if how is not None:
            last = found.sentence
            held[how].append(found)
    for how, all_found in held.items():
        for found, more in first_few(all_found, few):
            yield Told(found.span, found.sentence, found.name, how, more)


def hits(
    found: Iterable[Told],
    says: str | Mapping[str, str],
    *,
    instead: str,
    next: str,
    would_change: str,
) -> Iterator[Hit]:
    """A finding for each wording that is told; `says` is one sentence, or one by the name of a table."""
    for told in found:
        yield Hit(
            span=told.span,
            says=says if isinstance(says, str) else says[told.name],
            instead=instead,
            status=told.standing,
            next=next,
            would_change=would_change,
            more=told.more,
        )


def first_few(found: Sequence[Wording], most: int) -> Iterator[tuple[Wording, tuple[Span, ...]]]:
    """The first wordings; with the last of them the places of the rest, twenty at most."""
    shown, rest = found[:most], found[most:]
    for number, one in enumerate(shown, 1):
        yield one, tuple(other.span for other in rest[:20]) if number == len(shown) else ()


def is_contract(page: Page) -> bool:
    """Whether a text binds its readers: by its genre, else by three of the words of contracts."""
    if page.genre is not None:
        return page.genre == "terms"
    return _binds(page.document.prose)


@lru_cache(maxsize=4)
def _binds(prose: str) -> bool:
    return len(different(_CONTRACT, prose, 3)) == 3


def within(one: Span, other: Span) -> bool:
    """Whether a stretch lies in another."""
    return other.start <= one.start and one.end <= other.end


def _said(page: Page, found: Wording) -> Said:
    prose, sentence, span = page.document.prose, found.sentence, found.span
    before = prose[max(sentence.start, span.start - _REACH) : span.start]
    after = prose[span.end : min(sentence.end, span.end + _REACH)]
    return Said(found.name, _plain(before), _plain(span.of(prose)), _plain(after))


def _plain(words: str) -> str:
    """White space of any length as one space, and straight apostrophes."""
    return _GAP.sub(" ", words).replace("’", "'")
