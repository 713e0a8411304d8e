"""Two descriptions of one form, held against each other."""

from __future__ import annotations

from troth.errors import SourceError
from troth.text.contracts import graphql_schema, json_schema, openapi
from troth.text.contracts.changing import ContractChange, in_order
from troth.text.contracts.reading import Contract

_COMPARE = {
    "openapi": openapi.changes,
    "json-schema": json_schema.changes,
    "graphql": graphql_schema.changes,
}


def contract_changes(old: Contract, new: Contract) -> tuple[ContractChange, ...]:
    """What changed, breaking changes first.

    Raises SourceError where the two are of different forms, or one of them does not hold together.
    """
    if old.form != new.form:
        says = f"The one is {old.form}, the other {new.form}: nothing in them can be compared."
        raise SourceError(says, place=new.place, advice="Name two descriptions of one form.")
    try:
        return in_order(_COMPARE[old.form](old, new))
    except RecursionError as fault:
        raise SourceError("It is nested too deep to be read.", place=new.place) from fault
