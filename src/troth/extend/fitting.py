"""Whether the values of a column can be what its header says, and what they show by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from troth.extend.cells import IN, OUT
from troth.text.looks import Looks

Fit = Callable[[Looks], float]


def fit(concept: str, looks: Looks) -> float:
    """How far these values can mean a concept, from 0 (not at all) to 1."""
    if not looks.filled:
        return 0.4
    return _FITS.get(concept, _label)(looks)


def shown_by_values(looks: Looks) -> dict[str, float]:
    """What values mean under any header."""
    found = {
        "email": 0.85 * (looks.email > 0.8),
        "phone": 0.7 * (looks.phone > 0.8),
        "currency": 0.8 * (looks.currency > 0.9),
        "zone": 0.8 * (looks.zone > 0.9),
        "link": 0.6 * (looks.link > 0.9),
        "at": 0.45 * (looks.time > 0.9),
        "text": 0.5 * (looks.words and looks.email < 0.5 and looks.link < 0.5),
        "direction": 0.6 * (_direction(looks) == 1.0),
    }
    return {concept: sure for concept, sure in found.items() if sure}


def _time(looks: Looks) -> float:
    return 1.0 if looks.time > 0.7 else 0.8 if looks.stamp > 0.9 else 0.0


def _amount(looks: Looks) -> float:
    return 0.0 if looks.number < 0.8 or looks.time > 0.5 else 1.0


def _quantity(looks: Looks) -> float:
    return 0.0 if looks.number < 0.9 else 1.0 if looks.whole > 0.9 else 0.7


def _score(looks: Looks) -> float:
    return 1.0 if looks.number > 0.8 and looks.least >= -5 and looks.most <= 100 else 0.0


def _email(looks: Looks) -> float:
    return 1.0 if looks.email > 0.6 else 0.0


def _phone(looks: Looks) -> float:
    return 1.0 if looks.phone > 0.5 else 0.6 if looks.length >= 7 and looks.email < 0.3 else 0.0


def _text(looks: Looks) -> float:
    if looks.number > 0.8 or looks.time > 0.5 or looks.email > 0.5:
        return 0.0
    return 1.0 if looks.words else 0.5 if looks.length >= 8 else 0.2


def _label(looks: Looks) -> float:
    if looks.time > 0.5 or looks.email > 0.6:
        return 0.0
    return 0.45 if looks.words or looks.number > 0.9 else 1.0 if looks.few else 0.75


def _heading(looks: Looks) -> float:
    return 0.0 if looks.number > 0.5 or looks.time > 0.5 or looks.email > 0.5 else 1.0


def _name(looks: Looks) -> float:
    return _heading(looks) * (0.3 if looks.length > 40 else 1.0)


def _who(looks: Looks) -> float:
    if looks.time > 0.3 or looks.words or looks.flag > 0.9 or looks.length > 60:
        return 0.0
    return 0.2 if looks.number > 0.9 and looks.whole < 0.9 else 1.0


def _number(looks: Looks) -> float:
    """A number by which something is known: an order, a ticket."""
    return _who(looks) * (0.2 if looks.email > 0.6 else 1.0)


def _key(looks: Looks) -> float:
    return _number(looks) * (1.0 if looks.unlike else 0.2)


def _thread(looks: Looks) -> float:
    return _number(looks) * (0.8 if looks.unlike else 1.0)


def _item(looks: Looks) -> float:
    return 0.0 if looks.time > 0.5 or looks.email > 0.5 else 0.5 if looks.number > 0.95 else 1.0


def _flag(looks: Looks) -> float:
    return 1.0 if looks.flag > 0.8 or (looks.within(0, 1)) else 0.0


def _direction(looks: Looks) -> float:
    words = [re.sub(r"[\W_]+", "", each.casefold()) for each in looks.shown]
    known = bool(words) and all(word in IN or word in OUT for word in words)
    return 1.0 if known and looks.distinct <= 4 else 0.0


def _of(share: str, least: float) -> Fit:
    return lambda looks: 1.0 if getattr(looks, share) >= least else 0.0


_FITS: Mapping[str, Fit] = {
    **dict.fromkeys(("at", "start", "end", "announced", "effect"), _time),
    "amount": _amount,
    "quantity": _quantity,
    "score": _score,
    "email": _email,
    "phone": _phone,
    **dict.fromkeys(("text", "reply"), _text),
    **dict.fromkeys(("subject", "title", "question", "path"), _heading),
    **dict.fromkeys(("name", "first_name", "last_name", "account"), _name),
    "customer": _who,
    "key": _key,
    **dict.fromkeys(("order",), _number),
    "thread": _thread,
    "item": _item,
    **dict.fromkeys(("planned", "automatic", "shared"), _flag),
    "direction": _direction,
    "currency": _of("currency", 0.8),
    "zone": _of("zone", 0.8),
    "link": _of("link", 0.5),
}
