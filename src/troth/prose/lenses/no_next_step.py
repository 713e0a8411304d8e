"""Where do we say no and leave somebody with nowhere to go?

Why it matters: A refusal can be right. One that names no other way, no person and no day sends
her back into the queue with the same need, or away for good.
How it decides: In replies and letters it looks for a refusal, for words that close the matter
(“this decision is final”), for a mailbox that nobody reads, and for a bare “see our website”. It
speaks where neither the sentence nor the two after it hold a step: another way, a person, a
number, a link, an offer, or a day. In terms and answers to questions only a closed matter counts.
When it stays silent: Where the step stands before the refusal in the same paragraph; on what we
will not do to her (“we cannot see your card”), conditions and advice; in papers for the house.
A bare “see our website” is unsure.
Source: Dead ends as in the study of customer effort (Dixon, Freeman and Toman 2010): an open need
and no working next step. Rules over words, shared with the record lenses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from troth.extend.prose import Document, Hit, Page, ProseCard, silent, speaks, unsure
from troth.patterns import later
from troth.text.occasion import occasion
from troth.text.reading import Sentence, spoken
from troth.text.stepping import Dead, End, dead_ends, in_person, steps

CARD = ProseCard(severity="warning", status="trial")
TRIGGERS = None

_SAYS: dict[End, str] = {
    "refusal": "“{quote}” – a no, and no next step: nothing she can do, and nobody to ask.",
    "final": "“{quote}” – the matter is closed to her, with nobody left to ask.",
    "deaf": "“{quote}” – nobody reads an answer, and no other way is named.",
    "elsewhere": "“{quote}” – she is sent away without the place where her answer stands.",
}
_INSTEAD: dict[End, str] = {
    "refusal": "say what is possible instead, who decides about exceptions, and how to reach them",
    "final": "name who looks at it again, and how to ask",
    "deaf": "send it from an address that is read, or name the one that is",
    "elsewhere": "give the link to the very paragraph, or the answer itself",
}


_DEAF = later(r"monitored|unattended|not (?:reply|respond)|replies to", re.I)


_ASKED = later(r"\b(?:what|which|where|may i|could you|do you|are you|have you)\b[^.!]*\?", re.I)
"""A question to her goes on with the matter."""
_ADVISED = later(
    r"\b(?:the )?best (?:thing|option|way)\b|\b(?:instead|alternatively|workaround)\b", re.I
)


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each road that ends here."""
    document = page.document
    told = occasion(document.prose, page.genre)
    if told == "house" or (told == "letter" and in_person(document.prose)):
        return
    if told in (None, "notice") and page.genre != "questions" and not _DEAF.search(document.prose):
        return
    sentences = list(spoken(document, page.sentences))
    last = -9
    for number, sentence in enumerate(sentences):
        for found in dead_ends(sentence):
            if not _counts(found, told, page.genre) or _goes_on(document, sentences, number, found):
                continue
            if found.kind == "refusal" and number - last <= 2:
                continue
            last = number
            yield Hit(
                span=sentence.place(found.span),
                says=_SAYS[found.kind],
                instead=_INSTEAD[found.kind],
                status="unsure" if found.kind == "elsewhere" else "speaks",
                next="Add the step she can take today, and try it yourself.",
                would_change="Another way, a person or a day in the same paragraph.",
                data={"kind": found.kind},
            )


def _counts(found: Dead, told: str | None, genre: str | None) -> bool:
    if told == "letter":
        return True
    if told == "contract" or genre == "questions":
        return found.kind == "final"
    return found.kind == "deaf"


def _goes_on(document: Document, sentences: Sequence[Sentence], number: int, found: Dead) -> bool:
    """Whether a step stands in the sentence beside the words, before it nearby, or after it."""
    here = sentences[number].span
    at = sentences[number].place(found.span)
    beside = document.text[here.start : at.start] + " " + document.text[at.end : here.end]
    near = [sentences[number + n] for n in (-1, 1, 2) if 0 <= number + n < len(sentences)]
    around = " \\n ".join(document.text[one.span.start : one.span.end] for one in near)
    asked = found.kind == "refusal" and any(_ASKED.search(one.text) for one in near)
    later = " ".join(one.text for one in sentences[number + 3 : number + 4])
    return asked or steps(beside) or steps(around) or _ADVISED.search(later) is not None


EXAMPLES = (
    speaks(
        "No, and no way on",
        "Dear Ana,\n\nThank you for your letter. «We are unable to refund a pick-up that was missed».",
        genre="reply",
        says="a no, and no next step",
    ),
    speaks(
        "The matter is closed",
        "Your claim for the vase was looked at twice. «Our decision is final».",
        genre="reply",
        says="with nobody left to ask",
    ),
    speaks(
        "A mailbox that nobody reads",
        "Your account was locked. «Please do not reply to this message».",
        genre="reply",
        says="nobody reads an answer",
    ),
    silent(
        "A no with another way",
        "We are unable to refund a pick-up that was missed. You can move it to any day this month "
        "free of charge.",
        genre="reply",
    ),
    silent(
        "A no with a person",
        "We are unable to refund it. If you see it otherwise, call me; I decide about exceptions.",
        genre="reply",
    ),
    silent(
        "A no, and a question that goes on with it",
        "Hello, that is not something we offer. What is the number of your parcel?",
        genre="reply",
    ),
    silent(
        "A no to ourselves",
        "We cannot see the number of your card.",
        genre="reply",
    ),
    silent(
        "A link to the answer",
        "Sunday pick-ups are not possible in Leeds. The depots that open on Sunday are listed "
        "here: https://kestrel.example/sundays",
        genre="reply",
    ),
    silent(
        "A paper for the house",
        "We are unable to offer pick-ups on Sunday.",
        genre="handbook",
    ),
    unsure(
        "Sent to a website",
        "Your parcel was damaged. «Please see our website for further information».",
        genre="reply",
        says="she is sent away",
    ),
)
