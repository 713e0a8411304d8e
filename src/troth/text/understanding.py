"""Does a customer say here that something was promised to her, or was to come and has not?

What she was told, what was advertised, what is owed and missing. A bare complaint ("this app
crashes") or a request is no such saying.
"""

from __future__ import annotations

import re

from troth.patterns import later
from troth.text.wording import either, whole

_GOODS = either(
    "refunds?, money, orders?, packages?, parcel, delivery, items?, reply, response, answers?,"
    "call ?back, call, e-?mails?, codes?, pin, key, bonus, rewards?, credits?, payments?, payouts?,"
    "replacement, gift ?cards?, cards?, products?, tickets?, vouchers?, discount, points, content,"
    "bags?, luggage, baggage, suitcase, shipment, confirmation, invoice, statement, receipt, gold, cash, prize, link"
)
_NEWS = either(
    "reply, replies, responses?, answers?, refund, delivery, confirmation, call ?back, word,"
    "tracking, e-?mail, notification, acknowledge?ment, communication"
)
_WE = either(
    "you, u, they, y'?all, he, she, agents?, reps?, support, someone, everyone, guy, lady, website,"
    "site, page, mail, email, ad, ads, app, service, chat, team, colleague, representatives?, associate,"
    "manager, driver, customer (?:service|support|care), company, store, seller, crew, tracking, faq"
)
_LATER = (
    r"(?=[^.!?]{0,70}\b(?:would(?:n['’]t)?|will|won['’]t|could|can(?!['’n])|get|free|within|in \d+"
    r"|a refund|tomorrow|today|by|going to|to be|might|should|lifetime|unlimited|available)\b"
    r"|[^.!?]{0,40}['’](?:d|ll)\b)"
)
"""What was said was about a time to come."""
_HER_OWN = (
    r"(?<!am i )(?<!am i really )(?<!i['’]m )(?<!was i )(?<!are we )(?<!that was )"
    r"supposed? to(?! say\b)"
)
_SAYS = whole(
    r"(?<!i )(?<!i have )(?<!i['’]ve )(?<!i['’]d )(?<!\bas )promis(?:ed|ing)|(?:your|false|broken|empty|despite|many) promises?",
    r"promises? (?:me|us|that|to)",
    r"guaranteed|guarantees that|(?<!\bas )advertised|(?<!what it )(?<!it )advertises|advertising (?:that|it)",
    r"(?:why|you|they|to|and) advertise(?! (?:on|in|with|my|our)\b)",
    r"(?:label?led|marketed|sold|promoted|listed|described|advertised) as (?:an? |being )?(?:[\w$€£\"“-]+ ){0,2}?"
    r"(?:free|unlimited|lifetime|new|including|[$€£“\"\d])",
    r"(?:misleading|false|deceptive)(?:/\w+)? (?:claims?|advertis\w+|statements?|marketing|promises?)",
    r"(?:it was|it is|it['’]s|was|were) (?:an? |for |sold as )?(?:lifetime|unlimited|free forever)",
    rf"(?:was|were|been|got|being) told\b(?! to\b){_LATER}",
    r"as (?:your|the) (?:\w+ )?(?:states?|says|claims|advertises)",
    r"(?:site|page|website|faq|ads?|policy|app|docs|documentation|plan|e-?mail|mail|terms|description)(?: \w+)?"
    r" (?:clearly |still |also )?(?:says|states?|stated|said)(?: that)?(?:\s*:\s*$|\b"
    + _LATER
    + ")",
    r"(?:got|received|have) (?:an? |the |your )?(?:e-?mail|mail|text|message|letter) (?:that|saying|stating)\b"
    + _LATER,
    r"(?<=[\"“'‘])(?:we|you)(?:['’]ll| will)\b[^\"”]{3,80}[\"”'’]",
    r"assured (?:me|us|that)|vowed|supposedly",
    _HER_OWN,
    r"(?:was|were) meant to (?:be|get|have|receive|arrive|come|include|work)",
    rf"{_WE}(?: guys| just| have|['’]ve| had| all| already| clearly| also){{0,2}}"
    rf" (?:told (?:me|us)|said|says?|claim(?:ed|s)?|agreed|offered (?:me|us)|confirmed|announced|mentioned|committed|assured)\b{_LATER}",
    r"(?:i|we)(?:['’]m|['’]ve| was| were| been| have been| keep being| am| got)?"
    rf" (?:told|being told|informed|quoted|offered)\b{_LATER}",
    rf"{_WE}(?: guys| have|['’]ve| had| all| just)? told (?:me|us) (?:that )?(?:you|it|my|our|they|this|the|i|we)\b"
    r"(?![^.!?]{0,25}(?:can['’]?t|cannot|unable|nothing|not able|don['’]t know))",
    r"(?:not|n['’]t|never|nothing|isn['’]t|than|but)\b[^.!?]{0,60}\bas (?:agreed|promised|advertised|described)",
    rf"your (?:\w+ )?(?:policy|terms) (?:says?|states?|said){_LATER}",
    r"should(?:['’]ve| have)(?: \w+)? "
    + either("arrived, been, received, come, got, gotten, had, shipped, reached"),
    r"(?:was|were) (?:due|scheduled|expected|guaranteed)"
    r" (?:to|on|by|for|yesterday|last|today)",
    r"told (?:that )?(?:i['’]?m|i was|i am|it['’]?s|it is|we['’]?re) not",
    r"(?:was|were) going to (?:be|get|receive|call|send|refund|fix)",
)
_HAS_NOT = (
    either(
        "haven'?t, hasn'?t, hadn'?t, didn'?t, don'?t, havnt, have not, has not, did not, never, not"
    )
    + r"(?: yet| still| even| ever| actually){0,2}"
)
_COME = either(
    "receiv\\w*(?! an? (?:error|warning|prompt)), recie?v\\w*, been sen[dt]?, send me, sent me, send us, sent us, send it, sent it,"
    "arriv\\w+, been credited, been refunded, been delivered, been shipped, been paid,"
    "been reimbursed, been given, been processed, been issued, been returned, been added, been applied, been activated,"
    " heard (?:back|from|anything|a thing|yet),"
    "hear (?:back|from you|anything), shown up, showed up"
)
_GOT = r"(?:get|got|gotten|had|have|seen|see)"
_MINE = r"(?:my|our|the|a|an|any|that)"
_MISSING = whole(
    rf"{_HAS_NOT} {_COME}|ha(?:ve|s) yet to (?:receive|arrive|hear|get)",
    rf"{_HAS_NOT} {_GOT} {_MINE}(?: [\w-]+)? {_GOODS}",
    rf"{_HAS_NOT} (?:{_GOT}|come|came) (?:it|them|anything|one|through|in|back)"
    r"\b[^.!?]{0,12}\b(?:yet|back|from you)",
    r"still did ?n['’]?t (?:get|come)|still a?waiting(?= for|\W*$|[.!#…])",
    rf"(?:cannot|can['’]?t|unable to) (?:get|redeem|claim|access|use|collect)"
    rf" (?:my|the|our) (?:[\w-]+ )?{_GOODS}",
    r"still (?:no|waiting|awaiting|not|without|missing|ha(?:ve|s) ?n['’]?t)"
    rf"\b[^.!?]{{0,60}}\b(?:{_GOODS}|received?|arrived|come|heard)",
    rf"(?:been )?wait(?:ing|ed)\b[^.!?]{{0,40}}\b(?:for|on)\b[^.!?]{{0,25}}\b{_GOODS}",
    rf"where(?:['’]s| is| are|s)? (?:my|our|the)(?: \w+){{0,2}} {_GOODS}",
    rf"(?:no|without an?y?)(?: \w+)? {_NEWS}\b[^.!?]*"
    r"\b(?:yet|still|since|after|weeks?|days?|months?|hours?)",
    rf"(?:weeks?|days?|months?|hours?)\b[^.!?]*\b(?:no|without an?y?)(?: \w+)? {_NEWS}",
    rf"(?:received?|got|gotten|had|seen) (?:no|zero) (?:\w+ )?(?:{_NEWS}|{_GOODS})",
    rf"no (?:\w+ ){{0,3}}?{_GOODS} (?:or \w+ )?(?:is|was|were|has been|have been|ever) (?:issued|given|sent|made|paid|received|credited)",
    rf"{_GOODS} (?:still )?(?:never|ha(?:s|ve) ?n['’]?t|has not|did ?n['’]?t|did not) (?:even |yet )?(?:happen\w*|come|came|arriv\w+|appear\w*|show\w*)",
    r"^\W*(?:and |but )?(?:still )?no (?:reply|response|answer|refund|word|call ?back)\W*$",
    r"(?:sent|e-?mailed|called|wrote|contacted|texted|messaged|submitted|applied|filled)\b[^!?]{0,90}\b(?:no"
    r"|without(?: an?y?)?) (?:reply|replies|answers?|responses?)",
    r"(?:but|and|then|yet|still) nothing(?: happened| came)?(?=\W*$| back| since| yet)|nothing (?:has )?happen(?:ed|d|end)",
    r"(?:e-?mails?|tickets?|messages?|requests?|case|tweet|one)\b[^.!?]{0,40}(?:has ?n['’]?t|have ?n['’]?t|not|never) been"
    r" (?:responded to|answered|replied to|resolved|addressed)",
    r"when (?:can|should|do|will|would|am|are) (?:i|we)\b[^.!?]{0,30}\b(?:expect|receive|get|getting|see|have)\b",
    r"when (?:will|is|are) (?:my|our)\b",
    r"any (?:updates?|news|idea|word) (?:on )?when\b(?! your\b)",
    rf"missing (?:my |our |the |an? )?(?:\w+ )?{_GOODS}",
    rf"my (?:\w+ )?{_GOODS} (?:is|are|has|have|was|were|never) ?(?:still )?"
    + either("n't, missing, not, lost, never, came, arrived"),
)
_NO = r"(?:n['’]?t|\bnot|\bnever|\bno|\bstill|\bnothing|\bnowhere|\bwithout)\b"
_SPAN = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_PAPERS = (
    r"(?:docs?|documentation|pricing(?: page)?|readme|roadmap|listing|description|announcement|blog post"
    r"|changelog|website|site|page|plan|banner|tracking|ads?|faq|policy|terms|app store|invoice)"
)
_WRITTEN = whole(
    rf"according to (?:the|your|their|its) (?:\w+ ){{0,3}}?{_PAPERS}",
    rf"(?:per|as per|based on) (?:the|your|their|its) (?:\w+ ){{0,2}}?{_PAPERS}",
    rf"{_PAPERS}(?: \w+){{0,2}} (?:says?|said|states?|lists?|shows?|mentions?|claims?|indicates?|includes?)\b[^.!?]{{0,120}}"
    r"\b(?:but|however|yet|though|instead)\b",
    rf"(?:says?|said|claims?|claimed|states?|stated)\b[^.!?]{{0,60}}\b(?:free|unlimited|no ads?|can|will|included|lifetime|premium"
    rf"|refund\w*|available)\b[^.!?]{{0,60}}\b(?:but|yet|however)\b[^.!?]{{0,80}}(?:{_NO}|charg|\bpay)",
    rf"(?:claims?|claimed) to (?:be|have|offer|support|include|work|do)\b[^.!?]{{0,80}}{_NO}",
    rf"(?:says?|marked|shows?|showing|said) (?:as )?(?:it (?:was|has been|is) |they )?delivered\b[^!?]{{0,90}}{_NO}",
    rf"(?:same|next|one|two|\d)[- ]day (?:shipping|delivery)\b[^!?]{{0,120}}(?:{_NO}|\blate\b|\bago\b|\bbeen\b)",
    r"(?:is|was|it['’]?s|clearly) (?:\w+ )?(?:stated|written|mentioned|specified|documented) (?:that|in|on|as)\b",
    r"(?:as )?per your (?:e-?mail|message|chat|tweet|reps?|agents?)",
    r"not (?:as|what (?:is|was|it)) (?:described|advertised|shown|promised|says)",
    r"(?:plan|tier|subscription|membership|licen[cs]e|pass|premium|pro|plus)\b[^.!?]{0,50}\b(?:includes?|comes with|offers?|should (?:have|include))"
    r"\b[^.!?]{0,60}\bbut\b",
    r"(?:should|ought to) (?:be|have been) (?:free|included|refunded|delivered|unlimited|covered|credited)",
    r"(?:i['’]?m|i am|we are|we['’]re|am) entitled to|backtrack\w*|bait (?:and|&) switch|(?:broke|keep|kept|honou?r) (?:your|their) (?:word|promise)"
    r"|(?:not|n['’]?t|refus\w+ to|never) honou?r\w*",
)
_OWED = whole(
    r"(?:paid|bought|purchas\w+|premium|pro|subscri\w+|ad[- ]free)\b[^.!?]{0,80}\b(?:still|yet|but)\b[^.!?]{0,30}\bads?\b",
    r"charged\b[^.!?]{0,60}\b(?:after (?:i )?cancel\w*|even though|despite|anyway)",
    r"(?:opened|submitted|raised|filed|created|sent) (?:an? |my |several |\d )?(?:\w+ )?(?:tickets?|requests?|cases?|claims?|e-?mails?)"
    r"\b[^!?]{0,100}\b(?:no (?:\w+ )?(?:re|ans)\w+|nothing|never|ignored)\b",
    r"(?:ignored|ghosted) (?:my|me|us)|(?:no one|nobody) (?:respond(?:s|ed)?|answer(?:s|ed)?|replies|replied|has (?:responded|replied|answered|contacted)|called|came|showed)",
    r"(?:support|they|you|nobody|no one|team|u|guys) (?:never|did ?n['’]?t|do ?n['’]?t|has ?n['’]?t|have ?n['’]?t|still not) (?:even |ever )?"
    r"(?:respond|reply|replied|answer|call(?:ed)? (?:me|us|back)|contact(?:ed)? (?:me|us)|get back|got back|refund|deliver|ship)\w*",
    r"(?:refund|replacement|reimbursement)\b(?![^.!?]*\b(?:because|since)\b)[^.!?,]{0,20}(?:n['’]?t|\bnever|\bnot|\bnothing|\bstill)\b(?! (?:like|want))",
    rf"\w+ (?:business )?{_SPAN} (?:late|overdue|past due)",
    rf"been [^.!?]{{0,30}}{_SPAN} since (?:i|my|we|you) (?:\w+ )?(?:order|submitt|request|contact|was told|e-?mail|paid|appl|cancel|return|sent|bought|purchas)\w*",
    rf"(?:ordered|bought|purchased|paid|returned|cancel\w+|sent|submitted|applied|requested)\b[^.!?]{{0,60}}{_SPAN} ago\b[^!?]{{0,80}}{_NO}",
    rf"(?:charged|deducted|debited|(?:money|payment) (?:\w+ )?(?:taken|went through|gone|successful|left|accepted))\b[^!?]{{0,100}}"
    rf"\b(?:but|and|yet|still)\b[^!?]{{0,60}}{_NO}",
    r"still (?:says?|shows?|showing|saying|in|on|at|stuck (?:in|on|at))? ?[\"“'‘]?(?:processing|pending|preparing|in transit|unfulfilled|label created|awaiting)",
    r"tracking\b[^.!?]{0,30}(?:n['’]?t|\bnot|\bno)\b (?:\w+ )?(?:updat\w+|mov\w+|chang\w+|work\w*|scan\w*)",
    r"what (?:i|we)(?:['’]?m| am|['’]re| are)? pay(?:ing)? for|(?:i|we)(?:['’]?m| am|['’]re| are)? pay(?:ing)? for (?:up to )?\d+",
    r"how long (?:do|will|must|should) (?:i|we) (?:need|have|be) (?:to wait|waiting)",
    r"why (?:are|have|has|is)(?: you| my| our| the|n['’]?t)*[^.?!]{0,30}\b(?:not|n['’]?t|never)\b[^.?!]{0,30}\b(?:refund|credit|deliver|paid|ship)\w*",
    r"was to (?:be|have been) (?:delivered|collected|refunded|credited|shipped|returned|sent)",
    r"ha(?:ve|s) yet to (?:be|ship|come|refund|send|deliver|respond|process|see)",
)
_NOT = r"(?:\w*n['’]?t|not|never|no longer|cannot|still|without)"
_DONE = either(
    "paid, bought, purchased, pre-?ordered, ordered, collected, completed, subscribed, signed up,"
    "renewed, earned, redeemed, won, win, buy, spent, finished, unlocked, claimed, upgraded, applied"
)
_PAID = whole(
    rf"(?:^|(?:i|we|i['’]ve|we['’]ve|my \w+|our \w+|and|have|has|already|been)(?: just| already| also| have| has| been| only| went and)* )"
    rf"{_DONE}\b[^?!]{{0,140}}?\b(?:but|yet|now|still|and|&|when|only|instead|except|which)\b[^?!]{{0,70}}?(?:{_NOT} (?:\w+ ){{0,3}}?"
    r"(?:get|got|gotten|receiv\w*|have|had|there|show\w*|appear\w*|deliver\w*|com(?:e|ing)|credit\w*|access|play|arriv\w*"
    r"|work\w*|redeem\w*|in (?:my|any)|given|been|let\w*|any\w*|on my)|\b(?:is|are|was|were|has|had|it['’]?s|its) "
    r"(?:\w+ )?(?:gone|missing|disappeared|vanished|expired|nowhere|locked|denied|not (?:there|here|work\w*|in|available|on|show\w*|activ\w*|credited|delivered|unlocked|added))\b|missing|nothing|nowhere|expired|gave me|instead)",
    r"(?:bought|paid|purchased|ordered|won|got|received)\b[^.!?]{0,60}\b(?:except|none of|only got|only received)",
    r"(?:got|had|won|bought)\b[^?!]{0,80}\b(?:and|but)(?: now)? (?:it['’]?s|it is|it was|they are|it has|is|all) (?:just |now )?(?:gone|missing|not there"
    r"|nowhere|disappeared)",
    r"(?:pay|paid|paying)\b[^.!?]{0,50}\b(?:and yet|but still|and still|yet)\b",
    r"cancel\w*\b[^?!]{0,110}\b(?:still|yet|was|got|been|are)\b[^?!]{0,30}\b(?:charg|bill)(?:ed|ing)",
    r"(?:charged|billed)\b[^.!?]{0,60}\bfree trial|free (?:trial|plan|account|month)\b[^.!?]{0,60}\b(?:charged|billed|invoice\w*)",
    r"(?:shows?|says|states) (?:as )?[\"“]?(?:redeemed|delivered|paid|purchased|owned)\b[^.!?]{0,40}\b(?:but|yet|and)\b",
)
UNDERSTOOD = later(
    r"promis|guarant|advertis|suppose|meant|told|said|says|claim|agreed|assured|due|scheduled"
    r"|expected|should|wait|never|n['’]?t\b|not\b|where|missing|without|\bno\b|yet|policy|informed"
    r"|quoted|offered|still|going to|when|charged|billed|gone|label|market|state|false|mislead|lifetime"
    r"|unlimited|nothing|except|instead|expired|as described|redeem|nowhere|disappear|according|shipping|delivery|\bpaid\b|entitled|written|mentioned|documented|per your|tracking|deducted|debited|honou?r|backtrack|includ|ignored|nobody|paying|pay for|how long|was to|why|late\b|overdue|since|ago\b|\bads?\b|mail|\bfree\b|received|got\b|sold",
    re.I,
)
"""A cheap look: a text without any of these is passed over."""


def perceived(sentence: str) -> bool:
    """Whether the sentence says what was promised, or names what was to come and is missing."""
    rules = (_SAYS, _WRITTEN, _PAID) if _PASSWORD.search(sentence) else _RULES
    said = any(rule.search(sentence) for rule in rules)
    return said and _CONTENT.search(sentence) is None


_RULES = (_SAYS, _WRITTEN, _MISSING, _OWED, _PAID)
_CONTENT = later(
    r"\b(?:works?|just|exactly|performs?|does|do) (?:exactly |just |all |what )*(?:as |what |it )*(?:advertised|promised|it (?:says|advertises|promises))"
    r"|\blike (?:that['’]s|it['’]s) supposed to\b",
    re.I,
)
"""She has what she was told."""
_PASSWORD = later(
    r"\b(?:reset (?:my |the |it )?(?:e-?mails?|links?|password)|forg[eo]t\w*|passwords?|log ?in|sign in)\b",
    re.I,
)
"""A mail to sign in with is a step of a program, and was not promised by anybody."""
