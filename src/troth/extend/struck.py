"""Whom did an incident hit, for how long, and what did they hear from us?

An incident stops those it names (a person, an account, a side, users of a component), else
everybody of the brand who was active then. What counts as a word of ours about it: an update of
the incident that was public, a message to her that speaks of it, or an answer to what she wrote
since it began.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from troth.extend.active import Activity, Presence, present
from troth.extend.outages import Outage
from troth.model.units import DAY_US, MINUTE_US
from troth.text.uptime import offers, speaks_of_outage

if TYPE_CHECKING:
    from troth.extend.active import Flags

LATER_US = DAY_US
"""So long after its end a word about an incident is still looked for."""
OFFER_US = 30 * DAY_US
"""And so long an offer to those it hit."""


class Word(NamedTuple):
    """A message between us and somebody: who she is, when, whether we wrote it."""

    who: str
    at_us: int
    from_us: bool
    text: str
    record: str
    version: str
    automatic: bool = False
    ours: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One customer hit: when she was there, our first word to her, hers to us, what was offered."""

    who: str
    spans: tuple[tuple[int, int], ...]
    heard: Word | None = None
    wrote: Word | None = None
    offered: Word | None = None

    @property
    def minutes(self) -> float:
        """How long she was stopped."""
        return sum(end - start for start, end in self.spans) / MINUTE_US


@dataclass(frozen=True, slots=True)
class Struck:
    """What an incident did: whom it hit, the minutes they lost, and what they heard.

    `unknown` are customers whose hours nobody knows. `told_us` is our first public word, `first`
    the first word of a customer about it; `hearable` is False where no words of ours are among
    the records, so that nobody can say what was heard.
    """

    outage: Outage
    hit: tuple[Hit, ...] = ()
    unknown: tuple[str, ...] = ()
    told_us: int | None = None
    first: Word | None = None
    hearable: bool = True

    @property
    def minutes(self) -> float:
        """Customer-minutes lost."""
        return sum(one.minutes for one in self.hit)

    @property
    def word_us(self) -> int | None:
        """Our first word about it, to the public or to one of them."""
        heard = [one.heard.at_us for one in self.hit if one.heard]
        return min([*heard, *([] if self.told_us is None else [self.told_us])], default=None)

    @property
    def from_them(self) -> bool:
        """Whether a customer told us of it before we told anybody."""
        said = self.word_us
        return self.first is not None and (said is None or self.first.at_us < said)

    @property
    def offered(self) -> int:
        """To how many of those hit something was offered afterwards."""
        return sum(one.offered is not None for one in self.hit)

    def unheard(self, until_us: int | None = None) -> tuple[Hit, ...]:
        """Those hit who had no word of ours by a moment, or none at all."""
        if not self.hearable or self.outage.updates_us is None:
            return ()

        def by(at_us: int | None) -> bool:
            return at_us is not None and (until_us is None or at_us <= until_us)

        if by(self.told_us):
            return ()
        return tuple(one for one in self.hit if not by(one.heard.at_us if one.heard else None))


def struck(
    outage: Outage,
    activity: Activity,
    words: Sequence[Word],
    *,
    zone: str = "UTC",
    hearable: bool = True,
    events: Iterable[str] | None = None,
) -> Struck:
    """Whom an incident hit and what they heard; `words` are in the order of time.

    `events` are the names of all uses there are, where `activity` is not everybody's: they tell
    whether the components it names are names of uses at all.
    """
    told = min(outage.updates_us or (), default=None)
    told = None if told is None else max(told, outage.start_us)
    near = [one for one in words if _near(one, outage)]
    about = [one for one in near if not one.from_us and one.at_us <= outage.end_us + LATER_US]
    reports = [one for one in about if speaks_of_outage(one.text, outage.title)]
    if outage.only_day or not outage.counts:
        first = None if outage.narrow else next(iter(reports), None)
        return Struck(outage, told_us=told, first=first, hearable=hearable)
    rows = activity.only(_scope(outage, activity, events))
    there = present(rows, outage.start_us, outage.end_us, zone)
    hers: dict[str, list[Word]] = {}
    for one in near:
        hers.setdefault(one.who, []).append(one)
    spans = _spans(activity, there)
    hit = tuple(_hit(who, spans[who], hers.get(who, ()), outage) for who in sorted(spans))
    unknown = tuple(activity.names[who] for who in there.unknown)
    mine = spans.keys() | set(unknown)
    first = next((one for one in reports if not outage.narrow or one.who in mine), None)
    return Struck(outage, hit, unknown, told, first, hearable)


def _near(word: Word, outage: Outage) -> bool:
    """A message from its beginning on, of its brand or of none that is named."""
    same = None in (word.ours, outage.ours) or word.ours == outage.ours
    return same and outage.start_us <= word.at_us <= outage.end_us + OFFER_US


def _hit(
    who: str, spans: tuple[tuple[int, int], ...], words: Iterable[Word], outage: Outage
) -> Hit:
    """What passed between us and her from its beginning on."""
    heard = wrote = offered = None
    for one in words:
        near = one.at_us <= outage.end_us + LATER_US
        if not one.from_us:
            wrote = wrote or (one if near else None)
            continue
        answers = wrote is not None and not one.automatic
        if near and heard is None and (answers or speaks_of_outage(one.text, outage.title)):
            heard = one
        if offered is None and offers(one.text):
            offered = one
    return Hit(who, spans, heard, wrote, offered)


def _spans(activity: Activity, there: Presence) -> dict[str, tuple[tuple[int, int], ...]]:
    """When each of them was there, hours that touch made one."""
    found: dict[str, list[tuple[int, int]]] = {}
    columns = (there.who.tolist(), there.from_us.tolist(), there.to_us.tolist())
    for who, start, end in sorted(zip(*columns, strict=True)):
        held = found.setdefault(activity.names[who], [])
        if held and held[-1][1] == start:
            start = held.pop()[0]
        if end > start:
            held.append((start, end))
    return {who: tuple(spans) for who, spans in found.items() if spans}


def _scope(outage: Outage, activity: Activity, events: Iterable[str] | None) -> Flags:
    """The rows of those whom an incident can have hit."""
    import numpy as np

    rows = np.ones(len(activity.who), np.bool_)
    for place, name in enumerate((outage.ours, outage.side, outage.account)):
        column = activity.more[:, place]
        if name is not None:
            blank = np.array([held is None for held in column], np.bool_)
            rows &= (column == name) | (blank if place == 0 else False)
    if outage.about is not None:
        named = np.array([name == outage.about for name in activity.names], np.bool_)
        rows &= named[activity.who] if len(named) else False
    users = _users(outage, activity, rows, events)
    return rows if users is None else rows & users


def _users(
    outage: Outage, activity: Activity, rows: Flags, all_: Iterable[str] | None
) -> Flags | None:
    """Rows of those who use a component it names; None where no use names any of them."""
    import numpy as np

    wanted = {_plain(name) for name in outage.components} - {""}
    if not wanted or not len(activity.who):
        return None
    events = {event: _names(event, wanted) for event in {*activity.more[:, 3]} if event}
    uses = np.array([events.get(event, False) for event in activity.more[:, 3]], np.bool_) & rows
    if not (uses.any() if all_ is None else any(_names(event, wanted) for event in all_)):
        return None
    named = np.zeros(len(activity.names), np.bool_)
    named[activity.who[uses]] = True
    return named[activity.who]


def _names(event: str, wanted: Iterable[str]) -> bool:
    """Whether an event's words, side by side, make one of these names."""
    words = _words(event)
    runs = {
        "".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    }
    return any(name in runs for name in wanted)


def _words(text: str) -> list[str]:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:200])
    return [word for word in re.split(r"[\W_]+", parted.casefold()) if word]


def _plain(text: str) -> str:
    return "".join(_words(text))


def lost(all_: Iterable[Struck]) -> tuple[float, int]:
    """Customer-minutes and customers of several incidents.

    Who was hit by two at once lost those minutes once, and is one customer.
    """
    from troth.stats.rates.budgets import lost_minutes

    spans = [(hit.who, *span) for one in all_ for hit in one.hit for span in hit.spans]
    if not spans:
        return 0.0, 0
    origin = min(start for _, start, _ in spans)
    starts = [(start - origin) / MINUTE_US for _, start, _ in spans]
    ends = [(end - origin) / MINUTE_US for *_, end in spans]
    found = lost_minutes(starts, ends, [0.0], [max(ends)], [who for who, *_ in spans])
    return found.minutes, found.affected
