"""How heavy is a clause that binds one side only?

The wording alone does not tell. A clause weighs where it answers for our own deed, or takes what
the other side has or is owed; it is light where it is about others' deeds, about the reader's own
fault, about what is only offered, or where the same right stands for both sides or notice is
promised beside it.
"""

from __future__ import annotations

import re
from typing import Literal

from troth.patterns import later
from troth.text.bounding import bounded
from troth.text.easing import answered, promised, repaid
from troth.text.waiving import waived

Weight = Literal["none", "doubtful", "heavy"]

_OTHERS = later(
    r"\b(?:security reasons?|no control\b|outside (?:of )?(?:our|its|the) (?:reasonable )?control|third[- ]?part(?:y|ies)['’]?s?|(?:your|user|users'?|member|such|others'?) (?:\w+ )?content|user[- ]generated|"
    r"content (?:that is |that are )?(?:available|posted|shared|provided|made available|contributed|accessed|submitted)|any (?:such )?content\b|"
    r"(?:other|linked|external|such|those|these) (?:web ?)?sites?|links?|linked|external|hyperlinks?|other (?:users|members|people|customers)|"
    r"another (?:user|member|person)|someone else|advertis\w+|phishing|sponsors?|"
    r"(?:acts?|actions?|conduct|omissions|behaviou?r|interactions?) (?:or omissions )?(?:of|by|taken by|that you have with|between) |"
    r"between (?:you|the|users?|members?|any)\b|by (?:users?|members?|any user|sellers?|buyers?|partners?|hosts?)\b|"
    r"self[- ]hosted|beta\b|submissions?\b|posts?\b|reviews? (?:posted|written)|virus(?:es)?|force majeure|acts? of god|(?:your|his|her|their) internet|"
    r"estimat\w+|beyond (?:our|its|the|your|\w+['’]s) (?:reasonable )?(?:or your )?(?:reasonable )?control)",
    re.I,
)
_THEIR_DEED = later(
    r"\byour (?:own )?(?:failure|breach|negligence|misuse|violation|act|error|mistake)|\bfail(?:s|ure|ed|ing)? to (?:do so|carry|have|hold|obtain|follow|meet|check|read|install|update|comply|keep|provide|notify|pay|protect|maintain)\b|"
    r"\bunauthori[sz]ed (?:use|access)|\b(?:incorrect|inaccurate|false|incomplete|wrong) (?:\w+ ){0,2}(?:provided|given|supplied|entered)|"
    r"\byou have acted|\btheft\b|\bresult of your\b|\bback[- ]?up\b|\byour responsib|\byou (?:have )?(?:provided?|gave|entered) (?:\w+ )?(?:wrong|incorrect|false|inaccurate)|\byour (?:password|device|equipment|credentials)",
    re.I,
)
_OUR_DEED = later(
    r"\b(?:changes?|updates?\b|damages? of any|modif\w+|suspen\w+|terminat\w+|discontinu\w+|remov\w+|delet\w+|delays?|cancell?\w*|fail\w*|"
    r"interrupt\w+|unavailab\w+|inability|incorrect\w*|correctness|outages?|downtime|(?:any|all) (?:\w+ ){0,4}(?:loss|losses|damages?)\b|"
    r"refus\w+|unfounded|for any reason|transmitting|withdraw\w*|non-?delivery|loss of (?:data|files))",
    re.I,
)
_INDIRECT = later(
    r"\b(?:consequential|incidental|indirect|punitive|exemplary|lost profits|loss of profits?)\b",
    re.I,
)
_MONEY = later(
    r"\b(?:refund|pay(?:ment|out)?s?\b|fees?\b|pric(?:e|es|ing)\b|credits?\b|earnings|charg|withh|deposit|commission|bount)",
    re.I,
)
_TAKES = later(
    r"\b(?:remov|suspend|terminat|restrict|disabl|delet|block|deactivat|renam|reallocat|cancel|discontinu|limit|withdraw|clos(?:e|ing)\b)",
    re.I,
)
_HELD = later(
    r"\b(?:accounts?|access|content|materials?|usernames?|user id|usage|use of|agreement|services?|subscription|membership|terms|listings?|products?|users?)\b",
    re.I,
)
_OFFER = later(
    r"\b(?:refuse (?:to (?:offer|provide|accept|register)|(?:a |any )?(?:request|registration))|registrations?|eligib\w+|additional|add-?ons?|promotion\w*|(?:restricted|limited|available) (?:only )?to (?:certain|some|selected)|new (?:features?|elements?|services?)|"
    r"permission|consent|approv\w+|guidelines?|trademarks?|feedback|beta|pre-?screen\w*|orders?|offers may|applications?|develop|good faith|reasonable (?:opinion|judge?ment)|upgrade)\b",
    re.I,
)
_LOCKS = later(
    r"\b(?:suspend|terminate|restrict|disable|delete|block|deactivate|cancel|close)\b[^.;]{0,40}\b(?:accounts?|usage|access|user id|your use|agreement)\b",
    re.I,
)
_SOFTER = later(
    r"\b(?:without requiring|assist\w*|may be credited|frequently|except|be given (?:a )?(?:refund|credit)|issu\w+ a (?:refund|credit)|whether to|refund may be (?:issued|made|given|granted)|inform\w*[^.;]{0,60}\bin advance|"
    r"(?:prior|advance|reasonable) (?:written )?notice (?:of|to|by)|\d+ (?:days|weeks|months|years?))\b",
    re.I,
)
_GROUND = later(
    r"\b(?:violat\w+|breach\w*|infring\w+|illegal|unlawful|fraud\w*|abus\w+|security|required by law|comply|improper|inappropriate|objectionable|default|reports?|misus\w+|dispute|harm\b|fail\w*|not successful|suspicious)",
    re.I,
)
_ABRUPT = later(
    r"\b(?:with or without|without (?:\w+ )?)(?:notice|notif\w+|liability|reason)|\bfor any(?: or no)? reason|\bat any time\b|\bgiving you notice|\bpermanently",
    re.I,
)
_OWES = later(
    r"\bno (?:obligation|duty|responsibility) to (?:notify|inform|warn|refund|pay|return|restore|compensate|reimburse|respond|give you notice)\b",
    re.I,
)
_NO_DEBT = later(
    r"\bfeedback|\bsuggestions?|\bconfidential|\bscreen\b|\bmonitor\b|\bterminated accounts?|\bthird[- ]part|\bsub-",
    re.I,
)
_NO_WARNING = later(r"\bwithout (?:\w+ ){0,3}notice\b|\bno (?:prior |advance )?notice\b", re.I)
_KEPT_FAIRLY = later(
    r"\bfraud\w*|\bcontinue to (?:have|be able|access|use|enjoy)|\buntil the (?:end|expir\w+)|\bup to the end|\bsubject to (?:any |the |our )?(?:applicable )?refund|"
    r"\bwithdrawal\b|\bstatutory\b|\bchange your mind|\b(?:breach|violat\w+)|\bwill allow you to access|\btrial\b|\bnot used\b|\bno-?show",
    re.I,
)
_ON_OUR_WORD = later(
    r"\b(?:at|on|upon) (?:our|its|(?-i:[A-Z])\w+'s) (?:option|request|demand|direction|discretion|election)\b|\bwe (?:decide|require|request|ask)|\bborne by|\bresult of (?:the|any|an|our) (?:update|change|modification)",
    re.I,
)
_REMOVING = later(
    r"\b(?:fail\w*|delays?|refus\w+)[^.;]{0,30}\b(?:in |to )?remov\w+ (?:\w+ )?(?:content|posts?|materials?)",
    re.I,
)
_DECIDED = later(
    r"\b(?:changes?\b|modif\w+|suspen\w+|terminat\w+|discontinu\w+|remov\w+|delet\w+|refus\w+|withdraw\w*|cancell?\w*|for any reason|delays?|"
    r"incorrect\w*|correctness|unfounded|non-?delivery|loss of (?:data|files|\w+ or its))",
    re.I,
)
_DEFINED = later(r"[\"”] (?:means|shall mean|refers to)\b", re.I)
_AGREED_SINGLY = later(
    r"\b(?:order forms?|insertion orders?|statements? of work|auto(?:matic)?[- ]renewal|only estimates)\b",
    re.I,
)
_PAID_ALREADY = later(r"\b(?:already|previously) (?:been )?(?:paid|billed|charged|made)\b", re.I)
_DONE_ALREADY = later(
    r"\b(?:once|after|when|if)\b[^.;]{0,100}\b(?:processed|checked in|completed|delivered|shipped|used|redeem\w*|downloaded|activated|started|begun)\b",
    re.I,
)
_LEAVES = later(r"\byou (?:\w+ ){0,3}?(?:cancel|terminate|end|close)\b", re.I)
_POSTS = later(
    r"\b(?:remove|delete|refuse|reject|edit|post|move|rejected|deleted|removed|edited)\b[^.;]{0,60}\b(?:content|materials?|information|posts?|postings?|comments?|messages?|reviews?|submissions?|contributions?)\b|"
    r"\b(?:content|materials?|posts?|postings?|comments?|messages?|reviews?|submissions?|contributions?)\b[^.;]{0,30}\b(?:rejected|deleted|removed|edited)\b",
    re.I,
)
_MORE_THAN_POSTS = later(
    r"\b(?:accounts?|access(?! to (?:\w+ ){0,2}(?:content|materials?|posts?|messages?))|user ?names?|(?<!from the )(?<!on the )(?<!to the )(?<!from our )(?<!on our )services?|subscriptions?|memberships?|licen[cs]es?|users?|members?|assets?|collections?)\b|\b(?:any|no|other) (?:or no )?reasons?\b",
    re.I,
)
_KEEPS = later(r"\b(?:withh\w+|retain|keep)\b", re.I)
_THEIR_OWN_CHOICE = later(
    r"\b(?:partners?|merchants?|sellers?|third part\w+|carriers?|hosts?|organi[sz]ers?)\b[^.;]{0,40}\b(?:in|at) (?:its|their)\b",
    re.I,
)
_RATED = later(
    r"\b(?:limit(?:s|ing)? (?:on|the number)|rate limits?|number of (?:\w+ )?(?:requests|calls|queries))\b",
    re.I,
)


def weight(name: str, sentence: str, words: str, around: str) -> Weight:
    """How heavy a clause of a kind is, from its `words`, its sentence and what stands around.

    Kinds as in the lens “one-sided”; a kind that is not weighed here is heavy.
    """
    if name == "liability":
        weighed = _liability(sentence, words)
        return "doubtful" if weighed == "heavy" and repaid(around) else weighed
    if name == "discretion":
        weighed = _discretion(sentence, words)
        return "doubtful" if weighed == "heavy" and _softened(around) else weighed
    if name == "remedy":
        return _remedy(sentence, words)
    if name == "waiver":
        return waived(sentence, words, around)
    if name == "kept":
        return _kept(sentence, around)
    if name == "cost":
        fair = bounded(sentence) or re.search(r"\breasonable\b", sentence, re.I)
        return "heavy" if _ON_OUR_WORD.search(sentence) and not fair else "doubtful"
    if name == "hold":
        told = re.search(
            r"\binform[^.;]{0,60}\bbefore\b|\bif (?:it|that|this) fails\b", around, re.I
        )
        return "doubtful" if told or bounded(sentence) else "heavy"
    return "heavy"


def _liability(sentence: str, words: str) -> Weight:
    light = r"\bno (?:obligation|responsibility) to\b|\b(?:total|aggregate|cumulative|maximum) liability"
    if re.search(light, words, re.I):
        return "none"
    others = _OTHERS.search(sentence) or _REMOVING.search(sentence)
    if others or _THEIR_DEED.search(sentence):
        return "none"
    if not _DECIDED.search(sentence):
        return "doubtful"
    indirect = _INDIRECT.search(sentence) or not _OUR_DEED.search(sentence)
    return "doubtful" if indirect else "heavy"


def _discretion(sentence: str, words: str) -> Weight:
    if _OFFER.search(sentence) and not _LOCKS.search(sentence):
        return "none"
    if not re.search("discretion", words, re.I) or _SOFTER.search(sentence):
        return "doubtful"
    if _THEIR_OWN_CHOICE.search(sentence) or _RATED.search(sentence) or _moderates(sentence):
        return "doubtful"
    grounded = _GROUND.search(sentence) and not _ABRUPT.search(sentence)
    grounded = grounded or (bounded(sentence) and not _KEEPS.search(sentence))
    at = max(sentence.find(words), 0)
    if _MONEY.search(sentence[max(0, at - 90) : at + len(words) + 90]):
        return "doubtful" if grounded else "heavy"
    if not (_TAKES.search(sentence) and _HELD.search(sentence)):
        return "doubtful"
    return "doubtful" if grounded else "heavy"


def _softened(around: str) -> bool:
    """Whether notice, an answer or a refund is promised close by."""
    told = promised(around) and not _NO_WARNING.search(around)
    return told or answered(around) or repaid(around)


def _kept(sentence: str, around: str) -> Weight:
    if _KEPT_FAIRLY.search(around) or _DEFINED.search(around):
        return "none"
    done = bounded(sentence) or _DONE_ALREADY.search(sentence)
    fair = done or _AGREED_SINGLY.search(around) or _own_leave(sentence, around)
    return "doubtful" if fair else "heavy"


def _own_leave(sentence: str, around: str) -> bool:
    """Whether who leaves by her own wish pays for the time that has begun."""
    return _PAID_ALREADY.search(sentence) is not None and _LEAVES.search(around) is not None


def _moderates(sentence: str) -> bool:
    """Whether it only tells that what people post may be taken down or not be shown."""
    return _POSTS.search(sentence) is not None and _MORE_THAN_POSTS.search(sentence) is None


def _remedy(sentence: str, words: str) -> Weight:
    if re.search(r"as[- ]is\b", words, re.I) or _OTHERS.search(words):
        return "doubtful"
    if re.search(r"\bno (?:obligation|duty|responsibility)\b", words, re.I):
        if bounded(sentence):
            return "doubtful"
        if _NO_DEBT.search(sentence):
            return "none"
        return "heavy" if _OWES.search(words) else "doubtful"
    return "heavy"
