"""Which short form or own word does a customer meet that nothing explains?

Why it matters: Who does not know the word feels that the letter was meant for somebody else. She
will not ask; she puts it away.
How it decides: In what customers read it finds abbreviations that hardly any other firm uses
towards its customers (counted over the texts of many firms) and that are explained nowhere in the
text: not spelled out, not in brackets, with no “stands for”. So too the workspace's own terms, the
words by which only the house calls things. Each is told once, where it first stands.
When it stays silent: On abbreviations of daily life; where the text explains it; in texts for
those who build software, for whom such words are daily life; in plans and handbooks; in headings
and on names in capitals. An abbreviation used
twice is unsure, one used once is left alone; so is one that an address or the file is called by.
Source: Readers need to know some 98 of 100 words of a text (Hu and Nation 2000).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.text.abbreviations import abbreviations, is_explained, is_technical, known
from troth.text.audience import for_ourselves

CARD = ProseCard(severity="info", status="preview", options={"most": 3})
TRIGGERS = None

_TO_CUSTOMERS = frozenset(
    {
        "launch",
        "price",
        "reply",
        "letter",
        "questions",
        "persona",
        "story",
        "post",
        "change",
        "status",
        "apology",
    }
)
_SAYS = "“{quote}” – nothing in this text says what it means."
_INSTEAD = "spell it out where it first stands, or say it in the customer's words"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each short form or own term that the text uses and never explains."""
    prose = page.document.prose
    if page.genre not in _TO_CUSTOMERS:
        return
    most = page.options.get("most", 3)
    found: dict[str, list[Span]] = {}
    if not is_technical(prose):
        for short, span in _met(page):
            found.setdefault(short, []).append(span)
    for term, span in _own_terms(page):
        found.setdefault(term, []).append(span)
    told = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[1][0].start))
    for term, places in told[: most if isinstance(most, int) else 3]:
        if not is_explained(term, prose):
            if not term.isupper() or len(places) >= 3:
                yield _hit(places, "speaks")
            elif len(places) == 2:
                yield _hit(places, "unsure")


def _met(page: Page) -> Iterator[tuple[str, Span]]:
    """Abbreviations that customers need not know, outside headings."""
    headings = [
        block.span
        for block in page.document.blocks
        if block.kind in ("heading", "caption", "code", "quote")
    ]
    for short, span in abbreviations(page.document.prose):
        inside = any(one.start <= span.start < one.end for one in headings)
        if short not in known() and not inside and not _is_name(short, page):
            yield short, span


def _is_name(short: str, page: Page) -> bool:
    """Whether it is the name of a firm or a product: an address or the file is called so."""
    document = page.document
    called = re.compile(
        rf"(?:[/.@]|^|\b){short}[\w-]*\.(?:[a-z]{{2,}})\b|[/_-]{short}(?![A-Za-z])", re.I
    )
    named = f"{document.path} {document.title or ''} {document.meta.get('company', '')}"
    return called.search(document.text) is not None or short.lower() in named.lower()


def _own_terms(page: Page) -> Iterator[tuple[str, Span]]:
    """Where the house's own terms stand in what customers read."""
    if page.backing is None or for_ourselves(page.document.prose, page.genre):
        return
    for term in page.backing.terms:
        if len(term) > 3:
            wanted = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.I)
            for match in wanted.finditer(page.document.prose):
                yield term, Span(match.start(), match.end())


def _hit(places: list[Span], status: Literal["speaks", "unsure"]) -> Hit:
    return Hit(
        span=places[0],
        says=_SAYS,
        instead=_INSTEAD,
        status=status,
        strength=Strength("rule", len(places), "uses", "words few firms use to customers"),
        next="Ask somebody outside the house what it means.",
        would_change="Its meaning, in the sentence in which it first stands.",
        more=tuple(places[1:20]),
    )


EXAMPLES = (
    speaks(
        "A short form of the house",
        "Your parcel waits at the «PUDO» in Mill Lane. The PUDO is open until eight. Take a card to "
        "the PUDO.",
        genre="reply",
        says="nothing in this text says what it means",
    ),
    speaks(
        "Used again and again",
        "Our «FSE» comes on Monday. If you are not at home, the FSE rings next door. "
        "The FSE needs an hour.",
        genre="letter",
        says="nothing in this text says what it means",
    ),
    speaks(
        "However often it is used, it is told once",
        "Send us the «POD», please. Without a POD we can not look further. Every courier keeps a POD "
        "for a month, and a POD can be asked for in any shop.",
        genre="reply",
        says="nothing in this text says what it means",
    ),
    silent(
        "Spelled out where it first stands",
        "Our field service engineer (FSE) comes on Monday. If you are not at home, the FSE rings "
        "next door.",
        genre="letter",
    ),
    silent(
        "Its meaning is said",
        "Your parcel waits at the PUDO in Mill Lane. PUDO stands for a shop that keeps parcels.",
        genre="reply",
    ),
    silent(
        "What everybody knows",
        "You get an SMS with the PIN on Monday. VAT is in the price, and the FAQ says more.",
        genre="letter",
    ),
    silent(
        "For those who build software",
        "The API of our server sends JSON over HTTP. The SKU of a parcel is a string; the SKU must "
        "be unique. Developers find the schema in the repository.",
        genre="launch",
    ),
    silent(
        "Inside the house",
        "The FSE team rides on Monday. Each FSE has a van.",
        genre="handbook",
    ),
    silent("Only shouted", "We are back. PLEASE RING THE BELL, we hear you.", genre="letter"),
    unsure(
        "Used twice",
        "On Monday an engineer looks at the «ONT» in your cellar. Please do not cover the ONT.",
        genre="reply",
        says="nothing in this text says what it means",
    ),
)
