"""What terms give their reader on six matters that can concern any side, and what they refuse.

Notice before being cut off, the reasons for it, a hearing, an answer within a time, notice of
changes, and a way to leave. What only a driver or only a passenger can need (fares, licences, tips)
is none of them, so that two texts for two sides can be held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from troth.patterns import later
from troth.text.quantities import quantities
from troth.text.wording import whole

Matter = Literal["notice", "reasons", "hearing", "answer", "changes", "leaving"]
MATTERS: tuple[Matter, ...] = get_args(Matter)
CALLED: dict[Matter, str] = {
    "notice": "notice before they are cut off",
    "reasons": "the reasons when they are cut off",
    "hearing": "being heard",
    "answer": "an answer within a time",
    "changes": "notice of changes",
    "leaving": "leaving",
}
"""How each matter is called in a sentence about a side."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one sentence says on one matter: gives it, refuses it, or (`held` None) only touches it.

    `hours` is how long, where the sentence says so: of notice, until an answer.
    """

    matter: Matter
    place: int
    held: bool | None
    hours: float | None = None


_NAMED = r"(?: [\w’'/,-]+){0,6}? (?:accounts?|access|agreement|contract|membership|partnership|app|platform|you|profile)\b"
_ENDS = r"(?:suspend|terminat|block|deactivat|restrict|ban|disabl|clos|revok|end|remov|exclud)"
_CUT = whole(
    rf"{_ENDS}\w*{_NAMED}",
    rf"(?:accounts?|access|agreement|contract|nobody|no one|anybody|you) (?:[\w’'-]+ ){{0,5}}?{_ENDS}(?:ed|ned|ked|d)",
)
_AHEAD = whole(
    r"notice", r"notif\w+", r"in advance", r"beforehand", r"ahead", r"warn(?:ed)? (?:you|them)", r"inform (?:you|them)",
    r"(?:let you|you will) know", r"tell (?:you|them)", r"(?:written|e-?mail(?:ed)?) (?:to )?you",
)  # fmt: skip
_NONE = whole(
    r"without (?:(?:any|giving|prior|advance|further|a|previous|our|us) )*(?:notice|warning|notification|notifying|telling|informing)",
    r"no (?:prior |advance |previous )?(?:notice|warning)", r"(?:with|without|at) (?:immediate effect|once)",
    r"not (?:obliged|required|bound) to (?:notify|inform|warn|give notice)",
)  # fmt: skip
_AT_WILL = whole(
    "at any time", "for any(?: or no)? reason", "for no reason", r"at (?:our|its|their) (?:sole |own |absolute )*discretion",
    "immediately",
)  # fmt: skip
_NOT_AHEAD = later(
    r"\bimmediately (?:up)?on (?:\w+ )?notice|\byour (?:\w+ )?notice|\b(?:not allow|not permit|cannot respect)\b",
    re.I,
)
_GIVEN = later(
    r"\b(?:if|in case|in (?:these|those|such) cases|in the event|where|when(?:ever)?|upon|after|breach\w*|violat\w+"
    r"|fraud\w*|misus\w+|abus\w+|unless|except\w*|suspect\w*|illegal\w*|unlawful\w*|fail\w*|malicious|required by law|danger\w*|threat\w*)\b",
    re.I,
)
"""What makes a power a reply to something the reader did, and no power at will."""
_READER_MUST = later(
    r"\byou (?:\w+ )?(?:must|shall|have to|need to|should|agree|undertake|are (?:obliged|required)|will (?:notify|inform|give|tell|provide|respond|answer))\b",
    re.I,
)
_READER_MAY = r"\byou (?:\w+ )?(?:may|can|are free to|are entitled to|have the right to)(?! ?not)"
_LEAVES = later(
    rf"{_READER_MAY} (?:[\w,]+ ){{0,6}}?(?:cancel|terminat\w*|end|leave|close|stop|withdraw|quit)\b",
    re.I,
)
_MAY_NOT_LEAVE = whole(
    r"you (?:may ?not|can ?not|can't) (?:cancel|terminate|end|leave)", r"cannot be (?:cancelled|canceled|terminated) by you",
    r"early (?:termination|exit|cancellation) (?:fee|charge)", r"minimum term of",
)  # fmt: skip
_SUPPOSED = later(
    r"^\W*(?:\d[\d.]*\W+)?(?:if|in case|where|when)\b(?! you (?:wish|want|would like))", re.I
)
_ASIDES = later(r"\s*\([^()]{1,80}\)")
"""“7 (seven) days” names one time, and an example in brackets parts no sentence."""
_ASIDE = later(r"\b(?:orders?|bookings?|requests?|rides?|trips?|deliver\w+|newsletters?|trial|cookies|consent|tickets?)\b", re.I)  # fmt: skip
_REASONS = whole(
    r"(?:stat|giv|tell|explain|provid|send)\w* (?:you |them )?(?:[\w’']+ ){0,5}?reasons?", "statement of reasons",
    r"reasons? (?:[\w]+ ){0,4}?(?:is|are|will be) (?:given|stated|explained|provided|sent)", r"(?:tell|explain to) (?:you|them) why",
    r"(?:say|explain) why",
)  # fmt: skip
_NO_REASONS = whole(
    r"without (?:giving |stating |providing |having to )*(?:state |give )?(?:any |a |the |our )?reasons?",
    r"(?:not (?:obliged|required|bound)|no (?:duty|obligation)|need not|do not have) to (?:state|give|explain|provide)\b[^.;]{0,30}\breasons?",
)  # fmt: skip
_HEARD = whole(
    r"appeals?", r"right (?:of|to) (?:reply|be heard)", r"(?:be|been|being) heard", r"hear (?:you|them|both sides|your side)",
    r"(?:contest|challenge|object to|dispute) (?:a|the|this|any|our|such|that) (?:decision|block|blocking|suspension|closure|rating|penalty|deactivation|termination)",
    r"ask (?:us )?(?:for (?:a )?review|to review)", r"reviewed by a (?:person|human)", "human review", "your side of",
    r"say (?:your|their) side", r"disagree with (?:a|the|our|this) (?:decision|block|suspension|closure|penalty)",
)  # fmt: skip
_NOT_HEARD = whole(
    r"no (?:right of )?appeal", r"(?:can ?not|may not|can't) (?:be )?(?:appeal|contest|challeng|review)\w*",
    r"(?:decision|block|suspension|closure)s? (?:is|are|shall be) final", "without (?:being |having been )?heard",
)  # fmt: skip
_COURTS = later(r"\b(?:courts?|arbitrat\w+|tribunal|jurisdiction|jury)\b", re.I)
_ANSWERS = whole(
    r"(?:answer|repl(?:y|ies)|respon[ds]|resolv|decid|acknowledg)\w*",
    r"(?:settle|close|handle|process)[ds]?",
)
_ASKED = whole(
    "complaints?", "questions?", "messages?", r"requests? (?:for|to) (?:help|support|review)", "enquir(?:y|ies)", "inquir(?:y|ies)",
    "appeals?", "objections?", "e-?mails?", "claims?", "applications?", "everything you write",
)  # fmt: skip
_WITHIN = later(
    r"\b(?:within|in (?:under|less than|at most)?|no later than|the same|by the next)\b", re.I
)
_NO_ANSWER = whole(
    r"(?:not (?:obliged|required)|no (?:obligation|duty)) to (?:answer|respond|reply)"
)
_CHANGED = later(
    r"\b(?:chang|modif|updat|amend|revis|rais|increas)\w*\b[^.;]{0,60}?\b(?:terms|agreement|conditions|polic(?:y|ies)|prices?|fees?|commission|rates?|t&cs)\b"
    r"|\b(?:terms|agreement|conditions|polic(?:y|ies)|prices?|fees?|commission|rates?|t&cs)\b[^.;]{0,60}?\b(?:chang|modif|updat|amend|revis|rais|increas)\w*"
    r"|\b(?:notice|notif\w+|inform\w*)\b[^.;]{0,60}?\b(?:amendments?|changes|modifications)\b",
    re.I,
)


def grants(sentences: Sequence[str]) -> Iterator[Grant]:
    """What these sentences give or refuse their reader, matter by matter, by their numbers."""
    for place, sentence in enumerate(sentences):
        words = _ASIDES.sub("", " ".join(sentence.split()))
        if words.endswith("?"):
            continue
        for matter, says in _SAYS.items():
            held, hours = says(words)
            if held is not None or hours is not None:
                yield Grant(matter, place, None if hours == _TOUCHED else held, _hours(hours))


_TOUCHED = -1.0
"""Stands for hours where a sentence speaks of the matter and neither gives nor refuses it."""
Said = tuple[bool | None, float | None]
_NOTHING: Said = (None, None)


def _hours(hours: float | None) -> float | None:
    return hours if hours is not None and hours >= 0 else None


def _notice(words: str) -> Said:
    if _LEAVES.search(words) or _READER_MUST.search(words) or not _CUT.search(words):
        return _NOTHING
    given = _GIVEN.search(words)
    if _NONE.search(words):
        return (None, _TOUCHED) if given else (False, None)
    ahead = _AHEAD.search(words) and not _NOT_AHEAD.search(words)
    if ahead and (_long(words) is not None or not given):
        return True, _long(words)
    return (False, None) if _AT_WILL.search(words) and not given else (None, _TOUCHED)


def _changes(words: str) -> Said:
    if _READER_MUST.search(words) or not _CHANGED.search(words):
        return _NOTHING
    if _NONE.search(words):
        return (None, _TOUCHED) if _GIVEN.search(words) else (False, None)
    if _AHEAD.search(words) and not _NOT_AHEAD.search(words):
        return True, _long(words)
    free = _AT_WILL.search(words) and not _GIVEN.search(words) and not _LEAVES.search(words)
    return (False, None) if free else (None, _TOUCHED)


def _reasons(words: str) -> Said:
    if _NO_REASONS.search(words):
        return False, None
    if _READER_MUST.search(words) or not _REASONS.search(words):
        return _NOTHING
    return (True, None) if _decides(words) else _NOTHING


def _decides(words: str) -> bool:
    return bool(
        _CUT.search(words)
        or re.search(r"\b(?:decision|decide|block|penalt|refus|reject)\w*", words, re.I)
    )


def _hearing(words: str) -> Said:
    if _COURTS.search(words):
        return _NOTHING
    if _NOT_HEARD.search(words):
        return (
            (True, None)
            if re.search(r"\b(?:nobody|no one|never|not)\b", words, re.I) and "without" in words
            else (False, None)
        )
    return (True, None) if _HEARD.search(words) else _NOTHING


def _answer(words: str) -> Said:
    if _NO_ANSWER.search(words):
        return False, None
    if _READER_MUST.search(words) or not (_ANSWERS.search(words) and _ASKED.search(words)):
        return _NOTHING
    return (
        (True, min(_durations(words))) if _WITHIN.search(words) and _durations(words) else _NOTHING
    )


def _leaving(words: str) -> Said:
    if _MAY_NOT_LEAVE.search(words):
        return False, None
    if not _LEAVES.search(words) or _ASIDE.search(words) or _SUPPOSED.search(words):
        return _NOTHING
    return True, _long(words) or 0.0


_SAYS: dict[Matter, Callable[[str], Said]] = {
    "notice": _notice,
    "reasons": _reasons,
    "hearing": _hearing,
    "answer": _answer,
    "changes": _changes,
    "leaving": _leaving,
}


def _long(words: str) -> float | None:
    """The longest time of a sentence that stands near to a word of notice."""
    near = [words[max(0, at.start() - _NEAR) : at.end() + _NEAR] for at in _SPOKEN.finditer(words)]
    return max((hours for part in near for hours in _durations(part)), default=None)


_NEAR = 40
_SPOKEN = later(
    r"\b(?:notic\w+|notif\w+|advance|before\w*|prior|ahead|earlier|warn\w*|inform\w*|tell|know)\b",
    re.I,
)


def _durations(words: str) -> list[float]:
    """Lengths of time; none that is no time at all."""
    return [hours for hours in quantities(words).durations if 0 < hours < 24 * 400]


@dataclass(frozen=True, slots=True)
class Uneven:
    """One matter on which one of two texts gives more: `less` is None where the other says nothing."""

    matter: Matter
    first_has_more: bool
    more: Grant
    less: Grant | None


_SHORTER_IS_BETTER = ("answer", "leaving")
_SILENCE_TELLS = ("reasons", "hearing", "answer", "changes")
"""Where silence of the other text is a question; of the rest it only says that nothing is to be feared."""


def uneven(first: Sequence[Grant], second: Sequence[Grant]) -> Iterator[Uneven]:
    """On which matters one text gives its reader more than the other gives its own.

    More is to give what the other refuses, a longer notice, a shorter wait, or a length where the
    other names none.
    """
    for matter in MATTERS:
        pair = [_best(matter, grants) for grants in (first, second)]
        if pair[0] is None and pair[1] is None:
            continue
        ranks = [_rank(matter, one) for one in pair]
        if ranks[0] == ranks[1]:
            continue
        at = 0 if ranks[0] > ranks[1] else 1
        more, less = pair[at], pair[1 - at]
        if more is not None and more.held and (less is not None or matter in _SILENCE_TELLS):
            yield Uneven(matter, at == 0, more, less)


def _best(matter: Matter, grants: Sequence[Grant]) -> Grant | None:
    """What a text gives best on a matter, else what it refuses; None where it does neither."""
    own = [one for one in grants if one.matter == matter and one.held is not None]
    return max(own, key=lambda one: (_rank(matter, one), -one.place), default=None)


def _rank(matter: Matter, one: Grant | None) -> tuple[int, float]:
    if one is None:
        return 0, 0.0
    if not one.held:
        return -1, 0.0
    if one.hours is None:
        return 1, 0.0
    return 2, -one.hours if matter in _SHORTER_IS_BETTER else one.hours
