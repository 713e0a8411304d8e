"""Everyday conversations: stories written by hand, told in parts, so that none reads like its neighbour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from random import Random

from troth.demo.cast import Cast, words
from troth.demo.days import Days, moment, spoken
from troth.demo.days import local as clock
from troth.demo.scenes import STAFF
from troth.demo.world import Figure, Line, Side, Talk
from troth.model.units import DAY_US, MINUTE_US

SHARE: Mapping[Side, float] = {"sender": 0.46, "courier": 0.28, "shop": 0.26}
HUMAN = ("tom", "priya", "ola")
SLOT = re.compile(r"\{(\w+)\}")
LATE_COURIERS = 0.19
EARLIER = 170
"""Days before the end in which planted people write nothing but what is planted."""
KNOWN = 0.25


@dataclass(frozen=True, slots=True)
class Story:
    """What is asked and what is said, in several wordings each. `done` closes a dated promise."""

    title: str
    parts: Mapping[str, tuple[str, ...]]


class Deck:
    """A pack of cards that is shuffled again when it is used up: no card twice until all were."""

    def __init__(self, random: Random, cards: Sequence[str]) -> None:
        self._random = random
        self._cards = tuple(cards)
        self._left: list[str] = []

    def draw(self) -> str:
        """The next card."""
        if not self._left:
            self._left = list(self._cards)
            self._random.shuffle(self._left)
        return self._left.pop()


def stories(side: Side) -> tuple[Story, ...]:
    """The stories people of one side tell."""
    text = (files("troth.demo") / "texts" / "stories" / f"{side}.txt").read_text(encoding="utf-8")
    return tuple(_story(block) for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:])


def _story(block: str) -> Story:
    title, *lines = block.strip().splitlines()
    parts: dict[str, tuple[str, ...]] = {}
    for line in lines:
        part, _, rest = line.partition(": ")
        parts[part] = (*parts.get(part, ()), *(rest.split(" | ") if part == "subject" else [rest]))
    return Story(title, parts)


@dataclass
class Teller:
    """Tells stories one after the other, never the same part twice in a row."""

    random: Random
    cast: Cast
    days: Days
    said: Mapping[str, tuple[str, ...]] = field(default_factory=words)
    decks: dict[str, Deck] = field(default_factory=dict)

    def card(self, name: str, cards: Sequence[str]) -> str:
        """The next wording of a part."""
        if name not in self.decks:
            self.decks[name] = Deck(self.random, cards)
        return self.decks[name].draw()

    def tell(self, customer: Figure, at_us: int) -> Talk:
        """One conversation that begins at a moment; it ends answered, or with plain thanks."""
        side = customer.side or "sender"
        pack = {story.title: story for story in stories(side)}
        story = pack[self.card(f"{side} story", tuple(pack))]
        staff = STAFF[self.random.choice(HUMAN)]
        slots = self._slots(customer, staff)
        lines: list[tuple[int, Figure | None, str]] = []
        for who, text, gap in self._turns(story, side):
            here = lines[-1][0] if lines else at_us
            there = here + gap * MINUTE_US if who == "they" else self.days.served(here, gap)
            slots["due"] = spoken(self.days.onward(clock(there).date(), 4), "weekday")
            lines.append((there if lines or who != "they" else at_us, _by(who, staff), text))
            lines[-1] = (lines[-1][0], lines[-1][1], self._fill(text, slots))
        subject = self._fill(
            self.card(f"{side}{story.title} subject", story.parts["subject"]), slots
        )
        email = customer.email
        told = tuple(Line(when, customer, email, by, text) for when, by, text in lines)
        return Talk(_capital(subject), told, f"{side}: {story.title}")

    def _turns(self, story: Story, side: Side) -> Iterator[tuple[str, str, int]]:
        random, key = self.random, f"{side}{story.title}"
        asked = int(self.card(f"{key} ask", _numbers(story.parts["ask"])))
        yield "they", self._dress(story.parts["ask"][asked], side), 0
        yield "we", self._dress_ours(story.parts["answer"][asked]), self._patience(side)
        if "done" in story.parts:
            if random.random() < 0.5:
                yield "they", self._thanks(side), random.randint(2, 90)
            yield "we", self._dress_ours(story.parts["done"][asked]), random.randint(500, 900)
        elif "more" in story.parts and random.random() < 0.62:
            more = int(self.card(f"{key} more", _numbers(story.parts["more"])))
            yield "they", self._lightly(story.parts["more"][more], side), random.randint(3, 200)
            yield "we", self._dress_ours(story.parts["again"][more]), random.randint(5, 160)
        if random.random() < 0.48:
            yield "they", self._thanks(side), random.randint(1, 240)
            if random.random() < 0.3:
                yield "we", self.card("wave", self.said["wave"]), random.randint(2, 60)

    def _patience(self, side: Side) -> int:
        late = side == "courier" and self.random.random() < LATE_COURIERS
        return self.random.randint(1000, 1900) if late else self.random.randint(4, 210)

    def _thanks(self, side: Side) -> str:
        kind = "courier_thanks" if side == "courier" else "thanks"
        return self.card(kind, self.said[kind])

    def _dress(self, text: str, side: Side) -> str:
        random = self.random
        if side == "courier":
            aside = self.card("courier aside", self.said["courier_aside"])
            return f"{text}\n{aside}" if random.random() < 0.4 else text
        opening = self.card("open", self.said["open"])
        closing = self.card("close", self.said["close"])
        aside = self.card("aside", self.said["aside"]) if random.random() < 0.35 else ""
        body = f"{text} {aside}".strip()
        if opening and body[:2] in _SMALL and random.random() < 0.5:
            body = f"{opening} {body[0].lower()}{body[1:]}"
        elif opening:
            body = f"{opening}\n\n{body}"
        return f"{body}\n\n{closing}" if closing else body

    def _lightly(self, text: str, side: Side) -> str:
        if side == "courier" or self.random.random() < 0.6:
            return text
        return f"{self.random.choice(('Thank you.', 'Ah, I see.', 'That helps.', 'Good.'))} {text}"

    def _dress_ours(self, text: str) -> str:
        hello, bye = self.card("hello", self.said["hello"]), self.card("bye", self.said["bye"])
        gap = "\n\n" if hello.endswith(",") else " "
        body = f"{hello}{gap}{text}" if hello else text
        return f"{body}\n\n{bye}" if bye else body

    def _slots(self, customer: Figure, staff: Figure) -> dict[str, str]:
        random, said = self.random, self.said
        street, other = random.sample(said["street"], 2)
        shops = random.sample([each.shop or "" for each in self.cast.others["shop"]], 2)
        return {
            "first": customer.first,
            "someone": random.choice(said["first"]),
            "name": customer.name,
            "staff": staff.first,
            "street": street,
            "other": other,
            "item": random.choice(said["item"]),
            "small": random.choice(said["small"]),
            "pet": random.choice(said["pet"]),
            "place": random.choice(said["place"]),
            "courier": random.choice(self.cast.others["courier"]).first,
            "shop": customer.shop or shops[0],
            "shop2": shops[1],
            "number": str(random.randint(3, 88)),
            "order": f"KO-{random.randint(200100, 206000)}",
            "amount": f"{random.randint(3, 39)}.{random.choice(('00', '20', '40', '50', '80'))}",
            "time": f"{random.randint(8, 18)}:{random.choice(('05', '10', '20', '35', '45', '50'))}",
        }

    def _fill(self, text: str, slots: Mapping[str, str]) -> str:
        return SLOT.sub(lambda found: slots[found[1]], text)


_SMALL = ("My", "Th", "Ha", "Wh", "Ho", "Co", "Is", "Do", "Ma", "Be", "So", "Ca", "On", "Th")


def _numbers(cards: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(each) for each in range(len(cards)))


def _by(who: str, staff: Figure) -> Figure | None:
    return staff if who == "we" else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def everyday(random: Random, cast: Cast, days: Days, since_us: int, number: int) -> list[Talk]:
    """So many conversations spread over the whole time; the planted people have only old ones."""
    teller = Teller(random, cast, days)
    sides = tuple(SHARE)
    starts = sorted(_start(random, days, since_us) for _ in range(number))
    found: list[Talk] = []
    for at_us in starts:
        side = random.choices(sides, [SHARE[each] for each in sides])[0]
        old = [each for each in cast.planted.values() if each.side == side]
        early = at_us < days.until_us - EARLIER * DAY_US and random.random() < KNOWN
        customer = random.choice(old if early else cast.others[side])
        talk = teller.tell(customer, at_us)
        if talk.lines[-1].at_us < days.until_us - 20 * MINUTE_US:
            found.append(talk)
    return found


def _start(random: Random, days: Days, since_us: int) -> int:
    span = (days.until_us - since_us) // DAY_US
    day = clock(since_us + random.randrange(span + 1) * DAY_US).date()
    if day.weekday() > 4 and random.random() < 0.6:
        day = days.onward(day, 1)
    minute = min(int(random.triangular(6.5, 22.9, 11.5) * 60), 1439)
    at = moment(day, clock(0).time().replace(hour=minute // 60, minute=minute % 60))
    return at + random.randrange(MINUTE_US)
