"""How heavy is a right that the reader gives up, or gives away, for good?

It weighs less where it is given for one purpose only, ends when she deletes what it is about, is
given to other readers and not to us, or can still be opted out of.
"""

from __future__ import annotations

import re
from typing import Literal

from troth.patterns import later

_BOTH = later(r"\b(?:we and you|you and (?:we|us|(?-i:[A-Z])\w+)|you each|each of us|both)\b", re.I)
_GIVEN = later(r"\b(?:feedback|suggestions?|ideas?|recommendations?)\b", re.I)
_FOR_THIS_ONLY = later(
    r"\b(?:sole|only|limited) purposes? of|\b(?:solely|only) (?:to|for|in order|in connection|as (?:needed|necessary|required))|\bonly (?:\w+ ){0,2}extent\b|\bas (?:is )?(?:needed|necessary|required) to\b|"
    r"\b(?:on|throughout|within) (?:our|the|this) (?:web ?site|site|platform|app|services?)[. ]*$|\bbasic (?:\w+ ){0,2}information\b",
    re.I,
)
_TO_OTHERS = later(
    r"\bgrant (?:those|other|each|all|every) (?:other )?(?:users?|subscribers?|members?)", re.I
)
_PURPOSE = later(r"\b(?:sole|only|limited) purposes? of\b", re.I)
_UNTIL_DELETED = later(
    r"\blicen[cs]es?\b[^.;]{0,40}\b(?:ends?|terminates?|expires?|ceases?)\b|\byou withdraw\b[^.;]{0,40}\blicen[cs]e",
    re.I,
)
_OPT_OUT = later(r"\bopt[- ]?out\b|\breject (?:this|the) arbitration", re.I)
_SEEN = later(
    r"\b(?:exposed to|encounter|come across)\b[^.;]{0,120}\b(?:offensive|obscene|indecent|objectionable|inaccurate)",
    re.I,
)


def waived(sentence: str, words: str, around: str) -> Literal["none", "doubtful", "heavy"]:
    """How heavy a right given up is; doubtful where it has a purpose, a term or a way out."""
    if _BOTH.search(sentence):
        return "none"
    if len(sentence) < 40 or re.search(r"\bnot perpetual\b", sentence, re.I):
        return "doubtful"
    if re.search("grant|give|assign", words, re.I):
        fair = any(one.search(sentence) for one in (_GIVEN, _FOR_THIS_ONLY, _TO_OTHERS))
        fair = fair or any(one.search(around) for one in (_UNTIL_DELETED, _PURPOSE))
        return "doubtful" if fair else "heavy"
    others = re.search(r"with respect there", sentence, re.I) and _SEEN.search(around)
    timely = re.search(r"\bwithin (?:\w+ |\(\d+\) ){1,3}(?:days|months|years?)\b", around, re.I)
    return "doubtful" if others or timely or _OPT_OUT.search(around) else "heavy"
