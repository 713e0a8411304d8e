"""Where do we say how glad or proud we are to announce something?

Why it matters: She opens the letter to learn what changes for her. “We are thrilled to announce”
makes her read about us first, and every rival writes it.
How it decides: In what is written to customers it finds our own feelings before our own news: we
are excited, thrilled, delighted, proud, happy or pleased to announce, launch, share, release.
Three places are told, the rest with the last of them.
When it stays silent: Where we are glad for somebody, glad to help, or proud of a person; where
somebody else says it; in papers for the house. It is unsure about plain gladness (“we are happy to
say”, “pleased to report”).
Source: Words met at the head of public announcements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.spelled import Said, Standing, hits, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="info", options={"most": 3})

_GLAD = r"(?:excited|thrilled|delighted|proud|happy|pleased|glad|stoked|pumped|ecstatic|overjoyed|honou?red)"
_NEWS = r"(?:announc\w+|introduc\w+|launch\w*|shar(?:e|ing)|unveil\w*|releas\w+|present|presenting|reveal\w*|bring(?:ing)?|debut\w*|publish\w*|roll(?:ing)? out|kick(?:ing)? off|ship(?:ping)?|showcase|report|say|tell)"
_TABLES = {
    "joy": rf"""
        excited, thrilled, delighted, proud, happy, pleased, glad, stoked, pumped, ecstatic, overjoyed, honored, honoured :: (?:we|i|(?:our|the) (?:\w+ )?team|(?-i:[A-Z])[\w.&-]*)(?:'re|'m| are| is| am) (?:(?:so|very|super|really|extremely|incredibly|truly|more than|absolutely|also|all|just|beyond|especially|particularly|always|both|now|today|quite|equally|finally) )*{_GLAD}(?: and \w+)? (?:to|about) (?:be able to |be |finally |now |officially |once again |today |publicly |formally )*{_NEWS}\b
        excited, thrilled, delighted, proud, happy, pleased :: (?:{_GLAD}|excitement|joy) to (?:announce|introduce|launch|unveil|reveal)
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_PLAIN = r"\b(?:report|say|tell)\b"
_NOT = r"\bif\b|\bwhen\b|\bnot\b|\bsoon\b|\bwould\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each feeling of ours that stands before our news."""
    if page.genre == "terms" or for_ourselves(page.document.prose, page.genre):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – this tells how we feel, and not yet what is new for her.",
        instead="begin with what she can do from today that she could not do before",
        next="Leave the feeling out and read it again.",
        would_change="The news itself, first.",
    )


def _standing(said: Said) -> Standing | None:
    if re.search(_NOT, said.before[-40:], re.I) or said.sentence.rstrip().endswith("?"):
        return None
    return "unsure" if re.search(_PLAIN, said.words, re.I) else "speaks"


EXAMPLES = (
    speaks(
        "Thrilled to announce",
        "«We are thrilled to announce» that the counter in Hull opens on Sunday.",
        genre="launch",
        says="how we feel",
    ),
    silent(
        "The news itself",
        "The counter in Hull opens on Sunday at nine.",
        genre="launch",
    ),
    silent(
        "Glad to help, and proud of a person",
        "We are happy to help. We are proud of Ray, who drove back at night.",
        genre="reply",
    ),
    silent(
        "Somebody else is glad",
        "Margit was excited to get her own key.",
        genre="story",
    ),
    silent(
        "A paper for the house",
        "We are excited to announce the plan for May.",
        genre="plan",
    ),
    unsure(
        "Plain gladness",
        "«We are pleased to report» that all parcels have come.",
        genre="post",
        says="how we feel",
    ),
)
