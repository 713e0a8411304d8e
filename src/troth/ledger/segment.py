"""Reading a segment: whom a name in `[segments]` means, by simple criteria joined with “and”.

    side = "shop" and promise = "open"
    account in ("Harbour Goods", "Kiosk 14") and not bought within 60 days
    plan = "pro" and period = "active" and concern = "payout"

It is read word by word with the reader of targets; nothing in it is ever run. What cannot be read
is a `TrothError` with its place, and near names are offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from troth.errors import TrothError, UnknownNameError
from troth.ledger.owning import called
from troth.ledger.target import listed, value
from troth.ledger.target_words import Reader

PAGE = "docs/segments.md"
EXAMPLE = 'side = "shop" and promise = "open"'
LONGEST_DAYS = 36_500

Field: TypeAlias = Literal[
    "side", "account", "title", "owner", "plan", "period", "promise", "concern"
]
FIELDS: tuple[str, ...] = get_args(Field)
"""What may be compared; `concern` is a word of what somebody told us they are concerned with."""
Did: TypeAlias = Literal["bought", "used", "wrote"]
DID: tuple[str, ...] = get_args(Did)
PERIODS = ("active", "ended", "none")
PROMISES = ("open", "overdue", "none")
_CHOICES = {"period": PERIODS, "promise": PROMISES}


@dataclass(frozen=True, slots=True)
class Told:
    """A field that is (`=`), is not (`!=`) or is one of (`in`) some values, however written.

    Of whom the field is not known, nothing holds, not even a `!=`.
    """

    field: Field
    op: Literal["=", "!=", "in"]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acted:
    """Somebody did something within the last so many days; with `no`, did not."""

    did: Did
    days: int
    no: bool = False


Criterion: TypeAlias = Told | Acted


def read_segment(text: str) -> tuple[Criterion, ...]:
    """The criteria written in a line, all of which have to hold."""
    reader = Reader(text, "segment", PAGE)
    if reader.at_end:
        raise TrothError(
            f"“{text}” is no segment.", advice=f"Write a criterion, like this:  {EXAMPLE}"
        )
    return tuple(_criteria(reader))


def _criteria(reader: Reader) -> list[Criterion]:
    found = [_criterion(reader)]
    while reader.take("and"):
        found.append(_criterion(reader))
    if not reader.at_end:
        reader.fail("“and” and another criterion, or the end")
    return found


def _criterion(reader: Reader) -> Criterion:
    no = reader.take("not")
    word = reader.word("a field or a deed: " + ", ".join((*FIELDS, *DID)))
    if word.plain in DID:
        reader.need("within", "“within” and a number of days")
        return Acted(cast(Did, word.plain), _days(reader), no)
    if word.plain not in FIELDS or no:
        known = DID if no else (*FIELDS, *DID)
        advice = f"Here may stand: {', '.join(known)}."
        raise reader.at(word, UnknownNameError("criterion", word.plain, known, advice=advice))
    field = cast(Field, word.plain)
    if reader.take("in"):
        return Told(field, "in", _checked(reader, field, listed(reader)))
    op = cast(Literal["=", "!="], reader.sign("=", "!=", or_else="“in”"))
    return Told(field, op, _checked(reader, field, (value(reader, "a value in quotation marks"),)))


def _checked(reader: Reader, field: Field, values: tuple[str, ...]) -> tuple[str, ...]:
    """Values as they are compared; of some fields only few mean something."""
    plain = tuple(map(called, values))
    known = _CHOICES.get(field)
    for each in plain if known else ():
        if known and each not in known:
            advice = f"A {field} is one of: {', '.join(known)}."
            raise UnknownNameError(f"{field} in “{reader.text}”", each, known, advice=advice)
    return plain


def _days(reader: Reader) -> int:
    number = reader.number("a number of days or weeks")
    unit = reader.word("“days” or “weeks”").plain.removesuffix("s")
    each = {"day": 1, "week": 7}.get(unit, 0)
    n = float(number.text)
    if not each or n != int(n) or not 1 <= n * each <= LONGEST_DAYS:
        raise TrothError(
            f"“{reader.text}” looks within {number.text} {unit}s.",
            advice="Write a whole number of days or weeks, at least one.",
            place=reader.place(number),
        )
    return int(n) * each
