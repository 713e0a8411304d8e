"""The words of promising: subjects that bind us, verbs that promise, and look-alikes.

A frame is a subject, "will", adverbs and an act: "we will gladly refund", "you will hear from",
"your parcel will be delivered". `committing` decides with these lists; here they are kept.
"""

from __future__ import annotations

import re

from troth.patterns import later
from troth.text.clauses import COMPANY
from troth.text.wording import either, whole

_PEOPLE = either(
    "team, teams, support, experts, agents, agent, specialists, specialist, staff, department,"
    "colleague, colleagues, engineers, engineer, representative, couriers, courier, drivers,"
    "driver, employees, technician, developers, moderators, leaders, managers, manager, advisor, office"
)
_TEAM = r"(?: [\w&’'-]+){0,3}? " + _PEOPLE
_US = rf"(?:we|i|(?:our|one of our){_TEAM})"
_ANYBODY = rf"(?:we|i|they|someone|(?:our|one of our|the|my|a|an){_TEAM})"
_WILL = r"(?:['’]ll| will| shall|(?:['’]re| are|['’]m| am|['’]s| is) going to)"
_ADVERBS = (
    r"(?P<adverbs>(?: "
    + either(
        "also, always, never, not, still, then, only, soon, now, again, in turn, otherwise, just,"
        "all, both, be sure to, make sure to, continue to, \\w+ly"
    )
    + r"(?= ))*)"
)
_ACT = r" (?P<act>[\w'’-]+(?: [\w'’-]+){0,4})"
_AFTER_A_RIGHT = r" (?:may|can|reserve)\b.{0,200}?,? (?:and|but)(?: we)? will"

AHEAD = later(r"['’]ll\b|\b(?:will|shall|going to)\b", re.I)
_AND_WILL = (
    r"(?:['’]re|['’]ve)? (?!will|shall|may|can|might|would|could)\w+\b[^.!?;]{0,120}? and will"
)
WE_WILL = later(rf"\b{_ANYBODY}(?:{_WILL}|{_AND_WILL}){_ADVERBS}{_ACT}", re.I)
_ASIDE = r"(?:,[^,;]{2,80},| \([^)]{2,200}\))"
_LISTED = r"(?::? \(?\w{1,3}[).])?"
WE_WILL_IN_PRINT = later(
    rf"\b(?:{_US}|{COMPANY})(?: (?:and|or) (?:our|its)(?: [\w-]+){{1,3}}?)?{_ASIDE}?"
    rf"(?:{_WILL}|{_AFTER_A_RIGHT}){_ASIDE}?{_LISTED}{_ADVERBS}{_ACT}",
    re.I,
)
"""In a contract something may stand between: "we will, at our option, repair", "we will: (a) …"."""
NAME_WILL = later(
    r"(?:^\s*|[.,;:)] |\b(?:and|or|that|then|but|case|which|otherwise|thereafter) )"
    r"(?:[\d.]+ )?(?P<name>(?:[a-z]{1,2})?[A-Z][\w&.]*(?:,? (?:Inc|LLC|Ltd|GmbH|Corp)\b\.?| [A-Z][\w.]+){0,3})"
    rf"(?: personnel| staff| (?:and|or) its(?: [\w-]+){{1,3}}?)?{_ASIDE}?"
    rf"(?: will| shall|{_AFTER_A_RIGHT}){_ASIDE}?{_LISTED}{_ADVERBS}{_ACT}"
)
YOU_WILL = later(
    rf"\byou(?:['’]ll| will| shall){_ADVERBS} "
    + either(
        "receive, get, hear from, hear back from, have it, have your, have a reply, have a refund,"
        "have an answer, have access, be notified, be contacted, be refunded, be reimbursed,"
        "be credited, be compensated, be informed, be emailed, be paid, be reached, be given,"
        "be offered, be able to access, pay nothing, pay no, not be charged, not be billed"
    )
    + r"\b",
    re.I,
)
_DONE_FOR_YOU = either(
    "refunded, reimbursed, credited, sent, shipped, delivered, fixed, resolved, replaced, returned,"
    "reviewed, processed, restored, repaired, removed, waived, made available, transferred,"
    "dispatched, posted, answered, corrected, emailed, released, back, with you, there, ready,"
    "up and running, live, in touch, paid out, provided, held"
)
YOURS_WILL = later(
    r"\b(?:your|the|this|these|that|it|an?|each|all|any|every)(?: [\w'’-]+){0,6}?"
    rf"(?:['’]ll| will| shall){_ADVERBS} (?:be (?:\w+ly )?{_DONE_FOR_YOU}|"
    + either(
        "arrive, ship, reach you, remain active, remain free, remain yours, remain available,"
        "remain your, get a, get an, get your, not be charged, not be shared, not be sold,"
        "not be retroactive, not affect the"
    )
    + r")\b",
    re.I,
)
SEEN_TO = later(
    r"\b(?:will|['’]ll) (?:\w+ly |also |then |now )?be "
    + either(
        "arranged, refunded, reimbursed, credited, compensated, replaced, rebooked, restored, resolved, fixed,"
        "corrected, repaired, sent out, shipped, delivered, dispatched, processed, answered, looked into, reviewed,"
        "investigated, passed on, forwarded, contacted, taken care of, waived, honou?red"
    )
    + r"\b",
    re.I,
)
"""In a message: what will be done, whoever does it. "An alternative will be arranged"."""
LET_ME = later(
    r"\blet (?:me|us) (?:try (?:to|and) |just |quickly )?"
    + either(
        "look into, look at, look, check, take a (?:closer )?look, find out, investigate, help,"
        "get (?:this|that|it|you|someone), pass, forward, raise, chase, send, connect, review, make (?:this|it) right"
    )
    + r"\b",
    re.I,
)
"""In a message: what the writer takes on at once. "Let me look into this for you"."""
STATE_BY_A_DAY = later(
    r"\b(?:your|the|this|these|it|an?)(?: [\w£$€.,'’-]+){0,6}?(?:['’]ll| will) be "
    r"(?!closed|unavailable|away|delayed|late|down|charged|billed|off\b|out\b|no\b|not\b|un)"
    r"[^.!?;]{2,50}?\b(?:by|within|before|no later than|at the latest|tomorrow|tonight|today)\b",
    re.I,
)
"""In a message: what will be so by a day. "Your account will be open again within 24 hours"."""
HOLLOW = later(
    either(
        "be happy, be glad, be able, be unable, be pleased, be delighted, be here, be there,"
        "be waiting, be liable, be entitled, be deemed, be more than, be like, be free to,"
        "be limited, need, have to, have no, have the, want, see, bill, charge, terminate, suspend,"
        "expect, acquire, set off, bear(?! \\w+ (?:\\w+ )?(?:costs?|fees|expenses)), require, ask you, miss, love, hope, help us, believe,"
        "likely, probably, determine, assume, consider, take place, substitute, comply, engage,"
        "know, understand, find, reimburse you for such, be responsible for any, discuss, serve"
    )
    + r"\b",
    re.I,
)
"""Acts after "will" that promise nothing."""
LOOKS_INTO = later(r"see (?:what|if|whether|to it|about)\b", re.I)
BENEFIT = later(
    either(
        "pay, notify, provide, refund, protect, resolve, communicate, send, delete, keep, waive,"
        "compensate, reimburse, inform, alert, support, help, repair, replace, credit, honou?r,"
        "warn, post, be responsible for the, endeavou?r to, make every effort, make a reasonable,"
        "do our best to, do its best to, grant, indicate, publish, announce, strive to,"
        "take appropriate, take all appropriate, take all reasonable, take reasonable, return, restore,"
        "respond, reply, deliver, dispatch, rectify, remedy, remit, issue a refund, issue a credit,"
        "identify the, review and, take down, complete the deletion, duly consider, transport, assist, do our utmost, do its utmost"
    )
    + r"\b",
    re.I,
)
"""Acts that serve somebody even where a document does not name whom."""
VOW = whole(
    rf"{_ANYBODY}(?: hereby|['’]ve| have| can|['’]re| are)?(?: always)? "
    + either("guarantee, promise, promised, commit to, pledge, undertake to, vow"),
    r"money[- ]back guarantee|(?:is|are|delivery|satisfaction) guaranteed",
    r"guaranteed (?:by|within|delivery)|we never (?:sell|share|charge|store|give|keep)",
    r"you have (?:my|our) word|rest assured|be assured",
)
_ALL_HOURS = r"(?:24/7|24x7|round[- ]the[- ]clock|around the clock)"
HABIT = whole(
    rf"{_ANYBODY} (?:always |usually |typically )?"
    + either("reply, respond, answer, ship, deliver, refund, process, resolve, dispatch, fix")
    + r"\b[^.]{0,60}\b(?:within|in under|in less than|the same day)",
    r"we (?:take action|refund|replace|will notify)",
    r"(?:every|all|each)(?! (?:section|page|chapter|part|document|file|agreement)s?\b)(?: [\w-]+){1,3}"
    r" (?:includes?|comes? with)",
    rf"{_ALL_HOURS}(?: [\w-]+){{0,2}} (?:support|slas?|help|phone|chat|access)",
    rf"(?:support|help|access|agents?|service)\b[^.]{{0,30}}\b{_ALL_HOURS}",
    r"we(?:['’]re| are)(?: now| also| always)? (?:here|open|available) (?:from|between|24)",
    r"we provide (?:you|our|the|all|each|every)\b[^.]{0,40}\bsupport",
    r"(?:at )?no (?:extra |additional )?(?:charge|cost|fee)|free (?:returns?|delivery|shipping)",
)
UNDER_WAY = whole(
    rf"{_ANYBODY}(?:['’]re| are| am|['’]m| is)(?: \w+ly)? "
    + either(
        "sending, shipping, refunding, issuing, releasing, introducing, rolling out, replacing,"
        "crediting, delivering, launching, extending, waiving, returning, getting this fixed, looking into"
    ),
    rf"{_ANYBODY}(?:['’]re| are| is)\b[^.!?;]{{0,60}} and (?:are |is )?(?:currently |actively |now )?(?:looking into|working (?:on|to))",
)
WISH = whole(
    rf"(?:{_ANYBODY}|it)(?:['’]re| are| is| am|['’]m|['’]ll| will| shall)?"
    r"(?: always| constantly| then| also)? "
    + either(
        "aim to, aiming to, strive to, striving to, endeavou?r to, try to, trying our best to,"
        "try our best to, do our best to, do my best to, doing our best to, doing everything,"
        "make every effort, make a reasonable attempt, make a reasonable effort, working hard to,"
        "tirelessly working, working tirelessly, working on a fix, working to fix, working to resolve, working to restore, hope to have,"
        "committed to (?!hiring|diversity), see what, see if, see whether, look out for"
    ),
    r"let['’]?s see (?:what|if) we|try and (?:point|help|get|find)",
)
SHOULD = whole(
    r"(?:you|it|they|there|your(?: [\w'’-]+){1,4}|the(?: [\w'’-]+){1,3}) should (?:now )?(?:\w+ly )?"
    + either(
        "arrive, be with you, be there, be delivered, be resolved, be fixed, be back, be refunded,"
        "be credited, be live, be ready, be up, receive it, receive your, receive a, get it,"
        "get your, hear from, hear back from, reach you, be no"
    ),
    r"up to \d+ (?:business |working )?(?:hours|days)",
)
SOFT = later(
    r"\b"
    + either(
        "try(?:ing)? (?:to|and|our), tries to, aim\\w* to, our best, my best, effort,"
        "reasonable attempt, endeavou?r, striv, hope to, hoping to, plan to, see what, see if,"
        "see whether, should, committed to, in most cases, working (?:hard|tirelessly|on),"
        "tirelessly, look out for, up to \\d, utmost, intends? to"
    ),
    re.I,
)
BINDS_NOBODY = later(
    r"\breserves? the right|\bat (?:our|its|their) (?:sole )?discretion"
    r"|\bno (?:promises?|guarantees?|obligation)\b|n['’]t (?:guarantee|promise|be able)\b"
    r"|\bnot (?:guarantee|promise|warrant|be liable|be responsible)\b"
    r"|\b(?:liability|liable|governed by|construed|be deemed|indemnify)\b"
    r"|\bin no event (?:shall|will)\b|\bcannot (?:and will not|guarantee|promise)\b"
    r"|\b(?:hope|hoping|fingers crossed) (?:we|to be|we['’]ll)\b",
    re.I,
)
UNSURE_LAW = later(
    r"\b(?:no (?:promises?|guarantees?|obligation)|n['’]t (?:guarantee|promise|be able)"
    r"|not (?:guarantee|promise|warrant|be liable|be responsible)|in no event (?:shall|will)"
    r"|(?:do(?:es)? not|don['’]t|doesn['’]t)(?: \w+,?){0,3}? (?:represent|warrant|promise|guarantee)"
    r"|not\b[^.;]{0,40}\bbe (?:held )?(?:liable|responsible)"
    r"|may (?:\w+ ){0,2}?(?:make|provide|offer|give)\b[^.;]{0,80}\b(?:no (?:extra |additional )?(?:charge|cost)|free of charge)"
    r"|cannot (?:and will not|guarantee|promise)|be (?:deemed|construed|governed|indemnified)|governed by"
    r"|limit(?:s|ation)? (?:of |our |\w+['’]s )*liability|not liable)\b",
    re.I,
)
"""In a document: words of law beside which nothing is promised."""
READER_LOSES = later(
    r"\b(?:suspended|terminated|forfeit\w*|penalt\w+|downgraded|disabled|deducted|lose access"
    r"|blocked|charge you|bill you|(?<!not )(?<!never )be (?:charged|billed) (?!in error)|owe|waive any)\b",
    re.I,
)
READERS_DUTY = later(
    r"\s*(?:in addition, |additionally, )?(?:you|users?|drivers?|customers?)(?: hereby)?"
    r" (?:shall|will|must|agree|acknowledge|represent|may|should|are)\b",
    re.I,
)
BETWEEN_LAWYERS = later(r"\b(?:disputes?|arbitrat\w+|court|claims?|cases?|proceedings?)\b", re.I)
SERVED = later(
    r"\b(?:"
    + either(
        "you, your, yours, users?, customers?, clients?, passengers?, drivers?, riders?,"
        "merchants?, members?, subscribers?, buyers?, sellers?, guests?, patients?, senders?,"
        "couriers?, shops?, developers?, terms, recipients?, receivers?, consumers?, purchasers?,"
        "account holders?, account owners?, personal data, personal information, refunds?, subscriptions?, purchases?, complaints?,"
        "disputes?, copyright, infringing, infringement, prices?, fees?, privacy, consent, complainant,"
        "violations?, minors?, children, law enforcement, submissions?, claims?, arbitrat\\w+"
    )
    + r"|(?-i:Services?))\b",
    re.I,
)
INSIDE = later(
    r"\b(?:[Tt]eammates?|harassment|candidates?|interview\w*|mentors?|mentees?|mentorship|onboarding|hiring"
    r"|(?<![Oo]ur )employees?|pull requests?|PRs?|repos?|cluster|commits|branch|CEs?|AEs?|TAs?|TPMs?|IEs?"
    r"|SDRs?|RFCs?|(?<!\d)(?<!\d )PMs?|Slack|your (?:manager|team|role|first day)|deployment|on-call"
    r"|engineering|leads|stakeholders?|(?:People|Legal|Finance|Sales) [Tt]eam)\b"
)
"""Words of our own people among themselves: what they tell each other is no promise to anybody."""
OURS = later(r"\b(?:we|our team) (?:may|can|will|shall|reserve|cannot)\b", re.I)
"""Before "but": a subject that goes on after it."""
PARTS = later(
    r";|,? but\b|,? however\b|, although\b"
    r"|, (?=(?:we|it) (?:cannot|can['’]t|do not|don['’]t|does not|make no|accept no)\b)"
)
"""A sentence may bind before "but" and not after it."""
