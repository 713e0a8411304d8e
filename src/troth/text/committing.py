"""Does this sentence of ours bind us? Subjects, verbs, and the look-alikes that bind nobody.

A frame is a subject, "will", and a verb: "we will refund", "you will hear", "your parcel will
arrive". The subject says whether the company is bound; the verb whether anything was promised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from troth.model.saying import Firmness


@dataclass(frozen=True, slots=True)
class Commitment:
    """How firm it is, and whether it holds at all times rather than once."""

    firmness: Firmness
    standing: bool = False


def _any(words: str) -> str:
    """An alternation of phrases parted by commas; longer ones first."""
    parts = [part.strip() for part in words.split(",")]
    return "(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"


_WILL = r"(?:['’]ll| will| shall|(?:['’]re| are|['’]m| am|['’]s| is) going to)"
_ADVERBS = (
    r"(?: (?:also|always|never|not|still|then|only|soon|now|again|in turn|otherwise|just|all|both"
    r"|be sure to|make sure to|continue to|\w+ly)(?= ))*"
)
_PEOPLE = _any(
    "team, teams, support, experts, agents, agent, specialists, specialist, staff, department,"
    "colleague, colleagues, engineers, engineer, representative, couriers, courier, drivers, driver,"
    "technician, developers, moderators, leaders, managers, manager, advisor, office, people"
)
_WE = rf"(?:we|i|they|someone|(?:our|the|my|a|an|one of our)(?: [\w&’'-]+){{0,3}}? {_PEOPLE})"
_WE_ALONE = rf"(?:we|i|(?:our|one of our)(?: [\w&’'-]+){{0,3}}? {_PEOPLE})"
_ACT = r"(?P<act>[\w'’-]+(?: [\w'’-]+){0,4})"
_OURS = re.compile(rf"\b{_WE}{_WILL}(?P<adverbs>{_ADVERBS}) {_ACT}", re.I)
_OURS_ALONE = re.compile(
    rf"\b{_WE_ALONE}(?:{_WILL}| (?:may|can|reserve)\b.{{0,200}}?,? (?:and|but)(?: we)? will)"
    rf"(?P<adverbs>{_ADVERBS}) {_ACT}",
    re.I,
)
_NAMED = re.compile(
    r"(?:^\s*|[.,;:)] |\b(?:and|that|then|but) )(?:[\d.]+ )?(?P<name>[A-Z][\w&.]*(?: [A-Z]\w+)?)"
    r"(?: personnel| staff)?(?: will| shall| (?:may|can)\b.{0,200}?,? and will)"
    rf"(?P<adverbs>{_ADVERBS}) {_ACT}"
)
_NO_COMPANY = frozenset(
    _word
    for _word in (
        "You It This That These Those They He She The There Each Any All User Users Customer Customers"
        " Driver Drivers Passenger Passengers Party Parties Content Agreement Terms Section Sections"
        " Liability Sellers Buyers Support Manager Managers Salesforce Zoom Gmail Prometheus Apple"
    ).split()
)
_YOURS = re.compile(
    rf"\byou(?:['’]ll| will| shall)(?P<adverbs>{_ADVERBS}) "
    + _any(
        "receive, get, hear (?:back )?from, have (?:it|your|a reply|a refund|an answer|access),"
        "be notified, be contacted, be refunded, be reimbursed, be credited, be compensated,"
        "be informed, be emailed, be paid, be reached, be given, be offered, be able to access,"
        "not be charged, not be billed, pay nothing, pay no"
    )
    + r"\b",
    re.I,
)
_DONE_FOR_YOU = _any(
    "refunded, reimbursed, credited, sent, shipped, delivered, fixed, resolved, replaced, returned,"
    "reviewed, processed, restored, repaired, removed, waived, made available, transferred,"
    "dispatched, posted, answered, corrected, emailed, released, back, with you, there, ready,"
    "up and running, live, in touch, paid out, provided, held, processed"
)
_THING = re.compile(
    r"\b(?:your|the|this|these|it|an?|each|all|any|every)(?: [\w'’-]+){0,6}?(?:['’]ll| will| shall)"
    rf"(?P<adverbs>{_ADVERBS}) "
    rf"(?:be (?:\w+ly )?{_DONE_FOR_YOU}"
    r"|(?:arrive|ship|reach you|remain (?:active|free|yours|available|your)|get (?:a|an|your) )"
    r"|not be (?:charged|shared|sold|retroactive)|not affect the|be a place)\b",
    re.I,
)
_BENEFIT = re.compile(
    _any(
        "pay, notify, provide, refund, protect, resolve, communicate, send, delete, keep, compensate,"
        "reimburse, inform, alert, support, help, repair, replace, waive, credit, honou?r, warn,"
        "not hold, only exercise, be responsible for the functioning, post the revised,"
        "endeavou?r to, make every effort, make a reasonable"
    )
    + r"\b",
    re.I,
)
_PARTS = re.compile(r";|,? but\b|,? however\b|, although\b")
_READERS = re.compile(
    r"\s*(?:in addition, |additionally, )?(?:you|users?|drivers?|customers?)(?: hereby)?"
    r" (?:shall|will|must|agree|acknowledge|represent|may|should|are)\b",
    re.I,
)
_BETWEEN_LAWYERS = re.compile(r"\b(?:disputes?|arbitrat\w+|court|claims?|cases?|proceedings?)\b", re.I)
_HOLLOW = re.compile(
    _any(
        "be happy, be glad, be able, be pleased, be delighted, be here, be there, be waiting,"
        "be liable, be entitled, be deemed, be more than, be looking into, be using, be doing,"
        "need, have to, have no, have the, want, see, bill, charge, terminate, suspend, expect,"
        "acquire, set off, bear, require, ask you, miss, love, hope, help us, believe, likely,"
        "probably, determine, assume, consider, have it soon, have increasingly, remain joint,"
        "be free to, be limited, take place, substitute, comply, engage, know, understand, find,"
        "reimburse you for such, be responsible for any, discuss, be unable, be like, serve, have security"
    )
    + r"\b",
    re.I,
)
_SEE = re.compile(r"see (?:what|if|whether|to it|about)", re.I)
_VOW = re.compile(
    rf"\b(?:{_WE}(?: hereby|['’]ve| have| can|['’]re| are)?(?: always)? "
    + _any("guarantee, promise, promised, commit to, pledge, undertake to, vow")
    + r"\b|money[- ]back guarantee|(?:is|are|delivery|satisfaction) guaranteed\b"
    r"|guaranteed (?:by|within|delivery)|\bwe never (?:sell|share|charge|store|give|keep)\b"
    r"|you have (?:my|our) word|rest assured|be assured)",
    re.I,
)
_HABIT = re.compile(
    rf"\b(?:we|{_WE}) (?:always |usually |typically )?"
    + _any("reply, respond, answer, ship, deliver, refund, process, resolve, dispatch, fix, aim to reply")
    + r"\b[^.]{0,60}\b(?:within|in (?:under|less than)|the same day)\b"
    r"|\bwe (?:take action|refund|replace|will notify)\b(?! the pod)"
    r"|\b(?:every|all|each)(?: [\w-]+){1,3} (?:includes?|comes? with|come with)\b"
    r"|\b(?:24/7|24x7|round[- ]the[- ]clock)\b(?: [\w-]+){0,2} (?:support|slas?|help|phone|chat|access)"
    r"|\b(?:support|help|access|agents?|service|agent)\b[^.]{0,30}\b(?:24/7|24x7|around the clock)\b"
    r"|\bwe(?:['’]re| are) (?:here|open|available) (?:from|between|24)"
    r"|\bwe provide (?:you|our|the|all|each|every)\b[^.]{0,40}\bsupport\b"
    r"|\b(?:at )?no (?:extra |additional )?(?:charge|cost|fee)\b|\bfree (?:returns?|delivery|shipping)\b",
    re.I,
)
_UNDER_WAY = re.compile(
    rf"\b{_WE}(?:['’]re| are| am|['’]m| is)(?: \w+ly)? "
    + _any(
        "sending, shipping, refunding, issuing, releasing, introducing, rolling out, replacing,"
        "crediting, delivering, launching, extending, waiving, returning, getting this fixed"
    )
    + r"\b",
    re.I,
)
_WISH = re.compile(
    rf"\b(?:{_WE}|it)(?:['’]re| are| is| am|['’]m|['’]ll| will| shall)? (?:(?:always|constantly|then|also) )?"
    + _any(
        "aim to, aiming to, strive to, striving to, endeavou?r to, try to, trying our best to,"
        "try our best to, do our best to, do my best to, doing our best to, doing everything,"
        "make every effort, make a reasonable (?:attempt|effort), working hard to, tirelessly working,"
        "working tirelessly, working on a fix, working on getting, working to fix, hope to have,"
        "committed to (?!hiring|diversity), see what, see if, see whether, look out for"
    )
    + r"\b|\blet['’]?s see (?:what|if) we\b|\btry and (?:point|help|get|find)\b",
    re.I,
)
_SHOULD = re.compile(
    r"\b(?:you|it|they|there|your(?: [\w'’-]+){1,4}|the(?: [\w'’-]+){1,3}) should (?:now )?(?:\w+ly )?"
    + _any(
        "arrive, be with you, be there, be delivered, be resolved, be fixed, be back, be refunded,"
        "be credited, be live, be ready, be up, receive (?:it|your|a|an), get (?:it|your),"
        "hear (?:back )?from, reach you, be no"
    )
    + r"\b|\bup to \d+ (?:business |working )?(?:hours|days)\b",
    re.I,
)
_SOFT = re.compile(
    r"\b(?:tr(?:y|ying) (?:to|and|our)|aim\w* to|our best|my best|effort|reasonable attempt|endeavou?r"
    r"|striv|hope to|hoping to|plan to|see what|see if|see whether|should|committed to|in most cases"
    r"|working (?:hard|tirelessly|on)|tirelessly|look out for|up to \d)",
    re.I,
)
_BINDS_NOBODY = re.compile(
    r"\breserves? the right|\bat (?:our|its|their) (?:sole )?discretion|\bno (?:promises?|guarantees?|obligation)"
    r"|\bnot (?:guarantee|promise|warrant|be liable|be responsible)|n['’]t (?:guarantee|promise|be able)"
    r"|\b(?:liability|liable|governed by|construed|be deemed|in no event (?:shall|will)|indemnify)\b"
    r"|\bcannot (?:and will not|guarantee|promise)|\b(?:hope|hoping|fingers crossed) (?:we|to be|we['’]ll)\b",
    re.I,
)
_READER_LOSES = re.compile(
    r"\b(?:suspended|terminated|forfeit\w*|penalt\w+|downgraded|disabled|deducted|lose access|blocked"
    r"|charge you|bill you|be (?:charged|billed) (?!in error)|owe|waive any)\b",
    re.I,
)
_SERVED = re.compile(
    r"\b(?:you|your|yours|users?|customers?|clients?|passengers?|drivers?|riders?|merchants?|members?"
    r"|subscribers?|buyers?|sellers?|guests?|patients?|senders?|couriers?|shops?|developers?|terms"
    r"|(?-i:Services?))\b",
    re.I,
)
_INSIDE = re.compile(
    r"\b(?:teammates?|candidates?|interview\w*|mentors?|mentees?|mentorship|onboarding|hiring|employees?"
    r"|pull requests?|PRs?|repos?|repository data|cluster|commits|branch|CEs?|AEs?|TAs?|TPMs?|IEs?|SDRs?|RFCs?|PMs?"
    r"|Slack|your (?:manager|team|role|first day)|salesforce|deployment|on-call|engineering|sourced|leads)\b"
)
COMMITS = re.compile(
    r"['’]ll\b|\b(?:will|shall|going to|guarantee\w*|promis\w+|pledge|commit\w*|should|24/7|24x7|assured"
    r"|every|all|each|aim\w*|striv\w+|endeavou?r|try|trying|best|effort|within|working|see (?:what|if|whether)"
    r"|up to|we (?:never|provide|take|refund|replace)|no (?:extra|additional|charge|cost|fee)|free"
    r"|look out|hope to|(?:[’']re|are|am|[’']m|is) (?:\w+ly )?(?:\w+ing)|here (?:from|between|24)|my word|our word)\b",
    re.I,
)
"""A cheap look: a sentence without any of these is passed over."""
_AHEAD = re.compile(r"['’]ll\b|\b(?:will|shall|going to)\b", re.I)
CONDITION = re.compile(
    r"\b(?:if|once|when|after|unless|as long as|provided(?: that)?|in case|as soon as|upon|should you|until"
    r"|in the event)\b[^,.;!?–]{3,160}"
    r"|\b(?:send|submit|share|reply|contact|email|e-mail|dm|message|give|file|call|visit|open|fill|provide"
    r"|let us know|report|get in touch)\b[^.;!?]{2,200}?(?=,? (?:and|so|&) (?:we|i|our)\b)",
    re.I,
)
"""The words on which a promise hangs: "if …", "once …", "send us … and we will …"."""


def commitment(sentence: str, where: str, names: tuple[str, ...]) -> Commitment | None:
    """How the sentence binds us; None where it does not."""
    if sentence.rstrip().endswith("?") or not COMMITS.search(sentence):
        return None
    if where == "document" and _INSIDE.search(sentence):
        return None
    for part in _PARTS.split(sentence):
        made = None if _BINDS_NOBODY.search(part) else _binding(part, where, names)
        if made is not None:
            return made
    return None


def _binding(part: str, where: str, names: tuple[str, ...]) -> Commitment | None:
    firmness: Firmness = "soft" if _SOFT.search(part) else "firm"
    if _AHEAD.search(part) and _acts(part, where, names):
        return Commitment(firmness)
    if where == "document" and (_READERS.match(part) or not _SERVED.search(part)):
        return None
    if _VOW.search(part) or _HABIT.search(part):
        return Commitment(firmness, standing=_HABIT.search(part) is not None)
    if _UNDER_WAY.search(part):
        return Commitment(firmness)
    return Commitment("soft") if _WISH.search(part) or _SHOULD.search(part) else None


def _acts(part: str, where: str, names: tuple[str, ...]) -> bool:
    """Whether a frame with "will" promises an act: by us, to you, or to what is yours."""
    document = where == "document"
    served = not document or _SERVED.search(part) is not None
    for match in (_OURS_ALONE if document else _OURS).finditer(part):
        if _binds(match, served):
            return True
    for match in _NAMED.finditer(part):
        name = match.group("name")
        ours = name in names or (document and _may_be_company(name))
        if ours and not match.group("act").startswith("be ") and _binds(match, served):
            return True
    if _READER_LOSES.search(part) or not served:
        return False
    if document and _BETWEEN_LAWYERS.search(part):
        return False
    return any(_grants(match) for frame in (_YOURS, _THING) for match in frame.finditer(part))


def _binds(match: re.Match[str], served: bool) -> bool:
    act = match.group("act")
    if _HOLLOW.match(act) and not _SEE.match(act):
        return False
    return served or _BENEFIT.match(act) is not None


def _grants(match: re.Match[str]) -> bool:
    """Whether the reader gains: "you will not be charged" does, "you will not receive" does not."""
    denied = re.search(r"\b(?:not|never)\b", match.group("adverbs"))
    return denied is None


def _may_be_company(name: str) -> bool:
    first = name.split()[0]
    return first not in _NO_COMPANY and (len(first) == 1 or not first.isupper())
