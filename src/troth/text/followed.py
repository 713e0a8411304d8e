"""What became of a broken matter in later words: whether we said anything, whether she told us again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from troth.text.amends import concerns, mended
from troth.text.apologising import apologising
from troth.text.outcome import misses
from troth.text.reply import automatic, closes

Row = Mapping[str, Any]
"""A later message: `later`, `later_us`, `later_text`, `from_us`, `same_talk` (1 or 0)."""


@dataclass(slots=True)
class Followed:
    """What later words show. `answered` is our first word about it, `elsewhere` one about who knows what.

    `told` are her messages about it since; `mended` is the last word that it is done, needed no
    more or solved, `perhaps` one in another conversation of which that is not sure.
    """

    answered: Row | None = None
    elsewhere: Row | None = None
    told: list[Row] = field(default_factory=list)
    mended: Row | None = None
    perhaps: Row | None = None


def followed(words: str, later: Iterable[Row], since_us: int = 0) -> Followed:
    """What was made of it; `words` are those that were broken, `later` is in order of time.

    Before `since_us`, when it broke, only a word that it is done counts.
    """
    found = Followed()
    for row in later:
        if row["later"] is None:
            continue
        text = row["later_text"] or ""
        if automatic(text):
            continue
        about = bool(row["same_talk"]) or concerns(words, text)
        if mended(text, from_us=bool(row["from_us"])):
            if about:
                found.mended, found.perhaps = row, None
            else:
                found.perhaps = row
        if row["later_us"] < since_us:
            continue
        if row["from_us"]:
            _ours(found, row, text, about)
        else:
            _hers(found, row, text, about)
    return found


def _ours(found: Followed, row: Row, text: str, about: bool) -> None:
    if about or apologising(text).answer == "apology":
        found.answered = found.answered or row
    else:
        found.elsewhere = found.elsewhere or row


def _hers(found: Followed, row: Row, text: str, about: bool) -> None:
    missed = misses(text) is not None
    if about and not closes(text):
        found.told.append(row)
    if about and missed:
        found.mended, found.perhaps = None, None


def span_of(row: Row, text: str) -> str:
    """The words a row stands for: from `start` to `end`, or all of them."""
    return text[row["start"] or 0 : row["end"] or len(text)]
