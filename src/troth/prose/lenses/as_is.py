"""Where does the reader take something “as is”, or at her own risk?

Why it matters: She pays, or gives her data, for something that works. “As is” says that it need
not, and it stands where she will look only when it did not.
How it decides: In terms, price pages and releases it finds what is given “as is” or “as available”,
and what is done at the reader's own risk. Three places are told, the rest with the last of them.
When it stays silent: On things that stay as they are (“copied as is”); in papers for the house.
It is unsure where it is said of a trial, a beta or of what others made.
Source: The test of a contract term: would we sign it from the other side?
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.spelled import Said, Standing, hits, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="info", options={"most": 3})

_MARK = r"[\"“”'‘’]*"
_AS = rf"{_MARK}as[- ]is{_MARK}(?:,? ?(?:and|or|/)?,? ?(?:[\w-]+ ){{0,2}}{_MARK}as[- ]available{_MARK})?(?: basis)?"
_TABLES = {
    "as is": rf"""
        as is, as-is :: (?:provid\w+|available|offered|supplied|delivered|furnished|licen[cs]ed|sold|given|made|distributed|accept\w*)(?: [\w,.-]+){{0,8}}? {_AS}
        as is, as-is :: on an? (?:strictly )?{_AS}
        as available, as-available :: (?:provided|offered|made available)(?: [\w,.-]+){{0,4}}? on an? {_MARK}as[- ]available{_MARK} basis
    """,
    "risk": r"""
        risk :: at (?:your|the user's|their|his or her|one's) (?:own |sole )+(?:and (?:exclusive |sole )?)?(?:discretion and )?risk
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_OTHERS = r"\b(?:beta|trial|preview|experimental|alpha|pre-?release|third[- ]part(?:y|ies)|other (?:web ?)?sites|linked|links|open[- ]source|samples?)\b"
_NOT = r"\bnot (?:be )?(?:provided|offered|available|sold)\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each thing that is given as it is, or used at the reader's own risk."""
    if for_ourselves(page.document.prose, page.genre):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says=_SAYS,
        instead="say what you do answer for, and what you do when it goes wrong",
        next="Ask what she believes that she has bought.",
        would_change="One thing that is promised of it.",
    )


_SAYS = {
    "as is": "“{quote}” – it need not work, and nobody here answers for it.",
    "risk": "“{quote}” – the risk is all on the other side.",
}


def _standing(said: Said) -> Standing | None:
    if re.search(_NOT, said.sentence, re.I):
        return None
    return "unsure" if re.search(_OTHERS, said.sentence, re.I) else "speaks"


EXAMPLES = (
    speaks(
        "As is",
        "The parcel feed is «provided “as is”», and nobody watches it.",
        genre="terms",
        says="need not work",
    ),
    speaks(
        "At her own risk",
        "You leave parcels in the lockers «at your own risk».",
        genre="terms",
        says="all on the other side",
    ),
    silent(
        "Left as it is",
        "Your parcel is handed on as is; we do not open it. The old labels are copied as-is.",
        genre="release",
    ),
    silent(
        "A paper for the house",
        "The old depot is offered as is.",
        genre="plan",
    ),
    unsure(
        "A trial",
        "The beta of the new map is «provided as is».",
        genre="terms",
        says="need not work",
    ),
)
