"""What two sentences measure, held against each other: is the new one better or worse for her?

Which way is worse follows from the deed: a longer wait, a shorter warranty, a smaller sum that is
paid out, a larger one that is charged, opening times that no longer hold all of the old.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from troth.patterns import later
from troth.text.pledged import deeds
from troth.text.quantities import Quantities, quantities

_LONGER = frozenset({"warranty", "return", "trial", "price", "free"})
_MORE = frozenset({"insure", "refund", "lose", "damage", "pay", "tip"})
_AHEAD = later(r"\b(?:before|ahead|in advance|notice|notif\w+|beforehand|prior)\b", re.I)
_WITHIN = later(r"\b(?:within|in under|in less than|no later than|at most|takes?|after)\b", re.I)
_FREE = later(
    r"\bfree\b(?! to| from)|\bat no (?:\w+ )?costs?\b|\bno (?:[\w-]+ )?(?:fees?|costs?|charges?|commissions?)\b"
    r"|\bcosts? nothing\b|\bwithout (?:a |any )?(?:fees?|charges?|costs?)\b",
    re.I,
)
_TAKEN = later(
    r"\b(?:fees?|charges?|commissions?|surcharges?|penalt(?:y|ies))\b|\bcharged\b|\bcosts? |\bpays? |\bis [€$£]",
    re.I,
)
_ANY_TIME = later(r"\b(?:at )?any ?time\b", re.I)
_PARTS = (
    (r"\bhalf (?:of )?\b", 50.0),
    (r"\b(?:a|one) third of\b", 33.3),
    (r"\b(?:a|one) quarter of\b", 25.0),
)
_WHOLE = later(r"\b(?:all|in full|whole|every (?:penny|cent)|entire(?:ly)?)\b", re.I)
_NO_NOTICE = later(
    r"\bwithout (?:any |prior |further )*(?:notice|warning|announc\w+)\b|\bno notice\b|\bunannounced\b",
    re.I,
)
_WAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    (later(r"\bEUR ?(?=\d)"), "€"),
    (later(r"\bUSD ?(?=\d)"), "$"),
    (later(r"\bGBP ?(?=\d)"), "£"),
    (later(r"\b(?:every|each) day(?=,? (?:from )?\d)", re.I), "seven days a week"),
    (
        later(
            r"\b(?:every|each) (?:second|other) (?:week|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b",
            re.I,
        ),
        "fortnightly",
    ),
    (later(r"\b(?:a|one) fortnight\b", re.I), "14 days"),
    (later(r"\bget(?:s)? (?:their|its|your|the) money\b", re.I), "are paid"),
)
_ROUNDABOUT = (
    (
        "privacy",
        later(
            r"\bdata\b[^.]{0,60}\b(?:sold|shared|passed|given|goe?s? to|handed|partners?)\b", re.I
        ),
    ),
    (
        "cancel",
        later(
            r"\b(?:plans?|subscriptions?|memberships?)\b[^.]{0,50}\b(?:ended|left|run for)\b", re.I
        ),
    ),
    (
        "notice",
        later(
            r"\b(?:learn|hear|be told|are told)s? (?:of|about)\b[^.]{0,60}\b(?:ahead|before|advance)\b",
            re.I,
        ),
    ),
)
_SIGNS = {"eur": "€", "usd": "$", "gbp": "£"}


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that tells, and in a few words what it is."""

    effect: Literal["broken", "strained", "kept"]
    why: str
    sure: bool = True


def measures(new: str, old: str) -> Iterator[Sign]:
    """What of the old can be measured in the new: worse is broken, as good or better is kept."""
    new, old = plainly(new), plainly(old)
    common = done(new) & done(old)
    ours, theirs = quantities(new), quantities(old)
    for found in (
        _notice(new, old, common),
        _any_time(new, old, common, ours),
        _charged(new, old),
        _duration(new, old, common, ours, theirs),
        _period(ours, theirs),
        _sum(new, old, common, ours, theirs),
        _share(new, old, common, ours, theirs),
        _opening(new, ours, theirs),
        _turned(new, old, common, ours, theirs),
    ):
        if found is not None:
            yield found


def plainly(text: str) -> str:
    """The text with some ways of saying a stretch or a deed told as others are."""
    for pattern, plain in _WAYS:
        text = pattern.sub(plain, text)
    return text


@lru_cache(maxsize=4096)
def done(text: str) -> frozenset[str]:
    """The deeds of a sentence, and those it does in a roundabout way."""
    text = plainly(text)
    return deeds(text) | {name for name, pattern in _ROUNDABOUT if pattern.search(text)}


def _told(worse: bool, was: str, now: str) -> Sign:
    return Sign("broken", f"{was} became {now}") if worse else Sign("kept", f"{was}, now {now}")


def _notice(new: str, old: str, common: frozenset[str]) -> Sign | None:
    """No notice where some was promised."""
    if not _AHEAD.search(old) or "notice" not in deeds(old):
        return None
    none = _NO_NOTICE.search(new)
    return Sign("broken", f"“{none[0]}”, where notice was promised") if none else None


def _any_time(new: str, old: str, common: frozenset[str], ours: Quantities) -> Sign | None:
    if "cancel" not in common or not _ANY_TIME.search(old):
        return None
    if _ANY_TIME.search(new):
        return Sign("kept", "at any time still")
    bound = bool(ours.durations or ours.periods) or re.search(
        r"\b(?:end of|notice|term|minimum)\b", new, re.I
    )
    return Sign("broken", "“any time” went, and a term came") if bound else None


def _charged(new: str, old: str) -> Sign | None:
    """Free, and now charged for; or free still."""
    if not _FREE.search(old):
        return None
    if _FREE.search(new):
        return (
            None
            if quantities(old).durations and quantities(new).durations
            else Sign("kept", "free of charge still")
        )
    taken = _TAKEN.search(new)
    return Sign("broken", "what was free is charged for") if taken or quantities(new).sums else None


def _duration(
    new: str, old: str, common: frozenset[str], ours: Quantities, theirs: Quantities
) -> Sign | None:
    """How long it takes, or lasts; with several times in the new one that point both ways, unsure."""
    if not ours.durations or not theirs.durations:
        return None
    ahead = _AHEAD.search(old) is not None
    longer = ahead or (bool(common & _LONGER) and not _WITHIN.search(old))
    if longer and ahead and not (_AHEAD.search(new) or 0.0 in ours.durations):
        return None
    was = max(theirs.durations)
    worse = {each < was * 0.97 if longer else each > was * 1.03 for each in ours.durations}
    now = min(ours.durations) if longer else max(ours.durations)
    sign = _told(True in worse, _time(was), _time(now))
    return Sign(sign.effect, sign.why, len(worse) == 1)


def _period(ours: Quantities, theirs: Quantities) -> Sign | None:
    if not ours.periods or not theirs.periods:
        return None
    was, now = min(theirs.periods), min(ours.periods)
    every = (f"every {_time(each).removeprefix('1 ')}" for each in (was, now))
    return _told(now > was, *every)


def _sum(
    new: str, old: str, common: frozenset[str], ours: Quantities, theirs: Quantities
) -> Sign | None:
    """A sum paid out is better the larger, a sum asked the smaller."""
    was = dict(sorted(theirs.sums))
    for currency, now in ours.sums:
        if currency in was:
            before = was[currency]
            more = bool(deeds(old) & _MORE) and not _TAKEN.search(old)
            worse = now < before if more else now > before
            return _told(worse, money(currency, before), money(currency, now))
    return None


def _share(
    new: str, old: str, common: frozenset[str], ours: Quantities, theirs: Quantities
) -> Sign | None:
    """A share kept is better the larger, a fee the smaller; “all” is 100 % where tips are told of."""
    was, now = _shares(old, theirs, common), _shares(new, ours, common)
    if not was or not now:
        return None
    fee = _TAKEN.search(old) is not None and not common & {"tip", "late", "uptime"}
    worse = max(now) > max(was) if fee else max(now) < max(was)
    return _told(worse, f"{max(was):g} %", f"{max(now):g} %")


def _shares(text: str, read: Quantities, common: frozenset[str]) -> tuple[float, ...]:
    if read.shares:
        return read.shares
    if not common & {"tip", "pay", "refund"}:
        return ()
    part = next((share for words, share in _PARTS if re.search(words, text, re.I)), None)
    if part is not None:
        return (part,)
    return (100.0,) if _WHOLE.search(text) else ()


_CLOSED = later(r"\bclosed\b", re.I)


def _opening(new: str, ours: Quantities, theirs: Quantities) -> Sign | None:
    """Open at least as long as was said, days and hours each where both tell them."""
    if not ours.open or not theirs.open:
        return None
    if (shut := _CLOSED.search(new)) and ours.days and theirs.days:
        return Sign("broken", f"“{shut[0]}” where it was open") if ours.days & theirs.days else None
    told = [
        (theirs.days and ours.days, bool(theirs.days and ours.days and not theirs.days <= ours.days)),
        (theirs.hours and ours.hours, bool(
            theirs.hours and ours.hours
            and not (ours.hours[0] <= theirs.hours[0] and theirs.hours[1] <= ours.hours[1])
        )),
    ]  # fmt: skip
    known = [worse for both, worse in told if both]
    if not known:
        return None
    return (
        Sign("broken", "open less than was said")
        if any(known)
        else Sign("kept", "open as long as was said")
    )


_LESS = later(r"\b(?:shorten|reduc|lower|cut|shrink|halv|limit)\w*\b", re.I)
_MORE_OF = later(r"\b(?:rais|increas|rise|rising|goe?s? up|doubl|higher)\w*\b", re.I)


def _turned(
    new: str, old: str, common: frozenset[str], ours: Quantities, theirs: Quantities
) -> Sign | None:
    """Less of what was promised, or more of what is asked, though no number can be held beside it."""
    lasting = bool(theirs.durations) and bool(common & _LONGER) and not _WITHIN.search(old)
    paid_out = bool(theirs.sums or theirs.shares) and bool(deeds(old) & _MORE)
    asked = bool(theirs.sums) and not paid_out
    if (
        (ours.sums and theirs.sums)
        or (ours.shares and theirs.shares)
        or (ours.durations and theirs.durations)
    ):
        return None
    word = _LESS.search(new) if lasting or paid_out else _MORE_OF.search(new) if asked else None
    return (
        Sign("broken", f"“{word[0]}”: less than was promised" if not asked else f"“{word[0]}”")
        if word
        else None
    )


def _time(hours: float) -> str:
    """ "48 hours", "5 days", "3 months": a stretch in the unit that reads best."""
    if math.isinf(hours):
        return "for ever"
    if hours == 0:
        return "at once"
    for unit, size in (
        ("year", 8760.0),
        ("month", 730.0),
        ("week", 168.0),
        ("business day", 33.6),
        ("day", 24.0),
        ("hour", 1.0),
    ):
        count = hours / size
        if count >= 1 and abs(count - round(count)) < 1e-9 and not (unit == "day" and count < 3):
            return f"{count:g} {unit}{'' if count == 1 else 's'}"
    return f"{hours:.3g} hours" if hours >= 1 else f"{hours * 60:.3g} minutes"


def money(currency: str, amount: float) -> str:
    """A sum as it is written: “£1,250”, “€7.50”."""
    return f"{_SIGNS.get(currency, currency)}{amount:,.2f}".removesuffix(".00")
