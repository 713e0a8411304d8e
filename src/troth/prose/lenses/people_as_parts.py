"""Where do we speak of people as if they were parts?

Why it matters: Who is “supply” is not asked, who is a “churner” is not missed, and who can be
“deprioritised” is not told. What people are called shows before long in how they are treated.
How it decides: It finds words for stock, livestock and machines that are said of people: supply
of drivers, supply hours, a base that generates requests, whales and minnows, dead wood, warm
bodies, eyeballs, new logos, churners, low-value customers; and deeds that one does to things:
to prune, milk, squeeze, monetise or deprioritise customers, drivers, sellers.
When it stays silent: Where the thing is a thing: the supply of water, supply chains, whales in
the sea, the logo on the van, a user base that grows; on what somebody else says, in quotation
marks. It is unsure about “headcount” of those who are served and about “utilisation” of people.
Source: Each word was read in plans, handbooks and texts to customers before it was put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, Strength, silent, speaks, unsure
from troth.text.worded import Worded, Wording

CARD = ProseCard(severity="warning", status="preview")

_SIDE = (
    r"(?:driver|courier|rider|host|seller|merchant|cleaner|carer|tutor|nurse|sitter|teacher|"
    r"freelancer|creator|worker|shopper|walker|partner|vendor|provider|doctor|therapist)"
)
_WHO = (
    rf"(?:customers|clients|users|members|guests|patients|passengers|subscribers|buyers|shoppers|"
    rf"students|parents|residents|tenants|people|accounts|{_SIDE}s)"
)
_OF = r"(?:(?:these|those|our|the|all|inactive|small|smaller|new|existing|free|unprofitable|older) ){0,2}"
_TABLES = {
    "stock": rf"""
        supply :: {_SIDE}(?:[- ]side)? supply(?! (?:chain|cupboard|store|shop|room|list|closet))
        supply :: supply (?:base(?=[ .,;:)]|$)|hours|liquidity|acquisition|churn|pool of {_WHO})
        supply :: (?:(?:un)?lock|acquire|onboard|activate|reactivate|grow|recruit|incentivi[sz]e) (?:(?:more|new|fresh|additional|idle|latent) )+supply(?! (?:chain|of (?!{_WHO})))
        supply :: supply of (?:new |good |available |active )?{_WHO}
         inventory,  stock :: {_SIDE} (?:inventory|stock)(?! (?:control|levels?|management|system|app|sync|list|tool|count|photo|data|feed))
        base gen, base yield, base produc, base convert, base monet, base deliver, base throw, base spend, base that :: (?:user|customer|member|subscriber|{_SIDE}) base (?:that )?(?:generates?|yields?|produces?|converts?|monetises?|monetizes?|delivers?|throws off|spends?)
        warm bodies, in seats, on seats :: warm bodies|(?:bums|butts) (?:on|in) seats
        eyeballs :: (?:more|new|capture|captures|attract|attracts|drive|drives|monetis\w+|monetiz\w+|sell|sells|of|million|thousand|get|gets|buy) eyeballs
        logos :: (?:net[- ])?new logos|logo (?:churn|retention|acquisition)|(?:land|landed|landing|win|winning|won|close|closed|closing|lost|churned) (?:\w+ )?logos
        new logo :: new logo (?:(?:closed-won|acv|arr|bookings|accounts?|acquisition|business|deals?|customers?|sales|pipeline|growth|revenue|goals?|targets?) ?)+
    """,
    "kind": rf"""
        churners :: churners
        whales, minnows :: (?:our|the|find|hunt|land|chase|a few|big|paying|spending|few) whales(?! (?:watch|in the (?:sea|bay|ocean)|of the))|minnows
        dead :: dead ?-?wood
        low-, low value, low margin, low quality, low perform, zero-, negative- :: (?:low|zero|negative)[- ](?:value|margin|quality|performing|potential|yield|spend|acceptance|engagement) (?:{_WHO}|(?-i:[A-Z][a-z]+s\b))
        unprofitable, worthless :: (?:unprofitable|worthless|junk|deadbeat|freeloading) {_WHO}
        freeloaders, tyre, tire, bottom-feeders, deadbeats :: freeloaders|ty?i?re[- ]kickers|bottom[- ]feeders|deadbeats
        cash cow, cattle, fodder :: cash cows?|(?:cannon )?fodder for
        share of wallet, wallet share :: (?:our |their |more |higher |greater )?(?:share of wallet|wallet share)
        human capital, resource units :: human capital|resource units
    """,
    "deed": rf"""
        monetis, monetiz :: moneti[sz](?:e|es|ing) {_OF}{_WHO}
        milk, squeez, harvest, cull, prun, purg, dump, weed, shed, flush, offload :: (?:to |we |will |can |should |must |then |and |by )(?:milk|milking|squeeze|squeezing|harvest|harvesting|cull|culling|prune|pruning|purge|purging|dump|dumping|weed out|weeding out|shed|shedding|flush out|flushing out|offload|offloading) {_OF}{_WHO}(?! (?:from (?:the )?(?:list|table|database|cache|dashboard)|records?|data|accounts? table))
        prioriti :: (?:(?:{_WHO}|(?-i:[A-Z][a-z]+s)) (?:can|could|will|should|may|must|are|get)(?: be)? (?:deprioriti[sz]ed|throttled|managed out)|(?:to |we |will |can |should )deprioriti[sz]e {_OF}{_WHO})
        extract :: (?:to |we |will |can |and )(?:extract|extracting) (?:more |additional |maximum |extra )?(?:value|revenue|money|spend|margin) (?:from|out of) {_OF}{_WHO}
        loyalty curve, funnel, value chain, value curve, ladder, pipeline :: (?:move|push|drive|nudge|funnel|herd) (?:{_OF}{_WHO}|(?-i:[A-Z][a-z]+)|him|her|them) (?:up|down|along|through|into) (?:the |our )(?:\w+ )?(?:loyalty curve|funnel|value chain|value curve|ladder|pipeline)
        burn, churn :: (?:to |we |will |can )burn through {_OF}(?:{_WHO}|leads)
    """,
    "doubt": rf"""
        headcount :: (?:customer|client|patient|guest|student|resident|passenger|{_SIDE}) headcounts?
        utilis, utiliz :: (?:{_SIDE}|agent|staff|people|human) utili[sz]ation|maximi[sz]e utili[sz]ation of {_WHO}
        client unit, customer unit, human unit, business unit, driver unit, courier unit, client business :: (?:customer|client|human|{_SIDE}) (?:business )?units?
    """,
}  # fmt: skip
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_SAYS = {
    "stock": "“{quote}” – these are people, counted as stock.",
    "kind": "“{quote}” – a name for people that nobody would give herself.",
    "deed": "“{quote}” – this is done to things; it is said of people.",
    "doubt": "“{quote}” – are these people?",
}
_INSTEAD = {
    "stock": "say who they are: drivers, couriers, hosts, customers, and how many of them",
    "kind": "say what they do or do not do, and why: “customers who left in March”",
    "deed": "say what you will do for them, and what they would say to it",
    "doubt": "where they are people, call them what they call themselves",
}

_SERVES = rf"\b{_SIDE}s?\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each wording that counts, names or handles people as things.

    A wording that returns is told once, with the other places.
    """
    found: dict[str, list[Wording]] = {}
    for each in _WORDED.met(page):
        words = page.words(each.span).lower()
        if not words.startswith("supply") or re.search(_SERVES, page.document.prose, re.I):
            found.setdefault(words, []).append(each)
    for first, *others in found.values():
        yield Hit(
            span=first.span,
            says=_SAYS[first.name],
            instead=_INSTEAD[first.name],
            status="unsure" if first.name == "doubt" else "speaks",
            strength=Strength("rule", 1 + len(others), "places", "words for things said of people"),
            next="Read the sentence aloud to one of them.",
            would_change="A word that they would use of themselves.",
            more=tuple(each.span for each in others[:20]),
        )


EXAMPLES = (
    speaks(
        "Drivers as supply",
        "Before winter we must find more «driver supply» in the north.",
        genre="plan",
        says="counted as stock",
    ),
    speaks(
        "A base that generates",
        "Our «member base generates» three bookings a minute.",
        genre="story",
        says="counted as stock",
    ),
    speaks(
        "What is done to things",
        "In May we stop the discounts «and prune unprofitable customers».",
        genre="plan",
        says="done to things",
    ),
    speaks(
        "A name nobody gives herself",
        "The «churners» of last spring were mostly shops with one courier.",
        genre="review",
        says="nobody would give herself",
    ),
    silent(
        "Things that are things",
        "The supply of water was cut for an hour. Our supply chain runs through Hull, and the "
        "supply base at the harbour is closed on Sundays. The new logo is on all vans.",
        genre="post",
    ),
    silent(
        "Whales in the sea",
        "Guests on the morning boat see blue whales in June, and the whales in the bay all year.",
        genre="launch",
    ),
    silent(
        "People called what they are",
        "We need 40 more drivers in the north. Three customers left in March; Ines rang each.",
        genre="plan",
    ),
    silent(
        "Somebody else's words",
        "One courier said: “They call us driver supply, and we have read it.”",
        genre="review",
    ),
    silent(
        "Trees and lists",
        "We prune the apple trees in March. We purge customers from the list of those who asked "
        "to be left alone.",
        genre="handbook",
    ),
    silent(
        "A user base that grows, and stock in a shop",
        "Our user base has grown by a third. The merchant inventory system was down for an hour.",
        genre="post",
    ),
    unsure(
        "Units that may be people",
        "Each «client unit» gets its own budget.",
        genre="plan",
        says="are these people",
    ),
)
