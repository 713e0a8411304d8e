"""Where do we say that something is in our sole or absolute discretion?

Why it matters: “At our sole discretion” tells the reader that there is no reason she could know
beforehand, and none that she can answer. Whoever decides fairly has reasons, and can say them.
How it decides: In terms and in what tells customers of a change it finds our sole, absolute,
exclusive or unfettered discretion. Three places are told, the rest with the last of them.
When it stays silent: Where the discretion is the reader's, another firm's or both sides'; in papers
for the house. It is unsure about what is only offered or applied for, and where a ground is named
beside it (a breach, fraud, the law).
Source: The test of a contract term: would we sign it from the other side?
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.spelled import Said, Standing, hits, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", options={"most": 3})

_NOT_US = r"(?!(?:your|their|his|her|the (?:user|customer|client|seller|host|buyer|member|licensee|advertiser|partner|merchant)'s|(?:user|customer|client|seller|host|buyer|member|licensee|advertiser|partner|publisher|merchant)'s)\b)"
_SOLE = r"(?:sole|absolute|exclusive|complete|unfettered|unlimited|unrestricted)"
_TABLES = {
    "discretion": rf"""
        discretion :: (?:at|in|within|by|under|to|with|of|upon|on|exercise) {_NOT_US}(?:(?:our|its|the|my|(?-i:[A-Z])[\w.&-]*)(?:'s)? (?:[\w.&'-]+ ){{0,3}}?)?{_SOLE}(?:,? (?:and|or) [\w-]+|, [\w-]+)? discretion
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_READER = r"\b(?:you|customers?|users?|clients?|sellers?|hosts?|members?|advertisers?|partners?|merchants?|licensees?|publishers?|developers?|parents?|carriers?|third[- ]part(?:y|ies))\b(?:[ ,]+(?:may|can|will|shall|must|could|agrees?|in|at|their|to|each|also|choose|decide|determine|elect))*[ ,]*$"
_BOTH = r"\b(?:either|each|both|neither) part(?:y|ies)\b"
_OF_OTHERS = r"^ of (?:(?:our|the|its|their|such|each|any|every) )?(?:advertisers?|partners?|users?|customers?|sellers?|hosts?|third|carriers?|merchants?|buyers?|other|relevant|applicable)\b"
_OFFER = r"\b(?:regist\w+|appl(?:y|ication)s?|eligib\w+|promotion\w*|beta|feedback|trademarks?|permission|approv\w+|new (?:features?|services?))\b"
_GROUND = r"\b(?:violat\w+|breach\w*|infring\w+|illegal|unlawful|fraud\w*|abus\w+|security|required by law|misus\w+|suspicious|court)\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each thing that hangs on our opinion alone."""
    if for_ourselves(page.document.prose, page.genre):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – no reason that one could know beforehand, or answer.",
        instead="say when it is done and when not, so that she can tell beforehand",
        next="Write down the reasons you would give when asked.",
        would_change="The reasons on which it is decided.",
    )


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.match(_OF_OTHERS, said.after, re.I):
        return None
    if re.search(_BOTH, sentence, re.I) or re.search(_READER, said.before, re.I):
        return None
    return "unsure" if re.search(f"{_OFFER}|{_GROUND}", sentence, re.I) else "speaks"


EXAMPLES = (
    speaks(
        "Our opinion decides",
        "A sender may ask for her money back. Refunds are given «at our sole discretion».",
        genre="terms",
        says="no reason that one could know",
    ),
    speaks(
        "Said with the firm's name",
        "Fees may be changed «in the absolute discretion» of Kestrel.",
        genre="terms",
        says="no reason that one could know",
    ),
    silent(
        "The reader's own",
        "You may, at your sole discretion, leave the parcel in a locker.",
        genre="terms",
    ),
    silent(
        "Both sides alike",
        "Either party may end this agreement at its sole discretion with a month's notice.",
        genre="terms",
    ),
    silent(
        "Somebody else's terms, quoted",
        "The old contract said: “Refunds are given at our sole discretion, and you agree.”",
        genre="terms",
    ),
    unsure(
        "What is only applied for",
        "We may refuse an application «at our sole discretion».",
        genre="terms",
        says="no reason that one could know",
    ),
)
