"""Where does the reader give us a right for ever, or one she cannot take back?

Why it matters: She puts up a photograph of her child and later takes it down. A perpetual,
irrevocable licence says that it is still ours to use.
How it decides: In terms it finds what the reader grants, assigns or permits as perpetual or
irrevocable. Three places are told, the rest with the last of them.
When it stays silent: Where it is we who grant, or what she grants is for other users; where it is a
right that others gave her; where she only acknowledges or agrees for good; where she submits to a
court; outside of contracts. It is unsure where it is about feedback, bound to one purpose or to a
way to end it, a release, or a waiver of moral rights or of remedies, which gives us nothing.
Source: The test of a contract term: would we sign it from the other side?
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.spelled import Said, Standing, hits, is_contract, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", status="preview", options={"most": 3})

_TABLES = {
    "for ever": r"""
        perpetual, irrevocabl :: (?:perpetual(?:ly)?|irrevocabl[ey])(?:,? (?:and )?(?:perpetual(?:ly)?|irrevocabl[ey]))*
        perpetuity, duration of, full term of :: in perpetuity|for the (?:full |entire |whole )?(?:duration|term|life) of (?:the |all |any )?(?:such |legal |relevant )?(?:copyright|intellectual property|rights)
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_GIVES = (
    r"\b(?:you|users?|members?|contributors?|customers?|client|participants?|creators?|submitter|author)\b[^.;]{0,220}"
    r"\b(?:grant|give|giving|granting|licen[cs]e|assign|permi|authori[sz]|allow|transfer|waive|consent)|"
    r"\b(?:granted|given|submitted|provided) by you\b"
)
_OURS = (
    r"\b(?:we|(?-i:[A-Z])[\w&.-]+|company) (?:(?:hereby|also|shall|will|may) )*(?:grants?|gives?|licen[cs]es?)(?: to)? "
    r"(?:you|(?:the )?(?:customer|client|user|licensee|subscriber))s?\b|\bgrant(?:s|ed)? (?:to )?(?:you|customers?|licensees?|subscribers?)\b"
)
_COURT = r"\b(?:jurisdiction|submit|courts?|venue)\b"
_TO_OTHERS = r"\b(?:grant(?:s|ing)?|licen[cs]e) (?:to )?(?:each|every|other|all|any|those|these|such|our|(?-i:[A-Z])\w+) (?:other |end )?(?:users?|members?|subscribers?|part(?:y|ies)|person|recipients?)"
_WAIVED = r"\bwaiv\w+[^.;]{0,160}\b(?:moral|attribution|injunct\w+|equitable|claims?)\b|\birrevocabl[ey](?: and \w+)? (?:releas|waiv|discharg)\w+"
_AGREED = r"\birrevocabl[ey](?: and \w+)? (?:acknowledg|agree|accept|represent|confirm|understand|undertak|warrant)"
_HERS = r"\bgrantee\b|\b(?:granted|licen[cs]ed|given|assigned) (?:to )?you (?:the|a|all|any)\b"
_HAS = r"\b(?:own|have|has|obtained|secured)\b(?:(?!grant)[\w, -]){0,60}$"
_BOUND = r"\b(?:feedback|suggestions?|ideas)\b|\b(?:solely|only) (?:to|for|in order|in connection|as)|\bsole purpose|\buntil you\b|\bfor as long as\b|\bterminates? when\b|\bnot (?:perpetual|irrevocable)\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each right that the reader gives away for good."""
    if not is_contract(page):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – what she gives here she cannot take back.",
        instead="say what it is for, for how long, and how it is taken back",
        next="Ask what you would need it for in ten years.",
        would_change="An end to it: when she deletes it, or when she leaves.",
    )


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.search(_COURT, sentence, re.I) or not re.search(_GIVES, sentence, re.I):
        return None
    if re.search(_HAS, said.before, re.I) or re.search(f"{_AGREED}|{_HERS}", sentence, re.I):
        return None
    if re.search(_OURS, said.before, re.I) or re.search(_TO_OTHERS, sentence, re.I):
        return None
    doubtful = re.search(_BOUND, sentence, re.I) or re.search(_WAIVED, sentence, re.I)
    return "unsure" if doubtful else "speaks"


EXAMPLES = (
    speaks(
        "For ever, and not to be taken back",
        "You grant us a «perpetual, irrevocable» licence to the photographs you put up.",
        genre="terms",
        says="cannot take back",
    ),
    silent(
        "It is we who grant",
        "We grant you a perpetual licence to the labels that you have paid for.",
        genre="terms",
    ),
    silent(
        "A right that others gave her",
        "The painter has irrevocably granted to you the right to grant this licence.",
        genre="terms",
    ),
    silent(
        "Only agreed to",
        "You irrevocably acknowledge that using the service gives you no share in it.",
        genre="terms",
    ),
    silent(
        "A court",
        "You irrevocably submit to the courts of Leeds.",
        genre="terms",
    ),
    silent(
        "Until she takes it down",
        "You let us show the photographs you put up, until you delete them.",
        genre="terms",
    ),
    unsure(
        "For one purpose",
        "You grant us an «irrevocable» licence to your photographs solely for delivery.",
        genre="terms",
        says="cannot take back",
    ),
)
