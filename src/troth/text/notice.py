"""Rights that a text keeps for its author: to change, to end or to withhold without notice.

A right is a subject that is us, a verb of leave (“may”, “reserves the right to”), and a deed; it
is kept without notice where the same sentence says so: at any time, from time to time,
immediately, for any reason, without notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.quantities import COUNT, UNIT
from troth.text.reading import Sentence
from troth.text.served import SERVED
from troth.text.served import words as words_of
from troth.text.wording import either

Right = Literal["change", "end", "withhold"]
Softened = Literal["", "law", "some"]


@dataclass(frozen=True, slots=True)
class Reserved:
    """A right, where it stands in a sentence, and what softens it: the law, or some notice."""

    kind: Right
    span: Span
    softened: Softened = ""


_NAME = (
    r"(?-i:(?!(?:You|Your|They|He|She|It|If|Users?|Customers?|Members?|Drivers?|Sellers?|Buyers?"
    r"|Guests?|Clients?|Subscribers?|Passengers?|Developers?|This|That|These|Those|There|Each"
    r"|Any|All|Such|Other|Some|Third|Changes?|Updates?|Fees|Prices|Betas?|In|On|As|For|Please)\b)"
    r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,2})"
)
_US = (
    r"(?:we|(?:the|our) (?:company|provider|platform|operator|club|bank|store|shop|team|landlord"
    rf"|service provider|supplier|carrier|licensor|school|clinic)|(?P<name>{_NAME}))"
)
_ADV = (
    r"(?:,? (?:also|then|therefore|further|hereby|(?:at|in) (?:any|its|our)(?: [\w]+){1,3}?|\w+ly|from time"
    r" to time|for any reason|with or without(?: \w+){1,2}|without (?:\w+ )?notice),?)*"
)
_LEAVE = (
    r"(?:(?:may|can)(?: and (?:may|will))?(?:,? but (?:have|has|are under|is under|shall have) no (?:obligation|duty)(?: to)?,?)?(?! not)|(?:hereby )?reserves? (?:the|its|our|all|a)(?: \w+)* rights?,?(?: but not (?:the|an) obligation,?)?"
    r"(?: \w+ly,?)*(?: (?:at|in|for|without)[^;.]{0,60}?,?)? to|(?:has|have|retains?|keeps?) the"
    r"(?: \w+)? (?:right|option|discretion),?(?: [^;.]{0,60}?,)? to|(?:is|are|shall be|will be) "
    r"(?:also )?(?:entitled|free|permitted|authori[sz]ed) to)"
)
_CHANGES = either(
    "change,changes,modify,amend,update,vary,revise,alter,adjust,increase,raise,replace,substitute,"
    "reschedule,move,rename,reprice,make (?:\\w+ )?(?:\\w+ )?(?:changes|modifications|amendments|adjustments),"
    "impose,introduce,add (?:new )?(?:fees|terms|charges)"
)
_ENDS = either(
    "suspend,terminate,discontinue,cancel,revoke,remove,delete,block,limit,restrict,disable,close,"
    "deactivate,withdraw,end,stop,ban,shut down,shut off,disconnect,cut off,evict,expel,exclude,"
    "rescind,throttle,interrupt,cease,take (?:\\w+ ){0,3}(?:down|offline),lock"
)
_KEEPS = either("refuse,withhold,deduct,reject,decline,deny,offset,set off,retain,forfeit,reclaim")
_THING = (
    r"(?:(?:(?:any|the|your|these|this|our|all|such|certain|their|its|of|or|part|parts|some|each)"
    r" ){1,4}(?:[\w'-]+ ){0,3}?)?(?:accounts?|access|subscriptions?|memberships?|services?|fees?"
    r"|prices?|pricing|rates?|terms|polic(?:y|ies)|agreement|content|features?|products?|licen[cs]es?"
    r"|formats?|plans?|offers?|promotions?|codes?|credits?|points|rewards|benefits|orders?|bookings?"
    r"|schedules?|timetables?|limits?|apis?|endpoints?|previews?|deductions?|commissions?|materials?|functions?|functionality|cases?|tickets?|requests?|claims?)"
)
_ABRUPT = (
    r"(?:without (?:(?:any|prior|further|advance|giving|first|previous|providing|additional|or) )*"
    r"(?:notice|notification|warning|notifying|telling|informing|explanation|reason|cause)|with (?:or"
    r" without|no|little or no) (?:prior |advance )?(?:notice|cause|warning)|(?:at|from) any ?(?:time|moment)(?! (?:during|limit|zone))|whenever we|unilaterally|"
    r"anytime|from time to time|immediately|instantly|with immediate effect|effective immediately|"
    r"for (?:any(?: or no| reason or no| other)?|no) reason"
    r"|(?:in|at) (?:our|its|their|the company's|[\w.]+'s) (?:sole|own|absolute)(?: and \w+)? discretion"
    r"|(?<=in )immediate|as (?:we|it) (?:see|sees) fit|at will|no (?:prior |advance )?notice|automatically (?:on|after|owing|due|because|if|when|where))"
)
_ACTIVE = (
    rf"(?<![\w'-])(?P<us>{_US}){_ADV},? (?P<leave>{_LEAVE}){_ADV},? (?:[\w/-]+(?:,|,? or|,? and|/) ?){{0,5}}?"
    rf"(?:(?P<change>{_CHANGES})|(?P<end>{_ENDS})|(?P<withhold>{_KEEPS}))\b"
)
_PEOPLE = (
    rf"(?<![\w'-])(?:you|(?:an?|the|any|each) {SERVED}|{SERVED}) (?:may|can|will)(?: also)? be{_ADV} "
    r"(?P<end>suspended|terminated|removed|blocked|restricted|banned|excluded|expelled|deactivated|disconnected"
    r"|evicted|barred|logged out|locked out|disqualified)\b"
)
_RESULT = (
    r"(?<![\w'-])(?:results?|lead|leads|end) in (?:the )?(?P<now>immediate)(?: and \w+)?(?: account)? "
    r"(?P<end>termination|suspension|removal|closure|cancellation|deactivation|blocking|ban)\b"
)
_PASSIVE = (
    rf"(?<![\w'-]){_THING}(?: (?!as\b)[\w'-]+){{0,4}}?(?<! as) (?:(?:may|can|are subject to|is subject to)(?: also)?(?: be)?|(?:has|have|had) been|was|were|will be){_ADV} "
    r"(?:(?P<change>changes?d?|modified|amended|updated|varied|revised|altered|increased|adjusted)"
    r"|(?P<end>suspended|terminated|discontinued|cancell?ed|revoked|removed|deleted|blocked|limited"
    r"|restricted|disabled|closed|deactivated|withdrawn|taken (?:down|offline)|throttled|cancellation|expire)"
    r"|(?P<withhold>refused|withheld|deducted|forfeited|reclaimed|denied))\b"
)
_NOTICE = later(
    rf"(?:{COUNT}|reasonable|prior|advance|written|\))[ '-]*(?:\w+ ){{0,3}}?(?:days?|weeks?|months?|hours?|written|prior"
    r"|advance)?'?s? ?(?:prior |advance |written )*(?:notice|notification)\b",
    re.I,
)
_LENGTH = later(
    rf"\b(?:{COUNT}|thirty|sixty|fourteen)(?: \(\w+\))?[ -](?:(?:calendar|business|working)[ -])?{UNIT}['’]?s?"
    r"(?: (?:prior|in advance|before|written|advance|notice|ahead|after we|from the|following (?:the )?notice))",
    re.I,
)
_TELLS = later(
    r"\b(?:will|shall|we'll|undertakes? to) (?:\w+ ){0,2}?(?:notify|inform|tell|let you know|give (?:you )?(?:\w+ ){0,3}notice"
    r"|provide (?:you )?(?:\w+ ){0,4}(?:notice|notification)|communicate|e-?mail|announce|advise|send you|place an?|post an?|be (?:notified|informed))"
    r"|\b(?:by|and|after|upon|on|with|provided) (?:giving |providing |notifying |sending )?(?:\w+ ){0,4}(?:notice|notifying|notification|e-?mailing)\b",
    re.I,
)
_NONE = later(
    r"\b(?:without|no(?! (?:less|fewer|later))|not required to|need not|not obliged to)\b[^,;.]{0,40}\b(?:notice|notif\w+|warning|inform\w*|tell)",
    re.I,
)
_LAW = later(
    r"\b(?:required by (?:\w+ )?law|by law|legal(?:ly)? (?:requirement|required|obligat\w+)|court|regulator|fraud\w*"
    r"|danger\w*|safety|security (?:risk|threat|breach|incident)|emergenc(?:y|ies)|illegal|unlawful|malware|money launder\w*)",
    re.I,
)
_THEIRS = later(
    r"\b(?:you|your|formats?|guidelines?|rules|sites?|servers?|functions?|members?|users?|customers?|drivers?|sellers?|subscribers?|partners?|couriers?|hosts?|guests?"
    r"|passengers?|services?|products?|fees?|prices?|pricing|rates?|terms|agreement|polic(?:y|ies)|accounts?|access"
    r"|content|features?|offers?|promotion\w*|codes?|credits?|plans?|subscriptions?|tools?|apis?|platform|app|site"
    r"|website|points|rewards|order|bookings?|facilities|licen[cs]ed?|materials?|tip|payments?)\b",
    re.I,
)
_PLAINEST = later(
    r"without (?:\w+ ){0,4}(?:notice|notification|warning)|at any ?time|for any(?: or no)? reason"
    r"|with(?: or without|out| no) (?:prior )?(?:notice|cause)|automatically",
    re.I,
)
_ELSEWHERE = later(
    r"\b(?:in accordance with|subject to|as (?:set out|described|permitted|provided) (?:in|by)|under) (?:the )?(?:sections?|clauses?|articles?"
    r"|paragraphs?|procedures?|terms) |(?:prior to|before) (?:you )?(?:purchas|order|book|check)\w*|within \w+ (?:\w+ )?days|provided that such",
    re.I,
)
"""What softens the right stands somewhere else."""
_LOOKED_AT = later(r"\b(?:check|review|consult|visit|re-?read|return to|refer to)\b[^.;]*$", re.I)
"""“From time to time” tells how often somebody is to look, and not when we change."""
_ANY = later(r"\b(?:any(?: or no)?|no) reason|with or without", re.I)
_OTHER = later(
    r"\b(?:you|users?|members?|customers?|drivers?|either party) (?:may|can|will|shall|must|are free)\b|;",
    re.I,
)
_STOP = later(
    r";|, (?:and|but|provided|unless|except|which|including|if)\b| (?:provided that|unless)\b"
)
_SERVED = later(SERVED, re.I)
_NOBODY = words_of(
    "party parties content services service agreement terms app apps information data owner owners"
    " hosts partners restaurants participants employees candidates changes fees prices orders"
    " either neither both everyone anyone who administrators admins moderators organizations"
    " organisations teams people companies"
)
_SIDES = later(
    r"\b(drivers?|couriers?|riders?|passengers?|sellers?|merchants?|hosts?|guests?|developers?|creators?"
    r"|members?|subscribers?|tenants?|patients?|students?|restaurants?|shops?|senders?|buyers?|advertisers?"
    r"|moderators?|publishers?|freelancers?|users?|customers?|clients?)\b",
    re.I,
)


@lru_cache(maxsize=8)
def _compiled(which: str) -> re.Pattern[str]:
    return re.compile(
        {
            "active": _ACTIVE,
            "passive": _PASSIVE,
            "people": _PEOPLE,
            "result": _RESULT,
            "abrupt": _ABRUPT,
        }[which],
        re.I,
    )


def reserved(sentence: Sentence, after: str, *, binding: bool) -> Iterator[Reserved]:
    """The right that a sentence keeps without notice; `after` is the sentence that follows.

    In a text that is not `binding` only the plainest words count.
    """
    words = sentence.text
    abrupt = [
        found
        for found in _compiled("abrupt").finditer(words)
        if (binding or _PLAINEST.match(found[0]))
        and not _LOOKED_AT.search(words, max(0, found.start() - 60), found.start())
    ]
    if not abrupt:
        return
    for match in _rights(words):
        near = next((one for one in abrupt if _belongs(words, match, one)), None)
        if (
            near is not None
            and "discretion" in near[0].lower()
            and match.groupdict().get("withhold")
        ):
            near = None
        if near is None or sentence.quotes(Span(*match.span())):
            continue
        softened = _softened(words, after)
        if softened is not None:
            start = (
                min(match.start(), near.start())
                if near.start() > match.start() - 40
                else match.start()
            )
            yield Reserved(_kind(match), Span(start, _end(words, match, near)), softened)
        return


def _rights(words: str) -> Iterator[re.Match[str]]:
    for match in _compiled("active").finditer(words):
        name = match.group("name")
        if (name is None or _is_us(name)) and _THEIRS.search(words):
            yield match
    for form in ("passive", "people", "result"):
        yield from _compiled(form).finditer(words)


def _is_us(name: str) -> bool:
    last = name.split()[-1].lower()
    return not (_SERVED.fullmatch(last) or last in _NOBODY)


def _kind(match: re.Match[str]) -> Right:
    groups = match.groupdict()
    if groups.get("change"):
        return "change"
    return "end" if groups.get("end") else "withhold"


def _belongs(words: str, match: re.Match[str], one: re.Match[str]) -> bool:
    """Whether the words without notice go with the right, and no other subject stands between."""
    if one.start() >= match.start():
        between = words[match.end() : one.start()]
        return len(between) < 300 and not _OTHER.search(between)
    between = words[one.end() : match.start()]
    return len(between) < 60 and not _OTHER.search(between)


def _softened(words: str, after: str) -> Softened | None:
    """What softens the right; None where notice of some length is given."""
    none = _NONE.search(words)
    if _ELSEWHERE.search(words) or _LENGTH.search(words):
        return None
    if not none:
        told = f"{words} {after}" if _TELLS.search(after) else words
        if _NOTICE.search(told) or (_LENGTH.search(told) and _TELLS.search(told)):
            return None
        if _TELLS.search(told):
            return "some"
    if _LAW.search(words) and not _ANY.search(words):
        return "law"
    return ""


def _end(words: str, match: re.Match[str], near: re.Match[str]) -> int:
    """The end of the clause that holds the right and the words without notice."""
    last = max(match.end(), near.end())
    stop = _STOP.search(words, last)
    end = stop.start() if stop else len(words)
    if end - last > 120:
        end = last
    return len(words[:end].rstrip(" .;:,"))


def against(words: str, title: str | None) -> str:
    """Which side a right stands against, as the sentence or else the title names it."""
    for text in (words, title or ""):
        found = _SIDES.search(text)
        if found is not None:
            name = found[1].lower()
            return name if name.endswith("s") else f"{name}s"
    return "the reader"
