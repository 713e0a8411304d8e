"""What do we measure and tell that matters only to ourselves?

Why it matters: A plan is kept where it is measured. If every figure in it is ours, nobody notices
when those we serve are worse off; and a customer who reads our figures learns what we look at.
How it decides: In a plan, strategy, roadmap or review it finds the measures (a figure or a target
beside what it counts) and parts ours (revenue, sign-ups, retention, cost, market share) from those
of the people served (what arrived, waited, was answered, saved, works for them). It speaks once
where at least five are ours and none theirs, and tells the share. In what is said to customers and
in personas it finds our own measures as reasons (a north star metric, business needs), our awards
in an answer to a complaint, harm that is weighed by what it does to our business, pains of ours
without their fruit, and, unsure, our joy and our gain.
When it stays silent: On prices, terms and release notes; where one measure in a plan is an outcome
of somebody served; on figures of the reader's own; on harm to another firm; on work whose fruit is
told. With three or four measures it is unsure.
Source: A measure of success is the customer's outcome or it is ours; interval by Wilson (1927).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from troth.extend.prose import Hit, Page, ProseCard, Strength, silent, speaks, unsure
from troth.patterns import later
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", status="preview", options={"speaks_at": 5, "unsure_at": 3})

_PLANS = frozenset({"plan", "strategy", "roadmap", "review"})
_SILENT = frozenset({"price", "terms", "release", "handbook", "agenda", "questions"})
_FIGURE = later(
    r"(?<![\w.#-])(?:[€$£]\s?)?\d[\d,. ]*(?:%|k\b|m\b|bn\b|x\b|percent|per cent|million|billion|pp\b)?|"
    r"\b(?:double|triple|halve)\b",
    re.I,
)
_AIM = later(
    r"\b(?:increase|grow|raise|lift|reach|hit|achieve|reduce|cut|lower|decrease|drive|improve|double|triple|"
    r"halve|from \S+ to|to \d|target|goal|kr\d?|objective|at least|by (?:q[1-4]|end of|20\d\d)|%|yoy|qoq)\b|[€$£]\s?\d",
    re.I,
)
_OURS = later(
    r"\b(?:revenue|arr|mrr|acv|gmv|ebitda|margins?|profits?|bookings|pipeline|quota|sales|deals?|"
    r"conversions?|sign-?ups?|installs?|downloads?|activations?|dau|mau|wau|active (?:users|accounts)|"
    r"retention|churn|nrr|grr|renewal rate|upsells?|cross-?sells?|expansion|market share|share of voice|"
    r"leads?|mqls?|sqls?|traffic|page ?views|sessions|impressions|followers|subscribers|logos|take rate|"
    r"arpu|aov|ltv|cac|costs?|headcount|velocity|win rate|utili[sz]ation|engagement|adoption|penetration|"
    r"valuation|runway|burn|opportunit(?:y|ies)|attach rate|new customers|customers acquired)\b",
    re.I,
)
_THEIRS = later(
    r"\b(?:on time|late|wait(?:s|ing|ed)?|answered|resolved|repl(?:y|ies|ied)|first response|response time|"
    r"time to (?:value|resolution|answer|first \w+)|delivered|arrive[sd]?|complaints?|refund(?:s|ed)?|"
    r"(?:they|customers?|users?|members?|couriers?|drivers?|patients?|guests?|people|shops?|hosts?|sellers?|students?|"
    r"parents?|agencies|developers?) (?:who |that )?(?:can|save|saved|saves|earn|earned|get|got|finish|finished|reach|reached|"
    r"complete|completed|succeed|recover|sleep|learn|return|need|no longer|say|said|told|recommend)|"
    r"satisf\w+|csat|nps|happ(?:y|ier|iness)|uptime|availability|outages?|errors?|bugs?|crash\w*|downtime|latency|"
    r"load time|accessib\w+|accuracy|safety|injur\w+|pay(?:out)?s? (?:within|on)|promises? kept|first[- ]time|"
    r"minutes? (?:less|fewer|saved)|hours? (?:less|fewer|saved)|broken promises?|kept)\b",
    re.I,
)
_TABLES = {
    "ours": r"""
        north star, north-star :: (?:our |the )?north[- ]star (?:metric|goal|kpi)s?
        loyalty curve, value curve :: (?:up|along) the (?:loyalty|value|maturity) curve
        leading indicator :: (?:is|be|as|are) (?:treated as )?an? leading indicator(?: of (?:retention|churn|revenue))?
        predictor :: (?:strongest|best|main) predictor of (?:week|month|day|\w+)[- ]?\d* ?(?:retention|churn|revenue|conversion)
        test raising, testing, trial, try raising, test lowering, test increasing, test reducing :: (?:test|testing|try|trial) (?:raising|lowering|increasing|reducing) (?:the |their )?(?:threshold|fee|commission|price|quota|target)s?[^.;]{0,60}
        maximi, minimi :: maximi[sz](?:e|ing) (?:utili[sz]ation|engagement|retention|conversion|monetis?z?ation|revenue|yield)
    """,
    "reason": r"""
        strategic, commercial reason, operational reason, operational need, business reason, business need, business prior, business requirement, business decision, business consideration :: (?:due to|for|because of|owing to|driven by|given|following) (?:our |changing |current |internal |evolving |certain )*(?:business|strategic|commercial|operational)(?: and (?:business|strategic|commercial|operational))? (?:reasons?|needs|requirements|priorities|considerations|decisions?|realignment)
        as part of our, as part of the company, in line with our, in line with the company, align with our, aligns with our, consistent with our, reflect our, reflects our :: (?:as part of|in line with|aligns? with|to align with|consistent with|reflects?) (?:our|the company's) (?:\w+ ){0,2}(?:strateg(?:y|ic (?:goals|priorities|direction|plan|vision))|growth plans?|long-term vision|priorities|objectives)
        core business, core product, core offering, core competenc, focus on, concentrate on, focus more, focus our :: (?:so (?:that )?we can|in order to|to|allow(?:s|ing)? us to|lets us) (?:better |fully )?(?:focus|concentrate) (?:our \w+ )?(?:on|more on) (?:our )?(?:core (?:business|products?|offering|competenc\w+)|strategic \w+|growth|higher[- ](?:value|margin) \w+)
    """,
    "award": r"""
        award, prize, ranked, rated, voted :: (?:our \w+|we|they)(?: \w+){0,2} (?:have |has |are |is |was |were |been |just |recently |proudly )*(?:won|received|awarded|named|voted|ranked)(?: \w+){0,6}? (?:award|prize|accolade)s?(?: for [^.;]{3,60})?
    """,
    "harm": r"""
        catastrophic, damaging, harmful, detrimental, costly, critical, material, disastrous :: (?:catastrophic|damaging|harmful|detrimental|costly|critical|material|disastrous) (?:\w+ )?(?:to|for) (?:us|our (?:business|brand|reputation|revenue|company)|the (?:business|company)|(?-i:[A-Z])[\w.-]+ (?:Corporation|Inc|Ltd|LLC|GmbH))
        the business, our business, bottom line, revenue, brand, reputation :: (?:impacts?|affects?|hurts?|harms?|disrupts?|damages?)(?: on)? (?:the|our) (?:business|bottom line|revenue|brand|reputation)(?! days| hours| account| plan| tier| customer)
    """,
    "effort": r"""
        hard, tireless, around the clock, round the clock, diligent, day and night :: (?:(?:our|my) (?:\w+ ){0,2}(?:teams?|staff|engineers|colleagues|people)(?: members)?(?: \w+){0,3} (?:work(?:s|ed|ing)?)|we(?:'ve| have|'re| are)? (?:been )?work(?:ed|ing)) (?:very |incredibly |so |really |extremely )?(?:hard|tirelessly|around the clock|round the clock|diligently|day and night)(?= to (?:bring|take|ensure|make sure|deliver|provide|give|improve|get|make|serve|resolve|fix|address)\b(?! (?:\w+ ){0,3}(?:docs|documentation|examples|page|app|report|guide))|[.,;!]| on (?:this|it|that)\b)
        hard work, dedication, efforts :: (?:the |all the )?(?:hard work|dedication|tireless efforts?)(?: and (?:hard work|dedication|commitment|efforts?|professionalism))? (?:that )?(?:our|the) (?:staff|teams?|colleagues|people|crews?|drivers|engineers) (?:have |has )?(?:put|shown|made|given)
    """,
    "pride": r"""
        proud, pride :: (?:we|i)(?:'re| are|'m| am)? (?:all |so |very |incredibly |immensely |extremely |truly |especially )*proud (?:to (?!\w+ (?:you|your)|continue|offer|release|present|announce|introduce|share|launch)|of (?:our|the|this|what we)|that we)[^.;!]{0,60}
        milestone, celebrat, anniversary, time for us, step for us :: (?:an? |this |another )?(?:big |huge |major |important |exciting |significant |proud )+(?:milestone|moment|step|time|day|chapter) for (?:us|our (?:company|team|business|organi[sz]ation)|everyone (?:here )?at)|(?:we(?:'re| are)? )?celebrat(?:e|es|ing) (?:our|\w+ years)[^.;!]{0,40}
        investors, shareholders :: our (?:investors|shareholders|backers)(?: and [^.;,]{3,30})?
        grown, growth :: (?:we(?:'ve| have)|our (?:team|company|business) has) grown (?!to\b|used|fond|tired|accustomed)[^.;!]{3,60}|our (?:rapid |continued |incredible |strong )?growth
    """,
    "gain": r"""
        help us, helps us, helping us, allow us to, allows us to :: (?:help(?:s|ing)?|allow(?:s|ing)?) us (?:to )?(?:gain (?:traction|market|customers|users)|grow (?:the|our) (?:business|revenue|company)|increase (?:our )?(?:revenue|sales|margins?)|raise (?:our )?(?:revenue|funds)|cut (?:our )?costs|reduce (?:our )?(?:costs?|overhead|workload|support)|save (?:us )?(?:money|costs)|remain profitable|stay profitable)
        easier for us, cheaper for us, simpler for us :: (?:mak(?:e|es|ing) it |is |be )(?:much |far )?(?:easier|cheaper|simpler|more efficient) for us to
        provides us, gives us, giving us, providing us :: (?:provid(?:es|ing)|giv(?:es|ing)) us (?:with )?(?:\w+ ){0,2}(?:predictability|revenue|income|leverage|cash ?flow|margin)(?: and \w+)?
        lucrative, profitable :: (?:\w+ )?(?:lucrative|profitable|high-margin) (?:market segments?|segments?|markets?|customers|clients|opportunit(?:y|ies)|accounts)
    """,
    "boast": r"""
        billion, million :: (?:garnering|amassing|boasting|racking up|generating|surpassing) (?:over |more than |nearly |almost |some )?[\d.,]+ (?:billion|million) [^.;]{3,70}
        raised :: (?:we|(?-i:[A-Z])\w+)(?: have| has|'ve|'s)?(?: just| recently| successfully)? raised (?:over |an? )?[€$£]?[\d.]+ ?(?:m|million|billion|bn)[^.;]{0,60}
        our revenue, our arr, valuation, market share, our sales, record :: (?:our|record|a record) (?:revenue|arr|valuation|market share|sales)(?: \w+){0,3} (?:grew|has grown|increased|rose|doubled|tripled|reached|hit|exceeded)[^.;]{0,50}|record (?:revenue|quarter|growth|profits?)
    """,
}  # fmt: skip
_WORDED = Worded(_TABLES)
PARTS = (*_WORDED.words, *"0123456789", "double", "triple", "halve")
_SAYS = {
    "ours": "“{quote}” – a measure of ours; what is it for the one it is about?",
    "reason": "“{quote}” – a reason that matters to us; she is not told one that matters to her.",
    "award": "“{quote}” – our prize is no answer to what she wrote.",
    "harm": "“{quote}” – the harm is weighed by what it does to us.",
    "effort": "“{quote}” – our pains are no news; what came of them for her is.",
    "pride": "“{quote}” – our own joy; what is in it for her?",
    "gain": "“{quote}” – what it does for us; what does it do for her?",
    "boast": "“{quote}” – a figure of a firm's own size; it says nothing to who reads.",
}
_INSTEAD = {
    "ours": "say what becomes better for them, and how they would notice",
    "reason": "say the reason as it is, and what it means for her",
    "award": "answer what she wrote, and leave the prize out",
    "harm": "weigh it by what customers cannot do, how many, and for how long",
    "effort": "say what is done now, and what is not yet",
    "pride": "leave it out, or say what she can do now",
    "gain": "say what it is for those who pay for it, or leave it out",
    "boast": "say what those people could do before, and can do now",
}


def judge(page: Page) -> Iterable[Hit]:
    """One finding on the measures of a plan, or one for each of our measures told outside."""
    if page.genre in _PLANS:
        yield from _plan(page)
    elif page.genre not in _SILENT:
        yield from _outside(page)


def _outside(page: Page) -> Iterator[Hit]:
    for found in _WORDED.met(page):
        if not _speaks_here(found.name, page.genre):
            continue
        yield Hit(
            span=found.span,
            says=_SAYS[found.name],
            instead=_INSTEAD[found.name],
            status="unsure" if found.name in ("boast", "pride", "gain") else "speaks",
            strength=Strength("rule", 1, "sentence", "measures and reasons of our own"),
            next="Ask what she would want to know in this place.",
            would_change="What it means for the one who reads, in the same sentence.",
        )


def _speaks_here(name: str, genre: str | None) -> bool:
    """A prize is amiss in an answer; our size in a story; our measures in a persona and outside."""
    if name == "award":
        return genre in ("reply", "apology", "letter", "status")
    if name == "gain":
        return genre in ("launch", "change", "letter", "reply", "apology", "status")
    if name == "pride":
        return genre in ("launch", "change", "price", "letter", "release", "post", "status")
    if name == "boast":
        return genre in ("story", "reply", "apology", "change", "letter", "status")
    return genre is not None


def _plan(page: Page) -> Iterator[Hit]:
    ours, theirs = [], 0
    for span in page.sentences:
        words = page.words(span)
        if not _FIGURE.search(words):
            continue
        if _THEIRS.search(words):
            theirs += 1
        elif _OURS.search(words) and _AIM.search(words):
            ours.append(span)
    options = page.options
    if theirs or len(ours) < _whole(options.get("unsure_at"), 3):
        return
    from troth.stats.rates.proportions import wilson

    interval = wilson(0, len(ours))
    yield Hit(
        span=ours[0],
        says=f"This {page.genre} has {len(ours)} measures, and none of them (0 %) is an outcome of "
        "those it is for.",
        instead="add what becomes better for one of them, by how much, and by when",
        status="speaks" if len(ours) >= _whole(options.get("speaks_at"), 5) else "unsure",
        strength=Strength(
            "rate",
            len(ours),
            "measures",
            "words beside figures, Wilson 95 %",
            0.0,
            interval.low,
            interval.high,
        ),
        next="Ask one customer by what she would notice that the plan has worked.",
        would_change="One measure that a customer would recognise as her own.",
        more=tuple(ours[1:20]),
        data={"whole": True, "ours": len(ours), "theirs": 0},
    )


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


EXAMPLES = (
    speaks(
        "A plan of our own figures",
        "Plan for the spring\n\n"
        "«Grow revenue by 20 %.» Reach 400 new sign-ups by Q2. Cut cost per lead to £9. Lift "
        "conversion from 3 to 4 %. Raise retention to 85 %.",
        genre="plan",
        says="has 5 measures, and none of them",
    ),
    speaks(
        "A reason that is ours",
        "From May the counter in Hull is closed «due to business needs».",
        genre="letter",
        says="a reason that matters to us",
    ),
    speaks(
        "A prize in an answer",
        "You waited for four hours. «Our drivers have won the Gold Wheel award for service». Please "
        "book again.",
        genre="reply",
        says="no answer to what she wrote",
    ),
    speaks(
        "A persona measured by us",
        "We met nine riders. Rosa's trips a week are «the north star metric».",
        genre="persona",
        says="a measure of ours",
    ),
    silent(
        "One measure is theirs",
        "Grow revenue by 20 %. Reach 400 new sign-ups by Q2. Cut cost per lead to £9. Lift "
        "conversion to 4 %. Raise retention to 85 %. 97 of 100 parcels arrive on time by May.",
        genre="plan",
    ),
    silent(
        "Figures without an aim",
        "In 2024 we had 12 vans. Ines joined on 3 May. The lease ends in 2027. Room 4 is free.",
        genre="plan",
    ),
    silent(
        "A reason that is hers",
        "From May the counter in Hull is closed: on most days nobody came. You get your parcels at "
        "the door instead, at the same price.",
        genre="letter",
    ),
    silent(
        "Harm to somebody else, in the news",
        "In April a breach at another firm was costly to Northgate, and its shops were shut.",
        genre="status",
    ),
    silent(
        "Work of which the fruit is told",
        "The Hull desk has worked hard on the labels: you print one in two steps, without an account.",
        genre="launch",
    ),
    unsure(
        "What it does for us",
        "From May all plans are paid by the year, which «gives us more predictability».",
        genre="letter",
        says="what it does for us",
    ),
    silent(
        "A prize told where it is news",
        "Our drivers have won the Gold Wheel award for service.",
        genre="launch",
    ),
    silent(
        "Your business",
        "If a late parcel hurts your business, ring Ines. The outage affects the Business plan.",
        genre="letter",
    ),
    unsure(
        "Three measures are little to go on",
        "«Grow revenue by 20 %.» Reach 400 new sign-ups by Q2. Cut cost per lead to £9.",
        genre="strategy",
        says="has 3 measures",
    ),
)
