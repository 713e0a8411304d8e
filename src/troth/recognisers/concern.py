"""What does a customer say she is concerned with, thinks about or hopes for?

Why it matters: What people come to do, whom they answer to and what they hope for is said in
passing, and nobody writes it down. Without it we know a ticket number and not the person.

How it decides: Sentence by sentence, in what customers write to us and answer in their own words when
we ask, at one of five levels: what is broken; a task she wants done ("I want to move my booking", "how do I …"); a responsibility she
carries ("my students are waiting", "I run a bakery"); an outcome she hopes for ("so that we can
open on Sundays", "it would be great if …"); what would make her day. The words kept are the clause
that tells the matter, dated by the day they were written. Wishes are soft, the rest is firm.
Measured on 298 messages to companies that nobody read while the rules were made: where it hears a
concern there is one in .97 [.94–.99] (154 messages), and it hears .58 [.52–.64] of those that
tell one (260). The level is the reader's in .74 [.66–.80] of these: what is broken and the task of
putting it right are often told in one breath, of hopes one in twelve is found (3 of 36), and
responsibilities and days were too rare to measure (2 and none). Of 30 clauses drawn from other
messages 21 read well by themselves; it was 14 while every hit was shown. Survey answers were not
measured apart.

When it stays silent: Where no clause can be read alone: “please fix it” and “have one of them back”
name no matter. Nothing is supposed: a concern that is not said in so many words is not
heard, nor one that somebody else has ("if you want to …", "they said …"). Thanks and closings; our own
messages; what is broken in words that the recogniser `understood`
reads as a promise not kept.

Source: five levels of relationship, methods.md 4 (anchors of our own); codebook of `concern` in
the labels of incoming messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from troth.extend.recogniser import Batch, RecogniserCard, Utterance, hear
from troth.text.concerning import concerning
from troth.text.promising import understood

CARD = RecogniserCard(
    reads=frozenset({"message", "survey_answer"}), voice="concern", version="2", status="preview"
)


def annotate(batch: Batch) -> Batch:
    """The matter of each sentence of a customer that tells what she is concerned with."""
    return hear(batch, _heard)


def _heard(record: Mapping[str, Any]) -> Iterable[Mapping[str, object]]:
    if not record["text"] or (record["kind"] == "message" and record["direction"] != "in"):
        return
    for one in concerning(record["text"]):
        if one.level == "broken" and understood(one.span.of(record["text"]), record["ts_us"]):
            continue
        yield {
            "start": one.span.start,
            "end": one.span.end,
            "kind": one.level,
            "firmness": "soft" if one.wished else "firm",
        }


EXAMPLES = (
    Utterance("Hi, «the app crashes when I open the map».", kind="broken", firmness="firm"),
    Utterance("«I can't log in since Monday».", kind="broken"),
    Utterance("I'd like to «move my booking to Friday», please.", kind="task"),
    Utterance("How do I «export my invoices»?", kind="task"),
    Utterance("I have to «get the lists to my 30 students by noon».", kind="responsibility"),
    Utterance("We run «a bakery in Leeds».", kind="responsibility"),
    Utterance("It would be great if «the courier rang twice».", kind="outcome"),
    Utterance("I hope to «open a second shop this year».", kind="outcome", firmness="soft"),
    Utterance("«It would make my day». Thanks!", kind="day"),
    Utterance("«The lid cannot be shut» and it is late.", kind="broken"),
    Utterance("Thanks, it works now."),
    Utterance("Please fix it."),
    Utterance("Can I have one of them back?"),
    Utterance("If you want to call me, the number is on the order."),
    Utterance("The green door, on Friday."),
    Utterance("Sorted, never mind."),
)
