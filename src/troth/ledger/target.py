"""Reading a target: a named measure with what it must reach.

    first-reply <= 1 business day for 95% over 90 days where side = "courier"
    time between "ordered" and "delivered" <= 2 days for 90%
    uptime >= 99.9% over 30 days
    price unchanged for 12 months

The grammar stands in `docs/writing-a-target.md`. It is read word by word here; nothing in it is
ever run. What cannot be read is a `TrothError` with its place, and near names are offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal, NoReturn, cast

from troth.errors import TrothError, UnknownNameError
from troth.ledger.aim import FIELDS, LENGTHS, WHOLE, Condition, Field, Length, Target, Window
from troth.ledger.target_words import Reader, Word
from troth.model.evidence import KINDS

__all__ = ["EXAMPLE", "Condition", "Target", "Window", "read_target"]

EXAMPLE = "first-reply <= 1 business day for 95%"
LONGEST_DAYS = 36_500
COUNTED = (*KINDS, "promise")
"""Kinds of record a target may name after “of”."""
SAME = {"brand": "ours"}
_PER_DAY = {"minutes": 1440.0, "hours": 24.0, "business hours": 24.0, "weeks": 1 / 7}


def read_target(text: str, known: Iterable[str] | None = None) -> Target:
    """The target written in a line; without `for P%` it is for every case.

    `known` are the measures there are. Raises `UnknownNameError` for a measure, unit or field
    that does not exist, `TrothError` where the text is no target at all.
    """
    reader = Reader(text)
    if reader.at_end:
        raise TrothError(
            f"“{text}” is no target.",
            advice=f"Write a measure, a limit and a share, like this:  {EXAMPLE}",
        )
    target = _limited(reader, known)
    return _rest(reader, target)


def _limited(reader: Reader, known: Iterable[str] | None) -> Target:
    """The measure and what it must reach."""
    first = reader.word("the name of a measure")
    if first.plain == "time" and reader.take("between"):
        steps = _steps(reader)
        _named(first, "between", known)
        return _bounded(reader, "between", steps)
    if reader.take("unchanged"):
        name = _named(first, f"{_plain(first)}-unchanged", known)
        reader.need("for", "“for” and how long it stays unchanged")
        most, unit = _length(reader)
        return Target(name, most, unit, _share(reader), "least")
    name = _plain(first)
    if not reader.next_is("<=", ">="):
        _no_target(reader)
    return _bounded(reader, _named(first, name, known), ())


def _no_target(reader: Reader) -> NoReturn:
    found = reader.peek
    told = f", not “{found.text}”" if found else ""
    raise TrothError(
        f"“{reader.text}” is no target: after the measure comes <=, >= or “unchanged for”{told}.",
        advice=f"Write a measure, a limit and a share, like this:  {EXAMPLE}",
        place=reader.place(found),
    )


def _steps(reader: Reader) -> tuple[str, str]:
    before = value(reader, "the step it is counted from, in quotation marks")
    reader.need("and", "“and” and the step it is counted to")
    return before, value(reader, "the step it is counted to, in quotation marks")


def _bounded(reader: Reader, name: str, steps: tuple[str, ...]) -> Target:
    sign = reader.sign("<=", ">=")
    if sign == ">=" and (share := reader.percentage()) is not None:
        return Target(name, 0, "hours", _checked(reader, share), "share", steps)
    most, unit = _length(reader)
    bound: Literal["most", "least"] = "most" if sign == "<=" else "least"
    return Target(name, most, unit, _share(reader), bound, steps)


def _length(reader: Reader) -> tuple[float, Length]:
    number = reader.number("a number and a unit, like “1 business day”")
    unit = _unit(reader)
    most = round(float(number.text), 6)
    if unit in WHOLE and most != int(most):
        raise TrothError(
            f"“{reader.text}” asks for a part of a day.",
            advice="Days are counted whole; for less than a day write hours.",
            place=reader.place(number),
        )
    days = most * 31 if unit == "months" else most / _PER_DAY.get(unit, 1.0)
    if days > LONGEST_DAYS:
        raise TrothError(
            f"“{reader.text}” asks for more than a hundred years.",
            advice="Write a length that somebody now can see the end of.",
            place=reader.place(number),
        )
    return most, unit


def _unit(reader: Reader) -> Length:
    word = reader.word("a unit of time: " + ", ".join(LENGTHS))
    plain = word.plain
    if reader.peek and reader.peek.kind == "word" and not reader.next_is(*_AFTER):
        plain = f"{plain} {reader.word('').plain}"
    for unit in LENGTHS:
        if plain in (unit, unit.removesuffix("s")):
            return cast(Length, unit)
    near = get_close_matches(plain, LENGTHS, n=1, cutoff=0.0)
    advice = f"Units are: {', '.join(LENGTHS)}."
    raise reader.at(word, UnknownNameError("unit of time", plain, near, advice=advice))


_AFTER = ("for", "of", "over", "where")


def _share(reader: Reader) -> float:
    """What comes after “for”; every case, where nothing does."""
    if not reader.take("for"):
        return 1.0
    share = reader.percentage()
    if share is None:
        reader.fail("a share in per cent, like “95%”")
    return _checked(reader, share)


def _checked(reader: Reader, share: Word) -> float:
    per_cent = round(float(share.text), 6)
    if not 0 < per_cent <= 100:
        raise TrothError(
            f"“{reader.text}” asks for {per_cent:g} % of cases.",
            advice="A share lies above 0 and at most at 100 %.",
            place=reader.place(share),
        )
    return round(per_cent / 100, 8)


def _rest(reader: Reader, target: Target) -> Target:
    of = _kind(reader) if reader.take("of") else None
    over = _window(reader) if reader.take("over") else None
    where = _conditions(reader) if reader.take("where") else ()
    if not reader.at_end:
        reader.fail(_ENDS if where else _GOES_ON)
    held = (target.measure, target.most, target.unit, target.share, target.bound, target.steps)
    return Target(*held, of, over, where)


_ENDS = "“and” and another condition, or the end"
_GOES_ON = "“over” and a number of days, “where” and a condition, or the end"


def _kind(reader: Reader) -> str:
    word = reader.word("the kind of record that is counted")
    for kind in COUNTED:
        if word.plain in (kind, f"{kind}s"):
            return kind
    advice = f"Kinds are: {', '.join(COUNTED)}."
    raise reader.at(word, UnknownNameError("kind of record", word.plain, COUNTED, advice=advice))


def _window(reader: Reader) -> Window:
    number = reader.number("a number of days or weeks")
    unit = reader.word("“days” or “weeks”")
    plain = unit.plain if unit.plain.endswith("s") else f"{unit.plain}s"
    if plain not in ("days", "weeks"):
        advice = "A window is counted in days or weeks."
        fault = UnknownNameError("unit of a window", unit.plain, ("days", "weeks"), advice=advice)
        raise reader.at(unit, fault)
    n = float(number.text)
    if n != int(n) or not 1 <= n * (7 if plain == "weeks" else 1) <= LONGEST_DAYS:
        raise TrothError(
            f"“{reader.text}” looks over {number.text} {plain}.",
            advice="Write a whole number of days or weeks, at least one.",
            place=reader.place(number),
        )
    return Window(int(n), cast(Literal["days", "weeks"], plain))


def _conditions(reader: Reader) -> tuple[Condition, ...]:
    found = [_condition(reader)]
    while reader.take("and"):
        found.append(_condition(reader))
    return tuple(found)


def _condition(reader: Reader) -> Condition:
    word = reader.word("a field: " + ", ".join(FIELDS))
    name = SAME.get(word.plain, word.plain)
    if name not in FIELDS:
        advice = f"Fields are: {', '.join(FIELDS)}."
        known = (*FIELDS, *SAME)
        raise reader.at(word, UnknownNameError("field", word.plain, known, advice=advice))
    field = cast(Field, name)
    if reader.take("in"):
        return Condition(field, "in", listed(reader))
    op = cast(Literal["=", "!="], reader.sign("=", "!=", or_else="“in”"))
    return Condition(field, op, (value(reader, "a value in quotation marks"),))


def listed(reader: Reader) -> tuple[str, ...]:
    """Values in brackets, parted by commas."""
    reader.sign("(")
    found = [value(reader, "a value in quotation marks")]
    while reader.sign(",", ")") == ",":
        found.append(value(reader, "a value in quotation marks"))
    return tuple(found)


def value(reader: Reader, what: str) -> str:
    """A value in quotation marks, which holds something."""
    word = reader.quoted(what)
    if not word.text.strip():
        raise TrothError(
            f"“{reader.text}” holds an empty value.",
            advice="Write what it is called between the quotation marks.",
            place=reader.place(word),
        )
    return word.text


def _plain(word: Word) -> str:
    return word.plain.replace("_", "-")


def _named(word: Word, name: str, known: Iterable[str] | None) -> str:
    names = None if known is None else sorted(known)
    if names is not None and name not in names:
        advice = f"Measures are: {', '.join(names)}." if names else "There is no measure yet."
        raise word.marked(UnknownNameError("measure", name, names, advice=advice))
    return name
