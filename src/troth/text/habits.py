"""The words of standing promises: who is served, what is done for them, and by what it is limited.

Nouns of people, goods, money, talk and data, each with the deeds that are done to them for
somebody served: a refund is paid, a message answered, a backup deleted. `standing` decides.
"""

from __future__ import annotations

import re

from troth.patterns import later
from troth.text.quantities import COUNT, UNIT
from troth.text.wording import either

PEOPLE = (
    "customer, client, user, buyer, shopper, subscriber, rider, passenger, courier, driver, sender,"
    "seller, merchant, guest, patient, tenant, member, visitor, student, learner, pupil, teacher,"
    "tutor, host, artist, author, freelancer, farmer, parent, partner shop, donor, household, reader,"
    "supplier, grower, maker, carer, traveller, player, owner, shop, restaurant, partner"
)
GOODS = (
    "order, parcel, package, delivery, deliveries, shipment, consignment, item, product, purchase,"
    "goods, replacement, gift, cancellation, update, upgrade, quote, estimate, letter, box, boxes, prescription, meal, luggage, bag, suitcase, device, machine, bicycle, bike,"
    "phone, laptop, repair, spare part, return, collection, pick-?up, booking, ticket, trip, ride, journey,"
    "flight, room, flat, cabin, car, vehicle, lesson, class, treatment, check-?up, visit,"
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
    "ticket price, price, fee, fare, account, rental, contract, bundle, kit, purchase, booking, workspace, season ticket"
)
DESK = (
    "support, help ?desk, help, helpline, hotline, phone line, phones?, lines?, chat, live chat, office,"
    "shop, store, branch, branches, desk, reception, counter, depot, clinic, surgery, practice, nurse,"
    "doctor, vet, person, engineer, technician, human, customer (?:service|care|support), service, team,"
    "we, support team, library, gym, workshop, kitchen, switchboard, warehouse, lounge, somebody, someone"
)
PLURAL = r"s?(?:['’]s?)?"


def noun(listed: str) -> str:
    return rf"(?<![\w-]){either(listed)}{PLURAL}"


AFTER = r"(?:,? [\w£$€:.’'-]+){0,9}?"
"""What may stand between a noun and its verb: "orders placed before 16:00 are"."""
IS = r" (?:is|are|gets?|stays?|remains?|(?:will|shall)(?: \w+ly)? be)(?: (?!not\b)(?:\w+ly|also|all|then|both|always|never|ever|fully|paid))*"
OR = r"(?:(?: \w+ly)?(?:,| and| or|, and) \w+)?"
WE = (
    r"(?:we|our (?:\w+ ){0,3}?(?:team|staff|support|couriers?|drivers?|agents?|advis[eo]rs?|experts?"
    r"|vets?|nurses?|tutors?|engineers?|technicians?|moderators?|desk|shops?|bank|kitchen))"
    r"(?: (?:\w+ly|also|all|always|then|still|both))*"
)
TIME = rf"(?:{COUNT}|an?)(?: ?(?:-|–|to|or) ?{COUNT})?[\s-]+(?:(?:business|working|calendar)[\s-]+)?{UNIT}(?:['’]s?)?"
EACH = r"(?:every(?: single)?|each|all(?: of)?|any|no)(?: (?:our|the|your|these))?"

LIMITED = later(
    rf"\b(?:with)?in (?:under |less than |no more than |at most |just |the first )?(?:{TIME}|\w+ rings)\b"
    rf"|\b(?:after|for|up to|at most|no later than|less than|under) (?:the )?(?:(?:first|last|past) )?{TIME}"
    r"|\b(?:same|next) (?:\w+ )?(?:day|afternoon|evening|morning|night)\b|\bovernight\b|\bdaily\b"
    r"|\b(?:every|each) (?:\w+ )?(?:hour|day|night|week|month|quarter|year|morning|evening)\b"
    r"|\b(?:every|each|on|by) (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bhourly\b|\bnightly\b"
    r"|\b(?:weekly|monthly)\b|\b(?:once|twice) an? (?:day|week|month|year)\b|\bat once\b"
    r"|\bup to [€$£]?\s?\d|\bin full\b|\bat (?:its|their) (?:\w+ )?value\b|\bfor life\b"
    r"|\bon the (?:first|last|\d+)\w* (?:\w+ )?(?:day )?of\b|\bfree of charge\b|\b\d+ ?%|,? whole\b"
    rf"|\b{TIME} (?:before|prior|in advance|ahead)\b"
    r"|\bat the end of (?:the|each|every) \w+|[€$£] ?\d|\bto (?:your|the) original (?:method|payment|card)|\b24/7"
    r"|\b(?:in advance|beforehand|on all days|on any day|all year round|immediately|instantly|straight ?away)\b|\bwithout (?:your|delay|asking|question|charge)"
    r"|\bbefore (?:noon|midnight|\d|you|christmas)",
    re.I,
)
"""A time, a period or a sum that limits a deed."""

GOODS_DONE = either(
    "delivered, shipped, dispatched, collected, picked up, fetched, sent out, sent, posted, insured,"
    "covered, replaced, repaired, mended, guaranteed, ready, returned, refunded, confirmed, processed,"
    "compensated, free, complimentary, cleaned, inspected, serviced, rebooked, protected, packed, tracked, baked,"
    "made good, redelivered, on time, yours, available, exchanged, taught, prepared, back"
)
MONEY_DONE = either(
    "paid, paid out, refunded, returned, transferred, credited, issued, sent, settled, reimbursed,"
    "covered, provided, given, applied, offered, handed over, back in, processed, honoured, yours, approved, given back, passed on, paid back"
)
TALK_DONE = either(
    "answered, replied to, responded to, acknowledged, closed, resolved, settled, read, heard, solved,"
    "dealt with, announced, communicated, issued, given, provided, decided, looked at, looked into, returned, picked up, published, fixed, investigated"
)
DATA_KEPT = either(
    "encrypted, backed up, deleted, erased, wiped, kept, stored, hosted, protected, removed, restored, reinstated, reopened,"
    "shared, sold, rented, passed on, used, yours, private, safe, exported, anonymised, charged, lost,"
    "read, recorded, locked"
)
PEOPLE_DONE = either(
    "paid, paid out, refunded, compensated, reimbursed, insured, covered, told, informed, notified,"
    "heard, answered, met, called back, collected, credited, asked, warned, owed, protected, picked up"
)
DESK_OPEN = either(
    "open, staffed, available, reachable, on call, manned, answered, there, here, on duty, at hand,"
    "on hand, online, at your side"
)
SERVES = either(
    "answer, reply, respond, acknowledge, read, deliver, ship, dispatch, collect, pick up, refund,"
    "reimburse, pay, compensate, cover, insure, repair, mend, replace, resolve, solve, close, settle,"
    "call you back, call back, get back to, announce, publish, tell you, tell our, notify, inform, warn,"
    "write to, let you know, delete, erase, encrypt, back up, return, credit, process, review, keep, store, honou?r,"
    "match, confirm, donate, plant, clean, give you, send you, send every, bring, fix, pass on, pass,"
    "give back, take back, waive, offer you, hold, exchange, teach, test every, inspect every, support,"
    "check every, give at least, give our, patch, escalate, rebook, return your"
)
SERVED_NOUN = (
    rf"(?:{either(PEOPLE)}|{either(GOODS)}|{either(TALK)}|{either(MONEY)}|{either(PLANS)}|loss|losses|damage"
    r"|change|money|fix|fixes|update)s?"
)
SERVED_WITH = (
    rf"(?=.*\b(?:you|yours?|(?:every|each|all|any|the|our|an?|your)(?: [\w-]+){{0,2}} {SERVED_NOUN})\b"
    rf"|(?: [\w-]+)? {SERVED_NOUN}\b)"
)
NEVER = r"(?:never|do not|don['’]t|does not|doesn['’]t|no longer|neither)(?: (?:ever|\w+ly))?"
