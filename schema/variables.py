"""The shape of an operation's variables: what of them decides the statement, and what only fills its binds.

Two requests with the same document and the same shape run the same plan. Texts, numbers and times are binds; what
changes the SQL (null or not, true or false, enum values, which fields of an input are given, the type in a global id,
the order in a cursor) belongs to the shape.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)

from schema.scalars import Cursor
from storage.statement import Later, Moment

type_of = type
Path = tuple[Any, ...]


class GlobalId:
    """A global id whose type is known and whose own id may be a bind."""

    __slots__ = ("own", "type_name")

    def __init__(self, type_name: str, own: Any) -> None:
        self.type_name = type_name
        self.own = own


def global_id(text: str) -> GlobalId:
    """The parts of a global id; the type is empty where it has none."""
    type_name, colon, own = text.partition(":")
    return GlobalId(type_name, own) if colon else GlobalId("", text)


def _at(path: Path) -> Later:
    def compute(moment: Moment) -> object:
        value: Any = moment.variables
        for step in path:
            value = value[step]
        return value

    return Later(compute)


def shape(type_: GraphQLInputType, value: Any) -> Any:
    """What of a coerced value decides the statement; hashable."""
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return shape(type_.of_type, value)
    if isinstance(type_, GraphQLList):
        if _holds_binds(type_.of_type):
            return "list"
        return tuple(shape(type_.of_type, item) for item in value)
    if isinstance(type_, GraphQLInputObjectType):
        return tuple((name, shape(type_.fields[name].type, item)) for name, item in value.items())
    if isinstance(type_, GraphQLEnumType):
        return value
    if type_.name == "Boolean":
        return value
    if type_.name == "ID":
        return global_id(value).type_name
    if type_.name == "Cursor":
        return (value[0], tuple(type_of(part).__name__ for part in value[1:]))
    return "bind"


def _holds_binds(type_: GraphQLInputType) -> bool:
    """Whether a list of this type can be one bind."""
    if isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    return isinstance(type_, GraphQLScalarType) and type_.name not in ("Boolean", "ID", "Cursor", "JSON")


def planned(type_: GraphQLInputType, value: Any, path: Path) -> Any:
    """The value with its binds replaced by where they are found when the plan runs."""
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return planned(type_.of_type, value, path)
    if isinstance(type_, GraphQLList):
        if _holds_binds(type_.of_type):
            return _at(path)
        return [planned(type_.of_type, item, (*path, index)) for index, item in enumerate(value)]
    if isinstance(type_, GraphQLInputObjectType):
        return {name: planned(type_.fields[name].type, item, (*path, name)) for name, item in value.items()}
    if isinstance(type_, GraphQLEnumType) or type_.name == "Boolean":
        return value
    if type_.name == "ID":
        whole = _at(path)
        return GlobalId(global_id(value).type_name, Later(lambda moment: global_id(str(whole.compute(moment))).own))
    return _at(path)


def shapes(types: Mapping[str, GraphQLInputType], values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The shape of all variables; an absent one differs from null."""
    return tuple((name, shape(type_, values[name])) for name, type_ in types.items() if name in values)


__all__ = ["Cursor", "GlobalId", "global_id", "planned", "shape", "shapes"]
