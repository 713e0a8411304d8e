"""Does somebody tell a trouble that she has told before: by her own word, or in the same words?

`says_again` finds the words that say so ("I have already told your colleague", "the third time I
write", "I sent a mail and nobody answered"). `same_matter` compares two messages by what is
spoken of, and by long numbers, which belong to one order or one ticket only.
"""

from __future__ import annotations

import re
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.masking import masked
from troth.text.matter import things
from troth.text.wording import either, whole

Nearness = Literal["same", "perhaps", ""]
LEAST = 3
"""So many things in common make one matter, if they are a good part of the shorter message."""
SHARE, HINT = 0.5, 0.34
_TELL = either(
    "told, said, explained, written, wrote, asked, reported, described, contacted, called, phoned,"
    "messaged, e-?mailed, mailed, mentioned, complained, dm'?e?d, raised, informed, notified"
)
_TELLING = either(
    "tell(?:ing)?, explain(?:ing)?, ask(?:ing)?, writ(?:e|ing), repeat(?:ing)?, report(?:ing)?,"
    "contact(?:ing)?, call(?:ing)?, mail(?:ing)?, e-?mail(?:ing)?, messag(?:e|ing), complain(?:ing)?,"
    "say(?:ing)?, rais(?:e|ing), chas(?:e|ing)"
)
_SENT = either(
    "sent, e-?mailed, mailed, wrote, written, dm'?e?d, messaged, called, contacted, phoned, submitted,"
    "opened, filed, raised, filled, reported, asked, replied"
)
_NTH = either(
    "second, third, fourth, fifth, sixth, tenth, umpteenth, nth, 2nd, 3rd, \\d{1,2}th, hundredth"
)
_TIMES = (
    r"(?:twice|thrice|(?:two|three|four|five|six|ten|several|multiple|many|so many|countless"
    r"|\d{1,3}) times|again and again|over and over|repeatedly)"
)
_HAVE = r"(?:i|we)(?: have|['’]ve|ve| had|['’]d)?"
_AGAIN = whole(
    rf"(?:as|like) (?:i|we)(?: have|['’]ve| had)?(?: already| just)? {_TELL}"
    r"(?= (?:before|already|earlier|yesterday|last|in my|to|you|your)\b)",
    rf"{_HAVE} already {_TELL}(?! (?:for|off|it off)\b)",
    rf"{_HAVE} already (?:sent|given|gave|provided|answered|submitted|shared) (?:you|your|this|that|it|all|an?|the|my|them)\b",
    rf"{_HAVE} (?:\w+ ){{0,1}}?told (?:you|your|you guys|somebody|someone|a colleague)\b[^.!?]{{0,40}}"
    r"\b(?:already|before|yesterday|last \w+|earlier|twice|times)",
    rf"(?:for (?:the|a)|(?:this is|it['’]?s|its)(?: now| already)? (?:the|my)) {_NTH} time"
    rf"[^.!?]{{0,25}} {_TELLING}",
    rf"{_TELLING} (?:\w+ ){{0,4}}(?:for )?(?:the|a) {_NTH} time",
    rf"(?:my|this is the|the) {_NTH} (?:e-?mail|mail|message|ticket|letter|request|tweet|dm|complaint"
    r"|report|attempt to (?:reach|contact))",
    rf"how many (?:more )?times (?:do|must|have|should|am|did) (?:i|we)\b[^.!?]{{0,16}} (?:{_TELLING}|{_TELL})",
    rf"(?:i|we) (?:keep|kept) (?:having to )?{_TELLING} (?:you|this|it|the same|your)\b",
    rf"(?:have|had|having|want|need) to {_TELLING} (?:\w+ ){{0,6}}(?:again|over again|once more)",
    r"repeat(?:ing|ed)? myself|(?:explain|tell|repeat)\w* (?:myself|everything|it all|the same (?:thing|story))"
    r"[^.!?]{0,20} (?:again|over|every time|each time)",
    rf"{_HAVE} (?:\w+ ){{0,2}}?{_TELL} (?:[^.!?]{{0,30}} )?{_TIMES}",
    rf"{_HAVE}(?: already| even)? {_SENT}\b[^.!?]{{0,70}}(?:\bno (?:answer|reply|response|one\b|luck with)"
    r"|never (?:answer|repl|heard|got)\w*|(?:haven['’]?t|have not|didn['’]?t|did not|not) (?:yet )?"
    r"(?:heard|get|got|receiv\w+|had)\b|nobody|without (?:an? |any )?(?:answer|reply|response))",
)
_OTHERS = later(
    r"\b(?:n['’]t|not|never|if|unless|should|could) (?:\w+ ){0,2}?(?:already )?"
    r"(?:told|sent|asked|tell|repeat)\b|\b(?:told|asked) (?:me|us|him|her|my (?:wife|husband|friend))\b",
    re.I,
)
_NUMBER = later(r"(?<![\w.])(?=[A-Z-]*\d)[A-Z\d-]{5,}(?!\w|\.\w)")


def says_again(text: str) -> Span | None:
    """The words by which she says that she told it before; None where she says no such thing."""
    plain = masked(text)
    for found in _AGAIN.finditer(plain):
        if not _OTHERS.search(found[0]):
            return Span(found.start(), found.end())
    return None


def same_matter(earlier: str, later: str) -> Nearness:
    """Whether two messages of one person are about one matter, as far as their words tell."""
    if set(_NUMBER.findall(masked(earlier))) & set(_NUMBER.findall(masked(later))):
        return "same"
    one, other = things(masked(earlier)), things(masked(later))
    common, least = len(one & other), min(len(one), len(other))
    if not least:
        return ""
    if common >= LEAST and common / least >= SHARE:
        return "same"
    return "perhaps" if common >= LEAST and common / least >= HINT else ""
