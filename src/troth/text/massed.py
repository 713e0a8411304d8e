"""What is said of customers as a mass: what “they” want and do, and what is to be done with them.

Whether a text plans by such sentences, and whether its writer met anybody, are told by plain
words too: what we will do; a talk, a visit, a test, a question that somebody answered.
"""

from __future__ import annotations

import re

from troth.patterns import later

_MANY = (
    r"(?:customers|clients|users|shoppers|buyers|subscribers|consumers|riders|passengers|couriers|merchants|"
    r"senders|sellers|guests|patients|tenants|members|visitors|hosts|drivers|readers|donors|prospects|"
    r"learners|students|owners|shops|audiences?|people who (?:use|buy|order)\b[^.;,]{0,30})"
)
_ONE = r"(?:customer|client|user|shopper|buyer|subscriber|consumer|merchant|courier|driver|seller|member|audience)"
_SO = (
    r"frustrated|confused|loyal|unhappy|happy|satisfied|sensitive|price-sensitive|willing|ready|reluctant|afraid|"
    r"impatient|intimidated|overwhelmed|turned away|scared off|put off|lost|engaged|aware|unaware|used to|tired|"
    r"worried|concerned|looking for|interested|eager|fewer|less|below|above|at risk|price-conscious|unlikely|likely"
)
_DO = (
    r"(?:wants?|needs?|expects?|prefers?|loves?|likes?|hates?|values?|cares?|feels?|thinks?|believes?|compares?|"
    r"orders?|buys?|pays?|leaves?|churn(?:s|ed)?|stays?|complains?|complained|asks?(?! us)|struggles?|struggled|"
    r"noticed?|notices|demands?|lacks?|switch(?:es|ed)?|abandon(?:s|ed)?|convert(?:s|ed)?|reacts?|responds?|rarely|"
    r"seldom|often|increasingly|tend|wanted|needed|expected|preferred|loved|liked|felt|left|stopped|spend|spends|"
    r"grew|fell|rose|dropped|declined)"
)
_SAID = later(
    rf"\b{_MANY}\b(?: (?:in|with|at|of|across|from|on|who|that) (?:[\w’'-]+ ){{0,5}}?[\w’'-]+)?,?"
    rf"(?: (?:also|still|now|will|would|have|has|do|may|might|not|don[’']t|won[’']t|no longer|always|never|just|rarely)){{0,3}}"
    rf" (?:{_DO}\b|(?:are|were|is|was|be|become|remain|get|seem|feel)(?: \w+ly| more| very| not| still| often){{0,2}} (?:{_SO})\b)"
    rf"|\b(?:leave|leaves|left|keep|keeps|make|makes|made) (?:\w+ )?{_MANY} (?:{_SO})\b"
    rf"|\b{_MANY} (?:away|off|out)\b|\bwhere do {_MANY}\b|\bwhat (?:our )?{_MANY} (?:want|need|expect|value)\b",
    re.I,
)
_DONE_TO = later(
    r"\b(?:win|wins|winning|grow|growing|retain|retaining|acquire|acquiring|attract|attracting|convert|converting|"
    r"segment|target|targeting|activate|reactivate|reach|reaching|lose|losing|lost|focus(?:ed|ing)? on|prioriti[sz]e|"
    r"pay|push|drive|engage|get|bring|move|need|more|most of|per cent of|% of|share of|for|expect|among) "
    rf"(?:back )?(?:our |the |more |new |existing |these |all |many |few |high-value |would-be |potential |first-time |enterprise |small |larger? |active |paying |"
    rf"inactive |younger |older ){{0,3}}(?:{_MANY})\b"
    rf"|\b{_ONE} (?:base|segments?|acquisition|retention|journeys?|funnels?|engagement|satisfaction|churn|value|"
    r"lifetime value|numbers|growth|onboarding|adoption|loyalty|sentiment|experience|support|communication)\b"
    rf"|\b(?:active|existing|new|enterprise|inactive|high-value) {_MANY}\b|\bper {_ONE}\b",
    re.I,
)
_CAN = later(
    rf"\b{_MANY} (?:can|could|may|to|will be able to|are able to|must|should|gets?|receives?|sees?)\b"
    rf"|\b(?:allow|allows|let|lets|enable|enables|help|helps|allowing|enabling|letting) (?:\w+ )?{_MANY}\b",
    re.I,
)
_WE = later(
    r"\b(?:we|i|our team|the team) (?:(?:also|then|now|still|must|should) )?(?:will|would|want|plan|need|aim|intend|hope|expect|are going|"
    r"are planning|have to|must|should|decide\w*|propose|focus|commit|prioriti[sz]e|seek|strive|shift|invest|bet)\b"
    r"|\b(?:we|they)[’']ll\b|\bour (?:\w+ )?(?:goals?|aims?|priorit(?:y|ies)|strategy|objectives?|plan|focus|vision|target|roadmap|bets?)\b"
    r"|\b(?:next (?:quarter|year|month|half)|this (?:quarter|year|half)|by (?:q[1-4]|the end of)|in (?:q[1-4]|h[12]))\b"
    r"|\b(?:goals?|targets?|priorit(?:y|ies)|objectives?|key results?|decisions?|budget(?:ed)?|risks?|hypothes[ie]s|positioning|assum\w+) ?(?::|\b)"
    r"|(?:^|[\n:;–—•*-]\s*)(?:grow|raise|cut|increase|reduce|improve|win|convert|move|expand|double|build|lift|strengthen|"
    r"launch|make|focus|drive|retain|attract|deepen|simplify)\b",
    re.I,
)
_MET = later(
    r"\b(?:interview\w*|(?:spoke|spoken|speak|speaking|talk|talks|talked|talking|listen|listened|listening|met|sat down) (?:directly )?(?:to|with)|"
    r"(?:we|i) (?:\w+ )?(?:met|visited|called|rang|phoned|asked|watched|shadowed|heard|surveyed|observed)|heard from|(?:told|asked|wrote to|emailed|showed) (?:us|me)|"
    r"usability|(?:user|customer|field|discovery|qualitative|design|market) (?:research|testing|tests|stud(?:y|ies)|sessions?|visits?|conversations?|councils?|panels?)|"
    r"focus groups?|workshops?|survey(?:ed|s)?|respondents?|participants?|(?:user|customer|community|your|their|members?[’']?|public|early) (?:feedback|input|requests)|"
    r"feedback (?:from|we|that|of|gathered|collected|received)|case stud(?:y|ies)|beta (?:testers|users|group)|pilot(?:ed)? with|"
    r"customer advisory|community (?:calls?|meetings?)|research (?:synthesis|round|with))\b",
    re.I,
)
_MADE = later(
    r"(?:^|[\s(])(?:@[\w-]{3,}|#\d{2,}|[\w./-]+#\d+)|\b(?:PRs?|pull requests?|RFCs?|commits?|merged|CI|repo(?:sitory)?|"
    r"compiler|kernel|API|SDK|endpoints?)\b",
    re.NOFLAG,
)
_READER = later(r"\b(?:you|your|yours|you[’']\w+)\b", re.I)


def says_of_many(sentence: str) -> bool:
    """Whether it says what customers want, are or do, all of them as one."""
    return _SAID.search(sentence) is not None


def deals_with_many(sentence: str) -> bool:
    """Whether it says so, or what is to be done with or about customers as a mass."""
    return says_of_many(sentence) or _DONE_TO.search(sentence) is not None


def decides(sentence: str) -> bool:
    """Whether it says what we will do, aim at or decide."""
    return _WE.search(sentence) is not None


def has_met(text: str) -> re.Match[str] | None:
    """The first words that tell of somebody who was met, asked, watched or tested with."""
    return _MET.search(text)


def tells_of_making(sentence: str) -> bool:
    """Whether it is of the making of software: a pull request, a handle, a compiler."""
    return _MADE.search(sentence) is not None


def speaks_to_reader(sentence: str) -> bool:
    """Whether it speaks to whoever reads it: “you”."""
    return _READER.search(sentence) is not None
