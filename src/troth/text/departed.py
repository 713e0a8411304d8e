"""Who says that somebody works there no longer: herself, a colleague, or the machine that answers for her?

Leaving work for good is meant: not for the day, for a holiday, on leave, nor a customer who leaves us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.masking import masked, sentences
from troth.text.wording import either, whole

Whose = Literal["own", "another"]
HINTS = (
    "no longer",
    "not longer",
    "any longer",
    "anymore",
    "any more",
    "last day",
    "last working day",
    "has left",
    "have left",
    "left the",
    "left us",
    "leaving",
    "moved on",
    "retir",
    "taken over",
    "took over",
    "taking over",
    "take over",
    "successor",
    "replaced",
    "replacing",
    "predecessor",
    "resign",
    "work here",
    "works here",
    "moving on",
    "passed away",
)
"""Plain small letters, one of which stands in whatever `departed` can find; for an engine to look for."""
LONGEST = 400
_FIRM = (
    r"(?:the (?:company|firm|business|organi[sz]ation|team|practice|school|shop|agency|charity|council|department)"
    r"|(?-i:[A-Z])[\w&'’-]+(?: (?-i:[A-Z])[\w&'’-]+){0,2}|here|there|us)"
)
_HOUSE = (
    r"the (?:company|firm|business|organi[sz]ation|team|practice|agency|charity|council|department)"
)
_WORK = rf"(?:work|working|employed|based)(?: (?:with|for|at|by|in) {_FIRM}| here| there)?"
_END = r"(?=\s*(?:[.,;!:)]|$|and\b|so\b|but\b|as of\b|since\b|last\b|in (?-i:[A-Z])|on (?-i:[A-Z0-9])|at the end\b|to (?:join|start|take)\b|after\b|\d))"
_JOB = either("job, role, post, position, work") + r"(?: (?:at|with|here|as) [\w&'’ -]{1,40})?"
_OWN = whole(
    rf"(?:i|i['’]m|i am|i['’]ve) (?:no longer|not) {_WORK}(?: (?:any ?more|any longer))?(?=\W|$)",
    rf"i (?:do not|don['’]t) work (?:for {_FIRM}|at {_FIRM}|here|there) (?:any ?more|any longer)",
    rf"(?:i['’]m|i am) no longer (?:with|at|part of|employed by) (?!you\b){_FIRM}",
    rf"(?:i['’]m|i am|i['’]ll be|i will be) (?:leaving|resigning from|retiring from) (?:my {_JOB}|{_HOUSE})",
    rf"(?:i['’]ve|i have|i) (?:left|resigned from|retired from) (?:my {_JOB}|{_HOUSE})",
    r"(?:i['’]m|i am|i['’]ll be|i will be) (?:retiring|moving on to (?:a )?(?:new|another|other)\b)",
    r"(?:today|tomorrow|(?:this|next|last|on)? ?(?:mon|tues|wednes|thurs|fri)day) (?:is|was|will be) my last (?:working )?day(?! (?:of (?:holiday|leave|vacation|the)|before (?:my|the|our) (?:holiday|leave|vacation|break)|until))",
    r"my last (?:working )?day (?:(?:here|there|at [\w&'’ -]{1,40}|with [\w&'’ -]{1,40}|in the (?:office|company|role)) )?(?:is|was|will be)",
)
_SHE = r"(?:(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+){0,3}|she|he|they|(?:my|our|the|your) (?:(?:former|previous|old) )?(?:colleague|manager|boss|contact|predecessor|owner|buyer)(?: (?-i:[A-Z])[\w'’-]+){0,2})"
_HAS = r"(?:has|have|['’]s)(?: (?:now|since|recently|unfortunately|sadly|already|just))?"
_IS = r"(?:is|are|was|['’]s|['’]re)(?: (?:now|unfortunately|sadly))?"
_ANOTHER = whole(
    rf"{_SHE} {_HAS} left (?:{_FIRM}|(?:her|his|their) {_JOB})",
    rf"{_SHE} {_HAS} left{_END}",
    rf"{_SHE} (?:left|will leave|{_IS} leaving) (?:{_HOUSE}|us{_END})",
    rf"{_SHE} {_HAS} (?:resigned|retired|passed away|moved on{_END}|moved on to (?:a )?(?:new|another|other)\b)",
    rf"{_SHE} (?:no longer works|does(?: not|n['’]t) work (?:here|for us|there|at {_FIRM}|with us) (?:any ?more|any longer))",
    rf"{_SHE} {_IS} no longer (?:with|at|part of|employed|working|our\b|your\b|the (?:contact|right person|person)|responsible|in (?:that|this|the|her|his) (?:role|post|position|job))",
    rf"(?:i['’]ve|i have|i|i am|i['’]m) (?:taken over|took over|taking over|now taking over)(?: (?:from|for) {_SHE}| (?:her|his|their) (?:role|work|accounts?|tasks|job|post|position)| as (?:your|the) (?:new )?contact)",
    r"(?:i['’]m|i am) (?:her|his|their) (?:successor|replacement)",
    rf"(?:i['’]m|i am|i['’]ve|i have) (?:replacing|replaced) {_SHE}",
)
_MACHINE = whole(
    r"this (?:person|employee|colleague|user) (?:has left|is no longer (?:with|at|employed|working))[^.!?]{0,40}",
    r"the (?:person|employee|colleague|user) you (?:are trying to reach|(?:have )?(?:written|wrote|contacted|mailed))[^.!?]{0,40}(?:has left|is no longer)[^.!?]{0,40}",
)
_FOR_NOW = later(
    r"\b(?:left (?:for (?:the (?:day|night|weekend|airport)|today|home|work|lunch|(?:a |her |his |their |the )?(?:holidays?|vacation|trip|meeting))"
    r"|(?:early|the (?:building|office|house|shop|room)|for now|(?:an?|the) (?:message|note|voicemail|review|parcel))\b)"
    r"|(?:maternity|paternity|parental|sick|annual|study) leave|on leave|back (?:on|in|by|from)|until|temporar\w+|last day of (?:holiday|leave|vacation|term)|(?:is|was) my last day (?:of|before))\b",
    re.I,
)
_PLACE = later(
    r"^(?:the (?:parcel|package|driver|courier|van|order|item|train|flight)|it|what|who|which|that|nobody|someone|somebody|everyone|customers?|couriers?|drivers?|you|we)\b",
    re.I,
)
_OPEN = later(
    r"\b(?:if|when|unless|whether|until|before|should|would|might|may|could)\b[^.!?]{0,60}$", re.I
)
_SPEAKS = later(r"(?<![\w.])(?:I|I['’]\w+|me|my|mine)(?![\w.])")
_QUOTED = later(r"[\"“„«][^\"”“»]{1,300}[\"”»]")


@dataclass(frozen=True, slots=True)
class Departed:
    """The sentence that says so, and whether its writer speaks of herself or of another."""

    whose: Whose
    span: Span


def departed(text: str, *, machine: bool = False) -> Departed | None:
    """The first sentence that says that somebody works there no longer.

    With `machine` the words of an automatic reply are read. They speak of whom it answers for, unless
    that person speaks in it as "I": then another is meant.
    """
    plain = masked(text)
    quoted = [each.span() for each in _QUOTED.finditer(plain)]
    for span in sentences(plain):
        words = plain[span.start : min(span.end, span.start + LONGEST)]
        if words.rstrip().endswith("?") or _FOR_NOW.search(words):
            continue
        found = _said(words, machine)
        if found is None:
            continue
        whose, at = found
        if any(start <= span.start + at < end for start, end in quoted):
            continue
        own = machine and not _SPEAKS.search(plain)
        return Departed("own" if own else whose, span)
    return None


def _said(words: str, machine: bool) -> tuple[Whose, int] | None:
    """Who is said to be gone in a sentence, and where that begins in it."""
    patterns: list[tuple[Whose, re.Pattern[str]]] = [("own", _OWN), ("another", _ANOTHER)]
    if machine:
        patterns.append(("own", _MACHINE))
    for whose, pattern in patterns:
        for met in pattern.finditer(words):
            if _OPEN.search(words[: met.start()]):
                continue
            if whose == "another" and _PLACE.match(met.group()):
                continue
            return whose, met.start()
    return None
