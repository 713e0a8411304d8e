"""How heavy is a clause that binds one side only?

The wording alone does not tell. A clause weighs where it answers for our own deed, or takes what
the other side has or is owed; it is light where it is about others' deeds, about the reader's own
fault, about what is only offered, or where the same right stands for both sides or notice is
promised beside it.
"""

from __future__ import annotations

import re
from typing import Literal

from troth.text.wording import later

Weight = Literal["none", "doubtful", "heavy"]

_OTHERS = later(
    r"\b(?:third[- ]?part(?:y|ies)['’]?s?|(?:your|user|users'?|member|such|others'?) (?:\w+ )?content|user[- ]generated|"
    r"content (?:that is |that are )?(?:available|posted|shared|provided|made available|contributed|accessed|submitted)|any (?:such )?content\b|"
    r"(?:other|linked|external|such|those|these) (?:web ?)?sites?|links?|linked|external|hyperlinks?|other (?:users|members|people|customers)|"
    r"another (?:user|member|person)|someone else|advertis\w+|phishing|sponsors?|"
    r"(?:acts?|actions?|conduct|omissions|behaviou?r|interactions?) (?:or omissions )?(?:of|by|taken by|that you have with|between) |"
    r"between (?:you|the|users?|members?|any)\b|by (?:users?|members?|any user|sellers?|buyers?|partners?|hosts?)\b|"
    r"self[- ]hosted|beta\b|submissions?\b|posts?\b|reviews? (?:posted|written)|virus(?:es)?|force majeure|acts? of god|(?:your|his|her|their) internet|"
    r"beyond (?:our|its|the|your|\w+'s) (?:reasonable )?(?:or your )?(?:reasonable )?control)"
)
_THEIR_DEED = later(
    r"\byour (?:own )?(?:failure|breach|negligence|misuse|violation|act|error|mistake)|\bfail(?:s|ure|ed|ing)? to (?:do so|install|update|comply|keep|provide|notify|pay|protect|maintain)\b|"
    r"\bunauthori[sz]ed (?:use|access)|\b(?:incorrect|inaccurate|false|incomplete|wrong) (?:\w+ ){0,2}(?:provided|given|supplied|entered)|"
    r"\byou have acted|\btheft\b|\bresult of your\b|\bback[- ]?up\b|\byour responsib|\byou (?:have )?(?:provided?|gave|entered) (?:\w+ )?(?:wrong|incorrect|false|inaccurate)|\byour (?:password|device|equipment|credentials)"
)
_OUR_DEED = later(
    r"\b(?:changes?|updates?\b|damages? of any|modif\w+|suspen\w+|terminat\w+|discontinu\w+|remov\w+|delet\w+|delays?|cancell?\w*|fail\w*|"
    r"interrupt\w+|unavailab\w+|inability|incorrect\w*|correctness|outages?|downtime|(?:any|all) (?:\w+ ){0,4}(?:loss|losses|damages?)\b|"
    r"refus\w+|unfounded|for any reason|transmitting|withdraw\w*|non-?delivery|loss of (?:data|files))"
)
_INDIRECT = later(
    r"\b(?:consequential|incidental|indirect|punitive|exemplary|lost profits|loss of profits?)\b"
)
_MONEY = later(
    r"\b(?:refund|pay(?:ment|out)?s?\b|fees?\b|pric(?:e|es|ing)\b|credits?\b|earnings|charg|withh|deposit|commission|bount)"
)
_TAKES = later(
    r"\b(?:remov|suspend|terminat|restrict|disabl|delet|block|deactivat|renam|reallocat|cancel|discontinu|limit|withdraw|clos(?:e|ing)\b)"
)
_HELD = later(
    r"\b(?:accounts?|access|content|materials?|usernames?|user id|usage|use of|agreement|services?|subscription|membership|terms|listings?|products?|users?)\b"
)
_OFFER = later(
    r"\b(?:refuse (?:to (?:offer|provide|accept|register)|(?:a |any )?(?:request|registration))|registrations?|eligib\w+|additional|new (?:features?|elements?|services?)|"
    r"permission|consent|approv\w+|guidelines?|trademarks?|feedback|beta|pre-?screen\w*|orders?|offers may|applications?|develop|good faith|reasonable (?:opinion|judge?ment)|upgrade)\b"
)
_LOCKS = later(
    r"\b(?:suspend|terminate|restrict|disable|delete|block|deactivate|cancel|close)\b[^.;]{0,40}\b(?:accounts?|usage|access|user id|your use|agreement)\b"
)
_SOFTER = later(
    r"\b(?:without requiring|assist\w*|may be credited|frequently|except|be given (?:a )?(?:refund|credit)|issu\w+ a (?:refund|credit)|whether to|refund may be issued|inform\w*[^.;]{0,60}\bin advance|"
    r"(?:prior|advance|reasonable) (?:written )?notice (?:of|to|by)|\d+ (?:days|weeks|months))\b"
)
_GROUND = later(
    r"\b(?:violat\w+|breach\w*|infring\w+|illegal|unlawful|fraud\w*|abus\w+|security|required by law|comply|improper|inappropriate|objectionable|default|reports?|misus\w+|dispute|harm\b|fail\w*|not successful|suspicious)"
)
_ABRUPT = later(
    r"\b(?:with or without|without (?:\w+ )?)(?:notice|notif\w+|liability|reason)|\bfor any(?: or no)? reason|\bat any time\b|\bgiving you notice|\bpermanently"
)
_DAILY = later(
    r"\b(?:chang\w+|updat\w+|amend\w+|modif\w+|revis\w+|regular\w*|periodic\w*|frequent\w*|from time to time|often|again)\b"
)
_NOT_OURS = later(
    r"\bthird[- ]part(?:y|ies)|\bparents?\b|\bguardian|\b(?:prior to|before) (?:using|making|you|buying|purchas)|\brefund polic"
)
_OWES = later(
    r"\bno (?:obligation|duty|responsibility) to (?:notify|inform|warn|refund|pay|return|restore|compensate|reimburse|respond|give you notice)\b"
)
_NO_DEBT = later(
    r"\bfeedback|\bsuggestions?|\bconfidential|\bscreen\b|\bmonitor\b|\bterminated accounts?|\bthird[- ]part|\bsub-"
)
_LIMITED = later(
    r"\b(?:violat\w+|breach\w*|infring\w+|negligen\w+|incorrect\w*|inaccura\w+|misconduct|unauthori[sz]ed|your obligations)\b"
)
_OWN_DEBT = later(
    r"\btax(?:es)?\b|\byour obligation to pay|\b(?:because of|arising from|for) something (?:that )?you did"
)
_WIDE = later(
    r"\b(?:use of|use or|using|access to|(?:any|all) (?:and all )?(?:\w+,? ){0,3}(?:claims?|loss(?:es)?|liabilit\w+|damages?)|your content)\b"
)
_OURS_TOO = later(
    r"\b(?:we|(?-i:[A-Z])[\w&.-]+|the (?:company|provider)) (?:will|shall|agrees? to) (?:also )?(?:defend[^.;]{0,30})?indemnify\b[^.;]{0,60}\b(?:you\b|customer\b|partner\b|publisher\b|merchant\b|licensee\b)"
)
_INDEMNIFY = later(r"\bindemnify\b")
_WARNED = later(
    r"\b(?:notif\w+|notice|e-?mail|inform|announce\w*|tell you|let you know|communicat\w+)\b[^.;]{0,120}\b(?:before|prior to|in advance|advance|at least|days|weeks|months?)\b|"
    r"\b(?:at least|no(?:t)? (?:less|fewer) than|minimum of) [\w() -]{1,25}(?:days|weeks|months?)['’]?\b[^.;]{0,60}\b(?:notice|before|prior|advance)\b|"
    r"\b(?:advance|prior|reasonable) (?:written )?notice\b|\b(?:after|upon|of) (?:being notified|receipt of (?:such |the )?notice|receiving)"
)
_NO_WARNING = later(r"\bwithout (?:\w+ ){0,3}notice\b|\bno (?:prior |advance )?notice\b")
_BOTH = later(r"\b(?:we and you|you and (?:we|us|(?-i:[A-Z])\w+)|you each|each of us|both)\b")
_GIVEN = later(r"\b(?:feedback|suggestions?|ideas?|recommendations?)\b")
_KEPT_FAIRLY = later(
    r"\bfraud\w*|\bcontinue to (?:have|be able|access|use|enjoy)|\buntil the (?:end|expir\w+)|\bup to the end|\bsubject to (?:any |the |our )?(?:applicable )?refund|"
    r"\bwithdrawal\b|\bstatutory\b|\bchange your mind|\b(?:breach|violat\w+)|\bwill allow you to access|\btrial\b|\bnot used\b|\bno-?show"
)
_ON_OUR_WORD = later(
    r"\b(?:at|on|upon) (?:our|its|(?-i:[A-Z])\w+'s) (?:option|request|demand|direction|discretion|election)\b|\bwe (?:decide|require|request|ask)|\bborne by|\bresult of (?:the|any|an|our) (?:update|change|modification)"
)


def weight(name: str, sentence: str, words: str, around: str, prose: str) -> Weight:
    """How heavy a clause of a kind is, from its `words`, its sentence and what stands around.

    Kinds as in the lens “one-sided”; a kind that is not weighed here is heavy.
    """
    if name == "liability":
        return _liability(sentence, words)
    if name == "discretion":
        return _discretion(sentence, words)
    if name == "watch":
        return "heavy" if _DAILY().search(sentence) and not _NOT_OURS().search(sentence) else "none"
    if name == "remedy":
        return _remedy(sentence, words)
    if name == "consent":
        warned = _WARNED().search(around) and not _NO_WARNING().search(around)
        return "doubtful" if warned else "heavy"
    if name == "indemnity":
        return _indemnity(sentence, prose)
    if name == "waiver":
        if _BOTH().search(sentence):
            return "none"
        given = _GIVEN().search(sentence) and re.search("grant|assign", words, re.I)
        return "doubtful" if given else "heavy"
    if name == "kept":
        return "none" if _KEPT_FAIRLY().search(around) else "heavy"
    if name == "cost":
        return "heavy" if _ON_OUR_WORD().search(sentence) else "doubtful"
    return "heavy"


def _liability(sentence: str, words: str) -> Weight:
    light = r"\bno (?:obligation|responsibility) to\b|\b(?:total|aggregate|cumulative|maximum) liability"
    if re.search(light, words, re.I):
        return "none"
    if _OTHERS().search(sentence) or _THEIR_DEED().search(sentence):
        return "none"
    if _INDIRECT().search(sentence) or not _OUR_DEED().search(sentence):
        return "doubtful"
    return "doubtful" if re.match(r"(?:in no event|under no)", words, re.I) else "heavy"


def _discretion(sentence: str, words: str) -> Weight:
    if _OFFER().search(sentence) and not _LOCKS().search(sentence):
        return "none"
    if not re.search("discretion", words, re.I) or _SOFTER().search(sentence):
        return "doubtful"
    grounded = _GROUND().search(sentence) and not _ABRUPT().search(sentence)
    at = max(sentence.find(words), 0)
    if _MONEY().search(sentence[max(0, at - 90) : at + len(words) + 90]):
        return "doubtful" if grounded else "heavy"
    if not (_TAKES().search(sentence) and _HELD().search(sentence)):
        return "doubtful"
    return "doubtful" if grounded else "heavy"


def _remedy(sentence: str, words: str) -> Weight:
    if re.search(r"as[- ]is\b", words, re.I):
        return "doubtful"
    if re.search(r"\bno (?:obligation|duty|responsibility)\b", words, re.I):
        if _NO_DEBT().search(sentence):
            return "none"
        return "heavy" if _OWES().search(words) else "doubtful"
    return "heavy"


def _indemnity(sentence: str, prose: str) -> Weight:
    if _returned(prose) or _OWN_DEBT().search(sentence):
        return "doubtful"
    return "doubtful" if _LIMITED().search(sentence) and not _WIDE().search(sentence) else "heavy"


def _returned(prose: str) -> bool:
    """Whether the text says somewhere that we indemnify them too."""
    return any(
        _OURS_TOO().search(prose, max(0, found.start() - 60), found.end() + 80) is not None
        for found in _INDEMNIFY().finditer(prose)
    )
