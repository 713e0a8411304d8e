"""What do the people of an account say we promised, and which promise of ours do they mean?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from troth.views.linking import Link, links
from troth.views.promises import Words
from troth.views.reading import Reading
from troth.views.two_views import hers_of, their_words

SHOWN = 12
NEAR = "one of ours is near it, and nobody can tell whether it is the same"
NONE = "no promise of ours is near it"


@dataclass(frozen=True, slots=True)
class Believed:
    """One saying: whose words, the gap to what we said, and the promise meant, if one is.

    `sure` is whether one of us said which promise is meant, or that there is none.
    """

    words: Words
    person: str | None
    gap: str
    sure: bool
    promise: str | None = None
    ours: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class AccountBeliefs:
    """The newest of them, and how many there are in all."""

    told: tuple[Believed, ...]
    total: int

    @property
    def left(self) -> int:
        """Those that are not shown."""
        return self.total - len(self.told)


def account_beliefs(reading: Reading, people: Collection[str]) -> AccountBeliefs:
    """What these people, by their ids, say that we promised: the newest first."""
    held = [one for one in links(reading) if one.person in people]
    newest = sorted(held, key=lambda one: (-one.saying.at_us, one.saying.id))
    words = their_words(newest[:SHOWN], reading)
    told = [_believed(one, words) for one in newest[:SHOWN] if one.saying.id in words]
    return AccountBeliefs(tuple(told), len(held))


def _believed(one: Link, words: dict[str, Words]) -> Believed:
    hers, promise = hers_of(one, words, one.promise), one.promise
    if promise is None:
        gap = hers.gap if one.added else NEAR if one.perhaps else NONE
        return Believed(hers.words, one.person, gap, one.decided)
    return Believed(
        hers.words, one.person, hers.gap, one.decided, promise.id, promise.words, promise.state
    )
