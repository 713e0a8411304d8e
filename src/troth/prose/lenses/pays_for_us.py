"""Where does the reader promise to indemnify us, or to hold us harmless?

Why it matters: “You will indemnify us” asks somebody who pays a few pounds a month to stand for a
company's lawyers. Hardly anybody knows that she signed it.
How it decides: In terms it finds the reader's duty to indemnify us or to hold us harmless. Three places are told, the rest with the last of them.
When it stays silent: Where each side answers for the other; where it is we who indemnify; outside
of contracts. It is unsure where the duty has an exception or is bound to intent, and where it does
not fall on “you”.
Source: The test of a contract term: would we sign it from the other side?
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.spelled import Said, Standing, hits, is_contract, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", options={"most": 3})

_AND = r"(?:,? (?:and|or|and/or) |, ?| / ?|/)"
_DEED = r"(?:defend|release|reimburse|protect|compensate|indemnify|save|hold|keep)"
_TABLES = {
    "indemnity": rf"""
        indemnif, harmless :: (?:fully )?(?:{_DEED}{_AND})*(?:indemnify|(?:hold|keep|save)(?: [\w.,'&-]+){{0,8}}? harmless)(?:{_AND}(?:to )?{_DEED})*(?: harmless)?
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_READER = r"\b(?:you|your|users?|members?|customers?|sellers?|buyers?|guests?|hosts?|drivers?|riders?|passengers?|subscribers?|participants?|clients?|visitors?|donors?|students?|merchants?|shoppers?|contributors?|creators?|developers?)\b"
_US_FIRST = r"\b(?:we|us|the (?:company|provider|supplier|operator))(?: (?:will|shall|agrees?|undertakes?|to|also|hereby|may|have|has|not|be|is|are|must|an?|no|any|obligat\w+|dut\w+|required|fully|at|own|its|our|expense|defend|and))*,? ?$"
_BOTH = r"\b(?:either|each|both|neither|other) part(?:y|ies)\b|\bmutual|\beach of us\b"
_TO_THEM = r"^[ ,]*(?:and |defend |hold |harmless |keep |,)*(?:you|the (?:customer|client|user|subscriber)|customers?|clients?|users?|licensees?|subscribers?)\b(?! (?:agree|shall|will|must))"
_BOUND = r"\b(?:gross(?:ly)? neglig|wilful|willful|intentional|culpabl|only (?:to the extent|if|for))|\bexcept\b|\bto the extent (?:that )?(?:you|caused)|\bresponsible for the (?:breach|infringement)"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each duty to pay for claims against us."""
    if not is_contract(page):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – the other side pays for us, whoever claims.",
        instead="limit it to what she did on purpose, and answer for your own faults in turn",
        next="Read it from the other side: would we sign it?",
        would_change="The same duty of ours to her, or a bound to it.",
    )


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.search(_BOTH, sentence, re.I) or re.search(_US_FIRST, said.before, re.I):
        return None
    if re.match(_TO_THEM, said.after, re.I):
        return None
    if not re.search(_READER, said.before, re.I):
        return None
    if re.search(_BOUND, sentence, re.I):
        return "unsure"
    return "speaks" if re.search(r"\byou\b", said.before, re.I) else "unsure"


EXAMPLES = (
    speaks(
        "They pay for any use",
        "You agree to «indemnify» us against all claims that arise from your use of the app.",
        genre="terms",
        says="pays for us",
    ),
    speaks(
        "Held harmless",
        "You will «defend and hold Kestrel harmless» from what others claim.",
        genre="terms",
        says="pays for us",
    ),
    silent(
        "Each for the other",
        "Each party will indemnify the other for claims that it caused.",
        genre="terms",
    ),
    silent(
        "We stand for her",
        "Where somebody claims that the app copies his, we will indemnify you.",
        genre="terms",
    ),
    silent(
        "No contract",
        "In the old days you had to indemnify us. That clause is gone.",
        genre="post",
    ),
    unsure(
        "Bound to what she did on purpose",
        "You agree to «indemnify» us for damage that your intentional breach has caused.",
        genre="terms",
        says="pays for us",
    ),
)
