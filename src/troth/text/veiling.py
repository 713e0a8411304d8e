"""A text without what says who somebody is, for a machine that is not ours, and the way back.

Addresses, numbers of seven digits or more, links, handles, and names each become a sign such as
“[name-1]”, the same one for the same words. A name is known by the directory, by a list of given
names, or by its place (after “Dear”, in the last line, before “said”). One that none of these
shows goes through: veiling lessens what is told, and is no promise that nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from troth.model.origin import Span
from troth.patterns import later
from troth.text.given_names import GIVEN_NAMES
from troth.text.hiding import ADDRESSES, reachable
from troth.text.masking import sentences
from troth.text.persons import humans
from troth.text.served import words

LONG_ENOUGH = 3
"""Letters a word of a name needs to be looked for by itself."""
LONGEST = 600
"""Characters of a sentence that are looked at together."""
_LINK = later(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_HANDLE = later(r"(?<![\w@.])@\w{2,}")
_WORD = later(r"[^\W\d_]+(?:[’'‐-][^\W\d_]+)*")
_NAME = r"[A-ZÀ-Þ][\w’'-]*(?:[ \t]+[A-ZÀ-Þ][\w’'-]*\.?){0,3}"
_GREETED = later(
    r"(?:\b(?i:dear|hi|hello|hey|hiya|good (?:morning|afternoon|evening)|thanks|thank you|sorry|mr|mrs"
    rf"|ms|miss|mx|dr|prof)\b[.,]?[ \t]+)(?P<name>{_NAME})"
)
_SIGNED = later(
    r"(?i:\b(?:regards|thanks|thank you|cheers|sincerely|faithfully|wishes|best|yours|love))"
    rf"[ \t]*[,.!–-]*\s+(?P<name>{_NAME})[ \t]*(?=\n|$)"
)
_LAST = later(
    rf"\n\s*(?P<name>{_NAME})(?:(?:,|[ \t]+(?:at|from|of))[ \t][\w’'&. \t-]{{1,40}})?\s*$"
)
_CALLED = later(
    r"\b(?i:thanks|thank you|sorry|hello|asking|waiting|yes|no)\b[^.!?,\n]{0,40},[ \t]+"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+)(?=[.!,?])"
)
_ENDED = later(rf",[ \t]+(?P<name>{_NAME})\s*$")
_BEGUN = later(r"^\s*(?P<name>[A-ZÀ-Þ][\w’'-]+)(?=,[ \t])")
_NO_NAME = words(
    """
    Actually Also Anyway Finally First Hello Hi However Indeed Later No Now Okay Once Please So Sorry
    Still Sure Thanks Then Today Tomorrow Unfortunately Well Yes Yesterday
    All Again Customer Customers Everyone Everybody Folks For Friend Friends Guest I If It Madam Member
    Our Seller Sir Sirs Support Team That The There This To User We You Your
    """
)
_ALSO_WORDS = words(
    """
    april august autumn bell best bill black bloom brook brown bush carter case chance chase christian
    dawn day days dean drew earl faith field fox frank french gay glen grace grant gray green grey hall
    hand hill hope iris ivy jack june king lane lee little long love mark marsh max may mercy miles
    mills moon page park pat penny pine pound powers price ray read reed rich rob rock rose rush sage
    self sky small star stone sue summer swift true urban victor violet wall ward way week welcome well
    west white will winter wise wish wood woods worth young
    """
)
"""Words of names that, in small letters, are mostly no names."""
_OF_MANY = words(
    """
    account accounts admin all and billing booking bookings care client company contact customer der
    desk for from help info mail message messages new office orders sales service services shop staff
    store support team test the user von web with your
    """
)
"""Words by which mailboxes of several people are called."""


@dataclass(frozen=True, slots=True)
class Veiled:
    """A veiled text; `pieces` are its signs, each as a span here and a span of the first text."""

    text: str
    pieces: tuple[tuple[Span, Span], ...] = ()

    def back(self, span: Span) -> Span:
        """Where a stretch of the veiled text stands in the first; a sign counts as a whole."""
        start, end, moved, ahead = span.start, span.end, 0, 0
        for here, there in self.pieces:
            if here.end <= span.start:
                moved = there.end - here.end
            elif here.start < span.start:
                start, moved = there.start, 0
            if here.end <= span.end:
                ahead = there.end - here.end
            elif here.start < span.end:
                end, ahead = there.end, 0
        return Span(start + moved, end + ahead)


def veil(text: str, names: Collection[str] = ()) -> Veiled:
    """The text with addresses, numbers, links, handles and names taken out.

    `names` are single words of names that the directory holds, in small letters (`of_names`).
    """
    signs: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}
    parts: list[str] = []
    pieces: list[tuple[Span, Span]] = []
    at = length = 0
    for kind, span in _apart(_found(text, names)):
        key = (kind, span.of(text).casefold())
        if key not in signs:
            counts[kind] = counts.get(kind, 0) + 1
            signs[key] = f"[{kind}-{counts[kind]}]"
        parts += [text[at : span.start], signs[key]]
        start = length + span.start - at
        length = start + len(signs[key])
        pieces.append((Span(start, length), span))
        at = span.end
    return Veiled("".join([*parts, text[at:]]), tuple(pieces))


def of_names(names: Iterable[str]) -> frozenset[str]:
    """The single words of names, as `veil` looks for them."""
    found = (part.group().casefold() for name in names for part in _WORD.finditer(name))
    return frozenset(part for part in found if len(part) >= LONG_ENOUGH) - _OF_MANY


def _found(text: str, names: Collection[str]) -> Iterator[tuple[str, Span]]:
    for match in _LINK.finditer(text):
        yield "link", Span(match.start(), match.end())
    for kind, span in reachable(text):
        yield ("address" if kind == ADDRESSES else "number"), span
    for match in _HANDLE.finditer(text):
        yield "handle", Span(match.start(), match.end())
    for part in _short(text):
        for human in humans(part.of(text)):
            yield "name", Span(part.start + human.span.start, part.start + human.span.end)
    for shape in (_GREETED, _SIGNED, _LAST, _CALLED, _ENDED, _BEGUN):
        for match in shape.finditer(text):
            if match["name"].split()[0].strip("’'") not in _NO_NAME:
                yield "name", Span(match.start("name"), match.end("name"))
    for match in _WORD.finditer(text):
        if _is_name(match.group(), names):
            yield "name", Span(match.start(), match.end())


def _short(text: str) -> Iterator[Span]:
    """Sentences, and of very long ones pieces, so that a long text takes no longer than its length."""
    for span in sentences(text):
        for start in range(span.start, span.end, LONGEST):
            yield Span(start, min(start + LONGEST, span.end))


def _is_name(word: str, names: Collection[str]) -> bool:
    small = re.sub(r"[’']s$", "", word).casefold()
    if word[:1].isupper():
        return small in names or (small in _given() and small not in _ALSO_WORDS)
    return small in names and small not in _ALSO_WORDS


@cache
def _given() -> frozenset[str]:
    return frozenset(name.casefold() for name in GIVEN_NAMES)


def _apart(found: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """From the left, the longest first; what overlaps one that is taken is joined to it."""
    held: tuple[str, Span] | None = None
    for kind, span in sorted(found, key=lambda one: (one[1].start, -one[1].end)):
        if held is not None and span.start < held[1].end:
            held = (held[0], Span(held[1].start, max(held[1].end, span.end)))
        else:
            if held is not None:
                yield held
            held = (kind, span)
    if held is not None:
        yield held
