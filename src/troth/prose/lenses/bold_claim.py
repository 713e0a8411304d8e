"""Where do we claim what would need proof, and show none?

Why it matters: “Trusted by thousands” and “never goes down” are read by somebody who has to decide.
She cannot check them, and the first hour in which they are not true is remembered.
How it decides: It finds claims in a few fixed forms (trusted or loved by a crowd without a name,
the world's first of anything, number one, bank-grade, never down, fully secure).
When it stays silent: Where a source, a number of people, a date or a link to the proof stands in the
sentence; on papers for the house, terms and replies; on what somebody else says. In a workspace
`unbacked-claim` goes before it: that one looks for the promise behind a claim. It is unsure where
some of the crowd are named.
Source: Regulation (EU) 2005/29, article 12 (who claims has to be able to show it), as a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.patterns import later
from troth.text.worded import Worded

CARD = ProseCard(
    severity="info",
    genres=frozenset({"launch", "price", "change", "story", "post"}),
    status="preview",
)

_CROWD = r"(?:hundreds|thousands|tens of thousands|hundreds of thousands|millions)(?: of [\w-]+){0,3}|(?:the world's |some of the world's |many of the )?(?:leading|top|biggest|most innovative|best) [\w-]+(?: [\w-]+){0,2}|(?:teams|companies|people|developers|businesses|families) (?:everywhere|all over the world|around the (?:world|globe)|worldwide|of all sizes)"
_TABLES = {
    "crowd": rf"""
        trusted by, loved by, relied on by, chosen by :: (?:trusted|loved|relied (?:up)?on|chosen|adored) by (?:{_CROWD})
    """,
    "first": r"""
        world's :: the world's (?:most|best|fastest|leading|favou?rite|number one|no\. ?1|#1|smartest|easiest|safest|greenest|simplest)(?: [\w-]+){1,4}
        #1, number one, no. 1, no.1 :: (?:the|your|as the) (?:#1|number one|no\. ?1)(?: [\w-]+){1,4}
        fastest, safest, easiest, cheapest :: the (?:fastest|safest|easiest|cheapest|most (?:secure|reliable|advanced|trusted)) (?:[\w-]+ ){1,3}(?:on the (?:market|planet)|in the (?:world|industry|business|country)|anywhere|around|you can buy|ever (?:made|built))
    """,
    "grade": r"""
        grade :: (?:bank|military|enterprise|hospital|industrial|institutional)[- ]grade (?:security|encryption|protection|reliability|infrastructure|privacy)
    """,
    "never": r"""
        never :: never (?:goes down|go down|fails?|crash(?:es)?|loses? (?:a|any|your)(?: [\w-]+)?|let(?:s)? you down|breaks? down)
        downtime :: (?:zero|no) downtime(?:,? (?:ever|guaranteed))?
        secure, safe, uptime, reliable :: (?:100 ?(?:%|per ?cent)|fully|totally|completely|perfectly) (?:secure|safe|reliable|uptime|hack-?proof)
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_PROOF = later(
    r"\bhttps?:|\baccording to|\bas measured|\bmeasured (?:by|in|over|from)|\baudit|\bcertif|\bsurvey|\bindependent|"
    r"\bbenchmark|\btested\b|\bsource\b|\b(?:19|20)\d\d\b|\bper cent of|\d ?% of|\bout of\b|\bn ?= ?\d|\bif\b|\bunless\b|"
    r"\bnot\b|n't\b|\bduring (?:the )?(?:migration|upgrade|move|maintenance)|\bwith (?:zero|no) downtime\b|\?",
    re.I,
)
_NAMED = later(r"\b(?:such as|including|among them|for example) [A-Z]")


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each claim in a fixed form that shows no proof."""
    for met in _WORDED.met(page):
        if _PROOF.search(" ".join(page.words(met.sentence).split())):
            continue
        yield Hit(
            span=met.span,
            says="“{quote}” – this needs proof, and none stands here.",
            status="unsure" if _NAMED.search(page.words(met.sentence)) else "speaks",
            instead="say what you know: how many, since when, measured by whom; or leave it out",
            next="Ask what you would show a customer who asks how you know.",
            would_change="A number with its source and day in the same sentence.",
        )


EXAMPLES = (
    speaks(
        "A crowd without a name",
        "Kestrel is «trusted by thousands of shops».",
        genre="launch",
        says="needs proof",
    ),
    speaks(
        "Never",
        "Our booking page «never goes down».",
        genre="price",
        says="needs proof",
    ),
    silent(
        "A number with its source",
        "In the survey of May 2026, 412 of 500 shops said that they would trust us with a cake.",
        genre="launch",
    ),
    silent(
        "What it does",
        "The app shows where your parcel is.",
        genre="launch",
    ),
    silent(
        "A paper for the house",
        "We want to be trusted by thousands of shops.",
        genre="plan",
    ),
    unsure(
        "Some of the crowd are named",
        "Kestrel is «trusted by thousands of shops», among them Kiosk 14 and Bell Street Bakers.",
        genre="launch",
        says="needs proof",
    ),
)
