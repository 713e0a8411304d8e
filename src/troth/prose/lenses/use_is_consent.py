"""Where is going on as before, or saying nothing, taken for agreement?

Why it matters: Who opens the app in the morning has agreed to nothing; she has opened the app. A
yes that nobody gave is remembered as a trick on the day it is used.
How it decides: In terms it finds continued use, or silence, that counts as acceptance (“your
continued use means that you accept”, “by continuing to use …, you agree”, “you will be deemed to
have accepted”). Three places are told, the rest with the last of them.
When it stays silent: On the first acceptance of terms (“by creating an account”); where both
sides are bound so; outside of contracts; in what somebody else says. It is unsure where the
sentence tells of a notice or of a way to object.
Source: The test of a contract term: would we sign it from the other side?
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.spelled import Said, Standing, hits, is_contract, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", options={"most": 3})

_AGREES = r"(?:accept\w*|agree\w*|consent\w*|acknowledg\w*|deemed|constitut\w*|signif\w+|indicat\w+|means?|considered|ratif\w+|bound)"
_TABLES = {
    "use": rf"""
        continu :: (?:by continuing to (?:use|access|visit|browse|drive|work|sell|host|ride|shop|play|participate)|(?:your |any |the |such )?(?:continued|continuing) (?:use|usage|access|participation)|(?:if )?you continue (?:to (?:use|access|visit)|using|accessing|your use)|continuing to use)[^.;]{{0,160}}?\b{_AGREES}
        deemed :: you (?:will|shall|are)(?: be)?(?: irrevocably)? deemed (?:to have )?(?:accept(?:ed)?|agreed?|consented)
        silence, object, reject :: if you do not (?:object|reject|respond|reply)[^.;]{{0,140}}? (?:deemed|considered|taken)
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_FIRST = r"\b(?:creat\w+ an account|regist\w+|sign\w* up|install\w*|download\w*)\b[^.;]{0,60}$"
_CHANGE = r"\b(?:chang|modif|updat|revis|amend|new\b|post(?:ed|ing)|follow|after|effective)"
_BOTH = r"\b(?:either|each|both|neither) part(?:y|ies)\b"
_TOLD = r"\b(?:we (?:will|shall|'ll) (?:\w+ ){0,2}(?:notify|inform|e-?mail|tell|give you)|object|days['’]? (?:notice|after|before|of)|opt[- ]?out|unless)\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each place where doing nothing is agreeing."""
    if not is_contract(page):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – who goes on as before has agreed.",
        instead="ask, and let who does not agree leave without cost",
        next="Ask whether one of them would say that she agreed.",
        would_change="A question that is answered, or a way to go on under the old terms.",
    )


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.search(_BOTH, sentence, re.I):
        return None
    if re.search(_FIRST, said.before, re.I) and not re.search(_CHANGE, sentence, re.I):
        return None
    return "unsure" if re.search(_TOLD, sentence, re.I) else "speaks"


EXAMPLES = (
    speaks(
        "Use is consent",
        "New prices are shown in the app. «By continuing to use the app after that day you accept» "
        "the new prices.",
        genre="terms",
        says="has agreed",
    ),
    speaks(
        "Said of the use itself",
        "«Your continued use of the lockers means» that you agree to the new rules.",
        genre="terms",
        says="has agreed",
    ),
    silent(
        "The first acceptance",
        "By creating an account or continuing to use the app, you agree to these terms.",
        genre="terms",
    ),
    silent(
        "A question is asked",
        "We ask you in the app whether you accept the new prices; until you answer, the old ones "
        "stay.",
        genre="terms",
    ),
    silent(
        "Use that agrees to nothing",
        "Your continued use of the lockers is free until May.",
        genre="terms",
    ),
    unsure(
        "Notice is promised beside it",
        "We will notify you of new prices, and «your continued use of the app means» that you "
        "accept them.",
        genre="terms",
        says="has agreed",
    ),
)
