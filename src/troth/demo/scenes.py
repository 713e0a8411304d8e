"""The planted scenes: hand-written conversations, each found or passed by for a stated reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Literal, cast

from troth.demo.days import Days
from troth.demo.world import DOMAIN, Figure, Line, PlantKind, Side, Talk

LENSES = ("unanswered", "promise-overdue", "silence")
"""The lenses of the first scenes, each with a text of its own."""
LATER = ("our-word", "understood", "outage", "heard", "accounts", "turned-away", "again", "moods")
"""Scenes of our word to one person, of what people understood, of an outage, of blocks and fees, of accounts, of
our no, of what was told again, and of how people sounded."""
PLANTED = (
    *LENSES,
    "promise-at-risk",
    "promise-broken",
    "silent-break",
    "not-made-whole",
    "owed-before-renewal",
    "unheard",
    "returned",
    "champion-gone",
    "level",
    "renewal-at-risk",
    "never-paid-back",
    "bounced",
    "said-so",
    "dead-end",
    "asked-twice",
    "loop",
    "ping-pong",
    "told-us-again",
    "unhappy",
    "happiest",
)
STAFF = {
    "tom": Figure("Tom Hartnell", None, f"tom@{DOMAIN}"),
    "priya": Figure("Priya Raman", None, f"priya@{DOMAIN}"),
    "ola": Figure("Ola Bright", None, f"ola@{DOMAIN}"),
    "hello": Figure("Kestrel Couriers", None, f"hello@{DOMAIN}"),
    "desk": Figure("Kestrel help desk", None, f"desk@{DOMAIN}"),
}
HEADS = (
    *("who", "also", "why", "subject", "rhythm", "away", "answered", "contract"),
    *("colleague", "colleague rhythm", "survey"),
)
WHEN = r"\d+m|[cs]\+\d+m|\d+(?:b|n\d+)(?:-\d+d)? \d\d:\d\d"
TURN = re.compile(rf"(?P<deed>[a-z0-9-]+) (?P<when>{WHEN})(?: (?P<staff>\w+))? \| (?P<text>.*)")
ANSWER = re.compile(rf"(?P<when>{WHEN}) (?P<score>\d+) \|(?P<text>.*)")
NOTE = re.compile(rf"(?P<when>{WHEN}) (?P<by>\w+) \| (?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a scene as written: what is done, when, by which colleague, in which words."""

    deed: str
    when: str
    staff: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene as written: what it is to which lens, its person, and its turns, oldest first.

    `did` is what our people noted in troth about it; `contract` the day of its renewal and a state,
    since when, and what winning it cost. Whoever has a `colleague` belongs to an account with her.
    `survey` is when she answered, her score of ten, and her words.
    """

    marks: tuple[tuple[str, PlantKind], ...]
    who: Figure
    why: str
    subject: str = ""
    rhythm: str | None = None
    away: str | None = None
    answered: tuple[str, str, str] | None = None
    contract: str | None = None
    turns: tuple[Turn, ...] = field(default_factory=tuple)
    did: tuple[Turn, ...] = field(default_factory=tuple)
    colleague: Figure | None = None
    colleague_rhythm: str | None = None
    survey: tuple[str, int, str] | None = None


def written(names: tuple[str, ...] = LENSES) -> tuple[Scene, ...]:
    """The scenes of these texts, in the order in which they are written down."""
    return tuple(scene for name in names for scene in _of(name))


def _of(name: str) -> Iterator[Scene]:
    text = (files("troth.demo") / "texts" / "scenes" / f"{name}.txt").read_text(encoding="utf-8")
    for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        yield _scene(block.strip().splitlines())


def _scene(lines: list[str]) -> Scene:
    heads = {
        head: rest.strip()
        for head, mark, rest in (line.partition(":") for line in lines[1:])
        if mark and head in HEADS
    }
    turns = tuple(_turns(lines[1:]))
    found = NOTE.fullmatch(heads["answered"]) if "answered" in heads else None
    who = _who(heads["who"], heads.get("also"))
    return Scene(
        tuple(_marks(lines[0])),
        who,
        heads["why"],
        heads.get("subject", ""),
        heads.get("rhythm"),
        heads.get("away"),
        (found["when"], found["by"], found["text"]) if found else None,
        heads.get("contract"),
        tuple(turn for turn in turns if turn.deed != "did"),
        tuple(turn for turn in turns if turn.deed == "did"),
        _colleague(heads["colleague"], who) if "colleague" in heads else None,
        heads.get("colleague rhythm"),
        _answer(heads["survey"]) if "survey" in heads else None,
    )


def _answer(text: str) -> tuple[str, int, str]:
    found = ANSWER.fullmatch(text)
    if found is None:
        raise ValueError(f"no answer to a survey: {text}")
    return found["when"], int(found["score"]), found["text"].strip()


def _marks(head: str) -> Iterator[tuple[str, PlantKind]]:
    """What a scene is to each lens: "promise-broken plant, silent-break near miss"."""
    for part in head.split(","):
        kind: PlantKind = "near miss" if part.endswith("near miss") else "plant"
        yield from ((word, kind) for word in part.split() if word in PLANTED)


def _who(text: str, also: str | None) -> Figure:
    name, side, email, *shop = (part.strip() for part in text.split("|"))
    return Figure(name, cast(Side, side), email, shop[0] if shop else None, also)


def _colleague(text: str, who: Figure) -> Figure:
    name, email = (part.strip() for part in text.split("|"))
    return Figure(name, who.side, email, who.shop)


def _turns(lines: list[str]) -> Iterator[Turn]:
    for line in lines:
        if found := TURN.fullmatch(line):
            yield Turn(found["deed"], found["when"], found["staff"], found["text"])


def talks(scene: Scene, days: Days) -> tuple[Talk, ...]:
    """The conversations of a scene: the first holds the case, others what was said elsewhere."""
    own = [turn for turn in scene.turns if not turn.deed.startswith("other")]
    boxes: dict[str, list[Line]] = {"desk": [], "mail": []}
    for turn in own:
        line = _line(turn, scene, days)
        boxes[line.box].append(line)
    first = "mail" if own and _box(own[0].deed) == "mail" else "desk"
    order = (first, "mail" if first == "desk" else "desk")
    found = [Talk(scene.subject, tuple(boxes[box])) for box in order if boxes[box]]
    return (*found, *(_elsewhere(turn, scene, days) for turn in scene.turns if turn not in own))


def _elsewhere(turn: Turn, scene: Scene, days: Days) -> Talk:
    subject, _, text = turn.text.partition(" | ")
    line = _line(Turn(turn.deed, turn.when, turn.staff, text), scene, days)
    return Talk(subject, (line,))


def _box(deed: str) -> Literal["desk", "mail"]:
    return "mail" if deed.startswith(("mail", "bounce", "newsletter")) else "desk"


def _line(turn: Turn, scene: Scene, days: Days) -> Line:
    second = turn.deed.endswith("2")
    colleague = scene.colleague if turn.deed.startswith("colleague") else None
    who = colleague or scene.who
    automatic: dict[str, Literal["reply", "bounce", "bulk", "receipt"]] = {
        "auto-in": "reply",
        "mail-auto": "reply",
        "bounce": "bounce",
        "newsletter": "bulk",
        "auto": "receipt",
    }
    machine = automatic.get(turn.deed)
    subject, _, rest = turn.text.partition(" // ")
    titled = machine == "reply"
    return Line(
        days.at(turn.when),
        who,
        who.also or who.email if second else who.email,
        STAFF[turn.staff] if turn.staff else None,
        paragraphs(days.words(rest if titled else turn.text)),
        _box(turn.deed),
        machine,
        subject if titled else None,
    )


def paragraphs(text: str) -> str:
    """A text with its paragraphs, written as " // ", on lines of their own."""
    return text.replace(" // ", "\n\n")
