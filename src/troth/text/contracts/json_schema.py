"""JSON Schema: what a sender may leave out, may send, and can rely on, otherwise than before.

The same change means one thing for what is sent to us and another for what we answer: a field that
may now be missing is leave for who sends it and a broken promise to who reads it. `direction` says
which: "in" (sent to us), "out" (answered), or "both" where a schema alone is compared.

The rules, each with its test in `tests/text/test_contracts.py`:

    a property went            out: promise removed, breaking · in: right removed, breaking where
                               nothing undescribed may be sent any more
    a property came            out: promise added · in: right added; required: duty added, breaking
    became required            in: duty strengthened, breaking · out: promise strengthened
    no longer required         in: duty weakened · out: promise weakened, breaking
    fewer types or values      in: right weakened, breaking · out: promise strengthened
    more types                 in: right strengthened · out: promise weakened, breaking
    more values                in: right strengthened · out: promise weakened, not breaking
    a bound drawn closer       in: right weakened, breaking
    a bound drawn wider        out: promise weakened, breaking
    pattern or format changed  in: right weakened, breaking where there is one now
    nothing else may be sent   in: right weakened, breaking
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from troth.text.contracts.changing import ContractChange
from troth.text.contracts.placing import Place
from troth.text.contracts.pointing import followed, merged
from troth.text.contracts.reading import Contract

DEEPEST = 60

_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_ALTERNATIVES = ("oneOf", "anyOf")


def changes(old: Contract, new: Contract) -> list[ContractChange]:
    """What a schema tells otherwise, for who sends and who reads by it; definitions apart."""
    return list(compared(old.held, new.held, Place(old.held, new.held, "both", "", "")))


def compared(old: Any, new: Any, place: Place) -> Iterator[ContractChange]:
    """What changed from one schema to another at one place."""
    was, old_ref = followed(old, place.old)
    now, new_ref = followed(new, place.new)
    if place.deep > DEEPEST or (old_ref and (old_ref, new_ref) in place.seen):
        return
    if old_ref:
        place = replace(place, seen=place.seen | {(old_ref, new_ref)})
    was, now = merged(was, place.old), merged(now, place.new)
    if not was and not now:
        return
    yield from _types(was, now, place)
    yield from _values(was, now, place)
    yield from _bounds(was, now, place)
    yield from _shape(was, now, place)
    yield from _properties(was, now, place)
    yield from _alternatives(was, now, place)
    if isinstance(was.get("items"), Mapping) and isinstance(now.get("items"), Mapping):
        items = replace(place, where=f"{place.where} · items".lstrip(" ·"), deep=place.deep + 1)
        yield from compared(was["items"], now["items"], items)


def types_of(schema: Mapping[str, Any]) -> frozenset[str]:
    """The types a schema lets through; empty where it lets through all of them."""
    named = schema.get("type")
    found = {named} if isinstance(named, str) else set(named) if isinstance(named, list) else set()
    if found and schema.get("nullable") is True:
        found.add("null")
    return frozenset(str(each) for each in found)


def _within(few: frozenset[str], many: frozenset[str]) -> bool:
    """Whether all that is of the first types is of the second; a whole number is a number."""
    if not many:
        return True
    wide = many | {"integer"} if "number" in many else many
    return bool(few) and few <= wide


def _types(
    was: Mapping[str, Any], now: Mapping[str, Any], place: Place
) -> Iterator[ContractChange]:
    old, new = types_of(was), types_of(now)
    narrower, wider = _within(new, old), _within(old, new)
    if narrower and wider:
        return
    told = [" or ".join(sorted(each)) or "anything" for each in (old, new)]
    says = f"{place.name or 'It'} was {told[0]} and is {told[1]}."
    yield from _moved(place, says, narrower=narrower, wider=wider, told=(told[0], told[1]))


def _moved(
    place: Place, says: str, *, narrower: bool, wider: bool, told: tuple[str, str]
) -> Iterator[ContractChange]:
    """What it means that fewer or more may stand there; neither is a change to something else."""
    if place.sent and not wider:
        yield place.change("right", "weakened", True, says, *told)
    elif place.sent and place.direction == "in":
        yield place.change("right", "strengthened", False, says, *told)
    if place.answered and not narrower:
        yield place.change("promise", "weakened", True, says, *told)
    elif place.answered and place.direction == "out":
        yield place.change("promise", "strengthened", False, says, *told)


def _values(
    was: Mapping[str, Any], now: Mapping[str, Any], place: Place
) -> Iterator[ContractChange]:
    old, new = (_allowed(each) for each in (was, now))
    if old == new:
        return
    name = place.name or "It"
    if old is None or new is None:
        says = (
            f"{name} may {'only be one of some values now' if old is None else 'be any value now'}."
        )
        told = (_list(old), _list(new))
        yield from _moved(place, says, narrower=old is None, wider=new is None, told=told)
        return
    gone, came = (
        [each for each in old if each not in new],
        [each for each in new if each not in old],
    )
    if gone and place.sent:
        says = f"{name} may no longer be {_list(gone)}."
        yield place.change("right", "weakened", True, says, _list(old), _list(new))
    if came and place.answered:
        says = f"{name} may now be {_list(came)}, which no caller has met."
        yield place.change("promise", "weakened", False, says, _list(old), _list(new))
    elif came:
        says = f"{name} may now be {_list(came)} too."
        yield place.change("right", "strengthened", False, says, _list(old), _list(new))


def _allowed(schema: Mapping[str, Any]) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    found = schema.get("enum")
    return found if isinstance(found, list) else None


def _list(values: list[Any] | None) -> str:
    return "anything" if values is None else ", ".join(map(str, values))


def _bounds(
    was: Mapping[str, Any], now: Mapping[str, Any], place: Place
) -> Iterator[ContractChange]:
    for names, sign in ((_LOWER, 1), (_UPPER, -1)):
        for name in names:
            old, new = (_number(each.get(name)) for each in (was, now))
            if old == new:
                continue
            narrower = new is not None and (old is None or sign * new > sign * old)
            told = [("none" if each is None else f"{each:g}") for each in (old, new)]
            says = f"{place.name or 'It'}: {name} was {told[0]} and is {told[1]}."
            pair = (told[0], told[1])
            yield from _moved(place, says, narrower=narrower, wider=not narrower, told=pair)
    for name in ("pattern", "format"):
        old, new = was.get(name), now.get(name)
        if old != new:
            says = f"{place.name or 'It'}: {name} was {old or 'none'} and is {new or 'none'}."
            pair = (str(old or "none"), str(new or "none"))
            yield from _moved(place, says, narrower=old is None, wider=new is None, told=pair)


def _number(value: Any) -> float | None:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if plain else None


def _shape(
    was: Mapping[str, Any], now: Mapping[str, Any], place: Place
) -> Iterator[ContractChange]:
    closed = now.get("additionalProperties") is False
    if place.sent and closed and was.get("additionalProperties") is not False:
        says = f"{place.name or 'It'} may hold nothing that is not described any more."
        yield place.change("right", "weakened", True, says)


def _properties(
    was: Mapping[str, Any], now: Mapping[str, Any], place: Place
) -> Iterator[ContractChange]:
    old, new = (_mapping(each.get("properties")) for each in (was, now))
    needed = [set(_names(each.get("required"))) for each in (was, now)]
    closed = now.get("additionalProperties") is False
    for name, held in old.items():
        at = place.at(str(name))
        if name not in new:
            yield from _gone(at, closed=closed, needed=name in needed[0])
            continue
        yield from _need(at, name in needed[0], name in needed[1])
        yield from compared(held, new[name], at)
    for name in new:
        if name not in old:
            yield from _came(place.at(str(name)), needed=name in needed[1])


def _gone(at: Place, *, closed: bool, needed: bool) -> Iterator[ContractChange]:
    says = f"{at.name} is gone."
    if at.answered:
        yield at.change("promise", "removed", True, says)
    elif needed:
        yield at.change("duty", "removed", closed, says)
    else:
        yield at.change("right", "removed", closed, says)


def _came(at: Place, *, needed: bool) -> Iterator[ContractChange]:
    if at.sent and needed:
        yield at.change("duty", "added", True, f"{at.name} is new, and has to be sent.")
    elif at.answered:
        yield at.change("promise", "added", False, f"{at.name} is new.")
    else:
        yield at.change("right", "added", False, f"{at.name} is new, and may be sent.")


def _need(at: Place, was: bool, now: bool) -> Iterator[ContractChange]:
    if now and not was:
        if at.sent:
            yield at.change("duty", "strengthened", True, f"{at.name} has to be there now.")
        else:
            yield at.change("promise", "strengthened", False, f"{at.name} is always there now.")
    elif was and not now:
        if at.answered:
            yield at.change("promise", "weakened", True, f"{at.name} may be missing now.")
        else:
            yield at.change("duty", "weakened", False, f"{at.name} may be left out now.")


def _alternatives(
    was: Mapping[str, Any], now: Mapping[str, Any], place: Place
) -> Iterator[ContractChange]:
    for kind in _ALTERNATIVES:
        old, new = (each.get(kind) for each in (was, now))
        if not isinstance(old, list) or not isinstance(new, list):
            continue
        olds, news = _variants(old), _variants(new)
        gone = [each for each in olds if each not in news]
        came = [each for each in news if each not in olds]
        if gone and place.sent:
            says = f"{place.name or 'It'} may no longer be {_list(gone)}."
            yield place.change("right", "weakened", True, says)
        if came and place.answered:
            says = f"{place.name or 'It'} may now be {_list(came)}, which no caller has met."
            yield place.change("promise", "weakened", False, says)
        for name in olds:
            if name in news:
                yield from compared(olds[name], news[name], replace(place, deep=place.deep + 1))


def _variants(held: list[Any]) -> dict[str, Any]:
    """Alternatives by a name of theirs: what they point at, their title or type, else their place."""
    found: dict[str, Any] = {}
    for at, each in enumerate(held, 1):
        own = _mapping(each)
        named = str(own.get("$ref") or "").rpartition("/")[2] or own.get("title") or own.get("type")
        name = named if isinstance(named, str) else f"alternative {at}"
        found[name if name not in found else f"{name} {at}"] = each
    return found


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _names(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
