"""What makes a right without notice less hard than its words?

A right to change or to cut off hurts less where the reader's own deed is its ground, where what it
touches is ours and nobody loses by it, and where notice or a way out is promised close by. “Without
notice” and “for no reason” stand whatever the ground.
"""

from __future__ import annotations

from typing import Literal

from troth.text.wording import later

Ease = Literal["", "none", "cause", "small", "some"]

_PLAIN = later(
    r"\b(?:without (?:\w+ ){0,4}(?:notice|notification|warning|notifying|informing|reasons?|explanation|consent)|"
    r"with or without|(?:with )?no (?:prior |advance |further )?(?:notice|notification|warning)|(?:any|no) or (?:any|no) reason|no reason|unilaterally|for any reason|any reason or)"
)
_UNTOLD = later(
    r"\b(?:without (?:\w+ ){0,4}(?:notice|notification|warning|notifying|informing)|"
    r"with or without|no (?:prior |advance |further )?(?:notice|notification|warning))\b"
)
_CAUSE = later(
    r"\b(?:violat\w+|breach\w*|misus\w+|abus\w+|fraud\w*|infring\w+|false\b|untrue|misleading|unauthori[sz]ed|objectionable|inappropriate|offensive|"
    r"non-?compl\w+|not comply|contrary to|fail(?:s|ure|ed)? to|not collect|overdue|unpaid|insecure|suspect\w*|concern about|underage|ineligible|any of the following|unable to (?:\w+ ){0,2}verify|"
    r"harmful|unacceptable|illegal|unlawful|malicious|deviates|in case of such|in the event of such|to protect|must not upload|"
    r"if (?:we|(?-i:[A-Z])[\w.]+|it|in our)(?: \w+){0,3} (?:believes?|determines?|considers?|opinion|discovers?|finds?|becomes? aware|receives?)|in response to)\b"
)
_SMALL = later(
    r"\b(?:application for registration|refuse (?:your )?registration|permission to link|link to (?:the|our)|"
    r"(?:restricted|limited) to (?:certain|paying|selected|some|specific)|beta\b|preview\b|"
    r"(?:services?|subscription) can be cancell?ed (?:in|by you|from|via|through)|at the discretion of the|affiliate that provides|either (?:you|party|of us)|both parties|"
    r"introduce (?:\w+ ){0,4}(?:offers?|discounts?)|update (?:the |our )?(?:apps?|software))\b"
)
_HARMLESS = later(
    r"\b(?:(?:update|change|modif\w+|expand|revise)\b[^.;]{0,40}\b(?:content (?:on|of) (?:the|this|our)|(?:these )?parameters|algorithms?|look|design|layout|contents? and structure)|"
    r"to improve|trial offers?|promotion\w*|competitions?|contests?|(?:some|certain) parts of|reasonable (?:extent|cause|reasons?)|justifiable|"
    r"remove a product|upgrades? the|open |not to publish)\b"
)
_TOLD = later(
    r"\b(?:will|shall|we'll|would|undertakes? to|must|agrees? to|by) (?:\w+,? ){0,5}?(?:notify|notified|inform(?:ed|ing)?|alert(?:ed)?|tell|let you know|let users know|"
    r"e-?mail(?:ing)?|give (?:you )?(?:\w+ ){0,4}notice|provide (?:you )?(?:\w+ ){0,6}(?:notice|notification)|notifying|send you)\b|"
    r"\b(?:prior|advance|reasonable|written|\d+ days['’]?) (?:written )?notice (?:of|to|by|before|will|is|via|through)|"
    r"\b(?:effective|apply|force) (?:\w+ )?\(?(?:\d+|ten|fourteen|thirty|sixty)\)? (?:\w+ )?days\b|\bchanges? (?:will|shall|do|does)(?: not)? (?:only )?(?:apply|take effect|become effective|affect)\b[^.;]{0,60}\b(?:current|existing|after|next|renewal|days|later)|"
    r"\b(?:until|during) (?:the (?:end of )?(?:the )?|your )(?:then[- ])?(?:current )?(?:\w+ )?(?:term|period)\b"
)
_NOT_TOLD = later(
    r"\b(?:by (?:updating|posting|changing|modifying)|not be (?:notified|informed))\b"
)
_DOOR = later(
    r"\b(?:you|users?|customers?|members?) (?:can|may|are free to|will be able to|has the right to|have the right to|can then) (?:then |always |also |freely )?(?:decide|choose|cancel|terminate|withdraw|leave|appeal|object|contest)\b|\bappeals?\b"
)
_OWN_WISH = later(
    r"\byou (?:can |may |choose to |decide to |wish to |want to )?(?:delete|cancel|close|leave)\b[^.;]{0,60}\b(?:account|profile|membership)"
)
_BY_ITSELF = later(r"^(?:your|the) (?:\w+ )?(?:account|profile|membership|data)\b")
_ELSEWHERE = later(
    r"\bas (?:laid out|set forth|set out|outlined|detailed|described|explained|specified|provided)(?: \w+)? (?:in|herein|below|above|under)|\bexcept as\b|\bset forth herein"
)


def eased(kind: str, clause: str, sentence: str, around: str) -> Ease:
    """What eases a right of a kind (“change”, “end”, “withhold”); “none” where it is no harm.

    `clause` is the right as quoted, `around` the sentences beside it.
    """
    if _SMALL().search(clause) or _ELSEWHERE().search(sentence):
        return "none"
    if _BY_ITSELF().search(clause) and _OWN_WISH().search(around):
        return "none"
    if not _UNTOLD().search(sentence) and _promised(around):
        return "some"
    if _PLAIN().search(sentence):
        return ""
    if _CAUSE().search(sentence):
        return "cause"
    if _HARMLESS().search(sentence):
        return "small"
    return "some" if kind == "change" and _DOOR().search(around) else ""


def _promised(around: str) -> bool:
    """Whether the reader is told by somebody, and not only by a page that has changed."""
    return any(
        not _NOT_TOLD().search(around[found.start() : found.end() + 60])
        for found in _TOLD().finditer(around)
    )
