"""Examples: the same text is documentation, `troth explain`, and test.

A lens shows three worlds: one in which it speaks, one in which it must stay silent, and one
with too little to go on. A source shows a sample and what it sets aside; a recogniser shows
words that promise and look-alikes that do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["speaks", "silent", "unsure"]


@dataclass(frozen=True, slots=True)
class Example:
    """One world and what must come of it.

    For records, `world` is a small table (columns parted by `|`, a line a record): `at`,
    `kind`, `by`, `thread`, `text` and any other column of the kind. Names in `by` and `about`
    are customers; `us:NAME` is one of our own. `as_of` is the moment of looking.
    For prose, `world` is the text itself with the expected span in «guillemets».
    `says` is the sentence expected, or a part of it.
    """

    verdict: Verdict
    title: str
    world: str
    as_of: str | None = None
    says: str | None = None
    genre: str | None = None
    backing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A file for a source: its name, its text, how many records it gives, and what it sets aside.

    `settings` is what `troth.toml` says about the file, for a source that has to be told.
    """

    name: str
    text: str
    gives: int
    sets_aside: int = 0
    says: str | None = None
    title: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text for a recogniser, the words meant in «guillemets», none where nothing is promised.

    `at` and `zone` are when and where it was said; `due` is the moment its words mean,
    written as "2026-03-06 17:00".
    """

    text: str
    due: str | None = None
    firmness: str | None = None
    kind: str | None = None
    at: str = "2026-03-02 10:00"
    to_all: bool = False


def speaks(
    title: str,
    world: str,
    *,
    as_of: str | None = None,
    says: str | None = None,
    genre: str | None = None,
    backing: tuple[str, ...] = (),
) -> Example:
    """A world in which the lens speaks, and the sentence it says."""
    return Example("speaks", title, world, as_of, says, genre, backing)


def silent(
    title: str,
    world: str,
    *,
    as_of: str | None = None,
    genre: str | None = None,
    backing: tuple[str, ...] = (),
) -> Example:
    """A world that looks alike and in which the lens has nothing to say."""
    return Example("silent", title, world, as_of, None, genre, backing)


def unsure(
    title: str,
    world: str,
    *,
    as_of: str | None = None,
    says: str | None = None,
    genre: str | None = None,
    backing: tuple[str, ...] = (),
) -> Example:
    """A world with too little to go on: the lens abstains or marks the finding unsure."""
    return Example("unsure", title, world, as_of, says, genre, backing)
