"""The draft of an apology: it owns the break, names the harm in her words, and leaves the rest blank.

What will be done, by when, and who signs is for a person to say, so blanks stand there. It holds no
excuse, no “if” and no offer that nobody made; the lens `non-apology` finds nothing in it. The order
follows the finding that responsibility weighs most and an offer of repair next (Lewicki, Polin and
Lount 2016).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from troth.patterns import later

BLANK_DEED = "[what we will do]"
BLANK_DAY = "[by when]"
BLANK_NAME = "[who signs]"
LONGEST = 240
"""Of longer words of hers or ours only so much is quoted, whole words."""

QUESTIONS = {
    "outcome": "Did you get in the end what you should have had?",
    "process": "Was the way to it as short and easy as it should have been?",
    "person": "Were you treated with respect on the way?",
}
"""Three kinds of fairness, asked apart and never added up."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What the draft is about. Days are in words; `promised` and `harm` are quoted as they stand.

    `how` is how it broke: "broken", "late", "partly", "overdue" or "told". `deed`, `day` and `offer`
    are what a person has already said we will do; without them blanks stand there.
    """

    name: str | None
    how: str
    promised: str = ""
    said: str | None = None
    due: str | None = None
    harm: str = ""
    deed: str | None = None
    day: str | None = None
    silent_days: int = 0
    again: bool = False


def draft(broken: Broken) -> str:
    """The letter, paragraph by paragraph; blanks in square brackets are for a person to fill.

    Words of hers and of ours stand apart, each line of them marked as a quotation.
    """
    parts = [
        f"Dear {_called(broken.name)},",
        *_promised(broken),
        _owned(broken),
        *_harm(broken),
        *([_silence(broken)] if broken.silent_days >= 1 else []),
        _deed(broken),
        "Please tell us where this is not right. We read what you write and answer it.",
        BLANK_NAME,
    ]
    return "\n\n".join(parts) + "\n"


def _promised(broken: Broken) -> list[str]:
    quoted = quotable(broken.promised)
    if not quoted:
        return []
    on = f" on {broken.said}" if broken.said else ""
    return [f"We told you{on}:", f"> “{quoted}”"]


def _owned(broken: Broken) -> str:
    did = {
        "late": "We did it too late.",
        "partly": "We did only a part of it.",
    }.get(broken.how, f"We did not do it by {broken.due}." if broken.due else "We did not do it.")
    if not quotable(broken.promised):
        did = "We did not do what we should have done for you."
    again = " It is not the first time, and that is our fault as well." if broken.again else ""
    return f"{did} That was our fault, and we are sorry.{again}"


def _harm(broken: Broken) -> list[str]:
    quoted = quotable(broken.harm)
    if not quoted:
        return []
    return ["You wrote to us:", f"> “{quoted}”", "That is what it did to you, and we did it."]


def _silence(broken: Broken) -> str:
    days = "a day" if broken.silent_days == 1 else f"{broken.silent_days} days"
    return f"For {days} we said nothing to you about it. We should have written at once."


def _deed(broken: Broken) -> str:
    deed, day = plain(broken.deed or "") or BLANK_DEED, plain(broken.day or "") or BLANK_DAY
    return f"This is what we do now: {deed.rstrip(' .')}, {day}."


def asking(name: str | None) -> str:
    """Three short questions to her once it is made whole; each is kept by itself."""
    lines = "\n".join(f"{n}. {each}" for n, each in enumerate(QUESTIONS.values(), 1))
    return (
        f"Dear {_called(name)},\n\n"
        "We did what we said we would do. Only you can say whether it is right now. Is it?\n\n"
        f"And three short questions; yes, partly or no is enough:\n\n{lines}\n\n"
        f"What you answer is kept in your words.\n\n{BLANK_NAME}\n"
    )


def quotable(words: str) -> str:
    """Somebody's words on one line, without the marks that would end the quotation."""
    text = plain(words)
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return text


_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "’", "„": "‘", "«": "‘", "»": "’", "‟": "‘"})
_NAME = later(r"[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,3}")
_NO_NAME = later(r"sorry|apolog|regret|\bif\b|\bany\b", re.I)


def plain(words: str) -> str:
    """Words on one line: no line break, no control sign, no mark of quotation that is not ours."""
    kept = "".join(sign if sign.isprintable() else " " for sign in words)
    return re.sub(r"\s+", " ", kept.translate(_MARKS)).strip()


def _called(name: str | None) -> str:
    """A name as a letter begins with it; what reads like none is no name."""
    told = plain(name or "")
    good = len(told) <= 60 and _NAME.fullmatch(told) and not _NO_NAME.search(told)
    return told if good else "customer"
