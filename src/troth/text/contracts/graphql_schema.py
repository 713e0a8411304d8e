"""GraphQL: what two schemas tell differently, as graphql-core, the reference in Python, finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troth.errors import MissingExtraError, SourceError
from troth.patterns import later
from troth.text.contracts.changing import ContractChange, Part, Way
from troth.text.contracts.reading import Contract

if TYPE_CHECKING:
    from graphql import GraphQLSchema

_MEANS: dict[str, tuple[Part, Way]] = {
    "TYPE_REMOVED": ("promise", "removed"),
    "TYPE_CHANGED_KIND": ("promise", "weakened"),
    "TYPE_REMOVED_FROM_UNION": ("promise", "weakened"),
    "VALUE_REMOVED_FROM_ENUM": ("right", "weakened"),
    "REQUIRED_INPUT_FIELD_ADDED": ("duty", "added"),
    "IMPLEMENTED_INTERFACE_REMOVED": ("promise", "weakened"),
    "FIELD_REMOVED": ("promise", "removed"),
    "FIELD_CHANGED_KIND": ("promise", "weakened"),
    "REQUIRED_ARG_ADDED": ("duty", "added"),
    "ARG_REMOVED": ("right", "removed"),
    "ARG_CHANGED_KIND": ("right", "weakened"),
    "DIRECTIVE_REMOVED": ("right", "removed"),
    "DIRECTIVE_ARG_REMOVED": ("right", "removed"),
    "REQUIRED_DIRECTIVE_ARG_ADDED": ("duty", "added"),
    "DIRECTIVE_REPEATABLE_REMOVED": ("right", "weakened"),
    "DIRECTIVE_LOCATION_REMOVED": ("right", "weakened"),
    "VALUE_ADDED_TO_ENUM": ("promise", "weakened"),
    "TYPE_ADDED_TO_UNION": ("promise", "weakened"),
    "OPTIONAL_INPUT_FIELD_ADDED": ("right", "added"),
    "OPTIONAL_ARG_ADDED": ("right", "added"),
    "IMPLEMENTED_INTERFACE_ADDED": ("promise", "strengthened"),
    "ARG_DEFAULT_VALUE_CHANGE": ("promise", "weakened"),
    "INPUT_FIELD_DEFAULT_VALUE_CHANGE": ("promise", "weakened"),
    "TYPE_ADDED": ("promise", "added"),
    "FIELD_ADDED": ("promise", "added"),
    "DIRECTIVE_ADDED": ("right", "added"),
    "DIRECTIVE_REPEATABLE_ADDED": ("right", "strengthened"),
    "DIRECTIVE_LOCATION_ADDED": ("right", "strengthened"),
    "OPTIONAL_DIRECTIVE_ARG_ADDED": ("right", "added"),
    "FIELD_CHANGED_KIND_SAFE": ("promise", "strengthened"),
    "ARG_CHANGED_KIND_SAFE": ("right", "strengthened"),
    "ARG_DEFAULT_VALUE_ADDED": ("right", "strengthened"),
    "INPUT_FIELD_DEFAULT_VALUE_ADDED": ("right", "strengthened"),
}
"""What each change that graphql-core names is to the caller; a changed description is none."""
_NAME = later(r"@?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?")
_KINDS = frozenset(
    [
        "Field",
        "Argument",
        "Enum",
        "Standard",
        "Built-in",
        "Directive",
        "A",
        "An",
        "The",
        "Type",
        "Input",
        "Interface",
        "Union",
        "Scalar",
        "required",
        "optional",
        "argument",
        "input",
        "field",
        "type",
        "value",
    ]
)


def changes(old: Contract, new: Contract) -> list[ContractChange]:
    """What the new schema tells otherwise; SourceError where one of them is no schema."""
    try:
        from graphql.utilities import BreakingChange, find_schema_changes
    except ImportError as fault:
        advice = "Install it with  pip install 'troth[api]'."
        raise MissingExtraError("GraphQL cannot be read here.", advice=advice) from fault
    found = []
    for each in find_schema_changes(_schema(old), _schema(new)):
        meaning = _MEANS.get(each.type.name)
        if meaning is not None:
            name = _named(each.description)
            breaks = isinstance(each, BreakingChange)
            found.append(ContractChange(*meaning, breaks, name, each.description, name))
    return found


def _schema(contract: Contract) -> GraphQLSchema:
    from graphql import GraphQLError, build_schema

    try:
        return build_schema(contract.held)
    except GraphQLError as fault:
        line = f" in line {fault.locations[0].line}" if fault.locations else ""
        says = f"It is no GraphQL schema: {fault.message}{line}."
    except (TypeError, ValueError) as fault:
        says = f"It is no GraphQL schema: {fault}"
    raise SourceError(says, place=contract.place, advice="Correct it.")


def _named(says: str) -> str:
    """The thing the sentence is about: "Order.total" of "Field Order.total was removed."."""
    names = [one for one in _NAME.findall(says) if one not in _KINDS]
    return next((one for one in names if "." in one), names[0] if names else says)
