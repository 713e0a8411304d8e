"""What does a sentence of a proposal do to a promise: keep it, strain it, break it, or nothing?

Likeness of words, or the same deed, only proposes a pair. What judges is what can be read off both:
how long, how often, how much, which share, when open, what is denied, ended, softened, or held for
fewer. A sentence that tells of the past, asks, or names what was decided against proposes nothing.
Where two signs point both ways, or the two may speak of different things, the verdict is unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from troth.patterns import later
from troth.text.agreeing import agree
from troth.text.comparing import Sign, done, measures, plainly
from troth.text.matter import DOERS, DONE, FEWER, KINDS, hands, nearness, things
from troth.text.quantities import COUNT, UNIT
from troth.text.wording import whole

Effect = Literal["broken", "strained", "kept", "touched"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a promise, why in a few plain words, and whether that is sure.

    `touched`: it speaks of the same matter, and nothing in it tells what becomes of the promise.
    """

    effect: Effect
    why: str
    sure: bool = True


def decides(sentence: str, promise: str) -> Judged | None:
    """What a sentence of a proposal does to a promise; None where it leaves it alone."""
    if not proposes(sentence):
        return None
    new = _hereafter(sentence)
    near = nearness(new, promise)
    if not near:
        return None
    signs = list(_signs(new, promise))
    return _weighed(signs, near, new, promise)


def proposes(sentence: str) -> bool:
    """Whether it says how something is to be, not how it was, might have been, or is quoted."""
    plain = sentence.strip()
    return not (plain.endswith("?") or _NOT_NEW.search(plain) or plain.startswith(("“", '"', ">")))


_NOT_NEW = later(
    r"\b(?:we|the team|management|i) (?:\w+ )?(?:considered|discussed|weighed|looked at|rejected|ruled out|dismissed)\b"
    r"|\bdecided against\b|\b(?:is|was|were) (?:rejected|ruled out|not chosen)\b|\binstead of doing\b"
    r"|\b(?:in|until|since|during) (?:19|20)\d\d\b(?=[^.]*\b\w+(?:ed|id|old|ent|ade|ook|ave|ept)\b)"
    r"|\b(?:last|past) (?:year|month|week|quarter|spring|summer|autumn|winter)\b|\b(?:years?|months?|weeks?|days?) ago\b"
    r"|\b(?:used to|so far|until now|today we|at present we|currently)\b|\b(?:other|our) (?:companies|rivals|competitors)\b",
    re.I,
)
_FORMER = later(
    r"\bfrom (?:the )?(?P<was>[^,.;]{1,40}?) (?=(?:down |up )?to\b)(?![^,.;]*\b(?:o'clock|am|pm)\b)"
    r"|\b(?:instead of|rather than|in place of|where it was|up from|down from|no longer within|not (?=within|in under))\s?[^,.;]{1,50}",
    re.I,
)
_LATER = later(
    rf"\b(?:start(?:s|ing)?|beginn?(?:s|ing)?|from|as of|effective) (?:in |on )?(?:{COUNT}|an?)[ -]?{UNIT}\b(?: time)?"
    rf"|\bfor (?:a trial|a test) of {COUNT} {UNIT}\b",
    re.I,
)
_CLOCK = later(r"\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)?$", re.I)


def _hereafter(sentence: str) -> str:
    """The sentence without what it says was so, and without when it begins."""

    def gone(match: re.Match[str]) -> str:
        was = match["was"]
        return match[0] if was and (_CLOCK.fullmatch(was) or _DAY.match(was)) else " "

    return _LATER.sub(" ", _FORMER.sub(gone, plainly(sentence)))


_DAY = later(r"(?:mon|tue|wed|thu|fri|sat|sun)", re.I)
_ENDED = later(
    r"\b(?:no longer|not any ?more|(?:we|will|to|shall) (?:stop|end|abolish|discontinue|withdraw|scrap|drop|cease|remove|suspend|revoke)"
    r"|(?:is|are|be) (?:stopped|ended|abolished|discontinued|withdrawn|scrapped|dropped|removed|suspended|revoked|phased out|done away with)"
    r"|phas(?:e|ing) out|do(?:es|ing)? away with|(?:the |an? )?end of (?:the|our|free)|comes? to an end|runs? out|ends? (?:on|in|with)|expires? (?:on|in))\b",
    re.I,
)
_SOFT = whole(
    r"aims?", r"tr(?:y|ies)", r"endeavou?rs?", r"strives?", "where possible", "if possible", "as far as possible", "usually", "normally",
    "generally", "typically", "in most cases", "as a rule", "best efforts", "where (?:practicable|feasible|capacity allows)", "hope to",
    "intend to", "as soon as possible", r"may(?! \d)(?! (?:not|only|also) )", "might", "could", "should", "at busy times", "on a best",
)  # fmt: skip
_NARROW = later(
    r"\b(?:only|except(?: for)?|exclud(?:ing|ed)|exempt(?:ed)?|not covered|unless|not for|with the exception of|other than|provided that|as long as|on condition)\b",
    re.I,
)
_NO = later(
    r"\b(?:no|not|never|cannot|nobody|none|nothing|neither|without|nor|refuses?|forbidden|denied)\b|n['’]t\b",
    re.I,
)
_IDLE = later(
    r"\bnot only\b|\bno (?:later|more|less|fewer|longer) than\b|\bno longer\b|\bnot any ?more\b|\bno matter\b",
    re.I,
)
_BEFORE = later(r"\bbefore\b", re.I)
_AFTER = later(r"\b(?:after(?:wards?)?|later|then|at once|immediately)\b", re.I)


def _signs(new: str, promise: str) -> Iterator[Sign]:
    """All that can be read off both, in the order in which it tells."""
    found = list(measures(new, promise))
    yield from found
    if (ended := _ENDED.search(new)) and not _ENDED.search(promise) and not _NO.search(promise):
        yield Sign("broken", f"“{ended[0]}”: what was promised ends")
    elif not found and _denied(new) != _denied(promise) and _of_it(new, promise):
        yield Sign("broken", "one says it, the other denies it")
    turned = _BEFORE.search(promise) and not _BEFORE.search(new)
    after = _AFTER.search(new) if turned else None
    if after and not any(one.effect == "kept" for one in found):
        yield Sign("broken", f"before became “{after[0]}”")
    narrow = _NARROW.search(new)
    if narrow and not _NARROW.search(promise) and not _ENDED.search(new):
        yield Sign("broken", f"“{narrow[0]}”: it holds for fewer")
    soft = _SOFT.search(new)
    if soft and not _SOFT.search(promise):
        yield Sign("strained", f"“{soft[0]}”: it is no longer certain")
    if (fewer := FEWER.search(new)) and hands(new, promise):
        yield Sign("strained", f"“{' '.join(fewer[0].split())}”: fewer are there to do it")


def _denied(text: str) -> bool:
    return len(_NO.findall(_IDLE.sub(" ", text))) % 2 == 1


def _of_it(new: str, promise: str) -> bool:
    """Whether what is denied is a deed or a thing of the other one."""
    text, other = (new, promise) if _denied(new) else (promise, new)
    for no in _NO.finditer(_IDLE.sub(" ", text)):
        around = " ".join([*text[: no.start()].split()[-1:], *text[no.start() :].split()[:5]])
        if done(around) & done(other) or (things(around) & things(other)) - DOERS - KINDS:
            return True
    return False


def _weighed(signs: list[Sign], near: str, new: str, promise: str) -> Judged | None:
    """One verdict: the worst sign; unsure where a sign of the other way stands beside it."""
    sure = near == "same"
    for effect in ("broken", "strained"):
        told = [one for one in signs if one.effect == effect]
        if told:
            both = effect == "broken" and any(one.effect == "kept" for one in signs)
            hedged = all(not one.sure for one in told) or _another(new, promise, told[0])
            return Judged(effect, told[0].why, sure and not both and not hedged)
    kept = [one for one in signs if one.effect == "kept"]
    sure = sure and not _conditional(new, promise)
    if kept:
        return Judged("kept", kept[0].why, sure)
    stance = agree(new, promise)
    if stance.stance == "same" and not _measured(promise):
        return Judged("kept", "it says the same", sure)
    if stance.why == "opposite":
        return Judged("broken", "it says otherwise", False)
    return _restated(new, promise, sure)


_CONDITION = later(
    r"\b(?:if|when|who|whom|whose|which|that (?:is|are|has|have)|less than|more than|as soon as)\b",
    re.I,
)


def _conditional(new: str, promise: str) -> bool:
    """Whether the new one hangs on something that the promise does not name."""
    return len(_CONDITION.findall(new)) > len(_CONDITION.findall(promise)) or (
        "less than" in new.lower() and "less than" not in promise.lower()
    )


def _another(new: str, promise: str, sign: Sign) -> bool:
    """Whether a price may be that of another kind of the thing, told by a word more."""
    priced = done(promise) & {"free", "price"} and not done(promise) & {"notice", "insure"}
    more = things(new) - things(promise) - KINDS - DOERS - DONE
    return bool(priced and more and sign.effect == "broken" and not _ENDED.search(new))


def _restated(new: str, promise: str, sure: bool) -> Judged | None:
    ours, theirs = things(new), things(promise)
    share = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    if not sure or share < 0.5:
        return None
    if share >= 0.75 and _denied(new) == _denied(promise) and not _measured(promise):
        return Judged("kept", "it says so again")
    return replace(_TOUCHED)


def _measured(promise: str) -> bool:
    return bool(list(measures(promise, promise)))


_TOUCHED = Judged("touched", "it speaks of the same, and nothing in it tells", False)
