"""Which lines of a persona would be true of anybody, and was anybody met?

Why it matters: A persona stands in for people when nobody asks them. Lines that are true of
everyone decide nothing, and a persona nobody was met for is our own guess with a name.
How it decides: In a persona it finds lines that part nobody from anybody: an age span of twenty
years and more, “motivated by money”, “time-poor and price-sensitive”, “wants to save time”, bare
values and traits such as “honesty” or “team player”; lines that say again what another line says; and, once, a persona that
neither quotes anybody nor says whom it rests on (interviews, visits, a survey, records).
When it stays silent: On everything that is no persona; on a line that adds a fact of her own (a
number, a place, a reason) or tells of one thing that may have been done; where somebody met is
quoted or the people behind are counted. It is unsure about single values and about lines that are
only nearly the same.
Source: An item that is true of every persona tells nothing (its information is 0 bits); so do two
items that always come together. Chapman et al. (2008) on how few people match a persona.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.patterns import later
from troth.text.served import words as listed

CARD = ProseCard(severity="warning", genres=frozenset({"persona"}), status="trial")
TRIGGERS = None

_AGES = later(
    r"(?<![\d.,£$€])(?:ages?d? )?(?:from )?(\d{2}) ?(?:[-–—]|to) ?(\d{2})(?:[- ]years?[- ]olds?| years?(?: old)?| y/?o)?"
    r"(?! ?(?:%|per|hours?|minutes?|days?|weeks?|months?|km|miles|kg|employees|people|staff|customers|seats|homes|trips))(?![\d:])",
    re.I,
)
_LIFE = later(r"\b(?:age[ds]?|years?|old|male|female|men|women|man|woman|demographics?)\b", re.I)
_ANYBODY = later(
    r"\b(?:motivated by (?:earnings|money|success|growth|results|profit|recognition|achievement|helping (?:people|others))"
    r"|(?:is |are )?(?:time[- ]poor|price[- ](?:sensitive|conscious)|cost[- ]conscious|budget[- ]conscious|tech[- ]savvy|"
    r"results?[- ](?:driven|oriented)|goal[- ](?:driven|oriented)|hard[- ]?working|detail[- ]oriented|career[- ]minded|"
    r"digitally savvy|data[- ]driven|quality[- ]conscious|value[- ]conscious|open to new (?:things|ideas|technolog\w+))"
    r"|(?:low|high|medium) tech(?:nology)? affinity"
    r"|(?:wants?|needs?|likes?|loves?|tries|hopes|aims?|looking) (?:to )?(?:save|saving) (?:time|money)(?: and (?:time|money|effort))?"
    r"|(?:wants?|needs?|hopes|aims?|looking|strives?) to (?:be (?:more )?(?:successful|productive|efficient|effective|happy)|grow (?:the|their|her|his) business|"
    r"increase (?:revenue|productivity|efficiency)|succeed|do (?:a|her|his|their) (?:good|great|best) (?:job|work)|make (?:a difference|good decisions|the right decisions)|"
    r"work (?:more )?efficiently|get (?:things|the job) done)"
    r"|values? (?:flexibility|quality|honesty|family|efficiency|convenience|simplicity|reliability|transparency|good (?:service|quality))"
    r"|(?:wants?|needs?|hopes?|likes?|wishes) to (?:be|feel) (?:confident|sure|heard|valued|supported|informed|in control|part of)|"
    r"(?:mak(?:e|es|ing)) (?:informed|better|good|the right) decisions|deliver(?:s|ing)? (?:value|results)(?: for (?:money|all))?|"
    r"(?:stay|keep|keeping|staying) (?:informed|up[- ]to[- ]date|ahead|relevant)|(?:improve|improving) (?:efficiency|quality|services|outcomes)|"
    r"(?:reduce|reducing|cut|cutting) (?:costs?|risks?)|avoid(?:s|ing)? (?:risks?|mistakes|problems|surprises)|value for money|do(?:ing)? more with less|"
    r"work[- ]life balance|career (?:growth|progression|development)|good reputation|"
    r"(?:hates?|dislikes?) (?:wasting time|bureaucracy|inefficiency|complexity|surprises)"
    r"|(?:lack of|limited|too little|not enough) (?:time|budget|resources|money)"
    r"|busy (?:schedule|life|lifestyle|professional)|easy[- ]to[- ]use (?:tools?|solutions?|products?|apps?))(?!\w)",
    re.I,
)
_VALUES = listed("""achievement ambition authenticity convenience creativity dedication
    efficiency excellence faith family flexibility freedom friends friendship happiness
    hard honesty independence innovation integrity learning love loyalty passion
    quality recognition reliability religion respect responsibility simplicity
    success teamwork time transparency trust work""")
_TRAITS = listed("""accuracy an ambitious analytical and approachable attention attitude caring character communication
    communicator confident critical curiosity curious dedicated detail diligent driven eager empathetic empathy
    ethic excellent fast friendly good great hardworking humble inquisitive kind leader leadership learner
    likeable listener listening loyal methodical methodological mind mindset minded motivated of open optimistic
    organisational organised organizational organized outgoing passion passionate patience personality player
    positive proactive problem professional punctual reliable resilient resourceful respectful self sense
    skill skills social solver solving strong team thinker thinking to trustworthy very well willing
    willingness""")
_OWN = later(
    r"\d|[€$£%“\"]|\b(?:because|since|when|after|until|so that|every|told|said|once|last|her|his|who)\b",
    re.I,
)
_MET = later(
    r"\b(?:interview\w*|we (?:spoke|talked|met|visited|asked|surveyed|observed|watched|shadowed)|spoke (?:to|with)|"
    r"talked (?:to|with)|survey\w*|respondents?|field (?:visits?|research|work|notes)|observ\w+|shadow\w+|"
    r"usability test\w*|diary stud\w+|focus groups?|based on|drawn from|composite of|research with|participants?|"
    r"n ?= ?\d+|records of|support (?:calls|tickets|cases)|conversations? with)\b",
    re.I,
)
_SAID = later(r"“[^”\n]{20,}”|\"[^\"\n]{20,}\"", re.NOFLAG)
_WORD = later(r"[^\W\d_]{2,}", re.NOFLAG)
_SMALL = listed("the and for with that this her his she they their has have are was who whom")
_LINKING = listed("and or is are was with in of to a an as he it on by male female")
_PERHAPS = later(
    r"(?:may|might|can|could) (?:or may not |also |even )?(?:be|have|not|already|possess|want|need|use|work)\b",
    re.I,
)
_DONE = later(r"(?:may|might|could) (?:also |even )?have (?:\w+ )?\w+ed\b(?!.*\bor\b)", re.I | re.S)
"""One thing that may have been done is a fact of some and not of others."""
_MANY = later(r"\b(?:majority|most|ranging|average|typically|between them)\b", re.I)
_INSTEAD = {
    "anybody": "say what she does because of it, and that another would not do",
    "value": "say what she gives up for it, or leave it out",
    "again": "say it once",
    "nobody": "name whom it rests on: how many were met, when, and one thing that one of them said",
}
_SAYS = {
    "anybody": "“{quote}” – true of nearly anybody; it parts this one from no one.",
    "value": "“{quote}” – who would not say so?",
    "again": "“{quote}” – this persona has said so before.",
    "nobody": "Nothing says who was met for this persona: it quotes nobody and counts nobody.",
}


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each line true of anybody or said twice, and one if nobody was met."""
    lines = [(span, page.words(span)) for span in page.sentences if not _is_heading(page, span)]
    if not lines:
        return
    yield from _lines(lines)
    yield from _again(lines)
    prose = page.document.prose
    quotes = any(block.kind == "quote" for block in page.document.blocks)
    if not quotes and not _MET.search(prose) and not _SAID.search(prose):
        yield _hit("nobody", lines[0][0], "speaks", whole=True)


def _lines(lines: list[tuple[Span, str]]) -> Iterator[Hit]:
    run: list[Span] = []
    for span, words in lines:
        bare = [word.lower() for word in _WORD.findall(words)]
        if bare and len(bare) <= 6 and all(word in _VALUES or word in _TRAITS for word in bare):
            run.append(span)
            continue
        yield from _values(run)
        run = []
        if _is_anybody(words):
            yield _hit("anybody", span, "speaks")
    yield from _values(run)


def _values(run: list[Span]) -> Iterator[Hit]:
    """Bare values that follow one another are told once."""
    if run:
        span = Span(run[0].start, run[-1].end)
        yield _hit("value", span, "speaks" if len(run) >= 3 else "unsure")


def _is_anybody(words: str) -> bool:
    """Whether a line holds hardly more than what is true of anybody, or only what may be."""
    if _PERHAPS.match(words):
        return _DONE.match(words) is None
    wide = _wide(words)
    if _MANY.search(words) or not (wide or _ANYBODY.search(words)):
        return False
    rest = _ANYBODY.sub(" ", _AGES.sub(" ", words) if wide else words)
    own = {word.lower() for word in _WORD.findall(rest)} - _SMALL - _LINKING
    return len(own) <= 3 and not _OWN.search(rest)


def _wide(words: str) -> bool:
    """Whether it gives an age span of twenty years or more."""
    return _LIFE.search(words) is not None and any(
        int(found[2]) - int(found[1]) >= 20 for found in _AGES.finditer(words)
    )


def _again(lines: list[tuple[Span, str]]) -> Iterator[Hit]:
    held: list[tuple[frozenset[str], Span]] = []
    for span, words in lines:
        mine = frozenset(word.lower() for word in _WORD.findall(words)) - _SMALL
        if len(mine) < 4:
            continue
        alike = max((len(mine & other) / len(mine | other) for other, _ in held), default=0.0)
        if alike >= 0.7:
            first = max(held, key=lambda pair: len(mine & pair[0]) / len(mine | pair[0]))[1]
            yield _hit("again", span, "speaks" if alike >= 0.9 else "unsure", more=(first,))
        held.append((mine, span))


def _hit(
    name: str,
    span: Span,
    status: Literal["speaks", "unsure"],
    *,
    whole: bool = False,
    more: tuple[Span, ...] = (),
) -> Hit:
    return Hit(
        span=span,
        says=_SAYS[name],
        instead=_INSTEAD[name],
        status=status,
        strength=Strength("rule", 1, "line", "words true of anybody"),
        next="Read the line to three customers and ask whom it leaves out.",
        would_change="A fact that some of them share and others do not.",
        more=more,
        data={"whole": True} if whole else {},
    )


def _is_heading(page: Page, span: Span) -> bool:
    return any(
        block.kind in ("heading", "caption") and block.span.start <= span.start < block.span.end
        for block in page.document.blocks
    )


EXAMPLES = (
    speaks(
        "An age span for half of mankind",
        "We met nine riders in May. «Rider Rosa is 20–55 and female.» She rents her bicycle.",
        genre="persona",
        says="true of nearly anybody",
    ),
    speaks(
        "What everybody wants",
        "We met nine shops in May. Sam runs a kiosk in Hull.\n\n«Sam wants to save time and money.»",
        genre="persona",
        says="true of nearly anybody",
    ),
    speaks(
        "Nobody was met",
        "«Nadia manages a clinic in York and orders stock by telephone.» On Mondays two of her "
        "staff are away.",
        genre="persona",
        says="Nothing says who was met",
    ),
    speaks(
        "The same line again",
        "We met nine shops in May. Sam counts his parcels by hand before the courier comes.\n\n"
        "«Before the courier comes Sam counts his parcels by hand.»",
        genre="persona",
        says="said so before",
    ),
    silent(
        "A fact of her own",
        "We spoke with twelve nurses. Ana wants to save time because her round has 31 doors and "
        "the lift is broken.",
        genre="persona",
    ),
    silent(
        "One thing that may have been done",
        "We spoke with twelve clinics. May have already moved their orders to a courier of their own.",
        genre="persona",
    ),
    speaks(
        "Traits that fit an advertisement",
        "We met nine riders in May.\n\n«Team player. Strong work ethic. A curious mind.» "
        "Rosa rents her bicycle.",
        genre="persona",
        says="who would not say so",
    ),
    silent(
        "Those behind it are counted",
        "Based on interviews with 14 cleaners in Leeds. Marta works nights and is paid by the room.",
        genre="persona",
    ),
    silent(
        "One of them is quoted",
        "Marta works nights. “I never know on Friday which hotel it will be on Monday,” one of them "
        "says.",
        genre="persona",
    ),
    silent(
        "A narrow age, and other numbers",
        "We met nine of them. Jo is 19 to 24 years old and rides 30 to 60 hours a week.",
        genre="persona",
    ),
    silent(
        "A launch is no persona",
        "Busy? Save time and money, whether you are 20 or 55.",
        genre="launch",
    ),
    unsure(
        "A bare value",
        "We met nine riders in May. Rosa rents her bicycle. «Honesty, family, quality.» She pays £12 a "
        "week.",
        genre="persona",
        says="who would not say so",
    ),
)
