"""Where do we say that money once paid does not come back?

Why it matters: She pays for something and gets it late, broken or not at all. “Non-refundable”
answers before she has asked, and whatever the reason was.
How it decides: In terms, prices and what is written to customers it finds payments called
non-refundable or final, and refunds or credits that are not given. Three places are told, the rest
with the last of them.
When it stays silent: Where a refund is given; where it is she who must not give one; where an offer
of others is forbidden for it; on costs that she had elsewhere; in papers for the house; in what
somebody else says. It is unsure where an exception stands in the sentence, where the money is for
something that she used or ended herself, where it was a present of ours, in a bare title (“No
refunds”), and where one is given within a time.
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

_BACK = r"(?:refund(?:s|ed|able)?|reimburse(?:d|ments?)?|money back|credits?)"
_TABLES = {
    "kept": rf"""
        refund :: non[- ]?refundable|not(?: be)?(?: \w+){{0,2}} refundable|not(?: be)? refunded
        refund, reimburs :: no (?:right to |entitlement to )?(?:(?:full|partial|cash|pro-?rat\w+|further),? (?:or )?)*(?:refunds?|reimbursements?|money back)
        refund, reimburs :: (?:not|n't|cannot|never)(?: be)?(?: \w+){{0,3}} (?:entitled to|eligible for|receive|get|offer|provide|give|issue|make|grant|obliged to|required to|pay|process|have a right to)(?: \w+){{0,4}} {_BACK}
        final :: all (?:sales|purchases|payments|fees|charges|bookings|donations|transactions) (?:are|shall be|will be) final
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_PERHAPS = r"\bif you (?:do|are|have|will)\b[^.;,]{0,20}$|\brefundable or ?$|\bmay(?: be)? ?$|[\"“‘]$|\bwhether\b[^.;,]{0,40}$"
_GIVES = r"\b(?:we|will|can|may) (?:\w+ )?(?:refund|reimburse)\b|\bfully refundable|\bunless\b[^.;]{0,60}\b(?:we|our)\b"
_BUT = r"\b(?:except|unless|save|other than|apart from|however|but)\b"
_AS_LAW = r"\b(?:except|unless|other than|save)(?: \w+){0,5}? (?:required|provided|prescribed|set out|stated|specified|permitted|expressly|mandated)\b"
_HERS = r"\byou (?:(?:will|shall|must|may|can|agree|should|are) )?(?:not|never|n't)(?: to)? (?:issue|offer|provide|give|grant|process|make)\b"
_FORBIDDEN = r"\b(?:is|are) (?:strictly )?(?:prohibited|forbidden)\b|\b(?:must|shall|should|may) not be (?:used|advertised|promoted)\b"
_ELSEWHERE = r"\breimburs\w+(?: \w+){0,3} (?:expenses?|costs|damages?|loss(?:es)?)\b|\bcompensation or (?:reimbursement|refund)\b"
_TITLE = r"\W*(?:[\w' -]+[;:] ?)?no (?:\w+ )?refunds?(?: (?:and|or|policy) ?\w*)?\W*"
_A_KIND = r" ?(?:or (?:an? )?[\w ]{0,20})?(?:bookings?|rates?|rooms?|reservations?|purchase room)\b"
_WE_GET = r"\bwe (?:do |can|may |will )?(?:not|n't) (?:get|receive)\b|\breservation becomes non"
_IN_TIME = r"\b(?:after|within)\b[^.;]{0,40}\b(?:\d+|first|one|two|three|seven|fourteen|thirty)\b[^.;]{0,12}\b(?:hours?|days?|weeks?|months?)\b"
_PRESENT = r"\bpromotion(?:s|al)?\b|\bbonus\b|\bfree (?:credits?|of charge)\b"
_ENDED = (
    r"\b(?:trial|gift|already (?:used|paid)|no-?show|once (?:used|redeemed|shipped|delivered))\b"
)


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each sum that is kept whatever happens."""
    if for_ourselves(page.document.prose, page.genre):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – we keep the money, whatever the reason.",
        instead="say when money comes back: when it was your fault, and for what was not used",
        next="Ask what you would expect of a shop.",
        would_change="The case in which it does come back, in the same sentence.",
    )


def _standing(said: Said) -> Standing | None:
    sentence = re.sub(_AS_LAW, "", said.sentence, flags=re.I)
    if re.match(_A_KIND, said.after, re.I) or re.search(_WE_GET, said.before + said.words, re.I):
        return None
    if re.search(_GIVES, sentence, re.I) or re.search(_PERHAPS, said.before, re.I):
        return None
    if re.search(f"{_HERS}|{_FORBIDDEN}|{_ELSEWHERE}", sentence, re.I):
        return None
    doubtful = re.search(f"{_BUT}|{_ENDED}|{_PRESENT}|{_IN_TIME}", sentence, re.I)
    return "unsure" if doubtful or re.fullmatch(_TITLE, sentence, re.I) else "speaks"


EXAMPLES = (
    speaks(
        "The money is kept",
        "Clubs may be closed for repairs. Fees are «non-refundable».",
        genre="terms",
        says="we keep the money",
    ),
    speaks(
        "Kept in a list of prices",
        "A parcel costs five pounds. «No refunds» are given, except as required by law.",
        genre="price",
        says="we keep the money",
    ),
    silent(
        "It comes back",
        "A parcel that is late is paid back within two days, without your asking.",
        genre="terms",
    ),
    silent(
        "The exception is ours to pay",
        "Fees are not refunded unless we were late.",
        genre="terms",
    ),
    silent(
        "It is she who must not",
        "You will not issue refunds to those who buy a label from you.",
        genre="terms",
    ),
    silent(
        "An offer of others is forbidden",
        "Auctions with a non-refundable stake are prohibited.",
        genre="terms",
    ),
    unsure(
        "A bare title",
        "«No refunds».",
        genre="terms",
        says="we keep the money",
    ),
    silent(
        "A paper for the house",
        "Most fees are non-refundable, and people hate it.",
        genre="review",
    ),
    unsure(
        "An exception",
        "Fees are «non-refundable», but a parcel that is lost is paid back.",
        genre="terms",
        says="we keep the money",
    ),
)
