"""Where do customers read the language of our office?

Why it matters: A word from inside keeps people outside. Nobody has a “pain point” of her own, and
whoever reads “degraded performance” still does not know whether her parcel comes.
How it decides: It finds words of planning that customers never use of themselves (pain points,
touchpoints, north star metric, jobs to be done), words of operations in a notice to everybody
(degraded performance), and chains of deeds made into nouns (“the mediation of the conclusion of
contracts”). Each is told once.
When it stays silent: In plans, handbooks and texts of unknown kind; words of operations in texts
for those who build software; “leverage” in personas and in what peers tell one another; in
headings; words that are explained in the same sentence, quoted, or plain enough by now
(onboarding, best practice). It is unsure about what some customers say themselves (leverage,
utilise, data-driven).
Source: Words met in public texts of several firms.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, Strength, silent, speaks, unsure
from troth.text.audience import is_technical
from troth.text.worded import Worded, Wording

CARD = ProseCard(severity="info", status="trial")
TRIGGERS = None

_TO_CUSTOMERS = frozenset(
    {"launch", "price", "terms", "reply", "letter", "questions", "persona", "story", "post",
     "release", "status", "change", "apology"}
)  # fmt: skip
_DEED = (
    r"(?!(?:infor|applic|organi[sz]|oper|loc|public|regul|public|corpor|gener|popul|situ|found|dur|"
    r"st|n|rel|not|viol|quot|el|rat)ation|(?:cond|pos|ed|trad|add|pet)ition|function|section|fraction|transaction|"
    r"direction|version|permission|commission|agreement|moment|department|document|payment|segment|"
    r"element|instrument|statement|supplement|requirement)"
    r"[a-z]{3,}(?:ation|ition|ution|usion|ision|ission|ction|ment)s?"
)
_TABLES = {
    "office": r"""
        north star, north-star :: north[- ]star (?:metric|goal|kpi)s?
        pain points, pain-points :: (?:customer |user |key |main )?pain[- ]points?
        jobs to be done, jobs-to-be-done :: jobs[- ]to[- ]be[- ]done
        touchpoint, touch-point, touch point :: (?:customer |key |digital |all )?(?-i:t)ouch[- ]?points?
        churn :: (?:key )?(?:drivers?|reasons?|causes?) (?:of|for) churn|churn (?:risk|rate|drivers?)
        levers :: (?:engagement|growth|retention|pricing|monetis?z?ation) levers?
        synerg :: synerg(?:y|ies|istic(?:ally)?)
        value-add, value add, value proposition :: value[- ]adds?|value[- ]added (?:services?|solutions?|offerings?)|(?:unique )?value propositions?
        low-hanging, needle, boil the ocean, circle back :: low[- ]hanging fruits?|move the needle|boil the ocean|circle back
        operationali, productioni, incentivi :: operationali[sz]\w*|productioni[sz]\w*
        learnings :: (?:key |our |the |some |these )learnings
        leverag :: (?-i:l)everag(?:e|es|ing)
        utilis, utiliz :: utili[sz](?:e|es|ing)(?! (?:rate|ation))
        actionable, omnichannel, omni-channel, ideat, solutioning :: actionable insights?|omni-?channel|ideat(?:e|ion)|solutioning
        digital transformation, stakeholder, mindshare, enablement :: digital transformation|key stakeholders|mindshare|customer enablement
        paradigm, thought lead, best-of-breed :: paradigm shifts?|thought leader(?:s|ship)?|best[- ]of[- ]breed
        value chain, value stream, go-forward, deep dive, double-click :: (?:on a )?go[- ]forward basis|double[- ]click on (?:this|that)
        deactivation event, wallet :: deactivation events?|share of wallet
        deliverables, granularity :: (?:key |main |our |the )?deliverables|(?:level of )?granularity
        data-driven, data driven :: data[- ]driven (?:decisions?|decision[- ]making|insights?|approach(?:es)?)
        optimi, maximi :: (?:optimi|maximi)[sz](?:e|es|ing) (?:our |your |the |their )?(?:impact|outcomes|synergies)
        stakeholders :: (?:value|benefits?|outcomes?) (?:to|for) (?:our|their|all|its) stakeholders
        customer-cent, customer cent :: customer[- ]cent(?:ered|red|ric)
        customer-centric, journey :: end[- ]to[- ]end (?:customer )?journeys?|customer[- ]centricity
    """,
    "operations": r"""
        degraded, degradation :: degraded(?: \w+)? performance|performance degradation|degradation of (?:service|performance)
        elevated :: elevated (?:error|failure|latency|response|api)(?: \w+)?(?: rates?| times?| levels?)?
        infrastructure-level, hardware-related, network-related, connectivity :: (?:infrastructure|hardware|network|software)-(?:level|related) (?:\w+ ){0,2}?(?:issues?|changes?|problems?|incidents?|failures?)|(?:database|network|upstream) connectivity
        component :: (?:core|network|upstream|underlying|backend|infrastructure) components?
        5xx :: 5xx (?:errors?|responses?|rates?)
        latency, latencies :: (?:increased|high|higher|elevated) latenc(?:y|ies)
    """,
    "chain": rf"""
        tion of, sion of, ment of, tions of :: {_DEED} of (?:the |an? |any |our |your )?{_DEED} of (?:the |an? |any |our |your )?[a-z]{{3,}}
    """,
}  # fmt: skip
_NOTICES = frozenset({"status", "reply", "letter", "apology", "post", "change", "release"})
_BUILDERS = (
    *("leverage", "leverages", "leveraging", "utilise", "utilises", "utilising", "utilize"),
    *("utilizes", "utilizing", "granularity", "decisions", "decision-making", "insights"),
)
"""Ends of words that those who build software use without a thought."""
_COMMON = ("leverag", "utilis", "utiliz", "optimi", "maximi", "data")
"""How words begin that some customers say themselves."""
_WORDED = Worded(_TABLES)
_SAYS = {
    "office": "“{quote}” – a word of our office; nobody outside says it of herself.",
    "operations": "“{quote}” – what does that mean for the one who waits?",
    "chain": "“{quote}” – deeds made into nouns; who does what?",
}
_INSTEAD = {
    "office": "say it as a customer would: what hurts, what she is about to do, when she left",
    "operations": "say what she can and cannot do now: “files come back slowly”",
    "chain": "say who does what to whom, with a verb",
}


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each word of the office, told once."""
    if page.genre not in _TO_CUSTOMERS:
        return
    found: dict[str, list[Wording]] = {}
    for each in _WORDED.met(page):
        if not _cleared(page, each):
            found.setdefault(page.words(each.span).lower().split()[-1], []).append(each)
    for places in found.values():
        yield _hit(page.words(places[0].span).lower(), places)


def _hit(words: str, places: list[Wording]) -> Hit:
    name = places[0].name
    return Hit(
        span=places[0].span,
        says=_SAYS[name],
        instead=_INSTEAD[name],
        status="unsure" if words.startswith(_COMMON) else "speaks",
        strength=Strength("rule", len(places), "places", "words of the office"),
        next="Ask somebody who never worked here to say it in her own words.",
        would_change="A plain word, or its meaning in the same sentence.",
        more=tuple(each.span for each in places[1:20]),
    )


def _cleared(page: Page, found: Wording) -> bool:
    words = page.words(found.span).lower()
    if words.startswith(("leverag", "utilis", "utiliz")) and page.genre in ("story", "persona"):
        return True
    if found.name == "operations" and page.genre not in _NOTICES:
        return True
    if (found.name == "operations" or words.endswith(_BUILDERS)) and is_technical(
        page.document.prose
    ):
        return True
    if found.name != "office":
        return False
    heading = any(
        block.kind == "heading" and block.span.start <= found.span.start < block.span.end
        for block in page.document.blocks
    )
    label = len(page.words(found.sentence).split()) <= 3
    return heading or label or page.genre in ("terms", "release")


EXAMPLES = (
    speaks(
        "A word of planning, sent to customers",
        "We have looked at the «touchpoints» between you and our drivers.",
        genre="launch",
        says="a word of our office",
    ),
    speaks(
        "Operations, told to everybody",
        "Since nine there is «degraded performance» at the counters in Hull.",
        genre="post",
        says="the one who waits",
    ),
    speaks(
        "Deeds made into nouns",
        "Kestrel acts for the «facilitation of distribution of parcels» between shops and couriers.",
        genre="terms",
        says="who does what",
    ),
    silent(
        "Inside the house",
        "The pain points of the north are rain and stairs. Our north star metric is trips.",
        genre="plan",
    ),
    silent(
        "For those who build software",
        "The API had elevated error rates. Developers saw degraded performance of the database; "
        "the cluster was moved to another server.",
        genre="release",
    ),
    silent(
        "Told among peers",
        "We were leveraging the old sorting belt for a year, and then it broke.",
        genre="story",
    ),
    silent(
        "Quoted",
        "One rider wrote: “They call my suspension a deactivation event, and I had to look it up.”",
        genre="post",
    ),
    unsure(
        "Some say it themselves",
        "You can «leverage» the new counters in Hull for parcels that come back.",
        genre="launch",
        says="a word of our office",
    ),
)
