"""Which clause gives us the right and the other side the cost?

Why it matters: Who signs cannot haggle. A clause that would never be signed the other way round is
remembered on the day it is used, and on that day it costs more than it ever saved.
How it decides: It finds, in terms and in what tells of a change, clauses that bind one side only:
our discretion or opinion over what is theirs, no responsibility whatever we did, at their expense,
money that is kept or due when something ended, a waiver, the right to hold back what they earned,
and a change whose only reason is our own gain. Three clauses of a kind are told one by one; the
rest stand with the third. What a sentence says in so many words is told by lenses of its own:
`sole-discretion`, `not-liable`, `as-is`, `use-is-consent`, `look-yourself`, `pays-for-us`,
`no-refund`, `no-court`, `for-ever`.
When it stays silent: Where the clause holds for both sides (“either party”), where the exception
that protects them stands in the same sentence (our negligence, a refund of the unused part), where
we answer not for others' content or the reader's own deed, on what is only offered, in plans and
handbooks, in what somebody else says. It is unsure about boilerplate (indirect damage, an outage),
about the removal of posts, where a breach of theirs is the only ground, where what they hand over
serves one purpose, where notice, an appeal, a refund or an opt-out is told of beside it, and about
a reason that is our gain: theirs may stand elsewhere.
Source: The test of a contract term: would we sign it from the other side? Clauses read in the
dated public terms of several services, of customers and of those who work through them.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.burdens import BURDENS
from troth.text.sharing import cleared
from troth.text.spelled import first_few, is_contract
from troth.text.weighing import Weight, weight
from troth.text.worded import Worded, Wording

CARD = ProseCard(severity="warning", status="preview", options={"most": 3})
_WORDED = Worded(BURDENS)
PARTS = _WORDED.words
_SAYS = {
    "discretion": "“{quote}” – what is due to the other side hangs on our opinion alone.",
    "liability": "“{quote}” – whatever we did, the other side bears it.",
    "remedy": "“{quote}” – whatever goes wrong, this is all they get.",
    "cost": "“{quote}” – the other side pays for what we decide.",
    "kept": "“{quote}” – we keep the money, whatever the reason.",
    "waiver": "“{quote}” – a right is given up for good, and nothing comes back.",
    "hold": "“{quote}” – we may hold back what is theirs, and nothing says how they answer.",
    "sold": "“{quote}” – what they lose is told as a gift.",
    "closed": "“{quote}” – our word is the last, and hers is not heard.",
    "gain": "“{quote}” – the reason is our own gain; nothing is said of theirs.",
}
_INSTEAD = {
    "discretion": "say when it is given and when not, so that she can tell beforehand",
    "liability": "say what you do answer for, and up to what sum",
    "remedy": "say what you do when it goes wrong, and by when",
    "cost": "say what it may cost at most, or pay for what you decide yourself",
    "kept": "say when money comes back: when it was your fault, and for what was not used",
    "waiver": "say what it is for, for how long, and how it is taken back",
    "hold": "say on what evidence, by when it is settled, and how they can answer first",
    "sold": "say what they lose, and why, and what they can do",
    "closed": "say what she can show or do if she sees it otherwise",
    "gain": "say what it means for them, also where it is a loss",
}
_UNSURE = ("gain", "sold", "closed")
_NEAR = 350
"""Characters before and after a clause in which notice or a way out may be promised."""


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each clause that binds the other side only."""
    if for_ourselves(page.document.prose, page.genre):
        return
    contract = is_contract(page)
    most = page.options.get("most", 3)
    told: dict[tuple[str, bool], list[Wording]] = {}
    for found in _WORDED.met(page):
        if cleared(page, found, contract):
            continue
        heavy = _weight(page, found)
        held = told.setdefault((found.name, heavy == "heavy"), [])
        if heavy != "none" and (not held or held[-1].sentence != found.sentence):
            held.append(found)
    for (name, weighs), found_all in told.items():
        sure = weighs and contract and name not in _UNSURE
        for found, more in first_few(found_all, most if isinstance(most, int) else 3):
            yield _hit(name, found.span, more, sure=sure)


def _weight(page: Page, found: Wording) -> Weight:
    prose = page.document.prose
    at = found.sentence
    around = prose[max(0, at.start - _NEAR) : at.end + _NEAR]
    return weight(found.name, page.words(at), page.words(found.span), around)


def _hit(name: str, span: Span, more: tuple[Span, ...], *, sure: bool) -> Hit:
    return Hit(
        span=span,
        says=_SAYS[name],
        instead=_INSTEAD[name],
        status="speaks" if sure else "unsure",
        strength=Strength("rule", 1 + len(more), "clauses", "wording of terms"),
        next="Read it from the other side: would we sign it?",
        would_change="The same right for the other side, or the case in which it does not hold.",
        more=more,
    )


EXAMPLES = (
    speaks(
        "Our opinion decides",
        "A sender may ask for her money back. Refunds are given «at our discretion».",
        genre="terms",
        says="hangs on our opinion alone",
    ),
    speaks(
        "Nothing we do counts",
        "Drivers use the map. «Kestrel is not responsible for any delay that it causes».",
        genre="terms",
        says="the other side bears it",
    ),
    speaks(
        "The rest is due",
        "Who leaves early pays on. «Fees for the remainder of the year become due».",
        genre="terms",
        says="we keep the money",
    ),
    speaks(
        "What they earned is held back",
        "«We reserve the right to withhold your weekly pay while we look at a complaint».",
        genre="terms",
        says="hold back what is theirs",
    ),
    silent(
        "The same for both sides",
        "Neither party is responsible for a delay that a strike causes. Either party may end this "
        "agreement with a month's notice.",
        genre="terms",
    ),
    silent(
        "The exception that protects them stands with it",
        "We are not responsible for any loss unless it was our fault.",
        genre="terms",
    ),
    silent(
        "Others' content, and the reader's own deed",
        "Kestrel is not responsible for the content available on other websites. We are not "
        "responsible for any loss that results from your failure to install the update.",
        genre="terms",
    ),
    silent(
        "What is only offered",
        "We may refuse a request for registration at our discretion.",
        genre="terms",
    ),
    silent(
        "A duty that is theirs by nature",
        "You are responsible for the address you give. Check the parcel when it comes.",
        genre="terms",
    ),
    silent(
        "A letter is no contract",
        "We kept your deposit by mistake. It is back on your card by Friday.",
        genre="reply",
    ),
    silent(
        "A change that says what it means for them",
        "To simplify our fees we end the booking fee; you pay two pounds less on every parcel.",
        genre="letter",
    ),
    silent(
        "Somebody else's terms, quoted",
        "The old contract said: “Refunds are given at our discretion, and you agree.”",
        genre="terms",
    ),
    unsure(
        "A breach is the ground",
        "We may suspend, «at our discretion», the account of a sender who breaches these terms.",
        genre="terms",
        says="hangs on our opinion alone",
    ),
    unsure(
        "The reason is our gain",
        "From May we close three counters. «This will help us streamline our network».",
        genre="letter",
        says="nothing is said of theirs",
    ),
    unsure(
        "Posts may be taken down",
        "We may remove any review «in our discretion».",
        genre="terms",
        says="hangs on our opinion alone",
    ),
    unsure(
        "An outage is nobody's decision",
        "«Kestrel is not responsible for any interruption of the map».",
        genre="terms",
        says="the other side bears it",
    ),
    unsure(
        "An appeal is heard",
        "We may close your account «at our discretion». You may appeal within a month.",
        genre="terms",
        says="hangs on our opinion alone",
    ),
)
