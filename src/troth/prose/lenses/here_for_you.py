"""Where are we warm to people to whom we are breaking promises?

Why it matters: “We are here for you” is read by somebody who has waited three weeks for an answer
that was promised in one day. Warm words over broken promises are worse than none.
How it decides: It finds words of care for the reader (“here for you”, “you come first”, “we care
about our drivers”) and looks in the ledger for promises of ours that are tested, made to
everybody or to the people who are named, and not kept: at least two failures, in one case in ten
or more. It speaks where the whole interval lies below nine in ten, and is unsure where it does
not, or where the promise was made to others than the text names.
When it stays silent: Without a workspace; where nothing is tested, or what is tested is kept; on
papers for the house; where the same text says that we failed.
Source: Rules over words; the share of kept promises with the interval of Wilson (1927), as the
last run left it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import (
    Backing,
    BackingPromise,
    Hit,
    Page,
    ProseCard,
    Strength,
    silent,
    speaks,
    unsure,
)
from troth.patterns import later
from troth.text.deflecting import owned
from troth.text.gated import Gated
from troth.text.occasion import occasion
from troth.text.reading import spoken
from troth.text.served import SERVED

CARD = ProseCard(severity="warning", needs_ledger=True, status="preview", options={"least": 5})

_YOU = rf"(?:you|our (?:\w+ )?{SERVED}|each (?:and every )?(?:one )?of you|every (?:\w+ )?{SERVED})"
_WARM = Gated(
    {
        "warm": rf"""
here for, here to, by your side, your back, behind you, there for :: (?:we're|we are|we'll (?:always )?be|we will (?:always )?be|always|our \w+ (?:\w+ )?(?:is|are))(?: always| all| also)* (?:(?:here|there) (?:for {_YOU}|to (?:help|support|listen to|look after) {_YOU})|by your side|(?:right )?behind you)[^.;!?,]{{0,40}}
your back :: (?:we've|we have)(?: always)? got your back
care, caring :: we (?:really |truly |deeply |genuinely )*care(?: deeply| a lot)?(?: about| for) {_YOU}[^.;!?,]{{0,40}}
first, priority, heart, centre, center :: (?:(?:putting|we put|we always put) {_YOU} first|{_YOU} (?:always )?comes? first|{_YOU}(?:r)?(?:'s|')? (?:\w+ )?(?:is|are|remains?) (?:our )?(?:(?:top|number one|first|highest|utmost|main) )?priority|(?:{_YOU} (?:are|is)|putting {_YOU}|we put {_YOU}) at the (?:heart|centre|center) of[^.;!?,]{{0,40}})
family, matter, mean, value :: {_YOU}(?:'re| are) (?:part of (?:our|the) family|family)|(?:you|your (?:time|trust|business|custom|loyalty|opinion)) (?:really |truly )?(?:matters?|means?) (?:so much |a lot |everything |the world )?to us|we (?:truly |really |greatly )?value (?:you\b|your (?:time|trust|custom|business|loyalty))[^.;!?,]{{0,40}}
trust, promise, word :: you can (?:always )?(?:rely|count|depend) on us|we (?:always )?keep our (?:promises|word)
"""
    }
)
PARTS = _WARM.words
_SERVED = later(rf"\b{SERVED}\b", re.I)
_ALL = frozenset({"customer", "client", "user", "member", "visitor"})


def judge(page: Page) -> Iterable[Hit]:
    """A finding for the first warm words, beside the promise that is broken most."""
    document = page.document
    if page.backing is None or occasion(document.prose, page.genre) == "house":
        return
    broken = _broken(page.backing, page.options.get("least", 5))
    if not broken:
        return
    sentences = list(spoken(document, page.sentences))
    if owned(sentences):
        return
    named = _sides(document.prose)
    worst = min(broken, key=lambda one: (not _same(one, named), one.kept or 0.0, one.id))
    for sentence in sentences:
        met = next(_WARM.met(sentence.text, sentence.whole, sentence.lower), None)
        if met is not None and not sentence.quotes(met[1]):
            sure = _same(worst, named) and worst.high is not None and worst.high < 0.9
            yield Hit(
                span=sentence.place(met[1]),
                says=f"“{{quote}}” – and “{worst.words}” failed {_failed(worst)} of {worst.n} times.",
                instead="say what was not kept, and what is done about it; or leave the warmth out",
                status="speaks" if sure else "unsure",
                strength=Strength(
                    "rate",
                    worst.n,
                    "cases of this promise",
                    "share kept, Wilson 95 %",
                    worst.kept or 0.0,
                    worst.low,
                    worst.high,
                ),
                next="Write to those for whom it failed before you write to all.",
                would_change="The promise kept, or the failure named in the same text.",
                data={"promise": worst.id},
            )
            return


def _broken(backing: Backing, least: object) -> list[BackingPromise]:
    """The confirmed promises that fail in one case of ten or more."""
    cases = least if isinstance(least, int) else 5
    return [
        one
        for one in backing.promises
        if one.confirmed
        and one.kept is not None
        and one.kept <= 0.9
        and one.n >= cases
        and _failed(one) >= 2
    ]


def _failed(one: BackingPromise) -> int:
    return one.n - round((one.kept or 0.0) * one.n)


def _sides(words: str) -> frozenset[str]:
    """Which people a text names, in the singular."""
    return frozenset(found.lower().rstrip("s") for found in _SERVED.findall(words))


def _same(one: BackingPromise, named: frozenset[str]) -> bool:
    """Whether a promise was made to those the text names: to all, where either names nobody."""
    theirs, ours = _sides(one.words) - _ALL, named - _ALL
    return not theirs or not ours or bool(theirs & ours)


_BROKEN = ("We answer every message within one day (kept 9 of 30)",)

EXAMPLES = (
    speaks(
        "Here for you, and not answered",
        "News of the spring. «We are always here for you». Order as before.",
        genre="launch",
        says="“We answer every message within one day” failed 21 of 30 times",
        backing=_BROKEN,
    ),
    speaks(
        "Couriers come first, and are paid late",
        "A word to all who ride. «Our couriers come first».",
        genre="post",
        says="failed 12 of 40 times",
        backing=("Couriers are paid out every Friday (kept 28 of 40)",),
    ),
    speaks(
        "We keep our word",
        "«We always keep our word».",
        genre="price",
        says="failed 21 of 30 times",
        backing=_BROKEN,
    ),
    silent(
        "What is tested is kept",
        "We are always here for you.",
        genre="launch",
        backing=("We answer every message within one day (kept 58 of 60)",),
    ),
    silent(
        "Nothing is tested yet",
        "We are always here for you.",
        genre="launch",
        backing=("We answer every message within one day",),
    ),
    silent(
        "No workspace",
        "We are always here for you.",
        genre="launch",
    ),
    silent(
        "The failure is named",
        "We are here for you, and since May we were not: we failed to answer two messages in three "
        "within a day.",
        genre="post",
        backing=_BROKEN,
    ),
    silent(
        "A paper for the house",
        "We put our couriers first.",
        genre="strategy",
        backing=("Couriers are paid out every Friday (kept 28 of 40)",),
    ),
    unsure(
        "Few cases yet",
        "«We are always here for you».",
        genre="launch",
        says="failed 2 of 8 times",
        backing=("We answer every message within one day (kept 6 of 8)",),
    ),
)
