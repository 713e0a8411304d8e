"""How a whole document speaks of those it serves: each sentence, each mention, in its setting."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from troth.model.document import Document
from troth.model.origin import Span
from troth.text.attention import Attention, Level, attend
from troth.text.sentences import Sentences
from troth.text.served import LONGEST
from troth.text.setting import ALONE, Setting, setting

_MOST = 12
"""So many mentions of one sentence are told apart."""
_BLANK = "·"


@dataclass(frozen=True, slots=True)
class Attended:
    """A sentence of a document, its level, and its mentions, the highest first.

    All spans are of the document, in characters.
    """

    sentence: Span
    level: Level
    mentions: tuple[Attention, ...]


def attended(document: Document, people: Collection[str] = ()) -> Iterator[Attended]:
    """Every sentence of a document with its level; `people` are customers known by name.

    Names told of anywhere in a story are known in each of its sentences.
    """
    prose = document.prose
    spans = list(Sentences(prose, document.blocks))
    within = setting_of(document, people, spans)
    for span in spans:
        words, at = _squeezed(span.of(prose))
        found = [_moved(one, at, span.start) for one in mentions(words, within)]
        yield Attended(span, found[0].level if found else "none", tuple(found))


def setting_of(
    document: Document, people: Collection[str] = (), spans: Collection[Span] | None = None
) -> Setting:
    """What a document says about those it speaks of: by its path, title, genre and sentences."""
    prose = document.prose
    if spans is None:
        spans = list(Sentences(prose, document.blocks))
    return setting(
        (_squeezed(span.of(prose))[0] for span in spans),
        place=document.path,
        title=document.title or "",
        genre=document.genre,
        people=people,
    )


def mentions(sentence: str, within: Setting = ALONE) -> list[Attention]:
    """Everybody served of whom a sentence speaks, each with level and exact words.

    The first is what `attend` gives; each further one is found in what the others leave.
    """
    found: list[Attention] = []
    rest = sentence[:LONGEST]
    while len(found) < _MOST:
        one = attend(rest, within)
        if one.level == "none":
            break
        found.append(one)
        blank = _BLANK * (one.span.end - one.span.start)
        rest = rest[: one.span.start] + blank + rest[one.span.end :]
    return found


def _squeezed(words: str) -> tuple[str, list[int]]:
    """Words with one space between them, and where each character stood before."""
    at = [
        number
        for number, sign in enumerate(words)
        if not sign.isspace() or (number and not words[number - 1].isspace())
    ]
    kept = "".join(" " if words[number].isspace() else words[number] for number in at)
    return kept, at


def _moved(one: Attention, at: list[int], start: int) -> Attention:
    return replace(one, span=Span(start + at[one.span.start], start + at[one.span.end - 1] + 1))
