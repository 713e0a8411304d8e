"""Which sentence of a new version was which of the old one, whatever moved or was reworded?

Sentences that read the same, numbers of clauses and references apart, are the same wherever and
however often they stand. Among the rest those that share most of their weighty words are paired, neighbours of pairs
first; a name that changed everywhere (a firm was renamed) counts as the same word. What one
sentence says in two, or two in one, is kept together.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from troth.patterns import later

ALIKE = 0.55
"""Share of weighty words from which two sentences are versions of one."""
BETWEEN_PAIRS = 0.35
"""The share that is enough where the sentences before or after are a pair as well."""
HELD = 0.8
"""Share of a sentence's words that another must hold for one to be a part of the other."""
RENAMED = 3
"""How many pairs have to change one word into another before it is a new name for the same."""

_NUMBER = later(r"^\W*(?:(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?:\d{1,3}[.)]?)*\s+)+", re.I)
_REFERENCE = later(
    r"\b(section|clause|article|paragraph|point|annex|schedule)s?\s+[\d(][\w.()]*(?:(?:\s*,\s*|\s+and\s+|\s+or\s+|\s*[-–]\s*)\d[\w.()]*)*",
    re.I,
)
_WORD = later(r"[^\W_]+(?:[.,’'-][^\W_]+)*|[%€$£]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that are one, by their numbers in the old and the new text, and how alike.

    Mostly one of each; several where a sentence was parted or some were joined.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    alike: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """What stayed (whatever its place), what changed, what went and what came."""

    same: int
    changed: tuple[Pair, ...] = ()
    went: tuple[int, ...] = ()
    came: tuple[int, ...] = ()
    renamed: tuple[tuple[str, str], ...] = field(default=())


def words_of(sentence: str) -> tuple[str, ...]:
    """The words of a sentence as they are compared: no numbers of clauses, no case, no marks."""
    plain = _REFERENCE.sub(r"\1", _NUMBER.sub("", sentence))
    return tuple(_WORD.findall(plain.casefold().replace("’", "'")))


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Pair the sentences of two versions."""
    olds, news = [words_of(each) for each in old], [words_of(each) for each in new]
    first = _aligned(olds, news)
    renamed = _renamed(first, olds, news)
    if not renamed:
        return first
    told = dict(renamed)
    olds = [tuple(told.get(word, word) for word in each) for each in olds]
    again = _aligned(olds, news)
    return Alignment(again.same, again.changed, again.went, again.came, renamed)


def _aligned(olds: list[tuple[str, ...]], news: list[tuple[str, ...]]) -> Alignment:
    twins = _twins(olds, news)
    standing, stood = set(news), set(olds)
    left = [at for at, words in enumerate(olds) if words and words not in standing]
    right = [at for at, words in enumerate(news) if words and words not in stood]
    weigh = _weights(olds, news)
    pairs = _paired(left, right, olds, news, weigh, twins)
    went = [at for at in left if at not in pairs]
    taken = {to for to, _ in pairs.values()}
    came = [at for at in right if at not in taken]
    joined = [_Joined(([at], [to]), alike) for at, (to, alike) in pairs.items()]
    came = [at for at in came if not _part_of(at, news, olds, joined, weigh, 1)]
    went = [at for at in went if not _part_of(at, olds, news, joined, weigh, 0)]
    changed = tuple(
        Pair(tuple(sorted(each.sides[0])), tuple(sorted(each.sides[1])), each.alike)
        for each in joined
    )
    return Alignment(len(twins), changed, tuple(went), tuple(came))


def _twins(olds: Sequence[tuple[str, ...]], news: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Sentences of the same words, in order where there are several."""
    places = defaultdict(list)
    for at, words in enumerate(news):
        if words:
            places[words].append(at)
    twins = {}
    for at, words in enumerate(olds):
        if places.get(words):
            twins[at] = places[words].pop(0)
    return twins


def _weights(*texts: Iterable[tuple[str, ...]]) -> dict[str, float]:
    """How much each word tells: the rarer among the sentences, the more."""
    seen = Counter(word for text in texts for words in text for word in set(words))
    total = sum(1 for text in texts for _ in text)
    return {word: math.log((1 + total) / times) + 0.1 for word, times in seen.items()}


def _paired(
    left: Sequence[int],
    right: Sequence[int],
    olds: Sequence[tuple[str, ...]],
    news: Sequence[tuple[str, ...]],
    weigh: dict[str, float],
    twins: dict[int, int],
) -> dict[int, tuple[int, float]]:
    """The best pairs of what is left, the most alike first."""
    scored = sorted(_scored(left, right, olds, news, weigh), key=lambda one: (-one[0], one[1:]))
    found = {at: (to, 1.0) for at, to in twins.items()}
    taken = set(twins.values())
    for least in (ALIKE, BETWEEN_PAIRS):
        for alike, at, to in scored:
            if alike < least or at in found or to in taken:
                continue
            if least == ALIKE or _neighbours(at, to, found):
                found[at] = (to, alike)
                taken.add(to)
    return {at: pair for at, pair in found.items() if at not in twins}


def _neighbours(at: int, to: int, found: dict[int, tuple[int, float]]) -> bool:
    before, after = found.get(at - 1), found.get(at + 1)
    return (before is not None and before[0] == to - 1) or (
        after is not None and after[0] == to + 1
    )


def _scored(
    left: Sequence[int],
    right: Sequence[int],
    olds: Sequence[tuple[str, ...]],
    news: Sequence[tuple[str, ...]],
    weigh: dict[str, float],
) -> Iterable[tuple[float, int, int]]:
    sets = {to: set(news[to]) for to in right}
    mass = {to: sum(weigh[word] for word in sets[to]) for to in right}
    holding = defaultdict(list)
    for to in right:
        for word in sets[to]:
            holding[word].append(to)
    for at in left:
        mine = set(olds[at])
        total = sum(weigh[word] for word in mine)
        for to in _candidates(mine, holding):
            both = sum(weigh[word] for word in mine & sets[to])
            alike = 2 * both / (total + mass[to])
            if alike >= BETWEEN_PAIRS:
                yield alike, at, to


COMMON = 60
"""A word of more sentences than this leads from none to another, unless no rarer one does."""


def _candidates(mine: set[str], holding: dict[str, list[int]]) -> set[int]:
    """Sentences that share a rare word, or else the rarest there is."""
    lists = sorted((holding[word] for word in mine if word in holding), key=len)
    rare = [found for found in lists if len(found) <= COMMON] or lists[:1]
    return {to for found in rare for to in found}


@dataclass(slots=True)
class _Joined:
    """Sentences of the old and the new text that are one."""

    sides: tuple[list[int], list[int]]
    alike: float


def _part_of(
    at: int,
    own: Sequence[tuple[str, ...]],
    other: Sequence[tuple[str, ...]],
    joined: list[_Joined],
    weigh: dict[str, float],
    side: int,
) -> bool:
    """Whether a sentence left over stands within one that another was paired with; then it joins."""
    mine = set(own[at])
    total = sum(weigh[word] for word in mine)
    best: _Joined | None = None
    most = HELD
    for pair in joined:
        if min(abs(at - number) for number in pair.sides[side]) > _NEAR:
            continue
        theirs = {word for number in pair.sides[1 - side] for word in other[number]}
        held = sum(weigh[word] for word in mine & theirs) / total if total else 0.0
        if held >= most:
            best, most = pair, held
    if best is None:
        return False
    best.sides[side].append(at)
    return True


_NEAR = 3


def _renamed(
    first: Alignment, olds: Sequence[tuple[str, ...]], news: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, str], ...]:
    """Words that gave way to one and the same other word again and again, and are gone."""
    swaps: Counter[tuple[str, str]] = Counter()
    for pair in first.changed:
        if len(pair.old) != 1 or len(pair.new) != 1:
            continue
        was, now = set(olds[pair.old[0]]), set(news[pair.new[0]])
        lost, gained = was - now, now - was
        if len(lost) == 1 and len(gained) == 1:
            swaps[(next(iter(lost)), next(iter(gained)))] += 1
    still = Counter(word for words in news for word in words)
    before = Counter(word for words in olds for word in words)
    return tuple(
        swap
        for swap, times in swaps.most_common(5)
        if times >= RENAMED
        and still[swap[0]] * 5 < before[swap[0]]
        and before[swap[1]] * 5 < still[swap[1]]
    )
