"""Two sentences of one text of which the second takes back the first.

Never by likeness of words alone: each way to take something back is known by what is said first
(a denial of harm, a length of time, a freedom to leave, correctness) and by what then stands
against it (harm to the same thing, a longer time, a duty, an estimate).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Way = Literal["harm", "everywhere", "longer", "softened", "bound", "estimated"]


@dataclass(frozen=True, slots=True)
class Opposed:
    """Which words of which sentence another one takes back, by their numbers, and in what way."""

    first: int
    second: int
    way: Way
    words: str


_THINGS = {
    "data": r"(?:data|files?|archives?|backups?|restores?|messages?|records?|documents?|photos?|notes?)",
    "money": r"(?:payments?|money|balances?|transactions?|charges?|refunds?|payouts?)",
    "orders": r"(?:orders?|parcels?|deliver(?:y|ies)|bookings?|tickets?|trips?|appointments?)",
    "access": r"(?:logins?|accounts?|access|sign-?ins?|services?|servers?|platform|websites?|app|api)",
}
_UNHARMED = (
    r"\b{thing}\b[^.;]{{0,60}}\b(?:(?:(?:is|are|was|were|has been|have been|remains?|remained) (?:not|never|un)\s?"
    r"(?:been )?(?:affected|impacted|lost|damaged|compromised|at risk))|(?:is|are|was|were|remains?|remained) (?:completely |fully |entirely )?(?:safe|secure|intact|unaffected)\b)"
    r"|\b(?:no|at no (?:point|time) (?:was|were)(?: any)?|none of (?:the|your|our))\b[^.;]{{0,25}}\b{thing}\b[^.;]{{0,30}}"
    r"\b(?:lost|loss|at risk|affected|impacted|compromised|damaged)"
    r"|\bno {thing} loss"
)
_HARMED = (
    r"\b{thing}\b[^.;]{{0,70}}\b(?:may|might|could|can|will|is|are|was|were|have|has|had)\b[^.;]{{0,25}}"
    r"\b(?:incomplete|missing|lost|corrupt\w*|damaged|unavailable|deleted|exposed|wrong|not available|duplicated|failed)\b"
    r"|\b(?:unable to|could not|cannot|can['’]t|failed to|failure to) (?:\w+ ){{0,3}}{thing}\b"
    r"|\b(?:lost|missing|corrupted|incomplete|deleted|exposed) {thing}\b"
)
_PLACED = r"\b((?:[A-Z]{2,5}|European?|Asian?|US|UK)(?: and [A-Z]{2,5})?|other|remaining) (?:\w+ )?(?:servers?|regions?|customers|users|data cent(?:re|er)s?)\b[^.;]{0,30}\b(?:not|never|un)\s?(?:affected|impacted)"
_EVERYWHERE = r"\b(?:not available|unavailable|down|affected|disrupted|offline)\b[^.;]{0,30}\b(?:globally|worldwide|in all regions|everywhere|for all (?:customers|users))|\b(?:global|worldwide)(?:ly)? (?:outage|unavailab\w+|down)"
_LASTED = r"\b(?:lasted|lasting|took|down for|for)\b[^.;]{0,20}?(?P<n>\d{1,4})\s?(?P<u>minutes?|mins?|hours?)\b"
_AND_THEN = r"\b(?:for|another|additional|further)\b[^.;]{0,20}?(?P<n>\d{1,4})\s+(?:more|further|additional|extra)\s+(?P<u>minutes?|mins?|hours?)\b|\b(?:a|for a) (?:further|additional|another) (?P<n2>\d{1,4}) (?P<u2>minutes?|hours?)\b|\banother (?P<n3>\d{1,4}) (?P<u3>minutes?|hours?)\b"
_OUTAGE = r"\b(?:interruption|outage|incident|downtime|disruption|down)\b"
_SOFT = r"\b(?:intermittent|occasional|minor|slight|brief|small)\s(?:\w+\s)?(?:delays?|issues?|problems?|slowness|disruptions?|degradation|errors?)"
_HARD = r"\b(?:(?:was|were|been|be) (?:completely |entirely )?(?:unable to|unavailable|down|offline)|could not (?:be )?(?!have)\w+|complete (?:outage|loss)|total outage|permanently lost)"
_FREELY = r"\b(?:no (?:contract|commitment|lock-?in|minimum term|strings)|without (?:a )?(?:contract|commitment))\b|\b(?:cancel|end|stop|leave|terminate|pause|unsubscribe)\w*\b[^.;]{0,80}\b(?:at any ?time|whenever you (?:like|want)|any time you)(?! (?:before|prior|within|during|up to|until|after|unless|in the first))"
_BOUND = r"\b(?:must|have to|need to|required to|shall)\b[^.;]{0,40}\b(?:cancel|give (?:us )?notice|notify us|terminate)\w*\b[^.;]{0,40}\b(?:at least|no later than|not fewer than|not less than|minimum of)\s(?:\w+\s)?(?:\(?\d+\)?\s)?(?:days?|weeks?|months?|working|calendar|hours?|one|thirty)|\b(?:\d+|twelve|twenty-four|six)[- ]months? (?:contract|term|commitment|agreement|minimum)|\bearly (?:termination|exit|cancellation) (?:fee|charge)|\b(?:minimum|initial|fixed) (?:term|contract|period) of\b|\bcannot be cancel\w+"
_ASIDE = r"\b(?:sms|texts?|e-?mails?|messages?|alerts?|newsletters?|notifications?|trials?|add-?ons?|promotion\w*|contests?|surveys?|marketing|consent|cookies|downloads?|updates?|orders?|bookings?|sessions?|recording|calls?)\b"
"""What one can stop beside the contract: its term is another matter."""
_RIGHT = r"\b(?:balance|bill|amount|charge|total|invoice|figure|reading)\b[^.;]{0,40}\b(?:is|are|was|were)(?: \w+)? (?:correct|accurate|right)\b|\bhas (?:worked|functioned|operated) as (?:intended|designed|expected)"
_GUESSED = r"\b(?:estimat(?:e|es|ed|ion)|no (?:\w+ )?reading (?:was|has been) (?:submitted|taken|received)|assumed (?:reading|usage|consumption))\b"
_EXCEPT = r"\b(?:except|unless|other than|without your (?:\w+ )?(?:consent|permission)|save (?:for|as)|apart from|only|subject to|as described|if)\b"
_YES = r"\b(?:not|no|never|n['’]t)\b"


def opposed(read: Sequence[str]) -> Iterator[Opposed]:
    """Each sentence of a text that another one takes back, the first that does so."""
    for number, first in enumerate(read):
        for way, said, others in _ways(first):
            second = next(
                (at for at, words in enumerate(read) if others(words) and _apart(way, number, at)),
                None,
            )
            if second is not None:
                yield Opposed(number, second, way, said)
                break


def _apart(way: Way, first: int, second: int) -> bool:
    """Whether the two may be one sentence: only where the second half is said with a “but”."""
    return first != second or way == "harm"


def _ways(first: str) -> Iterator[tuple[Way, str, Callable[[str], bool]]]:
    """In what ways a sentence can be taken back, which of its words, and what would do it."""
    for thing in _THINGS.values():
        if found := _met(_UNHARMED.format(thing=thing), first):
            yield "harm", found[0], _harms(thing, first)
    if found := _met(_PLACED, first):
        yield "everywhere", found[0], lambda words: bool(_met(_EVERYWHERE, words))
    lasted = _minutes(_LASTED, first) if _met(_OUTAGE, first) else None
    if lasted and (found := _met(_LASTED, first)):
        yield "longer", found[0], lambda words: (_minutes(_AND_THEN, words) or 0) > 0.5 * lasted
    if found := _met(_SOFT, first):
        yield "softened", found[0], lambda words: bool(_met(_HARD, words))
    if (found := _met(_FREELY, first)) and not _met(_EXCEPT, first) and not _met(_ASIDE, first):
        yield "bound", found[0], lambda words: bool(_met(_BOUND, words))
    if (found := _met(_RIGHT, first)) and not _met(r"\b(?:if|whether|not)\b", first):
        yield "estimated", found[0], lambda words: bool(_met(_GUESSED, words))


def _harms(thing: str, first: str) -> Callable[[str], bool]:
    """Whether a sentence tells of harm to the thing, with a “but” where it is the same one."""
    harmed = _HARMED.format(thing=thing)

    def takes_back(words: str) -> bool:
        found = _met(harmed, words)
        if found is None or _met(_YES, words[max(0, found.start() - 12) : found.end()]):
            return False
        if words != first:
            return not _met(r"\b(?:if|should|before|previously|prevent\w*|in case)\b", words)
        return _met(r"\b(?:however|but|although|though)\b", words[: found.start()]) is not None

    return takes_back


def _minutes(regex: str, text: str) -> float | None:
    found = _met(regex, text)
    if found is None:
        return None
    groups = {name: value for name, value in found.groupdict().items() if value}
    number = next(float(value) for name, value in groups.items() if name.startswith("n"))
    unit = next(value for name, value in groups.items() if name.startswith("u"))
    return number * (60 if unit.startswith("h") else 1)


def _met(regex: str, text: str) -> re.Match[str] | None:
    return _pattern(regex).search(text)


@lru_cache(maxsize=128)
def _pattern(regex: str) -> re.Pattern[str]:
    flags = 0 if regex is _PLACED else re.I
    return re.compile(regex, flags)
