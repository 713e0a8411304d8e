"""Where do we say that we will not be liable?

Why it matters: “In no event shall we be liable” is the sentence a customer finds on the day that
something broke. It says that what happened to her is nothing to us.
How it decides: In terms it finds sentences that rule out our liability or responsibility (“in no
event shall … be liable”, “we are not liable for”, “we accept no liability”). Three places are
told, the rest with the last of them.
When it stays silent: Where neither side is liable; where it is the reader who is not liable; where
our own fault is excepted in the sentence; outside of contracts. It is unsure about others' content
and links, the reader's own deed, what nobody controls, and a highest sum.
Source: The test of a contract term: would we sign it from the other side?
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.spelled import Said, Standing, hits, is_contract, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="info", options={"most": 3})

_NAME = r"(?!(?:You|Your|They|The|This|That|These|It|If|Each|Any|All|No|Such|Users?|Customers?|Members?|Sellers?|Buyers?|Who|What|There|In|Nothing|Party|Parties|Carriers?|Providers?|Suppliers?|Partners?|Licensors?|Owners?|Hosts?|Banks?)\b)(?-i:[A-Z][\w&.-]*)(?: (?-i:[A-Z][\w&.-]*)){0,2}"
_US = rf"(?:we|us|the (?:company|club|provider|service|platform|seller|operator|bank|website|site)|{_NAME})"
_TABLES = {
    "not": rf"""
        liable, liability :: (?:in no (?:event|case)|under no circumstances?)(?: whatsoever)?,?(?: shall| will| can| may| is| are)? [^.;]{{2,160}}? (?:liable|liability)(?: (?:to you|to any\w*))?(?: for [^.;,]{{2,60}})?
        liable, responsible :: {_US}(?: [\w,]+){{0,12}}? (?:(?:will|shall|can|does|do|would) not|cannot|won't|is not|are not|isn't|aren't)(?: (?:in any (?:way|event|case)|under any circumstances?))?,?(?: be| accept| assume)?(?: held)? (?:liable|liability|responsible or liable|liable or responsible)(?: (?:to you|towards you))?(?: for [^.;,]{{2,60}})?
        liabilit :: {_US} (?:(?:hereby|expressly|also) )*(?:disclaims?|excludes?|accepts? no|assumes? no|takes? no|bears? no|has no|have no|shall have no|will have no|shall not have any|do(?:es)? not (?:accept|assume|have) any)(?: (?:any|all|further|and|legal|responsibility or))* liabilit(?:y|ies)(?: for [^.;,]{{2,60}})?
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_FAIR = (
    r"\b(?:either|each|both|neither) part(?:y|ies)|\bmutual|\beach of us\b|\bneither (?:you|we)\b|"
    r"\b(?:except|unless|save|other than)\b[^.;]{0,100}\b(?:our|its|wilful|willful|gross|intentional|neglig\w+|fault|fraud)|"
    r"\b(?:will|shall|do|does|is|are|be) (?:not )?(?:limit|exclude)[^.;]{0,40}\bfor (?:death|fraud)|\bnothing in\b"
)
_THEY = r"\b(?:in no (?:event|case)|under no circumstances?)\b[^.;]{0,30}\b(?:you|customer|user)\b[^.;]{0,12}\bliable|\byou (?:will|shall|are|is|would)(?: not)?(?: be)?(?: held)? liable"
_ELSE = r"\bthird[- ]part(?:y|ies)|\blinks?\b|\blinked\b|\bother (?:users|members|web ?sites|sites|people)|\b(?:user|your|such|any) content\b|\badvertis\w+|\bbeyond\b[^.;]{0,40}\bcontrol|\bforce majeure|\bacts? of god|\byour (?:failure|breach|own)|\bunauthori[sz]ed|\bexceed\b|\b(?:aggregate|total|cumulative|maximum) liability|\bpassword"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each sentence that rules out our liability."""
    if not is_contract(page):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – whatever happened, the other side bears it.",
        instead="say what you do answer for, and up to what sum",
        next="Read it as the one whose parcel was lost.",
        would_change="The case in which we do answer, in the same sentence.",
    )


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.search(_FAIR, sentence, re.I) or re.search(_THEY, said.words, re.I):
        return None
    return "unsure" if re.search(_ELSE, sentence, re.I) else "speaks"


EXAMPLES = (
    speaks(
        "Whatever happened",
        "«In no event shall Kestrel be liable for any loss of profit».",
        genre="terms",
        says="the other side bears it",
    ),
    speaks(
        "Said of us",
        "«We are not liable for any delay».",
        genre="terms",
        says="the other side bears it",
    ),
    silent(
        "The same for both sides",
        "Neither party will be liable for a delay that a strike causes.",
        genre="terms",
    ),
    silent(
        "Our own fault is excepted",
        "We are not liable for any loss unless it was our fault.",
        genre="terms",
    ),
    silent(
        "It is the reader who is free",
        "When a card is stolen you are not liable for what is bought with it.",
        genre="terms",
    ),
    unsure(
        "Others' content",
        "«We are not liable for the content of other websites».",
        genre="terms",
        says="the other side bears it",
    ),
)
