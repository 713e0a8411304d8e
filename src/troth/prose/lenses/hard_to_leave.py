"""Where is it harder to leave us than it was to join?

Why it matters: Who joins with three clicks and has to leave by letter, by phone or a month ahead
stays for the wrong reason, and tells others why.
How it decides: It looks in sentences about ending something that goes on (a subscription, a
membership, an account, a contract) for five obstacles: a way that the reader cannot go alone
(call, write, come, ask our team), notice of three days or more, a fee or the rest of the term,
renewal for another long term, and a door that is shut (“notice by e-mail cannot be accepted”).
When it stays silent: Where an easy way stands in the same sentence (in the settings, online, a
button); where it says that there is no fee and no notice; on bookings, orders and appointments;
on our own right to end it; on a fee for a breach; on a rolling contract; in papers for the house.
Notice under a month is unsure.
Source: The symmetry test of the California privacy regulations, section 7004: steps to leave over
steps to join; obstruction in Mathur and others (2019). Rules over words.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.text.leaving import Held, Obstacle, held
from troth.text.occasion import occasion
from troth.text.reading import spoken

CARD = ProseCard(severity="warning", status="trial", options={"days": 28})
TRIGGERS = None

_SAYS: dict[Obstacle, str] = {
    "way": "“{quote}” – nobody can leave alone: it takes us to let them go.",
    "notice": "“{quote}” – leaving has to be thought of long before.",
    "fee": "“{quote}” – leaving costs money.",
    "renewal": "“{quote}” – who forgets the day stays for another long term.",
    "shut": "“{quote}” – this door is shut to those who want to leave.",
}
_INSTEAD: dict[Obstacle, str] = {
    "way": "let them leave where they joined, in as many steps, at any hour",
    "notice": "let it end with the period that is paid for, whenever they say so",
    "fee": "take nothing for leaving, or say the sum where they join",
    "renewal": "renew by the month after the first term, and write a month before it renews",
    "shut": "accept it by every way by which one can join",
}


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each thing that stands in the way of leaving."""
    document = page.document
    if occasion(document.prose, page.genre) == "house" or page.genre in ("release", "story"):
        return
    for sentence in spoken(document, page.sentences):
        for found in held(sentence):
            yield Hit(
                span=sentence.place(found.span),
                says=_SAYS[found.obstacle],
                instead=_INSTEAD[found.obstacle],
                status="unsure" if _short(found, page.options.get("days", 28)) else "speaks",
                next="Join and leave once yourself, and count the steps of both.",
                would_change="A way to leave that is as short as the way to join.",
                data={"obstacle": found.obstacle},
            )


def _short(found: Held, least: object) -> bool:
    return found.days is not None and isinstance(least, int) and found.days < least


EXAMPLES = (
    speaks(
        "A letter",
        "«Cancel your membership by recorded post to our office in Leeds».",
        genre="terms",
        says="it takes us to let them go",
    ),
    speaks(
        "Two months before",
        "You must «cancel your contract at least two months before it ends».",
        genre="terms",
        says="long before",
    ),
    speaks(
        "A fee",
        "An «early termination fee of £60 applies».",
        genre="price",
        says="leaving costs money",
    ),
    speaks(
        "Another year",
        "Your pass «renews automatically for successive periods of twelve months».",
        genre="terms",
        says="stays for another long term",
    ),
    silent(
        "Left in the settings",
        "You can cancel your subscription in the settings at any time, or call us.",
        genre="price",
    ),
    silent(
        "No fee and no notice",
        "Cancel your plan whenever you like; there is no cancellation fee and no notice period.",
        genre="price",
    ),
    silent(
        "A pick-up is no contract",
        "To cancel a pick-up call us at least two days before.",
        genre="questions",
    ),
    silent(
        "Our own right to end it",
        "We may terminate the agreement with 30 days' written notice.",
        genre="terms",
    ),
    silent(
        "The right to leave, and nothing in the way",
        "You have the right to end your account at any time by notifying us.",
        genre="terms",
    ),
    silent(
        "A fee for whom we put out",
        "Whoever abuses the service is charged the early termination fee.",
        genre="terms",
    ),
    silent(
        "A rolling contract",
        "Take a rolling contract that you can cancel at a month's notice.",
        genre="price",
    ),
    silent(
        "A paper for the house",
        "To close an account, customers contact our support team by phone.",
        genre="handbook",
    ),
    unsure(
        "A week or two",
        "You may «cancel your subscription at least 14 days before it renews».",
        genre="terms",
        says="long before",
    ),
)
