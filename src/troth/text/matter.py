"""Do a sentence and a promise speak of the same matter, as far as deeds and things tell?

The same deed is not enough where it may be done to another thing or another person, and likeness of
words says nothing of what becomes of a promise: this only proposes a pair.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from troth.patterns import later
from troth.text.comparing import done
from troth.text.pledged import payee, weighty
from troth.text.served import words

Nearness = Literal["same", "perhaps", ""]

_CHANGING = words(
    """
    new old change changed apply applie will would shall aim try target fall drop lower raise cut stay keep
    still remain become becomes now then hereafter later afterward onward longer only once possible where
    january february march april may june july august september october november december tomorrow today
    monday tuesday wednesday thursday friday saturday sunday weekday weekend inside up request start end
    last next summer winter spring autumn also too further each half full whole least most go goe come
    """
)
DOERS = frozenset({"desk", "carrier", "buyer", "seller"})
KINDS = frozenset({"goods", "talk", "desk"})
_FEE = later(r"\b(?:fees?|commissions?)\b", re.I)
_LEAVE = later(
    r"\b(?:cancel\w*|terminat\w*|leav(?:e|ing)|ended?|minimum term|lock-?in|give notice)\b", re.I
)
_PEOPLE = frozenset({"carrier", "buyer", "seller"})
_WIDE = frozenset({"free", "price", "notice", "pay", "deliver", "late", "begin", "block"})
"""Deeds that very different things have in common: those need a thing in common as well."""
_STEM = later(r"(?:ing|ed|ance|ion|e)$")


@lru_cache(maxsize=4096)
def things(text: str) -> frozenset[str]:
    """What is spoken of: weighty words cut to their stems, without those of change and time."""
    cut = {_STEM.sub("", word) if len(word) > 5 else word for word in weighty(text)}
    return frozenset(cut - {_STEM.sub("", word) for word in _CHANGING} - _CHANGING)


def nearness(new: str, promise: str) -> Nearness:
    """Whether both speak of the same matter, as far as deeds and things tell."""
    ours, theirs = things(new), things(promise)
    mine, its = ours & _PEOPLE, theirs & _PEOPLE
    if mine and its and not mine & its:
        return ""
    common = done(new) & done(promise)
    if "pay" in common and (one := payee(new)) and (other := payee(promise)) and one != other:
        return ""
    if not common:
        return _by_words(ours, theirs, new, promise)
    if common == {"cancel"} and not _LEAVE.search(new):
        return ""
    if common == {"free"} and ours & theirs and _FEE.search(new) and _FEE.search(promise):
        return "same"
    rest, of = ours - _deed_words(common), theirs - _deed_words(common)
    shared = (rest & of) - DOERS
    if shared - KINDS or (rest & of and not common <= {"free"}):
        return "" if _otherwise(rest, of) else "same"
    if common == {"hours"} and rest and of:
        return ""
    if common <= _WIDE:
        return "perhaps" if not (rest - DOERS) and common & {"notice", "price"} else ""
    if not (rest - DOERS) or not (of - DOERS):
        return "same"
    return ""


def _otherwise(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether only a kind of thing is shared, and each tells another one of that kind."""
    if (ours & theirs) - KINDS - _PEOPLE:
        return False
    return bool(ours - theirs - KINDS - DOERS) and bool(theirs - ours - KINDS - DOERS)


@lru_cache(maxsize=256)
def _deed_words(common: frozenset[str]) -> frozenset[str]:
    """The words of the deeds themselves, which are no thing."""
    return frozenset(_STEM.sub("", word) for word in common) | DONE


DONE = frozenset(
    {
        "answer",
        "repl",
        "refund",
        "deliver",
        "arriv",
        "pay",
        "paid",
        "tell",
        "cost",
        "insur",
        "open",
        "clos",
        "staff",
    }
)


def _by_words(ours: frozenset[str], theirs: frozenset[str], new: str, promise: str) -> Nearness:
    """Without a deed in common: most of the things of the shorter, or fewer hands for the deed."""
    shared = ours & theirs
    if shared and len(shared) >= 2 and len(shared) >= 0.6 * min(len(ours), len(theirs)):
        return "same"
    if FEWER.search(new) and hands(new, promise):
        return "same"
    return ""


FEWER = later(
    r"\b(?:halv\w+|cut(?:s|ting)?|reduc\w+|shrink\w*|fewer|lay(?:ing)? off|let(?:ting)? go|freez\w+|"
    r"without replac\w+|not replac\w+|clos(?:e|es|ing) (?:one|two|half))\b[^.;]{0,40}\b(?:teams?|staff|people|colleagues|"
    r"desks?|agents?|drivers?|couriers?|riders?|vans?|budgets?|capacity|shifts?|crews?|posts?|depots?|headcount)\b"
    r"|\b(?:posts?|staff|people|colleagues|agents?|drivers?|riders?|vans?|shifts?)\b[^.;]{0,40}\b(?:not replaced|left open|let go|laid off|frozen|cut|sold)\b",
    re.I,
)
_DESK = later(r"\b(?:support|help|service|desk|hotline|customer care|agents?)\b", re.I)
_ROAD = later(r"\b(?:drivers?|couriers?|riders?|vans?|depots?|shifts?)\b", re.I)


def hands(new: str, promise: str) -> bool:
    """Whether those who become fewer are the ones who do what was promised."""
    its = done(promise)
    desk = _DESK.search(new) and its & {"answer", "hours", "resolve"}
    road = _ROAD.search(new) and its & {"deliver", "collect", "late", "dispatch"}
    return bool(desk or road)
