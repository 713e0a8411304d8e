"""Which sentence could any rival print word for word?

Why it matters: A sentence that would be as true under any other name says nothing about us. Who
reads three of them stops reading, also where something is said.
How it decides: It finds the formulas of self-praise and of concern that are bound to no deed (“we
take X seriously”, “X is our top priority”, “we pride ourselves on”, “we value your custom”, “our
mission is to empower”) and the words of praise that everybody uses (best-in-class, seamless,
world-class, unparalleled). A formula speaks by itself. A word of praise speaks only where the
sentence says nothing else: no number, no name, and hardly a word that belongs to this firm alone.
When it stays silent: In plans, reviews, agendas, handbooks and personas; where a number, a date, a
name or a deed stands in the same clause, or a measure beside “than ever”; where the formula is the
reason for what follows, or a belief said as one; on what a customer says; on questions. It is
unsure about friendly endings (“we can't wait to hear from you”).
Source: Formulas read in apologies, status posts, launches and replies of several firms; the test
of a claim is whether a rival would print its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.served import words as listed
from troth.text.worded import Worded, Wording

CARD = ProseCard(severity="warning", status="preview")

_US = r"(?:we|(?-i:[A-Z][\w&.'-]+)(?: (?-i:[A-Z][\w&.'-]+)){0,2}|our (?:\w+ )?(?:team|company|staff|people|firm)|here at \w+,? we)"
_GOOD = (
    r"(?:exceptional|excellent|outstanding|unparalleled|unrivalled|unrivaled|unmatched|superior|"
    r"great|amazing|world[- ]class|best[- ]in[- ]class|first[- ]class|top[- ](?:quality|notch)|"
    r"high(?:est)?[- ]quality|premium|seamless|stable|reliable|best|finest|highest|memorable|"
    r"innovative|exciting|incredible|five[- ]star|positive)"
)
_THING = (
    r"(?:services?|experiences?|support|quality|care|standards?|levels?|products?|solutions?|"
    r"customer service|value|satisfaction|hospitality|platform|technology|results)"
)
_MILD = (
    r"(?:powerful|intuitive|flexible|robust|simple|simpler|fast|faster|reliable|secure|modern|beautiful|innovative|"
    r"scalable|smart|smarter|seamless|easy|easier|efficient|effective|amazing|incredible|exciting|effortless|"
    r"high[- ]quality|user[- ]friendly|easy[- ]to[- ]use|engaging|delightful|vibrant|dynamic|unique|personali[sz]ed|"
    r"convenient|affordable|trusted|comprehensive|hassle[- ]free|stress[- ]free|elegant|sleek|safe|safer|fresh|friendly)"
)
_FORMULAS = rf"""
    seriously :: (?:{_US}|which is why we|that's why we)(?: also| always)? takes?(?: the | your | our | all | any | this | these | such | very )?[^.!?;:]{{2,60}}?(?: very| extremely| incredibly| so| really| deadly)? seriously
    priority :: (?:remains?|is|are|will (?:always )?(?:be|remain)|has (?:always )?been)(?: always| and (?:will )?(?:always )?(?:remains?|be))? (?:our|{_US}'s)(?: absolute| very)? (?:utmost|top|highest|number one|no\. ?1|#1|first|main|greatest|biggest|primary)(?: and foremost)? (?:priority|concern)(?: to (?:provide|offer|deliver|give|ensure)[^.!?;:]{{3,70}}?{_GOOD}[^.!?;:,]{{0,40}})?
    priority :: (?:our|{_US}'s) (?:utmost|top|highest|number one|no\. ?1|#1|first|greatest|primary) priority (?:is|remains|has always been|will always be)(?: always)? [^.!?;:,]{{3,60}}
    pride :: {_US}(?: do| always| truly)? (?:prides? (?:ourselves|itself|themselves)|takes? (?:great |immense |real |enormous )?pride) (?:on|in|upon) [^.!?;:,]{{3,90}}
    value your, values your, valued, appreciate your :: (?:{_US}|and)(?: truly| really| greatly| highly| always| do)? (?:values?|treasures?|cherish(?:es)?) your (?:custom|business|loyalty|patronage|feedback|opinion|trust|support|time|input|privacy|continued \w+)
    value your, appreciate your :: {_US}(?: truly| really| greatly| highly| always| do)? appreciates? your (?:custom|business|loyalty|patronage|continued (?:custom|support|loyalty|patronage|business|trust))
    importance of, important, matter :: {_US}(?: fully| truly| completely)? (?:understands?|recogni[sz]es?|appreciates?|knows?)(?: just| fully)? (?:the (?:critical |vital |crucial |great )?importance of|how (?:important|critical|vital|crucial)) [^.!?;:]{{3,90}}
    your satisfaction, your happiness, your privacy, your security, your safety :: your (?:satisfaction|happiness|privacy|security|safety|trust|comfort|experience|success)(?: and \w+)? (?:is|are)(?: always)? (?:(?:very |so |extremely |really )?important to us|everything to us|our goal|at the (?:heart|core|cent(?:re|er))|paramount|what drives us|key to us)
    heart, core, centre, center, everything we do :: (?:at|is at|are at) the (?:very )?(?:heart|core|cent(?:re|er)) of (?:everything|all|what) (?:that )?(?:we do|we are|{_US} does)
    mission :: (?:in |as part of )?(?:continuing|fulfilling|furthering|line with|pursuit of)(?: on)? (?:our|{_US}'s) (?:\w+ )?mission (?:to|of) (?:empower\w*|enabl\w+|help\w*|mak\w+|deliver\w*|provid\w+|bring\w*|simplif\w+|democrati[sz]\w+|transform\w*) [^.!?;:,]{{3,90}}
    mission :: (?:our|{_US}'s) (?:\w+ )?mission is (?:to|about) (?:empower\w*|enabl\w+|help\w*|mak\w+|deliver\w*|provid\w+|bring\w*|simplif\w+|democrati[sz]\w+|transform\w*) [^.!?;:,]{{3,90}}
    committed, dedicated, commitment, dedication, strive, striving :: {_US}(?:'re| are| is|'s)?(?: always| fully| deeply| firmly| strongly| constantly| continually| truly)* (?:(?:committed|dedicated) to|striv(?:e|es|ing) (?:to|for)) (?:(?:always )?(?:provid|deliver|offer|giv|ensur|maintain|creat|mak|be|bring)\w* )?(?:you |our customers |our guests |our users |all our \w+ )?(?:with )?(?:the |an? |our )?(?:very |most )?(?:consistently )?{_GOOD}(?:,? (?:and )?\w+)? (?:possible )?{_THING}
    committed, dedicated :: {_US}(?:'re| are| is)(?: always| fully| deeply| firmly)* (?:committed|dedicated) to (?:excellence|quality|innovation|your (?:success|satisfaction|happiness)|customer (?:satisfaction|success|excellence|service)|transparency|our customers|continuous improvement)
    committed, dedicated, commitment, dedication :: (?:{_US}(?:'re| are| is|'s| remain| remains| have always been)(?: always| fully| deeply| firmly| strongly| absolutely)*|our) (?:(?:committed|dedicated) to|(?:ongoing |continued |unwavering )?(?-i:commitment|dedication) to) (?:continu(?:e|ing) to )?(?:continu\w+ |constantly |always )?(?:protect|ensur|provid|deliver|improv|maintain|mak|build|keep|offer|serv|help|support|giv|creat|transparency|excellence|quality|innovation|security|privacy|reliab|you\b|our (?:customers|users|community|members|guests))\w*[^.!?;:]{{0,110}}
    valued :: (?:as (?:a|our|one of our)(?: most)? |our |dear |all )valued (?:customers?|members?|guests?|clients?|users?|partners?|passengers?|readers?)
    thank you for :: thank you for (?:choosing (?:us|{_US})|being (?:an? (?:loyal |valued |great |wonderful )*(?:customer|member|guest|client|user|reader|subscriber|supporter|friend|fan|part of (?:our|the|this) \w+)|part of (?:our|the) \w+|with us)|your (?:continued|ongoing|unwavering|loyal) (?:support|trust|loyalty|custom|business|patronage|partnership))
    world to us, means :: means? (?:the world|so much|everything|a (?:great deal|lot)) to (?:us|me|our team)
    than ever :: (?:easier|faster|better|simpler|safer|smarter|stronger|more (?:powerful|secure|reliable|flexible|convenient|affordable|accessible|enjoyable|exciting|efficient)) than ever(?: before)?
    goodbye, peace of mind, matters most, in mind, something for everyone, come first, at heart :: say goodbye to [^.!?;:,]{{3,50}}|(?:giv\w+|for|with|enjoy|offers?)(?: \w+){{0,3}} peace of mind|(?:focus|concentrate) on what (?:really |truly )?matters(?: most)?|(?:designed|built|made|created) with (?:you|our (?:users|customers|guests)) in mind|something for everyone|(?:customers|guests|people|users|you) always come first
    stay tuned, wait to, beginning, chapter, journey :: (?:and )?(?:we )?can(?:'t|not) wait (?:to (?:see|hear|share|show|welcome|find out)|for you)[^.!?;:,]{{0,60}}|this is (?:just|only) the (?:beginning|start)|(?:exciting|new|next) chapter (?:in|of|for) [^.!?;:,]{{3,50}}|(?:part of|join us on|continue) (?:this|our|the) (?:exciting |amazing |incredible )?journey
    leading provider, premier, number one, foremost :: (?:the |a |an |world's |europe's |country's |industry's )*(?:leading|premier|foremost|number one|#1|trusted) (?:\w+ )?(?:provider|supplier|platform|company|solution|brand|partner)s?(?: (?:of|for|in) [^.!?;:,]{{3,40}})?
    trusted by, loved by, thousands, millions :: (?:trusted|loved|used) by (?:thousands|millions|hundreds|the world's|leading|top|businesses|teams)[^.!?;:,]{{0,50}}|join (?:the )?(?:thousands|millions|hundreds) of [^.!?;:,]{{3,40}}
    never before, easier, made easy, made simple, love, like never :: like never before|(?:has |have )?never been (?:easier|simpler|better|faster)|made (?:easy|simple)(?=[,.!]|$)|(?:crafted|made|built|poured|designed|prepared|brewed|baked) with (?:love|care|passion|pride|heart)(?: and [^.!?;:,]{{3,25}})?
    just a, more than, not just, only :: (?:is |it's |are )?(?:so much )?more than just an? (?:\w+ )?(?:name|product|company|brand|app|shop|store|tool|bank|gym|place|job|hotel|service|platform)|(?:is not|isn't|it's not|not) just an? [^.!?;:]{{3,40}}[,;–—-] ?(?:it's|it is|but) [^.!?;:,]{{3,50}}
    future, era, standard, bar, movement, revolution, family :: (?:the|a) (?:brighter |greener |cleaner |better |bold new )?future of [^.!?;:,]{{3,30}} is (?:here|now)|(?:towards?|for|to|into) an? (?:brighter|greener|cleaner|better|smarter|more sustainable)(?:,? (?:brighter|greener|cleaner|better|smarter|more sustainable))* (?:future|tomorrow|world|planet)|(?:a|this) (?:whole )?new era(?: (?:of|in|for) [^.!?;:,]{{3,30}})?|set(?:s|ting)? (?:a|the) new standard[^.!?;:,]{{0,40}}|rais(?:e|es|ing) the bar|join (?:the|our) (?:movement|revolution|family(?! group)|community of)[^.!?;:,]{{0,30}}|(?:our|the) \w+ family(?=[,.!])
    deserve, treat yourself, indulge, covered, trust, your needs :: (?:because )?you deserve [^.!?;:,]{{3,50}}|(?:treat yourself|indulge)(?: (?:to|in) [^.!?;:,]{{3,40}})?|we(?:'ve| have) got you covered|(?:tailored|customi[sz]ed|designed|adapted) (?:to|for|around) your (?:unique |individual |specific |every )?(?:needs?|lifestyle|business|goals)|(?:that|which) works for you|you can (?:trust|rely on|count on)(?=[,.!]| to (?:be|deliver|keep))
    every, ultimate, ever need, one place, perfect :: (?:for|to suit|something for) every (?:taste|mood|need|budget|occasion|lifestyle|home|moment)|the ultimate (?:in )?(?:experience|solution|comfort|companion|destination|luxury|relaxation|indulgence|tool|app|gift|convenience)|(?:the only|all the) [^.!?;:,]{{3,40}} you(?:'ll| will)? ever need|(?:the|a) perfect (?:companion|addition|blend|balance|solution|way|gift|choice|match)[^.!?;:,]{{0,40}}
    best, yet, most :: (?:our|the) (?:best|most (?:advanced|powerful|exciting|ambitious|beautiful|innovative|\w+))(?: [^.!?;:,]{{3,40}})? (?:yet|ever)(?=[,.!]|$)|(?:bring(?:s|ing)?|giv(?:es?|ing)|offer(?:s|ing)?) you the (?:very )?best[^.!?;:,]{{0,40}}
    luxur, timeless, iconic, curated, bespoke, artisan, unforgettable, magical :: (?:luxurious|timeless|iconic|exquisite|unforgettable|magical|breathtaking|sumptuous|indulgent)(?:,? (?:and )?\w+)? (?:experiences?|collections?|design|moments?|scents?|fragrances?|range|quality|style|pieces?|journeys?|stays?|flavou?rs?|atmosphere)
    transform, elevate :: (?:transform|elevat)(?:e|es|ing) (?:your|any|every|the) (?:home|space|life|day|everyday|experience|business|evening|routine|energy|journey|world|workflow|team)[^.!?;:,]{{0,40}}
    supercharge, revolution, reimagin, redefin, unleash, elevate, empower :: (?:supercharg|revolutioni[sz]|reimagin|redefin|unleash|elevat|empower)(?:e|es|ing|s)? (?:your|the way (?:you|we|people)|you|teams|businesses|individuals|people|everyone)[^.!?;:,]{{0,60}}
    journey, partner of choice, one-stop, next level, full potential :: (?:your )?(?:trusted )?partner of choice|one[- ]stop[- ](?:shop|solution) for all (?:of )?your [^.!?;:,]{{3,60}}|tak(?:e|es|ing) [^.!?;:,]{{3,40}} to the next level|(?:unlock|unleash|realis|realiz)\w*(?: the| your| their)*(?: full| true)+ potential(?: of [^.!?;:,]{{3,40}})?
    more with less, time worrying, valuable time, precious time :: do(?:ing)? more with less|(?:spend(?:s|ing)? )?less time worrying about [^.!?;:]{{3,50}}? and (?:spend )?more time [^.!?;:,]{{3,50}}|sav(?:e|es|ing) you (?:valuable|precious) time
    meet your needs, experience possible, service possible, product possible :: (?:better|best) (?:meet|serve) your needs|the (?:very )?best (?:[\w-]+ ){{0,4}}?(?:experience|service|product|support|care|quality) possible
    exciting, bright, amazing :: new and exciting (?:features|ways|possibilities|opportunities|things)|an? bright(?:er)? future for (?:your|our|every|all) \w+|amazing (?:customer |user |guest )?experiences?
    second to none, above and beyond, passion, DNA :: second to none|(?:go|going|goes) above and beyond(?: for [^.!?;:,]{{3,40}})?|{_US}(?:'re| are| is) passionate about [^.!?;:,]{{3,60}}|(?:is|are) in our dna
"""
_PRAISE = rf"""
    class, leading, edge, art, generation :: (?:best|first|top)[- ]in[- ]class|world[- ]class|industry[- ](?:leading|best)|market[- ]leading|cutting[- ]edge|state[- ]of[- ]the[- ]art|next[- ]gen(?:eration)?|bleeding[- ]edge|best[- ]of[- ]breed|enterprise[- ]grade
    seamless, effortless, frictionless, hassle :: seamless(?:ly)?|effortless(?:ly)?|frictionless|hassle[- ]free
    unparallel, unrival, unmatch, unprecedent, unbeat, incomparab, exception, outstanding :: unparalleled|unrivall?ed|unmatched|unbeatable|incomparable|exceptional|outstanding
    game, revolution, ground, innovat, disrupt, transform :: game[- ]chang(?:ing|er)|revolutionary|ground[- ]?breaking|innovative|transformative
    robust, powerful, holistic, turnkey, scalable, comprehensive, flexib :: robust|holistic|turn[- ]?key|add(?:s)? flexibility and value|powerful,? (?:yet|and) (?:simple|intuitive|flexible|easy)
    powerful, intuitive, flexible, robust, simple, fast, reliable, secure, modern, beautiful, innovative, scalable, smart, seamless, easy, efficient, effective, amazing, incredible, exciting :: {_MILD}(?:,? and |, | yet | but )(?:more |highly |truly |incredibly )*{_MILD}(?:(?:,? and |, )(?:more |highly )*{_MILD})?
    anticipated, excited, thrilled, delighted :: (?:highly|much|long|eagerly)[- ](?:anticipated|awaited)
"""
_WORDED = Worded({"formula": _FORMULAS, "praise": _PRAISE})
PARTS = _WORDED.words
_SAYS = {
    "formula": "“{quote}” – any rival could print this; nothing in it can be held against us.",
    "praise": "“{quote}” – any rival says so too, and the sentence says nothing else.",
}
_INSTEAD = {
    "formula": "say what you did or will do that another firm would not, or leave it out",
    "praise": "say what it does, for whom, and how she would notice; or leave the word out",
}
_BOUND = r"\d|[€$£%]|\b(?:because|by (?:the|mon|tues|wednes|thurs|fri|satur|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|within|until|every (?:day|week|month|year)|so (?:we|i) (?:have|will|are)|since|for example|such as|except (?:where|when|for|if)|unless)\b"
_REASON = r"(?:since|because|given|in return for|here(?:['’]s| is| are))\b"
"""How a sentence begins that gives a reason for what it says, or hands something over."""
_SAID = r"\bwe believe\b|\b(?:not|never|no|n['’]t)(?: to| an?)?$"
_MEASURED = r"\b(?:volumes?|figures|numbers?|records?|trends?|measured|survey|benchmarks?)\b"
_NAMED = r"\b(?!I\b)[A-Z][a-z]+"
_LIGHT = r"\bwait (?:to|for)\b|\bnew era\b|\brais(?:e|es|ing) the bar\b"
"""A friendly word at the end, or what may be told of others."""
_EMPTY = listed("""a about above achieve all also always amazing an and any anyone are as at be been best better
    both brand bring brings build business businesses by can care client clients come committed
    company companies complete continue create creating customer customers deliver delivering
    delivers design designed each ease easier easily easy effective efficient enable enables end
    engage enhance enhanced ensure ensures enterprise every everyone everything excellence excited
    excellent experience experiences expert fast feature features feel first for from full future
    get give gives giving goal great grow growth guest guests has have help helps high highest
    highly improve in industry into is it its journey just keep know leader leading level life like
    love make makes making market meet members modern more most need needs never new next no of
    offer offering offerings offers on one only or organisation organisations organization
    organizations our out own partner partners people perfect performance personal plan plans
    platform possible powerful premium proud provide provides providing process product products
    professional quality range ready reliable result results role sales satisfaction secure service
    services set simple simplifying single smart solution solutions stable staff standard standards
    success support suite system systems take team teams than that the their them there these they
    this through time to today together tool tools top trust trusted truly unique unlock unlocks us
    use user users using value very want we well what when where which while who whole will with
    without work workflow workflows world you your yours""")


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each formula, and for each word of praise in a sentence without more."""
    if for_ourselves(page.document.prose, page.genre):
        return
    told: set[Span] = set()
    for found in _WORDED.met(page):
        sentence = page.words(found.sentence)
        if sentence.endswith("?") or found.sentence in told or _is_heading(page, found.sentence):
            continue
        status = _formula(page, found) if found.name == "formula" else _praise(page, found)
        if status is None:
            continue
        told.add(found.sentence)
        yield Hit(
            span=found.span,
            says=_SAYS[found.name],
            instead=_INSTEAD[found.name],
            status="unsure" if status == "unsure" else "speaks",
            strength=Strength("rule", 1, "sentence", "formulas of praise"),
            next="Put a rival's name in place of ours: is the sentence still true?",
            would_change="A number, a name or a deed in the same sentence.",
        )


def _formula(page: Page, found: Wording) -> str | None:
    """A formula speaks, unless a reason, a test or a measure is bound to it."""
    sentence, words = page.words(found.sentence), page.words(found.span)
    before = page.words(Span(found.sentence.start, found.span.start))
    rest = page.words(Span(found.span.start, found.sentence.end))
    after = page.words(Span(found.span.end, found.sentence.end))
    if re.search(_BOUND, rest, re.I) or re.match(r"[:–—]|[,;]? ?(?:so|which is why)\b", after):
        return None
    if re.match(_REASON, sentence, re.I) or re.search(_SAID, before, re.I):
        return None
    compared = re.search(r"\bthan ever\b|\bnever been\b", words, re.I)
    if compared and (re.search(_MEASURED, sentence, re.I) or re.search(_NAMED, after)):
        return None
    return "unsure" if re.search(_LIGHT, words, re.I) else "speaks"


def _praise(page: Page, found: Wording) -> str | None:
    """A word of praise speaks where almost every word around it could stand anywhere.

    Two side by side need no more than a sentence without a number.
    """
    if page.genre is None:
        return None
    sentence = page.words(found.sentence)
    if re.search(_BOUND, sentence, re.I):
        return None
    rest = f"{page.words(Span(found.sentence.start, found.span.start))} " + page.words(
        Span(found.span.end, found.sentence.end)
    )
    words = re.findall(r"[^\W\d_][\w'’-]*", rest)
    own = [word for word in words if word.lower() not in _EMPTY]
    if len(words) < 3:
        return None
    if not own:
        return "speaks"
    return "unsure" if len(own) <= max(1, len(words) // 6) else None


def _is_heading(page: Page, sentence: Span) -> bool:
    return any(
        block.kind in ("heading", "caption") and block.span.start <= sentence.start < block.span.end
        for block in page.document.blocks
    )


EXAMPLES = (
    speaks(
        "Taken seriously",
        "«We take punctuality very seriously». On Monday two vans broke down.",
        genre="launch",
        says="any rival could print this",
    ),
    speaks(
        "A priority like everybody's",
        "The safety of your parcels «is our top priority». Two were lost in June.",
        genre="letter",
        says="any rival could print this",
    ),
    speaks(
        "Pride in nothing in particular",
        "«We pride ourselves on a warm welcome». Breakfast is at eight.",
        genre="post",
        says="any rival could print this",
    ),
    speaks(
        "Praise, and the sentence says nothing else",
        "Our platform gives your business a «seamless» experience from end to end.",
        genre="launch",
        says="says nothing else",
    ),
    silent(
        "Said with what it means",
        "Punctuality is our top priority: 97 of 100 vans leave on the minute. We take losses "
        "seriously, so we pay the stated value within two days.",
        genre="launch",
    ),
    silent(
        "A word of praise beside something that is said",
        "The seamless sleeve of the new courier jacket keeps rain off the scanner.",
        genre="launch",
    ),
    silent(
        "A mission told inside the house",
        "Our mission is to help every shop in the north. Teammates write it into the handbook.",
    ),
    silent(
        "A guest says it",
        "“They take punctuality very seriously, and it shows,” writes Margit from Leeds.",
        genre="post",
    ),
    silent(
        "Pride in one deed",
        "We are proud of Ray, who drove back at night with the missing chair.",
        genre="post",
    ),
    silent(
        "Plain thanks",
        "Thank you for your order. Ray and Tomas bring it on Thursday.",
        genre="reply",
    ),
    silent(
        "It is the reason for what follows",
        "Since we are committed to keeping your parcels dry, each van has a roof and a floor of wood.",
        genre="post",
    ),
    silent(
        "A belief said as one",
        "We believe a map empowers people to choose their own stop.",
        genre="post",
    ),
    silent(
        "Measured, or tied to what has a name",
        "The number of trips is higher and stronger than ever. It is easier than ever to print "
        "labels on a Zebu printer.",
        genre="release",
    ),
    silent(
        "Its exception can be tested",
        "We are committed to ensuring that people decide on each claim, except where the law forbids it.",
        genre="terms",
    ),
    unsure(
        "A friendly ending",
        "The new map of stops is out. Tomas drew it by hand. «We cannot wait to hear what you think».",
        genre="release",
        says="any rival could print this",
    ),
    unsure(
        "Praise in an apology may be meant for one thing",
        "We want to give all guests an «exceptional» experience at the harbour.",
        genre="letter",
        says="says nothing else",
    ),
)
