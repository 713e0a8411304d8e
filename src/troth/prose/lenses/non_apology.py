"""Where does an apology own nothing?

Why it matters: “We are sorry if anyone was upset” makes the hurt doubtful, “sorry you feel that
way” makes it hers, “due to high volumes” makes it the weather's. She asked whether we did wrong,
and reads that nobody did.
How it decides: In replies, letters, reports of a fault and apologies it looks for five forms: a
condition (“sorry if”, “any inconvenience this may have caused”), her feelings or expectations in
place of our deed, sympathy in general (“we know how frustrating this can be”), an excuse
(circumstances, volumes, “works as intended”, “no other reports”), and blame on her or on a third
party.
When it stays silent: On “I am sorry”, however short; on an excuse or blame where the same text
says that the fault was ours; on a cause told plainly; on advice, terms, plans and handbooks. In
a text of unknown kind it speaks only of conditions and feelings. “Any inconvenience caused”
alone is unsure.
Source: The components of apologies of Lewicki, Polin and Lount (2016), responsibility weighing
most; conditional and agentless forms after Lazare (2004). Rules over words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from troth.extend.prose import Document, Hit, Page, ProseCard, silent, speaks, unsure
from troth.patterns import later
from troth.text.deflecting import DEFLECTED, Deflected, Form, deflected, owned, wronged
from troth.text.occasion import occasion
from troth.text.reading import Sentence, spoken
from troth.text.stepping import steps

CARD = ProseCard(severity="warning", status="preview")
PARTS = DEFLECTED.words

_SAYS: dict[Form, str] = {
    "condition": "“{quote}” – a condition: it leaves open whether anything was done.",
    "any": "“{quote}” – “any” harm is no particular one.",
    "feelings": "“{quote}” – this regrets what she feels or expected, and nothing that we did.",
    "sympathy": "“{quote}” – sympathy in general; it owns nothing of what happened to her.",
    "excuse": "“{quote}” – an excuse: circumstances answer in our place.",
    "blame": "“{quote}” – blame: the fault is moved to somebody else.",
}
_INSTEAD: dict[Form, str] = {
    "condition": "leave the “if” out and name what you did: “I am sorry that your parcel was lost”",
    "any": "name what it cost them: “for two days you could not send anything”",
    "feelings": "name your own deed: “we were rude to you”",
    "sympathy": "say what was done to her and what will be done about it, or leave it out",
    "excuse": "say “that was ours” first; then the cause, and what is changed",
    "blame": "say what you could have done so that it would not have happened",
}
_ALWAYS = ("condition", "feelings")
_REGRET = later(
    r"\b(?:sorry|apolog\w+|regret\w*|unfortunately|patience|disappoint\w+|frustrat\w+|inconvenience|delay\w*|"
    r"waits?|longer|late|outage|incident|disruption|unable|understand\w*|complain\w*)\b",
    re.I,
)
_MISTAKE = later(r"\bit was an? (?:\w+ )?(?:mistake|error|oversight)\b", re.I)
_NAMED = later(r"\bfor (?:the|this) \w+[\w ]{0,40} and any\b", re.I)


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each form that stands in place of an apology."""
    document = page.document
    told = occasion(document.prose, page.genre)
    if told in ("house", "contract") or not wronged(document.prose):
        return
    sentences = list(spoken(document, page.sentences))
    answers = told == "letter" or (told == "notice" and page.genre in (None, "status", "apology"))
    ours = answers and owned(sentences)
    for sentence, found in _found(sentences):
        if found.form not in _ALWAYS and not answers:
            continue
        if found.form in ("excuse", "blame") and (ours or not _asked_for(sentence, document)):
            continue
        if found.form in _ALWAYS and _owned_beside(sentences, sentence):
            continue
        yield Hit(
            span=sentence.place(found.span),
            says=_SAYS[found.form],
            instead=_INSTEAD[found.form],
            status="unsure" if found.form == "any" or _named(found, sentence) else "speaks",
            next="Read it aloud as the one who was hurt.",
            would_change="A sentence that says what was done wrong, and by whom of us.",
            data={"kind": found.form},
        )


def _found(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Deflected]]:
    for sentence in sentences:
        if not sentence.text.endswith("?"):
            for found in deflected(sentence):
                yield sentence, found


def _asked_for(sentence: Sentence, document: Document) -> bool:
    """Whether anything is regretted at all, and the sentence offers no way on."""
    return _REGRET.search(document.prose) is not None and not steps(sentence.text)


def _owned_beside(sentences: Sequence[Sentence], sentence: Sentence) -> bool:
    """Whether it is said in the two sentences after it that the fault was ours."""
    at = bisect_left(sentences, sentence.span.start, key=lambda one: one.span.start)
    after = sentences[at + 1 : at + 3]
    return owned(after) or any(_MISTAKE.search(one.text) for one in after)


def _named(found: Deflected, sentence: Sentence) -> bool:
    """Whether the harm that was done is named before “any” other."""
    return _NAMED.search(found.span.of(sentence.text)) is not None


EXAMPLES = (
    speaks(
        "If anyone was upset",
        "Our rider left the gate open. We are «sorry if anyone was upset by this».",
        genre="apology",
        says="a condition",
    ),
    speaks(
        "Her feelings in place of our deed",
        "You wrote about our rider. I am «sorry that you feel he was rude».",
        genre="reply",
        says="what she feels or expected",
    ),
    speaks(
        "The volume answers",
        "Unfortunately your flowers came a day late «due to high volumes».",
        genre="reply",
        says="an excuse",
    ),
    speaks(
        "The customer is to blame",
        "I am sorry about the vase. «Had you told us that it was fragile, it would be whole».",
        genre="reply",
        says="blame",
    ),
    silent(
        "Sorry, and nothing more",
        "I am sorry.",
        genre="reply",
    ),
    silent(
        "Owned first, then the cause",
        "Your flowers came a day late. That was our mistake. We took on more orders than we have "
        "vans, due to high demand before Easter.",
        genre="apology",
    ),
    silent(
        "Her feeling, and then the deed",
        "I am sorry you feel that way. It was a mistake that the flowers were left outside.",
        genre="reply",
    ),
    silent(
        "A cause, and the way on",
        "Sorry for the wait due to high demand; send us your number and we call you.",
        genre="reply",
    ),
    silent(
        "Harm that has a name",
        "We are sorry that for two days you could not send anything.",
        genre="status",
    ),
    silent(
        "Sorry for her trouble, and help",
        "Sorry to hear that. I have asked the depot and call you at noon.",
        genre="reply",
    ),
    silent(
        "Terms speak of what is beyond control",
        "A delay due to circumstances beyond our control is told to the sender on the same day.",
        genre="terms",
    ),
    unsure(
        "Any inconvenience",
        "The app was down for an hour. We «apologise for any inconvenience».",
        genre="status",
        says="no particular one",
    ),
    unsure(
        "The harm is named, and any other",
        "The app was down. We «apologise for the outage and any delay it may have caused».",
        genre="status",
        says="leaves open",
    ),
)
