"""Commitments that nobody can hold us to: no day, nobody who does it, nothing that shows it done.

Five forms: a time that is none (“soon”, “as quickly as possible”), an effort in place of a deed
(“we strive to”), a deed that leaves no trace (“we are reviewing our processes”), a chance (“help
may be available”), and notice “in advance” that does not say how long before. Where that is owed to the reader, it is `firm`; where it may be checked, or only
forecasts, it is not. A day, a number, a
version or an “I” that can be asked clears all of them. Lines read as `text.gated` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.dated import dated
from troth.text.gated import Gated
from troth.text.quantities import COUNT
from troth.text.reading import Sentence

Form = Literal["time", "effort", "deed", "chance", "ahead", "later"]

_WE = (
    r"(?:we|they|our (?:\w+ )?(?:\w+ )?(?:teams?|colleagues|engineers|developers|specialists|department|staff|agents?)"
    r"|(?:the|this) (?:\w+ )?team|(?:someone|somebody|a (?:member|colleague|specialist|representative))(?: from| of)?(?: \w+)?(?: \w+)?)"
)
_ADV = r"(?: (?:also|then|now|still|always|currently|actively|continually|continuously|constantly|already|both|further|all|just|be|have|been|and|\w+ly))*"
_WILL = r"(?:'ll| will| shall| are going to|'re going to| plan to| intend to| promise to)"
_DOING = rf"(?:{_WE}(?:'re| are| is|'ve been| have been| has been|'ll be| will be| continue to be){_ADV})"
_ING = (
    r"(?:reviewing|improving|strengthening|exploring|evaluating|assessing|enhancing|revisiting|re-?evaluating"
    r"|optimi[sz]ing|upgrading|streamlining|refining)"
)
_REVIEW = r"(?:review|improve|strengthen|explore|evaluate|assess|enhance|revisit|re-?evaluate|optimi[sz]e|streamline|refine)"
_OURS = r"(?:our|the|this|these|that|how|ways?|options?|additional|further|all|internal|its|new|better|more|what|your (?:feedback|suggestions?|comments?))"
_NEVER = (
    r"(?:as (?:soon|quickly|fast|promptly|shortly) as (?:is )?(?:\w+ )?(?:possible|practicable|feasible|we can|we could|they can|able)"
    r"|asap|at (?:the|our|their) earliest (?:convenience|opportunity|possible (?:time|date|opportunity))|very soon|soon(?=\W*$|[,;]| and | with | to | so | as well| on | in | at )|shortly(?! (?:after|before|following|thereafter|prior))"
    r"|in due (?:course|time)|in good time|(?:at|on) a later (?:date|stage|time|point)|at some (?:later )?(?:point|stage|time)(?: in the future)?"
    r"|in (?:the|a) (?:near|coming|not[- ]too[- ]distant|foreseeable) ?(?:future|days|weeks|months)|(?:over|in|during) the (?:coming|next (?:few|couple of|several)) (?:hours|days|weeks|months)"
    r"|in an? (?:future|upcoming|later|subsequent|coming) (?:release|version|update|iteration|patch|phase)|in future (?:releases|versions|updates)"
    r"|down the (?:road|line)|when(?:ever)? (?:it is |reasonably )?(?:possible|practicable|time (?:allows|permits))|where(?:ver)? (?:it is |reasonably )?(?:possible|practicable)"
    r"|in a timely (?:manner|fashion)|without (?:undue|unreasonable) delay|promptly|periodically|as (?:more|new|further) (?:information|details) becomes? available|when we have more (?:information|details|news|to share)|once (?:our|the) (?:investigation|review|analysis) (?:is|has)|within a reasonable (?:time|period|timeframe)(?: of time)?)"
)
_NEVER_WORDS = (
    "as soon, as quick, as fast, as prompt, as early, asap, earliest, soon, shortly, due course, due time, good time, later,"
    "at some, near future, coming, next few, next couple, next several, not too distant, foreseeable, future, upcoming,"
    "subsequent, down the, when possible, whenever, where possible, wherever, practicable, when it is, where it is,"
    "prompt, periodical, becomes available, become available, more information, more details, more news, more to share, investigation, once our review, once the review, analysis,"
    "reasonably, time allows, time permits, timely, undue, unreasonable, reasonable"
)
_TRY = (
    r"(?:aim|strive|endeavou?r|attempt|try(?= to (?:notify|inform|tell|process|answer|respond|reply|give (?:you )?))|work (?:very )?hard|do (?:our|the) (?:very )?(?:best|utmost)|do (?:everything|what(?:ever)?|all)(?: that)? (?:we|they) can|"
    r"make every (?:reasonable )?effort|make (?:all )?(?:reasonable|our best) efforts|use (?:(?:all|our|commercially) )*(?:reasonable|best) (?:\w+ )?(?:efforts|endeavou?rs))"
)
_NAME = (
    r"(?-i:(?!(?:You|They|He|She|It|Users?|Customers?|Members?|Drivers?|Sellers?|Buyers?|Guests?|Clients?|Subscribers?"
    r"|Passengers?|Developers?|This|That|There|Licensees?|Merchants?|Partners?|Participants?|Hosts?)\b)[A-Z][\w&-]+)"
)
_DEED = (
    r"(?:answer|respond|reply|resolve|fix|restore|deliver|ship|publish|provide|keep|minimi[sz]e|ensure|make sure|protect|prevent"
    r"|avoid|balance|process|refund|correct|return|reduce|maintain|notify|inform|tell|contact|give|let|collect|pay|complete|supplement)"
)
_TABLES: dict[Form, str] = {
    "time": rf"""
{_NEVER_WORDS} :: {_WE}{_ADV}{_WILL}(?! not)\b[^.;!?]{{0,160}}? {_NEVER}
{_NEVER_WORDS} :: (?<!in ){_NEVER},? {_WE}{_WILL}(?! not)\b[^.;:!?]{{0,80}}(?!:)
{_NEVER_WORDS} :: (?:{_DOING} |^)(?:work|try)ing\b[^.;!?]{{0,120}}? {_NEVER}
{_NEVER_WORDS} :: (?<!in ){_NEVER},? (?:you|users|customers|members|guests|everyone|those)\b[^.;:!?,]{{0,60}}? will (?:be |also |then )*(?:given|offered|sent|able|receive|get|see|find|have)\b[^.;:!?]{{0,80}}
soon, shortly :: (?:pre-?orders?|orders|sales?|bookings?|registrations?|sign-?ups?|applications)\b[^.;!?,]{{0,50}}? (?:will be open(?:ing|ed)?|will open|opens?|are opening) {_NEVER}
{_NEVER_WORDS} :: (?:should (?:be|start|arrive|see|reach|have|receive)|(?:is|are) coming)\b[^.;!?]{{0,60}}? {_NEVER}
{_NEVER_WORDS} :: you(?:'ll| will| should| can expect to)(?: then)? (?:hear|receive|get|have|be (?:contacted|notified|informed|able|refunded|told|updated))\b[^.;!?]{{0,100}}? {_NEVER}
{_NEVER_WORDS} :: (?:will|shall|to) be (?:\w+ly )?(?:published|announced|released|shared|added|available|restored|resolved|fixed|communicated|refunded|processed|provided|posted|supported|made|answered|dealt|contacted|notified|informed|credited|reimbursed|back|rolled|launched|shipped|introduced|updated)\b[^.;!?]{{0,100}}? {_NEVER}
follow :: (?:(?:further|more) )?(?:updates?|details?|information|news|announcements?) (?:will|to) follow
on their way, on its way, on the way :: (?:features|integrations|improvements|languages|apps|options|surprises|updates) (?:(?:is|are) )?(?:already |also )?on (?:the|their) way
in the future :: {_WE}{_WILL}(?: also)? (?:support|add|offer|introduce|bring|expand|provide|publish|share|build|release|make)\b[^.;!?]{{2,100}}? in the future
on the way, in the works, in the pipeline, around the corner :: [^.;!?]{{3,60}}? (?:is|are) (?:already |also )?(?:on the way|in the works|in the pipeline|(?:just )?around the corner)
stay tuned, watch this :: (?:stay tuned|watch this space) for (?:more|updates?|news|details|further|announcements?)\b[^.;!?]{{0,60}}
soon, future, later, upcoming :: (?:^|[(,:;–—-] ?)(?:[\w-]+ ){{0,4}}?(?:coming (?:very )?soon|in an? (?:future|upcoming|later) (?:release|version|update))(?= ?[)\].;:!]|$)
""",
    "effort": rf"""
aim, striv, endeav, attempt, try, seek, hard, best, utmost, can, effort :: (?:{_WE}|{_NAME}(?='ll| will| shall)){_ADV}(?:'ll| will| shall)?{_ADV} {_TRY} to (?:\w+ly )?{_DEED}\b[^.;!?]{{2,160}}
""",
    "deed": rf"""
into :: (?:{_WE}{_WILL}|{_DOING}|{_WE}{_ADV}){_ADV} look(?:ing)? into\b[^.;!?]{{0,120}}
review, improv, strengthen, explor, evaluat, assess, enhanc, revisit, optimi, upgrad, streamlin, refin :: (?:(?<!always )(?<!constantly )(?<!continually )(?<!continuously ){_DOING}(?<!always)(?<!constantly)(?<!continually)(?<!continuously) {_ING}|{_WE}{_WILL}{_ADV} {_REVIEW}) {_OURS}\b[^.;!?]{{2,160}}
working, work on, work to :: (?:(?:{_WE}(?:'re| are| is)(?: (?:currently|actively|also|now|still|already|hard|both|further))*) working|{_WE}(?:'ll| will){_ADV} (?:continue (?:to work|working)|work)|{_WE} continue to work) (?:closely |hard )?(?:on|to|towards?|with) (?!your|you)[^.;!?]{{2,160}}
feedback, suggestion, comment, request, concern, account, board, mind, consider :: {_WE}(?:{_WILL}|'ve| have)?{_ADV} (?:(?:tak(?:e|en)|bear|borne|keep|kept) (?:\w+ ){{0,4}}?(?:into (?:account|consideration)|on board|in mind|under advisement)|(?:be sure to |make sure to |continue to )?(?:pass|passed|forward|forwarded|share|shared|relay|relayed) (?:on |along )?(?:this|that|it|your \w+|the \w+|these)(?: as an? \w+| \w+)? (?:along|on(?: to)?|to|with) (?:the|our|my)\b)[^.;!?]{{0,100}}
consider :: {_WE}{_WILL}{_ADV} consider (?:it|this|that|your (?:request|case|feedback|suggestion|application|idea)s?)\b[^.;!?]{{0,60}}
step, measure, action :: (?:{_DOING}|{_WE}{_WILL}) (?:tak(?:e|ing)|implement(?:ing)?|put(?:ting)? in place) (?:all |the |any |further |additional |necessary |every |immediate |proactive |concrete |several |these |some |more )*(?:steps|measures|actions?|precautions)\b[^.;!?]{{0,120}}
aware, issue, working, looking :: {_WE} are aware of[^.;!?]{{0,80}}? and (?:are|we are|we're)(?: currently| actively)* (?:working|looking) (?:on|to|into)[^.;!?]{{2,60}}
monitor :: {_WE}(?:'ll| will) (?:continue to (?:closely )?monitor|keep monitoring|keep a close eye)\b[^.;!?]{{0,100}}
update, posted, inform, touch, contact, back :: {_WE}(?:'ll| will) (?:keep you (?:\w+ )?(?:updated|posted|informed|in the loop)|be in (?:touch|contact)|get back to you|update you|provide (?:an |further |more )?updates?|reach out(?: to you)?)\b[^.;!?]{{0,100}}
when, once, as soon as :: {_WE}(?:'ll| will) let you know (?:when|once|as soon as)\b[^.;!?]{{2,80}}
feedback, suggestion, comment, request, concern :: I(?:'ve| have|'ll| will)(?: also| now| just)? (?:pass|passed|forward|forwarded|share|shared|relay|relayed)(?: on| along)? (?:this|that|it|your \w+)(?: as an? \w+| \w+)? (?:along|on(?: to)?|to|with) (?:the|our|my)\b[^.;!?]{{0,80}}
""",
    "chance": r"""
case-by-case, case by case :: (?:considered|decided|reviewed|handled|assessed|consider|decide|review|handle|assess|look at)(?: [\w ]{1,30})? (?:on an? )?case[- ]by[- ]case(?: basis)?
may be, might be, could be :: (?:help|support|assistance|compensation|(?:a |an )?(?:refund|credit|exception|alternative)s?|options?) (?:may|might|could) be (?:available|offered|possible|considered|provided)(?! (?:under|as|in accordance|subject|to you under|by law))
""",
    "ahead": r"""
advance, beforehand, ahead, notice :: (?:will|shall|'ll)(?: \w+ly)? (?:communicate|notify|inform|tell|announce|let|give|provide|e-?mail)\b[^.;!?]{0,80}? (?:in advance|beforehand|ahead of time|(?:prior|advance|reasonable|sufficient) notice)
""",
    "later": rf"""
plan, intend, aim, hoping :: {_WE}(?:'re| are)?(?: \w+ly| also| now)* (?:plan(?:ning)?|intend(?:ing)?|hoping) (?:to|on) (?:\w+ly |also )?(?:\w+ing )?(?:add|improve|make|implement|introduce|upgrade|change|migrate|move|roll|strengthen|review|invest|increase|expand|replace|publish|share|release|restore|prevent|reduce|build|test|send|provide)\w*\b[^.;:!?]{{3,140}}
continue, committed :: {_WE}(?:(?:'ll| will)(?: \w+ly)? continue (?:to )?|(?:'re| are) (?:fully |firmly |deeply )?committed to )(?:investigat|work|improv|invest|review|look|ensur|prevent|provid|mak|keep|do)\w*\b[^.;:!?]{{3,140}}
implementing, developing, deploying, introducing, adding, putting, building :: {_WE}(?:'re| are)(?: also| now| currently)* (?:implementing|developing|deploying|introducing|adding|putting in place|building) (?:an? )?(?:additional|further|new|more|better|stronger|permanent|improved)\b[^.;!?]{{3,120}}
being developed, being tested, being worked :: (?:fix|solution|patch|improvement|change)s? (?:is|are)(?: currently| also)? being (?:developed|tested|worked on|built)
making :: {_WE}(?:'re| are)(?: also| now| currently)* making (?:\w+ )?(?:changes|improvements|adjustments|investments)\b[^.;:!?]{{0,140}}
will be :: {_WE} will (?:also )?be (?:\w+ly )?(?:switching|updating|improving|adding|making|implementing|introducing|upgrading|changing|migrating|moving|rolling|strengthening|reviewing|investing|increasing|expanding|replacing|revising)\b[^.;:!?]{{3,160}}
""",
}  # fmt: skip
VAGUE = Gated(_TABLES)
_WAITS = later(
    r"\b(?:so (?:that )?(?:we|our|they) can|to help us|if you|if(?=:)|once you|once we|when you|after you|until you|as soon as (?:you|we (?:have|know|hear|get|receive))"
    r"|if (?:anything|there)|unless|whether|in order for us)\b",
    re.I,
)
_SENT_ON = later(
    r"\b(?:get in touch|best next step|reach out to|contact (?:our|the|them|us)|call (?:us|our)|e-?mail us)\b",
    re.I,
)
"""A way that the reader can go herself."""
_OR_ELSE = later(r"\b(?:feel free to|but if not|if not,)", re.I)
_NO_DEED = later(
    r"\b(?:see you|look(?:ing)? forward|hear from you|this (?:post|article|page)|(?:will|'ll) (?:explore|discuss|cover|look at|see|talk about|dive|walk)"
    r")\b",
    re.I,
)
_DISCLAIMED = later(
    r"^(?:while|although|whilst|though)\b|\b(?:guarantee|warrant)|\bmay not\b|\bestimated (?:\w+ )?(?:time|date)|\b(?:cannot|can't|not) (?:be|promise|assure|commit)",
    re.I,
)
"""Who says that it is no promise has made none."""
_TOLD_OF = later(r"\b(?:how|what|why)(?: \w+)?\s*$", re.I)
"""“How we are working to …” only announces what is told."""
_ONE = later(r"\bI(?:'ll|’ll| will)\b")
"""One person who can be asked says what comes next."""
_DAY = later(
    rf"\b(?:(?:{COUNT}|one) (?:(?:business|working) )?(?:days?|weeks?|hours?)|(?:jan|feb|march|april|june|july|aug|sept|oct|nov|dec)\w* \d|\d{{1,2}} (?:jan|feb|march|april|may|june|july|aug|sept|oct|nov|dec))",
    re.I,
)
_OPEN_NOTICE = later(
    r"\b(?:when(?:ever)? (?:\w+ )?possible|well in advance|where (?:\w+ )?possible)\b", re.I
)
_FORECAST = later(
    r"^\W*(?:\w+ ){0,8}?should\b|^\W*coming (?:very )?soon|^(?:stay tuned|watch this)", re.I
)
_CONSIDERED = later(r"\blooking into \w+ing\b", re.I)
_LATER = later(r"\b(?:future|upcoming|later|subsequent) (?:releases?|versions?|updates?)\b", re.I)
_OWED = later(
    r"\b(?:you|your|details|information|updates?|news|answers?|fix(?:es|ed)?|refund\w*|restor\w+|resolv\w+|support|reply|respond"
    r"|features?|changes|users|customers|members)\b",
    re.I,
)
"""Something is owed to who reads."""


@dataclass(frozen=True, slots=True)
class Vague:
    """One commitment without a day: its form, where it stands, and whether somebody is owed it."""

    form: Form
    span: Span
    firm: bool = True


def vague(sentence: Sentence, after: str, before: str = "") -> Iterator[Vague]:
    """What a sentence commits to without saying when; `after` and `before` stand beside it.

    One a form at most; none where it names a day, an amount or a version, hangs on what the
    reader does first, or names the way that she can go herself.
    """
    text = sentence.text
    met = list(VAGUE.met(text, sentence.whole, sentence.lower))
    if not met or dated(text) or text.endswith(("?", ":")):
        return
    waits = _WAITS.search(text) is not None
    last = -1
    for form, span in met:
        if span.start < last or sentence.quotes(span) or (waits and form != "chance"):
            continue
        if _mended(form, span, text, after, before):
            continue
        last = span.end
        words = span.of(text)
        lead = len(words) - len(words.lstrip(" (,:;–—-"))
        yield Vague(form, Span(span.start + lead, span.end), _firm(form, words, text))


def _mended(form: Form, span: Span, text: str, after: str, before: str) -> bool:
    """Whether it is no deed, is disclaimed, or a day or a way stands beside it."""
    if _NO_DEED.search(span.of(text)) or _NO_DEED.search(text[:40]):
        return True
    if form in ("effort", "time") and _DISCLAIMED.search(text):
        return True
    if form in ("deed", "later", "time"):
        if dated(after) or _TOLD_OF.search(text, 0, span.start) or _OR_ELSE.search(text):
            return True
        if form == "deed" and _SENT_ON.search(text):
            return True
        return form == "time" and (_ONE.search(after) or _DAY.search(before)) is not None
    return False


def _firm(form: Form, words: str, text: str) -> bool:
    """Whether the reader is owed it, and nothing in it can be checked."""
    if form in ("effort", "chance", "later"):
        return False
    if form == "ahead":
        return _OPEN_NOTICE.search(text) is not None
    if form == "deed":
        return _CONSIDERED.search(words) is None
    return _LATER.search(words) is not None or (
        _FORECAST.search(words) is None and _OWED.search(text) is not None
    )
