"""Where does something renew, or charge again, unless the reader stops it?

Why it matters: Who forgets a day pays for another month or year of what she no longer wants. Money
taken from those who forgot is the cheapest income there is, and the dearest.
How it decides: In terms, prices and what is written to customers it finds what renews, extends or
charges automatically. Three places are told, the rest with the last of them.
When it stays silent: Where it does not renew; where terms go on that cost nothing, or a charge comes
once; where the renewal is of something technical (certificates, tokens, sessions); in papers for
the house. It is unsure where the sentence says that she is reminded before, and where she may
choose whether it renews.
Source: Rules on continuing contracts in several countries ask for a reminder; taken as a question,
not as advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.spelled import Said, Standing, hits, spelled_out
from troth.text.worded import Worded

CARD = ProseCard(severity="warning", status="preview", options={"most": 3})

_GOES_ON = r"(?:renew(?:s|ed)?|extend(?:s|ed)?|rebill(?:s|ed)?|(?:be )?convert(?:s|ed)? (?:to|into) (?:an? )?(?:\w+ )?(?:paid|paying|subscription|membership|monthly|annual|full)|prolong(?:s|ed)?|roll(?:s|ed)? over|continue[sd]?)"
_TABLES = {
    "renews": rf"""
        automatic, auto :: auto(?:matically)?[- ](?:be )?{_GOES_ON}
        automatic :: {_GOES_ON}(?: [\w,'()-]+){{0,5}}? automatically
        automatic :: (?:be )?automatically(?: \w+){{0,2}} (?:charged?|bill(?:ed)?|debit(?:ed)?)
        automatic :: (?:charged?|bill(?:ed)?|debit(?:ed)?)(?: [\w,'()-]+){{0,6}}? automatically
        recurring :: (?:charged?|bill(?:ed)?|debit(?:ed)?|renews?|renewed)(?: [\w,'()-]+){{0,6}}? on an? (?:[\w,-]+ ){{0,2}}?recurring basis
        tacit :: tacit(?:ly)? (?:renew(?:s|ed)|extend(?:s|ed))
        renew :: renews? (?:every|each) (?:day|week|month|quarter|year)|(?:be )?renewed (?:tacitly|each|every)
        renew, extend, continue :: (?:will|shall) (?:renew|be renewed|continue|be extended|extend)(?: [\w,'()-]+){{0,14}}? (?:unless|until) (?:you|cancel\w*|terminat\w*|(?:either|one) party|the (?:customer|subscriber|member))
    """,
}
_WORDED = Worded(_TABLES)
PARTS = _WORDED.words
_PAID = r"\b(?:subscri\w+|member\w*|plans?|fees?|pric\w+|pay\w*|charg\w+|bill\w*|terms?|trial|contract|agreement|period|licen[cs]e|polic(?:y|ies)|service|services|account)\b"
_MONEY = r"\b(?:subscri\w+|member\w*|plans?|fees?|pric\w+|pay\w*|charg\w+|bill\w*|trial|packages?|renewal|order)\b"
_TERMS = r"\b(?:these|this|the|licen[cs]e) (?:[\w-]+ ){0,3}?(?:terms?|agreement|licen[cs]e)\b"
_OURS_TO_PAY = r"\b(?:subscri\w+|member\w*|plans?|fees?|bill\w*|charg\w+|trial|packages?)\b"
_CHARGED = r"\b(?:charg|bill|debit)"
_AGAIN = r"\b(?:recur\w*|renew\w*|each|every|month(?:ly)?|annual\w*|years?|yearly|week(?:ly)?|periodic\w*|trial|subscri\w+|member\w*|until (?:you )?cancel\w*|anniversary)\b"
_CHOSEN = r"\b(?:elect(?:ed)?|choose|chose|opt(?:ed)?|select(?:ed)?|authori[sz]e us)(?: [\w,]+){0,10}? to $|\bset to (?:\w+ or )?$|\bwhether (?:[\w ]{0,30} )?$"
_TECHNICAL = r"\b(?:certificates?|tokens?|sessions?|TLS|SSL|leases?|credentials|caches?|DNS)\b"
_NOT = r"\b(?:rather than|instead of|without) (?:be |being )?$|\b(?:cancel|disable|stop|manage)(?: \w+){0,3} $|\b(?:not|never|no longer|don't|doesn't|won't)(?: \w+){0,2} ?$|\bturn(?:ed|ing)? off\b|\bdisable\b"
_APPLIES = (
    r"^(?:will |shall )?continue (?:to (?:apply|be)|in (?:full )?(?:force|effect))|\barrears\b"
)
_REMINDED = r"\b(?:remind\w*|(?:notify|inform|e-?mail|tell) you[^.;]{0,60}\b(?:before|prior|advance)|(?:days|weeks|month)['’]? (?:before|prior|in advance))\b"


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each thing that goes on by itself."""
    if for_ourselves(page.document.prose, page.genre):
        return
    yield from hits(
        spelled_out(page, _WORDED, _standing),
        says="“{quote}” – who forgets the day pays on.",
        instead="remind her before each renewal of the day, the price and the way out, or ask",
        next="Count how many of those who renew have used it in the last month.",
        would_change="A reminder before, in the same sentence.",
    )


def _standing(said: Said) -> Standing | None:
    sentence = said.sentence
    if re.search(_TECHNICAL, sentence, re.I) or not re.search(_PAID, sentence, re.I):
        return None
    if re.search(_NOT, said.before, re.I) or re.search(_APPLIES, said.words + said.after, re.I):
        return None
    if re.search(_TERMS, sentence, re.I) and not re.search(_MONEY, sentence, re.I):
        return None
    if re.match(r"(?:will|shall) continue", said.words, re.I) and not re.search(
        _OURS_TO_PAY, sentence, re.I
    ):
        return None
    if re.search(_CHARGED, said.words, re.I) and not re.search(_AGAIN, sentence, re.I):
        return None
    doubtful = re.search(_REMINDED, sentence, re.I) or re.search(_CHOSEN, said.before, re.I)
    return "unsure" if doubtful else "speaks"


EXAMPLES = (
    speaks(
        "It renews by itself",
        "Your locker plan «renews automatically» each year.",
        genre="terms",
        says="pays on",
    ),
    speaks(
        "Until she stops it",
        "The plan «will continue month after month unless you» end it in the app.",
        genre="price",
        says="pays on",
    ),
    silent(
        "It ends by itself",
        "Your plan does not automatically renew; it ends after a year.",
        genre="terms",
    ),
    silent(
        "Terms that cost nothing",
        "These terms begin when you sign up and shall continue until terminated.",
        genre="terms",
    ),
    silent(
        "A charge that comes once",
        "Keep the key of a locker, and you will be automatically charged five pounds.",
        genre="price",
    ),
    unsure(
        "She may choose",
        "You may choose for your locker plan to «automatically renew».",
        genre="terms",
        says="pays on",
    ),
    silent(
        "A certificate",
        "The certificate of the tracking page renews automatically; your plan stays as it is.",
        genre="release",
    ),
    unsure(
        "She is reminded",
        "Your plan «renews automatically»; we remind you a week before.",
        genre="terms",
        says="pays on",
    ),
)
