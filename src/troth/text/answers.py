"""The value that a sentence gives of one thing, and whether two sentences speak of the same thing.

A value is a time, a sum, a share or an opening hour. What it is of are the weighty words of the
sentence. Two are of the same thing only where they share the deed and most words, and where
neither holds a name, a condition or a limit that the other does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from troth.text.pledged import deeds, weighty
from troth.text.quantities import WORDS, quantities
from troth.text.served import words as listed
from troth.text.wording import later

_CHANGING = later(
    r"\b(?:was|were|had|past|ago|since|so far|ha(?:s|ve) been (?:\d|over|more)|used to|until|from (?:the )?\d|as of|instead of|rather than|in place of|previously|formerly|"
    r"no longer|will (?:be )?(?:rise|change|increase|go up)|up from|down from|for example|e\.g\.|such as|say,|"
    r"average|about|around|roughly|approximately|usually|typically|between|either|or (?:within )?\d|"
    r"last (?:year|month|week)|this (?:year|month|week|quarter)|(?:19|20)\d\d|Q[1-4]|FY\d+)\b"
)
_LIMITS = {
    "least": r"\b(?:at least|minimum|no (?:less|fewer) than|more than|over|from)\b",
    "most": r"\b(?:at most|maximum|no (?:more|later) than|up to|within|under|less than|fewer than|not more than)\b",
    "after": r"\b(?:after|following|later than)\b",
    "before": r"\b(?:before|prior to|ahead of|in advance)\b",
    "if": r"\b(?:if|unless|when|where|in case|provided|except)\b",
    "not": r"\b(?:not|never|no|n['’]t)\b",
}
_NAME = later(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w&-]+", re.NOFLAG)
_ANY = later(rf"\d|\b(?:{'|'.join(word for word in WORDS if len(word) > 2)})\b")
_NUMBER = later(r"\d[\d.,]*", re.NOFLAG)
_SHORTEST = 0.01
"""Hours; “a second delivery” is no second."""
_UNITS = listed("""second minute hour day week month year business working percent per cent euro dollar pound
    within least most than one two three four five six seven eight nine ten twelve fourteen twenty
    thirty note been being automatically please also all""")


def holds_number(text: str) -> bool:
    """Whether a text can hold a value at all."""
    return _ANY().search(text) is not None


def frame(sentence: str) -> str:
    """A sentence without its numbers: two of one frame are two cases of a list."""
    return " ".join(re.findall(r"[a-z]+", _NUMBER().sub(" ", sentence.lower())))


def answers_in(sentence: str) -> Iterator[tuple[str, float, frozenset[str]]]:
    """Each kind of value that a sentence gives just once, with what it is of."""
    if (
        not _ANY().search(sentence)
        or sentence.endswith("?")
        or _CHANGING().search(sentence)
        or len(sentence) > 300
    ):
        return
    found = quantities(sentence)
    if not (found.durations or found.sums or found.shares or found.hours):
        return
    about = _about(sentence)
    many = len(_NUMBER().findall(sentence))
    if len(set(found.durations)) == 1 and many <= 1 and found.durations[0] > _SHORTEST:
        yield "time", found.durations[0], about
    if len(found.sums) == 1 and many <= 1:
        yield f"sum in {found.sums[0][0]}", found.sums[0][1], about
    if len(found.shares) == 1 and many <= 1:
        yield "share", found.shares[0], about
    if found.hours is not None and many <= 4:
        yield "hours", 100 * found.hours[0] + found.hours[1], about


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How far two values are of the same thing, from 0 to 1; 0 where something sets them apart."""
    for mark in ("@", "#if", "#not", "#before"):
        if _marked(one, mark) != _marked(other, mark):
            return 0.0
    ours = frozenset(word for word in one if word[0] not in "#@=")
    theirs = frozenset(word for word in other if word[0] not in "#@=")
    shared = len(ours & theirs)
    done = _marked(one, "=") & _marked(other, "=")
    if shared < 4 or not (done or _marked(one, "=") == _marked(other, "=")):
        return 0.0
    return shared / len(ours | theirs)


def _marked(words: frozenset[str], mark: str) -> frozenset[str]:
    return frozenset(word for word in words if word.startswith(mark))


def _about(sentence: str) -> frozenset[str]:
    """The weighty words, with the deeds (=), the names (@) and the limits (#) marked as such."""
    words = {_root(word) for word in weighty(sentence) if word not in _UNITS}
    limits = {f"#{name}" for name, regex in _LIMITS.items() if re.search(regex, sentence, re.I)}
    names = {f"@{name.lower()}" for name in _NAME().findall(sentence)}
    return frozenset(words | limits | names | {f"={deed}" for deed in deeds(sentence)})


def _root(word: str) -> str:
    """A word without its ending, so that “moved” and “move” are one."""
    return re.sub(r"(?:ed|ing|e)$", "", word) if len(word) > 3 else word
