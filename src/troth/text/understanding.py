"""Does a customer say here that something was promised to her, or was to come and has not?

What she was told, what was advertised, what is owed and missing. A bare complaint ("this app
crashes") or a request is no such saying.
"""

from __future__ import annotations

import re

from troth.text.wording import either, whole

_GOODS = either(
    "refund, money, order, packages?, parcel, delivery, items?, reply, response, answers?,"
    "call ?back, call, e-?mails?, codes?, pin, key, bonus, rewards?, credits?, payments?, payout,"
    "replacement, gift ?cards?, cards?, products?, tickets?, vouchers?, discount, points, content,"
    "confirmation, invoice, statement, receipt, gold, cash, prize, link"
)
_NEWS = either(
    "reply, replies, response, answers?, refund, delivery, confirmation, call ?back, word,"
    "tracking, e-?mail, notification, acknowledge?ment, communication"
)
_WE = either(
    "you, u, they, y'?all, he, she, agents?, reps?, support, someone, everyone, guy, lady, website,"
    "site, page, mail, email, ad, ads, app, service, chat, team, colleague"
)
_LATER = (
    r"(?=[^.!?]{0,70}\b(?:would|will|could|can(?!['’n])|get|free|within|in \d+|a refund|tomorrow"
    r"|today|by|going to|to be)\b|[^.!?]{0,40}['’](?:d|ll)\b)"
)
"""What was said was about a time to come."""
_HER_OWN = (
    r"(?<!am i )(?<!am i really )(?<!i['’]m )(?<!was i )(?<!are we )(?<!that was )"
    r"supposed? to(?! say\b)"
)
_SAYS = whole(
    r"promis(?:ed|ing)|(?:your|false|broken|empty|despite|many) promises?",
    r"promises? (?:me|us|that|to)",
    r"guaranteed|guarantees that|advertised|advertises|advertising (?:that|it)",
    r"assured (?:me|us|that)|vowed|supposedly",
    _HER_OWN,
    r"(?:was|were) meant to (?:be|get|have|receive|arrive|come|include|work)",
    rf"{_WE}(?: guys| just| have|['’]ve| had| all| already| clearly| also){{0,2}}"
    rf" (?:told (?:me|us)|said|says?|claim(?:ed|s)?|agreed|offered (?:me|us))\b{_LATER}",
    r"(?:i|we)(?:['’]m|['’]ve| was| were| been| have been| keep being| am| got)?"
    rf" (?:told|being told|informed|quoted|offered)\b{_LATER}",
    r"as (?:agreed|promised|advertised)",
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
    "receiv\\w*, recie?v\\w*, been sen[dt]?, send me, sent me, send us, sent us, send it, sent it,"
    "arriv\\w+, been credited, been refunded, been delivered, been shipped, been paid,"
    "been reimbursed, been given, heard (?:back|from|anything|a thing|yet),"
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
    rf"missing (?:my |our |the |an? )?(?:\w+ )?{_GOODS}",
    rf"my (?:\w+ )?{_GOODS} (?:is|are|has|have|was|were|never) ?(?:still )?"
    + either("n't, missing, not, lost, never, came, arrived"),
)
_PAID = whole(
    r"(?:i|we|i['’]ve|we['’]ve|have|has|already)(?: just| already| also)? "
    + either(
        "paid, bought, purchased, pre-?ordered, ordered, collected, completed, subscribed,"
        "signed up, renewed, earned, redeemed"
    )
    + r"\b[^?!]{0,140}\b(?:but|yet|now|still|and (?:i )?(?:still|never|have))\b[^?!]{0,60}"
    r"(?:n['’]t|\b(?:not|cannot|never|no longer|still|missing|nothing|locked|denied))"
)
UNDERSTOOD = re.compile(
    r"promis|guarant|advertis|suppose|meant|told|said|says|claim|agreed|assured|due|scheduled"
    r"|expected|should|wait|never|n['’]?t\b|not\b|where|missing|without|\bno\b|yet|policy|informed"
    r"|quoted|offered|still|going to",
    re.I,
)
"""A cheap look: a text without any of these is passed over."""


def perceived(sentence: str) -> bool:
    """Whether the sentence says what was promised, or names what was to come and is missing."""
    return any(rule.search(sentence) for rule in (_SAYS, _MISSING, _PAID))
