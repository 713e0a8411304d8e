"""Where do customers read the language of our lawyers?

Why it matters: A word from inside keeps people outside. Whoever must guess what “pursuant to” or
“hereunder” means for her will guess the worse.
How it decides: It finds words of the law that have a plain one beside them (pursuant to,
notwithstanding, hereinafter, thereof). They are told once a text, all together.
When it stays silent: In plans, handbooks and texts of unknown kind; in contracts between firms;
beside the name of a law; where the word is explained in the same sentence, or quoted. It is unsure
where there is only one such word.
Source: Lists of plain words in public guidance for official language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, Strength, silent, speaks, unsure
from troth.text.audience import between_firms
from troth.text.worded import Worded, Wording

CARD = ProseCard(severity="info")

_TO_CUSTOMERS = frozenset(
    {"launch", "price", "terms", "reply", "letter", "questions", "persona", "story", "post",
     "release", "status", "change", "apology"}
)  # fmt: skip
_PLAIN = {
    "pursuant to": "under",
    "notwithstanding": "even if",
    "hereinafter": "from here on",
    "hereinbelow": "below",
    "forthwith": "at once",
    "inter alia": "among others",
    "mutatis mutandis": "in the same way",
    "aforementioned": "this",
    "aforesaid": "this",
    "heretofore": "until now",
    "hereunder": "under these terms",
    "thereunder": "under it",
    "hereto": "to these terms",
    "thereto": "to it",
    "hereof": "of these terms",
    "thereof": "of it",
}
_TABLES = {
    "law": r"""
        pursuant :: pursuant to
        notwithstanding :: notwithstanding (?:the foregoing|anything|any|that)
        here, there :: hereinafter|hereinbelow|heretofore|hereunder|thereunder|hereto|thereto|hereof|thereof
        forthwith, inter alia, mutatis, aforementioned, aforesaid :: forthwith|inter alia|mutatis mutandis|aforementioned|aforesaid
        several :: joint(?:ly)? and several(?:ly)?
    """,
}
_LAW = r"^[^.;]*?\b(?:(?:[A-Z][\w’'-]*|of|and|the|on|for) ){1,8}(?:Act|Acts|Regulations?|Code|Directive|Statute|Law|GDPR)\b|\bAct \d{4}|\bU\.?S\.?C\b"
_PARTY = r"\b(?:Each|Either|Neither|each|either|neither) (?:Party|party)\b"
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words


def judge(page: Page) -> Iterable[Hit]:
    """One finding for all words of the law in a text."""
    if page.genre not in _TO_CUSTOMERS:
        return
    places = [each for each in _WORDED.met(page) if not _known(page, each)]
    if places:
        yield _hit(page.words(places[0].span).lower(), places)


def _hit(words: str, places: list[Wording]) -> Hit:
    better = next((plain for word, plain in _PLAIN.items() if words.startswith(word)), None)
    return Hit(
        span=places[0].span,
        says=f"“{{quote}}” – a lawyer's word where there is a plain one (n = {len(places)}).",
        instead=f"“{better}”" if better else "use the plain word",
        status="unsure" if len(places) < 2 else "speaks",
        strength=Strength("rule", len(places), "places", "words of the law"),
        next="Ask somebody who never worked here to say it in her own words.",
        would_change="A plain word, or its meaning in the same sentence.",
        more=tuple(each.span for each in places[1:20]),
    )


def _known(page: Page, found: Wording) -> bool:
    """Whether its readers know the word: a law is named, it is explained, or firms speak."""
    prose, end = page.document.prose, found.span.end
    if re.match(r"\s?[(:]", prose[end : end + 3]) or re.search(
        _LAW, prose[found.span.start : end + 120]
    ):
        return True
    return bool(re.search(_PARTY, page.words(found.sentence))) or between_firms(prose)


EXAMPLES = (
    speaks(
        "A word of the law, again and again",
        "Parcels are handed over «pursuant to» clause 4. Fees are due pursuant to clause 5.",
        genre="terms",
        says="a lawyer's word",
    ),
    silent(
        "The plain word",
        "Under clause 4 parcels are handed over at the door. Under clause 5 you pay on Friday.",
        genre="terms",
    ),
    silent(
        "A contract between firms",
        "The Supplier shall deliver pursuant to clause 4. The Customer shall pay pursuant to clause 5. "
        "Each Party bears its costs.",
        genre="terms",
    ),
    silent(
        "The law itself is named",
        "You can complain pursuant to the Postal Services Act. We answer pursuant to the Parcels "
        "Regulation.",
        genre="terms",
    ),
    silent(
        "Of a text that does not say what it is",
        "Fees are due pursuant to clause 5, and pursuant to clause 6.",
    ),
    unsure(
        "A word of the law, once",
        "You pay on Friday. «Notwithstanding the foregoing» you may pay on Monday.",
        genre="terms",
        says="a lawyer's word",
    ),
)
