"""Where are readers sent to look for themselves whether our terms or policies have changed?

Why it matters: Nobody reads terms again to find out what moved. Who is told to look for herself is
told that she will not be told.
How it decides: In terms it finds the reader's duty, or our advice to her, to check, review or
visit our terms, a page or a site for changes (“please check this page periodically”, “it is your
responsibility to review these terms”). Three places are told, the rest with the last of them.
When it stays silent: Where we are those who review; on the terms of others; on what the reader
checks of her own (her parcel, her details); outside of contracts. It is unsure where the same
sentence says that we write to her.
Source: The test of a contract term: would we sign it from the other side?
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.spelled import Said, Standing, hits, is_contract, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", options={"most": 3})

_LOOK = r"(?:check|review|consult|visit|revisit|re-?read|refer to|return to|look at|monitor)(?:ing)?(?: back)?"
_OURS = r"(?:terms|page|agreement|polic(?:y|ies)|conditions|notice|document|guidelines|web ?site|site|rules|version|link|statement|tou|tos|eula|contract|updates|changes)"
_OFTEN = r"(?:regularly|periodically|frequently|from time to time|often|on a regular basis|each time|every time|whenever|before (?:each|every|you use|using)|for (?:any |the |such )?(?:updates?|changes?|modifications?|amendments?|revisions?|most recent|latest)|to (?:see|ensure|stay|keep|be|remain|determine|make sure|become))"
_TABLES = {
    "often": rf"""
        check, review, consult, visit, re-read, refer, return, look, monitor :: {_LOOK} (?:(?:the|this|these|our|its|such|any|that|back|at|of|most|recent|current|latest|full|entire|posted|up-to-date|applicable|\w+'s|general|for|to) )*(?:[\w-]+ ){{0,4}}?{_OURS}(?: [\w(),-]+){{0,6}}? {_OFTEN}
        regularly, periodically, frequently, time to time, often :: (?:regularly|periodically|frequently|from time to time|often) {_LOOK} (?:[\w'-]+ ){{0,6}}?{_OURS}
    """,
    "duty": rf"""
        responsib :: (?:you(?:r| are|'re)(?: \w+)? responsib(?:le|ility)|responsib(?:le|ility) of (?:the )?(?:users?|members?|customers?|you)) (?:for|to|is to)(?: (?:regularly|periodically|frequently))? {_LOOK} (?:[\w'-]+ ){{0,6}}?{_OURS}
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_WE_DO = r"\b(?:we|us|who)(?: (?:will|may|can|shall|also|do|would))*(?: \w+ly)? ?$"
_THEIRS = r"\bthird[- ]part(?:y|ies)|\bpolic(?:y|ies) of (?:those|these|such|each|any|all|the|other)\b|\b(?:their|its) (?:privacy|polic)|\btheir (?:own )?(?:terms|polic|site)|\bprivacy settings\b|\bterms of (?:the|those|such) (?:provider|carrier|seller|site)s?\b"
_CHANGE = r"\b(?:chang|modif|updat|revis|amend|current|latest|regular|periodic|frequent|time to time|often|each time|every time|new\b|recent|version|informed)"
_TOLD = r"\b(?:we|be) (?:(?:will|shall|'ll|also) )*(?:notify|notified|inform|informed|e-?mail|tell|told)\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each place that sends the reader to look for changes herself."""
    if not is_contract(page):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – she must find out herself what we changed.",
        instead="write to each of them before it changes, and say what changes",
        next="Ask when one of them last looked.",
        would_change="A promise to write to everybody whom a change concerns.",
    )


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.search(_WE_DO, said.before, re.I) or re.search(_THEIRS, sentence, re.I):
        return None
    if not re.search(_CHANGE, sentence, re.I):
        return None
    return "unsure" if re.search(_TOLD, sentence, re.I) else "speaks"


EXAMPLES = (
    speaks(
        "Come back and look",
        "We may change our prices. Please «check this page regularly».",
        genre="terms",
        says="find out herself",
    ),
    speaks(
        "Made a duty",
        "It is «your responsibility to review these terms» for changes.",
        genre="terms",
        says="find out herself",
    ),
    silent(
        "We are those who review",
        "We regularly review these terms and write to you before they change.",
        genre="terms",
    ),
    silent(
        "What is hers to check",
        "Check the parcel when it comes. You are responsible for the address you give.",
        genre="terms",
    ),
    silent(
        "The terms of somebody else",
        "You should review the terms of the third-party carrier before you book.",
        genre="terms",
    ),
    unsure(
        "And she is written to",
        "We will notify you of new terms by mail, and you should «check this page for updates».",
        genre="terms",
        says="find out herself",
    ),
)
