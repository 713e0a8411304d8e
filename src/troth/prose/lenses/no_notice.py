"""Where do we say outright that we may act without notice?

Why it matters: “Without notice” says that we know she would want to be told, and that we will not
tell her. She finds out by being charged, or by standing before a locked door.
How it decides: It finds “without notice” and its like (without prior notice, with or without
notice, without notifying you) beside a right or habit of ours to change, end, remove, refuse or
hand on something, and names the side that the right stands against, where the text names one. Three
places are told, the rest with the last of them.
When it stays silent: Where the reader may act so; where both sides may; where the sentence says
that it is not done without notice; in papers for the house. It is unsure where law, danger or
fraud is the ground.
Source: Notice as in Regulation (EU) 2019/1150, articles 3, 4 and 8, and Directive (EU) 2024/2831,
article 11, taken as a list of questions, not as advice.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.notice import against
from troth.text.noticeless import unannounced, with_the_right
from troth.text.spelled import Said, Standing, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", options={"most": 3})

_TABLES = {
    "notice": r"""
        notice, notification, notifying, notif :: (?:with or )?without (?:(?:any|prior|further|advance|giving|first|previous|providing|additional|or|the|need|for|of|formal|specific|individual|us|our|you|being|obligation|explanation|reason|cause|liability|a|an|reasonable|special),? )*(?:notice|notification|notifying)(?: (?:to )?(?:you|users?|customers?|members?|sellers?|them|anyone))?
        prior notice, advance notice :: no (?:prior|advance) notice
        warning :: without (?:(?:any|prior|further|advance) )*warning
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each right that is to be used without notice."""
    if for_ourselves(page.document.prose, page.genre):
        return
    for told in spelled_out(page, _WORDED, _standing):
        span = with_the_right(page.document.prose, told.span)
        side = against(page.words(told.sentence), page.document.title)
        yield Hit(
            span=span,
            says=f"“{{quote}}” – against {side}: they will not be told before.",
            instead="say how many days before, by which way, and how one may answer or leave",
            status=told.standing,
            next="Ask whom it would hurt, and how many days they would need.",
            would_change="A stated notice in the same clause.",
            more=told.more,
            data={"side": side},
        )


def _standing(said: Said) -> Standing | None:
    return unannounced(said.before, said.words, said.after)


EXAMPLES = (
    speaks(
        "A driver may be blocked without being told",
        "«Kestrel may block the account of a driver at any time without prior notice».",
        genre="terms",
        says="against drivers: they will not be told before",
    ),
    speaks(
        "Prices that move",
        "Our prices are «subject to change without notice».",
        genre="price",
        says="against the reader: they will not be told before",
    ),
    silent(
        "The right is the reader's",
        "You may cancel your plan at any time without notice.",
        genre="terms",
    ),
    silent(
        "It is not done without notice",
        "We will not change the fees without notice to you.",
        genre="terms",
    ),
    silent(
        "Both sides alike",
        "Either party may end the agreement without notice.",
        genre="terms",
    ),
    silent(
        "A paper for the house",
        "We may change our roadmap at any time without notice.",
        genre="roadmap",
    ),
    unsure(
        "The ground is fraud",
        "«We may close an account without notice» where there is fraud.",
        genre="terms",
        says="not be told before",
    ),
)
