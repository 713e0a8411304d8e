"""Interfaces: what each rule says of a promise, a right or a duty, and whom it breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from troth.errors import SourceError
from troth.text.contracts import ContractChange, contract_changes, read_contract

S, N, W = {"type": "string"}, {"type": "number"}, {"type": "integer"}


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _api(sent: Any = None, answered: Any = None, **call: Any) -> dict[str, Any]:
    """An interface of one call, with what is sent and what is answered."""
    own: dict[str, Any] = dict(call)
    if sent is not None:
        own["requestBody"] = {"content": {"application/json": {"schema": sent}}}
    good = {"content": {"application/json": {"schema": answered}}} if answered is not None else {}
    own.setdefault("responses", {"200": good})
    return {"openapi": "3.1.0", "paths": {"/orders/{id}": {"get": own}}}


def _found(old: Any, new: Any, ending: str = ".json") -> tuple[ContractChange, ...]:
    texts = [each if isinstance(each, str) else json.dumps(each) for each in (old, new)]
    a, b = (read_contract(f"{at}{ending}", text.encode()) for at, text in enumerate(texts))
    assert a is not None
    assert b is not None
    return contract_changes(a, b)


def _told(old: Any, new: Any) -> list[tuple[str, str, bool]]:
    return [(one.part, one.way, one.breaking) for one in _found(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "part", "way", "breaking"),
    [
        (_object(a=S, b=S), _object(a=S), "right", "removed", False),
        (_object(a=S), _object(a=S, b=S), "right", "added", False),
        (_object(a=S), _object(("b",), a=S, b=S), "duty", "added", True),
        (_object(a=S), _object(("a",), a=S), "duty", "strengthened", True),
        (_object(("a",), a=S), _object(a=S), "duty", "weakened", False),
        (_object(a=N), _object(a=W), "right", "weakened", True),
        (_object(a=W), _object(a=N), "right", "strengthened", False),
        (_object(a={"enum": [1, 2]}), _object(a={"enum": [1]}), "right", "weakened", True),
        (_object(a={"enum": [1]}), _object(a={"enum": [1, 2]}), "right", "strengthened", False),
        (_object(a=S), _object(a=S | {"maxLength": 9}), "right", "weakened", True),
        (_object(a=S | {"maxLength": 9}), _object(a=S), "right", "strengthened", False),
        (_object(a=N | {"minimum": 1}), _object(a=N | {"minimum": 2}), "right", "weakened", True),
        (_object(a=S), _object(a=S | {"pattern": "^a"}), "right", "weakened", True),
        (
            _object(a=S),
            _object(a=S) | {"additionalProperties": False},
            "right",
            "weakened",
            True,
        ),
    ],
)
def test_what_is_sent(old: Any, new: Any, part: str, way: str, breaking: bool) -> None:
    assert _told(_api(sent=old), _api(sent=new)) == [(part, way, breaking)]


@pytest.mark.parametrize(
    ("old", "new", "part", "way", "breaking"),
    [
        (_object(a=S, b=S), _object(a=S), "promise", "removed", True),
        (_object(a=S), _object(a=S, b=S), "promise", "added", False),
        (_object(a=S), _object(("a",), a=S), "promise", "strengthened", False),
        (_object(("a",), a=S), _object(a=S), "promise", "weakened", True),
        (_object(a=N), _object(a=W), "promise", "strengthened", False),
        (_object(a=W), _object(a=N), "promise", "weakened", True),
        (_object(a=S), _object(a={"type": ["string", "null"]}), "promise", "weakened", True),
        (_object(a=S), _object(a=S | {"nullable": True}), "promise", "weakened", True),
        (_object(a={"enum": [1]}), _object(a={"enum": [1, 2]}), "promise", "weakened", False),
        (_object(a=N | {"maximum": 5}), _object(a=N | {"maximum": 9}), "promise", "weakened", True),
        (
            {"type": "array", "items": _object(a=S)},
            {"type": "array", "items": _object(a=N)},
            "promise",
            "weakened",
            True,
        ),
    ],
)
def test_what_is_answered(old: Any, new: Any, part: str, way: str, breaking: bool) -> None:
    assert _told(_api(answered=old), _api(answered=new)) == [(part, way, breaking)]


def _parameter(**more: Any) -> dict[str, Any]:
    return {"parameters": [{"in": "query", "name": "page", "schema": W, **more}]}


@pytest.mark.parametrize(
    ("old", "new", "part", "way", "breaking"),
    [
        ({}, {"deprecated": True}, "promise", "weakened", False),
        (_parameter(), {}, "right", "removed", False),
        (_parameter(required=True), {}, "right", "removed", True),
        ({}, _parameter(), "right", "added", False),
        ({}, _parameter(required=True), "duty", "added", True),
        (_parameter(), _parameter(required=True), "duty", "strengthened", True),
        (_parameter(required=True), _parameter(), "duty", "weakened", False),
        (_parameter(schema=S), _parameter(schema=W), "right", "weakened", True),
        ({}, {"security": [{"key": []}]}, "duty", "added", True),
        (
            {"responses": {"200": {}, "202": {}}},
            {"responses": {"200": {}}},
            "promise",
            "removed",
            True,
        ),
    ],
)
def test_a_call(old: Any, new: Any, part: str, way: str, breaking: bool) -> None:
    (one,) = _found(_api(**old), _api(**new))
    assert (one.part, one.way, one.breaking) == (part, way, breaking)
    assert one.name == "GET /orders/{id}"


def test_a_call_that_went_breaks_and_stands_first() -> None:
    old = {"openapi": "3.0.0", "paths": {"/a": {"get": {}, "post": {}}, "/b/{id}": {"get": {}}}}
    new = {
        "openapi": "3.0.0",
        "paths": {"/c": {"get": {}}, "/b/{other}": {"get": {}}, "/a": {"get": {}}},
    }
    found = _found(old, new)
    assert [(one.says, one.breaking) for one in found] == [
        ("POST /a is gone.", True),
        ("GET /c is new.", False),
    ]
    assert [one.for_company for one in found] == [True, False]


def test_references_all_of_and_circles_are_followed() -> None:
    def api(total: Any) -> dict[str, Any]:
        node = _object(total=total, child={"$ref": "#/components/schemas/Order"})
        shared = {"allOf": [{"$ref": "#/components/schemas/Base"}, node]}
        made = _api(answered={"$ref": "#/components/schemas/Order"})
        return made | {"components": {"schemas": {"Base": _object(id=S), "Order": shared}}}

    (one,) = _found(api(W), api(S))
    assert one.where == "GET /orders/{id} · answer 200 · total"
    assert (one.old, one.new) == ("integer", "string")


def test_swagger_two_and_its_way_of_saying_it() -> None:
    def api(kind: str, answer: Any) -> dict[str, Any]:
        call = {
            "parameters": [{"in": "query", "name": "page", "type": kind}],
            "responses": {"200": {"schema": answer}},
        }
        return {"swagger": "2.0", "paths": {"/a": {"get": call}}}

    found = _found(api("string", _object(a=S)), api("integer", _object()))
    assert [one.says for one in found] == ["page was string and is integer.", "a is gone."]


def test_a_schema_alone_is_read_from_both_ends() -> None:
    old, new = _object(("a",), a=S, b=S), _object(a=S)
    assert _told(old, new) == [("promise", "weakened", True), ("promise", "removed", True)]


def test_the_same_description_says_nothing() -> None:
    api = _api(_object(("a",), a=S), _object(b=N), **_parameter())
    assert _found(api, api) == ()


def test_graphql() -> None:
    pytest.importorskip("graphql")
    old = "type Query { order(id: ID!): Order, old: Int } type Order { id: ID! } enum S { A, B }"
    new = "type Query { order(id: ID!, by: Int!): Order } type Order { id: ID } enum S { A, C }"
    found = {one.name: (one.part, one.way, one.breaking) for one in _found(old, new, ".graphql")}
    assert found == {
        "Query.old": ("promise", "removed", True),
        "Query.order": ("duty", "added", True),
        "Order.id": ("promise", "weakened", True),
        "S.B": ("right", "weakened", True),
        "S.C": ("promise", "weakened", False),
    }


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.json", "{", "no JSON"),
        ("a.yaml", "openapi: [", "no YAML"),
        ("a.yaml", "a: &x [*x]\nopenapi: 3\n? [1]\n: 2\n*y", "no YAML"),
        ("a.json", "\xff", "no UTF-8"),
        ("a.json", "[" * 100_000, "nested too deep"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, text: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        read_contract(name, text.encode("latin-1"))


def test_other_files_are_none() -> None:
    assert read_contract("a.md", b"# Terms") is None
    assert read_contract("a.json", b'[{"at": 1}]') is None
    assert read_contract("a.yaml", b"promise: We will.") is None


@pytest.mark.parametrize("held", [None, [], 3, "x", {"$ref": "#/a/0/b"}, {"$ref": "other.yaml"}])
def test_nonsense_inside_is_no_difference(held: Any) -> None:
    assert _found({"openapi": held, "paths": {"/a": {"get": {"parameters": held}}}}, _api())
    assert _found({"openapi": held, "paths": held}, {"openapi": "3.1.0"}) == ()


def test_a_schema_that_is_no_graphql() -> None:
    pytest.importorskip("graphql")
    with pytest.raises(SourceError, match="no GraphQL schema"):
        _found("type Query { x: Y }", "type Query { x: Int }", ".graphql")
    with pytest.raises(SourceError, match="line 1"):
        _found("type Query {{", "type Query { x: Int }", ".graphql")
