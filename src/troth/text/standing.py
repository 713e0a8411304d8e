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

from troth.text.quantities import COUNT, UNIT, quantities
from troth.text.wording import either, whole

PEOPLE = (
    "customer, client, user, buyer, shopper, subscriber, rider, passenger, courier, driver, sender,"
    "seller, merchant, guest, patient, tenant, member, visitor, student, learner, pupil, teacher,"
    "tutor, host, artist, author, freelancer, farmer, parent, partner shop, donor, household, reader,"
    "supplier, grower, maker, carer, traveller, player, owner, shop, restaurant, partner"
)
GOODS = (
    "order, parcel, package, delivery, deliveries, shipment, consignment, item, product, purchase,"
    "goods, replacement, gift, letter, box, boxes, prescription, meal, luggage, bag, suitcase, device, machine, bicycle, bike,"
    "phone, laptop, repair, spare part, return, collection, pick-?up, booking, ticket, trip, ride, journey,"
    "flight, room, flat, cabin, car, vehicle, lesson, class, course, treatment, check-?up, visit,"
    "appointment, book, garment, plant, bouquet, cake, loaf, loaves, basket, battery, batteries"
)
MONEY = (
    "refund, payout, deposit, tip, earnings?, wage, commission, royalt(?:y|ies), compensation, expense,"
    "cost, charge, claim, cashback, reimbursement, overpayment, credit, salar(?:y|ies), proceeds, winnings, prize,"
    "interest, fare, invoice, balance, voucher, bonus, bonuses, unused \\w+"
)
TALK = (
    "message, question, call, e-?mail, ticket, complaint, request, enquir(?:y|ies), inquir(?:y|ies),"
    "quer(?:y|ies), letter, review, claim, case, dispute, appeal, report, application, voicemail,"
    "change, (?:final )?response, answer, reply, replies, decision, problem, issue, outage, incident, objection, chat, concern, fault"
)
DATA = (
    "data, information, accounts?, password, photo, picture, recording, backups?, site, website,"
    "upload, conversation, card(?: details| number)?, address, addresses, record, profile, inbox,"
    "mailbox, document, e-?mail, message, file, video, call, address book, history, payment details,"
    "location, connection, traffic, note, project, wallet"
)
PLANS = (
    "plan, membership, subscription, tier, package, licen[cs]e, edition, pass, passes, polic(?:y|ies),"
    "ticket price, price, fee, fare, account, rental, contract, bundle, kit, workspace, season ticket"
)
DESK = (
    "support, help ?desk, help, helpline, hotline, phone line, phones?, lines?, chat, live chat, office,"
    "shop, store, branch, branches, desk, reception, counter, depot, clinic, surgery, practice, nurse,"
    "doctor, vet, person, engineer, technician, human, customer (?:service|care|support), service, team,"
    "we, support team, library, gym, workshop, kitchen, switchboard, warehouse, lounge, somebody, someone"
)
_S = r"s?(?:['’]s?)?"


def _noun(listed: str) -> str:
    return rf"(?<![\w-]){either(listed)}{_S}"


_AFTER = r"(?:,? [\w£$€:.’'-]+){0,9}?"
"""What may stand between a noun and its verb: "orders placed before 16:00 are"."""
_IS = r" (?:is|are|gets?|stays?|remains?|(?:will|shall)(?: \w+ly)? be)(?: (?!not\b)(?:\w+ly|also|all|then|both|always|never|ever|fully|paid))*"
_OR = r"(?:(?: \w+ly)?(?:,| and| or|, and) \w+)?"
_WE = (
    r"(?:we|our (?:\w+ ){0,3}?(?:team|staff|support|couriers?|drivers?|agents?|advis[eo]rs?|experts?"
    r"|vets?|nurses?|tutors?|engineers?|technicians?|moderators?|desk|shops?|bank|kitchen))"
    r"(?: (?:\w+ly|also|all|always|then|still|both))*"
)
_TIME = rf"(?:{COUNT}|an?)(?: ?(?:-|–|to|or) ?{COUNT})?[\s-]+(?:(?:business|working|calendar)[\s-]+)?{UNIT}(?:['’]s?)?"
_EACH = r"(?:every(?: single)?|each|all(?: of)?|any|no)(?: (?:our|the|your|these))?"

LIMITED = re.compile(
    rf"\b(?:with)?in (?:under |less than |no more than |at most |just |the first )?(?:{_TIME}|\w+ rings)\b"
    rf"|\b(?:after|for|up to|at most|no later than|less than|under) (?:the )?(?:(?:first|last|past) )?{_TIME}"
    r"|\b(?:same|next) (?:\w+ )?(?:day|afternoon|evening|morning|night)\b|\bovernight\b|\bdaily\b"
    r"|\b(?:every|each) (?:\w+ )?(?:hour|day|night|week|month|quarter|year|morning|evening)\b"
    r"|\b(?:every|each|on|by) (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bhourly\b|\bnightly\b"
    r"|\b(?:weekly|monthly)\b|\b(?:once|twice) an? (?:day|week|month|year)\b|\bat once\b"
    r"|\bup to [€$£]?\s?\d|\bin full\b|\bat (?:its|their) (?:\w+ )?value\b|\bfor life\b"
    r"|\bon the (?:first|last|\d+)\w* (?:\w+ )?(?:day )?of\b|\bfree of charge\b|\b\d+ ?%|,? whole\b"
    rf"|\b{_TIME} (?:before|prior|in advance|ahead)\b"
    r"|\bat the end of (?:the|each|every) \w+|[€$£] ?\d|\bto (?:your|the) original (?:method|payment|card)|\b24/7"
    r"|\b(?:immediately|instantly|straight ?away)\b|\bwithout (?:your|delay|asking|question|charge)"
    r"|\bbefore (?:noon|midnight|\d|you|christmas)",
    re.I,
)
"""A time, a period or a sum that limits a deed."""

_GOODS_DONE = either(
    "delivered, shipped, dispatched, collected, picked up, fetched, sent out, sent, posted, insured,"
    "covered, replaced, repaired, mended, guaranteed, ready, returned, refunded, confirmed, processed,"
    "compensated, free, complimentary, cleaned, inspected, serviced, rebooked, protected, packed, tracked, baked,"
    "made good, redelivered, on time, yours, available, exchanged, taught, prepared, back"
)
_MONEY_DONE = either(
    "paid, paid out, refunded, returned, transferred, credited, issued, sent, settled, reimbursed,"
    "covered, provided, given, applied, offered, handed over, back in, processed, honoured, yours, approved, given back, passed on, paid back"
)
_TALK_DONE = either(
    "answered, replied to, responded to, acknowledged, closed, resolved, settled, read, heard, solved,"
    "dealt with, announced, communicated, issued, given, provided, decided, looked at, looked into, returned, picked up, published, fixed, investigated"
)
_DATA_KEPT = either(
    "encrypted, backed up, deleted, erased, wiped, kept, stored, hosted, protected, removed, restored, reinstated, reopened,"
    "shared, sold, rented, passed on, used, yours, private, safe, exported, anonymised, charged, lost,"
    "read, recorded, locked"
)
_PEOPLE_DONE = either(
    "paid, paid out, refunded, compensated, reimbursed, insured, covered, told, informed, notified,"
    "heard, answered, met, called back, collected, credited, asked, warned, owed, protected, picked up"
)
_DESK_OPEN = either(
    "open, staffed, available, reachable, on call, manned, answered, there, here, on duty, at hand,"
    "on hand, online, at your side"
)
_SERVES = either(
    "answer, reply, respond, acknowledge, read, deliver, ship, dispatch, collect, pick up, refund,"
    "reimburse, pay, compensate, cover, insure, repair, mend, replace, resolve, solve, close, settle,"
    "call you back, call back, get back to, announce, publish, tell you, tell our, notify, inform, warn,"
    "write to, let you know, delete, erase, encrypt, back up, return, credit, process, review, keep, store, honou?r,"
    "match, confirm, donate, plant, clean, give you, send you, send every, bring, fix, pass on, pass,"
    "give back, take back, waive, offer you, hold, exchange, teach, test every, inspect every, support,"
    "check every, give at least, give our, patch, escalate, rebook, return your"
)
_SERVED_NOUN = (
    rf"(?:{either(PEOPLE)}|{either(GOODS)}|{either(TALK)}|{either(MONEY)}|{either(PLANS)}|loss|losses|damage"
    r"|change|money|fix|fixes|update)s?"
)
_SERVED_WITH = (
    rf"(?=.*\b(?:you|yours?|(?:every|each|all|any|the|our|an?|your)(?: [\w-]+){{0,2}} {_SERVED_NOUN})\b"
    rf"|(?: [\w-]+)? {_SERVED_NOUN}\b)"
)
_NEVER = r"(?:never|do not|don['’]t|does not|doesn['’]t|no longer|neither)(?: (?:ever|\w+ly))?"

DEEDS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_noun(GOODS)}{_AFTER}{_IS}(?: \w+ly)? {_GOODS_DONE}\b",
        rf"{_noun(MONEY)}{_AFTER}{_IS}{_OR} {_MONEY_DONE}\b",
        rf"{_noun(TALK)}{_AFTER}{_IS}{_OR} {_TALK_DONE}\b",
        rf"{_noun(DATA)}{_AFTER}{_IS}{_OR} {_DATA_KEPT}\b",
        rf"{_noun(PEOPLE)}{_AFTER}{_IS}{_OR} {_PEOPLE_DONE}\b",
        rf"\b{_WE} {_SERVES}\b{_SERVED_WITH}",
        rf"\b{_WE} (?:answer|reply|respond|refund|reimburse|deliver|ship|dispatch|compensate|pay out|guarantee|commit to"
        r"|promise|pledge)\b",
        rf"{_noun(GOODS)}{_AFTER} (?:ships?|leaves?|arrives?|goes? out|departs?) ",
        rf"\b(?:deliver(?:y|ies)|repairs?|refunds?|transfers?|replacements?|installation|set-?up)"
        rf" (?:takes?|arrives?|leaves?|goes? out) ",
    )
)
"""Deeds done for somebody in the habitual present: a promise where a time or sum limits them."""
OWED = DEEDS[1]
"""Money given back, which a condition limits as well as a time."""
UNIVERSAL = re.compile(
    rf"^\W*{_EACH} (?:[\w-]+ ){{0,3}}?(?:"
    rf"{either(GOODS)}s?{_AFTER}{_IS} (?:delivered|shipped|insured|covered|replaced|repaired|refunded"
    rf"|guaranteed|protected|inspected|serviced|free)|{either(TALK)}s?{_AFTER}{_IS} (?:answered|replied to"
    rf"|read|heard|acknowledged)|{either(PEOPLE)}s?{_AFTER}{_IS} (?:paid|insured|covered|heard|answered)"
    rf"|(?:[\w-]+ ){{0,2}}?{either(DATA)}s?{_AFTER}{_IS}(?: \w+)? (?:encrypted|backed up|deleted|erased))\b"
    rf"|\b{_WE} (?:answer|reply to|respond to|read|acknowledge|refund|insure|repair|replace|inspect|deliver|honou?r|publish)"
    rf" (?:every(?: single)?|each|all|any)(?: [\w-]+){{0,2}}? (?:{either(TALK)}|{either(GOODS)})s?\b",
    re.I,
)
"""Nobody is left out, and the deed is strong enough to need no time."""
_BURDEN = r"(?! (?:an? )?(?:[\w-]+ ){0,2}(?:contract|commitment|obligation|charge|minimum|fee)s?\b)"
PROMISES = whole(
    # what comes with what is bought, and what each of those served has
    rf"(?:{_EACH}|our|your|(?<![\w,;:] )the) (?:[\w’'-]+ ){{0,3}}?{either(PLANS)}s? (?:[\w-]+ ){{0,3}}?"
    r"(?:includes?|comes? with|covers?)"
    rf"{_BURDEN}",
    rf"(?:every|each|all)(?: (?:our|new|paying))? (?:[\w-]+ ){{0,2}}?(?:{either(PEOPLE)}s?|{either(GOODS)}s?"
    rf"|{either(PLANS)}s?)(?: (?:on|of|in|from|with|over|above) [\w’'€$£-]+(?: [\w’'-]+){{0,2}}?)?"
    rf" (?:includes?|comes? with|carr(?:y|ies)|gets?|receives?){_BURDEN}",
    rf"(?:every|each|all)(?: (?:our|new|paying))? (?:[\w-]+ ){{0,2}}?{either(PEOPLE)}s? ha(?:s|ve)"
    r"(?= (?:an?|their|its|the|access|one|two|free)\b)(?! an? (?:\w+ )?(?:status|owner|id|identifier|name|number|field)\b)",
    rf"(?:[\w-]+ ){{1,4}}?(?:carr(?:y|ies)|comes? with|ha(?:s|ve)|has|under) an? (?:{_TIME}|lifetime)"
    r" (?:\w+ )?(?:guarantee|warranty)",
    rf"{_WE} (?:offer|uphold|have|give|provide|run|stand by|honou?r) (?:an? |our |full |the )?(?:[\w%-]+ ){{0,3}}?(?:{_TIME}"
    rf" (?:\w+ ){{0,2}}?(?:return|refund|exchange|guarantee|money|warranty|trial)|(?:money[- ]back|price) (?:guarantee|promise)"
    rf"|(?:\d+ ?% |full )?refunds? within|free (?:returns?|delivery|shipping))",
    rf"(?:full |\d+ ?% )?(?:refunds?|returns?|replies|reply|delivery|answers?|exchanges?) within {_TIME}(?=\W*$)",
    rf"(?:{either(PEOPLE)}|{either(PLANS)})s? (?:begins?|starts?|comes?) with (?:an? )?(?:[\w-]+ ){{0,2}}?free",
    r"there (?:is|are|will be) no (?:[\w-]+ ){0,2}(?:fees?|charges?|minimum (?:term|contract)|contracts?|commitment|penalt(?:y|ies)|limits?)",
    r"^\W*(?:[\w-]+ ){0,2}?(?:insurance|protection|guarantee|warranty|cover|plan|membership) (?:includes?|covers?)",
    r"^\W*(?:always )?free (?:[\w-]+ ){0,2}?(?:delivery|shipping|returns?|service|repairs?|installation|cancellation"
    r"|support|updates?|replacements?|exchanges?|collection|set-?up|migration)",
    rf"{either(PEOPLE)}s? (?:will )?(?:also |always )?(?:receive|get|gets|receives) an? [^.]{{0,40}}(?:credit|refund|discount"
    r"|voucher|gift|compensation|payout|bonus)",
    rf"(?:{either(PEOPLE)}s?|you) (?:is|are|will be) (?:\w+ly )?(?:notified|informed|told|warned) (?:of|about) (?:any|every|all"
    r"|each|changes?|price)",
    # hours and notice
    rf"(?:at least |with |give (?:you )?|of ){_TIME} (?:of )?(?:\w+ )?notice",
    rf"(?:prices?|fees?|terms|tariffs?|rates?|rules|plans?)(?: [\w-]+){{0,3}}? (?:changes?|goes? up|rises?|increases?)"
    rf"[^.]{{0,30}} (?:{_TIME}[^.]{{0,12}} notice|(?:only|never|once|after|at most))",
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
    rf"{_AFTER}{_IS} free(?= of charge|[,;]? for\b| on\b| from\b| within\b| up to\b| until\b|,? always|,? ever|\W*$)",
    # what the reader gets
    rf"you (?:\w+ly |always |also |still )?(?:get|receive|hear from|hear back|have|earn) [^.]{{0,60}}\b(?:back|refund|reply"
    rf"|answer|credit|us|reminder|notice|replacement|compensation|receipt|voucher)\b[^.]{{0,40}}",
    r"(?<!if )(?<!If )you (?:pay nothing|pay no|owe nothing|do not pay|don['’]t pay|(?:never|only ever) (?:have to )?(?:pay|wait|lose|queue|owe))",
    rf"{either(PEOPLE)}s? (?:receive|get|earn|are given) (?:their|the|all|at least|[€$£\d])[^.]{{0,60}}",
    rf"(?:{either(MONEY)}s?|every (?:penny|cent)|all of (?:it|the|your)|\d+ ?%(?: of [\w ]+)?)(?: [\w-]+){{0,4}}? "
    r"(?:go(?:es)?|belongs?) (?:straight |directly |entirely |in full |only |whole )?to (?:the|our|your|every|each) \w+",
    # what never happens
    rf"{_WE} (?:{_NEVER}) (?:sell|share|rent|charge|track|raise|read|train|lock|show you|cancel|lose|use|hand over|trade"
    r"|pass on|store|keep|block|close|delete|change|contact|call|spam|send|give|make|ask)"
    rf"[^.]{{0,30}} (?:yours?|you|the (?:price|fee|rate)\w*|prices?|fees?|data|personal|{either(PEOPLE)}s?(?:['’]s?)?|cancellation"
    r"|commission|interest|adverts?|ads|money)",
    rf"(?:nobody|no one|no {either(PEOPLE)}s?|no {either(GOODS)}s?|no {either(DATA)}s?|nothing (?:you|that you|of yours)|none of your (?:data|money|details))"
    r"\b[^.]{0,50}? (?:is|are|has to|have to|pays?|waits?|leaves?|goes?|gets?|loses?|ever)\b(?! (?:going|required|expected|allowed|sure|perfect|likely))",
    r"your (?:[\w-]+ ){1,4}?(?:(?:is|are) (?:never|not) (?:\w+ly )?(?:shared|sold|charged|used|read|stored|given|passed"
    r"|visible|locked|rented|shown|transferred|lost|touched)|(?:stays?|remains?|is always|are always) "
    r"(?:yours|private|the same|with you|on your|in your)|never leaves?|belongs? to you)",
    rf"^\W*for (?:each|every|all) [^,.]{{2,40}}, {_WE} (?:pay|provide|give|plant|donate|send|add|credit)",
    # how long we stand by it
    r"(?:[\w.-]+ ){1,6}?(?:is|are|remains?|stays?) (?:supported|maintained|available|guaranteed|in stock|valid|kept) "
    rf"(?:until|for (?:at least |the next )?{_TIME}|for as long as|for life)",
    r"(?:late|lost|damaged|defective|broken|faulty|missing|spoiled|wrong|unsold|unused) (?:[\w-]+ ){1,3}?(?:is|are|will be) "
    r"(?:replaced|refunded|free|repaired|paid for|made good|compensated|resent)",
    r"what(?:ever)? we promise[^.]* we (?:keep|do|deliver)",
)
"""Words that promise by themselves, without the deeds above."""
STAFFED = re.compile(
    rf"{_noun(DESK)}(?:,? [\w’'-]+){{0,6}}?(?: (?:is|are|stays?|remains?)|['’](?:re|s))(?: \w+ly| also| always)? {_DESK_OPEN}\b"
    rf"|\b{_WE} (?:provide|offer|run|answer|support|deliver|work) (?:our|your|you|all|every|the)\b"
    rf"|\b(?:reach|call|phone|write to|talk to) (?:us|our \w+|a \w+)\b|\b(?:a|an|our) (?:[\w-]+ ){{1,3}}?"
    rf"(?:answers?|picks? up|takes? your calls?)\b"
    r"|^\W*(?:(?:(?:our|opening|office|shop|desk|support|help ?desk|hotline|phone|chat|call cent(?:re|er)) ?){1,2}(?:hours)?|open"
    r"|hours)(?::| [–-])? [^.]{0,20}\d",
    re.I,
)
"""A place or a person that is there for those served; a promise with opening hours."""

HEDGED = re.compile(
    r"\b(?:usually|typically|normally|generally|as a rule|mostly|in general|where(?:ver)? possible|as far as"
    r"|as soon as possible|in most cases|if we can|around|approximately|roughly|often)\b",
    re.I,
)
DUTY = re.compile(
    r"\b(?:must|should|shall|may|might|could|would|can|cannot|need to|needs to|needs|have to|has to|required|ought"
    r"|please|expected to|responsible|obliged|agrees?|acknowledges?|warrants?|entitled|asked to|supposed to"
    r"|encouraged|eligible)\b",
    re.I,
)
"""What somebody owes, may do or is able to do: no promise where it stands before the deed."""
NO_PROMISE = re.compile(
    r"\b(?:means|refers to|is defined|defined as|hereinafter|so-called|known as|stands for|consists? of)\b"
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
ADVICE = re.compile(
    r"\W*(?:to|for example|e\.g|make sure|ensure|check|verify|remember|keep in mind|note|see|use|whether|how|why|what(?! we)"
    r"|who|where|which|do|don['’]t|add|set|create|go|click|select|choose|let['’]?s|imagine|consider|avoid|never|always|try|write"
    r"|they|he|she|i|it)\b(?! back| us)",
    re.I,
)
"""How advice, instructions and headings begin."""
GENERAL = re.compile(
    r"\b(?:every|each|all|any|no) (?:\w+ )?(?:company|companies|business|businesses|organi[sz]ation|team|story|idea"
    r"|generation|industry|engineer|developer|teammate|project|person)\b",
    re.I,
)
"""Of these one speaks in general."""
HANGS = re.compile(
    r"\b(?:if|unless|as long as|provided(?: that)?|in case|in the event|should (?:you|your|we)|on condition)\b"
    r"[^.;!?–]{3,160}|^\W*(?:once|when(?:ever)?|as soon as)\b[^,.;!?–]{3,160}",
    re.I,
)
"""The words on which a standing promise hangs: a time after which it holds is none."""
STANDS = re.compile(
    r"\b(?:is|are|we|you|includes?|comes?|covers?|carr(?:y|ies)|gets?|receives?|keeps?|go(?:es)?|stays?|remains?|has|have|be"
    r"|never|no|takes?|changes?|our|open|support|hours|under|belongs?|earn|arrives?|leaves?)\b|['’](?:re|s)\b",
    re.I,
)


AIMS = re.compile(
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
_NAMED = re.compile(
    r"^\W*(?:The )?(?P<name>[A-Z][\w&.]*(?: [A-Z]\w+)?) (?:(?:\w+ly|also|always) )?"
    r"(?:answers|replies|responds|acknowledges|delivers|ships|dispatches|collects|refunds|reimburses|pays|compensates"
    r"|covers|insures|repairs|replaces|resolves|announces|publishes|notifies|informs|warns|deletes|credits|returns|gives"
    rf"|provides|supports|keeps)\b(?i:{_SERVED_WITH})"
)
"""Our own name in the third person: "Acme notifies customers thirty days before"."""


def stands(part: str) -> bool:
    """Whether a clause of a document promises how it always is."""
    if NO_PROMISE.search(part) or ADVICE.match(part) or GENERAL.search(part):
        return False
    return any(not DUTY.search(part, 0, end) for end in _ends(part))


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
        if found:
            yield found.end()
