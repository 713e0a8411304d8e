"""Where do our words press, shame or hold somebody?

Why it matters: “Only 2 left”, “no thanks, I hate saving” and a trial that turns into a year sell
today to somebody who will not come back, or cannot leave.
How it decides: It asks rules for six ways: scarcity, urgency, the crowd (“37 people look at
this”), shaming a no, a trial that turns into charges, and what is added unasked; and in letters
for three more: a question that is punished (“reminders put you at the end of the queue”), a case
that closes by itself within days unless she answers, and a gift with strings.
When it stays silent: On papers for the house and on terms (`hard-to-leave` tells what stands in
the way of leaving), stories, notes of releases and reports, pressing words without an offer, plain dates of an end (“until 3 May”), and what customers say. In a text of unknown kind it
speaks only where two such sentences stand. The crowd, and scarcity or urgency with a number that
may be true, are unsure.
Source: Mathur and others (2019), seven categories of 1,818 instances; Gray and others (2018);
article 25 of Regulation (EU) 2022/2065, as a list of questions. Rules over words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from troth.extend.prose import Hit, Page, ProseCard, Span, silent, speaks, unsure
from troth.patterns import later
from troth.text.dark_patterns import RULES, DarkPattern, find
from troth.text.gated import Gated
from troth.text.occasion import occasion
from troth.text.reading import Sentence, spoken

CARD = ProseCard(severity="warning", status="preview")

_LETTERS = Gated(
    {
        "punished": r"""
remind, chas, contact, call, enquir, e-mail, messages :: (?:please )?(?:do not|don't|avoid|refrain from) (?:send(?:ing)?|chas(?:e|ing)|contact(?:ing)?|call(?:ing)?|e-?mail(?:ing)?|enquir(?:e|ing))[^.!?]{0,60}?(?:as|because|since|,) (?:this|these|it|doing so|they|your)(?: \w+){0,2}? (?:will|may|can|could) (?:place|put|move|push|delay|slow|send|reset|extend)[^.;!?]{0,60}
""",
        "closing": r"""
clos :: (?:if|unless) (?:we|i) (?:do not|don't|have not|haven't)? ?(?:hear|receive|get) (?:back |anything |a (?:reply|response) )?(?:from you )?(?:in|within|by|for) [^.;!?]{1,40}?,? (?:we|i|this|your|the)(?:'ll| will)(?: \w+){0,4}? (?:be )?clos(?:e|ed)[^.;!?]{0,50}
close, closed :: (?:we|i)(?:'ll| will)(?: \w+){0,3}? close (?:this|your|the) (?:ticket|case|request|issue)(?: \w+)? (?:if|unless) [^.;!?]{0,60}? (?:hours?|days?)[^.;!?]{0,30}
""",
        "strings": r"""
voucher, credit, coupon, discount, code :: (?:voucher|credit|coupon|discount|gift card|code)\b[^.;!?]{0,60}? (?:valid|expires?|to be used|usable|redeemable)[^.;!?]{0,30}? (?:\d+|seven|three|ten|fourteen) days?[^.;!?]{0,60}
voucher, credit, coupon, discount, code :: (?:voucher|credit|coupon|discount|gift card|code)\b[^.;!?]{0,60}? (?:on|for|with) (?:orders?|purchases?|spends?|bookings?) (?:over|above|of) [£$€]?\d[^.;!?]{0,40}
""",
    }
)
_CHANGES = Gated(
    {
        "forced-continuity": r"""
automatically, opt out, object, do nothing, action :: (?:you|your (?:\w+ ){0,2}?(?:account|plan|subscription|membership|tariff|contract)|all (?:\w+ )?(?:customers|accounts|plans|members|users)|(?:existing|current) (?:customers|members|users|plans))(?:'ll| will)(?: then)?(?: be)? automatically(?: be)? (?:moved|migrated|upgraded|enrol\w+|switched|transferred|converted|opted in|charged|billed|renewed?|signed up)[^.;!?]{0,80}
opt out, object, do nothing, tell us, contact us, cancel :: (?:unless you (?:opt out|tell us|object|contact us|cancel|let us know)|if you do nothing)[^.;!?]{0,80}
added, enrolled, upgraded, switched, opted, moved, signed :: we(?:'ve| have)(?: already| automatically)* (?:enrolled|upgraded|switched|opted|signed|moved) (?:you|your (?:account|plan|subscription))\b[^.;!?]{0,60}
opt out, keep your, stay on, switch back, decline :: (?:to|if you(?:'d| would)? (?:prefer|want|like|wish|rather)(?: to)?) (?:opt out|keep your \w+|stay on|switch back|decline)[^.;!?]{0,60}? (?:call|write to|contact|phone|visit|by post|in writing)[^.;!?]{0,40}
continued, continuing :: (?:your )?continued use[^.;!?]{0,60}? (?:constitutes?|means?|will be|is)[^.;!?]{0,40}
continu :: by continuing to use[^.;!?]{0,60}? you (?:will )?(?:agree|accept|consent)[^.;!?]{0,40}
"""
    }
)
PARTS = (*_LETTERS.words, *_CHANGES.words, *RULES.words)
_SAYS = {
    "scarcity": "“{quote}” – scarcity: it presses, and nobody can check the number.",
    "urgency": "“{quote}” – urgency: it presses to decide before thinking.",
    "social-proof": "“{quote}” – the crowd is made to press.",
    "confirmshaming": "“{quote}” – who says no is made to feel ashamed.",
    "forced-continuity": "“{quote}” – forced continuity: it goes on and costs unless she stops it.",
    "sneaking": "“{quote}” – sneaking: something is added that she did not ask for.",
    "punished": "“{quote}” – who asks again is punished for it.",
    "closing": "“{quote}” – her case closes by itself, and the burden is hers.",
    "strings": "“{quote}” – a gift with strings: it has to be earned by another order.",
}
_INSTEAD = {
    "scarcity": "say how many there are and when more come, or nothing",
    "urgency": "name the day on which it ends and why, once, without pressing",
    "social-proof": "leave the crowd out; say what the thing does",
    "confirmshaming": "let no be called “No, thanks”",
    "forced-continuity": "ask again before it costs anything, and end it if no answer comes",
    "sneaking": "leave every box empty and every extra out until it is asked for",
    "punished": "say where the case stands, so that nobody needs to ask",
    "closing": "keep it open until she says that it is settled",
    "strings": "give it back in money, or as credit without a date or a least sum",
}
_PRESSING = frozenset({"scarcity", "urgency", "social-proof"})
_PRESSES = later(
    r"^hurry|limited[- ]time|chance|act (?:now|fast|quickly|today)|miss|ends? |ending|expir|too late|only|final|countdown",
    re.I,
)
_OFFERED = later(
    r"!|[£$€%]|\b(?:offers?|orders?|buy|book|prices?|save|deals?|sale|discounts?|upgrade|subscribe|join|sign up|seats?|places?|spots?|yours)\b",
    re.I,
)
_TRIAL = later(
    r"\btrial\b.{0,120}\b(?:charged?|billed|paid|becomes?|converts?|renews?|turns? into)\b"
    r"|\b(?:charged?|billed|renews?)\b.{0,80}\bunless you (?:cancel|tell|opt)",
    re.I,
)
_ADDED = later(
    r"\bpre-?(?:ticked|checked|selected)|\b(?:added|included) (?:in|to) your (?:basket|cart|order|bill)|opt(?:ed)? out",
    re.I,
)
_TOLD = frozenset({"launch", "change"})
_GENRES = frozenset({"launch", "price", "post", "questions", "change"})


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each sentence that presses, shames or holds."""
    document = page.document
    told = occasion(document.prose, page.genre)
    if told in ("house", "contract") or page.genre in ("story", "release", "status"):
        return
    found = list(_found(spoken(document, page.sentences, headings=True), told, page.genre))
    if page.genre not in _GENRES and told != "letter" and len(found) < 2:
        return
    for sentence, way, span in found:
        yield Hit(
            span=sentence.place(span),
            says=_SAYS[way],
            instead=_INSTEAD[way],
            status="unsure" if way in _PRESSING else "speaks",
            next="Ask whether you would say it to her face.",
            would_change="The plain fact in its place.",
            data={"way": way},
        )


def _found(
    sentences: Iterable[Sentence], told: str | None, genre: str | None
) -> Iterator[tuple[Sentence, str, Span]]:
    for sentence in sentences:
        own = _LETTERS if told == "letter" else _CHANGES if genre in _TOLD else None
        if own is not None:
            met = next(own.met(sentence.text, sentence.whole, sentence.lower), None)
            if met is not None:
                yield sentence, met[0], met[1]
                continue
        for one in find(sentence.text, heads=False):
            if _counts(one, sentence, genre) and not sentence.quotes(one.words):
                yield sentence, one.category, one.words


def _counts(one: DarkPattern, sentence: Sentence, genre: str | None) -> bool:
    """Whether it presses in prose too: rules that were made for shop windows find clocks in it."""
    words = one.words.of(sentence.text)
    offered = genre in _TOLD or _OFFERED.search(sentence.text) is not None
    if one.category == "urgency":
        in_a_hurry = re.search(r"\ba hurry\b", sentence.text, re.I) is not None
        return _PRESSES.search(words) is not None and offered and not in_a_hurry
    if one.category == "scarcity":
        return offered
    if one.category == "forced-continuity":
        return _TRIAL.search(sentence.text) is not None
    if one.category == "sneaking":
        return _ADDED.search(sentence.text) is not None
    return one.category in ("social-proof", "confirmshaming")


EXAMPLES = (
    speaks(
        "A question is punished",
        "«Please do not send reminders, as these will place your case at the end of the queue».",
        genre="reply",
        says="who asks again is punished",
    ),
    speaks(
        "The case closes by itself",
        "«If we do not hear from you within 24 hours we will close this ticket».",
        genre="reply",
        says="the burden is hers",
    ),
    speaks(
        "A gift with strings",
        "I have added a «voucher of £3, valid for 7 days on orders over £40».",
        genre="reply",
        says="a gift with strings",
    ),
    silent(
        "The plain day of an end",
        "The lower price holds until 3 May.",
        genre="price",
    ),
    silent(
        "Papers of the house",
        "Hurry, only 3 left! Offer ends today.",
        genre="plan",
    ),
    silent(
        "Credit without strings",
        "I have put £10 on your account. Use it whenever you like.",
        genre="reply",
    ),
    silent(
        "Keeping a case open",
        "Your case stays open until you tell me that it is settled.",
        genre="reply",
    ),
    silent(
        "A heading that counts",
        "Two depots are left to visit before we decide where the third will be.",
        genre="post",
    ),
    unsure(
        "A number that may be true",
        "«Only 3 left» at this price!",
        genre="price",
        says="scarcity",
    ),
)
