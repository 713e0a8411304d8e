"""What does a customer say we promised?

Why it matters: The promise that breaks trust is the one she heard, whether or not anybody gave
it. What customers believe and no list of ours holds is the dangerous part, and only they can
tell it.

How it decides: Sentence by sentence, in what customers write: what she was told, promised or
quoted ("you said it would arrive on Monday", "advertised as unlimited", "supposed to be
refunded", "your pricing page says ten, but"), what was to come and has not ("still no refund",
"I never got the code", "where is my parcel", "when can I expect", "I opened a ticket and nobody
answered"), and what was paid for, ordered or won and is not there. The words that say when are
marked, and not turned into a moment: they count from a day we may not know.
Measured on 102 labelled sayings of customers that nobody read while the rules were made:
precision .82 [.68–.91], recall .67 [.53–.79] (49 sayings, F1 .74); on 75 messages that were looked
at while the rules were widened .76 [.53–.90] and .87 [.62–.96] (15 sayings). In 250 messages to
further firms one reader alone heard 30, of which it hears
nine (.30 [.17–.48]). So a third or more is missed, and each one found is shown as a question to a
person.

When it stays silent: A plain complaint ("this app crashes"), a request, an opinion, what she
herself is supposed to do, that it works as promised, a mail to sign in with that does not come,
and what we said that is no promise ("they said they cannot help").

Source: methods.md 3: a promise has two views, and commission (believed by customers, in no
ledger) is the one to look for; codebook of perceived promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from troth.extend.recogniser import Batch, RecogniserCard, Utterance, hear
from troth.text.promising import understood

CARD = RecogniserCard(reads=frozenset({"message"}), voice="customer", version="3", status="preview")


def annotate(batch: Batch) -> Batch:
    """Every sentence of a customer that says what was promised, or what was to come."""
    return hear(batch, _heard)


def _heard(record: Mapping[str, Any]) -> Iterable[Mapping[str, object]]:
    if not record["text"] or record["direction"] != "in":
        return
    for one in understood(record["text"], record["ts_us"], record["zone"]):
        yield {
            "start": one.span.start,
            "end": one.span.end,
            "kind": one.kind,
            "firmness": one.firmness,
            "due_start": one.due.start if one.due else None,
            "due_end": one.due.end if one.due else None,
        }


EXAMPLES = (
    Utterance("«You told me it would arrive on Monday.» I stayed at home for it."),
    Utterance("«I was supposed to be refunded last week.»"),
    Utterance("«Still waiting for the call back you promised.»"),
    Utterance("«It is advertised as unlimited.» It is not."),
    Utterance("«I never received the code.»"),
    Utterance("«Where is my refund?»"),
    Utterance("«I paid for the game but still can't play it.»"),
    Utterance("«Your pricing page says ten seats, but I only get five.»"),
    Utterance("«I opened a ticket a week ago and nobody answered.»"),
    Utterance("It works exactly as advertised."),
    Utterance("This app crashes when I open it."),
    Utterance("Can you send me a new one by Friday?"),
    Utterance("How am I supposed to use this?"),
    Utterance("They said they can't help me."),
    Utterance("I never liked the old design."),
    Utterance("Thanks, it came today."),
)
