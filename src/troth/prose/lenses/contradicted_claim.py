"""Which sentence is taken back by another one, or by the record?

Why it matters: Who reads both believes neither. And who reads only the first will come back with
the second in her hand.
How it decides: It looks for a sentence that denies a harm, gives a length of time, a freedom to
leave, or says that a sum is right, and for one that takes it back: harm to the same thing, a
longer time, a duty, an estimate. With a workspace it holds each claim
against the promise that stands behind it: where that was kept too seldom (the whole 95 % interval
below 80 %), the record says otherwise.
When it stays silent: Where the first sentence holds its exception itself; on likeness of words
alone; on what can be stopped beside a contract (texts, alerts, a trial), for its term is another
matter; on prices and fees; on quoted words; on code and documents of the house. It is unsure where the first only plays
down what the second tells, since the one may be the earlier news, and where a sum may have been
estimated rightly.
Source: Rules over numbers, things and polarity; how a promise was kept, by Wilson (1927).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.backing import weigh
from troth.text.claims import claims, quoted
from troth.text.opposing import opposed

CARD = ProseCard(severity="warning", status="trial", options={"kept_below": 0.8, "least": 20})
TRIGGERS = None

_SAYS = {
    "harm": "“{quote}” – line {line} tells of harm to the same thing.",
    "everywhere": "“{quote}” – line {line} says that it was so everywhere.",
    "longer": "“{quote}” – with what line {line} adds it was longer.",
    "softened": "“{quote}” – line {line} tells of more than that.",
    "bound": "“{quote}” – line {line} sets a term.",
    "estimated": "“{quote}” – line {line} says that it rests on an estimate.",
}
_INSTEAD = "say both in one sentence, or leave out the one that is not true"
_STANDING = frozenset({"terms", "price", "release", "questions"})
_UNSURE = frozenset({"softened", "estimated"})


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each sentence that the same text, or the record, takes back."""
    if for_ourselves(page.document.prose, page.genre) or page.genre is None:
        return
    spans = list(_own(page))
    read = [page.words(span) for span in spans]
    for pair in opposed(read):
        if pair.way == "softened" and page.genre in _STANDING:
            continue
        first, second = spans[pair.first], spans[pair.second]
        line = page.document.position(second.start)[0]
        yield Hit(
            span=_placed(page, first, pair.words),
            says=_SAYS[pair.way].replace("{line}", str(line)),
            instead=_INSTEAD,
            status="unsure" if pair.way in _UNSURE else "speaks",
            strength=Strength("rule", 2, "sentences", "numbers, things and polarity"),
            next="Find out which of the two is true.",
            would_change="One of the two changed, or both said together.",
            more=() if first == second else (second,),
            notes=(f"line {line}: {read[pair.second]}",),
        )
    yield from _recorded(page, spans)


def _recorded(page: Page, spans: Iterable[Span]) -> Iterator[Hit]:
    """Claims whose own promise was kept too seldom."""
    if page.backing is None:
        return
    below, least = page.options.get("kept_below", 0.8), page.options.get("least", 20)
    broken = [
        one
        for one in page.backing.promises
        if one.backs_claims and one.high is not None and one.kept is not None
        and isinstance(below, float) and one.high < below
        and isinstance(least, int) and one.n >= least
    ]  # fmt: skip
    for span in spans if broken else ():
        text = span.of(page.document.prose)
        for claim in claims(text):
            words = claim.words(text)
            one = next((one for one in broken if weigh(words, one.words).verdict == "backed"), None)
            if one is not None and one.kept is not None:
                yield Hit(
                    span=Span(span.start + claim.span.start, span.start + claim.span.end),
                    says=f"“{{quote}}” – the record says otherwise: kept in {one.kept:.0%} of "
                    f"{one.n} cases.",
                    instead="say how often it is so, or keep it first",
                    strength=Strength(
                        "rate",
                        one.n,
                        "cases",
                        "promise verified, Wilson 95 %",
                        one.kept,
                        one.low,
                        one.high,
                    ),
                    next="Look at the cases in which it was not kept.",
                    would_change="A share of kept promises that is as high as the claim.",
                    notes=(f"promise: “{one.words}”",),
                    data={"promise": one.id},
                )


def _placed(page: Page, sentence: Span, words: str) -> Span:
    """Where the words stand in their sentence, white space as it is there."""
    wanted = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = wanted.search(page.document.prose, sentence.start, sentence.end)
    return Span(*found.span()) if found else sentence


def _own(page: Page) -> Iterator[Span]:
    """The sentences that are the author's own words."""
    blocks = page.document.blocks
    theirs = [block.span for block in blocks if block.kind in ("quote", "code")]
    theirs.extend(quoted(page.document.prose, [block.span for block in blocks]))
    for span in page.sentences:
        if not any(one.start < span.end and span.start < one.end for one in theirs):
            yield span


EXAMPLES = (
    speaks(
        "Harm denied, and told",
        "«No parcel was lost» in the fire. The hall is closed until Friday.\n\n"
        "Some parcels from Hull are missing, and we look for them.",
        genre="post",
        says="tells of harm to the same thing",
    ),
    speaks(
        "Free to leave, and a term",
        "You can «cancel your plan at any time».\n\nYou must give notice at least 30 days before "
        "the month ends.",
        genre="terms",
        says="sets a term",
    ),
    speaks(
        "Longer than it is said to be",
        "On Friday there was an outage that «lasted around 20 minutes».\n\nThen the counters were "
        "slow for 40 more minutes.",
        genre="status",
        says="it was longer",
    ),
    silent(
        "The exception stands with it",
        "You can cancel at any time unless your parcel is on its way. You must give notice at least "
        "one day before we call.",
        genre="terms",
    ),
    silent(
        "Harm to another thing",
        "No parcel was lost in the fire. Two of our vans were damaged, and the counter is closed.",
        genre="post",
    ),
    silent(
        "What is stopped is not the contract",
        "You can stop our text messages at any time. You must give notice at least 30 days before "
        "the month ends.",
        genre="terms",
    ),
    silent(
        "A card that lasts, and a day for one offer",
        "Stamps never expire. The offer must be used by 31 May. There are no hidden fees; the "
        "delivery fee is £3.",
        genre="price",
    ),
    silent(
        "What has been, and is mended",
        "Your data is safe. Before May some files could be missing; this was mended.",
        genre="post",
    ),
    silent(
        "Somebody else says the contrary",
        "No parcel was lost in the fire.\n\n“Some parcels from Hull are missing, and I ask about "
        "them,” one shop wrote.",
        genre="post",
    ),
    unsure(
        "Played down, perhaps at first",
        "Some shops may see «intermittent delays».\n\nBetween nine and noon the shops in Hull were "
        "unable to print.",
        genre="status",
        says="tells of more than that",
    ),
)
