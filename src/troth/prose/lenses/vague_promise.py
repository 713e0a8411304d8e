"""Where do we promise something that nobody could ever find kept or broken?

Why it matters: “We will look into it” comforts the one who says it. Who waits for it does not
know when to ask again, or whom; and nobody of us can be late.
How it decides: It looks for five forms: a time that is none (“as soon as possible”, “in a future
release”), an effort in place of a deed (“we strive to”), a deed that leaves no trace (“we are
reviewing our processes”; only in replies and reports of a fault), a chance (“help may be
available”), and notice “in advance” without saying how long before. It speaks where something is
owed to the reader; it is unsure about efforts, chances, plans and forecasts (“coming soon”), about
news to many that nobody waits for, and about notice, which can be checked when it has come.
When it stays silent: Where the sentence, or for a deed or a time one beside it, names a day, a
number, a share or a version; where one person says “I will”; where we wait for the reader first
(“send us the number so that we can look into it”), where conditions are listed, or she is told
whom else to ask; where the sentence says itself that it is no promise, or only announces what is
told (“how we work to prevent it”); on reports while a fault lasts (“investigating”), and on plans
and other papers for the house. In a text of unknown kind it speaks only of “we will … soon” and
its like.
Source: Rules over words. A promise can be kept only where it says who does what by when (Searle
1969 on commissives; Graham and others 2008 on precise public promises).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from troth.extend.prose import Hit, Page, ProseCard, Span, silent, speaks, unsure
from troth.text.dayless import dayless
from troth.text.occasion import Occasion, occasion
from troth.text.reading import Sentence, spoken
from troth.text.vague import VAGUE, Form, Vague, vague

CARD = ProseCard(severity="warning", status="preview")
PARTS = VAGUE.words

_SAYS: dict[Form, str] = {
    "time": "“{quote}” – this names no day; nobody could say that it is late.",
    "effort": "“{quote}” – an effort is promised, and nothing that could be found kept.",
    "deed": "“{quote}” – nobody could tell whether or when this has been done.",
    "chance": "“{quote}” – a chance, and not who gets what.",
    "ahead": "“{quote}” – in advance, and not how long before.",
    "later": "“{quote}” – this will be done, and no day is named.",
}
_INSTEAD: dict[Form, str] = {
    "time": "name the day, or the day on which you will say more",
    "effort": "say what you do and what counts as kept: “nine in ten within two days”",
    "deed": "say who does it, by which day, and what the reader will see then",
    "chance": "say what help there is, for whom, and whom to ask",
    "ahead": "say how many days before, and by which way",
    "later": "name the day or the month, and who answers for it",
}


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each commitment without a day, an owner or a test."""
    document = page.document
    told = occasion(document.prose, page.genre)
    forms = _forms(told, page.genre)
    if not forms:
        return
    sentences = list(spoken(document, page.sentences))
    elsewhere = sorted((one.span.start, one.span.end) for one in dayless(page, most=1_000_000))
    for number, sentence in enumerate(sentences):
        after = sentences[number + 1].text if number + 1 < len(sentences) else ""
        before = sentences[number - 1].text if number else ""
        for found in vague(sentence, after, before):
            if found.form not in forms or not _by_us(told, sentence, found):
                continue
            if found.form == "time" and _stands_in(elsewhere, sentence.span):
                continue
            yield Hit(
                span=sentence.place(found.span),
                says=_SAYS[found.form],
                instead=_INSTEAD[found.form],
                status="speaks" if _firm(told, found, sentence) else "unsure",
                next="Ask who will do it and by when, and write that.",
                would_change="A day, a number, or the name of the one who answers for it.",
                data={"form": found.form},
            )


def _stands_in(sorted_spans: Sequence[tuple[int, int]], sentence: Span) -> bool:
    """Whether one of these stretches lies in a sentence."""
    at = bisect_left(sorted_spans, (sentence.start, 0))
    return at < len(sorted_spans) and sorted_spans[at][1] <= sentence.end


def _forms(told: Occasion | None, genre: str | None) -> frozenset[Form]:
    """What is a promise where: a review of processes is one where somebody was harmed."""
    if told == "house" or genre == "story":
        return frozenset()
    if told == "letter":
        return frozenset(_SAYS)
    if told == "notice" and genre in (None, "status", "apology"):
        return frozenset(_SAYS) - {"chance"}
    if told is None:
        return frozenset({"time"})
    return frozenset({"time", "effort", "ahead"})


def _firm(told: Occasion | None, found: Vague, sentence: Sentence) -> bool:
    """Whether it speaks: who waits for a letter is owed all of it but forecasts."""
    if told in ("letter", "contract") and found.form == "time":
        return not found.span.of(sentence.lower).startswith(("should", "coming"))
    if told == "letter" and found.form in ("effort", "later"):
        return "every effort" in sentence.lower
    return found.firm


def _by_us(told: Occasion | None, sentence: Sentence, found: Vague) -> bool:
    """Whether it is ours to do: in a letter “they” are a team of ours, elsewhere others."""
    words = found.span.of(sentence.lower)
    if told is None:
        return words.startswith(("we ", "we'", "our "))
    return told == "letter" or not words.startswith("they")


EXAMPLES = (
    speaks(
        "Promptly",
        "Your parcel was left at the wrong depot. «We will bring it to you promptly».",
        genre="reply",
        says="this names no day",
    ),
    speaks(
        "A later release",
        "- Pick-ups at night («coming in a future release»)",
        genre="release",
        says="this names no day",
    ),
    speaks(
        "Processes are reviewed",
        "The label printer failed for nine hours. «We are reviewing our processes».",
        genre="status",
        says="whether or when this has been done",
    ),
    speaks(
        "In advance, where it can be",
        "Kestrel «will inform you of a new tariff in advance», when possible.",
        genre="terms",
        says="not how long before",
    ),
    silent(
        "A day is named",
        "We will bring it to you as soon as possible, on Thursday at the latest.",
        genre="reply",
    ),
    silent(
        "The day stands in the next sentence",
        "We are looking into the two lost parcels. You will have the answer by Friday.",
        genre="reply",
    ),
    silent(
        "One who can be asked",
        "I will look into it myself; my number is below.",
        genre="reply",
    ),
    silent(
        "The reader comes first",
        "Send us the number of the parcel, so that we can look into it.",
        genre="reply",
    ),
    silent(
        "A measure is a test",
        "We aim to answer nine in ten messages within two hours.",
        genre="price",
    ),
    silent(
        "A paper for the house",
        "We will review our depots and strive to reduce waste as soon as possible.",
        genre="plan",
    ),
    silent(
        "It would be told, and she can go herself",
        "You should hear from the depot soon, but if not, ring Tomas. Here is how we are working to "
        "prevent it from happening again.",
        genre="reply",
    ),
    silent(
        "The sentence before it has the day",
        "On 4 May the counters in Hull close. We will promptly send your parcels to Leeds.",
        genre="change",
    ),
    silent(
        "Said to be no promise",
        "We will try to process your order promptly, but we cannot promise a day.",
        genre="terms",
    ),
    silent(
        "Bound to conditions that can be tested",
        "We will promptly return your fee if: the parcel is lost, and the receipt is kept.",
        genre="terms",
    ),
    unsure(
        "Notice in advance can be checked, when it has come",
        "Kestrel «will inform you of a new tariff in advance».",
        genre="terms",
        says="not how long before",
    ),
    unsure(
        "It should be there promptly",
        "Your parcel is on the van. It «should be with you promptly».",
        genre="reply",
        says="this names no day",
    ),
    unsure(
        "News to many, and nobody waits for it",
        "«We will paint the vans in a timely manner».",
        genre="launch",
        says="this names no day",
    ),
    unsure(
        "An effort",
        "«We strive to keep your parcels dry».",
        genre="price",
        says="an effort is promised",
    ),
)
