"""Which of many sentences promise the same in other words?

Only proposed, never decided: a person sees every wording and says yes or no. Two sentences are
one where they stand near to each other (`text.vectors`) and nothing tells them apart: no number,
length of time, sum, share, date or opening time, no denial and no opposite word, and not both of
them a word of weight that the other lacks. “Within 24 hours” and “within 48 hours” are alike to
every vector; so are “we delete your account” and “we delete your photos”. What tells them apart
is therefore looked for, and likeness only says where to look. A group is one only if each of its
sentences is the same as each other.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from troth.patterns import later
from troth.text.agreeing import agree, days_of_year, stem, stemmed
from troth.text.norms import unnumbered
from troth.text.quantities import COUNT, NUMBER, UNIT, quantities
from troth.text.served import words

if TYPE_CHECKING:
    from troth.text.vectors import Vectors

NEAR = 0.66
"""The cosine from which two sentences are looked at."""
SHARED = 0.6
"""Share of the longer one's words of weight that the two must have in common."""
BEYOND = 2
"""How many words of weight the longer one may have beyond the other."""
ROWS = 512
"""So many sentences are held against all others in one go."""


def reworded(texts: Sequence[str], apart: Sequence[Hashable]) -> list[tuple[int, ...]]:
    """The sentences in groups that promise the same, by their numbers, each in order.

    `apart` is what is known of each beside its words (who promised, to whom): two of which that
    differs are never one. Every sentence is in one group; the groups come by their first.
    """
    alike: dict[Hashable, list[int]] = {}
    for at, text in enumerate(texts):
        alike.setdefault((apart[at], folded(text)), []).append(at)
    first = [held[0] for held in alike.values()]
    members = list(alike.values())
    buckets: dict[Hashable, list[int]] = {}
    for number, at in enumerate(first):
        buckets.setdefault((apart[at], _measured(texts[at])), []).append(number)
    found = []
    for held in buckets.values():
        for group in _joined([texts[first[number]] for number in held]):
            found.append(tuple(sorted(at for each in group for at in members[held[each]])))
    return sorted(found)


def same(one: str, other: str) -> bool:
    """Whether two sentences may promise the same, however near they stand in their words."""
    return _measured(one) == _measured(other) and _same(one, other)


def folded(text: str) -> str:
    """The words without case and marks; numbers stay."""
    return " ".join(re.findall(r"[\w%€$£]+", text.casefold()))


def _joined(texts: list[str]) -> list[list[int]]:
    """Groups among sentences of the same measures: the nearest pair first, all of each alike."""
    whose = {at: [at] for at in range(len(texts))}
    said: dict[tuple[int, int], bool] = {}

    def one(a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        if pair not in said:
            said[pair] = _same(texts[pair[0]], texts[pair[1]])
        return said[pair]

    for a, b in _near(texts):
        mine, theirs = whose[a], whose[b]
        if mine is not theirs and one(a, b) and all(one(x, y) for x in mine for y in theirs):
            mine += theirs
            for each in theirs:
                whose[each] = mine
    return list({id(held): held for held in whose.values()}.values())


def _near(texts: list[str]) -> list[tuple[int, int]]:
    """The pairs that stand near to each other and share words of weight, the nearest first."""
    if len(texts) < 2:
        return []
    import numpy as np

    from troth.text.vectors import likeness, vectors

    held: Vectors = vectors(texts)
    weighty = [_weighty(text) for text in texts]
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(texts), ROWS):
        near = likeness(held[start : start + ROWS], held)
        for row, column in np.argwhere(near >= NEAR).tolist():
            at = start + row
            if at < column and _covered(weighty[at], weighty[column]):
                found.append((-round(float(near[row, column]), 4), at, column))
    return [(a, b) for _, a, b in sorted(found)]


def _same(one: str, other: str) -> bool:
    if not _covered(_weighty(one), _weighty(other)) or _when(one) * _when(other) < 0:
        return False
    if (mine := _whose_part(one)) and (theirs := _whose_part(other)) and not mine & theirs:
        return False
    return agree(_said(one), _said(other)).stance != "otherwise"


def _whose_part(text: str) -> frozenset[str]:
    """Who has to do something first, by the condition: us, or her ("if we miss it", "if you miss it")."""
    return frozenset(match.lower() for match in _CONDITION.findall(text))


def _when(text: str) -> int:
    """Whether something comes before (1) or after (-1) something else; 0 for both or neither."""
    return bool(_FIRST.search(text)) - bool(_THEN.search(text))


def _covered(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the words of weight are the same, but for a few that only one of the two has."""
    if abs(len(mine) - len(theirs)) > BEYOND:
        return False
    both = len(mine & theirs)
    most = max(len(mine), len(theirs))
    if not both or min(len(mine), len(theirs)) - both > BEYOND:
        return False
    left, right = mine - theirs, theirs - mine
    for word in sorted(left):
        if (like := next((each for each in sorted(right) if _akin(word, each)), None)) is not None:
            both += 1
            left, right = left - {word}, right - {like}
    if left and right:
        return False
    return len(left | right) <= BEYOND and both >= SHARED * most


def _akin(one: str, other: str) -> bool:
    """Whether one word is made of the other: “compensate”, “compensation”; “move”, “moved”."""
    length = min(len(one), len(other))
    bare = _BARE.sub("", one)
    if len(bare) > 2 and bare == _BARE.sub("", other):
        return True
    return length > 4 and one[: max(5, length - 2)] == other[: max(5, length - 2)]


@dataclass(frozen=True, slots=True)
class _Measures:
    """Whatever can be counted in a sentence; two that differ in it are never one."""

    times: frozenset[float]
    every: frozenset[float]
    sums: frozenset[tuple[str, float]]
    shares: frozenset[float]
    days: frozenset[int] | None
    hours: tuple[float, float] | None
    dates: frozenset[str]
    others: frozenset[str]
    bound: int
    soft: bool


@lru_cache(maxsize=16_384)
def _measured(text: str) -> _Measures:
    plain = _REFERENCE.sub(" ", unnumbered(text))
    held = quantities(plain)
    times = frozenset(round(each, 2) for each in held.durations)
    return _Measures(
        times=times,
        every=frozenset(round(each, 2) for each in held.periods) - times,
        sums=frozenset(held.sums),
        shares=frozenset(held.shares),
        days=held.days,
        hours=held.hours,
        dates=days_of_year(plain.lower()),
        others=frozenset(re.findall(r"\d+", _COUNTED.sub(" ", plain))),
        bound=bool(_LEAST.search(plain)) - bool(_MOST.search(_WITHIN.sub(" ", plain))),
        soft=_SOFT.search(plain) is not None,
    )


_REFERENCE = later(
    r"\b(?:sections?|clauses?|articles?|paragraphs?|points?|annex|schedule)\s+[\d(][\w.()]*"
    r"|https?://\S+|www\.\S+|<\w+>",
    re.I,
)
_COUNTED = later(
    rf"[€$£]\s?(?:{NUMBER})|(?:{NUMBER})\s?(?:[€$£%]|per ?cent\b|(?:eur|usd|gbp|dollars?|euros?|pounds?)\b)"
    rf"|{COUNT}[\s-]?(?:(?:business|working|calendar|consecutive)[\s-]+)?{UNIT}\b|24/7|24x7|24/365",
    re.I,
)
_CONDITION = later(r"\b(?:if|when|whenever|should|unless)\s+(we|you)\b", re.I)
_BARE = later(r"(?:ten|ed|en|ing|es|e|y|i|d)$")
_SOFT = later(
    r"\b(?:try|tries|trying|aim(?:s|ing)? to|strive|endeavou?r|usually|normally|typically|generally|in most cases"
    r"|best efforts?|reasonable efforts?|do our best|hope to|(?<!^)should|(?<!you )may|might)\b",
    re.I,
)
"""A word that makes it less must stand in both; “you may” gives leave, and “should it rain” is a condition."""
_WITHIN = later(
    rf"\b(?:up to|at most|(?:in )?(?:under|less than)|no more than|maximum of)\s+(?={COUNT}[\s-]?(?:\w+\s)?{UNIT}\b|an? {UNIT}\b)",
    re.I,
)
"""“In under an hour” and “within an hour” are one."""
_LEAST = later(
    r"\b(?:at least|more than|over|above|no less than|exceeding|minimum of) (?:[€$£]\s?)?(?:\d|an? )",
    re.I,
)
_MOST = later(
    r"\b(?:up to|at most|under|below|less than|no more than|maximum of) (?:[€$£]\s?)?(?:\d|an? )",
    re.I,
)
_FIRST = later(r"\b(?:before|until|prior to|in advance)\b", re.I)
_THEN = later(r"\b(?:after|once|since|as soon as)\b", re.I)

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"\b(?:get|gets|got|come|comes) back to\b|\bhear(?:s)? (?:back )?from (?:us|our \w+)\b|\bin touch with\b", "answer"),
    (r"\b(?:call(?:s|ed)? off|calls it off)\b", "cancel"),
    (r"\b(?:your |the |their )?money back\b", "refund"),
    (r"\b(?:free of (?:any )?charge|for free|at no (?:\w+ )?(?:cost|charge)|without (?:\w+ )?(?:charge|cost)|for nothing"
     r"|no (?:\w+ )?(?:charge|fee|cost)s?(?: (?:is|are|will be) (?:charged|due|made|taken))?|costs? (?:you )?nothing)\b", "free"),
    (r"\b(?:will not|won['’]t|never|not|do not|don['’]t) (?:be )?charged? (?:you )?(?:anything )?(?:for)?", "free "),
    (r"\bcom(?:e|es|ing) back\b", "return"),
    (r"\b(?:look(?:s|ed|ing)? (?:into|at|over)|(?:take|have) a (?:\w+ )?look(?: at| into)?|see to)\b", "check"),
    (r"\blet (?:you|them|everyone|him|her|customers|users) know\b|\bkeep (?:you|them) (?:posted|informed|updated)\b", "tell"),
    (r"\baround[- ]the[- ]clock\b|\bround the clock\b|\b24/7\b|\b24x7\b|\bday and night\b|\bat all hours\b", " "),
    (r"\b(?:as soon as|in the event that|in case|provided that|prior to|in advance)\b", " "),
    (r"\b(?:a |an )?(?:new one|another one|another)\b(?: as| instead)?", "another"),
    (r"(?<=\w)'(?:ll|re|ve|d|m)\b", " "),
    (r"\b(?:comes? with|covers?|contains?)\b", "include"),
    (r"\b(?:in|with) (?:our|the) (?:sole |reasonable )?(?:discretion|opinion)\b", " "),
)  # fmt: skip
_ALIKE: tuple[str, ...] = (
    "tell inform notify notified notifies notice notification warn alert advise announce told",
    "delete erase wipe", "reply answer respond response replied", "refund reimburse reimbursement",
    "help assist assistance support aid", "check review investigate examine inspect", "keep kept store hold held retain honour honor stay remain",
    "send sent mail email e-mail post", "pay paid payout", "rest remainder", "sell sold", "give given grant",
    "hear heard", "pass share forward", "publish post", "make made", "engineer technician", "break broke broken",
    "deliver delivery", "repair fix mend", "request ticket", "submit open file", "begin start", "begun",
    "change modify modification amend amendment update revise revision alteration", "material materially significant substantial major",
    "secure protect", "personal private", "quick prompt fast", "parcel package shipment",
)  # fmt: skip
_LIGHT = words(
    """
    please need needs able happy sure entitle entitled option place make made let know get gets got receive
    receives received give gives given provide provides provided offer offers offered always will shall can
    valid own whole any time available further additional once upon hour hours day days week
    weeks month months year years working business calendar minute minutes back way soon possible able
    anyone anybody else case accordance accordingly applicable respective said such same each every
    """
)
_LIKE = {stem(word): stem(group.split()[0]) for group in _ALIKE for word in group.split()}
_IDLE = frozenset(stem(word) for word in _LIGHT) | frozenset(_LIGHT)


@lru_cache(maxsize=16_384)
def _said(text: str) -> str:
    """The sentence with turns of phrase as single words."""
    plain = _REFERENCE.sub(" ", unnumbered(text)).lower().replace("’", "'")
    for regex, word in _turns():
        plain = regex.sub(word, plain)
    return plain


@lru_cache(maxsize=1)
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(regex), word) for regex, word in _PHRASES)


@lru_cache(maxsize=16_384)
def _weighty(text: str) -> frozenset[str]:
    return frozenset(_words(_COUNTED.sub(" ", _said(text))))


def _words(plain: str) -> Iterator[str]:
    for one in sorted(stemmed(plain)):
        like = _LIKE.get(one, one)
        if one not in _IDLE and like not in _IDLE:
            yield like
