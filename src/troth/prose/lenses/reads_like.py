"""Which sentence reads like a fault, though no rule knows its words?

Why it matters: Rules find the words that somebody thought of. Much of what a customer would object
to is said in others.
How it decides: Where no other lens has said anything of a sentence, weights that were learnt from
sentences read for it answer for four kinds: a sentence that any rival could print, a claim without
proof, a promise without a day or a test, a clause that one side alone bears. It tells the kind
and how often it was right of that kind. Every finding is a question to the writer, never a verdict.
When it stays silent: In texts of unknown kind and in papers for the house; on headings, quotations
and sentences of fewer than five words; where numpy is not installed (`pip install troth[all]`).
Source: Logistic regression on hashed grams and word vectors (Weinberger and others 2009), learnt by
`scripts/fault_head.py`; `text/weights/fault.json` is its card. Of 120 findings on texts of firms
that nothing was learnt from a blind reader agreed with 63; each finding says how many of its kind.
Rights to act without notice, right in 4 of 45, are not told. So it is on trial.
"""

from __future__ import annotations

from troth.extend.prose import Likeness, ProseCard, silent, unsure

_TOLD = frozenset({"launch", "price", "change", "story"})
CARD = ProseCard(
    severity="info",
    status="trial",
    likeness=(
        Likeness(
            kind="anyone-could-say-it",
            says="“{quote}” – this reads like a sentence that any rival could print.",
            instead="say what only you could say, or leave it out",
            genres=_TOLD | {"status", "apology"},
            least=0.4,
            right=13,
            judged=15,
        ),
        Likeness(
            kind="unbacked-claim",
            says="“{quote}” – this reads like a claim that needs proof, and none stands here.",
            instead="say what you know: how many, since when, measured by whom",
            genres=_TOLD,
            least=0.27,
            right=18,
            judged=38,
        ),
        Likeness(
            kind="vague-promise",
            says="“{quote}” – this reads like a promise that nobody could find kept or broken.",
            instead="name the day, the owner, or what counts as kept",
            genres=frozenset({"reply", "status", "apology", "change", "launch"}),
            least=0.5,
            right=11,
            judged=25,
        ),
        Likeness(
            kind="one-sided",
            says="“{quote}” – this reads like a clause whose cost one side alone bears.",
            instead="say what holds for both sides, or why only for one",
            genres=frozenset({"terms", "price"}),
            least=0.4,
            right=21,
            judged=42,
        ),
    ),
)

EXAMPLES = (
    unsure(
        "A claim without proof",
        "«Kestrel is the smartest way to send anything, anywhere.»",
        genre="launch",
        says="this reads like a claim",
    ),
    unsure(
        "A promise without a day",
        "«A better app is on its way.»",
        genre="launch",
        says="this reads like a promise",
    ),
    silent(
        "A plain fact",
        "We deliver on weekdays from 9 to 17.",
        genre="launch",
    ),
    silent(
        "A text of unknown kind",
        "Kestrel is the smartest way to send anything, anywhere.",
    ),
)
