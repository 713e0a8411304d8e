"""What does a customer say she is concerned with, and on which of five levels?

What is broken; a task she wants done; a responsibility she carries for others; an outcome she hopes
for; what would make her day. Only what she says: nothing is supposed. The words are those of the
matter itself ("I'd like to *move my booking to Friday*"), so that they can be shown as hers.

The levels are methods.md 4's, with anchors of our own: a fault is told of a thing, a task is
something to be done once, a responsibility names whom she answers to or for, an outcome is how
things are to be from then on, and a day is made or saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from troth.model.origin import Span
from troth.model.saying import Level
from troth.patterns import later
from troth.text.alone import alone
from troth.text.masking import sentences, straight
from troth.text.reply import waits
from troth.text.wording import either, whole


@dataclass(frozen=True, slots=True)
class Concern:
    """One concern: its level, the words that tell it, and whether it is wished or plainly said."""

    level: Level
    span: Span
    wished: bool = False


def concerning(text: str) -> tuple[Concern, ...]:
    """Each concern that a customer tells in a message, in order, at most one a sentence.

    Where its words cannot be read alone ("please fix it") it is left out.
    """
    return _concerning(text)


def level(text: str) -> Level | None:
    """The level at which a message as a whole speaks, None where it tells no concern.

    The highest that she tells; only what is broken goes before the task of putting it right. Here
    a trouble told in other words than those of `concerning` counts as broken too.
    """
    plain = straight(text)
    told = {told for span in sentences(plain) if (told := _level(plain, span)) is not None}
    first = next((one for one in _FIRST if one in told), None)
    if first in (None, "task") and waits(text).why == "trouble":
        return "broken"
    return first


_FIRST: tuple[Level, ...] = ("day", "responsibility", "outcome", "broken", "task")


@lru_cache(maxsize=1024)
def _concerning(text: str) -> tuple[Concern, ...]:
    plain = straight(text)
    return tuple(_found(plain, sentences(plain)))


def _found(plain: str, spans: Sequence[Span]) -> Iterator[Concern]:
    for span in spans:
        one = _of(plain, span)
        if one is not None:
            yield one


def _of(plain: str, span: Span) -> Concern | None:
    """The first level of a sentence whose words can be read alone."""
    for name, match in _heard(plain, span):
        words = _words(plain, span, match, name)
        if words is not None:
            return Concern(name, words, bool(_WISHED.match(match.group())))
    return None


def _level(plain: str, span: Span) -> Level | None:
    """The level of a sentence, also where its words point to another one."""
    found = _of(plain, span)
    if found is not None:
        return found.level
    return next((name for name, _ in _heard(plain, span)), None)


def _heard(plain: str, span: Span) -> Iterator[tuple[Level, re.Match[str]]]:
    """The levels that a sentence tells, the first before the others, and by which words."""
    if _PAST.match(plain, span.start, span.end):
        return
    for name, pattern in _TOLD:
        match = pattern.search(plain, span.start, span.end)
        if match is None or _held_back(plain, span, match):
            continue
        if name != "broken" or not _asks(plain, span, match):
            yield name, match


def _asks(plain: str, span: Span, match: re.Match[str]) -> bool:
    """“Is it too late?” asks, “if it is broken” supposes; “why won't it load?” tells."""
    if _SUPPOSED.search(plain, max(span.start, match.start() - 40), match.start()):
        return True
    begins = _ASKING.match(plain, span.start, span.end) is not None
    return begins and _DENIED.search(match.group()) is None


def _held_back(plain: str, span: Span, match: re.Match[str]) -> bool:
    return _NOT_HERS.search(plain, max(span.start, match.start() - 24), match.start()) is not None


def _words(plain: str, span: Span, match: re.Match[str], name: Level) -> Span | None:
    """The matter without the words that open it; of what is broken the whole clause."""
    at = match.start(match.lastindex) if match.lastindex else match.start()
    heard = Span(at, at if match.lastindex else match.end())
    whole = name == "broken" or not match.lastindex
    return alone(plain, span, heard, whole=whole, named=name != "day")


_PAST = later(r"\W*(?:thanks?|thank you|sorted|solved|fixed|never ?mind)\b", re.I)
_NOT_HERS = later(
    r"\b(?:if you|when you|do you|did you|would you|you|they|he|she|n't|not|never|don't) (?:\w+ )?$",
    re.I,
)
_ASKING = later(
    r"\W*(?:(?:and|so|but|or|hi|hello|hey|please|sorry),? )*(?:is|are|do|does|will|who|how|what|am|can|could|would|should"
    r"|may|which|when)\b",
    re.I,
)
_SUPPOSED = later(r"\b(?:if|in case|unless|whether) [^,;.]*$", re.I)
_DENIED = later(r"n't\b|\b(?:not|cannot|cant|unable|never|nothing|having|stopped|down)\b", re.I)
_WISHED = later(r"[^.!?]{0,12}\b(?:wish|hop(?:e|ing)|would|'d|could you|love|dream)\b", re.I)
_DO = (
    r"(?!be (?:honest|fair|clear)|say\b|know (?:that|if)|thank|mention|add that|complain|report that)"
    r"[a-z][\w'-]*"
)
_DAY = whole(
    r"(?:ma(?:k|d)e|making|makes|save[sd]?) (?:my|our|her|his|their|the kids'?) (?:\w+ )?(?:day|week|year|christmas|birthday)",
    r"(?:my|our|a|her|his) (?:life-?long |biggest |childhood )?dream (?:is|was|has|would|to|come)",
    r"(?:nothing would make|would make) (?:me|us|her|him|them|my \w+)(?: so| very)? happ(?:y|ier)",
    r"(?:be|would be|i'd be|we'd be|'d be) (?:so |absolutely |really )?(?:over the moon|thrilled|delighted|overjoyed"
    r"|ecstatic|the happiest)",
    r"(?:always|ever) (?:wanted|dreamed|dreamt) (?:to|of)",
)
_PEOPLE = either(
    "students?, pupils?, class(?:es)?, clients?, customers?, patients?, team, staff, boss, employer,"
    "employees, kids?, children, son, daughter, mother, mum, mom, father, dad, parents?, family, wife,"
    "husband, residents, members, guests, users, readers, company, business, school, church, shop,"
    "practice, colleagues, manager, board, investors, grandmother, grandfather, community"
)
_RESPONSIBILITY = whole(
    rf"(?:i|we)(?: \w+)? (?:have to|need to|must|am supposed to|are supposed to|'m supposed to|'ve got to|got to|should)"
    rf" ([^.!?,;]{{2,60}}?\b(?:(?:my|our|the|all|\d+) )(?:\w+ )?{_PEOPLE})",
    rf"(?:my|our) (?:\w+ )?{_PEOPLE} (?:need|needs|depend|depends|rely|relies|expect|expects|want|wants|wait|waits"
    r"|(?:is|are) (?:waiting|depending|relying|counting|asking|expecting|stuck|without))",
    r"(?:i|we)(?:'m| am|'re| are) (?:responsible for|in charge of|accountable for|looking after|caring for|managing"
    r"|running|teaching|hosting|organi[sz]ing) ([^.!?,;]+)",
    r"(?:i|we) (?:run|manage|teach|lead|look after|own|care for) ((?:an?|the|our|my|\d+) [^.!?,;]+)",
    r"as an? (?:\w+ )?(?:teacher|nurse|doctor|manager|parent|mother|father|carer|owner|freelancer|developer|driver"
    r"|landlord|administrator|admin|accountant|seller|courier|coach|pastor|organi[sz]er|designer|student)",
    r"(?:deadline|exam|interview|deliver|due|presentation|lecture|payroll|tax return|audit|class|meeting|assignment"
    r"|shift|wedding|funeral|surgery) (?:is |are |starts |begins )?(?:today|tonight|tomorrow|on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|this (?:week|morning|afternoon|evening)|next week|in \w+ (?:hours?|days?|minutes?))",
    r"(?:fail|lose|miss|losing|failing|missing) ((?:my|our|the) (?:job|work|class|exam|course|degree|clients?|customers?"
    r"|business|income|flight|deadline|interview|wedding|visa|house|apartment))",
)
_MAKE = either(
    "add, allow, enable, introduce, support, implement, bring back, release, launch, let us, let me, offer,"
    "provide, make, include, improve, get rid of, remove, consider, open, expand, create, integrate, extend,"
    "increase, reduce, lower, update, change the, stop, protect, close"
)
_OUTCOME = whole(
    r"(?:it|that|this)(?:'d| would| will|'ll) (?:\w+ )?be (?:so |really |very |super |even |a )?(?:great|nice|good|awesome|amazing|cool"
    r"|lovely|helpful|useful|wonderful|better|perfect|ideal|fantastic|big help|dream|appreciated)"
    r" (?:if|to|when) (.+)",
    r"(?:i|we) (?:\w+ )?(?:wish|only wish)(?: that)? ((?:you|i|we|it|there|this|that|your|the) .+)",
    r"(?:i|we)(?:'m| am|'re| are)? (?:really |just |still )?hop(?:e|ing)(?: that| to| for)? ((?!this helps|that helps|you(?:'re| are) (?:well|ok)|all is well)\w+ .+)",
    rf"(?:please|pls|you should|you need to|you guys should|can you(?: please| pls)?|could you(?: please)?|will you"
    rf"|would you|why (?:don't|can't) you|when will you|are you going to|are there (?:any )?plans to|any plans to) (?:ever |finally |also )?({_MAKE} .+)",
    r"(?:my|our|the) (?:\w+ )?(?:goal|aim|target|ambition|hope|plan|idea|wish) (?:is|was|would be)(?: to)? (.+)",
    r"so (?:that )?((?:i|we|my \w+|our \w+|people|everyone) (?:can|could|don't have to|won't|are able to) (?!not|no|only|barely|never|hardly).+)",
    r"(?:i|we)(?:'d| would) (?:really |very much )?(?:love|like) (?:to see |it if |you to |for )(.+)",
    r"(?:want|need|trying|hope|hoping|like|looking|help (?:me|us)|order|way|ways) to ((?:grow|increase|save (?:money|time)|earn|reduce|win|reach more|get more"
    r"|make more|sell more|improve|become|be able|stop worrying|feel|protect|monetize|attract|spend (?:less|more)) .*)",
    r"(?:features?|feature request|suggestion|request|idea|wish ?list)\s?[:–-]\s?(.+)",
)
_HELP = either(
    "help (?:me|us)(?: please)?(?: to| with)?, assist (?:me|us) (?:to|with|in), need (?:some )?(?:help|assistance)"
    "(?: with| to)?, need your (?:help|assistance) (?:with|to|in)"
)
_TASK = whole(
    rf"(?:i|we)(?:'m| am|'re| are)?(?: \w+)? (?:want|wanted|need|wish|like|trying|attempting|looking|going|have|tried|planning|ready|about)"
    rf" to ({_DO} .+)",
    rf"(?:i|we)(?:'d| would) (?:\w+ )?(?:like|love|prefer|want) to ({_DO}.*)",
    r"how (?:do|can|could|would|should|may|might|to|does)(?: (?:i|we|u|one|you|someone))?(?: (?:actually|even|then|now|just))? ((?!you\b|come\b|long\b|this\b|it\b|that\b|be\b)[a-z]\w+ .+)",
    rf"{_HELP} (\w+ .+)",
    rf"{_HELP}(?=\W*$)",
    r"(?:where|when|which|who|what) (?:can|do|should|could|would|must) (?:i|we) (\w+.*)",
    r"(?:what|how) (?:can|should|do|could) (?:i|we) do\b.*",
    r"(?:(?:can|could|may) (?:i|we)|is it possible (?:for me )?to|is there (?:any|a|some) way (?:for me to|to|i can|we can)?) ((?!you|help|someone|anyone|it\b|not\b)\w+ .+)",
    r"(?:can|could|would|will) (?:you|u|someone|somebody|anyone)(?: \w+)?(?: please| pls)?"
    r" ((?:help|reset|send|cancel|refund|change|delete|remove|check|tell|give|call|move|verify|unlock|restore|recover|resend|look into|look at"
    r"|fix|confirm|explain|advise|provide|return|close|reactivate|release|review|credit|sort|dm|respond|answer|reply|contact|transfer|let (?:me|us) know).*)",
    r"(?:please|pls|plz|kindly|plse)(?: \w+)? ((?:help|reset|send|cancel|refund|change|delete|remove|check|tell|give|call|move|verify|unlock|restore|recover|resend"
    r"|look|fix|confirm|explain|advise|provide|return|close|reactivate|release|review|credit|sort|dm|respond|answer|reply|contact|transfer|resolve|recover|approve).*)",
    r"(?:looking|searching) for (.+)",
    r"(?:any ?way|suggestions?|instructions?|tips|advice) (?:to|for|on|how to) (.+)",
)
_BROKEN = whole(
    r"(?:does|do|did|is|are|was|were|has|have|wo|ca|could|would)(?:n't| not) (?:(?:the|my|our|your|this|that|it) )?(?:\w+ )?(?:work|load|open|start|sync|play|connect|sign|log|update|install"
    r"|download|send|show|appear|respond|let|allow|accept|save|upload|receiv|arriv|deliver|access|get|see|use|find|recogni[sz]|come|answer|function|recover|watch|verify|reset|happen)\w*",
    r"(?:can't|cannot|cant|unable to|can not|dont|doesnt|wont|isnt|didnt|not able to|no way to|fails? to|failed to|refus\w+ to) (?!wait\b|thank\b)\w+",
    r"(?:not|stopped|stops|quit|never|nothing|hardly|barely|isn't|isnt) (?:\w+ )?(?:work(?:s|ing|ed)?|load(?:s|ing|ed)?|sync(?:s|ing|ed)?|respond(?:s|ing)?|received?|receiving|delivered|arrived|getting|showing|updat\w+)",
    either(
        "crash\\w*, error\\w*, broken, broke, bugs?, buggy, glitch\\w*, freezes, froze, frozen, keeps freezing, stuck, hacked, compromised, stolen,"
        "locked (?:out|me|my|down|up), damaged, faulty, defective, smashed, torn, leaking, corrupt\\w*, disconnect\\w*, buffering, lagging, outage,"
        "overcharged, charged (?:me |us )?(?:twice|again|for), double[- ]charged, billed (?:me )?(?:twice|again|for), wrong (?:item|order|size|address|amount|password|name|price),"
        "missing, went missing, disappeared, vanished, lost (?:my|our|all|the), gone (?:wrong|missing), is gone, are gone, unauthori[sz]ed,"
        "(?:is|are|been|still|went|goes|gone) down, so slow, too slow, very slow, keeps? \\w+ing, kept \\w+ing, suspended, disabled, terminated, banned, blocked, deleted,"
        "scamm\\w+, fraud\\w*, phishing, spam\\w*, delayed, (?:is|was|are|were|been|be|arrived|came|running|delivered|hours?|days?|minutes?|weeks?) (?:so |too |very )?late, no (?:response|reply|answer|sound|signal|picture|internet|service|email|code), issues?, problems?, having trouble, trouble (?:with|signing|logging|getting|accessing), fail(?:s|ed|ing|ure)?,"
        "logged out, kicked out, signed out, expired, rejected, declined, denied, rude, worst, terrible, horrible, ridiculous, unacceptable, useless, not ok(?:ay)?, lazy, disappointed, still waiting, been waiting, waiting for"
    ),
)
_TOLD: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("day", _DAY),
    ("responsibility", _RESPONSIBILITY),
    ("outcome", _OUTCOME),
    ("task", _TASK),
    ("broken", _BROKEN),
)
