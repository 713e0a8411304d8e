"""OpenAPI 3 and Swagger 2: what an interface answers, lets callers send and asks of them.

The rules besides those for schemas (`json_schema`):

    a path or method went         promise removed, breaking
    a path or method came         promise added
    marked as deprecated          promise weakened, not breaking
    a parameter went              right removed, breaking where it was required or in the path
    a parameter came              required: duty added, breaking · else right added
    a parameter became required   duty strengthened, breaking · no longer: duty weakened
    a body became required        duty strengthened, breaking
    an answer of success went     promise removed, breaking
    a kind of content went        promise or right removed, breaking
    a sign-in is asked for now    duty added, breaking

Only answers of success are read: how an interface says that it failed is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from troth.patterns import later
from troth.text.contracts.changing import ContractChange, Part, Way
from troth.text.contracts.json_schema import compared
from troth.text.contracts.placing import Place
from troth.text.contracts.pointing import followed
from troth.text.contracts.reading import Contract

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_BESIDE = ("in", "name", "required", "description", "schema", "content", "style", "explode")
_GIVEN = later(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class _Call:
    """One method of one path, and what the whole file says for all of them."""

    name: str
    path: Mapping[str, Any]
    own: Mapping[str, Any]
    root: Mapping[str, Any]

    @property
    def parameters(self) -> dict[tuple[str, str], Mapping[str, Any]]:
        """What can be sent beside a body, by where and name; of a path's by their turn."""
        found: dict[tuple[str, str], Mapping[str, Any]] = {}
        for each in (*_list(self.path.get("parameters")), *_list(self.own.get("parameters"))):
            held, _ = followed(each, self.root)
            where = str(held.get("in") or "")
            if where not in ("body", "formData", "path"):
                found[where, str(held.get("name") or "")] = held
        return found

    @property
    def body(self) -> tuple[Mapping[str, Any], bool]:
        """What is sent as a body, by kind of content, and whether it must be."""
        held, _ = followed(self.own.get("requestBody"), self.root)
        if held:
            return _mapping(held.get("content")), held.get("required") is True
        for each in _list(self.own.get("parameters")):
            given, _ = followed(each, self.root)
            if given.get("in") == "body":
                return {"": {"schema": given.get("schema")}}, given.get("required") is True
        return {}, False

    @property
    def answers(self) -> dict[str, Mapping[str, Any]]:
        """What is answered where it went well: by status, what it holds by kind of content."""
        found = {}
        for status, each in _mapping(self.own.get("responses")).items():
            held, _ = followed(each, self.root)
            if str(status).startswith("2") or str(status) == "default":
                old_way = {"": {"schema": held["schema"]}} if "schema" in held else {}
                found[str(status)] = _mapping(held.get("content")) or old_way
        return found

    @property
    def guards(self) -> frozenset[str]:
        """The ways to sign in that are asked for; none where it also goes without."""
        asked = self.own.get("security", self.root.get("security"))
        ways = [frozenset(map(str, _mapping(each))) for each in _list(asked)]
        return frozenset() if not ways or frozenset() in ways else frozenset().union(*ways)


def changes(old: Contract, new: Contract) -> list[ContractChange]:
    """What an interface promises, allows and asks otherwise."""
    olds, news = _calls(old.held), _calls(new.held)
    found: list[ContractChange] = []
    for key, was in olds.items():
        if key not in news:
            says = f"{was.name} is gone."
            found.append(ContractChange("promise", "removed", True, was.name, says, was.name))
        else:
            found.extend(_call(was, news[key]))
    for key, now in news.items():
        if key not in olds:
            says = f"{now.name} is new."
            found.append(ContractChange("promise", "added", False, now.name, says, now.name))
    return found


def _calls(root: Mapping[str, Any]) -> dict[str, _Call]:
    """Every method of every path; what a part of a path is called is no difference."""
    found = {}
    for path, held in _mapping(root.get("paths")).items():
        item, _ = followed(held, root)
        for method in METHODS:
            if isinstance(own := item.get(method), Mapping):
                name = f"{method.upper()} {path}"
                found[_GIVEN.sub("{}", name)] = _Call(name, item, own, root)
    return found


def _call(was: _Call, now: _Call) -> Iterator[ContractChange]:
    if now.own.get("deprecated") is True and was.own.get("deprecated") is not True:
        yield _said(now, "promise", "weakened", False, f"{now.name} is marked as deprecated.")
    for guard in sorted(now.guards - was.guards) if not was.guards else ():
        says = f"{now.name} asks for a sign-in now ({guard})."
        yield _said(now, "duty", "added", True, says)
    yield from _parameters(was, now)
    yield from _body(was, now)
    yield from _answers(was, now)


def _said(
    call: _Call, part: Part, way: Way, breaking: bool, says: str, where: str = ""
) -> ContractChange:
    at = f"{call.name} · {where}" if where else call.name
    return ContractChange(part, way, breaking, at, says, call.name)


def _parameters(was: _Call, now: _Call) -> Iterator[ContractChange]:
    olds, news = was.parameters, now.parameters
    for key, old in olds.items():
        kind, name = key
        new = news.get(key)
        if new is None:
            says = f"{now.name}: {kind} parameter {name} is gone."
            yield _said(now, "right", "removed", old.get("required") is True, says, name)
            continue
        needed = [each.get("required") is True for each in (old, new)]
        if needed[1] and not needed[0]:
            says = f"{now.name}: {kind} parameter {name} has to be sent now."
            yield _said(now, "duty", "strengthened", True, says, name)
        elif needed[0] and not needed[1]:
            says = f"{now.name}: {kind} parameter {name} may be left out now."
            yield _said(now, "duty", "weakened", False, says, name)
        place = Place(was.root, now.root, "in", f"{now.name} · {name}", name, now.name)
        yield from compared(_schema(old), _schema(new), place)
    for key in [each for each in news if each not in olds]:
        kind, name = key
        must = news[key].get("required") is True
        says = f"{now.name}: {kind} parameter {name} is new{', and has to be sent' * must}."
        yield _said(now, "duty" if must else "right", "added", must, says, name)


def _schema(parameter: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a parameter may hold: its schema, or (Swagger 2) its own words."""
    if isinstance(held := parameter.get("schema"), Mapping):
        return held
    return {name: value for name, value in parameter.items() if name not in _BESIDE}


def _body(was: _Call, now: _Call) -> Iterator[ContractChange]:
    (olds, old_must), (news, new_must) = was.body, now.body
    if new_must and not old_must:
        says = f"{now.name}: a body has to be sent now."
        yield _said(now, "duty", "strengthened" if olds else "added", True, says, "body")
    yield from _content(was, now, (olds, news), "body")


def _answers(was: _Call, now: _Call) -> Iterator[ContractChange]:
    olds, news = was.answers, now.answers
    for status, old in olds.items():
        if status in news:
            yield from _content(was, now, (old, news[status]), f"answer {status}")
        elif status != "default":
            says = f"{now.name} no longer answers {status}."
            yield _said(now, "promise", "removed", True, says, f"answer {status}")


def _content(
    was: _Call, now: _Call, both: tuple[Mapping[str, Any], Mapping[str, Any]], what: str
) -> Iterator[ContractChange]:
    """One body or answer in each kind of content that both describe."""
    olds, news = both
    sent = what == "body"
    for kind, old in olds.items():
        if kind in news:
            where = f"{now.name} · {what}"
            place = Place(was.root, now.root, "in" if sent else "out", where, what, now.name)
            own, other = (_mapping(each).get("schema") for each in (old, news[kind]))
            yield from compared(own, other, place)
        elif kind:
            says = f"{now.name}: {what} as {kind} is gone."
            yield _said(now, "right" if sent else "promise", "removed", True, says, what)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
