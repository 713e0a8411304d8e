"""Does somebody say outright that she is leaving, that nobody listens, or that it is unfair?

Nothing is inferred: only what is said in so many words, by the writer, of herself and of now.
What others are said to say, what stands in quotation marks, what is denied, asked, imagined or
over ("I was about to leave") does not count, and leaving a house is not leaving us.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.gated import Gated
from troth.text.masking import sentences, straight

Matter = Literal["leaving", "unheard", "unfair"]


@dataclass(frozen=True, slots=True)
class Outright:
    """What was said outright, and the sentence that says it.

    `conditional` is true where it hangs on an "if" or an "unless".
    """

    matter: Matter
    span: Span
    conditional: bool = False


LONGEST = 400
"""Of a longer sentence only the beginning is read."""
_I = r"(?<![\w'])(?:i|we)"
_AM = rf"{_I}(?:'m| am|'re| are|'ll be| will be)(?: (?:just|now|really|seriously|definitely|officially|so|completely|totally|absolutely|therefore|also|finally|all|both)){{0,2}}"
_WILL = rf"{_I}(?:'ll| will| shall|'m going to| am going to|'re going to| are going to|'m gonna)"
_OURS = (
    r"(?:you\b|your\b|y'all|u\b|them all|this (?:company|app|service|platform|airline|shop|store|bank|network|provider|place|marketplace|site|website|program(?:me)?|firm|job)"
    r"|the (?:platform|service|app|company|program(?:me)?|network|marketplace))"
)
_HELD = r"(?:subscriptions?|accounts?|memberships?|contracts?|plans?|policy|policies|services?|direct debits?|registrations?|profiles?)"
_MINE = rf"(?:my|our|this|the|both|all)(?: (?!old|second|other|duplicate|previous|former)[\w-]+){{0,3}}? {_HELD}"
_DEAL = (
    r"(?:order(?:ing)?|buy(?:ing)?|us(?:e|ing)|shop(?:ping)?|fly(?:ing)?|book(?:ing)?|com(?:e|ing) back|return(?:ing)?|deal(?:ing)?|do(?:ing)? business"
    r"|deliver(?:ing)?|driv(?:e|ing)|work(?:ing)?|rent(?:ing)?|stay(?:ing)?|sell(?:ing)?|travel(?:l?ing)?|trust(?:ing)?|recommend(?:ing)?|renew(?:ing)?|send(?:ing)? (?:anything|a parcel|parcels))"
)
_NOBODY = (
    r"(?:nobody|no one|no-one|noone|not one of you|none of you)(?! else| but)(?: (?:at|in|from|of|on)(?: [\w.]+){1,3}?)?"
    r"(?: (?:ever|even|there|here|really|seems?|wants?|bothers?|bothered|cares?|able|has|have|is|was|to|will|can|could|would|does|actually|be|been|yet)){0,5}?"
)
_HEARS = (
    r"(?:listens?|listen(?:ed|ing)|cares?|answer(?:s|ed|ing)?(?! the (?:door|bell)| my ad| at the door)|repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|(?:gets?|got|gotten|getting) back to"
    r"|reads? (?:my|our|what|these|any)|help(?:s|ed|ing|ful)?(?: me| us)?(?= *(?:[.!?,;]|$|with|until|and|here|at|on|me|us))|call(?:s|ed|ing)? (?:me |us )?back|pick(?:s|ed|ing)? up(?! (?:the|my|our|a) (?!phone))|hears? (?:me|us)"
    r"|takes? (?:me|us|this|it|my|our) (?:\w+ )?seriously|giv(?:es?|ing) a (?:damn|toss|shit|crap|fuck))"
)
_TABLES: dict[Matter, str] = {
    "leaving": rf"""
leaving, quitting :: {_AM} (?:leaving|quitting)(?: {_OURS}[^.!?;]*| (?:for (?:good|another|a different|a competitor|somebody else|someone else)|because|and (?:never|not|won't|will not|i)|after (?:this|\w+ (?:\w+ )?years?))[^.!?;]*|(?=\s*(?:[.!;,)]|$)))
switching, moving, changing, going :: {_AM} (?:switching|moving|changing|going)(?: over| away| back| everything| all)?(?: (?:my|our|all) (?:[\w-]+ ){{1,3}}?)? ?(?:to (?:another (?!address|flat|house|city|country|town|place|room|day|date|time|plan|page|flight|seat|phone|device)\w+|a different (?!address|flat|house|city|country|town|day|date|time|plan|flight|seat|phone|device)\w+|(?:a|your|the) (?:competitor|competition|rival)s?|somebody else|someone else)|(?:to a )?competitor|elsewhere\b(?! to live)|away from {_OURS})
elsewhere, somewhere else, competitor, your competit :: (?:{_WILL}|{_AM}|{_I})(?: \w+)? (?:take|taking|took|spend|spending|move|moving) (?:my|our|all my|all our)(?: \w+){{1,2}} (?:elsewhere|somewhere else|to (?:a|your|the) competit\w+)
elsewhere, somewhere else :: {_WILL}(?: \w+)? (?:go|shop|buy|order|book|look|work) (?:elsewhere|somewhere else)(?= *(?:[.!;,]|$|from now|next|in future|and|for))
never :: (?:{_WILL}|{_AM}|{_I}(?: would|'d))(?: (?:definitely|probably|certainly|personally))? never(?: ever)?(?: again)?(?: be)? {_DEAL}\b(?:[^.!?;]{{0,60}}? (?:again|any ?more)\b|(?: (?:with|from|for|at|on|to))? {_OURS}| here\b)
never :: (?<![\w'] )(?<![\w'])(?:will |shall )?never(?: ever)?(?: again)? {_DEAL}\b[^.!?;]{{0,60}}? (?:again|any ?more)\b
never :: (?<![\w'] )(?<![\w'])never(?: ever)? again (?:with|from|at) {_OURS}
never :: never again(?: (?:will|shall|would) (?:i|we))(?: ever)? {_DEAL}
won't, will not :: {_I} (?:won't|will not)(?: be| ever| be ever)?(?: \w+)? {_DEAL}\b(?:[^.!?;]{{0,60}}? (?:again|any ?more|any longer)\b| (?:with|from|for) you\b)
cancel, clos, delet, end, terminat :: {_AM}(?: going to)? (?:cancell?(?:ing)?|clos(?:e|ing)|delet(?:e|ing)|end(?:ing)?|terminat(?:e|ing)) {_MINE}
cancel, clos, delet, end, terminat :: (?:{_WILL}|{_I}(?: (?:want|would like|wish|intend|plan|decided|have decided|need)|'d like|'ve decided) to)(?: \w+)? (?:cancel|close|delete|end|terminate) {_MINE}
cancel, closed, deleted, ended, terminated :: {_I}(?:'ve| have)?(?: (?:just|already|now|finally|also|both)){{0,2}} (?:cancell?ed|closed|deleted|ended|terminated) {_MINE}
uninstall :: {_I}(?:'ve| have|'m| am)?(?: (?:just|already|now|finally)){{0,2}} uninstall(?:ed|ing)? (?:the|your|this) app(?= *(?:[.!,;]|$|for good|because|and (?:will|won't|i)))
done with :: {_AM} done with {_OURS}(?! (?:form|survey|order|question|part|step|test|update|task)\w*)
lost :: you(?:'ve| have|'re| are)?(?: (?:just|now|officially|definitely|also)){{0,2}} los(?:t|ing) (?:me\b|us\b(?! \w+ing)|(?:my|our) (?:business|custom|loyalty)|(?:a|an|another|one more)(?: [\w-]+){{0,3}} (?:customer|client|passenger|member|subscriber|courier|driver|seller|guest|user|flyer|flier|traveler|traveller))
lost my, lost our :: (?<!i )(?<!we )(?<!have )(?<!'ve )(?:just|have|has|'ve) lost (?:my|our) (?:business|custom)\b
last time :: (?:this|that|it)(?:'s| is| was| will be| has been)(?: (?:definitely|probably|absolutely|surely))? (?:the |my |our )?(?:very )?last time (?:that )?(?:(?:i|we)(?:'ll| will)?(?: ever)? (?:use|fly|order|buy|book|shop|deliver|drive|work|travel|trust|send|deal|do)|(?:using|flying|ordering|buying|booking|shopping|travell?ing|dealing))
last order, last flight, last delivery, last trip, last purchase :: (?:this|that|it)(?:'s| is| was| will be) (?:definitely )?(?:my|our) (?:very )?last (?:order|flight|delivery|trip|purchase|stay|booking) (?:with|from|for|at|on) (?:you|\w+)
for me to :: (?:enough|reason enough|the last straw)[^.!?;]{{0,15}} for (?:me|us) to (?:close|cancel|leave|switch|quit|end)\b[^.!?;]{{0,30}}?(?:{_HELD}|you\b|[.!]|$)
no longer :: {_I}(?:'m| am|'re| are| will be|'ll be) no longer (?:an? |your )?(?:[\w-]+ )?(?:customers?|members?|subscribers?|clients?)\b
quit, resign :: {_I}(?:'ve decided to| have decided to|'ll| will)? (?:quit|resign)(?=\s*(?:[.!,]|$)| (?:this job|the platform|working|delivering|driving|your))
""",
    "unheard": rf"""
nobody, no one, no-one, noone, none of you, not one of you :: {_NOBODY} {_HEARS}
you :: you(?: people| guys| all| lot)?(?: (?:just|clearly|obviously|simply|really|still|even|also))? (?:don't|do not|never|won't|will not|refuse to|didn't|aren't|are not)(?: (?:just|really|even|ever|seem to|want to|bother to|appear to))? (?:listen(?:ing)?|care(?! (?:to|if i|which|for))|(?:answer|reply|replied|respond|answered|responded)(?: to)? (?:me|us|my|our)|answer(?=\s*(?:[.!]|$))|respond(?=\s*(?:[.!]|$)))
ignor :: (?<!if )(?<!unless )you(?:'re| are|'ve been| have been|'ve| have| keep| just| all| guys| people| continue to){{0,2}} ignor(?:e|ed|es|ing) (?:me\b|us\b|my\b|our\b|all\b|every|this\b|what\b|customers|your customers)
ignored, unheard, brushed off, fobbed off :: {_I}(?:'m| am|'re| are|'ve been| have been|'m being| am being| get| got| was| were| feel| felt| keep being| keep getting)(?: (?:just|completely|totally|simply|always|again|still|being|so)){{0,2}} (?:ignored|unheard|brushed off|fobbed off)
ignored, unanswered, unheard, ignor :: (?:my|our)(?: [\w-]+){{0,2}} (?:complaints?|questions?|messages?|e-?mails?|calls?|requests?|tweets?|dms?|letters?|tickets?)(?: \w+){{0,2}} (?:is|are|was|were|been|being|go|goes|went)(?: \w+)? (?:ignored|unanswered|unheard)
wall :: (?:talk|speak|writ)ing to an? (?:brick |blank )?wall
""",
    "unfair": rf"""
unfair, unjust, fair :: (?:this|that|it|which|what you (?:do|did)|you(?: guys| people)?|they|these|those|(?:your|the|these)(?: [\w-]+){{1,4}}?)(?:'s| is| are| was| were| feels?| seems?|'re)(?: (?:just|so|very|really|totally|completely|utterly|simply|plainly|deeply|being|extremely|absolutely|also|grossly|such|an?|both)){{0,3}} (?:unfair|unjust)\b(?! (?:advantage|competition|dismissal|to (?:blame|say|ask|expect)))
fair :: (?:this|that|it|which|(?:your|the)(?: [\w-]+){{1,4}}?) ?(?:isn't|is not|'s not|was not|wasn't|doesn't (?:feel|seem)|does not (?:feel|seem)|hardly seems)(?: (?:at all|really|very|just|quite|exactly|even))? fair\b(?! (?:weather|trade|use|skin|hair|game|to (?:blame|say|ask|expect)))
unfairly, unjustly :: {_I}(?:'m| am|'re| are|'ve been| have been| was| were| got| feel)(?: \w+){{0,2}} (?:unfairly|unjustly) (?:treated|blocked|charged|banned|suspended|rated|fired|deactivated|removed|punished|fined|blamed|penali[sz]ed)
unfairly, unjustly :: (?:treat(?:ed|ing|s)?|block(?:ed|ing)?|charged|banned|suspended|rated|deactivated|punish(?:ed|ing)|blam(?:ed|ing)) (?:me|us)(?: \w+)? (?:unfairly|unjustly)
unfair :: (?:^|[.!,;:] )(?:so|totally|completely|utterly|how|grossly|very|really|simply|just|plain) unfair\b
how is, how's :: how(?: is|'s) (?:this|that|it) (?:in any way |even |at all )?(?:fair|just)\b(?! (?:a|an|the|like|me|now|in))
""",
}  # fmt: skip
_SAID = Gated(_TABLES)
HINTS = (
    *("leaving", "quit", "resign", "switching", "moving", "changing", "going", "elsewhere"),
    *(
        "somewhere else",
        "competitor",
        "your competit",
        "never",
        "won't",
        "will not",
        "cancel",
        "clos",
    ),
    *(
        "delet",
        "end",
        "terminat",
        "uninstall",
        "done with",
        "lost",
        "last ",
        "for me to",
        "no longer",
    ),
    *(
        "nobody",
        "no one",
        "no-one",
        "noone",
        "none of you",
        "not one of you",
        "ignor",
        "unanswered",
    ),
    *(
        "unheard",
        "brushed off",
        "fobbed off",
        "wall",
        "unfair",
        "unjust",
        "fair",
        "how is",
        "how's",
    ),
    *("don't", "do not", "refuse to", "didn't", "aren't", "are not"),
)
"""Words without which nothing is said outright; plain lower-case text, for an engine to look for."""
_OTHERS = later(
    r"\b(?:he|she|they|neighbou?rs?|friends?|wife|husband|mother|father|mum|mom|dad|brother|sister|son|daughter|partner|boss|people|everyone|everybody"
    r"|colleagues?|some(?:one|body)|agents?|reviews?|article|customers?|you|who)\b[^.!?;]{0,20}? (?:say|says|said|saying|claims?|claimed|think|thinks|thought|told|tells?|wrote|writes|asked|asks)\b[^.!?;]{0,40}$"
    r"|\b(?:a )?(?:song|film|book|title|slogan|joke|post|headline) (?:called|named|that says)\b[^.!?;]{0,20}$",
    re.I,
)
_IMAGINED = later(
    r"\b(?:(?:was|were|am not|'m not|are not|is not|isn't|wasn't|not saying(?: that)?|not that|don't think(?: that)?|do not think(?: that)?|don't mean|never said(?: that)?|wouldn't say(?: that)?|would not say(?: that)?"
    r"|almost|nearly|about to|used to|hope(?:fully)?|hoping|glad|thought|worried|afraid|scared|so that|in case|imagine|pretend|as if|as though|before|dream\w*|feels? like) )(?:\w+ ){0,2}$",
    re.I,
)
_TURNED = later(
    r"\b(?:by (?:mistake|accident)|accidentally|re-?install\w*|(?:just |only )?(?:kidding|joking)|in the game|(?:anyone|anybody) (?:else )?know"
    r"|for (?:the|a) (?:day|night|week|weekend|holidays?)|on (?:holiday|vacation)|for now|temporar\w+|as (?:requested|instructed|advised|you (?:asked|said|told|advised)|asked|told)|like you (?:said|asked|told))\b",
    re.I,
)
_IF = later(r"\b(?:if|unless|or else|otherwise|or i(?:'ll| will))\b", re.I)
_QUOTES = later(r"[\"“„«][^\"”“»]{1,300}[\"”»]|(?<!\w)[‘'][^'’]{3,200}['’](?!\w)")


def outright(text: str) -> list[Outright]:
    """What a message says outright, sentence by sentence, in order; of a sentence one matter."""
    plain = straight(text)
    quoted = [each.span() for each in _QUOTES.finditer(plain)]
    found: list[Outright] = []
    for span in sentences(plain):
        short = Span(span.start, min(span.end, span.start + LONGEST))
        told = next(_told(plain, short, quoted), None)
        if told is not None:
            found.append(told)
    return found


def _told(plain: str, span: Span, quoted: list[tuple[int, int]]) -> Iterator[Outright]:
    words = span.of(plain)
    if _TURNED.search(words):
        return
    for matter, where in _SAID.met(plain, span, words.lower()):
        before = plain[span.start : where.start]
        if any(start < where.end and where.start < end for start, end in quoted):
            continue
        if _OTHERS.search(before) or _IMAGINED.search(before):
            continue
        if words.endswith("?") and not _rhetorical(matter, words):
            continue
        yield Outright(matter, span, _IF.search(words) is not None)


def _rhetorical(matter: Matter, words: str) -> bool:
    """Whether a question says it all the same: “Why does nobody answer?”, “How is this fair?”"""
    if matter == "leaving":
        return False
    start = r"\W*(?:\w+,? ){0,2}why\b" if matter == "unheard" else r".*\bhow(?: is|'s)\b"
    return re.match(start, words, re.I) is not None
