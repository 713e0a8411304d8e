"""Where do we claim what nobody has promised to keep?

Why it matters: A claim in a launch mail or on a price page is a promise to the one who reads it.
If nobody owns it and nothing tests it, the first to find out that it is not true is a customer.
How it decides: It finds clauses that claim something of every order, of a time, a price, a sum or
a certainty, and looks among the promises that are confirmed, owned and tested for one of the same
deed: to answer, to deliver, to pay, to insure. It speaks where that one says otherwise (slower,
shorter open, another sum, a fee against none), or where there is none of its kind. It is unsure
where the promise holds on a condition that the claim leaves out, where two promises disagree, and
where it cannot tell what is claimed; in a text of unknown genre the last is only counted.
When it stays silent: Without a workspace; below ten confirmed promises, when only the number of
claims is told; on plans, reviews, agendas and handbooks, which speak to ourselves; on questions,
conditions, advice, opinions, plans and the past; on what a customer says, in quotation marks or
told; and on “the easiest of all”, which nothing can test: that is only counted.
Source: Rules over words. The claim is shown beside the nearest promise, so that a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from troth.extend.prose import (
    BackingPromise,
    Hit,
    Page,
    ProseCard,
    Span,
    Strength,
    silent,
    speaks,
    unsure,
)
from troth.patterns import later
from troth.text.backing import Weighed, weigh
from troth.text.claims import TRIGGERS as CLAIM_TRIGGERS
from troth.text.claims import claims, has_deed, is_specific, quoted
from troth.text.wording import different

Status = Literal["speaks", "unsure"]
CARD = ProseCard(severity="warning", needs_ledger=True, status="preview", options={"least": 10})
TRIGGERS = CLAIM_TRIGGERS

_INWARD = frozenset({"plan", "strategy", "review", "roadmap", "agenda", "handbook"})
_INTERNAL = later(
    r"\b(?:teammates?|colleagues|handbook|slack|salesforce|zendesk|jira|okrs?|internal(?:ly)?|"
    r"direct reports?|onboarding|standup|our team should|job description|interviewers?)\b",
    re.I,
)
_NONE = "“{quote}” – no promise in the ledger stands behind this"
_SAYS = {
    "otherwise": f"{_NONE}; one says otherwise.",
    "less": f"{_NONE} as it stands; the one of its kind holds on a condition.",
    "apart": f"{_NONE}.",
}
_INSTEAD = "say what is true; or make it a promise that somebody owns and a measure tests"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each claim that no promise stands behind."""
    least = page.options.get("least", 10)
    if page.backing is None or page.backing.confirmed < (least if isinstance(least, int) else 10):
        return
    live = [promise for promise in page.backing.promises if promise.backs_claims]
    for span, words, kind in _claims(page):
        weighed = [(weigh(words, promise.words), promise) for promise in live]
        found = _decided(weighed, words, kind, page.genre is not None)
        if found is not None:
            yield _hit(span, found, weighed)


def tally(page: Page) -> int:
    """How many claims the document makes, backed or not."""
    return sum(1 for _ in _claims(page))


def _claims(page: Page) -> Iterator[tuple[Span, str, str]]:
    if page.genre in _INWARD or (page.genre is None and _speaks_to_ourselves(page)):
        return
    prose, blocks = page.document.prose, page.document.blocks
    theirs = [block.span for block in blocks if block.kind == "quote"]
    theirs.extend(quoted(prose, [block.span for block in blocks]))
    for sentence in page.sentences:
        text = sentence.of(prose)
        for claim in claims(text):
            start, end = sentence.start + claim.span.start, sentence.start + claim.span.end
            if not any(span.start < end and start < span.end for span in theirs):
                yield Span(start, end), claim.words(text), claim.kind


def _speaks_to_ourselves(page: Page) -> bool:
    """Whether a document without a genre is written for the house: it talks of how work is done."""
    return _names_the_house(page.document.prose)


@lru_cache(maxsize=4)
def _names_the_house(prose: str) -> bool:
    return len(different(_INTERNAL, prose, 2)) == 2


def _decided(
    weighed: list[tuple[Weighed, BackingPromise]], words: str, kind: str, known_genre: bool
) -> tuple[Status, str] | None:
    """Whether to speak and why, or None where a promise stands behind the claim."""
    best = {
        verdict: max((one.nearness for one, _ in weighed if one.verdict == verdict), default=-1.0)
        for verdict in ("backed", "otherwise", "less")
    }
    if best["backed"] >= 0:
        disagree = best["otherwise"] >= best["backed"]
        return ("unsure", "otherwise") if disagree else None
    if best["otherwise"] >= 0:
        return "speaks", "otherwise"
    if not is_specific(words, kind):
        return None
    if best["less"] >= 0:
        return "unsure", "less"
    if has_deed(words):
        return "speaks", "apart"
    return ("unsure", "apart") if known_genre else None


def _hit(
    span: Span, found: tuple[Status, str], weighed: list[tuple[Weighed, BackingPromise]]
) -> Hit:
    status, verdict = found
    alike = [pair for pair in weighed if pair[0].verdict == verdict]
    near = max(alike or weighed, key=lambda pair: pair[0].nearness, default=None)
    notes = [f"nearest: {_told(near[1])}"] if near and near[0].nearness > 0 else []
    return Hit(
        span=span,
        says=_SAYS[verdict],
        instead=_INSTEAD,
        status=status,
        strength=Strength("rule", len(weighed), "live promises compared", "deeds and numbers"),
        next="Ask who owns this, and what would show that it is kept.",
        would_change="A confirmed promise of the same, with an owner and a measure.",
        notes=tuple(notes),
        data={"promise": near[1].id} if near and notes else {},
    )


def _told(promise: BackingPromise) -> str:
    where = f" ({promise.where})" if promise.where else ""
    if promise.n == 0:
        return f"“{promise.words}”{where}, not tested yet"
    if promise.kept is None:
        return f"“{promise.words}”{where}, not enough cases to say how it is kept (n = {promise.n})"
    low = f"{100 * promise.low:.0f}" if promise.low is not None else "?"
    high = f"{100 * promise.high:.0f}" if promise.high is not None else "?"
    return (
        f"“{promise.words}”{where}, kept {100 * promise.kept:.0f} % ({low}–{high}, n = {promise.n})"
    )


_LIVE = (
    "We answer every message on weekdays, 9 to 17",
    "Refunds are paid within 10 days",
    "A parcel under 20 kg arrives within 3 days",
    "We never sell your data",
    "Senders can cancel a pick-up any time before it begins",
    "Couriers are paid out every Friday",
    "We tell you of a price change 30 days before",
    "The service is available 99.5 % of a month",
    "A lost parcel is paid at its stated value",
    "Returns are free of charge within 14 days",
)

EXAMPLES = (
    speaks(
        "Open hours that the live promise does not know",
        "Sender Plus is here\n\nBest of all, «every plan includes 24/7 support».",
        genre="launch",
        says="no promise in the ledger stands behind this; one says otherwise",
        backing=_LIVE,
    ),
    speaks(
        "A faster refund than is promised",
        "You will like this. «We refund you within 24 hours».",
        genre="launch",
        says="one says otherwise",
        backing=_LIVE,
    ),
    speaks(
        "Nothing of its kind is promised",
        "And there is more: «every repair is free of charge for life».",
        genre="price",
        says="no promise in the ledger stands behind this",
        backing=("We answer every message on weekdays, 9 to 17",) * 10,
    ),
    silent(
        "The claim is what is promised",
        "We never sell your data. Returns are free of charge within 14 days.",
        genre="price",
        backing=_LIVE,
    ),
    speaks(
        "A sum ten times the promised one",
        "A word to our shops: «every delivery is insured up to £5,000».",
        genre="post",
        says="one says otherwise",
        backing=(*_LIVE, "Each delivery is insured up to £500"),
    ),
    speaks(
        "Another deed of the same people is no backing",
        "«We never lose a parcel».",
        genre="post",
        says="no promise in the ledger stands behind this.",
        backing=("Couriers are paid every Friday",) * 10,
    ),
    silent(
        "A customer's words are hers",
        "“They are always on time, every single time,” says Margit. “I never lose a parcel.”\n\n"
        "A guest told us that every order arrives within an hour.",
        genre="post",
        backing=_LIVE,
    ),
    silent(
        "Opinion, plan and past claim nothing, and what nothing can test is only counted",
        "We think every parcel deserves a bow. In 2024 every order arrived within an hour. "
        "By 2030 we want all deliveries to be electric. Ours is the easiest claims process in Europe.",
        genre="post",
        backing=_LIVE,
    ),
    unsure(
        "The promise holds on a condition",
        "Good to know: «delivery is free of charge».",
        genre="price",
        says="holds on a condition",
        backing=(*_LIVE, "Delivery is free of charge on orders above £50"),
    ),
    silent(
        "Advice and questions claim nothing",
        "Never share your password. Do you always wait within 24 hours? If every order is late, "
        "tell us.",
        genre="post",
        backing=_LIVE,
    ),
    silent(
        "Below ten promises claims are only counted",
        "Every plan includes 24/7 support.",
        genre="launch",
        backing=_LIVE[:3],
    ),
    unsure(
        "A claim whose subject it cannot tell",
        "You will see: «every member gets a golden badge».",
        genre="post",
        says="no promise in the ledger stands behind this",
        backing=_LIVE,
    ),
)
