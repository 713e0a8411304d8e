"""Does this sentence of ours bind us, and how firmly?

The subject says whether the company is bound, the verb whether anything was promised; in a
document somebody served must be spoken of, or the act be one that serves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from troth.model.saying import Firmness
from troth.patterns import later
from troth.text import clauses, frames
from troth.text.standing import HEDGED, STANDS, aims, open_hours, stands
from troth.text.strangers import NO_COMPANY


@dataclass(frozen=True, slots=True)
class Commitment:
    """How firm it is, and whether it holds at all times rather than once."""

    firmness: Firmness
    standing: bool = False


COMMITS = later(
    r"['’]ll\b|\b(?:will|shall|going to|let (?:me|us)|open|available|staffed|guarantee\w*|promis\w+|pledge|commit\w*|should|24/7|24x7"
    r"|around the clock|assured|every|all|each|aim\w*|striv\w+|endeavou?r|try|trying|best|effort"
    r"|within|working|looking into|see (?:what|if|whether)|up to|we (?:never|provide|take|refund|replace)"
    r"|no (?:extra|additional|charge|cost|fee)|free|look out|hope to|here (?:from|between|24)"
    r"|(?:are|am|is) (?:\w+ly )?\w+ing|my word|our word)\b|['’](?:re|m) (?:\w+ly )?\w+ing\b",
    re.I,
)
"""A cheap look: a sentence without any of these is passed over."""
CONDITION = later(
    r"\b(?:if|once|when|after|unless|as long as|provided(?: that)?|in case|as soon as|upon"
    r"|should you|until|in the event)\b[^,.;!?–]{3,160}"
    r"|\b(?:send|submit|share|reply|contact|email|e-mail|dm|message|give|file|call|visit|open"
    r"|fill|provide|let us know|report|get in touch)\b[^.;!?]{2,200}?"
    r"(?=,? (?:and|so|&) (?:we|i|our)\b)",
    re.I,
)
"""The words on which a promise hangs: "if …", "once …", "send us … and we will …"."""


def may_commit(text: str, where: str) -> bool:
    """A cheap look, before sentences are parted: whether any word of promising is in the text."""
    return bool(COMMITS.search(text) or (where == "document" and STANDS.search(text)))


def commitment(sentence: str, where: str, names: tuple[str, ...]) -> Commitment | None:
    """How the sentence binds us; None where it does not.

    `where` is "message" or "document"; `names` are what we call ourselves.
    """
    document = where == "document"
    if sentence.rstrip().endswith("?") or not may_commit(sentence, where):
        return None
    if document and frames.INSIDE.search(sentence):
        return None
    for part in _parts(sentence, document):
        unbound = frames.UNSURE_LAW if document else frames.BINDS_NOBODY
        said = clauses.SAVED.sub(" ", part) if document else part
        made = None if unbound.search(said) else _binding(part, document, names)
        if made is not None:
            return made
    return None


def _parts(sentence: str, document: bool) -> list[str]:
    """The parts between "but"s, each with its subject: "we may …, but will tell you" has one."""
    if document:
        sentence = _HOWEVER.sub(" ", _WONT.sub("will not", sentence))
    parts: list[str] = frames.PARTS.split(sentence)
    if not document:
        return parts
    ours = [frames.OURS.search(part) is not None for part in ["", *parts]]
    return [
        f"we {part.lstrip()}" if before and _HEADLESS.match(part) else part
        for part, before in zip(parts, ours, strict=False)
    ]


_WONT = later(r"\bwon['’]t\b", re.I)
_HOWEVER = later(r"(?<=will), however,|(?<=shall), however,", re.I)
_HEADLESS = later(r"\s*(?:will|shall)\b", re.I)


def _binding(part: str, document: bool, names: tuple[str, ...]) -> Commitment | None:
    firmness: Firmness = "soft" if frames.SOFT.search(part) else "firm"
    if document and stands(part):
        return Commitment("soft" if HEDGED.search(part) else firmness, standing=True)
    if document and aims(part):
        return Commitment("soft", standing=True)
    if document and clauses.grants(part):
        return Commitment(firmness, standing=True)
    served = not document or frames.SERVED.search(part) is not None
    if document and served and clauses.aims_to(part):
        return Commitment("soft", standing=True)
    if frames.AHEAD.search(part) and _acts(part, document, served, names):
        return Commitment(firmness)
    if document and (frames.READERS_DUTY.match(part) or not served):
        return None
    if not document and frames.LET_ME.search(part):
        return Commitment(firmness)
    if not document and open_hours(part):
        return Commitment(firmness, standing=True)
    habit = frames.HABIT.search(part) is not None
    if habit or frames.VOW.search(part):
        return Commitment(firmness, standing=habit)
    if frames.UNDER_WAY.search(part):
        return Commitment(firmness)
    wish = frames.WISH.search(part) or frames.SHOULD.search(part)
    return Commitment("soft") if wish else None


def _acts(part: str, document: bool, served: bool, names: tuple[str, ...]) -> bool:
    """Whether a frame with "will" promises an act: by us, to you, or to what is yours."""
    ours = frames.WE_WILL_IN_PRINT if document else frames.WE_WILL
    if any(_binds(match, served, document) for match in ours.finditer(part)):
        return True
    for match in frames.NAME_WILL.finditer(part):
        name = match.group("name")
        called = name in names or (document and _may_be_us(name, part))
        passive = match.group("act").startswith("be ") and not frames.BENEFIT.match(match["act"])
        if called and not passive and _binds(match, served, document):
            return True
    if frames.READER_LOSES.search(part) or not served:
        return False
    if document and frames.BETWEEN_LAWYERS.search(part):
        return False
    if not document and (frames.STATE_BY_A_DAY.search(part) or frames.SEEN_TO.search(part)):
        return True
    reader = (*frames.YOU_WILL.finditer(part), *frames.YOURS_WILL.finditer(part))
    return any(_grants(match) for match in reader)


def _binds(match: re.Match[str], served: bool, document: bool) -> bool:
    act = match.group("act")
    if document and clauses.gains_nothing(act, match.group("adverbs")):
        return False
    if document and clauses.forborne(act, match.group("adverbs")):
        return served
    if frames.HOLLOW.match(act) and not frames.LOOKS_INTO.match(act):
        return False
    return served or frames.BENEFIT.match(act) is not None


def _grants(match: re.Match[str]) -> bool:
    """Whether the reader gains: "you will not be charged" does, "you will not receive" does not."""
    return not re.search(r"\b(?:not|never)\b", match.group("adverbs"))


def _may_be_us(name: str, part: str) -> bool:
    """In a document of ours a name that acts is ours, unless it is a plain word or an acronym."""
    first, last = name.split()[0], name.split()[-1]
    if clauses.somebody_else(name, part) or last in NO_COMPANY:
        return False
    return first not in NO_COMPANY and first.capitalize() not in NO_COMPANY
