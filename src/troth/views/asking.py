"""Which promise do these customers mean? The questions for a person, those of most people first.

The same promise understood in the same way by several is one question. A belief that nothing of
ours stands behind is asked about as well: did anybody here promise it?
"""

from __future__ import annotations

from dataclasses import dataclass

from troth.views.gaps import Hers
from troth.views.linking import Link, links
from troth.views.promises import PromiseLine, lines
from troth.views.reading import Reading
from troth.views.two_views import QUOTED, added, hers_of, their_words

SHOWN = 10
AT_ONCE = 500
"""So many sayings are answered with one yes or no; the others are asked again."""


@dataclass(frozen=True, slots=True)
class Question:
    """Words of customers, and the promise they may mean; None where nothing of ours is near.

    `relation` is how they seem to understand it; `ids` are the sayings that one answer is for.
    """

    line: PromiseLine | None
    relation: str
    gap: str
    theirs: tuple[Hers, ...]
    ids: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions shown, and how many there are in all."""

    questions: tuple[Question, ...]
    total: int

    @property
    def left(self) -> int:
        """Those that are not shown."""
        return self.total - len(self.questions)

    @property
    def says(self) -> str:
        """The first line."""
        n = self.total
        if not n:
            return "No customer's words wait for a yes or no."
        return (
            "Once customers say what we promised, and it is not settled whether we did."
            if n == 1
            else f"{n:,} times customers say what we promised, and it is not settled whether we did."
        )


def questions(reading: Reading, *, limit: int | None = SHOWN) -> Questions:
    """What waits: by people concerned, then what is more than we said before what agrees."""
    found = links(reading)
    by: dict[tuple[str, str], list[Link]] = {}
    for one in found:
        if one.promise is not None and not one.decided:
            by.setdefault((one.promise.id, str(one.relation)), []).append(one)
    open_ = [one for one in found if not one.decided and one.promise is None]
    groups = [(len({one.person for one in held}), held) for held in by.values()]
    none = [one for one in added(open_, reading) if not one.sure]
    held = {one.saying.id: one for one in open_}
    groups += [(one.people, [held[id] for id in one.ids]) for one in none]
    groups.sort(key=lambda pair: (-pair[0], _RANK[_relation(pair[1])], -pair[1][-1].saying.at_us))
    shown = groups[:limit]
    return Questions(_told(shown, reading), len(groups))


_RANK = {"none": 0, "stronger": 1, "differs": 2, "agrees": 3}


def _relation(held: list[Link]) -> str:
    first = held[0]
    return "none" if first.promise is None else str(first.relation)


def _told(shown: list[tuple[int, list[Link]]], reading: Reading) -> tuple[Question, ...]:
    words = their_words((one for _, held in shown for one in held[-QUOTED:]), reading)
    promised = [held[0].promise for _, held in shown if held[0].promise]
    named = {line.promise.id: line for line in lines(promised, reading)}
    made = []
    for people, held in shown:
        promise = held[0].promise
        theirs = tuple(hers_of(one, words, promise) for one in held[::-1][:QUOTED])
        made.append(
            Question(
                named[promise.id] if promise else None,
                _relation(held),
                theirs[0].gap,
                theirs,
                tuple(one.saying.id for one in held[:AT_ONCE]),
                people,
            )
        )
    return tuple(made)
