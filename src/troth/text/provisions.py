"""What a sentence of terms is about, among the matters that people are hurt by.

Fifteen matters, in the order in which they tell: being cut off, with what notice, for what reason,
heard or not; money that is taken or comes back; how terms and prices change; who answers for harm.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.text.wording import whole

MATTERS = {
    "being cut off": whole(
        r"(?:suspen(?:d|sion)|terminat(?:e|ion|ing)|block(?:ed|ing)?|deactivat(?:e|ion|ing)|restrict(?:ed|ion|ing)?|ban(?:ned)?"
        r"|disabl(?:e|ing)|clos(?:e|ing|ure of)|revok(?:e|ing))\w*(?: [\w’'/,-]+){0,6}? (?:accounts?|access|use|right|licen[cs]e|agreement|services?|membership|app)"
    ),
    "being heard": whole(
        r"appeals?", "right of reply", r"object(?:ion)? to", r"contest(?:ed|ing)?", "challenge", r"(?:your|a|any|related|lodge) complaints?(?! by)", "human review",
        "statement of reasons", "explain(?:ed|ing)? the reasons?", "reasons? for (?:the|any|such|that|our) (?:suspension|termination|decision|restriction|removal)",
        "clarify the facts",
    ),
    "notice": whole(r"(?:prior |advance |written |days['’]? |\d+ days? |reasonable )notice", "without (?:any )?(?:prior )?notice", r"notify (?:you|users)", r"days (?:before|prior|in advance)", "will be notified"),
    "changes of the terms": whole(
        r"(?:chang|modif|updat|amend|revis)\w* (?:[\w’'-]+ ){0,5}?(?:terms|agreement|conditions|polic(?:y|ies)|t&cs)",
        r"(?:terms|agreement|conditions|t&cs) (?:[\w’'-]+ ){0,4}?(?:be )?(?:chang|modif|updat|amend|revis)\w*",
    ),
    "prices and fees": whole(r"fees?", r"prices?", r"subscription (?:fee|price|cost)s?", r"commission\w*", r"charg(?:e|es|ed|ing) (?:you|your|a)", r"penalt(?:y|ies)", "tariffs?"),
    "money back": whole(r"refund\w*", r"reimburs\w*", r"compensat\w*", r"money back", r"credits? (?:to|back)", "chargebacks?"),
    "being paid": whole(r"pay(?:outs?|ments?)? (?:to|out)", r"(?:pay|transfer) (?:you|drivers?|sellers?|the)", "withhold", "set-?off", "earnings", "remunerat\\w+"),
    "leaving": whole(r"cancel\w*", r"(?:close|delete) your account", "withdraw(?:al)?", "opt(?:ing)? out", "unsubscrib\\w+", "terminate (?:this agreement )?at any time"),
    "renewal": whole(r"(?:auto(?:matic(?:ally)?)?[ -]?)?renew\w*", "recurring"),
    "who answers for harm": whole(r"liab(?:le|ility)", r"indemnif\w+", "hold harmless", "damages", "at your own risk", r"warrant(?:y|ies)"),
    "disputes": whole(r"arbitrat\w+", "class action", "jury", r"govern(?:ed|ing) (?:by )?(?:the )?laws?", "jurisdiction", "courts? of"),
    "your data": whole("personal (?:data|information)", r"privacy", r"your (?:data|information|location)", "track(?:ing)?"),
    "what is yours": whole(r"licen[cs]e to", "intellectual property", r"ownership", r"your content", "royalty-free", "perpetual"),
    "who may use it": whole(r"\d+ years (?:old|of age)", "minors?", "age of majority", "reside in", "eligib\\w+"),
    "ratings and points": whole(r"ratings?", "reviews?", "score", "ranking", "activity rate"),
}  # fmt: skip
"""Patterns of each matter; a sentence may be about several."""


def matters(sentence: str) -> Iterator[str]:
    """The matters of a sentence, in the order in which they tell."""
    return (name for name, words in MATTERS.items() if words.search(sentence))


def weight(sentence: str) -> float:
    """How much a change of it is likely to matter to those it binds, from 0 to 1."""
    first = next(matters(sentence), None)
    return 0.0 if first is None else 1.0 - list(MATTERS).index(first) / len(MATTERS)
