"""What makes a right without notice less hard than its words?

A right to change or to cut off hurts less where the reader's own deed is its only ground, where
what it touches is ours or nobody has it yet, and where notice, an answer, a refund or a way out is
promised close by. “For any reason” stands whatever the ground.
"""

from __future__ import annotations

import re
from typing import Literal

from troth.patterns import later
from troth.text.bounding import bounded

Ease = Literal["", "none", "cause", "small", "some"]

_PLAIN = later(
    r"\b(?:without (?:\w+ ){0,4}(?:notice|notification|warning|notifying|informing|reasons?|explanation|consent)|"
    r"with or without|(?:with )?no (?:prior |advance |further )?(?:notice|notification|warning)|(?:any|no) or (?:any|no) reason|no reason|unilaterally|for any reason|any reason or)",
    re.I,
)
_UNTOLD = later(
    r"\b(?:without (?:\w+ ){0,4}(?:notice|notification|warning|notifying|informing)|"
    r"with or without|no (?:prior |advance |further )?(?:notice|notification|warning))\b",
    re.I,
)
_CAUSE = later(
    r"\b(?:violat\w+|breach\w*|misus\w+|abus\w+|fraud\w*|infring\w+|false\b|untrue|misleading|unauthori[sz]ed|objectionable|inappropriate|offensive|"
    r"non-?compl\w+|not comply|contrary to|fail(?:s|ure|ed)? to|not collect|overdue|unpaid|insecure|suspect\w*|concern about|underage|ineligible|any of the following|unable to (?:\w+ ){0,2}verify|"
    r"harmful|unacceptable|illegal|unlawful|malicious|deviates|in case of such|in the event of such|to protect|must not upload|"
    r"if (?:we|(?-i:[A-Z])[\w.]+|it|in our)(?: \w+){0,3} (?:believes?|determines?|considers?|opinion|discovers?|finds?|becomes? aware|receives?)|in response to)\b",
    re.I,
)
_SMALL = later(
    r"\b(?:application for registration|refuse (?:your )?registration|permission to link|link to (?:the|our)|"
    r"(?:restricted|limited) to (?:certain|paying|selected|some|specific)|beta\b|preview\b|"
    r"(?:services?|subscription) can be cancell?ed (?:in|by you|from|via|through)|at the discretion of the|affiliate that provides|either (?:you|party|of us)|both parties|"
    r"introduce (?:\w+ ){0,4}(?:offers?|discounts?)|update (?:the |our )?(?:apps?|software))\b",
    re.I,
)
_HARMLESS = later(
    r"\b(?:payment methods|change the content\b|(?:update|change|modif\w+|expand|revise)\b[^.;]{0,40}\b(?:content (?:on|of) (?:the|this|our)|(?:these )?parameters|algorithms?|look|design|layout|contents? and structure)|"
    r"to improve|trial offers?|promotion\w*|competitions?|contests?|(?:some|certain) parts of|reasonable (?:extent|cause|reasons?)|justifiable|"
    r"remove a product|upgrades? the|open |not to publish)\b",
    re.I,
)
_TOLD = later(
    r"\b(?:will|shall|we'll|would|undertakes? to|must|agrees? to|by) (?:\w+,? ){0,5}?(?:notify|notified|inform(?:ed|ing)?|alert(?:ed)?|tell|let you know|let users know|"
    r"e-?mail(?:ing)?|give (?:you )?(?:\w+,? ){0,4}notice|announce|communicat(?:e|ed)|be (?:sent|forwarded)(?: to)?|provide (?:you )?(?:\w+ ){0,6}(?:notice|notification)|notifying|send you)\b|"
    r"\b(?:prior|advance|reasonable|written|\d+ days['’]?) (?:written )?notice (?:of|to|by|before|will|is|via|through)|"
    r"\b(?:effective|apply|force) (?:\w+ )?\(?(?:\d+|ten|fourteen|thirty|sixty)\)? (?:\w+ )?days\b|\bchanges? (?:will|shall|do|does)(?: not)? (?:only )?(?:apply|take effect|become effective|affect)\b[^.;]{0,60}\b(?:current|existing|after|next|renewal|days|later)|"
    r"\b(?:until|during) (?:the (?:end of )?(?:the )?|your )(?:then[- ])?(?:current )?(?:\w+ )?(?:term|period)\b",
    re.I,
)
_TRIES = later(
    r"\b(?:try|tries|attempt|endeavou?r|aim|strive|efforts?|steps|undertake) to (?:\w+ ){0,3}?(?:notify|inform|alert|tell|let you know|give (?:[\w'’]+ ){0,6}notice|provide (?:[\w'’]+ ){0,6}(?:notice|notification))|"
    r"\b(?:you|users?|members?|customers?)(?:'ll| will| shall) receive (?:\w+ ){0,4}(?:notice|notification|e-?mail|message)\b|"
    r"\b(?:\d+|seven|ten|fourteen|thirty|sixty|ninety)\)? (?:calendar |business |working )?days['’]? (?:after|from|following|before|prior|in advance|notice)",
    re.I,
)
_NOT_TOLD = later(
    r"\b(?:by (?:updating|posting|changing|modifying)|not be (?:notified|informed))\b", re.I
)
_DOOR = later(
    r"\b(?:you|users?|customers?|members?) (?:can|may|are free to|will be able to|has the right to|have the right to|can then) (?:then |always |also |freely )?(?:decide|choose|cancel|terminate|withdraw|leave|appeal|object|contest)\b|\bappeals?\b",
    re.I,
)
_OWN_WISH = later(
    r"\byou (?:can |may |choose to |decide to |wish to |want to )?(?:delete|cancel|close|leave)\b[^.;]{0,60}\b(?:account|profile|membership)",
    re.I,
)
_BY_ITSELF = later(r"^(?:your|the) (?:\w+ )?(?:account|profile|membership|data)\b", re.I)
_ELSEWHERE = later(
    r"\bas (?:laid out|set forth|set out|outlined|detailed|described|explained|specified|provided)(?: \w+)? (?:in|herein|below|above|under)|\bexcept as\b|\bset forth herein",
    re.I,
)
_LEFT = later(r"\bif you have (?:cancell?ed|closed|deleted)\b", re.I)
_SUM = later(r"\blimited to the (?:higher|greater|lesser|amount)", re.I)
_MUTUAL = later(
    r"\beither (?:you|party|of us) (?:or|and|may|can)\b|\b(?:you or we|we or you) (?:may|can)\b",
    re.I,
)
_BY_THEM = later(
    r"\b(?:changed|ended|closed|deleted|removed|revoked|terminated|suspended|cancell?ed|withdrawn) by (?:you|the (?:user|customer|member|subscriber))\b",
    re.I,
)
_UNBOUGHT = later(
    r"\b(?:formulas?|algorithms?|parameters|criteria|eligib\w+|categories|referrals?|bonus(?:es)?|coupons?|vouchers?|cash-?back|"
    r"prices (?:and \w+ )?(?:are|is) subject to change|(?:goods|products|items)\b[^.;]{0,40}\boffered for sale|prices? and availability|availability of (?:the |our |any )?(?:products?|items?|goods)|prices? (?:of|for) (?:the |our |all |any )?(?:products?|items?|goods)|"
    r"perks?|betas?|trials?|previews?|give-?aways?|early access|sweepstakes?)\b|"
    r"\b(?:cancel|withdraw|end|change|modify|suspend|terminate) (?:this|the|any|our|these) (?:\w+ )?(?:offers?|promotions?|discounts?)\b|"
    r"\b(?:refuse|decline|reject|deny)\b(?![^.;]{0,60}\bcancel)[^.;]{0,30}\b(?:orders?|purchases?|applications?|registrations?|ads?|advertis\w+)\b|"
    r"\b(?:may|can|to|will) (?:also |automatically )?(?:update|upgrade) (?:the |our |your )?(?:services?|software|apps?|applications?|systems?)\b",
    re.I,
)
_FURTHER = 60
"""Characters beyond a quoted clause in which its object may still stand."""
_IN_PASSING = later(
    r"\bas (?:that|such|the same|it|they|these|those|this|any|our|the|each)? ?(?:\w+ ){0,2}may (?:also )?be (?:\w+ )?(?:amended|changed|updated|modified|revised)|[\"”')] (?:means|shall mean|refers to)\b|\b(?:affiliate|entity|company) (?:that|which) provides\b",
    re.I,
)
_FOR_A_WHILE = later(
    r"\b(?:maintenance|repairs?|upgrades?|technical (?:reasons|problems?|difficult\w+|issues?)|operational reasons|back-?ups?|temporar(?:y|ily))\b",
    re.I,
)
_AFTERWARDS = later(
    r"\b(?:after|upon|following) (?:the |any |such )?(?:termination|expir\w+|cancellation|closure|end) of\b",
    re.I,
)
_FOR_GOOD = later(
    r"\b(?:permanent\w*|terminat\w+|discontinu\w+|delet\w+|clos\w+|any (?:or no )?reason|no reason)\b",
    re.I,
)
_ONLY_NEW = later(
    r"\b(?:in force|in effect|effective|current|applicable) at the time (?:that |when )?(?:you|of (?:your|the) (?:order|purchase|booking))|\bagreed to at the time\b|"
    r"\b(?:placed|made|purchased|bought|booked) after\b[^.;]{0,60}\b(?:orders?|effect|force|publish\w+)|\b(?:your )?next (?:purchase|order|booking)\b|"
    r"\b(?:will|shall|do|does) not (?:affect|apply to|change)\b[^.;]{0,80}\b(?:existing|current|already|confirmed|placed|your|term|prior|before)\b|"
    r"\b(?:only|applicable|apply|applies|effective) (?:\w+ ){0,3}(?:to|for|on) (?:any |all )?(?:new|future|subsequent) (?:orders?|purchases?|bookings?|customers?|subscriptions?|subscribers?)\b",
    re.I,
)
_THAT_MATTER = later(
    r"\b(?:material|significant|substantial|major|important|substantive)(?:ly)?\b", re.I
)
_ORDERED = later(r"\b(?:orders?|bookings?|tickets?|reservations?|purchases?)\b", re.I)
_UNUSED_BACK = later(
    r"\brefunds? may be (?:available|issued|given|due)|\b(?:pro[- ]?rata|pro-?rated) refund|(?<!no )\brefund (?:of|for|you)\b[^.;]{0,40}\b(?:fees?|pre-?paid|unused|paid|sums?|amounts?)|\b(?:will|shall|'ll) (?:be )?refund(?:ed)?\b",
    re.I,
)
_IN_ADVANCE = later(
    r"\b(?:will|shall|'ll) (?:\w+ ){0,6}?(?:notify|inform|tell|e-?mail|let you know)\b(?! (?:\w+ ){0,4}by (?:posting|updating|publishing))[^.;]{0,60}\b(?:in advance|before(?:hand)?|prior to|ahead)\b",
    re.I,
)
_ANSWERED = later(
    r"\bbelie(?:ve|f)\b[^.;]{0,80}\b(?:in error|mistake\w*|wrongly|incorrect\w*)\b[^.;]{0,60}\b(?:contact|write|let us know|appeal|tell)|"
    r"\b(?:you|users?|customers?|members?) (?:do|does|may|can|should)(?: not)? object\b|"
    r"(?<!no )(?<!not )\bappeal (?:our|the|this|that|any|against|a|such|process|it)\b|\b(?:may|can|right to|option to|wish to) (?:\w+ ){0,2}?(?:appeal|object to|contest|complain)\b",
    re.I,
)
_PAID_BACK = later(
    r"(?<!no )(?<!not )(?<!non-)\b(?:refund(?:ed|s)?|reimburse\w*|repa(?:y|id)|pay back)\b", re.I
)


def eased(kind: str, clause: str, sentence: str, around: str) -> Ease:
    """What eases a right of a kind (“change”, “end”, “withhold”); “none” where it is no harm.

    `clause` is the right as quoted, `around` the sentences beside it.
    """
    if _no_harm(clause, sentence, around):
        return "none"
    if kind != "change" and bounded(sentence):
        return "cause"
    if _slight(kind, clause, sentence):
        return "small"
    if _told(kind, clause, sentence, around):
        return "some"
    if _PLAIN.search(sentence):
        return ""
    if _CAUSE.search(sentence):
        return "cause"
    if _HARMLESS.search(sentence):
        return "small"
    return "some" if kind == "change" and _DOOR.search(around) else ""


def _no_harm(clause: str, sentence: str, around: str) -> bool:
    """Whether it is no right of ours alone, or one that the reader asked for herself."""
    if _SMALL.search(clause) or _SUM.search(clause) or _ELSEWHERE.search(sentence):
        return True
    if _LEFT.search(sentence) or (_BY_ITSELF.search(clause) and _OWN_WISH.search(around)):
        return True
    return _MUTUAL.search(sentence) is not None or _BY_THEM.search(sentence) is not None


def _slight(kind: str, clause: str, sentence: str) -> bool:
    """Whether nobody has it yet, it lasts a while only, or all is over already."""
    at = max(sentence.find(clause), 0)
    if _UNBOUGHT.search(sentence, max(0, at - _FURTHER), at + len(clause) + _FURTHER):
        return True
    if _IN_PASSING.search(sentence) or (kind == "end" and _AFTERWARDS.search(sentence)):
        return True
    return _FOR_A_WHILE.search(sentence) is not None and not _FOR_GOOD.search(sentence)


def _told(kind: str, clause: str, sentence: str, around: str) -> bool:
    """Whether notice, an answer, the old terms for what is bought, or a refund stands close by."""
    if _IN_ADVANCE.search(around) or answered(around) or _ONLY_NEW.search(around):
        return True
    weighty = kind == "change" and _THAT_MATTER.search(around)
    if (weighty or not _UNTOLD.search(sentence)) and promised(around):
        return True
    ends = kind != "change" or _FOR_GOOD.search(clause) is not None
    return ends and _given_back(clause, around)


def _given_back(clause: str, around: str) -> bool:
    """Whether money comes back when the right is used."""
    if repaid(around):
        return True
    return _ORDERED.search(clause) is not None and _PAID_BACK.search(around) is not None


def answered(around: str) -> bool:
    """Whether an objection to what we decide is told of as a way that is open."""
    return _ANSWERED.search(around) is not None


def repaid(around: str) -> bool:
    """Whether what was paid and not used comes back."""
    return _UNUSED_BACK.search(around) is not None


def promised(around: str) -> bool:
    """Whether the reader is told by somebody, and not only by a page that has changed."""
    return any(
        not _NOT_TOLD.search(stretch := around[found.start() : found.end() + 60])
        or re.search(r"\be-?mail", stretch, re.I)
        for pattern in (_TOLD, _TRIES)
        for found in pattern.finditer(around)
    )
