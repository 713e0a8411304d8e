"""Does a document of ours say how it always is for those we serve?

"Refunds are paid within 48 hours", "Every plan includes support", "Nobody is blocked before they
have been heard". A standing promise has no "will": it is the habitual present of the company, or
of what it does with somebody's order, money, message or data, together with a measure: a time,
a sum, opening hours, or a word that leaves nobody out. How a program works, what words mean, what
the reader owes and what has been so far are told in the same present and promise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from troth.patterns import later
from troth.text.habits import (
    AFTER,
    DATA,
    DATA_KEPT,
    DESK,
    DESK_OPEN,
    EACH,
    GOODS,
    GOODS_DONE,
    IS,
    LIMITED,
    MONEY,
    MONEY_DONE,
    NEVER,
    OR,
    PEOPLE,
    PEOPLE_DONE,
    PLANS,
    SERVED_WITH,
    SERVES,
    TALK,
    TALK_DONE,
    TIME,
    WE,
    noun,
)
from troth.text.quantities import quantities
from troth.text.wording import either, whole

DEEDS = tuple(
    later(pattern, re.I)
    for pattern in (
        rf"{noun(GOODS)}{AFTER}{IS}(?: \w+ly)? {GOODS_DONE}\b",
        rf"{noun(MONEY)}{AFTER}{IS}{OR} {MONEY_DONE}\b",
        rf"{noun(TALK)}{AFTER}{IS}{OR} {TALK_DONE}\b",
        rf"{noun(DATA)}{AFTER}{IS}{OR} {DATA_KEPT}\b",
        rf"{noun(PEOPLE)}{AFTER}{IS}{OR} {PEOPLE_DONE}\b",
        rf"\b{WE} {SERVES}\b{SERVED_WITH}",
        rf"\b{WE} (?:answer|reply|respond|refund|reimburse|deliver|ship|dispatch|compensate|pay out|guarantee|commit to"
        r"|promise|pledge)\b",
        rf"{noun(GOODS)}{AFTER} (?:ships?|leaves?|arrives?|goes? out|departs?) ",
        r"\b(?:deliver(?:y|ies)|repairs?|refunds?|transfers?|replacements?|installation|set-?up)"
        r" (?:takes?|arrives?|leaves?|goes? out) ",
    )
)
"""Deeds done for somebody in the habitual present: a promise where a time or sum limits them."""
OWED = DEEDS[1]
"""Money given back, which a condition limits as well as a time."""
UNIVERSAL = later(
    rf"^\W*{EACH} (?:[\w-]+ ){{0,3}}?(?:"
    rf"{either(GOODS)}s?{AFTER}{IS} (?:delivered|shipped|insured|covered|replaced|repaired|refunded"
    rf"|guaranteed|protected|inspected|serviced|free)|{either(TALK)}s?{AFTER}{IS} (?:answered|replied to"
    rf"|read|heard|acknowledged)|{either(PEOPLE)}s?{AFTER}{IS} (?:paid|insured|covered|heard|answered)"
    rf"|(?:[\w-]+ ){{0,2}}?{either(DATA)}s?{AFTER}{IS}(?: \w+)? (?:encrypted|backed up|deleted|erased))\b"
    rf"|\b{WE} (?:answer|reply to|respond to|read|acknowledge|refund|insure|repair|replace|inspect|deliver|honou?r|publish)"
    rf" (?:every(?: single)?|each|all|any)(?: [\w-]+){{0,2}}? (?:{either(TALK)}|{either(GOODS)})s?\b",
    re.I,
)
"""Nobody is left out, and the deed is strong enough to need no time."""
_BURDEN = r"(?! (?:an? )?(?:[\w-]+ ){0,2}(?:contract|commitment|obligation|charge|minimum|fee)s?\b)"
PROMISES = whole(
    # what comes with what is bought, and what each of those served has
    rf"(?:{EACH}|our|your|(?<![\w,;:] )the) (?:[\w’'-]+ ){{0,3}}?{either(PLANS)}s? (?:[\w-]+ ){{0,3}}?"
    r"(?:includes?|comes? with|covers?)"
    rf"{_BURDEN}",
    rf"(?:every|each|all)(?: (?:our|new|paying))? (?:[\w-]+ ){{0,2}}?(?:{either(PEOPLE)}s?|{either(GOODS)}s?"
    rf"|{either(PLANS)}s?)(?: (?:on|of|in|from|with|over|above) [\w’'€$£-]+(?: [\w’'-]+){{0,2}}?)?"
    rf" (?:includes?|comes? with|carr(?:y|ies)|gets?|receives?){_BURDEN}",
    rf"(?:every|each|all)(?: (?:our|new|paying))? (?:[\w-]+ ){{0,2}}?{either(PEOPLE)}s? ha(?:s|ve)"
    r"(?= (?:an?|their|its|the|access|one|two|free)\b)(?! an? (?:\w+ )?(?:status|owner|id|identifier|name|number|field)\b)",
    rf"(?:[\w-]+ ){{1,4}}?(?:carr(?:y|ies)|comes? with|ha(?:s|ve)|has|under) an? (?:{TIME}|lifetime)"
    r" (?:\w+ )?(?:guarantee|warranty)",
    rf"{WE} (?:offer|uphold|have|give|provide|run|stand by|honou?r) (?:an? |our |full |the )?(?:[\w%-]+ ){{0,3}}?(?:{TIME}"
    rf" (?:\w+ ){{0,2}}?(?:return|refund|exchange|guarantee|money|warranty|trial)|(?:money[- ]back|price) (?:guarantee|promise)"
    rf"|(?:\d+ ?% |full )?refunds? within|free (?:returns?|delivery|shipping))",
    rf"(?:full |\d+ ?% )?(?:refunds?|returns?|replies|reply|delivery|answers?|exchanges?) within {TIME}(?=\W*$)",
    rf"(?:{either(PEOPLE)}|{either(PLANS)})s? (?:begins?|starts?|comes?) with (?:an? )?(?:[\w-]+ ){{0,2}}?free",
    r"there (?:is|are|will be) no (?:[\w-]+ ){0,2}(?:fees?|charges?|minimum (?:term|contract)|contracts?|commitment|penalt(?:y|ies)|limits?)",
    r"^\W*(?:[\w-]+ ){0,2}?(?:insurance|protection|guarantee|warranty|cover|plan|membership) (?:includes?|covers?)",
    r"^\W*(?:always )?free (?:[\w-]+ ){0,2}?(?:delivery|shipping|returns?|service|repairs?|installation|cancellation"
    r"|support|updates?|replacements?|exchanges?|collection|set-?up|migration)",
    rf"{either(PEOPLE)}s? (?:will )?(?:also |always )?(?:receive|get|gets|receives) an? [^.]{{0,40}}(?:credit|refund|discount"
    r"|voucher|gift|compensation|payout|bonus)",
    rf"(?:{either(PEOPLE)}s?|you) (?:is|are|will be) (?:\w+ly )?(?:notified|informed|told|warned) (?:of|about) (?:any|every|all"
    r"|each|changes?|price)",
    r"(?:[\w’'-]+ ){1,12}?(?:is|are|stays?|remains?) (?:always |completely |entirely )?free(?= of charge| for (?:everyone|every|all|our|\w+ed"
    rf"|{either(PEOPLE)}s?|ever)|,? always|,? forever|\W*$)",
    rf"{either(PEOPLE)}s?(?: (?:with|on) (?:[\w-]+ ){{1,4}}?)? ?will (?:also |always )?(?:receive|get)"
    r"(?! (?:an? |the )?(?:\w+ )?(?:e-?mail|error|message|notification|prompt|code|link|alert))",
    r"you (?:also |always )?(?:get|receive) [^.]{0,50}?(?:for free|free of charge|at no (?:\w+ )?(?:cost|charge))",
    rf"{WE} (?:provide|offer) (?:[\w-]+ )?(?:support|cover|insurance|assistance|help) (?:for|to) (?:all|every|each|the|our|any)",
    r"(?:prices?|licen[cs]es?|plans?|vouchers?|points?|credits?|balances?|memberships?|gift cards?|versions?|subscriptions?|discounts?"
    r"|rates?|offers?|tickets?) (?:[\w-]+ ){0,3}?(?:(?:stays?|remains?|(?:is|are) still) (?:in place|valid|active|yours|in force)"
    r"|(?:will )?never expires?|(?:do(?:es)?|will) not expire|don['’]t expire|doesn['’]t expire)",
    rf"{either(PEOPLE)}s? (?:always|never) pays?",
    r"no (?:fix|win|cure|sale|delivery),? no (?:fee|pay|charge)",
    # hours and notice
    rf"(?:at least |with |give (?:you )?|of ){TIME} (?:of )?(?:\w+ )?notice",
    rf"(?:prices?|fees?|terms|tariffs?|rates?|rules|plans?)(?: [\w-]+){{0,3}}? (?:changes?|goes? up|rises?|increases?)"
    rf"[^.]{{0,30}} (?:{TIME}[^.]{{0,12}} notice|(?:only|never|once|after|at most))",
    # prices that stay
    r"(?:prices?|fees?|rates?|rents?|tariffs?|fares?)(?: [\w-]+){0,4}? (?:stays?|remains?|never|is fixed|are fixed"
    r"|do(?:es)? not|does(?:n['’]t)|do(?:n['’]t)) (?:the same|fixed|as (?:it|they)|chang\w+|ris\w+|goes? up|go up"
    r"|increase|unchanged|for)",
    rf"(?:{either(PEOPLE)}s?|you)(?: [\w-]+){{0,2}}? (?:keep|retain)s? (?:the|your|their|its|his|her|all|every|access|\d+ ?%)"
    r" [^.]{0,40}(?:price|rate|fare|tips?|earnings|data|discount|money|access|benefits|%)",
    r"no (?:[\w-]+ ){0,2}(?:fees?|charges?|commissions?|surcharges?|minimum term|lock-in|penalt(?:y|ies)"
    r"|hidden costs?|extra costs?|cancellation costs?)(?=\W*$|,? (?:ever|at all|for|on|whatever|when|if)\b)",
    rf"(?:{either(GOODS)}s?|{either(PLANS)}s?|calls?|support|shipping|installation|cancellation|transfers?|"
    r"exchanges?|months?|weeks?|cancelling|sending it back|spare parts)"
    rf"{AFTER}{IS} free(?= of charge|[,;]? for\b| on\b| from\b| within\b| up to\b| until\b|,? always|,? ever|\W*$)",
    # what the reader gets
    r"you (?:\w+ly |always |also |still )?(?:get|receive|hear from|hear back|have|earn) [^.]{0,60}\b(?:back|refund|reply"
    r"|answer|credit|us|reminder|notice|replacement|compensation|receipt|voucher)\b[^.]{0,40}",
    r"(?<!if )(?<!If )you (?:pay nothing|pay no|owe nothing|do not pay|don['’]t pay|(?:never|only ever) (?:have to )?(?:pay|wait|lose|queue|owe))",
    rf"{either(PEOPLE)}s? (?:receive|get|earn|are given) (?:their|the|all|at least|[€$£\d])[^.]{{0,60}}",
    rf"(?:{either(MONEY)}s?|every (?:penny|cent)|all of (?:it|the|your)|\d+ ?%(?: of [\w ]+)?)(?: [\w-]+){{0,4}}? "
    r"(?:go(?:es)?|belongs?) (?:straight |directly |entirely |in full |only |whole )?to (?:the|our|your|every|each) \w+",
    # what never happens
    rf"{WE} (?:{NEVER}) (?:sell|share|rent|charge|track|raise|read|train|lock|show you|cancel|lose|use|hand over|trade"
    r"|pass on|store|keep|block|close|delete|change|contact|call|spam|send|give|make|ask)"
    rf"[^.]{{0,30}} (?:yours?|you|the (?:price|fee|rate)\w*|prices?|fees?|data|personal|{either(PEOPLE)}s?(?:['’]s?)?|cancellation"
    r"|commission|interest|adverts?|ads|money)",
    rf"{WE} {NEVER} charge (?:for|an?|any|overage|extra|you|your)",
    r"there is an? (?:\d+ ?%|[\w-]+) discount (?:for|on)",
    r"(?:every|each|all) plans? (?:offers?|has|have)",
    rf"(?:nobody|no one|no {either(PEOPLE)}s?|no {either(GOODS)}s?|no {either(DATA)}s?|nothing (?:you|that you|of yours)|none of your (?:data|money|details))"
    r"\b[^.]{0,50}? (?:is|are|has to|have to|pays?|waits?|leaves?|goes?|gets?|loses?|ever)\b(?! (?:going|required|expected|allowed|sure|perfect|likely))",
    r"your (?:[\w-]+ ){1,4}?(?:(?:is|are) (?:never|not) (?:\w+ly )?(?:shared|sold|charged|used|read|stored|given|passed"
    r"|visible|locked|rented|shown|transferred|lost|touched)|(?:stays?|remains?|is always|are always) "
    r"(?:yours|private|the same|with you|on your|in your)|never leaves?|belongs? to you)",
    rf"^\W*for (?:each|every|all) [^,.]{{2,40}}, {WE} (?:pay|provide|give|plant|donate|send|add|credit)",
    # how long we stand by it
    r"(?:[\w.-]+ ){1,6}?(?:is|are|remains?|stays?) (?:supported|maintained|available|guaranteed|in stock|valid|kept) "
    rf"(?:until|for (?:at least |the next )?{TIME}|for as long as|for life)",
    r"(?:late|lost|damaged|defective|broken|faulty|missing|spoiled|wrong|unsold|unused) (?:[\w-]+ ){1,3}?(?:is|are|will be) "
    r"(?:replaced|refunded|free|repaired|paid for|made good|compensated|resent)",
    r"what(?:ever)? we promise[^.]* we (?:keep|do|deliver)",
)
"""Words that promise by themselves, without the deeds above."""
STAFFED = later(
    rf"{noun(DESK)}(?:,? [\w’'-]+){{0,6}}?(?: (?:is|are|stays?|remains?)|['’](?:re|s))(?: \w+ly| also| always)? {DESK_OPEN}\b"
    rf"|\b{WE} (?:provide|offer|run|answer|support|deliver|work) (?:our|your|you|all|every|the)\b"
    rf"|\b(?:reach|call|phone|write to|talk to) (?:us|our \w+|a \w+)\b|\b(?:a|an|our) (?:[\w-]+ ){{1,3}}?"
    rf"(?:answers?|picks? up|takes? your calls?)\b"
    r"|^\W*(?:(?:(?:our|opening|office|shop|desk|support|help ?desk|hotline|phone|chat|call cent(?:re|er)) ?){1,2}(?:hours)?|open"
    r"|hours)(?::| [–-])? [^.]{0,20}\d",
    re.I,
)
"""A place or a person that is there for those served; a promise with opening hours."""

HEDGED = later(
    r"\b(?:usually|typically|normally|generally|as a rule|mostly|in general|where(?:ver)? possible|as far as"
    r"|as soon as possible|in most cases|if we can|around|approximately|roughly|often)\b",
    re.I,
)
DUTY = later(
    r"\b(?:must|should|shall|may|might|could|would|can|cannot|need to|needs to|needs|have to|has to|(?:is|are|be) required|ought"
    r"|please|expected to|responsible|obliged|agrees?|acknowledges?|warrants?|entitled|asked to|supposed to"
    r"|encouraged|eligible)\b",
    re.I,
)
"""What somebody owes, may do or is able to do: no promise where it stands before the deed."""
NO_PROMISE = later(
    r"\b(?:means?(?! of| for| by)|refers to|is defined|defined as|hereinafter|so-called|known as|stands for|consists? of)\b"
    r"|\b(?:was|were|had|has been|(?<!before they )(?<!before you )have been|did|used to|grew|ago|so far|last (?:year|month|week|quarter|spring"
    r"|summer|autumn|winter)|since (?:19|20)\d\d|in (?:19|20)\d\d|between (?:19|20)\d\d|on average|average"
    r"|per cent of|%\s+of our|statistics?|survey)\b"
    r"|\b(?:by law|applicable|law of|laws? appl|court|jurisdiction|regulations?|legislation|liabilit\w+|liable"
    r"|indemni\w+|waive|penalt(?:y|ies) of|sole discretion|hereby|thereof|herein|pursuant)\b"
    r"|\b(?:some|most|many|few|several) (?:\w+ )?(?:people|companies|compan|parcels|customers|users|shops|of)\b"
    r"|\b(?:we|i) (?:think|believe|feel|love|like|hope|want|wish|plan|need|try|aim|expect|look|encourage|ask)\b"
    r"|\b(?:pipelines?|scripts?|cron|caches?|databases?|queues?|builds?|deploy\w*|endpoints?|APIs?|quer(?:y|ies)"
    r"|repositor(?:y|ies)|index(?:es|er|ed)?|buckets?|kubernetes|migrations?|metrics?|alerts?|branch(?:es)?"
    r"|commits|merged?|tests?|CI|config\w*|fields?|columns?|rows?|tables?|schemas?|instances?|containers?|tokens?"
    r"|webhooks?|classes|functions?|variables?|parameters?|logs?|dashboards?|sprints?|stakeholders?|goals"
    r"|OKRs?|roadmaps?|meetings?|stand-?ups?|managers?|reports to|owners?|leadership|budget|contractors?"
    r"|(?:finance|legal|marketing|product|sales|people|security|support) (?:team|department|ops))\b",
    re.I,
)
"""Definitions, the past, statistics, law, opinions, and how things work inside."""
ADVICE = later(
    r"\W*(?:to|for example|e\.g|make sure|ensure|check|verify|remember|keep in mind|note|see|use|whether|how|why|what(?! we)"
    r"|who|where|which|do|don['’]t|add|set|create|go|click|select|choose|let['’]?s|imagine|consider|avoid|never|always|try|write"
    r"|they|he|she|i|it)\b(?! back| us)",
    re.I,
)
"""How advice, instructions and headings begin."""
GENERAL = later(
    r"\b(?:every|each|all|any|no) (?:\w+ )?(?:company|companies|business|businesses|organi[sz]ation|team|story|idea"
    r"|generation|industry|engineer|developer|teammate|project|person)\b",
    re.I,
)
"""Of these one speaks in general."""
HANGS = later(
    r"\b(?:if|unless|as long as|provided(?: that)?|in case|in the event|should (?:you|your|we)|on condition)\b"
    r"[^.;!?–]{3,160}|^\W*(?:once|when(?:ever)?|as soon as)\b[^,.;!?–]{3,160}",
    re.I,
)
"""The words on which a standing promise hangs: a time after which it holds is none."""
SUPPOSED = later(
    r"\b(?:if|unless|in the event|in case|once|when(?:ever)?|as soon as|until|while|whether)\b[^,;]*",
    re.I,
)
"""A deed in such a clause is supposed, and not promised."""
LEAD = later(
    r"\b(?:we|our (?:\w+ )?(?:staff|team))(?: also)?(?: will| shall| aim to| promise(?: to)?| commit to| undertake to)?"
    r"(?: always)?:?\s*$",
    re.I,
)
"""How a list of promises begins: "We will:"."""
STANDS = later(
    r"\b(?:is|are|we|you|includes?|comes?|covers?|carr(?:y|ies)|gets?|receives?|keeps?|go(?:es)?|stays?|remains?|has|have|be"
    r"|never|no|takes?|changes?|our|open|support|hours|under|belongs?|earn|arrives?|leaves?"
    r"|uses?|implements?|maintains?|employs?|adopts?|undertakes?|agrees?|strives?|do(?:es)? not|intends?)\b|['’](?:re|s)\b",
    re.I,
)


AIMS = later(
    r"\b(?:(?:we|our (?:\w+ )?(?:team|staff))(?: always)? (?:aim|strive|try|endeavou?r|work) to"
    r"|our (?:aim|target|goal|standard) is to|(?:the )?\w+ (?:aims|strives|endeavou?rs) to) (?:\w+ly )?"
    + either(
        "answer, respond, reply, acknowledge, dispatch, deliver, ship, resolve, refund, process, collect,"
        "repair, get back, pay, restore, see you, contact, fix, return, call, send, offer, provide,"
        "maintain, keep, review, solve, close, give, publish, complete your, deal with"
    )
    + r"\b",
    re.I,
)
"""A soft promise, where a time limits it."""
_NAMED = later(
    r"^\W*(?:The )?(?P<name>[A-Z][\w&.]*(?: [A-Z]\w+)?) (?:(?:\w+ly|also|always) )?"
    r"(?:answers|replies|responds|acknowledges|delivers|ships|dispatches|collects|refunds|reimburses|pays|compensates"
    r"|covers|insures|repairs|replaces|resolves|announces|publishes|notifies|informs|warns|deletes|credits|returns|gives"
    rf"|provides|supports|keeps)\b(?i:{SERVED_WITH})"
)
"""Our own name in the third person: "Acme notifies customers thirty days before"."""


def stands(part: str) -> bool:
    """Whether a clause of a document promises how it always is."""
    if NO_PROMISE.search(part) or ADVICE.match(part) or GENERAL.search(part):
        return False
    return any(not DUTY.search(part, 0, end) for end in _ends(part))


_CLOCK = later(r"\d ?(?:am|pm|a\.m|p\.m)|\d:\d\d|\b24 ?(?:/|x) ?7\b", re.I)


def open_hours(part: str) -> bool:
    """Whether it says by the clock when somebody is there: "chat is available from 9 am to 5 pm"."""
    found = STAFFED.search(part) if quantities(part).open and _CLOCK.search(part) else None
    return found is not None and not DUTY.search(part, 0, found.end())


def aims(part: str) -> bool:
    """Whether it is what we aim at for everybody, within a time."""
    return bool(AIMS.search(part) and LIMITED.search(part))


def _ends(part: str) -> Iterator[int]:
    """Where the words end that promise."""
    rules = [PROMISES, UNIVERSAL]
    if LIMITED.search(part):
        rules += [*DEEDS, _NAMED]
    elif HANGS.search(part):
        rules.append(OWED)
    if quantities(part).open:
        rules.append(STAFFED)
    for rule in rules:
        found = rule.search(part)
        if found and not any(
            clause.start() <= found.start() and found.end() <= clause.end()
            for clause in SUPPOSED.finditer(part)
        ):
            yield found.end()
