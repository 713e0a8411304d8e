"""What a text says in so many words: wordings of one kind, each sentence once, the first few told.

For lenses whose question a reader can answer from the sentence alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from troth.model.document import Page
from troth.model.origin import Span
from troth.text.worded import Worded, Wording
from troth.text.wording import later

Standing = Literal["speaks", "unsure"]

_CONTRACT = later(r"\b(?:these terms|this agreement|you agree|shall|hereby|liable)\b")

_GAP = later(r"\s+")
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
    """A wording that is told, how sure it is, and the further places that are told with it."""

    span: Span
    name: str
    standing: Standing
    more: tuple[Span, ...] = ()


def spelled_out(
    page: Page, worded: Worded, standing: Callable[[Said], Standing | None], most: object = 3
) -> Iterator[Told]:
    """The wordings that stand, `most` of a standing; the rest are named with the last of them.

    A heading is passed over, and a sentence is told once. `standing` gives None for what is none.
    """
    first_few = most if isinstance(most, int) and most > 0 else 3
    headings = [block.span for block in page.document.blocks if block.kind == "heading"]
    held: dict[Standing, list[Wording]] = {"speaks": [], "unsure": []}
    last: Span | None = None
    for found in worded.met(page):
        if found.sentence == last or any(_within(found.span, one) for one in headings):
            continue
        how = standing(_said(page, found))
        if how is not None:
            last = found.sentence
            held[how].append(found)
    for how, all_found in held.items():
        shown, rest = all_found[:first_few], all_found[first_few:]
        for number, found in enumerate(shown, 1):
            more = tuple(one.span for one in rest[:20]) if number == len(shown) else ()
            yield Told(found.span, found.name, how, more)


def is_contract(page: Page) -> bool:
    """Whether a text binds its readers: by its genre, else by three of the words of contracts."""
    if page.genre is not None:
        return page.genre == "terms"
    found = {one.lower() for one in _CONTRACT().findall(page.document.prose)}
    return len(found) >= 3


def _said(page: Page, found: Wording) -> Said:
    prose, sentence, span = page.document.prose, found.sentence, found.span
    before = prose[max(sentence.start, span.start - _REACH) : span.start]
    after = prose[span.end : min(sentence.end, span.end + _REACH)]
    return Said(found.name, _plain(before), _plain(span.of(prose)), _plain(after))


def _plain(words: str) -> str:
    """White space of any length as one space, and straight apostrophes."""
    return _GAP().sub(" ", words).replace("’", "'")


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end
