"""Where does the reader give up a court, a jury, or going there together with others?

Why it matters: A claim of twenty pounds is brought by nobody alone. A clause that takes away the
court and the company of others takes away the claim, and nobody reads it before she needs it.
How it decides: In terms it finds that disputes go to arbitration instead of a court, and that class
or joint actions or a jury are given up. Three places are told, the rest with the last of them.
When it stays silent: Where arbitration is offered and not imposed; on the place of a court; in a
title such as “Waiver of class actions”, whose clause follows; outside of contracts. It is unsure
where the sentence has a way out (“unless you opt out”), and where it only says that such a clause
stands further on.
Source: The test of a contract term: would we sign it from the other side?
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.spelled import Said, Standing, hits, is_contract, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", options={"most": 3})

_CLASS = r"(?:class|collective|consolidated|representative|group|mass)"
_TABLES = {
    "waived": rf"""
        jury, class, collective, representative :: waiv(?:e|es|ing|er of)(?: [\w,'/()-]+){{0,25}}? (?:jury|{_CLASS})(?:[- ](?:wide|action|trial|arbitration|proceeding|lawsuit|basis)s?)?
        give up, giving up :: (?:give|giving) up (?:your|the|any|our|their)(?: [\w,'-]+){{0,6}}? (?:court|jury|{_CLASS})
        right, litigate :: (?:right|rights) to (?:a jury|trial by jury|litigate[^.;]{{0,60}} in court|participate in (?:a |any )?{_CLASS}[^.;]{{0,60}}) (?:is|are|will be|shall be)(?: hereby)? waived
        class, representative :: (?:not|may only|only)(?: [\w,'()-]+){{0,30}}? as (?:a |an )?(?:plaintiff|class member|claimant)(?:[^.;]{{0,40}} (?:in any )?(?:purported )?{_CLASS})?
        class, collective, representative :: (?:no|not be|prohibit\w*|preclud\w*|not (?:permitted|allowed))(?: [\w,'-]+){{0,10}}? {_CLASS}(?:[- ]?wide)?(?: (?:or|and) \w+)? (?:actions?|arbitrations?|proceedings?|lawsuits?|basis|claims?)
    """,
    "arbitration": r"""
        arbitration, arbitrat :: (?:resolved|settled|determined|decided|resolve|settle|adjudicated|submitted)(?: [\w,'-]+){0,8}? (?:by|through|in|to|via)(?: [\w,'-]+){0,5}? (?:binding|final|individual|confidential|mandatory)(?: [\w,'-]+){0,4}? arbitration
        arbitration, arbitrat :: (?:agree|required|requires you|must|shall)(?: [\w,'-]+){0,8}? (?:binding|mandatory|final|individual)(?: [\w,'-]+){0,3}? arbitration
        arbitration :: arbitration (?:rather than|instead of|and not|in lieu of)(?: [\w,'-]+){0,3}? (?:court|litigation|jury|trial)
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_OFFER = r"\b(?:may (?:choose|elect|opt|also)|if (?:you|both|the parties) (?:choose|elect|agree)|not (?:be )?(?:required|obliged|subject)|voluntar\w+)\b"
_TITLE = r"[\W\d]*(?:\(?\w{1,4}[.)] )?(?:no|waivers?|prohibition|class|jury|mutual|individual|collective|representative|arbitration)\b(?:[ /;:,&-]+(?!(?:are|is|be|will|shall|may|can|must|agree|you|we)\b)[\w']+){0,11}\W*"
_ANNOUNCED = (
    r"\b(?:contains?|includes?|includ(?:ing|ed) information|provides? for|describes?|summar\w+)\b"
)
_DISPUTE = (
    r"\b(?:disputes?|claims?|arbitrat\w*|actions?|proceedings?|lawsuits?|relief|jury|courts?)\b"
)
_ABOUT = r"\b(?:enforce|enforcing|enforceability|validity)\b[^.;]{0,60}$|\bavoidance of doubt\b"
_WAY_OUT = r"\bopt(?:ing)?[- ]out\b|\bunless (?:you|prohibited)\b|\bwhere (?:this is )?prohibited\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each way to a court that is given up."""
    if not is_contract(page):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says=_SAYS,
        instead="say how a complaint is heard by us, and leave her the court",
        next="Ask what she would do about twenty pounds.",
        would_change="A court that she may choose.",
    )


_SAYS = {
    "waived": "“{quote}” – she can ask for her right only alone, or not before a court.",
    "arbitration": "“{quote}” – no court hears her.",
}


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.search(_OFFER, said.before, re.I) or re.fullmatch(_TITLE, sentence, re.I):
        return None
    if re.search(_ABOUT, said.before, re.I) or re.search(r"\bnot subject to\b", said.words, re.I):
        return None
    if not re.search(_DISPUTE, sentence, re.I):
        return None
    doubtful = re.search(_WAY_OUT, sentence, re.I) or re.search(_ANNOUNCED, said.before, re.I)
    return "unsure" if doubtful else "speaks"


EXAMPLES = (
    speaks(
        "Alone only",
        "You «waive any right to bring a class action».",
        genre="terms",
        says="only alone",
    ),
    speaks(
        "No court",
        "Every dispute about a parcel is «resolved by binding arbitration».",
        genre="terms",
        says="no court hears her",
    ),
    silent(
        "Offered",
        "You may choose to have a dispute settled by binding arbitration.",
        genre="terms",
    ),
    silent(
        "Where the court is",
        "The courts of Leeds decide, or those of the place where you live.",
        genre="terms",
    ),
    silent(
        "A title, whose clause follows",
        "Waiver of Class Actions.",
        genre="terms",
    ),
    unsure(
        "It says what stands further on",
        "This agreement contains a clause by which you «waive the right to a jury».",
        genre="terms",
        says="only alone",
    ),
    silent(
        "A jury of another kind",
        "A jury of nine couriers chooses the best new label each year.",
        genre="terms",
    ),
    unsure(
        "A way out",
        "Every dispute is «resolved by binding arbitration», unless you opt out within a month.",
        genre="terms",
        says="no court hears her",
    ),
)
