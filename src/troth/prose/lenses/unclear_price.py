"""Where could a customer not work out what she will pay?

Why it matters: A price that she cannot work out is a price she learns when the money has gone. A
fee without a sum, a tax left out, a “from” that nobody pays: each is paid for with trust.
How it decides: It finds, in what is addressed to customers, fees and charges that may be added
and are given no sum, prices that leave out the tax, prices that are told only on request,
estimates shown as prices, whatever price will hold by then, a recurring plan without its period,
and “from” with nothing that says what makes it more. A sum or a share in the same sentence, or a
pointer to where it is listed, clears it.
When it stays silent: In plans, reviews, agendas and handbooks; where the sentence gives the sum,
the share or the place where it stands; on what banks or others charge one another; on refunds.
It is unsure about “up to 50 % off”, and about a plan whose period may stand near by.
Source: The price a reader can compute herself, for the first month and the thirteenth; wordings
read in terms and price pages of several firms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.worded import Worded, Wording

CARD = ProseCard(severity="warning", status="preview")
TRIGGERS = None

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
_TABLES = {
    "extra": rf"""
        may, might, can, will, shall :: {_MORE} (?:\w+ ){{0,2}}{_FEE}(?: or {_FEE})? {_CAN}(?: also)? (?:apply|be (?:charged|added|payable|due|levied|incurred|imposed))
        may, might, can, will :: {_CAN}(?: also)? (?:charge|bill|levy|impose|add|incur|be (?:charged|billed)|attract)(?: you)? {_MORE} (?:\w+ ){{0,2}}{_FEE}
        may, might :: (?:may|might)(?: also)? include {_MORE} (?:applicable )?{_FEE}
        plus, fee, charge :: plus(?: any| all)? (?:{_MORE} |applicable |relevant |associated |usual |reasonable |our )*(?:{_SORT} )?(?:fees|charges|surcharges|costs|expenses)
        extra, additional, add-on :: (?:at|for) an? (?:\w+ )?(?:additional|extra|added) (?:cost|charge|fee|price|premium)
        extra, separate :: (?:is|are|will be|gets?|be) (?:charged|billed|sold|priced|quoted|invoiced) (?:separately|extra|in addition|on top)
        extra :: extra (?:fees|charges|costs) (?:apply|are (?:due|charged)|on top)
        price, cost, fee, rate :: (?:prices?|costs?|rates?|premiums?) (?:(?:may |will |can )?(?:vary|differ)|depends? on|is tailored|are tailored|is based on your)(?! from)
        costs, charges, fees, price :: (?:costs?|charges|fees|prices?) (?:scales?|grows?|increases?|rises?) with (?:how|your|the)
        fees, charges :: (?:fees|charges) (?:(?:may )?vary|depend on)(?! with the number| on the number)
    """,
    "fee": rf"""
        fee, charge :: (?:an?|our|the) (?:small |modest |nominal |reasonable |additional |one-off |one-time )*(?:{_SORT} )(?:fee|charge|surcharge) (?:{_CAN} (?:apply|be (?:charged|payable|due|added|levied|deducted))|applies|is (?:charged|payable|due|added|deducted|levied))
        fee, charge :: (?:a|an) (?:small|modest|nominal|reasonable|minor|low) (?:\w+ )?(?:fee|charge|surcharge)
        may charge, will charge, may deduct :: (?:may|might|will)(?: also)? (?:charge|deduct|levy)(?: you)? an? (?:\w+ )?(?:{_SORT} )?(?:fee|charge|surcharge)
    """,
    "tax": r"""
        tax, vat, gst :: (?:fees|prices?|rates|charges|amounts|costs)(?: \w+){0,4} (?:do(?:es)? not include|are exclusive of|is exclusive of|exclude|excludes|are before|is before|are net of)(?: any| all)? (?:\w+,? ){0,8}?(?:tax(?:es)?|vat|gst|sales)
        vat, tax, gst :: (?:\+|excl\.?|excluding|ex\.?|exclusive of|before|without) ?(?:local |sales |applicable )*(?:vat|tax(?:es)?|gst)
        tax, vat, gst :: (?:sales )?(?:tax(?:es)?|vat|gst)(?: ?/ ?(?:vat|gst|tax))? (?:is|are|will be) (?:excluded|not included|added|extra|on top|charged (?:extra|on top|separately))
        tax, vat :: plus(?: any| all)? (?:applicable |local |relevant |state |sales |government(?:al)? )*(?:tax(?:es)?|vat)
    """,
    "ask": r"""
        contact, call, ask, email, write, talk :: (?:contact|call|email|e-mail|write to|talk to|speak to|ask|message)(?: with)? (?:us|sales|our (?:\w+ )?team|our sales)(?: today| now)? (?:for|about|to (?:get|learn|hear|discuss|receive|request))(?: an?| our| your| the| current| more about)* (?:individual |custom |personal |enterprise |volume )*(?:quote|price|prices|pricing|rates)
        contact, email, call, talk, touch :: (?:for|need|want) (?:an? )?(?:custom\w*|individual|yearly|annual|enterprise|volume|bulk|larger|bigger|special|tailored)(?: [\w-]+){0,5},? (?:please )?(?:contact|email|e-mail|call|talk to|speak to|get in touch with) (?:us|sales|our)
        discount, quote, custom :: (?:bulk |volume |special |custom |enterprise )(?:discounts?|pricing|plans?|rates?)(?: [\w,-]+){0,9}[.,;]? (?:please )?(?:contact|email|call|get in touch with) us|(?:get|request|ask for) (?:a |your )?(?:free |personal |custom )*quote
        request, application, poa :: (?:prices?|pricing|rates|quotes?)(?: is| are)?(?: available)? (?:on|upon) (?:request|application)|p\.?o\.?a\.?(?= |$)
    """,
    "change": r"""
        price, fee, rate, tariff, premium, cost, contribution :: (?:prices?|fees?|rates?|tariffs?|premiums?|charges?|subscriptions?|contributions?|commissions?)(?: \w+){0,4} (?:will|is going to|are going to|is set to|are set to)(?: also| only)? (?:be (?:going up|increas\w+|rais\w+|adjust\w+|updat\w+|revis\w+|chang\w+)|increase|rise|go up|change)(?: slightly| modestly| somewhat)?
        price, fee, rate, increase, adjustment :: (?:a |an )?(?:small|slight|modest|moderate|minor)(?: \w+)? (?:increase|adjustment|change|rise) (?:to|in|of) (?:our|the|your) (?:\w+ )?(?:prices?|pricing|fees?|rates?|tariffs?|premiums?)
        subject to change :: (?:prices?|fees?|rates?|offers?|discounts?)(?: \w+){0,4} subject to change(?: at any time| without (?:prior )?notice)?
    """,
    "terms": r"""
        terms apply, conditions apply, apply, eligib :: (?:terms|conditions|t&cs|t&c|restrictions|exclusions|limits)(?: and (?:conditions|restrictions|exclusions))?(?: may)? apply(?! to)
        fair use, fair usage, reasonable use :: (?:unlimited|unmetered)[^.;]{0,60}?\(?(?:subject to |under )?(?:our |a |the )?(?:fair|reasonable|acceptable)[- ](?:use|usage)(?: policy)?
        introductory, promotional, early, limited :: (?:introductory|promotional|early[- ]bird|limited[- ]time) (?:prices?|offers?|rates?|discounts?|pricing)
    """,
    "adjective": r"""
        affordable, competitive, attractive, great value, fair, transparent, low, unbeatable, fraction, coffee :: (?:more |very |highly |most )?(?:affordable|competitive|attractive|unbeatable|great[- ]value|reasonable|fair) (?:(?!the|a|our|your)\w+ )?(?:prices?|pricing|rates?|fees?|tariffs?|monthly payments?)|(?:a|at a) fraction of the (?:cost|price)|(?:for|than) (?:less than )?(?:the (?:price|cost) of )?a (?:cup of )?(?:coffee|sandwich|pint)(?: a (?:day|week|month))?
    """,
    "due": r"""
        deposit, supplement, excess, penalty, minimum, premium, contribution, joining, administration :: (?:an? |the |our )?(?:\w+ )?(?:deposit|surcharge|supplement|excess|penalty|joining fee|minimum (?:spend|charge|order)|call-out (?:fee|charge)|administration (?:fee|charge)|contribution) (?:is|are|may be|will be|must be|might be|applies|apply|may apply)(?: also)?(?: required| payable| due| charged| taken| added| applied| deducted| needed)?
        charges, fees, rates :: (?:standard |normal |usual |network |call |delivery |service |booking |extra )*(?:charges|fees|rates) (?:may |will |can )?apply(?! to)
        standard, regular, full, normal, usual :: (?:at|to|then|thereafter|revert\w* to|the|our) (?:the |our )?(?:standard|regular|full|normal|usual|list) (?:monthly |annual |yearly )?(?:price|rate|fee|tariff|charge)s?(?: (?:applies|apply|will apply|thereafter|is charged))
        subject to :: (?:prices?|offers?|quotes?|savings|discounts?|finance|payments?|costs?)(?: \w+){0,4} subject to (?:survey|status|availability|eligibility|credit|approval|terms|conditions)
    """,
    "units": r"""
        credits, tokens, points, coins :: (?:costs?|uses?|consumes?|charged|deducts?|priced at|for|per \w+:?)(?: just| only| about)? (?:\d[\d,.]*|one|two|three|five|ten) (?:\w+ )?(?:credits?|tokens?|points|coins)(?: per| an?| each)?
        credits, tokens :: (?:\d[\d,.]*) (?:free |build |usage |monthly |\w+ )?credits? (?:per|a|an|each|every|/) ?\w+
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
_WORDED = Worded(_TABLES)
_SAYS = {
    "extra": "“{quote}” – how much more, nobody can tell from this.",
    "fee": "“{quote}” – a fee, and no sum.",
    "tax": "“{quote}” – the price that is paid is another one, and it is not told.",
    "ask": "“{quote}” – the price is kept back from who reads.",
    "later": "“{quote}” – a price that nobody can know now.",
    "estimate": "“{quote}” – the price shown is not the price paid.",
    "from": "“{quote}” – who pays this, and what makes it more?",
    "period": "“{quote}” – a month, a year, or once?",
    "change": "“{quote}” – by how much, she is not told.",
    "terms": "“{quote}” – which, she is not told.",
    "adjective": "“{quote}” – an adjective stands where the price should.",
    "due": "“{quote}” – and how much?",
    "units": "“{quote}” – what is that in money?",
    "upto": "“{quote}” – who saves that, and who saves less?",
}
_INSTEAD = {
    "extra": "name each fee with its sum, or the most it can come to",
    "fee": "name the sum, or the most it can come to",
    "tax": "give the price with tax, or the rate and the sum",
    "ask": "give a price, or a worked example of what somebody like her pays",
    "later": "say how and when she hears the new price, and that she can leave before she pays it",
    "estimate": "say by how much it can change, and show the price before she pays",
    "from": "say what that price includes, and what a usual customer pays",
    "period": "say for how long: “€9 a month, paid yearly”",
    "change": "give the old price and the new one",
    "terms": "say the one or two that matter, and until when",
    "adjective": "give the price; whether it is low she will say herself",
    "due": "name the sum",
    "units": "give the price of one in money, and an example",
    "upto": "say how many get it, or what a usual customer saves",
}
_ON_OFFER = frozenset(
    {"from", "period", "upto", "ask", "change", "terms", "units", "adjective", "due"}
)
"""What is amiss only where something is offered to somebody: elsewhere it may be told apart."""
_SUM = rf"{_MONEY}|\d\s?%|\b(?:free of charge|no (?:extra|additional|other) (?:cost|charge|fee))"
_LISTED = (
    r"\b(?:see|listed|list of|set out|shown|displayed|told|published|find|view|calculat\w+)\b[^.]{0,60}"
    r"\b(?:prices?|pricing|fees?|tariff|table|page|schedule|below|here|checkout|before|order|app)\b"
    r"|\bbefore you (?:pay|confirm|book|order|buy)"
)
_PERIOD = r"\b(?:per|a|an|each|every)\s(?:\w+\s)?(?:month|year|week|day|hour|user|seat|person|night)|/\s?(?:mo|month|y|year|user)|\b(?:monthly|yearly|annual(?:ly)?|one-time|once|lifetime|for life|weekly)\b"
_THEIRS = r"\b(?:your (?:bank|provider|carrier|operator)|mobile operator|data rates?|third[- ]part(?:y|ies) may|third[- ]party (?:sites?|services?|websites?)|some payment|attorney|court|arbitrat\w+|refund)"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each wording after which the reader does not know what she pays."""
    if for_ourselves(page.document.prose, page.genre):
        return
    for found in _WORDED.met(page):
        if page.genre in (None, "terms") and found.name in _ON_OFFER:
            continue
        if _cleared(page, found):
            continue
        yield Hit(
            span=found.span,
            says=_SAYS[found.name],
            instead=_INSTEAD[found.name],
            status=_status(found, page),
            strength=Strength("rule", 1, "sentence", "wording of prices and fees"),
            next="Work out what one customer pays in the first month and in the thirteenth.",
            would_change="The sum, the share, or the place where it is listed, in this sentence.",
        )


def _status(found: Wording, page: Page) -> Literal["speaks", "unsure"]:
    return "unsure" if found.name in ("upto", "period", "terms", "from") else "speaks"


def _cleared(page: Page, found: Wording) -> bool:
    """Whether the sentence itself gives the sum, or says where it stands."""
    sentence = page.words(found.sentence)
    if re.search(_THEIRS, sentence, re.I):
        return True
    if found.name in ("upto"):
        return False
    if found.name == "units":
        return (
            re.search(rf"{_MONEY}|credits? (?:is|are|=|costs?) ", page.document.prose) is not None
        )
    if found.name in ("change", "adjective", "due"):
        return re.search(rf"{_MONEY}|\d\s?%", page.words(_block(page, found.sentence))) is not None
    if found.name == "from":
        after = page.words(Span(found.span.end, found.sentence.end))
        return re.match(r" ?(?:to|until|[-–]) ?[£€$\d]", after) is not None
    if found.name == "period":
        around = page.words(_block(page, found.sentence))
        return re.search(_PERIOD, around, re.I) is not None
    start = found.sentence.start if found.name == "terms" else found.span.start
    rest = page.words(Span(start, found.sentence.end))
    listed = re.search(_LISTED, sentence, re.I) is not None
    return listed or re.search(_SUM, rest, re.I) is not None


def _block(page: Page, sentence: Span) -> Span:
    for block in page.document.blocks:
        if block.span.start <= sentence.start < block.span.end:
            return block.span
    return sentence


EXAMPLES = (
    speaks(
        "Fees that may be added",
        "Every ride has its fare. «Additional fees may apply» in the evening.",
        genre="price",
        says="how much more, nobody can tell",
    ),
    speaks(
        "A fee without its sum",
        "You can give a parcel back within 14 days. In that case «a small handling fee» is taken "
        "off what you get.",
        genre="terms",
        says="a fee, and no sum",
    ),
    speaks(
        "The tax comes on top",
        "All of our «prices do not include VAT» and customs.",
        genre="price",
        says="is another one",
    ),
    speaks(
        "Whatever it costs by then",
        "Your plan goes on for another year at the «then-current price», unless you write to us.",
        genre="terms",
        says="nobody can know now",
    ),
    speaks(
        "A price only for those who ask",
        "For shops that send more than fifty parcels a day: «contact us for pricing».",
        genre="price",
        says="kept back from who reads",
    ),
    silent(
        "The fee has its sum",
        "If you cancel after the courier has set out, a cancellation fee of £4 is charged. "
        "Additional fees may apply: £2 on Sundays, £3 for more than 20 kg.",
        genre="price",
    ),
    silent(
        "It says where the fees are listed",
        "Additional fees may apply in some towns; see the price list below. A booking fee may be "
        "added, which you see before you pay.",
        genre="terms",
    ),
    silent(
        "Tax with its rate",
        "Prices do not include VAT at 20 %.",
        genre="price",
    ),
    silent(
        "A plan with its period",
        "The Sender plan costs £9 a month. Rooms cost £80 per night, breakfast included.",
        genre="price",
    ),
    silent(
        "What others charge is not our price",
        "Your bank may charge you an additional fee. Your mobile operator's data rates may apply.",
        genre="terms",
    ),
    silent(
        "A plan speaks to ourselves",
        "Additional fees may apply to big senders from May; Ines works out how much.",
        genre="plan",
    ),
    unsure(
        "Up to",
        "Book early and «save up to 40 %» on every parcel in spring.",
        genre="launch",
        says="who saves that",
    ),
)
