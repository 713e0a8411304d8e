"""The survey: how likely people are to recommend the company, answered now and then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from random import Random

from troth.demo.cast import Cast
from troth.demo.days import Days
from troth.demo.files import iso, table
from troth.demo.scenes import Scene
from troth.demo.stories import Deck
from troth.demo.world import Figure, Side, Talk
from troth.model.units import DAY_US

SURVEY = "survey.csv"
COLUMNS = ("response_id", "created_at", "email", "survey_type", "score", "comment")
QUIET_US = 31 * DAY_US
"""Nobody is asked who wrote so lately: a survey does not come between a question and its answer."""
SPAN = 170
"""So many days before the end the survey began; ever more people are asked."""
RECENT = 0.2
"""So many days before the end nobody has answered yet."""
SHARE = 0.5
"""So many of those asked answer, and so many of these add a comment."""
MOODS: Mapping[str, tuple[int, ...]] = {"sorry": (2, 4, 5, 6), "between": (7, 8), "glad": (9, 10)}
WEIGHTS: Mapping[Side, tuple[int, int, int]] = {
    "sender": (15, 30, 55),
    "shop": (20, 35, 45),
    "courier": (40, 35, 25),
}
"""Of a hundred answers of a side, how many are of each mood."""
Answer = tuple[int, str, int, str]


def survey(
    random: Random, people: Cast, talks: Iterable[Talk], scenes: Iterable[Scene], days: Days
) -> dict[str, str]:
    """The export of the survey: what scenes say was answered, and the answers of others."""
    answers = [*_of_scenes(scenes, days), *_of_others(random, _asked(people, talks, days), days)]
    rows = (
        (f"r-{count:04}", iso(at_us), email, "nps", str(score), comment)
        for count, (at_us, email, score, comment) in enumerate(sorted(answers), 1)
    )
    return {SURVEY: table(COLUMNS, rows)}


def _of_scenes(scenes: Iterable[Scene], days: Days) -> Iterator[Answer]:
    for scene in scenes:
        if scene.survey:
            when, score, comment = scene.survey
            yield days.at(when), scene.who.email, score, comment


def _asked(people: Cast, talks: Iterable[Talk], days: Days) -> Iterator[Figure]:
    """Everybody who is not planted and has not written lately."""
    lately = {
        line.customer.email
        for talk in talks
        for line in talk.lines
        if line.at_us > days.until_us - QUIET_US
    }
    for each in people.all:
        if each.email not in people.planted and each.email not in lately:
            yield each


def _of_others(random: Random, asked: Iterable[Figure], days: Days) -> Iterator[Answer]:
    decks = {name: Deck(random, cards) for name, cards in _comments().items()}
    for who in asked:
        if random.random() < SHARE:
            side = who.side or "sender"
            mood = random.choices(tuple(MOODS), WEIGHTS[side])[0]
            comment = decks[f"{side} {mood}"].draw() if random.random() < SHARE else ""
            at_us = days.until_us - int(random.triangular(RECENT, SPAN, RECENT) * DAY_US)
            yield at_us, who.email, random.choice(MOODS[mood]), comment


def _comments() -> Mapping[str, Sequence[str]]:
    text = (files("troth.demo") / "texts" / "survey.txt").read_text(encoding="utf-8")
    lines = (line.partition(": ") for line in text.splitlines())
    return {name: rest.split(" | ") for name, _, rest in lines}
