"""Is a right of ours, or a debt of theirs, bounded by a deed of theirs?

“We may close your account without notice if you breach these terms” cuts off who breached them;
“for any reason, including a breach” cuts off anybody.
"""

from __future__ import annotations

import re

from troth.patterns import later

_FAULT = later(
    r"\b(?:violat\w+|breach\w*|misus\w+|abus(?:e|es|ed|ive)\b|fraud\w*|infring\w+|unauthori[sz]ed|non-?compl\w+|"
    r"not (?:be )?compl(?:y|ied|ying)|(?:do|does|did|have|has) not (?:pay|paid|provide|verify|meet)|charge-?backs?|disproportionate\w*|excessive\w*|exploit\w*|"
    r"(?:good|important|serious|valid|legitimate|just) (?:reasons?|cause)|exceptional circumstances|ow(?:e|es|ed|ing) (?:to )?us|frivolous|contrary to|under-?age\b|under the (?:\w+ )?(?:minimum )?age|ineligible|"
    r"inactiv\w+|not (?:been )?(?:active|logged in|used)|overdue|unpaid|late payment|non-?payment|"
    r"fail(?:s|ed|ure)? to (?:pay|comply|provide|verify|meet|keep)|unlawful|illegal\w*|suspicio\w*|suspect\w*|"
    r"invalid (?:traffic|clicks?|inventory|activity)|malicious|false\b|misleading|objectionable|offensive|inappropriate|obscene)",
    re.I,
)
_OPEN = later(
    r"(?<!if for )(?<!if, for )\b(?:any|no|other) (?:other )?reasons?\b(?!,? (?:if|where|in case|in the event))|"
    r"\bfor convenience\b|\bwithout (?:any )?(?:cause|reasons?)\b|\bwith or without (?:cause|reason)|\bor if\b",
    re.I,
)
_ON_CONDITION = later(
    r"\b(?:if|where|when|whenever|in (?:the )?(?:case|event),?(?: that)?|to the extent(?: that)?|should|because|unless) "
    r"(?:you|your|(?:an?|any|the|such) (?:registered )?(?:users?|customers?|members?|sellers?|buyers?|drivers?|merchants?|advertisers?|publishers?|partners?|guests?|hosts?|subscribers?|accounts?)|users|customers|members|sellers|payment)\b|"
    r"\b(?:users?|customers?|members?|sellers?|anyone|those|persons?|accounts?) (?:who(?:se)?|which|that) (?!we\b|you\b)|^(?:[\d.()]+ )?in (?:the )?(?:case|event) of\b|\bif[:—–]?\s*$|\bthe following (?:reasons|cases|circumstances|events)|\bany of the following\b",
    re.I,
)
_NO_CONDITION = later(
    r"\b(?:if|when|where) you (?:continue|do not agree|disagree|are not happy|don't agree|use|access|have (?:an? )?(?:question|compla)|want|wish|would like)\b",
    re.I,
)
_AMONG_OTHERS = later(r"\b(?:including|such as|for (?:example|instance))\b|\be\.g\.", re.I)
_BEFORE = later(
    r"^(?:[\d.()]+ )?(?:moreover|further(?:more)?|in addition|however|also|if so)?,? ?"
    r"(?:(?:in|under|upon) (?:any |either |all |each )?(?:of )?(?:these|this|such|that|those) (?:an? )?"
    r"(?:cases?|events?|circumstances?|situations?|instances?)\b|if (?:this|that|so)\b[^.;]{0,30},|if it does\b|"
    r"should (?:it|this|that) (?:be the case|happen|occur))|"
    r"\bso (?:refused|removed|suspended|excluded|banned)\b|\bany such (?:user |your )?(?:content|conduct|uses?|activit\w+|behaviou?r|actions?|posts?|materials?) (?:may|can|will)\b|"
    r"\b(?:should (?:it|this|that) be the case|in (?:any )?such (?:an? )?(?:case|event)|in case of such|in (?:this|that) case)\b",
    re.I,
)


def bounded(sentence: str) -> bool:
    """Whether a right is kept against a deed of theirs only, and not “for any reason, including”.

    A sentence that begins “in these cases” is bounded by the one before it.
    """
    if _BEFORE.search(sentence):
        return True
    if _OPEN.search(sentence):
        return False
    aside = re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), sentence)
    among = _AMONG_OTHERS.search(aside)
    end = among.start() if among else len(sentence)
    if _FAULT.search(sentence, 0, end):
        return True
    return _ON_CONDITION.search(sentence, 0, end) is not None and not _NO_CONDITION.search(sentence)
