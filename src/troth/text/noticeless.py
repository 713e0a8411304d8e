"""Does a sentence say outright that one side may act without notice, and is it ours?

`no-notice` tells such sentences, and `at-will` leaves them to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later

_DEED = later(
    r"\b(?:chang|modif|terminat|suspen|discontinu|remov|cancel|revok|refus|limit|restrict|block|delet|amend|updat|"
    r"alter|withdraw|clos|disabl|assign|transfer|increas|adjust|vary|varied|revis|replac|ceas|stop|end\b|ban|reject|"
    r"den(?:y|ied)|interrupt|add|edit|adapt|monitor|disclos|access|charg|deduct|withh|take down|introduc|impose|correct|"
    r"substitut|reduc|expire|deactivat|shut|cut|disconnect|reclaim|renam|forfeit|purg|erase|move|sell|subcontract|delegat|raise|us(?:e|ing)\b|improv)",
    re.I,
)
_READER = later(
    r"\b(?:you|customers?|users?|clients?|sellers?|hosts?|members?|licensees?|subscribers?|guests?)\b(?: \w+ly)?,? (?:may|can|must|shall|will|agrees? (?:not )?to|agree|are|should)\b(?! (?:also )?be )(?!(?: \w+){0,3} that\b)",
    re.I,
)
_OURS = later(
    r"\b(?:we|(?!(?:You|Users?|Customers?|Clients?|Sellers?|Hosts?|Members?|Licensees?|Subscribers?|Guests?)\b)(?-i:[A-Z])[\w&.-]+|the (?:company|provider|platform|service|site|website)|it)(?:,? \w+ly,?)? (?:may|can|will|shall|could|reserves?|has|have|is|are|retains?|might)\b|"
    r"\b(?:may|can|will|could|might|shall) (?:also )?be\b|\breserves? (?:the|all|its|our)|\bour right|\bright (?:to|of)\b|\bbe (?:\w+ly )?\w+ed\b|\bentitled to\b|\bsubject to\b",
    re.I,
)
_BOTH = later(r"\b(?:either|each|both|neither) (?:of (?:us|the parties)|part(?:y|ies))\b", re.I)
_NEVER = later(
    r"\b(?:will|shall|may|can|do|does|would)(?: not|n't|not)\b(?!(?: \w+){0,2} (?:liable|responsible|obligat|required))|\bcannot\b|\bnever\b|\bnot without\b",
    re.I,
)
_TURN = later(
    r"\b(?:and|but|or|that) (?:we|it|you|(?-i:[A-Z])\w+|may|can|will|shall)\b|, (?:we|(?-i:[A-Z])\w+) (?:may|can|will|reserve)",
    re.I,
)
_LAW = later(
    r"\b(?:fraud\w*|court|regulator|danger\w*|safety|emergenc(?:y|ies)|required by (?:\w+ )?law|security (?:risk|threat|breach|incident))\b",
    re.I,
)

_REACH = 250
"""Characters before the words in which their right may begin."""

_OUTRIGHT = later(
    r"\bwithout (?:\w+,? ){0,5}(?:notice|notification|notifying|warning)\b|\bno (?:prior|advance) notice\b",
    re.I,
)
_SOLE = later(r"\b(?:sole|absolute)(?: and \w+)? discretion\b", re.I)
_ABRUPT = later(
    r"\b(?:(?:at|from) any ?(?:time|moment)|time to time|immediate\w*|any(?: or no)? reason|no reason|at will|whenever|instantly|automatically|unilaterally)\b",
    re.I,
)


def said_outright(sentence: str) -> bool:
    """Whether “without notice” or its like is said in so many words."""
    return _OUTRIGHT.search(sentence) is not None


def hangs_on_us(words: str) -> bool:
    """Whether nothing but our sole discretion does away with notice."""
    return _SOLE.search(words) is not None and _ABRUPT.search(words) is None


def with_the_right(prose: str, words: Span) -> Span:
    """The words with the right that they go with, from where it begins in their clause."""
    first = max(0, words.start - _REACH)
    before = re.split(r"[.;:?!](?=\s)", prose[first : words.start])[-1]
    theirs = _last(_READER.finditer(before))
    right = next((one for one in _OURS.finditer(before) if one.start() >= theirs), None)
    return Span(words.start - len(before) + right.start(), words.end) if right else words


def unannounced(before: str, words: str, after: str) -> Literal["speaks", "unsure"] | None:
    """Whether words like “without notice” go with a right of ours; unsure where the law is why."""
    clause = before.rsplit(";", 1)[-1]
    sentence = f"{clause}{words}{after}"
    if _BOTH.search(sentence):
        return None
    deed = _DEED.search(clause) or _DEED.search(after[:160])
    if deed is None:
        return None
    theirs = _last(_READER.finditer(clause))
    ours = _last(_OURS.finditer(clause))
    if not ours and not _OURS.search(after[:120]):
        return None
    if theirs > ours:
        return None
    if _last(_NEVER.finditer(clause)) > _last(_TURN.finditer(clause)):
        return None
    return "unsure" if _LAW.search(sentence) else "speaks"


def _last(found: Iterator[re.Match[str]]) -> int:
    """Where the last of some matches begins, counted from one; 0 for none."""
    return max((one.start() + 1 for one in found), default=0)
