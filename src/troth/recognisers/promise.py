"""What did we say we would do, and by when?

Why it matters: Promises are made in replies, launch mails and terms, and nobody holds the list.
A word that is not written down as a promise is forgotten by those who gave it, and by nobody
else.

How it decides: Sentence by sentence. A subject that binds the company ("we", "our couriers",
our own name, or "you" and "your parcel" where the sentence says what they will get), a verb that
says what will be done or kept true, and, in a document, somebody served. In a document also what
is always so, without any "will": what is done with somebody's order, money, message or data and
by when ("refunds are paid within 48 hours"), what comes with a plan, opening hours, notice,
prices that stay, and what never happens to anybody. Those are standing, and a stretch in them is
no due date. Soft words ("we will try", "should arrive", "usually") make it soft, "if" and "send
us … and we will" make it conditional, and the words that say when are read from the message's own
date.
Contracts promise in more ways, which are read in documents only: what the reader is entitled to
("you are entitled to a refund"), notice and a time that has to pass first, costs the company
bears, what it will do only so far, and what it forbears ("we will not sell", but not "we will not
assist you").
Measured: in 822 sentences of companies' terms that nobody read while the rules were made,
precision .85 [.77–.90] and recall .77 [.69–.83] (126 promises, F1 .81); in 250 of further firms,
labelled by one reader alone, .83 [.55–.95] and .56 [.34–.75] (18 promises). In texts that
were also looked at while the rules were widened: 103 replies, .91 [.78–.96] and .91 [.78–.96] (43
promises); 146 sentences of contracts and handbooks, .91 [.62–.98] and .71 [.45–.88] (14 promises).
So in a document between two and four of ten promises are missed.

When it stays silent: Advice, requests, what is possible or allowed, rights kept ("we may change"),
the reader's duties, what the reader loses or is refused, what the company takes or leaves to a
court, how a program or a team of ours works, definitions,
the past and statistics, liability and law, pleasantries ("happy to help"), hopes, figures of
speech, questions, and our own people writing to each other.

Source: the codebook of commitments and testable outcomes of election-pledge research, methods.md
3; people agree on commitments in mail only with kappa .54 (Lampert, Dale & Paris 2007), so each
one waits for a person's yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from troth.extend.recogniser import Batch, RecogniserCard, Utterance, hear
from troth.text.promising import promising

CARD = RecogniserCard(reads=frozenset({"message", "document"}), voice="company", version="5")


def annotate(batch: Batch) -> Batch:
    """Every sentence of ours that promises, in messages we sent and documents we published."""
    return hear(batch, _heard)


def _heard(record: Mapping[str, Any]) -> Iterable[Mapping[str, object]]:
    document = record["kind"] == "document"
    if not record["text"] or not (document or record["direction"] == "out"):
        return
    for one in promising(
        record["text"],
        record["ts_us"],
        record["zone"],
        where="document" if document else "message",
        names=(record["ours"],) if record["ours"] else (),
    ):
        yield {
            "start": one.span.start,
            "end": one.span.end,
            "kind": one.kind,
            "firmness": one.firmness,
            "due_start": one.due.start if one.due else None,
            "due_end": one.due.end if one.due else None,
            "due_us": one.due_us,
            "condition_start": one.condition.start if one.condition else None,
            "condition_end": one.condition.end if one.condition else None,
        }


EXAMPLES = (
    Utterance(
        "Hello Ana. «We will send a replacement by Friday.» Sorry again.",
        due="2026-03-06 23:59",
        firmness="firm",
        kind="dated",
    ),
    Utterance("«You'll hear from us within 48 hours.»", due="2026-03-04 10:00", firmness="firm"),
    Utterance("«Your refund will be paid out tomorrow.»", due="2026-03-03 23:59", kind="dated"),
    Utterance("«I'll call you tomorrow before noon.»", due="2026-03-03 12:00", firmness="firm"),
    Utterance("«We'll try to have it fixed today.»", due="2026-03-02 23:59", firmness="soft"),
    Utterance("«If the parcel is lost, we will refund it.»", kind="conditional"),
    Utterance("«Send us the receipt and we'll look into it.»", kind="conditional"),
    Utterance("«We never sell your data.»", kind="standing", firmness="firm", to_all=True),
    Utterance("«Every plan includes 24/7 support.»", kind="standing", to_all=True),
    Utterance("«Refunds are paid within 48 hours.»", kind="standing", firmness="firm", to_all=True),
    Utterance("«Nobody is blocked before they have been heard.»", kind="standing", to_all=True),
    Utterance("«Prices change with thirty days' notice.»", kind="standing", to_all=True),
    Utterance("«Guests are entitled to a full refund.»", kind="standing", to_all=True),
    Utterance("«We will bear the costs of the return.»", kind="standing", to_all=True),
    Utterance("We will not assist you in such a dispute.", to_all=True),
    Utterance("«Refunds are usually paid within 48 hours.»", firmness="soft", to_all=True),
    Utterance("The cache is cleared every hour.", to_all=True),
    Utterance("Invoices must be paid within 14 days of receipt.", to_all=True),
    Utterance("Last year 93% of our customers were answered within a day.", to_all=True),
    Utterance("Please try restarting the app. Hope this helps!"),
    Utterance("You can appeal the decision here, and this may help."),
    Utterance("We'd be happy to help. What is the order number?"),
    Utterance("We're always happy to help!"),
    Utterance("You will need your order number."),
    Utterance("Will you be at home on Friday?"),
    Utterance("We may change these terms at any time."),
    Utterance("We cannot guarantee that it arrives by Friday."),
    Utterance("We sent it on Tuesday, and it arrived on Thursday."),
    Utterance("Fingers crossed we'll have it soon!"),
)
