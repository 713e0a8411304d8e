"""What stands between somebody who wants to leave and the door: a call, a letter, weeks, a fee.

A sentence counts where it speaks of ending something that goes on (a subscription, a membership,
an account, a contract) and of one of five obstacles. Lines read as `text.gated` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.gated import Gated
from troth.text.quantities import COUNT, WORDS
from troth.text.reading import Sentence

Obstacle = Literal["way", "notice", "fee", "renewal", "shut"]

_GOES_ON = (
    r"(?:subscriptions?|memberships?|accounts?|contracts?|plans?|polic(?:y|ies)|agreements?|services?|trials?|tenanc(?:y|ies)"
    r"|insurance|cover|coverage|direct debits?|auto-?renewals?|automatic renewals?|renewals?|tariffs?|broadband|lines?|passes|pass)"
)
_OF = r"(?: (?:your|the|any|a|an|this|these|that|their|our|my|all|paid|annual|monthly|current|free|premium|existing))*"
_LEAVE = (
    r"(?:(?:cancel|terminate|end|close|delete|discontinue|stop|leave|quit|switch off|turn off|opt out of|withdraw from"
    rf"|unsubscribe from|give up|downgrade)(?:ing|ling|ting|s)?{_OF}(?: [\w-]+){{0,3}}? {_GOES_ON}"
    r"|(?:cancellation|termination) requests?|unsubscrib(?:e|ing)|notice of (?:cancellation|termination)"
    r"|(?:request|require)(?:ing)? (?:the )?(?:deletion|closure|cancellation|termination)(?: of)?"
    r"|cancel(?:ling|led|ing)?\b(?! (?:your |the |an? |any )?(?:bookings?|appointments?|orders?|rides?|trips?|flights?|class(?:es)?|reservations?|tickets?|events?|sessions?|deliver\w+|journeys?|lessons?|stays?|tours?|transactions?|payments?|donations?|purchases?|pick-?ups?))"
    r"|leav(?:e|ing) us|the right to (?:terminate|cancel)|terminat(?:e|ing)(?= by| with| on| upon| at any time by))"
)
_CALL = (
    r"(?:(?:by|via|over|through) (?:the )?(?:tele)?phone|by (?:calling|phoning|telephoning|ringing|fax|faxing)|(?:please |must |need to |have to )?(?:call|phone|ring|telephone)(?! centre| center)(?:ing)? (?:us|our|the|customer|\w+ team|\+?\d)"
    r"|by (?:registered |recorded |certified |first[- ]class |tracked |ordinary )?(?:post|mail(?!ing list)|letter|courier)|(?:registered|recorded|certified) (?:post|mail|letter|delivery)"
    r"|(?:in|by sending|sending|send|by) (?:us )?(?:an? )?(?:signed |written )(?:letter|notice|request|form|notification|statement)|in writing|(?:write|writing) to (?:us|our|the|\w+)"
    r"|in person|by (?:visiting|coming to) (?:your|a|our|the nearest|one of our) (?:local |nearest )?(?:branch|store|club|office|shop)|(?:at|visit) (?:your|a|our|the nearest) (?:branch|store|club|office|shop))"
)
_ASK = (
    r"(?:(?:by |please |must |need to |have to |to |can only )?(?:contact(?:ing)?|e-?mail(?:ing)?|reach(?:ing)? out to|writ(?:e|ing) to|sending (?:an? |us an? )?e-?mail to|speak(?:ing)? (?:to|with)|submit(?:ting)? a (?:ticket|request) to|notify(?:ing)?|asking)"
    r" (?:us\b|our (?:\w+ )*(?:team|support|service|department|agents?)|(?:the |a )?(?:relevant )?(?:customer |member )?(?:support|service|care|success)(?: team)?|(?:your )?account manager|sales|the (?:provider|company)|[\w.+-]+@))"
)
_LONG = r"(?:days?|weeks?|months?)"
_TABLES: dict[Obstacle, str] = {
    "way": rf"""
cancel, terminat, clos, delet, end, stop, leave, unsubscrib, downgrade, quit, withdraw, opt, discontinu, deletion, turn, switch :: {_LEAVE}\b[^.;!?]{{0,120}}?(?<![\w'])(?:{_CALL}|{_ASK})[^.;!?,]{{0,80}}
cancel, terminat, clos, delet, end, stop, leave, unsubscrib, downgrade, quit, withdraw, opt, discontinu, deletion, turn, switch :: (?:{_CALL}|{_ASK})[^.;!?]{{0,60}}? (?:to|if you (?:want|wish|would like) to|in order to) (?:\w+ )?{_LEAVE}[^.;!?,]{{0,60}}
""",
    "notice": rf"""
notice, prior, before, advance :: {_LEAVE}\b[^.;!?]{{0,160}}?(?:(?:at least|not (?:fewer|less|later) than|no (?:fewer|less|later) than|minimum(?: of)?|with|giving(?: us)?(?: at least)?|on|upon|subject to(?: an?)?|a) )?(?:{COUNT}|an?)(?: \(\w+\)| (?:full|calendar|business|working))*[ -]{_LONG}'?s?,?(?: (?:prior|advance|written|in))* (?:notice|prior to|before|in advance|advance)[^.;!?,]{{0,60}}
notice :: (?:notice period|period of notice)(?: (?:of|is))?(?: (?:at least|a minimum of))? (?:{COUNT}|an?)(?: \(\w+\)| (?:full|calendar|business|working))*[ -]{_LONG}[^.;!?,]{{0,60}}
""",
    "fee": rf"""
fee, charge, penalty, remaining, remainder, outstanding, liable, due :: (?:(?:early )?(?:cancellation|termination|exit|closure|disconnection) (?:fees?|charges?|penalt(?:y|ies))(?! (?:is|are) (?:not|never))(?: (?:of|will|may|shall|is|are|applies|apply|equal)[^.;!?]{{0,80}})?)
fee, charge, penalty, remaining, remainder, outstanding, liable, due :: you(?: \w+)? {_LEAVE}\b[^.;!?]{{0,120}}?(?:(?:remain|be|are|is)(?: \w+)? (?:liable|responsible) (?:for|to pay)|(?:must|have to|required to|shall|will(?: need to| have to)?) pay)(?: [\w']+){{0,6}}? (?:remaining|remainder|rest|unexpired)[^.;!?,]{{0,60}}
remaind, remaining, rest of :: (?:fees|charges|payments?|sums?) (?:for|of|over) the (?:remainder|rest|remaining \w+) of (?:the|your) (?:\w+ )?(?:term|period|contract)[^.;!?]{{0,60}}? (?:due|payable|owed|charged)[^.;!?,]{{0,40}}
""",
    "renewal": rf"""
renew, extend :: (?:automatically |auto-?)(?:renews?|renewed|be renewed|extends?|be extended|extended)(?: automatically)? for (?:further|successive|additional|another|consecutive|a further|subsequent|an additional)[^.;!?]{{0,40}}?(?:{COUNT}(?: \(\d+\))?[ -](?:months?|years?)|years?|an?nual|twelve)[^.;!?,]{{0,60}}
renew, extend :: (?:renews?|renewed|extends?|extended) automatically for (?:further|successive|additional|another|consecutive|a further|subsequent|an additional)[^.;!?]{{0,40}}?(?:{COUNT}(?: \(\d+\))?[ -](?:months?|years?)|years?|an?nual|twelve)[^.;!?,]{{0,60}}
""",
    "shut": rf"""
cannot, can't, can not, may not, not be, not accept, only, non-cancel, noncancel, no right :: (?:notice|requests?|cancellations?|termination)(?: (?:given|sent|made|received|requests?))?(?: (?:by|via|through|in|over) [^.;!?]{{3,80}}?)? (?:cannot|can't|can not|will not|won't|are not|is not)(?: be)? (?:accepted|valid|processed|effective|honou?red)
cannot, can't, can not, may not, not be, not accept, only, non-cancel, noncancel, no right :: you (?:cannot|can't|can not|may not|are not able to|will not be able to) (?:cancel|terminate|end|leave|close|delete){_OF} {_GOES_ON}[^.;!?,]{{0,80}}
cannot, can't, can not, may not, not be, not accept, only, non-cancel, noncancel, no right :: (?:subscriptions?|memberships?|contracts?|plans?|polic(?:y|ies)) (?:cannot|can't|can not|may not) be (?:cancell?ed|terminated|ended|closed|deleted)(?! by (?:us|a))[^.;!?,]{{0,80}}
cannot, can't, can not :: (?:accounts?|profiles?)(?: [\w-]+){{0,4}} (?:cannot|can't|can not) be (?:closed|deleted)(?! (?:by (?:us|a)|if|until|unless|while|once|for))[^.;!?,]{{0,80}}
non-cancel, noncancel :: {_GOES_ON}(?: [\w-]+){{0,3}} (?:is|are) non-?cancell?able[^.;!?,]{{0,60}}
""",
}  # fmt: skip
_OBSTACLES = Gated(_TABLES)
_EASY = later(
    r"\b(?:settings|dashboard|account page|account info|control panel|console|preferences|customer area)\b|close account"
    r"|\b(?:in|from|through|via|under|using|on) (?:your |the |our )?(?:\w+ )?(?:account|profile|portal|app|website|site|billing page|link|button)\b"
    r"|\bonline\b|\bclick|\bone[- ]click|\bself-?service|\bbutton\b|\bunsubscribe link|\bor (?:in|through|via|from) (?:your|the)\b",
    re.I,
)
_SOMEBODY = r"(?:you|customers?|members?|users?|clients?|subscribers?|merchants?|partners?|drivers?|parents?|tenants?|learners?|students?)"
_READER = later(rf"\b{_SOMEBODY}\b|^\W*(?:\w+ ){{0,3}}(?:to )?$|\bto $", re.I)
_OURS = later(
    rf"\b(?:we|either party|each party|neither party|both parties|(?!{_SOMEBODY}\b)(?-i:[A-Z])[\w&.-]*) (?:also |then )?(?:may|can|reserves?|will|shall|has|have)\b[^,;]{{0,90}}$",
    re.I,
)
_ONCE = later(
    r"\b(?:reservations?|bookings?|guests?|no-?shows?|orders?|appointments?|rooms?|hosts?|seller|tickets?|rides?|trips?|events?|deliver(?:y|ies)"
    r"|class(?:es)?|lessons?|viewing|couriers?|pick-?ups?|parcels?|collections?)\b|within 14 days|full refund|right of withdrawal|cooling[- ]off|reactivat|confirm (?:the )?cancellation|unavailable|breach|questions regarding|shall not apply",
    re.I,
)
_FREE = later(
    r"\b(?:no|without(?: incurring| paying)?(?: an?| any)?|not (?:be )?(?:charged?|pay)(?: an?| any)?|never(?: \w+)? an?|zero|waive\w*|free of)"
    r" (?:\w+ ){0,2}(?:fees?|charges?|penalt|notice)|free of charge|\bnot (?:have|need) to\b|(?:do not|don't|doesn't|does not|n't)(?: \w+)? (?:charge|require)",
    re.I,
)
_CHARGED = later(
    r"\b(?:apply|applies|charged?|pay|payable|liable|incur|subject to|due|owe|of [£$€]|[£$€] ?\d|including any|bill)",
    re.I,
)
_PUT_OUT = later(
    r"\b(?:violat\w+|breach\w*|abus\w+|excessive\w*|misus\w+|suspended|immediate termination|discount\w*)\b",
    re.I,
)
"""A fee for whom we put out, or that takes back what was given for a whole term."""
_MERELY_TOLD = later(r"\b(?:notify|tell)", re.I)
_ANY_TIME = later(r"\b(?:at any ?time|whenever|any time you)\b", re.I)
_LOOSE = later(
    r"\b(?:rolling|flexi\w*|one month at a time|month[- ]to[- ]month|no minimum|no long)", re.I
)
_OUR_CHANGE = later(
    r"\b(?:before|prior to) (?:the )?(?:implementation|introduction|entry into force|change|update)|\bobjects? to\b",
    re.I,
)
_STRETCH = later(
    rf"({COUNT}|\ban?)(?: \(\w+\)| (?:full|calendar|business|working))*[ -](days?|weeks?|months?)",
    re.I,
)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0}


@dataclass(frozen=True, slots=True)
class Held:
    """One obstacle, where it stands, and for notice how many days it asks for."""

    obstacle: Obstacle
    span: Span
    days: float | None = None


def held(sentence: Sentence) -> Iterator[Held]:
    """What a sentence puts in the way of leaving; none where an easy way stands beside it."""
    words = sentence.text
    if words.endswith(("?", ":")) or _FREE.search(words) or _ONCE.search(words):
        return
    last = -1
    for obstacle, span in _OBSTACLES.met(words, sentence.whole, sentence.lower):
        if span.start < last or sentence.quotes(span) or not _counts(obstacle, words, span):
            continue
        days = _days(span.of(words)) if obstacle == "notice" else None
        if obstacle == "notice" and (days is None or days < 3):
            continue
        last = span.end
        yield Held(obstacle, Span(span.start, len(words[: span.end].rstrip(" ,;"))), days)


def _counts(obstacle: Obstacle, words: str, span: Span) -> bool:
    before = words[max(0, span.start - 300) : span.start]
    if obstacle == "fee":
        return _CHARGED.search(words) is not None and _PUT_OUT.search(words) is None
    if obstacle == "shut":
        return not re.search(r"\b(?:why|if|whether)\b[^,;]*$", before, re.I)
    if obstacle == "renewal":
        return True
    if obstacle == "way" and _MERELY_TOLD.search(span.of(words)) and _ANY_TIME.search(words):
        return False
    if obstacle == "notice" and (_LOOSE.search(words) or _OUR_CHANGE.search(words)):
        return False
    if _OURS.search(before) or not (_READER.search(before) or not before.strip()):
        return False
    return obstacle == "notice" or _EASY.search(words) is None


def _days(words: str) -> float | None:
    """How many days before: of several stretches the longest."""
    found = []
    for number, unit in _STRETCH.findall(words):
        count = WORDS.get(number.lower()) or (float(number) if number.isdigit() else None)
        if count is not None:
            found.append(count * _DAYS[unit.lower().rstrip("s")])
    return max(found, default=None)
