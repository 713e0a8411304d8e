"""Words that stand where an apology would, and own nothing: in replies, letters and reports.

Narrower than `text.evading`, which is asked what a reply is as a whole: here each form is quoted
to its author, so only what can hardly be meant otherwise counts. Lines read as `text.gated` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text import owning
from troth.text.evading import CONDITION, FEELINGS, OTHERS, SORRY, SORRY_WORDS
from troth.text.gated import Gated
from troth.text.reading import Sentence
from troth.text.served import lines

Form = Literal["condition", "any", "feelings", "excuse", "blame", "sympathy"]

_HARM = r"(?:inconveniences?|confusion|frustrations?|disruptions?|troubles?|issues?|problems?|concerns?|distress|upset|delays?|impact|disappointment|worry)"
_IF = "\n".join(line for line in lines(CONDITION) if line.startswith((SORRY_WORDS, "if")))
_TABLES: dict[Form, str] = {
    "condition": rf"""
{_IF}
{SORRY_WORDS} :: {SORRY}(?: [\w']+){{0,3}}? if (?:your|his|her|their|what|how|those|these)\b
{SORRY_WORDS} :: {SORRY}(?: sincerely| deeply)?(?: for| about)?(?: (?:the|this) [\w ]{{2,40}}? and)? any (?:and all )?(?:\w+ )?(?:or \w+ )?{_HARM}(?: or \w+)?(?: that| which)?(?: (?:this|it|we|these|they|the \w+|our \w+))?(?: \w+)? (?:may|might|could)\b(?: have| be)?(?: caused)?(?: you)?
""",
    "any": rf"""
{SORRY_WORDS} :: {SORRY}(?: sincerely| deeply)?(?: for| about)? any (?:and all )?(?:\w+ )?(?:inconveniences?|confusion|disruption)(?: or \w+)?(?: (?:caused|experienced))?
""",
    "feelings": rf"""{FEELINGS}
disappointment, frustration, your feelings :: {SORRY} (?:for|about) your (?:disappointment|frustration|feelings|dissatisfaction)
expectation :: (?:{SORRY}|disappointed|sad(?:dened)?)\b[^.;!?]{{0,80}}? (?:did not|didn't|have not|has not|haven't|hasn't|failed to|fell short of|falls short of)(?: quite)?(?: meet| met| live up to| lived up to)? your (?:\w+ )?expectations
""",
    "sympathy": r"""
inconvenience, frustration, disruption :: (?:understand|know|appreciate|realise|realize|recogni[sz]e) (?:the|any) (?:inconvenience|frustration|disruption) (?:that )?(?:this|it) (?:may|might|can|could)(?: have)? cause\w*
understand, know, appreciat, realis, realiz :: (?:understand|know|appreciate|realise|realize) (?:just |fully )?(?:how|that) (?:(?:frustrating|annoying|disappointing|stressful|upsetting|inconvenient|worrying|difficult)\b[^.;!?]{1,50}? (?:can|may|might|could) be\b|[^.;!?]{1,40}? (?:can|may|might|could) be (?:very |quite |really )?(?:frustrating|annoying|disappointing|stressful|upsetting|inconvenient|worrying|difficult))[^.;!?]{0,40}
""",
    "excuse": r"""
volume, demand, number, workload, wait :: (?:due to|because of|owing to|given|as a result of|experiencing|receiving|seeing|facing|currently have)(?: (?:the|an?|some|our|current|recent|very|currently|unusually|unprecedented|unexpected|extremely|exceptionally))* (?:high|higher|increased|large|larger|unusual|unprecedented|heavy|exceptional|record|overwhelming)(?:[ -]than[ -](?:normal|usual|expected|average))?(?: \w+){0,2} (?:volumes?|demand|numbers?|amount|workload|waits?|wait times?)(?: of \w+)?
control, hands :: [^.;!?]{0,90}?(?:beyond|outside(?: of)?|out of|not within) (?:our|anyone's|my) (?:control|hands)
circumstance, times :: (?:due to|because of|owing to|given)(?: (?:the|an?|some|certain|these|current|our))* (?:unforeseen|unexpected|exceptional|extraordinary|unavoidable|unprecedented|difficult|challenging) (?:\w+ )?(?:circumstances?|times?|events?|demand|issues?)|in these (?:unprecedented|difficult|challenging) times
expected, inevitable :: [^.;!?]{0,60}?(?:is|are|was|were) (?:to be expected|inevitable|unavoidable)
intended, designed, expected, correctly :: (?:the|our|this) (?:system|process|feature|app|device|meter|software|policy|charge|fee|service) (?:has |is |was |have )?(?:worked|working|works|functioned|functioning|operated|operating|been applied|applied|behaved|behaving) (?:exactly )?(?:as (?:intended|designed|expected)|correctly)
no other, nobody else, no one else :: (?:have|had|has|'ve) (?:not )?(?:received|had|heard|been) (?:of )?(?:no|any) other (?:\w+ )?(?:reports?|complaints?|customers?|guests?|issues?)|no other (?:customers?|guests?|users?|passengers?) (?:have|has|had) (?:\w+)|(?:nobody|no one) else (?:has|have|had)? ?(?:complained|reported|mentioned)
things happen, mistakes were, mistakes happen, nobody is, no one is, no system, no service :: (?:these |such )?things (?:do )?happen(?=\W*$)|mistakes (?:were|have been) made|mistakes (?:do )?happen|(?:nobody|no one|no system|no service|no company) is (?:perfect|immune|infallible)
only affect, only impact, small number, small percent, small fraction, handful, minority, subset :: (?:only )?(?:affected|impacted|happened to) (?:only )?(?:a|an) (?:very |relatively |extremely )?(?:small|tiny|limited|minor|handful)(?: (?:number|percentage|fraction|proportion|minority|group|subset))?(?: of \w+)?
to be fair, at no point, at no time :: to be fair,?[^.;!?]{3,80}|at no (?:point|time) (?:was|were|did)[^.;!?]{3,80}
small team, volunteers, spare time, short-staffed, short staffed, understaffed, holiday, busy :: (?:we are|we're|as)(?: only| just)? an? (?:very )?small (?:team|company|business)|we(?:'re| are| have been|'ve been| were) (?:currently )?(?:short[- ]staffed|understaffed|(?:very |extremely |really )?busy|swamped|overwhelmed)
hectic, crazy :: things (?:have been|are|were|got)(?: \w+)? (?:hectic|crazy)
face, constraint, challenge :: we (?:do |also |currently )?(?:face|have) (?:\w+ )?(?:constraints|pressures)\b[^.;!?]{0,40}
spare time, free time :: in (?:my|our) (?:spare|free) ?time
stated, agreed :: (?:this|it|that|which)(?:'s| is| was) (?:clearly )?(?:stated|agreed to|stated and agreed to)(?: \w+){0,2} (?:in|during|at|on) (?:our|the)? ?(?:terms|check ?out|sign-?up|website|faq|order|booking)
no choice, hands are :: (?:we|i) (?:have|had) no (?:other )?choice but to[^.;!?]{0,60}|our hands are tied
shortage, staffing, weather, traffic, strike :: (?:due to|because of|owing to|caused by|impacted by|affected by)(?: (?:the|an?|some|current|ongoing|industry|national|global|severe|bad|adverse|poor|warm|heavy|staff|supply|driver|chip))* (?:shortages?|staffing (?:issues|shortages|levels)|weather|traffic|strikes?|supply chain \w+)
""",
    "blame": rf"""
had you, you should, you could, you failed, you did, you forgot, you neglected :: had you (?:\w+ly )?(?:\w+ed|told|read|let|been|given|spoken|brought|asked)\b[^.;!?]{{0,120}}|you should(?: have|'ve) (?!received)(?:\w+ed|read|told|known|kept|done|given|gone|brought|sent|let)\b[^.;!?]{{0,80}}|you could have \w+[^.;!?]{{0,80}}|(?:because|as|since|but|that) you (?:failed|forgot|neglected|did not|didn't) (?:to )?\w+[^.;!?]{{0,80}}
submitted, provided, received, supplied, given, returned, completed, was made :: (?:as|because|since) (?:no|the|your) (?:\w+ ){{1,3}}?(?:was|were|had)(?: not| never)?(?: been)? (?:submitted|provided|received|supplied|given|returned|completed|made|reported)(?: (?:by you|within|before|between|on time|in time|until|after|late))?[^.;!?,]{{0,50}}
checked, confirmed, records, driver, courier :: (?:our|the) (?:driver|courier|partner|supplier|team|records?|system|logs?)(?:'s)?(?: \w+)? (?:confirm(?:s|ed)?|shows?|indicates?|states?) (?:that )?(?:the |your |all |it |everything )[^.;!?]{{3,100}}?(?=,? (?:so|therefore|and therefore|hence) )
your end, your side, your device, your browser, your settings, your connection :: (?:issue|problem|error|fault|mistake)(?: (?:is|was|lies|seems to be|appears to be|must be))?(?: \w+)? (?:on|at|with) your (?:end|side|device|browser|settings|connection|bank|account)
originat, fault of, lies with, lay with, responsib :: (?:originated|lies|lay|rests|rested) (?:solely |entirely )?(?:with|at) (?:an? |the |our |one of our )?(?:[\w-]+ ){{0,2}}?{OTHERS}[^.;!?]{{0,80}}|(?:the )?(?:fault|responsibility|error) of (?:an? |the |our )?(?:[\w-]+ ){{0,2}}?{OTHERS}
not our fault, not our responsib, nothing to do with us, not responsible :: (?:not|n't) (?:our|my) (?:fault|responsibility|mistake|error)|nothing to do with (?:us|our)|(?:we|i)(?:'re| are| am|'m) not (?:responsible|to blame|liable) for[^.;!?]{{0,60}}
""",
}  # fmt: skip
DEFLECTED = Gated(_TABLES)
_OWNED = Gated({"owned": owning.RESPONSIBILITY})
_MENDED = Gated({"repair": owning.REPAIR})
_WRONGED = later(
    r"\b(?:sorry|apolog\w+|regret\w*|unfortunately|patience|disappointed|complain\w*|frustrat\w+|inconvenience"
    r"|outage|incident|disruption|refund|unable|delay\w*|bear with us|understanding)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Deflected:
    """One form, and where it stands in its sentence."""

    form: Form
    span: Span


def deflected(sentence: Sentence) -> Iterator[Deflected]:
    """The forms of one sentence, in order, none over another."""
    met = list(DEFLECTED.met(sentence.text, sentence.whole, sentence.lower))
    starts = {span.start for form, span in met if form == "condition"}
    last = -1
    for form, span in met:
        if form == "any" and span.start in starts:
            continue
        if span.start >= last and not sentence.quotes(span):
            last = _clause_end(sentence.text, span.end) if form in _WIDENED else span.end
            yield Deflected(form, Span(span.start, last))


_WIDENED = frozenset({"condition", "feelings", "any", "sympathy"})
_CLAUSE = later(r"[,;:.!?]|\s(?:and|but)\s|\Z")


def _clause_end(words: str, at: int) -> int:
    """Where the clause ends that some words stand in, or the words where it is long."""
    stop = _CLAUSE.search(words, at)
    return stop.start() if stop and stop.start() - at <= 120 else at


def owned(sentences: Iterable[Sentence]) -> bool:
    """Whether any sentence says that it was our fault."""
    return any(_meets(_OWNED, one) for one in sentences)


def mended(sentences: Iterable[Sentence]) -> bool:
    """Whether any sentence says what is or will be put right."""
    return any(_meets(_MENDED, one) for one in sentences)


def wronged(prose: str) -> bool:
    """Whether the text speaks of something that went wrong for its reader."""
    return _WRONGED.search(prose) is not None


def _meets(table: Gated[str], sentence: Sentence) -> bool:
    return next(table.met(sentence.text, sentence.whole, sentence.lower), None) is not None
