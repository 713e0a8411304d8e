"""Where do we write about customers without meeting one?

Why it matters: A plan that knows customers only in the plural is built for nobody. Who names one
person she spoke to remembers what that person said; who writes “customers want” has nobody to ask.
How it decides: Every sentence of a plan, strategy, review, roadmap or agenda gets a level of
attention: none, market (customers), enterprise (one organisation), role (the champion), person
(one particular human being). It speaks once a document that plans or decides, where at least five
sentences speak of customers and none of a person, and at least three of them, and one in twenty of
all, say what customers want, are or do, or what is to be done with them, all of them as one. A made-up person (“Finance Francine”) clears nothing; a real one
does, with a fact of her own or by a name that the workspace knows.
Measured on 25 November 2026 in 222 sentences of 14 organisations (handbooks, manuals, case
studies), chosen to be hard, that nobody read while the rules were made. Where the path of the
document is known, the level is right in .72 [.66–.78]. Found and rightly so called: persons .74
[.60–.84] and .91 [.78–.96], F1 .81; firms .65 [.51–.76] and .94 [.81–.98], F1 .77; roles .47
[.27–.68] and .75 [.47–.91], F1 .58; markets .64 [.43–.80] and .39 [.25–.55], F1 .48. Of a sentence
alone, as this lens reads it, the level is right in .53 [.47–.60], for nothing in it says who “we”
and “they” are; a person is rightly so called in .88 [.72–.95]. In a handbook whose sentences were
looked at the level is right in .91 [.87–.94] (n = 307).
When it stays silent: On launch mails, price pages, terms and everything else that is addressed
to customers, and on what speaks to its reader in a fifth of its sentences, as a newsletter does;
on lists of what users can do, and on technical notes; where fewer than three sentences, or fewer
than 8 in 100, speak of them; where one sentence speaks of a person, or tells that somebody was
met, asked or tested with. With three or four it is unsure. A name in a story that could as well be
a colleague's counts neither way.
Source: Levels of attention by rules over words, measured on sentences labelled by a codebook;
interval by Wilson (1927).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.text.attention import Attention, attend
from troth.text.massed import (
    deals_with_many,
    decides,
    has_met,
    says_of_many,
    speaks_to_reader,
    tells_of_making,
)

CARD = ProseCard(
    severity="warning",
    status="preview",
    genres=frozenset({"plan", "strategy", "review", "roadmap", "agenda"}),
    options={"speaks_at": 5, "unsure_at": 3, "percent": 8},
)
TRIGGERS = None

_MASSED = 3
"""So many sentences say at least what customers want, or what is to be done with them."""
_SHE = frozenset({"she", "he", "her", "his", "she’d", "he’d", "she's", "he's", "told", "asked"})
_INSTEAD = (
    "name one person you spoke to, with her consent, and what she said; "
    "or say that nobody has spoken to one yet"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    words: str
    attention: Attention


def judge(page: Page) -> Iterable[Hit]:
    """One finding at most: how often customers are spoken of, and that no one of them is."""
    mentions = list(_mentions(page))
    people = _people(mentions)
    least = _whole(page.options.get("unsure_at"), 3)
    if people or len(mentions) < least or _known_person(page):
        return
    if 100 * len(mentions) < _whole(page.options.get("percent"), 8) * len(page.sentences):
        return
    massed = sum(one.attention.invented or deals_with_many(one.words) for one in mentions)
    if not _plans(page) or 20 * massed < len(page.sentences) or massed < _MASSED - 1:
        return
    invented = next((one for one in mentions if one.attention.invented), None)
    sure = len(mentions) >= _whole(page.options.get("speaks_at"), 5) and massed >= _MASSED
    from troth.stats.rates.proportions import wilson

    interval = wilson(0, len(mentions))
    telling = _telling(mentions).span
    yield Hit(
        span=telling,
        says=_sentence(page, mentions, invented),
        instead=_INSTEAD,
        status="speaks" if sure else "unsure",
        strength=Strength(
            "rate",
            len(mentions),
            "sentences that speak of customers",
            "attention by rules, Wilson 95 %",
            0.0,
            interval.low,
            interval.high,
        ),
        next="Call one of them before this is decided, and write down what she said.",
        would_change="One sentence about one particular person, with a fact of her own.",
        more=tuple(one.span for one in mentions[:20] if one.span != telling),
        data={"whole": True, "mentions": len(mentions), "people": 0},
    )


def _mentions(page: Page) -> Iterator[_Mention]:
    """Sentences that speak of those served; a story counts where it is of somebody made up."""
    read = [(span, page.words(span)) for span in page.sentences]
    found = [_Mention(span, words, attend(words)) for span, words in read]
    made_up = _made_up(found)
    for one in found:
        of_nobody = one.attention.told and not any(name in one.words for name in made_up)
        if one.attention.level != "none" and not of_nobody:
            yield one


def _made_up(mentions: Iterable[_Mention]) -> set[str]:
    """The names of those the document has made up."""
    return {
        one.attention.span.of(one.words).split()[-1] for one in mentions if one.attention.invented
    }


def _people(mentions: list[_Mention]) -> list[_Mention]:
    """Those sentences that speak of a real person: of none that the document has made up.

    Beside a made-up person “she” is taken for her.
    """
    people = [one for one in mentions if one.attention.level == "person"]
    made_up = _made_up(mentions)
    if not made_up:
        return people
    return [
        one
        for one in people
        if not any(name in one.words for name in made_up)
        and one.attention.span.of(one.words).split()[0].lower() not in _SHE
    ]


def _sentence(page: Page, mentions: list[_Mention], invented: _Mention | None) -> str:
    many = len(mentions)
    start = (
        f"This {page.genre or 'document'} speaks of {_called(mentions)} {many} times, and never of "
    )
    if invented is None:
        return f"{start}one of them."
    name = " ".join(invented.attention.span.of(invented.words).split())
    return f"{start}one of them: “{name}” is made up."


def _called(mentions: list[_Mention]) -> str:
    """What they are called most often, where it is one plain plural: “couriers”."""
    names = Counter(
        one.attention.span.of(one.words).lower()
        for one in mentions
        if one.attention.level == "market"
    )
    if not names:
        return "customers"
    name, often = names.most_common(1)[0]
    plain = name.isalpha() and name.endswith("s") and name not in ("users", "members", "visitors")
    return name if plain and 2 * often > len(mentions) else "customers"


def _plans(page: Page) -> bool:
    """Whether it is about what we will do, and not to a reader or of how software is made.

    A review has to say so; where somebody was met or asked, no other document is spoken of either.
    """
    read = [page.words(span) for span in page.sentences]
    if page.genre == "review" and not any(map(decides, read)):
        return False
    if 5 * sum(map(speaks_to_reader, read)) >= len(read):
        return False
    made = sum(map(tells_of_making, read))
    return (made < 3 or 5 * made < len(read)) and has_met(page.document.prose) is None


def _telling(mentions: list[_Mention]) -> _Mention:
    """The sentence that shows it best: one that says what customers want, else the first."""

    def weight(one: _Mention) -> int:
        said = says_of_many(one.words)
        return 4 * said + 2 * deals_with_many(one.words) + one.words.endswith(".")

    return max(mentions, key=weight)


def _known_person(page: Page) -> bool:
    """Whether the document names somebody whom the workspace knows as a customer."""
    if page.backing is None or not page.backing.people:
        return False
    prose = " ".join(page.document.prose.split())
    return any(name in prose for name in page.backing.people if len(name) > 3)


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


EXAMPLES = (
    speaks(
        "A plan full of customers and without one",
        "Plan for the spring\n\n"
        "«Customers want faster parcels.» We will win more customers in the north. "
        "Customers in the south order less. Our customers compare prices. "
        "We expect customers to stay longer.",
        genre="plan",
        says="This plan speaks of customers 5 times, and never of one of them.",
    ),
    speaks(
        "A made-up person is nobody",
        "Strategy for couriers\n\n"
        "«Couriers want shorter routes.» Couriers leave in winter. We pay couriers on Friday. "
        "Take Courier Carla, who rides at night. Couriers compare us with others. "
        "New couriers need a week.",
        genre="strategy",
        says="“Courier Carla” is made up",
    ),
    silent(
        "One real person, met and quoted",
        "Plan for the spring\n\n"
        "Customers want faster parcels. Customers in the south order less. Our customers compare "
        "prices. Customers stay longer. Maren Oduya, who owns a kiosk in Leeds, told us on "
        "Tuesday that two days are too long for flowers.",
        genre="plan",
    ),
    silent(
        "Nobody is named, but somebody was asked",
        "Plan for the spring\n\n"
        "Customers want faster parcels. We will win more customers in the north. Customers in the "
        "south order less. Our customers compare prices. In March we rang twelve of the customers "
        "who left.",
        genre="plan",
    ),
    silent(
        "A list of what users can do",
        "Roadmap\n\n"
        "Users can save ten places. Users can share a delivery. This lets users choose a weekday. "
        "Merchants can see their volumes. Users will be able to pay by invoice.",
        genre="roadmap",
    ),
    silent(
        "A newsletter speaks to its reader",
        "Our year in review\n\n"
        "You asked for it. Customers want faster parcels, and you get them. We will win more "
        "customers. Our customers compare prices. Many customers stay with us, thanks to you.",
        genre="review",
    ),
    silent(
        "A meeting about code",
        "Agenda\n\n"
        "The commits are merged. Users expect the old flag. PR 14 drops it. Existing users need the "
        "new compiler. The repository moves; users want the old one. CI is green.",
        genre="agenda",
    ),
    silent(
        "A launch mail speaks to everybody",
        "Sender Plus is here\n\n"
        "Customers asked for it. Customers get it today. All customers can try it. "
        "Our customers come first. Customers in the north get it too.",
        genre="launch",
    ),
    silent(
        "A plan about something else",
        "Plan for the move\n\n"
        "We move to the new office in May. The desks are ordered. Tell your customers the new "
        "address.",
        genre="plan",
    ),
    unsure(
        "Three sentences are little to go on",
        "Agenda for Monday\n\n"
        "«Customers want a later pick-up.» We look at the vans. Who calls the customers back? "
        "Lunch is at noon. Two customers were lost in May.",
        genre="agenda",
        says="3 times",
    ),
)
