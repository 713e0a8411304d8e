"""Where may we change something, or cut somebody off, whenever we like?

Why it matters: A clause that lets us change the price, close the account or stop the service when
we like leaves the one on the other side no time to act and no way to answer. She finds out by
being charged, or by being locked out.
How it decides: It looks for our right or habit to change, suspend, end, remove or withhold
something that the reader has (“we may”, “reserves the right to”, “your account may be”), together
with words that do away with notice: at any time, from time to time, immediately, for any reason.
Where “without notice” is said in so many words, or only our sole discretion, `no-notice` and
`sole-discretion` tell it. It names the side that the right stands against, where the
text names one.
When it stays silent: Where notice of some length is given in the same sentence or the next; where
the right is the reader's own or both sides'; where it touches an offer, a trial, an application,
and nothing that anybody has; where another clause is named that holds the procedure; in papers
for the house. In a text that is no contract it speaks
only where the words are “at any time” or “for any reason”. It is unsure where the law, danger,
fraud or the reader's own deed is the only ground (“if you …”, “in such a case”), where what changes
is small, lasts a while or is not bought yet, and where notice, a refund, an appeal, the old terms
for what is bought, or a way out is told of close by.
Source: Rules over words; notice and the right of reply as in Regulation (EU) 2019/1150, articles
3, 4 and 8, and Directive (EU) 2024/2831, article 11, taken as a list of questions, not as advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.easing import eased
from troth.text.notice import against, reserved
from troth.text.noticeless import hangs_on_us, said_outright
from troth.text.occasion import occasion
from troth.text.reading import Sentence, spoken

CARD = ProseCard(severity="warning", status="preview")
TRIGGERS = (
    "notice", "any time", "anytime", "time to time", "immediately", "any reason", "no reason",
    "at will", "discretion", "notification", "instantly", "immediate", "unilaterally", "whenever we", "any moment", "automatically", "of a sudden", "warning",
)  # fmt: skip

_NEAR = 350
"""Characters after a right in which notice may still be told of."""
_SAYS = {
    "change": "“{quote}” – against %s: this may be changed without telling them first.",
    "end": "“{quote}” – against %s: they may be cut off without being told first.",
    "withhold": "“{quote}” – against %s: this may be kept from them without being told first.",
}
_WHY = {
    "": "",
    "law": " The ground is law, danger or fraud.",
    "some": " Notice or a way out is spoken of, and not how long before.",
    "cause": " The ground is a deed of their own.",
    "small": " It may be too small a thing to hurt anybody.",
}
_INSTEAD = {
    "change": "say how many days before, by which way, and that one may leave free of charge "
    "before it takes effect",
    "end": "say how many days before, for which reasons only, and to whom one can answer first",
    "withhold": "say for which reasons only, and who looks at it again when one objects",
}


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each right that is kept without notice."""
    document = page.document
    told = occasion(document.prose, page.genre)
    if told == "house":
        return
    sentences = list(spoken(document, page.sentences))
    for number, sentence in enumerate(sentences):
        if said_outright(sentence.text):
            continue
        after = sentences[number + 1].text if number + 1 < len(sentences) else ""
        for found in reserved(sentence, after, binding=told == "contract"):
            softened = found.softened or eased(
                found.kind, found.span.of(sentence.text), sentence.text, _beside(sentences, number)
            )
            if softened == "none" or hangs_on_us(found.span.of(sentence.text)):
                continue
            side = against(sentence.text, document.title)
            yield Hit(
                span=sentence.place(found.span),
                says=_SAYS[found.kind] % side + _WHY[softened],
                instead=_INSTEAD[found.kind],
                status="unsure" if softened else "speaks",
                next="Ask whom it would hurt, and how many days they would need.",
                would_change="A stated notice in the same clause, or a right to answer first.",
                data={"right": found.kind, "side": side},
            )


def _beside(sentences: Sequence[Sentence], number: int) -> str:
    """The sentence with the two before it, and those that follow within some lines."""
    last, length = number + 1, 0
    while last < len(sentences) and (last < number + 4 or length < _NEAR):
        length += len(sentences[last].text)
        last += 1
    return " ".join(one.text for one in sentences[max(0, number - 2) : last])


EXAMPLES = (
    speaks(
        "A driver may be blocked without being told",
        "«Kestrel may block the account of a driver at any time».",
        genre="terms",
        says="against drivers: they may be cut off without being told first",
    ),
    speaks(
        "Prices and hours, whenever and for whatever reason",
        "«We may vary our fees and opening hours at any time and for any reason».",
        genre="terms",
        says="this may be changed without telling them first",
    ),
    speaks(
        "A format that others build on",
        "The parcel feed is free. «Its response format may change at any time».",
        genre="status",
        says="this may be changed without telling them first",
    ),
    speaks(
        "Credit is kept back at discretion",
        "«We reserve the right to withhold your credit at any time and without giving reasons».",
        genre="terms",
        says="this may be kept from them",
    ),
    silent(
        "Thirty days are thirty days",
        "We may change the fees from time to time, with 30 days' written notice to you.",
        genre="terms",
    ),
    silent(
        "The notice stands in the next sentence",
        "We may change these terms at any time. We will notify you by mail at least two months in "
        "advance, and you can leave free of charge until then.",
        genre="terms",
    ),
    silent(
        "The right is the reader's",
        "You may cancel your plan at any time.",
        genre="terms",
    ),
    silent(
        "What changes is ours, and nobody is hurt",
        "We may at any time open another depot.",
        genre="terms",
    ),
    silent(
        "Nobody has it yet",
        "Kestrel may reject an application for registration for any reason.",
        genre="terms",
    ),
    silent(
        "Another clause holds the procedure",
        "Kestrel may change the scope of the parcel feed at any time as laid out in section 13.",
        genre="terms",
    ),
    silent(
        "Both sides alike",
        "Either party may terminate the agreement at any time with immediate effect.",
        genre="terms",
    ),
    silent(
        "The reader's own wish",
        "You can delete your account in the app. Your account will be deleted immediately.",
        genre="terms",
    ),
    silent(
        "A paper for the house",
        "We may change our roadmap at any time.",
        genre="roadmap",
    ),
    unsure(
        "The ground is the law",
        "«We may suspend your account immediately where a court orders it».",
        genre="terms",
        says="The ground is law, danger or fraud",
    ),
    unsure(
        "The ground is their own deed",
        "«Kestrel may immediately suspend the accounts of senders who breach these rules».",
        genre="terms",
        says="a deed of their own",
    ),
    unsure(
        "Notice is told of close by",
        "«We may change our prices at any time». We will e-mail every sender about it.",
        genre="terms",
        says="not how long before",
    ),
    silent(
        "Either side may end it then",
        "A sender may refuse the new prices. You or we may end the contract immediately.",
        genre="terms",
    ),
    unsure(
        "At any time, and against a breach only",
        "«Kestrel may close an account at any time if the sender has breached these rules».",
        genre="terms",
        says="a deed of their own",
    ),
    speaks(
        "A breach is one reason among others",
        "«Kestrel may close an account for any reason», including a breach.",
        genre="terms",
        says="they may be cut off",
    ),
    unsure(
        "The ground stands in the sentence before",
        "Some senders do not pay for two months. In this case «we may close the account immediately».",
        genre="terms",
        says="a deed of their own",
    ),
    unsure(
        "Not bought yet",
        "«We may withdraw this offer at any time».",
        genre="terms",
        says="too small a thing",
    ),
    unsure(
        "For a while only",
        "«We may interrupt the service at any time for maintenance».",
        genre="terms",
        says="too small a thing",
    ),
    unsure(
        "The unused part comes back",
        "«We may discontinue the service at any time». You get a pro rata refund of the rest.",
        genre="terms",
        says="not how long before",
    ),
    unsure(
        "An appeal is heard",
        "«We may remove your listings at any time». You may appeal the decision within a month.",
        genre="terms",
        says="not how long before",
    ),
    unsure(
        "What is bought keeps its terms",
        "«We may change these terms at any time». The terms in force at the time you order apply.",
        genre="terms",
        says="not how long before",
    ),
)
