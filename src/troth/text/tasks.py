"""The questions that can be graded: what each may answer, and who answers it.

A task is asked of many texts at once, as a company would ask it, and gives one label for each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from troth.model.level import LEVELS


@dataclass(frozen=True, slots=True)
class Item:
    """One text to judge: who speaks (company or customer), in a message or in a document.

    `place` is the path of the document it stands in, `before` what the other side wrote last,
    `other` the second text where two are held against each other; empty where it is not known.
    """

    text: str
    speaker: str = "company"
    kind: str = "message"
    place: str = ""
    before: str = ""
    other: str = ""


Judge = Callable[[Sequence[Item]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Task:
    """One question: its labels in the order they are told, and the function that answers.

    `speaker` is whose words a text is where its line does not say.
    """

    name: str
    asks: str
    labels: tuple[str, ...]
    judge: Judge
    speaker: str = "company"


def promises(items: Sequence[Item]) -> list[str]:
    """Whether each holds a promise, as its speaker sees it."""
    from troth.text.promising import promising, understood

    found = []
    for one in items:
        if one.speaker == "customer":
            made = bool(understood(one.text, 0))
        else:
            made = bool(promising(one.text, 0, where=_where(one)))
        found.append("true" if made else "false")
    return found


def _where(one: Item) -> Literal["message", "document"]:
    return "document" if one.kind == "document" else "message"


def attention(items: Sequence[Item]) -> list[str]:
    """How each speaks of those it serves; texts of one place are read as one document."""
    from troth.text.attention import attend
    from troth.text.setting import ALONE, setting

    held: dict[str, list[str]] = {}
    for one in items:
        held.setdefault(one.place, []).append(one.text)
    within = {place: setting(texts, place=place) for place, texts in held.items() if place}
    return [attend(one.text, within.get(one.place, ALONE)).level for one in items]


def apologies(items: Sequence[Item]) -> list[str]:
    """Whether each reply owns what went wrong, or only sounds so."""
    from troth.text.apologising import apologising

    return [apologising(one.text, wrapped=one.kind == "document").answer for one in items]


def answers_wanted(items: Sequence[Item]) -> list[str]:
    """Whether each waits for an answer from the other side."""
    from troth.text.wanting import wanted

    found = (wanted(one.text, ours=one.speaker == "company", before=one.before) for one in items)
    return ["true" if each else "false" for each in found]


def concerns(items: Sequence[Item]) -> list[str]:
    """At which level each customer tells what she is concerned with."""
    from troth.text.concerning import level

    return [level(one.text) or "none" for one in items]


def agreements(items: Sequence[Item]) -> list[str]:
    """How the text of each stands to its `other`."""
    from troth.text.agreeing import agree

    return [agree(one.text, one.other).stance for one in items]


def dark_patterns(items: Sequence[Item]) -> list[str]:
    """Whether each presses, tricks or holds those it is said to."""
    from troth.text.dark_patterns import pressing_or_not

    return ["true" if each else "false" for each in pressing_or_not([one.text for one in items])]


def moods(items: Sequence[Item]) -> list[str]:
    """How glad or unhappy each customer sounds; 0 where nothing much speaks either way."""
    from troth.text.happiness import happiness

    return [str(each.answer or 0) for each in happiness([one.text for one in items])]


TASKS: Mapping[str, Task] = {
    each.name: each
    for each in (
        Task(
            "promise",
            "Does this text promise something, as its speaker sees it?",
            ("true", "false"),
            promises,
        ),
        Task(
            "attention",
            "How does this sentence speak of the people served?",
            ("none", "market", "enterprise", "role", "person"),
            attention,
        ),
        Task(
            "apology",
            "Does this reply own what went wrong?",
            ("apology", "sympathy", "excuse", "refusal", "none"),
            apologies,
        ),
        Task(
            "answer-wanted",
            "Does this message wait for an answer?",
            ("true", "false"),
            answers_wanted,
            speaker="customer",
        ),
        Task(
            "concern",
            "At which level does a customer tell what she is concerned with?",
            ("none", *LEVELS),
            concerns,
            speaker="customer",
        ),
        Task(
            "agreement",
            "Do this text and the other say the same?",
            ("same", "otherwise", "apart"),
            agreements,
        ),
        Task(
            "dark-pattern",
            "Does this text press, trick or hold those it is said to?",
            ("true", "false"),
            dark_patterns,
        ),
        Task(
            "happiness",
            "How glad or unhappy does this customer sound?",
            ("-1", "0", "1"),
            moods,
        ),
    )
}
