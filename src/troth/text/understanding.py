"""Does a customer say here that something was promised to her, or was to come and has not?

What she was told, what was advertised, what is owed and missing. A bare complaint ("this app
crashes") or a request is no such saying.
"""

from __future__ import annotations

import re

from troth.text.wording import either


_OWED_THING = either(
    "refund, money, order, packages?, parcel, delivery, items?, reply, response, answers?, call ?back, call,"
    "e-?mails?, codes?, pin, key, bonus, rewards?, credits?, payments?, payout, replacement, gift ?cards?, cards?,"
    "products?, tickets?, vouchers?, discount, points, content, confirmation, invoice, statement, receipt, gold,"
    "cash, prize, link"
)
_WE_SAY = either(
    "you, u, they, y'?all, he, she, agents?, reps?, support, someone, everyone, guy, lady, website,"
    "site, page, mail, email, ad, ads, app, service, chat, team, colleague"
)
_AHEAD = (
    r"(?=[^.!?]{0,70}\b(?:would|will|could|can(?!['’n])|get|free|within|in \d+|a refund|tomorrow"
    r"|today|by|going to|to be)\b|[^.!?]{0,40}['’](?:d|ll)\b)"
)
_NEWS = either(
    "reply, replies, response, answers?, refund, delivery, confirmation, call ?back, word, tracking,"
    "e-?mail, notification, acknowledge?ment, communication"
)
_SAYS = re.compile(
    r"\b(?:"
    r"promis(?:ed|ing)|(?:your|false|broken|empty|despite|many) promises?|promises? (?:me|us|that|to)\b"
    r"|guaranteed|guarantees that|advertised|advertises|advertising (?:that|it)|assured (?:me|us|that)|vowed"
    r"|(?<!am i )(?<!am i really )(?<!i['’]m )(?<!was i )(?<!are we )(?<!that was )suppose(?:d)? to(?! say\b)"
    r"|(?:was|were) meant to (?:be|get|have|receive|arrive|come|include|work)"
    rf"|{_WE_SAY}(?: guys| just| have|['’]ve| had| all| already| clearly| also){{0,2}}"
    rf" (?:told (?:me|us)|said|says?|claim(?:ed|s)?|agreed|offered (?:me|us))\b{_AHEAD}"
    r"|(?:i|we)(?:['’]m|['’]ve| was| were| been| have been| keep being| am| got)?"
    rf" (?:told|being told|informed|quoted|offered)\b{_AHEAD}"
    rf"|as (?:agreed|promised|advertised)|your (?:\w+ )?(?:policy|terms) (?:says?|states?|said){_AHEAD}"
    r"|should(?:['’]ve| have)(?: \w+)? (?:arrived|been|received|come|got(?:ten)?|had|shipped|reached)"
    r"|(?:was|were) (?:due|scheduled|expected|guaranteed) (?:to|on|by|for|yesterday|last|today)"
    r"|(?:i['’]?m|i am|we['’]?re|was|were|been|being) told (?:that )?(?:i['’]?m|i was|i am|it['’]?s|it is|we['’]?re) not"
    r"|(?:was|were) going to (?:be|get|receive|call|send|refund|fix)"
    r")",
    re.I,
)
_HAS_NOT = either(
    "have ?n'?t, have not, has ?n'?t, has not, havn'?t, had ?n'?t, did ?n'?t, did not, never,"
    "have yet to, has yet to, not"
)
_COME = either(
    "receiv\\w*, recie?v\\w*, been sen[dt]?, sen[dt]? (?:me|us|it|my|the|any), arriv\\w+,"
    "been credited, been refunded, been delivered, been shipped, been paid, been reimbursed, been given,"
    "heard (?:back|from|anything|a thing|yet), hear (?:back|from you|anything), shown up, showed up"
)
_GOT = r"(?:get|got|gotten|had|have|seen|see)"
_MISSING = re.compile(
    rf"\b{_HAS_NOT}(?: yet| still| even| ever| actually){{0,2}} {_COME}(?!\w)"
    rf"|\b{_HAS_NOT}(?: yet| still| even| ever| actually){{0,2}} {_GOT} (?:my|our|the|a|an|any|that)(?: [\w-]+)? {_OWED_THING}\b"
    rf"|\b{_HAS_NOT}(?: yet| still| even| ever| actually){{0,2}} (?:{_GOT}|come|came) (?:it|them|anything|one|through|in|back)\b[^.!?]{{0,12}}\b(?:yet|back|from you)\b"
    r"|\bstill did ?n['’]?t (?:get|come)\b"
    r"|\bstill (?:a?waiting)\b(?= for|\W*$|[.!#…])"
    rf"|\b(?:cannot|can['’]?t|unable to) (?:get|redeem|claim|access|use|collect) (?:my|the|our) (?:[\w-]+ )?{_OWED_THING}\b"
    rf"|\bstill (?:no|waiting|awaiting|not|have ?n['’]?t|has ?n['’]?t|without|missing)\b[^.!?]{{0,60}}\b(?:{_OWED_THING}|received?|arrived|come|heard)\b"
    rf"|\b(?:been )?wait(?:ing|ed)\b[^.!?]{{0,40}}\b(?:for|on)\b[^.!?]{{0,25}}\b{_OWED_THING}\b"
    rf"|\bwhere(?:['’]s| is| are|s)? (?:my|our|the)(?: \w+){{0,2}} {_OWED_THING}\b"
    rf"|\b(?:no|without an?y?)(?: \w+)? {_NEWS}\b[^.!?]*\b(?:yet|still|since|after|weeks?|days?|months?|hours?)\b"
    rf"|\b(?:weeks?|days?|months?|hours?)\b[^.!?]*\b(?:no|without an?y?)(?: \w+)? {_NEWS}\b"
    rf"|\bmissing (?:my |our |the |an? )?(?:\w+ )?{_OWED_THING}\b"
    rf"|\bmy (?:\w+ )?{_OWED_THING} (?:is|are|has|have|was|were|never) ?(?:still )?(?:n['’]t|missing|not|lost|never|came|arrived)",
    re.I,
)
_PAID = re.compile(
    r"\b(?:i|we|i['’]ve|we['’]ve|have|has|already)(?: just| already| also)? (?:paid|bought|purchased|pre-?ordered|ordered"
    r"|collected|completed|subscribed|signed up|renewed|earned|redeemed)\b[^?!]{0,140}"
    r"\b(?:but|yet|now|still|and (?:i )?(?:still|never|have))\b[^?!]{0,60}(?:n['’]t\b|\b(?:not|cannot|never|no longer|still|missing|nothing|locked|denied)\b)",
    re.I,
)
UNDERSTOOD = re.compile(
    r"promis|guarant|advertis|suppose|meant|told|said|says|claim|agreed|assured|due|scheduled|expected|should"
    r"|wait|never|n['’]?t\b|not\b|where|missing|without|\bno\b|yet|policy|informed|quoted|offered|still|going to",
    re.I,
)
"""A cheap look: a text without any of these is passed over."""


def perceived(sentence: str) -> bool:
    """Whether the sentence says what was promised, or names what was to come and is missing."""
    return any(rule.search(sentence) for rule in (_SAYS, _MISSING, _PAID))
