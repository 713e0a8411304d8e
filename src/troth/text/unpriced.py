"""Prices that a customer could not work out, and what near by mends them.

Fees without a sum, prices without their tax or told on request only, renewals at whatever price
will hold by then. A sum, a list that is pointed to, a notice before the new price, or the sum
elsewhere in the text mends it. Lines read as `text.gated` says.
"""

from __future__ import annotations

import re

from troth.model.document import Page
from troth.model.origin import Span
from troth.text.worded import Worded, Wording

_FEE = r"(?:fees?|charges?|surcharges?|costs?)(?!-|\s+of\s+(?:living|capital))"
_MORE = r"(?:additional|extra|other|further|separate|supplementa(?:l|ry)|third[- ]party)"
_SORT = (
    r"(?:booking|service|handling|processing|administration|administrative|admin|delivery|"
    r"shipping|cancellation|late|no-show|reactivation|transaction|convenience|foreign exchange|"
    r"currency conversion|card|set-?up|activation|cleaning|resort|withdrawal|inactivity|platform|"
    r"small[- ]order|peak|overage|usage|termination|exit|transfer|waiting)"
)
_CAN = r"(?:may|might|can|could|will|would|shall)"
_MONEY = r"(?:[€$£]\s?\d[\d.,]*\d|[€$£]\s?\d|\d[\d.,]*\s?(?:€|£|EUR\b|USD\b|GBP\b))"
_PLAN = r"(?:plans?|subscriptions?|memberships?|licen[cs]es?|seats?|packages?|tiers?)"
_VARIES = r"(?:(?:may |will |can |could )?(?:vary|differ|varies|differs|depends? on|is tailored|are tailored))"
_OPEN = r"(?: [\w,’'-]+){0,10}? (?:other|various|several|different|many|a number of) (?:\w+ )?(?:factors|things|circumstances|aspects|criteria)"
_TABLES = {
    "extra": rf"""
        may, might, can, will, shall :: {_MORE} (?:\w+ ){{0,2}}{_FEE}(?: or {_FEE})? {_CAN}(?: also)? (?:apply|be (?:charged|added|payable|due|levied|incurred|imposed))
        may, might, can, will :: (?:we|you)(?: {_CAN}|'ll)(?: also)? (?:charge|bill|levy|impose|add|be (?:charged|billed))(?: you)? {_MORE} (?:\w+ ){{0,2}}{_FEE}
        applied :: {_MORE} (?:\w+ ){{0,2}}{_FEE}(?: are| is)? applied
        may, might :: (?:may|might)(?: also)? include {_MORE} (?:applicable )?{_FEE}
        plus, fee, charge :: plus(?: any| all)? (?:{_MORE} |relevant |associated |usual |reasonable |our )*(?:{_SORT} )(?:fees|charges|surcharges|costs)
        extra, additional, add-on :: (?:at|for) an? (?:additional|extra|added) (?:cost|charge|fee|price|premium)
        extra, separate :: (?:is|are|will be|gets?) (?:charged|priced|quoted) (?:separately|extra|in addition|on top)
        extra :: extra (?:fees|charges|costs) (?:apply|are (?:due|charged)|on top)
        price, cost, fee, rate, charge, premium, tuition :: (?:prices?|pricing|costs?|rates?|premiums?|fees?|tuition|charges?) {_VARIES}(?:(?=[.;!]|$)|{_OPEN})
    """,
    "fee": rf"""
        fee, charge :: (?:an?|our) (?:small |modest |nominal |reasonable |additional |one-off |one-time )*(?:{_SORT} )(?:fee|charge|surcharge) (?:{_CAN} (?:apply|be (?:charged|payable|due|added|levied|deducted))|applies|is (?:charged|payable|due|added|deducted|levied))
        fee, charge :: (?:a|an) (?:small|modest|nominal|minor|low) (?:\w+ )?(?:fee|charge|surcharge)
        we may charge, we will charge, we may deduct, charged a, charged an :: (?:we (?:may|might|will)(?: also)? (?:charge|deduct|levy)(?: you)?|you (?:may|might|will)(?: also)? be charged) an? (?:\w+ )?(?:{_SORT} )?(?:fee|charge|surcharge)
    """,
    "tax": r"""
        tax, vat, gst :: (?:prices?|fares?)(?: \w+){0,3} (?:do(?:es)? not include|are exclusive of|is exclusive of|exclude|excludes|are before|is before|are net of)(?: any| all)? (?:\w+,? ){0,8}?(?:tax(?:es)?|vat|gst|sales)
    """,
    "ask": r"""
        contact, call, ask, email, write, talk, touch :: (?:contact|call|email|e-mail|write to|talk to|speak to|ask|message|get in touch with)(?: with)? (?:us|sales|our (?:\w+ )?team|our sales)(?: today| now)? (?:for|about|to (?:get|learn|hear|discuss|receive|request))(?: an?| our| your| the| current| more about)* (?:individual |custom |personal |enterprise |volume |private )*(?:quotes?|price|prices|pricing|rates|fees|discounts?|special offer)
        contact, email, call, talk, touch :: (?:for|need|want) (?:an? )?(?:[\w’'-]+ ){0,5}?(?:billing|plans?|pricing|prices|fees|rates|quotes?|volumes?|discounts?|limits?|quantit(?:y|ies))(?: [\w-]+){0,4},? (?:please )?(?:contact|email|e-mail|call|talk to|speak to|get in touch with) (?:us|sales|our|[\w.+-]+@[\w.-]+\w)
        contact, email, call, talk, touch :: (?:contact|email|e-mail|call|talk to|speak to|get in touch with) (?:us|sales|our [\w ]{1,20}?team)(?: \w+){0,4} (?:to (?:purchase|buy|order|add|upgrade)|and we(?:'ll| will)[^.;!?]{1,30}? (?:an? )?(?:custom|individual|personal|special|tailored) (?:plan|offer|quote|price))
        discount, quote, custom, pricing, price :: (?:bulk |volume |special |custom |enterprise )(?:discounts?|pricing|plans?|rates?)(?: [\w,-]+){0,9}[.,;]? (?:please )?(?:contact|email|call|get in touch with) us|(?:get|request|ask for) (?:a |your )?(?:free |personal |custom )*quote|(?:private|custom|individual|special|enterprise) (?:prices|pricing|rates)(?: \w+)?(?: is| are)? available (?:through|from|via|by|on|upon|for)
        offer, price, quote :: (?:make|give|send|prepare) you an? (?:special|custom|individual|personal|tailored) (?:offer|price|quote)
        contract, order form :: (?:fees|prices|charges|rates) (?:are|is) (?:set out |stated |listed |agreed |shown )?(?:only )?in (?:the|your|our) (?:[\w.]+ ){0,4}(?:contract|order form)
        request, application, poa :: (?:prices?|pricing|rates|quotes?)(?: is| are)?(?: available)? (?:on|upon) (?:request|application)|p\.?o\.?a\.?(?= |$)
    """,
    "change": r"""
        price, fee, rate, tariff, premium, cost, contribution :: (?:prices?|fees?|rates?|tariffs?|premiums?|charges?|subscriptions?|contributions?|commissions?)(?: \w+){0,4} (?:will|is going to|are going to|is set to|are set to)(?: also| only)? (?:be (?:going up|increas\w+|rais\w+|adjust\w+|updat\w+|revis\w+|chang\w+)|increase|rise|go up|change)(?: slightly| modestly| somewhat)?
        price, fee, rate, increase, adjustment :: (?:a |an )?(?:small|slight|modest|moderate|minor)(?: \w+)? (?:increase|adjustment|change|rise) (?:to|in|of) (?:our|the|your) (?:\w+ )?(?:prices?|pricing|fees?|rates?|tariffs?|premiums?)
    """,
    "terms": r"""
        terms apply, conditions apply, apply, eligib :: (?:terms|conditions|t&cs|t&c|restrictions|exclusions|limits)(?: and (?:conditions|restrictions|exclusions))?(?: may)? apply(?! to)
        fair use, fair usage, reasonable use :: (?:unlimited|unmetered)[^.;]{0,60}?\(?(?:subject to |under )?(?:our |a |the )?(?:fair|reasonable|acceptable)[- ](?:use|usage)(?: policy)?
        introductory, promotional, early, limited :: (?:introductory|promotional|early[- ]bird|limited[- ]time) (?:prices?|offers?|rates?|discounts?|pricing)
        subject to change :: (?:prices?|fees?|rates?|offers?|discounts?)(?: \w+){0,4} subject to change(?: at any time| without (?:prior )?notice)?
    """,
    "praised": r"""
        affordable, competitive, attractive, great value, fair, low, unbeatable, fraction, coffee :: (?:very |highly |most )?(?:affordable|competitive|attractive|unbeatable|great[- ]value|reasonable|fair) (?:(?!the|a|our|your)\w+ )?(?:prices?|pricing|rates?|fees?|tariffs?|monthly payments?)|(?:for|than) (?:less than )?(?:the (?:price|cost) of )?a (?:cup of )?(?:coffee|sandwich|pint)(?: a (?:day|week|month))?
    """,
    "untaxed": r"""
        vat, tax, gst :: (?:vat|tax(?:es)?|gst) (?:is |are )?(?:excluded|not included|extra|on top)
    """,
    "adjective": r"""
        affordable, competitive, attractive, cheaper, fraction :: (?:more|much more|even more) (?:affordable|competitive|attractive) (?:prices?|pricing|rates?|fees?|tariffs?|monthly payments?)|(?:a|at a) fraction of the (?:cost|price)
    """,
    "due": r"""
        deposit, supplement, excess, penalty, minimum, premium, contribution, joining, administration :: (?:an? |our )(?:\w+ )?(?:deposit|surcharge|supplement|excess|penalty|joining fee|minimum (?:spend|charge|order)|call-out (?:fee|charge)|administration (?:fee|charge)) (?:is|are|may be|will be|must be|might be|applies|apply|may apply)(?: also)?(?: required| payable| due| charged| taken| added| applied| deducted| needed)?
        charges, fees, rates :: (?:standard |normal |usual |network |call |delivery |service |booking |extra )+(?:charges|fees|rates) (?:may |will |can )?apply(?! to)
    """,
    "units": r"""
        credits, tokens, points, coins :: (?:costs?|uses?|consumes?|charged|deducts?|priced at|for|per \w+:?)(?: just| only| about)? (?:\d[\d,.]*|one|two|three|five|ten) (?:\w+ )?(?:credits?|tokens?|points|coins)(?: per| an?| each)?
    """,
    "later": r"""
        then-, then , prevailing :: (?:then[- ](?:current|applicable|prevailing|effective)|prevailing) (?:\w+ ){0,3}?(?:fees?|prices?|rates?|charges?|tariffs?|pricing)
    """,
    "estimate": r"""
        estimate, approximate, indicative :: (?:prices?|fares?|rates|costs|fees|amounts?)(?: \w+){0,5} (?:is|are)(?: only| just)? (?:an estimate|estimates|estimated|indicative|approximate|for (?:guidance|information) only)
        may differ, may vary, may be higher :: (?:final|actual|total) (?:prices?|fares?|costs?|amounts?|bill|charges?)(?: you pay| due| charged)? (?:may|might|can|could) (?:differ|vary|change|be (?:higher|different|more))
    """,
    "from": rf"""
        from, starting, start :: (?:prices? |plans? |tickets? |fares? |rates? |packages? |rooms? )(?:start(?:s|ing)?(?: from| at)|from)(?: just| only| as little as)? {_MONEY}
        from, pay :: (?:from|for|pay) (?:just|only|as little as) {_MONEY}|from (?-i:[£€$]) ?\d[\d.,]*(?! ?(?:to|[-–]) ?(?:[£€$]|\d))
        starts, start, low :: (?:prices?|plans?|rates?|fees?|it|which) (?:starts?|starting)(?: from| at) {_MONEY}|as low as {_MONEY}
        starting, just, only, little :: (?:starting (?:at|from)|from (?:just|only|as little as))(?: just| only)? {_MONEY}
    """,
    "period": rf"""
        plan, subscription, membership, licence, license, seat, package, tier :: {_PLAN}(?: \w+)? (?:(?:now )?costs?|is(?: now)?(?: only| just| priced at)?|for(?: only| just)?|at)(?: only| just)? {_MONEY}(?! ?(?:/|an?\b|per\b|each|every|monthly|yearly|annual|more|less|off|cheaper|one-time|once))
    """,
    "upto": r"""
        up to :: (?:save|saves|saving|savings of|discounts? of|get) up to (?:\d{1,2} ?%|[€$£] ?\d+)|up to \d{1,2} ?% (?:off|discount|cheaper)
    """,
}  # fmt: skip
UNPRICED = Worded(_TABLES)
"""Wordings of a price that is not told, by what is amiss with it."""
_SUM = rf"{_MONEY}|\d\s?%|\b(?:free of charge|no (?:extra|additional|other) (?:cost|charge|fee))"
_LISTED = (
    r"\b(?:see|listed|list of|set out|shown|displayed|told|published|find|view|calculat\w+)\b[^.]{0,60}"
    r"\b(?:prices?|pricing|fees?|tariff|table|page|schedule|below|here|checkout|before|order|app)\b"
    r"|\bbefore you (?:pay|confirm|book|order|buy)"
)
_DENIED = r"\b(?:never|not|no|without|don[’']t|won[’']t|free of)\b[^,;]*$"
_AT_COST = r"\bto (?:cover|recover|reflect|meet) (?:the |our |its )?(?:\w+ )?(?:costs?|expenses)|\bat cost\b|\bactual costs?\b"
_RENEWS = r"\brenew"
_TOLD = (
    r"(?<!you )\b(?:notify|notified|inform|tell|e-?mail|give|send|remind)(?:ed)? (?:to )?you\b|\bprior notice|\bin advance\b"
    r"|\bgiven notice|(?<!without )\bnotice of (?:any |the )?(?:change|increase|price)|\bcommunicate"
)
_AROUND = 900
"""Characters before and after a renewal in which its new price may be announced."""
_PERIOD = r"\b(?:per|a|an|each|every)\s(?:\w+\s)?(?:month|year|week|day|hour|user|seat|person|night)|/\s?(?:mo|month|y|year|user)|\b(?:monthly|yearly|annual(?:ly)?|one-time|once|lifetime|for life|weekly)\b"
_THEIRS = r"\b(?:your (?:bank|provider|carrier|operator)|mobile operator|data rates?|third[- ]part(?:y|ies) may|third[- ]party (?:sites?|services?|websites?)|some payment|attorney|court|arbitrat\w+|refund)"


def mended(page: Page, found: Wording) -> bool:
    """Whether the sentence itself gives the sum, or says where it stands, or what stands near."""
    sentence, name = page.words(found.sentence), found.name
    before = page.words(Span(found.sentence.start, found.span.start))
    if re.search(_THEIRS, sentence, re.I) or re.search(_DENIED, before, re.I):
        return True
    if name == "upto":
        return False
    if name == "later":
        return not re.search(_RENEWS, sentence, re.I) or bool(re.search(_TOLD, _near(page, found)))
    if name == "units":
        return (
            re.search(rf"{_MONEY}|credits? (?:is|are|=|costs?) ", page.document.prose) is not None
        )
    if name in ("extra", "fee", "due") and _priced(page, found):
        return True
    if name in ("change", "adjective", "praised", "due"):
        return re.search(rf"{_MONEY}|\d\s?%", page.words(_block(page, found.sentence))) is not None
    if name == "from":
        after = page.words(Span(found.span.end, found.sentence.end))
        return re.match(r" ?(?:to|until|[-–]) ?[£€$\d]", after) is not None
    if name == "period":
        around = page.words(_block(page, found.sentence))
        return re.search(_PERIOD, around, re.I) is not None
    start = found.sentence.start if name == "terms" else found.span.start
    rest = page.words(Span(start, found.sentence.end))
    listed = re.search(_LISTED, sentence, re.I) is not None
    return listed or re.search(_SUM, rest, re.I) is not None


def _priced(page: Page, found: Wording) -> bool:
    """Whether the fee is bound to what it costs, or its sum stands elsewhere in the text."""
    if re.search(_AT_COST, page.words(found.sentence), re.I):
        return True
    sort = re.search(
        rf"\b{_SORT}\b|\b(?:deposit|minimum|excess|penalty)\b", page.words(found.span), re.I
    )
    if sort is None:
        return (
            re.search(_MONEY, page.document.prose[found.span.end : found.span.end + 300])
            is not None
        )
    told = rf"\b{re.escape(sort[0])}\b[^.]{{0,160}}?{_MONEY}|{_MONEY}[^.]{{0,60}}?\b{re.escape(sort[0])}\b"
    return re.search(told, page.document.prose, re.I) is not None


def _near(page: Page, found: Wording) -> str:
    """What stands around a wording, in small letters."""
    first = max(0, found.span.start - _AROUND)
    return page.document.prose[first : found.span.end + _AROUND].lower()


def _block(page: Page, sentence: Span) -> Span:
    for block in page.document.blocks:
        if block.span.start <= sentence.start < block.span.end:
            return block.span
    return sentence
