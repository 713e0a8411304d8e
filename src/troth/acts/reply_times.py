"""Which brands have said how soon they answer, and which never have?

A reply-time is tested only against the brand that stated one; where none did, the output says that
none was found, and nobody's waiting is measured against a promise that nobody made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.ledger import promises
from troth.model.promise import Promise
from troth.patterns import later

if TYPE_CHECKING:
    from troth.acts.opening import Workspace

_N = r"(?:\d+|an?|one|two|three|four|five|six|seven|ten|twelve|twenty[- ]four|forty[- ]eight)"
_STATED = later(
    r"\b(?:repl(?:y|ies)(?! to (?:this|us)\b)|answers?|answered|respon(?:d|ds|se|ses)|get back|gets back|hear (?:back )?from us|"
    r"hear back|in touch|write back|call(?:ed)? (?:you )?back)\b(?:(?!\bif\b)[^.!?\n]){0,60}?"
    rf"\b(?:with)?in (?:the next |about |around |up to |less than |under )?{_N}[-–\d ]*"
    r" ?(?:business |working )?(?:minutes?|mins?|hours?|hrs?|days?)\b"
    rf"|\b(?:with)?in {_N}[-–\d ]* ?(?:business |working )?(?:minutes?|hours?|days?)\b[^.!?\n]{{0,30}}?"
    r"\b(?:repl(?:y|ies)|answer|respon(?:d|se)|get back)\b",
    re.I,
)
FIRST_REPLY = "first-reply"


@dataclass(frozen=True, slots=True)
class ReplyTimes:
    """Brands with messages that have stated a reply-time, and those that have not.

    A company without named brands stands as one, under an empty name. `stated` are those of
    whom some promise's words say how soon they answer, whether or not it is tested yet.
    """

    stated: tuple[str, ...]
    none_found: tuple[str, ...]

    @property
    def says(self) -> str | None:
        """In a sentence; None where every brand has stated one."""
        if not self.none_found:
            return None
        if not self.stated:
            return "Reply-times: none was found, so nobody's waiting is measured against one."
        named = ", ".join(self.none_found[:3])
        more = f" and {len(self.none_found) - 3} more" if len(self.none_found) > 3 else ""
        return f"Reply-times: none was found for {named}{more}."


def states_reply_time(words: str) -> bool:
    """Whether words say within how long somebody is answered."""
    return bool(_STATED.search(words))


def reply_times(work: Workspace) -> ReplyTimes | None:
    """Which brands with messages have stated a reply-time; None where there are no messages.

    Candidates count: whether a brand has said so is a question of its words, and whether it is
    tested one for a person.
    """
    brands = work.index.brands("message")
    if not brands:
        return None
    with work.ledger.read() as con:
        held = promises.promises(con, work.index)
    saying = [one for one in held if one.state != "rejected" and _states(one)]
    if len(brands) == 1 and any(one.ours is None and one.to is None for one in saying):
        return ReplyTimes(tuple(brands), ())
    stated = brands & {one.ours or "" for one in saying}
    return ReplyTimes(tuple(sorted(stated)), tuple(sorted(brands - stated)))


def _states(one: Promise) -> bool:
    if one.measure is not None and one.measure.startswith(FIRST_REPLY):
        return True
    return states_reply_time(one.words)
