"""Notice that a promise or our own terms ask for, and whether a proposal leaves the time for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from troth.acts.opening import Workspace
from troth.acts.weighed import CANNOT, Weighed
from troth.model.decision import Touched
from troth.model.promise import Promise
from troth.patterns import later
from troth.text.pledged import deeds
from troth.text.quantities import quantities
from troth.text.served import SERVED


@dataclass(frozen=True, slots=True)
class Asked:
    """Notice that a promise or our terms ask for: so many days, in these words, standing there."""

    days: int
    words: str
    deeds: frozenset[str]


def notices_asked(work: Workspace, held: Iterable[Promise]) -> list[Asked]:
    """Every notice asked for, by live promises to everybody and by sentences of our own terms."""
    words = [one.words for one in held if one.to is None]
    for paper in work.index.documents():
        if paper.fields.get("genre") == "terms":
            words += (" ".join(each.split()) for each in _SENTENCE.split(paper.text))
    found = []
    for each in dict.fromkeys(words):
        hours = max(quantities(each).durations, default=0.0) if _NOTICE.search(each) else 0.0
        if 24 <= hours < 100_000 and "notice" in deeds(each):
            found.append(Asked(round(hours / 24), each, _matters(each)))
    return found


_NOTICE = later(r"\b(?:notice|notif|announc|tell|advance|beforehand|before|ahead)", re.I)
_SENTENCE = later(r"(?<=[.!?])\s+|\n\s*\n")


def _fits(asked: Asked, words: str) -> bool:
    """Whether a notice holds for what a promise is about; one that names no matter holds for all."""
    if asked.words == words:
        return True
    mine, theirs = _named(asked.words), _named(words)
    if mine and theirs and not mine & theirs:
        return False
    return not asked.deeds or bool(asked.deeds & _matters(words))


def _named(words: str) -> set[str]:
    """Whom the words name, in the singular."""
    return {word.lower().rstrip("s") for word in re.findall(SERVED, words, re.I)}


def _matters(words: str) -> frozenset[str]:
    """What a promise is about, by its deeds and by the noun it names: pay, prices, terms."""
    named = {name for name, pattern in _NOUNS if pattern.search(words)}
    return frozenset(deeds(words) - {"notice", "free"} | named)


_NOUNS = (
    ("pay", later(r"\b(?:paid|pay|pays|payouts?|wages?|earnings)\b", re.I)),
    (
        "price",
        later(r"\b(?:prices?|fees?|costs?|charges?|tariffs?|commissions?|free)\b|[€$£]", re.I),
    ),
    ("terms", later(r"\b(?:terms|conditions|agreement|contract)\b", re.I)),
)


def noticed(touched: Touched, one: Promise, asked: Iterable[Asked], given: int | None) -> Touched:
    """The longest notice that holds for this promise, and what the plan gives.

    Without a day on which people are told, no more can be given than from today to the effect.
    """
    longest = max((each for each in asked if _fits(each, one.words)), key=_days, default=None)
    own = longest is not None and longest.words == one.words
    if longest is None or (touched.effect == "kept" and not own):
        return replace(touched, given_days=None if touched.effect == "kept" else given)
    touched = replace(touched, asked_days=longest.days, asked=longest.words, given_days=given)
    if own and given is not None and given < longest.days and touched.effect != "broken":
        return replace(touched, effect="broken", why=_short(longest, given), sure=one.confirmed)
    return touched


def surprised(
    held: Iterable[Promise],
    found: Iterable[Weighed],
    asked: Iterable[Asked],
    sides: Mapping[str, int],
    given: int | None,
) -> list[Weighed]:
    """Promises of notice that no sentence names, and that the effect of another one leaves no time for."""
    notices = {each.words: each for each in asked}
    known = {one.touched.promise for one in found}
    hurt = [
        one for one in found if one.touched.sure and one.touched.effect in ("broken", "strained")
    ]
    made = []
    for one in held:
        notice = notices.get(one.words)
        if notice is None or given is None or given >= notice.days or one.id in known:
            continue
        cause = next((each for each in hurt if _fits(notice, each.words)), None)
        if cause is not None:
            touched = Touched(
                one.id, "broken", one.confirmed, cause.touched.sentence, _short(notice, given),
                people_of(one, sides), one.to, notice.days, notice.words, given, CANNOT,
            )  # fmt: skip
            made.append(Weighed(touched, one.words))
    return made


def _days(asked: Asked) -> int:
    return asked.days


def _short(asked: Asked, given: int) -> str:
    return (
        f"{asked.days} days of notice are promised, {given} {'is' if given == 1 else 'are'} given"
    )


def people_of(one: Promise, sides: Mapping[str, int]) -> dict[str, int]:
    """Who is concerned by a promise to everybody: its side, those its words name, or all."""
    if one.side is not None:
        return {one.side: sides.get(one.side, 0)}
    spoken = _named(one.words)
    named = {side: n for side, n in sides.items() if side and side.lower().rstrip("s") in spoken}
    return named or dict(sides)
