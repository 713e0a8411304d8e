"""Does a reply own what went wrong, or does it only sound so?

`text.owning` holds the six parts of an apology, `text.evading` and `text.refusing` the forms that
are none; each is told with the words that show it. “I am sorry” alone is an apology, and nothing
is wrong with it.

On 179 replies that were not read while the rules were written (November 2026): F1 .96 for
apology, .97 for sympathy; excuse precision .60 and recall .38 (n = 16), refusal .67 and .52
(n = 23). “Excuse” and “refusal” are hints to look, and many are missed: those said without any
of the usual words, such as a plain account of what somebody else did. Neither sixty further patterns
nor a head learnt from 160 written sentences and 600 of replies found more of them in unseen text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text import evading, owning
from troth.text.gated import Gated
from troth.text.masking import sentences, straight
from troth.text.refusing import Refusal, refusals

Part = Literal["regret", "explanation", "responsibility", "repentance", "repair", "forgiveness"]
PARTS: tuple[Part, ...] = (
    "regret", "explanation", "responsibility", "repentance", "repair", "forgiveness",
)  # fmt: skip
Form = Literal["sympathy", "condition", "circumstance", "blame", "feelings", "refusal"]
Answer = Literal["apology", "sympathy", "excuse", "refusal", "none"]
ANSWERS: tuple[Answer, ...] = ("apology", "sympathy", "excuse", "refusal", "none")


@dataclass(frozen=True, slots=True)
class Told:
    """One part or form and the words that show it."""

    name: Part | Form
    span: Span


@dataclass(frozen=True, slots=True)
class Apology:
    """What a reply is as a whole, with its parts and its forms in the order of the text.

    `answer` is "apology" where something is owned, "sympathy" where her trouble is only felt
    with, "excuse" where an apology hangs on a condition or the fault is moved elsewhere,
    "refusal" where a “no” dominates, and "none" for the rest.
    """

    answer: Answer
    parts: tuple[Told, ...] = ()
    forms: tuple[Told, ...] = ()

    def has(self, name: Part | Form) -> bool:
        """Whether a part or a form occurs."""
        return any(each.name == name for each in (*self.parts, *self.forms))


LONGEST = 20_000
"""Of a longer text only the beginning is read."""
_NOTHING = Apology("none")
_TOLD: Gated[Part | Form] = Gated(
    {
        "regret": owning.REGRET,
        "explanation": owning.EXPLANATION,
        "responsibility": owning.RESPONSIBILITY,
        "repentance": owning.REPENTANCE,
        "repair": owning.REPAIR,
        "forgiveness": owning.FORGIVENESS,
        "sympathy": owning.SYMPATHY,
        "condition": evading.CONDITION,
        "feelings": evading.FEELINGS,
        "circumstance": evading.CIRCUMSTANCE,
        "blame": evading.BLAME,
    }
)


def apologising(text: str, *, wrapped: bool = False) -> Apology:
    """What a reply to somebody holds of an apology, and of what only sounds like one.

    `wrapped` as in `masking.sentences`: lines of a document that go on in the next.
    """
    plain = straight(text[:LONGEST])
    parts: list[Told] = []
    forms: list[Told] = []
    told: list[Refusal] = []
    for span in sentences(plain, wrapped=wrapped):
        lowered = span.of(plain).lower()
        for name, at in _TOLD.met(plain, span, lowered):
            if name in PARTS:
                parts.append(Told(name, at))
            elif not (lowered.endswith("?") and name in ("circumstance", "blame")):
                forms.append(Told(name, at))
        told.extend(refusals(plain, span, lowered))
    if not (parts or forms or told):
        return _NOTHING
    forms.extend(Told("refusal", each.span) for each in told)
    forms.sort(key=lambda each: (each.span.start, each.span.end))
    return Apology(_answer(plain, parts, forms, told), tuple(parts), tuple(forms))


def _answer(plain: str, parts: list[Told], forms: list[Told], told: list[Refusal]) -> Answer:
    names = {each.name for each in parts} | {each.name for each in forms}
    owned = _owned(plain, parts, forms, told)
    says_no = [each for each in told if not each.channel]
    if names & {"condition", "feelings"} and "regret" in names:
        return "excuse"
    if names & {"circumstance", "blame"}:
        if owned and names & {"responsibility", "repentance"}:
            return "apology"
        if not says_no or owned or _first(forms, "blame") < says_no[0].span.start:
            return "excuse"
    if says_no and not (owned and _for_more_than_lateness(plain, owned)):
        return "refusal"
    if owned or "responsibility" in names:
        return "apology"
    if "sympathy" in names:
        return "sympathy"
    return "refusal" if told else "none"


def _first(forms: list[Told], name: Form) -> float:
    return min((each.span.start for each in forms if each.name == name), default=float("inf"))


def _owned(plain: str, parts: list[Told], forms: list[Told], told: list[Refusal]) -> list[Span]:
    """The regrets that are about us: not about her trouble, and not the way into a “no”."""
    felt = [each.span for each in forms if each.name in ("sympathy", "feelings")]
    noes = [each.span for each in told]
    return [
        each.span
        for each in parts
        if each.name == "regret"
        and not any(over.start <= each.span.start < over.end for over in felt)
        and not any(_leads_into(plain, each.span, no) for no in noes)
    ]


_INTO = later(
    r"(?!\W*(?:again\W+)?(?:for|about|if|to hear|to see)\b)[^.!?]{0,60}"
    r"|\s*[.!]\s*(?:(?:but|however|unfortunately|we|i|this|it|at)\b[\s,]*){0,3}",
    re.I,
)
_LAST = later(r"\s*(?:[.!;]|$)")


def _leads_into(plain: str, sorry: Span, no: Span) -> bool:
    if sorry.start >= no.end:
        bare = plain[sorry.start : sorry.end].lower() == "sorry"
        return bare and _LAST.match(plain, sorry.end) is not None
    if sorry.start >= no.start:
        return True
    return _INTO.fullmatch(plain, sorry.end, no.start) is not None


def _for_more_than_lateness(plain: str, owned: list[Span]) -> bool:
    return any(owning.LATE.match(plain, span.start) is None for span in owned)
